"""What the wording engine says: a fault, and how sure it is."""

from __future__ import annotations

from enum import StrEnum

import msgspec

CONTEXT_WIDTH = 20  # characters on each side that a person needs to judge a word
SENTENCE_END = frozenset("。！？；!?\n\r")


class Tier(StrEnum):
    """`error`: certain enough to accuse; `likely`; `suspected`: for a person to look at (contract: proofreading)."""

    ERROR = "error"
    LIKELY = "likely"
    SUSPECTED = "suspected"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return _RANKS[self]

    def at_least(self, lowest: Tier) -> bool:
        """Is this tier as sure as `lowest`, or surer?"""
        return self.rank <= lowest.rank


_RANKS = {tier: rank for rank, tier in enumerate(Tier)}

# Until a tier is measured on field data these stand for "certain", "nine in ten", "an even chance".
CONFIDENCE = {Tier.ERROR: 0.99, Tier.LIKELY: 0.9, Tier.SUSPECTED: 0.5}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A wrong form at `start` (characters) of a text; `suggestion` is "" where only a person can say."""

    start: int
    wrong: str
    suggestion: str
    confidence: float
    tier: Tier
    rule: str
    context: str

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.start + len(self.wrong)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What a detector proposes: [start, end) of the text, before vetoes and before overlaps are settled."""

    start: int
    end: int
    suggestion: str
    tier: Tier
    rule: str
    confidence: float | None = None  # that of the tier if the detector has no better one


def sentence_window(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The bounds of up to `width` characters on each side of [start, end) that stay in its sentence."""
    left = start
    while left > 0 and start - left < width and text[left - 1] not in SENTENCE_END:
        left -= 1
    right = end
    while right < len(text) and right - end < width and text[right] not in SENTENCE_END:
        right += 1
    return left, right


def context_of(text: str, start: int, end: int) -> str:
    """The text around [start, end) in its sentence, with … where it was cut."""
    left, right = sentence_window(text, start, end, CONTEXT_WIDTH)
    cut_left = left > 0 and text[left - 1] not in SENTENCE_END
    cut_right = right < len(text) and text[right] not in SENTENCE_END
    return ("…" if cut_left else "") + text[left:right].strip() + ("…" if cut_right else "")
