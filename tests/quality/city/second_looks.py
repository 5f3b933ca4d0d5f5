"""Templates of the second city: eight ways to address pages and eleven to lay out a list, drawn independently of each other."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from random import Random

from . import prose
from .build import City
from .model import Answer, Article, Column, Site
from .second_content import plants, tree

ADDRESSES: dict[str, tuple[str, str, str]] = {  # first page, further page, article
    "node": ("/Node-{id}.html", "/Node-{id}_{n}.html", "/Content-{key}.html"),
    "shtml": ("/{path}/index.shtml", "/{path}/index_{m}.shtml", "/{path}/{ym}/t{ymd}_{key}.shtml"),
    "hanweb": ("/col/col{id}/index.html", "", "/art/{y}/{mo}/{d}/art_{id}_{key}.html"),
    "php": ("/index.php?m=content&c=index&a=lists&catid={id}", "/index.php?m=content&c=index&a=lists&catid={id}&page={n}", "/index.php?m=content&c=index&a=show&catid={id}&id={key}"),
    "jhtml": ("/{path}/index.jhtml", "/{path}/index_{n}.jhtml", "/{path}/{key}.jhtml"),
    "vsb": ("/{path}.htm", "/{path}/{r}.htm", "/info/{id}/{key}.htm"),
    "folder": ("/channels/ch{id}/", "/channels/ch{id}/list_{n}.html", "/{y}-{mm}/{dd}/content_{key}.html"),
    "asp": ("/ArticleClass.asp?ClassID={id}", "/ArticleClass.asp?ClassID={id}&page={n}", "/ArticleShow.asp?ArticleID={key}"),
    "fetched": ("/list/index.html?cid={id}", "", "/detail/{key}.html"),
}  # fmt: skip
LAYOUTS = ["plain", "table3", "cards", "twocol", "undated", "badge", "inlink", "dl", "groups", "sourced", "monthday"]
INFO = ["发布时间：{:%Y-%m-%d %H:%M}", "日期：{:%Y年%m月%d日}", "时间：{:%Y/%m/%d}", "发布日期：{:%Y-%m-%d}", "{:%Y-%m-%d %H:%M:%S}", "更新时间：{:%Y.%m.%d}", "【发布时间：{:%Y-%m-%d}】"]  # fmt: skip
WRITTEN = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "(%Y-%m-%d)", "[%Y-%m-%d]"]
CLASSES = ["xxgk-list", "commonList", "listBox", "picnews", "textlist", "ullist", "newsCon", "gkList", "lmlb"]
NEEDED = {"home": ["SiteName", "SiteDomain", "SiteIDCode"], "column": ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"], "article": ["ArticleTitle", "PubDate", "ContentSource"]}  # fmt: skip
FOOT = ["sponsor", "contact", "site_id_code", "icp", "public_security", "conac_badge", "sitemap", "error_finder"]
WORDS = ["zwgk", "xwzx", "tzgg", "hdjl", "zfxx", "bmxx", "jgsz", "fwzx", "ztzl", "zcfg", "xxfb", "gzdt", "lmxx", "nrgl"]
PARTNER = "www.qz-portal.example"


class Look:
    """A site rendered: `pages` by path. `address` and `layout` are drawn apart from each other."""

    def __init__(self, site: Site, address: str, layout: str) -> None:
        self.site, self.address, self.layout = site, address, layout
        r = self.rng = Random(f"look{site.code}")
        self.info, self.written, self.cls = r.choice(INFO), r.choice(WRITTEN), r.choice(CLASSES)
        self.charset = "gbk" if address == "asp" else "utf-8"
        self.frame = r.choice(["divs", "html5", "table"]) if address != "asp" else "table"
        self.crumb, self.head_tag, self.script_foot = (
            r.randrange(4),
            r.choice(["h1", "h2", "div", "p"]),
            r.random() < 0.3,
        )
        self.per_page, self.tag_case = r.choice([5, 8, 20]), r.choice([str, str, str.lower])
        self.menu_open, self.news_aside = r.random() < 0.5, r.random() < 0.5
        self.date_below = r.random() < 0.15
        self.tags_off: dict[tuple[str, str], str] = {}
        self.search = r.choice(["get", "link", "none", "broken", "barren"])
        self.services: dict[str, Answer] = {}
        self.newest: list[Article] = []
        self.plan()

    # what is wrong with the templates
    def plan(self) -> None:
        r, site = self.rng, self.site
        for key in r.sample(FOOT, r.randint(0, 3)):
            site.footer_lacks.add(key)
            site.fault("site_identity", key)
        pairs = [
            (kind, tag)
            for kind in NEEDED
            for tag in (NEEDED["home"] if kind == "home" else [*NEEDED["home"], *NEEDED[kind]])
        ]
        picked = pairs if self.address == "asp" else r.sample(pairs, r.randint(0, 5))
        for kind, tag in picked:
            state = (
                "absent"
                if self.address == "asp"
                else r.choice(["absent", "empty", "malformed" if tag in ("SiteIDCode", "PubDate") else "empty"])
            )
            self.tags_off[kind, tag] = state
            site.fault("page_tag", tag, page_type=kind, state=state)
        if self.search in ("none", "broken", "barren"):
            site.fault(
                "site_search", None, reason={"none": "absent", "broken": "error", "barren": "no_results"}[self.search]
            )

    # addresses
    def path(self, col: Column) -> str:
        own = f"{WORDS[col.id % len(WORDS)]}{col.id % 97}"
        return f"{self.path(col.parent)}/{own}" if col.parent else own

    def page_url(self, col: Column, n: int = 1) -> str:
        if col.url:
            return col.url
        pages = self.pages_of(col)
        form = ADDRESSES[self.address][0 if n == 1 else 1]
        return form.format(id=col.id, n=n, m=n - 1, r=pages - n + 1, path=self.path(col))

    def pages_of(self, col: Column) -> int:
        return 1 if self.address in ("hanweb", "fetched") else max(1, -(-len(col.articles) // self.per_page))

    def art_url(self, art: Article, col: Column) -> str:
        w = art.when
        return ADDRESSES[self.address][2].format(
            id=col.id,
            key=art.key,
            y=w.year,
            mo=w.month,
            d=w.day,
            mm=f"{w.month:02d}",
            dd=f"{w.day:02d}",
            ym=f"{w:%Y%m}",
            ymd=f"{w:%Y%m%d}",
            path=self.path(col),
        )

    # lists
    def href(self, art: Article) -> str:
        return escape(art.offsite or art.path or "/")

    def items(self, arts: list[Article], layout: str | None = None) -> str:
        layout = layout or self.layout
        rows = [self.item(a, layout, i) for i, a in enumerate(arts)]
        match layout:
            case "table3":
                return f"<table class='{self.cls}'><tr class='th'><td>序号</td><td>信息名称</td><td>发布日期</td></tr>{''.join(rows)}</table>"
            case "sourced":
                return f"<table width='100%'><tbody>{''.join(rows)}</tbody></table>"
            case "cards" | "inlink":
                return f"<div class='{self.cls} clearfix'>{''.join(rows)}</div>"
            case "twocol":
                return (
                    "<table>"
                    + "".join(f"<tr>{''.join(rows[i : i + 2])}</tr>" for i in range(0, len(rows), 2))
                    + "</table>"
                )
            case "dl":
                return f"<dl class='{self.cls}'>{''.join(rows)}</dl>"
            case "groups":
                return "".join(
                    f"<ul class='{self.cls}'>{''.join(rows[i : i + 5])}</ul><div class='line'></div>"
                    for i in range(0, len(rows), 5)
                )
            case _:
                return f"<ul class='{self.cls}'>{''.join(rows)}</ul>"

    def item(self, a: Article, layout: str, i: int) -> str:
        u, t, day = self.href(a), escape(a.title), a.when.strftime(self.written)
        pin = "<span class='zd'>置顶</span>" if a.pinned else ""
        match layout:
            case "table3":
                return f"<tr><td>{i + 1}</td><td>{pin}<a href='{u}' target='_blank'>{t}</a></td><td>{day}</td></tr>"
            case "sourced":
                return f"<tr><td><img src='/images/dot.gif'></td><td>{pin}<a href='{u}'>{t}</a></td><td>{a.source or '-'}</td><td>{a.key % 500}次</td><td>{day}</td></tr>"
            case "cards":
                return f"<div class='card'><a href='{u}'><img src='/images/c{i % 3}.jpg' alt='{t}'></a><div class='txt'><p class='name'>{pin}<a href='{u}' title='{t}'>{t[:22]}{'…' if len(t) > 22 else ''}</a></p><p class='sum'>{self.lead(a)}<a href='{u}'>[详细]</a></p><i class='ico'>{day}</i></div></div>"
            case "twocol":
                return f"<td>{pin}·<a href='{u}'>{t}</a> <font color='gray'>{day}</font></td>"
            case "undated":
                return f"<li>{pin}<a href='{u}' title='{t}'>{t}</a></li>"
            case "badge":
                return f"<li><div class='time'><b>{a.when:%d}</b><p>{a.when:%Y.%m}</p></div><div class='bd'>{pin}<a href='{u}'>{t}</a><p>{self.lead(a)}</p></div></li>"
            case "inlink":
                return f"<p><a href='{u}'>{pin}{t}　{day}</a></p>"
            case "dl":
                return f"<dt>{pin}<a href='{u}'>{t}</a></dt><dd>{self.lead(a)}</dd><dd class='riqi'>{day}</dd>"
            case "monthday":
                return f"<li>{pin}<a href='{u}'>{t}</a><em>{a.when:%m-%d}</em></li>"
            case _:
                return f"<li>{pin}<span class='fr'>{day}</span><a href='{u}' target='_blank' title='{t}'>{t[:26]}{'...' if len(t) > 26 else ''}</a></li>"

    @staticmethod
    def lead(a: Article) -> str:
        return escape(re.sub(r"<[^>]+>|\s", "", a.body)[:40])

    # frames
    def crumbs(self, cols: list[Column], last: str = "") -> str:
        links = [f"<a href='/'>{self.rng_home()}</a>"] + [
            f"<a href='{escape(self.page_url(c))}'>{c.name}</a>" for c in cols
        ]
        match self.crumb:
            case 0:
                return f"<div class='position'><b>您的位置：</b>{' > '.join(links)}{' > ' + last if last else ''}</div>"
            case 1:
                return f"<div class='breadcrumb'>{'<span>/</span>'.join(links)}</div>"
            case 2:
                return f"<p class='weizhi'>当前所在位置：{'&nbsp;&gt;&gt;&nbsp;'.join(links)}</p>"
            case _:
                return f"<div class='mbx'><ol>{''.join(f'<li>{one}</li>' for one in links)}</ol></div>"

    def rng_home(self) -> str:
        return "网站首页" if self.crumb % 2 else "首页"

    def nav(self) -> str:
        out = ""
        for col in self.site.columns:
            inner = "".join(f"<dd><a href='{escape(self.page_url(c))}'>{c.name}</a></dd>" for c in col.children)
            out += f"<li><a href='{escape(self.page_url(col))}'>{col.name}</a>{f'<dl>{inner}</dl>' if inner and self.menu_open else ''}</li>"
        return f"<ul class='topnav'><li><a href='/'>首页</a></li>{out}</ul>"

    def top(self) -> str:
        box = {
            "get": "<form action='/search.jsp' method='get'><input type='text' name='keyword' placeholder='搜索'><input type='submit' value='搜索'></form>",
            "broken": "<form action='/search.jsp' method='get'><input type='text' name='keyword'><button>搜 索</button></form>",
            "barren": "<form action='/search.jsp'><input name='q' type='text'><input type='image' src='/images/so.png'></form>",
            "link": "<a href='/search.jsp'>站内搜索</a>", "none": "",
        }[self.search]  # fmt: skip
        inner = f"<a href='/'><img src='/images/banner1.png' alt='{self.site.name}'></a><span>{self.site.as_of:%Y年%m月%d日}</span>{box}{self.nav()}"
        return {
            "divs": f"<div id='top'>{inner}</div>",
            "html5": f"<header>{inner}</header>",
            "table": f"<table class='head' width='1000'><tr><td>{inner}</td></tr></table>",
        }[self.frame]

    def foot(self) -> str:
        s, r = self.site, Random(f"foot{self.site.code}")
        num = r.randint(1000, 9999)
        parts = {
            "sponsor": r.choice([f"主办：{s.owner}", f"主办单位：{s.owner}办公室", f"网站主办单位：{s.owner}"]),
            "contact": r.choice([f"联系电话：0917-326{num}", f"电话：0917-326{num}", f"联系我们：0917-326{num}"]),
            "site_id_code": r.choice([f"网站标识码：{s.idcode}", f"政府网站标识码：{s.idcode}", f"标识码：{s.idcode}"]),
            "icp": r.choice([f"备案序号：陕ICP备0500{num}号", f"<a href='http://beian.miit.example-gov.cn/'>陕ICP备0500{num}号-2</a>"]),
            "public_security": f"<a href='http://www.beian.example-gov.cn/?recordcode=6103020200{num}'>陕公网安备6103020200{num}号</a>",
            "conac_badge": r.choice([f"<script src='http://dcs.conac.cn/js/26/{num}/CA26{num}.js'></script>", f"<a href='http://bszs.conac.cn/sitename?method=show&id={num}'><img src='/images/blue.png'></a>"]),
            "sitemap": r.choice(["<a href='/sitemap.html'>网站地图</a>", "<a href='/sitemap.html'>站点地图</a>"]),
            "error_finder": r.choice([f"<script id='_jiucuo_' sitecode='{s.idcode}' src='http://zfwzzc.www.gov.cn/static/jiucuo.js'></script>", f"<a href='http://zfwzzc.www.gov.cn/check_web/errorInfo_jcInfo.action?site_code={s.idcode}'><img src='/images/zc.png'></a>"]),
        }  # fmt: skip
        keys = [k for k in parts if k not in s.footer_lacks]
        r.shuffle(keys)
        return "<br>".join(parts[k] for k in keys) + ("" if "sponsor" in s.footer_lacks else f"<br>版权所有 {s.owner}")

    def tags(self, kind: str, col: Column | None, art: Article | None) -> str:
        s = self.site
        has = {"SiteName": s.name, "SiteDomain": s.host, "SiteIDCode": s.idcode}
        if col and kind != "home":
            has |= {
                "ColumnName": col.name,
                "ColumnDescription": f"{col.name}栏目公开{s.owner}有关信息",
                "ColumnKeywords": f"{col.name};{s.owner}",
                "ColumnType": col.name,
            }
        if art:
            has |= {
                "ArticleTitle": art.title,
                "PubDate": f"{art.meta_when or art.when:%Y-%m-%d %H:%M:%S}",
                "ContentSource": art.source or s.owner,
            }
        out = ""
        for name, value in has.items():
            state = self.tags_off.get((kind, name))
            if state != "absent":
                value = (
                    ""
                    if state == "empty"
                    else {"SiteIDCode": "0000", "PubDate": "发布时间"}[name]
                    if state == "malformed"
                    else value
                )
                out += f'<META NAME="{self.tag_case(name)}" CONTENT="{escape(value)}">\n'
        return out

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        css = "".join(f"<link rel='stylesheet' href='{u}'>" for u in ["/css/style.css", *self.site.stylesheets])
        foot = self.foot() if not self.script_foot else "<script type='text/javascript' src='/js/bottom.js'></script>"
        match self.frame:
            case "html5":
                body = f"{self.top()}<main>{main}</main><footer>{foot}</footer>"
            case "table":
                body = f"{self.top()}<table width='1000'><tr><td>{main}</td></tr></table><table class='bottom' width='1000'><tr><td align='center'>{foot}</td></tr></table>"
            case _:
                body = f"{self.top()}<div class='center'>{main}</div><div class='foot'>{foot}</div>"
        html = f"<!doctype html><html><head><meta charset='{self.charset}'><title>{title}</title>{self.tags(kind, col, art)}{css}</head><body>{body}</body></html>"
        return Answer(
            html.encode(self.charset, "xmlcharrefreplace"),
            type="text/html" if self.charset == "gbk" else "text/html; charset=utf-8",
        )

    # pages
    def article(self, art: Article, col: Column) -> Answer:
        doc = (
            f"<table class='doc'><tr><th>索 引 号</th><td>{art.key}</td><th>公开日期</th><td>{art.when:%Y-%m-%d}</td></tr><tr><th>文　　号</th><td>暂无</td><th>发布机构</th><td>{self.site.owner}</td></tr></table>"
            if art.doc and self.rng.random() < 0.9
            else ""
        )
        info = (
            f"<div class='sub'><span>来源：{art.source}</span><span>{self.info.format(art.when)}</span><span>阅读：<i>{art.key % 777}</i></span></div>"
            if art.source
            else ""
        )
        heading = f"<{self.head_tag} class='title'>{art.title}</{self.head_tag}>"
        body = f"<div id='content' class='article-con'>{art.body}{art.hidden}</div>"
        order = heading + body + info if self.date_below and not art.doc else heading + info + body
        aside = (
            f"<div class='aside'><h4>最新信息</h4>{self.items(self.newest[:4], 'plain')}</div>"
            if self.news_aside
            else ""
        )
        near = (
            f"<div class='pn'><p>上一篇：<a href='{self.href(self.newest[0])}'>{self.newest[0].title}</a></p><p>下一篇：没有了</p></div>"
            if self.newest
            else ""
        )
        return self.page(
            f"{art.title}-{self.site.name}",
            f"{self.crumbs(col.crumbs, '正文')}<div class='detail'>{doc}{order}{near}</div>{aside}",
            "article",
            col,
            art,
        )

    def column(self, col: Column, n: int) -> Answer:
        arts = col.articles[(n - 1) * self.per_page : n * self.per_page] if self.pages_of(col) > 1 else col.articles
        side = "".join(
            f"<li><a href='{escape(self.page_url(c))}'>{c.name}</a></li>"
            for c in (col.parent.children if col.parent else col.children)
        )
        aside = f"<div class='lanmu'><h2>{(col.parent or col).name}</h2><ul>{side}</ul></div>"
        if col.kind == "parent":
            inner = "".join(
                f"<div class='box'><div class='box-t'><span>{c.name}</span><a href='{escape(self.page_url(c))}'>更多+</a></div>{self.items(c.articles[:3], 'plain') if c.kind == 'list' and c.articles else ''}</div>"
                for c in col.children
            )
        elif col.kind == "single" or not col.articles:
            inner = f"<div class='single'>{col.body}</div>"
        elif col.head:
            inner = (
                f"<table class='letters'><tr>{''.join(f'<th>{h}</th>' for h in col.head)}</tr>"
                + "".join(
                    f"<tr><td><a href='{self.href(a)}'>{a.title}</a></td>{''.join(f'<td>{c}</td>' for c in a.row)}</tr>"
                    for a in arts
                )
                + "</table>"
            )
        else:
            inner = self.list_of(col, arts, n)
        if col.head and col.articles:
            inner += self.turn(col, n)
        heads = f"<div class='lmmc'>{col.name}</div>"
        return self.page(
            f"{col.name}-{self.site.name}",
            f"{self.crumbs(col.crumbs)}{aside}<div class='con-r'>{heads}{inner}</div>",
            "column",
            col,
        )

    def list_of(self, col: Column, arts: list[Article], n: int) -> str:
        if self.address == "fetched":
            return f"<ul id='box'></ul><script>fetch('/api/list?cid={col.id}').then(function(r){{return r.json()}}).then(function(d){{var h='';d.rows.forEach(function(x){{h+='<li><a href=\"'+x.u+'\">'+x.t+'</a><span>'+x.d+'</span></li>'}});document.getElementById('box').innerHTML=h}})</script>"
        if self.address == "hanweb":
            size = 4
            records = "".join(
                f"<record><![CDATA[{self.item(a, 'plain', i)}]]></record>" for i, a in enumerate(arts[: size * 2])
            )
            return f"<div id='d{col.id}'></div><script type='text/xml'><datastore><nextgroup><![CDATA[<a href=\"/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=1&path=/&columnid={col.id}&unitid=55&webname=x&permissiontype=0\"></a>]]></nextgroup><recordset>{records}</recordset></datastore></script><script>jQuery('#d{col.id}').jpage({{perpage:{size},totalRecord:{len(arts)},proxyUrl:'/module/web/jpage/dataproxy.jsp',perGroup:2,columnid:{col.id},unitid:55,webname:'x',webid:1,path:'/',appid:1,permissiontype:0,sourceContentType:1}});</script>"
        return self.items(arts) + self.turn(col, n)

    def turn(self, col: Column, n: int) -> str:
        """The pager of a list."""
        pages = self.pages_of(col)
        if pages == 1:
            return ""
        if self.address == "shtml":
            return f'<script>createPageHTML({pages}, {n - 1}, "index", "shtml");</script>'
        turn = "".join(f"<a href='{escape(self.page_url(col, i))}'>{i}</a>" for i in range(1, pages + 1) if i != n)
        return f"<div class='fanye'>{turn}<span>共{pages}页</span></div>"

    def home(self) -> Answer:
        s, out = self.site, ""
        for col in [
            c
            for top in s.columns
            for c in top.walk()
            if c.kind == "list" and c.cls in ("news", "notice", "policy") and c.articles
        ]:
            if s.home_quiet and col.cls == "policy":
                continue
            out += f"<div class='block'><h3>{col.name}<a href='{escape(self.page_url(col))}'>MORE</a></h3>{self.items(col.articles[:5], 'plain' if self.layout in ('table3', 'sourced', 'twocol') else None)}</div>"
        entry = "".join(
            f"<a href='{escape(self.page_url(c))}'><img src='/images/e.png'>{c.name}</a>"
            for c in s.all_columns()
            if c.key in ("mail", "guide_list", "yearbook", "guide")
        )
        return self.page(
            s.name,
            f"<div class='entry'>{entry}</div>{out}<div class='friend'><a href='http://www.gov.cn/'>中国政府网</a></div>",
            "home",
        )

    def build(self) -> dict[str, Answer]:
        s, answers = self.site, {}
        cols = [c for c in s.all_columns() if c.kind != "external"]
        for i, col in enumerate(s.all_columns()):
            col.id = 1000 + 7 * i
        key = 50000
        for col in cols:
            for art in col.articles:
                key += self.rng.randint(3, 40)
                art.key = key
                if not art.offsite:
                    art.path = self.art_url(art, col)
        self.newest = (
            []
            if s.home_quiet
            else sorted(
                (a for c in cols for a in c.articles if a.path and c.cls in ("notice", "other") and a.day <= s.as_of),
                key=lambda a: a.when,
                reverse=True,
            )
        )
        answers["/"] = self.home()
        for col in cols:
            for n in range(1, self.pages_of(col) + 1):
                answers[self.page_url(col, n)] = self.column(col, n)
            if self.address == "node":
                answers[ADDRESSES["node"][1].format(id=col.id, n=1)] = answers[self.page_url(col)]
            for art in col.articles:
                if art.path:
                    answers[art.path] = self.article(art, col)
            if self.address == "fetched":
                rows = [{"u": a.offsite or a.path, "t": a.title, "d": f"{a.when:%Y-%m-%d}"} for a in col.articles]
                answers[f"/api/list?cid={col.id}"] = Answer(
                    json.dumps({"rows": rows}).encode(), type="application/json"
                )
            if self.address == "hanweb":
                answers[f"dataproxy:{col.id}"] = Answer(
                    (
                        f"<datastore><totalrecord>{len(col.articles)}</totalrecord><recordset>"
                        + "".join(
                            f"<record><![CDATA[{self.item(a, 'plain', i)}]]></record>"
                            for i, a in enumerate(col.articles)
                        )
                        + "</recordset></datastore>"
                    ).encode(),
                    type="text/xml; charset=utf-8",
                )
        links = "".join(f"<li><a href='{escape(self.page_url(c))}'>{c.name}</a></li>" for c in s.all_columns())
        answers["/sitemap.html"] = self.page("网站地图", f"<ul>{links}</ul>", "other")
        answers["/js/bottom.js"] = Answer(
            "\n".join(
                f"document.writeln({json.dumps(part, ensure_ascii=False)});".replace("</script>", "<\\/script>")
                for part in self.foot().split("<br>")
            ).encode(self.charset),
            type="application/javascript",
        )
        return answers


def asked(sites: list[tuple[Site, Look]]) -> Callable[[str, str], Answer | None]:
    """What the sites' searches and list services answer."""
    by_host = {site.host: (site, look) for site, look in sites}

    def answer(host: str, target: str) -> Answer | None:
        found = by_host.get(host)
        if found is None:
            return None
        site, look = found
        if target.startswith("/search.jsp"):
            return searched(site, look, target)
        if target.startswith("/module/web/jpage/dataproxy.jsp"):
            column = re.search(r"columnid=(\d+)", target)
            return look.services.get(f"dataproxy:{column[1]}") if column else None
        return None

    return answer


