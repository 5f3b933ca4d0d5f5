"""Visits to sites' home pages in between inspections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.bulk import table_of
from db.models import ProbeRow


class ProbeRecord(NamedTuple):
    """One visit: when, how long it took, why it failed ("" if not), and when each phase was over."""

    site: str
    at: dt.datetime
    seconds: float
    failure: str
    status: int | None
    phases: Mapping[str, Any]


def add_probes(session: Session, records: Iterable[ProbeRecord]) -> None:
    """Stores visits."""
    rows = [record._asdict() | {"phases": dict(record.phases)} for record in records]
    if rows:
        session.execute(insert(table_of(ProbeRow)), rows)


def probes_of(session: Session, site: str, since: dt.datetime, until: dt.datetime) -> list[ProbeRecord]:
    """A site's visits from `since` to before `until`, in the order made."""
    columns = [getattr(ProbeRow, name) for name in ProbeRecord._fields]
    query = select(*columns).where(ProbeRow.site == site, ProbeRow.at >= since, ProbeRow.at < until)
    return [ProbeRecord._make(row) for row in session.execute(query.order_by(ProbeRow.at, ProbeRow.id))]


def forget_before(session: Session, moment: dt.datetime) -> None:
    """Deletes what is older."""
    session.execute(delete(ProbeRow).where(ProbeRow.at < moment))
