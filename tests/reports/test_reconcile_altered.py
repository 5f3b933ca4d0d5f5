"""The real circular altered at random (seeded): exactly the contradictions that follow appear, and none besides."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from reports.evaluation.lines import Line, read_lines
from reports.evaluation.reading import circular_of, read_circular, without_blanks
from reports.evaluation.reconciling import reconcile
from reports.evaluation.writing import written_again
from tests.reports.test_circular_reading import as_docx, as_xlsx

CIRCULAR = Path(__file__).parents[1] / "data" / "circular-2020-10.txt"
LINES = tuple(read_lines(CIRCULAR))
SEEDS = range(40)
Told = Counter[tuple[str, str | None]]  # kind and row


def told(lines: Sequence[Line]) -> Told:
    return Counter((one.kind, one.row) for one in reconcile(circular_of(list(lines))))


PLAIN = told(LINES)


def scored_rows() -> list[int]:
    """The lines whose rows have all their parts and a total that is right (or off by a rounding)."""
    found = []
    for place, line in enumerate(LINES):
        if isinstance(line, list) and line[0].isdecimal() and len(line) >= 8 and all(line[2:8]) and line[2][-3] == ".":
            name = without_blanks(line[1])
            if ("sum", name) not in PLAIN and "运营" not in "".join(line):
                found.append(place)
    return found


SCORED = scored_rows()
FULL_MARKS = {8: (40, 10, 20, 20, 10), 9: (10, 20, 15, 20, 15, 20)}


class Altered:
    """A copy of the circular in which one thing after the other is changed, with what has to follow."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.lines: list[Line] = [list(line) if isinstance(line, list) else line for line in LINES]
        self.more: Told = Counter()
        self.fewer: Told = Counter()
        self.touched: set[int] = set()

    def row(self, *, highest: int = 99) -> list[str]:
        """A row nobody has touched, with an untouched row on each side, of this rank at most."""
        free = [one for one in SCORED if not {one - 1, one, one + 1} & self.touched and int(LINES[one][0]) <= highest]
        place = self.dice.choice(free)
        self.touched.add(place)
        row = self.lines[place]
        assert isinstance(row, list)
        return row

    def marks(self, row: list[str]) -> tuple[int, ...]:
        return FULL_MARKS[9 if len([cell for cell in row if cell]) == 9 else 8]

    def now(self, kind: str, row: list[str]) -> None:
        name = without_blanks(row[1])
        self.more[kind, name] += 1

    def no_sum(self, row: list[str]) -> None:
        name = without_blanks(row[1])
        self.fewer["rounding", name] += PLAIN["rounding", name]


def total_place(row: list[str]) -> int:
    return max(place for place, cell in enumerate(row) if cell)


def a_part_changed(circular: Altered) -> None:
    row = circular.row()
    marks = circular.marks(row)
    place = circular.dice.randrange(len(marks))
    value = Decimal(row[2 + place])
    lower = value - Decimal(circular.dice.randint(2, 150)) / 100
    row[2 + place] = f"{lower if lower >= 0 else value + Decimal('0.50'):.2f}"
    circular.no_sum(row)
    circular.now("sum", row)
    if lower < 0 and Decimal(row[2 + place]) > marks[place]:
        circular.now("scale", row)


def a_part_above_its_mark(circular: Altered) -> None:
    row = circular.row()
    marks = circular.marks(row)
    place = circular.dice.randrange(len(marks))
    row[2 + place] = f"{marks[place] + Decimal(circular.dice.randint(1, 500)) / 100:.2f}"
    circular.no_sum(row)
    circular.now("scale", row)
    gap = abs(sum(map(Decimal, row[2 : 2 + len(marks)])) - Decimal(row[total_place(row)]))
    if gap:
        circular.now("sum" if gap > Decimal("0.01") else "rounding", row)


def a_part_left_out(circular: Altered) -> None:
    row = circular.row()
    row[2 + circular.dice.randrange(len(circular.marks(row)))] = ""
    circular.no_sum(row)
    circular.now("missing", row)


def a_total_left_out(circular: Altered) -> None:
    row = circular.row()
    row[total_place(row)] = ""
    circular.no_sum(row)
    circular.now("missing", row)


