"""How good the detector is: figures of labelled sentences as the field counts them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks.words.faults import Fault, Tier
from checks.words.ngrams.detector import Found, apply
from checks.words.ngrams.words import Change


class Figures(NamedTuple):
    """Percentages, of sentences made right, of faults mended, of flags; `false`: flags where nothing is labelled."""

    sentence_f1: float
    recall: float
    flag_precision: float
    flags: int
    false: int
    false_per_10k: float


def figures(judged: Iterable[tuple[str, str, list[Found]]], least: float = 0.0) -> Figures:
    """`judged`: source, target and what was found, of which only that of probability `least` and more is counted."""
    wrong = changed = right = faults = mended = flags = false = characters = 0
    for source, target, found in judged:
        kept = [one for one in found if one.probability >= least]
        result = apply(source, kept)
        wrong += source != target
        changed += result != source
        right += source != target and result == target
        places = [i for i, (a, b) in enumerate(zip(source, target, strict=True)) if a != b]
        faults += len(places)
        mended += sum(result[place] == target[place] for place in places)
        characters += len(source)
        for change, *_ in kept:
            flags += 1
            false += source[change.start : change.end] == target[change.start : change.end]
    precision, recall = right / max(changed, 1), right / max(wrong, 1)
    return Figures(
        sentence_f1=round(200 * precision * recall / max(precision + recall, 1e-9), 1),
        recall=round(100 * mended / max(faults, 1), 1),
        flag_precision=round(100 * (1 - false / max(flags, 1)), 1),
        flags=flags,
        false=false,
        false_per_10k=round(1e4 * false / max(characters, 1), 3),
    )


def told(faults: Iterable[Fault], lowest: Tier) -> list[Found]:
    """Faults of the whole detector down to a tier as changes of the text, but for marks, figures and other lengths."""
    return [
        Found(Change(one.start, one.end, one.suggestion), one.confidence)
        for one in faults
        if one.tier.at_least(lowest)
        and len(one.suggestion) == len(one.wrong)
        and one.suggestion.isalpha()
        and one.wrong.isalpha()
    ]


def false_flags(judged: Iterable[tuple[str, str, list[Found]]]) -> list[str]:
    """What the flags say that stand where nothing is labelled."""
    return [
        f"{source[start:end]}→{new}"
        for source, target, found in judged
        for (start, end, new), *_ in found
        if source[start:end] == target[start:end]
    ]
