"""Text files as an author sees them: paragraphs that the layout cut into lines, and marks that are no words.

`paragraphs()` gives the text to be judged and, for each of its characters, where it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

MIN_WRAPPED = 20  # characters a line must have before its end can be the layout's doing
_MARKS = re.compile(r"\*+|__|~~|`|^\s*#{1,6}\s|^\s*>+\s?|^[ \t\u3000]+|\s+$|[\u200b\ufeff]")
_OPEN_END = re.compile(r"[\u4e00-\u9fff，、]$")
_CONTINUES = re.compile(r"^[\u4e00-\u9fff]")


class Paragraph(msgspec.Struct, frozen=True):
    """A text and the (line, column) of each of its characters: line from 1, column from 0."""

    text: str
    places: tuple[tuple[int, int], ...]

    def line_break_in(self, start: int, end: int) -> bool:
        """Does [start, end) run over a line break of the file?"""
        return self.places[start][0] != self.places[end - 1][0]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a file in order; empty lines are left out."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain, columns = _without_marks(line)
        if not plain:
            if pieces:
                yield Paragraph("".join(pieces), tuple(places))
                pieces, places = [], []
            continue
        if pieces and not _wrapped(pieces[-1], line, plain):
            yield Paragraph("".join(pieces), tuple(places))
            pieces, places = [], []
        pieces.append(plain)
        places.extend((number, column) for column in columns)
    if pieces:
        yield Paragraph("".join(pieces), tuple(places))


def _wrapped(before: str, line: str, plain: str) -> bool:
    """Was the break before `line` made by the layout, in the middle of a sentence?"""
    indented = line.startswith("\u3000\u3000")  # a new paragraph of an official document
    return (
        len(before) >= MIN_WRAPPED and not indented and bool(_OPEN_END.search(before)) and bool(_CONTINUES.match(plain))
    )


def _without_marks(line: str) -> tuple[str, list[int]]:
    """The line without layout marks, and the column of each character that is left."""
    hidden: set[int] = set()
    for match in _MARKS.finditer(line):
        hidden.update(range(match.start(), match.end()))
    columns = [column for column in range(len(line)) if column not in hidden]
    return "".join(line[column] for column in columns), columns
