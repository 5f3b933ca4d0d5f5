"""Labelled sentences → rows to learn from: the changes the model proposes, and whether each mends a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
KEPT_BACK_SET, KEPT_BACK_WEIGHT, KEPT_BACK_CHARACTERS = "kept_back", 0.6, 200_000
MED_SHARE = 3  # of the medical sentences one in so many is used


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


def sentences(folder: Path, kept_back: Iterable[str]) -> Iterator[Sentence]:
    """The labelled sentences of all sets, then clean lines of the corpora."""
    for name in SETS:
        seen: dict[str, int] = {}
        for number, line in enumerate((folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()):
            cells = line.split("\t")
            if len(cells) != 3 or len(cells[1]) != len(cells[2]):
                continue
            if name == "ecspell_med_train" and number % MED_SHARE:
                continue
            # sentences with one target, as the sets have them, stay in one fold
            yield Sentence(name, seen.setdefault(cells[2], number % FOLDS), cells[1], cells[2])
    characters = 0
    for number, line in enumerate(kept_back):
        if 10 <= len(line) <= 400:
            characters += len(line)
            if characters > KEPT_BACK_CHARACTERS:
                break
            yield Sentence(KEPT_BACK_SET, number // 50 % FOLDS, line, line)


def sample(sentence: Sentence, model: LanguageModel) -> Sample:
    """The changes that the model proposes for a sentence."""
    source, target = sentence.source, sentence.target
    changes, features = features_of(source, model, jieba_dictionary)
    right = [
        target[change.start : change.end] == change.new
        and all(source[place] != target[place] for place in range(change.start, change.end))
        for change in changes
    ]
    return Sample(sentence, changes, features.astype(np.float32), np.array(right, dtype=bool))


def half_mended(sentence: Sentence) -> Sentence | None:
    """A sentence with several faults after the first reading: every other one is mended."""
    places = [i for i, (wrong, good) in enumerate(zip(sentence.source, sentence.target, strict=True)) if wrong != good]
    if len(places) < 2:
        return None
    characters = list(sentence.source)
    for place in places[::2]:
        characters[place] = sentence.target[place]
    return sentence._replace(source="".join(characters))
