"""The detector of near-misses: one character off a long word of the dictionary, of the same sound or shape.

事伴功倍 is no word, 事半功倍 is one, and 伴 sounds like 半. Text and words are spelled in syllables, where the two are
one; the words are found in all texts of a page at once, and what is written otherwise is looked at. Names are left out
(transliterations vary), figures and particles too, and what a list of known right forms holds (勠力同心 is right though
the dictionary has only 戮力同心).

Idioms of four characters are found in another way as well (`gaps.py`), where the wrong character looks like the right
one (沽名钩誉), or sounds like it and makes another word beside its neighbour (炉火纯清). Of those the text must become
much more usual.
"""

from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from checks.words.characters import is_simplified
from checks.words.faults import Candidate, Tier, sentence_window
from checks.words.gaps import LENGTH, Gaps
from checks.words.lexicon import TABLES
from checks.words.ngrams.model import look_alikes
from checks.words.segmentation import WordDictionary, jieba_dictionary, jieba_words

Spoken = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.int64]

MIN_LENGTH, MAX_LENGTH = 4, 7  # characters: shorter words have too many neighbours
MIN_FREQUENCY = 3  # jieba's count; rarer words are its noise
MIN_GAIN = 9.0  # natural logarithm; with right_forms() no false flag on clean development text
# Idioms and set phrases, by jieba's tag, with the count they must have. In 29.0 M characters of text without labelled
# fault three faults were told that the other way misses, and one right form, which is an exception now.
IDIOM_CLASSES = {"i": MIN_FREQUENCY, "l": 10}
MIN_IDIOM_GAIN = 12.0  # from 9.8 on right forms are told: 欢度佳节 (jieba has 欢渡佳节), 牟取私利
MERGED = 6  # sounds that may share a code
WINDOW = 8  # characters on each side that the segmentation sees
# parts of speech (jieba's tags) of words that have one spelling; names (nr, ns, nt, nz) are left out
WORD_CLASSES = frozenset({"i", "l", "n", "v", "a", "z", "d", "vn", "an", "j"})
UNSURE = frozenset("一二三四五六七八九十百千万亿两〇零第的地得着了也")
_REACH = MAX_LENGTH - 1  # characters of a word on each side of a wrong one, at most
_CODE_BYTES = 4
_FIRST_CODE = 0x100  # of the syllables
_TABLE_SIZE = 0x10000  # the basic plane: no word of the dictionary has a character beyond it
_INDEX_BITS = 21  # a quarter of a megabyte; one place in thirty has its bit there by accident
_BIT = np.array([1 << place for place in range(8)], dtype=np.uint8)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, without meaning
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
        codes: dict[str, int] = {}
        self._codes = np.arange(_TABLE_SIZE, dtype=np.uint32)  # by code point; without a known sound it is its own
        self.alternates: dict[str, tuple[int, ...]] = {}
        for character, sounds in readings().items():
            names = sorted({min(merged.get(one, (one,))) for one in sounds})
            first, *others = [codes.setdefault(name, _FIRST_CODE + len(codes)) for name in names]
            if ord(character) < _TABLE_SIZE:
                self._codes[ord(character)] = first
            if others and character not in UNSURE:
                self.alternates[character] = tuple(others)
        self.ambiguous = re.compile(f"[{''.join(self.alternates)}]")

    def of(self, text: str) -> Spoken:
        """The text's codes, one a character."""
        characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return np.where(characters < _TABLE_SIZE, self._codes[np.minimum(characters, _TABLE_SIZE - 1)], characters)


