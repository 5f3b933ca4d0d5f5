"""松岚县人民政府: a county on 大汉 JCMS."""

from __future__ import annotations

import datetime as dt

from checks.facts import SiteKind
from demo.content import Article, Column, Fill
from demo.dates import GOVERNMENT_REPORT_DUE, first_stale_day, last_fresh_day, newest_due_report_year, report_is_due
from demo.desk import Desk
from demo.oddities import add
from demo.resources import CONTENT_TYPES, HTML, Encryption, Resource
from demo.searching import Search, offer
from demo.sections import BASIC_KEYS, CONTENT_KEYS, INTERACTION_KEYS, PLATFORM_KEYS
from demo.sites.common import VILLAGES, fill, news, papers, parent, picture, sections, site_row, website_reports
from demo.sites.service_hall import ADVERT_HOST, PRESS_HOST
from demo.styles.jcms import Jcms
from demo.wording import Voice

SITE = site_row(3, "songlan", "松岚县人民政府", SiteKind.COUNTY, "www.demo-songlan.gov.cn")
VOICE = Voice(
    "松岚县", "松岚县人民政府", "县政府办公室", "县",
    ("兰溪镇", "梅岭镇", "高桥镇", "长坪镇", "白云镇", "沙河镇", "红岩镇"), VILLAGES,
    ("特色农业发展", "森林防火", "文化惠民", "社会救助", "道路交通安全", "劳动技能培训", "河道治理", "危房改造"),
)  # fmt: skip
STYLE = Jcms
REPORT_DUE = GOVERNMENT_REPORT_DUE
NOTICE_MONTHS = 6
PERSONNEL_MONTHS = 12


CLOSED_AGE = 11  # days since a consultation was closed; its result is due within ten
LETTER_AGES = (130, 80)  # days; a message must be answered within three months


def _letter(desk: Desk, column: Column, age: int) -> Article:
    """A message that has no answer yet."""
    day = desk.day(age)
    return desk.article(column, "message", day, body=[
        f"来信时间：{day.isoformat()}　来信内容：村口的路灯近来常常不亮，夜间出行不便，请问什么时候可以维修？",
        "处理状态：办理中。",
    ])  # fmt: skip


