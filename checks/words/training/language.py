"""The language part of the model: corpora → alphabet, counts of n-grams and tables of candidates, as .npy files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.words.characters import standard_characters
from checks.words.ngrams.alphabet import FIRST_CHARACTER, Alphabet
from checks.words.segmentation import jieba_words
from checks.words.training.counting import characters_of, corpus_lines, counted, frequent, packed, symbols
from checks.words.training.tables import tables

CORPORA = ("laws.txt.xz", "polit.txt.xz", "xwlb.txt.xz")
KEPT_BACK = 0.03  # of the lines at the end of each corpus: clean text that was not counted, to learn and measure on
MIN_USUAL = 3  # times a character occurs to be one that may be meant
PHRASE_LENGTH, MIN_PHRASE = 4, 40  # n-grams that count as words, and how often they occur at least


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


def build_language(corpus: Path, folder: Path) -> None:
    """Writes the arrays that `LanguageModel` opens."""
    lines, _ = divided(corpus)
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
        _json(corpus / "confusion_dict.json"),
        usual,
        frequent(ids, PHRASE_LENGTH, MIN_PHRASE),
    )
    arrays = {
        "characters": characters,
        "total": np.array([len(ids)], dtype=np.int64),
        "counts": packed(*counted(ids)),
        **candidates._asdict(),
    }
    save(arrays, folder)


def save(arrays: Mapping[str, npt.NDArray[Any]], folder: Path) -> None:
    """One .npy file an array: the same arrays give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
