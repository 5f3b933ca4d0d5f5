"""Looking again at findings (复核): what has to be fetched for that, and what became of each finding.

A finding is mended when its check judged again and did not find it, and everything it stands on was reached: what
could not be fetched closes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeGuard

import msgspec

from checks.base import PageCheck
from checks.facts import Site, Verdict
from checks.registry import all_checks
from checks.rules.dead_link import DeadLink
from crawler.urls import SiteScope, canonical
from db.findings import FindingRecord
from db.runs import CheckResultRecord
from db.urls import UrlRecord

_DECIDED = frozenset({Verdict.ALIVE, Verdict.DEAD})


class Outcome(StrEnum):
    """What became of a finding."""

    MENDED = "mended"
    STILL = "still"
    UNCLEAR = "unclear"


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """A finding and what became of it; `reason` is what was met at its address, or why nothing can be said."""

    finding: FindingRecord
    outcome: Outcome
    reason: str = ""


def addresses_of(finding: FindingRecord, site: Site) -> set[str]:
    """What has to be fetched to judge a finding again; checks that see the whole site begin at its home page."""
    shown = {finding.url, *finding.pages}
    if _is_address(finding.target):
        shown.add(finding.target)
    check = all_checks().get(finding.check)
    if check is None or not (issubclass(check, PageCheck) or check is DeadLink):
        shown.add(SiteScope(site.url, site.hosts).home)
    return {canonical(url) for url in shown}


def outcome_of(
    finding: FindingRecord,
    now: Mapping[str, FindingRecord],
    rows: Mapping[str, UrlRecord],
    results: Iterable[CheckResultRecord],
) -> Verified:
    """What became of a finding, given what the new inspection found, what it met, and what its checks could judge."""
    if finding.id in now:
        again = now[finding.id]
        return Verified(finding=finding, outcome=Outcome.STILL, reason=str(again.detail.get("reason", "")))
    result = next((result for result in results if result.check == finding.check), None)
    doubts = [] if result is None else result.notes.get("not_evaluated", [])
    doubt = next((doubt for doubt in doubts if _about(doubt, finding)), None)
    if result is None or result.state == "not_evaluated" or doubt is not None:
        reason = str(doubt["reason"]) if doubt is not None else "not_evaluated"
        return Verified(finding=finding, outcome=Outcome.UNCLEAR, reason=reason)
    subject = finding.target if _is_address(finding.target) else finding.url
    for url in (subject, *sorted({finding.url, *finding.pages})):
        row = rows.get(canonical(url))
        if row is None or row.verdict not in _DECIDED:
            return Verified(finding=finding, outcome=Outcome.UNCLEAR, reason=_met(row))
    return Verified(finding=finding, outcome=Outcome.MENDED, reason=_met(rows.get(canonical(subject))))


def _about(doubt: Mapping[str, object], finding: FindingRecord) -> bool:
    return doubt["url"] == finding.url and doubt["target"] in (None, finding.target)


def _met(row: UrlRecord | None) -> str:
    """What was met at an address, in the contract's words."""
    if row is None:
        return "unknown"
    return row.reason or (f"http_{row.status}" if row.status else row.state)


def _is_address(target: str | None) -> TypeGuard[str]:
    return target is not None and target.startswith(("http://", "https://"))
