"""碧川县人民政府: a county on TRS WCM."""

from __future__ import annotations

import datetime as dt

from checks.facts import SiteKind
from demo.dates import GOVERNMENT_REPORT_DUE, first_stale_day
from demo.desk import Desk
from demo.files import docx
from demo.oddities import add
from demo.resources import HTML, Resource
from demo.searching import Search, offer
from demo.sections import BASIC_KEYS, CONTENT_KEYS, INTERACTION_KEYS, PLATFORM_KEYS
from demo.sites.common import TOWNS, VILLAGES, guide, news, papers, parent, picture, sections, site_row, website_reports
from demo.styles.trs import Trs
from demo.wording import Voice

EXEMPT = "创建卫生县城动态"
SITE = site_row(
    2, "bichuan", "碧川县人民政府", SiteKind.COUNTY, "www.demo-bichuan.gov.cn", exempt_columns=(EXEMPT,),
    notes=f"“{EXEMPT}”为已结束专题，不再更新",
)  # fmt: skip
VOICE = Voice(
    "碧川县", "碧川县人民政府", "县政府办公室", "县", TOWNS, VILLAGES,
    ("乡村振兴", "茶产业发展", "防汛备汛", "饮水安全", "农村公路养护", "医疗服务", "义务教育", "粮食生产"),
)  # fmt: skip
STYLE = Trs
REPORT_DUE = GOVERNMENT_REPORT_DUE
NOTICE_MONTHS = 6
OLD_STATISTICS = (402, 433)  # days; statistics must not be older than 365
LEAD = 3  # days in the future


