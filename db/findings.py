"""Findings: what one judgement of an inspection found, and how that compares with the time before.

A defect (`finding`) outlives runs and keeps the moment it was first seen; what a run saw of it (`run_finding`) is
replaced whenever that inspection is judged again.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, delete, exists, insert, select, tuple_
from sqlalchemy.orm import Session

from db.bulk import add_missing, batches, table_of
from db.models import CheckResult, FindingRow, Inspection, Run, RunFinding, Url, url_key
from db.runs import FINISHED

NOT_EVALUATED = "not_evaluated"
SCREENSHOT = "screenshot"  # in a finding's evidence


@dataclass(frozen=True, kw_only=True)
class NewFinding:
    """A defect as a judgement found it: the contract's fields without those that the database knows."""

    id: str
    check: str
    url: str
    target: str | None
    severity: str
    message: str
    found_at: dt.datetime
    occurrences: int = 1
    pages: tuple[str, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FindingRecord(NewFinding):
    """A finding with all of the contract's fields."""

    site: str
    run: int
    as_of: dt.date
    first_seen: dt.datetime


_ORDER = (RunFinding.check, RunFinding.url, RunFinding.target.nulls_first(), RunFinding.id)
_RECORD = (
    RunFinding.finding_id.label("id"),
    RunFinding.check,
    RunFinding.url,
    RunFinding.target,
    RunFinding.severity,
    RunFinding.message,
    RunFinding.found_at,
    RunFinding.occurrences,
    RunFinding.pages,
    RunFinding.detail,
    RunFinding.evidence,
    Inspection.site,
    Run.id.label("run"),
    Run.as_of,
    FindingRow.first_seen,
)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """An inspection's findings against the finished inspection of the site before it (`previous`, None if none).

    `gone` is only what was judged again and not found; what could not be judged again is `not_judged`.
    """

    previous: int | None
    new: tuple[FindingRecord, ...] = ()
    back: tuple[FindingRecord, ...] = ()  # not there last time, but earlier
    still: tuple[FindingRecord, ...] = ()
    gone: tuple[FindingRecord, ...] = ()
    not_judged: tuple[FindingRecord, ...] = ()


def store_findings(session: Session, inspection_id: int, findings: Iterable[NewFinding]) -> int:
    """Stores a judgement in place of an earlier one of the same inspection; returns how many findings it has.

    A defect seen before keeps `first_seen`, and its picture. One that only the earlier judgement of this inspection had
    is forgotten.
    """
    inspection = session.get_one(Inspection, inspection_id)
    found = sorted(findings, key=lambda finding: finding.id)  # sorted: two writers lock rows in one order
    before = session.execute(
        select(RunFinding.finding_id, RunFinding.evidence).where(RunFinding.inspection_id == inspection_id)
    ).all()
    pictures = {row.finding_id: row.evidence[SCREENSHOT] for row in before if row.evidence.get(SCREENSHOT)}
    dropped = {row.finding_id for row in before} - {finding.id for finding in found}
    session.execute(delete(RunFinding).where(RunFinding.inspection_id == inspection_id))
    add_missing(session, FindingRow, (_defect(finding, inspection) for finding in found))
    for batch in batches(found):
        session.execute(insert(table_of(RunFinding)), [_seen(finding, inspection_id, pictures) for finding in batch])
    for ids in batches(sorted(dropped)):
        elsewhere = exists().where(RunFinding.finding_id == FindingRow.id)
        session.execute(
            delete(FindingRow).where(FindingRow.id.in_(ids), ~elsewhere).execution_options(synchronize_session=False)
        )
    return len(found)


def _defect(finding: NewFinding, inspection: Inspection) -> dict[str, Any]:
    return {
        "id": finding.id,
        "site": inspection.site,
        "check_id": finding.check,
        "first_seen": finding.found_at,
        "first_run_id": inspection.run_id,
    }


def _seen(finding: NewFinding, inspection_id: int, pictures: Mapping[str, str]) -> dict[str, Any]:
    picture = {SCREENSHOT: pictures[finding.id]} if finding.id in pictures else {}
    return {
        "inspection_id": inspection_id,
        "finding_id": finding.id,
        "check_id": finding.check,
        "url": finding.url,
        "target": finding.target,
        "severity": finding.severity,
        "message": finding.message,
        "occurrences": finding.occurrences,
        "pages": list(finding.pages),
        "detail": dict(finding.detail),
        "evidence": {**finding.evidence, **picture},
        "found_at": finding.found_at,
    }


def set_screenshots(session: Session, inspection_id: int, paths: Mapping[str, str]) -> None:
    """Notes where the pictures of some findings of an inspection lie, relative to the data directory."""
    query = select(RunFinding).where(RunFinding.inspection_id == inspection_id, RunFinding.finding_id.in_(paths))
    for row in session.execute(query).scalars():
        row.evidence = {**row.evidence, SCREENSHOT: paths[row.finding_id]}


def query_findings(
    session: Session,
    *,
    run_id: int | None = None,
    inspection_id: int | None = None,
    site: str | None = None,
    checks: Sequence[str] | None = None,
) -> list[FindingRecord]:
    """The findings that match all that is given, by check, url and target (none first), in code-point order."""
    query = _findings()
    if run_id is not None:
        query = query.where(Inspection.run_id == run_id)
    if inspection_id is not None:
        query = query.where(RunFinding.inspection_id == inspection_id)
    if site is not None:
        query = query.where(Inspection.site == site)
    if checks is not None:
        query = query.where(RunFinding.check.in_(checks))
    return _records(session, query)


def iter_findings(session: Session, run_id: int, *, sites: Sequence[str] = ()) -> Iterator[FindingRecord]:
    """A run's findings (of these sites only, if named) in the order of `query_findings`, a bounded number of them in
    memory."""
    query = select(RunFinding.id).join(Inspection, Inspection.id == RunFinding.inspection_id)
    query = query.where(Inspection.run_id == run_id)
    if sites:
        query = query.where(Inspection.site.in_(sites))
    streamed = session.execute(query.order_by(*_ORDER).execution_options(yield_per=1_000))
    for ids in batches(array("q", streamed.scalars())):  # sorted by themselves: the rows are wide
        yield from _records(session, _findings().where(RunFinding.id.in_(ids)))


def get_findings(session: Session, ids: Sequence[str]) -> list[FindingRecord]:
    """Of each defect what the newest run saw of it; unknown ids are left out."""
    newest: dict[str, FindingRecord] = {}
    for batch in batches(ids):
        for record in _records(session, _findings().where(RunFinding.finding_id.in_(batch))):
            if record.id not in newest or (record.as_of, record.run) > (newest[record.id].as_of, newest[record.id].run):
                newest[record.id] = record
    return [newest[key] for key in ids if key in newest]


def previous_inspection(session: Session, inspection_id: int) -> int | None:
    """The finished inspection of the same site before this one, by date of inspection."""
    this = session.execute(_dated().where(Inspection.id == inspection_id)).one()
    query = (
        _dated()
        .where(
            Inspection.site == this.site,
            Inspection.state == FINISHED,
            tuple_(Run.as_of, Inspection.id) < tuple_(this.as_of, this.id),
        )
        .order_by(Run.as_of.desc(), Inspection.id.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else int(row.id)


def compare_findings(session: Session, inspection_id: int, *, with_: int | None = None) -> Comparison:
    """What is new, back, still there and gone since inspection `with_` (by default: the finished inspection of the site
    before this one). `back` was seen first before that inspection, and not in it."""
    now = query_findings(session, inspection_id=inspection_id)
    previous = previous_inspection(session, inspection_id) if with_ is None else with_
    known_before = _first_seen_before(session, inspection_id, previous)
    then = [] if previous is None else query_findings(session, inspection_id=previous)
    known, present = {finding.id for finding in then}, {finding.id for finding in now}
    fresh = [finding for finding in now if finding.id not in known]
    missing = [finding for finding in then if finding.id not in present]
    judged = _judged_again(session, inspection_id, missing)
    return Comparison(
        previous=previous,
        new=tuple(finding for finding in fresh if finding.id not in known_before),
        back=tuple(finding for finding in fresh if finding.id in known_before),
        still=tuple(finding for finding in now if finding.id in known),
        gone=tuple(finding for finding in missing if finding.id in judged),
        not_judged=tuple(finding for finding in missing if finding.id not in judged),
    )


def _first_seen_before(session: Session, inspection_id: int, previous: int | None) -> set[str]:
    """Which of an inspection's findings another run saw first, no later than the inspection they are held against."""
    this = session.get_one(Inspection, inspection_id).run_id
    query = (
        select(RunFinding.finding_id)
        .join(FindingRow, FindingRow.id == RunFinding.finding_id)
        .join(Run, Run.id == FindingRow.first_run_id)
        .where(RunFinding.inspection_id == inspection_id, FindingRow.first_run_id != this)
    )
    if previous is not None:
        then = session.get_one(Run, session.get_one(Inspection, previous).run_id)
        query = query.where(Run.as_of <= then.as_of)
    return set(session.execute(query).scalars())


def _judged_again(session: Session, inspection_id: int, findings: Sequence[FindingRecord]) -> set[str]:
    """Which of an earlier inspection's findings this one could have found: its check judged, and neither its page nor
    its target stayed out of reach (waiting, refused, skipped, or failed without an answer of the server)."""
    results = select(CheckResult.check).where(
        CheckResult.inspection_id == inspection_id, CheckResult.state != NOT_EVALUATED
    )
    checks = set(session.execute(results).scalars())
    addresses = {address for finding in findings for address in (finding.url, finding.target) if address}
    unreached: set[str] = set()
    for batch in batches(sorted(addresses)):
        rows = select(Url.url).where(
            Url.inspection_id == inspection_id,
            Url.key.in_([url_key(address) for address in batch]),
            Url.state != "done",
            ~and_(Url.state == "failed", Url.reason.startswith("http_")),
        )
        unreached.update(session.execute(rows).scalars())
    return {
        finding.id
        for finding in findings
        if finding.check in checks and finding.url not in unreached and finding.target not in unreached
    }


def _dated() -> Select[int, str, dt.date]:
    return select(Inspection.id, Inspection.site, Run.as_of).join(Run, Run.id == Inspection.run_id)


def _findings() -> Select[Any]:
    return (
        select(*_RECORD)
        .join(Inspection, Inspection.id == RunFinding.inspection_id)
        .join(Run, Run.id == Inspection.run_id)
        .join(FindingRow, FindingRow.id == RunFinding.finding_id)
        .order_by(*_ORDER)
    )


def _records(session: Session, query: Select[Any]) -> list[FindingRecord]:
    return [FindingRecord(**{**row._mapping, "pages": tuple(row.pages)}) for row in session.execute(query)]
