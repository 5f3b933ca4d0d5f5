"""The detector of near-misses: one character off a long word of the dictionary, with the same sound.

事伴功倍 is no word, 事半功倍 is one, and 伴 sounds like 半. Text and words are spelled in syllables, where the two are
one; an automaton finds the words in one pass, and what is written otherwise is looked at. Names are left out
(transliterations vary), figures and particles too, and what a list of known right forms holds (勠力同心 is right though
the dictionary has only 戮力同心).
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from ahocorasick_rs import AhoCorasick

from checks.words.characters import is_simplified
from checks.words.faults import Candidate, Tier, sentence_window
from checks.words.lexicon import TABLES
from checks.words.segmentation import WordDictionary, jieba_dictionary, jieba_words

MIN_LENGTH, MAX_LENGTH = 4, 7  # characters: shorter words have too many neighbours
MIN_FREQUENCY = 3  # jieba's count; rarer words are its noise
MIN_GAIN = 9.0  # natural logarithm; with right_forms() no false flag on clean development text
MERGED = 6  # sounds that may share a code
WINDOW = 8  # characters on each side that the segmentation sees
# parts of speech (jieba's tags) of words that have one spelling; names (nr, ns, nt, nz) are left out
WORD_CLASSES = frozenset({"i", "l", "n", "v", "a", "z", "d", "vn", "an", "j"})
UNSURE = frozenset("一二三四五六七八九十百千万亿两〇零第的地得着了也")
_REACH = MAX_LENGTH - 1  # characters of a word on each side of a wrong one, at most
_WINDOW_STEP = 2 * MAX_LENGTH  # a window of that reach and a border
_MARGIN = "\n" * _REACH
_FIRST_CODE = 0x100  # of the syllables: two bytes each in the automaton
_TABLE_SIZE = 0x10000  # the basic plane: no word of the dictionary has a character beyond it
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


class _Sounds:
    """Text as it sounds: one code a character, the same for characters that sound alike.

    A character of several sounds would need several codes. For the most frequent ones their sounds are taken for one
    (MERGED at most: more codes in one would find too much); the rest have the code of one sound, and `alternates`.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """`words` say which characters are frequent."""
        frequency = Counter("".join(words))
        several = [character for character, sounds in readings().items() if len(sounds) > 1]
        several.sort(key=lambda character: (-frequency[character], character))
        merged: dict[str, frozenset[str]] = {}  # sound → all sounds that share its code
        for character in several:
            union = frozenset[str]().union(*(merged.get(one, {one}) for one in readings()[character]))
            if len(union) <= MERGED:
                merged |= dict.fromkeys(union, union)
        codes: dict[str, str] = {}
        table = list(map(chr, range(_TABLE_SIZE)))
        self.alternates: dict[str, tuple[str, ...]] = {}
        for character, sounds in readings().items():
            names = sorted({min(merged.get(one, (one,))) for one in sounds})
            first, *others = [codes.setdefault(name, chr(_FIRST_CODE + len(codes))) for name in names]
            if ord(character) < _TABLE_SIZE:
                table[ord(character)] = first
            if others and character not in UNSURE:
                self.alternates[character] = tuple(others)
        self._codes = "".join(table)  # by code point: a tenth of a dictionary's memory stays in the cache
        self.ambiguous = re.compile(f"[{''.join(self.alternates)}]")

    def of(self, text: str) -> str:
        """The text's codes, one a character; a character without a known sound stands for itself."""
        return text.translate(self._codes)


class NearMisses:
    """Finds near-misses of the long words of a dictionary."""

    def __init__(self, segmenter: Callable[[], WordDictionary], words: Iterable[tuple[str, int, str]]) -> None:
        """`words`: word, count and part of speech (jieba's tag). `segmenter` gives the dictionary at the first hit."""
        self._segmenter = segmenter
        self._count = {
            word: count
            for word, count, word_class in words
            if MIN_LENGTH <= len(word) <= MAX_LENGTH
            and count >= MIN_FREQUENCY
            and word_class in WORD_CLASSES
            and _HAN_RUN.fullmatch(word)
        }
        self._sounds = sounds = _Sounds(self._count)
        by_sound = defaultdict[str, list[str]](list)
        for word in self._count:
            spoken = sounds.of(word)
            by_sound[spoken].append(word)
            for found in sounds.ambiguous.finditer(word):
                at = found.start()
                for code in sounds.alternates[found[0]]:
                    by_sound[f"{spoken[:at]}{code}{spoken[at + 1 :]}"].append(word)
        self._words = list(by_sound.values())
        self._automaton = AhoCorasick(list(by_sound), store_patterns=False) if by_sound else None

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
        for (start, end), word in sorted(best.items()):
            yield Candidate(start=start, end=end, suggestion=word, tier=Tier.LIKELY, rule="near_miss")

    def _near(self, text: str) -> Iterator[tuple[int, int, str]]:
        """[start, end) and word, where all but one character agree and that one sounds alike."""
        if self._automaton is None or not _HAN_RUN.search(text):
            return
        sounds = self._sounds
        spoken = sounds.of(text)
        for index, start, end in self._automaton.find_matches_as_indexes(spoken, overlapping=True):
            form = text[start:end]
            for word in self._words[index]:
                if form != word and _sounds_alike(form, word):
                    yield start, end, word
        # a wrong character of several sounds is read in each of its others, with a word's length of text around it
        places: list[int] = []
        windows: list[str] = []
        spoken = f"{_MARGIN}{spoken}{_MARGIN}"
        for found in sounds.ambiguous.finditer(text):
            at = found.start()
            for code in sounds.alternates[found[0]]:
                places.append(at - _REACH)
                windows.append(
                    f"{spoken[at : at + _REACH]}{code}{spoken[at + MAX_LENGTH : at + MAX_LENGTH + _REACH]}\n"
                )
        for index, start, end in self._automaton.find_matches_as_indexes("".join(windows), overlapping=True):
            number, start = divmod(start, _WINDOW_STEP)
            end -= number * _WINDOW_STEP
            if not start <= _REACH < end:
                continue
            start, end = start + places[number], end + places[number]
            form = text[start:end]
            for word in self._words[index]:
                if form != word and _sounds_alike(form, word):
                    yield start, end, word

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
