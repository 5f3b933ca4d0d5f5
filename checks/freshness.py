"""How fresh a column is, judged bottom-up: what is fresh below makes all above it fresh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.emptiness import real_rows
from checks.facts import Column, ListItem, SiteFacts


class ColumnTree:
    """The columns of a site with what is below each."""

    def __init__(self, facts: SiteFacts) -> None:
        self.columns = {column.url: column for column in facts.columns}
        self._as_of = facts.as_of
        self._read = {page.url: page for page in facts.pages if not page.unread}

    def below(self, column: Column) -> Iterator[Column]:
        """All columns below `column`, at any depth, once each."""
        seen = {column.url}
        waiting = list(column.children)
        while waiting:
            url = waiting.pop()
            child = self.columns.get(url)
            if child is not None and url not in seen:
                seen.add(url)
                waiting += child.children
                yield child

    def newest(self, column: Column) -> dt.date | None:
        """The newest date in the column and all below it, not after the day of inspection."""
        dates = [each.newest for each in (column, *self.below(column)) if each.newest]
        return max((date for date in dates if date <= self._as_of), default=None)

    def has_rows(self, column: Column) -> bool:
        """Whether the column or one below it lists something."""
        return any(real_rows(each) for each in (column, *self.below(column)))

    def doubt(self, column: Column) -> str:
        """Why an old newest date may not be the newest: a part not read, an undated row above the dated ones; or ""."""
        for each in (column, *self.below(column)):
            if each.unread:
                return each.unread
            if self._undated_on_top(each):
                return "no_dates"
        return ""

    def is_undated(self, item: ListItem) -> bool:
        """Whether a row has no date although the page it leads to was read."""
        page = self._read.get(item.url)
        return item.date is None and page is not None and page.published is None

    def _undated_on_top(self, column: Column) -> bool:
        """Whether a row without a date, behind which nothing was read, stands above the newest dated row."""
        for item in real_rows(column):
            if item.date is not None and item.date == column.newest:
                return False
            if item.date is None and not self.is_undated(item):
                return True
        return False


def newest_row(column: Column) -> str:
    """The newest row of a column as evidence: its date and title."""
    for item in column.items:
        if item.date is not None and item.date == column.newest:
            return f"{item.date.isoformat()} {item.title}"
    return ""
