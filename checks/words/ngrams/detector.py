"""The detector of what the language model finds odd: real words and accidents of typing that no list holds.

A text is read twice where something was found: a fault beside another shows only once the first is mended.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.characters import is_simplified
from checks.words.faults import Candidate, Tier
from checks.words.near_miss import UNSURE, right_forms
from checks.words.ngrams.alphabet import BOUNDARY, Ids, Line
from checks.words.ngrams.candidates import (
    BETWEEN,
    KINDS,
    PAD,
    PAIR,
    SWAPPED,
    Candidates,
)
from checks.words.ngrams.company import COMPANY_FEATURES, Changed, company_features
from checks.words.ngrams.features import COUNT_FEATURES
from checks.words.ngrams.model import FOLDER, LanguageModel, shipped_model
from checks.words.ngrams.score import Floats
from checks.words.ngrams.trees import Trees
from checks.words.ngrams.words import WINDOW, WORD_FEATURES, Change, readings, word_features
from checks.words.segmentation import WordDictionary, jieba_dictionary

RULE = "language"
MAX_DENSITY = (
    0.75  # promising changes a symbol above which a text is no prose (official text: 0.15, full of faults: 0.25)
)
HOPELESS = -5.5  # log odds by counts alone below which the words around a change are not looked at
MAX_BATCH = 4000  # characters looked at together: more is no quicker and needs more memory
MIN_SYMBOLS = 100  # below these chance decides the density
SUSPECTED = 0.4  # probability from which a person is asked; the best sentence F1 on development folds
LIKELY = 0.97  # probability from which it is told as likely, where what is written is joined in a way hardly ever seen
LIKELY_KNOWN = 0.95  # the same where it is a mistake people make, or a long word is completed
LIKELY_STRONG = 0.93  # the same where the text becomes very much more usual
STRONG_DELTA = 22.0  # by how much that is
LIKENESS = SWAPPED | (BETWEEN - 1)  # the kinds in which what is meant is like what is written: not only usual there
UNHEARD = 1  # times that what is written was seen joined to a neighbour, at most
OFTEN_MISTAKEN = 3  # times that people were seen to make a mistake
LONG_TOKEN = 3  # characters
MAX_LIKELY_PAIR = 8  # times that what is likely was seen joined to a neighbour, at most: of all 93 % are below
MIN_LIKELY_DELTA = 5.0  # by how much more usual a change that is likely makes the text; the least seen is 5.5
MAX_WORD = 4  # characters a fault is widened to, so that a person sees the word
# Mean log probability of a text's symbols below which its vocabulary is not ours: with its faults mended; as it is,
# where only what is likely is looked for, quickly. Of official sentences that the model does not know and that hold a
# fault, one in ten lies below -5.1 once mended and one in three below -5 as it is; medical and learners' texts are at
# -5.5 to -10.
MAX_ODD, MAX_ODD_AS_WRITTEN = -5.5, -5.0
# what one may choose between, and numerals: never surer than suspected
CHOICES = UNSURE | frozenset("他她它们那哪这再在作做和与及或不未已以但且而则")
# pairs that older texts, or the table of variant forms, write either way
INTERCHANGED = frozenset(
    map(frozenset, ("帐账", "订定", "象像", "份分", "惟唯", "粘黏", "画划", "词辞", "采彩", "复覆", "沙砂", "犯反"))
)
AREAS = frozenset("省市县区镇乡村州旗盟街路")  # the character before one of these is part of a name
PLACES = AREAS | frozenset("里巷港岛湖社")  # before these it may be, unless what is meant is well known
PLACE_REACH, WELL_KNOWN = 4, 10  # characters after a change; times that n-grams of four with what is meant were seen
RIGHT_REACH = 4  # characters on each side within which a form may stand that is right though a word is near


class Found(NamedTuple):
    """A change of the text and the probability that it mends a fault.

    It is `plain` where it may be surer than suspected: what is meant is like what is written, and what is written is
    no word and joined to a neighbour in a way hardly ever seen, or people often mistake it so, or a longer word is
    completed, or the text becomes very much more usual. (以点代面, 建社70周年, 金银者 are not plain.) What is meant is
    `known` where it often stands so.
    """

    change: Change
    probability: float
    plain: bool = False
    known: bool = False


class Suspicions:
    """Finds changes that make a text much likelier."""

    def __init__(
        self,
        model: LanguageModel,
        trees: Trees,
        sieve: Trees,
        dictionary: Callable[[], WordDictionary],
    ) -> None:
        self._model = model
        self._trees = trees
        self._sieve = sieve
        self._dictionary = dictionary

    def likely(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """For each text the candidates where one may be `likely`; others may be missing. Several times as quick."""
        read: list[list[Candidate]] = [[] for _ in texts]
        first = 0
        for batch in _batches(texts):
            ids, starts = self._model.alphabet.joined(batch, PAD)
            scored = self._model.candidates_where_rare(ids, starts, MAX_ODD_AS_WRITTEN, MAX_LIKELY_PAIR)
            if not len(scored.delta):
                first += len(batch)
                continue
            hopeful = scored.rows.at[_alike(scored.rows) & (scored.delta >= MIN_LIKELY_DELTA)]
            numbers = sorted(set((np.searchsorted(starts, hopeful, side="right") - 1).tolist()))
            for number, found in zip(numbers, self([batch[number] for number in numbers]), strict=True):
                read[first + number] = found
            first += len(batch)
        return read

    def __call__(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """For each text the candidates in the order of their place."""
        return [
            list(self._candidates(text, found))
            for batch in _batches(texts)
            for text, found in zip(batch, self.found(batch), strict=True)
        ]

    def gain(self, text: str, start: int, end: int, replacement: str) -> float:
        """As `LanguageModel.gain`."""
        return self._model.gain(text, start, end, replacement)

    def _candidates(self, text: str, found: list[Found]) -> Iterator[Candidate]:
        if not found or not is_simplified(text):
            return
        mended = apply(text, found)
        odd = self._model.oddness(mended) < MAX_ODD
        for group in _groups(mended, found, self._dictionary()):
            start = min(one.change.start for one in group.found)
            end = max(one.change.end for one in group.found)
            probability = min(one.probability for one in group.found)
            sure = all(one.plain and not _named(text, one) for one in group.found) and not odd
            sure = sure and not _vetoed(text, mended, start, end)
            yield Candidate(
                start=group.start,
                end=group.end,
                suggestion=mended[group.start : group.end],
                tier=Tier.LIKELY if sure else Tier.SUSPECTED,
                rule=RULE,
                confidence=probability,
            )

    def found(self, texts: Sequence[str], least: float = SUSPECTED) -> list[list[Found]]:
        """For each text the changes of at least this probability that do not overlap, in the order of their place."""
        once = [_apart(judged, []) for judged in self._judged(texts, min(least, SUSPECTED))]
        mended = [[one for one in found if one.probability >= SUSPECTED] for found in once]
        twice = [number for number, found in enumerate(mended) if found]
        again = self._judged([apply(texts[number], mended[number]) for number in twice], least)
        for number, judged in zip(twice, again, strict=True):
            once[number] = [*mended[number], *_apart(judged, mended[number])]
        return [sorted(one for one in found if one.probability >= least) for found in once]

    def _judged(self, texts: Sequence[str], least: float) -> Iterator[list[Found]]:
        proposals = features_of(texts, self._model, self._dictionary, self._sieve)
        rows = [features for _, features in proposals if len(features)]
        if rows:
            every = np.vstack(rows)
            probability = self._trees.probability(every)
            plain, known = _plain(every, probability), _known(every)
        first = 0
        for changes, _ in proposals:
            if not changes:
                yield []
                continue
            own = first + np.flatnonzero(probability[first : first + len(changes)] >= least)
            yield [
                Found(changes[row - first], float(probability[row]), bool(plain[row]), bool(known[row])) for row in own
            ]
            first += len(changes)


def _alike(rows: Candidates) -> npt.NDArray[np.bool_]:
    """Which changes put something like what is written."""
    return (rows.kind & LIKENESS) > 0


_COLUMN = {name: number for number, name in enumerate((*COUNT_FEATURES, *WORD_FEATURES, *COMPANY_FEATURES))}


def _plain(features: Floats, probability: Floats) -> npt.NDArray[np.bool_]:
    """Which changes are `Found.plain`."""

    def column(name: str) -> Floats:
        return features[:, _COLUMN[name]]

    alike = np.any([column(f"kind_{bit}") > 0 for bit in range(KINDS) if LIKENESS >> bit & 1], axis=0)
    unheard = np.minimum(column("old_end_2"), column("old_begin_2")) <= np.log1p(UNHEARD)
    mistaken = column("mistaken") >= np.log1p(OFTEN_MISTAKEN)
    completed = (column("new_token") >= LONG_TOKEN) & (column("new_token") > column("old_token"))
    whole_word = (column(f"kind_{PAIR.bit_length() - 1}") > 0) & (column("old_token") > 1)
    known_mistake = (mistaken | completed) & ~whole_word
    no_word = (column("old_token") <= 1) | (column("new_token") > column("old_token"))
    plain: npt.NDArray[np.bool_] = alike & (
        (unheard & no_word & (probability >= LIKELY))
        | (known_mistake & no_word & (probability >= LIKELY_KNOWN))
        | ((column("delta") >= STRONG_DELTA) & (probability >= LIKELY_STRONG))
    )
    return plain


def _known(features: Floats) -> npt.NDArray[np.bool_]:
    """Which changes are `Found.known`."""
    known: npt.NDArray[np.bool_] = features[:, _COLUMN["new_4"]] >= np.log1p(WELL_KNOWN)
    return known


def _named(text: str, found: Found) -> bool:
    """May it be part of the name of a place that nobody knows?"""
    end = found.change.end
    return not found.known and not PLACES.isdisjoint(text[end : end + PLACE_REACH])


def _joined(lines: Sequence[Line]) -> Ids:
    """The symbols of lines with boundaries before, between and after them."""
    gap = np.full(PAD, BOUNDARY, dtype=np.int64)
    return np.concatenate([gap, *(part for line in lines for part in (line.ids, gap))])


def _starts(lines: Sequence[Line]) -> Ids:
    """Where each line begins among the joined symbols, and where one more would."""
    starts: Ids = np.cumsum([PAD] + [len(line.ids) + PAD for line in lines])
    return starts


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > MAX_BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


class Proposal(NamedTuple):
    """The changes of a text that deserve a closer look, and a row of features for each."""

    changes: list[Change]
    features: Floats


def features_of(
    texts: Sequence[str], model: LanguageModel, dictionary: Callable[[], WordDictionary], sieve: Trees | None = None
) -> list[Proposal]:
    """The changes of each text; with a `sieve` only those that it does not find hopeless."""
    lines = [model.alphabet.line(text) for text in texts]
    scored = model.candidates(_joined(lines))
    hopeful = np.arange(len(scored.delta))
    if sieve and len(hopeful):
        hopeful = np.flatnonzero(sieve.log_odds(scored.features) >= HOPELESS)
    starts = _starts(lines)
    bounds = np.searchsorted(scored.rows.at, starts)
    kept = np.searchsorted(hopeful, bounds)
    changed, rows = [], []
    for number, (text, line) in enumerate(zip(texts, lines, strict=True)):
        dense = bounds[number + 1] - bounds[number] > MAX_DENSITY * max(len(line.ids), MIN_SYMBOLS)
        own = hopeful[kept[number] : kept[number + 1]]
        if dense or not len(own):
            changed.append(Changed(text, [], []))
            continue
        changes = _changes(line, scored.rows.only(own), int(starts[number]), model)
        own = own[[change is not None for change in changes]]
        real = [change for change in changes if change]
        changed.append(Changed(text, real, readings(text, real, dictionary())))
        rows.append(own)
    if not rows:
        return [Proposal([], np.zeros((0, len(_COLUMN)))) for _ in texts]
    words = word_features([both for one in changed for both in one.read], dictionary())
    company = company_features(changed, dictionary(), model.company)
    features = np.hstack([scored.features[np.concatenate(rows)], words, company])
    ends = np.cumsum([len(one.changes) for one in changed])
    return [Proposal(list(one.changes), part) for one, part in zip(changed, np.split(features, ends[:-1]), strict=True)]


def _changes(line: Line, rows: Candidates, start: int, model: LanguageModel) -> list[Change | None]:
    """Each candidate in places of the text; none for two characters that have something between them."""
    changes: list[Change | None] = []
    for at, first, second, kind in zip(rows.at - start, rows.first, rows.second, rows.kind, strict=True):
        place = int(line.places[at])
        new = model.alphabet.character(first)
        if kind & PAIR:
            new += model.alphabet.character(second)
            if at + 1 >= len(line.places) or line.places[at + 1] != place + 1:
                changes.append(None)
                continue
        changes.append(Change(place, place + len(new), new))
    return changes


def apply(text: str, found: list[Found]) -> str:
    """The text with the changes made."""
    characters = list(text)
    for change, *_ in found:
        characters[change.start : change.end] = change.new
    return "".join(characters)


def _apart(found: list[Found], taken: list[Found]) -> list[Found]:
    """The likeliest changes that touch neither each other's nor taken places."""
    places = {place for change, *_ in taken for place in range(change.start, change.end)}
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
    if any({wrong, right} in INTERCHANGED for wrong, right in zip(text[start:end], mended[start:end], strict=True)):
        return True
    if text[end : end + 1] in AREAS:
        return True
    around = text[max(0, start - RIGHT_REACH) : end + RIGHT_REACH]
    if any(form in around for form in right_forms()):
        return True
    wrong = text[max(0, start - 1) : end + 1]
    return text.count(wrong) > 1


def language_suspicions(lowest: Tier) -> Callable[[Sequence[str]], list[list[Candidate]]]:
    """The reader over the shipped model down to a tier, opened at the first text, once a process."""
    if lowest is Tier.SUSPECTED:
        return lambda texts: shipped_suspicions()(texts)
    return lambda texts: shipped_suspicions().likely(texts)


def language_gain(text: str, start: int, end: int, replacement: str) -> float:
    """How much likelier (natural logarithm) the shipped model finds the text with [start, end) replaced."""
    return shipped_suspicions().gain(text, start, end, replacement)


@functools.cache
def shipped_suspicions() -> Suspicions:
    """The shipped model."""
    return Suspicions(shipped_model(), load_trees("trees"), load_trees("sieve"), jieba_dictionary)


def load_trees(name: str) -> Trees:
    """One of the small models that ship."""
    return Trees(*(np.load(FOLDER / f"{name}_{part}.npy", allow_pickle=False) for part in Trees._fields))
