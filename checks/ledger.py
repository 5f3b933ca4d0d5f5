"""The books of one check over a site: defects put together from pages, what could not be judged, what crashed."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from checks.base import Finding, NotEvaluated, Severity

MAX_PAGES = 20  # contract: a finding's `pages`
MAX_NOTES = 100  # db.models.CheckResult: notes are cut there, the counts are not


class CheckError(msgspec.Struct, frozen=True, kw_only=True):
    """A check that raised, and where."""

    check: str
    url: str
    error: str


class CheckSummary(msgspec.Struct, kw_only=True):
    """How often a check judged, failed, could not judge or crashed; `notes` as in `db.models.CheckResult`."""

    check: str
    state: Literal["pass", "fail", "not_evaluated"]
    judged: int = 0
    findings: int = 0
    not_evaluated: int = 0
    errors: int = 0
    notes: dict[str, list[dict[str, Any]]] = msgspec.field(default_factory=dict)


class Ledger:
    """The books of one check, kept small while pages stream by and read out in one order."""

    def __init__(self, check: str, home_url: str) -> None:
        self.check = check
        self.judged = 0
        self._home = home_url
        self._defects: dict[str, _Defect] = {}
        self._doubts = _Smallest(MAX_NOTES)
        self._errors = _Smallest(MAX_NOTES)

    def find(self, id_: str, finding: Finding) -> None:
        """Books a fault; one of an id that is known is one more sight of the same defect."""
        defect = self._defects.get(id_)
        if defect is None:
            self._defects[id_] = _Defect(finding, self._home)
        else:
            defect.add(finding)

    def doubt(self, doubt: NotEvaluated) -> None:
        """Books what could not be judged."""
        self._doubts.add((doubt.url, doubt.target or "", doubt.reason))

    def crash(self, error: CheckError) -> None:
        """Books where the check raised."""
        self._errors.add((error.url, error.error))

    def merged(self) -> Iterator[Finding]:
        """One finding a defect."""
        for defect in self._defects.values():
            yield defect.finding()

    def summary(self) -> CheckSummary:
        """Fail if there is a defect, pass if something was judged, else not evaluated."""
        state: Literal["pass", "fail", "not_evaluated"] = "not_evaluated"
        if self._defects:
            state = "fail"
        elif self.judged:
            state = "pass"
        return CheckSummary(
            check=self.check,
            state=state,
            judged=self.judged,
            findings=len(self._defects),
            not_evaluated=self._doubts.count,
            errors=self._errors.count,
            notes={
                "not_evaluated": [
                    {"url": url, "target": target or None, "reason": reason}
                    for url, target, reason in self._doubts.all()
                ],
                "errors": [{"url": url, "error": error} for url, error in self._errors.all()],
            },
        )


class _Smallest:
    """Counts what it is given and keeps the smallest `limit` of it."""

    def __init__(self, limit: int) -> None:
        self.count = 0
        self._limit = limit
        self._kept: list[tuple[str, ...]] = []

    def add(self, entry: tuple[str, ...]) -> None:
        self.count += 1
        self._kept.append(entry)
        if len(self._kept) > 2 * self._limit:
            self._kept = heapq.nsmallest(self._limit, self._kept)

    def all(self) -> list[tuple[str, ...]]:
        return heapq.nsmallest(self._limit, self._kept)


class _Defect:
    """One defect as it is put together from the pages it stands on."""

    def __init__(self, finding: Finding, home_url: str) -> None:
        self._home = home_url
        self._first = finding
        self._severity = finding.severity
        self._occurrences = finding.occurrences
        self._pages = set(finding.pages or (finding.url,))

    def add(self, finding: Finding) -> None:
        self._occurrences += finding.occurrences
        self._pages.update(finding.pages or (finding.url,))
        if len(self._pages) > 4 * MAX_PAGES:
            self._pages = set(self._shown())
        self._severity = max(self._severity, finding.severity, key=_weight)
        if self._rank(finding) < self._rank(self._first):
            self._first = finding

    def finding(self) -> Finding:
        pages = self._shown()
        first = self._first
        return msgspec.structs.replace(
            first,
            url=self._home if self._home in pages else first.url,
            severity=self._severity,
            occurrences=self._occurrences,
            pages=pages,
            identity=first.identity or (first.url, first.target or ""),
        )

    def _shown(self) -> tuple[str, ...]:
        return tuple(heapq.nsmallest(MAX_PAGES, self._pages, key=lambda url: (url != self._home, url)))

    def _rank(self, finding: Finding) -> tuple[bool, str, str, str]:
        return finding.url != self._home, finding.url, finding.message, finding.evidence.snippet or ""


_SEVERITIES = (Severity.INFO, Severity.WARN, Severity.DEDUCT, Severity.VETO)


def _weight(severity: Severity) -> int:
    return _SEVERITIES.index(severity)