class _Index:
    """Words by how they sound, found wherever they begin in a long spoken text.

    The first MIN_LENGTH codes of each word are a bit in a table that fits the processor's cache; few other places of a
    text have their bit there, and those are looked up.
    """

    def __init__(self, spoken: Iterable[tuple[bytes, str]]) -> None:
        """How a word sounds, as the bytes of its codes, and the word; one word may have several sounds."""
        self._words: dict[bytes, tuple[str, ...]] = {}
        self._lengths: dict[bytes, tuple[int, ...]] = {}  # of the words that begin so
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}  # sixty thousand words have a dozen such tuples
        for codes, word in spoken:
            known = self._words.get(codes, ())
            if not known:
                head = codes[: MIN_LENGTH * _CODE_BYTES]
                lengths = (*self._lengths.get(head, ()), len(word))
                self._lengths[head] = shared.setdefault(lengths, lengths)
            self._words[codes] = (*known, word)
        self._bits = np.zeros(1 << (_INDEX_BITS - 3), dtype=np.uint8)
        heads = np.frombuffer(b"".join(self._lengths), dtype=np.uint32).reshape(-1, MIN_LENGTH)
        keys = _keys(heads.T)
        np.bitwise_or.at(self._bits, keys >> 3, _BIT[keys & 7])

    def find(self, spoken: Spoken) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Begin, end and the words that sound so, in the order of their place, in a long text."""
        if len(spoken) < MIN_LENGTH:
            return iter(())
        last = len(spoken) - MIN_LENGTH + 1
        keys = _keys([spoken[place : last + place] for place in range(MIN_LENGTH)])
        return self.find_at(np.flatnonzero(self._bits.take(keys >> 3) & _BIT.take(keys & 7)).tolist(), spoken.tobytes())

    def find_at(self, starts: Iterable[int], spoken: bytes) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The same of the words that begin at some places."""
        lengths, words = self._lengths, self._words
        for start in starts:
            begin = start * _CODE_BYTES
            for length in lengths.get(spoken[begin : begin + MIN_LENGTH * _CODE_BYTES], ()):
                end = begin + length * _CODE_BYTES
                found = words.get(spoken[begin:end]) if end <= len(spoken) else None
                if found:
                    yield start, start + length, found


def _keys(columns: Sequence[Spoken] | Spoken) -> Keys:
    """A number of _INDEX_BITS bits for the codes side by side in each row of the columns."""
    mixed = columns[0].astype(np.uint64)
    for column in columns[1:]:
        mixed *= _FACTOR
        mixed += column
    mixed *= _FACTOR
    return (mixed >> np.uint64(64 - _INDEX_BITS)).astype(np.int64)


