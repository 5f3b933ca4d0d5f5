"""The Node/Content platform: Node-<id>.html, Node-<id>_<n>.html, Content-<id>.html and its WapContent twin."""

from __future__ import annotations

from collections.abc import Sequence

from demo.content import Article, Column
from demo.files import png
from demo.resources import Host, file
from demo.styles.base import HOME_ROWS, NEIGHBOUR_ROWS, Leaf, Style, Tag, digest, meta, site_tags

TWIN_EVERY = 7  # every seventh article has a page for mobile phones


class NodeContent(Style):
    """One platform for a whole city; lists in ul.newlist, breadcrumb in div.location, body in div.xqCent."""

    name = "node_content"
    first_column = 1460
    page_size = 8
    css_path = "/style/css/main.css?v=20210607"
    map_path = "/Map.html"
    logo_path = "/images/logo.png"

    def column_path(self, column: Column) -> str:
        return f"/Node-{column.number}.html"

    def article_path(self, column: Column, article: Article) -> str:
        return f"/Content-{article.number}.html"

    def page_path(self, column: Column, leaf: Leaf) -> str:
        return f"/Node-{column.number}_{leaf.number}.html"

    def attachment_path(self, article: Article, name: str) -> str:
        stamp = f"{article.date:%Y%m%d}{article.clock.replace(':', '')}"
        stored = f"{stamp}_{digest(article.number, name)[:4]}.{name.rsplit('.', 1)[-1]}"
        return f"/UploadFiles/demo/file/{article.date:%Y%m%d}/{stored}"

    def has_twin(self, article: Article) -> bool:
        return article.number % TWIN_EVERY == 0

    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<title>{title}</title>
{meta(tags)}
<link rel="stylesheet" href="{self.css_path}">
{self.content.head_extra}
</head>
<body>
<div class="head"><div class="wrap"><span class="clock">今天是{self.content.as_of:%Y年%m月%d日}</span>
<div class="name"><img src="{self.logo_path}" alt="" width="36"> {self.content.title}</div></div></div>
<div class="nav"><div class="wrap"><ul>{self.navigation(path)}</ul></div></div>
<div class="wrap body">
{main}
</div>
<div class="foot footer"><div class="wrap">{self.footer(path)}</div></div>
</body>
</html>
"""

    def _rows(self, rows: Sequence[Article]) -> str:
        return "".join(
            f'<li><a href="{a.href}" title="{a.title}" target="_blank">{a.title}</a><span class="date">'
            f"{a.date:%Y-%m-%d}</span></li>"
            for a in rows
        )

    def home_main(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3>{c.name}<a href="{c.path}">更多&gt;&gt;</a></h3>'
            f'<ul class="newlist rows">{self._rows(c.rows[:HOME_ROWS])}</ul></div>'
            for c in self.content.home_columns
        )
        return boxes + self.content.home_extra

    def list_main(self, column: Column, leaf: Leaf) -> str:
        if column.children and not leaf.rows:
            listing = "".join(
                f'<div class="box"><h3>{c.name}<a href="{c.href}">更多&gt;&gt;</a></h3>'
                f'<ul class="newlist rows">{self._rows(c.rows[:NEIGHBOUR_ROWS])}</ul></div>'
                for c in column.children
            )
        else:
            listing = (
                f'<ul class="newlist rows">{self._rows(leaf.rows)}</ul>' if leaf.rows else f"<p>{column.empty_note}</p>"
            )
        return self._frame(column, f"{listing}{self._pager(column, leaf)}")

    def _pager(self, column: Column, leaf: Leaf) -> str:
        if leaf.count == 1:
            return ""
        links = "".join(
            f'<a href="{self.leaf_path(column, Leaf(n, leaf.count))}">{n}</a>'
            for n in range(1, leaf.count + 1)
            if n != leaf.number
        )
        last = self.leaf_path(column, Leaf(leaf.count, leaf.count))
        return f'<div class="page pages"><a href="{column.path}">首页</a>{links}<a href="{last}">尾页</a></div>'

    def _frame(self, column: Column, inner: str) -> str:
        left = self.siblings(column.path, column)
        heading = column.parent.name if column.parent else column.name
        return (
            f'<div class="location where">您现在的位置：{self.crumbs(column.path, column)}</div>'
            f'<div class="left"><h3>{heading}</h3><ul>{left}</ul></div><div class="right">{inner}</div>'
        )

    def text_main(self, column: Column) -> str:
        text = "".join(f"<p>{line}</p>" for line in column.text)
        return self._frame(column, f'<h1 class="title">{column.name}</h1><div class="xqCent text">{text}</div>')

    def article_main(self, column: Column, article: Article) -> str:
        newer = [a for a in column.rows if a is not article][:NEIGHBOUR_ROWS]
        twin = f'<p><a href="/WapContent-{article.number}.html">手机版</a></p>' if self.has_twin(article) else ""
        return (
            f'<div class="location where">您现在的位置：{self.crumbs(article.path, column)} &gt; 正文</div>'
            f'<h1 class="title">{article.title}</h1>'
            f'<div class="info">发布时间：{article.date:%Y-%m-%d} {article.clock}　来源：{article.source}　浏览次数：'
            f'<span id="hits"></span></div>'
            f'<div class="xqCent text" id="fontzoom">{self.paragraphs(article)}</div>{twin}'
            f'<div class="side"><h3>相关信息</h3><ul class="rows">{self._rows(newer)}</ul></div>'
        )

    def render_assets(self, host: Host) -> None:
        super().render_assets(host)
        host.add(self.logo_path, file("logo.png", png(72, 72, self.picture_colour)))

    def render(self, host: Host) -> None:
        super().render(host)
        for _, article in self.content.pages():
            if self.has_twin(article):
                host.add(f"/WapContent-{article.number}.html", self.page(self._twin(article)))

    def _twin(self, article: Article) -> str:
        return (
            '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{article.title}</title>{meta(site_tags(self.content))}</head><body><h1>{article.title}</h1>"
            f'<div class="time">{article.date:%Y-%m-%d} {article.clock}</div>'
            f'<div class="xqCent">{self.paragraphs(article)}</div><a href="/">返回首页</a></body></html>'
        )
