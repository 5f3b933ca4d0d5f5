"""The typo check over the cases of tests/cases/typo.yaml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.base import Context, Finding, NotEvaluated, Outcome, Severity, finding_id
from checks.facts import Block, Link, LinkKind, Page, Place, Site
from checks.rules.typo import Typo

FILE = Path(__file__).parent.parent / "cases" / "typo.yaml"
DATA = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SITE = Site(**DATA["site"])
URL = SITE.url + "2.html"


def page_of(case: dict[str, Any], url: str = URL) -> Page:
    return Page(
        url=url,
        final_url=url,
        status=200,
        fetched_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
        title=case["title"],
        source=case.get("source", ""),
        unread=case.get("unread", ""),
        notes=tuple(case.get("notes", ())),
        blocks=tuple(
            Block(b["text"], Place(b.get("place", "main")), b.get("selector", ""), b.get("link", ""))
            for b in case["blocks"]
        ),
        links=tuple(Link(k["url"], "", Place.MAIN, LinkKind(k["kind"])) for k in case.get("links", ())),
    )


def judge(page: Page, options: dict[str, Any] | None = None) -> list[Outcome]:
    return list(Typo().judge(page, Context(site=SITE, as_of=dt.date(2026, 1, 5), options=options or {})))


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    outcomes = judge(page_of(case), case.get("options"))
    if "not_evaluated" in case:
        (outcome,) = outcomes
        assert isinstance(outcome, NotEvaluated)
        assert case["not_evaluated"] in outcome.reason
        return
    findings = [outcome for outcome in outcomes if isinstance(outcome, Finding)]
    assert [[f.target, f.detail["suggestion"]] for f in findings] == case["expect"]
    assert len(findings) == len(outcomes)
    for finding in findings:
        assert set(finding.detail) == {"suggestion", "context", "confidence"}
        assert finding.target
        assert finding.target in finding.detail["context"]
        assert (finding.evidence.snippet, finding.evidence.status) == (finding.detail["context"], 200)
        assert (finding.identity[:1] == ("template",)) is case.get("template", False)
        if "message" in case:
            assert finding.message == case["message"]
        if "selector" in case:
            assert finding.evidence.selector == case["selector"]


def test_a_template_fault_is_one_defect_over_all_pages() -> None:
    case = {"title": "页", "blocks": [{"text": "用户登陆系统", "place": "footer"}]}
    (one,) = judge(page_of(case, SITE.url + "1.html"))
    (two,) = judge(page_of(case, SITE.url + "2.html"))
    assert isinstance(one, Finding)
    assert isinstance(two, Finding)
    assert finding_id("hanyin", one) == finding_id("hanyin", two)


def test_a_fault_in_the_text_is_a_defect_of_its_page() -> None:
    case = {"title": "页", "blocks": [{"text": "工作布署"}]}
    (one,) = judge(page_of(case, SITE.url + "1.html"))
    (two,) = judge(page_of(case, SITE.url + "2.html"))
    assert isinstance(one, Finding)
    assert isinstance(two, Finding)
    assert finding_id("hanyin", one) != finding_id("hanyin", two)


def test_an_error_deducts_and_a_likely_fault_warns() -> None:
    (error,) = judge(page_of({"title": "页", "blocks": [{"text": "工作布署"}]}))
    (likely,) = judge(page_of({"title": "页", "blocks": [{"text": "双方签定合同"}]}))
    assert isinstance(error, Finding)
    assert isinstance(likely, Finding)
    assert (error.severity, likely.severity) == (Severity.DEDUCT, Severity.WARN)


def test_a_page_that_changed_between_two_looks_is_read_again() -> None:
    page = page_of({"title": "通知", "blocks": [{"text": "加强工作布署，做好防汛准备。"}]})
    assert [f.target for f in judge(page) if isinstance(f, Finding)] == ["布署"]
    page.blocks = (Block("加强工作部署，做好防汛准备。"),)
    assert not judge(page)


def test_a_page_in_another_script_is_not_accused_of_its_characters() -> None:
    lines = [
        "縣人民政府門戶網站繁體版",
        "公開內容",
        "聯繫我們：政務公開與辦事服務事項的電話",
        "主辦單位和承辦單位的地址以及郵編",
    ]
    blocks = [{"text": line + "，本页说明如何使用本网站的各项服务"} for line in lines]
    assert not judge(page_of({"title": "政府網站", "blocks": blocks}))
    plain = [{"text": "大囯工匠是一个国家的栋梁，本页说明如何使用本网站的各项服务和查询办理进度"}] * 3
    assert [f.target for f in judge(page_of({"title": "页", "blocks": plain})) if isinstance(f, Finding)]
