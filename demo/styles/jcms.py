"""大汉 JCMS: /col/col<n>/index.html, /art/Y/M/D/art_<col>_<id>.html, rows in an XML island and behind dataproxy.jsp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from demo.content import Article, Column, Fill, Kind
from demo.resources import CONTENT_TYPES, Host, Request, Resource, Response, file
from demo.styles.base import HOME_ROWS, NEIGHBOUR_ROWS, Leaf, Style, Tag, digest, meta

PROXY = "/module/web/jpage/dataproxy.jsp"
WEB_ID = 7

# Draws the rows of the island and fetches further ones, as the vendor's script does.
JPAGE_SCRIPT = """
(function () {
  function records(xml) {
    return Array.prototype.map.call(xml.getElementsByTagName('record'), function (r) { return r.textContent; });
  }
  function draw(box, rows, options, page) {
    var pages = Math.ceil(options.totalRecord / options.perPage), html = '';
    for (var i = 1; i <= pages; i++) { html += '<a href="javascript:void(0)" data-page="' + i + '">' + i + '</a>'; }
    html = pages > 1 ? '<div class="pages">' + html + '</div>' : '';
    box.innerHTML = '<ul class="rows">' + rows.join('') + '</ul>' + html;
    box.querySelectorAll('[data-page]').forEach(function (link) {
      link.onclick = function () { load(box, options, Number(link.dataset.page)); };
    });
  }
  function load(box, options, page) {
    var start = (page - 1) * options.perPage + 1, end = Math.min(page * options.perPage, options.totalRecord);
    var query = '?startrecord=' + start + '&endrecord=' + end + '&perpage=' + options.perPage;
    fetch(options.proxyUrl + query, {method: 'POST', body: new URLSearchParams(options.ajaxParam)})
      .then(function (answer) { return answer.text(); })
      .then(function (text) { draw(box, records(new DOMParser().parseFromString(text, 'text/xml')), options, page); });
  }
  window.jpage = function (id, options) {
    var box = document.getElementById(id), island = box.querySelector('script[type="text/xml"]');
    var xml = new DOMParser().parseFromString(island.textContent, 'text/xml');
    draw(box, records(xml).slice(0, options.perPage), options, 1);
  };
})();
"""


class Jcms(Style):
    """Lists exist only as records in XML; a browser's script draws them and asks dataproxy.jsp for more."""

    name = "jcms"
    colours = ("#1b7a4b", "#125535")
    picture_colour = (27, 122, 75)
    page_size = 6
    first_column = 20310
    css_path = "/script/0/1904/web.css"
    badge_path = "/picture/0/red.png"
    map_path = "/col/col20300/index.html"

    def column_path(self, column: Column) -> str:
        return f"/col/col{column.number}/index.html"

    def article_path(self, column: Column, article: Article) -> str:
        day = article.date
        return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{article.number}.html"

    def attachment_path(self, article: Article, name: str) -> str:
        stored = f"{article.date:%Y%m%d}{digest(article.number, name)[:12]}.{name.rsplit('.', 1)[-1]}"
        return f"/module/download/downfile.jsp?classid=0&filename={stored}"

    def shell(self, path: str, title: str, tags: Sequence[Tag], main: str) -> str:
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="UTF-8">
<title>{title}</title>
{meta(tags)}
<link rel="stylesheet" type="text/css" href="{self.css_path}">
<script src="/script/pagecontrol.js"></script>
{self.content.head_extra}
</head>
<body>
<div id="barrierfree_container">
<div class="head"><div class="wrap"><div class="name">{self.content.title}</div></div></div>
<div class="nav"><div class="wrap"><ul>{self.navigation(path)}</ul></div></div>
<div class="wrap body">
{main}
</div>
<div class="foot bottom"><div class="wrap">{self.footer(path)}</div></div>
</div>
</body>
</html>
"""

    def row(self, article: Article) -> str:
        """A row as it stands in a record."""
        return (
            f'<li><a href="{article.href}" title="{article.title}" target="_blank">{article.title}</a>'
            f"<span>{article.date:%Y-%m-%d}</span></li>"
        )

    def home_main(self) -> str:
        boxes = "".join(
            f'<div class="box"><h3>{c.name}<a href="{c.path}">更多</a></h3><ul class="rows">'
            f"{''.join(map(self.row, c.rows[:HOME_ROWS]))}</ul></div>"
            for c in self.content.home_columns
        )
        return boxes + self.content.home_extra

    def rows_per_page(self, column: Column) -> int:
        return max(1, len(column.articles))

    def list_main(self, column: Column, leaf: Leaf) -> str:
        if column.children and not leaf.rows:
            inner = "".join(
                f'<div class="box"><h3>{c.name}<a href="{c.href}">更多</a></h3><ul class="rows">'
                f"{''.join(map(self.row, c.rows[:NEIGHBOUR_ROWS]))}</ul></div>"
                for c in column.children
            )
        else:
            inner = self._island(column, leaf.rows)
        return self._frame(column, inner)

    def _island(self, column: Column, rows: Sequence[Article]) -> str:
        unit = column.number + 60000
        size = self.page_size if column.fill is Fill.ENDPOINT else max(self.page_size, len(rows))
        param = (
            f"{{col:1,appid:1,webid:{WEB_ID},path:'/',columnid:{column.number},sourceContentType:1,unitid:{unit},"
            f"webname:'{self.content.title}',permissiontype:0}}"
        )
        return (
            f'<div id="{unit}"><script type="text/xml">{self._group(column.number, rows, 0, size)}</script></div>'
            f"<script>jpage('{unit}', {{proxyUrl: '{PROXY}', totalRecord: {len(rows)}, perPage: {size}, "
            f"ajaxParam: {param}}});</script>"
        )

    def _group(self, column: int, rows: Sequence[Article], group: int, size: int) -> str:
        """A group of records with the address of the next one, if there are more."""
        more = ""
        if len(rows) > (group + 1) * size:
            more = f"{PROXY}?page={group + 1}&webid={WEB_ID}&columnid={column}&unitid={column + 60000}&permissiontype=0"
        return self.datastore(rows[group * size : (group + 1) * size], more)

    def datastore(self, rows: Sequence[Article], more: str = "") -> str:
        """Rows as the vendor's XML."""
        group = f'<nextgroup><![CDATA[<a href="{more}"></a>]]></nextgroup>' if more else ""
        records = "".join(f"<record><![CDATA[{self.row(a)}]]></record>\n" for a in rows)
        return f"<datastore>{group}<recordset>\n{records}</recordset></datastore>"

    def _frame(self, column: Column, inner: str) -> str:
        return (
            f'<div class="where"><span>当前位置：</span>{self.crumbs(column.path, column)}</div>'
            f'<div class="left"><h3>{column.name}</h3><ul>{self.siblings(column.path, column)}</ul></div>'
            f'<div class="right">{inner}</div>'
        )

    def text_main(self, column: Column) -> str:
        text = "".join(f"<p>{line}</p>" for line in column.text)
        return self._frame(column, f'<p class="title">{column.name}</p><div id="zoom" class="text">{text}</div>')

    def article_main(self, column: Column, article: Article) -> str:
        return (
            f'<div class="where"><span>当前位置：</span>{self.crumbs(article.path, column)}</div>'
            f'<!--<$[信息内容]>begin--><p class="title">{article.title}</p>'
            f'<p class="info">发布日期：{article.date:%Y-%m-%d} {article.clock}　信息来源：{article.source}</p>'
            f'<div id="zoom" class="text">{self.paragraphs(article)}</div><!--<$[信息内容]>end-->'
        )

    def render_assets(self, host: Host) -> None:
        super().render_assets(host)
        host.add("/script/pagecontrol.js", file("pagecontrol.js", JPAGE_SCRIPT.encode()))
        lists = {c.number: c.rows for c in self.content.walk() if c.kind is Kind.LIST}

        def answer(request: Request) -> Response:
            query = parse_qs(urlsplit(request.target).query) | parse_qs(request.body.decode("utf-8", "replace"))
            column = _number(query, "columnid", 0)
            rows = lists.get(column, [])
            if "startrecord" in query:
                first = _number(query, "startrecord", 1)
                last = _number(query, "endrecord", first + self.page_size - 1)
                text = self.datastore(rows[max(0, first - 1) : last])
            else:
                text = self._group(column, rows, _number(query, "page", 0), self.page_size)
            return Response(200, (("Content-Type", CONTENT_TYPES["xml"]),), text.encode())

        host.add(PROXY, Resource(answer=answer, any_query=True))


def _number(query: Mapping[str, list[str]], name: str, default: int) -> int:
    value = query.get(name, [""])[0]
    return int(value) if value.isdigit() else default
