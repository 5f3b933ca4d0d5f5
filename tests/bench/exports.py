"""How long 100,000 findings take to be exported, and how much memory: `python -m tests.bench.exports [COUNT]`.

The whole command is measured, in a process of its own, as an office would call it. Prints; asserts nothing.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from db import runs
from db.engine import open_database
from db.findings import NewFinding, store_findings

ROOT = Path(__file__).resolve().parents[2]
COUNT, SITES = 100_000, 49
MOMENT = dt.datetime(2026, 11, 1, 2, 30, tzinfo=dt.UTC)
FORMATS = ("xlsx", "jsonl", "csv")


class Cost(NamedTuple):
    """What an export took: seconds by the clock and of the processor, peak memory and size in megabytes."""

    seconds: float
    cpu: float
    memory: float
    size: float


def fill(path: Path, count: int) -> None:
    """A database with a run of findings like dead links: two addresses, a sentence, twenty pages, detail, evidence."""
    with open_database(f"sqlite:///{path}") as database, database.session() as session:
        run = runs.create_run(
            session, kind="scan", as_of=MOMENT.date(), started_at=MOMENT, registry={"sites": []}, options={}
        )
        ids = runs.create_inspections(session, run.id, [f"site{number}" for number in range(SITES)])
        for number, inspection in enumerate(ids.values()):
            runs.claim_inspection(session, inspection, MOMENT)
            share = count // SITES + (number < count % SITES)
            store_findings(session, inspection, _findings(number, share))
            runs.finish_inspection(session, inspection, MOMENT, {})


def _findings(site: int, count: int) -> Iterator[NewFinding]:
    home = f"http://www.site{site}.gov.cn/"
    for number in range(count):
        yield NewFinding(
            id=f"{site:03d}{number:013d}",
            check="dead_link",
            url=f"{home}zwgk/fdzdgknr/content/2026/{number}.html",
            target=f"{home}uploads/attachments/{number}/附件.docx",
            severity="deduct",
            message="文字为“关于印发政务公开工作要点的通知”的链接（附件）无法打开，原因为页面不存在（404）。",
            found_at=MOMENT,
            occurrences=number % 50 + 1,
            pages=tuple(f"{home}zwgk/list/{page}.html" for page in range(number % 20 + 1)),
            detail={"kind": "attachment", "reason": "http_404", "text": "附件", "attempts": 3},
            evidence={
                "status": 404,
                "fetched_at": MOMENT.isoformat(),
                "selector": "div.content > a",
                "snapshot": "a" * 40,
            },
        )


def measure(data: Path, form: str) -> Cost:
    """Exports the findings in a process of its own. Raises CalledProcessError."""
    path = data / f"findings.{form}"
    options = ["--data", str(data), "--format", form, "--output", str(path)]
    command = [sys.executable, "-P", "-c", "from cli import script; script()", "export", "findings", *options]
    watch = [sys.executable, "-c", WATCH, *command]
    began = time.perf_counter()
    done = subprocess.run(
        watch, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True, text=True
    )
    seconds = time.perf_counter() - began
    cpu, peak = done.stdout.split()
    return Cost(seconds, float(cpu), int(peak) / 1024, path.stat().st_size / 1e6)


WATCH = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code)
"""


def main() -> None:
    """Measures every format once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        fill(data / "govinspect.db", count)
        for form in FORMATS:
            cost = measure(data, form)
            took = f"{cost.seconds:.1f} s ({cost.cpu:.1f} s of a processor)"
            print(f"{count} findings → {form}: {took}, {cost.memory:.0f} MB memory, {cost.size:.0f} MB file")


if __name__ == "__main__":
    main()
