"""The detector of what the language model finds odd: real words and accidents of typing that no list holds.

A text is read twice where something was found: a fault beside another shows only once the first is mended.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checks.words.characters import is_simplified
from checks.words.faults import Candidate, Tier
from checks.words.near_miss import UNSURE, right_forms
from checks.words.ngrams.alphabet import BOUNDARY, Ids, Line
from checks.words.ngrams.candidates import PAD, PAIR, Candidates
from checks.words.ngrams.certainty import COLUMN, LIKENESS, POSSIBLE, are_sure, second_features
from checks.words.ngrams.company import Changed, company_features
from checks.words.ngrams.model import FOLDER, LanguageModel, shipped_model
from checks.words.ngrams.score import Floats
from checks.words.ngrams.trees import Trees
from checks.words.ngrams.words import WINDOW, Change, readings, word_features
from checks.words.segmentation import WordDictionary, jieba_dictionary

RULE = "language"
MAX_DENSITY = (
    0.75  # promising changes a symbol above which a text is no prose (official text: 0.15, full of faults: 0.25)
)
HOPELESS = -5.5  # log odds by counts alone below which the words around a change are not looked at
MAX_QUIET = 20_000  # lines without hope that are remembered
MAX_BATCH = 4000  # characters looked at together: more is no quicker and needs more memory
MIN_SYMBOLS = 100  # below these chance decides the density
SUSPECTED = 0.4  # probability from which a person is asked; the best sentence F1 on development folds
MAX_LIKELY_PAIR = 8  # times that what is likely was seen joined to a neighbour, at most: of all 93 % are below
MIN_LIKELY_DELTA = 5.0  # by how much more usual a change that is likely makes the text; the least seen is 5.5
MAX_WORD = 4  # characters a fault is widened to, so that a person sees the word
# Mean log probability of a text's symbols below which its vocabulary is not ours: with its faults mended; as it is, no
# symbol below `ODD_FLOOR`, where only what is likely is looked for, quickly. Of official sentences that the model does
# not know and that hold a fault, one in ten lies below -5.1 once mended and one in ten below -5 as it is; of medical
# questions all but one in five lie below the second.
MAX_ODD, MAX_ODD_AS_WRITTEN = -6.0, -5.0
# names and offices make a text as odd as this; down to here what the second look is all but certain of is told
MAX_FOREIGN, LIKELY_FOREIGN = -8.0, 0.99
# what one may choose between, and numerals: told only where the second look is all but certain
CHOICES = UNSURE | frozenset("他她它们那哪这再在作做和与及或不未已以但且而则")
# pairs that older texts, or the table of variant forms, write either way
INTERCHANGED = frozenset(
    map(frozenset, ("帐账", "订定", "象像", "份分", "惟唯", "粘黏", "画划", "词辞", "采彩", "复覆", "沙砂", "犯反"))
)
PLACES = frozenset("省市县区镇乡村州旗盟街路里巷港岛湖社")  # a name may stand before these
PLACE_REACH, WELL_KNOWN = 4, 10  # characters after a change; times that n-grams of four with what is meant were seen
RIGHT_REACH = 4  # characters on each side within which a form may stand that is right though a word is near


class Found(NamedTuple):
    """A change of the text and the probability that it mends a fault.

    `sure` is the probability by the trees of the second look, which learned from millions of characters without fault
    what an accident looks like; 0 where that is not enough to tell the change as likely. How much is enough depends on
    the change (`certainty.py`). What is meant is `known` where it often stands so.
    """

    change: Change
    probability: float
    sure: float = 0.0
    known: bool = False


class Suspicions:
    """Finds changes that make a text much likelier."""

    def __init__(
        self,
        model: LanguageModel,
        trees: Trees,
        sieve: Trees,
        second: Trees,
        dictionary: Callable[[], WordDictionary],
    ) -> None:
        """`sieve` drops what is hopeless, `trees` judge the rest, `second` whether it is plain enough to be told."""
        self._model = model
        self._trees = trees
        self._sieve = sieve
        self._second = second
        self._quiet: set[int] = set()
        self._dictionary = dictionary

    def likely(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """For each text the candidates where one may be `likely`; others may be missing. Several times as quick."""
        read: list[list[Candidate]] = [[] for _ in texts]
        first = 0
        for batch in _batches(texts):
            ids, starts = self._model.alphabet.joined(batch, PAD)
            lines = [hash(ids[start : end - PAD].tobytes()) for start, end in pairwise(starts.tolist())]
            asked = np.array([line not in self._quiet for line in lines])
            scored = self._model.candidates_where_rare(ids, starts, asked, MAX_ODD_AS_WRITTEN, MAX_LIKELY_PAIR)
            numbers: list[int] = []
            if len(scored.delta):
                hopeful = scored.rows.at[_alike(scored.rows) & (scored.delta >= MIN_LIKELY_DELTA)]
                numbers = sorted(set((np.searchsorted(starts, hopeful, side="right") - 1).tolist()))
                for number, found in zip(numbers, self([batch[number] for number in numbers]), strict=True):
                    read[first + number] = found
            self._remember(line for number, line in enumerate(lines) if number not in numbers)
            first += len(batch)
        return read

    def _remember(self, lines: Iterable[int]) -> None:
        """Lines without hope: one that differs in figures alone (日期, 浏览次数) is the same to the counts."""
        if len(self._quiet) > MAX_QUIET:
            self._quiet.clear()
        self._quiet.update(lines)

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
        least = _least_sure(self._model.oddness(mended))
        for group in _groups(mended, found, self._dictionary()):
            start = min(one.change.start for one in group.found)
            end = max(one.change.end for one in group.found)
            probability = min(one.probability for one in group.found)
            sure = all(one.sure > least and not _named(text, one) for one in group.found)
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
            probability = self._trees.probability(np.vstack(rows))
        first = 0
        for text, (changes, features) in zip(texts, proposals, strict=True):
            if not changes:
                yield []
                continue
            likelihood = probability[first : first + len(changes)]
            first += len(changes)
            possible = np.flatnonzero(likelihood >= POSSIBLE)
            if not (likelihood >= least).any():
                yield []
                continue
            own = [changes[int(row)] for row in possible]
            sure = self._sure(text, own, features[possible], likelihood[possible])
            known = _known(features[possible])
            yield [
                Found(change, float(p), float(how_sure), bool(is_known))
                for change, p, how_sure, is_known in zip(own, likelihood[possible], sure, known, strict=True)
                if p >= least
            ]

    def _sure(self, text: str, changes: Sequence[Change], features: Floats, probability: Floats) -> Floats:
        """`Found.sure` of each of a text's possible changes."""
        rows = second_features(text, changes, features, probability, self._dictionary())
        choices = np.array([is_choice(text, change) for change in changes], dtype=bool)
        second = self._second.probability(rows)
        return np.where(are_sure(rows, probability, second, choices), second, 0.0)


