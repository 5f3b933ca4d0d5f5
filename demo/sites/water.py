"""青云市水利局: a department on 博达 VSB."""

from __future__ import annotations

from checks.facts import SiteKind
from demo.content import Kind
from demo.dates import DEPARTMENT_REPORT_DUE
from demo.desk import Desk
from demo.files import docx, xlsx
from demo.oddities import add, redirect
from demo.resources import HTML, Encryption, Resource
from demo.searching import lacks
from demo.sites.common import (
    HALL,
    PORTAL,
    department_voice,
    news,
    notices,
    papers,
    parent,
    picture,
    sections,
    site_row,
    website_reports,
)  # fmt: skip
from demo.styles.vsb import Vsb

SITE = site_row(4, "slj", "青云市水利局", SiteKind.DEPARTMENT, "slj.demo-qingyun.gov.cn")
VOICE = department_voice(
    "青云市水利局", ("河湖管护", "水库安全", "农村供水", "节水宣传", "水土保持", "山洪灾害防御", "水利工程建设")
)
STYLE = Vsb
REPORT_DUE = DEPARTMENT_REPORT_DUE
NEWS_DAYS = 14
SPECIMEN = "11010519491231002X"  # the example in GB 11643-1999: nobody's number

# Right uses of words that are often confused with others; the look-alike each is taken for stands beside it.
LEGAL_USES = (
    ("气象部门预计，台风“青鸟”将于周末在沿海登陆，全市进入防汛应急待命状态。", "登陆"),
    ("招标文件应当写明合同标的的数量、质量和履行期限。", "的的"),
    ("鼓励群众通过政务服务热线举报消防通道堵塞、侵占河道等行为。", "报消"),
    ("各单位要结合法治宣传，做好预防犯罪和防溺水教育。", "防犯"),
    ("参加知识竞赛的报名截止日期为本月二十五日，逾期不再受理。", "截止"),
    ("对由村民自己经营的农家乐，取水设施应当登记。", "己经"),
    ("项目既使用财政资金，也使用社会资金，要分别核算。", "既使"),
    ("本月份内完成巡查，并建立和完善长效机制。", "份内"),
    ("申请时应当提交个人材料，由工作人员引导至窗口办理。", "人材"),
    ("在项目地点设置公示牌，按排名先后安排资金。", "目地"),
)


