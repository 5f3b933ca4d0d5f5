"""A manuscript: what is judged, and what is shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from checks.words.layout import Paragraph, paragraphs
from reports.manuscripts import phrases
from reports.spreadsheets import SpreadsheetError, refuse_bomb

OLE_START = b"\xd0\xcf\x11\xe0"  # what a docx or xlsx with a password begins with, and every old .doc and .xls


class ManuscriptError(ValueError):
    """A file that cannot be proofread; the (Chinese) sentence says why and what to do."""


class Manuscript(msgspec.Struct, frozen=True, kw_only=True):
    """The paragraphs to judge, whose places are (line from 1, character from 0) of `lines`."""

    paragraphs: tuple[Paragraph, ...]
    lines: tuple[str, ...]


def own_lines(lines: Iterable[str]) -> Manuscript:
    """A manuscript in which each line is a paragraph of its own."""
    shown = tuple(lines)
    judged = (
        Paragraph(line, tuple((number, column) for column in range(len(line))))
        for number, line in enumerate(shown, start=1)
        if line.strip()
    )
    return Manuscript(paragraphs=tuple(judged), lines=shown)


def wrapped_lines(text: str) -> Manuscript:
    """A manuscript whose lines the layout may have cut in the middle of a sentence."""
    return Manuscript(paragraphs=tuple(paragraphs(text)), lines=tuple(text.splitlines()))


def refuse_archive(data: bytes, name: str, kind: str) -> None:
    """Raises ManuscriptError for a docx or xlsx that is encrypted, damaged, or unpacks to more than is accepted."""
    if data.startswith(OLE_START):
        raise ManuscriptError(phrases.ENCRYPTED.format(path=name))
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise ManuscriptError(phrases.DAMAGED.format(path=name, kind=kind, why=phrases.NO_ARCHIVE))
    try:
        refuse_bomb(Path(name), data)
    except SpreadsheetError:
        raise ManuscriptError(phrases.BOMB.format(path=name)) from None
