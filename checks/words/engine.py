"""The wording engine behind `typo` and `proofread`.

Detectors propose candidates; vetoes soften them; overlaps are settled in favour of the surest and longest. A further
tier (a statistical one, a city's own words) is one more detector.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from checks.words.characters import stray_characters
from checks.words.city import FORM_RULE, NO_WORDS, Acquittal, CityWords
from checks.words.faults import CONFIDENCE, Candidate, Fault, Tier, context_of
from checks.words.figures import impossible_dates, mixed_years
from checks.words.known_forms import KnownForms
from checks.words.lexicon import Lexicon, load_lexicon
from checks.words.segmentation import Segmenter, jieba_dictionary
from checks.words.state_names import as_serious, looking_twice
from checks.words.vetoes import softened

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: a broken page may hold one
# Natural logarithm. Of 2,259 such forms put into official text that the model does not know, 98.5 of 100 gain more.
MIN_FORM_GAIN = 4.0
MAX_MEETING = 3  # characters of a form that two words may make where they meet
Detector = Callable[[str], Iterator[Candidate]]
Reader = Callable[[Sequence[str]], list[list[Candidate]]]  # a detector that looks at many texts at once
Gain = Callable[[str, int, int, str], float]  # text, start, end and what is put there


class Proofreader:
    """Finds the faults of wording in a text. Holds no state between texts; safe to share in a process."""

    def __init__(
        self,
        lexicon: Lexicon,
        detectors: Sequence[Detector] = (),
        segmenter: Callable[[], Segmenter] = jieba_dictionary,
        lowest: Tier = Tier.SUSPECTED,
        words: CityWords = NO_WORDS,
        readers: Sequence[Reader] = (),
        gain: Gain | None = None,
        manuscript: bool = False,
    ) -> None:
        """`detectors` run beside the built-in ones; `segmenter` gives the word dictionary when it is first needed.

        `gain` says how much likelier a text becomes by a change (natural logarithm). A form that is only likely wrong,
        and whose correction gains little, is an accident of two words that meet, as 沟筑 in 挖沟筑渠.

        `readers` are detectors, too, cheaper where they are given many texts at once.

        `words` are the city's own: its wrong forms accuse, and within its known words nothing is a fault.

        Of a `manuscript` the titles of documents that it names are judged as well.

        Faults of a tier below `lowest` are left out: a veto only softens, and of two overlapping candidates the surer
        stays, so what is left is the same as if they had been dropped in the end.
        """
        self._lowest = lowest
        self._segmenter = segmenter
        self._readers = readers
        self._gain = gain
        self._manuscript = manuscript
        self._acquittal = Acquittal(words.known)
        strays = functools.partial(stray_characters, segmenter=segmenter)
        self._detectors: tuple[Detector, ...] = (
            KnownForms(words.extend(lexicon), segmenter, lowest),
            impossible_dates,
            mixed_years,
            strays,
            *detectors,
        )

    def faults(self, text: str) -> list[Fault]:
        """All faults of a text in the order of their place, none overlapping another."""
        return self.faults_of([text])[0]

    def faults_of(self, texts: Sequence[str]) -> list[list[Fault]]:
        """For each text what `faults` gives; quicker than one after the other."""
        texts = _whole(texts)
        read = [reader(texts) for reader in self._readers]
        return [self._judged(text, found) for text, *found in zip(texts, *read, strict=True)]

    def _judged(self, text: str, read: list[list[Candidate]]) -> list[Fault]:
        candidates = list(itertools.chain(*read, *(detector(text) for detector in self._detectors)))
        if not candidates:
            return []
        candidates = [candidate for candidate in candidates if candidate.tier.at_least(self._lowest)]
        acquitted = self._acquittal.of(text, [(candidate.start, candidate.end) for candidate in candidates])
        sure = [candidate for candidate, known in zip(candidates, acquitted, strict=True) if not known]
        softer = [one for candidate in sure if (one := self._softened(candidate, text)).tier.at_least(self._lowest)]
        return [_fault(candidate, text) for candidate in _settled(as_serious(one, text) for one in softer)]

    def _softened(self, candidate: Candidate, text: str) -> Candidate:
        tier = softened(candidate, text, self._segmenter, manuscript=self._manuscript)
        if tier is Tier.LIKELY and candidate.rule == FORM_RULE and self._gains_little(candidate, text):
            tier = Tier.SUSPECTED
        if tier is candidate.tier:
            return candidate
        return msgspec.structs.replace(candidate, tier=tier, confidence=None)

    def _gains_little(self, candidate: Candidate, text: str) -> bool:
        if self._gain is None or candidate.end - candidate.start > MAX_MEETING:
            return False
        return self._gain(text, candidate.start, candidate.end, candidate.suggestion) < MIN_FORM_GAIN


@functools.cache
def shipped_proofreader(
    lowest: Tier = Tier.SUSPECTED, words: CityWords = NO_WORDS, *, manuscript: bool = False
) -> Proofreader:
    """The proofreader over the shipped lexicon, the dictionary and a city's words; built once a process for each."""
    readers: list[Reader] = []
    gain: Gain | None = None
    if lowest is not Tier.ERROR:  # likeness is never that sure; numpy is loaded for nothing else
        from checks.words.near_miss import near_misses
        from checks.words.ngrams.detector import language_gain, language_suspicions

        likely = language_suspicions(lowest)
        if lowest is Tier.LIKELY:
            likely = looking_twice(likely, lambda: language_suspicions(Tier.SUSPECTED))
        readers, gain = [likely, near_misses()], language_gain
    return Proofreader(load_lexicon(), lowest=lowest, words=words, readers=readers, gain=gain, manuscript=manuscript)


def _whole(texts: Sequence[str]) -> list[str]:
    """The texts without halves of characters."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return [_SURROGATE.sub("\ufffd", text) for text in texts]
    return list(texts)


def _settled(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of overlapping candidates the surest, then the longest, then the first."""
    kept: list[Candidate] = []  # in order of place
    order = sorted(candidates, key=lambda c: (c.tier.rank, c.start - c.end, c.start, c.rule, c.suggestion))
    for candidate in order:
        place = bisect.bisect_left(kept, candidate.end, key=lambda other: other.start)
        if place == 0 or kept[place - 1].end <= candidate.start:
            kept.insert(place, candidate)
    return kept


def _fault(candidate: Candidate, text: str) -> Fault:
    return Fault(
        start=candidate.start,
        wrong=text[candidate.start : candidate.end],
        suggestion=candidate.suggestion,
        confidence=CONFIDENCE[candidate.tier] if candidate.confidence is None else candidate.confidence,
        tier=candidate.tier,
        rule=candidate.rule,
        context=context_of(text, candidate.start, candidate.end),
    )
