"""A department site whose lists are a framework root filled from a JSON endpoint: nothing to read without a browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from demo.content import Article, Column, Kind
from demo.resources import CONTENT_TYPES, Host, Request, Resource, Response, file, html
from demo.styles.base import HOME_ROWS, Leaf, Style, Tag, column_tags, meta, site_tags

API = "/api/cms/front/article/page"

# Builds header, navigation, breadcrumb, rows and pager of a list page; on the home page it fills single boxes.
APP_SCRIPT = """
(function () {
  function element(name, text, attributes) {
    var node = document.createElement(name);
    if (text) { node.textContent = text; }
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    return node;
  }
  function rows(target, channel, page, size) {
    return fetch('@API@?channelId=' + channel + '&pageNum=' + page + '&pageSize=' + size)
      .then(function (answer) { return answer.json(); })
      .then(function (answer) {
        var list = element('ul', '', {'class': 'rows news-list'});
        answer.data.rows.forEach(function (row) {
          var item = element('li');
          item.appendChild(element('a', row.title, {href: row.url, title: row.title}));
          item.appendChild(element('span', row.publishTime.slice(0, 10), {'class': 'date'}));
          list.appendChild(item);
        });
        target.innerHTML = '';
        target.appendChild(answer.data.rows.length ? list : element('p', '暂无数据', {'class': 'no-data'}));
        return answer.data;
      });
  }
  function pager(target, box, channel, data, size) {
    var pages = Math.ceil(data.total / size);
    target.innerHTML = '';
    for (var n = 1; pages > 1 && n <= pages; n++) {
      (function (n) {
        var link = element('a', String(n), {href: 'javascript:void(0)', 'class': 'number'});
        link.onclick = function () { rows(box, channel, n, size); };
        target.appendChild(link);
      })(n);
    }
  }
  window.renderBox = function (id, channel, size) { rows(document.getElementById(id), channel, 1, size); };
  window.renderChannel = function (page) {
    var app = document.getElementById('app');
    app.innerHTML = page.frame;
    var box = document.getElementById('list'), size = 10;
    if (box) {
      rows(box, page.channel, 1, size).then(function (data) {
        pager(document.getElementById('pager'), box, page.channel, data, size);
      });
    }
  };
})();
"""


class ScriptList(Style):
    """Articles, single texts and the home page's frame are documents, lists are an empty root and a script."""

    name = "script_list"
    colours = ("#7a4aa0", "#583375")
    picture_colour = (122, 74, 160)
    page_size = 10_000  # a column has one page; the script turns the leaves
    first_column = 31
    css_path = "/static/css/app.css"
    script_path = "/static/js/app.js"
    badge_path = "/static/img/red.png"
    finder_path = "/static/js/jiucuo.js"
    map_path = "/site/map.html"

    def column_path(self, column: Column) -> str:
        return f"/channel/{column.slug}.html"

    def article_path(self, column: Column, article: Article) -> str:
        return f"/detail/{article.date:%Y%m}/{article.number}.html"

    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        return f"""<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>{title}</title>
{meta(tags)}
<link rel="stylesheet" href="{self.css_path}">
<script src="{self.script_path}"></script>
{self.content.head_extra}
</head>
<body>
{self._inside(path, main)}
</body>
</html>
"""

    def _inside(self, path: str, main: str) -> str:
        return (
            f'<header class="head"><div class="wrap"><div class="name">{self.content.title}</div></div></header>'
            f'<nav class="nav"><div class="wrap"><ul>{self.navigation(path)}</ul></div></nav>'
            f'<main class="wrap body">{main}</main>'
            f'<footer class="foot"><div class="wrap">{self.footer(path)}</div></footer>'
        )

    def render_column(self, host: Host, column: Column) -> None:
        if column.kind is not Kind.LIST:
            super().render_column(host, column)
            return
        main = self.list_main(column, Leaf(1, 1))
        state = json.dumps({"channel": column.number, "frame": self._inside(column.path, main)}, ensure_ascii=False)
        tags = [*site_tags(self.content), *column_tags(self.content, column)]
        host.add(
            column.path,
            html(
                f"""<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>{column.name}-{self.content.title}</title>
{meta(tags)}
<link rel="stylesheet" href="{self.css_path}">
{self.content.head_extra}
</head>
<body>
<div id="app"></div>
<noscript>请启用浏览器的脚本功能后访问本网站。</noscript>
<script src="{self.script_path}"></script>
<script src="{self._state_path(column)}"></script>
</body>
</html>
"""
            ),
        )
        host.add(self._state_path(column), file("state.js", f"renderChannel({state});\n".encode()))

    def _state_path(self, column: Column) -> str:
        return f"/static/js/channel-{column.number}.js"

    def home_main(self) -> str:
        boxes = []
        for place, column in enumerate(self.content.home_columns):
            if place == 0:
                inner = (
                    f'<div id="home-{column.number}"></div>'
                    f"<script>renderBox('home-{column.number}', {column.number}, {HOME_ROWS});</script>"
                )
            else:
                rows = "".join(
                    f'<li><a href="{a.href}" title="{a.title}">{a.title}</a>'
                    f'<span class="date">{a.date:%Y-%m-%d}</span></li>'
                    for a in column.rows[:HOME_ROWS]
                )
                inner = f'<ul class="rows">{rows}</ul>'
            boxes.append(f'<div class="box"><h3>{column.name}<a href="{column.path}">更多</a></h3>{inner}</div>')
        return "".join(boxes) + self.content.home_extra

    def list_main(self, column: Column, leaf: Leaf) -> str:
        if column.children:
            inner = f'<ul class="rows channels">{self.siblings(column.path, column)}</ul>'
        else:
            inner = '<div id="list">正在加载……</div><div id="pager" class="pages"></div>'
        return self._frame(column, inner)

    def _frame(self, column: Column, inner: str) -> str:
        return (
            f'<div class="breadcrumb where">当前位置：{self.crumbs(column.path, column, " / ")}</div>'
            f'<aside class="left"><h3>{column.trail[0].name}</h3><ul>{self.siblings(column.path, column)}</ul></aside>'
            f'<section class="right">{inner}</section>'
        )

    def text_main(self, column: Column) -> str:
        text = "".join(f"<p>{line}</p>" for line in column.text)
        return self._frame(
            column, f'<h1 class="title">{column.name}</h1><article class="content text">{text}</article>'
        )

    def article_main(self, column: Column, article: Article) -> str:
        return (
            f'<div class="breadcrumb where">当前位置：{self.crumbs(article.path, column, " / ")}</div>'
            f'<h1 class="title">{article.title}</h1><div class="info">{article.date:%Y-%m-%d} {article.clock}:00　'
            f'来源：{article.source}</div><article class="content text">{self.paragraphs(article)}</article>'
        )

    def render_assets(self, host: Host) -> None:
        super().render_assets(host)
        host.add(self.script_path, file("app.js", APP_SCRIPT.replace("@API@", API).encode()))
        lists = {str(c.number): c.rows for c in self.content.walk() if c.kind is Kind.LIST}

        def answer(request: Request) -> Response:
            query = parse_qs(urlsplit(request.target).query)
            rows = lists.get(query.get("channelId", [""])[0], [])
            size, page = (
                int(query.get(name, [default])[0]) for name, default in (("pageSize", "10"), ("pageNum", "1"))
            )
            shown = rows[(page - 1) * size : page * size]
            data = {
                "code": 200,
                "msg": "操作成功",
                "data": {
                    "total": len(rows),
                    "rows": [
                        {"id": a.number, "title": a.title, "url": a.href, "publishTime": f"{a.date} {a.clock}:00"}
                        for a in shown
                    ],
                },
            }
            return Response(
                200, (("Content-Type", CONTENT_TYPES["json"]),), json.dumps(data, ensure_ascii=False).encode()
            )

        host.add(API, Resource(answer=answer, any_query=True))
