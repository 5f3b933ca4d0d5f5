"""All Chinese wording of scores, tables and documents. Numbers come in as arguments, never in the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

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
}

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

LINK_REASONS: Mapping[str, str] = {
    "http_404": "页面不存在（404）",
    "http_410": "页面已删除（410）",
    "http_403": "拒绝访问（403）",
    "http_500": "服务器内部错误（500）",
    "dns": "域名无法解析",
    "connect": "无法连接",
    "timeout": "连接超时",
    "tls": "无法建立安全连接",
    "redirect_loop": "循环跳转",
    "soft_404": "显示页面不存在或跳转到首页",
    "bad_attachment": "附件已损坏或不是所称文件",
}

# Reasons why something was not evaluated or not read: exact names, then prefixes.
REASONS: Mapping[str, str] = {
    "unreachable": "网站无法访问",
    "refused": "网站拒绝访问",
    "crashed": "检查程序异常退出",
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
    "limit:pages": "达到页面数量上限",
    "limit:depth": "达到链接层级上限",
    "limit:hours": "达到检查时长上限",
    "limit:body": "文件超过大小上限",
    "limit:pattern": "同类网址超过数量上限",
    "limit:url": "网址过长",
}
REASON_PREFIXES: Mapping[str, str] = {
    "http_": "服务器返回状态码{rest}",
    "limit:": "达到检查上限（{rest}）",
    "render:": "浏览器读取未成功（{rest}）",
    "challenge": "网站的访问防护要求验证（{rest}）",
}


def check_title(check: str) -> str:
    return CHECK_TITLES.get(check, check)


def reason_text(reason: str) -> str:
    """A reason's name in plain Chinese; a reason that is already a sentence stays as it is."""
    if reason in REASONS:
        return REASONS[reason]
    for prefix, text in REASON_PREFIXES.items():
        if reason.startswith(prefix):
            return text.format(rest=reason.removeprefix(prefix))
    return reason


def link_reason(reason: str) -> str:
    return LINK_REASONS.get(reason) or reason_text(reason)


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


def check_not_run(check: str) -> str:
    return f"“{check_title(check)}”检查未运行"


def check_not_evaluated(check: str) -> str:
    return f"“{check_title(check)}”检查未能作出判定"


def check_incomplete(check: str, not_evaluated: int, errors: int) -> str:
    parts = [f"{not_evaluated}处未能判定"] if not_evaluated else []
    parts += [f"{errors}处检查出错"] if errors else []
    return f"“{check_title(check)}”检查有" + "、".join(parts or ["未能判定之处"])


# --- tables ----------------------------------------------------------------------------------------------------

TOTAL = "合计"
FLAGS: Mapping[bool, str] = {True: "是", False: "否"}
CUT = "……（过长，已截断）"
SUMMARY_SHEET = "概况"
SHEET_TITLES: Mapping[str, str] = {"findings": "问题清单", "pages": "页面", "links": "链接", "scores": "得分"}
COLUMN_TITLES: Mapping[str, str] = {
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
    "scheme": "评分方案",
    "scheme_sha256": "方案校验值",
}


def veto_count(count: int, boundary: int) -> str:
    return f"{count}处（达到{boundary}处即触及）"


# --- the self-inspection report (季度自查报告) -------------------------------------------------------------------

SELF_INSPECTION_SUBJECT = "季度自查报告"

GROUNDS = (
    "按照《国务院办公厅关于印发政府网站发展指引的通知》（国办发〔2017〕47号）、《国务院办公厅秘书局关于印发政府网站与"
    "政务新媒体检查指标、监管工作年度考核指标的通知》（国办秘函〔2019〕19号）和市政府办公室季度检查要求"
)

