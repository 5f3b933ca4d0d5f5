"""Notices of emptiness are judged whole."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.dates import chinese, months_before
from checks.emptiness import is_notice_of_emptiness

NOTICES = [
    "栏目正在建设中",
    "该栏目正在建设中...",
    "本栏目正在建设中……",
    "网站此栏目正在建设中，有不便之处敬请谅解",
    "暂无信息",
    "暂无数据",
    "暂无",
    "暂无内容！",
    "没有找到相关数据",
    "对不起，暂时没有相关内容",
    "内容更新中，敬请期待",
    "页面建设中",
    "系统维护中，请稍后访问",
    "NoData",
    "即将上线，敬请关注",
    "暂无相关信息",
    "栏目内容正在整理中，敬请期待！",
    "共检索到 0 条记录",
    "暂未发布相关信息，请浏览其他栏目",
    "内容待更新",
    "（空）",
    "目前暂无信息",
    "该栏目暂无内容",
    "无数据",
    "未查询到符合条件的记录",
    "资料整理中",
    "暂未公开相关内容。",
    "没有找到匹配的记录",
    "该栏目下暂无文章！",
    "此栏目正在更新维护，请浏览其它栏目。",
]
CONTENT = [
    "加快建设中国科技城",
    "建设中华民族现代文明",
    "废止时间：暂无",
    "文号：暂无",
    "本局无行政事业性收费项目",
    "暂无行政强制事项",
    "系统维护中心",
    "正在建设中的重点项目有三个",
    "关于栏目建设的通知",
    "更新维护",
    "信息公开",
    "谢谢",
    "敬请期待",
    "。",
    "内容",
    "信息",
    "没有共产党就没有新中国",
    "暂无资金支持的企业名单",
]


@pytest.mark.parametrize("text", NOTICES)
def test_notice(text: str) -> None:
    assert is_notice_of_emptiness(text)


@pytest.mark.parametrize("text", CONTENT)
def test_content_is_no_notice(text: str) -> None:
    assert not is_notice_of_emptiness(text)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-08-31", 6, "2026-02-28"),
        ("2024-08-31", 6, "2024-02-29"),
        ("2026-11-23", 6, "2026-05-23"),
        ("2026-02-28", 12, "2025-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-31", 1, "2025-12-31"),
        ("2026-03-31", 0, "2026-03-31"),
    ],
)
def test_calendar_months(day: str, months: int, before: str) -> None:
    assert months_before(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(before)


def test_chinese_dates_have_no_leading_zeros() -> None:
    assert chinese(dt.date(2026, 3, 1)) == "2026年3月1日"