class NearMisses:
    """Finds near-misses of the long words of a dictionary."""

    def __init__(
        self,
        segmenter: Callable[[], WordDictionary],
        words: Iterable[tuple[str, int, str]],
        look_alikes: npt.NDArray[np.uint32] | None = None,
    ) -> None:
        """`words`: word, count and part of speech (jieba's tag). `segmenter` gives their dictionary at the first hit.

        `look_alikes`: pairs of characters as the language model's function of that name gives them.
        """
        self._segmenter = segmenter
        long_words: list[str] = []
        idioms: list[str] = []
        for word, count, word_class in words:
            if (
                MIN_LENGTH <= len(word) <= MAX_LENGTH
                and count >= MIN_FREQUENCY
                and word_class in WORD_CLASSES
                and _HAN_RUN.fullmatch(word)
            ):
                long_words.append(word)
                if len(word) == LENGTH and word_class in IDIOM_CLASSES and count >= IDIOM_CLASSES[word_class]:
                    idioms.append(word)
        self._sounds = _Sounds(long_words)
        self._index = _Index(self._spoken_words(long_words))
        self._gaps = Gaps(idioms)
        # of few pairs one is found sooner by bisect than by a call of numpy
        self._look_alikes = array("I", b"" if look_alikes is None else look_alikes.tobytes())

    def _spoken_words(self, words: Sequence[str]) -> Iterator[tuple[bytes, str]]:
        joined = self._sounds.of("".join(words)).tobytes()
        end = 0
        for word in words:
            start, end = end, end + len(word) * _CODE_BYTES
            yield joined[start:end], word
            for at, code in self._alternates(word):
                yield _exchanged(joined[start:end], at, code), word

    def _alternates(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of characters of several sounds, with the code of each of their other ones."""
        for found in self._sounds.ambiguous.finditer(text):
            for code in self._sounds.alternates[found[0]]:
                yield found.start(), code

    def __call__(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """For each text the candidates in the order of their place; of two words as near the more frequent."""
        best: list[dict[tuple[int, int], str]] = [{} for _ in texts]
        joined = "\n".join(texts)
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        for near, is_fault in ((self._near, self._is_fault), (self._idioms, self._is_fault_of_idiom)):
            for number, start, end, word in near(joined, starts):
                place, own = (start, end), best[number]
                if place in own and self._frequency(own[place]) >= self._frequency(word):
                    continue
                if is_fault(texts[number], start, end, word):
                    own[place] = word
        return [
            [
                Candidate(start=start, end=end, suggestion=word, tier=Tier.LIKELY, rule="near_miss")
                for (start, end), word in sorted(own.items())
            ]
            if own and is_simplified(text)
            else []
            for text, own in zip(texts, best, strict=True)
        ]

    def _frequency(self, word: str) -> int:
        return self._segmenter().frequency(word)

    def _near(self, joined: str, starts: Sequence[int]) -> Iterator[tuple[int, int, int, str]]:
        """Number of the text, [start, end) and word, where all but one character agree and that one sounds alike.

        `joined`: the texts with a character between; `starts`: where each begins, and where one more would.
        """
        spoken = self._sounds.of(joined)
        for start, end, words in self._index.find(spoken):
            number = bisect_right(starts, start) - 1
            form = joined[start:end]
            for word in words:
                if form != word and _sounds_alike(form, word):
                    yield number, start - starts[number], end - starts[number], word
        # a wrong character of several sounds is read in each of its others, with a word's length of text around it
        for at, code in self._alternates(joined):
            number = bisect_right(starts, at) - 1
            left, right = max(at - _REACH, starts[number]), min(at + MAX_LENGTH, starts[number + 1] - 1)
            window = _exchanged(spoken[left:right].tobytes(), at - left, code)
            for start, end, words in self._index.find_at(range(at - left + 1), window):
                if end <= at - left:
                    continue
                form = joined[left + start : left + end]
                for word in words:
                    if form != word and _sounds_alike(form, word):
                        yield number, left + start - starts[number], left + end - starts[number], word

    def _idioms(self, joined: str, starts: Sequence[int]) -> Iterator[tuple[int, int, int, str]]:
        """The same of idioms, and where that one looks alike."""
        for start, word in self._gaps.find(joined, self._alike):
            number = bisect_right(starts, start) - 1
            yield number, start - starts[number], start + LENGTH - starts[number], word

    def _alike(self, wrong: str, right: str) -> bool:
        """Does the one look like the other or sound like it?"""
        if wrong in UNSURE or right in UNSURE:
            return False
        pair = (ord(wrong) << 16) | ord(right)
        place = bisect_left(self._look_alikes, pair)
        if place < len(self._look_alikes) and self._look_alikes[place] == pair:
            return True
        sounds, nothing = readings(), frozenset[str]()
        return not sounds.get(wrong, nothing).isdisjoint(sounds.get(right, nothing))

    def _is_fault_of_idiom(self, text: str, start: int, end: int, word: str) -> bool:
        form = text[start:end]
        dictionary = self._segmenter()
        if dictionary.knows(form) or form in right_forms():
            return False
        left, right = sentence_window(text, start, end, WINDOW)
        window = text[left:right]
        if dictionary.straddles(window, start - left, end - left):
            return False
        return dictionary.gain(window, start - left, end - left, word) >= MIN_IDIOM_GAIN

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


def _exchanged(spoken: bytes, at: int, code: int) -> bytes:
    """Codes with another one at a place."""
    return b"".join(
        (spoken[: at * _CODE_BYTES], code.to_bytes(_CODE_BYTES, "little"), spoken[(at + 1) * _CODE_BYTES :])
    )


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


def near_misses() -> Callable[[Sequence[str]], list[list[Candidate]]]:
    """The reader over jieba's dictionary; its index is built at the first text, once a process."""
    return lambda texts: _shipped()(texts)


@functools.cache
def _shipped() -> NearMisses:
    return NearMisses(jieba_dictionary, jieba_words(), look_alikes())
