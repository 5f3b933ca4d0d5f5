"""How good the detector is: figures of labelled sentences as the field counts them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks.words.ngrams.detector import Found, apply


class Figures(NamedTuple):
    """Percentages, of whole sentences made right, of faults mended, of flags; `false`: flags where nothing is wrong."""

    sentence_f1: float
    recall: float
    flag_precision: float
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
        false=false,
        false_per_10k=round(1e4 * false / max(characters, 1), 3),
    )
