"""The real circular of January 2020 as typed rows, from txt, docx and xlsx, and written again cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter

from reports.evaluation.errors import CircularError
from reports.evaluation.lines import Line, read_lines
from reports.evaluation.model import Circular, Level, TableKind
from reports.evaluation.reading import circular_of, read_circular
from reports.evaluation.writing import write_tables, written_again

CIRCULAR = Path(__file__).parents[1] / "data" / "circular-2020-10.txt"
ROWS = [13, 33, 13, 12, 33, 16, 48]


@pytest.fixture(scope="module")
def circular() -> Circular:
    return read_circular(CIRCULAR)


def as_docx(path: Path, lines: Sequence[Line] = tuple(read_lines(CIRCULAR))) -> Path:
    """The circular as a Word file: its text as paragraphs, its tables as tables, a note's cells merged."""
    opened = docx.Document()
    rows: list[list[str]] = []

    def close() -> None:
        if not rows:
            return
        table = opened.add_table(rows=0, cols=max(map(len, rows)))
        for cells in rows:
            made = table.add_row().cells
            for place, text in enumerate(cells):
                made[place].text = text
        rows.clear()

    for line in lines:
        if isinstance(line, list):
            rows.append(line)
        else:
            close()
            opened.add_paragraph(line.lstrip("# "))
    close()
    opened.save(str(path))
    return path


