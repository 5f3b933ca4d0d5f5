"""When a section that holds something is outdated: by year of report, by this or last year, by days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checks.emptiness import real_rows
from checks.facts import Column, SiteFacts
from checks.freshness import ColumnTree

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class Outdated:
    """What is lacking: the year from which content is due, its due date, the newest date; or why it cannot be said."""

    message: str = ""  # key of the message
    year: int | None = None
    due: dt.date | None = None
    newest: dt.date | None = None
    limit_days: int | None = None
    reason: str = ""


def judge_outdated(
    rule: Mapping[str, Any], columns: Sequence[Column], titles: Iterable[str], tree: ColumnTree, facts: SiteFacts
) -> Outdated | None:
    """Whether the content of a section's columns is too old; None where it is recent enough.

    `titles` are further titles that belong to the section, from pages that no column lists.
    """
    holdings = _Holdings.of(columns, titles, tree)
    return _RULES[rule["kind"]](rule, holdings, facts)


@dataclass(frozen=True)
class _Holdings:
    years: frozenset[int]  # named in titles of rows, names of columns below, text
    dates: tuple[dt.date, ...]
    doubt: str

    @classmethod
    def of(cls, columns: Sequence[Column], titles: Iterable[str], tree: ColumnTree) -> _Holdings:
        every = {each.url: each for column in columns for each in (column, *tree.below(column))}.values()
        texts = [item.title for each in every for item in real_rows(each)]
        texts += [each.name for each in every]
        texts += [each.text for each in every if not each.items]
        newest = [date for date in map(tree.newest, columns) if date is not None]
        return cls(
            years=frozenset(int(year) for text in (*texts, *titles) for year in _YEAR.findall(text)),
            dates=tuple(newest),
            doubt=next((doubt for doubt in map(tree.doubt, columns) if doubt), ""),
        )


def _report_of_last_year(rule: Mapping[str, Any], holdings: _Holdings, facts: SiteFacts) -> Outdated | None:
    """The report that was last due, judged by the year in its title, else by when it was published."""
    due = dt.date.fromisoformat(f"{facts.as_of.year}-{rule['due'][facts.site.kind.value]}")
    if facts.as_of <= due:
        due = due.replace(year=due.year - 1)
    year = due.year - 1
    reports = holdings.years or {date.year - 1 for date in holdings.dates}
    if any(report >= year for report in reports):
        return None
    if not reports or holdings.doubt not in ("", "no_dates"):
        return Outdated(reason=holdings.doubt or "no_dates")
    return Outdated(message="missing_section_reports", year=year, due=due, newest=max(holdings.dates, default=None))


def _this_or_last_year(_rule: Mapping[str, Any], holdings: _Holdings, facts: SiteFacts) -> Outdated | None:
    year = facts.as_of.year - 1
    if any(each >= year for each in (*holdings.years, *(date.year for date in holdings.dates))):
        return None
    if holdings.doubt or not (holdings.years or holdings.dates):
        return Outdated(reason=holdings.doubt or "no_dates")
    return Outdated(message="missing_section_years", year=year, newest=max(holdings.dates, default=None))


def _newest_within_days(rule: Mapping[str, Any], holdings: _Holdings, facts: SiteFacts) -> Outdated | None:
    newest = max(holdings.dates, default=None)
    days = int(rule["days"])
    if newest is not None and (facts.as_of - newest).days <= days:
        return None
    if newest is None or holdings.doubt:
        return Outdated(reason=holdings.doubt or "no_dates")
    return Outdated(message="missing_section_days", newest=newest, limit_days=days)


_RULES: dict[str, Callable[[Mapping[str, Any], _Holdings, SiteFacts], Outdated | None]] = {
    "report_of_last_year": _report_of_last_year,
    "this_or_last_year": _this_or_last_year,
    "newest_within_days": _newest_within_days,
}
