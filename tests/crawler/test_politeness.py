"""Turns, rates, Retry-After, and robots.txt."""

from __future__ import annotations

import asyncio
import datetime as dt
import time

import pytest

from crawler.asking import Answer, Ask
from crawler.gate import Fault, FaultKind
from crawler.hostbook import SLOWED_SECONDS
from crawler.politeness import SLOWEST_INTERVAL, Politeness, retry_after
from crawler.robots import Robots

NOW = dt.datetime(2026, 11, 2, 1, 0, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 02 Nov 2026 01:00:30 GMT", 30.0),
        ("Mon, 02 Nov 2026 00:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def moments(politeness: Politeness, hosts: list[str], each: float = 0.0) -> list[float]:
    async def run() -> list[float]:
        began = time.monotonic()
        found: list[float] = []

        async def one(host: str) -> None:
            async with politeness.turn(host):
                found.append(time.monotonic() - began)
                await asyncio.sleep(each)

        await asyncio.gather(*(one(host) for host in hosts))
        return found

    return asyncio.run(run())


def test_a_host_is_asked_at_its_rate_and_others_meanwhile() -> None:
    found = moments(Politeness(rate=10.0), ["a"] * 4 + ["b"])
    assert found[-1] >= 0.29
    assert sum(moment < 0.05 for moment in found) == 2  # the first of each host


def test_two_at_once_and_no_more() -> None:
    found = moments(Politeness(rate=10_000.0), ["a"] * 4, each=0.1)
    assert sum(moment < 0.09 for moment in found) == 2


def test_busy_answer_halves_the_rate_and_retry_after_is_waited_for() -> None:
    politeness = Politeness(rate=10.0)
    asyncio.run(politeness.heard("a", 200, None))
    assert politeness.interval("a") == 0.1
    asyncio.run(politeness.heard("a", 503, None))
    assert politeness.interval("a") == 0.2
    asyncio.run(politeness.heard("a", 429, 0.3))
    assert moments(politeness, ["a"])[0] >= 0.29
    for _ in range(30):
        asyncio.run(politeness.heard("a", 429, None))
    assert politeness.interval("a") == SLOWEST_INTERVAL


def test_a_complaint_is_forgotten_after_an_hour_and_a_turn_from_before_a_restart_is_none() -> None:
    now = [10_000.0]
    politeness = Politeness(rate=10.0, clock=lambda: now[0])
    asyncio.run(politeness.heard("a", 503, 200.0))
    now[0] += SLOWED_SECONDS + 1
    assert politeness.interval("a") == 0.1
    assert politeness._take_turn("a") == 0
    now[0] = 5.0  # the machine's clock began anew
    assert politeness._take_turn("a") == 0


def test_stopping_ends_all_waiting() -> None:
    async def run() -> FaultKind:
        politeness = Politeness(rate=0.001)
        async with politeness.turn("a"):
            pass
        asyncio.get_running_loop().call_later(0.05, politeness.stop)
        with pytest.raises(Fault) as caught:
            async with politeness.turn("a"):
                pass
        return caught.value.kind

    assert asyncio.run(run()) is FaultKind.LOCAL


RULES = b"User-agent: *\nDisallow: /private/\nAllow: /private/open\n\nUser-agent: govinspect\nDisallow: /ours/\n"


def allowed(path: str, answers: dict[str, Answer | Fault], obey: bool = True) -> tuple[bool, list[str]]:
    asked: list[str] = []

    async def send(ask: Ask) -> Answer:
        asked.append(ask.url)
        given = answers.get(ask.url, Answer(url=ask.url, status=404))
        if isinstance(given, Fault):
            raise given
        return given

    async def run() -> bool:
        robots = Robots(send, (), obey)
        both = await asyncio.gather(robots.allows(f"http://a.cn{path}"), robots.allows(f"http://a.cn{path}"))
        assert both[0] == both[1]
        return both[0]

    return asyncio.run(run()), asked


def text(body: bytes, status: int = 200, location: str = "") -> Answer:
    return Answer(url="", status=status, body=body, headers=(("location", location),) if location else ())


ROBOTS = "http://a.cn/robots.txt"


@pytest.mark.parametrize(
    ("path", "answers", "result"),
    [
        ("/ours/x", {ROBOTS: text(RULES)}, False),
        ("/private/x", {ROBOTS: text(RULES)}, True),  # the group that names us replaces the general one
        ("/private/x", {ROBOTS: text(RULES[:58])}, False),
        ("/private/open", {ROBOTS: text(RULES[:58])}, True),
        ("/x", {ROBOTS: text(b"", 404)}, True),
        ("/x", {ROBOTS: text(b"", 503)}, True),
        ("/x", {ROBOTS: Fault(FaultKind.TIMEOUT, "")}, True),
        ("/x", {ROBOTS: text(b"<html>Disallow: /")}, True),
        ("/ours/x", {ROBOTS: text(b"", 301, "/r.txt"), "http://a.cn/r.txt": text(RULES)}, False),
    ],
)
def test_robots(path: str, answers: dict[str, Answer | Fault], result: bool) -> None:
    found, asked = allowed(path, answers)
    assert found is result
    assert asked.count(ROBOTS) == 1


def test_robots_are_not_even_asked_when_the_owner_ordered_the_inspection() -> None:
    assert allowed("/ours/x", {ROBOTS: text(RULES)}, obey=False) == (True, [])
