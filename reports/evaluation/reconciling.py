"""A circular held against itself (通报核对): sums, ranks, counts, full marks, missing figures.

Only what the circular itself contradicts is told. Whether equal scores share a rank is taken from each table: a list
may be ranked (10, 10, 12) or merely numbered (10, 11, 12).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from reports import circular_phrases as phrases
from reports.evaluation import stated
from reports.evaluation.model import NOWHERE, Circular, CircularTable, Level, Row, TableKind

ContradictionKind = Literal["sum", "rounding", "count", "rank", "scale", "missing"]
ROUNDING = Decimal("0.01")  # parts and totals are rounded to hundredths one by one
Figure = int | float
ENOUGH_TO_TELL = 6  # rows from which a table shows how it is made
MOSTLY = 0.6  # of the rows in order: the rest has slipped; fewer: the table stands in another order


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """What the circular says (`stated`) and what follows from the rest of it (`computed`): the contract's fields."""

    table: str
    row: str | None
    kind: ContradictionKind
    stated: Figure | None
    computed: Figure | None
    message: str


def reconcile(circular: Circular) -> list[Contradiction]:
    """Every contradiction: those of the text first, then table by table and row by row."""
    found = list(_counts(circular))
    for table in circular.tables:
        found += _of_table(table)
    return found


def _of_table(table: CircularTable) -> Iterator[Contradiction]:
    ranks = _ranks(table)
    adds_up = _adds_up(table)
    for row in table.rows:
        yield from _missing(table, row)
        yield from _scale(table, row)
        if adds_up:
            yield from _sum(table, row)
        yield from (wrong for ranked, wrong in ranks if ranked is row)
    yield from _summed_up(table)


# rows


def _due(table: CircularTable, row: Row) -> list[str]:
    """The columns in which a figure is due and missing; words in place of figures excuse those they fill."""
    if row.note and any(value is not None for value in row.values[_note_column(table, row) + 1 :]):
        excused: set[int] = set()
    elif row.note:
        excused = set(range(_note_column(table, row), len(row.values)))
    else:
        excused = set()
    places = (place for place, value in enumerate(row.values) if value is None and place not in excused)
    return [table.columns[place].title for place in places]


def _note_column(table: CircularTable, row: Row) -> int:
    """From which column on words stand in place of figures."""
    return sum(place < row.layout.note_at for place in table.places.figures)


def _missing(table: CircularTable, row: Row) -> Iterator[Contradiction]:
    due = _due(table, row)
    given = _given(table, row)
    if table.has_total and row.total is None:
        complete = not due
        yield _contradiction(table, row, "missing", None, given if complete else None, phrases.total_missing(row.name))
    if due:
        left = row.total - given if row.total is not None and len(due) == 1 else None
        yield _contradiction(table, row, "missing", None, left, phrases.value_missing(row.name, due))


def _scale(table: CircularTable, row: Row) -> Iterator[Contradiction]:
    for column, value in zip(table.columns, row.values, strict=True):
        if value is not None and column.maximum is not None and value > column.maximum:
            message = phrases.above_scale(row.name, column.title, value, column.maximum)
            yield _contradiction(table, row, "scale", value, column.maximum, message)
    full = table.full_mark
    if row.total is not None and full is not None and row.total > full:
        message = phrases.above_scale(row.name, phrases.TOTAL, row.total, full)
        yield _contradiction(table, row, "scale", row.total, full, message)


def _adds_up(table: CircularTable) -> bool:
    """Whether the table's parts are meant to be added: if most rows say otherwise, they are weighted, or no parts."""
    scored = [row for row in table.rows if row.total is not None and not _due(table, row)]
    off = sum(abs(_given(table, row) - row.total) > ROUNDING for row in scored if row.total is not None)
    return len(scored) < ENOUGH_TO_TELL or 2 * off <= len(scored)


def _summed_up(table: CircularTable) -> Iterator[Contradiction]:
    """The rows that sum others up: 合计 over the rows (of the list, or of the whole table), 平均 of them."""
    for row in table.sums:
        whole = row.name or next((text for _, text in row.layout.others if text in phrases.SUM_ROWS), "")
        mean = whole.startswith(phrases.MEAN)
        lists = [table.rows, *table.groups()]
        columns = [(column.title, place) for place, column in enumerate(table.columns)]
        for title, place in [*columns, (phrases.TOTAL, NOWHERE)]:
            said = row.total if place == NOWHERE else row.values[place]
            if said is None or whole == phrases.PARTIAL_SUM:
                continue
            sums = [_column_sum(rows, place, mean=mean) for rows in lists]
            if all(abs(one - said) > ROUNDING for one in sums):
                message = phrases.wrong_column(whole, title, said, sums[0], mean=mean)
                yield msgspec.structs.replace(_contradiction(table, row, "sum", said, sums[0], message), row=whole)


