"""The real circular's contradictions, each worked out by hand; and every kind of fault planted in it is found."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from reports.evaluation.lines import text_lines
from reports.evaluation.reading import circular_of, read_circular
from reports.evaluation.reconciling import reconcile

CIRCULAR = Path(__file__).parents[1] / "data" / "circular-2020-10.txt"
TEXT = CIRCULAR.read_text(encoding="utf-8")
COUNTY_SITES = "一、政府网站 (一) 县区级政府"
DEPARTMENT_SITES = "一、政府网站 (二) 市级部门"
DEPARTMENT_WECHAT = "二、政务新媒体 (二) 市级部门 1. 政务微信"

# Added up by hand from the annex: parts, their sum, and the total beside them. Each differs by 0.01, as happens when
# every part and the total are rounded to hundredths from unrounded figures.
ROUNDED = {
    (COUNTY_SITES, "“石泉县人民政府”网"): ("29.69+8.10+14.06+9.05+16.12", "77.02", "77.03"),
    (COUNTY_SITES, "“安康高新技术产业开发区管理委员会”网"): ("30.92+6.92+16.51+14.97+7.18", "76.50", "76.49"),
    (COUNTY_SITES, "“镇坪县人民政府”网"): ("26.60+7.25+15.24+15.08+7.95", "72.12", "72.13"),
    (DEPARTMENT_SITES, "“安康市自然资源局”网"): ("32.21+8.37+17.31+18.45+10.00", "86.34", "86.33"),
    (DEPARTMENT_SITES, "“安康市信访局”网"): ("26.27+5.19+15.00+17.63+8.70", "72.79", "72.80"),
    (DEPARTMENT_SITES, "“安康市生态环境局”网"): ("25.06+7.08+17.82+16.45+4.56", "70.97", "70.96"),
    (DEPARTMENT_SITES, "“安康市公安局”网"): ("24.04+7.79+16.16+13.85+6.19", "68.03", "68.02"),
    (DEPARTMENT_SITES, "“安康市市场监督管理局”网"): ("24.73+4.30+16.58+14.33+7.31", "67.25", "67.24"),
    (DEPARTMENT_SITES, "“安康市工业和信息化局”网"): ("24.00+6.91+17.44+13.05+5.19", "66.59", "66.60"),
    (DEPARTMENT_SITES, "“安康市应急管理局”网"): ("22.10+6.98+17.47+11.05+6.31", "63.91", "63.90"),
    (DEPARTMENT_SITES, "“安康市卫生健康委员会”网"): ("23.66+4.04+17.18+11.33+6.00", "62.21", "62.22"),
    (DEPARTMENT_SITES, "“安康市人力资源和社会保障局”网"): ("25.90+3.09+16.67+10.92+5.31", "61.89", "61.90"),
    (DEPARTMENT_SITES, "“安康市住房公积金经办中心”网"): ("23.94+2.20+19.36+10.82+5.16", "61.48", "61.49"),
    (DEPARTMENT_SITES, "“安康市扶贫开发局”网"): ("24.90+3.63+15.00+11.56+6.07", "61.16", "61.17"),
    (DEPARTMENT_SITES, "“安康市交通运输局”网"): ("23.43+4.55+15.90+10.11+6.62", "60.61", "60.60"),
    (DEPARTMENT_SITES, "“安康市商务局”网"): ("25.30+1.20+17.44+11.05+4.80", "59.79", "59.78"),
    (DEPARTMENT_SITES, "“安康市审计局”网"): ("24.02+1.20+15.00+9.23+6.31", "55.76", "55.77"),
    (DEPARTMENT_SITES, "“安康市招商和经济合作局”网"): ("23.75+1.93+15.00+9.13+5.54", "55.35", "55.36"),
    (DEPARTMENT_SITES, "“安康市民政局”网"): ("16.60+4.67+17.44+9.65+5.50", "53.86", "53.85"),
    (DEPARTMENT_SITES, "“安康市卫生监督所”网"): ("19.15+1.20+15.00+10.50+6.16", "52.01", "52.02"),
    (DEPARTMENT_SITES, "“安康回家网”"): ("17.76+1.36+15.00+9.92+7.00", "51.04", "51.05"),
}

# The other four. The text: “纳入绩效评估范围的县区和市直部门共45个，其中县（区）级政府网站13个（含派出机构），
# 市政府部门、直属机构网站32个；县（区）政府、市政府部门政务微博28个、政务微信47个”.
OTHERS = {
    # the annex lists 13 county websites and 33 (numbered 1 to 33) of departments: 46
    ("count", "一、政府网站", None): (45, 46),
    # the same surplus row where the text takes 45 apart: it is among the departments
    ("count", DEPARTMENT_SITES, None): (32, 33),
    # 13 county accounts (one “未开设”) and 33 of departments: 46 at most
    ("count", "二、政务新媒体 1. 政务微信", None): (47, 46),
    # 10+17+11+15+10+15 = 78
    ("sum", DEPARTMENT_WECHAT, "安康市公安局"): (80, 78),
}
# What holds and must not be told: 45 = 13 + 32; 13 county websites; 12 + 16 = 28 Weibo accounts; five 方面 named; two
# “网上服务旗舰店” named; 白河发布 8.00 = 8.00 (“开通认证但未正常运营”) and 瀛湖 0.00 (“未开设政务微信”), both with a
# reason; ranks 10 10 12 12 12 15 … with ties in WeChat and 4 4 6, 9 9 11 11 13 13 15 in Weibo; annex 2 numbers equal
# figures one after the other (201 201 as 5 6); “49家”, “11家”, “18家” speak of other things than the annexes.


def told(text: str) -> Counter[tuple[object, ...]]:
    found = reconcile(circular_of(list(text_lines(text))))
    return Counter((one.kind, one.row, one.stated, one.computed) for one in found)


def planted(old: str, new: str) -> Counter[tuple[object, ...]]:
    """What is found in the circular with one change, beyond what is found in it as it is."""
    assert TEXT.count(old) == 1, old
    assert old != new
    return told(TEXT.replace(old, new)) - told(TEXT)


def test_every_contradiction_of_the_circular_and_no_other() -> None:
    found = reconcile(read_circular(CIRCULAR))
    rounded = {(one.table, one.row): one for one in found if one.kind == "rounding"}
    assert rounded.keys() == ROUNDED.keys()
    for place, (parts, computed, stated) in ROUNDED.items():
        assert sum(map(Decimal, parts.split("+"))) == Decimal(computed)
        assert (rounded[place].stated, rounded[place].computed) == (float(stated), float(computed))
    others = {(one.kind, one.table, one.row): (one.stated, one.computed) for one in found if one.kind != "rounding"}
    assert others == OTHERS
    assert len(found) == len(ROUNDED) + len(OTHERS) == 25


def test_the_wrong_sum_says_what_it_would_mean_for_the_rank() -> None:
    [one] = [one for one in reconcile(read_circular(CIRCULAR)) if one.kind == "sum"]
    assert one.message == "“安康市公安局”的总得分为80.00，各项相加为78.00，相差2.00。按各项之和应列第4位。"


def test_a_missing_account_is_named_beside_the_count() -> None:
    [one] = [one for one in reconcile(read_circular(CIRCULAR)) if one.stated == 47]
    assert "“瀛湖生态旅游区管委会”未开设政务微信" in one.message
    assert "政务微信47个" in one.message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # a part changed by 3: the parts no longer add up
        ("30.18\t9.17\t16.36", "33.18\t9.17\t16.36", [("sum", "“汉阴县人民政府”网", 81.96, 84.96)]),
        ("9.20\t83.54", "9.20\t83.55", [("rounding", "“宁陕县人民政府”网", 83.55, 83.54)]),
        # 11 above the full mark of 10, the total changed with it so that nothing else is wrong
        ("28.54\t9.09\t15.98\t17.96\t8.72\t80.29", "28.54\t11.00\t15.98\t17.96\t6.81\t80.29",
         [("scale", "“平利县人民政府”网", 11, 10)]),
        # exactly the full mark is none too many
        ("28.54\t9.09\t15.98\t17.96\t8.72\t80.29", "28.54\t10.00\t15.98\t17.96\t7.81\t80.29", []),
        # 72.00 twice: 10, 10, then 12
        ("10\t安康发展", "11\t安康发展", [("rank", "安康发展", 11, 10)]),
        ("12\t安康水利", "11\t安康水利", [("rank", "安康水利", 11, 12)]),
        # annex 2 numbers ties one after the other; out of order is wrong there too
        ("6\t汉阴县政府\t201", "6\t汉阴县政府\t175", [("rank", "汉阴县政府", 6, 7), ("rank", "紫阳县政府", 7, 6)]),
        # a score left out without a word
        ("9.20\t83.54", "9.20\t", [("missing", "“宁陕县人民政府”网", None, 83.54)]),
        ("30.96\t8.30\t16.72", "30.96\t\t16.72", [("missing", "“宁陕县人民政府”网", None, 8.30)]),
        ("\t开通认证但未正常运营\t", "\t\t", [("missing", "白河发布", None, None)]),
        # the text
        ("县（区）级政府网站13个", "县（区）级政府网站14个", [("count", None, 14, 13), ("count", None, 45, 46)]),
        ("政务微博28个", "政务微博27个", [("count", None, 27, 28)]),
        ("平台建设、制度建设与组织保障5个方面", "平台建设5个方面", [("count", None, 5, 4)]),
        ("“安康人社”“安康公安”两个", "“安康人社”“安康公安”三个", [("count", None, 3, 2)]),
        # of other things than the annexes
        ("下线的申报工作", "下线的申报工作，共关停网站3家", []),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_and_nothing_else(old: str, new: str, expected: list[tuple[object, ...]]) -> None:
    assert planted(old, new) == Counter(expected)


def test_a_lone_table_without_text_is_judged_by_itself() -> None:
    rows = ["序号\t网站名称\t甲 (50)\t乙 (50)\t总得分", "1\t某局\t40\t41\t81", "2\t某办\t40\t42\t82"]
    found = reconcile(circular_of(list(text_lines("\n".join(rows)))))
    assert [(one.kind, one.row, one.stated, one.computed) for one in found] == [
        ("rank", "某局", 1, 2),
        ("rank", "某办", 2, 1),
    ]
