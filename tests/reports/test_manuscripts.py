"""Files that offices proofread: each fault is found where an author looks for it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from checks.words.faults import Tier
from checks.words.proofread import ProofFault, proofread
from reports.manuscripts import ManuscriptError, read_manuscript
from reports.manuscripts.annotated import annotated_docx, annotated_lines


def faults_of(path: Path) -> list[ProofFault]:
    return proofread(read_manuscript(path).paragraphs, str(path), lowest=Tier.LIKELY)


def places(path: Path) -> list[tuple[int, int, str]]:
    """Also sees to it that the place is where the wrong form stands in the line that is shown."""
    lines = read_manuscript(path).lines
    faults = faults_of(path)
    for fault in faults:
        assert lines[fault.line - 1][fault.start : fault.start + len(fault.wrong)] == fault.wrong
    return [(fault.line, fault.start, fault.wrong) for fault in faults]


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A docx: a title, a paragraph of several runs, a table, a paragraph after it, and a footer."""
    document = docx.Document()
    document.add_paragraph("关于布署工作的通知")
    paragraph = document.add_paragraph("请于本周内")
    paragraph.add_run("登").bold = True
    paragraph.add_run("陆网站平台填报")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "事项"
    table.cell(0, 1).text = "要求"
    table.cell(1, 0).text = "报送"
    table.cell(1, 1).text = "按排专人负责，加强布署"
    document.add_paragraph("抓紧布署。")
    document.sections[0].footer.paragraphs[0].text = "页脚也要布署"
    path = tmp_path / "通知.docx"
    document.save(str(path))
    return path


def test_docx_counts_paragraphs_and_table_rows(notice: Path) -> None:
    found = places(notice)
    assert (1, 2, "布署") in found
    assert (2, 5, "登陆") in found  # over two runs
    assert (4, 12, "布署") in found  # second row of the table, after its first cell
    assert (5, 2, "布署") in found
    assert (6, 4, "布署") in found  # the footer comes last


def test_a_commented_copy_marks_the_word_and_changes_nothing(notice: Path) -> None:
    faults = faults_of(notice)
    copy = docx.Document(io.BytesIO(annotated_docx(notice, faults)))
    before = docx.Document(str(notice))
    assert [one.text for one in copy.paragraphs] == [one.text for one in before.paragraphs]
    assert copy.tables[0].cell(1, 1).text == before.tables[0].cell(1, 1).text
    assert len(list(copy.comments)) == len(faults)
    marked = {}
    for comment in copy.comments:
        start = copy.element.body.xpath(f"//w:commentRangeStart[@w:id='{comment.comment_id}']")
        if start:  # the footer's stands in its own part
            marked[comment.comment_id] = _between(start[0])
    assert sorted(marked.values()).count("登陆") == 1
    assert set(marked.values()) <= {fault.wrong for fault in faults}
    bold = [run.text for run in copy.paragraphs[1].runs if run.bold]
    assert bold == ["登"], "the look of what was split is kept"
    assert any("登录" in comment.text for comment in copy.comments)


def _between(start) -> str:
    text = ""
    for element in start.itersiblings():
        if element.tag == qn("w:commentRangeEnd"):
            break
        text += "".join(node.text or "" for node in element.iter(qn("w:t")))
    return text


def test_a_commented_copy_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("通知\n\n　　加强布署，再布署。\n", encoding="gb18030")
    copy = docx.Document(io.BytesIO(annotated_lines(read_manuscript(path), faults_of(path))))
    assert [one.text for one in copy.paragraphs] == ["通知", "", "　　加强布署，再布署。"]
    assert [comment.text for comment in copy.comments].count("“布署”疑为“部署”之误（错误）。") == 2


def test_xlsx_counts_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["事项", "说明", 3])
    sheet.append([12, "工作布署", "=CONCATENATE(A1)"])
    book.create_sheet("二").append(["再次布署"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert places(path) == [(2, 3, "布署"), (3, 2, "布署")]


HTML = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>关于布署工作的通知</title>
<script>var a = "布署";</script><style>.布署{}</style></head>
<body><!-- 布署 -->
<p>加强<b>布</b><span>署</span>，&ldquo;全面&rdquo;&nbsp;布&#32626;。</p>
<p>加强布
署工作</p><div>布</div><div>署</div>
</body></html>
"""


def test_html_places_are_those_of_the_source(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(HTML, encoding="utf-8")
    found = [(fault.line, fault.start) for fault in faults_of(path)]
    lines = HTML.split("\n")
    assert found == [(2, lines[1].index("布署")), (5, lines[4].index("布")), (5, lines[4].rindex("布&#")), (6, 5)]


@pytest.mark.parametrize(("encoding", "declared"), [("gb18030", "gb2312"), ("utf-8", "gb2312"), ("utf-16", "utf-8")])
def test_html_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(HTML.replace("utf-8", declared).encode(encoding))
    assert len(faults_of(path)) == 4


def test_pdf_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(["关于工作的通知", "加强布署"]))
    assert places(path) == [(2, 2, "布署")]


def _pdf(lines: list[str]) -> bytes:
    """A page of text in a font that every reader has to know, as hexadecimal UTF-16 with its map back to Unicode."""
    show = " ".join(
        f"1 0 0 1 72 {700 - 40 * at} Tm <{line.encode('utf-16-be').hex()}> Tj" for at, line in enumerate(lines)
    )
    content = f"BT /F1 16 Tf {show} ET".encode()
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
        b"endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H "
        b"/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 8 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(mapping), mapping),
        b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 800 /StemV 80 >>",
    ]
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return out.getvalue()


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "另存为 docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "密码"),
        ("a.docx", b"hello", "docx 文件"),
        ("a.docx", b"PK\x05\x06" + bytes(18), "docx 文件"),
        ("a.docx", _bomb(), "超出限制"),
        ("a.xlsx", _bomb(), "超出限制"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "xlsx 文件"),
        ("a.pdf", b"%PDF-1.4\nnothing", "pdf 文件"),
        ("a.pdf", _pdf([]), "扫描件"),
        ("a.txt", b"\xff\xff\xff\xff\x00\x00\x81", "UTF-8"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ManuscriptError, match=complaint):
        read_manuscript(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManuscriptError, match=r"none\.docx"):
        read_manuscript(tmp_path / "none.docx")
