"""What the eight families of the seventh city share: page tags, menus, feet, searches, and building all pages of a site."""

import re
from html import escape
from random import Random

from ..model import Answer, Article, Column, Site

OWN = {"home": ["SiteName", "SiteDomain", "SiteIDCode"], "column": ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"], "article": ["ArticleTitle", "PubDate", "ContentSource"]}  # fmt: skip
TYPES = {"news": "动态要闻", "notice": "通知公告", "policy": "政策文件", "interpretation": "政策解读", "guide": "办事服务", "messages": "互动交流", "consult": "互动交流"}  # fmt: skip
ELEMENTS = ["sponsor", "contact", "site_id_code", "icp", "public_security", "conac_badge", "sitemap", "error_finder"]
PINYIN = {
    "guide": "zfxxgkzn", "rules": "zfxxgkzhd", "gov": "xxgk", "catalogue": "zdgk", "annual_report": "ndbg", "on_request": "ysqgkzl", "functions": "zyzz", "leaders": "ldfg", "contacts": "bgdz", "regulations": "zfwj", "plans": "fzgh", "statistics": "sjtj",
    "permits": "xkjg", "penalties": "cfjd", "budget": "zjxx", "fees": "sfqd", "procurement": "cgxx", "projects": "zdgc", "livelihood": "msbz", "emergency": "yjya", "supervision": "jgzf", "recruitment": "ksly", "personnel": "rsxx", "proposals": "jyta",
    "decisions": "zdjc", "statutes": "flfg", "reading": "jd", "consult": "zqyj", "results": "fk", "mail": "lyb", "talk": "gzcy", "guides": "fwzn", "serve": "zwfw", "notice": "ggl", "newsroom": "dt", "topics": "ztjj", "reports": "wzbb", "about": "gk", "pictures": "tp", "one": "rx", "past": "wqzt", "intro": "zj",
}  # fmt: skip


class Look:
    """One site rendered; a family says how things look and where they are."""

    name = ""
    charset = "utf-8"
    per_page = 15
    shows_url = False  # the address of an article names its day
    search_at, search_by = "/so/search.html", "searchWord"
    lead_in = "首页"

    def __init__(self, site: Site, faulty: bool) -> None:
        self.site, self.faulty = site, faulty
        self.rng = Random(f"seventh look {site.code}")
        self.off: dict[tuple[str, str], str] = {}
        self.search = "get"
        r = self.rng
        if faulty:
            site.footer_lacks = set(r.sample(ELEMENTS, r.choice([0, 1, 1, 2, 3])))
            for element in sorted(site.footer_lacks):
                site.fault("site_identity", element)
            pairs = [
                (kind, tag) for kind in OWN for tag in (OWN["home"] if kind == "home" else [*OWN["home"], *OWN[kind]])
            ]
            for kind, tag in r.sample(pairs, r.choice([0, 1, 1, 2])):
                state = r.choice(["absent", "empty", *(["malformed"] if tag in ("SiteIDCode", "PubDate") else [])])
                self.off[kind, tag] = state
                site.fault("page_tag", tag, page_type=kind, state=state)
            self.search = r.choice(["get", "get", "none", "broken", "barren"])
            reason = {"none": "absent", "broken": "error", "barren": "no_results"}.get(self.search)
            if reason:
                site.fault("site_search", None, reason=reason)
        else:
            self.search = r.choice(["get", "link"])

    @property
    def shows_tag(self) -> bool:
        return ("article", "PubDate") not in self.off

    # addresses
    def slug(self, col: Column) -> str:
        return PINYIN.get(col.key) or f"{re.sub('[^a-z]', '', col.key) or 'lm'}{col.id}"

    def path(self, col: Column) -> str:
        return "/".join(["", *(self.slug(c) for c in col.crumbs)])

    def col_url(self, col: Column, n: int = 1) -> str:
        raise NotImplementedError

    def art_url(self, art: Article, col: Column) -> str:
        raise NotImplementedError

    def to(self, col: Column, n: int = 1) -> str:
        return escape(col.url or self.col_url(col, n))

    def href(self, art: Article) -> str:
        return escape(art.offsite or art.path or "/")

    def count(self, col: Column) -> int:
        return max(1, -(-len(col.articles) // self.per_page))

    def shown(self, col: Column, n: int) -> list[Article]:
        return col.articles[(n - 1) * self.per_page : n * self.per_page]

    def url_day(self, art: Article):  # type: ignore[no-untyped-def]
        return art.url_when or art.when

    # head and foot
    def tags(self, kind: str, col: Column | None, art: Article | None) -> str:
        s = self.site
        values = {"SiteName": s.name, "SiteDomain": s.host, "SiteIDCode": s.idcode}
        if col:
            values |= {"ColumnName": col.name, "ColumnDescription": f"{s.owner}{col.name}栏目发布相关信息", "ColumnKeywords": f"{col.name};{s.owner}", "ColumnType": TYPES.get(col.cls, "概况信息")}  # fmt: skip
        if art:
            values |= {"ArticleTitle": art.title, "PubDate": f"{art.meta_when or art.when:%Y-%m-%d %H:%M}", "ContentSource": art.source or s.owner}  # fmt: skip
        lines = []
        for tag, value in values.items():
            state = self.off.get((kind, tag), "")
            if state == "malformed":
                value = {"SiteIDCode": "45270", "PubDate": "${PubDate}"}[tag]
            if state != "absent":
                lines.append(self.meta(tag, "" if state == "empty" else escape(value)))
        return "\n".join(lines)

    def meta(self, name: str, value: str) -> str:
        return f'<meta name="{name}" content="{value}">'

    def sheets(self) -> str:
        return "".join(f'<link rel="stylesheet" href="{u}">' for u in ["/css/style.css", *self.site.stylesheets])

    def foot(self) -> str:
        r = Random(f"seventh foot {self.site.code}")
        made = self.feet(r)
        return "\n".join(v for k, v in made.items() if k not in self.site.footer_lacks)

    def feet(self, r: Random) -> dict[str, str]:
        raise NotImplementedError

    def badge(self, r: Random, way: int) -> str:
        n = r.randint(10**7, 10**8 - 1)
        if way == 0:
            return f"<a href='https://bszs.conac.cn/sitename?method=show&amp;id={n:X}' target='_blank'><img src='/images/dzjg.png' border='0'></a>"
        if way == 1:
            return f"<script>document.write(unescape(\"%3Cspan id='_ideConac'%3E%3C/span%3E%3Cscript src='https://dcs.conac.cn/js/21/316/0000/6{n}/CA213160000{n}0001.js' type='text/javascript'%3E%3C/script%3E\"));</script>"
        return f"<span id='_ideConac'><a target='_blank' href='//bszs.conac.cn/sitename?method=show&id={n:X}'><img src='/images/red.png'></a></span>"

    def finder(self, r: Random, way: int) -> str:
        code = self.site.idcode
        if way == 0:
            return f"<script id='_jiucuo_' sitecode='{code}' src='https://zfwzzc.www.gov.cn/check_web/_sitejs/2018/jiucuo.js'></script>"
        return f"<a href='https://zfwzzc.www.gov.cn/check_web/errorInfo_jcInfo.action?site_code={code}' target='_blank'><img src='/images/jiucuo.png' alt='我为政府网站找错'></a>"

    def search_box(self) -> str:
        match self.search:
            case "none":
                return ""
            case "link":
                return f"<a class='adv' href='{self.search_at}'>站内搜索</a>"
            case _:
                return self.form()

    def form(self) -> str:
        return f"<form class='so' action='{self.search_at}' method='get'><input type='text' name='{self.search_by}' placeholder='请输入您要搜索的内容'><button type='submit'>搜索</button></form>"

    def friends(self) -> list[tuple[str, str]]:
        return [
            ("http://www.gov.cn/", "中国政府网"),
            ("http://www.lingnan-prov.example/", "省人民政府网"),
            *self.site.home_links,
        ]

    def trail(self, col: Column, sep: str = " &gt; ") -> str:
        return sep.join(
            [f"<a href='/'>{self.lead_in}</a>", *(f"<a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)]
        )

    def siblings(self, col: Column) -> list[Column]:
        return col.children or (col.parent.children if col.parent else self.site.columns)

    # pages
    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        raise NotImplementedError

    def rows(self, col: Column, arts: list[Article]) -> str:
        raise NotImplementedError

    def pager(self, col: Column, n: int) -> str:
        raise NotImplementedError

    def entry(self, art: Article, col: Column) -> str:
        raise NotImplementedError

    def home(self) -> str:
        raise NotImplementedError

    def letter_rows(self, col: Column, arts: list[Article]) -> str:
        rows = "".join(f"<tr><td><a href='{self.href(a)}'>{a.title}</a></td><td>{a.row[0]}</td><td>{a.row[1]}</td></tr>" for a in arts)  # fmt: skip
        return f"<table class='xjlb' width='100%'><tr>{''.join(f'<th>{h}</th>' for h in col.head)}</tr>{rows}</table>"

    def void(self, col: Column) -> str:
        return f"<div class='kong'>{col.note}</div>" if col.note else "<div class='kong'></div>"

    def inner(self, col: Column, n: int) -> str:
        """The middle of a column's page."""
        if col.kind == "parent":
            parts = [f"<div class='blk'><h3><a href='{self.to(c)}'>{c.name}</a></h3>{self.rows(c, c.articles[:5]) if c.articles and c.kind == 'list' else ''}</div>" for c in col.children]  # fmt: skip
            return "".join(parts)
        if col.kind == "single":
            return col.body or self.void(col)
        if not col.articles:
            return self.void(col)
        listed = self.letter_rows if col.kind == "messages" else self.rows
        return listed(col, self.shown(col, n)) + self.pager(col, n)

    def document(self, art: Article) -> str:
        """The table of a document; most have no number and no end."""
        made = art.when.strftime("%Y年%m月%d日")
        return f"<table class='wjxx' width='100%'><tr><td>索 引 号</td><td>4527{art.key:05d}/{art.when:%Y}-{art.key % 900:05d}</td><td>发布机构</td><td>{self.site.owner}</td></tr><tr><td>文　　号</td><td>{art.kicker or '暂无'}</td><td>成文日期</td><td>{made}</td></tr><tr><td>有 效 性</td><td>有效</td><td>废止时间</td><td>暂无</td></tr></table>"

    def body(self, art: Article) -> str:
        return (self.document(art) if art.doc else "") + art.body + art.hidden

    def column(self, col: Column, n: int) -> str:
        return self.page("column", col.name, col, None, self.inner(col, n))

    def article(self, art: Article, col: Column) -> str:
        return self.page("article", art.title, col, art, self.entry(art, col))

    def plain(self, title: str, main: str) -> str:
        return self.page("other", title, None, None, f"<h2>{title}</h2>{main}")

    def gone(self) -> Answer:
        return self.answer(self.page("other", "提示", None, None, "<div class='err'><p>很抱歉，您要访问的页面不存在或者已被删除！</p><p>您可以返回<a href='/'>网站首页</a>。</p></div>"))  # fmt: skip

    def answer(self, html: str) -> Answer:
        return Answer(html.encode(self.charset, "xmlcharrefreplace"), type="text/html;charset=utf-8" if self.charset == "utf-8" else "text/html")  # fmt: skip

    def blocks(self) -> list[Column]:
        """The columns whose newest rows the home page has."""
        quiet = self.site.home_quiet
        return [c for c in self.site.all_columns() if c.kind == "list" and c.articles and c.key != "past" and (c.cls == "notice" or (c.cls == "news" and not quiet))]  # fmt: skip

    def lead(self, art: Article, size: int = 50) -> str:
        first = art.body.split("</p>", 1)[0]
        return escape(re.sub(r"<[^>]*>|\s|　", "", first)[:size])

    def build(self) -> dict[str, Answer]:
        made: dict[str, str] = {}
        cols = [c for c in self.site.all_columns() if c.kind != "external"]
        for col in cols:
            for art in col.articles:
                art.path = self.art_url(art, col)
        for col in cols:
            for n in range(1, self.count(col) + 1):
                made[self.col_url(col, n)] = self.column(col, n)
            for art in col.articles:
                made[art.path or ""] = self.article(art, col)
        made["/"] = self.home()
        tree = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in self.site.all_columns())
        made["/wzdt.html"] = self.plain("网站地图", f"<ul>{tree}</ul>")
        return {k: self.answer(v) for k, v in made.items()} | self.further(cols)

    def further(self, cols: list[Column]) -> dict[str, Answer]:
        return {}

    def results(self, words: str) -> Answer:
        """What the search answers."""
        if self.search == "broken":
            return Answer("<html><body><h1>HTTP Status 500</h1><p>服务器内部错误</p></body></html>".encode(), 500)
        hits = (
            []
            if self.search == "barren"
            else [a for c in self.site.all_columns() for a in c.articles if words and words in a.title]
        )
        rows = "".join(f"<div class='jg'><h3><a href='{self.href(a)}'>{a.title}</a></h3><p>{self.lead(a)}…</p><span>{a.when:%Y-%m-%d}</span></div>" for a in hits[:10])  # fmt: skip
        told = (
            f"<p>找到约{len(hits)}条结果</p>" if hits else "<p>很抱歉，没有找到符合条件的结果，请更换关键词后重试。</p>"
        )
        return self.answer(self.page("other", "搜索结果", None, None, (self.form() if self.search == "link" else "") + (told if words else "") + rows))  # fmt: skip
