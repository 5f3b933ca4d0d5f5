"""Runs the worker as it runs in earnest, in a process of its own, and reads back what it stored."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.facts import Page, Site, SiteKind
from crawler.job import Event, Finished, Job, Note, decode_event, encode_job
from crawler.store import Store
from db import findings, runs
from db.engine import Database, open_database
from db.findings import FindingRecord
from db.urls import UrlRecord
from tests.crawler.server import Server

ROOT = Path(__file__).resolve().parents[2]
HOST = "www.test.gov.cn"
AS_OF = dt.date(2026, 11, 2)
NOW = dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC)


@dataclass
class Inspected:
    """What a run of the worker left behind."""

    status: int
    events: list[Event]
    errors: str
    rows: dict[str, UrlRecord]
    pages: dict[str, Page]
    findings: list[FindingRecord]
    database: Database
    inspection_id: int

    @property
    def end(self) -> Finished:
        last = self.events[-1]
        assert isinstance(last, Finished)
        return last

    @property
    def notes(self) -> dict[str, str]:
        return {event.name: event.text for event in self.events if isinstance(event, Note)}

    def states(self) -> dict[str, str]:
        """State and reason by path, of the site's own addresses."""
        own = f"http://{HOST}"
        return {
            url.removeprefix(own): f"{row.state}:{row.reason}".rstrip(":") for url, row in sorted(self.rows.items())
        }

    def verdicts(self) -> dict[str, str]:
        """Verdict and reason by path."""
        own = f"http://{HOST}"
        return {
            url.removeprefix(own): f"{row.verdict}:{row.reason}".rstrip(":") for url, row in sorted(self.rows.items())
        }


def make_job(tmp_path: Path, server: Server, *, code: str = "test", **options: Any) -> Job:
    """A job for the site at HOST, served by `server`, with a run and an inspection of its own."""
    database_url = f"sqlite:///{tmp_path / 'test.db'}"
    site = options.pop("site", Site(code=code, name="测试", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=500.0))
    hosts = options.pop("hosts", (HOST,))
    with open_database(database_url) as database, database.session() as session:
        run = runs.create_run(session, kind="scan", as_of=AS_OF, started_at=NOW, registry={}, options={})
        inspection = runs.create_inspections(session, run.id, [site.code])[site.code]
    defaults: dict[str, Any] = {
        "connect_to": tuple(f"{host}=127.0.0.1:{server.port}" for host in hosts),
        "retry_pause": 0.05,
        "render": "never",
    }
    return Job(
        inspection_id=inspection,
        db=database_url,
        data_dir=str(tmp_path),
        site=site,
        as_of=AS_OF,
        **(defaults | options),
    )


def start(job: Job, module: str = "crawler", **variables: str) -> subprocess.Popen[bytes]:
    """The worker, or another module that runs it, running on the job with some variables in its environment."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GOVINSPECT_LOG": "INFO", **variables}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(encode_job(job))
    process.stdin.close()
    process.stdin = None
    return process


def collect(process: subprocess.Popen[bytes], job: Job, seconds: float = 60.0) -> Inspected:
    """Waits for the worker and reads what it stored."""
    try:
        out, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, errors = process.communicate()
        raise AssertionError(f"the worker did not end in {seconds} s:\n{errors.decode()}") from None
    return read_back(job, process.returncode, [decode_event(line) for line in out.splitlines()], errors.decode())


def read_back(job: Job, status: int, events: list[Event], errors: str) -> Inspected:
    """What a worker that ended has stored."""
    database = open_database(job.db)
    store = Store(database, job.inspection_id)
    with database.reading() as session:
        found = findings.query_findings(session, inspection_id=job.inspection_id)
    return Inspected(
        status=status,
        events=events,
        errors=errors,
        rows={record.url: record for record in store.records()},
        pages={record.url: page for record, page in store.pages()},
        findings=found,
        database=database,
        inspection_id=job.inspection_id,
    )


def inspect(tmp_path: Path, server: Server, **options: Any) -> Inspected:
    """Inspects the site that `server` serves."""
    seconds = options.pop("seconds", 60.0)
    job = make_job(tmp_path, server, **options)
    return collect(start(job), job, seconds)
