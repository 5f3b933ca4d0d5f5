"""青云市人民政府: the portal, on the Node/Content platform."""

from __future__ import annotations

import datetime as dt

from checks.facts import SiteKind
from demo.content import Article, Column
from demo.dates import GOVERNMENT_REPORT_DUE
from demo.desk import Desk
from demo.oddities import add, redirect
from demo.resources import HTML, Resource, html
from demo.searching import Search, offer
from demo.sections import BASIC_KEYS, CONTENT_KEYS, INTERACTION_KEYS, PLATFORM_KEYS
from demo.sites.common import (
    CDN,
    CITY,
    HALL,
    VILLAGES,
    news,
    notices,
    offsite_row,
    papers,
    parent,
    picture,
    sections,
    site_row,
    website_reports,
)  # fmt: skip
from demo.sites.service_hall import ADVERT_HOST, PRESS_HOST
from demo.styles.node_content import NodeContent
from demo.wording import Voice

SITE = site_row(1, "qingyun", "青云市人民政府", SiteKind.PORTAL, "www.demo-qingyun.gov.cn")
VOICE = Voice(
    CITY, "青云市人民政府", "市政府办公室", "市",
    ("碧川县", "松岚县", "白鹭县", "云栖区", "双河县", "石桥县"), VILLAGES,
    ("重点项目建设", "营商环境优化", "农村人居环境整治", "就业服务", "城市更新", "基层治理", "养老服务", "电子商务"),
)  # fmt: skip
STYLE = NodeContent
REPORT_DUE = GOVERNMENT_REPORT_DUE
LATE_DAYS = 4  # from a policy to its interpretation; three are allowed
ARCHIVE_AGE = 1190  # days: a topic of three years ago

SOFT_404 = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>提示信息</title></head><body><div class="tip">'
    "<p>对不起，您访问的页面不存在，请转到首页进入。</p></div></body></html>"
)


def make(desk: Desk) -> None:
    """Writes the portal: columns, articles, faults and look-alikes."""
    desk.text_column("走进青云", "zjqy", None, "about", tag_type="概况信息")
    centre = parent(desk, "新闻中心", "xwzx")
    top = news(desk, "青云要闻", "qyyw", centre, (0, 1, 2, 4, 5, 7, 8, 11, 15, 22), on_home=True)
    departments = news(desk, "部门动态", "bmdt", centre, on_home=True)
    counties = news(desk, "县区动态", "xqdt", centre, (15, 18, 26, 40))
    media = desk.column("媒体动态", "mtdt", centre, tag_type="动态要闻")
    board = notices(desk, "通知公告", "tzgg", None)
    opened = parent(desk, "政务公开", "zwgk")
    platform = parent(desk, "政府信息公开", "zfxxgk", opened)
    sections(desk, platform, PLATFORM_KEYS)
    sections(desk, opened, BASIC_KEYS, {"functions": "机构设置", "leaders": "领导之窗"})
    absent = {"fees", "permits"}
    have = sections(desk, opened, [key for key in CONTENT_KEYS if key not in absent], {"plans": "发展规划"})
    permits = desk.link_column("行政许可", f"{HALL}/xzxk/", opened)
    desk.link_column("政务服务", f"{HALL}/", None)
    talk = parent(desk, "互动交流", "hdjl")
    sections(desk, talk, INTERACTION_KEYS, {"messages": "市长信箱"})
    interviews = desk.column("在线访谈", "zxft", talk, tag_type="互动交流", empty_note="暂无信息")
    topics = parent(desk, "专题专栏", "ztzl")
    archive = desk.column("防汛抗旱工作动态（已归档）", "fxkh", topics, "news", (ARCHIVE_AGE, ARCHIVE_AGE + 6))
    desk.style.address()
    desk.interpretations(have["regulations"], have["interpretation"])
    website_reports(desk)
    offer(desk, Search.WORKS)
    papers(desk, have["regulations"], have["budget"])
    for article in top.rows[:3]:
        picture(desk, article, "hd")

    desk.serve("/ysq/index.html", Resource(_request_form(desk), HTML, any_query=True))

    carriers = [a for a in departments.rows + board.rows if not desk.style.has_twin(a)]
    _dead_links(desk, carriers[:4])
    wrong = carriers[4]
    wrong.body.insert(1, "会议传达学习了上级文件精神，对下一阶段工作进行了安排布署，要求各县区认真抓好落实。")
    desk.fault("typo", wrong.path, "布署", suggestion="部署")
    _look_alikes(desk, board, top)
    _late_interpretation(desk, have["regulations"], have["interpretation"])
    hidden = carriers[3]
    address = f"http://{ADVERT_HOST}/"
    hidden.body.append(f'<div style="position:absolute; left:-2000px"><a href="{address}">注册有礼</a></div>')
    desk.fault("hidden_link", hidden.path, address, technique="off_screen")
    press = f"http://{PRESS_HOST}/"
    desk.content.home_extra += (
        f'<div class="friends" id="friends" style="display:none"><a href="{press}">青云日报</a></div>'
    )
    desk.fine("hidden_link", "/", press, "a menu that opens on a click")

    # -- columns
    newest = counties.rows[0].date
    desk.fault(
        "stale_column", counties.path, "县区动态", column_class="news", last_update=newest.isoformat(), limit_days=14
    )
    desk.fault("empty_column", interviews.path, "在线访谈")
    desk.fault("missing_section", "/", "fees", state="absent")
    desk.fine("stale_column", archive.path, archive.name, "an archived topic is not kept up to date")
    desk.fine("missing_section", "/", "permits", "the section is a link to the city's service hall")
    desk.fine("empty_column", permits.link, permits.name, "a column that leads to another site")
    for number, host in enumerate(("www.demo-songlan.gov.cn", "slj.demo-qingyun.gov.cn", "yjj.demo-qingyun.gov.cn")):
        offsite_row(
            desk,
            media,
            f"{('松岚', '市水利局', '市应急管理局')[number]}网站发布本周工作安排",
            f"http://{host}/",
            4 + number * 5,
        )
    desk.fine("empty_column", media.path, media.name, "its rows all lead to other sites")
    desk.fine("stale_column", media.path, media.name, "a row that leads off the site is an update too")


