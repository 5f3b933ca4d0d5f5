"""The small model: a sum of decision tables over the features of a candidate, as a probability."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.score import Floats


class Trees(NamedTuple):
    """Symmetric decision trees: each level asks one question of all, the answers are the bits of the leaf's number."""

    feature: npt.NDArray[np.int16]  # (trees, depth)
    threshold: npt.NDArray[np.float32]  # (trees, depth): the answer is "above"
    leaf: npt.NDArray[np.float32]  # (trees, 2 ** depth)
    bias: npt.NDArray[np.float32]  # (1,)

    def log_odds(self, features: Floats) -> Floats:
        """The sum of the leaves that each row falls into."""
        depth = self.feature.shape[1]
        above = features.astype(np.float32)[:, self.feature.ravel()] > self.threshold.ravel()
        bits = above.reshape(len(features), -1, depth) << np.arange(depth)
        leaves = bits.sum(axis=2)
        chosen = self.leaf[np.arange(len(self.leaf)), leaves]
        odds: Floats = chosen.sum(axis=1, dtype=np.float64) + float(self.bias[0])
        return odds

    def probability(self, features: Floats) -> Floats:
        """The probability that each row is a correction."""
        probability: Floats = 1.0 / (1.0 + np.exp(-self.log_odds(features)))
        return probability
