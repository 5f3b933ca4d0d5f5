"""Templates are written, filled in, read back; every fault of a file is named by its row; media are ranked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reports import figures
from reports.document import MERGED
from reports.entered import enterable
from reports.figures import FiguresError, write_template
from reports.media import MEDIA_SCHEME, Adopted, MediaAccount, adoption_table, media_table, ranked
from reports.scheme import load_scheme
from tests.reports.factories import CHECKS

CIRCULAR = Path(__file__).parents[1] / "data" / "circular-2020-10.txt"
SCHEME = load_scheme(known_checks=CHECKS)
MEDIA = load_scheme(MEDIA_SCHEME, known_checks=CHECKS)
ITEMS = enterable(SCHEME)
SITES = [("hanyin", "“汉阴县人民政府”网"), ("slj", "“安康市水利局”网")]
AS_OF = dt.date(2026, 11, 20)


def filled(path: Path, rows: list[list[str]], *changes: tuple[int, int, str]) -> Path:
    rows = [list(row) for row in rows]
    for row, column, value in changes:
        rows[row][column] = value
    return write_template("manual-scores", rows, path)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_manual_scores_go_out_as_a_template_and_come_back_filled(tmp_path: Path, suffix: str) -> None:
    rows = figures.manual_template(SITES, ITEMS)
    assert len(rows) == 1 + len(SITES) * len(ITEMS)
    place = next(number for number, row in enumerate(rows) if row[:3:2] == ["slj", "organization"])
    path = filled(tmp_path / f"t.{suffix}", rows, (place, 5, "8.5"), (place, 6, "制度齐全"), (place, 7, "张三"))
    [entry] = figures.read_manual_scores(path, ITEMS, ["hanyin", "slj"])
    assert entry == ("slj", "organization", Decimal("8.5"), "制度齐全", "张三")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([(1, 5, "40.01")], "第2行“得分”的40.01不在0到4之间"),
        ([(1, 5, "-1")], "不在0到"),
        ([(1, 5, "优")], "不是数"),
        ([(1, 5, "NaN")], "不在0到"),
        ([(1, 5, "1")], "“理由”未填"),
        ([(1, 5, "1"), (1, 6, "抽查")], "“录入人”未填"),
        ([(1, 5, "1"), (1, 0, "nobody")], "没有网站“nobody”"),
        ([(1, 5, "1"), (1, 2, "platform.links_home")], "不是可以录入的项目"),
        ([], "没有可导入的数据行"),
    ],
)
def test_a_fault_in_manual_scores_is_named_by_its_row(tmp_path: Path, changes, words: str) -> None:
    path = filled(tmp_path / "t.xlsx", figures.manual_template(SITES, ITEMS), *changes)
    with pytest.raises(FiguresError, match=words):
        figures.read_manual_scores(path, ITEMS, ["hanyin", "slj"])


def test_a_file_without_the_columns_says_which(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(FiguresError, match="缺少“层级”“单位名称”“采用量”栏"):
        figures.read_adoption(tmp_path / "t.csv")


def test_the_template_explains_itself(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template("media", figures.media_template(MEDIA), tmp_path / "t.xlsx"))
    assert book.sheetnames == ["数据", "填表说明"]
    heads = [cell.value for cell in book["数据"][1]]
    assert heads[4:10] == ["规范类(10)", "传播率(20)", "公开类(15)", "服务类(20)", "互动类(15)", "管理类(20)"]


def test_media_come_back_with_points_and_activity(tmp_path: Path) -> None:
    rows = figures.media_template(MEDIA)
    rows.append(["政务微信", "县区", "汉阴县政府", "汉阴发布", "10", "15", "12", "20", "13", "15", "", "2026-11-06",
                 "3", "9", "40", "是"])  # fmt: skip
    rows.append(["政务微信", "县区", "", "某发布", *[""] * 6, "未开设政务微信", *[""] * 5])
    scored, unopened = figures.read_media(write_template("media", rows, tmp_path / "m.csv"), MEDIA)
    assert (scored.total, scored.last_post, scored.originals_30d, scored.registered) == (
        85, dt.date(2026, 11, 6), 3, True,
    )  # fmt: skip
    assert (unopened.total, unopened.note) == (0, "未开设政务微信")
    rows[1][4] = "10.5"
    with pytest.raises(FiguresError, match=r"第2行“规范类\(10\)”的10.5不在0到10之间"):
        figures.read_media(write_template("media", rows, tmp_path / "m.csv"), MEDIA)


@pytest.mark.parametrize(("age", "vetoed"), [(14, False), (15, True)])
def test_an_account_is_vetoed_after_14_days_without_update(age: int, vetoed: bool) -> None:
    account = MediaAccount(
        platform="weibo", level="county", account="恒口示范区", last_post=AS_OF - dt.timedelta(days=age)
    )
    [one] = ranked([account], MEDIA, as_of=AS_OF)
    assert bool(one.veto) is vetoed
    assert one.rank is None  # nobody scored it


def test_the_circulars_accounts_rank_and_print_as_in_its_annex() -> None:
    accounts = figures.read_media(CIRCULAR, MEDIA)
    assert len(accounts) == 13 + 33 + 12 + 16
    departments = [one for one in accounts if (one.platform, one.level) == ("wechat", "department")]
    placed = ranked(departments, MEDIA, as_of=AS_OF)
    # the circular gives 安康市公安局 80; its parts give 78, one place further down
    assert [one.rank for one in placed][:12] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 12]
    assert [one.account.account for one in placed][2:4] == ["安康政务微平台", "安康市公安局"]
    counties = ranked(
        [one for one in accounts if (one.platform, one.level) == ("wechat", "county")], MEDIA, as_of=AS_OF
    )
    table = media_table(counties, MEDIA, name_head="政务微信名称")
    assert table.rows[0] == ("1", "汉阴发布", "10.00", "15.00", "12.00", "20.00", "13.00", "15.00", "85.00")
    assert table.rows[-2] == ("12", "白河发布", "8.00", "开通认证但未正常运营", *(MERGED,) * 4, "8.00")
    assert table.rows[-1] == ("13", "瀛湖生态旅游区管委会", "未开设政务微信", *(MERGED,) * 5, "0.00")


def test_adoption_of_the_circular_stands_in_two_blocks() -> None:
    adopted = figures.read_adoption(CIRCULAR)
    assert len(adopted) == 48
    assert adopted[13] == Adopted(level="department", unit="市统计局", adopted=115)
    table = adoption_table(adopted)
    assert [column.title for column in table.columns] == ["序号", "单位名称", "采用量"] * 2
    assert len(table.rows) == 25  # 13 + an empty line + 35, in two blocks
    assert table.rows[0] == ("1", "平利县政府", "253", "12", "市卫健委", "28")
    assert table.rows[13] == ("", "", "", "25", "市人社局", "11")
    assert table.rows[14][:3] == ("1", "市统计局", "115")
    assert [row for row in table.rows if len(row) != 6] == []
