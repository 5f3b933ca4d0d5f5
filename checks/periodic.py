"""Reports due on fixed days: which period is due, and where the report is on the site."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks import tables
from checks.facts import SiteFacts, SiteKind

QUARTERS = "一二三四"
MONTHS_A_QUARTER = 3
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DAY = re.compile(r"20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")  # when it was published, not what it is about
_QUARTER = re.compile(r"第?\s*([一二三四1-4])\s*季度")
# who writes about a report does not publish it
_ABOUT = re.compile(r"关于(?:做好|开展|编制|报送|组织)|的?通知$|解读|整改")


@dataclass(frozen=True)
class Due:
    """A report for a period, and the last day it may be published on."""

    report: str
    year: int
    quarter: int  # 0 for a year
    due_on: dt.date

    @property
    def period(self) -> str:
        """2025, 2026Q4."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def words(self) -> str:
        """2025, 2026年第四."""
        return f"{self.year}年第{QUARTERS[self.quarter - 1]}" if self.quarter else str(self.year)


@dataclass(frozen=True)
class Seen:
    """A text that may be the title of a report: where it leads, its date, the names around it."""

    title: str
    url: str
    date: dt.date | None
    around: str = ""


def reports_due(kind: SiteKind, as_of: dt.date) -> Iterator[Due]:
    """For every report the period that was due last: from the day after its due day until the next one's."""
    for report, rule in tables.data("reports.yaml").items():
        days = rule["due"].get(kind.value) or rule["due"]["all"]
        past = [
            dt.date(year, month, day)
            for year in (as_of.year - 1, as_of.year)
            for month, day in days
            if dt.date(year, month, day) < as_of
        ]
        due_on = max(past)
        if rule["every"] == "year":
            yield Due(report, due_on.year - 1, 0, due_on)
        else:
            yield Due(report, due_on.year, (due_on.month - 1) // MONTHS_A_QUARTER + 1, due_on)


def seen_titles(facts: SiteFacts) -> list[Seen]:
    """Everything on the site that may be a report's title: pages, rows, links."""
    published = {page.url: page.published for page in facts.pages}
    seen = [Seen(page.title, page.url, page.published) for page in facts.pages if page.title]
    for column in facts.columns:
        around = " ".join(column.path)
        seen += (Seen(row.title, row.url, row.date or published.get(row.url), around) for row in column.items)
    seen += (Seen(row.title, row.url, row.date or published.get(row.url)) for row in facts.home_items)
    for link in facts.links:
        seen += (Seen(one.text, link.url, published.get(link.url)) for one in link.sightings if one.text)
    return seen


def is_report(due: Due, seen: Seen) -> bool:
    """Whether a title is the report for the period; the year may stand in the column's name instead."""
    if not re.search(tables.data("reports.yaml")[due.report]["titles"], seen.title) or _ABOUT.search(seen.title):
        return False
    years = _YEAR.findall(_DAY.sub("", seen.title)) or _YEAR.findall(seen.around)
    if due.quarter:
        quarters = [_number(each) for each in _QUARTER.findall(seen.title)]
        if not quarters:
            return seen.date is not None and _quarter_of(seen.date) == (due.year, due.quarter)
        return due.quarter in quarters and (str(due.year) in years or (not years and _in_year(seen, due)))
    if years:
        return str(due.year) in years
    return seen.date is not None and seen.date.year == due.year + 1


def _in_year(seen: Seen, due: Due) -> bool:
    return seen.date is not None and seen.date.year == due.year


def _quarter_of(day: dt.date) -> tuple[int, int]:
    return day.year, (day.month - 1) // MONTHS_A_QUARTER + 1


def _number(quarter: str) -> int:
    return QUARTERS.index(quarter) + 1 if quarter in QUARTERS else int(quarter)
