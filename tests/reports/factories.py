"""Plain findings and check results for the tests of the reports room."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from checks.base import Finding, Severity, finding_id
from checks.registry import all_checks
from reports import texts

AS_OF = dt.date(2026, 11, 1)
MOMENT = dt.datetime(2026, 11, 1, 2, 30, tzinfo=dt.UTC)
HOME = "http://www.example.gov.cn/"
CHECKS = tuple(all_checks())


class Record(msgspec.Struct, kw_only=True):
    id: str
    check: str
    site: str = "hanyin"
    url: str = HOME
    target: str | None = None
    severity: str = "deduct"
    message: str = "有问题。"
    occurrences: int = 1
    pages: list[str] = msgspec.field(default_factory=list)
    detail: dict[str, Any] = msgspec.field(default_factory=dict)
    evidence: dict[str, Any] = msgspec.field(default_factory=dict)
    run: int = 1
    as_of: dt.date = AS_OF
    first_seen: dt.datetime = MOMENT
    found_at: dt.datetime = MOMENT


class Result(msgspec.Struct, kw_only=True):
    check: str
    state: str = "pass"
    judged: int = 10
    findings: int = 0
    not_evaluated: int = 0
    errors: int = 0
    notes: dict[str, Any] = msgspec.field(default_factory=dict)


def record(check: str, url: str = HOME, target: str | None = None, **fields: Any) -> Record:
    """A finding record with the id the program would give it."""
    finding = Finding(check=check, url=url, target=target, severity=Severity.DEDUCT, message="有问题。")
    fields.setdefault("pages", [url])
    return Record(id=finding_id("hanyin", finding), check=check, url=url, target=target, **fields)


def results(**changes: Result | None) -> list[Result]:
    """A judged result for every check; `changes` replaces one, or leaves it out with None."""
    made: dict[str, Result | None] = {check: Result(check=check) for check in CHECKS}
    made.update(changes)
    return [result for result in made.values() if result is not None]


def page(number: int) -> str:
    return f"{HOME}p/{number}.html"


def sections(*keys: str, state: str = "absent") -> list[Record]:
    return [
        record("missing_section", target=key, detail={"title": texts.SECTION_TITLES[key], "state": state})
        for key in keys
    ]


def columns(count: int, kind: str, check: str = "stale_column") -> list[Record]:
    detail = {"class": kind, "last_update": "2026-09-01", "limit_days": 14}
    return [record(check, url=page(n), target=f"栏目{kind}{n}", detail=detail) for n in range(count)]


def dead_links(count: int, *, url: str | None = None) -> list[Record]:
    return [
        record(
            "dead_link",
            url or page(n),
            f"{HOME}gone/{n}.html",
            detail={"kind": "page", "reason": "http_404", "text": f"链接{n}"},
        )
        for n in range(count)
    ]
