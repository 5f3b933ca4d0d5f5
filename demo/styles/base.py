"""What all CMS styles share: the walk over a site's pages, page tags, navigation, footer, stylesheet."""

from __future__ import annotations

import hashlib
import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from demo.content import Article, Column, Content, Kind
from demo.files import png
from demo.resources import CONTENT_TYPES, PLAIN_HTML, Host, Resource, file

HOME_ROWS = 6
NEIGHBOUR_ROWS = 5

Tag = tuple[str, str]


@dataclass(frozen=True)
class Leaf:
    """One page of a list: its number from 1, how many there are, and its rows."""

    number: int
    count: int
    rows: tuple[Article, ...] = ()


STYLESHEET = """
body {{ margin: 0; font-family: "Noto Sans CJK SC", "WenQuanYi Zen Hei", "Microsoft YaHei", sans-serif; color: #333; }}
a {{ color: #333; text-decoration: none; }} a:hover {{ color: {colour}; }}
ul {{ list-style: none; margin: 0; padding: 0; }}
.wrap {{ width: 1100px; margin: 0 auto; }}
.head {{ background: {colour}; color: #fff; padding: 28px 0; }} .head .name {{ font-size: 32px; letter-spacing: 3px; }}
.head .clock {{ float: right; font-size: 13px; }}
.nav {{ background: {dark}; }} .nav li {{ display: inline-block; position: relative; }}
.nav a {{ color: #fff; display: block; padding: 11px 13px; font-size: 15px; }}
.nav li ul {{ display: none; position: absolute; background: {dark}; z-index: 9; white-space: nowrap; }}
.nav li:hover ul {{ display: block; }} .nav li ul li {{ display: block; }}
.where {{ padding: 14px 0; font-size: 13px; color: #777; }}
.body {{ min-height: 420px; overflow: hidden; padding-top: 14px; }} .where {{ padding-top: 0; }}
.box h3 a {{ line-height: 26px; }} .report {{ clear: both; text-align: center; padding: 16px; background: #f5f5f5; }}
.left {{ float: left; width: 220px; }}
.left h3, .box h3 {{ margin: 0; padding: 9px; color: #fff; background: {colour}; }}
.left li {{ border-bottom: 1px dotted #ccc; padding: 9px; font-size: 14px; }}
.right {{ float: right; width: 850px; }}
.box {{ float: left; width: 530px; margin: 0 18px 18px 0; }} .box h3 a {{ color: #fff; float: right; font-size: 12px; }}
.rows li {{ padding: 9px 4px; border-bottom: 1px dashed #ddd; font-size: 14px; overflow: hidden; }}
.rows li span, .rows li i {{ float: right; color: #999; font-style: normal; }}
.title {{ text-align: center; font-size: 24px; line-height: 1.5; margin: 16px 0; }}
.info {{ text-align: center; font-size: 13px; color: #888; border-bottom: 1px solid #ddd; padding-bottom: 10px; }}
.text p {{ text-indent: 2em; line-height: 2; font-size: 16px; }} .text img {{ max-width: 600px; }}
.pages {{ text-align: center; padding: 20px; font-size: 13px; }} .pages a {{ padding: 0 6px; }}
.foot {{ clear: both; background: #eee; margin-top: 24px; padding: 20px 0; text-align: center; font-size: 13px;
  line-height: 2; }}
"""


