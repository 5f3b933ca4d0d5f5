"""The lines and rows of a Word file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from checks.words.messages import system_reason
from reports.evaluation.errors import CircularError
from reports.evaluation.lines import Line
from reports.spreadsheets import refuse_bomb


def docx_lines(path: Path) -> Iterator[Line]:
    """Paragraphs with text, and tables row by row. Raises CircularError, SpreadsheetError for a bomb."""
    try:
        refuse_bomb(path, path.read_bytes())
        body = docx.Document(str(path)).element.body
    except OSError as error:
        raise CircularError(f"{path}：{system_reason(error)}") from error
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
