"""How good the detector is: figures of labelled sentences as the field counts them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checks.words.faults import Fault, Tier
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


class WholeFigures(NamedTuple):
    """Percentages of sentences made right and of faults mended; flags, those where nothing is labelled, and where."""

    sentence_f1: float
    recall: float
    flags: int
    false: int
    false_forms: str


def whole_figures(judged: Iterable[tuple[str, str, list[Fault]]], lowest: Tier) -> WholeFigures:
    """The figures of faults down to a tier, but for those whose correction has another length or is no character."""
    wrong = changed = right = faults = mended = flags = 0
    forms = []
    for source, target, found in judged:
        kept = [one for one in found if one.tier.at_least(lowest) and _is_of_characters(one)]
        characters = list(source)
        for one in kept:
            end = one.start + len(one.wrong)
            characters[one.start : end] = one.suggestion
            if source[one.start : end] == target[one.start : end]:
                forms.append(f"{one.wrong}→{one.suggestion}")
        result = "".join(characters)
        flags += len(kept)
        wrong += source != target
        changed += result != source
        right += source != target and result == target
        places = [i for i, (a, b) in enumerate(zip(source, target, strict=True)) if a != b]
        faults += len(places)
        mended += sum(result[place] == target[place] for place in places)
    precision, recall = right / max(changed, 1), right / max(wrong, 1)
    return WholeFigures(
        round(200 * precision * recall / max(precision + recall, 1e-9), 1),
        round(100 * mended / max(faults, 1), 1),
        flags,
        len(forms),
        " ".join(forms),
    )


def _is_of_characters(fault: Fault) -> bool:
    return len(fault.suggestion) == len(fault.wrong) and fault.suggestion.isalpha() and fault.wrong.isalpha()
