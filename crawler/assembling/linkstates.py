"""Link targets with their verdicts and where they were seen."""

from __future__ import annotations

import heapq

import msgspec

from checks.facts import LinkKind, LinkState, Place, Sighting, Verdict
from crawler.assembling.columns import Addresses
from crawler.assembling.digest import Digest
from crawler.assembling.states import UrlState

MAX_SIGHTINGS = 20
GUESSED = "guessed"  # only scripts name the address, and what they make of it is not known
Entry = tuple[bool, str, str, str, Place, LinkKind, str, bool]  # whether on a duplicate, page, and the link's look

_ELEMENTS = {
    LinkKind.IMAGE: 'img[src="{0}"]',
    LinkKind.ASSET: '[src="{0}"], link[href="{0}"]',
    LinkKind.EXTERNAL: '[href="{0}"], [src="{0}"]',  # whatever it is
}
_KINDS = {kind.value: kind for kind in LinkKind}
# where the link ladder gave no verdict of its own, how the fetch ended is one; what failed without one is undecided
_VERDICT_OF_STATE = {"done": Verdict.ALIVE, "blocked": Verdict.BLOCKED, "skipped": Verdict.SKIPPED}


def link_states(digest: Digest, addresses: Addresses) -> tuple[LinkState, ...]:
    """All judged targets, sorted by address; occurrences and sightings count a page and its duplicates once."""
    table = digest.table
    places = _Places(digest, addresses)
    runs_of: dict[str, list[int]] = {}
    linked: set[str] = set()  # targets that some page names outside of a script
    for number, run in enumerate(table.runs):
        for target, look in zip(run.targets, run.looks, strict=True):
            runs_of.setdefault(target, []).append(number)
            if not table.looks[look][-1]:
                linked.add(target)
    states = []
    for target, runs in runs_of.items():
        state = table.states[target]
        verdict = verdict_of(state)
        if verdict is Verdict.DEAD and target not in linked:
            verdict, state = Verdict.SUSPECTED, msgspec.structs.replace(state, reason=GUESSED)
        if verdict is not None:
            states.append(_link_state(target, state, verdict, *places.of(tuple(runs)), places))
    return tuple(sorted(states, key=lambda link: link.url))


def verdict_of(state: UrlState) -> Verdict | None:
    """What the crawl found out about an address, None where it did not come to it."""
    return Verdict(state.verdict) if state.verdict else _VERDICT_OF_STATE.get(state.state)


class _Places:
    """The pages that show links, duplicates counted as the page that stands for them, the home page first."""

    def __init__(self, digest: Digest, addresses: Addresses) -> None:
        self._digest = digest
        shown_on = [addresses.page(url) for url in digest.order]
        self.pages = sorted(set(shown_on), key=lambda url: (not digest.is_home(url), url))
        rank_of = {url: rank for rank, url in enumerate(self.pages)}
        self._ranks = [rank_of[url] for url in shown_on]
        self._members: list[list[int]] = [[] for _ in self.pages]  # rank -> numbers of the page and its duplicates
        for number, rank in enumerate(self._ranks):
            self._members[rank].append(number)
        self._of_run = [frozenset(self._ranks[page] for page in run.pages) for run in digest.table.runs]
        self._of_runs: dict[tuple[int, ...], tuple[int, list[int]]] = {}

    def of(self, runs: tuple[int, ...]) -> tuple[int, list[int]]:
        """On how many pages any of some runs stand, and the first of these; for all links of a navigation the same."""
        found = self._of_runs.get(runs)
        if found is None:
            pages = self._of_run[runs[0]].union(*(self._of_run[run] for run in runs[1:]))
            found = self._of_runs[runs] = len(pages), heapq.nsmallest(MAX_SIGHTINGS, pages)
        return found

    def entry(self, rank: int, target: str) -> Entry:
        """How a target looks on a page; on the page itself rather than on a duplicate of it."""
        shown_on, table, order = self.pages[rank], self._digest.table, self._digest.order
        return min(
            (order[page] != shown_on, order[page], *look)
            for page in self._members[rank]
            if (look := table.look(page, target)) is not None
        )


def _link_state(
    target: str, state: UrlState, verdict: Verdict, count: int, first: list[int], places: _Places
) -> LinkState:
    entries = [places.entry(rank, target) for rank in first]
    _, _, linked, _, _, kind, _, _ = entries[0]
    return LinkState(
        url=linked,
        kind=_KINDS.get(state.kind, kind),
        verdict=verdict,
        reason=state.reason,
        status=state.status,
        attempts=state.attempts,
        checked_at=state.fetched_at,
        sightings=tuple(map(_sighting, entries)),
        occurrences=count,
    )


def _sighting(entry: Entry) -> Sighting:
    _, page, linked, text, place, kind, href, _ = entry
    written = (href or linked).replace("\\", "\\\\").replace('"', '\\"')
    return Sighting(page=page, text=text, place=place, selector=_ELEMENTS.get(kind, '[href="{0}"]').format(written))
