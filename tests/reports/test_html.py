"""The HTML pages: self-contained, escaped, with references that lead somewhere."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

from reports.html import Overview, OverviewSite, document_html, overview_html
from reports.self_inspection import self_inspection
from tests.reports.factories import HOME
from tests.reports.materials import faulty, hostile

DAY = dt.date(2026, 11, 6)
VOID = {"meta", "br", "col"}


class Balance(HTMLParser):
    """Fails on a tag that is not closed in order; collects tags, ids and addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            (self.ids if name == "id" else self.hrefs if name in ("href", "src") else []).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_its_references_lead_to_rows() -> None:
    read = Balance(document_html(self_inspection(faulty(), written_on=DAY)))
    assert not read.tags & {"script", "link", "img", "iframe"}
    inner = [href.removeprefix("#") for href in read.hrefs if href.startswith("#")]
    assert inner
    assert set(inner) <= set(read.ids)
    assert "f-17" in read.ids
    assert len(read.ids) == len(set(read.ids))


def test_fonts_fall_back_and_print_is_provided_for() -> None:
    page = document_html(self_inspection(faulty(), written_on=DAY))
    assert re.search(r"font-family: FangSong, .*仿宋.*Noto Serif CJK SC", page)
    assert "@media print" in page
    assert "url(" not in page
    assert '<html lang="zh-CN">' in page


def test_hostile_text_is_escaped() -> None:
    page = document_html(self_inspection(hostile(), written_on=DAY))
    read = Balance(page)
    assert "script" not in read.tags
    assert not [href for href in read.hrefs if href.lower().startswith("javascript")]
    assert "&lt;script&gt;" in page
    assert "\x00" not in page


def line(code: str, name: str, **fields) -> OverviewSite:
    base = {"url": HOME, "state": "已完成", "dimensions": (("平台建设", "5.90 / 12.00"),), "total": "28.90 / 48.00"}
    base |= {
        "provisional": True,
        "vetoes": 1,
        "counts": (("dead_link", 8), ("odd", 1)),
        "files": (("报告", f"{code}/r.html"),),
    }
    return OverviewSite(code=code, name=name, **(base | fields))


def test_the_overview_lists_sites_scores_counts_and_reports() -> None:
    sites = (
        line("a", "甲网"),
        line("b", "<b>乙</b>", dimensions=(), total="—", counts=(), provisional=False, vetoes=0),
    )
    page = overview_html(Overview(title="结果", facts=("共2个。",), sites=sites))
    read = Balance(page)
    assert "b" not in read.tags
    assert "a/r.html" in read.hrefs
    for text in ("甲网", "链接无法打开", "odd", "5.90 / 12.00", "28.90 / 48.00", "暂定", "疑似单项否决1项", "共2个。"):
        assert text in page
