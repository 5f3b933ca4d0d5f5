"""开普 UCAP: directories with index.shtml, content_<id>.shtml, the body in a <ucapcontent> element."""

from __future__ import annotations

from collections.abc import Sequence

from demo.content import Article, Column
from demo.styles.base import HOME_ROWS, Leaf, Style, Tag, digest, meta


class Ucap(Style):
    """Static directories whose further pages are index_2.shtml, index_3.shtml …"""

    name = "ucap"
    colours = ("#b3541e", "#853d14")
    picture_colour = (179, 84, 30)
    page_size = 10
    css_path = "/xhtml/css/style.css"
    badge_path = "/xhtml/images/blue.png"
    map_path = "/wzdt/index.shtml"

    def column_path(self, column: Column) -> str:
        return "/" + "/".join(c.slug for c in column.trail) + "/index.shtml"

    def article_path(self, column: Column, article: Article) -> str:
        return f"/{'/'.join(c.slug for c in column.trail)}/content_{article.number}.shtml"

    def page_path(self, column: Column, leaf: Leaf) -> str:
        return column.path.replace("index.shtml", f"index_{leaf.number}.shtml")

    def attachment_path(self, article: Article, name: str) -> str:
        folder = article.path.rsplit("/", 1)[0]
        return f"{folder}/files/{digest(article.number, name)[:32]}.{name.rsplit('.', 1)[-1]}"

    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
{meta(tags)}
<link rel="stylesheet" href="{self.css_path}">
{self.content.head_extra}
</head>
<body>
<div class="head header"><div class="wrap"><div class="name">{self.content.title}</div></div></div>
<div class="nav"><div class="wrap"><ul>{self.navigation(path)}</ul></div></div>
<div class="wrap body container">
{main}
</div>
<div class="foot footer"><div class="wrap">{self.footer(path)}</div></div>
</body>
</html>
"""

    def _rows(self, rows: Sequence[Article]) -> str:
        return "".join(
            f'<li><a href="{a.href}" title="{a.title}" target="_blank">{a.title}</a><i>{a.date:%Y-%m-%d}</i></li>'
            for a in rows
        )

    def home_main(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3>{c.name}<a href="{c.path}">更多</a></h3>'
            f'<ul class="rows">{self._rows(c.rows[:HOME_ROWS])}</ul></div>'
            for c in self.content.home_columns
        )
        return boxes + self.content.home_extra

    def list_main(self, column: Column, leaf: Leaf) -> str:
        if column.children and not leaf.rows:
            inner = f'<ul class="rows channels">{self.siblings(column.path, column)}</ul>'
        else:
            inner = (
                f'<ul class="rows list">{self._rows(leaf.rows)}</ul>' if leaf.rows else f"<p>{column.empty_note}</p>"
            )
        pager = "".join(
            f'<a href="{self.leaf_path(column, Leaf(n, leaf.count))}">{n}</a>' for n in range(1, leaf.count + 1)
        )
        return self._frame(column, inner + (f'<div class="pages">{pager}</div>' if leaf.count > 1 else ""))

    def _frame(self, column: Column, inner: str) -> str:
        return (
            f'<div class="position where">当前位置：{self.crumbs(column.path, column)}</div>'
            f'<div class="left"><h3>{column.trail[0].name}</h3><ul>{self.siblings(column.path, column)}</ul></div>'
            f'<div class="right">{inner}</div>'
        )

    def text_main(self, column: Column) -> str:
        text = "".join(f"<p>{line}</p>" for line in column.text)
        inner = f'<h1 class="title">{column.name}</h1><ucapcontent class="text">{text}</ucapcontent>'
        return self._frame(column, inner)

    def article_main(self, column: Column, article: Article) -> str:
        return (
            f'<div class="position where">当前位置：{self.crumbs(article.path, column)} &gt; 正文</div>'
            f'<ucaptitle><h1 class="title">{article.title}</h1></ucaptitle>'
            f'<div class="info">发布时间：{article.date:%Y-%m-%d} {article.clock}　来源：{article.source}</div>'
            f'<div class="text"><ucapcontent>{self.paragraphs(article)}</ucapcontent></div>'
        )
