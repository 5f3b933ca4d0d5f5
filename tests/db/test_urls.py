"""The frontier's rows and the facts read from pages."""

from __future__ import annotations

import datetime as dt
import tracemalloc

import pytest

from db.engine import Database
from db.models import Run
from db.runs import create_inspections
from db.urls import (
    SettledUrl,
    add_urls,
    counts,
    iter_pages,
    iterate,
    load_facts,
    pending,
    settle_urls,
    store_facts,
)
from tests.db.conftest import NOW

# every column of a settled URL, with a value that is not its default
SETTLED: SettledUrl = {
    "url": "http://a/1",
    "state": "done",
    "reason": "x",
    "kind": "attachment",
    "status": 200,
    "final_url": "http://a/final",
    "content_type": "text/html; charset=gbk",
    "fetched_at": NOW,
    "bytes": 5_000_000_000,
    "title": "政府信息公开指南",
    "published": dt.date(2026, 11, 1),
    "page_type": "article",
    "column": "通知公告",
    "rendered": True,
    "duplicate_of": "http://a/2",
    "etag": '"1"',
    "last_modified": "Sun, 22 Nov 2026 04:00:00 GMT",
    "body_hash": "ab",
    "facts": "f1",
    "outcomes": b"\x00\xff",
    "verdict": "alive",
    "attempts": 2,
}


def test_only_unknown_urls_are_added_and_the_first_counts(database: Database, inspection: int) -> None:
    with database.session() as session:
        other = create_inspections(session, 1, ["other"])["other"]
        assert add_urls(session, inspection, []) == 0
        rows = [{"url": "http://a/1", "depth": 1}, {"url": "http://a/1", "depth": 9}, {"url": "http://a/2"}]
        assert add_urls(session, inspection, rows) == 2
        more = [{"url": "http://a/2", "depth": 5}, {"url": "http://a/3", "state": "skipped", "reason": "limit:depth"}]
        assert add_urls(session, inspection, more) == 1
        assert add_urls(session, other, [{"url": "http://a/1"}]) == 1
        assert counts(session, inspection) == {"pending": 2, "skipped": 1}
        assert counts(session, other) == {"pending": 1}
        assert [(row.url, row.depth, row.state, row.reason) for row in iterate(session, inspection)] == [
            ("http://a/1", 1, "pending", ""),
            ("http://a/2", 0, "pending", ""),
            ("http://a/3", 0, "skipped", "limit:depth"),
        ]


def test_more_urls_than_one_statement_holds(database: Database, inspection: int) -> None:
    rows = [{"url": f"http://a/{number % 2_500}"} for number in range(5_000)]
    with database.session() as session:
        assert add_urls(session, inspection, rows) == 2_500
        settled = [SettledUrl(url=f"http://a/{number}", state="done") for number in range(3_000)]
        assert settle_urls(session, inspection, settled) == 2_500
        assert counts(session, inspection) == {"done": 2_500}


def test_settling_writes_every_column(database: Database, inspection: int) -> None:
    with database.session() as session:
        add_urls(session, inspection, [{"url": "http://a/1", "depth": 3, "found_on": "http://a/"}])
        assert settle_urls(session, inspection, [SETTLED]) == 1
    with database.reading() as session:
        [row] = iterate(session, inspection)
    assert {name: getattr(row, name) for name in SETTLED} == SETTLED
    assert (row.depth, row.found_on) == (3, "http://a/")


def test_settling_touches_only_what_is_given(database: Database, inspection: int) -> None:
    with database.session() as session:
        other = create_inspections(session, 1, ["other"])["other"]
        for number in (inspection, other):
            add_urls(session, number, [{"url": f"http://a/{name}"} for name in (1, 2, 3)])
        mixed: list[SettledUrl] = [
            {**SETTLED},
            {"url": "http://a/2", "state": "failed", "reason": "http_404", "status": 404},
            {"url": "http://a/unknown", "state": "done"},
        ]
        assert settle_urls(session, inspection, mixed) == 2
        assert settle_urls(session, inspection, [{"url": "http://a/1", "state": "pending"}]) == 1
        assert counts(session, other) == {"pending": 3}
        states = {row.url: (row.state, row.status, row.title) for row in iterate(session, inspection)}
    assert states == {
        "http://a/1": ("pending", 200, "政府信息公开指南"),
        "http://a/2": ("failed", 404, ""),
        "http://a/3": ("pending", None, ""),
    }


def test_pending_goes_by_depth_and_is_read_in_parts(database: Database, inspection: int) -> None:
    depths = [2, 0, 1, 1, 0, 2]
    with database.session() as session:
        add_urls(session, inspection, [{"url": f"http://a/{n}", "depth": depth} for n, depth in enumerate(depths)])
        settle_urls(session, inspection, [{"url": "http://a/4", "state": "done"}])
    with database.reading() as session:
        order = [(row.depth, row.url[-1]) for row in pending(session, inspection)]
        assert order == [(0, "1"), (1, "2"), (1, "3"), (2, "0"), (2, "5")]
        parts, after = [], None
        while part := pending(session, inspection, after, 2):
            parts += part
            after = (part[-1].depth, part[-1].id)
        assert parts == pending(session, inspection)


