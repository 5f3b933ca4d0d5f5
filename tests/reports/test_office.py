"""The circular and the notices: figures, named examples, annexes; no document of ours has a fault of wording."""

from __future__ import annotations

import base64
import datetime as dt
from pathlib import Path

import docx
import msgspec
import openpyxl
import pytest

from db import figures
from db.engine import Database
from reports import office
from reports.city_circular import city_circular
from reports.comparison import Against, Change, History
from reports.conclusion import Conclusion, conclusion
from reports.document import Annex, Document, Paragraph
from reports.docx_gbt9704 import write_docx
from reports.html import document_html
from reports.material import SiteMaterial
from reports.notice import rectification_notice
from reports.proofreading import DocumentFaultError, faults_of, require_clean
from reports.self_inspection import self_inspection
from tests.reports.factories import HOME, Result, columns, dead_links, page, record, results
from tests.reports.materials import SCHEME, SITE, faulty, hostile, material
from tests.reports.test_build import db, run  # noqa: F401 - fixtures

DAY, DEADLINE = dt.date(2026, 11, 6), dt.date(2026, 11, 21)
ISSUER = "安康市人民政府办公室"
TYPO = record("typo", page(3), "布署", detail={"suggestion": "部署"})


def named(code: str, name: str, findings=(), checked=None, **changes) -> SiteMaterial:
    site = msgspec.structs.replace(SITE, code=code, name=f"“{name}”网", organization=name, kind="department")
    return material(list(findings), checked, site=site, **changes)


def city() -> list[SiteMaterial]:
    blind = Result(check="stale_home", state="not_evaluated", judged=0, not_evaluated=1)
    return [
        faulty(),  # its home page is stale: a veto
        named("slj", "安康市水利局", [*columns(2, "news"), TYPO]),
        named("lyj", "安康市林业局"),
        named("wlj", "安康市文化和旅游广电局", dead_links(3, url=HOME)),
        named("xfj", "安康市信访局", [], results(stale_home=blind)),
        named("zjj", "安康市住房和城乡建设局", failure="unreachable"),
    ]  # fmt: skip


def circular(**changes) -> Document:
    return city_circular(city(), issuer=ISSUER, written_on=DAY, deadline=DEADLINE, **changes)


def text_of(document: Document) -> str:
    return "\n".join(f"{one.lead}{one.text}" for one in document.blocks if isinstance(one, Paragraph))


def test_a_site_passes_only_when_every_veto_was_judged() -> None:
    assert [conclusion(one) for one in city()] == [
        Conclusion.FAILED, Conclusion.PASSED, Conclusion.PASSED, Conclusion.PASSED, Conclusion.UNDECIDED,
        Conclusion.NOT_CHECKED,
    ]  # fmt: skip


def test_the_share_of_passes_names_its_denominator() -> None:
    text = text_of(circular())
    assert "本次应检查网站6个，实际完成检查5个。" in text
    assert "合格3个，不合格1个，合格率75.00%（合格数3除以作出判定的网站数4）。另有2个网站因检查不完整未作判定" in text
    assert "不合格网站及原因：“汉阴县人民政府”网（首页不更新）。" in text
    undecided = "“安康市信访局”网（首页不更新未能全部检查）；“安康市住房和城乡建设局”网（检查未完成（网站无法访问））"
    assert f"未作判定的网站及原因：{undecided}。" in text


def test_problems_stand_by_class_with_named_examples() -> None:
    text = text_of(circular())
    assert "（一）内容保障不到位。该类问题涉及网站2个" in text
    assert "“安康市水利局”网“栏目news0”栏目最后更新日期为2026年9月1日" in text
    assert "（二）链接和功能不可用。" in text
    assert "错别字" in text
    assert "“布署”应为“部署”" in text
    assert "于2026年11月21日前完成整改" in text


def test_the_comparison_stands_only_where_there_is_one() -> None:
    assert "与上次检查相比" not in text_of(circular())
    counts = {"before": 7, "new": 1, "still": 2, "back": 3, "mended": 4, "unjudged": 1}
    sites = city()
    for site in sites[:2]:
        site.history = History(
            changes=(
                Change(against=Against.QUARTER, period="2026Q3", **counts),
                Change(against=Against.YEAR, period="2025Q4", **counts),
            )
        )
    document = city_circular(sites, issuer=ISSUER, written_on=DAY, deadline=DEADLINE)
    assert (
        "与上季度（2026年第三季度）相比，在两次均完成检查的2个网站中，原有问题14个，已整改8个，仍未整改4个，未能复核2个；"
        "再次出现问题6个，新出现问题2个，现有问题12个。"
    ) in text_of(document)
    assert "与去年同期（2025年第四季度）相比" in text_of(document)
    [annex] = [one for one in document.annexes if one.title == "问题整改情况对比表"]
    rows = annex.blocks[1].rows
    assert rows[0][2:] == ("7", "4", "2", "1", "3", "1", "6")
    assert rows[-1][1:] == ("合计", "14", "8", "4", "2", "6", "2", "12")


def test_the_annexes_trace_every_problem_to_its_finding() -> None:
    document = circular()
    assert [annex.title for annex in document.annexes] == ["政府网站检查结果", "政府网站问题清单"]
    listed = document.annexes[1].blocks[-1].rows
    expected = {one.id for site in city() for one in site.findings if one.severity in ("veto", "deduct")}
    assert {row[-1] for row in listed} == expected
    assert document.annexes[1].blocks[0].text == "注：整改时限均为2026年11月21日。"
    assert document.annexes[1].landscape


