"""How CMS families address and mark up the same content. Class names, orders and forms vary by seed inside a family."""

import json
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote

from . import prose
from .model import Answer, Article, Column, Site

LISTS = ["newlist", "list-con", "ul_list", "common-list", "gl_list", "list_box", "xxlb", "news-ul", "listnr"]
BOXES = ["main", "wrap", "content-box", "w1200", "container", "layout", "mid-con", "area"]


class Family:
    name = ""
    charset = "utf-8"
    per_page = 8
    row_styles = ("li", "li_date_first", "div_split", "dl", "table")
    date_styles = ("%Y-%m-%d",)
    shown_styles = ("发布时间：%Y-%m-%d %H:%M",)
    body_open = "<div class='content' id='zoom'>"
    body_close = "</div>"
    crumbs_class = ("location", "crumb", "dqwz", "position", "wz")
    script_footer = False
    script_header = False
    clock = False
    tables_layout = False

    def __init__(self, site: Site) -> None:
        self.site = site
        self.rng: Random = site.rng
        r = self.rng
        self.list_class, self.box, self.crumb_class = r.choice(LISTS), r.choice(BOXES), r.choice(self.crumbs_class)
        self.row_style, self.date_style, self.shown_style = (
            r.choice(self.row_styles),
            r.choice(self.date_styles),
            r.choice(self.shown_styles),
        )
        self.side_hot = r.random() < 0.6
        self.hot: list[Article] = []
        self.base_id = r.randint(1000, 9000)
        self.home_form = r.randint(0, 2)

    # addresses
    def column_path(self, col: Column, page: int = 1) -> str:
        raise NotImplementedError

    def article_path(self, art: Article, col: Column) -> str:
        raise NotImplementedError

    def href(self, path: str, here: str) -> str:
        return path

    # pieces
    def date(self, art: Article) -> str:
        return art.when.strftime(self.date_style)

    def rows(self, arts: list[Article], here: str, style: str | None = None, head: tuple[str, ...] = ()) -> str:
        style = style or self.row_style
        if head:
            cells = "".join(f"<th>{h}</th>" for h in head)
            lines = "".join(
                f"<tr><td><a href='{self.link(a, here)}' target='_blank'>{a.title}</a></td>{''.join(f'<td>{c}</td>' for c in a.row)}</tr>"
                for a in arts
            )
            return f"<table class='tb-list'><tr>{cells}</tr>{lines}</table>"
        out = [self.row(style, a, here) for a in arts]
        wrap = {
            "table": ("<table width='100%' cellspacing=0>", "</table>"), "dl": (f"<dl class='{self.list_class}'>", "</dl>"),
            "div_split": (f"<div class='{self.list_class}'>", "</div>"), "doc": ("<table class='gk'><thead><tr><th>序号</th><th>名称</th><th>索引号</th><th>发布机构</th><th>发布日期</th></tr></thead>", "</table>"),
        }.get(style, (f"<ul class='{self.list_class}'>", "</ul>"))  # fmt: skip
        return wrap[0] + "\n".join(out) + wrap[1]

    def row(self, style: str, a: Article, here: str) -> str:
        href, title, day = self.link(a, here), escape(a.title), self.date(a)
        top = "<font color='red'>[置顶]</font>" if a.pinned else ""
        match style:
            case "li":
                return f'<li>{top}<a href="{href}" title="{title}" target="_blank">{self.cut(title)}</a><span>{day}</span></li>'
            case "li_date_first":
                return f"<li><span class='date'>{day}</span><a href='{href}' target='_blank'>{top}{title}</a></li>"
            case "div_split":
                return f"<div class='item'><div class='rq'><b>{a.when:%d}</b><i>{a.when:%Y-%m}</i></div><div class='bt'><h3><a href='{href}'>{title}</a></h3><p>{self.summary(a)}</p></div></div>"
            case "dl":
                return f"<dd><a href='{href}'>{top}{title}</a><em class='time'>{day}</em></dd>"
            case "doc":
                return f"<tr><td>{a.key % 50 + 1}</td><td><a href='{href}'>{title}</a></td><td>0160{a.key}/{a.when:%Y}-{a.key:05d}</td><td>{self.site.owner}</td><td>{a.when:%Y-%m-%d}</td></tr>"
            case "script":
                return f"<li><a href='{href}'>{title}</a><span><script>document.write(formatDate('{a.when:%Y-%m-%d %H:%M:%S}'))</script></span></li>"
            case _:
                return f"<tr><td class='d'>·</td><td><a href='{href}' title='{title}'>{top}{self.cut(title)}</a></td><td align='right'>{day}</td></tr>"

    def cut(self, title: str) -> str:
        return title if len(title) < 30 or self.home_form else title[:27] + "..."

    def summary(self, art: Article) -> str:
        return (
            art.body.split("<p", 1)[-1].split(">", 1)[-1].split("</p>")[0].split("<")[0][:48] + "…"
            if "<p" in art.body
            else ""
        )

    def link(self, art: Article, here: str) -> str:
        if art.offsite:
            return art.offsite
        assert art.path
        return self.href(art.path, here)

    def pager(self, col: Column, page: int, pages: int, here: str) -> str:
        if pages < 2:
            return ""
        links = "".join(f"<a href='{self.href(self.column_path(col, i), here)}'>{i}</a> " for i in range(1, pages + 1))
        return f"<div class='page'>共{pages}页 {links}<a href='{self.href(self.column_path(col, pages), here)}'>尾页</a></div>"

    def crumbs(self, cols: list[Column], here: str, tail: str = "") -> str:
        parts = [f"<a href='{self.href('/', here)}'>首页</a>"]
        parts += [f"<a href='{self.href(self.column_path(c), here)}'>{c.name}</a>" for c in cols]
        return f"<div class='{self.crumb_class}'>当前位置：{' &gt; '.join(parts)}{tail}</div>"

    def meta(self, kind: str, col: Column | None, art: Article | None) -> str:
        s = self.site
        tags = {"SiteName": s.name, "SiteDomain": s.host, "SiteIDCode": s.idcode}
        if kind != "home" and col:
            tags |= {
                "ColumnName": col.name,
                "ColumnDescription": f"{s.name}{col.name}栏目，发布{col.name}相关信息",
                "ColumnKeywords": f"{col.name},{s.owner}",
                "ColumnType": {"news": "动态要闻", "notice": "通知公告", "policy": "政策文件"}.get(col.cls, "信息公开"),
            }
        if art:
            when = art.meta_when or art.when
            tags |= {
                "ArticleTitle": art.title,
                "PubDate": when.strftime("%Y-%m-%d %H:%M"),
                "ContentSource": art.source or s.owner,
                "Keywords": "",
                "Author": "佚名",
            }
        out = []
        for name, value in tags.items():
            state = s.tag_faults.get((kind, name))
            if state == "absent":
                continue
            if state == "empty":
                value = ""
            elif state == "malformed":
                value = "61090000" if name == "SiteIDCode" else "{PubDate}"
            out.append(f'<meta name="{name}" content="{escape(value)}">')
        return "\n".join(out)

    def footer(self) -> str:
        s, lacks = self.site, self.site.footer_lacks
        p = {
            "sponsor": f"主办单位：{s.owner}",
            "contact": f"联系电话：0915-{3000000 + self.base_id}",
            "site_id_code": self.pick(
                "code", [f"网站标识码：{s.idcode}", f"政府网站标识码{s.idcode}", f"网站标识码 {s.idcode}"]
            ),
            "icp": f"<a href='http://beian.miit.example-gov.cn/'>陕ICP备{10000000 + self.base_id}号-1</a>",
            "public_security": f"<img src='/images/gongan.png' alt=''>陕公网安备 6109020200{self.base_id}号",
            "conac_badge": f"<a href='http://bszs.conac.cn/sitename?method=show&id={self.base_id:X}'><img src='/images/red.png' alt='党政机关'></a>",
            "sitemap": f"<a href='{self.sitemap_path}'>{self.pick('map', ['网站地图', '站点地图'])}</a>",
            "error_finder": self.pick(
                "err",
                [
                    f"<script id='_jiucuo_' sitecode='{s.idcode}' src='http://pucha.kaipuyun.cn/exposure/jiucuo.js'></script>",
                    f"<a href='http://zfwzzc.www.gov.cn/?code={s.idcode}'><img src='/images/jiucuo.png' alt='政府网站找错'></a>",
                ],
            ),
        }
        links = "".join(f"<a href='{u}'>{t}</a> | " for u, t in s.footer_links)
        return f"<div class='footer'><p>{links}{''.join(f'<span>{v}</span> ' for k, v in p.items() if k not in lacks)}</p><p>承办单位：{s.owner}办公室</p></div>"

    sitemap_path = "/wzdt.html"

    def pick(self, key: str, options: list[str]) -> str:
        return options[Random(f"{self.site.code}{key}").randrange(len(options))]

    def nav(self, here: str) -> str:
        out = [f"<li><a href='{self.href('/', here)}'>首页</a></li>"]
        for col in self.site.columns:
            sub = ""
            if col.kind == "parent" and self.pick("drop", ["y", "n"]) == "y":
                sub = (
                    "<ul class='sub' style='display:none'>"
                    + "".join(
                        f"<li><a href='{c.url or self.href(self.column_path(c), here)}'>{c.name}</a></li>"
                        for c in col.children
                    )
                    + "</ul>"
                )
            out.append(f"<li><a href='{self.href(self.column_path(col), here)}'>{col.name}</a>{sub}</li>")
        return f"<div class='nav'><ul>{''.join(out)}</ul></div>"

    def header(self, here: str) -> str:
        clock = f"<span class='today'>今天是{self.site.as_of:%Y年%m月%d日} 星期三</span>" if self.clock else ""
        return f"<div class='header'><h2 class='logo'><a href='{self.href('/', here)}'><img src='/images/logo.png' alt='{self.site.name}'>{self.site.name}</a></h2>{clock}</div>{self.nav(here)}"

    def head(self, title: str, kind: str, col: Column | None, art: Article | None) -> str:
        css = "".join(f"<link rel='stylesheet' href='{u}'>" for u in ["/css/style.css", *self.site.stylesheets])
        return f"<head><meta charset='{self.charset}'><title>{title}</title>{self.meta(kind, col, art)}{css}<script src='/js/jquery.js'></script></head>"

    def page(
        self, here: str, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None
    ) -> Answer:
        top = "<script src='/js/header.js'></script>" if self.script_header else self.header(here)
        foot = "<script src='/js/footer.js'></script>" if self.script_footer else self.footer()
        html = f"<!DOCTYPE html><html>{self.head(title, kind, col, art)}<body>{top}<div class='{self.box}'>{main}</div>{foot}</body></html>"
        return Answer(
            html.encode(self.charset, "xmlcharrefreplace"),
            type=f"text/html; charset={self.charset}" if self.charset == "utf-8" else "text/html",
        )

    def sidebar(self, col: Column, here: str) -> str:
        kin = (col.parent.children if col.parent else []) or [col]
        links = "".join(f"<li><a href='{c.url or self.href(self.column_path(c), here)}'>{c.name}</a></li>" for c in kin)
        hot = ""
        if self.side_hot and self.hot:
            hot = "<div class='hot'><h3>最新发布</h3>" + self.rows(self.hot[:4], here, "li") + "</div>"
        return f"<div class='left'><h3>{col.parent.name if col.parent else col.name}</h3><ul class='menu'>{links}</ul>{hot}</div>"

    def title_block(self, art: Article) -> str:
        kicker = f"<h3 class='yt'>{art.kicker}</h3>" if art.kicker else ""
        sub = f"<h3 class='ft'>{art.subtitle}</h3>" if art.subtitle else ""
        return f"{kicker}<h1>{art.title}</h1>{sub}"

    def article_main(self, art: Article, col: Column, here: str) -> str:
        doc = ""
        if art.doc:
            doc = f"<table class='wjxx'><tr><td>索引号：</td><td>0160-{art.key}</td><td>发布机构：</td><td>{art.source}</td></tr><tr><td>成文日期：</td><td>{art.when:%Y年%m月%d日}</td><td>文号：</td><td>暂无</td></tr><tr><td>有效性：</td><td>有效</td><td>废止时间：</td><td>暂无</td></tr></table>"
        info = (
            f"<div class='info'>{art.when.strftime(self.shown_style)}　来源：{art.source}　浏览次数：<span id='hits'></span></div>"
            if art.source
            else ""
        )
        tail = f"<p>（责任编辑：{prose.SURNAMES[art.key % 40]}某）</p>" if art.key % 3 == 0 else ""
        return f"{self.crumbs(col.crumbs, here, ' &gt; 正文')}{doc}<div class='xq'>{self.title_block(art)}{info}{self.body_open}{art.body}{art.hidden}{self.body_close}{tail}<div class='share'>分享到： 打印 关闭</div></div>"

    def column_main(self, col: Column, arts: list[Article], page: int, pages: int, here: str) -> str:
        if col.kind == "single" or (col.kind == "list" and not col.articles):
            inner = f"<div class='con'>{col.body}</div>"
        elif col.kind == "parent":
            inner = ""
            for child in col.children:
                where = child.url or self.href(self.column_path(child), here)
                inner += f"<div class='blk'><h3><a href='{where}'>{child.name}</a> <a class='more' href='{where}'>更多&gt;&gt;</a></h3>"
                inner += (
                    self.rows(child.articles[:4], here, "li") if child.kind == "list" and child.articles else ""
                ) + "</div>"
        elif col.kind == "iframe":
            inner = f"<iframe src='/frame/{col.id}.html' width='100%' height='600'></iframe>"
        else:
            inner = self.listing(col, arts, page, pages, here)
        return f"{self.sidebar(col, here)}<div class='right'>{self.crumbs(col.crumbs, here)}<h2 class='lm'>{col.name}</h2>{inner}</div>"

    def listing(self, col: Column, arts: list[Article], page: int, pages: int, here: str) -> str:
        style = "doc" if col.cls == "policy" and self.pick("doc", ["y", "n"]) == "y" else None
        return self.rows(arts, here, style, col.head) + self.pager(col, page, pages, here)

    def home_main(self) -> str:
        s = self.site
        out = "<div class='banner'><img src='/images/banner.jpg' alt=''></div>"
        news, notice = s.column("news"), s.column("notice")
        assert news
        assert notice
        shown = [*news.children, notice] + (
            [] if s.home_quiet else [c for c in (s.column("policy"), s.column("interpretation")) if c]
        )
        for col in shown:
            if col.articles and col.kind == "list":
                where = self.href(self.column_path(col), "/")
                out += f"<div class='blk'><div class='tit'><a href='{where}'>{col.name}</a><a class='more' href='{where}'>更多</a></div>{self.rows(col.articles[:6], '/', 'li')}</div>"
        quick = "".join(
            f"<a href='{self.href(self.column_path(c), '/')}'>{c.name}</a> "
            for c in s.all_columns()
            if c.key in ("guides", "messages", "consultation", "annual_report", "guide", "site_report", "on_request")
        )
        friends = "<select onchange='window.open(this.value)'><option>友情链接</option><option value='http://www.gov.cn/'>中国政府网</option></select><a href='http://www.shaanxi.example-gov.cn/'>省政府门户</a>"
        return out + f"<div class='quick'>{quick}</div><div class='links'>{friends}</div>"

    # the whole site
    def build(self) -> dict[str, Answer]:
        s = self.site
        answers: dict[str, Answer] = {}
        cols = [c for c in s.all_columns() if c.kind != "external"]
        key = self.base_id * 10
        for i, col in enumerate(cols):
            col.id = self.base_id + i * 3 + 1
        for col in cols:
            for art in col.articles:
                key += self.rng.randint(1, 9)
                art.key = key
                if not art.offsite and not art.path:
                    art.path = self.article_path(art, col)
        self.hot = sorted(
            (
                a
                for c in cols
                for a in c.articles
                if not a.offsite and a.day <= s.as_of and c.cls in ("notice", "policy", "interpretation", "other")
            ),
            key=lambda a: a.when,
            reverse=True,
        )
        if s.home_quiet:
            self.hot = []
        answers["/"] = self.page("/", s.name, self.home_main(), "home")
        for col in cols:
            for path, answer in self.column_pages(col):
                answers[path] = answer
            if col.kind == "iframe":
                answers[f"/frame/{col.id}.html"] = Answer(
                    f"<html><body>{self.rows(col.articles, f'/frame/{col.id}.html', 'li')}</body></html>".encode(
                        self.charset
                    )
                )
            for art in col.articles:
                if not art.offsite and art.path:
                    answers[art.path] = self.page(
                        art.path,
                        self.article_title(art, col),
                        self.article_main(art, col, art.path),
                        "article",
                        col,
                        art,
                    )
        tree = "".join(f"<li><a href='{c.url or self.column_path(c)}'>{c.name}</a></li>" for c in s.all_columns())
        answers[self.sitemap_path] = self.page(
            self.sitemap_path, "网站地图", f"<h2>网站地图</h2><ul>{tree}</ul>", "other"
        )
        if self.script_footer:
            answers["/js/footer.js"] = self.script(self.footer())
        if self.script_header:
            answers["/js/header.js"] = self.script(self.header("/"))
        answers |= self.more()
        return answers

    def article_title(self, art: Article, col: Column) -> str:
        return f"{art.title}_{col.name}_{self.site.name}"

    def script(self, html: str) -> Answer:
        lines = html.replace("'", '"').split("<span>")
        text = "\n".join(
            "document.write("
            + json.dumps(("<span>" if i else "") + line, ensure_ascii=False).replace("</script>", "<\\/script>")
            + ");"
            for i, line in enumerate(lines)
        )
        return Answer(text.encode(self.charset), type="application/javascript")

    def column_pages(self, col: Column) -> list[tuple[str, Answer]]:
        pages = max(1, -(-len(col.articles) // self.per_page)) if col.kind in ("list", "messages") else 1
        made = []
        for n in range(1, pages + 1):
            here = self.column_path(col, n)
            arts = col.articles[(n - 1) * self.per_page : n * self.per_page]
            made.append(
                (
                    here,
                    self.page(
                        here, f"{col.name}_{self.site.name}", self.column_main(col, arts, n, pages, here), "column", col
                    ),
                )
            )
        return made

    def more(self) -> dict[str, Answer]:
        return {}


class Ankang(Family):
    name = "ankang"
    row_styles = ("li",)
    crumbs_class = ("location",)
    body_open = "<div class='xqCent' id='fontzoom'>"

    def column_path(self, col: Column, page: int = 1) -> str:
        return f"/Node-{col.id}.html" if page == 1 else f"/Node-{col.id}_{page}.html"

    def article_path(self, art: Article, col: Column) -> str:
        return f"/Content-{2900000 + art.key}.html"

    def more(self) -> dict[str, Answer]:
        return {}

    def build(self) -> dict[str, Answer]:
        answers = super().build()
        for path in [p for p in answers if p.startswith("/Content-")]:
            answers["/Wap" + path[1:]] = answers[path]  # the mobile twin: the same article once more
        return answers


def slug(rng: Random, length: int = 4) -> str:
    return "".join(rng.choice("bcdfghjklmnpqrstwxyz") for _ in range(length))


class Trs(Family):
    name = "trs"
    body_open = "<div class='TRS_Editor' id='zoom'>"
    shown_styles = ("时间：%Y-%m-%d %H:%M", "发布日期：%Y年%m月%d日", "发布时间： %Y-%m-%d")
    row_styles = ("li", "li_date_first", "dl")
    clock = True
    ext = "html"

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.slugs: dict[int, str] = {}

    def folder(self, col: Column) -> str:
        own = self.slugs.setdefault(id(col), slug(Random(f"{self.site.code}{col.name}{col.key}"), 5))
        return (self.folder(col.parent) if col.parent else "") + "/" + own

    def column_path(self, col: Column, page: int = 1) -> str:
        return f"{self.folder(col)}/" if page == 1 else f"{self.folder(col)}/index_{page - 1}.{self.ext}"

    def article_path(self, art: Article, col: Column) -> str:
        return f"{self.folder(col)}/{art.when:%Y%m}/t{art.when:%Y%m%d}_{art.key}.html"

    def href(self, path: str, here: str) -> str:
        folder = here.rsplit("/", 1)[0] + "/"
        if path.startswith(folder):
            return "./" + path[len(folder) :]
        up = folder.rstrip("/").rsplit("/", 1)[0] + "/"
        if up != "/" and path.startswith(up):
            return "../" + path[len(up) :]
        return path

    def pager(self, col: Column, page: int, pages: int, here: str) -> str:
        return f"<div class='page'><script>createPageHTML({pages}, {page - 1}, 'index', '{self.ext}');</script></div>"


class Jcms(Family):
    name = "jcms"
    body_open = "<div id='zoom'><!--<$[信息内容]>begin-->"
    body_close = "<!--<$[信息内容]>end--></div>"
    row_styles = ("li", "table")
    shown_styles = ("发布日期：%Y-%m-%d %H:%M", "发布时间：%Y-%m-%d", "时间：%Y/%m/%d")
    script_footer = True

    def column_path(self, col: Column, page: int = 1) -> str:
        return f"/col/col{col.id}/index.html"

    def article_path(self, art: Article, col: Column) -> str:
        return f"/art/{art.when.year}/{art.when.month}/{art.when.day}/art_{col.id}_{art.key}.html"

    def column_pages(self, col: Column) -> list[tuple[str, Answer]]:
        here = self.column_path(col)
        return [(here, self.page(here, col.name, self.column_main(col, col.articles, 1, 1, here), "column", col))]

    def listing(self, col: Column, arts: list[Article], page: int, pages: int, here: str) -> str:
        if col.head:
            return super().listing(col, arts, page, pages, here)
        style = "li" if self.row_style == "li" else "table"
        records = "".join(f"<record><![CDATA[{self.row(style, a, here)}]]></record>" for a in arts)
        wrap = "ul" if style == "li" else "table"
        return (
            f"<div id='{col.id}' class='default_pgContainer'></div><script type='text/xml'><datastore><nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?page=1&appid=1&columnid={col.id}'></a>]]></nextgroup>"
            f"<totalrecord>{len(arts)}</totalrecord><recordset>{records}</recordset></datastore></script>"
            f"<script>var perPage=15;jQuery('#{col.id}').jpage({{perpage:15,totalRecord:{len(arts)},proxyUrl:'/module/web/jpage/dataproxy.jsp',wrap:'{wrap}',columnid:'{col.id}'}});</script>"
        )


class Jpaas(Family):
    name = "jpaas"
    row_styles = ("li", "li_date_first")
    shown_styles = ("发布时间：%Y-%m-%d %H:%M:%S", "日期：%Y-%m-%d")
    body_open = "<div class='article-content' id='UCAP-CONTENT'><ucapcontent>"
    body_close = "</ucapcontent></div>"

    def column_path(self, col: Column, page: int = 1) -> str:
        return f"/col/{self.hex(col)}/index.html"

    def hex(self, col: Column) -> str:
        return f"{Random(f'{self.site.code}{col.id}').randrange(16**10):010x}"

    def article_path(self, art: Article, col: Column) -> str:
        return f"/art/{art.when.year}/art_{Random(f'{self.site.code}{art.key}').randrange(16**32):032x}.html"

    def column_pages(self, col: Column) -> list[tuple[str, Answer]]:
        here = self.column_path(col)
        return [(here, self.page(here, col.name, self.column_main(col, col.articles, 1, 1, here), "column", col))]

    UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def listing(self, col: Column, arts: list[Article], page: int, pages: int, here: str) -> str:
        if col.head:
            return super().listing(col, arts, page, pages, here)
        query = f"{{'parseType':'buildstatic','webId':'{self.base_id:x}','tplSetId':'t{self.base_id}','pageType':'column','tagId':'当前栏目list','editType':'null','pageId':'{self.hex(col)}'}}"
        return f"<div id='当前栏目list' class='page-content'></div><script parseType=\"bulidstatic\" src='/script/jpaas.js' url='{self.UNIT}' queryData=\"{query}\" ></script>"

    def more(self) -> dict[str, Answer]:
        made = {"/script/jpaas.js": Answer(b"/* loads the unit named by queryData */", type="application/javascript")}
        for col in self.site.all_columns():
            if col.kind == "list" and col.articles:
                html = (
                    self.rows(col.articles, self.column_path(col))
                    + f"<div class='pagination' rows='15' count='{len(col.articles)}'></div>"
                )
                made[f"{self.UNIT}?pageId={self.hex(col)}"] = Answer(
                    json.dumps({"success": True, "data": {"html": html}}, ensure_ascii=False).encode(),
                    type="application/json",
                )
        return made


class Vsb(Family):
    name = "vsb"
    row_styles = ("li", "table")
    date_styles = ("%Y-%m-%d", "[%Y-%m-%d]", "%Y/%m/%d")
    shown_styles = ("发布时间：%Y-%m-%d", "日期：%Y年%m月%d日", "（%Y-%m-%d）")
    body_open = "<div id='vsb_content'><div class='v_news_content'>"
    body_close = "</div></div>"

    def stem(self, col: Column) -> str:
        return (
            slug(Random(f"{self.site.code}{col.key}{col.name}"), 4)
            if not col.parent
            else f"{self.stem(col.parent)}/{slug(Random(f'{self.site.code}{col.key}{col.name}'), 5)}"
        )

    def column_path(self, col: Column, page: int = 1) -> str:
        if page == 1:
            return f"/{self.stem(col)}.htm"
        pages = max(1, -(-len(col.articles) // self.per_page))
        return f"/{self.stem(col)}/{pages - page + 1}.htm"

    def article_path(self, art: Article, col: Column) -> str:
        return f"/info/{col.id}/{art.key}.htm"

    def href(self, path: str, here: str) -> str:
        depth = here.count("/") - 1
        return "../" * depth + path.lstrip("/") if path != "/" else "../" * depth + "index.htm"

    def more(self) -> dict[str, Answer]:
        home = self.page("/", self.site.name, self.home_main(), "home")
        return {"/index.htm": home}


class Ucap(Family):
    name = "ucap"
    row_styles = ("li", "div_split")
    shown_styles = ("来源时间：%Y-%m-%d %H:%M", "发布日期:%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
    body_open = "<ucapcontent>"
    body_close = "</ucapcontent>"
    clock = True

    def column_path(self, col: Column, page: int = 1) -> str:
        return (
            f"/{self.pick('dir', ['zwgk', 'sitefiles', 'web'])}/c{col.id}/index.html"
            if page == 1
            else f"/{self.pick('dir', ['zwgk', 'sitefiles', 'web'])}/c{col.id}/index_{page}.html"
        )

    def article_path(self, art: Article, col: Column) -> str:
        if "disclosure" in [c.key for c in col.crumbs]:
            return f"/gkmlpt/content/0/{art.key % 1000}/post_{art.key}.html"
        return f"/{self.pick('dir', ['zwgk', 'sitefiles', 'web'])}/c{col.id}/content_{art.key}.shtml"

    def pager(self, col: Column, page: int, pages: int, here: str) -> str:
        return f"<div class='pagination'></div><script>$('.pagination').pagination({{totalPage: {pages}, currentPage: {page}, isShow: true, callback: function(n){{ location.href = n == 1 ? 'index.html' : 'index_' + n + '.html'; }} }});</script>"


class Aspx(Family):
    name = "aspx"
    row_styles = ("table", "li_date_first", "li")
    date_styles = ("%Y/%m/%d", "%Y-%m-%d", "[%Y-%m-%d]")
    shown_styles = ("添加时间：%Y/%m/%d %H:%M:%S", "发布时间：%Y/%m/%d", "更新时间：%Y-%m-%d")
    body_open = "<div class='news_content'>"

    def column_path(self, col: Column, page: int = 1) -> str:
        return f"/news_list.aspx?category_id={col.id}" + (f"&page={page}" if page > 1 else "")

    def article_path(self, art: Article, col: Column) -> str:
        return f"/news_show.aspx?id={art.key}"

    def pager(self, col: Column, page: int, pages: int, here: str) -> str:
        if pages < 2:
            return ""
        out = f"<span>共{len(col.articles)}记录</span>"
        for i in range(1, pages + 1):
            out += (
                f"<span class='current'>{i}</span>"
                if i == page
                else f"<a href='{escape(self.column_path(col, i))}'>{i}</a>"
            )
        return f"<div id='PageContent' class='default'>{out}</div>"


class Legacy(Family):
    name = "legacy"
    charset = "gbk"
    row_styles = ("table",)
    date_styles = ("[%m-%d]", "%Y-%m-%d", "(%Y-%m-%d)")
    shown_styles = ("发布时间：%Y-%m-%d", "[%Y-%m-%d]", "时间：%Y年%m月%d日")
    body_open = "<td class='nr'>"
    body_close = "</td>"

    def column_path(self, col: Column, page: int = 1) -> str:
        return f"/list.asp?id={col.id}" + (f"&page={page}" if page > 1 else "")

    def article_path(self, art: Article, col: Column) -> str:
        return f"/view.asp?id={art.key}"

    def meta(self, kind: str, col: Column | None, art: Article | None) -> str:
        return ""

    def head(self, title: str, kind: str, col: Column | None, art: Article | None) -> str:
        css = "".join(f"<link rel='stylesheet' href='{u}'>" for u in self.site.stylesheets)
        return f"<head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'><title>{title if not art else self.site.name}</title>{css}</head>"

    def title_block(self, art: Article) -> str:
        return f"<font size='4' color='#990000'><b>{art.title}</b></font>"

    def article_main(self, art: Article, col: Column, here: str) -> str:
        info = f"{art.when.strftime(self.shown_style)}　来源：{art.source}" if art.source else ""
        return f"<table width='980' align='center'><tr><td>您现在的位置：<a href='/'>首页</a> → {' → '.join(f'<a href={self.column_path(c)!r}>{c.name}</a>' for c in col.crumbs)}</td></tr><tr><td align='center'>{self.title_block(art)}</td></tr><tr><td align='center'>{info}</td></tr><tr>{self.body_open}{art.body}{art.hidden}{self.body_close}</tr></table>"

    def header(self, here: str) -> str:
        cells = "".join(
            f"<td align='center'><a href='{self.column_path(c)}'>{c.name}</a></td>" for c in self.site.columns
        )
        return f"<table width='980' align='center'><tr><td><a href='/'><img src='/images/top.jpg' alt='{self.site.name}'></a></td></tr></table><table width='980' align='center' class='menu'><tr><td><a href='/'>首 页</a></td>{cells}</tr></table>"

    def footer(self) -> str:
        return "<table width='980' align='center'><tr><td align='center'>" + super().footer() + "</td></tr></table>"

    def column_main(self, col: Column, arts: list[Article], page: int, pages: int, here: str) -> str:
        inner = super().column_main(col, arts, page, pages, here)
        left, _, right = inner.partition("<div class='right'>")
        return f"<table width='980' align='center'><tr><td width='220' valign='top'>{left}</td><td valign='top'><div class='right'>{right}</td></tr></table>"


class Numbered(Family):
    """The form with a header and a footer written by scripts and ``index_2.html`` for the second page."""

    name = "numbered"
    row_styles = ("li", "script", "li_date_first")
    shown_styles = ("(%Y-%m-%d)", "发布日期：%Y-%m-%d", "%Y年%m月%d日")
    body_open = "<div class='Article_content' id='ivs_content'>"
    script_footer = True
    script_header = True

    def column_path(self, col: Column, page: int = 1) -> str:
        return f"/nw{col.id}/index.html" if page == 1 else f"/nw{col.id}/index_{page}.html"

    def article_path(self, art: Article, col: Column) -> str:
        return f"/nw{col.id}/{art.when:%Y%m%d}/{Random(f'{self.site.code}{art.key}').randrange(16**32):032x}.html"

    def pager(self, col: Column, page: int, pages: int, here: str) -> str:
        return f"<div class='pagination'></div><script>$('.pagination').pagination({{totalPage: {pages}, showNum: 5, url: 'index'}});</script>"

    def home_main(self) -> str:
        menu = "".join(f"<li><a href='{self.column_path(c)}'>{c.name}</a></li>" for c in self.site.columns)
        return f"<ul class='channel'>{menu}</ul>" + super().home_main()


FAMILIES: list[type[Family]] = [Ankang, Trs, Jcms, Jpaas, Vsb, Ucap, Aspx, Legacy, Numbered]
Maker = Callable[[Site], Family]
__all__ = ["FAMILIES", "Family", "quote"]
