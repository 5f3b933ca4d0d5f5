"""The second inspection of a site: asked conditionally, known again, judged alike, and no page of it read again."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from checks.facts import Site, SiteKind
from checks.runner import PageJudge
from crawler.snapshots import read_snapshot
from db import runs, snapshots
from tests.crawler.harness import AS_OF, HOST, NOW, Inspected, inspect
from tests.crawler.server import Received, Reply, Route, Server, redirect
from tests.crawler.test_inspection import links, page

LINKS = ("dead_link",)  # the words take a second to load
TYPO = "<p>各部门要加强工作布署，抓好落实。</p>"


def tagged(reply: Reply) -> Route:
    """The reply under an ETag that the server honours."""
    tag = f'"{hashlib.md5(str(reply.body).encode()).hexdigest()}"'

    def answer(received: Received) -> Reply:
        if received.headers.get("if-none-match") == tag:
            return Reply(status=304, headers={"ETag": tag})
        return Reply(reply.body, headers={"ETag": tag, **reply.headers}, type=reply.type)

    return answer


def dated(reply: Reply) -> Route:
    """The reply under a Last-Modified that the server honours."""
    moment = "Mon, 02 Nov 2026 00:00:00 GMT"

    def answer(received: Received) -> Reply:
        if received.headers.get("if-modified-since") == moment:
            return Reply(status=304)
        return Reply(reply.body, headers={"Last-Modified": moment})

    return answer


def site(vouch: Any = tagged, more: str = "", **pages: Reply) -> dict[str, Route]:
    """A home page and three pages, one with a typo, one with a dead link."""
    plain = {
        "/": page("首页", links("/a.html", "/b.html", "/c.html", "/file.pdf") + more),
        "/a.html": page("甲", TYPO),
        "/b.html": page("乙", links("/gone.html")),
        "/c.html": page("丙"),
        **{f"/{name}.html": reply for name, reply in pages.items()},
    }
    file = tagged(Reply(b"%PDF-1.7 " + b"x" * 1000, type="application/pdf"))
    return {"/file.pdf": file, **{path: vouch(reply) for path, reply in plain.items()}}


def found(seen: Inspected) -> list[dict[str, Any]]:
    """The findings without what belongs to a run."""
    fields = ("id", "check", "url", "target", "severity", "message", "occurrences", "pages", "detail")
    return [{name: getattr(one, name) for name in fields} for one in seen.findings]


def unchanged(seen: Inspected) -> int:
    """How many pages were known again."""
    with seen.database.reading() as session:
        inspection = runs.get_inspection(session, seen.inspection_id)
        assert inspection is not None
        return int(inspection.stats["urls"]["unchanged"])


@pytest.mark.parametrize("vouch", [tagged, dated, lambda reply: reply], ids=["etag", "date", "body"])
def test_unchanged_site_is_not_read_again_and_has_the_same_findings(tmp_path: Path, vouch: Any) -> None:
    with Server(site(vouch)) as server:
        first = inspect(tmp_path, server)
        asked = len(server.seen)
        second = inspect(tmp_path, server)
        again = [received for received in server.seen[asked:] if received.path in ("/a.html", "/b.html", "/c.html")]
    assert {finding.check for finding in first.findings} >= {"typo", "dead_link"}
    assert found(second) == found(first)
    assert unchanged(first) == 0
    assert unchanged(second) == len(first.pages) == 4
    assert len(again) == 3
    if vouch is tagged:
        assert all("if-none-match" in received.headers for received in again)
    for url, row in first.rows.items():
        later = second.rows[url]
        same = ("state", "reason", "status", "bytes", "title", "published", "page_type", "facts", "body_hash", "etag")
        assert [getattr(later, name) for name in same] == [getattr(row, name) for name in same], url
        assert (later.fetched_at or NOW) >= (row.fetched_at or NOW)


def test_snapshots_of_unchanged_pages_are_those_of_the_first_inspection(tmp_path: Path) -> None:
    with Server(site()) as server:
        inspect(tmp_path, server)
        inspect(tmp_path, server)
        third = inspect(tmp_path, server)
    with third.database.reading() as session:
        kept = snapshots.find_snapshot(session, third.inspection_id, f"http://{HOST}/a.html")
    assert kept is not None
    assert kept.file == "snapshots/1-1.warc.gz"
    assert "布署" in read_snapshot(tmp_path, kept).body.decode()
    evidence = next(finding.evidence for finding in third.findings if finding.check == "typo")
    assert evidence["snapshot"] == f"{kept.file}#{kept.offset}"
    looked_at = third.rows[f"http://{HOST}/a.html"].fetched_at
    assert looked_at is not None
    assert abs(dt.datetime.fromisoformat(evidence["fetched_at"]) - looked_at) < dt.timedelta(seconds=0.2)


def test_changed_page_is_read_and_what_it_leads_to_is_found(tmp_path: Path) -> None:
    with Server(site()) as server:
        inspect(tmp_path, server)
        server.routes |= site(a=page("甲", links("/new.html")), new=page("新"))
        second = inspect(tmp_path, server)
    assert unchanged(second) == 3
    assert second.verdicts()["/new.html"] == "alive"
    assert [finding.check for finding in second.findings if finding.check == "typo"] == []


def test_home_page_is_always_asked_in_full(tmp_path: Path) -> None:
    with Server(site()) as server:
        inspect(tmp_path, server, checks=LINKS)
        inspect(tmp_path, server, checks=LINKS)
        homes = [received.headers for received in server.seen if received.path == "/"]
    assert len(homes) == 2
    assert all("if-none-match" not in headers for headers in homes)


def test_page_that_moved_is_asked_without_the_validators_of_its_old_address(tmp_path: Path) -> None:
    with Server(site()) as server:
        inspect(tmp_path, server, checks=LINKS)
        server.routes |= {"/a.html": redirect("/moved.html"), "/moved.html": page("甲")}
        second = inspect(tmp_path, server, checks=LINKS)
        moved = [received.headers for received in server.seen if received.path == "/moved.html"]
    assert second.verdicts()["/a.html"] == "alive"
    assert "if-none-match" not in moved[0]


def test_page_put_together_from_several_answers_is_read_again(tmp_path: Path) -> None:
    framed = Reply("<html><head><title>框架</title></head><frameset><frame src='/inner.html'></frameset></html>")
    with Server(site(more=links("/framed.html"), framed=framed, inner=page("里面"))) as server:
        first = inspect(tmp_path, server, checks=LINKS)
        server.routes |= {"/inner.html": page("里面", links("/gone2.html"))}
        second = inspect(tmp_path, server, checks=LINKS)
    assert first.rows[f"http://{HOST}/framed.html"].body_hash == ""
    assert second.verdicts()["/gone2.html"] == "dead:http_404"


def test_other_settings_of_reading_use_nothing_and_other_options_judge_again(tmp_path: Path) -> None:
    with Server(site()) as server:
        inspect(tmp_path, server)
        always = inspect(tmp_path, server, options={"typo": {"lowest_tier": "error"}})
        assert unchanged(always) == 4
        wider = Site(
            code="test", name="测试", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=500.0, hosts=("x.gov.cn",)
        )
        assert unchanged(inspect(tmp_path, server, site=wider)) == 0


def test_version_of_a_check_follows_options_site_and_date_where_it_plays_a_part() -> None:
    from checks.registry import select

    one = Site(code="test", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/")
    checks = select(("typo",), ())

    def version(site: Site = one, as_of: dt.date = AS_OF, **options: Any) -> str:
        return PageJudge(checks, site, as_of, {"typo": options} if options else {}).versions()["typo"]

    assert version() == version(as_of=AS_OF + dt.timedelta(days=90))  # a wrong word is wrong on any day
    assert version() != version(lowest_tier="error")
    assert version() != version(site=Site(code="test", name="x", kind=SiteKind.PORTAL, url=f"http://{HOST}/"))
