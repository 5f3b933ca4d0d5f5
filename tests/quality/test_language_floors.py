"""Pinned floors of the language model on the labelled sets beside the repository (`../shared`).

The shipped model has learned from these sets, so these are no estimates of how good it is (docs/language-model.md has
those); they hold that no change loses what it can do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.words.ngrams.detector import LIKELY, SUSPECTED, Found, Suspicions, load_trees
from checks.words.ngrams.model import FOLDER, LanguageModel
from checks.words.segmentation import jieba_dictionary
from checks.words.training.evaluation import figures

SETS = Path(__file__).resolve().parents[2].parent / "shared" / "typos"
EVERY = 4  # one sentence in so many is judged

pytestmark = pytest.mark.skipif(not SETS.is_dir(), reason="the labelled sets are not beside the repository (../shared)")


@pytest.fixture(scope="module")
def suspicions() -> Suspicions:
    return Suspicions(LanguageModel(FOLDER), load_trees(), jieba_dictionary)


def judged(name: str, suspicions: Suspicions) -> Iterator[tuple[str, str, list[Found]]]:
    for line in (SETS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[::EVERY]:
        cells = line.split("\t")
        if len(cells) == 3 and len(cells[1]) == len(cells[2]):
            yield cells[1], cells[2], suspicions.found(cells[1])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "sentence_f1", "likely_recall"),
    [("ecspell_odw_train", 74.0, 36.0), ("ecspell_law_train", 66.0, 28.0), ("textproof_dev", 52.0, 12.0)],
)
def test_faults_are_found(name: str, sentence_f1: float, likely_recall: float, suspicions: Suspicions) -> None:
    answers = list(judged(name, suspicions))
    assert figures(answers, SUSPECTED).sentence_f1 >= sentence_f1
    likely = figures(answers, LIKELY)
    assert likely.recall >= likely_recall
    assert likely.flag_precision >= 95


@pytest.mark.slow
@pytest.mark.parametrize(("name", "suspected_per_10k"), [("clean_xxqg_dev", 6.0), ("clean_rmrb_dev", 10.0)])
def test_clean_text_is_left_alone(name: str, suspected_per_10k: float, suspicions: Suspicions) -> None:
    answers = list(judged(name, suspicions))
    assert figures(answers, SUSPECTED).false_per_10k <= suspected_per_10k
    assert figures(answers, LIKELY).false == 0
