"""xlsx: each row is a line, its cells divided by tabs; the rows of a second sheet go on where the first ended."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from reports.manuscripts import phrases
from reports.manuscripts.manuscript import Manuscript, ManuscriptError, own_lines, refuse_archive

CELL_BORDER = "\t"
MAX_ROWS = 200_000


def read_xlsx(data: bytes, name: str) -> Manuscript:
    """The manuscript in a workbook; cells that hold no text (figures, dates, formulas) are left empty.

    Raises ManuscriptError.
    """
    refuse_archive(data, name, "xlsx")
    lines: list[str] = []
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True, max_row=MAX_ROWS):
                lines.append(CELL_BORDER.join(_shown(value) for value in row).rstrip(CELL_BORDER))
        book.close()
    except (InvalidFileException, KeyError, ValueError, ParseError, zipfile.BadZipFile) as error:
        raise ManuscriptError(phrases.DAMAGED.format(path=name, kind="xlsx", why=error)) from None
    return own_lines(lines)


def _shown(value: object) -> str:
    text = value if isinstance(value, str) and not value.startswith("=") else ""
    return text.replace("\n", " ").replace(CELL_BORDER, " ")