def _late_interpretation(desk: Desk, policies: Column, column: Column) -> None:
    """Lets one policy wait for its interpretation."""
    late, *others = policies.rows
    made = next(article for article in column.articles if late.title in article.title)
    made.date = late.date + dt.timedelta(days=LATE_DAYS)
    desk.fault(
        "late_interpretation", late.path, late.title,
        policy_date=late.date.isoformat(), interpretation_date=made.date.isoformat(), limit_days=3,
    )  # fmt: skip
    for policy in others:
        desk.fine("late_interpretation", policy.path, policy.title, "interpreted within three days")


def _dead_links(desk: Desk, carriers: list[Article]) -> None:
    """Plants dead links, one in the footer and one in each of four articles."""
    desk.content.footer_extra += '<p><a href="/About-Statement.html">网站声明</a></p>'
    desk.fault("dead_link", "/", "/About-Statement.html", 40, kind="page", reason="http_404")
    page, image, soft, outside = carriers
    page.body.append('详细内容请见<a href="/Content-1000001.html">会议材料</a>。')
    desk.fault("dead_link", page.path, "/Content-1000001.html", kind="page", reason="http_404", text="会议材料")
    image.body.insert(1, '<img src="/UploadFiles/demo/image/20190311/missing.png" alt="会议现场">')
    desk.fault("dead_link", image.path, "/UploadFiles/demo/image/20190311/missing.png", kind="image", reason="http_404")
    soft.body.append('办理结果可以在<a href="/zwfw/item.jsp?id=3301">结果查询</a>中查看。')
    desk.host.catch_all["/zwfw/"] = html(SOFT_404)
    desk.fault("dead_link", soft.path, "/zwfw/item.jsp?id=3301", kind="page", reason="soft_404")
    gone = "http://www.demo-bichuan.gov.cn/zwgk/201903/t20190311_880001.html"
    outside.body.append(f'原文见<a href="{gone}">碧川县人民政府网站</a>。')
    desk.fault("dead_link", outside.path, gone, kind="external", reason="http_404")


def _look_alikes(desk: Desk, board: Column, top: Column) -> None:
    """Adds an article full of odd links that work, and one about missing pages."""
    odd = desk.article(board, "notice", desk.day(52), "关于公布网站常用链接和使用说明的公告")
    content_links = (
        "head_405", "head_404", "bots_403", "challenge", "cookie_gate", "unauthorized", "slow", "once_503", "padded",
        "raw_chinese", "srcset", "srcset_comma", "schemes", "hashes", "comment", "script_text", "no_href",
    )  # fmt: skip
    if desk.style.has_twin(odd):
        odd.number = next(desk.numbers)
    desk.style.address()
    add(desk, odd, content_links, top.rows[0].path)
    redirect(desk, odd, "用户中心", "/user/center.jsp", f"{HALL}/login?goto=center", 302, "redirects to a login page")
    redirect(desk, odd, "旧版公告", "/old/2019/gg.html", board.rows[1].path, 301, "moved for good, and it works there")
    odd.body.append(f'<a href="{CDN}/static/notice.txt">纯文本公告</a>')
    desk.content.head_extra += f'<link rel="preconnect" href="{CDN}"><link rel="dns-prefetch" href="{CDN}">'
    desk.fine("dead_link", "/", f"{CDN}/", "preconnect is no link; the host's root answers 404")
    words = desk.article(board, "notice", desk.day(34), "关于“页面不存在”问题处理办法的公告")
    words.body = [
        "近期有群众反映，访问部分旧地址时出现“您访问的页面不存在”的提示，现将处理办法公告如下。",
        "一、网站改版后，旧栏目的文章已经迁移到新栏目，读者可以通过站内搜索查找，也可以从网站地图进入。",
        "二、确因内容失效而删除的文章，页面会显示“页面可能已经删除、更名或暂时不可用”，并附有主管单位的联系方式。",
        "三、各单位发现链接失效后，应当在两个工作日内更正，属于转载内容的，应当核对原文地址。",
        "四、读者发现其他问题，可以点击网页底部的“我为政府网站找错”反映，市政府办公室将及时核实处理。",
    ]
    desk.style.address()
    desk.fine("dead_link", words.path, words.path, "an article that speaks of missing pages")


def _request_form(desk: Desk) -> bytes:
    """The platform's page for requests to any department."""
    text = "".join(f"<p>{line}</p>" for line in desk.static("on_request"))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>依申请公开-青云市人民政府</title></head><body>'
        f'<div class="location"><a href="/">首页</a> &gt; 依申请公开</div><h1>依申请公开</h1>'
        f"<div>{text}</div></body></html>"
    ).encode()
