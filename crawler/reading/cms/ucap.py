"""开普 UCAP gkmlpt: a catalogue whose rows come as JSON from `/gkmlpt/api/all/<column>?page=<n>&sid=<site>`."""

from __future__ import annotations

import re

from crawler.reading.cms.view import Answer, Finds, PageView, Rows, json_items
from crawler.reading.response import ListRequest
from crawler.urls import absolute

NAME = "ucap"

MARKS = (b"gkmlpt",)

MAX_FURTHER = 200  # further pages of one catalogue
FIRST_PAGE = "?page=1&"

_COLUMN = re.compile(r"/gkmlpt/(?:index|policy|mindex|annualreport)[^#]*#(\d{1,9})|/gkmlpt/(?:api/all/|c/)(\d{1,9})")
_CONFIG = re.compile(r"_CONFIG\s*=\s*\{")
_SITE = re.compile(r"""['"]?(?:SITE_ID|SID|site_id|sid)['"]?\s*[:=]\s*['"]?(\d{1,12})""")
_CURRENT = re.compile(
    r"""['"]?(?:COLUMN_ID|column_id|CLASSIFY_ID|DEFAULT_COLUMN|columnId)['"]?\s*[:=]\s*['"]?(\d{1,9})"""
)
_TOTAL = re.compile(r"""["']total["']\s*:\s*(\d{1,7})""")


def look(view: PageView) -> Finds | None:
    """A request for the catalogue's first page, where the page names its site and column."""
    if not view.has(*MARKS) and "/gkmlpt" not in view.url:
        return None
    config = "".join(script.text for script in view.tree.scripts if _CONFIG.search(script.text))
    site, column = _SITE.search(config), _CURRENT.search(config)
    found = _COLUMN.search(view.url)
    number = (found[1] or found[2]) if found else column[1] if column else ""
    if not site or not number:
        return Finds()
    url = absolute(view.url, f"/gkmlpt/api/all/{number}?page=1&sid={site[1]}")
    return Finds(requests=[ListRequest(url=url, reader=NAME)] if url else [])


def read(answer: Answer) -> Rows:
    """The articles of the JSON answer."""
    total = _TOTAL.search(answer.text)
    items = json_items(answer.text, answer.base, answer.encoding, answer.today)
    return Rows(items=items, total=int(total[1]) if total else 0)


def further(request: ListRequest, rows: Rows) -> list[ListRequest]:
    """The requests for the pages behind the first, by the total that the answer states."""
    size = len(rows.items)
    if not size or rows.total <= size or FIRST_PAGE not in request.url:
        return []
    last = min(-(-rows.total // size), MAX_FURTHER)
    return [
        ListRequest(url=request.url.replace(FIRST_PAGE, f"?page={number}&"), reader=NAME)
        for number in range(2, last + 1)
    ]
