"""From the database to files."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from db import runs, urls
from db.engine import Database, open_database
from db.findings import NewFinding, store_findings
from reports.build import safe_name, scores, site_material, write_run_reports
from reports.exports import NoSuchRunError, write_export
from tests.reports.factories import AS_OF, HOME, MOMENT, Record, columns, dead_links, page, results, sections
from tests.reports.materials import SCHEME

DAY = dt.date(2026, 11, 6)
REGISTRY = {
    "sites": [
        {
            "code": "hanyin",
            "name": "“汉阴县人民政府”网",
            "kind": "county",
            "url": HOME,
            "organization": "汉阴县人民政府",
        },
        {"code": "slj", "name": "“安康市水利局”网", "kind": "department", "url": "http://slj.example.gov.cn/"},
    ]
}


def stored(finding: Record) -> NewFinding:
    names = ("id", "check", "url", "target", "severity", "message", "found_at", "occurrences", "detail", "evidence")
    return NewFinding(pages=tuple(finding.pages), **{name: getattr(finding, name) for name in names})


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'g.db'}") as opened:
        yield opened


@pytest.fixture
def run(db: Database) -> int:
    """A quarter's run: one site inspected, one unreachable."""
    with db.session() as session:
        run = runs.create_run(
            session, kind="quarter", quarter="2026Q4", as_of=AS_OF, started_at=MOMENT, registry=REGISTRY, options={}
        )
        ids = runs.create_inspections(session, run.id, ["hanyin", "slj"])
        for inspection in ids.values():
            runs.claim_inspection(session, inspection, MOMENT)
        here = ids["hanyin"]
        found = [*sections("guide"), *columns(2, "news"), *dead_links(1, url=HOME + "index.html"), *dead_links(3)[1:]]
        store_findings(session, here, [stored(one) for one in found])
        checked = [runs.CheckResultRecord(check=one.check, state=one.state, judged=one.judged) for one in results()]
        runs.store_check_results(session, here, checked)
        urls.add_urls(session, here, [{"url": HOME}, {"url": page(1)}, {"url": f"{HOME}gone/0.html"}])
        read = {"state": "done", "status": 200, "fetched_at": MOMENT}
        urls.settle_urls(
            session,
            here,
            [
                {"url": HOME, "final_url": HOME + "index.html", "page_type": "home", "title": "首页", **read},
                {"url": page(1), "page_type": "article", **read},
                {"url": f"{HOME}gone/0.html", "state": "failed", "reason": "http_404", "verdict": "dead"},
            ],
        )
        runs.finish_inspection(session, here, MOMENT, {})
        runs.fail_inspection(session, ids["slj"], MOMENT, "unreachable")
        return run.id


def test_scores_of_a_run(db: Database, run: int) -> None:
    whole, unreachable = scores(db, run, SCHEME)
    assert (whole.site, whole.name) == ("hanyin", "“汉阴县人民政府”网")
    assert {one.id: str(one.lost) for one in whole.indicators() if one.lost} == {
        "disclosure.sections": "2.00",
        "disclosure.timely": "2.00",
        "platform.links_home": "1.00",  # seen on the address the home page led to
        "platform.links_other": "0.20",
    }
    assert not whole.provisional
    assert (unreachable.measured_points, unreachable.provisional) == (0, True)
    assert "检查未完成（网站无法访问）" in unreachable.reasons
    assert [one.site for one in scores(db, run, SCHEME, sites=["slj"])] == ["slj"]


