"""What stands in a circular's file, from top to bottom: lines of text and rows of cells. txt, docx, xlsx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.words.documents import UnreadableDocumentError, read_document
from reports.evaluation.errors import CircularError
from reports.spreadsheets import SpreadsheetError, read_sheets

Line = str | list[str]  # a line of text ("" is an empty one), or the cells of a table's row
SUFFIXES = (".txt", ".md", ".docx", ".xlsx")


def read_lines(path: Path) -> list[Line]:
    """The lines and rows of a file. Raises CircularError."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".docx":
            from reports.evaluation.word import docx_lines  # python-docx takes a tenth of a second to load

            return list(docx_lines(path))
        if suffix == ".xlsx":
            return list(_xlsx_lines(path))
        if suffix in (".txt", ".md"):
            return list(text_lines(read_document(path)))
    except (SpreadsheetError, UnreadableDocumentError) as error:
        raise CircularError(str(error)) from error
    raise CircularError(f"{path}: {suffix or '?'} 不是通报的格式，可用：{'、'.join(SUFFIXES)}")


def text_lines(text: str) -> Iterator[Line]:
    """A line with a tab is a table's row."""
    for line in text.splitlines():
        yield [cell.strip() for cell in line.split("\t")] if "\t" in line else line.strip()


def _xlsx_lines(path: Path) -> Iterator[Line]:
    """A row with one filled cell is a line of text; a sheet's name heads it."""
    for name, rows in read_sheets(path):
        yield name
        for cells in rows:
            filled = [cell for cell in cells if cell]
            if len(filled) > 1:
                yield cells
            else:
                yield filled[0] if filled else ""
