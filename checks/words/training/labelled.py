"""Labelled sentences → rows to learn from: the changes the model proposes, and whether each mends a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.detector import features_of
from checks.words.ngrams.model import LanguageModel
from checks.words.ngrams.score import Floats
from checks.words.ngrams.words import Change
from checks.words.segmentation import jieba_dictionary

FOLDS = 4
# labelled set → weight of its rows; natural errors weigh more, a foreign field less
SETS = {
    "ecspell_odw_train": 1.0,
    "ecspell_law_train": 1.0,
    "textproof_dev": 1.5,
    "clean_xxqg_dev": 1.0,
    "clean_rmrb_dev": 0.7,
    "ecspell_med_train": 0.4,
}
# sets of official text, whose sentences are counted as meant; and those only to learn from what people mistake
OFFICIAL = frozenset({"ecspell_odw_train", "ecspell_law_train", "textproof_dev", "clean_xxqg_dev", "clean_rmrb_dev"})
MISTAKES = ("ecspell_med_train", "sighan2013_train", "sighan2014_train", "sighan2015_train")
# lines that were kept back from counting: one part as it is, two with faults made on purpose, and one that nothing
# learns from, to prove the outcome on
KEPT_BACK_SET, SPOILED_SET = "kept_back", "spoiled"
WEIGHTS = SETS | {KEPT_BACK_SET: 0.8, SPOILED_SET: 0.15}
# those of the second look, where text without fault counts most; an accident is one of very many
SECOND_WEIGHTS = WEIGHTS | {"clean_xxqg_dev": 4.0, "clean_rmrb_dev": 2.8}
ACCIDENT_WEIGHT = 0.3
PARTS, CLEAN_PART, PROOF_PART = 4, 0, 3
LINE, SPOILED_LINE = range(10, 401), range(12, 161)  # characters
NEIGHBOURS = 48  # lines that stand together in the corpus are in one fold
BATCH = 50  # sentences looked at together
MED_SHARE = 3  # of the medical sentences one in so many is used


MED = "ecspell_med_train"


class Sentence(NamedTuple):
    """A sentence as written and as meant, of the same length; of its set the fold it belongs to."""

    name: str
    fold: int
    source: str
    target: str


class Sample(NamedTuple):
    """A sentence with the changes proposed for it, their features, and which of them are right."""

    sentence: Sentence
    changes: list[Change]
    features: Floats
    right: npt.NDArray[np.bool_]


def sentences(folder: Path) -> Iterator[Sentence]:
    """The labelled sentences of all sets."""
    for name in SETS:
        seen: dict[str, int] = {}
        for number, source, target in _labelled(folder, name):
            if name != MED or number % MED_SHARE == 0:
                # sentences with one target, as the sets have them, stay in one fold
                yield Sentence(name, seen.setdefault(target, number % FOLDS), source, target)


def clean_lines(kept_back: Sequence[str], part: int = CLEAN_PART) -> list[Sentence]:
    """A part of the lines kept back, as they are."""
    return [
        Sentence(KEPT_BACK_SET, number // NEIGHBOURS % FOLDS, line, line)
        for number, line in enumerate(kept_back)
        if number % PARTS == part and len(line) in LINE
    ]


def spoiled_lines(kept_back: Sequence[str], spoil: Callable[[Sequence[str]], Sequence[str]]) -> list[Sentence]:
    """The lines kept back that are neither clean nor for the proof, with faults."""
    lines = [
        (number // NEIGHBOURS % FOLDS, line)
        for number, line in enumerate(kept_back)
        if number % PARTS not in (CLEAN_PART, PROOF_PART) and len(line) in SPOILED_LINE
    ]
    wrong = spoil([line for _, line in lines])
    return [Sentence(SPOILED_SET, fold, source, line) for source, (fold, line) in zip(wrong, lines, strict=True)]


def mistakes(folder: Path) -> list[tuple[str, str]]:
    """Texts as written and as meant that no fold holds."""
    return [
        (source, target)
        for name in MISTAKES
        for number, source, target in _labelled(folder, name)
        if name != MED or number % MED_SHARE
    ]


def _labelled(folder: Path, name: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate((folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()):
        cells = line.split("\t")
        if len(cells) == 3 and len(cells[1]) == len(cells[2]):
            yield number, cells[1], cells[2]


def samples(sentences: Sequence[Sentence], model: LanguageModel) -> Iterator[Sample]:
    """The changes that the model proposes for each sentence."""
    for first in range(0, len(sentences), BATCH):
        batch = sentences[first : first + BATCH]
        proposals = features_of([sentence.source for sentence in batch], model, jieba_dictionary)
        for sentence, (changes, features) in zip(batch, proposals, strict=True):
            right = np.array([_mends(change, sentence) for change in changes], dtype=bool)
            yield Sample(sentence, changes, features.astype(np.float32), right)


def _mends(change: Change, sentence: Sentence) -> bool:
    source, target = sentence.source, sentence.target
    return target[change.start : change.end] == change.new and all(
        source[place] != target[place] for place in range(change.start, change.end)
    )


def half_mended(sentence: Sentence) -> Sentence | None:
    """A sentence with several faults after the first reading: every other one is mended."""
    places = [i for i, (wrong, good) in enumerate(zip(sentence.source, sentence.target, strict=True)) if wrong != good]
    if len(places) < 2:
        return None
    characters = list(sentence.source)
    for place in places[::2]:
        characters[place] = sentence.target[place]
    return sentence._replace(source="".join(characters))
