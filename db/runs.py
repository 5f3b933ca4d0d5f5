"""Runs, the inspections in them, and what the checks said about themselves.

A run is "running" until it is finished or interrupted. An inspection goes pending → running → finished, failed or
interrupted; only one process can take it from pending to running.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from db.bulk import add_missing, table_of
from db.models import CheckResult, Inspection, Run, UtcDateTime

SCAN, QUARTER, VERIFICATION = "scan", "quarter", "verification"
# keys of an inspection's stats: by what its pages were read and judged; "" and {} where that is not known
READ_BY, JUDGED_BY = "read_by", "judged_by"
PENDING, RUNNING, FINISHED, FAILED, INTERRUPTED = "pending", "running", "finished", "failed", "interrupted"


class QuarterExistsError(Exception):
    """The quarter has its run already: `run_id`."""

    def __init__(self, quarter: str, run_id: int) -> None:
        self.quarter = quarter
        self.run_id = run_id
        super().__init__(f"the run of quarter {quarter} exists: run {run_id}")


@dataclass(frozen=True, kw_only=True)
class CheckResultRecord:
    """What one check did in one inspection; the fields are those of `db.models.CheckResult`."""

    check: str
    state: str  # pass fail not_evaluated
    judged: int = 0
    findings: int = 0
    not_evaluated: int = 0
    errors: int = 0
    notes: Mapping[str, Any] = field(default_factory=dict)


def create_run(
    session: Session,
    *,
    kind: str,
    as_of: dt.date,
    started_at: dt.datetime,
    registry: Mapping[str, Any],
    options: Mapping[str, Any],
    quarter: str | None = None,
) -> Run:
    """A new run. `kind` is "scan", "verification", or "quarter" with `quarter` as "2026Q4".

    Raises QuarterExistsError if the quarter has its run.
    """
    if (kind == QUARTER) != (quarter is not None):
        raise ValueError(f"a run of kind {kind!r} with quarter {quarter!r}")
    values = {
        "kind": kind,
        "quarter": quarter,
        "as_of": as_of,
        "started_at": started_at,
        "registry": dict(registry),
        "options": dict(options),
    }
    if quarter is None:
        run_id = session.execute(insert(table_of(Run)).values(values).returning(Run.id)).scalar_one()
    elif add_missing(session, Run, [values]):
        run_id = session.execute(select(Run.id).where(Run.quarter == quarter)).scalar_one()
    else:
        raise QuarterExistsError(quarter, session.execute(select(Run.id).where(Run.quarter == quarter)).scalar_one())
    return session.execute(select(Run).where(Run.id == run_id)).scalar_one()


def get_run(session: Session, run_id: int) -> Run | None:
    """The run, None if there is none of that number."""
    return session.get(Run, run_id)


def run_of_quarter(session: Session, quarter: str) -> Run | None:
    """The run of a quarter such as "2026Q4"."""
    return session.execute(select(Run).where(Run.quarter == quarter)).scalar_one_or_none()


def list_runs(session: Session, *, kind: str | None = None, limit: int | None = None) -> list[Run]:
    """The runs, newest first."""
    query = select(Run).order_by(Run.id.desc()).limit(limit)
    return list(session.execute(query if kind is None else query.where(Run.kind == kind)).scalars())


def latest_run(session: Session, *, kind: str | None = None, state: str | None = None) -> Run | None:
    """The run started last, of a kind and in a state if they are given."""
    query = select(Run).order_by(Run.id.desc()).limit(1)
    if kind is not None:
        query = query.where(Run.kind == kind)
    if state is not None:
        query = query.where(Run.state == state)
    return session.execute(query).scalar_one_or_none()


def end_run(session: Session, run_id: int, state: str, at: dt.datetime) -> None:
    """Ends a run as "finished" or "interrupted"."""
    session.execute(update(Run).where(Run.id == run_id).values(state=state, finished_at=at))


def create_inspections(session: Session, run_id: int, sites: Sequence[str]) -> dict[str, int]:
    """The inspections of a run, one a site code (or host), made where missing. Returns their ids by site, in order."""
    rows = [{"run_id": run_id, "site": site, "state": PENDING, "stats": {}} for site in sites]
    add_missing(session, Inspection, rows)
    query = select(Inspection.site, Inspection.id).where(Inspection.run_id == run_id, Inspection.site.in_(sites))
    ids = dict(session.execute(query).all())
    return {site: ids[site] for site in sites}


def get_inspection(session: Session, inspection_id: int) -> Inspection | None:
    """The inspection, None if there is none of that number."""
    return session.get(Inspection, inspection_id)


def inspections_of(session: Session, run_id: int, *, state: str | None = None) -> list[Inspection]:
    """The inspections of a run in the order they were made."""
    query = select(Inspection).where(Inspection.run_id == run_id).order_by(Inspection.id)
    return list(session.execute(query if state is None else query.where(Inspection.state == state)).scalars())


def finished_before(session: Session, inspection_id: int, limit: int) -> list[Inspection]:
    """The other finished inspections of an inspection's site, in any run, the one finished last first."""
    site = select(Inspection.site).where(Inspection.id == inspection_id).scalar_subquery()
    query = select(Inspection).where(
        Inspection.site == site, Inspection.state == FINISHED, Inspection.id != inspection_id
    )
    newest_first = query.order_by(Inspection.finished_at.desc(), Inspection.id.desc()).limit(limit)
    return list(session.execute(newest_first).scalars())


