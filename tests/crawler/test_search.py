"""The site's own search, tried on a real server: what is found, what is not, what is left alone."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from checks.base import Context, Finding
from checks.facts import SearchTrial, Site, SiteFacts, SiteKind
from checks.rules.site_search import SiteSearch
from crawler.asking import Ask
from crawler.client import Client
from crawler.gate import Fault, Gate, parse_connect_to
from crawler.line import Line
from crawler.pages import PageReader
from crawler.politeness import Politeness
from crawler.reading import RawResponse, read_page
from crawler.rechecking import Recheck
from crawler.searching import Searching, Titled, telling_part, worth_asking
from crawler.urls import SiteScope
from crawler.visiting import Followed
from db import runs
from tests.crawler.harness import AS_OF, HOST, NOW, inspect
from tests.crawler.server import Received, Reply, Server

SUBJECTS = ("做好秋冬季森林防火工作", "开展中小学生视力检查", "公布农村公路养护计划", "组织招聘会")
TITLES = {f"/art/{number}.html": f"关于{subject}的通知" for number, subject in enumerate(SUBJECTS)}
OWN = f"http://{HOST}"
SITE = Site(code="test", name="测试", kind=SiteKind.COUNTY, url=f"{OWN}/")
SCOPE = SiteScope(SITE.url)
FORM = "<form action='/search' method='{}'><input name='q' placeholder='请输入关键字'><input type='submit'></form>"
GET = FORM.format("get")
MENU = "<div class='nav'><a href='/'>首页</a></div>"
Answer = Callable[[str], Reply]


def page(title: str, body: str) -> Reply:
    return Reply(f"<html><head><title>{title}</title></head><body>{MENU}{body}</body></html>")


def results(question: str, foot: str = "", more: str = "") -> Reply:
    """A search over the titles, that echoes the question as searches do."""
    hits = [f"<li><a href='{url}'>{title}</a></li>" for url, title in TITLES.items() if question in title]
    echo = f"<p>您搜索的是“{question}{more}”</p><a href='/search?q={quote(question)}&sort=time'>按时间排序</a>"
    return page("搜索结果", echo + (f"<ul>{''.join(hits)}</ul>" if hits else "<p>没有找到相关信息</p>") + foot)


def nothing(question: str, foot: str = "") -> Reply:
    return page("搜索结果", f"<p>您搜索的是“{question}”，用时{len(question)}毫秒</p><p>共找到 0 条结果</p>{foot}")


def as_json(question: str) -> Reply:
    hits = [{"title": f"<em>{title}</em>", "url": url} for url, title in TITLES.items() if question in title]
    return Reply(json.dumps({"keyword": question, "total": len(hits), "data": hits}), type="application/json")


def by_script(question: str) -> Reply:
    return page("搜索", f"<p>{question}</p><div id='list'></div><script>$.ajax('/api/search')</script>")


def strict(question: str) -> Reply:
    """A search that takes ten characters and no more."""
    return results(question) if len(question) <= 10 else nothing(question)


def serve(entry: str, answer: Answer | None = None, robots: str = "") -> Server:
    rows = [f"<li><a href='{url}'>{title}</a> <span>2026-10-1{url[5]}</span></li>" for url, title in TITLES.items()]
    routes: dict[str, Reply] = {
        "/": page("测试县人民政府", f"{entry}<ul>{''.join(rows)}</ul>"),
        "/robots.txt": Reply(robots, type="text/plain") if robots else Reply(status=404),
    }
    for url, title in TITLES.items():
        tags = f"<meta name='ArticleTitle' content='{title}'><meta name='PubDate' content='2026-10-1{url[5]} 09:00'>"
        text = f"<h1>{title}</h1><div class='TRS_Editor'><p>{'各单位要抓好落实，' * 30}{title}。</p></div>"
        routes[url] = Reply(f"<html><head><title>{title}</title>{tags}</head><body>{MENU}{text}</body></html>")

    def missing(received: Received) -> Reply:
        parts = urlsplit(received.path)
        if answer is not None and parts.path == "/search":
            return answer(parse_qs(parts.query).get("q", [""])[0])
        return Reply("<html><head><title>404 Not Found</title></head><body>404</body></html>", status=404)

    return Server(routes, missing=missing)


async def trial(server: Server, entry: str) -> SearchTrial:
    """The trial as the spider makes it, without a crawl before it."""
    client = Client(Gate(parse_connect_to((f"{HOST}=127.0.0.1:{server.port}",)), (HOST,)))
    line = Line(client, Politeness(1000.0), (), lambda: NOW)

    async def follow(ask: Ask) -> Followed:
        try:
            return Followed(url=ask.url, final_url=ask.url, answer=await line.ask(ask))
        except Fault as fault:
            return Followed(url=ask.url, final_url=ask.url, fault=fault)

    reader = PageReader(SCOPE, follow, (), "never", lambda: NOW, lambda url, answer: None)
    body = server.routes["/"].body  # type: ignore[union-attr]
    home = read_page(
        RawResponse(url=f"{OWN}/", final_url=f"{OWN}/", status=200, body=str(body).encode(), fetched_at=NOW), SCOPE
    )
    titles = worth_asking([Titled(title, OWN + url) for url, title in reversed(TITLES.items())])
    try:
        searching = Searching(SCOPE, follow, reader.read, reader.read_rendered, ())
        return await searching.trial(home.page, titles, "token")
    finally:
        client.close()


SIDEBAR = f"<div>热点：<a href='/art/3.html'>{TITLES['/art/3.html']}</a></div>"
BY_SCRIPT = (
    "<input id='kw' placeholder='搜索'><script>function go(){location.href='/search?q='+encodeURIComponent(v)}</script>"
)
LOGIN = "<form action='/login'><input name='user'><input type='password' name='p'></form>"
STATE = "<form action='/search'><input name='q' placeholder='请输入办件编号'><button>查询</button></form>"
CASES: dict[str, tuple[str, Answer | None, str]] = {
    "works": (GET, results, ""),
    "json": (GET, as_json, ""),
    "script_names_the_address": (BY_SCRIPT, results, ""),
    "behind_a_link": ("<a href='/search'>搜索</a>", lambda question: results(question, GET), ""),
    "takes_parts_of_titles_only": (GET, strict, ""),
    "an_empty_search_calls_it_an_error": (GET, lambda q: results(q) if "通知" in q else Reply(status=500), ""),
    "finds_nothing": (GET, nothing, "no_results"),
    "finds_nothing_beside_a_sidebar": (GET, lambda question: nothing(question, SIDEBAR), "no_results"),
    "breaks": (GET, lambda question: Reply(status=500), "error"),
    "is_gone": (GET, lambda question: Reply(status=404), "error"),
    "none": ("", None, "absent"),
    "a_place_for_a_search_that_nothing_fills": ("<div class='search'></div>", None, "absent"),
    "a_place_for_a_search_that_a_script_fills": (
        "<div class='search'></div><script src='/a.js'></script>",
        None,
        "search_script",
    ),
    "a_login_is_none": (LOGIN, None, "absent"),
    "the_state_of_an_application_is_none": (STATE, results, "absent"),
    "one_page_for_everything": (GET, lambda question: results(""), "search_unclear"),
    "results_by_script": (GET, by_script, "search_unclear"),
    "post_only": (FORM.format("post"), results, "search_post"),
    "captcha": (GET, lambda question: page("搜索", "<input name='captcha'>请输入验证码"), "search_captcha"),
    "refused": (GET, lambda question: Reply("x", status=403), "search_blocked"),
    "no_address": ("<input class='search-box' placeholder='搜索'>", None, "search_script"),
    "off_the_site": (GET.replace("/search", "http://www.baidu.com/s"), None, "offsite_search"),
}


@pytest.mark.parametrize("name", CASES)
def test_search(name: str) -> None:
    entry, answer, expected = CASES[name]
    with serve(entry, answer) as server:
        tried = asyncio.run(trial(server, entry))
        asked = [received for received in server.seen if received.path.startswith("/search")]
    facts = SiteFacts(site=SITE, as_of=AS_OF, home_url=SITE.url, search=tried)
    outcomes = list(SiteSearch().judge(facts, Context(site=SITE, as_of=AS_OF, options={})))
    said = [one.detail["reason"] if isinstance(one, Finding) else one.reason for one in outcomes]
    assert said == ([expected] if expected else []), tried
    assert all(isinstance(one, Finding) == (expected in ("absent", "no_results", "error")) for one in outcomes)
    assert {received.method for received in asked} <= {"GET"}
    assert len(asked) <= 12


def test_a_search_that_robots_may_not_use_is_not_asked() -> None:
    with serve(GET, results, robots="User-agent: *\nDisallow: /search\n") as server:
        assert asyncio.run(trial(server, GET)).reason == "robots"
        assert not [received for received in server.seen if received.path.startswith("/search")]


def test_what_is_asked() -> None:
    assert telling_part("汉阴县2026年“双随机、一公开”监督检查工作计划公示") == "监督检查工作计划公示"
    titles = [
        Titled("通知", "1"),
        Titled("关于防火的通知", "2"),
        Titled("关于防火的通知", "3"),
        Titled("关于防汛的通知", "4"),
    ]
    assert worth_asking(titles) == [Titled("关于防汛的通知", "4")]


def test_in_an_inspection_and_in_a_recheck(tmp_path: Path) -> None:
    with serve(GET, lambda question: Reply(status=500)) as server:
        done = inspect(tmp_path, server, checks=("site_search",))
    assert [finding.detail for finding in done.findings] == [{"reason": "error"}], done.errors
    again = Recheck(done.database, tmp_path, done.inspection_id, SITE, AS_OF, {}).run(NOW + dt.timedelta(days=1))
    assert (again.findings, again.new, again.gone) == (1, (), ())
    with done.database.reading() as session:
        (result,) = runs.load_check_results(session, done.inspection_id)
    assert (result.state, result.errors) == ("fail", 0)


def test_without_the_check_nothing_is_asked(tmp_path: Path) -> None:
    with serve(GET, results) as server:
        inspect(tmp_path, server, checks=("dead_link",))
        assert not [received for received in server.seen if received.path.startswith("/search")]
