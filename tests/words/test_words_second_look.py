"""What the second look at a change sees, and the accidents its trees learn from."""

from __future__ import annotations

import numpy as np
import pytest

from checks.words.faults import Fault, Tier
from checks.words.ngrams.candidates import PAIR
from checks.words.ngrams.certainty import (
    COLUMN,
    LIKELY,
    LIKELY_CHOICE,
    LIKELY_PLAIN,
    LIKELY_UNLIKE,
    LIKELY_USUAL,
    USUAL_DELTA,
    USUAL_WORD,
    are_sure,
)
from checks.words.ngrams.detector import is_choice
from checks.words.ngrams.places import (
    DOUBT_FEATURES,
    MOST_PROBABLE,
    NO_DOUBT,
    PLACE_FEATURES,
    SPELLING_FEATURES,
    doubt_features,
    place_features,
    spelling_features,
)
from checks.words.ngrams.words import Change
from checks.words.segmentation import WordDictionary
from checks.words.training.accidents import BLOCK, SLICES, _faults, _is_fault, sliced
from checks.words.training.evaluation import false_flags, figures, told

TEXT = "据中新社报道，希望以建社70周年为新的起点"


def features(text: str, change: Change) -> dict[str, float]:
    return dict(zip(PLACE_FEATURES, place_features(text, [change])[0].tolist(), strict=True))


def test_a_character_that_stands_elsewhere_in_the_text_is_counted() -> None:
    at = TEXT.index("社70")
    seen = features(TEXT, Change(at, at + 1, "设"))
    assert seen["old_elsewhere"] == 1  # 中新社
    assert seen["new_elsewhere"] == 0
    assert seen["before_gap"] == 1  # a figure follows
    assert seen["after_gap"] == 0
    assert seen["length"] == len(TEXT)


def test_of_a_word_only_the_characters_that_change_count() -> None:
    assert features("开展和展开", Change(3, 5, "开展"))["old_elsewhere"] == 1
    assert features("权利和权力", Change(3, 5, "权利"))["new_elsewhere"] == 1
    assert features("一一一一一", Change(4, 5, "二"))["old_elsewhere"] == 3


@pytest.mark.parametrize(("text", "quoted"), [("读《办》", 0), ("读《办", 1), ("“办", 1), ("“读”办", 0), ("办", 0)])
def test_a_change_within_quotation_marks_or_a_title(text: str, quoted: int) -> None:
    assert features(f"{text}法", Change(len(text), len(text) + 1, "发"))["quoted"] == quoted


def test_the_words_that_could_be_read_at_a_change_are_looked_up() -> None:
    dictionary = WordDictionary([("工作", 100), ("部署", 50), ("作部", 7), ("工作部", 9), ("工作部署", 5)])
    row = spelling_features("认真工作布署好", [Change(4, 5, "部")], dictionary)[0]
    seen = dict(zip(SPELLING_FEATURES, np.expm1(row).round().tolist(), strict=True))
    assert seen["new_with_before"] == 7
    assert seen["new_with_after"] == 50
    assert seen["new_of_three"] == 9
    assert seen["new_of_four"] == 5
    assert not any(value for name, value in seen.items() if name.startswith("old_"))
    assert spelling_features("布署", [Change(0, 1, "部")], dictionary)[0].tolist()[4:6] == [0, np.log1p(50)]


def test_other_changes_of_a_text_tell_how_doubtful_it_is() -> None:
    changes = [Change(0, 1, "甲"), Change(0, 2, "甲乙"), Change(5, 6, "丙")]
    rows = doubt_features(changes, np.array([0.9, 0.5, 0.1]))
    first, _, last = (dict(zip(DOUBT_FEATURES, row.tolist(), strict=True)) for row in rows)
    assert first["best_elsewhere"] == pytest.approx(-2.197, abs=0.001)  # the odds of 0.1
    assert first["best_rival"] == pytest.approx(0)
    assert first["lead"] == pytest.approx(2.197, abs=0.001)
    assert (first["probable_elsewhere"], last["probable_elsewhere"]) == (0, 2)
    assert last["best_rival"] == NO_DOUBT
    many = [Change(place, place + 1, "甲") for place in range(20)]
    assert doubt_features(many, np.full(20, 0.9))[0, 1] == MOST_PROBABLE


