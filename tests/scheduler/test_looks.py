"""What a quarter's run left open is looked at again after hours and days, and only then called dead."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import scheduler
from checks.facts import Site, SiteKind
from db import findings, runs, urls
from db.engine import Database, open_database
from scheduler import InspectionOptions, Machine, Quarter
from tests.crawler.harness import AS_OF, HOST
from tests.crawler.server import Reply, Server
from tests.crawler.test_inspection import links, page

OTHER = "www.other.gov.cn"
START = dt.datetime(2026, 11, 2, 18, tzinfo=dt.UTC)
# the worker as it is, but for its pauses
WORKER = """
import sys
from crawler import spider, verdicts, worker
spider.Patience = lambda pause, last_look: verdicts.Patience(pause=0.05, last_look=last_look)
sys.exit(worker.main())
"""


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def advance(self, **passed: float) -> None:
        self.now += dt.timedelta(**passed)


def work(database: Database, run_id: int, machine: Machine, clock: Clock) -> None:
    for result in scheduler.inspect(database, run_id, machine, lambda site, event: None, clock=clock):
        assert result.state == "finished", result


def verdicts(database: Database, run_id: int) -> dict[str, str]:
    with database.reading() as session:
        (inspection,) = runs.inspections_of(session, run_id)
        rows = {row.url: f"{row.verdict}:{row.reason}".rstrip(":") for row in urls.iterate(session, inspection.id)}
    return {url.removeprefix(f"http://{OTHER}"): verdict for url, verdict in rows.items() if OTHER in url}


def dead(database: Database, run_id: int) -> set[str]:
    with database.reading() as session:
        found = findings.query_findings(session, run_id=run_id, checks=["dead_link"])
    return {str(one.target).removeprefix(f"http://{HOST}").removeprefix(f"http://{OTHER}") for one in found}


@pytest.mark.slow
def test_suspects_stay_open_and_are_confirmed_over_days(tmp_path: Path) -> None:
    silent = Reply(drop=True)
    site = {
        "/": page("首页", links("/mended.html", "/gone.html", *(f"http://{OTHER}/{n}.html" for n in "abcd"))),
        "/robots.txt": Reply(status=404),
        f"{OTHER}/robots.txt": Reply(status=404),
        f"{OTHER}/": page("别处"),
        f"{OTHER}/a.html": silent,
        f"{OTHER}/b.html": silent,
        f"{OTHER}/c.html": Reply(status=502),
        f"{OTHER}/d.html": Reply(status=502),
    }
    clock = Clock()
    with Server(site) as server, open_database(f"sqlite:///{tmp_path / 'g.db'}") as database:
        machine = Machine(db=database.url, data_dir=tmp_path, user_agent="t", worker=("-P", "-c", WORKER))
        county = Site(code="test", name="测试", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=500.0)
        chosen = InspectionOptions(
            as_of=AS_OF,
            render="never",
            checks=("dead_link",),
            connect_to=tuple(f"{host}=127.0.0.1:{server.port}" for host in (HOST, OTHER)),
        )
        first = scheduler.start_quarter(database, Quarter(2026, 4), [county], chosen, clock())
        assert scheduler.open_due_look(database, clock()) is None  # the run itself is not done
        work(database, first, machine, clock)
        assert set(verdicts(database, first).values()) == {"unreachable:connect", "unreachable:http_502"}
        assert dead(database, first) == {"/mended.html", "/gone.html"}

        clock.advance(hours=5)
        assert scheduler.open_due_look(database, clock()) is None
        server.routes |= {"/mended.html": page("回来了"), f"{OTHER}/a.html": page("又通了")}
        clock.advance(hours=1)
        second = scheduler.open_due_look(database, clock())
        assert second is not None
        assert scheduler.open_due_look(database, clock()) == second  # not done: it goes on
        asked = len(server.seen)
        work(database, second, machine, clock)
        paths = {one.path for one in server.seen[asked:]}
        assert "/" not in {one.path for one in server.seen[asked:] if one.host == HOST}
        assert {"/mended.html", "/gone.html", "/a.html", "/b.html", "/c.html", "/d.html"} <= paths
        assert verdicts(database, second)["/a.html"] == "alive"
        assert dead(database, second) == {"/gone.html"}

        clock.advance(days=31)
        assert scheduler.open_due_look(database, clock()) is None
        clock.advance(days=-26)  # nobody was up for days: the looks left are a day apart all the same
        server.routes[f"{OTHER}/c.html"] = page("也通了")
        third = scheduler.open_due_look(database, clock())
        assert third is not None
        work(database, third, machine, clock)
        assert verdicts(database, third)["/c.html"] == "alive"
        assert dead(database, third) == {"/gone.html"}
        clock.advance(hours=23)
        assert scheduler.open_due_look(database, clock()) is None

        clock.advance(hours=1)
        fourth = scheduler.open_due_look(database, clock())
        assert fourth is not None
        asked = len(server.seen)
        work(database, fourth, machine, clock)
        assert {one.path for one in server.seen[asked:]} - {"/robots.txt", "/"} == {"/b.html", "/d.html"}
        assert dead(database, fourth) == {"/gone.html", "/b.html", "/d.html"}
        clock.advance(days=9)
        assert scheduler.open_due_look(database, clock()) is None
        with database.reading() as session:
            assert {runs.get_run(session, run).as_of for run in (second, third, fourth)} == {AS_OF}  # type: ignore[union-attr]
