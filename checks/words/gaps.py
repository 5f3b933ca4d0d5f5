"""Words of four characters in a text that has another character in one of their places.

Four Chinese characters fit a number of 60 bits. Turned so that the character left out stands lowest, word and text
agree in what is above it; a table of bits that fits the processor's cache says where that may be. The four places are
looked at in one array: a page is short, and most of the time goes to calls.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import numpy as np
import numpy.typing as npt

LENGTH = 4  # characters of a word
_FIRST, _LAST = 0x4E00, 0x9FFF  # the Chinese characters that words have
_WIDTH = 15  # bits of a character
_OTHER = (1 << _WIDTH) - 1  # no character that words have
_ALL = np.uint64((1 << LENGTH * _WIDTH) - 1)
_LOWEST, _CHARACTER = np.uint64(_WIDTH), np.uint64(_OTHER)
_TURNS = np.arange(1, LENGTH + 1, dtype=np.uint64)[:, np.newaxis] * _LOWEST  # by the place left out
_PLACES = np.arange(LENGTH, dtype=np.uint64)[:, np.newaxis] << np.uint64(LENGTH * _WIDTH)  # its number stands highest
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, without meaning
_TABLE_BITS = 21  # a quarter of a megabyte; of a word two bits are there, which one place in a hundred has by accident
_MASK = np.uint64((1 << _TABLE_BITS) - 1)
_SHIFTS = (np.uint64(64 - _TABLE_BITS), np.uint64(64 - 2 * _TABLE_BITS))
_PIECE = 1 << 12
_BIT = np.array([1 << place for place in range(8)], dtype=np.uint8)

Packed = npt.NDArray[np.uint64]


class Gaps:
    """Finds words where all but one character agree and the other one is Chinese as well."""

    def __init__(self, words: Collection[str]) -> None:
        """`words`: of `LENGTH` Chinese characters each."""
        self._turned = np.sort(_turned(_codes("".join(words)).reshape(-1, LENGTH).T).ravel())
        self._bits = np.zeros(1 << (_TABLE_BITS - 3), dtype=np.uint8)
        for first in range(0, len(self._turned), _PIECE):  # piece by piece: what is held at once, a process keeps
            mixed = _mixed(self._turned[first : first + _PIECE])
            for shift in _SHIFTS:
                keys = _keys(mixed, shift)
                np.bitwise_or.at(self._bits, keys >> 3, _BIT[keys & 7])

    def find(self, text: str, alike: Callable[[str, str], bool]) -> Iterator[tuple[int, str]]:
        """Where it begins, and the word; by the place of the other character, then from the left.

        `alike`: may the first character, which is there, stand for the second one, which the word has?
        """
        if len(text) < LENGTH or not len(self._turned):
            return
        codes = _codes(text)
        places = len(codes) - LENGTH + 1
        turned = _turned([codes[place : place + places] for place in range(LENGTH)]).ravel()
        mixed = _mixed(turned)
        maybe = np.flatnonzero(self._set((mixed >> _SHIFTS[0]).view(np.int64)))
        maybe = maybe[self._set(_keys(mixed[maybe], _SHIFTS[1])) != 0]
        there = turned[maybe]
        first = np.searchsorted(self._turned, there & ~_CHARACTER)
        agrees = self._turned.take(first, mode="clip") >> _LOWEST == there >> _LOWEST
        rows = np.flatnonzero(agrees & (there & _CHARACTER != _CHARACTER))
        maybe, first, there = maybe[rows], first[rows], there[rows]
        # mostly the word itself is there: then nothing is wrong, whatever other word is near
        rows = np.flatnonzero(self._turned.take(np.searchsorted(self._turned, there), mode="clip") != there)
        last = np.searchsorted(self._turned, there[rows] | _CHARACTER)
        for place, begin, end in zip(maybe[rows].tolist(), first[rows].tolist(), last.tolist(), strict=True):
            gap, start = divmod(place, places)
            written = text[start + gap]
            for word in self._turned[begin:end].tolist():
                if alike(written, chr(_FIRST + (word & _OTHER))):
                    yield start, _text(word)

    def _set(self, keys: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        """Not zero where the bit of a key is set."""
        return self._bits.take(keys >> 3, mode="clip") & _BIT.take(keys & 7, mode="clip")


def _codes(text: str) -> Packed:
    """A number for each character."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    chinese = (characters >= _FIRST) & (characters <= _LAST)
    return np.where(chinese, characters - np.uint32(_FIRST), np.uint32(_OTHER)).astype(np.uint64)


def _turned(columns: list[Packed] | Packed) -> Packed:
    """A row for each place left out: the four characters turned around until that one stands lowest."""
    packed = columns[0]
    for column in columns[1:]:
        packed = (packed << _LOWEST) | column
    turned: Packed = ((packed << _TURNS) & _ALL) | (packed >> (np.uint64(LENGTH * _WIDTH) - _TURNS)) | _PLACES
    return turned


def _mixed(turned: Packed) -> Packed:
    """What stands above the lowest character, spread over all bits."""
    return (turned >> _LOWEST) * _FACTOR


def _keys(mixed: Packed, shift: np.uint64) -> npt.NDArray[np.int64]:
    """A number of _TABLE_BITS bits."""
    return ((mixed >> shift) & _MASK).view(np.int64)


def _text(turned: int) -> str:
    """The word of a number."""
    gap, rest = divmod(turned, 1 << LENGTH * _WIDTH)
    word = "".join(chr(_FIRST + (rest >> _WIDTH * place & _OTHER)) for place in reversed(range(LENGTH)))
    return word[LENGTH - 1 - gap :] + word[: LENGTH - 1 - gap]
