"""TRS WCM: `createPageHTML(total, current, "index", "html")` writes the pager; page 2 is `index_1.html`."""

from __future__ import annotations

import re

from crawler.reading.cms.view import MAX_PAGES_AHEAD, Finds, PageView
from crawler.urls import absolute

NAME = "trs"

MARKS = (b"createPageHTML",)

# where the call names an element first, pages are counted from 1, and page 2 is `index_2.html`
_CALL = re.compile(
    r"""createPageHTML\s*\(\s*(?:(?P<where>['"][\w-]{1,40}['"])\s*,\s*)?['"]?(\d{1,6})['"]?\s*,\s*['"]?(\d{1,6})['"]?\s*,\s*['"]([\w.-]{1,80})['"]\s*,\s*['"](\w{1,8})['"]"""
)


def look(view: PageView) -> Finds | None:
    """The further pages that the call names: the first has no number, the second is `_1`."""
    if not view.has(*MARKS):
        return None
    found = _CALL.search(view.html)
    if not found:
        return None
    total, current = int(found[2]), int(found[3])
    name, extension = found[4], found[5]
    first = 1 if found["where"] else 0
    pages = []
    for number in range(first, min(total, MAX_PAGES_AHEAD) + first):
        if number != current:
            url = absolute(view.url, f"{name}_{number}.{extension}" if number > first else f"{name}.{extension}")
            if url:
                pages.append(url)
    return Finds(next_pages=pages)
