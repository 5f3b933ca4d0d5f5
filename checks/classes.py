"""Classes of columns: how long each may go without an update, by the table `column_classes.yaml`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from checks import tables
from checks.base import RuleClass
from checks.dates import months_before
from checks.emptiness import is_empty, notice
from checks.facts import Column, Interactive, Site, SiteFacts

_RULE_CLASS = re.compile(r"\[([VPM])\]\s*$")


@dataclass(frozen=True)
class Limit:
    """A time without update that is still allowed: so many days, or so many calendar months."""

    days: int = 0
    months: int = 0

    def earliest(self, as_of: dt.date) -> dt.date:
        """The oldest date that is still fresh on `as_of`: a limit is kept on its last day."""
        return months_before(as_of, self.months) - dt.timedelta(days=self.days)

    def length(self, as_of: dt.date) -> int:
        """The limit in days, as seen from `as_of`."""
        return (as_of - self.earliest(as_of)).days

    def words(self) -> str:
        """14天, 6个月."""
        return f"{self.months}个月" if self.months else f"{self.days}天"


@dataclass(frozen=True)
class ColumnClass:
    """A row of the table. `shown` is the contract's `detail.class`; `counts_as` names the veto it counts towards."""

    id: str
    shown: str
    names: re.Pattern[str]
    unless: re.Pattern[str] | None
    limit: Limit | None
    first_level: bool
    counts_as: str
    rule_class: RuleClass
    beneath: re.Pattern[str] | None  # whole names that tell the class only under a column of it


@cache
def column_classes() -> tuple[ColumnClass, ...]:
    """The table, in the order in which classes are tried."""
    return tuple(_column_class(row) for row in tables.data("column_classes.yaml")["classes"])


def classify(column: Column, site: Site) -> ColumnClass | None:
    """The class of a column: the registry's, else the first whose name fits the column's name, else an alias.

    A name that says only where news come from (镇街之窗) is told by the column above it.
    """
    overridden = _override(column, site)
    if overridden is not None:
        return overridden
    for name in (column.name, *column.aliases):
        for each in column_classes():
            if each.names.search(name) and not (each.unless and each.unless.search(name)):
                return each
    for each in column_classes():
        if each.beneath and each.beneath.fullmatch(column.name) and any(map(each.names.search, column.path[-2:-1])):
            return each
    return None


def is_overridden(column: Column, site: Site) -> bool:
    """Whether the registry names the column's class."""
    return _override(column, site) is not None


def is_exempt(column: Column, site: Site) -> bool:
    """Whether a column is never stale: archived or of the past, or named so in the registry."""
    if _named(column) & set(site.exempt_columns):
        return True
    return _is_closed(column) or any(_topics().search(name) for name in (*column.path, column.name))


def _is_closed(column: Column) -> bool:
    """Whether a column, or one above it, says that it is archived or of the past."""
    return any(_archived().search(name) for name in (*column.path, column.name))


def is_form(column: Column) -> bool:
    """Whether a column by its name may be a form or a query, which lists nothing and is not empty for that."""
    forms = _pattern(tables.data("column_classes.yaml")["forms"]["names"])
    return any(forms.search(name) for name in (column.name, *column.aliases))


def blank_columns(facts: SiteFacts) -> list[Column]:
    """The columns that a visitor can open and that hold nothing, archived and exempt ones aside."""
    return [column for column in facts.columns if is_blank(column) and not may_be_empty(column, facts.site)]


def may_be_empty(column: Column, site: Site) -> bool:
    """Whether a column is not asked to hold anything: closed, or named so in the registry. A running topic is."""
    return bool(_named(column) & set(site.exempt_columns)) or _is_closed(column)


def is_blank(column: Column) -> bool:
    """Whether a column was read and holds nothing, and is no form, nor what may be one that a script makes."""
    if column.unread or not is_empty(column):
        return False
    is_made = column.interactive == Interactive.SCRIPT and is_form(column)
    return bool(notice(column)) or not (is_made or column.interactive in (Interactive.FORM, Interactive.FRAME))


def _override(column: Column, site: Site) -> ColumnClass | None:
    by_id = {each.id: each for each in column_classes()}
    for name in sorted(_named(column) & set(site.column_class)):
        return by_id.get(site.column_class[name])
    return None


def _named(column: Column) -> set[str]:
    """What the registry may call a column: its name, its path, its address."""
    return {column.name, *column.aliases, "/".join(column.path), " > ".join(column.path), column.url}


@cache
def _topics() -> re.Pattern[str]:
    return _pattern(tables.data("column_classes.yaml")["topics"]["names"])


@cache
def _archived() -> re.Pattern[str]:
    return _pattern(tables.data("column_classes.yaml")["archived"]["names"])


def _column_class(row: dict[str, Any]) -> ColumnClass:
    found = _RULE_CLASS.search(row["source"])
    if not found:
        raise ValueError(f"column_classes.yaml: the source of {row['id']} does not end in its rule class")
    limit = row.get("limit")
    return ColumnClass(
        id=row["id"],
        shown=row["class"],
        names=_pattern(row["names"]),
        unless=_pattern(row["unless"]) if "unless" in row else None,
        limit=Limit(**limit) if limit else None,
        first_level=row.get("first_level", False),
        counts_as=row.get("counts_as", ""),
        rule_class=RuleClass(found[1]),
        beneath=_pattern(row["beneath"]) if "beneath" in row else None,
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\s", "", text))
