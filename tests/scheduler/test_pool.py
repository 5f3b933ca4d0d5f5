"""One process a site: crashes cost one site, a stop is clean, nobody works on a run twice."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import threading

import msgspec
import pytest
from filelock import FileLock

import scheduler
from checks.facts import Site, SiteKind
from crawler.job import Finished
from crawler.nursery import nursery
from db import runs
from db.engine import open_database
from scheduler import Calendar, InspectionOptions, Machine, Quarter, ScheduleError

NOW = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
SITES = [
    Site(code=code, name=code, kind=SiteKind.DEPARTMENT, url=f"http://{code}.example/") for code in ("a", "b", "c")
]
CHOSEN = InspectionOptions(as_of=NOW.date())

# a worker in miniature: does what its site's code says
WORKER = """
import json, sys, time, datetime as dt
job = json.loads(sys.stdin.read())
code = job["site"]["code"]
print(json.dumps({"event": "progress", "done": 1, "known": 2, "failed": 0, "rendered": 0, "url": "x"}), flush=True)
if code == "b" and "BAD" == "%s":
    sys.exit(7)
if code == "b" and "KILLED" == "%s":
    import os, pathlib
    times = pathlib.Path(job["data_dir"], "times")
    times.write_text(times.read_text() + "x" if times.exists() else "x")
    print(json.dumps({"event": "progress", "done": min(len(times.read_text()), 4), "known": 9, "failed": 0,
        "rendered": 0, "url": "x"}), flush=True)
    if len(times.read_text()) != int(job["options"]["test"]["kills"]) + 1:
        os.kill(os.getpid(), 9)
if "SLOW" == "%s":
    time.sleep(60)
from db.engine import open_database
from db import runs
if code == "b" and "LOST" == "%s":
    with open_database(job["db"]).session() as session:
        runs.interrupt_inspection(session, job["inspection_id"], dt.datetime.now(dt.UTC), {})
    print(json.dumps({"event": "finished", "state": "interrupted", "reason": "local_network"}), flush=True)
    sys.exit(130)
with open_database(job["db"]).session() as session:
    runs.finish_inspection(session, job["inspection_id"], dt.datetime.now(dt.UTC), {})
