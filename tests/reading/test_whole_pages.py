"""Whole pages with clocks, side lists and dated feet: title and publication date as labelled by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from whole_pages import ROWS, B, Row, page
from whole_pages_unseen import UNSEEN

from checks.facts import PageType
from crawler.reading import RawResponse, read_page
from crawler.reading.dates import stamp_date
from crawler.urls import SiteScope

WRITTEN_BY_SCRIPT = {"/news/801.html"}  # the date is a script's variable: read with a browser only


@pytest.mark.parametrize("row", [*ROWS, *UNSEEN], ids=lambda row: row.path)
def test_title_and_date(row: Row) -> None:
    url = "http://www.test.gov.cn" + row.path
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    raw = RawResponse(url=url, final_url=url, status=200, body=page(row).encode(), fetched_at=now)
    read = read_page(raw, SiteScope("http://www.test.gov.cn/")).page
    published = str(read.published) if read.published else ""
    if row.path in WRITTEN_BY_SCRIPT:
        assert (read.title, published) == (row.title, "")  # none rather than another's
        return
    assert (read.type, read.title, published) == (PageType.ARTICLE, row.title, row.published)


def test_a_labelled_date_beside_links_below_the_text_counts() -> None:
    below = '<p>发布时间：2026-01-15 <a href="javascript:window.print()">打印</a> <a href="#">关闭</a></p>'
    test_title_and_date(
        Row(
            "", "div", "/n/1.html", "征集历史照片", "", f"<h1>征集历史照片</h1>{B}{below}", "征集历史照片", "2026-01-15"
        )
    )


def test_a_stamp_printed_without_a_format() -> None:
    assert stamp_date("Thu Apr 09 10:11:00 CST 2026") == dt.date(2026, 4, 9)
    assert stamp_date("${date}") is None
    assert stamp_date("Thu Foo 09 10:11:00 CST 2026") is None
