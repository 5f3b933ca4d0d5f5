"""Tables people made come in, or are refused with what to do."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from reports.spreadsheets import SpreadsheetError, read_rows

ROWS = [{"code": "hanyin", "name": "“汉阴县人民政府”网"}, {"code": "slj", "name": ""}]
TEXT = "code,name\r\nhanyin,“汉阴县人民政府”网\r\n\r\nslj\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_csv_in_the_encodings_offices_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert read_rows(path) == (["code", "name"], ROWS)


def test_csv_with_tabs_and_quoted_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text('code\tname\nx\t"一\n二, 三"\n', encoding="utf-8")
    assert read_rows(path)[1] == [{"code": "x", "name": "一\n二, 三"}]


def test_xlsx_with_numbers_dates_and_gaps(tmp_path: Path) -> None:
    import datetime as dt

    book = openpyxl.Workbook()
    for row in [
        ["code", "number", "day"],
        ["a", 6109240001.0, dt.datetime(2026, 1, 2)],
        [None, None, None],
        ["b", 1.5, None],
    ]:
        book.active.append(row)
    book.save(tmp_path / "s.xlsx")
    assert read_rows(tmp_path / "s.xlsx")[1] == [
        {"code": "a", "number": "6109240001", "day": "2026-01-02"},
        {"code": "b", "number": "1.5", "day": ""},
    ]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "第一行应为各栏名称"),
        (b"a,a\n1,2\n", "栏名重复：a"),
        (b"a,,c\n1,2,3\n", "第 2 栏没有名称"),
        (b"a,b\n1,2,3\n", "第 2 行的栏数多于"),
        (b"\xd0\xcf\x11\xe0rest", "另存为 .xlsx"),
        (b"PK\x03\x04rest", "文件已损坏"),
        (b"\xff\xfe\x00a\xff", "既不是 UTF-8 也不是 GBK"),
        (b"a\x00b", "不是文本文件"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, data: bytes, complaint: str) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(data)
    with pytest.raises(SpreadsheetError, match=complaint):
        read_rows(path)


def test_a_missing_file_and_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(SpreadsheetError, match="文件不存在"):
        read_rows(tmp_path / "none.csv")
    with zipfile.ZipFile(tmp_path / "s.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(SpreadsheetError, match="不是可读的 xlsx"):
        read_rows(tmp_path / "s.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "s.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 3_000_000)
    with pytest.raises(SpreadsheetError, match="展开后有 3,000,000"):
        read_rows(tmp_path / "s.xlsx")


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.spreadsheets.MAX_ROWS", 2)
    path = tmp_path / "s.csv"
    path.write_text("a\n1\n2\n3\n")
    with pytest.raises(SpreadsheetError, match="超过 2 行"):
        read_rows(path)
