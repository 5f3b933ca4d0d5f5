"""A run that is killed again and again ends with the findings of one that nobody disturbed (issue 3, must show 1)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from checks.facts import Site, SiteKind
from crawler.job import Job, encode_job
from crawler.store import Store
from db import findings, runs
from db.engine import Database, open_database
from reports.table_files import write_table
from reports.tables import findings_table
from tests.crawler.harness import HOST, ROOT, make_job
from tests.crawler.server import Reply, Server, redirect
from tests.crawler.test_inspection import links, page

KILLS = 20
SEED = 20261102
FETCHES_PER_URL = 1.3
COLUMNS, ARTICLES = 8, 80
OF_A_RUN = ("run", "first_seen", "found_at")
OF_A_FETCH = ("fetched_at", "snapshot", "screenshot")


class Nursery:
    """Workers on demand, see `tests/crawler/nursery.py`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.crawler.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def work(self, job: Job, path: Path, kill_when: Callable[[], bool] | None = None) -> int:
        """Works on a job to the end, or until it is time to kill; the exit status."""
        path.write_bytes(encode_job(job))
        print(path, file=self._pipe(self._process.stdin), flush=True)
        answers = self._pipe(self._process.stdout)
        worker = int(answers.readline())
        if kill_when is not None:
            while not kill_when() and _alive(worker):
                time.sleep(0.002)
            if _alive(worker):
                os.kill(worker, signal.SIGKILL)
        return int(answers.readline())

    def close(self) -> None:
        """Ends the nursery."""
        self._pipe(self._process.stdin).close()
        self._process.wait(10)

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


def _alive(process: int) -> bool:
    """Whether a process still runs: an ended one is reaped at once by the nursery."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


def site() -> dict[str, Reply]:
    """Columns with articles, dead links on some pages, wrong words on others, twins, moved pages, an empty column."""
    routes = {"/": page("首页", links(*(f"/c{c}/" for c in range(COLUMNS)), "/empty/", "/moved.html"))}
    routes |= {"/empty/": page("空栏目"), "/moved.html": redirect("/c0/a0.html"), "/robots.txt": Reply(status=404)}
    for column in range(COLUMNS):
        below = [f"/c{column}/a{number}.html" for number in range(ARTICLES)]
        routes[f"/c{column}/"] = page(f"第{column}栏", links(*below))
        for number, path in enumerate(below):
            more = links(f"/gone/{column}-{number}.html") if number == 7 else ""
            more += "<p>各部门要加强工作布署。</p>" if number % 11 == 0 else ""
            more += f"<img src='/logo{column}.png'>"
            routes[path] = page(f"第{column}栏第{number if number != 9 else 8}篇", more)
        if column % 2:
            routes[f"/logo{column}.png"] = Reply(b"PNG", type="image/png")
    return routes


def run_job(folder: Path, server: Server) -> Job:
    """A job for the site."""
    folder.mkdir()
    county = Site(code="test", name="测试", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=1000.0)
    return make_job(folder, server, site=county)


def contract_lines(job: Job, folder: Path) -> bytes:
    """The findings as exported, without the times and places of a run."""
    with open_database(job.db) as database, database.reading() as session:
        found = findings.query_findings(session, inspection_id=job.inspection_id)
    path = folder / "findings.jsonl"
    write_table(findings_table(found), path, "jsonl")
    lines = []
    for line in path.read_text("utf-8").splitlines():
        row = {key: value for key, value in json.loads(line).items() if key not in OF_A_RUN}
        row["evidence"] = {key: value for key, value in row["evidence"].items() if key not in OF_A_FETCH}
        lines.append(json.dumps(row, ensure_ascii=False, sort_keys=True))
    return "\n".join(lines).encode()


def resume(database: Database) -> None:
    """As --resume does it."""
    with database.session() as session:
        runs.resume_run(session, 1)


@pytest.mark.slow
def test_killed_twenty_times_the_findings_are_those_of_an_undisturbed_run(tmp_path: Path, nursery: Nursery) -> None:
    with Server(site()) as server:
        reference = run_job(tmp_path / "reference", server)
        assert nursery.work(reference, tmp_path / "reference.json") == 0
        asked = {(one.method, one.path) for one in server.seen}
    expected = contract_lines(reference, tmp_path)
    chance = random.Random(SEED)
    moments = sorted(chance.uniform(0.0, 1.0) for _ in range(KILLS))  # share of the addresses asked
    with Server(site()) as server:
        job = run_job(tmp_path / "killed", server)
        database = open_database(job.db)
        killed = 0
        for moment in moments:
            later = chance.uniform(0.0, 0.15)  # also while it starts, writes, or judges
            status = nursery.work(job, tmp_path / "killed.json", at_moment(server, moment * len(asked), later))
            killed += status == -signal.SIGKILL
            resume(database)
        assert nursery.work(job, tmp_path / "killed.json") == 0
        fetches = Counter(received.path for received in server.seen if received.path != "/robots.txt")
    assert killed >= KILLS - 2, f"only {killed} of {KILLS} came before the end"
    assert contract_lines(job, tmp_path) == expected
    assert b'"typo"' in expected
    assert b'"dead_link"' in expected
    rows = list(Store(database, job.inspection_id).records())
    assert not [row.url for row in rows if row.state == "pending"]
    average = fetches.total() / len(fetches)
    assert average <= FETCHES_PER_URL, f"{fetches.total()} fetches of {len(fetches)} addresses"


def at_moment(server: Server, addresses: float, later: float) -> Callable[[], bool]:
    """Says yes when so many different addresses were asked for and a little time has passed."""
    since: list[float] = []

    def now() -> bool:
        if not since and len(server.hits) >= addresses:
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] >= later

    return now
