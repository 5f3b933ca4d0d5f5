"""What the reports room reads: the shapes that scores, tables and documents ask of their data.

They are protocols, so the rows of the query functions in `db`, or plain objects in a test, serve alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit


class FindingLike(Protocol):
    """A finding as one run saw it: the contract's fields."""

    @property
    def id(self) -> str: ...
    @property
    def check(self) -> str: ...
    @property
    def site(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def target(self) -> str | None: ...
    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def occurrences(self) -> int: ...
    @property
    def pages(self) -> Sequence[str]: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...
    @property
    def evidence(self) -> Mapping[str, Any]: ...
    @property
    def run(self) -> int: ...
    @property
    def as_of(self) -> dt.date: ...
    @property
    def first_seen(self) -> dt.datetime: ...
    @property
    def found_at(self) -> dt.datetime: ...


class CheckResultLike(Protocol):
    """How often a check judged, failed, could not judge or crashed on a site (`db.models.CheckResult`)."""

    @property
    def check(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def judged(self) -> int: ...
    @property
    def findings(self) -> int: ...
    @property
    def not_evaluated(self) -> int: ...
    @property
    def errors(self) -> int: ...
    @property
    def notes(self) -> Mapping[str, Any]: ...


def finding_order(finding: FindingLike) -> tuple[str, str, str, str]:
    """The contract's order: check, url, target (then id, so that it is total)."""
    return finding.check, finding.url, finding.target or "", finding.id


class HomePages:
    """Says whether a finding stands on the home page, under any of the addresses the home page goes by."""

    def __init__(self, addresses: Sequence[str] = ()) -> None:
        self._addresses = {_plain(address) for address in addresses if address}

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and _plain(url) in self._addresses

    def shows(self, finding: FindingLike) -> bool:
        return finding.url in self or any(page in self for page in finding.pages)


def _plain(url: str) -> tuple[str, str, str]:
    """An address without what does not change where it leads: scheme, case of the host, a lone slash."""
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path or "/", parts.query
