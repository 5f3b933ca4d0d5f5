"""The Chinese wording of scores and tables, and the names of things. Numbers come in as arguments.

What documents say is in `reports/phrases.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from checks import messages
from checks.registry import all_checks

# --- names -----------------------------------------------------------------------------------------------------

CHECK_TITLES: Mapping[str, str] = {
    "dead_link": "链接无法打开",
    "empty_column": "空白栏目",
    "stale_column": "栏目更新不及时",
    "stale_home": "首页更新不及时",
    "typo": "错别字",
    "serious_wording": "严重表述错误",
    "missing_section": "应公开栏目缺失或无有效内容",
    "late_interpretation": "政策解读不及时",
    "late_consultation_result": "征集结果公布不及时",
    "unanswered_message": "留言答复不及时",
    "incomplete_service_guide": "办事指南要素不全",
    "page_tag": "页面标签不规范",
    "site_identity": "网站标识不规范",
    "domain_name": "域名不规范",
    "site_search": "站内搜索不可用",
    "unreachable": "网站无法访问",
    "privacy_leak": "泄露个人信息",
    "hidden_link": "暗链",
    "suspicious_date": "发布日期存疑",
    "insecure_transport": "传输不安全",
    "overdue_report": "报告报表发布不及时",
}

SEVERITY_TITLES: Mapping[str, str] = {"veto": "单项否决", "deduct": "扣分", "warn": "提醒", "info": "信息"}

STATE_TITLES: Mapping[str, str] = {
    "measured": "已测",
    "partial": "部分已测",
    "not_evaluated": "未能判定",
    "not_measured": "未测",
    "entered": "人工录入",
}

CONCLUSIONS: Mapping[str, str] = {
    "passed": "合格",
    "failed": "不合格",
    "undecided": "未作判定",
    "not_checked": "未完成检查",
}
VETO_FIRST = "优先整改"
STANDINGS: Mapping[str, str] = {"new": "新出现", "still": "仍未整改", "back": "再次出现"}


def below_pass_mark(points: Decimal, mark: Decimal) -> str:
    return f"得分{points}分，低于{mark:f}分"


SECTION_TITLES: Mapping[str, str] = {
    "guide": "政府信息公开指南",
    "rules": "政府信息公开制度",
    "catalogue": "法定主动公开内容",
    "annual_report": "政府信息公开年度报告",
    "on_request": "依申请公开",
    "functions": "机构职能",
    "leaders": "领导信息",
    "contacts": "办公地址、时间、联系方式",
    "regulations": "规范性文件",
    "plans": "规划计划",
    "statistics": "统计信息",
    "permits": "行政许可",
    "penalties": "行政处罚",
    "budget": "财政预决算",
    "fees": "行政事业性收费",
    "procurement": "政府采购",
    "projects": "重大建设项目",
    "livelihood": "民生领域政策",
    "emergency": "应急管理",
    "supervision": "监督检查",
    "recruitment": "公务员招考",
    "interpretation": "政策解读",
    "consultation": "意见征集",
    "messages": "咨询留言",
}

LINK_KINDS: Mapping[str, str] = {
    "page": "页面",
    "attachment": "附件",
    "image": "图片",
    "asset": "页面资源",
    "external": "站外链接",
}

# Reasons why something was not evaluated or not read: exact names, then prefixes.
REASONS: Mapping[str, str] = {
    "no_resolver": "本机不能解析域名，未能核验",
    "unreachable": "网站无法访问",
    "refused": "网站拒绝访问",
    "crashed": "检查程序异常退出",
    "taken": "本机另有程序正在检查该网站",
    "interrupted": "检查中断",
    "timeout": "连接超时",
    "dns": "域名无法解析",
    "connect": "无法连接",
    "tls": "无法建立安全连接",
    "robots": "网站的爬虫协议（robots.txt）不允许访问",
    "offsite": "内容在其他网站",
    "login": "需要登录",
    "challenge": "网站的访问防护要求验证",
    "blocked": "被网站的访问防护拦截",
    "script": "内容由脚本生成，未能读取",
    "render:no_browser": "运行环境没有浏览器，未能读取由脚本生成的内容",
    "render:failed": "浏览器未能打开页面",
    "render:never": "按设置未使用浏览器，未能读取由脚本生成的内容",
    "registry:skip": "登记表注明该项检查不适用",
    "no_pages": "没有读到任何页面",
    "no_links": "没有核验任何链接",
    "home_unread": "首页未能读取",
    "no_dates": "所列信息没有可识别的日期",
    "crawl_incomplete": "检查不完整，不能断定没有",
    "columns_unread": "有栏目未能读取，不能断定没有",
    "offsite_platform": "相关栏目设在站外平台",
    "named_alike": "有名称相近的栏目，不能断定没有，需人工查看",
    "hint": "该类网站不要求必设，仅作提示",
    "interactive": "互动或查询类栏目，需人工查看",
    "unknown_section": "登记表中的栏目代号不存在",
    "blank": "页面没有任何内容",
    "malformed": "网址不正确，或含有未填充的变量",
    "guessed": "网址由脚本处理，未能确认",
    "suspected": "疑似无法打开，未能确认",
    "limit:urls": "达到网址数量上限",
    "limit:segments": "网址路径重复",
    "limit:pages": "达到页面数量上限",
    "limit:depth": "达到链接层级上限",
    "limit:hours": "达到检查时长上限",
    "limit:body": "文件超过大小上限",
    "limit:pattern": "同类网址超过数量上限",
    "limit:url": "网址过长",
    "limit:time": "在限定时间内未能读完",
    "limit:links": "页面上的链接超过数量上限",
    "script:head": "首页头部导航由脚本生成，未能读取",
    "limit:nodes": "页面元素超过数量上限",
    "limit:text": "页面文字超过数量上限",
    "limit:formatting": "页面格式标签嵌套过多",
    "limit:attributes": "页面标签属性过多",
    "limit:xml": "网站地图文件含有不安全或过多的内容，未读",
    "limit:sitemaps": "网站地图文件超过数量上限",
    "private_address": "指向内部网络地址，未访问",
    "scheme": "跳转到非网页地址，未访问",
    "render:time": "页面在限定时间内未能显示完",
    "render:memory": "页面占用内存超过上限",
}
UNKNOWN_REASON = "未能判定"
REASON_PREFIXES: Mapping[str, str] = {
    "limit:": "达到检查上限（{rest}）",
    "render:": "浏览器读取未成功（{rest}）",
    "challenge": "网站的访问防护要求验证（{rest}）",
}


def check_title(check: str) -> str:
    """A check's name; one of another package's brings its own."""
    return CHECK_TITLES.get(check) or _guest_title(check)


@cache
def _guest_title(check: str) -> str:
    guest = all_checks().get(check)
    return guest.title if guest is not None else check


def reason_text(reason: str) -> str:
    """A reason's name in plain Chinese; a reason that is already a sentence stays as it is."""
    known = REASONS.get(reason) or messages.REASONS.get(reason)  # the checks name theirs in their own catalogue
    if known:
        return known
    for prefix, text in REASON_PREFIXES.items():
        if reason.startswith(prefix):
            return text.format(rest=reason.removeprefix(prefix))
    return messages.link_reason(reason, None)


