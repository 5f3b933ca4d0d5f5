"""TRS WCM: `createPageHTML(total, current, "index", "html")` writes the pager; page 2 is `index_1.html`.

Newer templates name the element to fill first: `createPageHTML("page_div", total, …)`; older ones have the call's body
in the page, `var countPage = 3` with a loop that writes `"index_" + i`.
"""

from __future__ import annotations

import re

from crawler.reading.cms.view import MAX_PAGES_AHEAD, Finds, PageView
from crawler.urls import absolute

NAME = "trs"

_CALL = re.compile(
    r"""createPageHTML\s*\(\s*(?:['"][A-Za-z][\w-]{0,40}['"]\s*,\s*)?['"]?(\d{1,6})['"]?\s*,\s*['"]?(\d{1,6})['"]?\s*,\s*['"]([\w.-]{1,80})['"]\s*,\s*['"](\w{1,8})['"]"""
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
    total, current, name, extension = found
    pages = []
    for number in range(min(total, MAX_PAGES_AHEAD)):
        if number != current:
            url = absolute(view.url, f"{name}_{number}.{extension}" if number else f"{name}.{extension}")
            if url:
                pages.append(url)
    return Finds(next_pages=pages)


def _pager(view: PageView) -> tuple[int, int, str, str] | None:
    """How many pages there are, which this is, and the first one's name and extension."""
    if view.has(b"createPageHTML") and (found := _CALL.search(view.html)):
        return int(found[1]), int(found[2]), found[3], found[4]
    if not view.has(b"countPage"):
        return None
    for script in view.tree.scripts:
        count, written = _COUNT.search(script.text), _WRITTEN.search(script.text)
        if count and written:
            current = _CURRENT.search(script.text)
            return int(count[1]), int(current[1]) if current else 0, written[1], written[2]
    return None
