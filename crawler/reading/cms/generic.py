"""Pagers of any system: numbered links, next and last links, and pagers written by a script from a number of pages."""

from __future__ import annotations

import re

from checks.facts import Place
from crawler.reading.cms.view import MAX_PAGES_AHEAD, Finds, PageView
from crawler.reading.words import LAST_TEXT
from crawler.urls import absolute

NAME = "generic"

_NUMBER = re.compile(r"\d{1,6}")
_TOTAL = re.compile(
    r"(?:totalPages?|pageCount|countPage|contenpage|page_count|total_page|pages)['\"]?\s*[:=]\s*['\"]?(\d{1,5})\b", re.I
)
_SCRIPTED = ("pagination", "Pagination", "createPage", "laypage", ".pager(")
_INDEX = re.compile(r"(?P<stem>.*/)(?P<name>index|list|default)?(?P<ext>\.s?html?)?")


def look(view: PageView) -> Finds:
    """The further pages of the list on this page; none where nothing says that there are any."""
    numbered = _numbered(view)
    if numbered:
        return Finds(next_pages=numbered)
    return Finds(next_pages=_scripted(view))


def _numbered(view: PageView) -> list[str]:
    """Pages that the pager links to, and those between where the addresses differ in one number only."""
    found: dict[str, None] = {}
    template: tuple[str, str] | None = None
    highest, is_pager = 0, False
    for link in view.anchors:
        text = link.text
        if not link.turns or not link.url or link.url == view.url:
            continue
        is_number = text.isdigit()
        if is_number and view.places[link.node.index] is not Place.PAGER:
            continue
        if not view.scope.is_internal(link.url):
            continue
        found[link.url] = None
        is_pager |= is_number or LAST_TEXT.fullmatch(text) is not None
        split = _split_number(link.url, int(text) if is_number else None)
        if split and (template is None or split[0] == template):
            template, highest = split[0], max(highest, split[1])
    if template and highest > 2 and (is_pager or highest <= MAX_PAGES_AHEAD):  # a "next" alone may lead to an article
        head, tail = template
        for number in range(2, min(highest, MAX_PAGES_AHEAD) + 1):
            found.setdefault(f"{head}{number}{tail}", None)
        found.pop(view.url, None)
    return list(found)


def _split_number(url: str, shown: int | None) -> tuple[tuple[str, str], int] | None:
    """The address around its page number: the last number, which must be the one shown, or one less."""
    numbers = list(_NUMBER.finditer(url, url.find("/", 8)))
    for one in reversed(numbers):
        if shown is None or int(one[0]) in (shown, shown - 1):
            return (url[: one.start()], url[one.end() :]), int(one[0])
    return None


def _scripted(view: PageView) -> list[str]:
    """`index_2.html` … where a script's pager states the number of pages (numbers from 2)."""
    total = 0
    for script in view.tree.scripts:
        if any(mark in script.text for mark in _SCRIPTED):
            found = _TOTAL.search(script.text)
            total = max(total, int(found[1])) if found else total
    own = _INDEX.fullmatch(view.url.partition("?")[0])
    if total < 2 or not own:
        return []
    name, extension = own["name"] or "index", own["ext"] or ".html"
    pages = (absolute(view.url, f"{name}_{number}{extension}") for number in range(2, min(total, MAX_PAGES_AHEAD) + 1))
    return [page for page in pages if page]
