"""The bounds an inspection keeps, and the names under which a bound that was hit is reported."""

from __future__ import annotations

from collections import defaultdict, deque

import msgspec

from crawler.urls import pattern, repeated_segments

HTML_BYTES = 10 * 1024 * 1024
ATTACHMENT_BYTES = 50 * 1024 * 1024
PROBE_BYTES = 64 * 1024
URL_CHARACTERS = 2048
SAME_SEGMENT = 3
PER_PATTERN = 500
PATTERNS_OF_A_SCRIPT = 4  # so many times as many addresses of one script with any query
PATTERN_WINDOW = 50  # of a pattern's newest pages, how many are looked at for new content
PATTERN_NEW_SHARE = 0.5  # and the share of them that must bring some
KNOWN_URLS = 500_000  # more addresses than this are no site but a trap

BODY = "limit:body"
URL_LENGTH = "limit:url"
DEPTH = "limit:depth"
SEGMENTS = "limit:segments"
PATTERN = "limit:pattern"
PAGES = "limit:pages"
TIME = "limit:time"
HOURS = "limit:hours"
URLS = "limit:urls"
SITEMAPS = "limit:sitemaps"


class Shape(msgspec.Struct, frozen=True):
    """The bounds on what an address may look like and how deep it may lie."""

    max_depth: int

    def objection(self, url: str, depth: int) -> str:
        """The name of the limit that the address breaks, "" if it may be fetched."""
        if len(url) > URL_CHARACTERS:
            return URL_LENGTH
        if depth > self.max_depth:
            return DEPTH
        if repeated_segments(url) > SAME_SEGMENT:
            return SEGMENTS
        return ""


class Patterns:
    """Counts pages by address pattern; beyond `PER_PATTERN` a pattern must keep bringing new content.

    So must all queries of one script together, beyond some times as many: filters make new patterns without end.
    """

    def __init__(self) -> None:
        self._started: dict[str, int] = defaultdict(int)
        self._news: dict[str, deque[bool]] = defaultdict(lambda: deque(maxlen=PATTERN_WINDOW))
        self._contents: set[str] = set()

    def admits(self, url: str) -> bool:
        """Whether one more page of the address's pattern is to be fetched; counts it if so."""
        keys = _keys(url)
        for key, most in keys:
            news = self._news[key]
            if self._started[key] >= most and sum(news) < PATTERN_NEW_SHARE * len(news):
                return False
        for key, _ in keys:
            self._started[key] += 1
        return True

    def read(self, url: str, content_hash: str) -> None:
        """Takes note of what a page held."""
        new = bool(content_hash) and content_hash not in self._contents
        self._contents.add(content_hash)
        for key, _ in _keys(url):
            self._news[key].append(new)


def _keys(url: str) -> tuple[tuple[str, int], ...]:
    """The patterns that an address counts for, and how many pages of each come without a question."""
    own = pattern(url)
    script, question, _ = own.partition("?")
    return (
        ((own, PER_PATTERN), (script + question, PATTERNS_OF_A_SCRIPT * PER_PATTERN))
        if question
        else ((own, PER_PATTERN),)
    )
