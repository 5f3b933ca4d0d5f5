"""大汉 jpaas: an element carries `queryData`, with which its script asks `…/front/page/build/unit`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import msgspec

from crawler.reading.cms.view import Answer, Finds, PageView, Rows, fragment_items, json_items
from crawler.reading.response import ListRequest
from crawler.urls import absolute

NAME = "jpaas"

MARKS = (b"queryData", b"querydata")

ENDPOINT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
MAX_UNITS = 50  # units of one page that are asked for
MAX_FURTHER = 200  # further pages of one unit
_PAIR = re.compile(r"""['"](\w{1,40})['"]\s*:\s*['"]([^'"]{0,500})['"]""")
_COUNT = re.compile(r"""(rows|count)\s*=\s*["']?(\d{1,7})""", re.I)


def look(view: PageView) -> Finds | None:
    """A request for each unit that the page leaves to its script."""
    if not view.has(*MARKS):
        return None
    finds = Finds()
    for node in view.tree.nodes:
        data = node.attr("querydata") if node.attrs else ""
        if not data or len(finds.requests) >= MAX_UNITS:
            continue
        pairs = _PAIR.findall(data)
        url = absolute(view.url, node.attr("url") or ENDPOINT, view.encoding)
        if pairs and url:
            finds.requests.append(ListRequest(url=f"{url}?{urlencode(pairs, quote_via=quote)}", reader=NAME))
    return finds


def read(answer: Answer) -> Rows:
    """The rows in `data.html` of the answer; `total` from its pager."""
    html = ""
    try:
        data = msgspec.json.decode(answer.text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return Rows()
    inner = data.get("data") if isinstance(data, dict) else None
    if isinstance(inner, dict) and isinstance(inner.get("html"), str):
        html = inner["html"]
    if not html:
        return Rows(items=json_items(answer.text, answer.base, answer.encoding, answer.today))
    numbers = {name.lower(): int(value) for name, value in _COUNT.findall(html)}
    items = fragment_items(html, answer.base, answer.encoding, answer.scope, answer.today)
    return Rows(items=items, total=numbers.get("count", 0))


def further(request: ListRequest, rows: Rows) -> list[ListRequest]:
    """The requests for the pages behind the first, by the total that the answer states."""
    size = len(rows.items)
    if not size or rows.total <= size or "paramJson" in request.url:
        return []
    parts = urlsplit(request.url)
    pairs = parse_qsl(parts.query)
    last = min(-(-rows.total // size), MAX_FURTHER)
    out = []
    for number in range(2, last + 1):
        page = f'{{"pageNo":{number},"pageSize":{size}}}'
        query = urlencode([*pairs, ("paramJson", page)], quote_via=quote)
        out.append(ListRequest(url=parts._replace(query=query).geturl(), reader=NAME))
    return out
