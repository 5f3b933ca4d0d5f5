"""The tables of a circular written again, cell by cell as the circular has them, from what was read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from reports.evaluation.model import NOWHERE, CircularTable, Part, Places, Row
from reports.table_files import clean, workbook

COLUMN_WIDTH, NAME_WIDTH = 12, 30


def written_again(table: CircularTable) -> list[list[str]]:
    """The table's lines, headings (repeated where the circular repeats them) and figures in their cells."""
    lines: list[list[str]] = []
    rows = (*table.rows, *table.spare, *table.sums)
    for number, part in enumerate(table.parts):
        lines += _part(part, [row for row in rows if row.layout.part == number], table.places)
    return lines


def write_tables(tables: Sequence[CircularTable], path: Path) -> Path:
    """A workbook with a sheet a table: its heading, then its lines, every cell as text. Raises OSError."""
    with workbook(path) as book:
        heading = book.add_format({"bold": True})
        framed = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(str(number))
            sheet.write_string(0, 0, clean(table.heading), heading)
            lines = written_again(table)
            last = max(map(len, lines), default=1) - 1
            sheet.set_column(0, last, COLUMN_WIDTH)
            sheet.set_column(table.places.name, table.places.name, NAME_WIDTH)
            for line, cells in enumerate(lines, 1):
                for place, text in enumerate(cells):
                    sheet.write_string(line, place, clean(text), framed)
            sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(lines) + 1}"})
    return path


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
