"""Faults made on purpose in clean text: many more to learn from than people have labelled.

A fault is a character of like sound or shape, what people were seen to write instead, a word of like sound, or two
characters in the wrong order. Chance comes from a seeded generator, so the same text gives the same faults.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.alphabet import FIRST_CHARACTER, Alphabet
from checks.words.ngrams.candidates import LIKE_SHAPE, LIKE_SOUND, LOOKS, SAME_SOUND, SAME_TONE, Tables

SEED = 20201126
SYMBOLS_A_FAULT = 28  # one fault in so many characters of a line, at least one a line
BESIDE = 0.25  # probability that the next fault stands beside the last
SEEN, PAIRED = 0.3, 0.12  # probability that a fault is one people made; that it is a word of like sound
SWAPPED = 0.03  # probability that it is two characters in the wrong order
# in what a character is alike, and how often that is the reason
LIKENESS = ((SAME_TONE, 0.3), (SAME_SOUND, 0.3), (LIKE_SOUND, 0.15), (LIKE_SHAPE | LOOKS, 0.25))


def spoiled(
    lines: Iterable[str],
    tables: Tables,
    alphabet: Alphabet,
    often: npt.NDArray[np.int64],
    mistakes: Sequence[tuple[str, str]],
) -> list[str]:
    """Each line with faults; `often`: symbol → times it occurs; `mistakes`: pairs of texts, as written and as meant."""
    chance = random.Random(SEED)  # noqa: S311 - to be the same every time, not secret
    seen: dict[str, list[str]] = defaultdict(list)
    for written, meant in mistakes:
        for one, other in zip(written, meant, strict=True):
            if one != other:
                seen[other].append(one)
    words: dict[int, list[int]] = defaultdict(list)
    for row, key in enumerate(tables.pair_key):
        words[int(key)].append(row)
    keys = {(int(a), int(b)): int(key) for key, (a, b) in zip(tables.pair_key, tables.pair, strict=True)}

    def alike(character: str) -> str:
        number = alphabet.id(character)
        rows = slice(int(tables.like_first[number]), int(tables.like_first[number + 1]))
        others, kinds = tables.like[rows], tables.like_kind[rows]
        bits = chance.choices([bit for bit, _ in LIKENESS], [weight for _, weight in LIKENESS])[0]
        of_kind = [int(other) for other in others[(kinds & bits) > 0]]
        if not of_kind:
            return character
        return alphabet.character(chance.choices(of_kind, [float(often[other] + 1) ** 0.5 for other in of_kind])[0])

    def fault(text: str, place: int) -> str:
        """What stands there instead, of one or two characters."""
        meant = text[place]
        kind = chance.random()
        if SEEN <= kind < SEEN + SWAPPED and alphabet.id(text[place + 1 : place + 2] or " ") >= FIRST_CHARACTER:
            return text[place + 1] + meant
        if kind < SEEN and meant in seen:
            return chance.choice(seen[meant])
        if kind > 1 - PAIRED and place + 1 < len(text):
            key = keys.get((alphabet.id(meant), alphabet.id(text[place + 1])))
            if key is not None:
                row = chance.choice(words[key])
                return "".join(alphabet.character(int(number)) for number in tables.pair[row])
        return alike(meant)

    made = []
    for line in lines:
        characters = list(line)
        last = -1
        for _ in range(max(1, round(len(line) / SYMBOLS_A_FAULT * chance.uniform(0.3, 1.7)))):
            beside = last >= 0 and chance.random() < BESIDE
            place = last + 1 if beside else chance.randrange(len(line))
            if place >= len(line) or alphabet.id(line[place]) < FIRST_CHARACTER:
                continue
            wrong = fault(line, place)
            characters[place : place + len(wrong)] = wrong
            last = place + len(wrong) - 1
        made.append("".join(characters))
    return made
