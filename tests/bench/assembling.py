"""What comes after the crawl, on a kept inspection: `python tests/bench/assembling.py DATA [--inspection N]`.

DATA is the data folder of a finished inspection (`govinspect scan URL --data DATA`). Its database is copied, and each
round judges the copy again as a worker does at its end: coverage, facts of the site and site checks, storing. Prints
CPU milliseconds of each part (first round, best, median), and keys of facts, judgement and stored findings, which must
not change when this only gets faster. Asserts nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import msgspec  # noqa: E402

from checks.facts import Site  # noqa: E402
from checks.registry import select  # noqa: E402
from crawler.coverage import Coverage  # noqa: E402
from crawler.judging import judge_stored, keep, observed, probed  # noqa: E402
from crawler.store import Store  # noqa: E402
from crawler.urls import SiteScope, canonical  # noqa: E402
from db import findings, runs  # noqa: E402
from db.address import sqlite_url  # noqa: E402
from db.engine import Database, open_database  # noqa: E402

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
T = TypeVar("T")


def main() -> None:
    """Prints a line a part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--inspection", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-assembling.") as folder:
        copy = Path(folder) / "govinspect.db"
        shutil.copy(options.data / copy.name, copy)
        with open_database(sqlite_url(copy)) as database:
            spent: dict[str, list[float]] = {}
            for _ in range(options.rounds):
                keys = judge(database, options.inspection, spent)
    for part, rounds in spent.items():
        print(f"{part:<10} {rounds[0]:8.1f} ms first, {min(rounds):8.1f} best, {statistics.median(rounds):8.1f} median")
    for name, key in keys.items():
        print(f"{name:<10} {key}")


def judge(database: Database, number: int, spent: dict[str, list[float]]) -> dict[str, str]:
    """One round; its costs go into `spent`."""

    def timed(part: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        result = work()
        spent.setdefault(part, []).append((time.process_time() - began) * 1000)
        return result

    with database.reading() as session:
        inspection = runs.get_inspection(session, number)
        assert inspection is not None
        run = runs.get_run(session, inspection.run_id)
        assert run is not None
        rows = {row["code"]: row for row in run.registry_used["sites"]}
    site, chosen = msgspec.convert(rows[inspection.site], Site), run.options
    checks = select(chosen["checks"], ())
    store = Store(database, number)
    home = canonical(SiteScope(site.url, site.hosts).home)
    coverage = timed("coverage", lambda: Coverage(home, store.ends()))
    seen = observed(inspection.stats) | probed(database, site, run.as_of)
    judgement, facts = timed(
        "judging",
        lambda: judge_stored(database, store, checks, site, run.as_of, chosen["options"], coverage.incomplete(), seen),
    )
    timed("storing", lambda: keep(database, number, site, judgement, facts, NOW))
    with database.reading() as session:
        stored = [vars(one) for one in findings.query_findings(session, inspection_id=number)]
        results = [vars(one) for one in runs.load_check_results(session, number)]
    return {
        "facts": _key(facts),
        "judgement": _key(judgement),
        "findings": _key(stored),
        "results": _key(results),
    }


def _key(value: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:16]


if __name__ == "__main__":
    main()
