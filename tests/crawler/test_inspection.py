"""Whole inspections by the worker process, on loopback sites with odd habits."""

from __future__ import annotations

import dataclasses
import os
import signal
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checks.facts import Site, SiteKind
from crawler.job import Job
from crawler.snapshots import read_snapshot
from db import runs, snapshots
from db.engine import open_database
from tests.crawler.harness import HOST, collect, inspect, make_job, start
from tests.crawler.server import Received, Reply, Server, redirect

TEXT = "<p>" + "县人民政府召开常务会议，研究部署下一阶段的重点工作，要求各部门抓好落实。" * 8 + "{}</p>"


def links(*addresses: str) -> str:
    """Anchors to the addresses."""
    return "".join(f"<p><a href='{address}'>链接 {address}</a></p>" for address in addresses)


def page(title: str, body: str = "", more: str = "") -> Reply:
    """A page with navigation, a heading and text of its own."""
    text = TEXT.format(title)
    return Reply(
        f"<html><head><title>{title}</title></head><body><div class='nav'><a href='/'>首页</a></div>"
        f"<div class='content'><h1>{title}</h1>{text}{body}</div>{more}</body></html>"
    )


def sometimes(*replies: Reply):  # type: ignore[no-untyped-def]
    """Each request gets the next reply; the last stays."""
    return lambda received: replies[min(received.times, len(replies)) - 1]


def needs_cookie(received: Received) -> Reply:
    """Redirects to itself until its cookie comes back."""
    if "seen=1" in received.headers.get("cookie", ""):
        return page("带上饼干")
    return redirect(received.path, Set_Cookie="seen=1; Path=/")


def for_browsers(received: Received) -> Reply:
    """Turns programs away."""
    return page("给浏览器") if "Windows NT" in received.headers["user-agent"] else Reply(status=403)


ODD_SITE = {
    "/": page(
        "首页",
        links(
            "/good.html",
            "/gone.html",
            "/moved.html",
            "/lost.html",
            "/circle.html",
            "/cookie.html",
            "/flaky.html",
            "/broken.html",
            "/dropped.html",
            "/refused.html",
            "/browsers.html",
            "/secret.html",
            "/members.html",
            "/soft.html",
            "/twin-a.html",
            "/twin-b.html",
            "/file.pdf",
            "/empty.pdf",
            "/page.pdf",
            "/word.doc",
            "/private/x.html",
            "http://out.gov.cn/alive",
            "http://out.gov.cn/dead",
            "http://out.gov.cn/error",
            "http://nowhere.invalid/",
            "http://127.0.0.1:1/",
            "http://169.254.169.254/latest",
            "/to-private.html",
            "/to-file.html",
            "/huge.html",
            "/a/a/a/a/trap.html",
            "/long.html?x=" + "y" * 3000,
        )
        + "<img src='/head-refused.png'><img src='/gone.png'>",
    ),
    "/robots.txt": Reply("User-agent: *\nDisallow: /private/", type="text/plain"),
    "/good.html": page("好"),
    "/gone.html": Reply(status=404),
    "/moved.html": redirect("/target.html", status=301),
    "/target.html": page("新址"),
    "/lost.html": redirect("/"),
    "/circle.html": redirect("/circle.html"),
    "/cookie.html": needs_cookie,
    "/flaky.html": sometimes(Reply(status=502), page("时好时坏")),
    "/broken.html": Reply(status=500),
    "/dropped.html": Reply(drop=True),
    "/refused.html": Reply(status=403),
    "/browsers.html": for_browsers,
    "/secret.html": Reply(status=401),
    "/members.html": redirect("/sso/login?next=x"),
    "/sso/login": page("统一登录"),
    "/soft.html": Reply("<html><head><title>页面不存在</title></head><body>对不起，您访问的页面不存在</body></html>"),
    "/twin-a.html": page("同文"),
    "/twin-b.html": page("同文"),
    "/file.pdf": Reply(b"%PDF-1.7 " + b"x" * 200_000, type="application/pdf"),
    "/empty.pdf": Reply(b"", type="application/pdf"),
    "/page.pdf": Reply("<!DOCTYPE html><html><body>请先登录</body></html>"),
    "/word.doc": Reply("<html xmlns:o='urn:schemas-microsoft-com:office:office'></html>", type="application/msword"),
    "/private/x.html": page("不让看"),
    "/to-private.html": redirect("http://10.0.0.1/"),
    "/to-file.html": redirect("file:///etc/passwd"),
    "/huge.html": Reply("<html>" + "x" * (11 * 1024 * 1024)),
    "/head-refused.png": Reply(b"PNG", type="image/png", head=Reply(status=405)),
    "/gone.png": Reply(status=404),
    "out.gov.cn/alive": Reply("ok"),
    "out.gov.cn/dead": Reply(status=410),
    "out.gov.cn/error": Reply(status=503),
    "out.gov.cn/robots.txt": Reply(status=404),
}
SOFT_404 = Reply("<html><head><title>页面不存在</title></head><body>对不起，您访问的页面不存在</body></html>")


