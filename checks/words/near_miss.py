"""The detector of near-misses: one character off a long word of the dictionary, with the same sound.

事伴功倍 is no word, 事半功倍 is one, and 伴 sounds like 半. A word is looked up by its first or its last two
characters, one of which is intact. Names are left out (transliterations vary), figures and particles too, and what a
list of known right forms holds (勠力同心 is right though the dictionary has only 戮力同心).
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

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


class NearMisses:
    """Finds near-misses of the long words of a dictionary."""

    def __init__(self, dictionary: WordDictionary, words: Iterable[tuple[str, int, str]]) -> None:
        """`words`: word, count and part of speech (jieba's tag)."""
        self._dictionary = dictionary
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
        for run in _HAN_RUN.finditer(text):
            for position in range(run.start(), run.end() - HALF + 1):
                half = text[position : position + HALF]
                for word in self._by_head.get(half, ()):
                    end = position + len(word)
                    if end <= run.end() and _sounds_alike(text[position:end], word):
                        yield position, end, word
                for word in self._by_tail.get(half, ()):
                    start = position + HALF - len(word)
                    if start >= run.start() and _sounds_alike(text[start : position + HALF], word):
                        yield start, position + HALF, word

    def _is_fault(self, text: str, start: int, end: int, word: str) -> bool:
        form = text[start:end]
        if self._dictionary.knows(form) or form in right_forms():
            return False
        odd = next(index for index in range(len(word)) if form[index] != word[index])
        left, right = sentence_window(text, start, end, WINDOW)
        window = text[left:right]
        if not self._dictionary.alone(window, start - left + odd):
            return False
        if self._dictionary.straddles(window, start - left, end - left):
            return False
        return self._dictionary.gain(window, start - left, end - left, word) >= MIN_GAIN


def _sounds_alike(form: str, word: str) -> bool:
    """Do they differ in one character only, that of the same sound and of a kind that has one spelling?"""
    odd = [index for index in range(len(word)) if form[index] != word[index]]
    if len(odd) != 1:
        return False
    wrong, right = form[odd[0]], word[odd[0]]
    if wrong in UNSURE or right in UNSURE:
        return False
    sounds = readings()
    return not sounds.get(wrong, frozenset()).isdisjoint(sounds.get(right, frozenset()))


def near_misses() -> Callable[[str], Iterator[Candidate]]:
    """The detector over jieba's dictionary; its index is built at the first text, once a process."""
    return lambda text: _shipped()(text)


@functools.cache
def _shipped() -> NearMisses:
    return NearMisses(jieba_dictionary(), jieba_words())
