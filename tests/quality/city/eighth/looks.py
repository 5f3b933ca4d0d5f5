"""Eight layouts, none of which shares markup with another."""

import json
from html import escape
from urllib.parse import parse_qs, urlsplit

from ..model import Answer
from . import parts
from .plan import Col, Doc, Place

TYPES = {
    "news": "工作动态",
    "notice": "通知公告",
    "policy": "政策文件",
    "reading": "政策解读",
    "letters": "互动交流",
    "consult": "互动交流",
    "service": "办事服务",
    "functions": "机构职能",
    "about": "概况信息",
    "offices": "机构职能",
}


class Look:
    code = "utf-8"
    size = 10
    guide, vocab, letter = "table", 0, "table"
    declares = "<meta charset='utf-8'>"
    search_path, search_name = "/search", "q"
    lower_tags = False

    def __init__(self, place: Place) -> None:
        self.place, self.site = place, place.site
        self.rng = place.site.rng
        self.answers: dict[tuple[str, str], Answer] = {}
        self.counter = self.rng.randint(1100, 1900)

    def next(self) -> int:
        self.counter += self.rng.randint(1, 9)
        return self.counter

    # addresses

    def assign(self) -> None:
        for i, top in enumerate(self.place.tops):
            for col in top.walk():
                col.slug = f"c{i}{len(col.crumbs)}{self.next()}"
                col.path = self.col_path(col)
        for col in self.place.cols:
            for doc in col.docs:
                doc.path = self.doc_path(col, doc)

    def col_path(self, col: Col) -> str:
        raise NotImplementedError

    def doc_path(self, col: Col, doc: Doc) -> str:
        raise NotImplementedError

    def page_path(self, col: Col, n: int, last: int) -> str:
        raise NotImplementedError

    def to(self, col: Col, doc: Doc | None = None) -> str:
        if doc is not None:
            return doc.offsite or self.addr(col, doc.path)
        return col.href or self.addr(col, col.path)

    def addr(self, col: Col, path: str) -> str:
        return self.place.url(col, path) if self.place.platform else path

    def where(self, doc: Doc) -> Col:
        return next(col for col in self.place.cols if doc in col.docs)

    # heads and feet

    def metas(self, kind: str, col: Col | None = None, doc: Doc | None = None) -> str:
        site = self.site
        named = {"SiteName": site.name.strip("“”网"), "SiteDomain": site.host, "SiteIDCode": site.idcode}
        if col is not None and kind != "home":
            extra = {
                "ColumnName": col.name,
                "ColumnDescription": f"{col.name}栏目提供{self.place.short}有关{col.name}的信息",
                "ColumnKeywords": f"{col.name},{self.place.short}",
                "ColumnType": TYPES.get(col.gen, "信息公开"),
            }
            if kind == "column" or self.site.code in ("yunlu", "lanjiang"):
                named |= extra
        if doc is not None:
            when = doc.meta_when or doc.when
            named |= {
                "ArticleTitle": doc.title,
                "PubDate": f"{when:%Y-%m-%d %H:%M}",
                "ContentSource": doc.source,
                "Keywords": "",
                "Author": "",
            }
        lines = []
        for name, value in named.items():
            state = site.tag_faults.get((kind, name))
            if state == "absent":
                continue
            if state == "empty":
                value = ""
            if state == "malformed":
                value = "{" + name + "}" if name != "PubDate" else f"{(doc.when if doc else site.as_of):%m/%d}"
            lines.append(f'<meta name="{name.lower() if self.lower_tags else name}" content="{escape(value)}">')
        return "\n".join(lines)

    FOOT: tuple[tuple[str, str], ...] = ()
    FOOT_JOIN = " "

    def foot(self) -> str:
        site, place = self.site, self.place
        said = []
        for key, form in self.FOOT:
            if key not in site.footer_lacks:
                said.append(
                    form.format(
                        owner=site.owner,
                        code=site.idcode,
                        phone=place.phone,
                        address=place.address,
                        host=site.host,
                        n=site.idcode[-6:],
                        icp="陕ICP备" + site.idcode[2:] + "号",
                    )
                )
        return self.FOOT_JOIN.join(said)

    def search_box(self) -> str:
        return f"<form action='{self.search_path}' method='get'><input type='text' name='{self.search_name}' placeholder='请输入关键字'><button type='submit'>搜索</button></form>"

    # pages

    def put(self, col: Col | None, path: str, html: str, status: int = 200) -> None:
        host = self.site.host if col is None or not self.place.away(col) else self.place.platform.split("//")[1]
        kind = "text/html" if self.code != "utf-8" else "text/html; charset=utf-8"
        self.answers[host, path] = Answer(html.encode(self.code, "xmlcharrefreplace"), status, kind)

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        raise NotImplementedError

    def trail(self, col: Col) -> str:
        raise NotImplementedError

    def row(self, col: Col, doc: Doc) -> str:
        raise NotImplementedError

    def rows(self, col: Col, docs: list[Doc]) -> str:
        raise NotImplementedError

    def pager(self, col: Col, n: int, last: int) -> str:
        return ""

    def article(self, col: Col, doc: Doc, body: str) -> str:
        raise NotImplementedError

    def home(self) -> str:
        raise NotImplementedError

    def sub(self, col: Col) -> str:
        """A parent's page: its children, each with its newest rows."""
        out = []
        for child in col.children:
            feed = child.feed[:5]
            inner = (
                self.rows(child, feed)
                if feed and child.docs
                else "<p>" + "　".join(f"<a href='{self.to(g)}'>{g.name}</a>" for g in child.children) + "</p>"
                if child.children
                else ""
            )
            out.append(f"<div class='blk'><h3><a href='{self.to(child)}'>{child.name}</a></h3>{inner}</div>")
        return "".join(out)

    def render(self) -> None:
        self.put(None, "/", self.shell(self.metas("home"), "", self.home() + self.site_bare(), None))
        for col in self.place.cols:
            if col.href:
                continue
            self.column(col)
            for doc in col.docs:
                if doc.offsite:
                    continue
                body = self.body(doc) + "".join(doc.tail)
                html = self.article(col, doc, body) + doc.bare
                self.put(col, doc.path, self.shell(self.metas("article", col, doc), doc.title, html, col))

    def site_bare(self) -> str:
        return ""

    def body(self, doc: Doc) -> str:
        place = self.place
        if doc.kind == "guide":
            return parts.guide(place, doc, self.guide, self.vocab)
        if doc.kind == "letter":
            return parts.letter(place, doc, self.letter)
        if doc.kind == "consult":
            told = doc.data.get("told")
            return parts.consult(
                place, doc, self.to(self.where(told), told) if told else "", told.title if told else ""
            )
        other = doc.data.get("of") or doc.data.get("told")
        more = ""
        if other is not None:
            word = "相关解读" if doc.kind == "policy" else "原文链接"
            more = (
                f"<p class='xgwj'>{word}：<a href='{self.to(self.where(other), other)}'>{escape(other.title)}</a></p>"
            )
        return doc.html + more

    def column(self, col: Col) -> None:
        head = self.metas("column", col)
        if col.children and not col.docs:
            self.put(col, col.path, self.shell(head, col.name, self.trail(col) + self.sub(col), col))
            return
        if col.page:
            self.put(col, col.path, self.shell(head, col.name, self.trail(col) + self.single(col), col))
            return
        feed = col.feed
        last = max(1, -(-len(feed) // self.size))
        for n in range(1, last + 1):
            some = feed[(n - 1) * self.size : n * self.size]
            inner = self.rows(col, some) + (self.pager(col, n, last) if last > 1 else "") if some else col.empty
            path = col.path if n == 1 else self.page_path(col, n, last)
            self.put(col, path, self.shell(head, col.name, self.trail(col) + inner, col))

    def single(self, col: Col) -> str:
        return f"<div class='single'><h2>{col.name}</h2>{col.page}</div>"

    # searching

    def find(self, target: str) -> Answer | None:
        parsed = urlsplit(target)
        if parsed.path != self.search_path or self.place.search in ("absent", "post"):
            return None
        if self.place.search == "error":
            return Answer(
                b"<html><body><h1>HTTP Status 500</h1><p>java.lang.NullPointerException</p></body></html>", 500
            )
        word = parse_qs(parsed.query, encoding=self.code, errors="replace").get(self.search_name, [""])[0].strip()
        hits = [
            (self.to(c, d), d) for c in self.place.cols for d in c.docs if word and word in d.title and not d.offsite
        ]
        if self.place.search == "no_results":
            hits = []
        if self.place.search == "json":
            return Answer(
                json.dumps(
                    {
                        "total": len(hits),
                        "list": [{"title": d.title, "url": u, "date": str(d.day)} for u, d in hits[:10]],
                    },
                    ensure_ascii=False,
                ).encode(),
                type="application/json; charset=utf-8",
            )
        rows = "".join(
            f"<div class='res'><a href='{u}'>{escape(d.title).replace(escape(word), f'<em>{escape(word)}</em>')}</a><span>{d.day}</span></div>"
            for u, d in hits[:10]
        )
        said = f"<p>为您找到相关结果约{len(hits)}个</p>" if hits else "<p>抱歉，没有找到与您搜索内容相关的结果</p>"
        return Answer(
            self.shell("", "检索结果", said + rows, None).encode(self.code, "xmlcharrefreplace"),
            type="text/html; charset=" + ("gbk" if self.code != "utf-8" else "utf-8"),
        )

    def newest(self, gen: str, n: int = 8) -> list[tuple[Col, Doc]]:
        found = [(c, d) for c in self.place.gen(gen) for d in c.docs]
        return sorted(found, key=lambda x: -x[1].when.timestamp())[:n]


class Cloud(Look):
    """An intensive platform; disclosure on a host of its own."""

    size, guide, vocab, letter = 8, "tabs", 0, "panel"
    search_path, search_name = "/search/index.html", "keywords"
    FOOT = (
        ("sitemap", "<a href='/wzdt/index.html'>网站地图</a>"),
        ("sponsor", "<p>主办：{owner}　承办：县电子政务服务中心</p>"),
        ("site_id_code", "<p>网站标识码：{code}</p>"),
        ("icp", "<a href='https://beian.miit.gov.cn/'>{icp}-1</a>"),
        (
            "public_security",
            "<a href='https://beian.mps.gov.cn/#/query/webSearch?code=61090002{n}'>陕公网安备 61090002{n}号</a>",
        ),
        ("contact", "<p>联系电话：{phone}</p>"),
        (
            "conac_badge",
            "<a href='https://bszs.conac.cn/sitename?method=show&id=0A{n}'><img src='/images/red.png' alt='党政机关'></a>",
        ),
        ("error_finder", "<script id='_jiucuo_' sitecode='{code}' src='/js/jiucuo.js'></script>"),
    )

    def col_path(self, col: Col) -> str:
        return "/" + "/".join(c.slug for c in col.crumbs) + "/index.html"

    def doc_path(self, col: Col, doc: Doc) -> str:
        when = doc.url_when or doc.when
        return f"/{col.slug}/{when:%Y%m}/{self.next():08x}{self.rng.randrange(16**8):08x}.shtml"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return col.path.replace("index.html", f"index_{n}.html")

    def pager(self, col: Col, n: int, last: int) -> str:
        links = "".join(
            f"<a class='{'cur' if i == n else ''}' href='{self.addr(col, col.path if i == 1 else self.page_path(col, i, last))}'>{i}</a>"
            for i in range(1, last + 1)
        )
        return f"<div class='pagination-box'>{links}<span>共{last}页</span></div>"

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        name = self.site.name.strip("“”网")
        nav = "".join(
            f"<li class='nav-item'><a href='{self.to(t)}'>{t.name}</a>"
            + (
                f"<div class='drop'>{''.join(f'<a href={chr(34)}{self.to(x)}{chr(34)}>{x.name}</a>' for x in t.children)}</div>"
                if t.children
                else ""
            )
            + "</li>"
            for t in self.place.tops
        )
        foot = self.foot().replace("'/wzdt", f"'{self.site.base}/wzdt")
        box = (
            self.search_box().replace("action='/", f"action='{self.site.base}/")
            if self.place.search != "absent"
            else ""
        )
        return f"<!DOCTYPE html><html lang='zh-CN'><head>{self.declares}<title>{escape(title)}{'_' if title else ''}{name}</title>{head}</head><body><header class='top'><a class='logo' href='{self.site.base}/'>{name}</a>{box}</header><nav class='navbar'><ul><li class='nav-item'><a href='{self.site.base}/'>首页</a></li>{nav}</ul></nav><main class='wrap'>{main}</main><footer class='foot'>{foot}</footer></body></html>"

    def trail(self, col: Col) -> str:
        links = " &gt; ".join(f"<a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)
        return f"<div class='crumb'>您当前所在的位置：<a href='{self.site.base}/'>首页</a> &gt; {links}</div>"

    def rows(self, col: Col, docs: list[Doc]) -> str:
        return (
            "<ul class='list-txt'>"
            + "".join(
                f"<li><a href='{self.to(col, d)}' title='{escape(d.title)}' target='_blank'>{'<i>[置顶]</i>' if d.pinned else ''}{escape(d.title)}</a><span class='date'>{d.day}</span></li>"
                for d in docs
            )
            + "</ul>"
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        return (
            self.trail(col)
            + f"<article class='detail'><h1>{escape(doc.title)}</h1><div class='attr'><span>发布日期：{doc.when:%Y-%m-%d %H:%M}</span><span>来源：{doc.source}</span><span>字号：<a href='javascript:;'>大</a> <a href='javascript:;'>小</a></span></div><div class='con' id='zoomcon'>{body}</div><div class='attr-bottom'>【打印本页】【关闭窗口】</div></article>"
        )

    def home(self) -> str:
        lead = "".join(
            f"<li><a href='{self.to(c, d)}'>{escape(d.title)}</a><em>{d.when:%m-%d}</em></li>"
            for c, d in self.newest("news", 10)
        )
        notes = "".join(
            f"<li><a href='{self.to(c, d)}'>{escape(d.title)}</a><em>{d.when:%m-%d}</em></li>"
            for c, d in self.newest("notice", 6)
        )
        docs = "".join(
            f"<li><a href='{self.to(c, d)}'>{escape(d.title)}</a></li>"
            for g in ("policy", "reading", "webreport")
            for c, d in self.newest(g, 4)
        )
        return f"<section><h2>要闻</h2><ul>{lead}</ul></section><section><h2>公告</h2><ul>{notes}</ul></section><section><h2>文件与解读</h2><ul>{docs}</ul></section>"


class Boda(Look):
    size, guide, vocab, letter = 9, "table", 1, "table"
    search_path, search_name = "/ssjg.jsp", "wbtreeid"
    search_name = "keyword"
    FOOT_JOIN = "<br>"
    FOOT = (
        ("sponsor", "主办单位：{owner}"),
        ("contact", "地址：{address} 电话：{phone} 邮编：725000"),
        ("icp", "备案号：<a href='https://beian.miit.gov.cn'>{icp}</a>"),
        ("public_security", "陕公网安备61090202{n}号"),
        ("site_id_code", "政府网站标识码：{code}"),
        ("sitemap", "<a href='/wzdt.htm'>网站地图</a>"),
        (
            "conac_badge",
            "<script type='text/javascript'>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='https://dcs.conac.cn/js/27/401/0000/{n}/CA27401{n}.js' type='text/javascript'%3E%3C/script%3E\"));</script>",
        ),
        (
            "error_finder",
            "<a href='https://zfwzzc.www.gov.cn/exposure/jiucuo.html?site_code={code}'><img src='/images/jiucuo.png' alt='我为政府网站找错'></a>",
        ),
    )

    def col_path(self, col: Col) -> str:
        return "/" + "/".join(c.slug for c in col.crumbs) + ".htm"

    def doc_path(self, col: Col, doc: Doc) -> str:
        return f"/info/{col.slug[-4:]}/{self.next()}.htm"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return col.path.removesuffix(".htm") + f"/{last - n + 1}.htm"

    def pager(self, col: Col, n: int, last: int) -> str:
        at = lambda i: col.path if i == 1 else self.page_path(col, i, last)  # noqa: E731
        back = f"<a href='{at(n - 1)}'>上页</a>" if n > 1 else "<span>上页</span>"
        on = f"<a href='{at(n + 1)}'>下页</a> <a href='{at(last)}'>尾页</a>" if n < last else "<span>下页</span>"
        return f"<div class='pb_sys_common'><span class='p_t'>共{len(col.feed)}条</span> {back} <span class='p_no_d'>{n}/{last}</span> {on}</div>"

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        nav = "".join(f"<td><a href='{self.to(t)}'>{t.name}</a></td>" for t in self.place.tops)
        side = "".join(f"<li><a href='{self.to(x)}'>{x.name}</a></li>" for x in col.crumbs[0].children) if col else ""
        box = self.search_box() if self.place.search != "absent" else ""
        return f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=UTF-8'><title>{escape(title)}{'-' if title else ''}{self.site.owner}</title>{head}</head><body><div class='header'><img src='/images/logo.png' alt='{self.site.owner}'>{box}</div><table class='nav'><tr><td><a href='/'>网站首页</a></td>{nav}</tr></table><div class='main'>{f'<div class={chr(34)}left{chr(34)}><h3>{col.crumbs[0].name}</h3><ul>{side}</ul></div>' if col else ''}<div class='right'>{main}</div></div><div class='footer'>{self.foot()}</div></body></html>"

    def trail(self, col: Col) -> str:
        return (
            "<div class='dqwz'>当前位置: <a href='/'>网站首页</a>"
            + "".join(f"&gt;&gt;<a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)
            + "</div>"
        )

    def rows(self, col: Col, docs: list[Doc]) -> str:
        return (
            "<div class='list'><table width='100%'>"
            + "".join(
                f"<tr id='line_u9_{i}'><td><span class='leaderfont'>·</span><a href='{self.to(col, d)}' class='c1'>{escape(d.title)}</a></td><td width='90'><span class='timestyle'>{d.day:%Y/%m/%d}</span></td></tr>"
                for i, d in enumerate(docs)
            )
            + "</table></div>"
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        return (
            self.trail(col)
            + f"<form name='_newscontent_fromname'><div class='titlestyle' align='center'><h3>{escape(doc.title)}</h3></div><div align='center'>{doc.when:%Y年%m月%d日 %H:%M}　{doc.source}　点击：[<script>_showDynClicks('wbnews', 1, 2)</script>]</div><div id='vsb_content'><div class='v_news_content'>{body}</div></div><p align='right'>【<a href='javascript:window.close()'>关闭</a>】</p></form>"
        )

    def home(self) -> str:
        def block(name: str, gen: str) -> str:
            return (
                f"<div class='box'><div class='hd'>{name}</div><ul>"
                + "".join(
                    f"<li><span>[{d.when:%m-%d}]</span><a href='{self.to(c, d)}' title='{escape(d.title)}'>{escape(d.title[:22])}{'...' if len(d.title) > 22 else ''}</a></li>"
                    for c, d in self.newest(gen)
                )
                + "</ul></div>"
            )

        return (
            block("水务新闻", "news")
            + block("公示公告", "notice")
            + block("部门文件", "policy")
            + block("文件解读", "reading")
            + block("年度报表", "webreport")
        )


class Tuoer(Look):
    size, guide, vocab, letter = 10, "h4", 2, "dl"
    search_path, search_name = "/was5/web/search", "searchword"
    FOOT_JOIN = "\n"
    FOOT = (
        ("sitemap", "<li><a href='/wzdt/'>站点地图</a></li>"),
        ("contact", "<li><a href='mailto:rsj@lanjiang.gov.cn'>联系我们</a>（电话 {phone}）</li>"),
        ("sponsor", "<li>版权所有 © {owner} 主办</li>"),
        ("site_id_code", "<li>标识码 {code}</li>"),
        ("icp", "<li>{icp}-2</li>"),
        ("public_security", "<li><img src='/images/ghs.png'>陕公网安备 61090302{n} 号</li>"),
        (
            "conac_badge",
            "<li><a href='http://bszs.conac.cn/sitename?method=show&amp;id=53{n}' target='_blank'><img src='/images/blue.png'></a></li>",
        ),
        (
            "error_finder",
            "<li><a href='http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code={code}&url=http://{host}'>政府网站找错</a></li>",
        ),
    )

    def col_path(self, col: Col) -> str:
        return "/" + "/".join(c.slug for c in col.crumbs) + "/"

    def doc_path(self, col: Col, doc: Doc) -> str:
        when = doc.url_when or doc.when
        return f"{col.path}{when:%Y%m}/t{when:%Y%m%d}_{self.next()}.html"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return f"{col.path}index_{n - 1}.html"

    def pager(self, col: Col, n: int, last: int) -> str:
        return f"<div class='fenye'><script type='text/javascript'>createPageHTML({last}, {n - 1}, \"index\", \"html\");</script></div>"

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        nav = "".join(
            f"<dl><dt><a href='{self.to(t)}'>{t.name}</a></dt>"
            + "".join(f"<dd><a href='{self.to(x)}'>{x.name}</a></dd>" for x in t.children)
            + "</dl>"
            for t in self.place.tops
        )
        box = self.search_box() if self.place.search != "absent" else ""
        full = f"{escape(title)}_{self.site.owner}" if title else self.site.owner
        return f"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN'><html><head>{self.declares}<title>{full}</title>{head}<script src='/js/jquery.js'></script></head><body><div id='head'><p>今天是{self.site.as_of:%Y年%m月%d日}</p><h1 class='logo'>{self.site.owner}</h1>{box}</div><div id='menu'><a href='/'>首页</a>{nav}</div><div id='main'>{main}</div><div id='foot'><ul>{self.foot()}</ul></div></body></html>"

    def trail(self, col: Col) -> str:
        return (
            "<div class='bread'><span>所在位置：</span><a href='/' class='CurrChnlCls'>首页</a>"
            + "".join(f"&nbsp;&gt;&nbsp;<a href='{self.to(c)}' class='CurrChnlCls'>{c.name}</a>" for c in col.crumbs)
            + "</div>"
        )

    def near(self, col: Col, doc: Doc) -> str:
        path = doc.offsite or doc.path
        return "./" + path.removeprefix(col.path) if path.startswith(col.path) else path

    def rows(self, col: Col, docs: list[Doc]) -> str:
        return (
            "<ul class='gl-list'>"
            + "".join(
                f"<li><span>{d.when:%Y-%m-%d}</span><a href='{self.to(col, d)}'>{escape(d.title)}</a></li>"
                + ("<li class='line'></li>" if i % 5 == 4 else "")
                for i, d in enumerate(docs)
            )
            + "</ul>"
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        table = ""
        if doc.kind == "policy":
            table = f"<table class='xxgk_head'><tr><td>索引号</td><td>rsj/{doc.day.year}-{self.next()}</td><td>发布机构</td><td>{self.site.owner}</td></tr><tr><td>文号</td><td>{doc.data['number']}</td><td>生成日期</td><td>{doc.day}</td></tr><tr><td>有效性</td><td>有效</td><td>废止日期</td><td>暂无</td></tr></table>"
        return (
            self.trail(col)
            + f"<div class='xl'>{table}<h2 class='xl-tit'>{escape(doc.title)}</h2><div class='xl-info'><b>发布时间：</b><span>{doc.when:%Y-%m-%d %H:%M}</span><b>来源：</b><span>{doc.source}</span><b>浏览次数：</b><span id='hits'></span></div><div class='TRS_Editor'>{body}</div></div>"
        )

    def home(self) -> str:
        def tab(name: str, gen: str) -> str:
            return (
                f"<div class='tab'><h2>{name}</h2><ol>"
                + "".join(
                    f"<li><a href='{self.to(c, d)}'>{escape(d.title)}</a><span>{d.day}</span></li>"
                    for c, d in self.newest(gen)
                )
                + "</ol></div>"
            )

        return (
            tab("人社要闻", "news")
            + tab("公告公示", "notice")
            + tab("规范性文件", "policy")
            + tab("网站工作报表", "webreport")
        )


class Kaipu(Look):
    size, guide, vocab, letter = 12, "grid", 3, "steps"
    search_path, search_name = "/search/s", "searchWord"
    FOOT_JOIN = "<i>|</i>"
    FOOT = (
        ("conac_badge", "<script src='https://dcs.conac.cn/js/27/401/0000/{n}/CA27{n}.js'></script>"),
        ("site_id_code", "<span>网站标识码{code}</span>"),
        ("sponsor", "<span>{owner}办公室主办</span>"),
        ("undertaker", "<span>澜江市大数据中心承办</span>"),
        (
            "public_security",
            "<a href='http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=61090102{n}'>陕公网安备61090102{n}号</a>",
        ),
        ("icp", "<a href='https://beian.miit.gov.cn/'>{icp}</a>"),
        ("sitemap", "<a href='/sitemap'>网站地图</a>"),
        ("contact", "<span>网站维护电话：{phone}</span>"),
        (
            "error_finder",
            "<span id='jiucuo'><a href='https://zfwzzc.www.gov.cn/check_web/errorInfo_index.action?site_code={code}'>我为政府网站找错</a></span>",
        ),
    )

    def col_path(self, col: Col) -> str:
        return f"/channel/{self.rng.randrange(16**12):012x}"

    def doc_path(self, col: Col, doc: Doc) -> str:
        return f"/content/detail/{self.rng.randrange(16**24):024x}.html"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return f"{col.path}?page={n}"

    def pager(self, col: Col, n: int, last: int) -> str:
        at = lambda i: col.path if i == 1 else self.page_path(col, i, last)  # noqa: E731
        return (
            "<ul class='pagination'>"
            + (f"<li><a href='{at(n - 1)}'>&laquo;</a></li>" if n > 1 else "")
            + "".join(
                f"<li class='{'active' if i == n else ''}'><a href='{at(i)}'>{i}</a></li>" for i in range(1, last + 1)
            )
            + (f"<li><a href='{at(n + 1)}'>&raquo;</a></li>" if n < last else "")
            + "</ul>"
        )

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        nav = "".join(f"<a class='ch' href='{self.to(t)}'>{t.name}</a>" for t in self.place.tops)
        sub = "".join(f"<a href='{self.to(x)}'>{x.name}</a>" for x in col.children) if col and col.children else ""
        box = self.search_box() if self.place.search != "absent" else ""
        return f"<!doctype html><html><head>{self.declares}<meta name='viewport' content='width=device-width'><title>{escape(title) or '澜江市人民政府门户网站'}</title>{head}</head><body><div class='g-hd'><div class='u-logo'><a href='/'>澜江市人民政府</a></div>{box}</div><div class='g-nv'><a class='ch' href='/'>首页</a>{nav}</div><div class='g-sub'>{sub}</div><div class='g-bd'>{main}</div><div class='g-ft'>{self.foot()}</div></body></html>"

    def trail(self, col: Col) -> str:
        return (
            "<div class='u-path'><a href='/'>首页</a>"
            + "".join(f" / <a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)
            + "</div>"
        )

    def rows(self, col: Col, docs: list[Doc]) -> str:
        return (
            "<div class='m-list'>"
            + "".join(
                f"<a class='item' href='{self.to(col, d)}'><div class='day'><b>{d.when:%d}</b><i>{d.when:%Y-%m}</i></div><div class='txt'><p class='t'>{escape(d.title)}</p><p class='s'>{d.source}</p></div></a>"
                for d in docs
            )
            + "</div>"
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        return (
            self.trail(col)
            + f"<div class='m-art'><div class='tt'>{escape(doc.title)}</div><ul class='mt'><li>时间：{doc.when:%Y-%m-%d %H:%M:%S}</li><li>来源：{doc.source}</li><li>【字体：<a href='javascript:void(0)'>大</a> 中 小】</li></ul><div class='ct'><ucapcontent>{body}</ucapcontent></div></div>"
        )

    def home(self) -> str:
        def side(name: str, gen: str) -> str:
            return (
                f"<div class='m-box'><div class='tit'>{name}</div>"
                + "".join(
                    f"<p><a href='{self.to(c, d)}'>{escape(d.title)}</a><span>{d.day}</span></p>"
                    for c, d in self.newest(gen, 9)
                )
                + "</div>"
            )

        return (
            side("澜江要闻", "news")
            + side("公示公告", "notice")
            + side("文件", "policy")
            + side("解读", "reading")
            + side("工作年度报表", "webreport")
        )


class Item(Look):
    size, guide, vocab, letter = 10, "pairs", 4, "lines"
    lower_tags = True
    search_path, search_name = "/Search.aspx", "Keyword"
    FOOT_JOIN = "　"
    FOOT = (
        ("contact", "联系方式：{address}　{phone}"),
        ("sponsor", "主办：{owner}"),
        ("undertaker", "技术支持：某某科技"),
        ("sitemap", "<a href='/SiteMap.aspx'>网站地图</a>"),
        ("icp", "<a href='https://beian.miit.gov.cn'>{icp}</a>"),
        ("site_id_code", "网站标识码:{code}"),
        ("public_security", "<a href='https://beian.mps.gov.cn'>陕公网安备61092302{n}号</a>"),
        ("conac_badge", "<a href='//bszs.conac.cn/sitename?method=show&id=3B{n}'><img src='/images/conac.png'></a>"),
        (
            "error_finder",
            "<a href='https://zfwzzc.www.gov.cn/check_web/databaseInfo/download' title='我为政府网站找错'><img src='/images/zc.png'></a>",
        ),
    )

    def col_path(self, col: Col) -> str:
        return f"/Category_{self.next()}/Index.aspx"

    def doc_path(self, col: Col, doc: Doc) -> str:
        return f"/Item/{self.next() + 20000}.aspx"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return col.path.replace("Index.aspx", f"Index_{n}.aspx")

    def pager(self, col: Col, n: int, last: int) -> str:
        at = lambda i: col.path if i == 1 else self.page_path(col, i, last)  # noqa: E731
        return (
            f"<div class='pagecss'>共 <b>{len(col.feed)}</b> 条信息 首页 上一页 <select onchange='location.href=this.value'>"
            + "".join(f"<option value='{at(i)}'>第{i}页</option>" for i in range(1, last + 1))
            + (
                f"</select> <a href='{at(n + 1)}'>下一页</a> <a href='{at(last)}'>尾页</a></div>"
                if n < last
                else "</select></div>"
            )
        )

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        nav = "".join(
            f"<li><a href='{self.to(t)}' target='_self'>{t.name}</a><ul style='display:none'>{''.join(f'<li><a href={chr(34)}{self.to(x)}{chr(34)}>{x.name}</a></li>' for x in t.children)}</ul></li>"
            for t in self.place.tops
        )
        return f"<html xmlns='http://www.w3.org/1999/xhtml'><head>{self.declares}<title>{escape(title) + '-' if title else ''}云麓县人民政府</title>{head}</head><body><div id='top'>云麓县人民政府{self.search_box()}</div><div id='nav'><ul><li><a href='/'>首 页</a></li>{nav}</ul></div><div id='center'>{main}</div><div id='footer'><p>{self.foot()}</p></div></body></html>"

    def trail(self, col: Col) -> str:
        return (
            "<div class='r_navigation'>您现在的位置：<a href='/'>云麓县人民政府</a>"
            + "".join(f" &gt;&gt; <a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)
            + " &gt;&gt; 列表</div>"
        )

    def rows(self, col: Col, docs: list[Doc]) -> str:
        return (
            "<div class='category_list'>"
            + "".join(
                f"<dl><dt><a href='{self.to(col, d)}'>{'[图文] ' if 'img' in d.html else ''}{escape(d.title)}</a>{'<img src=/images/ontop.png alt=固顶>' if d.pinned else ''}</dt><dd>{d.when.year}年{d.when.month}月{d.when.day}日</dd></dl>"
                for d in docs
            )
            + "</div>"
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        return (
            self.trail(col)
            + f"<div class='c_content_overflow'><h1 class='c_title_text'>{escape(doc.title)}</h1><p class='info'>作者：佚名　信息来源：{doc.source}　点击数：<span>12</span>　更新时间：{doc.day}</p><div id='fontzoom'>{body}</div><ul class='c_next'><li>上一篇：没有了</li></ul></div>"
        )

    def home(self) -> str:
        return "".join(
            f"<div class='col'><h2>{n}</h2>"
            + "".join(
                f"<div class='li'><a href='{self.to(c, d)}'>{escape(d.title)}</a>（{d.when.month}/{d.when.day}）</div>"
                for c, d in self.newest(g)
            )
            + "</div>"
            for n, g in (
                ("云麓新闻", "news"),
                ("公告栏", "notice"),
                ("县政府文件", "policy"),
                ("图解", "reading"),
                ("工作年报", "webreport"),
            )
        )


class Archives(Look):
    size, guide, vocab, letter = 10, "details", 5, "comment"
    search_path, search_name = "/", "s"
    search_path = "/search/"
    FOOT_JOIN = "</p><p>"
    FOOT = (
        ("site_id_code", "网站标识码：{code}"),
        ("icp", "{icp}"),
        ("public_security", "陕公网安备61090402{n}号"),
        ("sponsor", "主办单位：{owner}"),
        ("contact", "地址：{address} 联系电话：{phone}"),
        ("sitemap", "<a href='/sitemap/'>网站地图</a>"),
        (
            "error_finder",
            "<script id='_jiucuo_' sitecode='{code}' src='https://zfwzzc.www.gov.cn/check_web/_sitecode/jiucuo.js'></script>",
        ),
        (
            "conac_badge",
            "<a href='https://bszs.conac.cn/sitename?method=show&id=0F{n}'><img alt='政府机关标识' src='/images/red.png'></a>",
        ),
    )

    def col_path(self, col: Col) -> str:
        return f"/archives/category/{col.slug}"

    def doc_path(self, col: Col, doc: Doc) -> str:
        return f"/archives/{self.next()}"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return f"{col.path}/page/{n}"

    def pager(self, col: Col, n: int, last: int) -> str:
        return (
            "<nav class='navigation pagination' role='navigation'><div class='nav-links'>"
            + "".join(
                f"<span class='page-numbers current'>{i}</span>"
                if i == n
                else f"<a class='page-numbers' href='{col.path if i == 1 else self.page_path(col, i, last)}'>{i}</a>"
                for i in range(1, last + 1)
            )
            + "</div></nav>"
        )

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        nav = "".join(
            f"<li class='menu-item'><a href='{self.to(t)}'>{t.name}</a>"
            + (
                f"<ul class='sub-menu'>{''.join(f'<li><a href={chr(34)}{self.to(x)}{chr(34)}>{x.name}</a></li>' for x in t.children)}</ul>"
                if t.children
                else ""
            )
            + "</li>"
            for t in self.place.tops
        )
        return f"<!DOCTYPE html><html lang='zh-Hans'><head>{self.declares}<title>{escape(title) + ' – ' if title else ''}{self.site.owner}</title>{head}<style>.screen-reader-text{{position:absolute;left:-9999px}}</style></head><body class='wp'><a class='screen-reader-text' href='#content'>跳至正文</a><header id='masthead'><p class='site-title'><a href='/'>{self.site.owner}</a></p><nav id='site-navigation'><ul>{nav}</ul></nav>{self.search_box()}</header><div id='content'><main>{main}</main></div><footer id='colophon'><p>{self.foot()}</p></footer></body></html>"

    def trail(self, col: Col) -> str:
        return (
            "<div class='breadcrumbs'><a href='/'>主页</a>"
            + "".join(f" » <a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)
            + "</div>"
        )

    def rows(self, col: Col, docs: list[Doc]) -> str:
        return "".join(
            f"<article class='post'><h2 class='entry-title'><a href='{self.to(col, d)}' rel='bookmark'>{escape(d.title)}</a></h2><div class='entry-meta'><time datetime='{d.when:%Y-%m-%dT%H:%M:00+08:00}'>{d.when.year}-{d.when.month}-{d.when.day}</time></div></article>"
            for d in docs
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        return (
            self.trail(col)
            + f"<article><header class='entry-header'><h1 class='entry-title'>{escape(doc.title)}</h1><div class='entry-meta'>发布于 <time class='entry-date published' datetime='{doc.when:%Y-%m-%dT%H:%M:00+08:00}'>{doc.when.year}年{doc.when.month}月{doc.when.day}日</time> 由 {doc.source}</div></header><div class='entry-content'>{body}</div></article>"
        )

    def home(self) -> str:
        return "".join(
            f"<section class='widget'><h2>{n}</h2><ul>"
            + "".join(
                f"<li><a href='{self.to(c, d)}'>{escape(d.title)}</a> <span class='post-date'>{d.day}</span></li>"
                for c, d in self.newest(g)
            )
            + "</ul></section>"
            for n, g in (("文旅头条", "news"), ("通告", "notice"), ("文件库", "policy"), ("网站年报", "webreport"))
        )


class Script(Look):
    """A front end whose lists stand as JSON in a script of the page."""

    size, guide, vocab, letter = 200, "accordion", 0, "chat"
    search_path, search_name = "/api/query", "kw"
    FOOT_JOIN = "<span class='sp'></span>"
    FOOT = (
        ("icp", "<span>ICP备案编号：{icp}</span>"),
        ("public_security", "<span>公安备案号：陕公网安备 61090502{n}号</span>"),
        ("site_id_code", "<span>政府网站标识码 {code}</span>"),
        ("sponsor", "<span>主办单位 {owner}</span>"),
        ("contact", "<span>电话：{phone} 邮箱：scjgj@lanjiang.gov.cn</span>"),
        ("sitemap", "<a href='/map.html'>网站导航地图</a>"),
        (
            "conac_badge",
            "<span id='_ideConac'></span><script src='//dcs.conac.cn/js/27/401/0000/{n}/CA27{n}.js'></script>",
        ),
        (
            "error_finder",
            "<a href='javascript:;' onclick=\"window.open('http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code={code}')\">我为政府网站找错</a>",
        ),
    )

    def col_path(self, col: Col) -> str:
        return f"/{col.slug}/list.html"

    def doc_path(self, col: Col, doc: Doc) -> str:
        when = doc.url_when or doc.when
        return f"/{col.slug}/{when:%Y/%m%d}/{self.next()}.html"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return col.path

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        nav = "".join(
            f"<div class='nav-i'><a href='{self.to(t)}'>{t.name}</a><div class='nav-s'>{''.join(f'<a href={chr(34)}{self.to(x)}{chr(34)}>{x.name}</a>' for x in t.children)}</div></div>"
            for t in self.place.tops
        )
        return f"<!DOCTYPE html><html><head>{self.declares}<title>{escape(title) + '_' if title else ''}{self.site.owner}</title>{head}<script src='/js/jquery.js'></script></head><body><div class='hd'><a href='/'>{self.site.owner}</a>{self.search_box() if self.place.search != 'absent' else ''}</div><div class='nav'><div class='nav-i'><a href='/'>首页</a></div>{nav}</div><div class='bd'>{main}</div><div class='ft'>{self.foot()}</div></body></html>"

    def trail(self, col: Col) -> str:
        return (
            "<p class='weizhi'>您的位置：<a href='/'>首页</a>"
            + "".join(f"→<a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)
            + "</p>"
        )

    def rows(self, col: Col, docs: list[Doc]) -> str:
        if len(col.crumbs) == 1 or col.gen in ("news", "notice", "penalty", "letters"):
            data = json.dumps(
                [{"title": d.title, "url": self.to(col, d), "date": str(d.day), "top": int(d.pinned)} for d in docs],
                ensure_ascii=False,
            )
            return f"<ul id='listBox'></ul><div id='pageBar'></div><script>var listData = {data};\n$(function(){{ var h=''; $.each(listData.slice(0,15), function(i,o){{ h += '<li><a href=\"'+o.url+'\">'+o.title+'</a><span>'+o.date+'</span></li>'; }}); $('#listBox').html(h); }});</script>"
        return (
            "<ul class='ul-plain'>"
            + "".join(
                f"<li><a href='{self.to(col, d)}'><span class='tt'>{escape(d.title)}</span><span class='dd'>{d.day:%Y.%m.%d}</span></a></li>"
                for d in docs
            )
            + "</ul>"
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        return (
            self.trail(col)
            + f"<div class='news'><h1>{escape(doc.title)}</h1><h6>日期：{doc.when.year}-{doc.when.month:02d}-{doc.when.day:02d} | 来源：{doc.source} | 阅读：<i id='rd'>…</i></h6><div class='txt'>{body}</div></div>"
        )

    def home(self) -> str:
        return "".join(
            f"<div class='mod'><h3>{n}</h3><ul>"
            + "".join(
                f"<li><a href='{self.to(c, d)}'>{escape(d.title)}</a><i>{d.day}</i></li>" for c, d in self.newest(g)
            )
            + "</ul></div>"
            for n, g in (
                ("工作要闻", "news"),
                ("通知公示", "notice"),
                ("文件发布", "policy"),
                ("年度工作报表", "webreport"),
            )
        )


class Tables(Look):
    """A site of tables, in GBK."""

    code = "gb18030"
    size, guide, vocab, letter = 10, "strong", 1, "qa"
    declares = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>"
    search_path, search_name = "/search.asp", "key"
    FOOT_JOIN = "<br>"
    FOOT = (
        ("sponsor", "主办单位：{owner}　承办单位：白渠区信息中心"),
        ("contact", "地址：{address}　电话：{phone}"),
        ("site_id_code", "网站标识码：{code}"),
        ("icp", "{icp}"),
        ("public_security", "<img src=/images/gongan.gif>陕公网安备 61090602{n}号"),
        ("sitemap", "<a href=/map.asp>网站地图</a>"),
        (
            "conac_badge",
            "<a href=http://bszs.conac.cn/sitename?method=show&id=29{n}><img src=/images/conac.gif border=0></a>",
        ),
        (
            "error_finder",
            "<a href=http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code={code}><img src=/images/jiucuo.gif alt=我为政府网站找错 border=0></a>",
        ),
    )

    def col_path(self, col: Col) -> str:
        return f"/list.asp?id={self.next()}"

    def doc_path(self, col: Col, doc: Doc) -> str:
        return f"/show.asp?id={self.next() + 3000}"

    def page_path(self, col: Col, n: int, last: int) -> str:
        return f"{col.path}&page={n}"

    def pager(self, col: Col, n: int, last: int) -> str:
        more = (
            f"<a href='{self.page_path(col, n + 1, last)}'>下一页</a> <a href='{self.page_path(col, last, last)}'>末页</a>"
            if n < last
            else "下一页 末页"
        )
        back = (
            f"<a href='{col.path}'>首页</a> <a href='{col.path if n == 2 else self.page_path(col, n - 1, last)}'>上一页</a>"
            if n > 1
            else "首页 上一页"
        )
        return f"<table align=center><tr><td>页次：<b>{n}</b>/{last}页 {back} {more}</td></tr></table>"

    def shell(self, head: str, title: str, main: str, col: Col | None) -> str:
        nav = "".join(
            f"<td align=center><a href='{self.to(t)}'><font color=#ffffff>{t.name}</font></a></td>"
            for t in self.place.tops
        )
        side = ""
        if col is not None:
            side = (
                "<td width=200 valign=top><table width=100%>"
                + "".join(
                    f"<tr><td><img src=/images/dot.gif> <a href='{self.to(x)}'>{x.name}</a></td></tr>"
                    for x in col.crumbs[0].children
                )
                + "</table></td>"
            )
        return f"<html><head>{self.declares}<title>{escape(title) + '——' if title else ''}白渠区人民政府</title>{head}</head><body topmargin=0><center><table width=980><tr><td><img src=/images/banner.jpg alt=白渠区人民政府></td><td>{self.search_box() if self.place.search != 'absent' else ''}</td></tr></table><table width=980 bgcolor=#b00000><tr><td align=center><a href='/'><font color=#ffffff>首页</font></a></td>{nav}</tr></table><table width=980><tr>{side}<td valign=top>{main}</td></tr></table><table width=980 bgcolor=#eeeeee><tr><td align=center>{self.foot()}</td></tr></table></center></body></html>"

    def trail(self, col: Col) -> str:
        return (
            "<table width=100% bgcolor=#f5f5f5><tr><td>现在位置：<a href='/'>首页</a>"
            + "".join(f" -&gt; <a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)
            + "</td></tr></table>"
        )

    def rows(self, col: Col, docs: list[Doc]) -> str:
        return (
            "<table width=100%>"
            + "".join(
                f"<tr><td height=28>・<a href='{self.to(col, d)}' target=_blank>{escape(d.title)}</a> <font color=#999999>({d.when.year}-{d.when.month}-{d.when.day})</font></td></tr>"
                for d in docs
            )
            + "</table>"
        )

    def article(self, col: Col, doc: Doc, body: str) -> str:
        return (
            self.trail(col)
            + f"<table width=100%><tr><td align=center height=50><font size=4><b>{escape(doc.title)}</b></font></td></tr><tr><td align=center>发布时间：{doc.when.year}年{doc.when.month}月{doc.when.day}日　　信息来源：{doc.source}　　阅读次数：36</td></tr><tr><td id=content>{body}</td></tr></table>"
        )

    def home(self) -> str:
        return (
            "<table width=100%><tr>"
            + "".join(
                f"<td valign=top><b>{n}</b><table>"
                + "".join(
                    f"<tr><td>・<a href='{self.to(c, d)}' title='{escape(d.title)}'>{escape(d.title)}</a></td><td nowrap>{d.when:%m-%d}</td></tr>"
                    for c, d in self.newest(g)
                )
                + "</table></td>"
                for n, g in (
                    ("时政要闻", "news"),
                    ("公告公示", "notice"),
                    ("规范性文件", "policy"),
                    ("网站年度工作报表", "webreport"),
                )
            )
            + "</tr></table>"
        )


LOOKS = {
    "cloud": Cloud,
    "boda": Boda,
    "tuoer": Tuoer,
    "kaipu": Kaipu,
    "item": Item,
    "archives": Archives,
    "script": Script,
    "tables": Tables,
}
