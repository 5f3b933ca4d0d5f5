"""Whether silence is ours: who is asked, how often, and what is concluded; no network and no time passes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from crawler.asking import Ask
from crawler.clearance import Clearances
from crawler.network import Network, Reached


class World:
    """Hosts that answer, from the so-manieth asking on."""

    def __init__(self, alive_from: dict[str, int], others: Iterable[str] = ()) -> None:
        self.asked: list[str] = []
        self.now = 100.0
        self._alive_from = alive_from
        self.stopping = asyncio.Event()
        self.network = Network(self.reach, lambda: others, 0.001, self.stopping, lambda: self.now)

    async def reach(self, origin: str) -> bool:
        self.asked.append(origin)
        return self.asked.count(origin) >= self._alive_from.get(origin, 99)


NEVER: dict[str, int] = {}


def test_nothing_is_asked_where_something_answered_since() -> None:
    world = World(NEVER)
    world.network.heard("http://a.gov.cn/x.html")
    assert asyncio.run(world.network.state(since=99.0)) is Reached.SOMETHING
    assert world.asked == []


def test_nothing_can_be_said_before_anything_answered() -> None:
    assert asyncio.run(World(NEVER).network.state(since=101.0)) is Reached.SOMETHING


@pytest.mark.parametrize(("answers_from", "reached"), [(1, "something"), (2, "again"), (3, "again"), (4, "nothing")])
def test_hosts_that_answered_are_asked_three_times(answers_from: int, reached: str) -> None:
    world = World({"http://a.gov.cn": answers_from})
    world.network.heard("http://a.gov.cn/x.html")
    assert asyncio.run(world.network.state(since=101.0)) == reached
    assert world.asked == ["http://a.gov.cn"] * min(answers_from, 3)


def test_what_was_tried_while_the_network_was_down_is_to_be_tried_again() -> None:
    world = World({"http://a.gov.cn": 2})
    world.network.heard("http://a.gov.cn/x.html")

    async def run() -> list[Reached]:
        world.now = 110.0
        first = await world.network.state(since=101.0)
        return [first, await world.network.state(since=105.0), await world.network.state(since=111.0)]

    assert asyncio.run(run()) == [Reached.AGAIN, Reached.AGAIN, Reached.SOMETHING]


def test_the_last_to_answer_and_those_of_other_sites_are_asked() -> None:
    world = World(NEVER, others=["http://far.gov.cn/1.html", "http://d.gov.cn/"])
    for name in "abcd":
        world.network.heard(f"http://{name}.gov.cn/")
    assert asyncio.run(world.network.state(since=101.0)) is Reached.NOTHING
    assert world.asked[:3] == ["http://d.gov.cn", "http://c.gov.cn", "http://far.gov.cn"]


def test_stop_ends_the_waiting() -> None:
    world = World(NEVER)
    world.network.heard("http://a.gov.cn/")
    world.stopping.set()
    assert asyncio.run(world.network.state(since=101.0)) is Reached.SOMETHING
    assert len(world.asked) <= 1


def test_cookies_go_to_their_host_alone_and_with_the_name_they_were_given_to() -> None:
    held = Clearances()
    held.learn("http://a.gov.cn/", {"k": "1", "l": "2"}, "Browser/1")
    ask = Ask(url="http://a.gov.cn/x", headers=(("User-Agent", "me"), ("Accept", "*/*")), limit=1)
    assert held.dress(ask).headers == (("Accept", "*/*"), ("User-Agent", "Browser/1"), ("Cookie", "k=1; l=2"))
    other = Ask(url="http://b.gov.cn/x", headers=(("User-Agent", "me"),), limit=1)
    assert held.dress(other) is other
    own = Ask(url="http://a.gov.cn/x", headers=(("Cookie", "k=3"),), limit=1)
    assert held.dress(own) is own
    held.learn("http://c.gov.cn/", {})
    assert not held.holds("http://c.gov.cn/")
    held.forget("http://a.gov.cn/")
    assert held.dress(ask) is ask


def test_without_a_browser_our_own_name_is_kept() -> None:
    held = Clearances()
    held.learn("http://a.gov.cn/", {"k": "1"})
    ask = Ask(url="http://a.gov.cn/x", headers=(("User-Agent", "me"),), limit=1)
    assert held.dress(ask).headers == (("User-Agent", "me"), ("Cookie", "k=1"))
