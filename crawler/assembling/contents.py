"""What a column holds of its own: rows over its list pages, text, media, its newest date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from checks.emptiness import is_notice_of_emptiness
from checks.facts import Column, Heading, Interactive, ListItem, Place
from crawler.assembling.columns import Addresses, ColumnPlan
from crawler.assembling.digest import CONTENT_PLACES, Digest, Rows, Sheet
from crawler.assembling.furniture import is_function, is_furniture, is_more, squeeze, title_head
from crawler.assembling.states import UrlState
from crawler.assembling.template import Template

MAX_HEADING = 20  # characters: a longer line is a sentence
HEADING_TEXT = 200  # characters of the text under a heading
HOME_PLACES = (Place.MAIN, Place.SIDE, Place.HEADER)


class Contents:
    """Fills columns from their pages."""

    def __init__(
        self,
        digest: Digest,
        addresses: Addresses,
        template: Template,
        states: dict[str, UrlState],
        as_of: dt.date,
        parents: Mapping[str, str],
    ) -> None:
        """`parents` names the column above each column."""
        self._digest, self._addresses, self._template = digest, addresses, template
        self._states, self._as_of, self._parents = states, as_of, parents

    def column(self, plan: ColumnPlan, children: tuple[str, ...]) -> Column:
        """The column of a plan. `children` are the addresses of the columns below it."""
        sheets = [self._digest.sheets[url] for url in plan.pages]
        head = self._digest.sheets.get(plan.url)
        state = self._states.get(plan.url)
        items = () if plan.offsite else tuple(self._dated(self._rows(plan, sheets)))
        return Column(
            name=plan.name,
            url=plan.url,
            path=plan.path,
            depth=len(plan.path),
            in_nav=plan.in_nav,
            items=items,
            text="" if plan.offsite else self._text(plan, sheets),
            media=0 if plan.offsite else self._media(sheets),
            aliases=plan.aliases,
            children=children,
            newest=self.newest(items),
            offsite=plan.offsite,
            interactive=head.interactive if head else Interactive.NONE,
            unread="" if items or plan.offsite else _unread(head, state),
            rendered=any(sheet.rendered for sheet in sheets),
            status=head.status if head else state.status if state else None,
            snapshot=state.snapshot if state else "",
            fetched_at=head.fetched_at if head else state.fetched_at if state else None,
        )

    def newest(self, items: Iterable[ListItem]) -> dt.date | None:
        """The newest date not after the inspection's."""
        return max((item.date for item in items if item.date and item.date <= self._as_of), default=None)

    def home_items(self, sheet: Sheet) -> tuple[ListItem, ...]:
        """The rows of all lists of the home page, and the articles it links outside of lists."""
        rows = [item for each in sheet.lists if each.place in HOME_PLACES for item in each.items]
        listed = {item.url for item in rows}
        for url, text in sheet.links:
            target = self._addresses.sheet(url)
            if url not in listed and target is not None and target.is_article:
                rows.append(ListItem(text, url))
        return tuple(self._dated(_distinct(rows)))

    def headings(self, sheet: Sheet) -> Iterator[Heading]:
        """The parts of a page under a heading of their own: headed lists, and short lines with text below."""
        for rows in sheet.lists:
            name = squeeze(rows.heading)
            if name and self._is_own(rows, sheet.url):
                items = tuple(self._dated(rows.items))
                yield Heading(name, sheet.url, items=len(items), newest=self.newest(items))
        lines = [block.text for block in sheet.text if block.text not in self._template.texts]
        for line, below in pairwise(lines):
            if len(line) <= MAX_HEADING < len(below) and not is_furniture(line):
                yield Heading(line, sheet.url, text=below[:HEADING_TEXT])

    def _rows(self, plan: ColumnPlan, sheets: list[Sheet]) -> list[ListItem]:
        lists = [
            rows
            for sheet in sheets
            for rows in sheet.lists
            if self._is_own(rows, plan.url) and not self._is_menu(rows, plan.url)
        ]
        if lists:
            return list(_distinct(item for rows in lists for item in rows.items))
        menus = {
            item.url for sheet in sheets for rows in sheet.lists if self._is_menu(rows, plan.url) for item in rows.items
        }
        around = {plan.url, plan.parent, *plan.pages}
        return list(
            _distinct(
                ListItem(text, url)
                for sheet in sheets
                if not sheet.is_article
                for url, text in sheet.links
                if not (url in self._template.targets or url in self._template.rows or url in menus)
                and not (is_more(text) or is_function(text) or is_furniture(text) or text in (plan.name, *plan.path))
                and self._addresses.column(url) not in around
                and not self._digest.is_home(url)
                and not self._is_beside(sheet, plan, url)
            )
        )

    def _is_beside(self, sheet: Sheet, plan: ColumnPlan, url: str) -> bool:
        """Whether a loose link is a menu's: it leads to a column beside this one, and another to this one itself."""
        beside = self._addresses.column(url)
        return (
            beside != plan.url
            and self._parents.get(beside, "") == plan.parent != ""
            and any(self._addresses.column(other) == plan.url for other, _ in sheet.links)
        )

    def _is_own(self, rows: Rows, area: str) -> bool:
        return rows.place in CONTENT_PLACES and self._template.is_content(rows, area)

    def _is_menu(self, rows: Rows, column: str) -> bool:
        """Whether a list is a menu: it leads to the very column it stands in, to no article, and shows no date."""
        targets = [item.url for item in rows.items if item.url]
        if any(item.date for item in rows.items) or not any(self._addresses.column(url) == column for url in targets):
            return False
        sheets = [self._addresses.sheet(url) for url in targets]
        return not any(sheet is not None and sheet.is_article for sheet in sheets)

    def _dated(self, items: Iterable[ListItem]) -> Iterator[ListItem]:
        """Rows with the date of the article they lead to where the list shows none, or none with a year."""
        for item in items:
            sheet = self._addresses.sheet(item.url) if item.url else None
            shown = sheet.published if sheet is not None else None
            if shown is not None and (item.date is None or _is_same_day_before(shown, item.date)):
                yield ListItem(item.title, item.url, shown, item.pinned)
            else:
                yield item

    def _text(self, plan: ColumnPlan, sheets: list[Sheet]) -> str:
        names = {plan.name, *plan.aliases, *plan.path}
        names |= {name for sheet in sheets for name in (squeeze(sheet.title), title_head(sheet.title))}
        return "\n".join(
            dict.fromkeys(
                block.text
                for sheet in sheets
                for block in sheet.text
                if is_notice_of_emptiness(block.text)
                or not (
                    block.linked
                    or block.text in names
                    or block.text in self._template.texts
                    or is_furniture(block.text)
                    or _is_run_of_links(block.text, sheet)
                )
            )
        )

    def _media(self, sheets: list[Sheet]) -> int:
        return len({url for sheet in sheets for url in sheet.media if url not in self._template.targets})


