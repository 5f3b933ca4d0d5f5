"""Names of the state, its bodies and fixed terms: a mistake in one of them is 严重表述错误, whoever found the mistake.

The table of wrong forms knows those that circulars have named. What the statistical detectors find is told by its
correction: if it gives back such a name, and what was written sounds like it, the name was miswritten.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from checks.words.faults import Candidate, Tier
from checks.words.lexicon import SERIOUS_RULE

NAMES = (
    *("中华人民共和国", "中华民族", "中国共产党", "中共中央", "党中央", "中央军委", "中央纪委", "国务院", "人民政府"),
    *("全国人大", "人民代表大会", "人民代表大会常务委员会", "人民政治协商会议", "人民法院", "人民检察院", "监察委员会"),
    *("中国特色社会主义", "社会主义", "共产主义", "共青团"),
)
FROM_LANGUAGE = frozenset({"language", "near_miss"})  # rules whose candidates say only what is likely meant
MIN_CONFIDENCE = 0.98  # below it a single veto is not proposed; the candidate stays what it was
Reader = Callable[[Sequence[str]], list[list[Candidate]]]
_NAME = re.compile("|".join(sorted(NAMES, key=len, reverse=True)))
_LONGEST = max(map(len, NAMES))
_BLURRED = (("ng", "n"), ("zh", "z"), ("ch", "c"), ("sh", "s"))


@functools.cache
def _sounds() -> Mapping[str, frozenset[str]]:
    from checks.words.near_miss import readings  # numpy, which is there where candidates of this kind are

    return {character: frozenset(map(_blurred, sounds)) for character, sounds in readings().items()}


def _blurred(syllable: str) -> str:
    """A syllable as many speakers say it: n for ng, s for sh."""
    for clear, blurred in _BLURRED:
        syllable = syllable.replace(clear, blurred)
    return syllable


@functools.cache
def _likes(character: str) -> str:
    """The characters that sound like one and are another, for a class of a regular expression."""
    own = _sounds()[character]
    return "".join(other for other, sounds in _sounds().items() if other != character and not sounds.isdisjoint(own))


@functools.cache
def _near() -> re.Pattern[str]:
    """The names with one character behind the first replaced by one that sounds like it."""
    ways: dict[str, list[str]] = {}
    for name in NAMES:
        for at in range(1, len(name)):
            ways.setdefault(name[0], []).append(f"{name[1:at]}[{_likes(name[at])}]{name[at + 1 :]}")
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in ways.items()))


def looking_twice(quick: Reader, whole: Callable[[], Reader]) -> Reader:
    """A reader that passes over little: a text that holds nearly such a name is read by the `whole` one.

    Most lines hold none, and what the quick one lets go is seldom missed elsewhere.
    """

    def read(texts: Sequence[str]) -> list[list[Candidate]]:
        found = quick(texts)
        near = [number for number, text in enumerate(texts) if _near().search(text)]
        if near:
            for number, candidates in zip(near, whole()([texts[number] for number in near]), strict=True):
                found[number] = candidates
        return found

    return read


def as_serious(candidate: Candidate, text: str) -> Candidate:
    """The candidate as a miswritten name of the state, where its correction gives back one; else as it is."""
    if candidate.rule not in FROM_LANGUAGE or candidate.tier is Tier.SUSPECTED:
        return candidate
    start, end, right = candidate.start, candidate.end, candidate.suggestion
    if len(right) != end - start or (candidate.confidence is not None and candidate.confidence < MIN_CONFIDENCE):
        return candidate
    left = max(0, start - _LONGEST)
    corrected = text[left:start] + right + text[end : end + _LONGEST]
    for found in _NAME.finditer(corrected):
        first, last = left + found.start(), left + found.end()
        if first < end and last > start and _miswritten(text[first:last], found[0]):
            return msgspec.structs.replace(
                candidate,
                start=first,
                end=last,
                suggestion=found[0],
                rule=SERIOUS_RULE,
                confidence=candidate.confidence,
            )
    return candidate


def _miswritten(written: str, name: str) -> bool:
    """Whether what is written is the name with one character that sounds like the right one."""
    changed = [(wrong, right) for wrong, right in zip(written, name, strict=True) if wrong != right]
    if len(changed) != 1:
        return False
    sounds = _sounds()
    return not sounds.get(changed[0][0], frozenset()).isdisjoint(sounds.get(changed[0][1], frozenset()))
