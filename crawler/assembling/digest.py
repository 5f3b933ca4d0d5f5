"""What assembling keeps of a page: enough to find columns, duplicates and repeated parts, little enough for big sites.

A page is read once and dropped. Its links go into a table of numbers, its strings are pooled, its text is kept only to
the length that tells content from a notice of emptiness.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from checks.emptiness import is_notice_of_emptiness
from checks.facts import Crumb, Feedback, Interactive, ItemList, Letter, Link, LinkKind, ListItem, Page, PageType, Place
from crawler.assembling.furniture import squeeze
from crawler.assembling.states import UrlState
from crawler.urls import canonical

T = TypeVar("T")

TEXT_KEPT = 2_000  # characters of main text of a page that may be a column
ARTICLE_TEXT_KEPT = 300  # an article is a column only where the navigation leads to it; its beginning tells what it is
LINKS_KEPT = 400  # links in the main part of a page that may be a column: they stand for rows where it has no list
ROW_HEAD = 8  # characters by which a line of text is known as a row of a list
ROW_DATE = 24  # characters that a row may have beside its title: date, source
MEDIA_KEPT = 20  # images and files in the main part: whether there are any
MEDIA = (LinkKind.IMAGE, LinkKind.ATTACHMENT)
CONTENT_PLACES = (Place.MAIN, Place.SIDE)


@dataclass(slots=True, frozen=True)
class TextBlock:
    """A run of main text; `linked` where the whole of it is one link."""

    text: str
    linked: bool


@dataclass(slots=True, frozen=True)
class Rows:
    """A list of a page; `key` is equal for lists that show equal rows with equal dates."""

    key: int
    items: tuple[ListItem, ...]
    place: Place
    heading: str


@dataclass(slots=True)
class Sheet:
    """What is kept of a page. `links` are (address, text) of the main part, `media` images and files there."""

    url: str
    final_url: str
    status: int
    fetched_at: dt.datetime
    type: PageType
    title: str
    published: dt.date | None
    breadcrumb: tuple[Crumb, ...]
    column_name: str
    tags: tuple[tuple[str, str], ...]
    footer: str
    content_hash: str
    rendered: bool
    unread: str
    list_keys: tuple[int, ...]
    lists: tuple[Rows, ...]
    text: tuple[TextBlock, ...]
    links: tuple[tuple[str, str], ...]
    media: tuple[str, ...]
    pager: tuple[str, ...]
    marks: tuple[str, ...] = ()
    closes_on: dt.date | None = None
    letter: Letter | None = None
    guide: tuple[str, ...] | None = None
    feedback: Feedback | None = None
    interactive: Interactive = Interactive.NONE
    guide_marks: tuple[str, ...] = ()

    @property
    def is_article(self) -> bool:
        return self.type is PageType.ARTICLE


@dataclass(slots=True)
class NavEntry:
    """A navigation link of one address and text: on how many pages it stands, and whether the home page is one."""

    kind: LinkKind
    pages: int = 0
    on_home: bool = False


Look = tuple[str, str, Place, LinkKind, str, bool]  # linked url, text, place, kind, href, whether it is a guess


class LinkTable:
    """Which page shows which judged link: three numbers a sighting, so that a million sightings fit."""

    def __init__(self, states: dict[str, UrlState]) -> None:
        self.states = states
        self.sightings: dict[str, array[int]] = {}  # canonical target -> page, look, page, look …
        self.looks: list[Look] = []
        self._look_ids: dict[Look, int] = {}
        self._targets: dict[str, str] = {}  # linked url -> its canonical form, "" where it is not judged

    def add(self, page: int, links: Iterable[Link]) -> None:
        """Notes the links of one page; a target counts once a page, where it stands first."""
        seen: set[str] = set()
        for link in links:
            target = self._targets.get(link.url)
            if target is None:
                target = canonical(link.url)
                target = self._targets[link.url] = target if target in self.states else ""
            if not target or target in seen:
                continue
            seen.add(target)
            look = (link.url, link.text, link.place, link.kind, link.href, link.guessed)
            number = self._look_ids.get(look)
            if number is None:
                number = self._look_ids[look] = len(self.looks)
                self.looks.append(look)
            row = self.sightings.get(target)
            if row is None:
                row = self.sightings[target] = array("L")
            row.append(page)
            row.append(number)


class Digest:
    """All pages of a site, digested one by one. `home` is the home page's address as registered."""

    def __init__(self, states: dict[str, UrlState], home: str, home_aliases: frozenset[str]) -> None:
        self.home = canonical(home)
        self.sheets: dict[str, Sheet] = {}
        self.order: list[str] = []  # page number in the link table -> address
        self.nav: dict[tuple[str, str], NavEntry] = {}  # (address, text)
        self.table = LinkTable(states)
        self._home_aliases = home_aliases
        self._pool: dict[Any, Any] = {}

    def add(self, page: Page) -> None:
        """Takes in one page. A second page of the same address is passed over."""
        if page.url in self.sheets:
            return
        self.table.add(len(self.order), page.links)
        self.order.append(page.url)
        self._add_nav(page)
        self.sheets[page.url] = self._sheet(page)

    def is_home(self, url: str) -> bool:
        """Whether an address is the home page's under any of its names."""
        return canonical(url) in self._home_aliases

    def _add_nav(self, page: Page) -> None:
        on_home = self.is_home(page.url)
        for key, kind in {(link.url, link.text): link.kind for link in page.links if link.place is Place.NAV}.items():
            entry = self.nav.get(key)
            if entry is None:
                entry = self.nav[key] = NavEntry(kind)
            entry.pages += 1
            entry.on_home |= on_home

    def _sheet(self, page: Page) -> Sheet:
        article = page.type is PageType.ARTICLE
        lists = tuple(_rows(each) for each in page.lists if each.items)
        main = [link for link in page.links if link.place is Place.MAIN]
        return Sheet(
            url=page.url,
            final_url=canonical(page.final_url or page.url),
            status=page.status,
            fetched_at=page.fetched_at,
            type=page.type,
            title=page.title,
            published=page.published,
            breadcrumb=self._pooled(page.breadcrumb),
            column_name=self._pooled(squeeze(page.column_name)),
            tags=tuple(self._pooled((self._pooled(name), self._pooled(value))) for name, value in page.tags),
            footer=self._pooled(page.footer),
            content_hash=page.content_hash,
            rendered=page.rendered,
            unread=page.unread,
            list_keys=tuple(rows.key for rows in lists),
            lists=() if article else lists,
            text=_text(page, ARTICLE_TEXT_KEPT if article else TEXT_KEPT),
            links=() if article else _links(main),
            media=tuple(link.url for link in main if link.kind in MEDIA and not is_notice_of_emptiness(link.text))[
                :MEDIA_KEPT
            ],
            pager=()
            if article
            else tuple(sorted({canonical(link.url) for link in page.links if link.place is Place.PAGER})),
            marks=self._pooled(page.marks),
            closes_on=page.closes_on,
            letter=page.letter,
            guide=page.guide,
            feedback=page.feedback,
            interactive=page.interactive,
            guide_marks=page.guide_marks,
        )

    def _pooled(self, value: T) -> T:
        """The one object that stands for all equal ones."""
        return cast(T, self._pool.setdefault(value, value))


def _rows(each: ItemList) -> Rows:
    shown = tuple((item.url or item.title, item.date) for item in each.items)
    return Rows(hash(shown), each.items, each.place, each.heading)


def _text(page: Page, limit: int) -> tuple[TextBlock, ...]:
    kept = []
    titles = [item.title for each in page.lists for item in each.items]
    row_heads = {squeeze(title)[:ROW_HEAD] for title in titles}
    row_length = max(map(len, titles), default=0) + ROW_DATE
    for block in page.blocks:
        if limit <= 0:
            break
        text = squeeze(block.text)
        is_row = text[:ROW_HEAD] in row_heads and len(text) <= row_length
        if block.place is Place.MAIN and text and not is_row:
            kept.append(TextBlock(text[:limit], bool(block.link)))
            limit -= len(text)
    return tuple(kept)


def _links(main: list[Link]) -> tuple[tuple[str, str], ...]:
    wanted = (LinkKind.PAGE, LinkKind.ATTACHMENT, LinkKind.EXTERNAL)
    return tuple((link.url, squeeze(link.text)) for link in main if link.kind in wanted and link.text.strip())[
        :LINKS_KEPT
    ]
