"""The company words keep: which follow which, and which stand in one sentence more often than by chance.

The counts of n-grams see four characters on each side. Whether a word fits what a sentence is about (the 权利, not the
权力, of a 公民) is seen from the words further away.
"""

from __future__ import annotations

import bisect
import functools
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from checks.words.ngrams.alphabet import Ids
from checks.words.ngrams.counts import Counts, level_values
from checks.words.ngrams.score import Floats
from checks.words.ngrams.words import Change, Reading, Readings
from checks.words.segmentation import WordDictionary

REACH = 25  # characters on each side within which a word is company
BESIDE = 2  # characters on each side of a change that may have led to it
ELSEWHERE = 200  # characters on each side in which the same word is looked for
SENTENCE = 1  # the third column of a pair of words in one sentence
STEP, STEPS = 0.75, 15  # what a step of association is (natural logarithm), and how many are kept
COMPANY_FEATURES = (
    "old_company",
    "new_company",
    "old_company_best",
    "new_company_best",
    "old_company_share",
    "new_company_share",
    "companions",
    "old_again",
    "new_again",
    "new_beside",
    "old_beside",
    "old_after_word",
    "old_before_word",
    "new_after_word",
    "new_before_word",
    "old_tie_left",
    "old_tie_right",
    "new_tie_left",
    "new_tie_right",
)
_VALUES = level_values()
_RUN = re.compile("[\u4e00-\u9fff]+")


@functools.lru_cache(maxsize=4096)
def word_number(word: str) -> int:
    """The number a word is counted under; 0 for none."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little", signed=True) if word else 0


class Company:
    """What was counted of words: `counts` of a word, of one word after another, and of two in one sentence."""

    def __init__(self, counts: Counts, total: int) -> None:
        """`total`: words that were counted."""
        self._counts = counts
        self._total = total

    def followed(self, first: Ids, second: Ids) -> tuple[Floats, Floats]:
        """How often the one word was seen before the other, as a logarithm, and how much oftener than by chance."""
        known = (first != 0) & (second != 0)
        together = np.where(known, _VALUES[self._counts.levels([first, second])], 0.0)
        by_chance = _VALUES[self._counts.levels([first])] * _VALUES[self._counts.levels([second])] / self._total
        return np.log1p(together), np.where(known, np.log((together + 0.5) / (by_chance + 0.5)), 0.0)

    def association(self, one: Ids, other: Ids) -> Floats:
        """How much oftener than by chance two words stand in one sentence; 0 if not oftener, or if that is unknown."""
        columns = [np.minimum(one, other), np.maximum(one, other), np.full(len(one), SENTENCE)]
        levels = self._counts.levels(columns)
        return np.where(levels <= STEPS, levels, 0) * STEP


class Changed(NamedTuple):
    """The changes of a text with the words at their places."""

    text: str
    changes: Sequence[Change]
    read: Sequence[Readings]


def company_features(changed: Sequence[Changed], dictionary: WordDictionary, company: Company) -> Floats:
    """A row a change, text by text, columns as in COMPANY_FEATURES."""
    tokens: list[int] = []  # a row a reading: old, new, old …
    around: list[tuple[int, int]] = []  # the words beside the token
    own: list[tuple[int, int, bool, bool]] = []  # a row a change
    rows: list[int] = []  # a reading and its companion
    others: list[int] = []
    for text, changes, read in changed:
        sentence = _Words(text, dictionary)
        for change, both in zip(changes, read, strict=True):
            for reading in both:
                if len(reading.token) > 1:
                    numbers = [word_number(word) for word in sentence.company(reading, change)]
                    others += numbers
                    rows += [len(tokens)] * len(numbers)
                tokens.append(word_number(reading.token))
                around.append((word_number(reading.before), word_number(reading.after)))
            own.append(_written(text, change, both))
    if not own:
        return np.zeros((0, len(COMPANY_FEATURES)))
    token = np.array(tokens, dtype=np.int64)
    before, after = np.array(around, dtype=np.int64).T
    row = np.array(rows, dtype=np.int64)
    strength = company.association(token[row], np.array(others, dtype=np.int64))
    number = np.bincount(row, minlength=len(token))
    best = np.zeros(len(token))
    np.maximum.at(best, row, strength)
    left, left_tie = company.followed(before, token)
    right, right_tie = company.followed(token, after)
    by_reading = [
        np.bincount(row, strength, len(token)) / np.maximum(number, 1),
        best,
        np.bincount(row, strength > 0, len(token)) / np.maximum(number, 1),
    ]
    columns = [both for column in by_reading for both in (column[::2], column[1::2])]
    columns.append(np.maximum(number[::2], number[1::2]))
    columns += list(np.array(own, dtype=np.float64).T)
    columns += [column[which::2] for which in (0, 1) for column in (left, right)]
    columns += [column[which::2] for which in (0, 1) for column in (left_tie, right_tie)]
    return np.stack(columns, axis=1)


def _written(text: str, change: Change, both: Readings) -> tuple[int, int, bool, bool]:
    """How often the text holds each word elsewhere, and whether what is meant or written stands beside the place."""
    old, new = both.old.token, both.new.token
    near = text[max(0, change.start - BESIDE) : change.start] + text[change.end : change.end + BESIDE]
    around = text[max(0, change.start - ELSEWHERE) : change.end + ELSEWHERE]
    return (
        around.count(old) - 1 if len(old) > 1 else 0,
        around.count(new) if len(new) > 1 else 0,
        change.new[0] in near,
        text[change.start] in near,
    )


class _Words:
    """The words of a text, segmented where they are asked for."""

    def __init__(self, text: str, dictionary: WordDictionary) -> None:
        self._text = text
        self._dictionary = dictionary
        self._runs = [match.span() for match in _RUN.finditer(text)]
        self._words: dict[int, list[tuple[int, str]]] = {}  # number of a run → its words and where they begin

    def company(self, reading: Reading, change: Change) -> Iterator[str]:
        """The words of several characters within reach of a change, but for those that touch what was read there."""
        start, end = reading.start, reading.start + len(reading.token)
        for number in range(
            bisect.bisect_left(self._runs, change.start - REACH, key=lambda run: run[1]),
            bisect.bisect_right(self._runs, change.start + REACH, key=lambda run: run[0]),
        ):
            for place, word in self._of(number):
                if abs(place - change.start) <= REACH and (place + len(word) < start or place > end):
                    yield word

    def _of(self, number: int) -> list[tuple[int, str]]:
        words = self._words.get(number)
        if words is None:
            place, end = self._runs[number]
            words = self._words[number] = []
            for word in self._dictionary.words(self._text[place:end]):
                if len(word) > 1:
                    words.append((place, word))
                place += len(word)
        return words
