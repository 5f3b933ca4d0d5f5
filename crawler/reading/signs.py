"""Which of a fixed set of words stand in a page's markup, told in one pass over its bytes.

Few pages hold any of the words by which systems and badges are known, and a search for each of them in turn costs fifty
times as much as one for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, MatchKind


class Signs:
    """A set of words to be looked for together."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._words = tuple(dict.fromkeys(words))
        # only a search that passes over what overlaps a match is done sixteen bytes at a time
        self._search = BytesAhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)
        self._covered = {
            word: tuple(other for other in self._words if other != word and _overlap(word, other))
            for word in self._words
        }

    def within(self, markup: bytes) -> frozenset[bytes]:
        """The words that stand in the markup."""
        found = {self._words[number] for number, _, _ in self._search.find_matches_as_indexes(markup)}
        passed_over = {other for word in found for other in self._covered[word]} - found
        return frozenset(found.union(word for word in passed_over if word in markup))


def _overlap(word: bytes, other: bytes) -> bool:
    """Whether `other` may begin within `word`, so that a match of `word` passes over it."""
    return other in word or any(other.startswith(word[at:]) for at in range(1, len(word)))
