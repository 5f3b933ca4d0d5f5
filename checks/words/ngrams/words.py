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


class _Reading(NamedTuple):
    log_p: float
    token: int  # length of the longest word over the changed place
    token_log: float
    singles: int  # words of one character beside and at the place
    words: int


def word_features(text: str, changes: Sequence[Change], dictionary: WordDictionary) -> Floats:
    """A row a change, columns as in WORD_FEATURES."""
    rows = np.zeros((len(changes), len(WORD_FEATURES)))
    before: dict[tuple[int, int], _Reading] = {}
    for index, change in enumerate(changes):
        left, right = max(0, change.start - WINDOW), min(len(text), change.end + WINDOW)
        place = (change.start, change.end)
        old = before.get(place)
        if old is None:
            old = before[place] = _read(text[left:right], change.start - left, change.end - left, dictionary)
        changed = text[left : change.start] + change.new + text[change.end : right]
        new = _read(changed, change.start - left, change.end - left, dictionary)
        rows[index] = (
            new.log_p - old.log_p,
            old.token,
            new.token,
            old.token_log,
            new.token_log,
            old.singles,
            new.singles,
            old.words - new.words,
        )
    return rows


def _read(window: str, start: int, end: int, dictionary: WordDictionary) -> _Reading:
    log_p, words = dictionary.best(window)
    token, token_log, singles, position = 0, 0.0, 0, 0
    for word in words:
        reached = position + len(word)
        if position < end and reached > start and len(word) > token:
            token, token_log = len(word), math.log1p(dictionary.frequency(word))
        if position <= end and reached >= start and len(word) == 1:
            singles += 1
        position = reached
    return _Reading(log_p, token, token_log, singles, len(words))
