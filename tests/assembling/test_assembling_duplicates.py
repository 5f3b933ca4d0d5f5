"""One page under several addresses, and pages that only look alike."""

from __future__ import annotations

import pytest
from site_pages import HOME, address, article, build, column, page, row

from checks.facts import Page, PageType


def duplicates(*pages: Page) -> dict[str, str]:
    facts = build(*pages)
    return {each.url: each.duplicate_of for each in facts.pages if each.duplicate_of}


def list_page(path: str, name: str = "动态", *extra: str) -> Page:
    return column(path, name, row("1.html", "一", "2026-01-01"), *(row(f"{each}.html", each) for each in extra))


@pytest.mark.parametrize(
    ("kept", "dropped"),
    [
        (list_page("Node-7.html"), list_page("Node-7_1.html")),
        (list_page("a/"), list_page("a/index.html")),
        (list_page("a/b/"), list_page("https://www.example.gov.cn/a/b/")),
        (article("Content-9.html", "一", "2026-01-01"), article("WapContent-9.html", "一 手机版", text=["别的版式"])),
        (article("Content-9.html", "同一篇", "2026-01-01"), article("xw/Content-10.html", "同一篇", "2026-01-01")),
        (article("a/1.html", "跳转"), article("old.html", "跳转", final_url=address("a/1.html"))),
        (page("/", PageType.HOME), page("index.html", PageType.HOME, title="别的标题")),
        (page("/", PageType.HOME), page("https://example.gov.cn/", PageType.HOME)),
        (page("/", PageType.HOME), article("gone.html", "首页", final_url=HOME)),
    ],
)
def test_duplicate(kept: Page, dropped: Page) -> None:
    for pages in ((kept, dropped), (dropped, kept)):
        assert duplicates(*pages) == {dropped.url: kept.url}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (column("a/", "甲", title="示例县"), column("b/", "乙", title="示例县")),
        (
            page("a/", PageType.COLUMN, title="示例县", text=["暂无信息"]),
            page("b/", PageType.COLUMN, title="示例县", text=["暂无信息"]),
        ),
        (list_page("Node-7.html"), list_page("Node-7_2.html", "动态", "二")),
        (list_page("x/index.html"), list_page("x/index_1.html", "动态", "二")),
        (article("1.html", "公示", text=["甲" * 50]), article("2.html", "公示", text=["乙" * 50])),
        (article("1.html", "甲", text=["同" * 50]), article("2.html", "乙", text=["同" * 50])),
        (article("1.html", "一", unread="challenge"), article("2.html", "一", unread="challenge")),
    ],
)
def test_no_duplicate(one: Page, other: Page) -> None:
    assert duplicates(one, other) == {}


def test_a_page_that_was_read_stands_for_one_that_was_not() -> None:
    unread = page("Content-9.html", PageType.ARTICLE, unread="challenge")
    read = article("WapContent-9.html", "一")
    assert duplicates(unread, read) == {unread.url: read.url}


def test_where_a_redirect_led_is_kept() -> None:
    facts = build(page("https://www.example.gov.cn/", PageType.HOME, final_url=HOME), article("a.html", "一"))
    assert {each.url: each.landed_on for each in facts.pages} == {
        "https://www.example.gov.cn/": HOME,
        address("a.html"): "",
    }


def test_empty_columns_of_one_title_stay_two_columns() -> None:
    facts = build(column("a/", "甲", title="示例县"), column("b/", "乙", title="示例县"))
    assert [each.name for each in facts.columns] == ["甲", "乙"]
