"""Pictures of findings by a real browser: the right place is framed, numbers are masked, the stored page stands in."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.async_api import Page

from checks.facts import Site, SiteKind
from crawler.gate import Gate, parse_connect_to
from crawler.job import Job
from crawler.picturing import FOLDER, Pictured, _shot, take_pictures
from crawler.pointing import Mark, Spot, find, locate, mask, masks
from crawler.rechecking import Recheck
from crawler.rendering import Browser, load
from db import findings
from db.engine import Database
from db.findings import FindingRecord
from tests.crawler.harness import AS_OF, HOST, collect, make_job, start
from tests.crawler.png import Box, box_of
from tests.crawler.server import Reply, Route, Server

NOW = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)
RED = (0xE6, 0, 0)
TEXT = "县人民政府召开常务会议，研究部署下一阶段的重点工作，要求各部门抓好落实。" * 6
FILLING = "".join(f"<p>{TEXT}</p>" for _ in range(30))
CHECKS = ("dead_link", "typo", "privacy_leak", "empty_column")
OWN = f"http://{HOST}"


def page(title: str, body: str) -> Reply:
    return Reply(
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body style='font:16px/24px sans-serif'>"
        f"<div style='position:fixed;top:0'>县政府</div><div class=content><h1>{title}</h1>{body}</div></body></html>"
    )


def site() -> dict[str, Route]:
    """A long page with a wrong word cut up by markup, dead links seen and unseen, and a page with a number in parts."""
    ways = "".join(
        f"<a href='{path}'>{name}</a> "
        for path, name in (("/long.html", "长文章"), ("/people.html", "名单"), ("/hop.html", "已迁移"))
    )
    return {
        "/robots.txt": Reply(status=404),
        "/": page("首页", f"<p>{ways}</p><p>{TEXT}</p>"),
        "/long.html": page(
            "长文章",
            f"{FILLING}<p>各部门要加强工作<b>布</b>署，<a href='/gone.pdf'>点此下载</a>。</p>"
            f"<p hidden><a href='/gone.html'>看不见的链接</a></p>{FILLING}",
        ),
        "/hop.html": page(
            "已迁移", f"<p>希望大家再接再励。</p><p>{TEXT}</p><script>location.replace('/people.html')</script>"
        ),
        "/people.html": page(
            "名单", f"<table><tr><td>姓名</td><td>张三</td><td>手机 139<i>1234</i>5678</td></tr></table><p>{TEXT}</p>"
        ),
    }


class Inspected(NamedTuple):
    """An inspection of the site, with what it found."""

    job: Job
    database: Database
    found: dict[str, FindingRecord]  # by target

    def picture(self, *targets: str, **changed: Any) -> Pictured:
        wanted = [replace(one, **changed) for target, one in self.found.items() if target in targets]
        assert len(wanted) == len(targets)
        return asyncio.run(take_pictures(self.database, self.job, wanted, lambda: NOW))

    def frame(self, target: str) -> Box | None:
        """Where the frame is in a finding's picture."""
        one = self.found[target]
        return box_of(Path(self.job.data_dir) / FOLDER / f"run-{one.run}" / f"{one.id}.png", RED)


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    with Server(site()) as server:
        yield server


@pytest.fixture
def server(served: Server) -> Server:
    """The site as it was when it was inspected."""
    served.routes = site()
    return served


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory, served: Server) -> Inspected:
    county = Site(code="test", name="测试", kind=SiteKind.COUNTY, url=f"{OWN}/", rate=500.0)
    job = make_job(tmp_path_factory.mktemp("pictures"), served, site=county, checks=CHECKS)
    seen = collect(start(job), job)
    assert seen.status == 0, seen.errors
    return Inspected(job, seen.database, {str(one.target): one for one in seen.findings})


@pytest.mark.browser
def test_the_word_and_the_link_are_framed_and_the_dead_target_is_not_asked(
    server: Server, inspected: Inspected
) -> None:
    before = server.hits.copy()
    done = inspected.picture("布署", f"{OWN}/gone.pdf", "139****5678", f"{OWN}/gone.html")
    assert len(done.taken) == 4
    assert not done.missing
    word, link = inspected.frame("布署"), inspected.frame(f"{OWN}/gone.pdf")
    number, strip = inspected.frame("139****5678"), inspected.frame(f"{OWN}/gone.html")
    assert word is not None
    assert link is not None
    assert number is not None
    assert strip is not None
    assert 32 <= word.width <= 50  # two characters of 16 pixels
    assert 64 <= link.width <= 82  # four
    assert abs(word.top - link.top) <= 4
    assert word.right < link.left + 8
    assert 80 <= number.width <= 125
    assert strip.height <= 14  # unseen: a strip where it stands, not the whole page
    assert server.hits - before == {"GET /long.html": 1, "GET /people.html": 1}
    with inspected.database.reading() as session:
        stored = {one.id: one.evidence for one in findings.query_findings(session, inspection_id=1)}
    for number_of, path in done.taken.items():
        assert path == f"{FOLDER}/run-1/{number_of}.png"
        assert stored[number_of]["screenshot"] == path


