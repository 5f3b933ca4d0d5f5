"""The Chinese wording of what reconciling a circular finds (通报核对). Numbers come in as arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

TOTAL = "总得分"
TEXT = "正文"
KIND_TITLES: Mapping[str, str] = {"websites": "", "wechat": "政务微信", "weibo": "政务微博", "adoption": "信息采用"}
KINDS: Mapping[str, str] = {
    "sum": "合计不符",
    "rounding": "尾差",
    "count": "数目不符",
    "rank": "名次有误",
    "scale": "超过满分",
    "missing": "缺少得分",
}
HEADS = ("表", "行", "类别", "通报所载", "计算结果", "说明")
MOST_NAMED = 5


def total_missing(name: str) -> str:
    return f"{_quoted(name)}没有总得分，也没有说明。"


def value_missing(name: str, columns: Sequence[str]) -> str:
    return f"{_quoted(name)}的“{'”“'.join(columns)}”没有得分，也没有说明。"


def above_scale(name: str, column: str, value: Decimal, maximum: Decimal) -> str:
    return f"{_quoted(name)}的“{column}”为{value}分，超过满分{maximum}分。"


def wrong_sum(name: str, total: Decimal, computed: Decimal) -> str:
    return f"{_quoted(name)}的{TOTAL}为{total}，各项相加为{computed}，相差{abs(total - computed)}。"


MEAN, PARTIAL_SUM = "平均", "小计"
SUM_ROWS = ("合计", "总计", PARTIAL_SUM, MEAN, "平均分", "平均值")


def wrong_column(row: str, column: str, value: Decimal, computed: Decimal, *, mean: bool) -> str:
    return (
        f"“{row}”行的“{column}”为{value}，各行{'平均' if mean else '相加'}为{computed}，相差{abs(value - computed)}。"
    )


def rank_would_be(rank: int) -> str:
    return f"按各项之和应列第{rank}位。"


def rounding(name: str, total: Decimal, computed: Decimal) -> str:
    return f"{_quoted(name)}的{TOTAL}为{total}，各项相加为{computed}，相差{abs(total - computed)}，可能由四舍五入造成。"


def wrong_rank(name: str, number: int, right: int, score: Decimal, tied: Sequence[str]) -> str:
    same = f"，与{'、'.join(tied[:MOST_NAMED])}同分" if tied else ""
    return f"{_quoted(name)}列第{number}位，按得分{score}应为第{right}位{same}。"


def out_of_order(name: str, number: int, before: int) -> str:
    return f"{_quoted(name)}列第{number}位，却排在第{before}位之后。"


def account(name: str, note: str) -> str:
    return f"{_quoted(name)}{note}"


def wrong_count(words: str, number: int, tables: Sequence[tuple[str, int]], idle: Sequence[str]) -> str:
    listed = "、".join(f"《{heading}》{rows}行" for heading, rows in tables)
    total = sum(rows for _, rows in tables)
    whole = f"，合计{total}行" if len(tables) > 1 else ""
    notes = f"（含{'、'.join(idle)}）" if idle else ""
    return f"正文称“{words}”，附件所列为{listed}{whole}{notes}，与{number}不符。"


def wrong_parts(words: str, number: int, parts: Sequence[int]) -> str:
    return f"正文“{words}”中，各部分{'＋'.join(map(str, parts))}为{sum(parts)}，与{number}不符。"


def wrong_members(words: str, number: int, members: Sequence[str]) -> str:
    return f"正文“{words}”称{number}个，实列{len(members)}个：{'、'.join(members)}。"


def _quoted(name: str) -> str:
    """A name in quotation marks, unless it brings its own, as “某县人民政府”网 does."""
    return name if "“" in name else f"“{name}”"
