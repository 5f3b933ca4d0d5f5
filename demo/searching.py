"""The search that each demo site offers on its home page: some work, each in its own way, some do not."""

from __future__ import annotations

import json
from enum import StrEnum
from html import escape
from urllib.parse import parse_qs, urlsplit

from demo.desk import Desk
from demo.resources import Request, Resource, Response

PATH = "/search"
FIELD = "searchWord"
SHOWN = 10
BOX = (
    '<div class="search"><form action="{path}" method="{method}"><input type="text" name="{field}" '
    'placeholder="请输入关键字"><input type="submit" value="搜索"></form></div>'
)
SCRIPTED = (
    '<div class="search"><input id="keyword" placeholder="请输入搜索内容"><a href="javascript:void(0)" '
    "onclick=\"window.open('{path}?{field}='+encodeURIComponent(document.getElementById('keyword').value)+'&type=json')\">"
    "搜索</a></div>"
)


class Search(StrEnum):
    """How a site's search behaves."""

    WORKS = "works"
    JSON = "json"
    POST = "post"  # works, but nobody may try it
    FINDS_NOTHING = "finds_nothing"
    BREAKS = "breaks"


def offer(desk: Desk, search: Search) -> None:
    """Puts a search on the site's home page and behind it."""
    box = SCRIPTED if search is Search.JSON else BOX
    method = "post" if search is Search.POST else "get"
    desk.content.home_extra += box.format(path=desk.style.link("/", PATH), method=method, field=FIELD)
    desk.serve(PATH, Resource(answer=lambda request: _answer(desk, search, request), any_query=True))
    match search:
        case Search.FINDS_NOTHING:
            desk.fault("site_search", "/", None, reason="no_results")
        case Search.BREAKS:
            desk.fault("site_search", "/", None, reason="error")
        case Search.POST:
            desk.fine("site_search", "/", None, "the form is sent by POST: it is not tried")
        case Search.JSON:
            desk.fine("site_search", "/", None, "a script names the address, the results are JSON")
        case Search.WORKS:
            desk.fine("site_search", "/", None, "results with cut titles beside hot words that any search shows")


def lacks(desk: Desk) -> None:
    """Records that the site has no search."""
    desk.fault("site_search", "/", None, reason="absent")


def _answer(desk: Desk, search: Search, request: Request) -> Response:
    if search is Search.BREAKS:
        return Response(500, (("Content-Type", "text/html; charset=utf-8"),), b"<h1>500 Internal Server Error</h1>")
    encoding = desk.style.encoding
    query = parse_qs(urlsplit(request.target).query, encoding=encoding, errors="replace")
    word = query.get(FIELD, [""])[0]
    found = [] if search is Search.FINDS_NOTHING else [a for _, a in desk.content.pages() if word and word in a.title]
    if search is Search.JSON:
        rows = [{"title": a.title, "url": desk.url(a.path), "date": f"{a.date}"} for a in found[:SHOWN]]
        body = json.dumps({"keyword": word, "total": len(found), "rows": rows}, ensure_ascii=False)
        return Response(200, (("Content-Type", "application/json; charset=utf-8"),), body.encode())
    rows_html = "".join(f'<li><a href="{escape(a.path)}">{_cut(a.title)}</a></li>' for a in found[:SHOWN])
    said = f"<ul>{rows_html}</ul>" if rows_html else "<p>抱歉，没有找到相关信息。</p>"
    hot = f'<p>热门搜索：<a href="{PATH}?{FIELD}=预算">预算</a> <a href="/">首页</a></p>'
    page = desk.style.page(
        f'<html><head><meta charset="{encoding}"><title>搜索结果</title></head><body>'
        f"<h3>您搜索的是：{escape(word)}，共找到{len(found)}条</h3>{said}{hot}</body></html>"
    )
    return Response(200, (("Content-Type", page.content_type),), page.body)


def _cut(title: str) -> str:
    return title if len(title) <= 24 else f"{title[:22]}..."