def test_the_files_of_a_run(db: Database, run: int, tmp_path: Path) -> None:
    made = write_run_reports(db, run, tmp_path / "out", SCHEME, written_on=DAY)
    assert list(made.sites) == ["hanyin", "slj"]
    assert made.sites["hanyin"]["docx"] == tmp_path / "out" / "hanyin" / "self-inspection.docx"
    assert all(path.stat().st_size > 0 or form == "jsonl" for one in made.sites.values() for form, path in one.items())
    index = made.overview.read_text(encoding="utf-8")
    assert "2026年第四季度政府网站检查结果" in index
    assert "应检查网站2个，完成检查1个，发现问题6个" in index
    assert 'href="hanyin/self-inspection.html"' in index
    assert "未能检查（网站无法访问）" in index
    unreachable = next(row for row in index.splitlines() if "水利局" in row)
    assert "—</td>" in unreachable
    assert ">0<" not in unreachable  # not inspected is not “no faults”
    assert "hanyin" in made.sites["hanyin"]["jsonl"].read_text(encoding="utf-8")
    book = openpyxl.load_workbook(made.sites["hanyin"]["xlsx"])
    assert book.sheetnames == [
        "概况", "先改什么", "问题清单", "内容保障不到位", "链接和功能不可用", "得分", "未检查事项",
    ]  # fmt: skip
    assert len(book["概况"]._charts) == 2
    listed = book["问题清单"]
    assert listed.freeze_panes == "A2"
    assert listed.auto_filter.ref
    last = {cell.value: cell.column_letter for cell in listed[1]}["核实"]  # what is behind is for the screen
    assert listed.print_area.endswith(f"${last}${listed.max_row}")
    assert any(rule.type == "dataBar" for rules in listed.conditional_formatting for rule in rules.rules)
    by_class = [row[0].value for name in book.sheetnames[3:5] for row in book[name].iter_rows(min_row=2)]
    assert sorted(by_class) == [1, 2, 3, 4, 5, 6]  # a finding's number is that of the report on every sheet
    assert [row[3].value for row in book["先改什么"].iter_rows(min_row=2)] == [2, 2, 1, 0.2]
    assert [row[0].value for row in book["问题清单"].iter_rows(min_row=2)] == [1, 2, 3, 4, 5, 6]
    labels = {row[0].value: row[1].value for row in book["概况"].iter_rows()}
    assert labels["合计（得分/已测分值）"] == "50.80 / 56.00"


def test_a_bare_url_goes_by_its_host(db: Database, tmp_path: Path) -> None:
    with db.session() as session:
        run = runs.create_run(session, kind="scan", as_of=AS_OF, started_at=MOMENT, registry={"sites": []}, options={})
        runs.create_inspections(session, run.id, ["127.0.0.1:8000"])
    material = site_material(db, run.id, "127.0.0.1:8000", SCHEME)
    assert (material.site.name, material.quarter, material.failure) == ("127.0.0.1:8000", "2026Q4", "pending")
    made = write_run_reports(db, run.id, tmp_path, SCHEME, written_on=DAY, formats=["html"])
    assert made.sites["127.0.0.1:8000"]["html"] == tmp_path / "127.0.0.1_8000" / "self-inspection.html"


def test_exports(db: Database, run: int, tmp_path: Path) -> None:
    stream = io.StringIO()
    write_export(db, run, "findings", "jsonl", stream)
    rows = [json.loads(text) for text in stream.getvalue().splitlines()]
    assert [(row["check"], row["url"]) for row in rows] == sorted((row["check"], row["url"]) for row in rows)
    assert {row["site"] for row in rows} == {"hanyin"}
    write_export(db, run, "pages", "csv", tmp_path / "p.csv")
    assert len((tmp_path / "p.csv").read_text(encoding="utf-8-sig").splitlines()) == 4
    write_export(db, run, "links", "xlsx", tmp_path / "l.xlsx")
    assert openpyxl.load_workbook(tmp_path / "l.xlsx").active["C2"].value == "dead"
    stream = io.StringIO()
    write_export(db, run, "scores", "jsonl", stream, scheme=SCHEME, sites=["hanyin"])
    assert json.loads(stream.getvalue())["lost"] == 5.2
    with pytest.raises(ValueError, match="scheme"):
        write_export(db, run, "scores", "jsonl", io.StringIO())
    with pytest.raises(ValueError, match="file"):
        write_export(db, run, "findings", "xlsx", io.StringIO())


def test_a_wrong_run_or_site_is_named_with_the_right_ones(db: Database, run: int) -> None:
    with pytest.raises(NoSuchRunError, match=rf"no run 99 .*{run}"):
        scores(db, 99, SCHEME)
    with pytest.raises(NoSuchRunError, match="hanyin, slj"):
        site_material(db, run, "nowhere", SCHEME)


def test_folder_names_are_safe() -> None:
    assert [safe_name(code) for code in ("hanyin", "a.b:80", "../x", "..", "[::1]:80")] == [
        "hanyin", "a.b_80", "_x", "_", "_1_80",
    ]  # fmt: skip
