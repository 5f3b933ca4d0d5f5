"""Notices of emptiness are judged whole."""

from __future__ import annotations

import datetime as dt
import time

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
    "Sorry，没有找到相关记录！",
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
    "抱歉，暂无相关数据。",
    "没有更多数据了",
    "没有更多了",
    "暂无更多内容",
    "此栏目暂无内容",
    "该栏目暂时没有内容",
    "本栏目暂无信息，请浏览其他栏目。",
    "栏目建设中……",
    "栏目正在建设中，敬请期待！",
    "页面正在建设中",
    "正在建设中...",
    "内容更新中",
    "信息更新中，请稍后",
    "网站维护中",
    "系统升级中",
    "内容整理中，敬请期待",
    "对不起，没有找到相关记录！",
    "未查询到相关数据",
    "没有检索到相关内容",
    "共0条",
    "共 0 条记录",
    "0条记录",
    "总数：0 条",
    "列表为空",
    "无内容",
    "没有内容",
    "没有数据",
    "没有任何记录",
    "未找到任何内容",
    "没有符合条件的信息",
    "很抱歉，您访问的栏目暂无内容",
    "该目录下暂无文件",
    "暂时没有任何信息",
    "本栏目内容正在筹备中",
    "暂未开通",
    "该功能暂未开通",
    "功能开发中",
    "即将上线",
    "coming soon",
    "No Data",
    "no data available",
    "暂无公开信息",
    "暂无公示内容",
    "无相关信息",
    "目前没有相关公告",
    "暂无公告",
    "暂无通知",
    "暂无文件",
    "暂无此类信息",
    "暂未发布",
    "尚未发布信息",
    "此项内容待更新",
    "内容待补充",
    "尚无内容",
    "当前栏目没有文章",
    "该分类下还没有任何文章",
    "没有查到数据",
    "抱歉，没有数据",
    "暂无符合条件的数据",
    "第 0 页 共 0 页",
    "共0页 0条",
    "本栏目没有信息",
    "当前没有可显示的内容",
    "栏目内容完善中",
    "正在完善",
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
    "加快建设中国式现代化",
    "我单位无政府采购信息",
    "本年度无行政处罚案件",
    "2025年度本单位未发生行政许可事项",
    "截至目前，本机关没有收到信息公开申请",
    "暂无房产证能否落户",
    "无人机禁飞区公告",
    "建设中的高铁站",
    "项目正在建设中，预计2026年完工",
    "关于暂无住房困难家庭的救助",
    "无偿献血倡议书",
    "更新中小学教学设备公告",
    "0条街道改造",
    "经核实，无违法违规行为",
    "本单位暂无下属单位",
    "本部门无“三公”经费支出",
    "无烟单位名单",
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


@pytest.mark.parametrize(
    "text",
    ["暂无信息" * 40 + "某", "没有更多更多信息信息" * 18 + "某", "内容信息数据" * 30 + "某", "暂无信息" * 50_000],
)
def test_what_resembles_notices_over_and_over_costs_little(text: str) -> None:
    began = time.process_time()
    assert not is_notice_of_emptiness(text)
    assert time.process_time() - began < 0.1