def a_rank_changed(circular: Altered) -> None:
    row = circular.row()
    row[0] = str(int(row[0]) + 40)
    circular.now("rank", row)


def a_total_thrown_down(circular: Altered) -> None:
    """Its sum is wrong and it has slipped below others; those are in order."""
    row = circular.row(highest=9)  # beneath it more than one: which of two has slipped, nobody could tell
    row[total_place(row)] = "3.00"
    circular.no_sum(row)
    circular.now("sum", row)
    circular.now("rank", row)


def a_count_in_the_text(circular: Altered) -> None:
    old, new = circular.dice.choice([("政务微博28个", "政务微博31个"), ("5个方面", "6个方面"), ("”两个", "”三个")])
    for place, line in enumerate(circular.lines):
        if isinstance(line, str) and old in line:
            circular.lines[place] = line.replace(old, new)
            circular.more["count", None] += 1


ALTERATIONS: list[Callable[[Altered], None]] = [
    a_part_changed,
    a_part_above_its_mark,
    a_part_left_out,
    a_total_left_out,
    a_rank_changed,
    a_total_thrown_down,
    a_count_in_the_text,
]


@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("seed", SEEDS)
def test_one_alteration_is_told_and_nothing_else(alter: Callable[[Altered], None], seed: int) -> None:
    circular = Altered(seed)
    alter(circular)
    assert told(circular.lines) == PLAIN - circular.fewer + circular.more


@pytest.mark.parametrize("seed", SEEDS)
def test_several_alterations_at_once_do_not_hide_each_other(seed: int) -> None:
    circular = Altered(1_000 + seed)
    row_wise = [a_part_changed, a_part_above_its_mark, a_part_left_out, a_count_in_the_text]
    for alter in circular.dice.sample(row_wise, 3):
        alter(circular)
    assert told(circular.lines) == PLAIN - circular.fewer + circular.more


def test_what_is_mended_is_no_longer_told() -> None:
    lines = [list(line) if isinstance(line, list) else line for line in LINES]
    for line in lines:
        if isinstance(line, list) and line[1] == "安康市公安局" and line[-1] == "80.00":
            line[2 + 1] = "19.00"  # 17 → 19: the parts add up to 80
    text = [line.replace("政务微信47个", "政务微信46个") if isinstance(line, str) else line for line in lines]
    mended = Counter({("sum", "安康市公安局"): 1, ("count", None): 1})
    assert told(text) == PLAIN - mended


def test_a_row_taken_out_settles_the_counts() -> None:
    lines = [line for line in LINES if not (isinstance(line, list) and line[1] == "“安康市医疗保险经办处”网")]
    assert told(lines) == PLAIN - Counter({("count", None): 2})  # 45 and 32 are true now


def test_two_lines_that_change_places_are_out_of_order() -> None:
    lines = list(LINES)
    at = next(place for place, line in enumerate(lines) if isinstance(line, list) and line[1] == "安康旅游")
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    [(kind, row)] = (told(lines) - PLAIN).elements()
    assert (kind, row) in {("rank", "安康旅游"), ("rank", "安康信访")}


def test_a_table_in_another_order_is_not_accused_of_its_order() -> None:
    """Listed by unit and numbered line by line: nobody ranks there. Its sums are held against it all the same."""
    dice = random.Random(7)
    lines: list[Line] = []
    for line in LINES:
        lines.append(list(line) if isinstance(line, list) else line)
    first = next(place for place, line in enumerate(lines) if isinstance(line, list) and "自然资源局" in line[1])
    listed = {place: line for place, line in enumerate(lines[: first + 40])
              if place >= first and isinstance(line, list) and line[0].isdecimal()}  # fmt: skip
    assert len(listed) == 33
    rows = list(listed.values())
    dice.shuffle(rows)
    for number, (place, row) in enumerate(zip(listed, rows, strict=True), 1):
        lines[place] = [str(number), *row[1:]]
    assert told(lines) == PLAIN


