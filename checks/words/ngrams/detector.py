"""The detector of what the language model finds odd: real words and accidents of typing that no list holds.

A text is read twice where something was found: a fault beside another shows only once the first is mended.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from checks.words.characters import is_simplified
from checks.words.faults import Candidate, Tier
from checks.words.near_miss import UNSURE
from checks.words.ngrams.alphabet import Line
from checks.words.ngrams.candidates import PAD, PAIR
from checks.words.ngrams.features import Scored
from checks.words.ngrams.model import FOLDER, LanguageModel, padded
from checks.words.ngrams.trees import Trees
from checks.words.ngrams.words import WINDOW, Change, word_features
from checks.words.segmentation import WordDictionary, jieba_dictionary

RULE = "language"
MAX_DENSITY = (
    0.75  # promising changes a symbol above which a text is no prose (official text: 0.15, full of faults: 0.25)
)
MIN_SYMBOLS = 100  # below these chance decides the density
SUSPECTED = 0.45  # probability from which a person is asked; the best sentence F1 on development folds
LIKELY = 0.97  # probability from which it is told as likely
MAX_WORD = 4  # characters a fault is widened to, so that a person sees the word
MAX_ODD = -4.2  # mean log probability of a text's symbols below which its vocabulary is not ours
# what one may choose between, and numerals: never surer than suspected
CHOICES = UNSURE | frozenset("他她它们那哪这再在作做和与及或不未已以但且而则")
AREAS = frozenset("省市县区镇乡村州旗盟街路")  # the character before one of these is part of a name


class Found(NamedTuple):
    """A change of the text and the probability that it mends a fault."""

    change: Change
    probability: float


class Suspicions:
    """Finds changes that make a text much likelier."""

    def __init__(
        self,
        model: LanguageModel,
        trees: Trees,
        dictionary: Callable[[], WordDictionary],
        surest: Tier = Tier.SUSPECTED,
    ) -> None:
        """`surest` is the tier from `LIKELY` on: suspected, until that is proven on text nobody tuned it on."""
        self._surest = surest
        self._model = model
        self._trees = trees
        self._dictionary = dictionary

    def __call__(self, text: str) -> Iterator[Candidate]:
        """Candidates in the order of their place."""
        found = self.found(text)
        if not found or not is_simplified(text):
            return
        mended = apply(text, found)
        odd = self._model.oddness(text) < MAX_ODD
        for group in _groups(mended, found, self._dictionary()):
            start = min(change.start for change, _ in group.found)
            end = max(change.end for change, _ in group.found)
            probability = min(p for _, p in group.found)
            sure = probability >= LIKELY and not odd and not _vetoed(text, mended, start, end)
            yield Candidate(
                start=group.start,
                end=group.end,
                suggestion=mended[group.start : group.end],
                tier=self._surest if sure else Tier.SUSPECTED,
                rule=RULE,
                confidence=probability,
            )

    def found(self, text: str, least: float = SUSPECTED) -> list[Found]:
        """Changes of at least this probability that do not overlap, in the order of their place."""
        once = _apart(self._judged(text, min(least, SUSPECTED)), [])
        mended = [one for one in once if one.probability >= SUSPECTED]
        if not mended:
            return sorted(one for one in once if one.probability >= least)
        again = _apart(self._judged(apply(text, mended), least), mended)
        return sorted([*(one for one in mended if one.probability >= least), *again])

    def _judged(self, text: str, least: float) -> list[Found]:
        changes, features = features_of(text, self._model, self._dictionary)
        if not changes:
            return []
        probability = self._trees.probability(features)
        return [Found(changes[row], float(probability[row])) for row in np.flatnonzero(probability >= least)]


def features_of(
    text: str, model: LanguageModel, dictionary: Callable[[], WordDictionary]
) -> tuple[list[Change], np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """The changes of a text that deserve a closer look, and a row of features for each."""
    line = model.alphabet.line(text)
    scored = model.candidates(padded(line.ids))
    if len(scored.delta) > MAX_DENSITY * max(len(line.ids), MIN_SYMBOLS):
        return [], np.zeros((0, 0))
    changes = _changes(line, scored, model)
    kept = [row for row, change in enumerate(changes) if change]
    real = [change for change in changes if change]
    if not real:
        return [], np.zeros((0, 0))
    return real, np.hstack([scored.features[kept], word_features(text, real, dictionary())])


def _changes(line: Line, scored: Scored, model: LanguageModel) -> list[Change | None]:
    """Each candidate in places of the text; none for two characters that have something between them."""
    changes: list[Change | None] = []
    rows = scored.rows
    for at, first, second, kind in zip(rows.at - PAD, rows.first, rows.second, rows.kind, strict=True):
        start = int(line.places[at])
        new = model.alphabet.character(first)
        if kind & PAIR:
            new += model.alphabet.character(second)
            if at + 1 >= len(line.places) or line.places[at + 1] != start + 1:
                changes.append(None)
                continue
        changes.append(Change(start, start + len(new), new))
    return changes


def apply(text: str, found: list[Found]) -> str:
    """The text with the changes made."""
    characters = list(text)
    for change, _ in found:
        characters[change.start : change.end] = change.new
    return "".join(characters)


def _apart(found: list[Found], taken: list[Found]) -> list[Found]:
    """The likeliest changes that touch neither each other's nor taken places."""
    places = {place for change, _ in taken for place in range(change.start, change.end)}
    kept = []
    for one in sorted(found, key=lambda f: (-f.probability, f.change)):
        own = set(range(one.change.start, one.change.end))
        if places.isdisjoint(own):
            places |= own
            kept.append(one)
    return kept


class _Group(NamedTuple):
    """Changes within one word, or within words that overlap: [start, end) of the text."""

    start: int
    end: int
    found: list[Found]


def _groups(mended: str, found: list[Found], dictionary: WordDictionary) -> list[_Group]:
    groups: list[_Group] = []
    for one in found:
        start, end = _word_around(mended, one.change, dictionary)
        if groups and groups[-1].end > start:
            last = groups.pop()
            groups.append(_Group(min(start, last.start), max(end, last.end), [*last.found, one]))
        else:
            groups.append(_Group(start, end, [one]))
    return groups


def _word_around(mended: str, change: Change, dictionary: WordDictionary) -> tuple[int, int]:
    """The word that the change makes, if it is one and short enough to show; else the change itself."""
    left = max(0, change.start - WINDOW)
    position = left
    for word in dictionary.words(mended[left : change.end + WINDOW]):
        end = position + len(word)
        if position <= change.start and change.end <= end:
            return (position, end) if len(word) <= MAX_WORD else (change.start, change.end)
        position = end
    return change.start, change.end


def _vetoed(text: str, mended: str, start: int, end: int) -> bool:
    """Is something about the place that takes the certainty away?"""
    if not CHOICES.isdisjoint(text[start:end]) or not CHOICES.isdisjoint(mended[start:end]):
        return True
    if text[end : end + 1] in AREAS:
        return True
    wrong = text[max(0, start - 1) : end + 1]
    return text.count(wrong) > 1


def language_suspicions() -> Callable[[str], Iterator[Candidate]]:
    """The detector over the shipped model, opened at the first text, once a process."""
    return lambda text: _shipped()(text)


@functools.cache
def _shipped() -> Suspicions:
    return Suspicions(LanguageModel(FOLDER), load_trees(), jieba_dictionary)


def load_trees() -> Trees:
    """The small model that ships."""
    return Trees(*(np.load(FOLDER / f"{name}.npy", allow_pickle=False) for name in Trees._fields))