def make(desk: Desk) -> None:
    """Writes the county's site: columns, articles, faults and look-alikes."""
    content = desk.content
    desk.text_column("走进碧川", "zjbc", None, "about", tag_type="概况信息")
    centre = parent(desk, "要闻动态", "ywdt")
    top = news(desk, "碧川要闻", "bcyw", centre, (1, 2, 4, 6, 8, 10, 13, 19, 25, 33, 41, 55), on_home=True)
    pinned = desk.article(top, "news", desk.day(380))
    pinned.pinned = True
    towns = news(desk, "镇村动态", "zcdt", centre, on_home=True)
    newest = first_stale_day(desk.as_of, NOTICE_MONTHS)
    board = desk.column("公示公告", "gsgg", None, tag_type="通知公告")
    for days in (0, 17, 44):
        desk.article(board, "notice", newest - dt.timedelta(days=days))
    future = desk.article(board, "notice", desk.as_of + dt.timedelta(days=LEAD))
    tomorrow = desk.article(board, "notice", desk.as_of + dt.timedelta(days=1))
    opened = parent(desk, "政务公开", "zwgk")
    names = {
        "annual_report": "信息公开年报",
        "rules": "公开制度",
        "leaders": "领导班子",
        "budget": "财政资金",
        "projects": "重点项目",
    }
    sections(desk, opened, PLATFORM_KEYS, names)
    sections(desk, opened, [key for key in BASIC_KEYS if key != "contacts"], names)
    have = sections(desk, opened, [k for k in CONTENT_KEYS if k not in {"statistics", "recruitment"}], names)
    statistics = desk.section("statistics", opened, ages=OLD_STATISTICS)
    recruitment = desk.column("公务员招考", "gwyzk", opened, empty_note="暂无信息")
    contacts = desk.text_column("联系我们", "lxwm", None, "contacts", in_nav=False)
    fields = parent(desk, "重点领域公开", "zdly")
    care = desk.column("养老服务", "ylfw", fields, empty_note="暂无信息")
    schools = desk.column("义务教育", "ywjy", fields, "livelihood", (8, 40))
    guides = desk.column("办事指南", "bszn", opened)
    whole, poor = (desk.article(guides, "service", desk.day(age), body=[guide(desk, *left_out)]) for age, left_out in
                   ((14, ()), (16, ("设定依据", "申请条件", "办理地点", "联系电话"))))  # fmt: skip
    talk = parent(desk, "互动交流", "hdjl")
    sections(desk, talk, INTERACTION_KEYS, {"messages": "领导信箱", "consultation": "民意征集"})
    topics = parent(desk, "专题专栏", "ztzl")
    exempt = news(desk, EXEMPT, "cjws", topics, (611, 640))
    desk.style.address()
    desk.interpretations(have["regulations"], have["interpretation"])
    website_reports(desk)
    offer(desk, Search.JSON)
    content.footer_extra += f'<p><a href="{contacts.path}">联系我们</a></p>'
    papers(desk, have["regulations"], have["budget"])
    picture(desk, top.rows[1], "xc")

    # -- dead links
    lost, disguised, alive = towns.rows[:3]
    target, link = desk.style.attachment(lost, "培训名单.docx", "lost.docx")
    lost.tail += f"<p>附件：{link}</p>"
    desk.fault("dead_link", lost.path, target, kind="attachment", reason="http_404", text="培训名单.docx")
    target, link = desk.style.attachment(disguised, "申报表.docx", "form.docx")
    disguised.tail += f"<p>附件：{link}</p>"
    page = "<html><head><title>系统提示</title></head><body>文件读取失败，请稍后再试。</body></html>"
    desk.serve(target, Resource(page.encode(), HTML))
    desk.fault("dead_link", disguised.path, target, kind="attachment", reason="bad_attachment")
    desk.attach(alive, "工作台账.docx", "tz.docx", docx("工作台账", ["样表"]))

    # -- dates and guides
    desk.fault("suspicious_date", future.path, None, reason="future", shown=future.date.isoformat())
    desk.fine("suspicious_date", tomorrow.path, None, "a day ahead: the clocks differ")
    desk.fault("incomplete_service_guide", poor.path, poor.title, missing=["basis", "conditions", "place", "phone"])
    desk.fine("incomplete_service_guide", whole.path, whole.title, "every element has its row in a table")

    # -- columns and sections
    desk.fault("stale_column", board.path, "公示公告", column_class="notice", last_update=newest.isoformat())
    desk.fine(
        "stale_column",
        future.path,
        future.title,
        "a date in the future refreshes nothing, and is no stale column of its own",
    )
    desk.fault("empty_column", care.path, "养老服务")
    desk.fault("missing_section", statistics.path, "statistics", state="outdated")
    desk.fault("missing_section", recruitment.path, "recruitment", state="empty")
    desk.fine(
        "empty_column", recruitment.path, "公务员招考", "an empty owed section is reported once, as missing_section"
    )
    desk.fine(
        "stale_column", statistics.path, "统计信息", "an outdated owed section is reported once, as missing_section"
    )
    desk.fine("stale_column", top.path, top.name, "an old pinned row stands above fresh ones")
    desk.fine("stale_column", exempt.path, exempt.name, "the registry exempts it")
    desk.fine("missing_section", "/", "contacts", "the section is reached from the footer only")
    for key, name in names.items():
        desk.fine("missing_section", "/", key, f"present under the name {name}")

    # -- typos
    wrong = desk.article(schools, "livelihood", desk.day(21), "石桥镇中心小学综合楼项目峻工并投入使用")
    desk.style.address()
    desk.fault("typo", wrong.path, "峻工", suggestion="竣工")
    quote = desk.article(top, "news", desk.day(12), "县政府办公室组织公文写作培训")
    quote.body = [
        "为提高公文质量，县政府办公室组织各镇文秘人员参加写作培训。",
        "授课老师结合实例，指出常见的别字，例如把“部署”写成“布署”，把“账户”写成“帐户”，把“截至”和“截止”混用等。",
        "培训还介绍了《财政专项资金帐户管理暂行规定》等早期文件的用字情况，说明引用原名时应当保持原貌。",
        "把“人民政府”误写成“人民正府”属于严重表述错误，要列入必查清单。",
        "参训人员表示，将把学到的知识用到日常工作中，做到用字规范、表述准确。",
    ]
    desk.style.address()
    desk.fine("serious_wording", quote.path, "人民正府", "quoted as an example of a wrong form")
    desk.fine("typo", quote.path, "布署", "quoted as an example of a wrong form")
    desk.fine("typo", quote.path, "帐户", "quoted, and in the title of an old document")
    add(desk, quote, ("broken_line", "inner_blank", "backslash", "entities"), top.rows[1].path)
