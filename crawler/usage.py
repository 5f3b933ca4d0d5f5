"""How often the documents of a site write a form: what many write alike is no slip of the pen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from checks.facts import Page
from crawler.packing import OWN

_BETWEEN = "\0"  # in no form


class Usage:
    """Counts, while pages stream by, in how many documents each of some forms stands.

    Only a page's own blocks count: what a template repeats is one document's word. Pages that say it in the same block
    of text (a reprint, a twin, a list of the same titles) are one document.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = sorted(forms)
        self._automaton = AhoCorasick(self._forms) if self._forms else None
        self._blocks: set[tuple[int, str]] = set()
        self._counts: Counter[str] = Counter()

    def count(self, page: Page) -> None:
        """Takes in one page; of its blocks only those of the page's own are looked at."""
        texts = [page.title, *(block.text for block in page.blocks if block.place in OWN)]
        if self._automaton is None or not self._automaton.find_matches_as_indexes(_BETWEEN.join(texts)):
            return  # most pages have none
        fresh: set[int] = set()
        known: set[int] = set()
        for text in texts:
            for index, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                if (index, text) in self._blocks:
                    known.add(index)
                else:
                    self._blocks.add((index, text))
                    fresh.add(index)
        for index in fresh - known:
            self._counts[self._forms[index]] += 1

    @property
    def counts(self) -> Mapping[str, int]:
        """By form, the documents that were counted so far."""
        return self._counts
