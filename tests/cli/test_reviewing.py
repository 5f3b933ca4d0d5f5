"""A list of problems comes back with “不属实”: what was accused is not accused again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from cli import main
from reports.reviewed_list import NONE, REAL
from tests.crawler.server import Reply, Server
from tests.crawler.test_inspection import links, page

HOST = "www.test.gov.cn"
AS_OF = ("--as-of", "2026-11-02")


@pytest.fixture
def server() -> Iterator[Server]:
    text = "<p>各部门要加强工作布署，抓好落实。群众可在网上办事平台登陆账号后办理。</p>"
    with Server({"/": page("首页", text + links("/gone.html")), "/robots.txt": Reply(status=404)}) as server:
        yield server


def findings(data: Path) -> dict[str, str]:
    """Target and id of what the last run found."""
    path = data / "found.jsonl"
    assert main(["export", "findings", "--output", str(path), "--data", str(data)]) == 0
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["target"]: row["id"] for row in rows if row["check"] in ("typo", "dead_link")}


def review(book: Path, said: dict[str, str]) -> None:
    """Fills in the column “核实” as a person does, in the first sheet that lists the problem."""
    workbook = openpyxl.load_workbook(book)
    for sheet in workbook.worksheets:
        heading = [cell.value for cell in sheet[1]]
        if "核实" not in heading:
            continue
        for row in sheet.iter_rows(min_row=2):
            answer = said.pop(row[heading.index("编号")].value, None)
            if answer:
                row[heading.index("核实")].value = answer
    workbook.save(book)
    assert not said, "a problem is in no sheet"


@pytest.mark.slow
def test_what_people_say_is_right_is_not_accused_again(
    tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    where = ("--connect-to", f"{HOST}=127.0.0.1:{server.port}", "--rate", "200", "--render", "never")
    scan = ["scan", f"http://{HOST}/", "--kind", "county", *where, *AS_OF, "--only", "typo", "--only", "dead_link"]
    assert main([*scan, "--data", str(data), "--format", "jsonl"]) == 0
    found = findings(data)
    dead = f"http://{HOST}/gone.html"
    assert found.keys() == {"布署", "登陆", dead}

    out = ["--output", str(tmp_path), "--data", str(data)]
    assert main(["report", "findings", "--format", "xlsx", *out]) == 0
    (book,) = tmp_path.rglob("findings.xlsx")
    review(book, {found["布署"]: REAL, found["登陆"]: NONE, found[dead]: NONE})
    capsys.readouterr()
    assert main(["import", "lexicon", str(book), "--data", str(data)]) == 0
    printed = capsys.readouterr()
    told = (printed.err + printed.out).replace("\n", "")
    assert "平台登陆账号" in told  # 登陆 is a word elsewhere: only this company of it is learned
    assert "1 个不是错别字" in told
    assert main(["import", "lexicon", str(book), "--replace", "--data", str(data)]) == 2
    assert main(["recheck", "1", "--data", str(data)]) == 0
    assert findings(data).keys() == {"布署", dead}
