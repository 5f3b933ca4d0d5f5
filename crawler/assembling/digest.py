"""What assembling keeps of a page: enough to find columns, duplicates and repeated parts, little enough for big sites.

A page is read once and dropped. What pages have in common, runs of links and lists, is decoded where it is met first.
Links go into a table of numbers, strings are pooled, text is kept only to the length that tells content from a notice
of emptiness.
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
from crawler.packing import FoldedPage, Run, links_in, links_of, list_of
from crawler.urls import canonical

T = TypeVar("T")
Look = tuple[str, str, Place, LinkKind, str]  # linked url, text, place, kind, href

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


@dataclass(slots=True, frozen=True)
class _Listed:
    """A list with what its rows are known by in the text: the beginnings of their titles, the longest title."""

    rows: Rows
    heads: frozenset[str]
    longest: int


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


@dataclass(slots=True)
class LinkRun:
    """Links in one place that pages have in common, judged targets only: each once, with how it looks where it stands
    first. `pages` are the numbers of the pages that show the run."""

    targets: tuple[str, ...]
    looks: array[int]
    pages: array[int]


class LinkTable:
    """Which page shows which judged link, by runs of links: a navigation of a thousand pages is held once."""

    def __init__(self, states: dict[str, UrlState]) -> None:
        self.states = states
        self.runs: list[LinkRun] = []
        self.of_page: list[array[int]] = []  # page number -> its runs, in page order
        self.looks: list[Look] = []
        self._run_ids: dict[tuple[Place, int], int] = {}
        self._look_ids: dict[Look, int] = {}
        self._targets: dict[str, str] = {}  # linked url -> its canonical form, "" where it is not judged

    def add(self, runs: Iterable[Run]) -> array[int]:
        """Notes the links of the next page; returns the numbers of its runs."""
        page, numbers = len(self.of_page), array("L")
        for run in runs:
            key = (run.place, hash(run.data))
            number = self._run_ids.get(key)
            if number is None:
                number = self._run_ids[key] = len(self.runs)
                self.runs.append(self._run(links_of(run.data)))
            self.runs[number].pages.append(page)
            numbers.append(number)
        self.of_page.append(numbers)
        return numbers

    def look(self, page: int, target: str) -> Look | None:
        """How a target looks where it stands first on a page."""
        for number in self.of_page[page]:
            run = self.runs[number]
            if target in run.targets:
                return self.looks[run.looks[run.targets.index(target)]]
        return None

    def _run(self, links: Iterable[Link]) -> LinkRun:
        looks: dict[str, int] = {}
        for link in links:
            target = self._targets.get(link.url)
            if target is None:
                target = canonical(link.url)
                target = self._targets[link.url] = target if target in self.states else ""
            if not target or target in looks:
                continue
            look = (link.url, link.text, link.place, link.kind, link.href)
            number = looks[target] = self._look_ids.setdefault(look, len(self.looks))
            if number == len(self.looks):
                self.looks.append(look)
        return LinkRun(tuple(looks), array("L", looks.values()), array("L"))


class Digest:
    """All pages of a site, digested one by one. `home` is the home page's address as registered."""

    def __init__(self, states: dict[str, UrlState], home: str, home_aliases: frozenset[str]) -> None:
        self.home = canonical(home)
        self.sheets: dict[str, Sheet] = {}
        self.order: list[str] = []  # page number in the link table -> address
        self.nav: dict[tuple[str, str], NavEntry] = {}  # (address, text)
        self.table = LinkTable(states)
        self._home_aliases = home_aliases
        self._menus: dict[tuple[int, ...], list[NavEntry]] = {}  # runs of a page's navigation -> its entries
        self._lists: dict[int, _Listed] = {}
        self._pool: dict[Any, Any] = {}

    def add(self, folded: FoldedPage) -> None:
        """Takes in one page. A second page of the same address is passed over."""
        url = folded.page.url
        if url in self.sheets:
            return
        numbers = self.table.add(folded.links)
        self.order.append(url)
        self._add_nav(folded, numbers)
        self.sheets[url] = self._sheet(folded)

    def is_home(self, url: str) -> bool:
        """Whether an address is the home page's under any of its names."""
        return canonical(url) in self._home_aliases

    def _add_nav(self, folded: FoldedPage, numbers: array[int]) -> None:
        on_home = self.is_home(folded.page.url)
        runs = tuple(number for number, run in zip(numbers, folded.links, strict=True) if run.place is Place.NAV)
        menu = self._menus.get(runs)
        if menu is None:
            kinds = {(link.url, link.text): link.kind for link in links_in(folded, (Place.NAV,))}
            menu = self._menus[runs] = [self.nav.setdefault(key, NavEntry(kind)) for key, kind in kinds.items()]
        for entry in menu:
            entry.pages += 1
            entry.on_home |= on_home

    def _sheet(self, folded: FoldedPage) -> Sheet:
        page = folded.page
        article = page.type is PageType.ARTICLE
        listed = [self._listed(data) for data in folded.lists]
        lists = tuple(each.rows for each in listed if each.rows.items)
        main = list(links_in(folded, (Place.MAIN,)))
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
            tags=tuple(map(self._tag, page.tags)),
            footer=self._pooled(page.footer),
            content_hash=page.content_hash,
            rendered=page.rendered,
            unread=page.unread,
            list_keys=tuple(rows.key for rows in lists),
            lists=() if article else lists,
            text=_text(page, listed, ARTICLE_TEXT_KEPT if article else TEXT_KEPT),
            links=() if article else _links(main),
            media=tuple(link.url for link in main if link.kind in MEDIA and not is_notice_of_emptiness(link.text))[
                :MEDIA_KEPT
            ],
            pager=() if article else tuple(sorted({canonical(link.url) for link in links_in(folded, (Place.PAGER,))})),
            marks=self._pooled(page.marks),
            closes_on=page.closes_on,
            letter=page.letter,
            guide=page.guide,
            feedback=page.feedback,
            interactive=page.interactive,
            guide_marks=page.guide_marks,
        )

    def _listed(self, data: bytes) -> _Listed:
        key = hash(data)
        found = self._lists.get(key)
        if found is None:
            each = list_of(data)
            titles = [item.title for item in each.items]
            found = self._lists[key] = _Listed(
                _rows(each), frozenset(squeeze(title)[:ROW_HEAD] for title in titles), max(map(len, titles), default=0)
            )
        return found

    def _tag(self, tag: tuple[str, str]) -> tuple[str, str]:
        if tag not in self._pool:
            self._pool[tag] = (self._pooled(tag[0]), self._pooled(tag[1]))
        return cast(tuple[str, str], self._pool[tag])

    def _pooled(self, value: T) -> T:
        """The one object that stands for all equal ones."""
        return cast(T, self._pool.setdefault(value, value))


def _rows(each: ItemList) -> Rows:
    shown = tuple((item.url or item.title, item.date) for item in each.items)
    return Rows(hash(shown), each.items, each.place, each.heading)


def _text(page: Page, listed: list[_Listed], limit: int) -> tuple[TextBlock, ...]:
    kept = []
    row_length = max((each.longest for each in listed), default=0) + ROW_DATE
    for block in page.blocks:
        if limit <= 0:
            break
        if block.place is not Place.MAIN:
            continue
        text = squeeze(block.text)
        head = text[:ROW_HEAD]
        is_row = len(text) <= row_length and any(head in each.heads for each in listed)
        if text and not is_row:
            kept.append(TextBlock(text[:limit], bool(block.link)))
            limit -= len(text)
    return tuple(kept)


def _links(main: list[Link]) -> tuple[tuple[str, str], ...]:
    wanted = (LinkKind.PAGE, LinkKind.ATTACHMENT, LinkKind.EXTERNAL)
    return tuple((link.url, squeeze(link.text)) for link in main if link.kind in wanted and link.text.strip())[
        :LINKS_KEPT
    ]