def _column_sum(rows: Sequence[Row], place: int, *, mean: bool) -> Decimal:
    values = [row.total if place == NOWHERE else row.values[place] for row in rows]
    given = [value for value in values if value is not None]
    whole = sum(given, Decimal(0))
    return (whole / max(len(given), 1)).quantize(ROUNDING) if mean else whole


def _sum(table: CircularTable, row: Row) -> Iterator[Contradiction]:
    if row.total is None or _due(table, row):
        return
    given = _given(table, row)
    if given == row.total:
        return
    near = abs(given - row.total) <= ROUNDING
    message = phrases.rounding(row.name, row.total, given) if near else phrases.wrong_sum(row.name, row.total, given)
    if not near and row.number is not None:
        rank = 1 + sum(other.total > given for other in table.rows if other is not row and other.total is not None)
        message += phrases.rank_would_be(rank) if rank != row.number else ""
    yield _contradiction(table, row, "rounding" if near else "sum", row.total, given, message)


def _given(table: CircularTable, row: Row) -> Decimal:
    """A row's parts together; a column of deductions is taken off."""
    pairs = zip(table.columns, row.values, strict=True)
    return sum((-abs(value) if column.taken_off else value for column, value in pairs if value is not None), Decimal(0))


# ranks


def _ranks(table: CircularTable) -> list[tuple[Row, Contradiction]]:
    """Wrong ranks, and rows out of their rank's order, list by list.

    As few rows as explain it are told: a row that has slipped by many places shifts all between, which are right.
    """
    wrong: list[tuple[Row, Contradiction]] = []
    for rows in table.groups():
        ranked = [(row, score) for row in rows if row.number is not None and (score := _score(table, row)) is not None]
        if _merely_numbered(table, ranked):
            continue
        unscored = [row.number for row in rows if row.number is not None and _score(table, row) is None]
        expected = _expected(ranked, unscored)
        listed = _out_of_order(table, [row for row, _ in ranked])
        for row, score in ranked:
            number = row.number or 0
            right = expected.get(id(row), number)
            if number != right:
                tied = sorted(other.name for other, same in ranked if same == score and other is not row)
                message = phrases.wrong_rank(row.name, number, right, score, tied)
                wrong.append((row, _contradiction(table, row, "rank", number, right, message)))
            elif id(row) in listed:
                before = listed[id(row)]
                message = phrases.out_of_order(row.name, number, before)
                wrong.append((row, _contradiction(table, row, "rank", before, number, message)))
    return wrong


def _score(table: CircularTable, row: Row) -> Decimal | None:
    """What a row is ranked by: its total, or the only figure it has."""
    if table.has_total:
        return row.total
    return row.values[0] if len(row.values) == 1 else None


def _merely_numbered(table: CircularTable, ranked: Sequence[tuple[Row, Decimal]]) -> bool:
    """Whether the numbers only count the lines, of a table in another order than that of its scores."""
    if table.ranks or len(ranked) < ENOUGH_TO_TELL:
        return False
    serial = [row.number for row, _ in ranked] == list(range(1, len(ranked) + 1))
    in_order = len(_longest([-score for _, score in ranked]))
    return serial and in_order < MOSTLY * len(ranked)


def _out_of_order(table: CircularTable, rows: Sequence[Row]) -> dict[int, int]:
    """The rows that stand below one of a lower rank, with the rank above them; none where the order is another."""
    numbers = [row.number or 0 for row in rows]
    kept = set(_longest(numbers))
    if table.ranks or len(kept) < MOSTLY * len(rows):
        return {}
    return {id(rows[place]): max(numbers[:place], default=0) for place in range(len(rows)) if place not in kept}


def _longest(values: Sequence[Decimal | int]) -> list[int]:
    """The places of a longest run of values that never fall (leaving others out)."""
    ends: list[int] = []
    before: dict[int, int] = {}
    for place, value in enumerate(values):
        at = bisect_right(ends, value, key=lambda one: values[one])
        before[place] = ends[at - 1] if at else NOWHERE
        ends[at : at + 1] = [place]
    run: list[int] = []
    place = ends[-1] if ends else NOWHERE
    while place != NOWHERE:
        run.append(place)
        place = before[place]
    return run[::-1]


def _settled(values: Sequence[Decimal]) -> set[int]:
    """The places that are in every longest run: of two that are swapped neither is, for either may be wrong."""
    ahead = _run_lengths(values)
    behind = _run_lengths([-value for value in reversed(values)])[::-1]
    longest = max(ahead, default=0)
    on_one = [place for place in range(len(values)) if ahead[place] + behind[place] == longest + 1]
    at = Counter(ahead[place] for place in on_one)
    return {place for place in on_one if at[ahead[place]] == 1}


