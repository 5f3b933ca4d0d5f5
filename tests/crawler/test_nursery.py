"""Workers are forked: each has streams, a session and signals of its own, and its end is told, however it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")

# The command: makes a nursery, and then does what the test says (`{what}`) with `started(job)`.
COMMAND = """
import asyncio, json, os, signal, sys, time
from pathlib import Path
from crawler.nursery import Nursery, NurseryError, nursery

LOADED = []

def load():
    LOADED.append(os.getpid())
    return work

def work():
    job = sys.stdin.read()
    print("started", job, file=sys.stderr, flush=True)
    signals = [signal.getsignal(one) is expected for one, expected in (
        (signal.SIGINT, signal.SIG_DFL), (signal.SIGTERM, signal.SIG_DFL), (signal.SIGCHLD, signal.SIG_DFL))]
    print(json.dumps({{"job": job, "loaded_in": LOADED, "parent": os.getppid(), "session": os.getsid(0) == os.getpid(),
        "signals": signals, "open": sorted(map(int, os.listdir("/proc/self/fd")))[:-1]}}), flush=True)
    if job == "wait":
        while True:
            print("still here", flush=True)
            time.sleep(0.05)
    if job == "raise":
        raise ValueError("a fault of the worker's")
    os._exit(int(job))

async def main(home):
    log = Path(sys.argv[1]).open("ab")

    async def started(job):
        worker = await home.start(job.encode(), log)
        return worker, json.loads(await worker.stdout.readline())

{what}

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with nursery(load) as home:
        asyncio.run(main(home))
"""


def command(tmp_path: Path, what: str) -> list[str]:
    body = "\n".join(f"    {line}" for line in what.strip().splitlines())
    return [sys.executable, "-c", COMMAND.format(what=body), str(tmp_path / "log")]


def say(tmp_path: Path, what: str) -> object:
    """What the command prints last, as JSON."""
    done = subprocess.run(command(tmp_path, what), capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_workers_are_begun_as_programs_are(tmp_path: Path) -> None:
    seen = say(
        tmp_path,
        """
both = await asyncio.gather(started("0"), started("7"))
status = [await worker.wait() for worker, _ in both]
print(json.dumps({"status": status, "said": [said for _, said in both], "mine": os.getpid()}))
""",
    )
    assert isinstance(seen, dict)
    assert seen["status"] == [0, 7]
    first, second = seen["said"]
    assert [first["job"], second["job"]] == ["0", "7"]
    assert first["loaded_in"] == second["loaded_in"] == [first["parent"]] != [seen["mine"]], "once, in the nursery"
    for said in seen["said"]:
        assert said["session"]
        assert all(said["signals"])
        assert said["open"] == [0, 1, 2]
    assert sorted((tmp_path / "log").read_text().splitlines()) == ["started 0", "started 7"]


def test_a_killed_worker_and_one_that_raises_are_told_apart(tmp_path: Path) -> None:
    seen = say(
        tmp_path,
        """
(killed, _), (stopped, _), (broken, _) = [await started(job) for job in ("wait", "wait", "raise")]
killed.kill()
stopped.terminate()
print(json.dumps([await worker.wait() for worker in (killed, stopped, broken)]))
""",
    )
    assert seen == [-9, -15, 1]
    assert "ValueError: a fault of the worker's" in (tmp_path / "log").read_text()


def test_a_nursery_that_was_killed_is_missed_and_its_workers_count_as_killed(tmp_path: Path) -> None:
    seen = say(
        tmp_path,
        """
worker, said = await started("wait")
os.kill(said["parent"], signal.SIGKILL)
status = await worker.wait()
worker.kill()
try:
    await started("0")
    missed = False
except NurseryError:
    missed = True
print(json.dumps([status, missed]))
""",
    )
    assert seen == [-9, True]


def test_nobody_outlives_a_command_that_is_killed(tmp_path: Path) -> None:
    what = """
worker, said = await started("wait")
print(json.dumps([worker.pid, said["parent"]]), flush=True)
time.sleep(60)
"""
    with subprocess.Popen(command(tmp_path, what), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        theirs = json.loads(process.stdout.readline())
        process.kill()
    deadline = time.monotonic() + 20
    while alive := [pid for pid in theirs if is_alive(pid)]:
        assert time.monotonic() < deadline, f"{alive} of {theirs} are still there"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
