"""What a candidate does to the words around it: the best segmentation of jieba's dictionary before and after."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from checks.words.ngrams.score import Floats
from checks.words.segmentation import WordDictionary

WINDOW = 7  # characters on each side that the segmentation sees
WORD_FEATURES = (
    "gain",
    "old_token",
    "new_token",
    "old_token_log",
    "new_token_log",
    "old_singles",
    "new_singles",
    "fewer_words",
)


class Change(NamedTuple):
    """[start, end) of a text becomes `new`, of the same length."""

    start: int
    end: int
    new: str


class Reading(NamedTuple):
    """The words at a place of a text."""

    log_p: float
    token: str  # the longest word over the place
    start: int  # where it begins in the text
    before: str  # the words beside it, "" beyond the window
    after: str
    singles: int  # words of one character beside and at the place
    words: int


class Readings(NamedTuple):
    """The words at the place of a change as it is, and with the change made."""

    old: Reading
    new: Reading


def readings(text: str, changes: Sequence[Change], dictionary: WordDictionary) -> list[Readings]:
    """For each change the words before and after it."""
    found = []
    before: dict[tuple[int, int], Reading] = {}
    for change in changes:
        place = (change.start, change.end)
        left, right = text[max(0, change.start - WINDOW) : change.start], text[change.end : change.end + WINDOW]
        old = before.get(place)
        if old is None:
            old = before[place] = _read(left, text[change.start : change.end], right, change.start, dictionary)
        found.append(Readings(old, _read(left, change.new, right, change.start, dictionary)))
    return found


def word_features(changed: Sequence[Readings], dictionary: WordDictionary) -> Floats:
    """A row a change, columns as in WORD_FEATURES."""
    rows = np.zeros((len(changed), len(WORD_FEATURES)))
    for index, (old, new) in enumerate(changed):
        rows[index] = (
            new.log_p - old.log_p,
            len(old.token),
            len(new.token),
            math.log1p(dictionary.frequency(old.token)),
            math.log1p(dictionary.frequency(new.token)),
            old.singles,
            new.singles,
            old.words - new.words,
        )
    return rows


def _read(left: str, place: str, right: str, at: int, dictionary: WordDictionary) -> Reading:
    """`place` with what stands on its left and right; `at`: where it begins in the text."""
    start, end = len(left), len(left) + len(place)
    log_p, words = dictionary.best(left + place + right)
    longest, token_start, singles, position = -1, 0, 0, 0
    for number, word in enumerate(words):
        reached = position + len(word)
        if position < end and reached > start and (longest < 0 or len(word) > len(words[longest])):
            longest, token_start = number, position
        if position <= end and reached >= start and len(word) == 1:
            singles += 1
        position = reached
    return Reading(
        log_p,
        words[longest],
        at - start + token_start,
        words[longest - 1] if longest > 0 else "",
        words[longest + 1] if longest + 1 < len(words) else "",
        singles,
        len(words),
    )
