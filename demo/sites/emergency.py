"""青云市应急管理局: a department on UCAP, and a site without a single fault."""

from __future__ import annotations

from checks.facts import SiteKind
from demo.dates import DEPARTMENT_REPORT_DUE
from demo.desk import Desk
from demo.resources import Encryption
from demo.searching import Search, offer
from demo.sites.common import (
    department_voice,
    news,
    notices,
    papers,
    parent,
    picture,
    sections,
    site_row,
    website_reports,
)
from demo.styles.ucap import Ucap

SITE = site_row(7, "yjj", "青云市应急管理局", SiteKind.DEPARTMENT, "yjj.demo-qingyun.gov.cn")
VOICE = department_voice(
    "青云市应急管理局",
    ("安全生产检查", "防灾减灾宣传", "应急演练", "森林火灾扑救", "危险化学品监管", "避险转移", "灾情会商"),
)
STYLE = Ucap
REPORT_DUE = DEPARTMENT_REPORT_DUE
CHECKS = (
    "dead_link", "empty_column", "stale_column", "missing_section", "typo", "stale_home", "page_tag", "site_identity",
    "suspicious_date", "privacy_leak", "hidden_link", "domain_name", "overdue_report", "late_interpretation",
    "late_consultation_result", "unanswered_message", "incomplete_service_guide", "serious_wording", "site_search",
    "insecure_transport", "unreachable",
)  # fmt: skip


def make(desk: Desk) -> None:
    """Writes the department's site: columns and articles."""
    about = parent(desk, "机构概况", "jggk")
    sections(desk, about, ("functions", "leaders", "contacts"))
    moving = parent(desk, "工作动态", "gzdt")
    top = news(desk, "应急要闻", "yjyw", moving, (1, 2, 4, 7, 9, 12, 16, 21, 27, 32, 38, 45), on_home=True)
    news(desk, "县区动态", "xqdt", moving)
    notices(desk, "通知公告", "tzgg", None)
    opened = parent(desk, "政府信息公开", "zfxxgk")
    have = sections(
        desk, opened,
        (
            "guide", "rules", "catalogue", "annual_report", "on_request", "regulations", "interpretation", "plans",
            "statistics", "permits", "penalties", "budget", "emergency", "supervision",
        ),
    )  # fmt: skip
    talk = parent(desk, "互动交流", "hdjl")
    sections(desk, talk, ("consultation", "messages"))
    desk.style.address()
    desk.interpretations(have["regulations"], have["interpretation"])
    website_reports(desk)
    offer(desk, Search.WORKS)
    papers(desk, have["regulations"], have["budget"])
    for article in top.rows[:2]:
        picture(desk, article, "yl")
    desk.host.encryption = Encryption.UNKNOWN_ISSUER
    desk.fine("insecure_transport", "/", "certificate", "an authority that the inspecting machine does not know")
    desk.visited(failures=6, slowest=14.9)
    for check in CHECKS:
        desk.fine(check, "/", None, "a site without faults")