HEAD_OVERALL = "总体情况"
HEAD_PROBLEMS = "存在问题"
HEAD_MEASURES = "整改措施"
HEAD_RANGE = "检查范围"
HEAD_VETO = "单项否决指标"
HEAD_SCORE = "得分情况"
HEAD_UNCHECKED = "未检查事项"
HEAD_OTHER = "其他问题"
HEAD_HINTS = "提醒事项"
HEAD_DAILY = "加强日常监管"

ANNEX = "附件"
ANNEX_FINDINGS = "问题清单"
ANNEX_SCORE = "评分明细"
ANNEX_UNCHECKED = "未检查事项"

UNTESTED_VETOES = (
    "安全、泄密事故等严重问题，站点无法访问，互动回应差，服务不实用等单项否决指标不在本次软件检查范围内，另行核实"
)
NO_PROBLEMS = "在本次检查范围内未发现问题。"
NO_FINDINGS_ROW = "在本次检查范围内未发现问题"
NO_UNCHECKED = "无。"
DAILY = (
    "严格落实信息发布审核制度和读网制度，定期检查栏目更新、链接可用和文字规范情况，"
    "对附件所列未检查事项组织人工核实，发现问题及时整改。"
)
HINTS_INTRO = "以下情况未作扣分处理，供核实参考"
UNCOUNTED_INTRO = "以下问题未纳入本次评分，仍须整改"

REMEDIES: Mapping[str, str] = {
    "dead_link": "逐一核对失效链接，修正网址、恢复附件或撤下链接",
    "empty_column": "补充栏目内容，确无内容保障的栏目按程序整合或下线",
    "stale_column": "落实栏目内容保障责任，及时更新信息",
    "stale_home": "立即更新首页信息，确保首页信息更新间隔不超过规定时限",
    "typo": "对照清单逐处改正，并核对同类文字",
    "missing_section": "按照政府信息公开要求设置栏目并补充、更新内容",
}
DEFAULT_REMEDY = "对照清单逐项整改"


def report_title(organization: str, quarter: str) -> str:
    return f"{organization}关于{quarter_text(quarter)}政府网站自查情况的报告"


def introduction(organization: str, site: str, url: str, quarter: str, as_of: dt.date) -> str:
    address = f"（{url}）" if url else ""
    return (
        f"{GROUNDS}，{organization}以{date_text(as_of)}为监测时间点，对{site}{address}开展了{quarter_text(quarter)}自查。"
        "现将有关情况报告如下。"
    )


def failed_inspection(reason: str) -> str:
    return f"本次检查未能完成，原因为：{reason_text(reason)}。以下内容仅反映已检查的部分，不作为合格与否的依据。"


def range_text(
    *,
    known: int,
    pages: int,
    failed: int,
    blocked: int,
    skipped: int,
    pending: int,
    links: int,
    dead: int,
    uncertain: int,
) -> str:
    rest = {"读取失败": failed, "被访问防护拦截": blocked, "按规则未读取": skipped, "尚未处理": pending}
    parts = [f"读取页面{pages}个", *(f"{label}{number}个" for label, number in rest.items() if number)]
    text = f"本次自查采用软件自动检查方式，共发现网址{known}个，其中{'、'.join(parts)}。"
    doubts = f"，暂不能确认{uncertain}条" if uncertain else ""
    return text + f"核验链接{links}条，其中确认无法打开{dead}条{doubts}。"


def veto_clear(titles: list[str]) -> str:
    return f"在本次检查范围内，未发现{'、'.join(titles)}等单项否决情形。{UNTESTED_VETOES}。"


def veto_open(titles: list[str]) -> str:
    named = "、".join(titles)
    return f"对{named}等单项否决情形的检查不完整，已检查的部分未发现，不能据此认定不存在。{UNTESTED_VETOES}。"


def veto_found(number: int) -> str:
    return f"发现可能触及单项否决指标的情形{number}项，是否成立须经人工核实。"


def veto_hit(title: str, count: int, boundary: int, clause: str) -> str:
    return f"{title}：发现{count}处，达到{boundary}处即触及（依据{clause}）"


