"""The detector of known wrong forms: one pass of an Aho-Corasick automaton, then the entry's own conditions.

The automaton holds the plain forms and the anchors of the patterns, so a regular expression runs only over a text
that can match it, and jieba only looks at the few words around a hit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from ahocorasick_rs import AhoCorasick

from checks.words.faults import Candidate, Tier, sentence_window
from checks.words.lexicon import Entry, Kind, Lexicon
from checks.words.segmentation import Segmenter

CONDITION_WINDOW = 15  # characters on each side for require and forbid (measured for 登陆/登录)
SEGMENT_WINDOW = 12  # characters on each side that jieba sees: enough for two words and their neighbours
MIN_GAIN = 4.0  # natural logarithm: a correction that splits other words must make the text 50 times likelier

TIERS = {Kind.ERROR: Tier.ERROR, Kind.LIKELY: Tier.LIKELY, Kind.HINT: Tier.SUSPECTED, Kind.SEVERE: Tier.ERROR}
# rules about words; the others are about figures and marks, where word borders say nothing
WORD_RULES = frozenset({"form", "context", "variant", "usage", "serious"})
# a doubled character taken away always makes the text likelier: any word across the border is an acquittal
DOUBLED_RULE = "doubled"
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


class KnownForms:
    """Finds the entries of a lexicon in a text."""

    def __init__(self, lexicon: Lexicon, segmenter: Callable[[], Segmenter], lowest: Tier = Tier.SUSPECTED) -> None:
        """`segmenter` is called at the first hit, not before: building a dictionary takes a while.

        Entries of a tier below `lowest` are left out.
        """
        self._segmenter = segmenter
        by_anchor: dict[str, list[Entry]] = defaultdict(list)
        for entry in lexicon.entries:
            if entry.kind is not Kind.OFF and TIERS[entry.kind].at_least(lowest):
                for anchor in entry.anchors:
                    by_anchor[anchor].append(entry)
        self._entries = [tuple(entries) for entries in by_anchor.values()]
        self._automaton = AhoCorasick(list(by_anchor)) if by_anchor else None

    def __call__(self, text: str) -> Iterator[Candidate]:
        """Candidates in no particular order."""
        if self._automaton is None:
            return
        patterns: dict[int, Entry] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for entry in self._entries[index]:
                if entry.pattern is not None:
                    patterns[entry.line] = entry
                elif self._holds(entry, text, start, end, entry.right):
                    yield _candidate(entry, start, end, entry.right)
        for entry in patterns.values():
            assert entry.pattern is not None
            for match in entry.pattern.compiled.finditer(text):
                suggestion = entry.suggestion(match)
                if self._holds(entry, text, match.start(), match.end(), suggestion):
                    yield _candidate(entry, match.start(), match.end(), suggestion)

    def _holds(self, entry: Entry, text: str, start: int, end: int, suggestion: str) -> bool:
        """Is it wrong in this company, and a word of its own?"""
        if entry.require is not None or entry.forbid is not None:
            left, right = sentence_window(text, start, end, CONDITION_WINDOW)
            window = text[left:right]
            if entry.forbid is not None and entry.forbid.compiled.search(window):
                return False
            if entry.require is not None and not entry.require.compiled.search(window):
                return False
        if not _HAN.fullmatch(text, start, end):
            return True
        if entry.rule == DOUBLED_RULE:
            return self._is_word(entry, text, start, end, "")
        return entry.rule not in WORD_RULES or self._is_word(entry, text, start, end, suggestion)

    def _is_word(self, entry: Entry, text: str, start: int, end: int, suggestion: str) -> bool:
        """False where the form is an accident of two words that meet, as 报消 in 举报消防.

        Where longer words meet and leave no character of it over (年末|成年, 不予|算入), no gain speaks against that:
        of 18,418 forms put into the corpora five are lost by it.

        A longer word around the form acquits it too (不了了之), unless its company has shown that it is wrong: the
        dictionary was counted from text with errors and knows 登陆密码.
        """
        segmenter = self._segmenter()
        left, right = sentence_window(text, start, end, SEGMENT_WINDOW)
        window, start, end = text[left:right], start - left, end - left
        if not segmenter.straddles(window, start, end):
            return True
        if entry.require is not None and segmenter.contains(window, start, end):
            return True
        if not suggestion or segmenter.meets(window, start, end):
            return False
        return segmenter.gain(window, start, end, suggestion) >= MIN_GAIN


def _candidate(entry: Entry, start: int, end: int, suggestion: str) -> Candidate:
    return Candidate(start=start, end=end, suggestion=suggestion, tier=TIERS[entry.kind], rule=entry.rule)
