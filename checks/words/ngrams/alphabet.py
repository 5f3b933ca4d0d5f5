"""Text as small numbers: each Chinese character its own, figures and Latin letters one class each.

Runs of figures and of Latin letters count as one symbol, so that 2020年 and 2021年 are the same to the counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]

BOUNDARY, FIGURE, LATIN, RARE = (
    0,
    1,
    2,
    3,
)  # the end of a line or a gap, 0-9, A-Z, a Chinese character too rare to count
# marks with a number of their own, from 4; the half-width form counts as the full-width one
MARKS = ("，,", "。", "、", "；;", "：:", "“「", "”」", "（(", "）)", "《〈", "》〉", "？?", "！!", "—－-–", "%％", "·")
FIRST_CHARACTER = 4 + len(MARKS)
_PLANE = 0x10000
_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_FIGURES = "0123456789０１２３４５６７８９"


class Line(NamedTuple):
    """A text as symbols: `ids`, and for each the place in the text of the first character it stands for."""

    ids: Ids
    places: Ids


class Alphabet:
    """The symbols of a language model."""

    def __init__(self, characters: npt.NDArray[np.uint16]) -> None:
        """`characters`: the code points that have a number, in the order of their numbers."""
        table = np.zeros(_PLANE, dtype=np.int64)
        for first, end in _HAN:
            table[first:end] = RARE
        for figure in _FIGURES:
            table[ord(figure)] = FIGURE
        for offset in range(26):
            for letter in ("A", "a", "Ａ", "ａ"):
                table[ord(letter) + offset] = LATIN
        for number, forms in enumerate(MARKS):
            for form in forms:
                table[ord(form)] = 4 + number
        table[characters] = FIRST_CHARACTER + np.arange(len(characters))
        self._table = table
        self._characters = characters
        self.size = FIRST_CHARACTER + len(characters)

    def line(self, text: str) -> Line:
        """The symbols of a text. Characters beyond the first plane are as unknown as a gap."""
        ids = self._symbols(text)
        places = np.flatnonzero(_are_first(ids))
        return Line(ids[places], places)

    def joined(self, texts: Sequence[str], gap: int) -> tuple[Ids, Ids]:
        """The symbols of texts with `gap` boundaries before, between and after them.

        And where each text begins among them, and where one more would.
        """
        ids = self._symbols("".join(texts))
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        first = _are_first(ids)
        first[(np.cumsum(lengths) - lengths)[lengths > 0]] = True
        kept = np.flatnonzero(first)
        number = np.repeat(np.arange(len(texts)), lengths)[kept]
        symbols = np.full(len(kept) + gap * (len(texts) + 1), BOUNDARY, dtype=np.int64)
        symbols[np.arange(len(kept)) + gap * (number + 1)] = ids[kept]
        sizes = np.bincount(number, minlength=len(texts)) + gap
        return symbols, np.concatenate([[gap], gap + np.cumsum(sizes)])

    def _symbols(self, text: str) -> Ids:
        """A symbol for each character."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self._table[np.where(codes < _PLANE, codes, 0)]

    def id(self, character: str) -> int:
        """The number of one character."""
        return int(self._table[ord(character)]) if ord(character) < _PLANE else BOUNDARY

    def character(self, number: int) -> str:
        """The character with this number, which must be that of a Chinese character."""
        return chr(int(self._characters[number - FIRST_CHARACTER]))


def _are_first(ids: Ids) -> npt.NDArray[np.bool_]:
    """Which symbols stand for the first character of a run of figures, of letters, or of what has no symbol."""
    first = np.ones(len(ids), dtype=bool)
    first[1:] = (ids[1:] != ids[:-1]) | (ids[1:] > LATIN)
    return first
