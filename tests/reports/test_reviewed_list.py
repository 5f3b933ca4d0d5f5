"""Lists of problems as people give them back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from reports.figures import FiguresError
from reports.reviewed_list import read_reviewed

HEADING = ("序号", "具体问题", "核实", "编号")


def workbook(path: Path, *sheets: list[tuple[str, ...]]) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["网站", "某网站"])  # the summary
    for rows in sheets:
        sheet = book.create_sheet()
        for row in (HEADING, *rows):
            sheet.append(list(row))
    book.save(path)
    return path


def test_what_is_marked_in_any_sheet_counts_once(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [("1", "甲", "不属实", "a1"), ("2", "乙", "", "b2"), ("3", "丙", "属实", "c3")],
        [("1", "甲", " 不属实 ", "a1"), ("2", "乙", "不属实", "b2")],
    )
    assert read_reviewed(path) == ["a1", "b2"]


def test_a_csv_with_the_columns_is_a_list_and_other_tables_are_none(tmp_path: Path) -> None:
    listed, words = tmp_path / "a.csv", tmp_path / "b.csv"
    listed.write_text("编号,核实\na1,不属实\nb2,\n", encoding="gb18030")
    words.write_text("词语,应为\n布暑,部署\n", encoding="utf-8")
    assert read_reviewed(listed) == ["a1"]
    assert read_reviewed(words) is None
    assert read_reviewed(workbook(tmp_path / "c.xlsx")) is None


@pytest.mark.parametrize(
    ("second", "told"),
    [(("1", "甲", "属实", "a1"), "第 2 行：编号 a1"), (("2", "乙", "大概", "b2"), "第 2 行：“大概”无效")],
)
def test_what_cannot_be_meant_is_told_by_row_and_nothing_is_taken(
    tmp_path: Path, second: tuple[str, ...], told: str
) -> None:
    path = workbook(tmp_path / "a.xlsx", [("1", "甲", "不属实", "a1")], [second])
    with pytest.raises(FiguresError, match=told):
        read_reviewed(path)
