"""import and reconcile at the door: templates go out, figures come in, scores show them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from cli import main
from db import figures
from db.engine import open_database

CIRCULAR = Path(__file__).parents[1] / "data" / "circular-2020-10.txt"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *arguments: object) -> int:
    return main([*map(str, arguments), "--data", str(data)])


def test_manual_scores_from_template_to_database(data: Path, tmp_path: Path, capsys) -> None:
    template = tmp_path / "t.xlsx"
    assert run(data, "import", "manual-scores", "--template", template) == 0
    book = openpyxl.load_workbook(template)
    sheet = book["数据"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "hanyin" and row[2].value == "organization")
    row[5].value, row[6].value, row[7].value = 8.72, "资料齐全", "张三"
    book.save(template)
    assert run(data, "import", "manual-scores", template, "--period", "2026Q4") == 0
    assert run(data, "import", "manual-scores", template, "--period", "2026Q4") == 0
    assert "新增 0，更新 1" in capsys.readouterr().out
    with open_database(f"sqlite:///{data / 'govinspect.db'}") as opened, opened.reading() as session:
        [one] = figures.manual_scores(session, "2026Q4", "ankang-2019")
        assert (one.site, one.item, str(one.points), one.reason, one.entered_by) == (
            "hanyin", "organization", "8.72", "资料齐全", "张三",
        )  # fmt: skip
        assert figures.manual_scores(session, "2026Q3", "ankang-2019") == []


def test_the_circulars_annexes_can_be_imported(data: Path, capsys) -> None:
    assert run(data, "import", "media", CIRCULAR, "--period", "2019") == 0
    assert run(data, "import", "adoption", CIRCULAR, "--period", "2019") == 0
    assert run(data, "import", "adoption", CIRCULAR, "--period", "2019") == 0
    assert "48 个单位" in capsys.readouterr().out
    with open_database(f"sqlite:///{data / 'govinspect.db'}") as opened, opened.reading() as session:
        assert len(figures.adoption(session, "2019")) == 48
        accounts = figures.media(session, "2019")
        assert len(accounts) == 74
        assert accounts[0].data["points"]["service"] == "20.00"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "media"), "--template"),
        (("import", "sites", "--template", "x.xlsx"), "没有空表"),
        (("import", "adoption", CIRCULAR, "--period", "2026Q7"), "2026Q4"),
        (("import", "adoption", "missing.xlsx"), "missing.xlsx"),
        (("reconcile", "missing.txt"), "missing.txt"),
        (("reconcile", __file__), "不是通报的格式"),
    ],
)
def test_a_mistake_is_exit_2_and_a_sentence(data: Path, capsys, arguments, words: str) -> None:
    assert run(data, *arguments) == 2
    assert words in capsys.readouterr().err


def test_reconcile_writes_the_contracts_fields(data: Path, capsys) -> None:
    assert run(data, "reconcile", CIRCULAR, "--format", "jsonl") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 25
    assert all(list(line) == ["table", "row", "kind", "stated", "computed", "message"] for line in lines)
    assert run(data, "reconcile", CIRCULAR) == 0
    assert "发现25处矛盾" in capsys.readouterr().out
