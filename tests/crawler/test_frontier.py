"""The queue as rows: order, limits, batches, and what a kill leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.facts import LinkKind
from crawler import limits
from crawler.frontier import ACTIVE_PER_HOST, WINDOW, Frontier, Visit
from crawler.limits import PER_PATTERN, Patterns, Shape
from crawler.store import Store
from db import runs
from db.engine import open_database
from tests.crawler.harness import AS_OF, NOW


@pytest.fixture
def store(tmp_path: Path) -> Store:
    database = open_database(f"sqlite:///{tmp_path / 'frontier.db'}")
    with database.session() as session:
        run = runs.create_run(session, kind="scan", as_of=AS_OF, started_at=NOW, registry={}, options={})
        inspection = runs.create_inspections(session, run.id, ["a"])["a"]
    return Store(database, inspection)


def open_frontier(store: Store, **options: int) -> Frontier:
    frontier = Frontier(store, Shape(options.get("max_depth", 16)), options.get("max_pages", 1_000_000))
    frontier.open()
    return frontier


def page(n: object, depth: int = 1) -> Visit:
    return Visit(f"http://a.gov.cn/{n}", LinkKind.PAGE, depth)


def done(frontier: Frontier, visit: Visit) -> None:
    frontier.settle({"url": visit.url, "state": "done", "verdict": "alive"}, visit.host)


def take_all(frontier: Frontier) -> list[str]:
    found = []
    while (visit := frontier.take()) is not None:
        found.append(visit.url.rpartition("/")[2])
        done(frontier, visit)
    return found


def test_an_address_is_taken_once_and_in_the_order_found(store: Store) -> None:
    frontier = open_frontier(store)
    assert [frontier.offer(page(n)) for n in ("a", "b", "a")] == [True, True, False]
    assert take_all(frontier) == ["a", "b"]
    assert frontier.waiting == 0
    assert not frontier.offer(page("a"))


def test_more_than_the_window_comes_back_from_the_table_by_depth(store: Store) -> None:
    frontier = open_frontier(store)
    names = [f"n{n}" for n in range(WINDOW + 20)]
    for n, name in enumerate(names):
        frontier.offer(page(name, depth=2 if n < WINDOW else 1))
    taken = take_all(frontier)
    assert sorted(taken) == sorted(names)
    assert frontier.waiting == 0


def test_a_host_that_is_being_asked_does_not_hold_up_the_others(store: Store) -> None:
    frontier = open_frontier(store)
    for n in range(ACTIVE_PER_HOST + 5):
        frontier.offer(Visit(f"http://slow.gov.cn/{n}", LinkKind.EXTERNAL))
    frontier.offer(Visit("http://quick.gov.cn/", LinkKind.EXTERNAL))
    frontier.offer(page("own"))
    hosts = []
    while (visit := frontier.take()) is not None:
        hosts.append(visit.host)
    assert hosts[0] == "a.gov.cn"
    assert hosts.count("slow.gov.cn") == ACTIVE_PER_HOST
    assert "quick.gov.cn" in hosts


def test_a_killed_process_loses_what_it_had_not_written_and_what_was_in_flight(store: Store) -> None:
    first = open_frontier(store)
    for n in range(4):
        first.offer(page(n))
    done(first, first.take() or page(0))
    first.write()
    first.take()  # in flight
    first.offer(page("not written"))

    second = open_frontier(store)
    assert (second.counts.known, second.counts.done, second.waiting) == (4, 1, 3)
    assert take_all(second) == ["1", "2", "3"]


def test_every_address_ends_in_one_state(store: Store) -> None:
    frontier = open_frontier(store, max_depth=2, max_pages=2)
    frontier.offer(page("deep", depth=3))
    frontier.offer(page("x" * 3000))
    frontier.offer(page("a/a/a/a/b"))
    frontier.offer(Visit("http://out.cn/", LinkKind.EXTERNAL), "offsite")
    for n in range(4):
        frontier.offer(page(n))
    assert take_all(frontier) == ["0", "1"]
    frontier.write()
    states = {(record.state, record.reason) for record in store.records()}
    assert states == {
        ("done", ""),
        ("skipped", limits.DEPTH),
        ("skipped", limits.URL_LENGTH),
        ("skipped", limits.SEGMENTS),
        ("skipped", limits.PAGES),
        ("skipped", "offsite"),
    }
    assert frontier.counts.settled == frontier.counts.known == 8


def test_rest_is_skipped_by_name_when_time_is_up(store: Store) -> None:
    frontier = open_frontier(store)
    for n in range(WINDOW + 30):
        frontier.offer(page(n))
    frontier.skip_rest(limits.HOURS)
    assert {(record.state, record.reason) for record in store.records()} == {("skipped", limits.HOURS)}
    assert frontier.take() is None


def test_claimed_address_is_not_handed_out_again(store: Store) -> None:
    frontier = open_frontier(store)
    frontier.offer(page("a"))
    frontier.offer(page("b"))
    assert frontier.claim("http://a.gov.cn/b")
    assert not frontier.claim("http://a.gov.cn/b")
    assert not frontier.claim("http://a.gov.cn/unknown")
    assert take_all(frontier) == ["a"]
    done(frontier, page("b"))
    assert not frontier.claim("http://a.gov.cn/a")
    assert frontier.waiting == 0


def test_pattern_without_new_content_ends_at_its_quota() -> None:
    patterns = Patterns()
    for n in range(PER_PATTERN):
        assert patterns.admits(f"http://a.gov.cn/calendar?day={n}")
        patterns.read(f"http://a.gov.cn/calendar?day={n}", "the same")
    assert not patterns.admits("http://a.gov.cn/calendar?day=9999")
    assert patterns.admits("http://a.gov.cn/other?day=1")


def test_pattern_with_new_content_goes_on() -> None:
    patterns = Patterns()
    for n in range(2 * PER_PATTERN):
        assert patterns.admits(f"http://a.gov.cn/Content-{n}.html")
        patterns.read(f"http://a.gov.cn/Content-{n}.html", f"text {n}")
