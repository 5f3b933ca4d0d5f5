"""Rate and concurrency at one host, measured at its server, while several processes ask it."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from checks.facts import Site, SiteKind
from crawler.hostbook import SharedBook
from crawler.politeness import AT_ONCE, Politeness
from tests.crawler.harness import collect, make_job, start
from tests.crawler.server import Received, Reply, Server

RATE = 5.0
SITES = 8
CDN = "cdn.test.gov.cn"
SPAWN = multiprocessing.get_context("spawn")


def most_in(times: list[float], window: float) -> int:
    """The most moments that any window of so many seconds holds."""
    return max(sum(begin <= at < begin + window for at in times) for begin in times)


def held_to(times: list[float], rate: float) -> None:
    """Between a turn and its arrival a process may be held up; but no more requests than may be under way at once."""
    for window in (1.0, 2.0, 5.0):
        assert most_in(times, window) <= rate * window + 1 + AT_ONCE, window
    assert (times[-1] - times[0]) / (len(times) - 1) >= 1 / rate - 0.02


@pytest.mark.slow
def test_eight_sites_that_share_a_host_ask_it_as_one_would(tmp_path: Path) -> None:
    def front(received: Received) -> Reply:
        name = received.host.partition(".")[0]
        links = "".join(f"<p><a href='http://{CDN}/{name}/{n}'>附件 {n}</a></p>" for n in range(4))
        return Reply(f"<html><title>{name}</title><body><h1>{name}</h1>{links}</body></html>")

    with Server({"/": front, f"{CDN}/robots.txt": Reply(status=404)}, missing=Reply("ok", delay=0.6)) as server:
        hosts = [f"s{n}.gov.cn" for n in range(SITES)]
        jobs = []
        for host in hosts:
            code = host.partition(".")[0]
            site = Site(code=code, name=host, kind=SiteKind.COUNTY, url=f"http://{host}/", rate=RATE)
            jobs.append(make_job(tmp_path, server, site=site, hosts=(host, CDN)))
        running = [start(job) for job in jobs]
        seen = [collect(process, job, seconds=240) for process, job in zip(running, jobs, strict=True)]
        assert [one.status for one in seen] == [0] * SITES, seen[0].errors
        at_cdn = sorted(received.at for received in server.seen if received.host == CDN)
        assert server.busiest[CDN] <= AT_ONCE
        asked = {received.path for received in server.seen if received.host == CDN}
    assert len(asked) == SITES * 4 + 1
    held_to(at_cdn, RATE)


def ask(path: Path, port: int, rate: float, seconds: float) -> None:
    """Asks the server on the port as often as politeness lets it."""

    async def run() -> None:
        politeness = Politeness(rate=rate, book=SharedBook(path))
        end = time.monotonic() + seconds

        async def one() -> None:
            while time.monotonic() < end:
                async with politeness.turn("a.gov.cn"):
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.write(b"GET / HTTP/1.1\r\nHost: a.gov.cn\r\nConnection: close\r\n\r\n")
                    status = int((await reader.readline()).split()[1])
                    writer.close()
                await politeness.heard("a.gov.cn", status, None)

        await asyncio.gather(*(one() for _ in range(4)))

    asyncio.run(run())


def several(path: Path, port: int, rate: float, seconds: float, count: int) -> list[multiprocessing.Process]:
    """So many processes that ask at once."""
    made = [SPAWN.Process(target=ask, args=(path, port, rate, seconds)) for _ in range(count)]
    for process in made:
        process.start()
    return made  # type: ignore[return-value]


def test_rate_and_places_hold_over_processes_also_when_some_are_killed(tmp_path: Path) -> None:
    with Server({"/": Reply("ok", delay=0.25)}) as server:
        running = several(tmp_path / "hosts", server.port, 20.0, 12.0, 4)
        time.sleep(6)
        for process in running[:2]:
            os.kill(process.pid or 0, signal.SIGKILL)  # at any moment, also while it holds a place
        killed = time.monotonic()
        for process in running:
            process.join(60)
        times = sorted(received.at for received in server.seen)
        assert server.most_at_once <= AT_ONCE + 2  # the server goes on answering those that were killed
    assert sum(at > killed + 1 for at in times) > 10  # their places came free
    held_to(times, 20.0)


def test_a_complaint_slows_all_processes_down(tmp_path: Path) -> None:
    def complaining(received: Received) -> Reply:
        return Reply(status=503 if received.times == 10 else 200)

    with Server({"/": complaining}) as server:
        for process in several(tmp_path / "hosts", server.port, 20.0, 8.0, 3):
            process.join(60)
        times = [received.at for received in server.seen]
    after = [later - earlier for earlier, later in pairwise(times[10 + AT_ONCE :])]
    assert sum(after) / len(after) >= 0.095  # half of 20 a second


def test_a_turn_costs_little_where_one_process_alone_asks(tmp_path: Path) -> None:
    async def cost(politeness: Politeness) -> float:
        began = time.process_time()
        for _ in range(5000):
            async with politeness.turn("a.gov.cn"):
                pass
        return (time.process_time() - began) / 5000

    alone = min(asyncio.run(cost(Politeness(rate=1e9))) for _ in range(3))
    shared = min(asyncio.run(cost(Politeness(rate=1e9, book=SharedBook(tmp_path / "hosts")))) for _ in range(3))
    print(f"a turn costs {alone * 1e6:.1f} µs alone, {shared * 1e6:.1f} µs with the shared book")
    assert shared - alone < 200e-6  # far above what it takes, far below what a database would
