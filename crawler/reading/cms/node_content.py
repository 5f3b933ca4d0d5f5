"""The platform of Ankang and others: columns `Node-<id>.html`, their pages `Node-<id>_<n>.html`."""

from __future__ import annotations

import re

from crawler.reading.cms.view import MAX_PAGES_AHEAD, Finds, PageView

NAME = "node_content"

_COLUMN = re.compile(r"(?P<stem>.*/Node-(?P<id>\d+))(?:_(?P<number>\d+))?(?P<ext>\.s?html?)")


def look(view: PageView) -> Finds | None:
    """The further pages up to the highest number that the pager links to. `Node-X.html` is `Node-X_1.html`."""
    own = _COLUMN.fullmatch(view.url.partition("?")[0])
    if not own:
        return None
    last = 0
    for link in view.anchors:
        found = _COLUMN.fullmatch(link.url)
        if found and found["stem"] == own["stem"] and found["number"]:
            last = max(last, int(found["number"][:6]))
    here = int(own["number"] or 1)
    pages = range(2, min(last, MAX_PAGES_AHEAD) + 1)
    return Finds(next_pages=[f"{own['stem']}_{number}{own['ext']}" for number in pages if number != here])
