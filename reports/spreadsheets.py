"""Rows of a table file a person made: csv (UTF-8 or GBK) or xlsx. Cells come back as stripped text."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from checks.words.messages import system_reason
from reports import spreadsheet_phrases as phrases

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024  # the house's limit for archives
MAX_RATIO = 100  # likewise
MAX_ENTRIES = 10_000  # likewise
MAX_ROWS = 100_000
MAX_COLUMNS = 500
ENCODINGS = ("utf-8-sig", "gb18030")  # gb18030 holds GBK and GB2312
ZIP_START = b"PK\x03\x04"
OLD_EXCEL_START = b"\xd0\xcf\x11\xe0"
SHOWN_DECIMALS = re.compile(r"[#,0]*0\.(0+)(?:_\s?)?(?:;|$)")  # a number format such as 0.00
FLOAT_DECIMALS = 6  # beyond these a figure's digits are those of binary fractions

Rows = list[dict[str, str]]


class SpreadsheetError(ValueError):
    """A file that cannot be read as a table; the text says what to do."""


def read_rows(path: Path) -> tuple[list[str], Rows]:
    """The heading and the rows of a csv or xlsx file (first sheet), empty rows left out, missing cells "".

    Raises SpreadsheetError: no such file, too large, not a table, headings missing or repeated.
    """
    return _table(path, read_cells(path))


def read_cells(path: Path) -> Iterator[list[str]]:
    """The rows of a csv or xlsx file (first sheet) as they stand, for tables with a title above their heading.

    Raises SpreadsheetError: no such file, too large, not a table.
    """
    data = _read(path)
    return _xlsx_cells(path, data) if data.startswith(ZIP_START) else _csv_cells(path, data)


def read_sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Every sheet of an xlsx file: its name and its rows, figures with the decimals they are shown with.

    Raises SpreadsheetError: no such file, too large, not an xlsx file.
    """
    data = _read(path)
    if not data.startswith(ZIP_START):
        raise SpreadsheetError(phrases.NOT_XLSX.format(path=path))
    sheets: list[tuple[str, list[list[str]]]] = []
    with _opened(path, data) as book:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, max_row=MAX_ROWS)
            sheets.append((sheet.title, [[_shown(cell) for cell in row] for row in rows]))
    return sheets


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise SpreadsheetError(phrases.TOO_LARGE.format(path=path, size=size, limit=MAX_FILE_BYTES))
        data = path.read_bytes()
    except OSError as error:
        raise SpreadsheetError(phrases.UNOPENED.format(path=path, why=system_reason(error))) from error
    if data.startswith(OLD_EXCEL_START):
        raise SpreadsheetError(phrases.OLD_EXCEL.format(path=path))
    return data


def _table(path: Path, cells: Iterable[list[str]]) -> tuple[list[str], Rows]:
    filled = (row for row in cells if any(row))
    heading = next(filled, None)
    if heading is None:
        raise SpreadsheetError(phrases.EMPTY.format(path=path))
    while heading and not heading[-1]:
        heading.pop()
    if len(heading) > MAX_COLUMNS:
        raise SpreadsheetError(phrases.TOO_MANY_COLUMNS.format(path=path, count=len(heading), limit=MAX_COLUMNS))
    if "" in heading:
        raise SpreadsheetError(phrases.NAMELESS_COLUMN.format(path=path, column=heading.index("") + 1))
    repeated = sorted({name for name in heading if heading.count(name) > 1})
    if repeated:
        raise SpreadsheetError(phrases.REPEATED_COLUMNS.format(path=path, names="、".join(repeated)))
    rows: Rows = []
    for row in filled:
        if len(rows) == MAX_ROWS:
            raise SpreadsheetError(phrases.TOO_MANY_ROWS.format(path=path, limit=MAX_ROWS))
        if any(row[len(heading) :]):
            raise SpreadsheetError(phrases.LONG_ROW.format(path=path, row=len(rows) + 2))
        rows.append({name: row[place] if place < len(row) else "" for place, name in enumerate(heading)})
    return heading, rows


def _csv_cells(path: Path, data: bytes) -> Iterator[list[str]]:
    text = _decode(path, data)
    if "\x00" in text:
        raise SpreadsheetError(phrases.NOT_TEXT.format(path=path))
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [value.strip() for value in row]
    except csv.Error as error:
        raise SpreadsheetError(phrases.BAD_CSV.format(path=path, why=error)) from error


def _decode(path: Path, data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SpreadsheetError(phrases.WRONG_ENCODING.format(path=path))


def _xlsx_cells(path: Path, data: bytes) -> Iterator[list[str]]:
    with _opened(path, data) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says about its size may be wrong
        for row in sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
            yield [_cell(value) for value in row]


@contextlib.contextmanager
def _opened(path: Path, data: bytes) -> Iterator[Any]:
    """An xlsx file opened for reading; what is wrong with it is told as SpreadsheetError."""
    import openpyxl  # loaded where a workbook is read: it takes a fifth of a second
    from openpyxl.utils.exceptions import InvalidFileException

    refuse_bomb(path, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        SyntaxError,
    ) as error:
        if isinstance(error, SpreadsheetError):
            raise
        raise SpreadsheetError(phrases.UNREADABLE_XLSX.format(path=path, why=error)) from error


def refuse_bomb(path: Path, data: bytes) -> None:
    """Raises SpreadsheetError for an archive that is damaged or unpacks to more than is accepted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise SpreadsheetError(phrases.DAMAGED.format(path=path, why=error)) from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_RATIO * max(len(data), 1):
        raise SpreadsheetError(phrases.BOMB.format(path=path, size=unpacked, parts=len(entries)))


def _shown(cell: Any) -> str:
    """A cell of a read-only sheet as a person sees it."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _cell(value)
    decimals = SHOWN_DECIMALS.match(getattr(cell, "number_format", "") or "")
    if decimals:
        return f"{value:.{len(decimals[1])}f}"
    return _cell(round(value, FLOAT_DECIMALS))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
