"""The tables of candidates: sounds from pypinyin, shapes and confusions from published lists, words from jieba."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from pypinyin import Style, pinyin

from checks.words.ngrams.alphabet import FIRST_CHARACTER, Alphabet, Ids
from checks.words.ngrams.candidates import (
    CONFUSED,
    LIKE_SHAPE,
    LIKE_SOUND,
    PAIR_BASE,
    SAME_SOUND,
    SAME_TONE,
    WORD_LENGTHS,
    Tables,
    gap_keys,
)

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
    confusions: Mapping[str, str],
    usual: Iterable[str],
    phrases: Ids,
) -> Tables:
    """`words`: the dictionary with counts; `shapes`: characters of like shape; `confusions`: wrong → right form;
    `usual`: characters that may be meant; `phrases`: frequent n-grams, a row each."""
    characters = [alphabet.character(number) for number in range(FIRST_CHARACTER, alphabet.size)]
    known = set(usual)
    readings = {character: _readings(character) for character in characters}
    kinds = _likeness(readings, shapes, confusions)
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
    return Tables(
        like_first=np.array(first, dtype=np.int32),
        like=np.array(like, dtype=np.uint16),
        like_kind=np.array(like_kind, dtype=np.uint8),
        sound=np.array(sound, dtype=np.uint16),
        pair_key=pair_key,
        pair=pair,
        gap_key=gap_key,
        gap=gap,
    )


def _likeness(
    readings: Mapping[str, list[str]], shapes: Mapping[str, list[str]], confusions: Mapping[str, str]
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
    for one, others in shapes.items():
        for other in others:
            if one != other:
                kinds[one][other] |= LIKE_SHAPE
                kinds[other][one] |= LIKE_SHAPE
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
    key, gap = np.concatenate(keys), np.concatenate(left_out).astype(np.uint16)
    order = np.argsort(key.astype(np.uint64) << np.uint64(16) | gap, kind="stable")
    return key[order], gap[order]