def _is_run_of_links(text: str, sheet: Sheet) -> bool:
    """Whether a text is that of links one behind the other, as in a menu without a list."""
    squeezed = "".join(text.split())
    names = [squeezed_name for _, name in sheet.links if (squeezed_name := "".join(name.split()))]
    for first, name in enumerate(names):
        if not squeezed.startswith(name):
            continue
        run = ""
        for following in names[first:]:
            run += following
            if len(run) >= len(squeezed):
                break
        if run == squeezed:
            return True
    return False


def _is_same_day_before(shown: dt.date, listed: dt.date) -> bool:
    """Whether an article is of the same day of an earlier year: the list shows no year, and we took the nearest."""
    return (shown.month, shown.day) == (listed.month, listed.day) and shown.year < listed.year


def _distinct(items: Iterable[ListItem]) -> Iterator[ListItem]:
    """Rows once each, the dated before the undated of the same address."""
    kept: dict[str, ListItem] = {}
    for item in items:
        key = item.url or item.title
        if key not in kept or (kept[key].date is None and item.date is not None):
            kept[key] = item
    yield from kept.values()


def _unread(head: Sheet | None, state: UrlState | None) -> str:
    """Why a column's content is not known, "" if it is."""
    if head is not None:
        return head.unread
    if state is None:
        return "not_fetched"
    return state.reason or state.state
