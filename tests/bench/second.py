"""A second inspection of an unchanged site beside the first one: `python tests/bench/second.py`.

Needs the benchmark kit, as `pair.py` does. Prints CPU seconds of both (user and system, of the whole process tree),
their ratio, how the second's requests were answered, and whether the findings are the same. A small site inspected
before that compiles the modules. Asserts nothing about time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path

from pair import DOOR, KIT, ROOT, SCAN, WARM_PAGES, Cost, make_site, run, served

OF_A_RUN = ("run", "first_seen", "found_at", "evidence")


def inspect(url: str, python: str, data: Path, environment: dict[str, str]) -> tuple[Cost, list[str]]:
    """An inspection of the site; its cost, and its findings without what says when and where they were seen."""
    cost = run([python, "-P", "-c", DOOR, "scan", url, *SCAN, "--data", str(data), "--format", "jsonl"], environment)
    rows = [json.loads(line) for line in cost.out.splitlines() if line.startswith("{")]
    return cost, [json.dumps({key: value for key, value in row.items() if key not in OF_A_RUN}) for row in rows]


def main() -> None:
    """Prints a line a pair, then the median ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, default=KIT, help="folder of the benchmark kit")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs the inspection")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-second.") as scratch:
        work = Path(scratch)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(work / "pyc")}
        small, site, log = work / "small", work / "site", work / "access.log"
        make_site(small, WARM_PAGES, options)
        make_site(site, options.pages, options)
        with served(small, options.kit) as url:
            inspect(url, options.python, work / "data", environment)
        ratios = []
        with served(site, options.kit, log) as url:
            for number in range(1, options.pairs + 1):
                data = work / f"data{number}"
                first, found = inspect(url, options.python, data, environment)
                before = len(log.read_bytes().splitlines())
                second, again = inspect(url, options.python, data, environment)
                statuses = Counter(status_of(line) for line in log.read_text("utf-8").splitlines()[before:])
                ratios.append(second.cpu / first.cpu)
                print(
                    f"pair {number}: first {first.cpu:6.2f} s, second {second.cpu:6.2f} s of CPU, {ratios[-1]:.3f}"
                    f" (wall {first.wall:.1f} s, {second.wall:.1f} s); second: {dict(statuses)}; findings {len(found)},"
                    f" {'the same' if again == found else 'NOT the same'}",
                    flush=True,
                )
        print(f"second / first inspection, CPU: {statistics.median(ratios):.3f} (median of {len(ratios)})")


def status_of(line: str) -> str:
    """The status in a line of the access log."""
    return next((word for word in line.split() if word.isdigit() and len(word) == 3), "?")


if __name__ == "__main__":
    main()
