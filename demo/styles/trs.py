"""TRS WCM: directories as columns, createPageHTML, /YYYYMM/tYYYYMMDD_<id>.html, relative links, OLDSRC attachments."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from html import escape

from demo.content import Article, Column
from demo.dates import chinese
from demo.resources import Host, file
from demo.styles.base import HOME_ROWS, NEIGHBOUR_ROWS, Leaf, Style, Tag, digest, meta

PAGER_SCRIPT = """
function createPageHTML(count, current, name, ext) {
  if (count <= 1) { return; }
  var html = '';
  for (var i = 0; i < count; i++) {
    var href = i === 0 ? name + '.' + ext : name + '_' + i + '.' + ext;
    html += i === current ? '<b>' + (i + 1) + '</b> ' : '<a href="' + href + '">' + (i + 1) + '</a> ';
  }
  document.write('<div class="pages">' + html + '</div>');
}
"""


class Trs(Style):
    """Static directories; the pager exists only in script, further pages are index_1.html, index_2.html …"""

    name = "trs"
    colours = ("#a8221f", "#7d1816")
    picture_colour = (168, 34, 31)
    page_size = 10
    css_path = "/images/style.css"
    badge_path = "/images/dzjg.png"
    map_path = "/wzdt/index.html"

    def column_path(self, column: Column) -> str:
        return "/" + "/".join(c.slug for c in column.trail) + "/"

    def article_path(self, column: Column, article: Article) -> str:
        return f"{self.column_path(column)}{article.date:%Y%m}/t{article.date:%Y%m%d}_{article.number}.html"

    def page_path(self, column: Column, leaf: Leaf) -> str:
        return f"{column.path}index_{leaf.number - 1}.html"

    def attachment_path(self, article: Article, name: str) -> str:
        stamp = f"{article.date:%Y%m%d}{int(digest(article.number, name)[:10], 16) % 10**12:012d}"
        return f"{posixpath.dirname(article.path)}/W0{stamp}.{name.rsplit('.', 1)[-1]}"

    def attachment(self, article: Article, label: str, name: str) -> tuple[str, str]:
        path = self.attachment_path(article, name)
        base = posixpath.basename(path)
        return path, f'<a href="./{base}" OLDSRC="/protect/{base[:8]}/{base}">{label}</a>'

    def link(self, page: str, target: str) -> str:
        if not target.startswith("/") or target.startswith("//"):
            return target
        here = page if page.endswith("/") else posixpath.dirname(page)
        relative = posixpath.relpath(target, here or "/")
        if target.endswith("/"):
            relative += "/"
        return relative if relative.startswith("..") else f"./{relative}" if relative != "./" else "./"

    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}</title>
{meta(tags)}
<link href="{self.link(path, self.css_path)}" rel="stylesheet" type="text/css" />
<script src="{self.link(path, "/images/page.js")}"></script>
{self.content.head_extra}
</head>
<body>
<div class="head"><div class="wrap"><div class="clock">今天：{chinese(self.content.as_of)}</div>
<div class="name">{self.content.title}</div></div></div>
<div class="nav"><ul class="wrap">{self.navigation(path)}</ul></div>
<div class="wrap body">
{main}
</div>
<div class="foot" id="footer"><div class="wrap">{self.footer(path)}</div></div>
</body>
</html>
"""

    def _rows(self, page: str, rows: Sequence[Article]) -> str:
        return "".join(
            f'<li><span class="time">{a.date:%Y-%m-%d}</span><a href="{self.link(page, a.href)}" '
            f'title="{a.title}">{"[置顶]" if a.pinned else ""}{a.title}</a></li>'
            for a in rows
        )

    def home_main(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3><a href="{self.link("/", c.path)}">更多</a>{c.name}</h3>'
            f'<ul class="rows">{self._rows("/", c.rows[:HOME_ROWS])}</ul></div>'
            for c in self.content.home_columns
        )
        return boxes + self.content.home_extra

    def list_main(self, column: Column, leaf: Leaf) -> str:
        page = self.leaf_path(column, leaf)
        listing = f'<ul class="rows">{self._rows(page, leaf.rows)}</ul>' if leaf.rows else f"<p>{column.empty_note}</p>"
        if column.children and not leaf.rows:
            listing = "".join(
                f'<div class="box"><h3><a href="{self.link(page, c.href)}">{c.name}</a></h3>'
                f'<ul class="rows">{self._rows(page, c.rows[:NEIGHBOUR_ROWS])}</ul></div>'
                for c in column.children
            )
        pager = (
            f'<script language="JavaScript">createPageHTML({leaf.count}, {leaf.number - 1}, "index", "html");</script>'
        )
        return self._frame(page, column, listing + pager)

    def _frame(self, page: str, column: Column, inner: str) -> str:
        return (
            f'<div class="where">当前位置：{self.crumbs(page, column)}</div>'
            f'<div class="left"><h3>栏目导航</h3><ul>{self.siblings(page, column)}</ul></div>'
            f'<div class="right">{inner}</div>'
        )

    def text_main(self, column: Column) -> str:
        text = "".join(f"<p>{line}</p>" for line in column.text)
        inner = f'<div class="title">{column.name}</div><div class="TRS_Editor text">{text}</div>'
        return self._frame(column.path, column, inner)

    def article_main(self, column: Column, article: Article) -> str:
        return (
            f'<div class="where">当前位置：{self.crumbs(article.path, column)}</div>'
            f'<h2 class="title">{article.title}</h2><div class="info">发布时间：{chinese(article.date)}　'
            f"来源：{escape(article.source)}　字体：【大 中 小】</div>"
            f'<div class="text" id="zoom"><div class="TRS_Editor">{self.paragraphs(article)}</div></div>'
            '<script>createPageHTML(1, 0, "index", "html");</script>'
        )

    def render_assets(self, host: Host) -> None:
        super().render_assets(host)
        host.add("/images/page.js", file("page.js", PAGER_SCRIPT.encode()))