def make(desk: Desk) -> None:
    """Writes the county's site: columns, articles, faults and look-alikes."""
    content = desk.content
    desk.text_column("走进松岚", "zjsl", None, "about", tag_type="概况信息")
    centre = parent(desk, "政务要闻", "zwyw")
    top = news(desk, "松岚要闻", "slyw", centre, (1, 2, 3, 5, 9, 14, 21), on_home=True)
    towns = fill(news(desk, "镇办动态", "zbdt", centre, (2, 5, 9, 16, 23, 30), on_home=True), Fill.ENDPOINT)
    for age in range(301, 308):  # a full first group of pinned rows: the fresh ones come from the endpoint
        desk.article(towns, "news", desk.day(age)).pinned = True
    board = desk.column("通知公告", "tzgg", None, tag_type="通知公告")
    limit = last_fresh_day(desk.as_of, NOTICE_MONTHS)
    for days in (0, 12, 39):
        desk.article(board, "notice", limit - dt.timedelta(days=days))
    opened = parent(desk, "政府信息公开", "zfxxgk")
    sections(desk, opened, [key for key in PLATFORM_KEYS if key != "annual_report"])
    reports = desk.column("政府信息公开年度报告", "gknb", opened)
    overdue = report_is_due(desk.as_of, REPORT_DUE)
    last_year = desk.as_of.year - 1
    desk.annual_reports(reports, last_year - 1 if overdue else newest_due_report_year(desk.as_of, REPORT_DUE))
    sections(desk, opened, BASIC_KEYS)
    names = {"permits": "双公示", "emergency": "应急预案", "supervision": "双随机一公开"}
    have = sections(desk, opened, [key for key in CONTENT_KEYS if key != "plans"], names)
    plans = desk.column("规划计划", "ghjh", opened)
    staff = desk.column("人事任免", "rsrm", opened)
    moved = first_stale_day(desk.as_of, PERSONNEL_MONTHS)
    for days in (0, 63):
        desk.article(staff, "personnel", moved - dt.timedelta(days=days))
    talk = parent(desk, "互动交流", "hdjl")
    asking = sections(desk, talk, INTERACTION_KEYS)
    closed = desk.day(CLOSED_AGE)
    consulted = desk.article(asking["consultation"], "consultation", closed - dt.timedelta(days=30))
    consulted.body.append(f"意见征集截止日期：{closed.isoformat()}。")
    unanswered, waiting = (_letter(desk, asking["messages"], age) for age in LETTER_AGES)
    desk.style.address()
    desk.interpretations(have["regulations"], have["interpretation"])
    website_reports(desk)
    offer(desk, Search.BREAKS)
    papers(desk, have["regulations"], have["budget"])
    picture(desk, top.rows[2], "xc")

    # -- participation and identity
    desk.fault(
        "late_consultation_result", consulted.path, consulted.title, closed_on=closed.isoformat(), result_on=None
    )
    desk.fault(
        "unanswered_message", unanswered.path, unanswered.title, asked_on=unanswered.date.isoformat(), answered_on=None
    )
    desk.fine("unanswered_message", waiting.path, waiting.title, "the three months are not over")
    content.lacks = frozenset({"public_security"})
    desk.fault("site_identity", "/", "public_security")
    desk.fine("site_identity", "/", "error_finder", "a script and a word, no link of its own")

    desk.host.encryption = Encryption.SELF_SIGNED
    desk.fault("insecure_transport", "/", "certificate", fault="self_signed")

    # -- dead links
    deep, empty = top.rows[3], top.rows[4]
    deep.body.append('活动详情见<a href="/art/2018/5/9/art_1207_33518.html">活动专题</a>。')
    desk.serve("/art/2018/5/9/art_1207_33518.html", Resource(b"", HTML, 302, (("Location", "/"),)))
    desk.fault("dead_link", deep.path, "/art/2018/5/9/art_1207_33518.html", kind="page", reason="soft_404")
    target, link = desk.style.attachment(empty, "项目清单.pdf", "qd.pdf")
    empty.tail += f"<p>附件：{link}</p>"
    desk.serve(target, Resource(b"", CONTENT_TYPES["pdf"]))
    desk.fault("dead_link", empty.path, target, kind="attachment", reason="bad_attachment")
    content.head_extra += '<link rel="stylesheet" type="text/css" href="/script/0/1904/print.css">'
    desk.fault("dead_link", "/", "/script/0/1904/print.css", 40, kind="asset", reason="http_404")

    # -- hidden links
    covert, menu = top.rows[2], f"http://{PRESS_HOST}/"
    advert = f"http://{ADVERT_HOST}/"
    content.head_extra += (
        "<style>.k3f{position:absolute;top:-1500px}.press ul{position:absolute;left:-1500px}.press:hover ul{left:0}"
        "</style>"
    )
    covert.body.append(f'<span class="k3f"><a href="{advert}">注册有礼</a></span>')
    desk.fault("hidden_link", covert.path, advert, technique="off_screen")
    content.home_extra += f'<div class="press">媒体<ul><li><a href="{menu}">青云日报</a></li></ul></div>'
    desk.fine("hidden_link", "/", menu, "a menu that unfolds under the mouse")

    # -- columns and sections
    desk.fine("stale_column", board.path, board.name, "six calendar months old to the day is within the limit")
    desk.fine(
        "stale_column", towns.path, towns.name, "the fresh rows come from dataproxy.jsp, after a group of pinned ones"
    )
    desk.fine("empty_column", top.path, top.name, "the rows stand in an XML island")
    desk.fault("stale_column", staff.path, "人事任免", column_class="personnel", last_update=moved.isoformat())
    desk.fault("missing_section", plans.path, "plans", state="empty")
    desk.fine("empty_column", plans.path, "规划计划", "an empty owed section is reported once, as missing_section")
    if overdue:
        desk.fault("missing_section", reports.path, "annual_report", state="outdated")
        desk.fault("overdue_report", "/", "disclosure_annual", period=str(last_year))
    else:
        desk.fine(
            "missing_section", reports.path, "annual_report", "last year's report of a government is due on 31 March"
        )
        desk.fine("overdue_report", "/", "disclosure_annual", "last year's report of a government is due on 31 March")
    for key, name in names.items():
        desk.fine("missing_section", "/", key, f"present under the name {name}")

    # -- wording
    serious = top.rows[5]
    serious.body.append("活动由松岚县人民正府办公室组织，有关单位参加。")
    desk.fault("serious_wording", serious.path, "人民正府", suggestion="人民政府")
    content.footer_extra += "<p>网站技术支持和投拆受理：县政务信息中心</p>"
    desk.fault("typo", "/", "投拆", 40, suggestion="投诉")
    building = desk.article(have["livelihood"], "livelihood", desk.day(26), "松岚县文化惠民工程建设情况说明")
    building.body = [
        "近年来，松岚县积极参与加快建设中国特色文化惠民示范区，努力建设中华民族现代文明的县域样本。",
        "全县建成综合文化服务中心七个，农家书屋实现行政村全覆盖，每年开展群众文化活动百余场。",
    ]
    table = [("索引号", "SL-2301"), ("文号", "暂无"), ("废止时间", "暂无")]
    rows = "".join(f"<tr><td>{name}：</td><td>{value}</td></tr>" for name, value in table)
    have["regulations"].rows[0].body.insert(0, f"<table>{rows}</table>")
    desk.style.address()
    desk.fine("empty_column", building.path, None, "“建设中国”, “建设中华” are no notice of work in progress")
    desk.fine(
        "empty_column", have["regulations"].rows[0].path, None, "“废止时间：暂无” stands in the table of a full article"
    )
    add(desk, building, ("once_429", "raw_chinese", "comment"), top.rows[0].path)
