"""An evaluation circular as plain data: its text and its tables, with the layout needed to write them again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

import msgspec

DEDUCTION = "扣分"
NOWHERE = -1  # a cell that a row does not have


class TableKind(StrEnum):
    """What a table of a circular ranks."""

    WEBSITES = "websites"
    WECHAT = "wechat"
    WEIBO = "weibo"
    ADOPTION = "adoption"
    OTHER = "other"


class Level(StrEnum):
    """Whose: the counties', the departments', or both in one table."""

    COUNTY = "county"
    DEPARTMENT = "department"
    BOTH = ""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of figures; `maximum` is the number in its heading: 政府信息公开 (40)."""

    title: str
    maximum: Decimal | None = None

    @property
    def taken_off(self) -> bool:
        """Whether its figures are deductions."""
        return DEDUCTION in self.title


class RowLayout(msgspec.Struct, frozen=True, kw_only=True):
    """Where a row stands: in which part, on which line, from which cell on, and which cells hold what.

    `others` are the cells that hold neither name nor figure: a serial number beside a rank, a unit, a remark.
    """

    part: int
    line: int
    at: int
    shown_name: str  # with the blanks of the layout
    total_at: int = NOWHERE
    note_at: int = NOWHERE
    others: tuple[tuple[int, str], ...] = ()


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """In which cells, counted from where a row begins, the columns of a table stand."""

    number: int = 0  # the rank, or else the serial number
    name: int = 1
    figures: tuple[int, ...]
    total: int = NOWHERE


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row: `values` by column (None: no figure), `note` what stands in place of figures (未开设政务微信)."""

    number: int | None
    name: str
    values: tuple[Decimal | None, ...]
    total: Decimal | None
    note: str
    group: int  # 1, 2 …: tables that start numbering anew hold several lists
    layout: RowLayout


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a table under its own heading rows (a table repeats its heading on a new page).

    `widths` is the number of cells of each line, the heading rows first.
    """

    headings: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


class CircularTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table: `path` are the headings above it, `rows` those with a name, `spare` the numbered empty ones, `sums`
    those that sum others up (合计, 平均). `ranks`: its numbers are called ranks, so it may stand in any order."""

    kind: TableKind
    level: Level
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    places: Places
    has_total: bool
    ranks: bool
    total_maximum: Decimal | None
    rows: tuple[Row, ...]
    spare: tuple[Row, ...]
    sums: tuple[Row, ...]
    notes: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def heading(self) -> str:
        """The headings above the table, as the circular words them."""
        return " ".join(self.path)

    @property
    def full_mark(self) -> Decimal | None:
        """The total's own maximum, or what the columns' maxima add up to, None if one has none."""
        if self.total_maximum is not None:
            return self.total_maximum
        maxima = [column.maximum for column in self.columns]
        return sum((one for one in maxima if one is not None), Decimal(0)) if None not in maxima else None

    def groups(self) -> Iterator[list[Row]]:
        """The rows of each list of the table, in the order of the document."""
        for group in sorted({row.group for row in self.rows}):
            yield [row for row in self.rows if row.group == group]


class Circular(msgspec.Struct, frozen=True, kw_only=True):
    """A circular: its running text in paragraphs, and its tables."""

    paragraphs: tuple[str, ...]
    tables: tuple[CircularTable, ...]

    def of(self, kind: TableKind, level: Level = Level.BOTH) -> list[CircularTable]:
        """The tables of a kind (and level, if one is named)."""
        return [one for one in self.tables if one.kind is kind and level in (Level.BOTH, one.level)]
