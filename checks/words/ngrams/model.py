"""The language model as it ships: arrays mapped into memory (shared by all processes) and the small model's trees."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checks.words.faults import sentence_window
from checks.words.ngrams.alphabet import BOUNDARY, FIRST_CHARACTER, Alphabet, Ids
from checks.words.ngrams.candidates import LIKE_SHAPE, LOOKS, PAD, WORD, Candidates, CandidateSource, Tables
from checks.words.ngrams.company import Company
from checks.words.ngrams.counts import Counts, NgramCounts, levels_of
from checks.words.ngrams.features import COUNT_FEATURES, Scored, scored
from checks.words.ngrams.score import Floats, Supports

FOLDER = Path(__file__).resolve().parents[2] / "tables" / "language"
KEPT = 5  # candidates a place that the small model sees
MIN_DELTA = 0.2
MIN_DELTA_WORD = -10.0  # for a candidate that completes a long word
LONG_WORD = 2  # the kind of a word of four characters, as in candidates
ODD_FLOOR = -8.0  # natural logarithm below which a symbol of a text as it is written is no odder: it may be a fault
GAIN_WINDOW = 10  # characters on each side of a change: beyond four the model sees no difference


_NOTHING = Scored(
    Candidates(*(np.zeros(0, dtype=np.int64) for _ in Candidates._fields)),
    np.zeros(0),
    np.zeros(0),
    np.zeros((0, len(COUNT_FEATURES))),
)


class LanguageModel:
    """Scores candidates in lines of text."""

    def __init__(self, alphabet: Alphabet, counts: Counts, total: int, tables: Tables, company: Company) -> None:
        """`total`: symbols of the corpus that `counts` are of."""
        self.alphabet = alphabet
        self.company = company
        self._counts = counts
        self._total = total
        self._source = CandidateSource(tables, counts, alphabet.size)

    def candidates(self, ids: Ids) -> Scored:
        """The candidates of lines with `PAD` boundaries before, between and after them that deserve a closer look.

        In the order of their place. What is said of a line does not depend on the lines beside it.
        """
        return _promising(self._scored(ids, Supports(self._counts, ids, 0, self._total)))

    def candidates_where_rare(
        self, ids: Ids, starts: Ids, asked: npt.NDArray[np.bool_], least: float, times: int
    ) -> Scored:
        """The candidates at places that are joined to a neighbour in a way seen so often at most; much quicker.

        `starts`: where each line begins and where one more would; `asked`: which lines are looked at. Lines whose
        oddness is below `least` have none; no symbol counts as odder than a fault may be, or a short line with a fault
        would be foreign text.
        """
        line = Supports(self._counts, ids, 0, self._total)
        rare = line.of[2] <= levels_of(np.array([times]))[0]
        rare[:-1] |= rare[1:]
        lines = (
            asked & np.logical_or.reduceat(rare[PAD:], starts[:-1] - PAD) & (_oddness(line, starts, ODD_FLOOR) >= least)
        )
        if not lines.any():
            return _NOTHING
        # only those lines, each with the gap after it: a page has many, and one of them costs little
        kept = np.concatenate([np.ones(PAD, dtype=bool), np.repeat(lines, np.diff(starts))])
        places = np.flatnonzero(kept)
        found = self._scored(ids[places], line.windows(places), rare[places])
        return found._replace(rows=found.rows._replace(at=places[found.rows.at]))

    def _scored(self, ids: Ids, line: Supports, where: npt.NDArray[np.bool_] | None = None) -> Scored:
        rows = self._source.of(ids, line.of[3], line.of[2], where)
        if not len(rows.at):
            return _NOTHING
        return scored(ids, rows, self._counts, line, self._source.mistaken(ids, rows))

    def oddness(self, text: str) -> float:
        """Mean log probability of the symbols of a text: low where the vocabulary is foreign."""
        ids = padded(self.alphabet.line(text).ids)
        line = Supports(self._counts, ids, 0, self._total)
        return float(_oddness(line, np.array([PAD, len(ids)]))[0])

    def gain(self, text: str, start: int, end: int, replacement: str) -> float:
        """How much likelier (natural logarithm) the text around [start, end) becomes with the replacement there."""
        left, right = sentence_window(text, start, end, GAIN_WINDOW)
        mended = text[left:start] + replacement + text[end:right]
        return self._log_probability(mended) - self._log_probability(text[left:right])

    def _log_probability(self, text: str) -> float:
        line = Supports(self._counts, padded(self.alphabet.line(text).ids), 0, self._total)
        return float(line.log_probability(1).sum())


def _oddness(line: Supports, starts: Ids, floor: float = -np.inf) -> Floats:
    """The mean log probability of the symbols of each line, none below `floor`; -inf for a line without any."""
    lengths = np.diff(starts) - PAD
    symbols = np.maximum(line.log_probability(1), floor)
    sums = np.concatenate([[0.0, 0.0], np.cumsum(symbols)])  # up to before each place
    totals = sums[starts[:-1] + lengths] - sums[starts[:-1]]
    return np.where(lengths > 0, totals / np.maximum(lengths, 1), -np.inf)


def shipped_model(folder: Path = FOLDER) -> LanguageModel:
    """The model over the arrays of a folder, mapped into memory."""
    load = functools.partial(np.load, mmap_mode="r", allow_pickle=False)
    alphabet = Alphabet(load(folder / "characters.npy"))
    return LanguageModel(
        alphabet,
        NgramCounts(load(folder / "counts.npy").view(np.ndarray), alphabet.size),
        int(load(folder / "total.npy")[0]),
        Tables(*(load(folder / f"{name}.npy").view(np.ndarray) for name in Tables._fields)),
        Company(NgramCounts(load(folder / "company.npy").view(np.ndarray)), int(load(folder / "company_total.npy")[0])),
    )


def look_alikes(folder: Path = FOLDER) -> npt.NDArray[np.uint32]:
    """What both tables of shapes hold to look alike, ascending: the code point written << 16 | the one meant."""
    characters, first, like, kind = (
        np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        for name in ("characters", "like_first", "like", "like_kind")
    )
    rows = np.flatnonzero(kind & (LIKE_SHAPE | LOOKS) == LIKE_SHAPE | LOOKS)
    written = np.searchsorted(first, rows, side="right") - 1
    codes = np.concatenate([np.zeros(FIRST_CHARACTER, dtype=np.uint32), characters.astype(np.uint32)])
    pairs = (codes[written] << 16) | codes[like[rows]]
    return np.unique(pairs[(codes[written] > 0) & (codes[like[rows]] > 0)])


def padded(ids: Ids) -> Ids:
    """A line with boundaries around."""
    return np.pad(ids, PAD, constant_values=BOUNDARY)


def _promising(every: Scored) -> Scored:
    good = (every.delta > MIN_DELTA) | ((every.rows.kind // WORD >= LONG_WORD) & (every.delta > MIN_DELTA_WORD))
    places = np.flatnonzero(good)
    order = places[np.lexsort((-every.rank[places], every.rows.at[places]))]
    at = every.rows.at[order]
    starts = np.flatnonzero(np.concatenate([[True], at[1:] != at[:-1]])) if len(at) else np.zeros(0, dtype=np.int64)
    number = np.diff(np.concatenate([starts, [len(at)]]))
    best = order[np.arange(len(at)) - np.repeat(starts, number) < KEPT]
    return Scored(every.rows.only(best), every.delta[best], every.rank[best], every.features[best])
