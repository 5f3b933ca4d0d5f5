"""Runs, inspections and check results."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from db.engine import Database
from db.models import Run
from db.runs import (
    CheckResultRecord,
    QuarterExistsError,
    claim_inspection,
    create_inspections,
    create_run,
    end_run,
    fail_inspection,
    finish_inspection,
    get_inspection,
    get_run,
    inspections_of,
    interrupt_inspection,
    latest_run,
    list_runs,
    load_check_results,
    resume_run,
    run_of_quarter,
    store_check_results,
)
from tests.db.conftest import NOW, TODAY

LATER = NOW + dt.timedelta(hours=1)


def new_run(session: Session, kind: str = "scan", quarter: str | None = None) -> Run:
    registry = {"sites": [{"code": "hanyin", "name": "汉阴"}]}
    return create_run(
        session, kind=kind, quarter=quarter, as_of=TODAY, started_at=NOW, registry=registry, options={"max_pages": 5}
    )


def test_a_run_reads_back_as_it_was_made(database: Database) -> None:
    with database.session() as session:
        number = new_run(session).id
    with database.reading() as session:
        run = get_run(session, number)
        assert get_run(session, number + 1) is None
    assert run is not None  # usable after its session
    assert (run.kind, run.quarter, run.state, run.as_of) == ("scan", None, "running", TODAY)
    assert run.started_at == NOW
    assert run.started_at.tzinfo is not None
    assert run.registry_used["sites"][0]["name"] == "汉阴"
    assert run.options == {"max_pages": 5}


def test_a_quarter_has_one_run_and_scans_have_many(database: Database) -> None:
    with database.session() as session:
        first = new_run(session, "quarter", "2026Q4").id
        new_run(session, "quarter", "2027Q1")
        new_run(session), new_run(session)
    with pytest.raises(QuarterExistsError) as caught, database.session() as session:
        new_run(session, "quarter", "2026Q4")
    assert (caught.value.run_id, caught.value.quarter) == (first, "2026Q4")
    with database.reading() as session:
        assert len(list_runs(session)) == 4
        found = run_of_quarter(session, "2026Q4")
        assert found is not None
        assert found.id == first
        assert run_of_quarter(session, "2026Q3") is None


@pytest.mark.parametrize(("kind", "quarter"), [("quarter", None), ("scan", "2026Q4")])
def test_kind_and_quarter_belong_together(database: Database, kind: str, quarter: str | None) -> None:
    with pytest.raises(ValueError, match="quarter"), database.session() as session:
        new_run(session, kind, quarter)


def test_latest_and_list(database: Database) -> None:
    with database.session() as session:
        assert latest_run(session) is None
        quarter, scan = new_run(session, "quarter", "2026Q4").id, new_run(session).id
        end_run(session, quarter, "finished", LATER)
        assert [run.id for run in list_runs(session)] == [scan, quarter]
        assert [run.id for run in list_runs(session, limit=1)] == [scan]
        assert [run.id for run in list_runs(session, kind="quarter")] == [quarter]
    with database.reading() as session:
        for chosen, expected in (({}, scan), ({"kind": "quarter"}, quarter), ({"state": "finished"}, quarter)):
            latest = latest_run(session, **chosen)
            assert latest is not None
            assert latest.id == expected
            assert (latest.finished_at == LATER) == (expected == quarter)


def test_inspections_are_made_once_and_in_order(database: Database) -> None:
    with database.session() as session:
        run = new_run(session)
        first = create_inspections(session, run.id, ["b", "a"])
        again = create_inspections(session, run.id, ["a", "c", "b"])
        assert list(first) == ["b", "a"]
        assert {site: again[site] for site in first} == first
        assert [row.site for row in inspections_of(session, run.id)] == ["b", "a", "c"]
        assert create_inspections(session, run.id, []) == {}


def test_an_inspection_is_claimed_once_and_ends_once(database: Database, inspection: int) -> None:
    with database.session() as session:
        assert not finish_inspection(session, inspection, NOW, {})  # nobody has claimed it
        assert claim_inspection(session, inspection, NOW)
        assert not claim_inspection(session, inspection, LATER)
        assert not claim_inspection(session, 999, NOW)
        assert finish_inspection(session, inspection, LATER, {"pages": 3})
        assert not fail_inspection(session, inspection, LATER, "crashed")
    with database.reading() as session:
        row = get_inspection(session, inspection)
    assert row is not None
    assert (row.state, row.reason, row.stats) == ("finished", "", {"pages": 3})
    assert (row.started_at, row.finished_at) == (NOW, LATER)


def test_resume_gives_back_what_was_not_ended(database: Database) -> None:
    with database.session() as session:
        run = new_run(session)
        ids = create_inspections(session, run.id, ["done", "failed", "stopped", "died", "waiting"])
        for site in ("done", "failed", "stopped", "died"):
            assert claim_inspection(session, ids[site], NOW)
        finish_inspection(session, ids["done"], LATER, {})
        fail_inspection(session, ids["failed"], LATER, "unreachable", {"probes": 3})
        interrupt_inspection(session, ids["stopped"], LATER, {"pages": 1})
        end_run(session, run.id, "interrupted", LATER)
    with database.session() as session:
        assert resume_run(session, run.id) == 3
    with database.session() as session:
        states = {row.site: (row.state, row.reason) for row in inspections_of(session, run.id)}
        resumed = get_run(session, run.id)
        assert resumed is not None
        assert (resumed.state, resumed.finished_at) == ("running", None)
        assert states == {
            "done": ("finished", ""),
            "failed": ("failed", "unreachable"),
            "stopped": ("pending", ""),
            "died": ("pending", ""),
            "waiting": ("pending", ""),
        }
        assert claim_inspection(session, ids["stopped"], LATER)
        stopped = get_inspection(session, ids["stopped"])
        assert stopped is not None
        assert (stopped.started_at, stopped.stats) == (NOW, {"pages": 1})  # of its first start
        assert resume_run(session, run.id, states=("failed",)) == 3
        assert [row.site for row in inspections_of(session, run.id, state="pending")] == ["failed", "died", "waiting"]


def test_check_results_are_replaced_and_come_by_check(database: Database, inspection: int) -> None:
    note = {"not_evaluated": [{"url": "http://a/", "target": None, "reason": "limit:pages"}], "errors": []}
    results = [
        CheckResultRecord(check="typo", state="pass", judged=10),
        CheckResultRecord(check="dead_link", state="not_evaluated", not_evaluated=1, notes=note),
    ]
    with database.session() as session:
        store_check_results(session, inspection, [CheckResultRecord(check="stale_home", state="fail")])
        store_check_results(session, inspection, results)
    with database.reading() as session:
        assert load_check_results(session, inspection) == results[::-1]
    with database.session() as session:
        store_check_results(session, inspection, [])
        assert load_check_results(session, inspection) == []


def test_a_naive_time_is_refused(database: Database, inspection: int) -> None:
    with pytest.raises(Exception, match="naive"), database.session() as session:
        claim_inspection(session, inspection, NOW.replace(tzinfo=None))
