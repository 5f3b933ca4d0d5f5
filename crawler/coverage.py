"""What an inspection covered, read from its rows: the same after any number of interruptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from checks.facts import Incomplete, Verdict
from crawler.soft404 import doubtable
from db.urls import UrlEnd

SOFT_404 = "soft_404"
# From so many of a host's pages on, "the server answers everything alike" means that we, not it, are mistaken.
SOFT_404_MANY = 10
SOFT_404_SHARE = 0.5
# So many refusals, and such a share of all answers, say more about where we stand than about the site.
BLOCKED_OFTEN = "blocked:share"
BLOCKED_MANY = 5
BLOCKED_SHARE = 0.2
RENDERING = "render:"

UNREACHABLE, REFUSED, BLOCKED = "unreachable", "refused", "blocked"
_FAILURES = {"skipped": REFUSED, "blocked": BLOCKED}


class Coverage:
    """Counts over the rows of an inspection whose home page is `home` (canonical)."""

    def __init__(self, home: str, records: Iterable[UrlEnd]) -> None:
        self.pages = 0
        self.rendered = 0
        self.states: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._home: UrlEnd | None = None
        self._soft: defaultdict[str, list[str]] = defaultdict(list)
        self._deep: Counter[str] = Counter()
        for record in records:
            self._count(record)
            if record.url == home:
                self._home = record

    def _count(self, record: UrlEnd) -> None:
        self.states[record.state] += 1
        self.pages += bool(record.facts)
        self.rendered += record.rendered
        if record.state == "skipped" or record.reason.startswith(RENDERING):
            self._left_out[record.reason] += 1
        if record.kind == "page" and doubtable(record.url):
            host = urlsplit(record.url).netloc
            self._deep[host] += bool(record.facts)
            if record.verdict == Verdict.DEAD and record.reason == SOFT_404:
                self._soft[host].append(record.url)

    def failure(self) -> str:
        """Why the site could not be inspected, "" if it was: one page that was read is an inspection."""
        if self.pages:
            return ""
        return _FAILURES.get(self._home.state, UNREACHABLE) if self._home else UNREACHABLE

    def alike(self) -> dict[str, list[str]]:
        """By host, the addresses called soft-404 where that would be the rule, not the exception."""
        return {
            host: sorted(urls)
            for host, urls in sorted(self._soft.items())
            if len(urls) > SOFT_404_MANY and len(urls) > SOFT_404_SHARE * (len(urls) + self._deep[host])
        }

    def incomplete(self) -> list[Incomplete]:
        """What was left out, by the names of the limits and reasons."""
        left_out = [Incomplete(name, "", count) for name, count in sorted(self._left_out.items())]
        blocked = self.states["blocked"]
        answered = blocked + self.states["done"] + self.states["failed"]
        if blocked >= BLOCKED_MANY and blocked > BLOCKED_SHARE * answered:
            left_out.append(Incomplete(BLOCKED_OFTEN, "", blocked))
        return left_out
