"""Accidents: what a model takes for faults in millions of characters that it did not count and that hold none.

The lines that are counted are divided into slices; for each a model that counted the others reads it. What it finds
is what official text that nobody has seen looks like to the model that ships: new words (禁烧, 申贷, 保泉), names, old
spellings. The trees of the second look learn from it not to tell such places.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from checks.words.characters import is_simplified
from checks.words.ngrams.certainty import POSSIBLE, second_features
from checks.words.ngrams.detector import features_of
from checks.words.ngrams.model import LanguageModel
from checks.words.ngrams.score import Floats
from checks.words.ngrams.trees import Trees
from checks.words.ngrams.words import Change
from checks.words.segmentation import jieba_dictionary
from checks.words.training.counting import ExactCounts
from checks.words.training.labelled import LINE, Sentence
from checks.words.training.language import language, read_corpus

SLICES = 8
BLOCK = 2000  # lines that stand together in the corpus are in one slice
BATCH = 200  # lines looked at together
PARTS, PROOF_PART = 5, 4  # of the batches one in so many is for the proof: nothing learns from it
SOURCES = Path(__file__).with_name("faults_of_sources.tsv")


class Accidents(NamedTuple):
    """What is found in a slice: the texts, the changes with their features, and the part each belongs to."""

    characters: int  # that were read
    texts: list[str]  # a row a change, as the others
    changes: list[Change]
    features: Floats
    probability: Floats  # by the first look
    part: list[int]


def sliced(lines: Sequence[str], which: int) -> tuple[list[str], list[str]]:
    """The lines to count and those of a slice."""
    inside = [number // BLOCK % SLICES == which for number in range(len(lines))]
    return (
        [line for line, own in zip(lines, inside, strict=True) if not own],
        [line for line, own in zip(lines, inside, strict=True) if own],
    )


def accidents(
    corpus: Path,
    lines: Sequence[str],
    labelled: Sequence[Sentence],
    mistakes: Sequence[tuple[str, str]],
    sieve: Trees,
    trees: Trees,
    which: int,
) -> Accidents:
    """What the model of the other slices, and of what is labelled, finds in a slice."""
    counted, own = sliced(lines, which)
    others = read_corpus(corpus, counted)
    known = language(others, labelled, mistakes)
    model = LanguageModel(others.alphabet, ExactCounts(known.counts), others.total, known.tables, others.word_company())
    read = [line for line in dict.fromkeys(own) if len(line) in LINE and is_simplified(line)]
    texts: list[str] = []
    changes: list[Change] = []
    rows: list[Floats] = []
    likelihoods: list[Floats] = []
    parts: list[int] = []
    for first in range(0, len(read), BATCH):
        batch = read[first : first + BATCH]
        for line, (proposed, features) in zip(batch, features_of(batch, model, jieba_dictionary, sieve), strict=True):
            if not proposed:
                continue
            probability = trees.probability(features)
            possible = np.flatnonzero(probability >= POSSIBLE)
            found = [proposed[row] for row in possible]
            seen = second_features(line, found, features[possible], probability[possible], jieba_dictionary())
            kept = [place for place, change in enumerate(found) if not _is_fault(line, change)]
            texts += [line] * len(kept)
            changes += [found[place] for place in kept]
            rows.append(seen[kept].astype(np.float32))
            likelihoods.append(probability[possible][kept])
            parts += [(first // BATCH + which) % PARTS] * len(kept)
    return Accidents(sum(map(len, read)), texts, changes, np.vstack(rows), np.concatenate(likelihoods), parts)


def together(found: Sequence[Accidents]) -> Accidents:
    """Those of several slices."""
    return Accidents(
        sum(one.characters for one in found),
        [text for one in found for text in one.texts],
        [change for one in found for change in one.changes],
        np.vstack([one.features for one in found]),
        np.concatenate([one.probability for one in found]),
        [part for one in found for part in one.part],
    )


@functools.cache
def _faults() -> tuple[str, ...]:
    lines = SOURCES.read_text(encoding="utf-8").splitlines()
    return tuple(line.split("\t")[0] for line in lines if not line.startswith("#"))


def _is_fault(line: str, change: Change) -> bool:
    """Is the change within a fault that the source is known to hold?"""
    return any(place <= change.start < place + len(fault) for fault in _faults() for place in _places(line, fault))


def _places(line: str, fault: str) -> Iterator[int]:
    place = line.find(fault)
    while place >= 0:
        yield place
        place = line.find(fault, place + 1)