@pytest.mark.parametrize(
    ("change", "choice"),
    [
        (Change(2, 3, "部"), True),
        (Change(3, 4, "前"), False),
        (Change(2, 4, "不前"), False),
        (Change(3, 4, "和"), True),
    ],
)
def test_a_word_of_grammar_put_or_taken_away(change: Change, choice: bool) -> None:
    assert is_choice("商务不牵头", change) is choice


def test_each_kind_of_change_must_be_as_sure_as_its_kind_asks() -> None:
    def sure(second: float, *, first: float = 0.5, choice: bool = False, **values: float) -> bool:
        column = COLUMN | {name: len(COLUMN) + number for number, name in enumerate(PLACE_FEATURES)}
        row = np.zeros((1, len(column)))
        for name, value in ({"old_end_2": 9.0, "old_begin_2": 9.0, "kind_0": 1.0} | values).items():
            row[0, column[name]] = value
        return bool(are_sure(row, np.array([first]), np.array([second]), np.array([choice]))[0])

    pair = f"kind_{PAIR.bit_length() - 1}"
    usual = {pair: 1.0, "old_token": 2.0, "old_token_log": USUAL_WORD}
    assert sure(LIKELY)
    assert not sure(LIKELY - 0.01)
    assert sure(LIKELY_PLAIN, first=0.98, old_end_2=0.0)  # no word, never seen joined so
    assert not sure(LIKELY_PLAIN, first=0.98, old_end_2=0.0, quoted=1.0)  # 《悦读》
    assert not sure(0.999, delta=USUAL_DELTA - 0.1, **usual)
    assert not sure(LIKELY_USUAL - 0.01, delta=USUAL_DELTA, **usual)
    assert sure(LIKELY_USUAL, delta=USUAL_DELTA, **usual)
    assert not sure(LIKELY_UNLIKE - 0.01, kind_0=0.0)
    assert sure(LIKELY_UNLIKE, kind_0=0.0)
    assert not sure(LIKELY_CHOICE - 0.01, choice=True)
    assert sure(LIKELY_CHOICE, choice=True)


def test_slices_are_blocks_of_lines_and_hold_every_line_once() -> None:
    lines = [str(number) for number in range(BLOCK * SLICES + 5)]
    own = [sliced(lines, which)[1] for which in range(SLICES)]
    assert sorted(line for one in own for line in one) == sorted(lines)
    assert own[0] == [*lines[:BLOCK], *lines[-5:]]
    counted, held_out = sliced(lines, 3)
    assert sorted([*counted, *held_out]) == sorted(lines)


def test_a_fault_that_a_source_is_known_to_hold_is_no_accident() -> None:
    line = "违反矿产资源法律、法规的行潍，依法处理"
    at = line.index("潍")
    assert _is_fault(line, Change(at, at + 1, "为"))
    assert not _is_fault(line, Change(0, 1, "维"))
    assert not _is_fault("潍坊市人民政府", Change(0, 1, "维"))
    assert len(_faults()) > 50


def test_figures_of_the_whole_detector() -> None:
    def fault(start: int, wrong: str, suggestion: str, tier: Tier) -> Fault:
        return Fault(
            start=start, wrong=wrong, suggestion=suggestion, confidence=0.9, tier=tier, rule="language", context=""
        )

    read = [
        ("认真布署工作", "认真部署工作", [fault(2, "布署", "部署", Tier.LIKELY)]),
        ("认真落实", "认真落实", [fault(0, "认真", "任真", Tier.SUSPECTED)]),
        ("工作布暑", "工作部署", []),
        ("年-月", "年-月", [fault(1, "-", "—", Tier.LIKELY)]),  # a mark is left aside
    ]
    likely = [(source, target, told(faults, Tier.LIKELY)) for source, target, faults in read]
    assert (figures(likely).recall, figures(likely).flags, figures(likely).false) == (33.3, 1, 0)
    every = [(source, target, told(faults, Tier.SUSPECTED)) for source, target, faults in read]
    assert (figures(every).flags, figures(every).false, false_flags(every)) == (2, 1, ["认真→任真"])
    assert figures(every).sentence_f1 == 50.0
