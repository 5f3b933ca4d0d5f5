"""What pages of different columns repeat is furniture ("hot news" beside every list), not content of any of them.

Repetition is judged between columns that are not above one another: a parent may show its child's list. A list that is
all that its pages have is content of each of them: two columns may mirror one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checks.facts import Place
from crawler.assembling.digest import Digest, Rows, Sheet
from crawler.assembling.furniture import is_furniture

MIN_AREAS = 3  # columns that must share a list or text in the main part; fewer on a site that has fewer
AREA_SHARE = 0.3  # of the columns, if that is more
MIN_SIDE_AREAS = 2  # beside the main part, two unrelated columns suffice
ROW_SHARE = 0.8  # a side list of which so many rows are furniture is furniture, whatever its order
MIN_SIDE_ROWS = 5  # shorter side lists are known by their exact rows only


@dataclass(slots=True)
class Template:
    """What is furniture: lists by key, text by itself, targets of links, rows by their keys."""

    lists: set[int] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)

    def is_content(self, rows: Rows) -> bool:
        """Whether a list of a column's page is the column's own."""
        if rows.key in self.lists:
            return False
        if rows.place is Place.MAIN or len(rows.items) < MIN_SIDE_ROWS:
            return True  # a short column's rows may all stand among the hot news as well
        repeated = sum(1 for item in rows.items if (item.url or item.title) in self.rows)
        return repeated < ROW_SHARE * len(rows.items)


class Areas:
    """Columns as areas, with what is above each. `area` of a page is its column, "" where unknown."""

    def __init__(self, of_page: dict[str, str], parents: dict[str, str]) -> None:
        self._of_page, self._parents = of_page, parents

    def area(self, page: str) -> str:
        return self._of_page.get(page, "")

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
    list_pages: dict[int, list[str]] = {}
    text_areas: dict[str, set[str]] = {}
    target_areas: dict[str, set[str]] = {}
    places: dict[int, Place] = {}
    listed: dict[int, Rows] = {}
    column_areas: set[str] = set()
    for url in pages:
        sheet, area = digest.sheets[url], areas.area(url)
        if not area:
            continue
        if not sheet.is_article:
            column_areas.add(area)
        for key in set(sheet.list_keys):
            list_pages.setdefault(key, []).append(url)
        for rows in sheet.lists:
            listed.setdefault(rows.key, rows)
            if places.get(rows.key) is not Place.MAIN:
                places[rows.key] = rows.place
        for text in {block.text for block in sheet.text if not is_furniture(block.text)}:
            text_areas.setdefault(text, set()).add(area)
        for target in {target for target, _ in sheet.links}:
            target_areas.setdefault(target, set()).add(area)
    enough = min(max(MIN_AREAS, AREA_SHARE * len(column_areas)), max(2, len(column_areas)))
    template = Template()
    template.texts = {text for text, found in text_areas.items() if len(areas.unrelated(found)) >= enough}
    template.targets = {target for target, found in target_areas.items() if len(areas.unrelated(found)) >= enough}
    repeated = {
        key
        for key, urls in list_pages.items()
        if len(urls) > 1
        and len(areas.unrelated(areas.area(url) for url in urls))
        >= (enough if places.get(key, Place.SIDE) is Place.MAIN else MIN_SIDE_AREAS)
    }
    template.lists = {
        key for key in repeated if any(_has_other_content(digest.sheets[url], repeated) for url in list_pages[key])
    }
    template.rows = {item.url or item.title for key in template.lists if key in listed for item in listed[key].items}
    return template


def _has_other_content(sheet: Sheet, repeated: set[int]) -> bool:
    """Whether a page has something beside its repeated lists."""
    return sheet.is_article or any(key not in repeated for key in sheet.list_keys)
