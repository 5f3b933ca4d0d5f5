"""`python -m checks.words.training SHARED FOLDER [--report]`: corpora and labelled sets → the arrays in FOLDER.

With --report the figures of the model on sentences that it did not learn from are printed as well (cross-validation).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from checks.words.ngrams.detector import Found, Suspicions
from checks.words.ngrams.model import LanguageModel
from checks.words.ngrams.trees import Trees
from checks.words.segmentation import jieba_dictionary
from checks.words.training.boosting import fit
from checks.words.training.evaluation import figures
from checks.words.training.labelled import (
    FOLDS,
    KEPT_BACK_SET,
    KEPT_BACK_WEIGHT,
    SETS,
    Sample,
    Sentence,
    half_mended,
    sample,
    sentences,
)
from checks.words.training.language import build_language, divided, save

ROUNDS = 320
REPORTED = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99)
LOWEST = REPORTED[0]


def main() -> None:
    """Builds the model, or what is missing of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and typos/")
    parser.add_argument("folder", type=Path, help="where the arrays are written")
    parser.add_argument("--report", action="store_true", help="print figures by cross-validation")
    parser.add_argument("--keep-language", action="store_true", help="use the counts that are in FOLDER")
    arguments = parser.parse_args()
    if not arguments.keep_language:
        build_language(arguments.shared / "corpus", arguments.folder)
    model = LanguageModel(arguments.folder)
    labelled = list(sentences(arguments.shared / "typos", divided(arguments.shared / "corpus")[1]))
    samples = _samples(labelled, model)
    save(_fit(samples)._asdict(), arguments.folder)
    if arguments.report:
        _report(labelled, samples, model)


def _samples(labelled: Sequence[Sentence], model: LanguageModel) -> list[Sample]:
    samples = []
    for sentence in labelled:
        samples.append(sample(sentence, model))
        again = half_mended(sentence)
        if again:
            samples.append(sample(again, model))
    return samples


def _fit(samples: Sequence[Sample]) -> Trees:
    used = [one for one in samples if one.changes]
    weights = SETS | {KEPT_BACK_SET: KEPT_BACK_WEIGHT}
    return fit(
        np.vstack([one.features for one in used]).astype(np.float64),
        np.concatenate([one.right for one in used]),
        np.concatenate([np.full(len(one.right), weights[one.sentence.name]) for one in used]),
        ROUNDS,
    )


def _report(labelled: Sequence[Sentence], samples: Sequence[Sample], model: LanguageModel) -> None:
    judged: dict[str, list[tuple[str, str, list[Found]]]] = defaultdict(list)
    for fold in range(FOLDS):
        trees = _fit([one for one in samples if one.sentence.fold != fold])
        suspicions = Suspicions(model, trees, jieba_dictionary)
        for sentence in labelled:
            if sentence.fold == fold:
                found = suspicions.found(sentence.source, LOWEST)
                judged[sentence.name].append((sentence.source, sentence.target, found))
    for name, answers in judged.items():
        for least in REPORTED:
            print(name, least, *(f"{key}={value}" for key, value in figures(answers, least)._asdict().items()))


if __name__ == "__main__":
    main()
