"""jieba at the places of suspicion: is a wrong form a word here, or an accident of two words that meet?

Only the dictionary is used (no hidden Markov model). It is built in memory on first use, once a process, and jieba's
own cache file is never written: several inspections run side by side.
"""

from __future__ import annotations

import functools
import math
import warnings
from collections.abc import Iterable, Iterator
from typing import Protocol

MAX_WORD = 16  # characters; jieba's longest dictionary word
UNKNOWN_FREQUENCY = 1  # what jieba itself gives a character it does not know


class Segmenter(Protocol):
    """What the engine needs to know about words."""

    def straddles(self, text: str, start: int, end: int) -> bool:
        """Does the best segmentation of `text` hold a word that lies partly inside, partly outside [start, end)?"""

    def contains(self, text: str, start: int, end: int) -> bool:
        """Does the best segmentation of `text` hold a word around all of [start, end)?"""

    def gain(self, text: str, start: int, end: int, replacement: str) -> float:
        """How much likelier (natural logarithm) the text becomes with [start, end) replaced."""

    def knows(self, word: str) -> bool:
        """Is it in the dictionary?"""


class WordDictionary:
    """A unigram segmenter over word frequencies."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        """`words`: word and count."""
        frequency: dict[str, int] = {}
        for word, count in words:
            frequency[word] = count
            for end in range(1, len(word)):
                frequency.setdefault(word[:end], 0)  # a prefix: longer words start like this
        self._frequency = frequency
        self._log_total = math.log(sum(frequency.values()) or 1)

    def knows(self, word: str) -> bool:
        return self._frequency.get(word, 0) > 0

    def frequency(self, word: str) -> int:
        """How often it was counted; 0 if it is not in the dictionary."""
        return self._frequency.get(word, 0)

    def straddles(self, text: str, start: int, end: int) -> bool:
        position = 0
        for word in self.best(text)[1]:
            word_end = position + len(word)
            inside = max(position, start) < min(word_end, end)
            if inside and (position < start or word_end > end):
                return True
            position = word_end
        return False

    def contains(self, text: str, start: int, end: int) -> bool:
        position = 0
        for word in self.best(text)[1]:
            if position <= start and end <= position + len(word):
                return True
            position += len(word)
        return False

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
        return self.best(text)[1]

    def best(self, text: str) -> tuple[float, list[str]]:
        """Log probability and words of the best path, by dynamic programming from the right."""
        frequency, size = self._frequency, len(text)
        best: list[tuple[float, int]] = [(0.0, size)] * (size + 1)
        for left in range(size - 1, -1, -1):
            choice = (-math.inf, left + 1)
            for right in range(left + 1, min(size, left + MAX_WORD) + 1):
                count = frequency.get(text[left:right])
                if count is None and right > left + 1:
                    break  # no dictionary word starts like this
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
        return best[0][0], words


def jieba_words() -> Iterator[tuple[str, int, str]]:
    """jieba's dictionary: word, count, part of speech."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has invalid escapes and imports pkg_resources
        import jieba
    with jieba.dt.get_dict_file() as file:
        for line in file:
            word, count, word_class = line.decode("utf-8").split()
            yield word, int(count), word_class


@functools.cache
def jieba_dictionary() -> WordDictionary:
    """jieba's dictionary as a `WordDictionary`; built in memory on first use."""
    return WordDictionary((word, count) for word, count, _ in jieba_words())
