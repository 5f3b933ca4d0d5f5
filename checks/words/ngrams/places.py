"""What the text says of the place of a change: whether its characters stand elsewhere, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checks.words.ngrams.score import Floats
from checks.words.ngrams.words import Change

PLACE_FEATURES = ("old_elsewhere", "new_elsewhere", "after_gap", "before_gap", "quoted", "length")
MOST_ELSEWHERE, MOST_LENGTH = 3, 200  # beyond these nothing further is said
_OPENING, _CLOSING = "“《", "”》"


def place_features(text: str, changes: Sequence[Change]) -> Floats:
    """A row a change, columns as in PLACE_FEATURES."""
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


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _last(text: str, marks: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) for mark in marks)
