"""What the crawl came to know of an address, as assembling needs it."""

from __future__ import annotations

import datetime as dt

import msgspec


class UrlState(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the frontier: `url` is canonical; `state` and `reason` as in the contract's `export pages`."""

    url: str
    final_url: str = ""
    kind: str = "page"  # LinkKind
    state: str = "pending"  # done failed blocked skipped pending
    reason: str = ""
    status: int | None = None
    verdict: str = ""  # Verdict, "" where no link verdict was reached
    attempts: int = 0
    fetched_at: dt.datetime | None = None
    depth: int = 0
    snapshot: str = ""
    bytes: int = 0
