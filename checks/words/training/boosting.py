"""Fitting `Trees` by gradient boosting on the logistic loss, in numpy and without chance: same rows, same trees."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.score import Floats
from checks.words.ngrams.trees import Trees

DEPTH = 4
BINS = 32
RATE = 0.12
EASY, SHARE = 0.02, 8  # of the rows that are right to within EASY one in SHARE is looked at each round, for all
RIDGE = 4.0  # weight against large leaves


def fit(features: Floats, labels: npt.NDArray[np.bool_], weights: Floats, rounds: int) -> Trees:
    """`rounds` trees; features are cut at quantiles of their values."""
    edges = [_edges(column) for column in features.T]
    codes = np.stack([np.searchsorted(e, c, side="left") for e, c in zip(edges, features.T, strict=True)])
    width = BINS + 1
    rate = float(np.average(labels, weights=weights))
    bias = np.log(rate / (1 - rate))
    odds = np.full(len(labels), bias)
    rows = np.arange(len(labels))
    several = [feature for feature, cuts in enumerate(edges) if len(cuts)]  # those that differ between rows
    chosen_features, chosen_edges, leaves = [], [], []
    for number in range(rounds):
        p = 1 / (1 + np.exp(-odds))
        hard = np.abs(labels - p) > EASY
        used = np.flatnonzero(hard | (rows % SHARE == number % SHARE))
        weight = weights[used] * np.where(hard[used], 1, SHARE)
        gradient, curvature = weight * (labels[used] - p[used]), weight * p[used] * (1 - p[used])
        leaf = np.zeros(len(used), dtype=np.int64)
        asked, cuts = [], []
        offered = [f for f in several if _offered(f, number)] or several
        for level in range(DEPTH):
            best = (-np.inf, 0, 0)
            size = (1 << level) * width
            for feature in offered:
                place = leaf * width + codes[feature][used]
                g = np.bincount(place, gradient, size).reshape(-1, width).cumsum(axis=1)
                h = np.bincount(place, curvature, size).reshape(-1, width).cumsum(axis=1)
                low = g**2 / (h + RIDGE)
                high = (g[:, -1:] - g) ** 2 / (h[:, -1:] - h + RIDGE)
                gain = (low + high).sum(axis=0)[: len(edges[feature])]
                cut = int(np.argmax(gain))
                if gain[cut] > best[0] + 1e-9:
                    best = (float(gain[cut]), feature, cut)
            _, feature, cut = best
            asked.append((feature, cut))
            cuts.append(edges[feature][cut])
            leaf |= (codes[feature][used] > cut).astype(np.int64) << level
        g = np.bincount(leaf, gradient, 1 << DEPTH)
        h = np.bincount(leaf, curvature, 1 << DEPTH)
        value = (RATE * g / (h + RIDGE)).astype(np.float32)
        whole = np.zeros(len(labels), dtype=np.int64)
        for level, (feature, cut) in enumerate(asked):
            whole |= (codes[feature] > cut).astype(np.int64) << level
        odds = odds + value[whole]
        chosen_features.append([feature for feature, _ in asked])
        chosen_edges.append(cuts)
        leaves.append(value)
    return Trees(
        feature=np.array(chosen_features, dtype=np.int16),
        threshold=np.array(chosen_edges, dtype=np.float32),
        leaf=np.array(leaves, dtype=np.float32),
        bias=np.array([bias], dtype=np.float32),
    )


def _offered(feature: int, number: int) -> bool:
    """May a tree ask about a feature? Of about half of all, ever others: quicker, and the trees differ more."""
    mixed = feature * 73856093 ^ number * 19349663
    return (mixed ^ mixed >> 13) * 1274126177 >> 16 & 1 == 0


def _edges(column: Floats) -> npt.NDArray[np.float64]:
    """At most BINS cuts between the values of a feature, as 32-bit numbers: a row lies above a cut or not."""
    values = np.unique(column.astype(np.float32).astype(np.float64))
    if len(values) > BINS:
        return np.unique(np.quantile(column, np.arange(1, BINS + 1) / (BINS + 1)).astype(np.float32).astype(np.float64))
    return values[:-1]
