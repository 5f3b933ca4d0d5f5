"""A city's words as a file, in the forms that offices keep them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from reports.figures import FiguresError
from reports.lexicon_file import LexiconLine, read_lexicon, template


def test_a_table_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "词.xlsx"
    book = openpyxl.Workbook()
    for row in template():
        book.active.append(list(row))
    book.active.append(["人民整府", "人民政府", "严重错误", ""])
    book.save(path)
    assert read_lexicon(path) == [
        LexiconLine("涧池镇", "known", "", "本地地名，不作错别字"),
        LexiconLine("布暑", "wrong", "部署", ""),
        LexiconLine("人民整府", "serious", "人民政府", ""),
    ]


def test_a_list_of_names_and_pairs(tmp_path: Path) -> None:
    path = tmp_path / "词.txt"
    path.write_text("# 地名\n涧池镇\n\n布暑\t部署\n", encoding="gb18030")
    assert read_lexicon(path) == [LexiconLine("涧池镇", "known", "", ""), LexiconLine("布暑", "wrong", "部署", "")]


def test_csv_with_english_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("wrong,right\n布暑,部署\n", encoding="utf-8")
    assert read_lexicon(path) == [LexiconLine("布暑", "wrong", "部署", "")]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("词语,应为\n的,地\n", "第 2 行：“的”只有一个字"),
        ("词语,应为\nabc,部署\n", "没有汉字"),
        ("词语,应为\n部署,部署\n", "相同"),
        ("词语,应为,类别\n布暑,,错误\n", "缺少“应为”"),
        ("词语,应为,类别\n涧池镇,涧池,名称\n", "不应填"),
        ("词语,应为,类别\n涧池镇,,地名\n", "类别“地名”无效"),
        ("词语\n涧池镇\n涧池镇\n", "第 3 行：“涧池镇”重复（前见第 2 行）"),
        ("词,应为\n布暑,部署\n", "“词语”"),
    ],
)
def test_a_file_with_a_fault_is_refused_and_the_row_named(tmp_path: Path, rows: str, complaint: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(FiguresError, match=complaint):
        read_lexicon(path)
