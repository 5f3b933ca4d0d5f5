"""`python -m checks.words.training SHARED FOLDER [--report]`: corpora and labelled sets → the arrays in FOLDER.

A sentence is looked at with counts and mistakes of the other folds only, so that the trees do not learn to trust what
the model knows by heart; what ships knows all folds. With --report the figures on each fold are printed as well, of
trees that learned from the others (cross-validation).
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.engine import Proofreader
from checks.words.faults import Tier
from checks.words.lexicon import load_lexicon
from checks.words.near_miss import near_misses
from checks.words.ngrams.certainty import POSSIBLE, are_sure, second_features
from checks.words.ngrams.detector import HOPELESS, Found, Suspicions, is_choice, is_left_alone
from checks.words.ngrams.features import COUNT_FEATURES
from checks.words.ngrams.model import LanguageModel
from checks.words.ngrams.score import Floats
from checks.words.ngrams.trees import Trees
from checks.words.segmentation import jieba_dictionary
from checks.words.training.accidents import PARTS, PROOF_PART, SLICES, Accidents, accidents, together
from checks.words.training.boosting import fit
from checks.words.training.counting import ExactCounts
from checks.words.training.evaluation import Figures, false_flags, figures, told
from checks.words.training.labelled import (
    ACCIDENT_WEIGHT,
    FOLDS,
    SECOND_WEIGHTS,
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
from checks.words.training.language import Corpus, divided, language, read_corpus, save, ship
from checks.words.training.spoiling import spoiled

ROUNDS, SIEVE_ROUNDS, SECOND_ROUNDS = 400, 60, 800
REPORTED = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99)
LOWEST = REPORTED[0]


def main() -> None:
    """Builds the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and typos/")
    parser.add_argument("folder", type=Path, help="where the arrays are written")
    parser.add_argument("--report", action="store_true", help="print figures by cross-validation")
    parser.add_argument("--processes", type=int, default=2, help="that read slices side by side, each with 4 GB (2)")
    arguments = parser.parse_args()
    folder = arguments.shared / "corpus"
    lines, kept_back = divided(folder)
    corpus = read_corpus(folder, lines)
    others = mistakes(arguments.shared / "typos")
    labelled = everything(corpus, arguments.shared / "typos", kept_back, others)
    models = [fold_model(corpus, labelled, others, fold) for fold in range(FOLDS)]
    looked_at = [one for fold, model in enumerate(models) for one in fold_samples(labelled, model, fold)]
    ship(corpus, language(corpus, labelled, others), arguments.folder)
    sieve, trees = fitted(looked_at)
    of_slice = functools.partial(accidents, folder, lines, labelled, others, sieve, trees)
    with ProcessPoolExecutor(arguments.processes, multiprocessing.get_context("spawn")) as pool:
        accidental = together(list(pool.map(of_slice, range(SLICES))))
    by_fold = [fitted([one for one in looked_at if one.sentence.fold != fold]) for fold in range(FOLDS)]
    again = [rows for fold in range(FOLDS) for rows in looked_at_again(looked_at, by_fold[fold][1], fold)]
    second = fitted_again(again, accidental)
    for name, made in (("sieve", sieve), ("trees", trees), ("second", second)):
        save({f"{name}_{part}": array for part, array in made._asdict().items()}, arguments.folder)
    if arguments.report:
        seconds = [fitted_again([one for one in again if one.fold != fold], accidental) for fold in range(FOLDS)]
        _report(labelled, models, by_fold, seconds)
        _report_accidents(again, accidental, second)


def everything(
    corpus: Corpus, typos: Path, kept_back: Sequence[str], others: Sequence[tuple[str, str]]
) -> list[Sentence]:
    """What is learned from: labelled sentences, clean lines, and lines with faults made on purpose."""
    spoil = functools.partial(
        spoiled, tables=corpus.tables, alphabet=corpus.alphabet, often=corpus.often, mistakes=others
    )
    return [*sentences(typos), *clean_lines(kept_back), *spoiled_lines(kept_back, spoil)]


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


class Again(NamedTuple):
    """Changes of a sentence that are looked at again."""

    fold: int
    name: str
    features: Floats
    right: npt.NDArray[np.bool_]


