"""The tables of candidates: sounds from pypinyin, shapes and confusions from published lists, words from jieba.

What people were seen to write for what they meant comes last (`with_mistakes`), so that it may be left out of a fold.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from pypinyin import Style, pinyin

from checks.words.ngrams.alphabet import FIRST_CHARACTER, Alphabet, Ids
from checks.words.ngrams.candidates import (
    CONFUSED,
    LIKE_SHAPE,
    LIKE_SOUND,
    LOOKS,
    MIDDLE,
    MISTAKEN,
    PAIR_BASE,
    SAME_SOUND,
    SAME_TONE,
    WORD_LENGTHS,
    Tables,
    gap_keys,
    mistake_keys,
)
from checks.words.ngrams.counts import levels_of

MIN_WORD_COUNT = 3  # jieba's count; rarer words are its noise
MIN_PAIR_COUNT = 30
# typing and speech mix these up: initials, then finals
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


def loose(syllable: str) -> str:
    """A syllable without the differences that are mixed up."""
    for initial, other in _INITIALS:
        if syllable.startswith(initial):
            syllable = other + syllable[len(initial) :]
            break
    for final, other in _FINALS:
        if syllable.endswith(final):
            return syllable[: -len(final)] + other
    return syllable


def _readings(character: str) -> list[str]:
    """Its syllables with tone as a figure at the end, the usual one first."""
    found = pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]
    return [syllable for syllable in found if syllable[-1:].isdigit()]


def tables(
    alphabet: Alphabet,
    words: Iterable[tuple[str, int]],
    shapes: Mapping[str, list[str]],
    looks: Mapping[str, str],
    confusions: Mapping[str, str],
    usual: Iterable[str],
    phrases: Ids,
    trigrams: Ids,
) -> Tables:
    """`words`: the dictionary with counts; `shapes`: characters of like shape; `looks`: of like appearance;
    `confusions`: wrong → right form; `usual`: characters that may be meant; `phrases`, `trigrams`: frequent n-grams, a
    row each. No mistakes are among them yet."""
    characters = [alphabet.character(number) for number in range(FIRST_CHARACTER, alphabet.size)]
    known = set(usual)
    readings = {character: _readings(character) for character in characters}
    kinds = _likeness(readings, shapes, looks, confusions)
    first, like, like_kind = [0] * (FIRST_CHARACTER + 1), [], []
    for character in characters:
        row = sorted((alphabet.id(other), kind) for other, kind in kinds[character].items() if other in known)
        like += [other for other, _ in row]
        like_kind += [kind for _, kind in row]
        first.append(len(like))
    numbers = {s: n for n, s in enumerate(sorted({loose(r[:-1]) for rs in readings.values() for r in rs}), start=1)}
    sound = [0] * FIRST_CHARACTER + [numbers[loose(readings[c][0][:-1])] if readings[c] else 0 for c in characters]
    dictionary = [(w, n) for w, n in words if n >= MIN_WORD_COUNT and all(c in known for c in w)]
    pair_key, pair = _pairs(dictionary, numbers, alphabet)
    gap_key, gap = _gaps(dictionary, phrases, alphabet)
    middle_key, middle = _sorted(gap_keys(list(trigrams.T), MIDDLE, alphabet.size + 2), trigrams[:, MIDDLE])
    return Tables(
        like_first=np.array(first, dtype=np.int32),
        like=np.array(like, dtype=np.uint16),
        like_kind=np.array(like_kind, dtype=np.uint8),
        sound=np.array(sound, dtype=np.uint16),
        pair_key=pair_key,
        pair=pair,
        gap_key=gap_key,
        gap=gap,
        middle_key=middle_key,
        middle=middle,
        mistake_key=np.zeros(1, dtype=np.uint32),
        mistake=np.zeros(1, dtype=np.uint8),
    )


def with_mistakes(given: Tables, pairs: Iterable[tuple[str, str]], alphabet: Alphabet) -> Tables:
    """The tables with what was written and what was meant, character for character, in `pairs` of texts."""
    seen: Counter[tuple[int, int]] = Counter()
    for written, meant in pairs:
        for one, other in zip(written, meant, strict=True):
            if one != other:
                seen[alphabet.id(one), alphabet.id(other)] += 1
    rows = np.array(sorted(pair for pair in seen if min(pair) >= FIRST_CHARACTER), dtype=np.int64).reshape(-1, 2)
    often = np.array([seen[int(one), int(other)] for one, other in rows], dtype=np.int64)
    size = len(given.like_first) - 1
    known = np.repeat(np.arange(size), np.diff(given.like_first)) * size + given.like
    learned = np.unique(np.concatenate([rows[:, 0] * size + rows[:, 1], rows[:, 1] * size + rows[:, 0]]))
    keys, inverse = np.unique(np.concatenate([known, learned]), return_inverse=True)
    kinds = np.zeros(len(keys), dtype=np.uint8)
    kinds[inverse[: len(known)]] = given.like_kind
    kinds[inverse[len(known) :]] |= MISTAKEN
    return given._replace(
        like_first=np.searchsorted(keys, np.arange(size + 1) * size).astype(np.int32),
        like=(keys % size).astype(np.uint16),
        like_kind=kinds,
        mistake_key=mistake_keys(rows[:, 0], rows[:, 1]),
        mistake=levels_of(often),
    )


def _likeness(
    readings: Mapping[str, list[str]],
    shapes: Mapping[str, list[str]],
    looks: Mapping[str, str],
    confusions: Mapping[str, str],
) -> dict[str, dict[str, int]]:
    """Character → like character → in what they are alike."""
    kinds: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kind, form in ((SAME_TONE, str), (SAME_SOUND, lambda r: r[:-1]), (LIKE_SOUND, lambda r: loose(r[:-1]))):
        groups: dict[str, set[str]] = defaultdict(set)
        for character, syllables in readings.items():
            for syllable in syllables:
                groups[form(syllable)].add(character)
        for group in groups.values():
            for one, other in itertools.permutations(sorted(group), 2):
                kinds[one][other] |= kind
    for kind, lists in ((LIKE_SHAPE, shapes), (LOOKS, looks)):
        for one, others in lists.items():
            for other in others:
                if one != other:
                    kinds[one][other] |= kind
                    kinds[other][one] |= kind
    for wrong, right in confusions.items():
        if len(wrong) == len(right):
            for one, other in zip(wrong, right, strict=True):
                if one != other:
                    kinds[one][other] |= CONFUSED
    return kinds


def _pairs(
    dictionary: Iterable[tuple[str, int]], numbers: Mapping[str, int], alphabet: Alphabet
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]]:
    """The words of two characters under the numbers of their loose sounds."""
    rows = []
    for word, count in dictionary:
        if len(word) == 2 and count >= MIN_PAIR_COUNT:
            syllables = [loose(s[0][:-1]) for s in pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)]
            if len(syllables) == 2 and all(s in numbers for s in syllables):
                key = numbers[syllables[0]] * PAIR_BASE + numbers[syllables[1]]
                rows.append((key, alphabet.id(word[0]), alphabet.id(word[1])))
    rows.sort()
    return np.array([r[0] for r in rows], dtype=np.uint32), np.array([r[1:] for r in rows], dtype=np.uint16)


def _gaps(
    dictionary: Iterable[tuple[str, int]], phrases: Ids, alphabet: Alphabet
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]]:
    """The keys of words and frequent n-grams with one character left out, and that character."""
    words = [word for word, _ in dictionary]
    groups = [
        (np.array([[alphabet.id(c) for c in word] for word in words if len(word) == length], dtype=np.int64), 0)
        for length in WORD_LENGTHS
    ]
    keys, left_out = [], []
    for ids, mark in [*groups, (phrases, 1)]:
        columns = list(ids.T)
        for place in range(len(columns)):
            keys.append(gap_keys(columns, place, alphabet.size + mark))
            left_out.append(ids[:, place])
    return _sorted(np.concatenate(keys), np.concatenate(left_out))


def _sorted(keys: npt.NDArray[np.uint32], left_out: Ids) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]]:
    order = np.argsort(keys.astype(np.uint64) << np.uint64(16) | left_out.astype(np.uint64), kind="stable")
    return keys[order], left_out[order].astype(np.uint16)
