"""Tables keep the contract's fields and order, and nothing a page says becomes a formula, a link or markup."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from reports.scheme import load_scheme
from reports.scoring import score
from reports.table_files import CELL_LIMIT, clean, html_table, write_csv, write_jsonl, write_table, write_xlsx
from reports.tables import findings_table, links_table, pages_table, plain_rows, score_objects, scores_table
from tests.reports.factories import CHECKS, HOME, MOMENT, dead_links, record, results

FIELDS = [
    "id",
    "check",
    "site",
    "url",
    "target",
    "severity",
    "message",
    "occurrences",
    "pages",
    "detail",
    "evidence",
    "run",
    "as_of",
    "first_seen",
    "found_at",
]
PAGE_FIELDS = [
    "url",
    "state",
    "reason",
    "status",
    "fetched_at",
    "bytes",
    "title",
    "published",
    "page_type",
    "column",
    "rendered",
    "duplicate_of",
]
HOSTILE = [
    "=CMD|'/C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "a\x00\x0bb\ud800",
    "<script>alert(1)</script>",
    "A & B",
    "长" * 40_000,
]


def lines(table) -> list[dict]:
    stream = io.StringIO()
    write_jsonl(table.rows, stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def url_row(**fields):
    base = dict.fromkeys(("reason", "found_on", "column", "duplicate_of", "verdict"), "")
    fetched = {"fetched_at": MOMENT, "status": 200, "bytes": 10, "attempts": 1, "rendered": False}
    page = {"kind": "page", "state": "done", "page_type": "home", "title": "首页", "published": dt.date(2026, 10, 1)}
    base |= {"url": HOME, "final_url": HOME} | fetched | page
    return SimpleNamespace(**(base | fields))


def test_findings_have_the_contracts_fields_in_its_order() -> None:
    rows = lines(findings_table([record("dead_link", HOME, None), record("typo", HOME, "甲")]))
    assert [list(row) for row in rows] == [FIELDS, FIELDS]
    assert rows[0]["target"] is None
    assert rows[0]["as_of"] == "2026-11-01"
    assert rows[0]["found_at"] == "2026-11-01T02:30:00+00:00"
    assert rows[0]["pages"] == [HOME]
    assert findings_table([]).titles()[0] == "编号"


def test_a_table_reads_its_rows_one_by_one() -> None:
    given = iter(dead_links(3))
    next(iter(findings_table(given).rows))
    assert len(list(given)) == 2


def test_pages_have_the_contracts_fields() -> None:
    rows = lines(pages_table([url_row(state="blocked", reason="robots", status=None, published=None)]))
    assert list(rows[0]) == PAGE_FIELDS
    assert (rows[0]["reason"], rows[0]["status"]) == ("robots", None)


def test_links_are_the_urls_with_a_verdict() -> None:
    rows = lines(
        links_table([url_row(), url_row(url=HOME + "x", verdict="dead", reason="http_404", status=404, found_on=HOME)])
    )
    assert [(row["url"], row["verdict"], row["found_on"]) for row in rows] == [(HOME + "x", "dead", HOME)]


def test_a_score_row_for_every_level_with_the_findings_behind_it() -> None:
    result = score(
        load_scheme(known_checks=CHECKS), dead_links(2, url=HOME), results(), site="hanyin", home_urls=[HOME]
    )
    rows = list(scores_table([result]).rows)
    assert {row["level"] for row in rows} == {"site", "dimension", "indicator", "deduction"}
    deduction = next(row for row in rows if row["level"] == "deduction")
    assert len(deduction["findings"]) == 2
    assert "默认" in rows[0]["notes"]
    assert {row["scheme_sha256"] for row in rows} == {result.scheme.sha256}
    stream = io.StringIO()
    write_jsonl(score_objects([result]), stream)
    whole = json.loads(stream.getvalue())
    assert whole["lost"] == 2.0
    assert whole["dimensions"][0]["state"] == "partial"
    assert whole["scheme"]["inner_weights"] == "default"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_format(tmp_path: Path, text: str) -> None:
    found = [record("typo")]
    found[0].url = found[0].target = found[0].message = text
    found[0].detail = {"context": text}
    path = write_table(findings_table(found), tmp_path / "f.csv", "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        row = next(csv.DictReader(stream))
    assert not row["message"].startswith(("=", "+", "-", "@", "\t"))
    assert clean(text) in row["message"]
    book = openpyxl.load_workbook(write_table(findings_table(found), tmp_path / "f.xlsx", "xlsx"))
    cells = {column[0].value: column[1] for column in book.active.columns}
    assert cells["message"].data_type == "s"
    assert cells["message"].value.startswith(clean(text)[:100])
    assert len(cells["message"].value) <= CELL_LIMIT
    assert cells["url"].hyperlink is None
    markup = html_table(findings_table(found))
    assert "<script>" not in markup
    assert "A & B" not in markup
    assert "href" not in markup
    write_table(findings_table(found), tmp_path / "f.jsonl", "jsonl")
    assert len((tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_only_http_addresses_of_url_columns_become_links(tmp_path: Path) -> None:
    found = [record("typo", "javascript:alert(1)", "http://target.example/"), record("typo", HOME, "x")]
    book = openpyxl.load_workbook(write_xlsx([findings_table(found)], tmp_path / "f.xlsx"))
    linked = {cell.coordinate: cell.hyperlink.target for row in book.active.rows for cell in row if cell.hyperlink}
    assert linked == {"D3": HOME}
    markup = html_table(findings_table(found))
    assert markup.count("href=") == 1
    assert "javascript" not in markup.split("href=")[1][:20]


def test_five_thousand_findings_in_a_workbook_for_people(tmp_path: Path) -> None:
    found = dead_links(5000)
    path = write_xlsx([findings_table(found)], tmp_path / "f.xlsx", summary=[("网站", "=甲"), ("问题数", 5000)])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["概况", "问题清单"]
    assert [book["概况"]["B1"].value, book["概况"]["B2"].value] == ["=甲", 5000]
    assert book["概况"]["B1"].data_type == "s"
    sheet = book["问题清单"]
    assert sheet.max_row == 5001
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O5001"
    assert sheet["B1"].value == "检查项"
    assert sheet["M2"].value == dt.datetime(2026, 11, 1)
    assert sheet.column_dimensions["D"].width > 40


def test_an_empty_table_is_a_heading(tmp_path: Path) -> None:
    stream = io.StringIO()
    write_csv(findings_table([]), stream)
    assert stream.getvalue().strip().split(",") == FIELDS
    assert openpyxl.load_workbook(write_xlsx([findings_table([])], tmp_path / "f.xlsx")).active.max_row == 1


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.table_files.ROWS_PER_SHEET", 4)
    book = openpyxl.load_workbook(write_xlsx([findings_table(dead_links(7))], tmp_path / "f.xlsx"))
    assert [(sheet.title, sheet.max_row) for sheet in book] == [("问题清单", 4), ("问题清单 2", 4), ("问题清单 3", 2)]


def test_rows_for_a_terminal_are_one_line_each() -> None:
    rows = plain_rows(findings_table([record("typo", message="一\n二\t三", detail={"a": 1})]))
    assert rows[0][6] == "一 二 三"
    assert rows[0][9] == '{"a": 1}'
    assert all(isinstance(cell, str) for cell in rows[0])


def test_a_workbook_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_xlsx([findings_table([])], tmp_path / "nowhere" / "f.xlsx")
