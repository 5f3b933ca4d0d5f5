"""TRS WCM: `createPageHTML(total, current, "index", "html")` writes the pager; page 2 is `index_1.html`.

Newer templates name the element to fill first: `createPageHTML("page_div", total, …)`; older ones have the call's body
in the page, `var countPage = 3` with a loop that writes `"index_" + i`.
"""

from __future__ import annotations

import re

from crawler.reading.cms.view import MAX_PAGES_AHEAD, Finds, PageView
from crawler.urls import absolute

NAME = "trs"

MARKS = (b"createPageHTML", b"countPage")

# where the call names an element first, pages are counted from 1, and page 2 is `index_2.html`
_CALL = re.compile(
    r"""createPageHTML\s*\(\s*(?:(?P<where>['"][\w-]{1,40}['"])\s*,\s*)?['"]?(\d{1,6})['"]?\s*,\s*['"]?(\d{1,6})['"]?\s*,\s*['"]([\w.-]{1,80})['"]\s*,\s*['"](\w{1,8})['"]"""
)
# The body of the same function, written into the page: how many pages there are, and how their names are put together.
_COUNT = re.compile(r"\bcountPage\s*=\s*['\"]?(\d{1,6})")
_WRITTEN = re.compile(r"""([A-Za-z][\w-]{0,80})_\\?['"]\s*\+[^;+]{1,40}\+\s*\\?['"]\.([A-Za-z]{3,5})\b""")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*['\"]?(\d{1,6})")


def look(view: PageView) -> Finds | None:
    """The further pages that the call names: the first has no number, the second is `_1`."""
    found = _pager(view)
    if found is None:
        return None
    first, total, current, name, extension = found
    pages = []
    for number in range(first, min(total, MAX_PAGES_AHEAD) + first):
        if number != current:
            url = absolute(view.url, f"{name}_{number}.{extension}" if number > first else f"{name}.{extension}")
            if url:
                pages.append(url)
    return Finds(next_pages=pages)


def _pager(view: PageView) -> tuple[int, int, int, str, str] | None:
    """The first page's number, how many there are, which this is, and the first one's name and extension."""
    if view.has(b"createPageHTML") and (found := _CALL.search(view.html)):
        return int(found["where"] is not None), int(found[2]), int(found[3]), found[4], found[5]
    if not view.has(b"countPage"):
        return None
    for script in view.tree.scripts:
        count, written = _COUNT.search(script.text), _WRITTEN.search(script.text)
        if count and written:
            current = _CURRENT.search(script.text)
            return 0, int(count[1]), int(current[1]) if current else 0, written[1], written[2]
    return None
