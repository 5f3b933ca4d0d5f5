"""What the eight families of the fourth city share: addresses, page tags, footers' pieces, building all pages of a site."""

import json
import re
from html import escape
from random import Random

from ..model import Answer, Article, Column, Site

SLUGS = {
    "gk": "zwgk", "guide": "gkzn", "rules": "gkzd", "on_request": "ysqgk", "functions": "jgzn", "leaders": "ldxx", "contacts": "lxfs", "budget": "czyjs", "permits": "xzxk", "penalties": "xzcf", "procurement": "zfcg", "projects": "zdxm", "emergency": "yjgl",
    "supervision": "jdjc", "livelihood": "msss", "fees": "sfxm", "recruitment": "rszk", "regulations": "gfxwj", "plans": "ghjh", "statistics": "tjxx", "annual_report": "gknb", "catalogue": "fdzdgknr", "checks": "wzzc", "webreport": "wznb", "news": "xwzx",
    "notice": "tzgg", "about": "zjwm", "policy": "zcwj", "reading": "zcjd", "ask": "yjzj", "told": "jgfk", "mail": "ldxx", "talk": "hdjl", "serve": "bsfw", "guides": "bszn", "topics": "ztzl", "manage": "wzgl", "people": "rsrm",
}  # fmt: skip
NEEDED = {"home": ["SiteName", "SiteDomain", "SiteIDCode"], "column": ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"], "article": ["ArticleTitle", "PubDate", "ContentSource"]}  # fmt: skip
FOOT = ["sponsor", "contact", "site_id_code", "icp", "public_security", "conac_badge", "sitemap", "error_finder"]
SEARCHES = ["get", "get", "link", "none", "broken", "barren", "post", "script"]


class Family:
    """One site rendered. A family overrides how things look and where they are."""

    name = ""
    charset = "utf-8"
    per_page = 10
    shows_url = False  # the address of an article says its day

    def __init__(self, site: Site) -> None:
        self.site, self.rng = site, Random(f"fourth look {site.code}")
        self.tags_off: dict[tuple[str, str], str] = {}
        self.search = self.rng.choice(SEARCHES)
        self.plan()

    def plan(self) -> None:
        """What is wrong with the templates."""
        r, site = self.rng, self.site
        site.footer_lacks = set(r.sample(FOOT, r.choice([0, 1, 2, 3])))
        for element in sorted(site.footer_lacks):
            site.fault("site_identity", element)
        pairs = [(k, t) for k, own in NEEDED.items() for t in (own if k == "home" else NEEDED["home"] + own)]
        for kind, tag in r.sample(pairs, r.randint(0, 4)):
            state = r.choice(["absent", "empty", "malformed"] if tag in ("SiteIDCode", "PubDate") else ["absent", "empty"])  # fmt: skip
            self.tags_off[kind, tag] = state
            site.fault("page_tag", tag, page_type=kind, state=state)
        reason = {"none": "absent", "broken": "error", "barren": "no_results"}.get(self.search)
        if reason:
            site.fault("site_search", None, reason=reason)

    @property
    def shows_tag(self) -> bool:
        return ("article", "PubDate") not in self.tags_off

    # addresses
    def slug(self, col: Column) -> str:
        return SLUGS.get(col.key, f"lm{col.id}")

    def folder(self, col: Column) -> str:
        return f"{self.folder(col.parent)}/{self.slug(col)}" if col.parent else f"/{self.slug(col)}"

    def pages_of(self, col: Column) -> int:
        return max(1, -(-len(col.articles) // self.per_page))

    def col_url(self, col: Column, n: int = 1) -> str:
        raise NotImplementedError

    def art_url(self, art: Article, col: Column) -> str:
        raise NotImplementedError

    def to(self, col: Column, n: int = 1) -> str:
        """The address of a column as a link has it."""
        return escape(col.url or self.col_url(col, n))

    def href(self, art: Article) -> str:
        return escape(art.offsite or art.path or "/")

    # the pieces of a page
    def tags(self, kind: str, col: Column | None, art: Article | None) -> str:
        s = self.site
        has = {"SiteName": s.name, "SiteDomain": s.host, "SiteIDCode": s.idcode}
        if col:
            has |= {"ColumnName": col.name, "ColumnDescription": f"{s.owner}{col.name}栏目", "ColumnKeywords": f"{col.name},{s.owner}", "ColumnType": {"news": "工作动态", "policy": "政策文件", "interpretation": "政策解读", "notice": "通知公告"}.get(col.cls, "信息公开")}  # fmt: skip
        if art:
            has |= {"ArticleTitle": art.title, "PubDate": f"{art.meta_when or art.when:%Y-%m-%d %H:%M}", "ContentSource": art.source or s.owner}  # fmt: skip
        out = ""
        for tag, value in has.items():
            state = self.tags_off.get((kind, tag))
            if state == "malformed":
                value = {"SiteIDCode": "{SiteIDCode}", "PubDate": "<FoxTag PubDate>"}[tag]
            if state != "absent":
                out += self.tag(tag, "" if state == "empty" else escape(value))
        return out

    def tag(self, name: str, value: str) -> str:
        return f'<meta name="{name}" content="{value}"/>\n'

    def elements(self) -> dict[str, str]:
        """The identity elements in the family's own words, without those that the site lacks."""
        made = self.foot_elements(Random(f"foot {self.site.code}"))
        return {k: v for k, v in made.items() if k not in self.site.footer_lacks}

    def foot_elements(self, r: Random) -> dict[str, str]:
        raise NotImplementedError

    def badge(self, r: Random) -> str:
        n = r.randint(10**6, 10**7)
        return r.choice([f"<script type='text/javascript'>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http://dcs.conac.cn/js/18/279/0000/4{n}/CA182790000{n}0001.js' type='text/javascript'%3E%3C/script%3E\"));</script>", f"<a href='https://bszs.conac.cn/sitename?method=show&amp;id={n}' target='_blank'><img src='/images/red.png'></a>"])  # fmt: skip

    def finder(self, r: Random) -> str:
        return r.choice([f"<script id='_jiucuo_' sitecode='{self.site.idcode}' src='https://zfwzzc.www.gov.cn/check_web/_sitejs/jiucuo.js'></script>", f"<span id='_span_jiucuo'><img onclick=\"Link('{self.site.idcode}')\" src='http://pucha.kaipuyun.cn/exposure/images/jiucuo.png?v={self.site.idcode}'></span>"])  # fmt: skip

    def search_box(self) -> str:
        match self.search:
            case "get" | "broken":
                return "<form action='/search/index.html' method='get'><input name='kw' type='text' placeholder='请输入关键字'><button type='submit'>搜索</button></form>"
            case "barren":
                return "<form name='ff' action='/search/index.html'><input type='hidden' name='siteid' value='3'><input type='text' name='kw' value=''><input type='submit' value='搜 索'></form>"
            case "post":
                return "<form action='/search/index.html' method='post'><input name='kw' type='text'><input type='submit' value='站内搜索'></form>"
            case "script":
                return "<input type='text' id='q' placeholder='搜索'><a href='javascript:;' onclick=\"window.open('/search/index.html?kw='+encodeURIComponent(document.getElementById('q').value))\">搜索</a>"
            case "link":
                return "<a href='/search/index.html' class='sou'>高级搜索</a>"
            case _:
                return ""

    def foreign_links(self) -> str:
        return "".join(f"<option value='{u}'>{t}</option>" for u, t in [("http://www.gov.cn/", "中国政府网"), *self.site.home_links])  # fmt: skip

    def sheets(self) -> str:
        return "".join(f"<link href='{u}' rel='stylesheet' type='text/css'>" for u in ["/css/style.css", *self.site.stylesheets])  # fmt: skip

    def answer(self, html: str) -> Answer:
        return Answer(html.encode(self.charset, "xmlcharrefreplace"), type="text/html" if self.charset != "utf-8" else "text/html;charset=UTF-8")  # fmt: skip

    # pages, by family
    def home(self) -> Answer:
        raise NotImplementedError

    def column(self, col: Column, n: int) -> Answer:
        raise NotImplementedError

    def article(self, art: Article, col: Column) -> Answer:
        raise NotImplementedError

    def plain(self, title: str, main: str) -> Answer:
        raise NotImplementedError

    def services(self, cols: list[Column]) -> dict[str, Answer]:
        """Answers behind the pages: list services, scripts."""
        return {}

    def shown(self, col: Column, n: int) -> list[Article]:
        return col.articles[(n - 1) * self.per_page : n * self.per_page]

    def blocks(self) -> list[Column]:
        """The columns whose newest items the home page shows."""
        return [c for c in self.site.all_columns() if c.kind == "list" and c.articles and (c.cls in ("news", "notice") or (c.cls == "policy" and not self.site.home_quiet))]  # fmt: skip

    def lead(self, art: Article, size: int = 46) -> str:
        return escape(re.sub(r"<[^>]*>|&\w+;|\s", "", art.body)[:size])

    def build(self) -> dict[str, Answer]:
        cols, answers, key = [c for c in self.site.all_columns() if c.kind != "external"], {}, 7000
        for i, col in enumerate(self.site.all_columns()):
            col.id = 1041 + 3 * i
        for col in cols:
            for art in col.articles:
                key += self.rng.randint(1, 30)
                art.key = key
                art.path = None if art.offsite else self.art_url(art, col)
        for col in cols:
            for n in range(1, self.pages_of(col) + 1):
                answers[self.col_url(col, n)] = self.column(col, n)
            for art in col.articles:
                if art.path:
                    answers[art.path] = self.article(art, col)
        answers["/"] = self.home()
        tree = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in self.site.all_columns())
        answers["/map.html"] = self.plain("网站地图", f"<ul class='map'>{tree}</ul>")
        return answers | self.services(cols)


def written(html: str) -> str:
    """A script that writes the markup."""
    return "".join(f"document.write({json.dumps(part, ensure_ascii=False)});\n".replace("</script", "<\\/script") for part in html.split("\n"))  # fmt: skip
