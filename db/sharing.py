"""What the inspections of one run know of each other's addresses."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import Inspection, Url, url_key

ALIVE = "alive"
EXTERNAL = "external"
RECENT_ROWS = 200  # rows looked through for hosts that answered


class SharedVerdict(NamedTuple):
    """What another inspection of the run found at an address."""

    status: int | None
    final_url: str
    content_type: str


def alive_elsewhere(session: Session, inspection_id: int, url: str) -> SharedVerdict | None:
    """The address as another inspection of the same run found it alive, off its own site; errors are never shared."""
    query = (
        select(Url.status, Url.final_url, Url.content_type)
        .where(
            Url.inspection_id.in_(_of_run(inspection_id)),
            Url.inspection_id != inspection_id,
            Url.key == url_key(url),
            Url.kind == EXTERNAL,
            Url.verdict == ALIVE,
            Url.reason == "",
        )
        .limit(1)
    )
    row = session.execute(query).first()
    return SharedVerdict._make(row) if row else None


def answered_before(session: Session, inspection_id: int) -> list[str]:
    """Addresses that were alive in this inspection or another one of its run, the last first."""
    query = (
        select(Url.url)
        .where(Url.inspection_id.in_(_of_run(inspection_id)), Url.verdict == ALIVE)
        .order_by(Url.id.desc())
        .limit(RECENT_ROWS)
    )
    return list(session.scalars(query))


def _of_run(inspection_id: int) -> Select[int]:
    run = select(Inspection.run_id).where(Inspection.id == inspection_id).scalar_subquery()
    return select(Inspection.id).where(Inspection.run_id == run)
