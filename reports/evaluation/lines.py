"""What stands in a circular's file, from top to bottom: lines of text and rows of cells. txt, docx, xlsx."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from checks.words.documents import UnreadableDocumentError, read_document
from reports.evaluation.errors import CircularError
from reports.spreadsheets import SpreadsheetError, read_sheets, refuse_bomb

Line = str | list[str]  # a line of text ("" is an empty one), or the cells of a table's row
SUFFIXES = (".txt", ".md", ".docx", ".xlsx")


def read_lines(path: Path) -> list[Line]:
    """The lines and rows of a file. Raises CircularError."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".docx":
            return list(_docx_lines(path))
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


def _docx_lines(path: Path) -> Iterator[Line]:
    try:
        refuse_bomb(path, path.read_bytes())
        body = docx.Document(str(path)).element.body
    except OSError as error:
        raise CircularError(f"{path}: {error.strerror or error}") from error
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise CircularError(f"{path}: 不是可读的 docx 文件（{error}），请另存为 docx 再试") from error
    for element in body:
        if element.tag == qn("w:p"):
            text = _text(element)
            if text:  # an empty paragraph stands around tables and says nothing
                yield text
        elif element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                yield _cells(row)


def _cells(row: Any) -> list[str]:
    """A row's cells; one that spans several columns is followed by empty ones, one merged upwards is empty."""
    cells: list[str] = []
    for cell in row.iterchildren(qn("w:tc")):
        properties = cell.find(qn("w:tcPr"))
        span = properties.find(qn("w:gridSpan")) if properties is not None else None
        merged = properties.find(qn("w:vMerge")) if properties is not None else None
        upwards = merged is not None and merged.get(qn("w:val")) != "restart"
        cells.append("" if upwards else " ".join(filter(None, map(_text, cell.iterchildren(qn("w:p"))))))
        cells += [""] * (int(span.get(qn("w:val"))) - 1 if span is not None else 0)
    return cells


def _text(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        parts.append(element.text or "" if element.tag == qn("w:t") else " ")
    return "".join(parts).strip()


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