def test_a_city_without_problems() -> None:
    clean = city_circular([named("lyj", "安康市林业局")], issuer=ISSUER, written_on=DAY, deadline=DEADLINE)
    assert "合格率100.00%" in text_of(clean)
    assert "本次检查未发现问题。" in text_of(clean)
    assert len(clean.annexes) == 1


def test_a_notice_has_addressee_deadline_and_its_findings() -> None:
    notice = rectification_notice(faulty(), issuer=ISSUER, written_on=DAY, deadline=DEADLINE)
    assert notice is not None
    assert notice.recipients == "汉阴县人民政府："
    assert "于2026年11月21日前完成" in text_of(notice)
    assert "首页不更新" in text_of(notice)
    assert 'href="#f-' in document_html(notice)
    assert rectification_notice(named("lyj", "安康市林业局"), issuer=ISSUER, written_on=DAY, deadline=DEADLINE) is None


@pytest.mark.parametrize("site", [faulty, hostile], ids=["faulty", "hostile"])
def test_our_documents_pass_our_own_proofreading(site) -> None:
    notice = rectification_notice(site(), issuer=ISSUER, written_on=DAY, deadline=DEADLINE)
    for document in (circular(), notice, self_inspection(site(), written_on=DAY)):
        assert document is not None
        assert faults_of(document) == []


def test_a_fault_in_our_own_words_is_an_error_that_says_where() -> None:
    wrong = msgspec.structs.replace(circular(), blocks=(Paragraph(text="各单位要认真布署整改工作。"),))
    with pytest.raises(DocumentFaultError, match=r"“布署”应为“部署”.*认真布署整改"):
        require_clean(wrong)
    require_clean(msgspec.structs.replace(wrong, blocks=(Paragraph(text="“布署”应为“部署”。"),)))
    titled = Paragraph(text="请为《关于布署年度工作的通知》补充解读。")  # as it stands
    require_clean(msgspec.structs.replace(wrong, blocks=(titled,)))
    annexed = Annex(title="整改要求", blocks=(Paragraph(text="反复出现的问题要认真布署。"),))
    with pytest.raises(DocumentFaultError):
        require_clean(msgspec.structs.replace(circular(), annexes=(annexed,)))


def test_from_the_database_to_word(db: Database, run: int, tmp_path: Path) -> None:  # noqa: F811
    letter = office.Letter(
        issuer=ISSUER, written_on=DAY, deadline=DEADLINE, number="青政办函〔2026〕10号", copies_to="市委办"
    )
    with db.session() as session:
        units = [figures.AdoptionRecord(level="county", unit="汉阴县政府", adopted=201)]
        figures.replace_adoption(session, "2026Q4", units)
    word, page_, book = office.write_circular(db, run, tmp_path, SCHEME, letter)
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["概况", "问题清单", "内容保障不到位", "链接和功能不可用"]
    numbers = [row[0].value for row in sheets["问题清单"].iter_rows(min_row=2)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(sheets["概况"]._charts) == 2
    paragraphs = [one.text for one in docx.Document(str(word)).paragraphs]
    assert paragraphs[:2] == [ISSUER, "青政办函〔2026〕10号"]
    assert "各县（市、区）人民政府，市政府各工作部门、直属机构：" in paragraphs[:8]
    imprint = docx.Document(str(word)).tables[-1]
    assert [row.cells[0].text for row in imprint.rows] == ["抄送：市委办。", f"{ISSUER}\t2026年11月6日印发"]
    assert "3.政府网站政务信息采用情况统计表" in "".join(paragraphs)
    assert "汉阴县政府" in page_.read_text(encoding="utf-8")
    written = office.write_notices(db, run, tmp_path, SCHEME, letter)
    assert [path.name for path in written["hanyin"]] == ["notice.docx", "notice.html"]
    assert written["slj"] == []


def test_a_high_row_may_break_so_that_its_heading_is_not_left_alone(tmp_path: Path) -> None:
    long = record("typo", f"{HOME}{'x' * 300}.html", "布署", detail={"suggestion": "部署"})
    short = record("typo", page(1), "布署", detail={"suggestion": "部署"})
    path = write_docx(self_inspection(material([long, short]), written_on=DAY), tmp_path / "s.docx")
    rows = docx.Document(str(path)).tables[2].rows
    unbroken = {("x" * 300 in row.cells[3].text.replace("\u200b", "")): "cantSplit" in row._tr.xml for row in rows[1:]}
    assert unbroken == {True: False, False: True}


def test_a_notice_shows_the_pictures_there_are(tmp_path: Path) -> None:
    (tmp_path / "screenshots").mkdir()
    (tmp_path / "screenshots" / "1.png").write_bytes(PIXEL)
    seen = record("dead_link", HOME, f"{HOME}gone.html", evidence={"screenshot": "screenshots/1.png"})
    lost = record("dead_link", HOME, f"{HOME}lost.html", evidence={"screenshot": "screenshots/2.png"})
    seen_by = msgspec.structs.replace(material([seen, lost]), data_dir=tmp_path)
    document = rectification_notice(seen_by, issuer=ISSUER, written_on=DAY, deadline=DEADLINE)
    assert document is not None
    assert [annex.title for annex in document.annexes] == ["问题清单", "问题截图"]
    word = docx.Document(str(write_docx(document, tmp_path / "n.docx")))
    assert len(word.inline_shapes) == 1
    assert document_html(document).count("data:image/png;base64,") == 1


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
