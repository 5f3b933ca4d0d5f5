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
    """Counts pages by address pattern; beyond `PER_PATTERN` a pattern must keep bringing new content."""

    def __init__(self) -> None:
        self._started: dict[str, int] = defaultdict(int)
        self._news: dict[str, deque[bool]] = defaultdict(lambda: deque(maxlen=PATTERN_WINDOW))
        self._contents: set[str] = set()

    def admits(self, url: str) -> bool:
        """Whether one more page of the address's pattern is to be fetched; counts it if so."""
        key = pattern(url)
        news = self._news[key]
        if self._started[key] >= PER_PATTERN and sum(news) < PATTERN_NEW_SHARE * len(news):
            return False
        self._started[key] += 1
        return True

    def read(self, url: str, content_hash: str) -> None:
        """Takes note of what a page held."""
        new = bool(content_hash) and content_hash not in self._contents
        self._contents.add(content_hash)
        self._news[pattern(url)].append(new)