@pytest.mark.parametrize("write", [as_docx, as_xlsx])
def test_word_and_excel_are_told_the_same(tmp_path: Path, write: Callable[..., Path]) -> None:
    circular = Altered(4)
    for alter in ALTERATIONS:
        alter(circular)
    path = write(tmp_path / f"altered.{write.__name__[3:]}", circular.lines)
    assert Counter((one.kind, one.row) for one in reconcile(read_circular(path))) == told(circular.lines)


# circulars of other places


def rows_of(text: str) -> list[Line]:
    return [line.split("|") if "|" in line else line for line in text.strip().splitlines()]


OTHER = """
2024年第三季度全市政府网站检查情况
本次共对6个政府网站进行了评估。
排名|主办单位|网站名称|发布解读（40分）|办事服务（满分35）|互动交流（25分）|扣分|总分（100分）|备注
1|甲局|甲局网站|38|30|20|1|87|
2|乙局|乙局网站|35|30|20|0|85|
3|丙局|丙局网站|33|30|20|0|83|整改中
4|丁局|丁局网站|30|30|20|0|80|
5|戊局|戊局网站|30|28|20|0|78|
6|己局|己局网站|30|26|20|0|76|
合计||||||||
平均||||||||
"""


def test_another_layout_is_read_by_its_titles() -> None:
    lines = rows_of(OTHER)
    circular = circular_of(lines)
    [table] = circular.tables
    assert [(one.title, one.maximum) for one in table.columns] == [
        ("发布解读", 40), ("办事服务", 35), ("互动交流", 25), ("扣分", None),
    ]  # fmt: skip
    assert [row.name for row in table.rows][:2] == ["甲局网站", "乙局网站"]
    assert table.full_mark == 100
    assert reconcile(circular) == []
    assert [line[: len(cells)] for line, cells in zip(
        [line for line in lines if isinstance(line, list)], written_again(table), strict=True
    )] == written_again(table)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("35|30|20|0|85", "35|31|20|0|85", [("sum", "乙局网站", 85, 86)]),
        ("38|30|20|1|87", "38|30|20|0|87", [("sum", "甲局网站", 87, 88)]),
        ("5|戊局", "7|戊局", [("rank", "戊局网站", 7, 5)]),
        ("30|30|20|0|80|", "30|36|14|0|80|", [("scale", "丁局网站", 36, 35)]),
        ("合计||||||||", "合计|||196|174|120|1|489|", []),
        ("合计||||||||", "合计|||196|175|120|1|489|", [("sum", "合计", 175, 174)]),
        ("平均||||||||", "平均|||32.67|29|20||81.50|", []),
        ("平均||||||||", "平均|||32.67|29|20||81.90|", [("sum", "平均", 81.9, 81.5)]),
        ("共对6个", "共对8个", [("count", None, 8, 6)]),
    ],
)  # fmt: skip
def test_and_held_against_itself(old: str, new: str, expected: list[tuple[object, ...]]) -> None:
    assert OTHER.count(old) == 1
    found = reconcile(circular_of(rows_of(OTHER.replace(old, new))))
    assert [(one.kind, one.row, one.stated, one.computed) for one in found] == expected


def test_a_serial_number_beside_a_rank_and_a_heading_of_two_rows() -> None:
    lines = rows_of("""
序号|网站名称|分项得分||总得分|排名
||信息公开（60）|服务（40）||
1|甲网|50|30|80|2
2|乙网|55|35|90|1
3|丙网|40|30|70|3
""")
    [table] = circular_of(lines).tables
    assert [(one.title, one.maximum) for one in table.columns] == [("信息公开", 60), ("服务", 40)]
    assert [row.number for row in table.rows] == [2, 1, 3]
    assert written_again(table) == lines
    assert reconcile(circular_of(lines)) == []
    lines[-1] = ["3", "丙网", "40", "30", "70", "2"]
    assert [(one.kind, one.row, one.computed) for one in reconcile(circular_of(lines))] == [("rank", "丙网", 3)]


def test_weighted_parts_are_no_wrong_sums() -> None:
    rows = [f"{number}|某{number}局网站|{90 - number}|{80 - number}|{85.2 - number:.1f}" for number in range(1, 8)]
    lines = rows_of("\n".join(["序号|网站名称|日常监测|年度评估|总得分", *rows]))
    assert reconcile(circular_of(lines)) == []
