"""TRS WCM: `createPageHTML(total, current, "index", "html")` writes the pager; page 2 is `index_1.html`."""

from __future__ import annotations

import re

from crawler.reading.cms.view import MAX_PAGES_AHEAD, Finds, PageView
from crawler.urls import absolute

NAME = "trs"

MARKS = (b"createPageHTML",)

_CALL = re.compile(
    r"""createPageHTML\s*\(\s*['"]?(\d{1,6})['"]?\s*,\s*['"]?(\d{1,6})['"]?\s*,\s*['"]([\w.-]{1,80})['"]\s*,\s*['"](\w{1,8})['"]"""
)


def look(view: PageView) -> Finds | None:
    """The further pages that the call names: the first has no number, the second is `_1`."""
    if not view.has(*MARKS):
        return None
    found = _CALL.search(view.html)
    if not found:
        return None
    total, current = int(found[1]), int(found[2])
    name, extension = found[3], found[4]
    pages = []
    for number in range(min(total, MAX_PAGES_AHEAD)):
        if number != current:
            url = absolute(view.url, f"{name}_{number}.{extension}" if number else f"{name}.{extension}")
            if url:
                pages.append(url)
    return Finds(next_pages=pages)
