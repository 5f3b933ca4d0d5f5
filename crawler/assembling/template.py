"""What pages of different columns repeat is furniture ("hot news" beside every list), not content of any of them.

Repetition is judged between columns that are not above one another: a parent may show its child's list. A list that is
all that its pages have is content of each of them: two columns may mirror one list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from checks.facts import Place
from crawler.assembling.digest import Digest, Rows, Sheet
from crawler.assembling.furniture import is_furniture

MIN_AREAS = 3  # columns that must share a list or text in the main part; fewer on a site that has fewer
AREA_SHARE = 0.3  # of the columns, if that is more
MIN_SIDE_AREAS = 2  # beside the main part, two unrelated columns suffice
OWN_SHARE = 0.5  # of the rows with a known column: a repeated list is the own one of the column they belong to
ROW_SHARE = 0.8  # a side list of which so many rows are furniture is furniture, whatever its order
MIN_SIDE_ROWS = 5  # shorter side lists are known by their exact rows only


@dataclass(slots=True)
class Template:
    """What is furniture: lists by key, text by itself, targets of links, rows by their keys.

    `own` names the columns (key, area) whose own list it is that others show beside their content.
    """

    lists: set[int] = field(default_factory=set)
    own: set[tuple[int, str]] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)

    def is_content(self, rows: Rows, area: str) -> bool:
        """Whether a list on a page of the column `area` is the column's own."""
        if rows.key in self.lists:
            return (rows.key, area) in self.own
        if rows.place is Place.MAIN or len(rows.items) < MIN_SIDE_ROWS:
            return True  # a short column's rows may all stand among the hot news as well
        repeated = sum(1 for item in rows.items if (item.url or item.title) in self.rows)
        return repeated < ROW_SHARE * len(rows.items)


class Areas:
    """Columns as areas, with what is above each. `area` of a page is its column, "" where unknown."""

    def __init__(self, of_page: dict[str, str], parents: dict[str, str], page: Callable[[str], str]) -> None:
        self._of_page, self._parents, self._page = of_page, parents, page

    def area(self, page: str) -> str:
        return self._of_page.get(page, "")

    def share_within(self, rows: Rows, area: str) -> float | None:
        """Which share of a list's rows leads to pages of `area` or below it; None where no row's column is known."""
        known = [found for item in rows.items if item.url and (found := self.area(self._page(item.url)))]
        if not known:
            return None
        return sum(1 for found in known if found == area or area in self._above(found)) / len(known)

    def unrelated(self, areas: Iterable[str]) -> set[str]:
        """`areas` without those that stand above another of them."""
        given = set(areas)
        return given - {above for area in given for above in self._above(area)}

    def _above(self, area: str) -> Iterator[str]:
        above = self._parents.get(area, "")
        while above:
            yield above
            above = self._parents.get(above, "")


def find_template(digest: Digest, areas: Areas, pages: list[str]) -> Template:
    """What repeats over `pages`, the canonical pages of the site without the home page."""
    seen = _Seen()
    for url in pages:
        if areas.area(url):
            seen.add(digest.sheets[url], areas.area(url))
    enough = min(max(MIN_AREAS, AREA_SHARE * len(seen.column_areas)), max(2, len(seen.column_areas)))
    template = Template()
    template.texts = {
        text
        for text, found in seen.text_areas.items()
        if len(found) >= enough and len(areas.unrelated(found)) >= enough and not is_furniture(text)
    }
    template.targets = {
        target
        for target, found in seen.target_areas.items()
        if len(found) >= enough and len(areas.unrelated(found)) >= enough
    }
    repeated = {
        key
        for key, sheets in seen.list_sheets.items()
        if len(sheets) > 1
        and len(areas.unrelated(areas.area(sheet.url) for sheet in sheets))
        >= (MIN_SIDE_AREAS if key in seen.beside else enough)
    }
    template.lists = {
        key for key in repeated if any(_has_other_content(sheet, repeated) for sheet in seen.list_sheets[key])
    }
    for key in template.lists:
        for area in seen.main_areas.get(key, ()):
            share = areas.share_within(seen.rows[key], area)
            if (share is None and len(seen.main_areas[key]) == 1) or (share is not None and share >= OWN_SHARE):
                template.own.add((key, area))
    template.rows = {
        item.url or item.title for key in template.lists if key in seen.rows for item in seen.rows[key].items
    }
    return template


class _Seen:
    """Where lists, texts and link targets were seen, by column."""

    def __init__(self) -> None:
        self.column_areas: set[str] = set()
        self.list_sheets: dict[int, list[Sheet]] = {}
        self.rows: dict[int, Rows] = {}
        self.beside: set[int] = set()  # lists seen beside the main part
        self.main_areas: dict[int, set[str]] = {}  # columns that show a list in the main part
        self.text_areas: dict[str, set[str]] = {}
        self.target_areas: dict[str, set[str]] = {}

    def add(self, sheet: Sheet, area: str) -> None:
        if not sheet.is_article:
            self.column_areas.add(area)
        for key in set(sheet.list_keys):
            self.list_sheets.setdefault(key, []).append(sheet)
        for rows in sheet.lists:
            self.rows.setdefault(rows.key, rows)
            if rows.place is Place.MAIN:
                self.main_areas.setdefault(rows.key, set()).add(area)
            else:
                self.beside.add(rows.key)
        for text in {block.text for block in sheet.text}:
            self.text_areas.setdefault(text, set()).add(area)
        for target in {*(target for target, _ in sheet.links), *sheet.media}:
            self.target_areas.setdefault(target, set()).add(area)


def _has_other_content(sheet: Sheet, repeated: set[int]) -> bool:
    """Whether a page has something beside its repeated lists."""
    return sheet.is_article or any(key not in repeated for key in sheet.list_keys)
