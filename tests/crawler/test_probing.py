"""Visits in between inspections: what counts as not open, what is an answer, what is our own fault; a week."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import scheduler
from checks.facts import Site, SiteFacts, SiteKind
from checks.registry import select
from checks.runner import judge_site
from crawler.gate import Gate, parse_connect_to
from crawler.judging import probed
from crawler.probing import Prober, Visited
from db import probes, runs
from db.engine import Database, open_database
from tests.crawler.harness import collect, make_job, start
from tests.crawler.server import Received, Reply, Server, redirect

NOW = dt.datetime(2026, 11, 22, 16, tzinfo=dt.UTC)  # midnight in China
CLOSED = 1  # a port on which nothing listens


def site(code: str) -> Site:
    return Site(code=code, name=code, kind=SiteKind.COUNTY, url=f"http://www.{code}.gov.cn/")


def prober(port: int, codes: str, *, seconds: float = 10.0, witness: int = CLOSED) -> Prober:
    hosts = [f"www.{code}.gov.cn=127.0.0.1:{port if code.islower() else CLOSED}" for code in codes]
    mapped = parse_connect_to([host.lower() for host in hosts] + [f"witness.gov.cn=127.0.0.1:{witness}"])
    return Prober(lambda: Gate(mapped), (), lambda: NOW, seconds=seconds, witnesses=["witness.gov.cn"], witness_port=80)


def visit(routes: dict[str, Reply], seconds: float = 10.0) -> Visited | None:
    """One visit to site `a`, beside a site `b` that answers."""
    with Server(
        {"www.b.gov.cn/": Reply("b")} | {f"www.a.gov.cn{path}": reply for path, reply in routes.items()}
    ) as server:
        made = asyncio.run(prober(server.port, "ab", seconds=seconds).round([site("a"), site("b")]))
    return next((one for one in made if one.site == "a"), None)


CHALLENGE = Reply("<script>document.cookie='__jsl_clearance=1'</script>", status=521)


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (Reply("well"), ""),
        (Reply("no", status=401), ""),
        (Reply("no", status=403), ""),
        (CHALLENGE, ""),
        (Reply("error", status=500), "http_500"),
        (Reply("gone", status=404), "http_404"),
        (Reply(drop=True), "connect"),
    ],
)
def test_what_counts(reply: Reply, failure: str) -> None:
    made = visit({"/": reply})
    assert made is not None
    assert made.failure == failure
    assert made.at == NOW


def test_an_answer_that_comes_too_late_is_none() -> None:
    made = visit({"/": Reply("slow", delay=3.0)}, seconds=0.5)
    assert made is not None
    assert made.failure == "timeout"
    assert made.seconds >= 0.5


def test_redirects_are_followed_and_phases_timed() -> None:
    made = visit({"/": redirect("/index.html"), "/index.html": Reply("well")})
    assert made is not None
    assert (made.failure, made.status) == ("", 200)
    assert list(made.phases) == ["dns", "connect", "first_byte"]
    assert 0 <= made.phases["dns"] <= made.phases["connect"] <= made.phases["first_byte"] <= made.seconds


def test_a_site_that_refuses_counts_where_another_answers() -> None:
    with Server({"/": Reply("b")}) as server:
        made = asyncio.run(prober(server.port, "Ab").round([site("a"), site("b")]))
    assert {one.site: one.failure for one in made} == {"a": "connect", "b": ""}


def test_where_nothing_answers_a_witness_decides_whose_fault_it_is() -> None:
    assert asyncio.run(prober(CLOSED, "AB").round([site("a"), site("b")])) == []
    with Server({}) as server:
        made = asyncio.run(prober(CLOSED, "A", witness=server.port).round([site("a")]))
    assert [one.failure for one in made] == ["connect"]


def test_a_private_address_is_not_visited() -> None:
    made = asyncio.run(
        Prober(Gate, (), lambda: NOW, witnesses=[]).round(
            [Site(code="x", name="x", kind=SiteKind.COUNTY, url="http://127.0.0.1:1/")]
        )
    )
    assert made == []


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        yield database


def replay(database: Database, failures: int) -> None:
    """A week of 20 rounds a day on a clock of its own; site `a` is down for so many of them, site `b` never."""
    moments = [NOW - dt.timedelta(days=7 - day, minutes=-70 * number) for day in range(7) for number in range(20)]
    at = iter(moments)
    clock = [NOW]

    def answer(received: Received) -> Reply:
        down = received.host.startswith("www.a.") and moments.index(clock[0]) < failures
        return Reply("down", status=502) if down else Reply("well")

    async def week() -> None:
        made = prober(server.port, "ab")
        made._now = lambda: clock[0]
        for moment in at:
            clock[0] = moment
            assert await scheduler.probe_once(database, made, [site("a"), site("b")], moment, 400) == 2

    with Server({}, missing=answer) as server:
        asyncio.run(week())


@pytest.mark.parametrize(("failures", "expected"), [(7, ["a"]), (6, [])])
def test_a_week_replayed(database: Database, failures: int, expected: list[str]) -> None:
    replay(database, failures)
    found = []
    for code in "ab":
        facts = SiteFacts(site=site(code), as_of=NOW.date(), **probed(database, site(code), NOW.date()))
        judged = judge_site(select(["unreachable"]), facts, {}, ())
        assert judged.summaries[0].judged == 1, judged.summaries
        found += [code for finding in judged.findings if finding.detail["probes"] == 140]
    assert found == expected


def test_a_site_that_is_down_on_the_day_is_judged_by_its_week(tmp_path: Path) -> None:
    with Server({"/": Reply(drop=True)}) as server:
        job = make_job(tmp_path, server, checks=("unreachable", "dead_link"))
        until = dt.datetime.combine(job.as_of, dt.time(), dt.UTC)
        rows = [
            probes.ProbeRecord("test", until - dt.timedelta(days=back, minutes=-60 * number), 15.0, "timeout", None, {})
            for back in range(1, 8)
            for number in range(-8, 12)
        ]
        with open_database(job.db) as opened, opened.session() as session:
            probes.add_probes(session, rows)
        done = collect(start(job), job)
    assert done.end.state == "failed"
    assert [(one.check, one.detail["failures"]) for one in done.findings] == [("unreachable", 140)], done.errors
    with done.database.reading() as session:
        states = {one.check: one.state for one in runs.load_check_results(session, done.inspection_id)}
    assert states == {"unreachable": "fail", "dead_link": "not_evaluated"}


def test_old_visits_are_forgotten(database: Database) -> None:
    with database.session() as session:
        probes.add_probes(session, [probes.ProbeRecord("a", NOW, 0.1, "", 200, {"dns": 0.01})])
        probes.forget_before(session, NOW)
        assert len(probes.probes_of(session, "a", NOW, NOW + dt.timedelta(1))) == 1
        probes.forget_before(session, NOW + dt.timedelta(seconds=1))
        assert probes.probes_of(session, "a", NOW, NOW + dt.timedelta(1)) == []