def test_every_address_ends_in_one_state_with_its_verdict(tmp_path: Path) -> None:
    def missing(received: Received) -> Reply:
        return SOFT_404 if received.path.endswith(".html") else Reply(status=404)

    with Server(ODD_SITE, missing=missing) as server:
        seen = inspect(tmp_path, server, hosts=(HOST, "out.gov.cn"))
    assert seen.status == 0, seen.errors
    long = next(url for url in seen.verdicts() if url.startswith("/long.html"))
    assert seen.verdicts() == {
        "/": "alive",
        "/good.html": "alive",
        "/gone.html": "dead:http_404",
        "/moved.html": "alive",
        "/target.html": "alive",
        "/lost.html": "dead:soft_404",
        "/circle.html": "dead:redirect_loop",
        "/cookie.html": "alive",
        "/flaky.html": "alive",
        "/broken.html": "dead:http_500",
        "/dropped.html": "dead:connect",
        "/refused.html": "blocked:http_403",
        "/browsers.html": "alive",
        "/secret.html": "alive:auth",
        "/members.html": "alive:auth",
        "/soft.html": "dead:soft_404",
        "/twin-a.html": "alive",
        "/twin-b.html": "alive",
        "/file.pdf": "alive",
        "/empty.pdf": "dead:bad_attachment",
        "/page.pdf": "dead:bad_attachment",
        "/word.doc": "alive",
        "/private/x.html": "skipped:robots",
        "http://out.gov.cn/alive": "alive",
        "http://out.gov.cn/dead": "dead:http_410",
        "http://out.gov.cn/error": "unreachable:http_503",
        "http://nowhere.invalid/": "dead:dns",
        "http://127.0.0.1:1/": "skipped:private_address",
        "http://169.254.169.254/latest": "skipped:private_address",
        "/to-private.html": "skipped:private_address",
        "/to-file.html": "skipped:scheme",
        "/huge.html": "alive:limit:body",
        "/a/a/a/a/trap.html": "skipped:limit:segments",
        long: "skipped:limit:url",
        "/head-refused.png": "alive",
        "/gone.png": "dead:http_404",
    }
    assert {row.state for row in seen.rows.values()} == {"done", "failed", "blocked", "skipped"}
    assert seen.rows[f"http://{HOST}/moved.html"].duplicate_of == f"http://{HOST}/target.html"
    assert {url.removeprefix(f"http://{HOST}") for url in seen.pages} == {
        "/",
        "/good.html",
        "/target.html",
        "/cookie.html",
        "/flaky.html",
        "/browsers.html",
        "/twin-a.html",
        "/twin-b.html",
    }
    assert server.hits["GET /private/x.html"] == 0
    assert server.hits["HEAD /alive"] == 1
    assert seen.notes.keys() >= {"limit:body", "limit:segments", "limit:url", "robots"}
    with seen.database.reading() as session:
        kept = snapshots.find_snapshot(session, seen.inspection_id, f"http://{HOST}/good.html")
        inspection = runs.get_inspection(session, seen.inspection_id)
    assert kept is not None
    stored = read_snapshot(tmp_path, kept)
    assert (stored.url, stored.status) == (f"http://{HOST}/good.html", 200)
    assert "好" in stored.body.decode()
    assert inspection is not None
    assert inspection.state == "finished"


