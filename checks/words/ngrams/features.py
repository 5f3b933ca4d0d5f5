"""What the model knows of a candidate: how the counts change, in what it is alike, what the words around become."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from checks.words.ngrams.alphabet import Ids
from checks.words.ngrams.candidates import CLOSE, KINDS, LIKE_SOUND, PAIR, WORD, Candidates
from checks.words.ngrams.counts import ORDER, Counts, Levels, level_values
from checks.words.ngrams.score import Floats, Supports

BEFORE, AFTER = 4, 5  # symbols of the window before and after the changed one
WIDTH = BEFORE + 1 + AFTER
BESIDE, NEAR = 1, 4  # symbols on each side within which another change may be what is meant
CLOSE_BONUS, ALIKE_BONUS = 5.0, 2.5  # how much likelier what is alike is to be meant, roughly, in the delta's unit
FIRST = 3  # the first place of a window whose n-grams are read
AROUND = 12  # symbols on each side whose strangeness tells foreign vocabulary from a fault
_LOGS = np.log1p(level_values())


class Scored(NamedTuple):
    """Candidates with the difference they make, how they rank by it, and the features that come from counts."""

    rows: Candidates
    delta: Floats
    rank: Floats
    features: Floats  # one row a candidate, columns as in COUNT_FEATURES


_ORDERS = tuple(range(1, ORDER + 1))
COUNT_FEATURES = (
    "delta",
    "old_log_p",
    "new_log_p",
    *(f"kind_{bit}" for bit in range(KINDS)),
    "word_length",
    "mistaken",
    *(f"old_{n}" for n in _ORDERS),
    *(f"new_{n}" for n in _ORDERS),
    *(f"old_end_{n}" for n in (2, 3, 4)),
    *(f"new_end_{n}" for n in (2, 3, 4)),
    *(f"old_begin_{n}" for n in (2, 3, 4)),
    *(f"new_begin_{n}" for n in (2, 3, 4)),
    "old_middle",
    "new_middle",
    "old_unseen",
    "new_unseen",
    "around",
    "margin",
    "rivals",
    "likely_margin",
    "beside",
    "near",
    "around_best",
)


def scored(ids: Ids, rows: Candidates, counts: Counts, line: Supports, mistaken: Levels) -> Scored:
    """The candidates with their features; `line`: what supports the line as it is; `mistaken`: a level a row."""
    places, inverse = np.unique(rows.at, return_inverse=True)
    around_places = places + np.arange(-BEFORE, WIDTH - BEFORE)[:, np.newaxis]
    old_at_places = line.windows(around_places)
    new_windows = ids[around_places][:, inverse]
    new_windows[BEFORE], new_windows[BEFORE + 1] = rows.first, rows.second
    new = Supports(counts, new_windows, FIRST, line.total)
    line_log_p = np.pad(line.log_probability(1), (1, 0))
    old_log_p = _window_log_p(old_at_places)[inverse]
    new_log_p = _window_log_p(new)
    delta = new_log_p - old_log_p
    kinds = [((rows.kind >> bit) & 1).astype(np.float64) for bit in range(KINDS)]
    margin, rivals = _rivalry(rows, delta)
    rank = delta + np.where(rows.kind & CLOSE, CLOSE_BONUS, np.where(rows.kind & (LIKE_SOUND | PAIR), ALIKE_BONUS, 0.0))
    likely_margin, _ = _rivalry(rows, rank)
    sums = np.concatenate([[0.0], np.cumsum(line_log_p)])
    left, right = np.maximum(rows.at - AROUND, 0), np.minimum(rows.at + AROUND, len(ids))
    inner_left, inner_right = np.maximum(rows.at, 0), np.minimum(rows.at + ORDER + 1, right)
    rest = sums[right] - sums[left] - (sums[inner_right] - sums[inner_left])
    around = rest / np.maximum(right - left - (inner_right - inner_left), 1)
    old_features = [column[inverse] for column in _support_features(old_at_places)]
    new_features = _support_features(new)
    n = len(_ORDERS)
    columns = [
        delta,
        old_log_p,
        new_log_p,
        *kinds,
        (rows.kind // WORD).astype(np.float64),
        _LOGS[mistaken],
        *old_features[:n],
        *new_features[:n],
        *old_features[n : n + 3],
        *new_features[n : n + 3],
        *old_features[n + 3 : n + 6],
        *new_features[n + 3 : n + 6],
        old_features[n + 6],
        new_features[n + 6],
        old_features[n + 7],
        new_features[n + 7],
        around,
        margin,
        rivals,
        likely_margin,
        *(rank - best for best in _neighbours(rows, rank, len(ids))),
    ]
    return Scored(rows, delta, rank, np.stack(columns, axis=1))


def _window_log_p(supports: Supports) -> Floats:
    total: Floats = supports.log_probability(BEFORE).sum(axis=0)
    return total


def _support_features(supports: Supports) -> list[Floats]:
    """Best n-gram over the changed place for each length; those that end and begin there; the one in the middle."""
    of = supports.of
    best = [_LOGS[of[n][BEFORE : BEFORE + n].max(axis=0)] for n in _ORDERS]
    ends = [_LOGS[of[n][BEFORE]] for n in (2, 3, 4)]
    begins = [_LOGS[of[n][BEFORE + n - 1]] for n in (2, 3, 4)]
    unseen = (of[3][BEFORE : BEFORE + 3] == 0).sum(axis=0) + (of[2][BEFORE : BEFORE + 2] == 0).sum(axis=0)
    return [*best, *ends, *begins, _LOGS[of[3][BEFORE + 1]], unseen.astype(np.float64)]


def _neighbours(rows: Candidates, rank: Floats, length: int) -> list[Floats]:
    """For each candidate the best rank beside it, near it, and around it: what may be meant instead, or as well."""
    best = np.zeros(length + 2 * AROUND)
    np.maximum.at(best, rows.at + AROUND, rank)
    pairs = (rows.kind & PAIR) > 0
    after = pairs.astype(np.int64)  # a change of two characters has its neighbour one further
    np.maximum.at(best, rows.at[pairs] + AROUND + 1, rank[pairs])
    found = []
    for nearest, furthest in ((1, BESIDE), (BESIDE + 1, NEAR), (NEAR + 1, AROUND - 1)):
        left = np.stack([best[rows.at + AROUND - step] for step in range(nearest, furthest + 1)])
        right = np.stack([best[rows.at + after + AROUND + step] for step in range(nearest, furthest + 1)])
        found.append(np.maximum(left.max(axis=0), right.max(axis=0)))
    return found


def _rivalry(rows: Candidates, delta: Floats) -> tuple[Floats, Floats]:
    """How far each candidate lies before the best other one at its place, and how many there are."""
    order = np.lexsort((-delta, rows.at))
    at = rows.at[order]
    starts = np.flatnonzero(np.concatenate([[True], at[1:] != at[:-1]]))
    number = np.diff(np.concatenate([starts, [len(at)]]))
    best = np.repeat(delta[order][starts], number)
    second_place = np.where(number > 1, starts + 1, starts)
    second = np.repeat(np.where(number > 1, delta[order][second_place], 0.0), number)
    rank = np.arange(len(at)) - np.repeat(starts, number)
    margin = np.empty(len(at))
    margin[order] = np.where(rank == 0, delta[order] - np.maximum(second, 0.0), delta[order] - best)
    rivals = np.empty(len(at))
    rivals[order] = np.log(np.repeat(number, number))
    return margin, rivals
