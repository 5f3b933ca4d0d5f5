"""docx: each paragraph is a line, each row of a table is one; headers, footers and notes follow the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.manuscripts import phrases
from reports.manuscripts.manuscript import Manuscript, ManuscriptError, own_lines, refuse_archive

CELL_BORDER = "\t"
_SHOWN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT = qn("w:t")
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_CONTENT_CONTROL, _CONTENT = qn("w:sdt"), qn("w:sdtContent")


class Piece(NamedTuple):
    """A paragraph's place: line (from 1) and the character of that line at which it begins (from 0)."""

    line: int
    column: int
    paragraph: CT_P
    text: str


def read_docx(data: bytes, name: str) -> Manuscript:
    """The manuscript in a docx. Raises ManuscriptError."""
    lines: list[str] = []
    for piece in pieces(open_docx(data, name)):
        while len(lines) < piece.line:
            lines.append("")
        lines[piece.line - 1] = lines[piece.line - 1].ljust(piece.column, CELL_BORDER) + piece.text
    return own_lines(lines)


def open_docx(data: bytes, name: str) -> Document:
    """The document. Raises ManuscriptError."""
    refuse_archive(data, name, "docx")
    try:
        return docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ManuscriptError(phrases.DAMAGED.format(path=name, kind="docx", why=error)) from None


def pieces(document: Document) -> Iterator[Piece]:
    """Every paragraph of the body in the order of reading, then those of headers and footers."""
    line = 0
    for body in (document.element.body, *_margins(document)):
        for block in _blocks(body):
            line += 1
            column = 0
            for paragraph in [block] if block.tag == _PARAGRAPH else _paragraphs_of(block):
                text = text_of(paragraph)
                yield Piece(line, column, paragraph, text)
                column += len(text) + len(CELL_BORDER)


def _margins(document: Document) -> Iterator[BaseOxmlElement]:
    """Headers and footers, each once; one that is taken over from the section before is none of its own."""
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield part._element


def _blocks(body: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Paragraphs and table rows in order, also those in content controls."""
    for element in body.iterchildren():
        if element.tag == _PARAGRAPH:
            yield element
        elif element.tag == _TABLE:
            yield from element.iterchildren(_ROW)
        elif element.tag == _CONTENT_CONTROL:
            for content in element.iterchildren(_CONTENT):
                yield from _blocks(content)


def _paragraphs_of(row: BaseOxmlElement) -> Iterator[CT_P]:
    for cell in row.iterchildren(_CELL):
        yield from cell.iter(_PARAGRAPH)


def text_of(paragraph: BaseOxmlElement) -> str:
    """What a reader sees of a paragraph; a text box in it is left out, its paragraphs stand for themselves."""
    return "".join(shown for _, shown in shown_pieces(paragraph))


def shown_pieces(paragraph: BaseOxmlElement) -> Iterator[tuple[BaseOxmlElement, str]]:
    """The elements of a paragraph that show something, and what: text, a tab, a line break."""
    for element in paragraph.iterdescendants(_TEXT, *_SHOWN):
        holder = next(element.iterancestors(_PARAGRAPH))
        if holder is paragraph:
            yield element, (element.text or "") if element.tag == _TEXT else _SHOWN[element.tag]
