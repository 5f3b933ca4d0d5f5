"""Counting a corpus: text → distinct n-grams with their counts, and these → the cells of `NgramCounts`."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.alphabet import BOUNDARY, FIRST_CHARACTER, Alphabet, Ids
from checks.words.ngrams.counts import ORDER, Hashes, Levels, cells, fingerprints, hashes, levels_of

# times an n-gram must occur to be kept, by its length: what is long and was seen once says little
MIN_COUNT = {1: 1, 2: 1, 3: 1, 4: 3, 5: 8}
LOAD = 0.81  # n-grams a cell; above 0.818 no arrangement exists
MIN_BLOCK = 64  # cells; in a tiny table chance weighs more
_HAN_FIRST, _HAN_LAST = "\u4e00", "\u9fff"


def corpus_lines(files: Sequence[Path]) -> Iterator[str]:
    """The lines of xz-packed texts."""
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n")


def characters_of(lines: Sequence[str], others: Iterable[str]) -> npt.NDArray[np.uint16]:
    """The code points that get a number, in ascending order: those of the corpus and `others`."""
    found = set(others).union(*lines)
    return np.array(sorted(ord(c) for c in found if _HAN_FIRST <= c <= _HAN_LAST), dtype=np.uint16)


def symbols(lines: Sequence[str], alphabet: Alphabet) -> Ids:
    """All lines as symbols, with a boundary before, between and after them."""
    return alphabet.line("\n" + "\n".join(lines) + "\n").ids


class Counted(NamedTuple):
    """Distinct n-grams of one length: hashes in ascending order, and how often each occurs."""

    keys: Hashes
    counts: Ids


def counted(ids: Ids) -> list[Counted]:
    """All n-grams, by length from 1."""
    found = []
    for length in range(1, ORDER + 1):
        columns = [ids[place : len(ids) - length + 1 + place] for place in range(length)]
        whole = np.ones(len(columns[0]), dtype=bool)
        for inner in columns[1:-1]:
            whole &= inner != BOUNDARY  # an n-gram does not run over a boundary
        found.append(Counted(*np.unique(hashes(columns)[whole], return_counts=True)))
    return found


def added(counts: Sequence[Counted], more: Sequence[Counted], times: int) -> list[Counted]:
    """`counts` with `more`, each of these counted so many times."""
    both = []
    for one, other in zip(counts, more, strict=True):
        index = np.minimum(np.searchsorted(one.keys, other.keys), len(one.keys) - 1)
        known = one.keys[index] == other.keys
        sums = one.counts.copy()
        sums[index[known]] += times * other.counts[known]
        keys = np.concatenate([one.keys, other.keys[~known]])
        order = np.argsort(keys, kind="stable")
        both.append(Counted(keys[order], np.concatenate([sums, times * other.counts[~known]])[order]))
    return both


def worth_keeping(counts: Sequence[Counted]) -> list[Counted]:
    """Without what is too rare for its length."""
    kept = []
    for length, (keys, times) in enumerate(counts, start=1):
        often = times >= MIN_COUNT[length]
        kept.append(Counted(keys[often], times[often]))
    return kept


class ExactCounts:
    """Gives the levels that `NgramCounts` gives, from the counts themselves; larger and slower."""

    def __init__(self, counts: Sequence[Counted]) -> None:
        self._counts = [(one.keys, levels_of(one.counts)) for one in counts]

    def levels(self, columns: Sequence[Ids]) -> Levels:
        """The level of each n-gram, 0 where it was not counted."""
        keys, levels = self._counts[len(columns) - 1]
        wanted = hashes(columns)
        index = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[index] == wanted, levels[index], 0).astype(np.uint8)


def frequent(ids: Ids, length: int, least: int) -> Ids:
    """The n-grams of Chinese characters that occur at least so often, a row each, in the order of their symbols."""
    columns = [ids[place : len(ids) - length + 1 + place] for place in range(length)]
    _, first, counts = np.unique(hashes(columns), return_index=True, return_counts=True)
    first = first[counts >= least]
    grams = np.stack([column[first] for column in columns], axis=1)
    grams = grams[(grams >= FIRST_CHARACTER).all(axis=1)]
    rows: Ids = grams[np.lexsort(grams.T[::-1])]
    return rows


def packed(counts: Sequence[Counted]) -> npt.NDArray[np.uint16]:
    """The cells that give back every n-gram's level. Raises `ValueError` if no arrangement was found."""
    return packed_levels(
        np.concatenate([one.keys for one in counts]), np.concatenate([levels_of(one.counts) for one in counts])
    )


def packed_levels(keys: Hashes, levels: Levels) -> npt.NDArray[np.uint16]:
    """The cells that give back the level (≥ 1) of each key. Raises `ValueError` if no arrangement was found."""
    by_key = np.argsort(keys, kind="stable")
    keys, levels = keys[by_key], levels[by_key]
    block = max(MIN_BLOCK, int(len(keys) / LOAD / 3) + 1)
    places = np.stack(cells(keys, block)).astype(np.int32)
    wanted = fingerprints(keys) | levels.astype(np.uint16)
    order, owners = _peeled(places, 3 * block)
    table = np.zeros(3 * block, dtype=np.uint16)
    for batch, owner in zip(reversed(order), reversed(owners), strict=True):
        # a key's own cell is the last of its three to be filled, when the other two have their final values
        table[owner] = 0
        value = wanted[batch]
        for row in places[:, batch]:
            value = value ^ np.where(row == owner, 0, table[row]).astype(np.uint16)
        table[owner] = value
    return table


def _peeled(places: npt.NDArray[np.int32], size: int) -> tuple[list[Ids], list[Ids]]:
    """Batches of keys that have a cell to themselves once the batches before are gone, and that cell."""
    count = places.shape[1]
    degree = np.zeros(size, dtype=np.int32)
    sums = np.zeros(size, dtype=np.int64)  # of the keys at a cell: the key itself where it is alone
    for row in places:
        degree += np.bincount(row, minlength=size).astype(np.int32)
        sums += np.bincount(row, weights=np.arange(count, dtype=np.float64), minlength=size).astype(np.int64)
    alone = np.flatnonzero(degree == 1)
    batches: list[Ids] = []
    owners: list[Ids] = []
    left = count
    while len(alone):
        keys, first = np.unique(sums[alone], return_index=True)
        batches.append(keys)
        owners.append(alone[first])
        left -= len(keys)
        touched = places[:, keys].ravel()
        np.subtract.at(degree, touched, 1)
        np.subtract.at(sums, touched, np.tile(keys, 3))
        touched = np.unique(touched)
        alone = touched[degree[touched] == 1]
    if left:
        raise ValueError(f"{left} n-grams found no cell of their own: lower LOAD")
    return batches, owners
