"""Text as small numbers: each Chinese character its own, figures and Latin letters one class each.

Runs of figures and of Latin letters count as one symbol, so that 2020年 and 2021年 are the same to the counts.
"""

from __future__ import annotations

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
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ids = self._table[np.where(codes < _PLANE, codes, 0)]
        repeated = np.zeros(len(ids), dtype=bool)
        repeated[1:] = (ids[1:] == ids[:-1]) & (ids[1:] <= LATIN)
        places = np.flatnonzero(~repeated)
        return Line(ids[places], places)

    def id(self, character: str) -> int:
        """The number of one character."""
        return int(self._table[ord(character)]) if ord(character) < _PLANE else BOUNDARY

    def character(self, number: int) -> str:
        """The character with this number, which must be that of a Chinese character."""
        return chr(int(self._characters[number - FIRST_CHARACTER]))