def chain_of_pages(count: int, delay: float = 0.0) -> dict[str, Reply]:
    """A home page with so many pages, each of its own text, and one dead link on each tenth."""
    site = {"/": page("首页", links(*(f"/p{n}.html" for n in range(count))))}
    for n in range(count):
        more = links(f"/dead{n}.html") if n % 10 == 0 else ""
        site[f"/p{n}.html"] = page(f"第{n}篇", more)
    return {path: Reply(reply.body, delay=delay) for path, reply in site.items()}


def test_interrupted_inspection_stops_soon_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with Server(chain_of_pages(60, delay=0.1)) as server:
        job = make_job(tmp_path, server)
        process = start(job)
        until(lambda: server.hits["GET /p5.html"])
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        first = collect(process, job)
        assert time.monotonic() - began < 10
        assert first.status == 130, first.errors
        assert first.end.state == "interrupted"
        assert sum(row.state == "pending" for row in first.rows.values()) > 0
        with first.database.session() as session:
            runs.resume_run(session, 1)
        second = collect(start(job), job)
        assert second.status == 0, second.errors
    assert not [url for url, row in second.rows.items() if row.state == "pending"]
    assert {finding.target for finding in second.findings if finding.check == "dead_link"} == {
        f"http://{HOST}/dead{n}.html" for n in range(0, 60, 10)
    }
    fetched = [server.hits[f"GET /p{n}.html"] for n in range(60)]
    assert sum(fetched) <= 1.3 * len(fetched)


def test_killed_inspection_loses_only_what_was_in_flight(tmp_path: Path) -> None:
    with Server(chain_of_pages(60, delay=0.1)) as server:
        job = make_job(tmp_path, server)
        process = start(job)
        until(lambda: server.hits["GET /p35.html"])
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        first = collect_rows(process, job)
        with first.database.session() as session:
            runs.resume_run(session, 1)
        second = collect(start(job), job)
    assert second.status == 0, second.errors
    assert len(second.pages) == 61
    reference = tmp_path / "reference"
    reference.mkdir()
    with Server(chain_of_pages(60)) as server:
        whole = inspect(reference, server)
    assert [(one.id, one.pages, one.detail) for one in second.findings] == [
        (one.id, one.pages, one.detail) for one in whole.findings
    ]


def test_killed_while_it_confirms_it_goes_on_confirming(tmp_path: Path) -> None:
    paths = {"/gone.html": Reply(status=404), "/busy.html": Reply(status=503), "/late.html": late}
    with Server({"/": page("首页", links(*paths)), **paths}) as server:
        job = make_job(tmp_path, server, retry_pause=6.0)
        process = start(job)
        until(lambda: all(server.hits[f"GET {path}"] for path in paths))
        time.sleep(4)  # what came is written down within seconds
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        collect_rows(process, job)
        assert all(server.hits[f"GET {path}"] == 1 for path in paths)
        with open_database(job.db).session() as session:
            runs.resume_run(session, 1)
        second = collect(start(msgspec.structs.replace(job, retry_pause=0.05)), job)
    assert second.status == 0, second.errors
    rows = second.rows
    assert [server.hits[f"GET {path}"] for path in paths] == [2, 3, 2]
    assert [rows[f"http://{HOST}{path}"].attempts for path in ("/gone.html", "/late.html")] == [2, 2]
    assert second.verdicts()["/gone.html"] == "dead:http_404"
    assert second.verdicts()["/busy.html"] == "dead:http_503"
    assert second.verdicts()["/late.html"] == "alive"


def late(received: Received) -> Reply:
    """Comes at the second asking."""
    return Reply(status=503) if received.times == 1 else page("迟到的")


