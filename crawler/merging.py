"""Brings together what a reader sees as one page: its own markup, its frames, and lists that scripts fetch."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from checks.facts import ItemList, Link, LinkKind, ListItem, Page
from crawler.reading.footer import MAX_FOOTER, foot_of_file
from crawler.reading.marks import SCRIPT_FOOTER, marks_of


def with_frames(page: Page, frames: Iterable[Page]) -> Page:
    """The page with the text, links and lists of its frames after its own."""
    blocks, links, lists, notes = list(page.blocks), list(page.links), list(page.lists), list(page.notes)
    dates = list(page.dates)
    searches, hidden = list(page.searches), list(page.hidden_links)
    published, unread = page.published, page.unread
    for frame in frames:
        blocks += frame.blocks
        links += frame.links
        lists += frame.lists
        notes += frame.notes
        dates += frame.dates
        searches += frame.searches
        hidden += frame.hidden_links
        published = published or frame.published
        unread = "" if not frame.unread else unread
    return msgspec.structs.replace(
        page,
        blocks=tuple(blocks),
        links=tuple(links),
        lists=tuple(lists),
        dates=tuple(dates),
        notes=tuple(dict.fromkeys(notes)),
        searches=tuple(searches),
        hidden_links=tuple(dict.fromkeys(hidden)),
        published=published,
        unread=unread,
    )


def with_list(page: Page, listed: ItemList, kinds: Iterable[LinkKind]) -> Page:
    """The page with a list that a script would have shown; `kinds` are those of its rows' addresses, in order."""
    links = [_link(item, listed, kind) for item, kind in zip(listed.items, kinds, strict=True) if item.url]
    return msgspec.structs.replace(page, lists=(*page.lists, listed), links=(*page.links, *links))


def with_foot(page: Page, source: str) -> Page:
    """The page with what a file of the site writes into its foot; the same page where the file writes none."""
    text = foot_of_file(source)
    if not text:
        return page
    shown = {*page.marks, *marks_of(text, source.encode("utf-8", "replace"))} - {SCRIPT_FOOTER}
    return msgspec.structs.replace(
        page, footer=f"{page.footer} {text}".strip()[:MAX_FOOTER], marks=tuple(sorted(shown))
    )


def _link(item: ListItem, listed: ItemList, kind: LinkKind) -> Link:
    return Link(url=item.url, text=item.title, place=listed.place, kind=kind)
