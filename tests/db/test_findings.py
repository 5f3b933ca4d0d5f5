"""Findings over runs: stored by judgement, ordered, compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from db.engine import Database
from db.findings import (
    FindingRecord,
    NewFinding,
    compare_findings,
    get_findings,
    iter_findings,
    previous_inspection,
    query_findings,
    store_findings,
)
from db.models import FindingRow
from db.runs import (
    CheckResultRecord,
    claim_inspection,
    create_inspections,
    create_run,
    fail_inspection,
    finish_inspection,
    store_check_results,
)
from db.urls import SettledUrl, add_urls, settle_urls
from tests.db.conftest import NOW, TODAY

DAY = dt.timedelta(days=1)


def finding(key: str, *, check: str = "dead_link", url: str = "http://a/", target: str | None = None) -> NewFinding:
    return NewFinding(
        id=key, check=check, url=url, target=target, severity="deduct", message="链接打不开。", found_at=NOW
    )


def inspect_site(
    database: Database,
    day: int,
    findings: list[NewFinding],
    *,
    site: str = "hanyin",
    state: str = "finished",
    judged: tuple[str, ...] = ("dead_link", "typo"),
    urls: list[SettledUrl] | None = None,
) -> int:
    """An inspection `day` days after the first, with what it found; returns its id."""
    at = NOW + day * DAY
    with database.session() as session:
        run = create_run(session, kind="scan", as_of=TODAY + day * DAY, started_at=at, registry={}, options={})
        inspection = create_inspections(session, run.id, [site])[site]
        claim_inspection(session, inspection, at)
        store_findings(session, inspection, [replace(item, found_at=at) for item in findings])
        results = [CheckResultRecord(check=check, state="pass") for check in judged]
        results.append(CheckResultRecord(check="stale_home", state="not_evaluated"))
        store_check_results(session, inspection, results)
        add_urls(session, inspection, [{"url": row["url"]} for row in urls or []])
        settle_urls(session, inspection, urls or [])
        if state == "finished":
            finish_inspection(session, inspection, at, {})
        else:
            fail_inspection(session, inspection, at, "unreachable")
    return inspection


def ids(findings: tuple[FindingRecord, ...]) -> list[str]:
    return [item.id for item in findings]


def test_a_finding_reads_back_with_the_contracts_fields(database: Database) -> None:
    given = NewFinding(
        id="0123456789abcdef",
        check="dead_link",
        url="http://a/",
        target="http://b/\x00政",
        severity="deduct",
        message="链接打不开。",
        found_at=NOW,
        occurrences=5_000,
        pages=("http://a/", "http://a/2"),
        detail={"kind": "page", "attempts": 3, "last_update": dt.date(2026, 1, 2), "text": "首\x00页", "none": None},
        evidence={"status": 404, "fetched_at": NOW},
    )
    inspection = inspect_site(database, 0, [given])
    with database.reading() as session:
        [record] = query_findings(session, inspection_id=inspection)
    assert record == FindingRecord(
        id=given.id,
        check=given.check,
        site="hanyin",
        url=given.url,
        target="http://b/\ufffd政",
        severity="deduct",
        message=given.message,
        found_at=NOW,
        occurrences=5_000,
        pages=given.pages,
        detail={"kind": "page", "attempts": 3, "last_update": "2026-01-02", "text": "首\ufffd页", "none": None},
        evidence={"status": 404, "fetched_at": "2026-11-22T04:00:00Z"},
        run=record.run,
        as_of=TODAY,
        first_seen=NOW,
    )


def test_first_seen_survives_later_runs_and_later_judgements(database: Database) -> None:
    inspect_site(database, 0, [finding("a")])
    second = inspect_site(database, 1, [finding("a"), finding("b")])
    with database.session() as session:
        assert store_findings(session, second, [replace(finding("a"), found_at=NOW + 5 * DAY)]) == 1
    with database.reading() as session:
        [record] = query_findings(session, inspection_id=second)
        assert (record.first_seen, record.found_at) == (NOW, NOW + 5 * DAY)


def test_a_new_judgement_replaces_the_old_and_forgets_what_only_it_had(database: Database) -> None:
    first = inspect_site(database, 0, [finding("a"), finding("b")])
    second = inspect_site(database, 1, [finding("b"), finding("c")])
    with database.session() as session:
        store_findings(session, second, [finding("d")])
    with database.reading() as session:
        assert [item.id for item in query_findings(session, inspection_id=first)] == ["a", "b"]
        assert [item.id for item in query_findings(session, inspection_id=second)] == ["d"]
        assert set(session.execute(select(FindingRow.id)).scalars()) == {"a", "b", "d"}
    with database.session() as session:
        assert store_findings(session, second, []) == 0
        assert query_findings(session, inspection_id=second) == []


def test_a_judgement_that_fails_half_way_leaves_the_old_one(database: Database) -> None:
    inspection = inspect_site(database, 0, [finding("a")])
    with pytest.raises(Exception, match="longer than 64"), database.session() as session:
        store_findings(session, inspection, [finding("b"), finding("c", check="c" * 65)])
    with database.reading() as session:
        assert [item.id for item in query_findings(session, inspection_id=inspection)] == ["a"]


def test_order_is_check_url_target_by_code_point_none_first(database: Database) -> None:
    names = ("b", "B", "_", "-", "é", "政", "\U00020000", "a/b", "a-b", "a")
    keys = (f"{number:016x}" for number in range(1_000))
    given = [
        finding(next(keys), check=check, url=f"http://a/{url}", target=target)
        for check in ("typo", "dead_link", "stale_column", "stale_home")
        for url in names[:5]
        for target in (None, *names)
    ]
    inspection = inspect_site(database, 0, given)
    with database.reading() as session:
        order = [(item.check, item.url, item.target) for item in query_findings(session, inspection_id=inspection)]
    assert len(order) == len(given)
    assert order == sorted(order, key=lambda one: (one[0], one[1], one[2] is not None, one[2] or ""))


def test_queries_by_run_site_and_check(database: Database) -> None:
    hanyin = inspect_site(database, 0, [finding("a"), finding("b", check="typo")])
    inspect_site(database, 1, [finding("c")], site="slj")
    with database.reading() as session:
        [run] = {item.run for item in query_findings(session, inspection_id=hanyin)}
        assert [item.id for item in query_findings(session, run_id=run)] == ["a", "b"]
        assert [item.id for item in query_findings(session, site="slj")] == ["c"]
        assert [item.id for item in query_findings(session, checks=["dead_link"])] == ["a", "c"]
        assert [item.id for item in query_findings(session, run_id=run, checks=["typo"])] == ["b"]
        assert query_findings(session, site="nobody") == []


def test_a_runs_findings_come_in_batches_in_the_same_order(database: Database) -> None:
    with database.session() as session:
        run = create_run(session, kind="scan", as_of=TODAY, started_at=NOW, registry={}, options={})
        made = create_inspections(session, run.id, ["hanyin", "slj", "jyj"])
        for number, inspection in enumerate(made.values()):
            claim_inspection(session, inspection, NOW)
            names = range(number, 2_400, 3)  # the sites' findings are in turn, and more than a batch
            store_findings(session, inspection, [finding(f"{one:04d}", url=f"http://a/{one * 7:05d}") for one in names])
    with database.reading() as session:
        assert list(iter_findings(session, run.id)) == query_findings(session, run_id=run.id)
        chosen = list(iter_findings(session, run.id, sites=["slj", "jyj"]))
        assert {one.site for one in chosen} == {"slj", "jyj"}
        assert chosen == [one for one in query_findings(session, run_id=run.id) if one.site != "hanyin"]
        assert list(iter_findings(session, run.id + 1)) == []


def test_of_a_finding_the_newest_sight_is_had(database: Database) -> None:
    inspect_site(database, 5, [finding("a")])
    inspect_site(database, 2, [finding("a"), finding("b")])
    with database.reading() as session:
        records = get_findings(session, ["b", "unknown", "a"])
    assert [(item.id, item.as_of) for item in records] == [("b", TODAY + 2 * DAY), ("a", TODAY + 5 * DAY)]


def test_the_inspection_before_is_the_sites_last_finished_one_by_date(database: Database) -> None:
    late = inspect_site(database, 9, [])
    first = inspect_site(database, 0, [])
    inspect_site(database, 1, [], state="failed")
    inspect_site(database, 1, [], site="slj")
    this = inspect_site(database, 2, [])
    with database.reading() as session:
        assert previous_inspection(session, this) == first
        assert previous_inspection(session, first) is None
        assert previous_inspection(session, late) == this


def test_comparison_with_the_time_before(database: Database) -> None:
    inspect_site(database, 0, [finding("back"), finding("still")])
    before = inspect_site(database, 1, [finding("still"), finding("gone")])
    this = inspect_site(database, 2, [finding("still"), finding("back"), finding("new")])
    with database.reading() as session:
        comparison = compare_findings(session, this)
    assert comparison.previous == before
    assert (ids(comparison.new), ids(comparison.back), ids(comparison.still)) == (["new"], ["back"], ["still"])
    assert (ids(comparison.gone), ids(comparison.not_judged)) == (["gone"], [])


def test_the_first_inspection_has_only_new_findings(database: Database) -> None:
    this = inspect_site(database, 0, [finding("a")])
    with database.reading() as session:
        comparison = compare_findings(session, this)
    assert (comparison.previous, ids(comparison.new), comparison.gone) == (None, ["a"], ())


def test_what_was_not_judged_again_is_not_gone(database: Database) -> None:
    page = "http://a/page"
    inspect_site(
        database,
        0,
        [
            finding("stale", check="stale_home"),  # its check could not judge this time
            finding("left", check="empty_column"),  # its check was not run
            *(finding(f"p{n}", check="typo", url=f"{page}{n}", target="布署") for n in range(8)),
            finding("t", target=f"{page}1"),
        ],
    )
    outcomes = [
        ("blocked", "waf", False),
        ("pending", "", False),
        ("skipped", "limit:pages", False),
        ("failed", "timeout", False),
        ("failed", "http_404", True),  # the page is gone, and its fault with it
        ("done", "", True),
    ]  # pages 6 and 7 are no longer linked
    urls: list[SettledUrl] = [
        {"url": f"{page}{number}", "state": state, "reason": reason}
        for number, (state, reason, _) in enumerate(outcomes)
    ]
    this = inspect_site(database, 1, [], urls=urls)
    with database.reading() as session:
        comparison = compare_findings(session, this)
    judged = [f"p{number}" for number, (_, _, judged) in enumerate(outcomes) if judged]
    assert sorted(ids(comparison.gone)) == [*judged, "p6", "p7"]
    assert sorted(ids(comparison.not_judged)) == ["left", "p0", "p1", "p2", "p3", "stale", "t"]


def test_a_finding_outlives_the_run_that_saw_it_first(database: Database) -> None:
    inspect_site(database, 0, [finding("a")])
    second = inspect_site(database, 1, [finding("a")])
    with database.session() as session:
        session.execute(text("DELETE FROM run WHERE id = (SELECT min(id) FROM run)"))
    with database.reading() as session:
        [record] = query_findings(session, inspection_id=second)
        assert record.first_seen == NOW
        assert session.execute(select(func.count()).select_from(FindingRow)).scalar_one() == 1