def make(desk: Desk) -> None:
    """Writes the department's site: columns, articles, faults and look-alikes."""
    content = desk.content
    about = parent(desk, "机构概况", "jggk")
    sections(
        desk, about, ("functions", "leaders", "contacts"), {"leaders": "领导班子", "contacts": "办公时间与联系方式"}
    )
    moving = parent(desk, "水利动态", "sldt")
    top = news(desk, "水利要闻", "slyw", moving, (NEWS_DAYS, 16, 20, 27, 39), on_home=True)
    base = news(desk, "基层动态", "jcdt", moving, (2, 4, 8, 12, 15, 19, 23, 28, 36, 44), on_home=True)
    board = notices(desk, "通知公告", "tzgg", None)
    opened = parent(desk, "政府信息公开", "zfxxgk")
    have = sections(
        desk, opened, ("guide", "catalogue", "annual_report", "regulations", "interpretation", "plans", "budget"),
        {"regulations": "政策法规"},
    )  # fmt: skip
    on_request = desk.link_column("依申请公开", f"{PORTAL}/ysq/index.html?dept=slj", opened)
    talk = parent(desk, "互动交流", "hdjl")
    sections(desk, talk, ("messages",), {"messages": "局长信箱"})
    science = desk.column("水利科普", "slkp", None, empty_note="本栏目正在建设中……")
    desk.style.address()
    desk.interpretations(have["regulations"], have["interpretation"])
    website_reports(desk)
    lacks(desk)
    papers(desk, have["regulations"], have["budget"])
    picture(desk, base.rows[0], "hd")

    # -- dead links
    gone = base.rows[2]
    gone.body.append('相关背景见<a href="/info/1012/4410.htm">往期报道</a>。')
    desk.serve("/info/1012/4410.htm", Resource("<html><body>410 该信息已被永久移除</body></html>".encode(), HTML, 410))
    desk.fault("dead_link", gone.path, "/info/1012/4410.htm", kind="page", reason="http_410", text="往期报道")
    content.head_extra += '<script src="/system/resource/js/counter-old.js"></script>'
    desk.fault("dead_link", "/", "/system/resource/js/counter-old.js", 30, kind="asset", reason="http_404")

    # -- transport
    desk.host.encryption = Encryption.NONE
    desk.fault("insecure_transport", "/", "https", reason="tls")

    # -- personal data
    public = desk.article(board, "notice", desk.day(33), "关于水库移民后期扶持人口的公示")
    public.body = [
        "经个人申请、村民会议评议和镇级审核，现将拟纳入后期扶持的人口公示如下，公示期为七个工作日。",
        "<table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>云某某</td><td>" + SPECIMEN + "</td></tr>"
        "<tr><td>程某某</td><td>1101**********0021</td></tr></table>",
        "公示期内如有异议，请拨打监督举报电话13900000000反映，值班人员将做好登记。",
    ]
    desk.style.address()
    desk.fault("privacy_leak", public.path, "11**************2X", kind="id_card")
    desk.fine("privacy_leak", public.path, "139****0000", "a line for complaints, meant to be public")
    listed = [["序号", "姓名", "补助金额（元）"], ["1", "李某", "500"], ["2", "王某", "500"]]
    whole = [["序号", "姓名", "证件号码"], ["1", "李某", SPECIMEN], ["2", "王某", "1101**********0031"]]
    annex = desk.attach(public, "补助发放名单.xlsx", "mingdan.xlsx", xlsx(listed, hidden=whole))
    desk.fault("privacy_leak", annex, "11**************2X", kind="id_card")
    duty = desk.attach(public, "防汛值班表.docx", "zhiban.docx", docx("防汛值班表", ["防汛值班电话：13900000001。"]))
    desk.fine("privacy_leak", duty, None, "a duty phone in a file")

    # -- columns and sections
    desk.fault("empty_column", science.path, "水利科普")
    desk.fault("missing_section", "/", "rules", state="absent")
    desk.fine("stale_column", top.path, top.name, "fourteen days old is within the limit")
    desk.fine("empty_column", moving.path, moving.name, "a parent without rows, whose children are filled")
    desk.fine("stale_column", moving.path, moving.name, "a fresh child makes its parent fresh")
    desk.fine("missing_section", "/", "on_request", "the section stands on the portal's platform")
    desk.fine("empty_column", on_request.link, on_request.name, "a column that leads to another site")
    for column in content.walk():
        if column.kind is Kind.TEXT:
            desk.fine("empty_column", column.path, column.name, "a column that is one text")
            desk.fine("stale_column", column.path, column.name, "a static column is not judged by dates")

    # -- typos
    wrong = base.rows[4]
    wrong.body.append("希望大家再接再励，继续守护好一方碧水。")
    desk.fault("typo", wrong.path, "再接再励", suggestion="再接再厉")
    legal = desk.article(board, "notice", desk.day(27), "关于做好近期河湖管护和安全宣传工作的通知")
    legal.body = [sentence for sentence, _ in LEGAL_USES]
    desk.style.address()
    for _, looks_like in LEGAL_USES:
        desk.fine("typo", legal.path, looks_like, "the characters belong to other words here")
    add(desk, legal, ("head_405", "cookie_gate", "once_503", "padded", "hashes"), base.rows[0].path)
    redirect(desk, legal, "许可公示", "/xzxkgs.htm", f"{HALL}/xzxk/", 301, "moved to the service hall")
