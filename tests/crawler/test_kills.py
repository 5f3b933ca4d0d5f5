"""A run that is killed again and again ends with the findings of one that nobody disturbed (issue 3, must show 1).

Killed is the worker with SIGKILL at twenty moments drawn from a fixed seed (or GOVINSPECT_TEST_SEED), through the crawl
(pages, attachments, images, links off the site, confirmations of failing ones, a page in the browser) and through the
judging after it; and the command itself, whose worker is then an orphan that the next command meets.

The findings are compared as exported. Left out is what says when and where a run looked, and cannot be equal in two
runs: `run`, `first_seen`, `found_at`, and in the evidence `fetched_at`, `snapshot` (file and offset) and `screenshot`
(whose path holds the run).
"""

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
from db import findings, runs, urls
from db.engine import Database, open_database
from reports.table_files import write_table
from reports.tables import findings_table
from tests.crawler.harness import HOST, ROOT, make_job
from tests.crawler.server import MISSING, Received, Reply, Route, Server, redirect
from tests.crawler.test_inspection import links, page
from tests.crawler.test_rendering import ROWS, SHELL

CRAWL_KILLS, JUDGE_KILLS = 15, 5
KILLS = CRAWL_KILLS + JUDGE_KILLS
SEED = int(os.environ.get("GOVINSPECT_TEST_SEED", "20261102"))
FETCHES_PER_URL = 1.3
COLUMNS, ARTICLES = 8, 80
OTHER = "www.other.gov.cn"
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


def site(columns: int = COLUMNS, articles: int = ARTICLES) -> dict[str, Route]:
    """Columns with articles, attachments, images and links off the site, dead ones among them all; wrong words, twins,
    moved pages, an empty column, pages that come at the second asking only, and a list that scripts make."""
    routes: dict[str, Route] = {
        "/": page("首页", links(*(f"/c{c}/" for c in range(columns)), "/empty/", "/moved.html", "/shell/")),
        "/empty/": page("空栏目"),
        "/moved.html": redirect("/c0/a0.html"),
        "/shell/": SHELL,
        "/api/list": ROWS,
        "/n1.html": page("脚本列出的通知", "<p>各部门要加强工作布署。</p>"),
        "/robots.txt": Reply(status=404),
        f"{OTHER}/": page("别的网站"),
        f"{OTHER}/robots.txt": Reply(status=404),
    }
    for column in range(columns):
        below = [f"/c{column}/a{number}.html" for number in range(articles)]
        routes[f"/c{column}/"] = page(f"第{column}栏", links(*below))
        for number, path in enumerate(below):
            routes[path] = page(f"第{column}栏第{number if number != 9 else 8}篇", extras(column, number))
        if column % 2:
            routes[f"/logo{column}.png"] = Reply(b"PNG", type="image/png")
        routes[f"/files/{column}.pdf"] = Reply(b"%PDF-1.7 " + b"x" * 400, type="application/pdf")
        routes[f"/files/empty{column}.pdf"] = Reply(b"", type="application/pdf")
        routes[f"/files/page{column}.doc"] = page("登记表下载页")
        routes[f"{OTHER}/alive{column}.html"] = page(f"别处第{column}篇")
        routes[f"/late{column}.html"] = later(page(f"第{column}篇迟到的"))
    return routes


def extras(column: int, number: int) -> str:
    """What an article holds beside its text."""
    more = f"<img src='/logo{column}.png'>"
    if number % 11 == 0:
        more += "<p>各部门要加强工作布署。</p>"
    if number == 7:
        more += links(f"/gone/{column}-{number}.html", f"/late{column}.html", f"/down{column}.html")
    if number == 12:
        more += links(f"/files/{column}.pdf", f"/files/empty{column}.pdf", f"/files/page{column}.doc")
    if number == 20:
        more += links(f"http://{OTHER}/alive{column}.html", f"http://{OTHER}/dead{column}.html")
    return more


def later(reply: Reply) -> Route:
    """Fails at the first asking of a run."""
    return lambda received: Reply(status=503) if received.times == 1 else reply


def missing(received: Received) -> Reply:
    """Pages that always fail, and those that are not there."""
    return Reply(status=500) if received.path.startswith("/down") else MISSING


def run_job(folder: Path, server: Server) -> Job:
    """A job for the site."""
    folder.mkdir()
    county = Site(code="test", name="测试", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=1000.0)
    return make_job(folder, server, site=county, hosts=(HOST, OTHER), render="auto")


def contract_lines(job: Job, folder: Path) -> bytes:
    """The findings as exported, without the times and places of a run."""
    with open_database(job.db) as database, database.reading() as session:
        found = findings.query_findings(session, inspection_id=job.inspection_id)
    path = folder / "findings.jsonl"
    write_table(findings_table(found), path, "jsonl")
    return without_moments(path)


