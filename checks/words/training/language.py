"""The language part of the model: corpora → alphabet, counts of n-grams and tables of candidates, as .npy files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.characters import standard_characters
from checks.words.ngrams.alphabet import FIRST_CHARACTER, Alphabet
from checks.words.ngrams.candidates import MIDDLE_LENGTH, Tables
from checks.words.ngrams.company import Company
from checks.words.ngrams.counts import NgramCounts
from checks.words.segmentation import jieba_dictionary, jieba_words
from checks.words.training.companies import companies
from checks.words.training.counting import (
    Counted,
    added,
    characters_of,
    corpus_lines,
    counted,
    frequent,
    packed,
    packed_levels,
    symbols,
    worth_keeping,
)
from checks.words.training.labelled import OFFICIAL, SETS, Sentence
from checks.words.training.lookalikes import lookalikes
from checks.words.training.tables import tables, with_mistakes

CORPORA = ("laws.txt.xz", "polit.txt.xz", "xwlb.txt.xz")
KEPT_BACK = 0.03  # of the lines at the end of each corpus: clean text that was not counted, to learn and measure on
MIN_USUAL = 3  # times a character occurs to be one that may be meant
PHRASE_LENGTH, MIN_PHRASE = 4, 40  # n-grams that count as words, and how often they occur at least
MIN_MIDDLE = 12  # times a trigram occurs whose middle may be meant whatever is written
LABELLED_TIMES = 3  # an n-gram of a labelled sentence counts as so many of the corpora


def divided(corpus: Path) -> tuple[list[str], list[str]]:
    """The lines to count and those kept back."""
    used: list[str] = []
    kept_back: list[str] = []
    for name in CORPORA:
        lines = list(corpus_lines([corpus / name]))
        cut = int(len(lines) * (1 - KEPT_BACK))
        used += lines[:cut]
        kept_back += lines[cut:]
    return used, kept_back


class Corpus(NamedTuple):
    """What a language model is put together from: the counts of the corpora and the tables without mistakes."""

    alphabet: Alphabet
    characters: npt.NDArray[np.uint16]
    total: int
    often: npt.NDArray[np.int64]  # symbol → times it occurs
    counts: list[Counted]
    tables: Tables
    company: npt.NDArray[np.uint16]  # the cells of what was counted of words
    company_total: int

    def word_company(self) -> Company:
        """What was counted of words."""
        return Company(NgramCounts(self.company), self.company_total)


def read_corpus(corpus: Path, lines: Sequence[str]) -> Corpus:
    """Counts the lines; `corpus`: the folder that holds the tables of characters, too."""
    shapes = _json(corpus / "shape_ecspell.json")
    characters = characters_of(lines, [*standard_characters(), *shapes])
    alphabet = Alphabet(characters)
    ids = symbols(lines, alphabet)
    often = np.bincount(ids, minlength=alphabet.size)
    usual = [alphabet.character(n) for n in range(FIRST_CHARACTER, alphabet.size) if often[n] >= MIN_USUAL]
    candidates = tables(
        alphabet,
        [(word, count) for word, count, _ in jieba_words()],
        shapes,
        lookalikes(),
        _json(corpus / "confusion_dict.json"),
        usual,
        frequent(ids, PHRASE_LENGTH, MIN_PHRASE),
        frequent(ids, MIDDLE_LENGTH, MIN_MIDDLE),
    )
    of_words = companies(lines, jieba_dictionary())
    return Corpus(
        alphabet,
        characters,
        len(ids),
        often,
        counted(ids),
        candidates,
        packed_levels(of_words.keys, of_words.levels),
        of_words.total,
    )


class Language(NamedTuple):
    """Corpora and labelled sentences together, as counts worth keeping and tables."""

    counts: list[Counted]
    tables: Tables


def with_labelled(corpus: Corpus, good: Iterable[str], mistakes: Iterable[tuple[str, str]]) -> Language:
    """The corpus with official sentences without fault and with pairs of texts, as written and as meant."""
    own = counted(symbols(sorted(set(good)), corpus.alphabet))
    return Language(
        worth_keeping(added(corpus.counts, own, LABELLED_TIMES)),
        with_mistakes(corpus.tables, mistakes, corpus.alphabet),
    )


def language(corpus: Corpus, labelled: Sequence[Sentence], others: Sequence[tuple[str, str]]) -> Language:
    """Corpora and labelled sentences together; `others`: pairs of texts only to learn from what people mistake."""
    official = [one for one in labelled if one.name in OFFICIAL]
    seen = [(one.source, one.target) for one in labelled if one.name in SETS]
    return with_labelled(corpus, (one.target for one in official), [*seen, *others])


def ship(corpus: Corpus, language: Language, folder: Path) -> None:
    """Writes the arrays that `shipped_model` opens."""
    arrays = {
        "characters": corpus.characters,
        "total": np.array([corpus.total], dtype=np.int64),
        "counts": packed(language.counts),
        "company": corpus.company,
        "company_total": np.array([corpus.company_total], dtype=np.int64),
        **language.tables._asdict(),
    }
    save(arrays, folder)


def save(arrays: Mapping[str, npt.NDArray[Any]], folder: Path) -> None:
    """One .npy file an array: the same arrays give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
