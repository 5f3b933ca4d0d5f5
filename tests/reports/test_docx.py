"""The docx opened again: page, fonts, lines, numbers on the outer edge, tables; and LibreOffice reads it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn

from reports.annexes import LONGEST_CELL
from reports.docx_gbt9704 import LONGEST_UNSPLIT, TITLE_CHARS, title_lines, write_docx
from reports.self_inspection import self_inspection
from tests.reports.factories import dead_links
from tests.reports.materials import LONG_URL, faulty, hostile, material

DAY = dt.date(2026, 11, 6)
SOFFICE = shutil.which("soffice")


@pytest.fixture
def opened(tmp_path: Path):
    return docx.Document(str(write_docx(self_inspection(faulty(), written_on=DAY), tmp_path / "r.docx")))


def east_asian(run) -> str:
    return run._element.rPr.rFonts.get(qn("w:eastAsia"))


def find(opened, text: str):
    return next(paragraph for paragraph in opened.paragraphs if text in paragraph.text)


def test_the_page_is_a4_with_the_standards_margins(opened) -> None:
    section = opened.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(value.mm) for value in (section.page_width, section.page_height)] == [210, 297]
    assert [round(value.mm) for value in margins] == [37, 35, 28, 26]
    assert section._sectPr.find(qn("w:docGrid")) is None


def test_fonts_sizes_and_lines(opened) -> None:
    title, body = opened.paragraphs[0], find(opened, "监测时间点")
    assert (east_asian(title.runs[0]), title.runs[0].font.size.pt) == ("方正小标宋简体", 22)
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert (east_asian(body.runs[-1]), body.runs[-1].font.size.pt) == ("仿宋_GB2312", 16)
    assert body.runs[-1].font.name == "Times New Roman"
    form = body.paragraph_format
    assert (form.line_spacing_rule, form.line_spacing.pt) == (WD_LINE_SPACING.EXACTLY, 28.95)
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert form.first_line_indent.pt == 32
    assert east_asian(find(opened, "一、总体情况").runs[0]) == "黑体"
    run_in = find(opened, "检查范围")
    assert [east_asian(run) for run in run_in.runs] == ["楷体_GB2312", "仿宋_GB2312"]


def test_no_theme_font_overrules_the_names(opened) -> None:
    fonts = opened.styles["Normal"]._element.rPr.rFonts
    assert not [name for name in fonts.attrib if name.endswith("Theme")]
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_fonts_have_substitutes(tmp_path: Path) -> None:
    path = write_docx(self_inspection(material([]), written_on=DAY), tmp_path / "r.docx")
    with zipfile.ZipFile(path) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert re.search(r'w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong', table)
    assert re.search(r'w:name="方正小标宋简体"><w:altName', table)


def test_page_numbers_stand_on_the_outer_edge(opened) -> None:
    assert opened.settings.odd_and_even_pages_header_footer
    odd, even = opened.sections[0].footer.paragraphs[0], opened.sections[0].even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT)
    for footer in (odd, even):
        assert "PAGE" in footer._p.xml
        assert footer.text == "— 1 —"
        assert footer.runs[0].font.size.pt == 14
    assert all(section.footer.is_linked_to_previous for section in list(opened.sections)[1:])


def test_annexes_are_on_pages_of_their_own_and_the_wide_one_lies_across(opened) -> None:
    assert [section.orientation for section in opened.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    labels = [paragraph.text for paragraph in opened.paragraphs if re.fullmatch(r"附件\d", paragraph.text)]
    assert labels == ["附件1", "附件2", "附件3"]
    assert find(opened, "附件：1.问题清单")
    assert find(opened, "2026年11月6日").alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_tables_repeat_their_head_and_keep_rows_whole(opened) -> None:
    listed = opened.tables[2]
    assert [cell.text for cell in listed.rows[0].cells][:3] == ["序号", "类别", "具体问题"]
    assert len(listed.rows) == 18
    assert listed.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    low = [row for row in listed.rows if max(len(cell.text) for cell in row.cells) <= LONGEST_UNSPLIT]
    assert len(low) > 10
    assert all(row._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in low)
    grid = [int(column.get(qn("w:w"))) for column in listed._tbl.tblGrid.gridCol_lst]
    assert abs(sum(grid) - 225 * 1440 / 25.4) < 20


def test_elements_stand_in_the_order_the_schema_asks_for(opened) -> None:
    order = {
        "tblPr": ["tblStyle", "tblW", "jc", "tblLayout", "tblLook"],
        "pPr": ["keepNext", "spacing", "ind", "jc", "outlineLvl", "sectPr"],
        "rPr": ["rFonts", "sz", "szCs"],
    }
    for tag, wanted in order.items():
        for element in opened.element.body.iter(qn(f"w:{tag}")):
            names = [child.tag.split("}")[1] for child in element]
            assert names == sorted(names, key=wanted.index), names


def test_a_long_address_may_break_and_is_otherwise_whole(opened) -> None:
    cells = [row.cells[3].text for row in opened.tables[2].rows]
    assert any("\u200b" in text and text.replace("\u200b", "") == LONG_URL for text in cells)


def test_hostile_text_is_text(tmp_path: Path) -> None:
    opened = docx.Document(str(write_docx(self_inspection(hostile(), written_on=DAY), tmp_path / "r.docx")))
    whole = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert "<script>alert(1)</script> & " in whole
    assert max(len(cell.text) for row in opened.tables[2].rows for cell in row.cells) <= LONGEST_CELL * 1.1
    assert not re.search("[\x00\x0b]", whole)


def test_a_title_breaks_between_words_only() -> None:
    parts = ("汉阴县人民政府", "关于", "2026年第四季度", "政府网站", "自查情况的报告")
    lines = title_lines(parts)
    assert lines == ["汉阴县人民政府关于2026年第四季度", "政府网站自查情况的报告"]
    assert title_lines(("问题清单",)) == ["问题清单"]
    assert all(len(line) <= TITLE_CHARS for line in title_lines(("安康市住房公积金经办中心", *parts[1:])))


def test_many_findings_take_little_time(tmp_path: Path) -> None:
    document = self_inspection(material(dead_links(5000)), written_on=DAY)
    tables = docx.Document(str(write_docx(document, tmp_path / "r.docx"))).tables
    assert max(len(table.rows) for table in tables) == 301


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_it(tmp_path: Path) -> None:
    assert SOFFICE
    path = write_docx(self_inspection(faulty(), written_on=DAY), tmp_path / "r.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = (tmp_path / "r.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    if shutil.which("pdfinfo"):
        told = subprocess.run(["pdfinfo", str(tmp_path / "r.pdf")], check=True, capture_output=True, text=True).stdout
        pages = int(re.search(r"Pages:\s+(\d+)", told)[1])  # type: ignore[index]
        assert 8 <= pages <= 16
