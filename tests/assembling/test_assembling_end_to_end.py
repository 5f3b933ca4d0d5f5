"""From bytes to findings: small sites whose every page carries the same navigation, side list and footer."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.emptiness import own_text
from checks.facts import Page, Site, SiteFacts, SiteKind
from checks.registry import select
from checks.runner import judge_site
from crawler.assembling import UrlState, assemble
from crawler.packing import fold
from crawler.reading.page import read_page
from crawler.reading.response import RawResponse
from crawler.urls import SiteScope

HOME = "http://www.qingyun.gov.cn/"
AT = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
AS_OF = dt.date(2026, 11, 23)
SCOPE = SiteScope(HOME)
SITE = Site(code="qingyun", name="青云", kind=SiteKind.COUNTY, url=HOME)

# column: newest day, rows; None is a column without rows
COLUMNS: dict[str, tuple[str, int]] = {
    "政务要闻": ("2026-11-20", 8),
    "部门动态": ("2026-11-08", 8),
    "通知公告": ("2026-05-23", 1),
    "政策文件": ("2026-05-22", 6),
    "结果公开": ("", 0),
    "机构职能": ("2019-01-01", 3),
    "招商引资": ("2024-01-01", 5),
    "人事任免": ("2026-02-01", 25),
}
BODY = "全县上下认真贯彻落实上级决策部署，扎实推进各项工作，取得了新的成效。" * 8


class City:
    """Pages of the site by path."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.arts: dict[str, list[tuple[str, str, str]]] = {}
        for number, (name, (newest, count)) in enumerate(COLUMNS.items()):
            self.arts[name] = [
                (
                    f"col{number}/art_{number}_{each}.html",
                    f"{name}第{each}号关于工作情况的通报",
                    self._day(newest, each),
                )
                for each in range(count)
            ]
        self._build()

    @staticmethod
    def _day(newest: str, back: int) -> str:
        return (dt.date.fromisoformat(newest) - dt.timedelta(days=3 * back)).isoformat() if newest else ""

    def _build(self) -> None:
        latest = [art for arts in self.arts.values() for art in arts[:3]]
        self._add("index.html", "首页", "", f"<ul>{self._rows(latest)}</ul>")
        for number, name in enumerate(COLUMNS):
            arts = self.arts[name]
            crumbs = f'<a href="/">首页</a> &gt; <a href="/col{number}/index.html">{name}</a>'
            for at in range(0, max(1, len(arts)), 20):
                file = f"col{number}/index{f'_{at // 20}' if at else ''}.html"
                turn = " ".join(
                    f'<a href="/col{number}/index{f"_{each}" if each else ""}.html">{each + 1}</a>'
                    for each in range(-(-len(arts) // 20))
                )
                rows = self._rows(arts[at : at + 20])
                main = f'<ul class="list">{rows}</ul><div class="page">共{len(arts)}条 {turn}</div>'
                self._add(file, name, crumbs, main)
            for path, title, day in arts:
                main = (
                    f'<h1 class="title">{title}</h1><div class="info"><span>发布日期:{day}</span>'
                    f"<span>信息来源:县政府办</span></div>"
                    f'<div class="article" id="zoom"><p>{BODY}</p><p>{title}。{BODY}</p></div>'
                )
                self._add(path, title, crumbs, main)

    def _rows(self, arts: list[tuple[str, str, str]]) -> str:
        return "".join(
            f'<li><a href="/{path}" title="{title}">{title}</a><span class="date">{day}</span></li>'
            for path, title, day in arts
        )

    def _add(self, path: str, title: str, crumbs: str, main: str) -> None:
        nav = "".join(f'<li><a href="/col{number}/index.html">{name}</a></li>' for number, name in enumerate(COLUMNS))
        hot = "".join(
            f'<li class="side-item"><a href="/{arts[0][0]}" title="{arts[0][1]}">{arts[0][1]}</a></li>'
            for arts in self.arts.values()
            if arts
        )
        self.pages[path] = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}_青云县人民政府</title></head><body>
<div class="header"><div class="logo"><a href="/"><img src="/static/logo.png"></a></div>
<div class="nav"><ul>{nav}</ul></div></div><div class="position">当前位置:{crumbs}</div>
<div class="content"><div class="left"><div class="side-title">热点信息</div><ul>{hot}</ul></div>
<div class="right">{main}</div></div>
<div class="footer"><a href="/lost.html">旧版网站</a>
主办单位:青云县人民政府办公室 网站标识码:3701000001</div></body></html>"""


def read(pages: dict[str, str]) -> list[Page]:
    return [
        read_page(
            RawResponse(
                url=(url := HOME if path == "index.html" else HOME + path),
                final_url=url,
                status=200,
                content_type="text/html",
                body=html.encode(),
                fetched_at=AT,
                rendered=False,
            ),
            SCOPE,
        ).page
        for path, html in pages.items()
    ]


@pytest.fixture(scope="module")
def facts() -> SiteFacts:
    pages = read(City().pages)
    urls = [UrlState(url=page.url, state="done", status=200) for page in pages]
    urls.append(UrlState(url=f"{HOME}lost.html", state="failed", reason="http_404", status=404, verdict="dead"))
    return assemble(SITE, AS_OF, map(fold, pages), urls, ())


def test_columns_are_those_of_the_navigation_with_their_own_rows(facts: SiteFacts) -> None:
    assert {column.name: len(column.items) for column in facts.columns} == {
        name: count for name, (_, count) in COLUMNS.items()
    }
    newest = {column.name: column.newest.isoformat() if column.newest else "" for column in facts.columns}
    assert newest == {name: day for name, (day, _) in COLUMNS.items()}
    assert all(column.depth == 1 and column.in_nav and not own_text(column) for column in facts.columns)


def test_findings_are_the_planted_ones(facts: SiteFacts) -> None:
    columns_and_links = ("dead_link", "empty_column", "missing_section", "stale_column", "stale_home")
    judgement = judge_site(select(only=columns_and_links), facts, {}, ())
    found = {(each.check, each.target) for each in judgement.findings if each.check != "missing_section"}
    assert found == {
        ("dead_link", f"{HOME}lost.html"),
        ("empty_column", "结果公开"),
        ("stale_column", "部门动态"),
        ("stale_column", "政策文件"),
    }
    (dead,) = (each for each in judgement.findings if each.check == "dead_link")
    assert dead.occurrences == len(facts.pages)
    assert dead.url == HOME
    assert not any(summary.errors for summary in judgement.summaries)
    absent = {each.target for each in judgement.findings if each.check == "missing_section"}
    assert "functions" not in absent
    assert "guide" in absent
