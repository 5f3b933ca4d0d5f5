"""An official document as plain data: what it says, not how it looks. `docx_gbt9704` and `html` give it its form."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

FULL_STOP = "。"
MERGED = "\u2060"  # a cell that belongs to the one before it (a word joiner: it would print nothing)
Span = tuple[int, int]  # first and last number of a run of numbers


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Running text; `references` are the numbers of annex 1 it rests on, which the form puts before the full stop."""

    text: str
    references: tuple[Span, ...] = ()
    lead: str = ""  # a heading of level 2 that runs into the text
    small: bool = False  # a note to a table

    def around_references(self) -> tuple[str, str]:
        """The text before and after the place of the references."""
        if self.text.endswith(FULL_STOP):
            return self.text.removesuffix(FULL_STOP), FULL_STOP
        return self.text, ""


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of level 1 (一、) or 2 (（一）), with its number in the text."""

    text: str
    level: int


class DocumentColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table in a document; `width` is its share of the text width."""

    title: str
    width: float
    align: Align = Align.LEFT
    is_url: bool = False


class DocumentTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table of text cells. `numbered`: its first column holds the numbers that references point at."""

    columns: tuple[DocumentColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    numbered: bool = False


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture from a file, with the line below it that says what it shows."""

    path: Path
    caption: str


Block = Paragraph | Heading | DocumentTable | Picture


class Annex(msgspec.Struct, frozen=True, kw_only=True):
    """An annex (附件): on a page of its own, across the page if `landscape`."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


class Imprint(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the foot of the last page (版记): who gets a copy, who prints it and when."""

    issuer: str
    date: dt.date
    copies_to: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document from title to annexes. `date` is the 成文日期; a title may be broken between its parts only.

    With a `number` (发文字号) it begins with the head of an official letter: issuer and number over a red line.
    """

    title_parts: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: str
    date: dt.date
    annexes: tuple[Annex, ...] = ()
    recipients: str = ""  # 主送机关, with its colon
    subject: str = ""  # for the file's properties
    number: str = ""
    imprint: Imprint | None = None

    @property
    def title(self) -> str:
        return "".join(self.title_parts)


def spanned_columns(cells: Sequence[str], place: int) -> int:
    """How many columns the cell at `place` takes up, with those merged into it."""
    after = itertools.takewhile(lambda cell: cell == MERGED, cells[place + 1 :])
    return 1 + sum(1 for _ in after)


def spans(numbers: Iterable[int]) -> tuple[Span, ...]:
    """Numbers as runs: 1 2 3 5 → (1, 3), (5, 5)."""
    runs: list[Span] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)
