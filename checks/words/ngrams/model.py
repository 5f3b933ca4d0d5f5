"""The language model as it ships: arrays mapped into memory (shared by all processes) and the small model's trees."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np

from checks.words.ngrams.alphabet import BOUNDARY, Alphabet, Ids
from checks.words.ngrams.candidates import PAD, CandidateSource, Tables
from checks.words.ngrams.counts import NgramCounts
from checks.words.ngrams.features import COUNT_FEATURES, Scored, scored
from checks.words.ngrams.score import Supports

FOLDER = Path(__file__).resolve().parents[2] / "tables" / "language"
KEPT = 3  # candidates a place that the small model sees
MIN_DELTA = 0.2
MIN_DELTA_WORD = -4.0  # for a candidate that completes a long word
LONG_WORD = 2  # the kind of a word of four characters, as in candidates


class LanguageModel:
    """Scores candidates in lines of text."""

    def __init__(self, folder: Path) -> None:
        """Opens the arrays of a folder."""
        load = functools.partial(np.load, mmap_mode="r", allow_pickle=False)
        self.alphabet = Alphabet(load(folder / "characters.npy"))
        self._counts = NgramCounts(load(folder / "counts.npy").view(np.ndarray))
        self._total = int(load(folder / "total.npy")[0])
        tables = Tables(*(load(folder / f"{name}.npy").view(np.ndarray) for name in Tables._fields))
        self._source = CandidateSource(tables, self._counts, self.alphabet.size)

    def candidates(self, ids: Ids) -> Scored:
        """The candidates of a padded line that deserve a closer look."""
        line = Supports(self._counts, ids[:, np.newaxis], 0, self._total)
        trigrams = line.of[3][:, 0]
        rows = self._source.of(ids, trigrams, line.of[2][:, 0])
        if not len(rows.at):
            return Scored(rows, np.zeros(0), np.zeros((0, len(COUNT_FEATURES))))
        every = scored(ids, rows, self._counts, line)
        return _promising(every)

    def oddness(self, text: str) -> float:
        """Mean log probability of the symbols of a text: low where the vocabulary is foreign."""
        line = Supports(self._counts, padded(self.alphabet.line(text).ids)[:, np.newaxis], 0, self._total)
        return float(line.log_probability(1)[PAD - 1 : -PAD].mean())


def padded(ids: Ids) -> Ids:
    """A line with boundaries around."""
    return np.pad(ids, PAD, constant_values=BOUNDARY)


def _promising(every: Scored) -> Scored:
    good = (every.delta > MIN_DELTA) | ((every.rows.kind >> 6 >= LONG_WORD) & (every.delta > MIN_DELTA_WORD))
    rows, delta, features = every.rows.only(good), every.delta[good], every.features[good]
    order = np.lexsort((-delta, rows.at))
    at = rows.at[order]
    starts = np.flatnonzero(np.concatenate([[True], at[1:] != at[:-1]])) if len(at) else np.zeros(0, dtype=np.int64)
    number = np.diff(np.concatenate([starts, [len(at)]]))
    rank = np.arange(len(at)) - np.repeat(starts, number)
    best = order[rank < KEPT]
    return Scored(rows.only(best), delta[best], features[best])
