"""What may have been meant: characters of like sound or shape, words of like sound, words of the dictionary, two
characters the other way round, and whatever usually stands between the two characters around.

Candidates come for many places at once, as columns of numbers, and only those stay that make the text around them
more usual than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.alphabet import FIRST_CHARACTER, RARE, Ids
from checks.words.ngrams.counts import Counts, Hashes, Levels, exchanged, mixed, sums

# how a candidate relates to what is written; bits
SAME_TONE, SAME_SOUND, LIKE_SOUND, LIKE_SHAPE, CONFUSED, PAIR, LOOKS, MISTAKEN, BETWEEN, SWAPPED = (
    1 << bit for bit in range(10)
)
KINDS = 10  # bits; above them the length of a word it completes
WORD = 1 << KINDS
PAD = 12  # symbols of boundary before and after a text
MIN_SUPPORT = 2  # times the best trigram with the candidate must have been seen
WORD_LEAP = 8  # levels by which a bigram with the candidate must exceed the one that is there
CLOSE, CLOSE_LEAP = SAME_SOUND | LIKE_SHAPE | CONFUSED | LOOKS | MISTAKEN, 2  # the same for what is much alike
BETWEEN_SUPPORT = 4  # the same where the candidate is like nothing but usual between its neighbours
COMMON = 4  # a place is looked at only where a trigram that covers it was seen less often
PAIR_BASE = 1 << 12  # sounds a text's two characters are numbered with
WORD_LENGTHS = (3, 4, 5)
PHRASE_LENGTH, PHRASE = 4, 4  # n-grams so frequent that they count as words, and the number of their kind
MIDDLE_LENGTH, MIDDLE = 3, 1  # frequent trigrams, and the place in them that is left out
LOOSE_LENGTH = 4  # words from this length complete whatever the character sounds like


class Tables(NamedTuple):
    """The arrays of the artefact that candidates come from."""

    like_first: npt.NDArray[np.int32]  # symbol → its first row in `like`
    like: npt.NDArray[np.uint16]  # symbols of like sound or shape
    like_kind: npt.NDArray[np.uint8]  # bits up to MISTAKEN
    sound: npt.NDArray[np.uint16]  # symbol → number of its sound, 0 if it has none
    pair_key: npt.NDArray[np.uint32]  # two sounds, ascending
    pair: npt.NDArray[np.uint16]  # (n, 2) symbols of the word
    gap_key: npt.NDArray[np.uint32]  # hash of a word with one character left out, ascending
    gap: npt.NDArray[np.uint16]  # the character left out
    middle_key: npt.NDArray[np.uint32]  # hash of a frequent trigram without its middle, ascending
    middle: npt.NDArray[np.uint16]  # the middle
    mistake_key: npt.NDArray[np.uint32]  # what was written, what was meant (`mistake_keys`), ascending
    mistake: npt.NDArray[np.uint8]  # how often people did, as a level


class Candidates(NamedTuple):
    """Columns, one row a candidate: the symbols at `at` and after it become `first` and `second`."""

    at: Ids
    first: Ids
    second: Ids
    kind: Ids

    def only(self, rows: npt.NDArray[np.bool_] | Ids) -> Candidates:
        """Some of the rows."""
        return Candidates(*(column[rows] for column in self))


def gap_keys(columns: Sequence[Ids], gap: int, wildcard: int) -> npt.NDArray[np.uint32]:
    """The keys of words (symbols from the left) without the character at `gap`."""
    return _shortened(mixed(exchanged(sums(columns), gap, columns[gap], wildcard)))


def mistake_keys(written: Ids, meant: Ids) -> npt.NDArray[np.uint32]:
    """The keys of a character for another."""
    return ((written << 16) | meant).astype(np.uint32)


def _shortened(keys: Hashes) -> npt.NDArray[np.uint32]:
    return (keys >> np.uint64(32)).astype(np.uint32)


class CandidateSource:
    """Gives the candidates of a padded line of symbols."""

    def __init__(self, tables: Tables, counts: Counts, size: int) -> None:
        """`size`: symbols in the alphabet."""
        self._tables = tables
        self._counts = counts
        # the lengths of words with the number of their kind and the symbol that stands for the gap
        self._shapes = [(length, length - WORD_LENGTHS[0] + 1, size) for length in WORD_LENGTHS]
        self._shapes.append((PHRASE_LENGTH, PHRASE, size + 1))
        self._middle = size + 2

    def of(self, ids: Ids, trigrams: Levels, bigrams: Levels, where: npt.NDArray[np.bool_] | None = None) -> Candidates:
        """`ids`: symbols with `PAD` boundaries around; `trigrams`: level of the trigram that ends at each of them.

        Only the places are looked at where `where` says so.
        """
        written = (ids >= FIRST_CHARACTER) | (ids == RARE)
        covered = np.minimum(np.minimum(trigrams[:-2], trigrams[1:-1]), trigrams[2:])
        alike = (ids[2:] == ids[1:-1]) & (ids[1:-1] == ids[:-2])
        run = np.zeros(len(ids), dtype=bool)  # three and more of one character are no prose
        for place in range(3):
            run[place : len(ids) - 2 + place] |= alike
        rare = np.flatnonzero((written & ~run)[:-2] & (covered < COMMON))
        rare = rare[(rare >= PAD) & (rare < len(ids) - PAD)]
        if where is not None:
            rare = rare[where[rare]]
        if not len(rare):
            empty = np.zeros(0, dtype=np.int64)
            return Candidates(empty, empty, empty, empty)
        parts = [
            self._completed(ids, rare),
            self._alike(ids, rare, trigrams, bigrams),
            self._pairs(ids, rare, trigrams, bigrams),
            self._between(ids, rare, trigrams),
            self._swapped(ids, rare, trigrams, bigrams),
        ]
        return _united(Candidates(*(np.concatenate(columns) for columns in zip(*parts, strict=True))))

    def _alike(self, ids: Ids, places: Ids, trigrams: Levels, bigrams: Levels) -> Candidates:
        """One character of like sound or shape."""
        table = self._tables
        first = table.like_first[ids[places]].astype(np.int64)
        number = table.like_first[ids[places] + 1] - first
        rows, at = _spread(first, number, places)
        new = table.like[rows].astype(np.int64)
        kinds = table.like_kind[rows].astype(np.int64)
        good = self._supported(ids, at, [new], trigrams, bigrams, np.where(kinds & CLOSE, CLOSE_LEAP, WORD_LEAP))
        at, new = at[good], new[good]
        return Candidates(at, new, ids[at + 1], kinds[good])

    def _pairs(self, ids: Ids, places: Ids, trigrams: Levels, bigrams: Levels) -> Candidates:
        """Two characters that are a word of like sound."""
        table = self._tables
        left, right = table.sound[ids[places]], table.sound[ids[places + 1]]
        places = places[(left > 0) & (right > 0)]
        keys = table.sound[ids[places]].astype(np.uint32) * np.uint32(PAIR_BASE) + table.sound[ids[places + 1]]
        first = np.searchsorted(table.pair_key, keys, side="left")
        number = np.searchsorted(table.pair_key, keys, side="right") - first
        rows, at = _spread(first, number, places)
        words = table.pair[rows].astype(np.int64)
        both = (words[:, 0] != ids[at]) & (words[:, 1] != ids[at + 1])
        at, words = at[both], words[both]
        good = self._supported(ids, at, [words[:, 0], words[:, 1]], trigrams, bigrams)
        at, words = at[good], words[good]
        return Candidates(at, words[:, 0], words[:, 1], np.full(len(at), PAIR))

    def _completed(self, ids: Ids, places: Ids) -> Candidates:
        """The character that completes a word of the dictionary."""
        written = ids[places]
        rows_of_sums, which = [], []
        for length, kind, wildcard in self._shapes:
            every = sums([ids[place : len(ids) - length + 1 + place] for place in range(length)])
            for gap in range(length):
                rows_of_sums.append(exchanged(every[places - gap], gap, written, wildcard))
                which.append(kind)
        wanted = _shortened(mixed(np.concatenate(rows_of_sums)))
        index = np.minimum(np.searchsorted(self._tables.gap_key, wanted), len(self._tables.gap_key) - 1)
        hit = np.flatnonzero(self._tables.gap_key[index] == wanted)
        last = np.searchsorted(self._tables.gap_key, wanted[hit], side="right")
        rows, which_key = _spread(index[hit], last - index[hit], hit)
        at = np.tile(places, len(which))[which_key]
        new = self._tables.gap[rows].astype(np.int64)
        kinds = WORD * np.repeat(which, len(places))[which_key]
        changed = new != ids[at]
        at, new, kinds = at[changed], new[changed], kinds[changed]
        return Candidates(at, new, ids[at + 1], kinds)

    def _between(self, ids: Ids, places: Ids, trigrams: Levels) -> Candidates:
        """What usually stands between the neighbours, where no trigram speaks for what is there."""
        table = self._tables
        unusual = np.maximum(np.maximum(trigrams[places], trigrams[places + 1]), trigrams[places + 2]) < COMMON
        places = places[unusual & (ids[places - 1] >= FIRST_CHARACTER) & (ids[places + 1] >= FIRST_CHARACTER)]
        keys = gap_keys([ids[places - 1], ids[places], ids[places + 1]], MIDDLE, self._middle)
        first = np.searchsorted(table.middle_key, keys, side="left")
        number = np.searchsorted(table.middle_key, keys, side="right") - first
        rows, at = _spread(first, number, places)
        new = table.middle[rows].astype(np.int64)
        left = self._counts.levels([ids[at - 2], ids[at - 1], new])
        right = self._counts.levels([new, ids[at + 1], ids[at + 2]])
        good = (np.maximum(left, right) >= BETWEEN_SUPPORT) & (new != ids[at])
        at, new = at[good], new[good]
        return Candidates(at, new, ids[at + 1], np.full(len(at), BETWEEN))

    def _swapped(self, ids: Ids, places: Ids, trigrams: Levels, bigrams: Levels) -> Candidates:
        """A character and the next one in the other order."""
        at = places[(ids[places + 1] >= FIRST_CHARACTER) & (ids[places] >= FIRST_CHARACTER)]
        at = at[ids[at] != ids[at + 1]]
        at = at[self._supported(ids, at, [ids[at + 1], ids[at]], trigrams, bigrams)]
        return Candidates(at, ids[at + 1], ids[at], np.full(len(at), PAIR | SWAPPED))

    def mistaken(self, ids: Ids, rows: Candidates) -> Levels:
        """How often people wrote the character that is there for that of the candidate, as a level."""
        table = self._tables
        keys = mistake_keys(ids[rows.at], rows.first)
        index = np.minimum(np.searchsorted(table.mistake_key, keys), len(table.mistake_key) - 1)
        return np.where(table.mistake_key[index] == keys, table.mistake[index], 0).astype(np.uint8)

    def _supported(
        self, ids: Ids, at: Ids, new: list[Ids], trigrams: Levels, bigrams: Levels, leap: Ids | None = None
    ) -> npt.NDArray[np.bool_]:
        """Has a trigram with the candidate been seen often enough, and at least as often as the one that is there?"""
        starts = range(-2, len(new))
        around = np.stack(
            [new[place] if 0 <= place < len(new) else ids[at + place] for place in range(-2, starts[-1] + 3)]
        )
        support = self._counts.levels([around[place : place + len(starts)] for place in range(3)])
        written = trigrams[at + np.arange(len(starts))[:, np.newaxis]]
        good: npt.NDArray[np.bool_] = ((support >= MIN_SUPPORT) & (support >= written)).any(axis=0)
        if leap is not None:  # a word of two characters in a place where the trigrams say nothing
            silent = np.flatnonzero(~good & (written.max(axis=0) < MIN_SUPPORT))
            pairs = self._counts.levels([around[1:3, silent], around[2:4, silent]])
            there = bigrams[at[silent] + np.arange(2)[:, np.newaxis]].astype(np.int64)
            good[silent] = (pairs >= there + leap[silent]).any(axis=0)
        return good


def _spread(first: Ids, number: Ids, of: Ids) -> tuple[Ids, Ids]:
    """For each of `of` the `number` rows from `first` on: the rows, and what they are of."""
    rows = np.arange(number.sum()) + np.repeat(first - (np.cumsum(number) - number), number)
    return rows, np.repeat(of, number)


def _united(all_rows: Candidates) -> Candidates:
    """One row for each change, with what all its rows say of it; short words only with a likeness."""
    size = np.int64(1) << 16
    key = (all_rows.at * size + all_rows.first) * size + all_rows.second
    keys, inverse = np.unique(key, return_inverse=True)
    words = np.zeros(len(keys), dtype=np.int64)
    likeness = np.zeros(len(keys), dtype=np.int64)
    np.maximum.at(words, inverse, all_rows.kind // WORD)
    np.bitwise_or.at(likeness, inverse, all_rows.kind % WORD)
    rows = Candidates(keys // size // size, keys // size % size, keys % size, likeness + WORD * words)
    return rows.only((likeness > 0) | (words > LOOSE_LENGTH - WORD_LENGTHS[0]))