def _least_sure(oddness: float) -> float:
    """What `Found.sure` of a change must exceed in a mended text as odd as this."""
    return 0.0 if oddness >= MAX_ODD else LIKELY_FOREIGN if oddness >= MAX_FOREIGN else 1.0


def _alike(rows: Candidates) -> npt.NDArray[np.bool_]:
    """Which changes put something like what is written."""
    return (rows.kind & LIKENESS) > 0


def _known(features: Floats) -> npt.NDArray[np.bool_]:
    """Which changes are `Found.known`."""
    known: npt.NDArray[np.bool_] = features[:, COLUMN["new_4"]] >= np.log1p(WELL_KNOWN)
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
        return [Proposal([], np.zeros((0, len(COLUMN)))) for _ in texts]
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


def is_left_alone(text: str, change: Change) -> bool:
    """Is a change by itself never more than suspected, however probable it is?"""
    mended = text[: change.start] + change.new + text[change.end :]
    return _vetoed(text, mended, change.start, change.end)


def is_choice(text: str, change: Change) -> bool:
    """Does a change put, or take away, what one may choose between?"""
    pairs = zip(text[change.start : change.end], change.new, strict=True)
    return any(old != new and not CHOICES.isdisjoint(old + new) for old, new in pairs)


def _vetoed(text: str, mended: str, start: int, end: int) -> bool:
    """Is something about the place that takes the certainty away?"""
    if any({wrong, right} in INTERCHANGED for wrong, right in zip(text[start:end], mended[start:end], strict=True)):
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
    return Suspicions(shipped_model(), load_trees("trees"), load_trees("sieve"), load_trees("second"), jieba_dictionary)


def load_trees(name: str) -> Trees:
    """One of the small models that ship."""
    return Trees(*(np.load(FOLDER / f"{name}_{part}.npy", allow_pickle=False) for part in Trees._fields))
