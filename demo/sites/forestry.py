"""青云市林业局: an old site of tables and frames, in GBK."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

from checks.facts import SiteKind
from demo.content import Fill
from demo.dates import DEPARTMENT_REPORT_DUE, newest_due_report_year, report_is_due
from demo.desk import Desk
from demo.resources import PLAIN_HTML, Resource
from demo.searching import Search, offer
from demo.sites.common import department_voice, fill, news, notices, papers, parent, sections, site_row, website_reports
from demo.styles.gbk_table import GbkTable

SITE = site_row(6, "lyj", "青云市林业局", SiteKind.DEPARTMENT, "lyj.demo-qingyun.com.cn")
VOICE = department_voice(
    "青云市林业局", ("森林防火", "古树名木保护", "国土绿化", "林下经济", "野生动物保护", "林业有害生物防治", "湿地保护")
)
STYLE = GbkTable
REPORT_DUE = DEPARTMENT_REPORT_DUE
HOME_DAYS = 14


def make(desk: Desk) -> None:
    """Writes the department's site: columns, articles, faults and look-alikes."""
    about = parent(desk, "机构概况", "jggk")
    sections(desk, about, ("functions", "leaders", "contacts"), {"leaders": "领导介绍"})
    top = news(desk, "林业要闻", "lyyw", None, (20, 24, 33, 47, 61), on_home=True)
    board = notices(desk, "公告公示", "gggs", None, (41, 66, 97))
    base = fill(news(desk, "基层动态", "jcdt", None, (3, 6, 10, 18)), Fill.FRAME)
    opened = parent(desk, "政务公开", "zwgk")
    have = sections(
        desk,
        opened,
        ("guide", "rules", "catalogue", "on_request", "regulations", "interpretation", "plans"),
        {"guide": "信息公开指南"},
    )
    reports = desk.column("政府信息公开年报", "gknb", opened)
    overdue = report_is_due(desk.as_of, REPORT_DUE)
    last_year = desk.as_of.year - 1
    desk.annual_reports(reports, last_year - 1 if overdue else newest_due_report_year(desk.as_of, REPORT_DUE))
    budget = desk.column("预算决算", "ysjs", opened)
    for years in (2, 3):
        desk.article(budget, "budget", dt.date(desk.as_of.year - years, 3, 12))
    talk = parent(desk, "互动交流", "hdjl")
    sections(desk, talk, ("messages",), {"messages": "局长信箱"})
    desk.style.address()
    desk.interpretations(have["regulations"], have["interpretation"])
    website_reports(desk)
    offer(desk, Search.FINDS_NOTHING)
    papers(desk, have["regulations"], budget)

    # -- dead links
    lost = board.rows[1]
    lost.tail += '<p>附件：<a href="uploadfile/2019/jihua.xlsx">苗木供应计划.xlsx</a></p>'
    desk.fault("dead_link", lost.path, "/uploadfile/2019/jihua.xlsx", kind="attachment", reason="http_404")

    # -- columns, home page and sections
    newest = top.rows[0].date
    desk.fault("stale_column", top.path, "林业要闻", column_class="news", last_update=newest.isoformat(), limit_days=14)
    desk.fault("stale_home", "/", None, last_update=newest.isoformat(), limit_days=HOME_DAYS)
    desk.fault("missing_section", budget.path, "budget", state="outdated")
    if overdue:
        desk.fault("missing_section", reports.path, "annual_report", state="outdated")
        desk.fault("overdue_report", "/", "disclosure_annual", period=str(last_year))
    else:
        desk.fine(
            "missing_section", reports.path, "annual_report", "last year's report of a department is due on 31 January"
        )
    desk.fine("empty_column", base.path, base.name, "the rows stand in a frame")
    desk.fine("stale_column", base.path, base.name, "the rows stand in a frame")

    # -- tags and domain
    desk.content.lacks = frozenset({"ContentSource"})
    first = min(desk.url(article.path) for _, article in desk.content.pages())
    desk.fault("page_tag", first, "ContentSource", page_type="article", state="absent")
    desk.fine("page_tag", first, "Author", "an optional tag")
    desk.fault("domain_name", "/", "lyj.demo-qingyun.com.cn", reason="not_gov_cn")

    # -- availability
    desk.visited(failures=7, slowest=9.0)
    desk.fault("unreachable", "/", None, probes=140, failures=7, slowest_s=15.0)

    # -- typos
    wrong = base.rows[1]
    wrong.body.append("护林点配备了帐蓬、灭火器材和通信设备，保障值守人员的生活需要。")
    desk.fault("typo", wrong.path, "帐蓬", suggestion="帐篷")

    # -- look-alikes: query values are bytes of the page's encoding
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{0}</title></head>'
        "<body><table><tr><td>{0}的查询结果：相关文件两件，可在窗口查阅。</td></tr></table></body></html>"
    )
    links = []
    for word, written in (("森林防火", "森林防火"), ("林下经济", quote("林下经济", encoding="gbk"))):
        links.append(f'<a href="search.asp?key={written}">{word}</a>')
        target = f"/search.asp?key={quote(word, encoding='gbk')}"
        desk.serve(target, Resource(page.format(word).encode("gbk"), PLAIN_HTML))
        desk.fine(
            "dead_link",
            board.rows[0].path,
            target,
            "the query is GBK, as the page is; in UTF-8 the server knows nothing of it",
        )
    board.rows[0].body.append("常用查询：" + " ".join(links))
