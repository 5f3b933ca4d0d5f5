"""Numbers in linked files: where they may stand, what is none, and files that are made to hurt their reader."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from checks.base import Context, Finding
from checks.facts import Site, SiteKind
from checks.rules.privacy_leak import PrivacyLeak
from crawler.asking import Answer
from crawler.attachments import extracting
from crawler.attachments.reading import AttachmentReader, File, file_of
from db import runs
from demo.files import docx, pdf, xlsx
from tests.crawler.harness import AS_OF, inspect
from tests.crawler.server import Reply, Server

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OWN = "http://www.test.gov.cn"
SITE = Site(code="test", name="测试", kind=SiteKind.COUNTY, url="http://www.test.gov.cn/")
ID = "11010519491231002X"  # the specimen of GB 11643
ID_MASKED = "11**************2X"
MOBILE, MOBILE_MASKED = "13800000000", "138****0000"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def word(body: str) -> bytes:
    return archive({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def workbook(*, hide_sheet: bool = False, hide_column: bool = False, number: bool = False) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("公示").write_row(0, 0, ["姓名", "村组"])
        sheet = book.add_worksheet("原始")
        sheet.write_row(0, 0, ["姓名", "联系电话" if number else "证件号码"])
        sheet.write(1, 0, "张某")
        sheet.write(1, 1, int(MOBILE) if number else ID)
        if hide_sheet:
            sheet.hide()
        if hide_column:
            sheet.set_column(1, 1, None, None, {"hidden": True})
    return buffer.getvalue()


def runs_of(text: str) -> str:
    """A paragraph as office programs save it: the number cut into pieces."""
    return "<w:p>" + "".join(f"<w:r><w:t>{text[at : at + 4]}</w:t></w:r>" for at in range(0, len(text), 4)) + "</w:p>"


def cells(*rows: tuple[str, ...]) -> str:
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def leaks(name: str, data: bytes) -> tuple[set[str | None], str]:
    """Masked numbers that are found in a file, and why it was not read whole."""

    async def read() -> tuple[set[str | None], str]:
        reader = AttachmentReader()
        try:
            attachment = await reader.read(file_of(f"{OWN}/{name}", Answer(url="", status=200, body=data)), data)
        finally:
            await reader.close()
        context = Context(site=SITE, as_of=AS_OF, options={})
        outcomes = PrivacyLeak().judge_attachment(attachment, context)
        found = {one.target for one in outcomes if isinstance(one, Finding)}
        return found, attachment.unread

    return asyncio.run(read())


FOUND = {
    "docx": ("a.docx", docx("公示", [f"张某 {ID}"]), ID_MASKED),
    "docx_in_runs": ("a.docx", word(runs_of(f"张某，身份证号{ID}，本村人")), ID_MASKED),
    "docx_table": ("a.docx", word(cells(("姓名", "联系电话"), ("张某", MOBILE))), MOBILE_MASKED),
    "docx_deleted_text": ("a.docx", word(f"<w:p><w:del><w:delText>{ID}</w:delText></w:del></w:p>"), ID_MASKED),
    "xlsx": ("a.xlsx", xlsx([["姓名", "身份证号"], ["张某", ID]]), ID_MASKED),
    "xlsx_hidden_sheet": ("a.xlsx", workbook(hide_sheet=True), ID_MASKED),
    "xlsx_hidden_column": ("a.xlsx", workbook(hide_column=True), ID_MASKED),
    "xlsx_number": ("a.xlsx", workbook(number=True), MOBILE_MASKED),
    "pdf": ("a.pdf", pdf(["姓名 证件", f"张某 {ID}"]), ID_MASKED),
    "csv_gbk": ("a.csv", f"姓名,联系电话\n张某,{MOBILE}\n".encode("gbk"), MOBILE_MASKED),
    "txt": ("a.txt", f"联系人：张某\n手机：{MOBILE}".encode(), MOBILE_MASKED),
}  # fmt: skip
FINE = {
    "masked": ("a.docx", docx("公示", ["张某 1101**********0021", "138****0000"])),
    "wrong_check_digit": ("a.xlsx", xlsx([["编号"], ["110105194912310023"]])),
    "no_such_day": ("a.xlsx", xlsx([["编号"], ["110105194913310029"]])),
    "duty_phone": ("a.xlsx", xlsx([["单位", "值班电话"], ["某局", MOBILE]])),
    "social_credit_code": ("a.csv", "名称,统一社会信用代码\n某公司,91610900MA70G1234X\n".encode()),
    "account_of_a_body": ("a.docx", docx("缴款", ["户名：某县财政局，账号：6222020000000000000"])),
    "project_number": ("a.txt", "项目代码：2026-610921-04-01-123456".encode()),
}
HURTS = {
    "bomb": ("a.docx", archive({"word/document.xml": b" " * 60_000_000}), extracting.LIMIT),
    "entries": ("a.xlsx", archive({f"x/{number}": "" for number in range(10_001)}), extracting.LIMIT),
    "external_entity": (
        "a.docx",
        archive({"word/document.xml": f'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:p {W}>&x;</w:p>'}),
        extracting.DAMAGED,
    ),
    "laughs": (
        "a.xlsx",
        archive({"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'}),
        extracting.DAMAGED,
    ),
    "no_archive": ("a.docx", b"PK\x03\x04 not an archive", extracting.DAMAGED),
    "encrypted": ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 600, extracting.ENCRYPTED),
    "broken_pdf": ("a.pdf", b"%PDF-1.4 /Font " + b"\x00\xff" * 5_000, extracting.DAMAGED),
    "scan": ("a.pdf", b"%PDF-1.4 no text in it", extracting.SCANNED),
    "cut_xml": ("a.docx", archive({"word/document.xml": f"<w:document {W}><w:p>"}), extracting.DAMAGED),
}


@pytest.mark.parametrize("name", FOUND)
def test_found(name: str) -> None:
    file, data, masked = FOUND[name]
    assert leaks(file, data) == ({masked}, "")


@pytest.mark.parametrize("name", FINE)
def test_fine(name: str) -> None:
    assert leaks(*FINE[name]) == (set(), "")


@pytest.mark.parametrize("name", HURTS)
def test_a_hostile_file_is_not_read_and_says_why(name: str) -> None:
    file, data, reason = HURTS[name]
    assert leaks(file, data) == (set(), reason)


def test_a_file_that_takes_too_long_costs_itself_alone() -> None:
    async def read() -> tuple[str, int]:
        reader = AttachmentReader(seconds=0.0)
        slow = await reader.read(File("a.txt", "a.txt", "txt"), b"x")
        reader._seconds = 60.0
        next_one = await reader.read(File("b.txt", "b.txt", "txt"), f"手机：{MOBILE}".encode())
        await reader.close()
        return slow.unread, len(next_one.pieces)

    assert asyncio.run(read()) == (extracting.LIMIT, 1)


def test_in_an_inspection_only_masked_numbers_are_kept(tmp_path: Path) -> None:
    files = {
        "/a.xlsx": workbook(hide_sheet=True),
        "/big.txt": b"\n" * 200_000 + f"手机：{MOBILE}".encode(),
        "/old.xls": b"\xd0\xcf\x11\xe0",
        "/scan.pdf": b"%PDF-1.4",
        "/down.jsp?id=7": docx("公示", [f"张某 {ID}"]),
        "/attached?id=8": pdf(["公示", f"李某 {ID}"]),
    }
    links = "".join(f"<p><a href='{name}'>附件</a></p>" for name in files)
    home = Reply(f"<html><head><title>测试县</title></head><body>{links}</body></html>")
    routes: dict[str, Reply] = {"/": home, "/robots.txt": Reply(status=404)}
    for name, data in files.items():
        named = {"Content-Disposition": "attachment; filename*=UTF-8''%E5%85%AC%E7%A4%BA.docx"} if "7" in name else {}
        routes[name] = Reply(data, type="application/octet-stream", headers={"ETag": f'"{name}"'} | named)
    with Server(routes) as server:
        done = inspect(tmp_path, server, checks=("privacy_leak",))
        first = server.hits["GET /big.txt"]
    assert first == 2  # the probe, and the whole because it is longer
    assert {(one.url.removeprefix(OWN), one.target) for one in done.findings} == {
        ("/a.xlsx", ID_MASKED),
        ("/big.txt", MOBILE_MASKED),
        ("/down.jsp?id=7", ID_MASKED),
        ("/attached?id=8", ID_MASKED),
    }, done.errors
    assert any("“公示.docx”" in one.message for one in done.findings)
    with done.database.reading() as session:
        (result,) = runs.load_check_results(session, done.inspection_id)
    doubts = {note["url"].removeprefix(OWN): note["reason"] for note in result.notes["not_evaluated"]}
    assert doubts == {"/old.xls": extracting.KIND, "/scan.pdf": extracting.SCANNED}
    done.database.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert ID.encode() not in content, path
            assert MOBILE.encode() not in content, path