@pytest.mark.browser
@pytest.mark.parametrize("now", [page("长文章", FILLING), Reply(status=404), Reply(drop=True)])
def test_where_the_site_shows_it_no_more_the_stored_page_does(server: Server, inspected: Inspected, now: Reply) -> None:
    server.routes["/long.html"] = now
    assert len(inspected.picture("布署").taken) == 1
    frame = inspected.frame("布署")
    assert frame is not None
    assert 32 <= frame.width <= 50


@pytest.mark.browser
def test_a_page_that_leads_elsewhere_is_shown_as_it_was_stored(server: Server, inspected: Inspected) -> None:
    del server
    assert len(inspected.picture("再接再励").taken) == 1
    frame = inspected.frame("再接再励")
    assert frame is not None
    assert 64 <= frame.width <= 82


@pytest.mark.browser
def test_what_a_page_lacks_is_shown_as_it_was_judged(server: Server, inspected: Inspected) -> None:
    """The live page may be mended: as a proof of an empty column it would be a lie."""
    before = server.hits.copy()
    inspected.picture("布署", check="empty_column")
    assert server.hits - before == {}


@pytest.mark.browser
def test_what_stands_nowhere_has_no_picture_and_a_reason(server: Server, inspected: Inspected) -> None:
    del server
    evidence = {"snippet": "这句话哪里也没有出现过", "selector": None}
    done = inspected.picture("布署", target="没有", evidence=evidence)
    assert list(done.missing.values()) == ["not_visible"]
    assert list(inspected.picture("布署", check="unreachable").missing.values()) == ["nothing_to_show"]


