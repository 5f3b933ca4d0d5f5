"""`python -m checks.words.training SHARED FOLDER [--report]`: corpora and labelled sets → the arrays in FOLDER.

A sentence is looked at with counts and mistakes of the other folds only, so that the trees do not learn to trust what
the model knows by heart; what ships knows all folds. With --report the figures on each fold are printed as well, of
trees that learned from the others (cross-validation).
"""

from __future__ import annotations

import argparse
import functools
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from checks.words.ngrams.detector import HOPELESS, Found, Suspicions
from checks.words.ngrams.features import COUNT_FEATURES
from checks.words.ngrams.model import LanguageModel
from checks.words.ngrams.trees import Trees
from checks.words.segmentation import jieba_dictionary
from checks.words.training.boosting import fit
from checks.words.training.counting import ExactCounts
from checks.words.training.evaluation import figures
from checks.words.training.labelled import (
    FOLDS,
    OFFICIAL,
    SETS,
    SPOILED_SET,
    WEIGHTS,
    Sample,
    Sentence,
    clean_lines,
    half_mended,
    mistakes,
    samples,
    sentences,
    spoiled_lines,
)
from checks.words.training.language import Corpus, Language, divided, read_corpus, save, ship, with_labelled
from checks.words.training.spoiling import spoiled

ROUNDS, SIEVE_ROUNDS = 400, 60
REPORTED = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99)
LOWEST = REPORTED[0]


def main() -> None:
    """Builds the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and typos/")
    parser.add_argument("folder", type=Path, help="where the arrays are written")
    parser.add_argument("--report", action="store_true", help="print figures by cross-validation")
    arguments = parser.parse_args()
    corpus = read_corpus(arguments.shared / "corpus")
    others = mistakes(arguments.shared / "typos")
    _, kept_back = divided(arguments.shared / "corpus")
    labelled = everything(corpus, arguments.shared / "typos", kept_back, others)
    models = [fold_model(corpus, labelled, others, fold) for fold in range(FOLDS)]
    looked_at = [one for fold, model in enumerate(models) for one in fold_samples(labelled, model, fold)]
    ship(corpus, language(corpus, labelled, others), arguments.folder)
    for name, trees in zip(("sieve", "trees"), fitted(looked_at), strict=True):
        save({f"{name}_{part}": array for part, array in trees._asdict().items()}, arguments.folder)
    if arguments.report:
        _report(labelled, looked_at, models)


def everything(
    corpus: Corpus, typos: Path, kept_back: Sequence[str], others: Sequence[tuple[str, str]]
) -> list[Sentence]:
    """What is learned from: labelled sentences, clean lines, and lines with faults made on purpose."""
    spoil = functools.partial(
        spoiled, tables=corpus.tables, alphabet=corpus.alphabet, often=corpus.often, mistakes=others
    )
    return [*sentences(typos), *clean_lines(kept_back), *spoiled_lines(kept_back, spoil)]


def language(corpus: Corpus, labelled: Sequence[Sentence], others: Sequence[tuple[str, str]]) -> Language:
    """Corpora and labelled sentences together."""
    official = [one for one in labelled if one.name in OFFICIAL]
    seen = [(one.source, one.target) for one in labelled if one.name in SETS]
    return with_labelled(corpus, (one.target for one in official), [*seen, *others])


def fold_model(
    corpus: Corpus, labelled: Sequence[Sentence], others: Sequence[tuple[str, str]], fold: int
) -> LanguageModel:
    """The model that does not know a fold."""
    known = language(corpus, [one for one in labelled if one.fold != fold], others)
    return LanguageModel(corpus.alphabet, ExactCounts(known.counts), corpus.total, known.tables, corpus.word_company())


def fold_samples(labelled: Sequence[Sentence], model: LanguageModel, fold: int) -> list[Sample]:
    """A fold's sentences, and those with several faults half mended as well, as a model sees them."""
    own = [one for one in labelled if one.fold == fold]
    again = (half_mended(one) for one in own if one.name != SPOILED_SET)
    return list(samples([*own, *(one for one in again if one)], model))


def fitted(looked_at: Sequence[Sample]) -> tuple[Trees, Trees]:
    """What sees to it that hopeless changes are dropped by their counts alone, and the trees for the rest."""
    used = [one for one in looked_at if one.changes]
    features = np.vstack([one.features for one in used]).astype(np.float64)
    right = np.concatenate([one.right for one in used])
    weight = np.concatenate([np.full(len(one.right), WEIGHTS[one.sentence.name]) for one in used])
    sieve = fit(features[:, : len(COUNT_FEATURES)], right, weight, SIEVE_ROUNDS)
    hopeful = sieve.log_odds(features) >= HOPELESS
    return sieve, fit(features[hopeful], right[hopeful], weight[hopeful], ROUNDS)


def _report(labelled: Sequence[Sentence], looked_at: Sequence[Sample], models: Sequence[LanguageModel]) -> None:
    judged: dict[str, list[tuple[str, str, list[Found]]]] = defaultdict(list)
    for fold, model in enumerate(models):
        sieve, trees = fitted([one for one in looked_at if one.sentence.fold != fold])
        suspicions = Suspicions(model, trees, sieve, jieba_dictionary)
        own = [one for one in labelled if one.fold == fold and one.name != SPOILED_SET]
        for sentence, found in zip(own, suspicions.found([one.source for one in own], LOWEST), strict=True):
            judged[sentence.name].append((sentence.source, sentence.target, found))
    for name, answers in judged.items():
        for least in REPORTED:
            print(name, least, *(f"{key}={value}" for key, value in figures(answers, least)._asdict().items()))


if __name__ == "__main__":
    main()
