"""Counts of n-grams in little space: a Bloomier filter, one 16-bit cell for 0.8 n-gram.

Each n-gram has three cells; their exclusive or is its fingerprint and the level of its count. An n-gram that was never
counted has the right fingerprint by accident once in 2,048 times, which is why a long n-gram is believed only where
the shorter ones within it are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.alphabet import Ids

ORDER = 5  # the longest n-gram
LEVEL_BITS = 5
EXACT_LEVELS = 8  # counts up to this are exact, above they grow by the ratio
LEVEL_RATIO = 1.5
Hashes = npt.NDArray[np.uint64]
Levels = npt.NDArray[np.uint8]

_LEVEL_MASK = np.uint16((1 << LEVEL_BITS) - 1)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
# odd constants without meaning: one for each place in an n-gram, those of splitmix64, and two for cells and fingerprint
_PLACE = [
    np.uint64(constant)
    for constant in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
    )
]
_LENGTH = 0xE7037ED1A0B428DB
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_THIRD, _PRINT = np.uint64(0x8EBC6AF09C88C6E3), np.uint64(0x589965CC75374CC3)


def level_values() -> npt.NDArray[np.float64]:
    """Level → the count it stands for; level 0 is "not counted"."""
    levels = np.arange(1 << LEVEL_BITS, dtype=np.float64)
    grown = EXACT_LEVELS * LEVEL_RATIO ** (levels - EXACT_LEVELS)
    return np.where(levels <= EXACT_LEVELS, levels, np.round(grown))


def levels_of(counts: npt.NDArray[np.int64]) -> Levels:
    """The level of each count (≥ 1)."""
    values = level_values()
    between = np.sqrt(values[EXACT_LEVELS:-1] * values[EXACT_LEVELS + 1 :])
    bounds = np.concatenate([values[1 : EXACT_LEVELS + 1], between])
    return np.searchsorted(bounds, counts, side="right").clip(1, len(values) - 1).astype(np.uint8)


def hashes(columns: Sequence[Ids]) -> Hashes:
    """One number an n-gram; `columns` are its symbols from the left."""
    return mixed(sums(columns))


def sums(columns: Sequence[Ids]) -> Hashes:
    """What `hashes` mixes: the symbols, each times the constant of its place, so that one may be exchanged."""
    key = columns[0].view(np.uint64) * _PLACE[0]
    for place in range(1, len(columns)):
        key += columns[place].view(np.uint64) * _PLACE[place]
    key += np.uint64(len(columns) * _LENGTH % 2**64)
    return key


def exchanged(key: Hashes, place: int, symbols: Ids, other: int) -> Hashes:
    """The sums with the symbol `other` instead of `symbols` at a place."""
    return key - (symbols - other).view(np.uint64) * _PLACE[place]


def mixed(key: Hashes) -> Hashes:
    """The sums (which are used up) with every bit spread over all."""
    key ^= key >> np.uint64(30)
    key *= _MIX[0]
    key ^= key >> np.uint64(27)
    key *= _MIX[1]
    key ^= key >> np.uint64(31)
    return key


def cells(keys: Hashes, block: int) -> tuple[Hashes, Hashes, Hashes]:
    """The three cells of each key in three blocks of `block` cells."""
    size = np.uint64(block)
    first = ((keys >> _HALF) * size) >> _HALF
    second = (((keys & _LOW) * size) >> _HALF) + size
    third = ((((keys * _THIRD) >> _HALF) * size) >> _HALF) + size + size
    return first, second, third


def fingerprints(keys: Hashes) -> npt.NDArray[np.uint16]:
    """What the cells hold above the level bits."""
    return ((keys * _PRINT) >> np.uint64(48)).astype(np.uint16) & ~_LEVEL_MASK


class Counts(Protocol):
    """Whatever knows how often n-grams were seen."""

    def levels(self, columns: Sequence[Ids]) -> Levels:
        """The level of each n-gram, 0 where it was not counted."""


class NgramCounts:
    """The counts, read from the cells."""

    def __init__(self, table: npt.NDArray[np.uint16], symbols: int = 0) -> None:
        """`symbols`: the alphabet's, whose own counts are read from the cells once."""
        self._table = table
        self._block = len(table) // 3
        self._single = self._read([np.arange(symbols)]) if symbols else None

    def levels(self, columns: Sequence[Ids]) -> Levels:
        """The level of each n-gram, 0 where it was not counted."""
        if len(columns) == 1 and self._single is not None:
            return self._single[columns[0]]
        return self._read(columns)

    def _read(self, columns: Sequence[Ids]) -> Levels:
        keys = hashes(columns)
        first, second, third = cells(keys, self._block)
        table = self._table
        found = fingerprints(keys)
        for place in (first, second, third):
            found ^= table.take(place.view(np.int64))
        return np.where(found <= _LEVEL_MASK, found, 0).astype(np.uint8)
