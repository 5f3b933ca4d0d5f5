"""A whole page of a portal's template: every fact exactly right."""

from __future__ import annotations

import bench_page
from reading_pages import FETCHED, reading

from checks.facts import Page, PageType, Place, decode, encode
from crawler.reading import RawResponse, read_page
from crawler.urls import SiteScope

HOST = "http://www.qingyun.gov.cn"


def read(html: str, path: str) -> Page:
    raw = RawResponse(url=HOST + path, final_url=HOST + path, status=200, body=html.encode(), fetched_at=FETCHED)
    return read_page(raw, SiteScope(HOST + "/")).page


def test_article() -> None:
    page = read(bench_page.article(7), bench_page.address(7))
    assert page.type is PageType.ARTICLE
    assert page.title == bench_page.title(7)
    assert page.published == bench_page.day(7)
    assert page.source == "青云市人民政府办公室"
    assert page.column_name == "机构设置"
    assert [step.name for step in page.breadcrumb] == ["首页", "机构设置"]
    assert [one.place for one in page.lists] == [Place.SIDE]
    assert page.footer.endswith("网站标识码:3701000001 鲁ICP备05000001号-1")
    assert page.unread == ""
    places = [link.place for link in page.links]
    assert places.count(Place.NAV) == 60
    assert places.count(Place.SIDE) == 24
    assert places.count(Place.FOOTER) == 8
    assert decode(encode(page)) == page


def test_column() -> None:
    page = read(bench_page.column(), "/col05/index.html")
    assert (page.type, page.title, page.column_name, page.published) == (PageType.COLUMN, "机构设置", "机构设置", None)
    (rows,) = [one for one in page.lists if one.place is Place.MAIN]
    assert [(item.title, item.url, item.date) for item in rows.items] == [
        (bench_page.title(n), HOST + bench_page.address(n), bench_page.day(n)) for n in range(20)
    ]
    assert rows.more


def test_home() -> None:
    assert read(bench_page.column(), "/").type is PageType.HOME


def test_an_empty_column_is_read_and_empty() -> None:
    html = bench_page.column()
    start, end = html.index('<ul class="list">'), html.index('<div class="page">')
    page = read(html[:start] + '<ul class="list"></ul>' + html[end:], "/col05/index.html")
    assert page.type is PageType.COLUMN
    assert [one for one in page.lists if one.place is Place.MAIN] == []
    assert page.unread == ""


def test_reading_is_a_function_of_its_arguments() -> None:
    assert reading(bench_page.article(3)) == reading(bench_page.article(3))
