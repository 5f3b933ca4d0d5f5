"""A city's own words: names that are no faults, and wrong forms that its people met.

They come from `import lexicon` and from what people said of findings, through the options of the checks that judge
wording, so that a run can be repeated with the words it had.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from ahocorasick_rs import AhoCorasick

from checks.base import Option
from checks.words.lexicon import SERIOUS_RULE, Entry, Kind, Lexicon

FORM_RULE = "form"
SOURCE = "lexicon"
BETWEEN = "="  # of a wrong form and the right one in an option
KNOWN, WRONG, SERIOUS = "known_words", "wrong_forms", "serious_forms"
WORD_OPTIONS: dict[str, Option] = {
    KNOWN: Option(default=(), help="words of the city (places, people, institutions) that are no faults"),
    WRONG: Option(default=(), help='further wrong forms, as "布署=部署"'),
    SERIOUS: Option(default=(), help='further wrong forms of serious_wording, as "wrong=right"'),
}
INDEPENDENT = 3  # documents that write a form alike: a name or a coinage, not a slip of the pen
COMPANY = 2  # characters on each side that are learned with a form which is a word elsewhere
COMMON = 10  # times as many documents with the form beside it: then it is a slip all the same
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_FIGURE = re.compile(r"\d")
_HAN_AFTER = re.compile(rf"{_HAN.pattern}{{1,{COMPANY}}}")
_HAN_BEFORE = re.compile(rf"{_HAN_AFTER.pattern}\Z")


def is_own_word(documents: int, beside: int) -> bool:
    """Whether a form that likeness accuses is the city's own word, by the documents with it and with the other form."""
    return documents >= INDEPENDENT and beside < documents * COMMON


def is_slip(documents: int, beside: int) -> bool:
    """Whether a form is rare on the site and the one beside it common: many more documents write that."""
    return beside >= COMMON * max(documents, 1)


def taught_by(wrong: str, context: str, knows: Callable[[str], bool]) -> str:
    """The known word that a person teaches by saying that an accused form is right where it stands; "" if none.

    The form itself; of one that is a word (`knows`) and so wrong by its company alone (登陆), or of a single character,
    only the form with what stands around it. `context` is the sentence around it, as a finding has it.
    """
    if not _HAN.search(wrong) or _FIGURE.search(wrong):  # a date is right on its day alone
        return ""
    if len(wrong) > 1 and not knows(wrong):
        return wrong
    place = context.find(wrong)
    if place < 0:
        return ""
    before = _HAN_BEFORE.search(context, 0, place)
    after = _HAN_AFTER.match(context, place + len(wrong))
    phrase = (before[0] if before else "") + wrong + (after[0] if after else "")
    return phrase if len(phrase) > len(wrong) else ""


class CityWords(msgspec.Struct, frozen=True):
    """Words that acquit, and pairs (wrong, right) that accuse."""

    known: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    serious: tuple[tuple[str, str], ...] = ()

    def extend(self, lexicon: Lexicon) -> Lexicon:
        """The lexicon with the city's wrong forms; where both name a form, the city's word counts."""
        own = [
            *(_entry(wrong, right, Kind.ERROR, FORM_RULE) for wrong, right in self.wrong),
            *(_entry(wrong, right, Kind.SEVERE, SERIOUS_RULE) for wrong, right in self.serious),
        ]
        if not own:
            return lexicon
        named = {entry.anchors[0] for entry in own}
        kept = (entry for entry in lexicon.entries if entry.pattern is not None or entry.anchors[0] not in named)
        return Lexicon((*kept, *own))


NO_WORDS = CityWords()


def words_in(options: Mapping[str, Any]) -> CityWords:
    """The words that a check's options hold. Raises ValueError for a form that is not written as wrong=right."""
    return _words(options.get(KNOWN, ()), options.get(WRONG, ()), options.get(SERIOUS, ()))


@functools.lru_cache(maxsize=8)
def _words(known: tuple[str, ...], wrong: tuple[str, ...], serious: tuple[str, ...]) -> CityWords:
    if not (known or wrong or serious):
        return NO_WORDS
    return CityWords(known, tuple(map(_pair, wrong)), tuple(map(_pair, serious)))


def _pair(text: str) -> tuple[str, str]:
    wrong, between, right = text.partition(BETWEEN)
    if not (between and wrong and right) or wrong == right:
        raise ValueError(f"{text!r} is no pair of a wrong form and the right one; write it as 布署=部署")
    return wrong, right


class Acquittal:
    """Says whether a place in a text lies within one of the known words."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self._automaton = AhoCorasick(list(known)) if known else None

    def of(self, text: str, places: list[tuple[int, int]]) -> list[bool]:
        """For each place [start, end), whether a known word stands over it."""
        if self._automaton is None or not places:
            return [False] * len(places)
        spans = [(start, end) for _, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)]
        return [any(begin <= start and end <= finish for begin, finish in spans) for start, end in places]


def _entry(wrong: str, right: str, kind: Kind, rule: str) -> Entry:
    return Entry(
        anchors=(wrong,), right=right, kind=kind, rule=rule, require=None, forbid=None, pattern=None,
        source=SOURCE, rule_class="P", note="", line=0,
    )  # fmt: skip