def collect_rows(process: Any, job: Job) -> Any:
    """What a killed worker left; its output ends in the middle."""
    process.stdout.close()
    process.stderr.close()

    class Left:
        database = open_database(job.db)

    return Left


def until(done) -> None:  # type: ignore[no-untyped-def]
    """Waits for something to happen at the server."""
    deadline = time.monotonic() + 30
    while not done():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("home", "reason"),
    [(Reply(status=503), "unreachable"), (Reply(drop=True), "unreachable"), (Reply(status=412), "blocked")],
)
def test_site_that_cannot_be_inspected_is_not_judged(tmp_path: Path, home: Reply, reason: str) -> None:
    with Server({"/": home}) as server:
        seen = inspect(tmp_path, server)
    assert (seen.status, seen.end.state, seen.end.reason) == (3, "failed", reason)
    assert seen.findings == []
    with seen.database.reading() as session:
        results = runs.load_check_results(session, seen.inspection_id)
    assert {result.state for result in results} == {"not_evaluated"}


def test_site_whose_robots_forbid_all_is_refused_unless_ordered(tmp_path: Path) -> None:
    site = {"/": page("首页"), "/robots.txt": Reply("User-agent: *\nDisallow: /", type="text/plain")}
    with Server(site) as server:
        assert inspect(tmp_path, server).end.reason == "refused"
        other = Site(code="other", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=500.0)
        assert inspect(tmp_path, server, site=other, obey_robots=False).status == 0


def test_page_budget_and_depth_are_kept_and_named(tmp_path: Path) -> None:
    site = {f"/d{n}.html": page(f"第{n}层", links(f"/d{n + 1}.html")) for n in range(12)}
    site["/"] = page("首页", links("/d0.html", *(f"/p{n}.html" for n in range(30))))
    site |= {f"/p{n}.html": page(f"第{n}篇") for n in range(30)}
    with Server(site) as server:
        deep = inspect(tmp_path, server, max_depth=4)
        assert deep.states()["/d4.html"] == "skipped:limit:depth"
        other = Site(code="other", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=500.0)
        few = inspect(tmp_path, server, site=other, max_pages=10)
    assert len(few.pages) == 10
    assert sum(state == "skipped:limit:pages" for state in few.states().values()) == 23
    assert few.notes["limit:pages"] == "23"


@pytest.mark.parametrize(
    ("answer", "explains", "leads_on"),
    [
        (
            Reply("<html><head><title>404 Not Found</title></head><body><center>nginx</center></body></html>"),
            True,
            False,
        ),
        (page("页面不存在", "<p>您访问的页面不存在，请返回首页。</p>"), True, True),
        (Reply("<html><head><title>Oops</title></head><body><p>:(</p></body></html>"), False, False),
    ],
)
def test_what_a_visitor_is_told_where_a_page_is_not_there(
    tmp_path: Path, answer: Reply, explains: bool, leads_on: bool
) -> None:
    gone = dataclasses.replace(answer, status=404)
    with Server({"/": page("首页", links("/a/gone.html")), "/a/gone.html": gone}) as server:
        seen = inspect(tmp_path, server)
    with seen.database.reading() as session:
        stored = runs.get_inspection(session, seen.inspection_id)
        results = runs.load_check_results(session, seen.inspection_id)
    assert stored is not None
    assert stored.stats["missing"]["explains"] is explains
    assert stored.stats["missing"]["leads_on"] is leads_on
    (notes,) = [result.notes["not_evaluated"] for result in results if result.check == "dead_link"]
    hinted = [note["reason"] for note in notes]
    assert ("hint_bare_404" in hinted) is not (explains and leads_on)


def test_external_links_can_be_left_out(tmp_path: Path) -> None:
    with Server({"/": page("首页", links("http://out.gov.cn/dead"))}) as server:
        seen = inspect(tmp_path, server, external=False, hosts=(HOST, "out.gov.cn"))
        assert server.hits["HEAD /dead"] == server.hits["GET /dead"] == 0
    assert seen.verdicts()["http://out.gov.cn/dead"] == "skipped:offsite"