def score_text(scheme: str, version: str, measured: Decimal, got: Decimal, lost: Decimal, *, provisional: bool) -> str:
    grade = f"得{got}分，扣{lost}分" + ("，为暂定得分" if provisional else "")
    return (
        f"按照《{scheme}》（方案版本{version}）计算，已测指标满分{measured}分，{grade}。未测指标不计得分，也不作推定。"
    )


def provisional_text(reasons: list[str]) -> str:
    return f"得分暂定的原因：{'；'.join(reasons)}。"


def unchecked_text(number: int, annex: int) -> str:
    return f"因条件所限，有{number}项内容本次未检查或未能判定，不视为不存在问题，详见附件{annex}。"


def problems_text(total: int, counts: list[tuple[str, int]]) -> str:
    parts = "、".join(f"{SEVERITY_TITLES.get(severity, severity)}类{number}个" for severity, number in counts)
    return f"本次检查共发现问题{total}个，其中{parts}。主要表现在以下方面："


def points_lost(title: str, points: Decimal) -> str:
    return f"{title}（扣{points}分）"


def deduction_text(text: str, count: int, points: Decimal, calculation: str) -> str:
    return f"{text}，共{count}处，扣{points}分（{calculation}）。"


def hint_text(text: str, count: int, note: str) -> str:
    return f"{text}，共{count}处（{note}）。"


def enumeration(clauses: list[str], total: int) -> str:
    """“一是……；二是……。”, with how many more there are."""
    if len(clauses) == 1 and total == 1:
        return f"具体为：{clauses[0]}。"
    listed = "；".join(f"{numeral(number)}是{clause}" for number, clause in enumerate(clauses, 1))
    return listed + (f"；等{total}处。" if total > len(clauses) else "。")


def reference_text(spans: tuple[tuple[int, int], ...], annex: int = 1) -> str:
    numbers = "、".join(f"{first}" if first == last else f"{first}至{last}" for first, last in spans)
    return f"（见附件{annex}第{numbers}项）"


def measure_text(problem: str, count: int, remedy: str, points: Decimal | None) -> str:
    gain = f"整改到位后可挽回{points}分。" if points is not None else "该类问题不涉及扣分。"
    return f"针对“{problem}”问题{count}处，{remedy}。{gain}"


def cut_annex(shown: int, total: int) -> str:
    return f"问题共{total}项，本表列出前{shown}项，全部问题见随附的电子表格。"


def scheme_note(scheme: str, version: str, source: str, sha256: str) -> str:
    return f"评分方案：《{scheme}》，依据{source}，方案版本{version}，方案文件校验值（SHA-256）{sha256}。"


def not_read(reason: str, number: int) -> str:
    label = {"pending": "检查结束时尚未读取", "blocked": "被网站的访问防护拦截，未能读取"}.get(reason) or reason_text(
        reason
    )
    return f"{label}（{number}个网址）"


def with_counts(reasons: list[tuple[str, int]]) -> str:
    return "；".join(f"{reason_text(reason)}（{number}处）" for reason, number in reasons)


NONE = "—"
NO_DEDUCTION = "未发现应扣分的问题"


def capped(count: int, points: Decimal) -> str:
    """The cost of one of several findings whose deduction was capped."""
    return f"{count}处合计{points}"


UNCHECKED_PART = "部分页面或文件"
CHECK_CRASHED = "检查程序出错"
CHECK_NOT_RUN = "本次未运行该项检查"
UNKNOWN_REASON = "未能判定"

FINDING_HEADS = ("序号", "类别", "具体问题", "所在页面", "页面数", "扣分", "首次发现")
SCORE_HEADS = ("方面及指标", "满分", "已测", "得分", "扣分", "扣分计算与说明")
UNCHECKED_HEADS = ("序号", "事项", "原因")
DIMENSION_HEADS = ("方面", "满分", "已测分值", "得分", "扣分", "说明")