def _run_lengths(values: Sequence[Decimal]) -> list[int]:
    """How long the longest run is that ends at each place."""
    ends: list[Decimal] = []
    lengths: list[int] = []
    for value in values:
        at = bisect_right(ends, value)
        ends[at : at + 1] = [value]
        lengths.append(at + 1)
    return lengths


def _expected(ranked: Sequence[tuple[Row, Decimal]], unscored: Sequence[int]) -> dict[int, int]:
    """Each row's right number, by the way of numbering that fits the table best; competition ranking if several do.

    Where a few rows have slipped, they may be counted where their numbers put them, so that the others are right. A row
    without a score (its number is in `unscored`) keeps its place.
    """
    strict = _by_scores(ranked, unscored)
    by_number = sorted(ranked, key=lambda one: one[0].number or 0)
    kept = _settled([-score for _, score in by_number])
    slipped = [by_number[place] for place in range(len(by_number)) if place not in kept]
    settled = [by_number[place] for place in sorted(kept)]
    numbers = [row.number or 0 for row, _ in slipped]
    others = _by_scores(settled, [*unscored, *numbers])
    away = {id(row): strict[id(row)] for row, _ in slipped}

    def faults(way: Mapping[int, int]) -> int:
        return sum(way[id(row)] != row.number for row, _ in ranked)

    return min((strict, others | away), key=faults)


def _by_scores(ranked: Sequence[tuple[Row, Decimal]], unscored: Sequence[int]) -> dict[int, int]:
    scores = [score for _, score in ranked]
    distinct = sorted(set(scores), reverse=True)
    in_order = [id(row) for row, _ in sorted(ranked, key=lambda one: (-one[1], one[0].number or 0))]
    skipped = {id(row): sum(number < (row.number or 0) for number in unscored) for row, _ in ranked}
    competition = {id(row): sum(other > score for other in scores) + 1 + skipped[id(row)] for row, score in ranked}
    dense = {id(row): distinct.index(score) + 1 + skipped[id(row)] for row, score in ranked}
    serial = {key: place + skipped[key] for place, key in enumerate(in_order, 1)}
    return min((competition, serial, dense), key=lambda way: sum(way[id(row)] != row.number for row, _ in ranked))


# the text against the tables


def _counts(circular: Circular) -> Iterator[Contradiction]:
    for count in stated.stated_counts(circular.paragraphs):
        tables = circular.of(count.kind, count.level)
        levels = {table.level for table in tables}
        complete = count.level is not Level.BOTH or {Level.COUNTY, Level.DEPARTMENT} <= levels or Level.BOTH in levels
        rows = [row for table in tables for row in table.rows]
        if not (rows and complete) or len(rows) == count.number:
            continue
        idle = [phrases.account(row.name, row.note) for row in rows if row.note]
        message = phrases.wrong_count(count.words, count.number, [(one.heading, len(one.rows)) for one in tables], idle)
        yield Contradiction(
            table=_common_heading(tables, count.kind),
            row=None,
            kind="count",
            stated=count.number,
            computed=len(rows),
            message=message,
        )
    for whole in stated.stated_sums(circular.paragraphs):
        if whole.number != sum(whole.parts):
            message = phrases.wrong_parts(whole.words, whole.number, whole.parts)
            yield _of_text(whole.number, sum(whole.parts), message)
    for listed in stated.stated_lists(circular.paragraphs):
        if listed.number != len(listed.members):
            message = phrases.wrong_members(listed.words, listed.number, listed.members)
            yield _of_text(listed.number, len(listed.members), message)


def _common_heading(tables: Sequence[CircularTable], kind: TableKind) -> str:
    """The one table's heading, or what the headings of several have in common with what is counted."""
    if len(tables) == 1:
        return tables[0].heading
    shared = [part for part in tables[0].path if all(part in table.path for table in tables)]
    title = phrases.KIND_TITLES.get(kind.value, "")
    return " ".join(shared if any(title in part for part in shared) else [*shared, title])


def _of_text(number: int, computed: int, message: str) -> Contradiction:
    return Contradiction(table=phrases.TEXT, row=None, kind="count", stated=number, computed=computed, message=message)


def _contradiction(
    table: CircularTable,
    row: Row,
    kind: ContradictionKind,
    said: Decimal | int | None,
    computed: Decimal | int | None,
    message: str,
) -> Contradiction:
    return Contradiction(
        table=table.heading,
        row=row.name,
        kind=kind,
        stated=_plain(said),
        computed=_plain(computed),
        message=message,
    )


def _plain(value: Decimal | int | None) -> Figure | None:
    return float(value) if isinstance(value, Decimal) else value
