"""SIGINT and SIGTERM end an inspection within ten seconds, whatever it waits for, and it can go on later."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from checks.facts import Site, SiteKind
from db import runs
from db.engine import open_database
from tests.crawler.harness import HOST, collect, make_job, start
from tests.crawler.server import Reply, Server
from tests.crawler.test_inspection import links, page, until

SECONDS = 10
SHELL = "<html><title>x</title><body><div id=app></div><script>{}</script></body></html>"
WAITS = {
    "a body that drips": ({"/x.html": Reply("<html>" + "x" * 9000, drip=0.3)}, {}),
    "a head that drips": ({"/x.html": Reply("x", drip_head=0.5)}, {}),
    "silence": ({"/x.html": Reply(delay=60)}, {}),
    "a turn": ({"/x.html": page("一")}, {"rate": 0.02}),
    "a long Retry-After": ({"/x.html": Reply(status=503, headers={"Retry-After": "50"})}, {}),
    "a confirmation": ({"/x.html": Reply(status=404)}, {"retry_pause": 60.0}),
    "an endless body": ({"/x.html": Reply(endless=True, drip=0.05)}, {}),
}


def stop(tmp_path: Path, server: Server, seen: str, number: int, **options: object) -> None:
    rate = options.pop("rate", 50.0)
    site = Site(code="test", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=rate)  # type: ignore[arg-type]
    job = make_job(tmp_path, server, site=site, **options)
    process = start(job)
    until(lambda: server.hits[f"GET {seen}"])
    time.sleep(1.5)
    began = time.monotonic()
    process.send_signal(number)
    left = collect(process, job)
    assert time.monotonic() - began < SECONDS
    assert (left.status, left.end.state) == (130, "interrupted"), left.errors
    assert [url for url, row in left.rows.items() if row.state == "pending"]


@pytest.mark.slow
@pytest.mark.parametrize("wait", WAITS)
def test_waiting_ends_at_once(wait: str, tmp_path: Path) -> None:
    routes, options = WAITS[wait]
    with Server({"/": page("首页", links("/x.html", "/y.html")), **routes}) as server:
        seen = "/robots.txt" if "rate" in options else "/x.html"  # which takes the first turn
        stop(tmp_path, server, seen, signal.SIGTERM if len(wait) % 2 else signal.SIGINT, **options)


def handles(pid: int, number: int) -> bool:
    """Whether a process has a handler of its own for a signal."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (number - 1) & 1)


@pytest.mark.slow
def test_a_signal_at_any_moment_stops_it_and_it_comes_to_its_end(tmp_path: Path) -> None:
    """From the worker's first moments through the crawl, the search trial and the judging, every half second."""
    pages = {f"/p{n}.html": page(f"第{n}篇", links("/gone.html")) for n in range(40)}
    with Server({"/": page("首页", links(*pages)), **pages}) as server:
        site = Site(code="test", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=20.0)
        job = make_job(tmp_path, server, site=site)
        ends = []
        for number in range(60):
            with open_database(job.db).session() as session:
                runs.resume_run(session, 1)
            process = start(job)
            until(lambda: handles(process.pid, signal.SIGTERM))  # noqa: B023 - asked here and now
            time.sleep(number / 2)
            began = time.monotonic()
            process.send_signal(signal.SIGINT if number % 2 else signal.SIGTERM)
            left = collect(process, job)
            assert time.monotonic() - began < SECONDS, (number, ends, left.status, left.errors)
            ends.append((left.status, left.end.state))
            if left.status == 0:
                break
    assert ends[-1] == (0, "finished"), ends
    assert set(ends[:-1]) == {(130, "interrupted")}
    with left.database.reading() as session:
        assert [one.state for one in runs.inspections_of(session, 1)] == ["finished"]
    assert {one.target for one in left.findings if one.check == "dead_link"} == {f"http://{HOST}/gone.html"}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("script", ["while (true) {}", "fetch('/silent.html')"])
def test_a_browser_that_hangs_is_left(script: str, tmp_path: Path) -> None:
    routes = {"/x.html": Reply(SHELL.format(script)), "/silent.html": Reply(delay=60)}
    with Server({"/": page("首页", links("/x.html", "/y.html")), **routes}) as server:

        def shown_in_browser() -> bool:
            return server.hits["GET /x.html"] > 1

        site = Site(code="test", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=50.0)
        job = make_job(tmp_path, server, site=site, render="auto")
        process = start(job)
        until(shown_in_browser)
        time.sleep(2)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        left = collect(process, job)
        assert time.monotonic() - began < SECONDS + 2  # this machine is loaded, and a browser is to be ended
    assert (left.status, left.end.state) == (130, "interrupted"), left.errors
