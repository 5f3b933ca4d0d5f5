"""An old site: tables for layout, GBK bytes declared gb2312, <base>, dates written by script, lists in frames."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from demo.content import Article, Column, Fill
from demo.dates import chinese
from demo.resources import PLAIN_HTML, Host, file
from demo.styles.base import HOME_ROWS, Leaf, Style, Tag, column_tags, meta, site_tags

DATE_SCRIPT = "function formatDate(text) { document.write('[' + text + ']'); }\n"


class GbkTable(Style):
    """Active-server pages: list.asp?id=, show.asp?id=; query values in GBK; nothing but tables."""

    name = "gbk_table"
    encoding = "gbk"
    content_type = PLAIN_HTML
    colours = ("#3b6e22", "#2a5017")
    picture_colour = (59, 110, 34)
    first_column = 11
    page_size = 12
    css_path = "/inc/style.css"
    badge_path = "/pic/red.png"
    finder_path = "/inc/jiucuo.js"
    map_path = "/map.asp"

    def column_path(self, column: Column) -> str:
        return f"/list.asp?id={column.number}&name={quote(column.name, encoding='gbk')}"

    def article_path(self, column: Column, article: Article) -> str:
        return f"/show.asp?id={article.number}"

    def page_path(self, column: Column, leaf: Leaf) -> str:
        return f"{column.path}&page={leaf.number}"

    def link(self, page: str, target: str) -> str:
        # <base href="http://host/"> makes bare relative addresses work from everywhere
        return (target.removeprefix("/") or "./").replace("&", "&amp;") if target.startswith("/") else target

    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<base href="{self.content.site.url}">
<title>{title}</title>
{meta(tags)}
<link href="{self.link(path, self.css_path)}" rel="stylesheet" type="text/css">
<script src="{self.link(path, "/inc/date.js")}"></script>
{self.content.head_extra}
</head>
<body>
<table width="1100" align="center" class="head"><tr><td class="name">{self.content.title}</td></tr></table>
<table width="1100" align="center" class="nav"><tr><td><ul>{self.navigation(path)}</ul></td></tr></table>
<table width="1100" align="center" class="body"><tr><td valign="top">
{main}
</td></tr></table>
<table width="1100" align="center" class="foot"><tr><td>{self.footer(path)}</td></tr></table>
</body>
</html>
"""

    def _rows(self, page: str, rows: Sequence[Article]) -> str:
        cells = "".join(
            f'<tr><td width="80%">·<a href="{self.link(page, a.href)}" target="_blank">{a.title}</a></td>'
            f"<td align=\"right\"><script>formatDate('{a.date:%Y-%m-%d}')</script></td></tr>"
            for a in rows
        )
        return f'<table width="100%" class="rows">{cells}</table>'

    def home_main(self) -> str:
        cells = "".join(
            f'<td valign="top" width="50%"><b>{c.name}</b> <a href="{self.link("/", c.path)}">更多...</a>'
            f"{self._rows('/', c.rows[:HOME_ROWS])}</td>"
            for c in self.content.home_columns
        )
        return f'<table width="100%"><tr>{cells}</tr></table>{self.content.home_extra}'

    def list_main(self, column: Column, leaf: Leaf) -> str:
        if column.children and not leaf.rows:
            inner = f"<ul>{self.siblings(column.path, column)}</ul>"
        elif column.fill is Fill.FRAME:
            source = self.link(column.path, self.frame_path(column))
            inner = f'<iframe src="{source}" name="list" width="100%" height="420" frameborder="0"></iframe>'
        elif leaf.rows:
            inner = self._rows(column.path, leaf.rows) + self._pager(column, leaf)
        else:
            inner = f"<p>{column.empty_note}</p>"
        return self._frame(column, inner)

    def _pager(self, column: Column, leaf: Leaf) -> str:
        if leaf.count == 1:
            return ""
        links = " ".join(
            f'<a href="{self.link(column.path, self.leaf_path(column, Leaf(n, leaf.count)))}">{n}</a>'
            for n in range(1, leaf.count + 1)
        )
        return f'<table width="100%"><tr><td align="center" class="pages">共{leaf.count}页 {links}</td></tr></table>'

    def _frame(self, column: Column, inner: str) -> str:
        return (
            f'<table width="100%"><tr><td class="where">您的位置：{self.crumbs(column.path, column)}</td></tr>'
            f"<tr><td>{inner}</td></tr></table>"
        )

    def frame_path(self, column: Column) -> str:
        """The document that holds the rows of a list shown in a frame."""
        return f"/frame_list.asp?id={column.number}"

    def text_main(self, column: Column) -> str:
        text = "".join(f"<p>　　{line}</p>" for line in column.text)
        return self._frame(column, f'<table><tr><td class="text"><font size="3">{text}</font></td></tr></table>')

    def article_main(self, column: Column, article: Article) -> str:
        return (
            f'<table width="100%"><tr><td class="where">您的位置：{self.crumbs(article.path, column)}</td></tr>'
            f'<tr><td align="center"><font size="5"><b>{article.title}</b></font></td></tr>'
            f'<tr><td align="center" class="info">日期：{chinese(article.date)}　来源：{article.source}</td></tr>'
            f'<tr><td class="text">{self.paragraphs(article)}</td></tr></table>'
        )

    def render_column(self, host: Host, column: Column) -> None:
        super().render_column(host, column)
        if column.fill is Fill.FRAME:
            tags = [*site_tags(self.content), *column_tags(self.content, column)]
            frame = (
                f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{column.name}'
                f'</title>{meta(tags)}<link href="{self.css_path}" rel="stylesheet">'
                f'<script src="/inc/date.js"></script></head>'
                f"<body>{self._rows(self.frame_path(column), column.rows)}</body></html>"
            )
            host.add(self.frame_path(column), self.page(frame))

    def render_assets(self, host: Host) -> None:
        super().render_assets(host)
        host.add("/inc/date.js", file("date.js", DATE_SCRIPT.encode()))
