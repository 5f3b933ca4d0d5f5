"""Any point lost can be traced: from the documents by numbers to findings, addresses and evidence, and back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl

from reports.build import write_site_reports
from reports.city_circular import city_circular
from reports.document import Document, DocumentTable, Paragraph
from reports.material import SiteInfo, SiteMaterial
from reports.self_inspection import self_inspection
from reports.worklist import summary
from tests.reports.factories import HOME, Result, columns, dead_links, page, record, results, sections
from tests.reports.materials import faulty, material

DAY = dt.date(2026, 11, 6)
_ITEMS = re.compile(r"第([\d、至]+)项")


def mixed(site: str = "hanyin") -> SiteMaterial:
    """Deductions of every shape: alone, several, capped, two rules at one indicator, one rule over two checks."""
    findings = [
        *sections("guide", "plans", "fees"),
        *columns(3, "news"),
        record("stale_home"),
        *dead_links(7, url=HOME),
        *dead_links(4),
        record("typo", page(9), "布署", evidence={"snippet": "安排布署", "snapshot": "f" * 40}),
        record("typo", page(8), "登陆", severity="warn"),
    ]
    for one in findings:
        one.id, one.site = f"{site}-{one.id}", site
    info = SiteInfo(code=site, name=f"“{site}”网", url=HOME, organization="汉阴县人民政府")
    return material(findings, site=info)


def table(document: Document, title: str) -> DocumentTable:
    annex = next(annex for annex in document.annexes if annex.title == title)
    return next(block for block in annex.blocks if isinstance(block, DocumentTable))


def numbers(text: str) -> list[int]:
    return [
        number
        for listed in _ITEMS.findall(text)
        for part in listed.split("、")
        for ends in [[int(one) for one in part.split("至")]]
        for number in range(ends[0], ends[-1] + 1)
    ]


def lost_of(row: tuple[str, ...]) -> Decimal:
    return Decimal(row[4]) if row[4] not in ("—", "") else Decimal(0)


def sites() -> Iterator[SiteMaterial]:
    yield mixed()
    yield faulty()


def test_every_point_of_the_report_leads_to_its_findings_and_back() -> None:
    for given in sites():
        document = self_inspection(given, written_on=DAY)
        rows = {int(row[0]): row for row in table(document, "问题清单").rows}
        known = {one.id: one for one in given.findings}
        for number, row in rows.items():  # a row leads to the finding, its page and its evidence
            finding = known[row[-1]]
            assert finding.url.startswith(row[3].rstrip("…"))
            assert number
        listed = {row[0].strip(): row for row in table(document, "评分明细").rows}
        total = Decimal(0)
        for indicator in given.score.indicators():
            row = listed[indicator.title]
            behind = {one for deduction in indicator.deductions for one in deduction.findings}
            assert lost_of(row) == indicator.lost
            if indicator.lost:
                assert {rows[number][-1] for number in numbers(row[5])} >= behind
                total += lost_of(row)
            back = {row[-1] for row in rows.values() if f"（{indicator.title}）" in row[5]}
            assert back == behind
        assert total == given.score.lost


def test_what_the_text_says_was_lost_leads_there_too() -> None:
    given = mixed()
    document = self_inspection(given, written_on=DAY)
    ids = {int(row[0]): row[-1] for row in table(document, "问题清单").rows}
    told = [block for block in document.blocks if isinstance(block, Paragraph) and block.references]
    for deduction in given.score.deductions():
        assert any(
            {ids[number] for first, last in one.references for number in range(first, last + 1)}
            == set(deduction.findings)
            for one in told
            if deduction.text in one.text
        ), deduction.rule


def test_the_workbook_has_the_reports_numbers_and_the_evidence(tmp_path: Path) -> None:
    given = mixed()
    document = self_inspection(given, written_on=DAY)
    report = {int(row[0]): row[-1] for row in table(document, "问题清单").rows}
    written = write_site_reports(given, tmp_path, written_on=DAY, formats=["xlsx"])
    sheet = openpyxl.load_workbook(written["xlsx"])["问题清单"]
    heads, *lines = sheet.iter_rows(values_only=True)
    rows = [dict(zip(heads, line, strict=True)) for line in lines]
    assert {row["序号"]: row["编号"] for row in rows} == report
    indicators = {
        finding: indicator.title
        for indicator in given.score.indicators()
        for one in indicator.deductions
        for finding in one.findings
    }
    assert {row["编号"]: row["扣分指标"] for row in rows if row["扣分指标"]} == indicators
    gains = sum(Decimal(str(row["可挽回分值"])) for row in rows if row["可挽回分值"])
    assert abs(gains - given.score.lost) < Decimal("0.0001")
    typo = next(row for row in rows if row["具体问题"] and "布署" in row["具体问题"])
    assert typo["网页存档"] == "f" * 40


def test_the_circular_leads_from_a_sites_points_to_its_problems_and_back() -> None:
    given = [mixed("jia"), mixed("yi")]
    document = city_circular(given, issuer="汉阴市人民政府办公室", written_on=DAY, deadline=DAY)
    problems = {int(row[0]): row for row in table(document, "政府网站问题清单").rows}
    for site, row in zip(given, table(document, "政府网站检查结果").rows, strict=True):
        mine = [problems[number] for number in numbers(row[-1])]
        assert len(mine) == int(row[4])
        assert {one[1] for one in mine} == {site.site.name}
        deducted = {one for deduction in site.score.deductions() for one in deduction.findings}
        assert {one[-1] for one in mine if one[5] != "—"} == deducted
        assert row[5].startswith(f"{site.score.got} / {site.score.measured_points}")


def test_the_workbook_does_not_count_what_was_not_checked() -> None:
    unprobed = Result(check="unreachable", state="not_evaluated", judged=0, not_evaluated=1)
    told = dict(summary(material([], results(unreachable=unprobed))))
    assert (told["网站无法访问"], told["首页更新不及时"]) == ("未检查", 0)
