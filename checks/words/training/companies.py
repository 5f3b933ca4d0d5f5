"""Counting the company words keep in a corpus: lines → the n-grams of words that `Company` reads."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.alphabet import Ids
from checks.words.ngrams.company import SENTENCE, STEP, STEPS, word_number
from checks.words.ngrams.counts import Hashes, Levels, hashes, levels_of
from checks.words.segmentation import WordDictionary

MIN_FOLLOWED = 3  # times one word comes after another to be kept
MIN_CONTENT = 20  # times a word of several characters occurs that counts as company
NEAREST = 8  # such words on each side that are looked at
MIN_TOGETHER, MIN_RATIO = 4, 3  # times two of them stand together at least, and how much oftener than by chance
_END, _GAP, _FIRST = 0, 1, 2  # the end of a sentence, what is no word, the first number of a word
_PART = re.compile("[。；！？]|[\u4e00-\u9fff]+|[^\u4e00-\u9fff。；！？]+")


class Companies(NamedTuple):
    """What `packed_levels` takes, and how many words were counted."""

    keys: Hashes
    levels: Levels
    total: int


def companies(lines: Iterable[str], dictionary: WordDictionary) -> Companies:
    """The words of the lines, those that follow each other, and those that stand in one sentence."""
    numbers: dict[str, int] = {}
    ids = _segmented(lines, dictionary, numbers)
    names = np.array([0, 0, *map(word_number, numbers)], dtype=np.int64)
    lengths = np.array([0, 0, *map(len, numbers)])
    size = len(names)
    often = np.bincount(ids, minlength=size)
    words = np.arange(_FIRST, size)
    follows = (ids[:-1] >= _FIRST) & (ids[1:] >= _FIRST)
    pairs, times = np.unique(ids[:-1][follows] * size + ids[1:][follows], return_counts=True)
    pairs, times = pairs[times >= MIN_FOLLOWED], times[times >= MIN_FOLLOWED]
    near, strength = _near(ids, (lengths > 1) & (often >= MIN_CONTENT))
    one, other = names[near // size], names[near % size]
    together = [np.minimum(one, other), np.maximum(one, other), np.full(len(near), SENTENCE)]
    return Companies(
        np.concatenate([hashes([names[words]]), hashes([names[pairs // size], names[pairs % size]]), hashes(together)]),
        np.concatenate([levels_of(often[words]), levels_of(times), strength]),
        int(often[_FIRST:].sum()),
    )


def _segmented(lines: Iterable[str], dictionary: WordDictionary, numbers: dict[str, int]) -> Ids:
    """The words as numbers, which are added to `numbers`, with the gaps between them."""
    known: dict[str, list[int]] = {}  # a run of characters → its words: a corpus repeats itself
    ids = array("i")
    for line in lines:
        for part in _PART.findall(line):
            if part in "。；！？":
                ids.append(_END)
            elif not "\u4e00" <= part[0] <= "\u9fff":
                ids.append(_GAP)
            else:
                run = known.get(part)
                if run is None:
                    run = [numbers.setdefault(word, _FIRST + len(numbers)) for word in dictionary.words(part)]
                    known[part] = run
                ids.extend(run)
        ids.append(_END)
    return np.array(ids, dtype=np.int64)


def _near(ids: Ids, content: npt.NDArray[np.bool_]) -> tuple[Ids, Levels]:
    """Pairs of content words (numbers) of one sentence that stand together often, and how strongly they are tied."""
    size = len(content)
    places = np.flatnonzero(content[ids])
    words, sentence = ids[places], np.cumsum(ids == _END)[places]
    pairs, times = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for distance in range(1, NEAREST + 1):
        same = sentence[distance:] == sentence[:-distance]
        one, other = words[:-distance][same], words[distance:][same]
        more = np.unique(np.minimum(one, other) * size + np.maximum(one, other), return_counts=True)
        pairs, inverse = np.unique(np.concatenate([pairs, more[0]]), return_inverse=True)
        times = np.bincount(inverse, np.concatenate([times, more[1]])).astype(np.int64)
    often = np.bincount(words, minlength=size) / max(len(words), 1)
    by_chance = 2 * times.sum() * often[pairs // size] * often[pairs % size]
    kept = (times >= MIN_TOGETHER) & (times >= MIN_RATIO * by_chance)
    strength = np.log((times[kept] + 0.5) / (by_chance[kept] + 0.5)) / STEP
    return pairs[kept], np.round(strength).clip(1, STEPS).astype(np.uint8)
