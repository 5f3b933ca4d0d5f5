"""Rows a second of the frontier's bulk statements: `python -m tests.bench.db_urls URL…` (default: a new SQLite file).

Each URL must name a database that may be written to; what it writes is removed again.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from db.address import sqlite_url
from db.bulk import BATCH, batches
from db.engine import Database, open_database
from db.models import Run
from db.runs import create_inspections, create_run
from db.urls import NewUrl, SettledUrl, add_urls, iter_pages, iterate, pending, settle_urls, store_facts

ROWS = 20_000
PAGE = bytes(range(256)) * 24  # 6 KiB, about what the facts of a page take compressed
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def new_rows() -> Iterator[NewUrl]:
    for number in range(ROWS):
        yield {"url": f"http://www.example.gov.cn/content-{number}.html", "depth": number % 7, "found_on": "http://a/"}


def settled_rows() -> Iterator[SettledUrl]:
    for row in new_rows():
        name = row["url"][-20:]
        yield {
            "url": row["url"],
            "state": "done",
            "status": 200,
            "final_url": row["url"],
            "content_type": "text/html; charset=utf-8",
            "fetched_at": NOW,
            "bytes": 34_000,
            "title": "关于印发政务公开工作要点的通知",
            "published": NOW.date(),
            "page_type": "article",
            "column": "通知公告",
            "etag": '"5f3-1a"',
            "body_hash": "0" * 64,
            "facts": name,
            "outcomes": b"\x00" * 200,
            "verdict": "alive",
            "attempts": 1,
        }


def measure(database: Database) -> None:
    """Prints rows a second and the share of processor time in this process."""
    with database.session() as session:
        run = create_run(session, kind="scan", as_of=NOW.date(), started_at=NOW, registry={}, options={})
        [inspection] = create_inspections(session, run.id, ["bench"]).values()

    def write(work: Callable[..., int], rows: Iterator[object], size: int) -> None:
        for batch in batches(rows, size):
            with database.session() as session:
                work(session, inspection, batch)

    def read(work: Callable[..., object]) -> None:
        with database.reading() as session:
            for _ in work(session, inspection):  # type: ignore[attr-defined]
                pass

    def store() -> None:
        for batch in batches((row["facts"] for row in settled_rows()), 100):
            with database.session() as session:
                store_facts(session, dict.fromkeys(batch, PAGE))

    steps: dict[str, Callable[[], None]] = {
        "add, all new": lambda: write(add_urls, new_rows(), BATCH),
        "add, all known": lambda: write(add_urls, new_rows(), BATCH),
        "pending": lambda: read(lambda session, number: pending(session, number, None, ROWS)),
        "settle by 1,000": lambda: write(settle_urls, settled_rows(), BATCH),
        "settle by 50": lambda: write(settle_urls, settled_rows(), 50),
        "store facts": store,
        "iterate": lambda: read(iterate),
        "iter_pages": lambda: read(iter_pages),
    }
    for name, step in steps.items():
        wall, cpu = time.perf_counter(), time.process_time()
        step()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"{database.dialect:<10} {name:<16} {ROWS / wall:>9,.0f} rows/s   {cpu / ROWS * 1e6:>6.0f} µs CPU a row")
    with database.session() as session:
        session.delete(session.get_one(Run, run.id))


def main(urls: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for url in urls or [sqlite_url(Path(folder) / "bench.sqlite")]:
            with open_database(url) as database:
                measure(database)


if __name__ == "__main__":
    main(sys.argv[1:])