print(json.dumps({"event": "finished", "state": "finished", "findings": 3}), flush=True)
"""


@pytest.fixture
def database(tmp_path):
    with open_database(f"sqlite:///{tmp_path / 'g.db'}") as database:
        yield database


def machine(tmp_path, database, mood: str = "") -> Machine:
    worker = ("-P", "-c", WORKER % (mood, mood, mood, mood))
    return Machine(db=database.url, data_dir=tmp_path, user_agent="t", parallel=2, worker=worker)


def states(database, run_id) -> dict[str, tuple[str, str]]:
    with database.reading() as session:
        return {one.site: (one.state, one.reason) for one in runs.inspections_of(session, run_id)}


def test_every_site_is_inspected_and_the_run_is_closed(tmp_path, database):
    heard = []
    run_id = scheduler.start_quarter(database, Quarter(2026, 4), SITES, CHOSEN, NOW)
    results = scheduler.inspect(
        database, run_id, machine(tmp_path, database), lambda *e: heard.append(e), clock=lambda: NOW
    )
    assert [(one.site, one.state) for one in results] == [("a", "finished"), ("b", "finished"), ("c", "finished")]
    assert sum(isinstance(event, Finished) for _, event in heard) == 3
    with database.reading() as session:
        assert runs.get_run(session, run_id).state == "finished"


def test_a_crashing_worker_costs_its_site_and_no_other(tmp_path, database):
    run_id = scheduler.start_quarter(database, Quarter(2026, 4), SITES, CHOSEN, NOW)
    scheduler.inspect(database, run_id, machine(tmp_path, database, "BAD"), lambda *_: None, clock=lambda: NOW)
    assert states(database, run_id) == {"a": ("finished", ""), "b": ("failed", "crashed:7"), "c": ("finished", "")}


@pytest.mark.parametrize(("kills", "state"), [(6, ("finished", "")), (8, ("failed", "crashed:-9"))])
def test_a_killed_worker_is_started_again_while_that_helps(tmp_path, database, kills: int, state: tuple[str, str]):
    """The fourth and later ones get no further; after three such in a row it is given up."""
    chosen = msgspec.structs.replace(CHOSEN, options={"test": {"kills": kills}})
    run_id = scheduler.start_quarter(database, Quarter(2026, 4), SITES, chosen, NOW)
    scheduler.inspect(database, run_id, machine(tmp_path, database, "KILLED"), lambda *_: None, clock=lambda: NOW)
    assert states(database, run_id) == {"a": ("finished", ""), "b": state, "c": ("finished", "")}


def test_a_worker_that_lost_its_network_leaves_a_run_that_can_be_resumed(tmp_path, database):
    run_id = scheduler.start_quarter(database, Quarter(2026, 4), SITES, CHOSEN, NOW)
    scheduler.inspect(database, run_id, machine(tmp_path, database, "LOST"), lambda *_: None, clock=lambda: NOW)
    assert states(database, run_id)["b"][0] == "interrupted"
    with database.reading() as session:
        assert runs.get_run(session, run_id).state == "interrupted"
    results = scheduler.inspect(database, run_id, machine(tmp_path, database), lambda *_: None, clock=lambda: NOW)
    assert [(one.site, one.state) for one in results] == [("b", "finished")]


def test_without_its_nursery_every_worker_starts_from_nothing(tmp_path, database):
    run_id = scheduler.start_quarter(database, Quarter(2026, 4), SITES, CHOSEN, NOW)
    with nursery() as home:
        os.kill(home._pid, signal.SIGKILL)
        orphaned = msgspec.structs.replace(machine(tmp_path, database), nursery=home)
        results = scheduler.inspect(database, run_id, orphaned, lambda *_: None, clock=lambda: NOW)
    assert [one.state for one in results] == ["finished"] * 3


def test_a_stop_leaves_a_run_that_can_be_resumed(tmp_path, database):
    run_id = scheduler.start_quarter(database, Quarter(2026, 4), SITES, CHOSEN, NOW)
    stopper = threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGINT))
    stopper.start()
    with pytest.raises(KeyboardInterrupt):
        scheduler.inspect(database, run_id, machine(tmp_path, database, "SLOW"), lambda *_: None, clock=lambda: NOW)
    with database.reading() as session:
        assert runs.get_run(session, run_id).state == "interrupted"
    results = scheduler.inspect(database, run_id, machine(tmp_path, database), lambda *_: None, clock=lambda: NOW)
    assert {one.state for one in results} == {"finished"}
    assert {state for state, _ in states(database, run_id).values()} == {"finished"}


def test_two_processes_do_not_work_on_one_run(tmp_path, database):
    run_id = scheduler.start_quarter(database, Quarter(2026, 4), SITES, CHOSEN, NOW)
    (tmp_path / "locks").mkdir()
    with FileLock(tmp_path / "locks" / f"run-{run_id}.lock"), pytest.raises(ScheduleError):
        scheduler.inspect(database, run_id, machine(tmp_path, database), lambda *_: None, clock=lambda: NOW)


def due_run(database, now=NOW) -> int | None:
    return scheduler.open_due_run(database, Calendar(), lambda: SITES, lambda _: CHOSEN, now)


def test_a_quarter_is_opened_once_gone_on_with_and_then_left_alone(database):
    run_id = due_run(database)
    assert run_id is not None
    assert due_run(database) == run_id  # not finished: to be gone on with
    with database.session() as session:
        runs.end_run(session, run_id, runs.FINISHED, NOW)
    assert due_run(database) is None


def test_before_its_time_no_quarter_is_opened(database):
    assert due_run(database, dt.datetime(2026, 10, 15, tzinfo=dt.UTC)) is None


def test_the_schedule_catches_up_a_missed_run_and_stops_when_told(tmp_path, database):
    done = []

    async def main():
        loop = asyncio.get_running_loop()

        def after(run_id):
            done.append(run_id)
            loop.call_soon(os.kill, os.getpid(), signal.SIGTERM)

        await scheduler.keep_schedule(
            database, machine(tmp_path, database), Calendar(), lambda: SITES, lambda _: CHOSEN, lambda *_: None, after,
            clock=lambda: dt.datetime.now(dt.UTC).replace(month=11, day=20),
        )  # fmt: skip

    asyncio.run(asyncio.wait_for(main(), 60))
    assert len(done) == 1


def test_a_job_survives_its_way_through_the_database(database):
    from crawler.job import Job, decode_job, encode_job

    chosen = msgspec.structs.replace(CHOSEN, connect_to=("a=127.0.0.1:1",), options={"typo": {"x": 1}})
    run_id = scheduler.start_scan(database, SITES[0], chosen, NOW)
    jobs = scheduler._jobs(
        database, run_id, Machine(db=database.url, data_dir=database_folder(database), user_agent="t")
    )
    assert isinstance(jobs[0], Job)
    assert decode_job(encode_job(jobs[0])) == jobs[0]
    assert jobs[0].connect_to == ("a=127.0.0.1:1",)


def database_folder(database):
    from pathlib import Path

    return Path(database.url.removeprefix("sqlite:///")).parent