def test_rate_and_concurrency_are_kept_at_the_server(tmp_path: Path) -> None:
    site = Site(code="test", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=10.0)
    with Server(chain_of_pages(15, delay=0.3)) as server:
        inspect(tmp_path, server, site=site)
        times = sorted(received.at for received in server.seen)
        assert server.most_at_once <= 2
    # over five requests, as a busy machine may notice one late and the next in time
    assert all(later - earlier > 0.3 for earlier, later in zip(times, times[4:], strict=False))
    assert (times[-1] - times[0]) / (len(times) - 1) >= 0.09


def test_frames_and_fetched_lists_become_part_of_the_page(tmp_path: Path) -> None:
    site = {
        "/": Reply("<html><head><title>框架</title></head><frameset><frame src='/inner.html'></frameset></html>"),
        "/inner.html": page("里面", links("/gone.html")),
        "/gone.html": Reply(status=404),
    }
    with Server(site) as server:
        seen = inspect(tmp_path, server)
    assert any("县人民政府召开常务会议" in block.text for block in seen.pages[f"http://{HOST}/"].blocks)
    assert seen.verdicts()["/gone.html"] == "dead:http_404"


def test_job_that_cannot_be_run_is_an_error_of_usage(tmp_path: Path) -> None:
    with Server({}) as server:
        job = make_job(tmp_path, server, connect_to=("nonsense",))
        seen = collect(start(job), job)
    assert seen.status == 2
    assert "expected HOST" in seen.errors


def test_home_page_that_redirects_keeps_its_registered_address(tmp_path: Path) -> None:
    site = {"/": redirect("/portal/index.html"), "/portal/index.html": page("门户", links("/gone.html"))}
    with Server(site | {"/gone.html": Reply(status=404)}) as server:
        seen = inspect(tmp_path, server)
        assert server.hits["GET /portal/index.html"] == 1
    assert list(seen.pages) == [f"http://{HOST}/"]
    assert seen.rows[f"http://{HOST}/portal/index.html"].duplicate_of == f"http://{HOST}/"
    assert [finding.url for finding in seen.findings if finding.check == "dead_link"] == [f"http://{HOST}/"]


def test_server_that_answers_everything_alike_is_not_accused_wholesale(tmp_path: Path) -> None:
    shell = page("统一页面")
    site = {"/": page("首页", links(*(f"/a{n}.html" for n in range(30)))), "/robots.txt": Reply(status=404)}
    with Server(site, missing=shell) as server:
        seen = inspect(tmp_path, server)
    assert "soft_404:everywhere" in seen.notes
    assert not [finding for finding in seen.findings if finding.check == "dead_link"]


def test_time_budget_ends_the_crawl_and_is_named(tmp_path: Path) -> None:
    with Server(chain_of_pages(60, delay=0.3)) as server:
        seen = inspect(tmp_path, server, hours=2.5 / 3600)
    assert seen.status == 0, seen.errors
    assert {row.state for row in seen.rows.values()} <= {"done", "failed", "skipped"}
    assert int(seen.notes["limit:hours"]) > 0
    assert seen.pages


def test_second_inspection_points_to_the_snapshots_of_the_first(tmp_path: Path) -> None:
    with Server({"/": page("首页", links("/a.html")), "/a.html": page("甲")}) as server:
        inspect(tmp_path, server)
        again = inspect(tmp_path, server)
    with again.database.reading() as session:
        found = snapshots.find_snapshot(session, again.inspection_id, f"http://{HOST}/a.html")
    assert found is not None
    assert found.file == "snapshots/1-1.warc.gz"
    assert read_snapshot(tmp_path, found).status == 200


def test_events_are_lines_of_json_and_the_last_is_the_end(tmp_path: Path) -> None:
    with Server({"/": page("首页")}) as server:
        seen = inspect(tmp_path, server)
    assert [type(event).__name__ for event in seen.events][-2:] == ["Progress", "Finished"]
