"""What inspections of one run owe each other, and what an interrupted one owes its continuation."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from checks.facts import Site, SiteKind
from crawler.job import Job
from db import runs
from db.engine import open_database
from tests.crawler.harness import AS_OF, HOST, NOW, make_job
from tests.crawler.server import Reply, Server
from tests.sites.cases import OWN
from tests.sites.running import CLOSED_PORT, Workers

OTHER, OUT = "www.other.gov.cn", "out.gov.cn"
TEXT = "县人民政府召开常务会议，研究部署下一阶段的重点工作，要求各部门抓好落实。" * 4


def page(title: str, *links: str) -> Reply:
    anchors = "".join(f"<p><a href='{link}'>链接 {link}</a></p>" for link in links)
    return Reply(f"<html><head><title>{title}</title></head><body><p>{TEXT}{title}</p>{anchors}</body></html>")


def two_jobs(tmp_path: Path, server: Server) -> list[Job]:
    """Jobs for the two sites at HOST and OTHER in one run."""
    options = {"hosts": (HOST, OTHER, OUT), "connect_to": connect_to(server.port)}
    sites = [
        Site(code=code, name=code, kind=SiteKind.COUNTY, url=f"http://{host}/", rate=500.0)
        for code, host in (("one", HOST), ("two", OTHER))
    ]
    jobs = [make_job(tmp_path, server, site=site, **options) for site in sites]
    with open_database(jobs[0].db) as database, database.session() as session:
        run = runs.create_run(session, kind="run", as_of=AS_OF, started_at=NOW, registry={}, options={})
        ids = runs.create_inspections(session, run.id, [site.code for site in sites])
    return [msgspec.structs.replace(job, inspection_id=ids[site.code]) for job, site in zip(jobs, sites, strict=True)]


def connect_to(port: int) -> tuple[str, ...]:
    plain = [f"{host}:80=127.0.0.1:{port}" for host in (HOST, OTHER, OUT)]
    return (*plain, f"{OUT}:443=127.0.0.1:{CLOSED_PORT}")


def test_link_off_the_site_is_asked_for_once_a_run_unless_it_failed(tmp_path: Path, workers: Workers) -> None:
    shared = ("http://out.gov.cn/good", "http://out.gov.cn/gone")
    site = {
        f"{HOST}/": page("一", *shared),
        f"{OTHER}/": page("二", *shared, "http://out.gov.cn/own"),
        "out.gov.cn/good": Reply("ok"),
        "out.gov.cn/own": Reply("ok"),
    }
    with Server(site) as server:
        first, second = two_jobs(tmp_path, server)
        seen = [workers.run(first), workers.run(second)]
        later = workers.run(make_job(tmp_path, server, code="later", connect_to=connect_to(server.port)))
        hits = server.hits
    for one in (*seen, later):
        assert one.status == 0, one.errors
        assert one.rows["http://out.gov.cn/good"].verdict == "alive"
        assert one.rows["http://out.gov.cn/gone"].verdict == "dead"
        assert [finding.target for finding in one.findings if finding.check == "dead_link"] == [
            "http://out.gov.cn/gone"
        ]
    assert seen[1].rows["http://out.gov.cn/own"].verdict == "alive"
    assert hits["HEAD /good"] == 2  # once for the run of two sites, once for the run after it
    assert hits["HEAD /gone"] == 3


@pytest.mark.parametrize("loss", ["vanish_after", "mute_after"])
def test_run_that_lost_its_network_goes_on_when_it_is_back(loss: str, tmp_path: Path, workers: Workers) -> None:
    """Nothing listens any more, or nothing answers: no dead link comes of it, and it says that it stopped judging."""
    site = {
        "/": page("首页", "/a.html", "/b.html", "/c.html", "/gone.html", "http://no-such.invalid/"),
        **{f"/{name}.html": page(name) for name in "abc"},
    }
    with Server(site, **{loss: 3}) as server:  # type: ignore[arg-type]
        job = make_job(tmp_path, server)
        before = workers.run(job)
    assert (before.status, before.end.state, before.end.reason) == (130, "interrupted", "local_network")
    assert "network:local" in before.notes
    assert not {row.verdict for row in before.rows.values()} & {"dead", "unreachable", "suspected"}
    assert before.findings == []
    with before.database.session() as session:
        runs.resume_run(session, 1)
    with Server(site) as server:
        after = workers.run(msgspec.structs.replace(job, connect_to=(f"{HOST}=127.0.0.1:{server.port}",)))
        assert server.hits["GET /"] == 0
    assert after.status == 0, after.errors
    assert {finding.target for finding in after.findings if finding.check == "dead_link"} == {
        f"{OWN}/gone.html",
        "http://no-such.invalid/",
    }


def test_site_that_went_down_is_told_from_a_network_that_did(tmp_path: Path, workers: Workers) -> None:
    dying = {"/": page("首页", "/a.html", "/b.html"), "/a.html": page("甲"), "/robots.txt": Reply(status=404)}
    living = {f"{OTHER}/": page("二", "http://out.gov.cn/up"), "out.gov.cn/up": Reply("ok")}
    with Server(living) as healthy, Server(dying, vanish_after=3) as server:
        first, second = two_jobs(tmp_path, healthy)
        assert workers.run(second).status == 0
        elsewhere = tuple(value for value in connect_to(healthy.port) if not value.startswith(HOST))
        mapped = (f"{HOST}:80=127.0.0.1:{server.port}", f"{HOST}:443=127.0.0.1:{CLOSED_PORT}", *elsewhere)
        seen = workers.run(msgspec.structs.replace(first, connect_to=mapped))
    assert seen.status == 0, seen.errors
    assert "network:local" not in seen.notes
    assert seen.verdicts()["/b.html"] == "unreachable:connect"
    assert not [finding for finding in seen.findings if finding.check == "dead_link"]
