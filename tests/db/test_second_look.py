"""What a later inspection takes from an earlier one: what can be recognised, snapshots that hold, whole copies."""

from __future__ import annotations

import datetime as dt

from db import runs, urls
from db.engine import Database
from db.snapshots import SnapshotRecord, add_snapshots, find_snapshot, revisit
from db.verification import copy_inspection
from tests.db.conftest import NOW

ALIVE = {"state": "done", "verdict": "alive"}
LATER = NOW + dt.timedelta(days=90)


def fill(database: Database, inspection: int) -> None:
    """Rows of every kind, with facts and snapshots."""
    with database.session() as session:
        names = ("page", "file", "plain", "doubtful", "dead")
        urls.add_urls(session, inspection, [{"url": f"http://a/{name}", "found_on": "http://a/"} for name in names])
        urls.store_facts(session, {"f1": b"facts"})
        urls.settle_urls(
            session,
            inspection,
            [
                {"url": "http://a/page", "facts": "f1", "body_hash": "b1", "outcomes": b"o", "title": "甲", **ALIVE},
                {"url": "http://a/file", "etag": '"e"', "status": 200, **ALIVE},
                {"url": "http://a/plain", "facts": "f1", "etag": '"e"', **ALIVE},
                {"url": "http://a/doubtful", "body_hash": "b2", "state": "done", "verdict": "suspected"},
                {"url": "http://a/dead", "etag": '"e"', "state": "failed", "verdict": "dead", "reason": "http_404"},
            ],
        )
        kept = SnapshotRecord(url="http://a/page", digest="d", file="w", offset=1, length=2, recorded_at=NOW)
        add_snapshots(session, inspection, [kept])


def test_only_what_is_alive_and_vouched_for_is_recognisable(database: Database, inspection: int) -> None:
    fill(database, inspection)
    with database.reading() as session:
        known = {row.url: row for row in urls.recognisable(session, inspection)}
    assert known.keys() == {"http://a/page", "http://a/file"}
    assert (known["http://a/page"].facts, known["http://a/page"].outcomes) == ("f1", b"o")


def test_snapshot_that_still_holds_is_pointed_to_anew(database: Database, inspection: int) -> None:
    fill(database, inspection)
    with database.session() as session:
        run = runs.create_run(session, kind="scan", as_of=LATER.date(), started_at=LATER, registry={}, options={})
        later = runs.create_inspections(session, run.id, ["test"])["test"]
        assert revisit(session, inspection, later, {"http://a/page": LATER, "http://a/none": LATER}) == 1
    with database.reading() as session:
        found = find_snapshot(session, later, "http://a/page")
    assert found is not None
    assert (found.file, found.offset, found.recorded_at) == ("w", 1, LATER)


def test_copy_has_everything_but_what_waits_once_more(database: Database, inspection: int) -> None:
    fill(database, inspection)
    with database.session() as session:
        run = runs.create_run(
            session, kind=runs.VERIFICATION, as_of=LATER.date(), started_at=LATER, registry={}, options={}
        )
        copy = runs.create_inspections(session, run.id, ["test"])["test"]
        again = ["http://a/dead", "http://a/page", "http://a/unknown"]
        assert copy_inspection(session, inspection, copy, again, {"read_by": "v"}) == 2
    with database.reading() as session:
        rows = {row.url: row for row in urls.iterate(session, copy)}
        assert runs.get_inspection(session, copy).stats == {"read_by": "v"}  # type: ignore[union-attr]
        assert find_snapshot(session, copy, "http://a/page") is not None
        untouched = {row.url: row for row in urls.iterate(session, inspection)}
    assert rows.keys() == untouched.keys()
    assert rows["http://a/file"]._replace(id=0) == untouched["http://a/file"]._replace(id=0)
    waiting = rows["http://a/page"]
    assert (waiting.state, waiting.verdict, waiting.facts, waiting.outcomes) == ("pending", "", "", None)
    assert (waiting.title, waiting.found_on, waiting.body_hash) == ("", "http://a/", "")
    assert untouched["http://a/page"].state == "done"


def test_only_other_finished_inspections_of_the_site_are_looked_at(database: Database, inspection: int) -> None:
    with database.session() as session:
        made = []
        for day in (1, 2, 3):
            at = NOW + dt.timedelta(days=day)
            run = runs.create_run(session, kind="scan", as_of=at.date(), started_at=at, registry={}, options={})
            one = runs.create_inspections(session, run.id, ["a-site", "b-site"])
            for number in one.values():
                runs.claim_inspection(session, number, at)
                if day < 3:
                    runs.finish_inspection(session, number, at, {"pages": day})
            made.append(one["a-site"])
    with database.session() as session:
        assert [one.id for one in runs.finished_before(session, made[2], 5)] == [made[1], made[0]]
        assert [one.id for one in runs.finished_before(session, made[1], 5)] == [made[0]]
        assert runs.note_stats(session, made[1], pages=9, read_by="v") == {"pages": 2, "read_by": "v"}
