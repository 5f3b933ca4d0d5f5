"""博达 Visual SiteBuilder: column `<name>.htm`, its pages `<name>/<n>.htm` numbered backwards (the last page is 1)."""

from __future__ import annotations

import re

from crawler.reading.cms.view import MAX_PAGES_AHEAD, Finds, PageView
from crawler.reading.words import PAGER_TEXT

NAME = "vsb"

MARKS = (b"_vsb_", b"vsb_content", b"/system/resource/", b"Visual SiteBuilder")
_FIRST = re.compile(r"(?P<stem>.*/[\w-]+)\.html?")
_PAGE = re.compile(r"(?P<stem>.*/[\w-]+)/(?P<number>\d{1,6})(?P<ext>\.html?)")


def look(view: PageView) -> Finds | None:
    """All pages below the highest number that the pager links to: the second page has the highest.

    Articles are numbered as pages are (`info/1044/100065.htm`): what a link says tells a pager from 上一条.
    """
    if not view.has(*MARKS):
        return None
    own = view.url.partition("?")[0]
    page = _PAGE.fullmatch(own)
    first = _FIRST.fullmatch(own)
    stems = {found["stem"] for found in (page, first) if found}
    highest, extension, stem = 0, "", ""
    for link in view.anchors:
        found = _PAGE.fullmatch(link.url)
        pages = found and found["stem"] in stems and PAGER_TEXT.fullmatch(link.text.strip())
        if found and pages and int(found["number"]) > highest:
            highest, extension, stem = int(found["number"]), found["ext"], found["stem"]
    here = int(page["number"]) if page and page["stem"] == stem else 0
    numbers = range(max(highest, 0), max(0, highest - MAX_PAGES_AHEAD), -1)
    return Finds(next_pages=[f"{stem}/{number}{extension}" for number in numbers if number != here])
