"""A block is judged once, and what is remembered is bounded."""

from __future__ import annotations

from checks.words.faults import Fault
from checks.words.memory import RememberingProofreader


class Counting:
    def __init__(self) -> None:
        self.texts: list[str] = []

    def faults(self, text: str) -> list[Fault]:
        self.texts.append(text)
        return []


def test_a_text_is_judged_once() -> None:
    judge = Counting()
    memory = RememberingProofreader(judge, size=2)
    for text in ("甲", "乙", "甲", "甲"):
        assert memory.faults(text) == ()
    assert judge.texts == ["甲", "乙"]


def test_the_least_recently_seen_is_forgotten() -> None:
    judge = Counting()
    memory = RememberingProofreader(judge, size=2)
    for text in ("甲", "乙", "甲", "丙", "乙"):
        memory.faults(text)
    assert judge.texts == ["甲", "乙", "丙", "乙"]
    assert len(memory) == 2
