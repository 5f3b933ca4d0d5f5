"""The same pages give the same facts and findings in whatever order they come in, and a big site fits."""

from __future__ import annotations

import datetime as dt
import random
import tracemalloc
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_pages import HOME, SITE, address, article, build, column, link, page, row, rows

from checks.base import Check
from checks.facts import LinkKind, Page, PageType, Place
from checks.registry import select
from checks.runner import judge_site
from crawler.assembling import UrlState, assemble
from crawler.packing import fold

NAV = [
    link("a/", "要闻动态", Place.NAV),
    link("b/", "通知公告", Place.NAV),
    link("http://zwfw.gov.cn/", "办事", Place.NAV, LinkKind.EXTERNAL),
]
SIDE = rows(row("a/1.html", "要闻一"), row("b/1.html", "公告一"), place=Place.SIDE)
FOOT = link("gone.html", "旧站", Place.FOOTER)
PAGES = [
    page("/", PageType.HOME, title="示例县", links=[*NAV, FOOT], lists=[rows(row("a/1.html", "要闻一", "2026-10-01"))]),
    page("index.html", PageType.HOME, title="示例县", links=[*NAV, FOOT]),
    column("a/", "要闻动态", lists=[rows(row("a/1.html", "要闻一", "2026-10-01")), SIDE], links=[*NAV, FOOT]),
    column("a/index_1.html", "要闻动态", lists=[rows(row("a/2.html", "要闻二")), SIDE], links=[*NAV, FOOT],
           crumbs=[("首页", "/"), ("要闻动态", "a/")]),
    column("b/", "通知公告", lists=[SIDE], links=NAV, text=["暂无信息"]),
    column("c/", "财政预决算", lists=[SIDE], links=NAV,
           crumbs=[("首页", "/"), ("政务公开", "z/"), ("财政预决算", "c/")]),
    column("d/", "决策公开", lists=[SIDE], links=NAV,
           crumbs=[("首页", "/"), ("政务公开", "z/"), ("决策公开", "d/")]),
    article("a/1.html", "要闻一", "2026-10-01", crumbs=[("要闻动态", "a/")], lists=[SIDE], links=[*NAV, FOOT]),
    article("a/2.html", "要闻二", "2026-09-01", crumbs=[("要闻", "a/")], lists=[SIDE]),
    article("WapContent-3.html", "三", "2026-09-01"),
    article("Content-3.html", "三", "2026-09-01", links=[FOOT]),
]  # fmt: skip
PAGES_OF_BIG_SITE = 1_000
BYTES_A_PAGE = 15_000  # 10,000 pages in less than 150 MB
URLS = [UrlState(url=address("gone.html"), state="failed", reason="http_404", status=404, verdict="dead")]
CHECKS: list[type[Check]] = select(
    only=("dead_link", "empty_column", "missing_section", "stale_column", "stale_home", "typo")
)


@settings(max_examples=40, deadline=None)
@given(st.permutations(PAGES))
def test_order_of_pages_does_not_matter(pages: list[Page]) -> None:
    facts, expected = build(*pages, urls=URLS), build(*PAGES, urls=URLS)
    assert msgspec.json.encode(facts) == msgspec.json.encode(expected)
    judged, wanted = judge_site(CHECKS, facts, {}, ()), judge_site(CHECKS, expected, {}, ())
    assert msgspec.json.encode(judged) == msgspec.json.encode(wanted)


def test_the_facts_of_the_mixed_site_are_as_seen_by_a_reader() -> None:
    findings = judge_site(CHECKS, build(*PAGES, urls=URLS), {}, ()).findings
    found = {(finding.check, finding.target) for finding in findings if finding.check != "missing_section"}
    assert found == {
        ("dead_link", address("gone.html")),
        ("empty_column", "通知公告"),
        ("empty_column", "决策公开"),
        ("stale_column", "要闻动态"),
        ("stale_home", None),
    }
    sections = {finding.target: finding.detail["state"] for finding in findings if finding.check == "missing_section"}
    assert sections["budget"] == "empty"
    assert sections["messages"] == "absent"
    assert "guide" not in sections  # 政务公开, where it may stand, was not fetched


@pytest.mark.slow
def test_a_page_of_ninety_five_links_costs_little_memory() -> None:
    count, columns = PAGES_OF_BIG_SITE, 60
    hot = rows(*(row(f"c{number}/0.html", f"热点信息{number}") for number in range(24)), place=Place.SIDE)
    nav = [link(f"c{number}/", f"栏目{number}", Place.NAV) for number in range(columns)]

    def pages() -> Iterator[Page]:
        numbers = list(range(count))
        random.Random(1).shuffle(numbers)
        for number in numbers:
            home, own = number % columns, f"c{number % columns}/{number // columns}.html"
            near = [link(f"c{home}/{number // columns + step}.html", f"文章{number + step}") for step in range(11)]
            yield article(
                own,
                f"第{number}篇文章的标题",
                "2026-01-01",
                crumbs=[("首页", "/"), (f"栏目{home}", f"c{home}/")],
                text=[f"第{number}篇的第{each}段。" * 10 for each in range(10)],
                lists=[hot],
                links=[*nav, *near],
                tags=(("SiteName", "示例"), ("ArticleTitle", f"第{number}篇文章的标题")),
            )
        for number in range(columns):
            listed = [row(f"c{number}/{each}.html", f"文章{each}", "2026-01-01") for each in range(20)]
            yield column(f"c{number}/", f"栏目{number}", lists=[rows(*listed), hot], links=nav)
        yield page("/", PageType.HOME, links=nav)

    def urls() -> Iterator[UrlState]:
        for number in range(count):
            yield UrlState(url=f"{HOME}c{number % columns}/{number // columns}.html", state="done")

    tracemalloc.start()
    facts = assemble(SITE, dt.date(2026, 11, 23), map(fold, pages()), urls(), ())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(facts.columns) == columns
    assert len(facts.pages) == count + columns + 1
    assert peak < count * BYTES_A_PAGE