@pytest.mark.browser
def test_a_page_that_keeps_the_browser_busy_costs_its_own_pictures_alone(
    server: Server, inspected: Inspected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.rendering.PAGE_SECONDS", 15.0)
    server.routes["/long.html"] = Reply("<p>布署</p><script>while (true) {}</script>")
    done = inspected.picture("布署", "139****5678")
    assert len(done.taken) == 2  # the first from the stored page


def test_without_a_browser_it_is_said(server: Server, inspected: Inspected) -> None:
    del server
    job = inspected.job
    job = type(job)(**{name: getattr(job, name) for name in job.__struct_fields__} | {"chromium": "/nowhere/chromium"})
    done = inspected._replace(job=job).picture("布署")
    assert list(done.missing.values()) == ["no_browser"]


@pytest.mark.browser
def test_judging_again_keeps_the_pictures(server: Server, inspected: Inspected) -> None:
    del server
    taken = inspected.picture("布署").taken
    Recheck(inspected.database, Path(inspected.job.data_dir), 1, inspected.job.site, AS_OF, {}).run(NOW)
    with inspected.database.reading() as session:
        stored = {one.id: one.evidence for one in findings.query_findings(session, inspection_id=1)}
    assert {number: stored[number]["screenshot"] for number in taken} == taken


def finding(**changed: Any) -> FindingRecord:
    """A finding on the page at /."""
    given: dict[str, Any] = {
        "id": "0" * 16, "check": "typo", "url": f"{OWN}/", "target": "布署", "severity": "deduct", "message": "错字。",
        "found_at": NOW, "site": "test", "run": 1, "as_of": AS_OF, "first_seen": NOW,
    }  # fmt: skip
    return FindingRecord(**(given | changed))


def in_browser(routes: dict[str, Route], work: Callable[[Page], Awaitable[Any]]) -> Any:
    """What `work` makes of the page at / in a browser."""

    async def run() -> Any:
        gate = Gate(parse_connect_to([f"{HOST}=127.0.0.1:{server.port}"]))
        browser = Browser(gate, lambda url: HOST in url, "", lambda text: None)

        async def on_page(page: Page, url: str) -> Any:
            await load(page, url)
            return await work(page)

        try:
            return await browser.show(f"{OWN}/", on_page)
        finally:
            await browser.close()

    with Server(routes) as server:
        return asyncio.run(run())


@pytest.mark.browser
def test_no_personal_number_is_left_on_the_page() -> None:
    """In parts, side by side, line below line, in a field, a frame, a shadow, and one a script writes each moment."""
    body = (
        "<p>手机 139<i>1234</i><b>\n5678</b></p><p><span>13812345678</span><span>13712345678</span></p>"
        "<p>13612345678<br>13512345678</p><input value='13412345678'><textarea>13312345678</textarea>"
        "<p id=clock></p><div id=shadow></div><iframe src='/frame.html'></iframe>"
        "<script>document.querySelector('#shadow').attachShadow({mode: 'open'}).innerHTML = '<p>13112345678</p>';"
        "setInterval(() => { document.querySelector('#clock').textContent = '13212345678'; }, 20)</script>"
    )

    async def work(page: Page) -> tuple[Any, int, str]:
        unsteady = await _shot(page, finding(evidence={"snippet": "134****5678"}), whole=False)
        await page.evaluate(
            "() => { for (let at = 0; at < 10000; at++) clearInterval(at);"
            " document.querySelector('#clock').textContent = '13212345678'; }"
        )
        changed = await mask(page)
        text = await page.evaluate(
            "[document.body.innerText, document.querySelector('input').value, document.querySelector('textarea').value,"
            " document.querySelector('#shadow').shadowRoot.textContent,"
            " document.querySelector('iframe').contentDocument.body.innerText].join('\\n')"
        )
        return unsteady, changed, text

    routes: dict[str, Route] = {"/": page("名单", body), "/frame.html": page("框架", "<p>13012345678</p>")}
    unsteady, changed, text = in_browser(routes, work)
    assert unsteady is None  # no picture of a page that writes the number again while it is taken
    assert changed >= 1
    for number in range(130, 140):
        assert f"{number}12345678" not in "".join(text.split()), number
        assert f"{number}****5678" in "".join(text.split()), number


@pytest.mark.parametrize(
    ("texts", "masked"),
    [
        (["手机", "139", "1234", "5678。"], {1: "139****5678", 2: "", 3: "。"}),
        (["13912345678", "13812345678"], {0: "139****5678", 1: "138****5678"}),
        (["139 1234", " 5678"], {0: "139****5678", 1: ""}),
        (["二〇二六年", "电话0915-3211234"], {}),
        (["卡号 6222 0212 3456 7890 129"], {}),  # no card: its check digit is wrong
    ],
)
def test_numbers_are_masked_across_nodes(texts: list[str], masked: dict[int, str]) -> None:
    assert masks(texts) == masked


@pytest.mark.parametrize(
    ("mark", "inside", "found"),
    [
        (Mark(words=("工作布署，",), part="布署"), (), [(0, "布署"), (2, "布署")]),
        (Mark(words=("工作布署，",), part="布署"), (2,), [(2, "布署"), (0, "布署")]),
        (Mark(words=("加强 工作\n布署",), part="布署"), (), [(0, "布署")]),
        (Mark(words=("不在这里", "工作布署"), part="不在"), (), [(0, "工作布署"), (2, "工作布署")]),
        (Mark(words=("改过的一句布署",), part="布署"), (2,), [(2, "布署")]),
        (Mark(words=("改过的一句布署",), part="布署"), (), []),
    ],
)
def test_words_are_found_where_their_sentence_stands(
    mark: Mark, inside: tuple[int, ...], found: list[tuple[int, str]]
) -> None:
    groups = [["要加强工作", "布", "署，抓好"], ["布署"], ["工作布 署，"]]
    preferred = [number in inside for number in range(3)]
    spots = [(one.group, one.text) for one in find(groups, mark, preferred)]
    assert spots[: len(found)] == found
    assert bool(spots) is bool(found)


PLACES = """
<style>* { position: absolute } iframe { left: 300px; top: 1500px; width: 400px; height: 300px; border: 0 }
div { left: 20px; top: 400px; width: 80px; height: 40px }</style>
<ul style='left:60px;top:900px;margin:0;padding:0;width:600px;list-style:none'>
<li style='position:static'><b style='position:static'>一条通知</b><i style='left:500px;top:0'>2026-05-24</i></li></ul>
<iframe id=inner src='/frame.html'></iframe>
<a href='javascript:go("/far/away.html")' style='left:50px;top:200px'>走</a>
<a href='//www.test.gov.cn/block.html'><div>块</div></a>
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("mark", "spot"),
    [
        (Mark(address=f"{OWN}/far/away.html"), (50, 200)),
        (Mark(address=f"{OWN}/block.html"), (20, 400)),
        (Mark(address="http://nowhere.gov.cn/"), None),
        (Mark(words=("2026-05-24 一条通知", "一条通知")), (60, 900)),
        (Mark(words=("框架里的错字",)), (300, None)),
        (Mark(selector="#inner"), (300, None)),
        (Mark(selector=":::"), None),
    ],
)
def test_places(mark: Mark, spot: tuple[int, int | None] | None) -> None:
    routes: dict[str, Route] = {
        "/": Reply(f"<body style='margin:0;height:4000px'>{PLACES}"),
        "/frame.html": Reply("<body style='margin:0'><p style='margin:0'>框架里的错字</p>"),
    }
    found: Spot | None = in_browser(routes, lambda page: locate(page, mark))
    if spot is None:
        assert found is None
        return
    assert found is not None
    assert not found.hidden
    assert found.x == pytest.approx(spot[0], abs=2)
    assert 0 <= found.y < 720
    if mark.words and not mark.selector and spot[1]:
        assert found.width == pytest.approx(600)  # the row with its date, not the title alone
