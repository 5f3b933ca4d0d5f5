"""jieba at the places of suspicion: is a wrong form a word here, or an accident of two words that meet?

Only the dictionary is used (no hidden Markov model). It is built in memory on first use, once a process, and jieba's
own cache file is never written: several inspections run side by side.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from typing import Protocol

CACHED_WINDOWS = 16
PIECE = 1 << 16  # characters of the dictionary's file that are cut at a time
UNKNOWN_FREQUENCY = 1  # what jieba itself gives a character it does not know


class Segmenter(Protocol):
    """What the engine needs to know about words."""

    def straddles(self, text: str, start: int, end: int) -> bool:
        """Does the best segmentation of `text` hold a word that lies partly inside, partly outside [start, end)?"""

    def contains(self, text: str, start: int, end: int) -> bool:
        """Does the best segmentation of `text` hold a word around all of [start, end)?"""

    def meets(self, text: str, start: int, end: int) -> bool:
        """Is [start, end) where longer words meet, with no single character of it left over?"""

    def gain(self, text: str, start: int, end: int, replacement: str) -> float:
        """How much likelier (natural logarithm) the text becomes with [start, end) replaced."""

    def knows(self, word: str) -> bool:
        """Is it in the dictionary?"""


class WordDictionary:
    """A unigram segmenter over word frequencies."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        """`words`: word and count."""
        self._frequency = frequency = dict(words)
        self._log_total = math.log(sum(frequency.values()) or 1)
        self._longest: dict[str, int] = {}  # first character → length of the longest word
        ordered = sorted(frequency, key=len)
        self._longest.update(zip(map(itemgetter(0), ordered), map(len, ordered), strict=True))
        self._reach = max(self._longest.values(), default=1)
        self._best = functools.lru_cache(maxsize=CACHED_WINDOWS)(self._segment)  # one window is asked about in turn

    def knows(self, word: str) -> bool:
        return self._frequency.get(word, 0) > 0

    def frequency(self, word: str) -> int:
        """How often it was counted; 0 if it is not in the dictionary."""
        return self._frequency.get(word, 0)

    def straddles(self, text: str, start: int, end: int) -> bool:
        if not (self._may_cross(text, start) or self._may_cross(text, end)):
            return False
        position = 0
        for word in self.best(text)[1]:
            word_end = position + len(word)
            inside = max(position, start) < min(word_end, end)
            if inside and (position < start or word_end > end):
                return True
            position = word_end
        return False

    def _may_cross(self, text: str, border: int) -> bool:
        """Does a word of the dictionary stand across a border? Told in a tenth of the time of a segmentation."""
        frequency, longest, size = self._frequency, self._longest, len(text)
        for left in range(max(0, border - self._reach), border):
            for right in range(border + 1, min(size, left + longest.get(text[left], 1)) + 1):
                if frequency.get(text[left:right]):
                    return True
        return False

    def contains(self, text: str, start: int, end: int) -> bool:
        position = 0
        for word in self.best(text)[1]:
            if position <= start and end <= position + len(word):
                return True
            position += len(word)
        return False

    def meets(self, text: str, start: int, end: int) -> bool:
        position, touching = 0, []
        for word in self.best(text)[1]:
            if position < end and position + len(word) > start:
                touching.append(len(word))
            position += len(word)
        return len(touching) > 1 and min(touching) > 1

    def gain(self, text: str, start: int, end: int, replacement: str) -> float:
        return self.best(text[:start] + replacement + text[end:])[0] - self.best(text)[0]

    def alone(self, text: str, position: int) -> bool:
        """Is the character at `position` a word by itself in the best segmentation?"""
        reached = 0
        for word in self.best(text)[1]:
            if reached == position:
                return len(word) == 1
            reached += len(word)
        return False

    def words(self, text: str) -> list[str]:
        """The words of the best segmentation."""
        return list(self.best(text)[1])

    def best(self, text: str) -> tuple[float, tuple[str, ...]]:
        """Log probability and words of the best segmentation."""
        return self._best(text)

    def _segment(self, text: str) -> tuple[float, tuple[str, ...]]:
        """Log probability and words of the best path, by dynamic programming from the right."""
        frequency, size = self._frequency, len(text)
        best: list[tuple[float, int]] = [(0.0, size)] * (size + 1)
        for left in range(size - 1, -1, -1):
            choice = (-math.inf, left + 1)
            for right in range(left + 1, min(size, left + self._longest.get(text[left], 1)) + 1):
                count = frequency.get(text[left:right])
                if not count and right > left + 1:
                    continue
                score = math.log(count or UNKNOWN_FREQUENCY) - self._log_total + best[right][0]
                if score > choice[0]:
                    choice = (score, right)
            best[left] = choice
        words, position = [], 0
        while position < size:
            words.append(text[position : best[position][1]])
            position = best[position][1]
        return best[0][0], tuple(words)


@functools.cache
def _jieba_file() -> Path:
    """jieba's dictionary file; found without importing jieba, of which nothing else is used."""
    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed; install govinspect with its dependencies")
    return Path(package.submodule_search_locations[0]) / "dict.txt"


def jieba_words() -> Iterator[tuple[str, int, str]]:
    """jieba's dictionary: word, count, part of speech.

    Cut piece by piece: a process keeps what it ever had at once, and the whole file cut into strings is 30 MiB. The
    text itself is one block, which goes back; and having freed one so large, the C library keeps some room for numpy
    (read piece by piece, the reading after it took a tenth longer, all of it page faults).
    """
    text, start = _jieba_file().read_text(encoding="utf-8"), 0
    while start < len(text):
        end = text.find("\n", start + PIECE) + 1 or len(text)
        fields = text[start:end].split()
        yield from zip(fields[::3], map(int, fields[1::3]), fields[2::3], strict=True)
        start = end


@functools.cache
def jieba_dictionary() -> WordDictionary:
    """jieba's dictionary as a `WordDictionary`; built in memory on first use."""
    return WordDictionary((word, count) for word, count, _ in jieba_words())
