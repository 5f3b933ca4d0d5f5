"""The detector of near-misses: one character off a long word of the dictionary, with the same sound.

事伴功倍 is no word, 事半功倍 is one, and 伴 sounds like 半. A word is looked up by its first or its last two
characters, one of which is intact; an automaton finds these halves in one pass. Names are left out (transliterations
vary), figures and particles too, and what a list of known right forms holds (勠力同心 is right though the dictionary
has only 戮力同心).
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from checks.words.characters import is_simplified
from checks.words.faults import Candidate, Tier, sentence_window
from checks.words.lexicon import TABLES
from checks.words.segmentation import WordDictionary, jieba_dictionary, jieba_words

MIN_LENGTH, MAX_LENGTH = 4, 7  # characters: shorter words have too many neighbours
MIN_FREQUENCY = 3  # jieba's count; rarer words are its noise
MIN_GAIN = 9.0  # natural logarithm; with right_forms() no false flag on clean development text
WINDOW = 8  # characters on each side that the segmentation sees
HALF = 2
# parts of speech (jieba's tags) of words that have one spelling; names (nr, ns, nt, nz) are left out
WORD_CLASSES = frozenset({"i", "l", "n", "v", "a", "z", "d", "vn", "an", "j"})
UNSURE = frozenset("一二三四五六七八九十百千万亿两〇零第的地得着了也")
_MARGIN = "\n" * MAX_LENGTH  # so that every half has a word's length of text around it
_HAN_RUN = re.compile("[\u4e00-\u9fff]{4,}")


@functools.cache
def readings() -> Mapping[str, frozenset[str]]:
    """Character → its syllables without tone."""
    by_character: dict[str, set[str]] = defaultdict(set)
    for line in (TABLES / "readings.tsv").read_text(encoding="utf-8").splitlines():
        syllable, _, characters = line.partition("\t")
        if not line.startswith("# "):
            for character in characters:
                by_character[character].add(syllable)
    return {character: frozenset(syllables) for character, syllables in by_character.items()}


@functools.cache
def right_forms() -> frozenset[str]:
    """Forms that are right though a dictionary word is near."""
    lines = (TABLES / "near_miss_exceptions.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


class _Words:
    """The words that share a half, and the characters that stand in them next to it and one further."""

    __slots__ = ("beside", "further", "words")

    def __init__(self, words: Sequence[str], beside: int, further: int) -> None:
        """`beside` and `further`: the indexes of those characters in a word."""
        self.words = words
        self.beside = "".join([word[beside] for word in words])
        self.further = "".join([word[further] for word in words])

    def like(self, beside: str, further: str) -> Iterator[str]:
        """The words that have one of these characters in its place; a word that has both comes twice."""
        for characters, character in ((self.beside, beside), (self.further, further)):
            at = characters.find(character)
            while at >= 0:
                yield self.words[at]
                at = characters.find(character, at + 1)


class NearMisses:
    """Finds near-misses of the long words of a dictionary."""

    def __init__(self, segmenter: Callable[[], WordDictionary], words: Iterable[tuple[str, int, str]]) -> None:
        """`words`: word, count and part of speech (jieba's tag). `segmenter` gives the dictionary at the first hit."""
        self._segmenter = segmenter
        self._count: dict[str, int] = {}
        self._by_head: dict[str, list[str]] = defaultdict(list)
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        for word, count, word_class in words:
            if (
                MIN_LENGTH <= len(word) <= MAX_LENGTH
                and count >= MIN_FREQUENCY
                and word_class in WORD_CLASSES
                and _HAN_RUN.fullmatch(word)
            ):
                self._count[word] = count
                self._by_head[word[:HALF]].append(word)
                self._by_tail[word[-HALF:]].append(word)
        self._halves = [*self._by_head, *(half for half in self._by_tail if half not in self._by_head)]
        self._automaton = AhoCorasick(self._halves) if self._halves else None
        self._groups: dict[int, tuple[_Words | None, _Words | None]] = {}

    def __call__(self, text: str) -> Iterator[Candidate]:
        """Candidates in the order of their place; of two words that are as near the more frequent."""
        best: dict[tuple[int, int], str] = {}
        for start, end, word in self._near(text):
            place = (start, end)
            if place in best and self._count[best[place]] >= self._count[word]:
                continue
            if self._is_fault(text, start, end, word):
                best[place] = word
        if best and not is_simplified(text):
            return
        for (start, end), word in best.items():
            yield Candidate(start=start, end=end, suggestion=word, tier=Tier.LIKELY, rule="near_miss")

    def _near(self, text: str) -> Iterator[tuple[int, int, str]]:
        """[start, end) and word, where all but one character agree and that one sounds alike."""
        if self._automaton is None or not _HAN_RUN.search(text):
            return
        text = f"{_MARGIN}{text}{_MARGIN}"
        for half, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            headed, tailed = self._groups.get(half) or self._group(half)
            # one character is off, so of the two next to the half at least one is intact
            if headed is not None:
                beside, further = text[end], text[end + 1]
                if beside in headed.beside or further in headed.further:
                    for word in headed.like(beside, further):
                        if _sounds_alike(text[start : start + len(word)], word):
                            yield start - MAX_LENGTH, start - MAX_LENGTH + len(word), word
            if tailed is not None:
                beside, further = text[start - 1], text[start - 2]
                if beside in tailed.beside or further in tailed.further:
                    for word in tailed.like(beside, further):
                        if _sounds_alike(text[end - len(word) : end], word):
                            yield end - MAX_LENGTH - len(word), end - MAX_LENGTH, word

    def _group(self, half: int) -> tuple[_Words | None, _Words | None]:
        """The words that begin and those that end with a half."""
        headed, tailed = self._by_head.get(self._halves[half]), self._by_tail.get(self._halves[half])
        self._groups[half] = groups = (
            _Words(headed, HALF, HALF + 1) if headed else None,
            _Words(tailed, -HALF - 1, -HALF - 2) if tailed else None,
        )
        return groups

    def _is_fault(self, text: str, start: int, end: int, word: str) -> bool:
        form = text[start:end]
        dictionary = self._segmenter()
        if dictionary.knows(form) or form in right_forms():
            return False
        odd = next(index for index in range(len(word)) if form[index] != word[index])
        left, right = sentence_window(text, start, end, WINDOW)
        window = text[left:right]
        if not dictionary.alone(window, start - left + odd):
            return False
        if dictionary.straddles(window, start - left, end - left):
            return False
        return dictionary.gain(window, start - left, end - left, word) >= MIN_GAIN


def _sounds_alike(form: str, word: str) -> bool:
    """Do they differ in one character only, that of the same sound and of a kind that has one spelling?"""
    if form == word:
        return False
    odd = [pair for pair in zip(form, word, strict=True) if pair[0] != pair[1]]
    if len(odd) != 1:
        return False
    wrong, right = odd[0]
    if wrong in UNSURE or right in UNSURE or not _HAN_RUN.fullmatch(form):
        return False
    sounds = readings()
    return not sounds.get(wrong, frozenset()).isdisjoint(sounds.get(right, frozenset()))


def near_misses() -> Callable[[str], Iterator[Candidate]]:
    """The detector over jieba's dictionary; its index is built at the first text, once a process."""
    return lambda text: _shipped()(text)


@functools.cache
def _shipped() -> NearMisses:
    return NearMisses(jieba_dictionary, jieba_words())
