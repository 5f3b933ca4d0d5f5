"""Which titles are the reports that are due, by the many ways sites name them."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.facts import SiteKind
from checks.periodic import Seen, is_report, reports_due

AS_OF = dt.date(2026, 11, 23)
DUE = {due.report: due for due in reports_due(SiteKind.DEPARTMENT, AS_OF)}
TITLES = {
    "disclosure_annual": """
        某县2025年政府信息公开工作年度报告
        2025年政府信息公开年报
        某县水利局2025年度政府信息公开工作报告
        某县水利局2025年信息公开工作总结报告
        某县水利局2025年政务公开工作年度报告
        2025年政务公开年度报告
        2025年度信息公开报告
        某县教育局政府信息公开2025年度报告
        某县教育局2025年政府信息公开工作情况报告
        2025年某县教育局政府信息公开年度工作报告
        某县教育局关于2025年度政府信息公开工作的年度报告
        政府信息公开工作年度报告（2025年）
        某县卫生健康局2025年主动公开政府信息工作年度报告
    """,
    "website_annual": """
        2025年政府网站工作年度报表
        政府网站工作年度报表（2025年度）
        某县政府网站2025年度工作报表
        2025年度政府网站工作年报
        2025年政府网站年度工作报表
        某县水利局网站工作年度报表
        政府网站年度报表2025
        某县2025年政府网站监管年度报表
        2025年某局政府网站年报
    """,
    "quarterly_self_inspection": """
        某县2026年第四季度政府网站自查报告
        2026年第四季度网站自查情况
        关于2026年第四季度政府网站与政务新媒体检查情况的报告
        某局政府网站2026年第4季度自查自纠情况报告
        2026年四季度政务新媒体和网站自查情况的通报
        某县水利局2026年第四季度政府网站及政务新媒体自查报告
        2026年第四季度全县政府网站和政务新媒体检查情况通报
        政府网站自检自查报告（2026年第四季度）
        2026年第四季度网站运行情况自查报告
        某局门户网站2026年4季度自检报告
        某局2026年第四季度政务公开及网站内容保障自查报告
        网站自评报告（2026年第四季度）
    """,
}
OTHERS = """
    关于做好2025年政府信息公开工作年度报告编制工作的通知
    2025年度企业年报公示公告
    2026年某县人民政府工作报告
    关于开展2026年第四季度政府网站检查的通知
    2026年第四季度食品安全检查情况通报
    某县2025年法治政府建设年度报告
    2026年第三季度政府网站自查报告
    2024年政府信息公开工作年度报告
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("report", "title"), [(key, line) for key, text in TITLES.items() for line in lines(text)])
def test_a_report_under_its_many_titles(report: str, title: str) -> None:
    assert is_report(DUE[report], Seen(title, "", dt.date(2026, 1, 20)))


@pytest.mark.parametrize("title", lines(OTHERS))
def test_what_is_about_something_else_is_none(title: str) -> None:
    assert not any(is_report(due, Seen(title, "", dt.date(2026, 11, 5))) for due in DUE.values())
