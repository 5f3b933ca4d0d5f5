"""Which changes may be told as likely: the second look, and what is plain by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checks.words.ngrams.candidates import BETWEEN, KINDS, PAIR, SWAPPED
from checks.words.ngrams.company import COMPANY_FEATURES
from checks.words.ngrams.features import COUNT_FEATURES
from checks.words.ngrams.places import PLACE_FEATURES, doubt_features, place_features, spelling_features
from checks.words.ngrams.score import Floats
from checks.words.ngrams.words import WORD_FEATURES, Change
from checks.words.segmentation import WordDictionary

POSSIBLE = 0.1  # probability, by the first look, from which a change is looked at again
# Probability, by the second look, from which it is told as likely; of all together, 0.04 false in 10,000 characters.
LIKELY = 0.9
LIKELY_PLAIN = 0.75  # where the first look finds it plain
LIKELY_UNLIKE = 0.94  # where what is meant is not like what is written
LIKELY_USUAL = 0.95  # where what is written is a usual word, and another makes the text very much more usual
LIKELY_CHOICE = 0.97  # where a word of grammar or a numeral is put or taken away
PLAIN = 0.97  # probability from which it is plain, where what is written is joined in a way hardly ever seen
PLAIN_KNOWN = 0.95  # the same where it is a mistake people make, or a long word is completed
PLAIN_STRONG = 0.93  # the same where the text becomes very much more usual
STRONG_DELTA = 22.0  # by how much that is
USUAL_DELTA = 18.0  # the same where a usual word is exchanged: 金银者 may be meant, though 经营者 gains 16
LIKENESS = SWAPPED | (BETWEEN - 1)  # the kinds in which what is meant is like what is written: not only usual there
UNHEARD = 1  # times that what is written was seen joined to a neighbour, at most
OFTEN_MISTAKEN = 3  # times that people were seen to make a mistake
LONG_TOKEN = 3  # characters
USUAL_WORD = 6.0  # logarithm of jieba's count of a word from which it may well be meant as it is written
COLUMN = {name: number for number, name in enumerate((*COUNT_FEATURES, *WORD_FEATURES, *COMPANY_FEATURES))}
_QUOTED = len(COLUMN) + PLACE_FEATURES.index("quoted")
_PAIR_KIND = f"kind_{PAIR.bit_length() - 1}"


def are_alike(features: Floats) -> npt.NDArray[np.bool_]:
    """Which changes put something like what is written; rows as of `features_of`."""
    kinds = [features[:, COLUMN[f"kind_{bit}"]] > 0 for bit in range(KINDS) if LIKENESS >> bit & 1]
    alike: npt.NDArray[np.bool_] = np.any(kinds, axis=0)
    return alike


def are_sure(
    features: Floats, probability: Floats, second: Floats, choices: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which changes of these probabilities by the first and the second look may be told as likely.

    `features`: as of `second_features`, a row each.
    `choices`: those that put, or take away, what one may choose between.
    """
    exchanged = (features[:, COLUMN[_PAIR_KIND]] > 0) & (features[:, COLUMN["old_token"]] > 1)
    usual = exchanged & (features[:, COLUMN["old_token_log"]] >= USUAL_WORD)
    quoted = features[:, _QUOTED] > 0  # titles play on words: 《悦读》
    asked = np.where(_plain(features, probability) & ~quoted, LIKELY_PLAIN, LIKELY)
    very_much = features[:, COLUMN["delta"]] >= USUAL_DELTA
    asked = np.where(usual, np.where(very_much, LIKELY_USUAL, np.inf), asked)
    asked = np.maximum(asked, np.where(are_alike(features), 0.0, LIKELY_UNLIKE))
    asked = np.maximum(asked, np.where(choices, LIKELY_CHOICE, 0.0))
    sure: npt.NDArray[np.bool_] = second >= asked
    return sure


def _plain(features: Floats, probability: Floats) -> npt.NDArray[np.bool_]:
    """Which changes are plain: what is written is no word and hardly ever joined so, or often mistaken, or incomplete.

    Or the text becomes very much more usual. (以点代面, 建社70周年, 金银者 are not plain.)
    """

    def column(name: str) -> Floats:
        return features[:, COLUMN[name]]

    unheard = np.minimum(column("old_end_2"), column("old_begin_2")) <= np.log1p(UNHEARD)
    mistaken = column("mistaken") >= np.log1p(OFTEN_MISTAKEN)
    completed = (column("new_token") >= LONG_TOKEN) & (column("new_token") > column("old_token"))
    whole_word = (column(_PAIR_KIND) > 0) & (column("old_token") > 1)
    known_mistake = (mistaken | completed) & ~whole_word
    no_word = (column("old_token") <= 1) | (column("new_token") > column("old_token"))
    plain: npt.NDArray[np.bool_] = (
        (unheard & no_word & (probability >= PLAIN))
        | (known_mistake & no_word & (probability >= PLAIN_KNOWN))
        | ((column("delta") >= STRONG_DELTA) & (probability >= PLAIN_STRONG))
    )
    return plain


def second_features(
    text: str, changes: Sequence[Change], features: Floats, probability: Floats, dictionary: WordDictionary
) -> Floats:
    """What the second look sees of all changes of a text that are possible by the first look's `probability`.

    `features`: as of `features_of`, a row each.
    """
    spellings = spelling_features(text, changes, dictionary)
    return np.hstack([features, place_features(text, changes), spellings, doubt_features(changes, probability)])
