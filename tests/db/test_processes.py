"""Several processes on one database at once: nothing lost, nothing given out twice, nothing broken by a kill."""

from __future__ import annotations

import multiprocessing as mp
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.address import sqlite_url
from db.engine import Database, open_database
from db.runs import QuarterExistsError, claim_inspection, create_inspections, create_run, inspections_of
from db.urls import add_urls, counts
from tests.db.conftest import NOW, TODAY

PROCESSES = 4
CONTEXT = mp.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.db.test_processes"])  # our imports once, not once a process
PATIENCE = 120  # seconds after which a test gives up on its processes


def together(work: Callable[..., Any], *arguments: Any) -> list[Any]:
    """What `work(number, wait, *arguments)` returns in each process; `wait()` lets all go on at once."""
    barrier, results = CONTEXT.Barrier(PROCESSES), CONTEXT.Queue()
    workers = [
        CONTEXT.Process(target=_report, args=(results, barrier, work, number, arguments)) for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    try:
        return [results.get(timeout=PATIENCE) for _ in workers]
    finally:
        for worker in workers:
            worker.join(timeout=10)
            worker.kill()


def _report(results: Any, barrier: Any, work: Callable[..., Any], number: int, arguments: tuple[Any, ...]) -> None:
    try:
        results.put(work(number, lambda: barrier.wait(PATIENCE), *arguments))
    except Exception as error:
        results.put(repr(error))


def first_opening(_number: int, wait: Callable[[], None], urls: list[str]) -> list[int]:
    runs = []
    for url in urls:
        wait()
        with open_database(url) as database, database.reading() as session:
            runs.append(session.execute(text("SELECT count(*) FROM run")).scalar_one())
    return runs


def test_a_new_file_is_opened_by_all_at_once(tmp_path: Path) -> None:
    urls = [sqlite_url(tmp_path / f"{number}.sqlite") for number in range(15)]
    assert together(first_opening, urls) == [[0] * len(urls)] * PROCESSES


@pytest.mark.postgres
def test_a_new_postgres_database_is_opened_by_all_at_once(new_postgres: Callable[..., str]) -> None:
    urls = [new_postgres() for _ in range(3)]
    assert together(first_opening, urls) == [[0] * len(urls)] * PROCESSES


def read_then_write(number: int, wait: Callable[[], None], url: str, inspection: int, times: int) -> str:
    """Transactions that read first: the kind that fails at once on SQLite unless it begins IMMEDIATE."""
    with open_database(url) as database:
        wait()
        for turn in range(times):
            with database.session() as session:
                query = text(
                    "SELECT attempts FROM url WHERE url = 'http://a/'" + " FOR UPDATE" * (database.dialect != "sqlite")
                )
                before = session.execute(query).scalar_one()
                session.execute(text("UPDATE url SET attempts = :n WHERE url = 'http://a/'"), {"n": before + 1})
                add_urls(session, inspection, [{"url": f"http://a/{number}/{turn}"}])
    return "done"


def test_no_write_of_four_processes_is_lost(database: Database, inspection: int) -> None:
    times = 50
    with database.session() as session:
        add_urls(session, inspection, [{"url": "http://a/"}])
    assert together(read_then_write, database.url, inspection, times) == ["done"] * PROCESSES
    with database.reading() as session:
        assert counts(session, inspection) == {"pending": PROCESSES * times + 1}
        attempts = session.execute(text("SELECT attempts FROM url WHERE url = 'http://a/'")).scalar_one()
        assert attempts == PROCESSES * times


def claim_all(_number: int, wait: Callable[[], None], url: str, ids: list[int]) -> list[int]:
    claimed = []
    with open_database(url) as database:
        wait()
        for number in ids:
            with database.session() as session:
                if claim_inspection(session, number, NOW):
                    claimed.append(number)
    return claimed


def test_no_inspection_is_claimed_twice(database: Database) -> None:
    with database.session() as session:
        run = create_run(session, kind="scan", as_of=TODAY, started_at=NOW, registry={}, options={})
        ids = create_inspections(session, run.id, [f"site-{number}" for number in range(30)])
    claimed = together(claim_all, database.url, list(ids.values()))
    assert sorted(number for each in claimed for number in each) == sorted(ids.values())
    with database.reading() as session:
        assert {row.state for row in inspections_of(session, run.id)} == {"running"}


def create_quarter(_number: int, wait: Callable[[], None], url: str) -> tuple[str, int]:
    with open_database(url) as database:
        wait()
        try:
            with database.session() as session:
                run = create_run(
                    session, kind="quarter", quarter="2026Q4", as_of=TODAY, started_at=NOW, registry={}, options={}
                )
                return "created", run.id
        except QuarterExistsError as error:
            return "exists", error.run_id


def test_a_quarter_gets_one_run_however_many_ask(database: Database) -> None:
    answers = together(create_quarter, database.url)
    assert sorted(answer for answer, _ in answers) == ["created"] + ["exists"] * (PROCESSES - 1)
    assert len({run_id for _, run_id in answers}) == 1


def write_for_ever(url: str, inspection: int, batch: int, committed: Any) -> None:
    with open_database(url) as database:
        for turn in range(1_000_000):
            with database.session() as session:
                add_urls(session, inspection, [{"url": f"http://a/{turn}/{n}" + "x" * 500} for n in range(batch)])
            committed.value = turn + 1


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_transactions(tmp_path: Path) -> None:
    url, batch = sqlite_url(tmp_path / "a.sqlite"), 200
    with open_database(url) as database, database.session() as session:
        run = create_run(session, kind="scan", as_of=TODAY, started_at=NOW, registry={}, options={})
        inspections = create_inspections(session, run.id, [f"site-{number}" for number in range(5)])
    moments = random.Random(5)
    for inspection in inspections.values():
        committed = CONTEXT.Value("i", 0)
        writer = CONTEXT.Process(target=write_for_ever, args=(url, inspection, batch, committed))
        writer.start()
        deadline = time.monotonic() + PATIENCE
        while committed.value < 2 and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(moments.uniform(0, 0.1))
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        with open_database(url) as database, database.session() as session:
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            stored = counts(session, inspection)["pending"]
            assert stored % batch == 0
            assert stored // batch in (committed.value, committed.value + 1)
            add_urls(session, inspection, [{"url": "http://after/"}])  # no lock was left behind


@pytest.mark.slow
def test_a_torn_write_ahead_log_costs_only_its_last_transactions(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with open_database(sqlite_url(path)) as database:
        with database.session() as session:
            run = create_run(session, kind="scan", as_of=TODAY, started_at=NOW, registry={}, options={})
            [inspection] = create_inspections(session, run.id, ["a"]).values()
        keeper = sqlite3.connect(path)  # keeps the log from being folded into the file
        keeper.execute("SELECT count(*) FROM url").fetchone()
        for turn in range(20):
            with database.session() as session:
                add_urls(session, inspection, [{"url": f"http://a/{turn}/{n}"} for n in range(10)])
        image, log = path.read_bytes(), path.with_name("a.sqlite-wal").read_bytes()
        keeper.close()
    for part in (0.2, 0.5, 0.9):
        torn = tmp_path / f"torn-{part}.sqlite"
        torn.write_bytes(image)
        torn.with_name(torn.name + "-wal").write_bytes(log[: int(len(log) * part)])
        with open_database(sqlite_url(torn)) as database, database.session() as session:
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert counts(session, inspection).get("pending", 0) % 10 == 0
