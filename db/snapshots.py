"""Where the stored responses lie: found by inspection and URL, or by digest (to store an unchanged body once)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.bulk import add_all, batches
from db.models import Snapshot, url_key


@dataclass(frozen=True, kw_only=True)
class SnapshotRecord:
    """A response in a WARC file; `file` is relative to the data directory, `digest` is of the body."""

    url: str
    digest: str
    file: str
    offset: int
    length: int
    recorded_at: dt.datetime


_COLUMNS = [getattr(Snapshot, name) for name in SnapshotRecord.__dataclass_fields__]


def add_snapshots(session: Session, inspection_id: int, snapshots: Iterable[SnapshotRecord]) -> int:
    """Adds snapshots; returns how many."""
    place = {"inspection_id": inspection_id}
    return add_all(session, Snapshot, (vars(one) | place | {"key": url_key(one.url)} for one in snapshots))


def revisit(session: Session, earlier: int, inspection_id: int, seen: Mapping[str, dt.datetime]) -> int:
    """Points to what an earlier inspection recorded of URLs that did not change; `seen` says when each was looked at.

    Returns how many records there were.
    """
    records = last_snapshots(session, earlier, seen)
    return add_snapshots(
        session, inspection_id, [replace(record, recorded_at=seen[url]) for url, record in records.items()]
    )


def last_snapshots(session: Session, inspection_id: int, urls: Iterable[str]) -> dict[str, SnapshotRecord]:
    """For each URL of which an inspection recorded a response, the last one."""
    found: dict[str, SnapshotRecord] = {}
    for batch in batches({url_key(url): url for url in urls}.items()):
        url_of = dict(batch)
        last = select(func.max(Snapshot.id)).where(Snapshot.inspection_id == inspection_id, Snapshot.key.in_(url_of))
        for row in session.execute(select(Snapshot.key, *_COLUMNS).where(Snapshot.id.in_(last.group_by(Snapshot.key)))):
            key, *columns = row
            found[url_of[key]] = SnapshotRecord(**dict(zip(SnapshotRecord.__dataclass_fields__, columns, strict=True)))
    return found


def find_snapshot(session: Session, inspection_id: int, url: str) -> SnapshotRecord | None:
    """The last response to a URL in an inspection."""
    query = (
        select(*_COLUMNS)
        .where(Snapshot.inspection_id == inspection_id, Snapshot.key == url_key(url))
        .order_by(Snapshot.id.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else SnapshotRecord(**row._mapping)


def snapshots_by_digest(session: Session, digests: Sequence[str]) -> dict[str, SnapshotRecord]:
    """For each digest that any run stored, the first snapshot with that body."""
    found: dict[str, SnapshotRecord] = {}
    for batch in batches(digests):
        first = select(func.min(Snapshot.id)).where(Snapshot.digest.in_(batch)).group_by(Snapshot.digest)
        for row in session.execute(select(*_COLUMNS).where(Snapshot.id.in_(first))):
            found[row.digest] = SnapshotRecord(**row._mapping)
    return found