def without_moments(path: Path) -> bytes:
    """Exported findings without what must differ between two runs."""
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
@pytest.mark.browser
def test_killed_twenty_times_the_findings_are_those_of_an_undisturbed_run(tmp_path: Path, nursery: Nursery) -> None:
    with Server(site(), missing=missing) as server:
        reference = run_job(tmp_path / "reference", server)
        spans = []
        for _ in range(2):  # the second time nothing is left but to judge
            judging = Judging(reference)
            assert nursery.work(reference, tmp_path / "reference.json", judging) == 0
            spans.append(time.monotonic() - judging.since)
        asked = len(server.hits)
        undisturbed = average_of(server)
    expected = contract_lines(reference, tmp_path)
    for kind in ("page", "attachment", "image", "external"):
        assert f'"kind": "{kind}"'.encode() in expected, kind
    assert b'"check": "typo"' in expected
    assert f"http://{HOST}/n1.html".encode() in expected  # known through the browser alone
    chance = random.Random(SEED)
    crawled = sorted(chance.uniform(0.0, 1.0) for _ in range(CRAWL_KILLS))  # share of the addresses asked
    with Server(site(), missing=missing) as server:
        job = run_job(tmp_path / "killed", server)
        database = open_database(job.db)
        left: list[int] = []  # addresses that waited when it was killed
        for number in range(KILLS):
            if number < CRAWL_KILLS:
                moment = at_moment(server, crawled[number] * asked, chance.uniform(0.0, 0.15))
            else:
                span = spans[bool(left) and not left[-1]]
                moment = Judging(job, chance.uniform(0.1, 0.9) * span)
            status = nursery.work(job, tmp_path / "killed.json", moment)
            if status == -signal.SIGKILL:
                left.append(sum(row.state == "pending" for row in Store(database, job.inspection_id).records()))
            resume(database)
        assert nursery.work(job, tmp_path / "killed.json") == 0
        fetches = fetches_of(server)
    assert len(left) >= KILLS - 2, f"only {len(left)} of {KILLS} came before the end"
    assert sum(not waiting for waiting in left) >= 2, f"no kill while it judged: {left}"
    assert contract_lines(job, tmp_path) == expected
    assert not [row.url for row in Store(database, job.inspection_id).records() if row.state == "pending"]
    average = fetches.total() / len(fetches)
    print(f"{len(left)} kills, {average:.3f} fetches an address ({undisturbed:.3f} undisturbed); left at each: {left}")
    assert average <= FETCHES_PER_URL, f"{fetches.total()} fetches of {len(fetches)} addresses"


def fetches_of(server: Server) -> Counter[str]:
    """How often each address was asked for, measured at the server."""
    return Counter(f"{one.host}{one.path}" for one in server.seen if one.path != "/robots.txt")


def average_of(server: Server) -> float:
    """How often an address was asked for on average."""
    fetches = fetches_of(server)
    return fetches.total() / len(fetches)


def at_moment(server: Server, addresses: float, later: float) -> Callable[[], bool]:
    """Says yes when so many different addresses were asked for and a little time has passed."""
    since: list[float] = []

    def now() -> bool:
        if not since and len(server.hits) >= addresses:
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] >= later

    return now


class Judging:
    """Says yes some seconds after no address waits any more, and remembers when that was."""

    def __init__(self, job: Job, later: float = 3600.0) -> None:
        self._database, self._inspection, self._later = open_database(job.db), job.inspection_id, later
        self.since = 0.0

    def __call__(self) -> bool:
        if not self.since:
            with self._database.reading() as session:
                counts = urls.counts(session, self._inspection)
            if counts and not counts.get("pending"):
                self.since = time.monotonic()
        return bool(self.since) and time.monotonic() - self.since >= self._later


COMMAND = [sys.executable, "-P", "-c", "from cli import script; script()"]


@pytest.mark.slow
@pytest.mark.browser
def test_a_killed_command_leaves_a_worker_behind_that_does_not_disturb_the_next(tmp_path: Path) -> None:
    """The command goes on at once with `--resume`, while the orphan may still run."""
    with Server(site(3), missing=missing) as server:
        expected = exported(tmp_path / "reference", command(tmp_path / "reference", server))
        asked = len(server.hits)
    with Server(site(3), missing=missing) as server:
        folder = tmp_path / "killed"
        for share, resumed in ((0.2, False), (0.5, True), (0.8, True)):
            process = subprocess.Popen(
                arguments(folder, server, "--resume" if resumed else ""), env=ENVIRONMENT, stderr=subprocess.DEVNULL
            )
            due = at_moment(server, share * asked, 0.0)
            while not due() and process.poll() is None:
                time.sleep(0.005)
            process.kill()
            process.wait()
        command(folder, server, "--resume")
        fetches = fetches_of(server)
        assert exported(folder, folder) == expected
    average = fetches.total() / len(fetches)
    assert average <= FETCHES_PER_URL, f"{fetches.total()} fetches of {len(fetches)} addresses"


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def arguments(folder: Path, server: Server, *more: str) -> list[str]:
    """The command that inspects the site."""
    there = [part for host in (HOST, OTHER) for part in ("--connect-to", f"{host}=127.0.0.1:{server.port}")]
    given = ["--kind", "county", "--rate", "1000", "--as-of", "2026-11-02", "--data", str(folder)]
    return [*COMMAND, "scan", f"http://{HOST}/", *given, *there, *filter(None, more)]


def command(folder: Path, server: Server, *more: str) -> Path:
    """Runs the command to its end; the data folder."""
    done = subprocess.run(arguments(folder, server, *more), env=ENVIRONMENT, capture_output=True, timeout=500)
    assert done.returncode == 0, done.stderr.decode()
    return folder


def exported(folder: Path, data: Path) -> bytes:
    """The findings of the only run there is."""
    path = folder / "found.jsonl"
    export = ["export", "findings", "--data", str(data), "--output", str(path)]
    subprocess.run([*COMMAND, *export], env=ENVIRONMENT, check=True, capture_output=True)
    return without_moments(path)