def as_xlsx(path: Path, lines: Sequence[Line] = tuple(read_lines(CIRCULAR))) -> Path:
    """The circular on one sheet, figures as numbers shown with two decimals."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, points = book.add_worksheet("通报"), book.add_format({"num_format": "0.00"})
        for number, line in enumerate(lines):
            for place, cell in enumerate(line if isinstance(line, list) else [line]):
                if cell.replace(".", "", 1).isdecimal():
                    sheet.write_number(number, place, float(cell), points if "." in cell else None)
                elif cell:
                    sheet.write_string(number, place, cell)
    return path


def test_every_annex_row_is_read(circular: Circular) -> None:
    assert [len(table.rows) for table in circular.tables] == ROWS
    assert [(table.kind, table.level) for table in circular.tables] == [
        (TableKind.WEBSITES, Level.COUNTY),
        (TableKind.WEBSITES, Level.DEPARTMENT),
        (TableKind.WECHAT, Level.COUNTY),
        (TableKind.WEIBO, Level.COUNTY),
        (TableKind.WECHAT, Level.DEPARTMENT),
        (TableKind.WEIBO, Level.DEPARTMENT),
        (TableKind.ADOPTION, Level.BOTH),
    ]
    assert circular.tables[4].heading == "二、政务新媒体 (二) 市级部门 1. 政务微信"
    assert circular.tables[6].heading == "2019年市政府网站政务信息采用情况统计表"


def test_columns_have_their_full_marks(circular: Circular) -> None:
    marks = [[(column.title, column.maximum) for column in table.columns] for table in circular.tables]
    assert marks[0] == marks[1]
    assert [int(maximum) for _, maximum in marks[0] if maximum] == [40, 10, 20, 20, 10]
    assert marks[2] == marks[3] == marks[4] == marks[5]
    assert marks[2][0] == ("规范类", Decimal(10))
    assert circular.tables[2].full_mark == 100
    assert marks[6] == [("采用量", None)]


def test_layout_blanks_are_no_part_of_a_name(circular: Circular) -> None:
    names = [row.name for table in circular.tables for row in table.rows]
    assert "“安康高新技术产业开发区管理委员会”网" in names
    assert "“安康市恒口示范区（试验区）管理委员会”网" in names
    assert "瀛湖生态旅游区管委会" in names
    assert "安康新型职业农民培育" in names
    assert not [name for name in names if " " in name]


def test_figures_are_exact_and_notes_stand_in_their_place(circular: Circular) -> None:
    first = circular.tables[0].rows[0]
    assert (first.number, first.name, first.total) == (1, "“宁陕县人民政府”网", Decimal("83.54"))
    assert list(map(str, first.values)) == ["30.96", "8.30", "16.72", "18.36", "9.20"]
    idle, unopened = circular.tables[2].rows[-2:]
    assert (idle.note, idle.values[0], idle.total) == ("开通认证但未正常运营", Decimal("8.00"), Decimal("8.00"))
    assert (unopened.note, set(unopened.values), unopened.total) == ("未开设政务微信", {None}, Decimal("0.00"))
    assert circular.tables[3].notes == ("注：“恒口示范区”政务微博超过1个月未更新。",)


def test_the_two_column_blocks_of_adoption_are_two_lists(circular: Circular) -> None:
    table = circular.tables[6]
    assert [len(group) for group in table.groups()] == [13, 35]
    counties, departments = table.groups()
    assert (counties[-1].name, counties[-1].values) == ("瀛湖生态旅游区管委会", (Decimal(6),))
    assert [row.number for row in departments] == list(range(1, 36))
    assert (departments[15].name, departments[15].values[0]) == ("市住建局", 21)
    assert [row.number for row in table.spare] == list(range(36, 45))


def test_the_tables_are_written_again_cell_by_cell(circular: Circular) -> None:
    given = [line for line in read_lines(CIRCULAR) if isinstance(line, list)]
    again = [cells for table in circular.tables for cells in written_again(table)]
    assert again == given
    assert sum(map(len, again)) > 1_000


def test_the_tables_go_into_a_workbook_cell_by_cell(circular: Circular, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_tables(circular.tables, tmp_path / "tables.xlsx"))
    assert [len(table.rows) for table in circular.tables] == [13, 33, 13, 12, 33, 16, 48]
    for table, sheet in zip(circular.tables, book, strict=True):
        first, *rows = sheet.iter_rows(values_only=True)
        assert first[0] == table.heading
        given = written_again(table)
        wide = max(map(len, given))
        assert [[cell or "" for cell in row] for row in rows] == [line + [""] * (wide - len(line)) for line in given]


@pytest.mark.parametrize("write", [as_docx, as_xlsx])
def test_word_and_excel_say_the_same(circular: Circular, tmp_path: Path, write) -> None:
    other = read_circular(write(tmp_path / f"circular.{write.__name__[3:]}"))
    assert [[(row.number, row.name, row.values, row.total, row.note, row.group) for row in table.rows]
            for table in other.tables] == [
        [(row.number, row.name, row.values, row.total, row.note, row.group) for row in table.rows]
        for table in circular.tables
    ]  # fmt: skip
    assert [table.heading for table in other.tables] == [table.heading for table in circular.tables]


def test_a_merged_cell_counts_for_the_columns_it_spans(tmp_path: Path) -> None:
    opened = docx.Document()
    table = opened.add_table(rows=2, cols=5)
    for place, text in enumerate(["序号", "政务微信名称", "规范类 (10)", "传播率 (20)", "总得分"]):
        table.rows[0].cells[place].text = text
    cells = table.rows[1].cells
    cells[0].text, cells[1].text, cells[4].text = "1", "某发布", "0.00"
    cells[2].merge(cells[3]).text = "未开设政务微信"
    opened.save(str(tmp_path / "merged.docx"))
    row = read_circular(tmp_path / "merged.docx").tables[0].rows[0]
    assert (row.note, row.values, row.total) == ("未开设政务微信", (None, None), 0)


def test_a_heading_row_after_text_begins_another_table() -> None:
    head, row = ["序号", "网站名称", "总得分"], ["1", "甲", "80"]
    assert len(circular_of([head, row, "", head, ["2", "乙", "70"]]).tables) == 1
    assert len(circular_of([head, row, "（二）市级部门", head, row]).tables) == 2


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b"%PDF"), ("a.docx", b"no zip"), ("a.xlsx", b"no zip"),
                                               ("a.txt", "没有表格".encode()), ("missing.txt", None)])  # fmt: skip
def test_what_is_no_circular_is_refused_in_words(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CircularError, match=name):
        read_circular(tmp_path / name)
