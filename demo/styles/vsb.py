"""博达 VSB: <slug>.htm, further pages numbered from the end (<slug>/<n>.htm, 1 is the last), info/<tree>/<id>.htm."""

from __future__ import annotations

from collections.abc import Sequence

from demo.content import Article, Column
from demo.styles.base import HOME_ROWS, Leaf, Style, Tag, digest, meta


class Vsb(Style):
    """Static pages; rows carry ids line_u8_<n>, the body stands in #vsb_content."""

    name = "vsb"
    colours = ("#0d7f8c", "#095a63")
    picture_colour = (13, 127, 140)
    first_column = 1040
    page_size = 8
    css_path = "/css/index.css"
    map_path = "/wzdt.htm"

    def column_path(self, column: Column) -> str:
        return "/" + "/".join(c.slug for c in column.trail) + ".htm"

    def article_path(self, column: Column, article: Article) -> str:
        return f"/info/{column.number}/{article.number}.htm"

    def page_path(self, column: Column, leaf: Leaf) -> str:
        return f"{column.path.removesuffix('.htm')}/{leaf.count - leaf.number + 1}.htm"

    def attachment_path(self, article: Article, name: str) -> str:
        key = digest(article.number, name).upper()
        return f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1480&wbfileid={key[:12]}"

    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        return f"""<!DOCTYPE html>
<HTML>
<HEAD>
<META Content="text/html; charset=UTF-8" http-equiv="Content-Type">
<TITLE>{title}</TITLE>
{meta(tags)}
<!--Announced by Visual SiteBuilder 9-->
<link rel="stylesheet" type="text/css" href="{self.css_path}">
{self.content.head_extra}
</HEAD>
<BODY>
<div class="head"><div class="wrap"><div class="name">{self.content.title}</div></div></div>
<div class="nav"><div class="wrap"><ul>{self.navigation(path)}</ul></div></div>
<div class="wrap body">
{main}
</div>
<div class="foot"><div class="wrap">{self.footer(path)}</div></div>
</BODY>
</HTML>
"""

    def _rows(self, rows: Sequence[Article], unit: str = "u8") -> str:
        return "".join(
            f'<li id="line_{unit}_{n}"><a href="{a.href}" target="_blank" title="{a.title}">{a.title}</a>'
            f"<span>{a.date:%Y-%m-%d}</span></li>"
            for n, a in enumerate(rows)
        )

    def home_main(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3>{c.name}<a href="{c.path}">MORE+</a></h3>'
            f'<ul class="rows">{self._rows(c.rows[:HOME_ROWS], f"u{n}")}</ul></div>'
            for n, c in enumerate(self.content.home_columns, start=3)
        )
        return boxes + self.content.home_extra

    def list_main(self, column: Column, leaf: Leaf) -> str:
        if column.children and not leaf.rows:
            inner = f'<ul class="rows channels">{self.siblings(column.path, column)}</ul>'
        elif leaf.rows:
            inner = f'<ul class="rows">{self._rows(leaf.rows)}</ul>{self._pager(column, leaf)}'
        else:
            inner = f'<div class="rows">{column.empty_note}</div>'
        return self._frame(column, inner)

    def _pager(self, column: Column, leaf: Leaf) -> str:
        parts = [f'<span class="p_t">共{len(column.articles)}条 {leaf.number}/{leaf.count}</span>']
        for n in range(1, leaf.count + 1):
            target = self.leaf_path(column, Leaf(n, leaf.count))
            parts.append(
                f'<span class="p_no_d">{n}</span>'
                if n == leaf.number
                else f'<span class="p_no"><a href="{target}">{n}</a></span>'
            )
        return f'<div class="pages pb_sys_common">{" ".join(parts)}</div>' if leaf.count > 1 else ""

    def _frame(self, column: Column, inner: str) -> str:
        return (
            f'<div class="where">您的位置：{self.crumbs(column.path, column, " &gt;&gt; ")}</div>'
            f'<div class="left"><h3>{column.trail[0].name}</h3><ul>{self.siblings(column.path, column)}</ul></div>'
            f'<div class="right">{inner}</div>'
        )

    def text_main(self, column: Column) -> str:
        text = "".join(f'<p class="vsbcontent_start">{line}</p>' for line in column.text)
        return self._frame(column, f'<div class="v_news_content text" id="vsb_content">{text}</div>')

    def article_main(self, column: Column, article: Article) -> str:
        rows = column.rows
        place = rows.index(article)
        near = []
        if place > 0 and not rows[place - 1].external:
            near.append(f'<p>上一条：<a href="{rows[place - 1].path}">{rows[place - 1].title}</a></p>')
        if place + 1 < len(rows) and not rows[place + 1].external:
            near.append(f'<p>下一条：<a href="{rows[place + 1].path}">{rows[place + 1].title}</a></p>')
        return (
            f'<div class="where">您的位置：{self.crumbs(article.path, column, " &gt;&gt; ")} &gt;&gt; 正文</div>'
            f'<form name="_newscontent_fromname"><div class="title"><h2>{article.title}</h2></div>'
            f'<div class="info">时间：{article.date:%Y/%m/%d}　来源：{article.source}　点击：'
            f'<span id="dynclicks"></span></div><div id="vsb_content" class="text"><div class="v_news_content">'
            f"{self.paragraphs(article)}</div></div>{''.join(near)}</form>"
        )
