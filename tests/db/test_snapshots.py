"""Where stored responses are found."""

from __future__ import annotations

from dataclasses import replace

from db.engine import Database
from db.runs import create_inspections
from db.snapshots import SnapshotRecord, add_snapshots, find_snapshot, snapshots_by_digest
from tests.db.conftest import NOW

FIRST = SnapshotRecord(
    url="http://a/1", digest="d1", file="warc/1.warc.gz", offset=5_000_000_000, length=120, recorded_at=NOW
)


def test_found_by_url_the_last_and_by_digest_the_first(database: Database, inspection: int) -> None:
    later = replace(FIRST, digest="d2", offset=7)
    long = replace(FIRST, url="http://a/" + "政" * 4_000, digest="d3")
    with database.session() as session:
        other = create_inspections(session, 1, ["other"])["other"]
        assert add_snapshots(session, inspection, [FIRST, later, long]) == 3
        assert add_snapshots(session, other, [replace(FIRST, file="warc/2.warc.gz")]) == 1
        assert add_snapshots(session, inspection, []) == 0
    with database.reading() as session:
        assert find_snapshot(session, inspection, FIRST.url) == later
        assert find_snapshot(session, inspection, long.url) == long
        assert find_snapshot(session, other, later.url) == replace(FIRST, file="warc/2.warc.gz")
        assert find_snapshot(session, inspection, "http://a/none") is None
        assert snapshots_by_digest(session, ["d1", "d2", "unknown"]) == {"d1": FIRST, "d2": later}
        assert snapshots_by_digest(session, []) == {}
