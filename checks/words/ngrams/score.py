"""How usual a text is: probabilities of symbols given the four before them, from counts of n-grams.

Each order is smoothed with the one below: p(w|h) = (c(hw) + k p(w|h')) / (c(h) + k) with k = D c(h)^0.6, which stands
for the number of different symbols that follow h.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.alphabet import Ids
from checks.words.ngrams.counts import ORDER, Counts, Levels, level_values

DISCOUNTS = (0.51, 0.63, 0.74, 0.82, 0.71)  # by order, measured on the corpus
FOLLOWERS = 0.6  # the exponent of the number of different followers
Floats = npt.NDArray[np.float64]
_VALUES = level_values()
# by order and level of what goes before: k of the formula, and c(h) + k
_WEIGHTS = np.outer(DISCOUNTS, np.power(_VALUES, FOLLOWERS))
_TOTALS = np.maximum(_VALUES + _WEIGHTS, 1e-9)


class Supports:
    """Levels of the n-grams that end at each place of a line or of many windows: `of[n][place]`, n from 1.

    A level is 0 as well where the n-gram would begin before the window, and before place `first`.
    """

    def __init__(self, counts: Counts, windows: Ids, first: int, total: int) -> None:
        """`windows`: symbols, a row a place and a column a window, if there are many. `total`: those of the corpus."""
        self.first = first
        self.total = total
        self.of: list[Levels] = [np.zeros(windows.shape, dtype=np.uint8)]
        height = len(windows)
        for length in range(1, ORDER + 1):
            start = max(first, length - 1)
            levels = np.zeros(windows.shape, dtype=np.uint8)
            columns = [windows[start - length + 1 + place : height - length + 1 + place] for place in range(length)]
            if length <= 2:
                levels[start:] = counts.levels(columns)
            else:  # believed, and so looked up, only where what it is made of is known
                shorter = self.of[length - 1]
                known = shorter[start:] > 0
                if start > first:
                    known &= shorter[start - 1 : -1] > 0
                else:
                    known[1:] &= shorter[start:-1] > 0
                where = np.flatnonzero(known)
                levels[start:].reshape(-1)[where] = counts.levels([column.ravel().take(where) for column in columns])
            self.of.append(levels)

    def windows(self, rows: Ids) -> Supports:
        """Of a whole line the windows that are parts of it: `rows`, a row a place, a column a part."""
        part = object.__new__(Supports)
        part.first, part.total = self.first, self.total
        part.of = [levels[rows] for levels in self.of]
        return part

    def log_probability(self, start: int) -> Floats:
        """Natural logarithm of the probability of the symbols from place `start` on, each given those before it."""
        p: Floats = (_VALUES.take(self.of[1][start:]) + DISCOUNTS[0]) / self.total
        for length in range(2, ORDER + 1):
            history = self.of[length - 1][start - 1 : -1].ravel()
            where = np.flatnonzero(history)
            before = history.take(where)
            seen = _VALUES.take(self.of[length][start:].ravel().take(where))
            mixed = seen + _WEIGHTS[length - 1].take(before) * p.reshape(-1).take(where)
            p.reshape(-1)[where] = np.minimum(mixed / _TOTALS[length - 1].take(before), 1.0)
        return np.log(p)
