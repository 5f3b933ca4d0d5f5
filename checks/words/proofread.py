"""发稿前校对: the wording checks over a text before it is published, with the place of each fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from checks.words.characters import CHARACTER_RULE, holds_stray, is_in_another_script
from checks.words.city import NO_WORDS, CityWords
from checks.words.engine import Proofreader, shipped_proofreader
from checks.words.faults import Fault, Tier
from checks.words.layout import Paragraph, paragraphs
from checks.words.memory import Judge

# what may be wrong across a line break that the layout made: a word; marks and doublings there are accidents
RULES_ACROSS_LINES = frozenset({"form", "context", "serious", "near_miss"})


class ProofFault(msgspec.Struct, frozen=True, kw_only=True):
    """One fault with the contract's fields: `line` from 1, `start` a character of that line from 0."""

    file: str
    line: int
    start: int
    wrong: str
    suggestion: str
    confidence: float
    tier: Tier
    rule: str


def manuscript_judge(lowest: Tier, words: CityWords = NO_WORDS) -> Proofreader:
    """What judges a manuscript: all of it is read, where a scan reads closely only what is odd enough."""
    return shipped_proofreader(Tier.ERROR if lowest is Tier.ERROR else Tier.SUSPECTED, words, manuscript=True)


def proofread_text(
    text: str, file: str, *, lowest: Tier = Tier.SUSPECTED, judge: Judge | None = None
) -> list[ProofFault]:
    """The faults of a plain text in the order of their place, down to tier `lowest`. `file` is the name they carry."""
    return proofread(paragraphs(text), file, lowest=lowest, judge=judge)


def proofread(
    text: Iterable[Paragraph], file: str, *, lowest: Tier = Tier.SUSPECTED, judge: Judge | None = None
) -> list[ProofFault]:
    """The faults of paragraphs in the order of their place, down to tier `lowest`. `file` is the name they carry."""
    return list(_faults(text, file, lowest, judge or manuscript_judge(lowest)))


def _faults(text: Iterable[Paragraph], file: str, lowest: Tier, judge: Judge) -> Iterator[ProofFault]:
    read = list(text)
    texts = [paragraph.text for paragraph in read]
    found = judge.faults_of(texts)
    stray = any(fault.rule == CHARACTER_RULE for faults in found for fault in faults)
    another_script = stray and is_in_another_script(texts)
    for paragraph, faults in zip(read, found, strict=True):
        for fault in faults:
            if not fault.tier.at_least(lowest) or (another_script and holds_stray(fault.wrong)):
                continue
            if paragraph.line_break_in(fault.start, fault.end) and fault.rule not in RULES_ACROSS_LINES:
                continue
            yield _placed(fault, file, paragraph.places[fault.start])


def _placed(fault: Fault, file: str, place: tuple[int, int]) -> ProofFault:
    line, start = place
    return ProofFault(
        file=file,
        line=line,
        start=start,
        wrong=fault.wrong,
        suggestion=fault.suggestion,
        confidence=fault.confidence,
        tier=fault.tier,
        rule=fault.rule,
    )
