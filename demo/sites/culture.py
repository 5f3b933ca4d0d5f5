"""青云市文化和旅游局: a department whose lists exist only after scripts have run."""

from __future__ import annotations

from checks.facts import SiteKind
from demo.dates import DEPARTMENT_REPORT_DUE
from demo.desk import Desk
from demo.oddities import add
from demo.searching import Search, offer
from demo.sections import PLATFORM_KEYS
from demo.sites.common import (
    department_voice,
    news,
    notices,
    offsite_row,
    papers,
    parent,
    picture,
    sections,
    site_row,
    website_reports,
)
from demo.styles.script_list import ScriptList

SITE = site_row(5, "wlj", "青云市文化和旅游局", SiteKind.DEPARTMENT, "wlj.demo-qingyun.gov.cn")
VOICE = department_voice(
    "青云市文化和旅游局",
    ("公共文化服务", "非遗保护传承", "景区安全管理", "乡村旅游", "文艺演出", "图书阅读推广", "文物巡查"),
)
STYLE = ScriptList
REPORT_DUE = DEPARTMENT_REPORT_DUE
LOST_AGE = 31  # days: on the list's first page, and too old for the home page


def make(desk: Desk) -> None:
    """Writes the department's site: columns, articles, faults and look-alikes."""
    centre = parent(desk, "文旅资讯", "wlzx")
    top = news(desk, "文旅要闻", "wlyw", centre, (1, 3, 5, 8, 11, 14, 18, 23, 29, 34, 42, 50), on_home=True)
    trade = news(desk, "行业动态", "hydt", centre, (20, 31, 45))
    notices(desk, "通知公告", "tzgg", None, (9, 24, 58))
    opened = parent(desk, "政府信息公开", "zfxxgk")
    have = sections(
        desk, opened,
        (*PLATFORM_KEYS, "functions", "contacts", "regulations", "interpretation", "budget"),
    )  # fmt: skip
    leaders = desk.column("领导信息", "ldxx", opened)
    talk = parent(desk, "互动交流", "hdjl")
    sections(desk, talk, ("messages",), {"messages": "网上咨询"})
    shows = desk.column("展演预告", "yyyg", None)
    desk.style.address()
    desk.interpretations(have["regulations"], have["interpretation"])
    website_reports(desk)
    offer(desk, Search.POST)
    papers(desk, have["regulations"], have["budget"])
    picture(desk, top.rows[0], "yc")

    # -- dead links
    missing = "/detail/202001/100017.html"
    offsite_row(desk, top, "全市文化活动场次安排公布", missing, LOST_AGE)
    desk.fault("dead_link", top.path, missing, kind="page", reason="http_404")

    # -- columns and sections
    newest = trade.rows[0].date
    desk.fault(
        "stale_column", trade.path, "行业动态", column_class="news", last_update=newest.isoformat(), limit_days=14
    )
    desk.fault("empty_column", shows.path, "展演预告")
    desk.fault("missing_section", leaders.path, "leaders", state="empty")
    desk.fine("empty_column", leaders.path, "领导信息", "an empty owed section is reported once, as missing_section")
    desk.fine("empty_column", top.path, top.name, "the rows are drawn by script")
    desk.fine("stale_home", "/", None, "the news box of the home page is drawn by script")

    # -- typos
    wrong = top.rows[4]
    wrong.body.append("演出以精湛的技艺给现场观众带来了震憾，赢得阵阵掌声。")
    desk.fault("typo", wrong.path, "震憾", suggestion="震撼")
    add(desk, top.rows[2], ("bots_403", "schemes", "script_text", "no_href"), top.rows[0].path)
