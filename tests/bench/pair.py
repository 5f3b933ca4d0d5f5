"""A full inspection beside a plain Scrapy crawl of the same site, in turn: `python tests/bench/pair.py`.

Needs the benchmark kit (`--kit`, by default ../shared/bench beside the repository): its site, its nginx and its
`crawl.py lxml`, which is Scrapy with its stock LinkExtractor and no checks. Prints CPU seconds (user and system, of the
whole process tree) and their ratio, pair by pair; says whether the dead links were found. Asserts nothing about time.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT.parent / "shared" / "bench"
DOOR = "from cli import script; script()"
SCAN = ("--allow-private", "--rate", "100000", "--render", "never", "--no-external")  # as fast as the server answers
READY_SECONDS = 10
WARM_PAGES = 200


class Cost(NamedTuple):
    """What a finished command used."""

    cpu: float
    wall: float
    out: str


def run(command: list[str], environment: Mapping[str, str]) -> Cost:
    """Runs a command to its end. CPU seconds are the process's and those of all descendants that it waited for."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, env=dict(environment), cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(command[:6])} … ended with {process.returncode}:\n{errors.read()[-2000:]}")
        return Cost(usage.ru_utime + usage.ru_stime, wall, out.read())


def inspect(url: str, python: str, data: Path, environment: Mapping[str, str]) -> tuple[Cost, set[str]]:
    """A first inspection of the site; its cost and the addresses that it calls dead."""
    door = [python, "-P", "-c", DOOR]
    cost = run([*door, "scan", url, *SCAN, "--data", str(data), "--format", "jsonl"], environment)
    findings = [json.loads(line) for line in cost.out.splitlines() if line.startswith("{")]
    return cost, {finding["target"] for finding in findings if finding["check"] == "dead_link"}


def crawl(url: str, python: str, kit: Path, environment: Mapping[str, str]) -> tuple[Cost, set[str]]:
    """Plain Scrapy over the same site."""
    cost = run([python, str(kit / "crawl.py"), "lxml", url], environment)
    return cost, {line for line in cost.out.splitlines() if line.startswith("http")}


@contextlib.contextmanager
def served(site: Path, kit: Path, log: Path | None = None) -> Iterator[str]:
    """The site's address, while nginx serves it and logs its requests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    logging = ["--log", str(log)] if log else []
    server = subprocess.Popen([sys.executable, str(kit / "serve.py"), str(site), "--port", str(port), *logging])
    try:
        for _ in range(READY_SECONDS * 10):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def make_site(folder: Path, pages: int, options: argparse.Namespace) -> None:
    """Writes a site of the kit into a folder."""
    maker = [options.python, str(options.kit / "make_site.py"), str(folder), "--pages", str(pages)]
    subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Prints a line a pair, then the median ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, default=KIT, help="folder of the benchmark kit")
    parser.add_argument("--site", type=Path, help="a site that make_site.py wrote (else one is made)")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs the inspection")
    parser.add_argument("--peer-python", default=sys.executable, help="the interpreter with scrapy and uvloop")
    options = parser.parse_args()
    if not (options.kit / "crawl.py").is_file():
        raise SystemExit(f"no benchmark kit at {options.kit}; name its folder with --kit")

    with tempfile.TemporaryDirectory(prefix="bench-pair.") as scratch:
        work = Path(scratch)
        # Both read compiled modules, as installed programs do, whatever this shell says; nothing is written elsewhere.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(work / "pyc")}
        small, site = work / "small", options.site or work / "site"
        make_site(small, WARM_PAGES, options)
        if options.site is None:
            make_site(site, options.pages, options)
        with served(small, options.kit) as url:  # compiles the modules, unmeasured
            inspect(url, options.python, work / "data", environment)
            crawl(url, options.peer_python, options.kit, environment)
        dead = (site / "dead.txt").read_text(encoding="utf-8").split()
        ratios = []
        with served(site, options.kit) as url:
            wanted = {url.rstrip("/") + path for path in dead}
            for number in range(1, options.pairs + 1):
                ours, found = inspect(url, options.python, work / f"data{number}", environment)
                theirs, _ = crawl(url, options.peer_python, options.kit, environment)
                ratios.append(ours.cpu / theirs.cpu)
                print(
                    f"pair {number}: inspection {ours.cpu:6.2f} s, plain Scrapy {theirs.cpu:6.2f} s of CPU, "
                    f"ratio {ratios[-1]:.2f} (wall {ours.wall:.1f} s, {theirs.wall:.1f} s); "
                    f"dead links {len(found & wanted)} of {len(wanted)}, false {len(found - wanted)}",
                    flush=True,
                )
        print(f"inspection / plain Scrapy, CPU: {statistics.median(ratios):.2f} (median of {len(ratios)})")


if __name__ == "__main__":
    main()
