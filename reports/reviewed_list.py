"""A list of problems that came back from people: which of its problems are none.

The workbooks of findings have a column “核实”. Who has looked at a problem chooses there; what is left empty stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reports import texts
from reports.figures import refuse_if
from reports.spreadsheets import read_cells, read_sheets

REAL, NONE = "属实", "不属实"
REVIEWS = (REAL, NONE)
WORKBOOK = ".xlsx"

BAD_REVIEW = "第 {row} 行：“{review}”无效，可填：属实、不属实"
CONTRADICTED = "第 {row} 行：编号 {id} 在另一行填的是“{review}”"


def read_reviewed(path: Path) -> list[str] | None:
    """The ids of the problems that a person says are none; None if the file is no list of problems.

    Raises FiguresError for anything else in the column and for a problem that is said to be both, with the rows;
    SpreadsheetError for a file that is no table.
    """
    lists = [columns for rows in _sheets(path) if (columns := _columns(rows)) is not None]
    if not lists:
        return None
    said: dict[str, str] = {}
    faults: list[str] = []
    for columns in lists:
        for row, finding, review in columns:
            if review not in REVIEWS:
                faults.append(BAD_REVIEW.format(row=row, review=review))
            elif said.setdefault(finding, review) != review:  # the workbook lists a problem in two sheets
                faults.append(CONTRADICTED.format(row=row, id=finding, review=said[finding]))
    refuse_if(faults, path)
    return [finding for finding, review in said.items() if review == NONE]


def _sheets(path: Path) -> Iterator[list[list[str]]]:
    if path.suffix.lower() == WORKBOOK:
        yield from (rows for _, rows in read_sheets(path))
    else:
        yield list(read_cells(path))


def _columns(rows: Sequence[Sequence[str]]) -> list[tuple[int, str, str]] | None:
    """Row, id and review of every reviewed problem; None where the headings are not those of a list of problems."""
    heading = list(rows[0]) if rows else []
    if not {texts.COLUMN_TITLES["id"], texts.COLUMN_TITLES["review"]} <= set(heading):
        return None
    finding, review = (heading.index(texts.COLUMN_TITLES[key]) for key in ("id", "review"))
    return [
        (number, row[finding], row[review].strip())
        for number, row in enumerate(rows[1:], 2)
        if len(row) > max(finding, review) and row[finding] and row[review].strip()
    ]
