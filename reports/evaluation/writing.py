"""The tables of a circular written again, cell by cell as the circular has them, from what was read."""

from __future__ import annotations

from decimal import Decimal

from reports.evaluation.model import NOWHERE, CircularTable, Part, Places, Row


def written_again(table: CircularTable) -> list[list[str]]:
    """The table's lines, headings (repeated where the circular repeats them) and figures in their cells."""
    lines: list[list[str]] = []
    rows = (*table.rows, *table.spare, *table.sums)
    for number, part in enumerate(table.parts):
        lines += _part(part, [row for row in rows if row.layout.part == number], table.places)
    return lines


def _part(part: Part, rows: list[Row], places: Places) -> list[list[str]]:
    grid = [[""] * width for width in part.widths]
    for line, heading in enumerate(part.headings):
        grid[line] = list(heading)
    for row in rows:
        for place, text in _cells(row, places):
            grid[row.layout.line][row.layout.at + place] = text
    return grid


def _cells(row: Row, places: Places) -> list[tuple[int, str]]:
    """The filled cells of a row, counted from where it begins."""
    layout = row.layout
    cells = [(places.number, "" if row.number is None else str(row.number)), (places.name, layout.shown_name)]
    cells += [
        (place, _text(value)) for place, value in zip(places.figures, row.values, strict=True) if value is not None
    ]
    if layout.note_at != NOWHERE:
        cells.append((layout.note_at, row.note))
    if layout.total_at != NOWHERE and row.total is not None:
        cells.append((layout.total_at, _text(row.total)))
    cells += layout.others
    return [(place, text) for place, text in cells if text]


def _text(value: Decimal) -> str:
    return format(value, "f")
