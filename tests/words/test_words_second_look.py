"""What the second look at a change sees, and the accidents its trees learn from."""

from __future__ import annotations

import pytest

from checks.words.faults import Fault, Tier
from checks.words.ngrams.places import PLACE_FEATURES, place_features
from checks.words.ngrams.words import Change
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
