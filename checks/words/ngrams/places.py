"""What the text says of the place of a change, of the spellings there, and of what else in it may be a fault."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from checks.words.ngrams.score import Floats
from checks.words.ngrams.words import Change
from checks.words.segmentation import WordDictionary

PLACE_FEATURES = ("old_elsewhere", "new_elsewhere", "after_gap", "before_gap", "quoted", "length")
_WORDS = ("with_before", "with_after", "of_three", "of_four")
SPELLING_FEATURES = tuple(f"{state}_{word}" for state in ("old", "new") for word in _WORDS)
DOUBT_FEATURES = ("best_elsewhere", "probable_elsewhere", "best_rival", "lead")
MOST_ELSEWHERE, MOST_LENGTH, MOST_PROBABLE = 3, 200, 6  # beyond these nothing further is said
PROBABLE = 0.4  # probability from which a change elsewhere is counted
NO_DOUBT = -3.0  # log odds told where there is no other change
_OPENING, _CLOSING = "“《", "”》"
_LEAST_PROBABILITY = 1e-6


def place_features(text: str, changes: Sequence[Change]) -> Floats:
    """A row a change, columns as in PLACE_FEATURES: whether its characters stand elsewhere, and what stands beside."""
    rows = np.zeros((len(changes), len(PLACE_FEATURES)))
    for row, change in zip(rows, changes, strict=True):
        start, end = change.start, change.end
        others = text[:start] + "\0" + text[end:]
        pairs = [(old, new) for old, new in zip(text[start:end], change.new, strict=True) if old != new]
        row[:] = (
            min(MOST_ELSEWHERE, *(others.count(old) for old, _ in pairs)),
            min(MOST_ELSEWHERE, *(others.count(new) for _, new in pairs)),
            not _is_han(text[start - 1 : start]),
            not _is_han(text[end : end + 1]),
            _last(text, _OPENING, start) > _last(text, _CLOSING, start),
            min(len(text), MOST_LENGTH),
        )
    return rows


def spelling_features(text: str, changes: Sequence[Change], dictionary: WordDictionary) -> Floats:
    """A row a change, columns as in SPELLING_FEATURES: how usual the words are that could be read there.

    Not only the best segmentation counts (`words.py`): 渔货 is no word, but 货损 beside it may be.
    """
    rows = np.zeros((len(changes), len(SPELLING_FEATURES)))
    for row, (start, end, new) in zip(rows, changes, strict=True):
        mended = text[:start] + new + text[end:]
        row[:] = [*_spelled(text, start, end, dictionary), *_spelled(mended, start, end, dictionary)]
    return rows


def _spelled(text: str, start: int, end: int, dictionary: WordDictionary) -> list[float]:
    def usual(left: int, right: int) -> float:
        return math.log1p(dictionary.frequency(text[left:right]))

    def longest(size: int) -> float:
        return max(usual(left, left + size) for left in range(max(0, start - size + 1), end))

    return [usual(start - 1, start + 1) if start else 0.0, usual(end - 1, end + 1), longest(3), longest(4)]


def doubt_features(changes: Sequence[Change], probability: Floats) -> Floats:
    """A row a change, columns as in DOUBT_FEATURES: how probable other changes of the same text are.

    A text with many is full of faults, or not of our kind; a change with a rival in its place is less sure.
    """
    bounded = np.clip(probability, _LEAST_PROBABILITY, 1 - _LEAST_PROBABILITY)
    odds = np.log(bounded / (1 - bounded))
    starts, ends = (np.array([change[side] for change in changes], dtype=np.int64) for side in (0, 1))
    apart = (ends[:, np.newaxis] <= starts) | (starts[:, np.newaxis] >= ends)
    rival = ~apart & ~np.eye(len(changes), dtype=bool)
    best_elsewhere = np.where(apart, odds, NO_DOUBT).max(axis=1, initial=NO_DOUBT)
    best_rival = np.where(rival, odds, NO_DOUBT).max(axis=1, initial=NO_DOUBT)
    probable = np.minimum((apart & (probability > PROBABLE)).sum(axis=1), MOST_PROBABLE)
    return np.column_stack([best_elsewhere, probable, best_rival, odds - best_rival])


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _last(text: str, marks: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) for mark in marks)