def searched(site: Site, look: Look, target: str) -> Answer:
    from urllib.parse import parse_qs, urlsplit

    words = "".join(v[0] for v in parse_qs(urlsplit(target).query, encoding=look.charset, errors="replace").values())
    if look.search == "broken":
        return Answer("<h1>HTTP 500 内部服务器错误</h1>".encode(look.charset), 500)
    hits = (
        []
        if look.search == "barren" or not words
        else [a for c in site.all_columns() for a in c.articles if a.path and words in a.title]
    )
    rows = "".join(
        f"<div class='result'><a href='{escape(a.path or '')}'>{a.title}</a><p>{Look.lead(a)}</p><span>{a.when:%Y-%m-%d}</span></div>"
        for a in hits
    )
    box = "<form action='/search.jsp'><input type='text' name='keyword'><input type='submit' value='搜索'></form>"
    html = f"<html><head><meta charset='{look.charset}'><title>搜索结果</title></head><body>{box}{rows or '<p>抱歉，没有找到相关结果。</p>'}</body></html>"
    return Answer(html.encode(look.charset, "xmlcharrefreplace"))


def second_city(seed: int, as_of: date, families: list[str] | None = None, third: bool = False) -> City:
    """The second city: one site for each way to address pages (or those named), the layouts dealt out anew by seed."""
    rng = Random(f"second{seed}")
    from .third import LAYOUTS as OTHERS
    from .third import ThirdLook

    addresses = [a for a in ADDRESSES if families is None or a in families]
    layouts = rng.sample(OTHERS if third else LAYOUTS, len(addresses))
    owners = (
        [("portal", "秦州市人民政府")]
        + [("county", f"{n}县人民政府") for n in ("文峪", "麟坪", "太泉")]
        + [("department", f"秦州市{n}") for n in ("财政局", "民政局", "林业局", "交通运输局", "水利局", "统计局")]
    )
    if len(addresses) < 4:
        owners = [owners[1], owners[5], owners[6]]
    order = rng.sample(addresses, len(addresses))
    quiet = rng.choice(order[1:] or [""])
    sites: list[tuple[Site, Look]] = []
    answers: dict[tuple[str, str], Answer] = {}
    for i, address in enumerate(order):
        kind, owner = owners[i]
        number = f"3{i}" if third else i  # so that both cities can be inspected in one run
        host = f"www.qz{number}.gov.cn" if kind != "department" else f"bm{number}.qinzhou.gov.cn"
        if i == 5:
            host = "www.qzfy.cn"
        site = Site(
            f"{address}-{seed}",
            kind,
            f"{owner}网站" if kind == "department" else f"{owner}门户网站",
            owner,
            host,
            address,
            Random(f"second{seed}{address}"),
            as_of,
            f"6103{rng.randint(10**5, 10**6 - 1)}",
        )
        if i == 5:
            site.fault("domain_name", host)
        site.third = third
        tree(site, address == quiet)
        for top in site.columns:
            adopt(top)
        plants(site, PARTNER)
        for col in site.all_columns():
            if col.key != "leaders":
                col.articles.sort(key=lambda a: (not a.pinned, -a.when.timestamp()))
        look = (ThirdLook if third else Look)(site, address, layouts[i])
        if ("article", "PubDate") in look.tags_off:  # no second witness
            site.truth = [f for f in site.truth if ("reason", "disagrees") not in f.same]
        look.services = look.build()
        paths = {f"key:{id(a)}": a.path or "/" for c in site.all_columns() for a in c.articles}

        def put(text: str, paths: dict[str, str] = paths) -> str:
            return re.sub(r"\{(key:\d+)\}", lambda m: paths[m[1]], text)

        for path, made in {**look.services, **site.extra}.items():
            if made.type.startswith("text/html") and b"{key:" in made.body:
                made = replace(made, body=put(made.body.decode(look.charset)).encode(look.charset, "xmlcharrefreplace"))
            answers[host, path] = replace(made, headers=tuple((k, put(v)) for k, v in made.headers))
        site.truth = [replace(f, url=site.base + paths[f.url] if f.url in paths else f.url) for f in site.truth]
        sites.append((site, look))
    partners = [
        PARTNER,
        "www.gov.cn",
        "zwfw.qinzhou.gov.cn",
        "beian.miit.example-gov.cn",
        "www.beian.example-gov.cn",
        "dcs.conac.cn",
        "bszs.conac.cn",
        "zfwzzc.www.gov.cn",
    ]
    hosts = [s.host for s, _ in sites] + sorted({*partners, *(h for s, _ in sites for h in s.partners)})
    return City(as_of, [s for s, _ in sites], answers, hosts, asked(sites))


def adopt(column: Column) -> None:
    for child in column.children:
        child.parent = column
        adopt(child)


__all__ = ["ADDRESSES", "LAYOUTS", "prose", "second_city"]