def looked_at_again(looked_at: Sequence[Sample], trees: Trees, fold: int) -> Iterator[Again]:
    """Of a fold's sentences the changes that trees, which learned from the others, find possible."""
    for one in looked_at:
        if one.sentence.fold == fold and one.changes:
            probability = trees.probability(one.features)
            rows = np.flatnonzero(probability >= POSSIBLE)
            if len(rows):
                changes = [one.changes[row] for row in rows]
                text, dictionary = one.sentence.source, jieba_dictionary()
                features = second_features(text, changes, one.features[rows], probability[rows], dictionary)
                yield Again(fold, one.sentence.name, features.astype(np.float32), one.right[rows])


def fitted_again(again: Sequence[Again], accidental: Accidents, parts: frozenset[int] = frozenset()) -> Trees:
    """The trees of the second look. Accidents of the parts named, and those for the proof, are left out."""
    used = [row for row, part in enumerate(accidental.part) if part != PROOF_PART and part not in parts]
    weight = [np.full(len(one.right), SECOND_WEIGHTS[one.name]) for one in again]
    return fit(
        np.vstack([*(one.features for one in again), accidental.features[used]]).astype(np.float64),
        np.concatenate([*(one.right for one in again), np.zeros(len(used), dtype=bool)]),
        np.concatenate([*weight, np.full(len(used), ACCIDENT_WEIGHT)]),
        SECOND_ROUNDS,
    )


def _report(
    labelled: Sequence[Sentence],
    models: Sequence[LanguageModel],
    by_fold: Sequence[tuple[Trees, Trees]],
    seconds: Sequence[Trees],
) -> None:
    """Prints figures of the model alone, by probability, and of the whole detector, read as proofread and as a scan."""
    judged: dict[str, list[tuple[str, str, list[Found]]]] = defaultdict(list)
    whole: dict[tuple[str, str, str], list[tuple[str, str, list[Found]]]] = defaultdict(list)
    for fold, (model, (sieve, trees), second) in enumerate(zip(models, by_fold, seconds, strict=True)):
        suspicions = Suspicions(model, trees, sieve, second, jieba_dictionary)
        own = [one for one in labelled if one.fold == fold and one.name != SPOILED_SET]
        texts = [one.source for one in own]
        for sentence, found in zip(own, suspicions.found(texts, LOWEST), strict=True):
            judged[sentence.name].append((sentence.source, sentence.target, found))
        for way, lowest, reader in (
            ("proofread", Tier.SUSPECTED, suspicions),
            ("scan", Tier.LIKELY, suspicions.likely),
        ):
            reads = [reader, near_misses()]
            proofreader = Proofreader(
                load_lexicon(), lowest=lowest, readers=reads, gain=model.gain, manuscript=way == "proofread"
            )
            for sentence, faults in zip(own, proofreader.faults_of(texts), strict=True):
                for tier in (Tier.SUSPECTED, Tier.LIKELY):
                    if tier.at_least(lowest):
                        answer = (sentence.source, sentence.target, told(faults, tier))
                        whole[way, sentence.name, tier.value].append(answer)
    for name, answers in judged.items():
        for least in REPORTED:
            print(name, least, *_said(figures(answers, least)))
    for key, read in whole.items():
        print(*key, *_said(figures(read)), *false_flags(read))


def _said(of: Figures) -> list[str]:
    return [f"{key}={value}" for key, value in of._asdict().items()]


def _report_accidents(again: Sequence[Again], accidental: Accidents, second: Trees) -> None:
    """Prints what of text without fault would be told as likely by trees that did not learn from it."""
    places = list(zip(accidental.texts, accidental.changes, strict=True))
    free = np.array([not is_left_alone(text, change) for text, change in places])
    choices = np.array([is_choice(text, change) for text, change in places])
    probability = second.probability(accidental.features)
    for part in range(PARTS):
        own = np.array([one == part for one in accidental.part])
        if part != PROOF_PART:
            trees = fitted_again(again, accidental, frozenset({part}))
            probability[own] = trees.probability(accidental.features[own])
        sure = are_sure(accidental.features, accidental.probability, probability, choices)
        told = np.flatnonzero(own & free & sure)
        print("accidents", "proof" if part == PROOF_PART else part, len(told), "of", accidental.characters // PARTS)
        for row in told:
            (start, end, new), text = accidental.changes[row], accidental.texts[row]
            print(f"  {text[max(0, start - 10) : start]}[{text[start:end]}→{new}]{text[end : end + 10]}")


if __name__ == "__main__":
    main()
