"""Link targets with their verdicts and where they were seen."""

from __future__ import annotations

from checks.facts import LinkKind, LinkState, Place, Sighting, Verdict
from crawler.assembling.columns import Addresses
from crawler.assembling.digest import Digest
from crawler.assembling.states import UrlState

MAX_SIGHTINGS = 20
GUESSED = "guessed"  # only scripts name the address, and what they make of it is not known

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
    states = []
    for target, row in digest.table.sightings.items():
        state = digest.table.states[target]
        verdict = verdict_of(state)
        if verdict is not None:
            states.append(_link_state(state, verdict, list(zip(row[::2], row[1::2], strict=True)), digest, addresses))
    return tuple(sorted(states, key=lambda link: link.url))


def verdict_of(state: UrlState) -> Verdict | None:
    """What the crawl found out about an address, None where it did not come to it."""
    return Verdict(state.verdict) if state.verdict else _VERDICT_OF_STATE.get(state.state)


def _link_state(
    state: UrlState, verdict: Verdict, row: list[tuple[int, int]], digest: Digest, addresses: Addresses
) -> LinkState:
    guessed = True
    seen: dict[str, tuple[bool, str, str, str, Place, LinkKind, str]] = {}
    for page, look in row:
        url = digest.order[page]
        shown_on = addresses.page(url)
        linked, text, place, kind, href, is_guess = digest.table.looks[look]
        guessed = guessed and is_guess
        entry = (url != shown_on, url, linked, text, place, kind, href)
        if shown_on not in seen or entry < seen[shown_on]:
            seen[shown_on] = entry
    pages = sorted(seen, key=lambda url: (not digest.is_home(url), url))
    _, _, linked, _, _, kind, _ = seen[pages[0]]
    return LinkState(
        url=linked,
        kind=_KINDS.get(state.kind, kind),
        verdict=Verdict.SUSPECTED if guessed and verdict is Verdict.DEAD else verdict,
        reason=GUESSED if guessed and verdict is Verdict.DEAD else state.reason,
        status=state.status,
        attempts=state.attempts,
        checked_at=state.fetched_at,
        sightings=tuple(_sighting(seen[page]) for page in pages[:MAX_SIGHTINGS]),
        occurrences=len(pages),
    )


def _sighting(entry: tuple[bool, str, str, str, Place, LinkKind, str]) -> Sighting:
    _, page, linked, text, place, kind, href = entry
    written = (href or linked).replace("\\", "\\\\").replace('"', '\\"')
    return Sighting(page=page, text=text, place=place, selector=_ELEMENTS.get(kind, '[href="{0}"]').format(written))
