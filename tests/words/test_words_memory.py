"""A block is judged once, and what is remembered is bounded."""

from __future__ import annotations

from collections.abc import Sequence

from checks.words.faults import Fault
from checks.words.memory import RememberingProofreader


class Counting:
    def __init__(self) -> None:
        self.texts: list[str] = []

    def faults_of(self, texts: Sequence[str]) -> list[list[Fault]]:
        self.texts += texts
        return [[] for _ in texts]


def test_a_text_is_judged_once() -> None:
    judge = Counting()
    memory = RememberingProofreader(judge, size=2)
    for text in ("甲", "乙", "甲", "甲"):
        assert memory.faults_of([text]) == [()]
    assert judge.texts == ["甲", "乙"]


def test_a_text_that_a_page_holds_twice_is_judged_once() -> None:
    judge = Counting()
    memory = RememberingProofreader(judge, size=1)
    assert memory.faults_of(["甲", "乙", "甲"]) == [(), (), ()]
    assert judge.texts == ["甲", "乙"]
    assert len(memory) == 1


def test_the_least_recently_seen_is_forgotten() -> None:
    judge = Counting()
    memory = RememberingProofreader(judge, size=2)
    for text in ("甲", "乙", "甲", "丙", "乙"):
        memory.faults_of([text])
    assert judge.texts == ["甲", "乙", "丙", "乙"]
    assert len(memory) == 2