def link_reason(reason: str) -> str:
    return messages.LINK_REASONS.get(reason) or reason_text(reason)


def limit_text(days: int) -> str:
    """A limit as the rules put it: half a year and a year are months, counted by the calendar."""
    if days in HALF_A_YEAR:
        return "6个月"
    return "1年" if days in A_YEAR else f"{days}天"


HALF_A_YEAR, A_YEAR = range(181, 185), range(365, 367)


def day_in_cell(day: dt.date) -> str:
    """2026.11.1, which no line break takes apart."""
    return f"{day.year}.{day.month}.{day.day}"


def date_text(day: dt.date) -> str:
    """A date in official writing: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


QUARTERS = "一二三四"
DIGITS = "零一二三四五六七八九"
TENS = 10


def quarter_text(quarter: str) -> str:
    """“2026Q4” as “2026年第四季度”."""
    year, number = quarter.split("Q")
    return f"{year}年第{QUARTERS[int(number) - 1]}季度"


def numeral(number: int) -> str:
    """A Chinese numeral from 1 to 99, for headings."""
    tens, ones = divmod(number, TENS)
    head = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones or not tens else "")


# --- scores ----------------------------------------------------------------------------------------------------

UNVERIFIED_RULE = "依据未与原文核对，只作提示，不扣分"
PROVISIONAL = "暂定"


def computation(count: int, per_fault: Decimal, full: Decimal, points: Decimal, left: Decimal) -> str:
    """The sum behind a deduction."""
    text = f"{count}处×{per_fault}分={full}分"
    if points < full:
        text += f"，超过{'本指标剩余分值' if points == left else '本条扣分上限'}，按{points}分计"
    return text


def entered(points: Decimal, full: Decimal, by: str, reason: str) -> str:
    """What a person entered, for the column that says how an item was measured."""
    return f"人工录入{points}分（满分{full}分，{by}；理由：{reason}）"


def check_not_run(check: str) -> str:
    return f"“{check_title(check)}”检查未运行"


def check_not_evaluated(check: str) -> str:
    return f"“{check_title(check)}”检查未能作出判定"


def check_incomplete(check: str, not_evaluated: int, errors: int) -> str:
    parts = [f"{not_evaluated}处未能判定"] if not_evaluated else []
    parts += [f"{errors}处检查出错"] if errors else []
    return f"“{check_title(check)}”检查有" + "、".join(parts)


# --- tables ----------------------------------------------------------------------------------------------------

TOTAL = "合计"
FLAGS: Mapping[bool, str] = {True: "是", False: "否"}
CUT = "……（过长，已截断）"
SUMMARY_SHEET = "概况"
SHEET_TITLES: Mapping[str, str] = {
    "findings": "问题清单",
    "pages": "页面",
    "links": "链接",
    "scores": "得分",
    "unchecked": "未检查事项",
    "gains": "先改什么",
}
COLUMN_TITLES: Mapping[str, str] = {
    "gain": "可挽回分值",
    "mend": "整改事项",
    "count": "问题数",
    "veto": "涉及单项否决",
    "items": "对应清单序号",
    "standing": "状态",
    "review": "核实",
    "screenshot": "截图",
    "snapshot": "网页存档",
    "id": "编号",
    "check": "检查项",
    "site": "网站代码",
    "url": "网址",
    "target": "对象",
    "severity": "等级",
    "message": "问题描述",
    "occurrences": "出现页面数",
    "pages": "所在页面",
    "detail": "详细信息",
    "evidence": "证据",
    "run": "检查批次",
    "as_of": "监测时间点",
    "first_seen": "首次发现",
    "found_at": "本次发现",
    "state": "状态",
    "reason": "原因",
    "status": "状态码",
    "fetched_at": "读取时间",
    "bytes": "字节数",
    "title": "标题",
    "published": "发布日期",
    "page_type": "页面类型",
    "column": "所属栏目",
    "rendered": "浏览器读取",
    "duplicate_of": "与何页面相同",
    "kind": "类别",
    "verdict": "判定",
    "attempts": "核验次数",
    "checked_at": "核验时间",
    "final_url": "最终网址",
    "found_on": "发现于",
    "name": "网站名称",
    "level": "层次",
    "points": "分值",
    "measured_points": "已测分值",
    "got": "得分",
    "lost": "扣分",
    "rule_class": "依据类别",
    "clause": "依据",
    "computation": "计算",
    "findings": "问题编号",
    "notes": "说明",
    "provisional": "暂定",
    "number": "序号",
    "problem": "具体问题",
    "link_target": "问题链接",
    "indicator": "扣分指标",
    "item": "事项",
    "scheme": "评分方案",
    "scheme_sha256": "方案校验值",
}


def veto_apart(title: str, needs: str) -> str:
    """A veto that takes more than an inspection, as named in documents: 站点无法访问（须连续监测一周）."""
    return f"{title}（{needs}）"


def not_wholly_checked(vetoes: Sequence[str]) -> str:
    return f"{'、'.join(vetoes)}未能全部检查"


POINTS_PROVISIONAL = "得分为暂定"


def veto_count(count: int, boundary: int) -> str:
    return f"{count}处（达到{boundary}处即触及）"