def note_stats(session: Session, inspection_id: int, **stats: Any) -> dict[str, Any]:
    """Adds to an inspection's stats what is not noted yet; returns all that is noted."""
    inspection = session.get_one(Inspection, inspection_id)
    inspection.stats = {**stats, **inspection.stats}
    return inspection.stats


def claim_inspection(session: Session, inspection_id: int, at: dt.datetime) -> bool:
    """Takes an inspection from pending to running; False if it was not pending, for somebody else has it."""
    first = func.coalesce(Inspection.started_at, literal(at, UtcDateTime()))  # a resumed one keeps its first start
    taken = session.execute(
        update(Inspection)
        .where(Inspection.id == inspection_id, Inspection.state == PENDING)
        .values(state=RUNNING, started_at=first, finished_at=None, reason="")
        .returning(Inspection.id)
    )
    return taken.scalar_one_or_none() is not None


def finish_inspection(session: Session, inspection_id: int, at: dt.datetime, stats: Mapping[str, Any]) -> bool:
    """Running → finished. False if the inspection was not running: its end came from elsewhere."""
    return _end(session, inspection_id, FINISHED, at, "", stats)


def fail_inspection(
    session: Session, inspection_id: int, at: dt.datetime, reason: str, stats: Mapping[str, Any] | None = None
) -> bool:
    """Running → failed, with the reason: unreachable, refused, crashed …"""
    return _end(session, inspection_id, FAILED, at, reason, stats)


def interrupt_inspection(
    session: Session, inspection_id: int, at: dt.datetime, stats: Mapping[str, Any] | None = None
) -> bool:
    """Running → interrupted: `resume_run` makes it pending again."""
    return _end(session, inspection_id, INTERRUPTED, at, "", stats)


def _end(
    session: Session, inspection_id: int, state: str, at: dt.datetime, reason: str, stats: Mapping[str, Any] | None
) -> bool:
    values: dict[str, Any] = {"state": state, "finished_at": at, "reason": reason}
    if stats is not None:
        values["stats"] = dict(stats)
    ended = session.execute(
        update(Inspection)
        .where(Inspection.id == inspection_id, Inspection.state == RUNNING)
        .values(values)
        .returning(Inspection.id)
    )
    return ended.scalar_one_or_none() is not None


def resume_run(session: Session, run_id: int, *, states: Sequence[str] = (RUNNING, INTERRUPTED)) -> int:
    """For --resume: the run runs again, its inspections in `states` are pending again. Returns how many are pending.

    To be called when no worker of the run is alive: an inspection that is still running would be given out twice.
    """
    session.execute(update(Run).where(Run.id == run_id).values(state=RUNNING, finished_at=None))
    session.execute(
        update(Inspection)
        .where(Inspection.run_id == run_id, Inspection.state.in_(states))
        .values(state=PENDING, finished_at=None, reason="")
    )
    pending = select(func.count()).where(Inspection.run_id == run_id, Inspection.state == PENDING)
    return session.execute(pending).scalar_one()


def store_check_results(session: Session, inspection_id: int, results: Iterable[CheckResultRecord]) -> None:
    """Replaces the check results of an inspection."""
    session.execute(delete(CheckResult).where(CheckResult.inspection_id == inspection_id))
    rows = [asdict(result) | {"inspection_id": inspection_id} for result in results]
    if rows:
        session.execute(insert(CheckResult), rows)


def load_check_results(session: Session, inspection_id: int) -> list[CheckResultRecord]:
    """The check results of an inspection, by check."""
    query = select(CheckResult).where(CheckResult.inspection_id == inspection_id).order_by(CheckResult.check)
    names = CheckResultRecord.__dataclass_fields__
    return [
        CheckResultRecord(**{name: getattr(row, name) for name in names}) for row in session.execute(query).scalars()
    ]