def test_order_is_by_code_point_as_in_python(database: Database, inspection: int) -> None:
    urls = [f"http://a/{name}" for name in ("b", "B", "a", "_", "-", "é", "政", "\U00020000", "~", "a/b", "a-b", "A")]
    with database.session() as session:
        add_urls(session, inspection, [{"url": url} for url in urls])
    with database.reading() as session:
        assert [row.url for row in iterate(session, inspection)] == sorted(urls)


def test_urls_longer_than_an_index_entry_may_be(database: Database, inspection: int) -> None:
    long = [
        "http://a/" + "".join(chr(0x4E00 + (number * 7919 + n) % 20_000) for n in range(6_000)) for number in (0, 1)
    ]
    with database.session() as session:
        assert add_urls(session, inspection, [{"url": url} for url in long]) == 2
        assert add_urls(session, inspection, [{"url": url} for url in long]) == 0
        assert settle_urls(session, inspection, [{"url": long[1], "state": "skipped", "reason": "limit:url"}]) == 1
        assert {row.url: row.state for row in iterate(session, inspection)} == {long[0]: "pending", long[1]: "skipped"}


def test_what_a_hostile_server_says_is_stored_and_found_again(database: Database, inspection: int) -> None:
    odd = "http://a/\x00\udc80"
    with database.session() as session:
        assert add_urls(session, inspection, [{"url": odd}]) == 1
        assert add_urls(session, inspection, [{"url": odd}]) == 0
        hostile: SettledUrl = {
            "url": odd,
            "state": "failed",
            "reason": "r" * 500,
            "content_type": "c" * 5_000,
            "last_modified": "l" * 5_000,
            "etag": "e" * 5_000,
            "title": "标题\x00",
        }
        assert settle_urls(session, inspection, [hostile]) == 1
        [row] = iterate(session, inspection)
    assert row.url == "http://a/\ufffd\ufffd"
    assert (row.title, len(row.content_type), len(row.last_modified), len(row.reason)) == ("标题\ufffd", 255, 64, 64)
    assert len(row.etag) == 5_000


def test_an_identity_that_is_too_long_is_refused_on_every_database(database: Database, inspection: int) -> None:
    with pytest.raises(Exception, match="longer than 64"), database.session() as session:
        store_facts(session, {"h" * 65: b""})
    assert inspection


def test_facts_are_stored_once(database: Database) -> None:
    with database.session() as session:
        assert store_facts(session, {}) == 0
        assert store_facts(session, {"a": b"1", "b": b"2"}) == 2
        assert store_facts(session, {"b": b"changed", "c": b"\x00"}) == 1
    with database.reading() as session:
        assert load_facts(session, ["a", "b", "c", "unknown"]) == {"a": b"1", "b": b"2", "c": b"\x00"}
        assert load_facts(session, []) == {}


def test_pages_come_with_their_facts_in_order(database: Database, inspection: int) -> None:
    with database.session() as session:
        add_urls(session, inspection, [{"url": f"http://a/{n}"} for n in "dcba"])
        store_facts(session, {"f1": b"one", "f2": b"two"})
        settled: list[SettledUrl] = [
            {"url": "http://a/c", "state": "done", "facts": "f2", "outcomes": b"o"},
            {"url": "http://a/a", "state": "done", "facts": "f1"},
            {"url": "http://a/b", "state": "done", "facts": "f1"},
            {"url": "http://a/d", "state": "failed"},
        ]
        settle_urls(session, inspection, settled)
    with database.reading() as session:
        pages = [(row.url, row.outcomes, data) for row, data in iter_pages(session, inspection)]
    assert pages == [("http://a/a", None, b"one"), ("http://a/b", None, b"one"), ("http://a/c", b"o", b"two")]


@pytest.mark.slow
def test_streaming_pages_keeps_memory_bounded(database: Database, inspection: int) -> None:
    pages, size = 3_000, 20_000
    with database.session() as session:
        add_urls(session, inspection, [{"url": f"http://a/{n}"} for n in range(pages)])
        settle_urls(
            session, inspection, [{"url": f"http://a/{n}", "state": "done", "facts": f"f{n}"} for n in range(pages)]
        )
        for start in range(0, pages, 100):
            store_facts(session, {f"f{n}": n.to_bytes(4, "big") * (size // 4) for n in range(start, start + 100)})
    tracemalloc.start()
    try:
        with database.reading() as session:
            assert sum(len(data) for _, data in iter_pages(session, inspection)) == pages * size
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < pages * size / 3


def test_removing_a_run_removes_its_urls(database: Database, inspection: int) -> None:
    with database.session() as session:
        add_urls(session, inspection, [{"url": "http://a/"}])
        session.delete(session.get_one(Run, 1))
        session.flush()
        assert counts(session, inspection) == {}