class Style(ABC):
    """A CMS family. Addresses are assigned first, so that texts can link to each other, then pages are made."""

    name: str
    encoding = "utf-8"
    content_type = CONTENT_TYPES["html"]
    colours = ("#1f5fa8", "#174a84")
    picture_colour = (31, 95, 168)
    page_size = 15
    first_column = 100
    css_path = "/css/style.css"
    badge_path = "/images/red.png"
    finder_path = "/js/jiucuo.js"
    map_path = "/sitemap.html"

    def __init__(self, content: Content) -> None:
        self.content = content

    # -- addresses ------------------------------------------------------------------------------------------------

    @abstractmethod
    def column_path(self, column: Column) -> str:
        """The path of a column's first page."""

    @abstractmethod
    def article_path(self, column: Column, article: Article) -> str:
        """The path of an article."""

    def page_path(self, column: Column, leaf: Leaf) -> str:
        """The path of a further page of a list."""
        raise NotImplementedError(f"lists of {self.name} have one page")

    def leaf_path(self, column: Column, leaf: Leaf) -> str:
        """The path of any page of a list."""
        return column.path if leaf.number == 1 else self.page_path(column, leaf)

    def has_twin(self, article: Article) -> bool:
        """Whether an article has a second page with the same text."""
        return False

    def rows_per_page(self, column: Column) -> int:
        """How many rows a page of a list holds."""
        return self.page_size

    def attachment_path(self, article: Article, name: str) -> str:
        """Where an attachment of an article lies."""
        return f"/uploads/{article.date:%Y%m}/{digest(article.number, name)[:16]}.{name.rsplit('.', 1)[-1]}"

    def attachment(self, article: Article, label: str, name: str) -> tuple[str, str]:
        """The path of an attachment and the link that leads to it."""
        path = self.attachment_path(article, name)
        return path, f'<a href="{escape(self.link(article.path, path))}">{label}</a>'

    def link(self, page: str, target: str) -> str:
        """How a page refers to a target; root-relative unless a style has another custom."""
        return target

    def address(self) -> None:
        """Gives every column and article its path. May be called again after articles were added."""
        for column in self.content.walk():
            if column.kind is not Kind.LINK:
                column.path = self.column_path(column)
            for article in column.articles:
                article.path = self.article_path(column, article)

    # -- pages ----------------------------------------------------------------------------------------------------

    @abstractmethod
    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        """A whole page around its main part."""

    @abstractmethod
    def home_main(self) -> str:
        """The main part of the home page."""

    @abstractmethod
    def list_main(self, column: Column, leaf: Leaf) -> str:
        """The main part of a list page; a column without articles has one without rows."""

    @abstractmethod
    def text_main(self, column: Column) -> str:
        """The main part of a column that is one text."""

    @abstractmethod
    def article_main(self, column: Column, article: Article) -> str:
        """The main part of an article page."""

    def render(self, host: Host) -> None:
        """Adds all pages and assets of the site to its host."""
        host.add("/", self.page(self.shell("/", self.content.title, site_tags(self.content), self.home_main())))
        for column in self.content.walk():
            if column.kind is not Kind.LINK:
                self.render_column(host, column)
        for column, article in self.content.pages():
            host.add(article.path, self.page(self.article_page(column, article)))
        self.render_assets(host)

    def article_page(self, column: Column, article: Article) -> str:
        """An article as a whole page."""
        tags = [*site_tags(self.content), *column_tags(self.content, column), *article_tags(article)]
        tags = [tag for tag in tags if tag[0] not in self.content.lacks]
        title = f"{article.title}-{self.content.title}"
        return self.shell(article.path, title, tags, self.article_main(column, article))

    def render_column(self, host: Host, column: Column) -> None:
        """Adds the page or pages of one column."""
        tags = [*site_tags(self.content), *column_tags(self.content, column)]
        title = f"{column.name}-{self.content.title}"
        if column.kind is Kind.TEXT:
            host.add(column.path, self.page(self.shell(column.path, title, tags, self.text_main(column))))
            return
        for leaf in self.leaves(column):
            path = self.leaf_path(column, leaf)
            host.add(path, self.page(self.shell(path, title, tags, self.list_main(column, leaf))))

    def leaves(self, column: Column) -> list[Leaf]:
        """The pages of a list; an empty one has one page."""
        rows, size = column.rows, self.rows_per_page(column)
        count = max(1, math.ceil(len(rows) / size))
        return [Leaf(n, count, tuple(rows[(n - 1) * size : n * size])) for n in range(1, count + 1)]

    def render_assets(self, host: Host) -> None:
        """Adds stylesheet, pictures, the error finder's script, the site map and the statement."""
        colour, dark = self.colours
        host.add(self.css_path, file("style.css", STYLESHEET.format(colour=colour, dark=dark).encode()))
        host.add(self.badge_path, file("red.png", png(40, 48, (190, 30, 40))))
        host.add(self.finder_path, file("jiucuo.js", b"window.jiucuo = {open: function () { return false; }};\n"))
        names = "".join(
            f'<li><a href="{self.link(self.map_path, c.href)}">{c.name}</a></li>' for c in self.content.walk()
        )
        site_map = f'<div class="where"><h2>网站地图</h2></div><div class="map"><ul>{names}</ul></div>'
        self.add_plain(host, self.map_path, "网站地图", site_map)

    def add_plain(self, host: Host, path: str, title: str, main: str) -> None:
        """Adds a page that belongs to no column."""
        page = self.shell(path, f"{title}-{self.content.title}", site_tags(self.content), main)
        host.add(path, self.page(page))

    def page(self, text: str) -> Resource:
        """A page in the style's encoding."""
        return Resource(text.encode(self.encoding), self.content_type)

    def not_found(self) -> Resource:
        """What the server says for an address it does not know."""
        text = (
            f'<!DOCTYPE html><html><head><meta charset="{self.encoding}"><title>404</title></head><body>'
            "<h1>抱歉，找不到您要的页面</h1><p>您访问的页面可能已经删除、更名或暂时不可用。</p></body></html>"
        )
        return Resource(text.encode(self.encoding), PLAIN_HTML, 404)

    # -- parts ----------------------------------------------------------------------------------------------------

    def navigation(self, page: str) -> str:
        """The main navigation as nested lists."""
        items = [f'<li><a href="{self.link(page, "/")}">首页</a></li>']
        for column in self.content.columns:
            if not column.in_nav:
                continue
            below = "".join(self._item(page, child) for child in column.children if child.in_nav)
            items.append(self._item(page, column, f"<ul>{below}</ul>" if below else ""))
        return "".join(items)

    def _item(self, page: str, column: Column, below: str = "") -> str:
        blank = ' target="_blank"' if column.link.startswith("http") else ""
        return f'<li><a href="{self.link(page, column.href)}"{blank}>{column.name}</a>{below}</li>'

    def crumbs(self, page: str, column: Column | None, glue: str = " &gt; ") -> str:
        """The breadcrumb from the home page down to a column."""
        steps = [f'<a href="{self.link(page, "/")}">首页</a>']
        steps += [f'<a href="{self.link(page, c.path)}">{c.name}</a>' for c in (column.trail if column else ())]
        return glue.join(steps)

    def siblings(self, page: str, column: Column) -> str:
        """The columns beside or below a column, as list items."""
        family = column.children or (column.parent.children if column.parent else [])
        return "".join(self._item(page, c) for c in family)

    def footer(self, page: str) -> str:
        """The nine things a footer must show, then what the site adds."""
        site = self.content.site
        police = "" if "public_security" in self.content.lacks else f" | {site.public_security}"
        return (
            f'<p><a href="{self.link(page, self.map_path)}">网站地图</a> | 主办单位：{site.organization} | '
            f"承办单位：{self.content.voice.area}政务信息中心 | 联系电话：{self.content.phone}</p>"
            f"<p>网站标识码：{site.site_id_code} | {site.icp}{police}</p>"
            f'<p><img src="{self.link(page, self.badge_path)}" alt="党政机关网站标识" width="40" height="48"> '
            f'<script id="_jiucuo_" sitecode="{site.site_id_code}" src="{self.link(page, self.finder_path)}"></script>'
            f'<a href="javascript:void(0)" onclick="return jiucuo.open()">我为政府网站找错</a></p>'
            f"{self.content.footer_extra}"
        )

    def paragraphs(self, article: Article) -> str:
        """The body of an article."""
        return "".join(f"<p>{line}</p>" for line in article.body) + article.tail


def digest(*parts: object) -> str:
    """Hex digits that depend on the parts alone."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def meta(tags: Sequence[Tag]) -> str:
    """Tags as <meta> elements."""
    return "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags)


def site_tags(content: Content) -> list[Tag]:
    """The tags every page carries."""
    return [
        ("SiteName", content.title), ("SiteDomain", content.host), ("SiteIDCode", content.site.site_id_code),
    ]  # fmt: skip


def column_tags(content: Content, column: Column) -> list[Tag]:
    """The tags of a column page; articles carry them too."""
    return [
        ("ColumnName", column.name),
        ("ColumnDescription", f"{content.site.organization}{column.name}栏目，发布{column.name}有关内容"),
        ("ColumnKeywords", f"{column.name};{content.voice.area}"),
        ("ColumnType", column.tag_type),
    ]


def article_tags(article: Article) -> list[Tag]:
    """The tags of an article."""
    return [
        ("ArticleTitle", article.title),
        ("PubDate", f"{article.date:%Y-%m-%d} {article.clock}"),
        ("ContentSource", article.source),
        ("Keywords", ""),
        ("Author", ""),
    ]
