"""All Chinese wording of documents: the self-inspection report, its annexes, the overview of a run.

Numbers come in as arguments, never in the text. Names of checks, reasons, dates and numerals are in `reports/texts.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reports.office_wording import has, listed, say
from reports.texts import SEVERITY_TITLES, check_title, date_text, numeral, quarter_text, reason_text

# --- the self-inspection report (季度自查报告) -------------------------------------------------------------------

SELF_INSPECTION_SUBJECT = "季度自查报告"

HEAD_OVERALL = "总体情况"
HEAD_PROBLEMS = "存在问题"
HEAD_MEASURES = "整改措施"
HEAD_RANGE = "检查范围"
HEAD_VETO = "单项否决指标"
HEAD_SCORE = "得分情况"
HEAD_CHANGES = "整改变化情况"
HEAD_GAINS = "整改优先顺序"
HEAD_UNCHECKED = "未检查事项"
HEAD_OTHER = "其他问题"
HEAD_HINTS = "提醒事项"
HEAD_DAILY = "加强日常监管"

ANNEX = "附件"
ANNEX_FINDINGS = "问题清单"
ANNEX_SCORE = "评分明细"
ANNEX_UNCHECKED = "未检查事项"

NOTHING_KNOWN = "本次检查未完成，已检查的部分未发现问题，不能据此认定不存在问题。"
NO_UNCHECKED = "无。"
HINTS_INTRO = "以下情况未作扣分处理，供核实参考"
UNCOUNTED_INTRO = "以下问题未纳入本次评分，仍须整改"


def daily() -> str:
    return say("self_inspection.daily")


def no_problems() -> str:
    return say("self_inspection.no_problems")


def remedy(check: str) -> str:
    """What is to be done about a check's findings."""
    key = f"remedies.{check}"
    return say(key if has(key) else "remedies.default")


def report_title(organization: str, quarter: str) -> tuple[str, ...]:
    """The title in the parts it may be broken between."""
    return tuple(listed("self_inspection.title", organization=organization, quarter=quarter_text(quarter)))


def introduction(organization: str, site: str, url: str, quarter: str, as_of: dt.date) -> str:
    return say(
        "self_inspection.introduction",
        grounds=say("self_inspection.grounds"),
        organization=organization,
        as_of=date_text(as_of),
        site=site + (f"（{url}）" if url else ""),
        quarter=quarter_text(quarter),
    )


def failed_inspection(reason: str) -> str:
    return f"本次{not_finished(reason)}。以下内容仅反映已检查的部分，不作为合格与否的依据。"


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


def no_veto(clear: Sequence[str], unsure: Sequence[str], apart: Sequence[str]) -> str:
    """What is said of vetoes none of which was hit: those judged, those not wholly judged, those judged elsewhere."""
    text = f"在本次检查范围内，未发现{'、'.join(clear)}等单项否决情形。" if clear else ""
    if unsure:
        text += f"对{'、'.join(unsure)}的检查不完整，已检查的部分未发现，不能据此认定不存在。"
    if apart:
        text += f"{'、'.join(apart)}未纳入本次判定，另行认定。"
    return text + say("self_inspection.untested_vetoes")


def veto_found(number: int) -> str:
    return f"发现可能触及单项否决指标的情形{number}项，是否成立须经人工核实。"


def veto_hit(title: str, count: int, boundary: int, clause: str) -> str:
    return f"{title}：发现{count}处，达到{boundary}处即触及（依据{clause}）"


def score_text(scheme: str, version: str, measured: Decimal, got: Decimal, lost: Decimal, *, provisional: bool) -> str:
    grade = f"得{got}分，扣{lost}分" + ("，为暂定得分" if provisional else "")
    return (
        f"按照《{scheme}》（方案版本{version}）计算，已测指标满分{measured}分，{grade}。未测指标不计得分，也不作推定。"
    )


def entered_text(full: Decimal, got: Decimal, missing: Decimal) -> str:
    rest = f"其余{missing}分尚未评价" if missing else "各项均已评价"
    return f"软件未测的指标中，人工评价录入{full}分，得{got}分，录入人和理由见附件；{rest}。"


def provisional_text(reasons: list[str]) -> str:
    return f"得分暂定的原因：{'；'.join(reasons)}。"


def unchecked_text(number: int, annex: int, crashed: list[str]) -> str:
    text = f"因条件所限，有{number}项内容本次未检查或未能判定，不视为不存在问题，详见附件{annex}。"
    return text + (
        f"其中{'、'.join(f'“{title}”' for title in crashed)}因检查程序出错，部分结果缺失。" if crashed else ""
    )


def crashed_on_pages(count: int, urls: list[str]) -> str:
    """A check's program failed on some pages."""
    return (
        f"检查程序在{count}个页面上出错，没有得出结果{_listed(urls, count)}。"
        "只缺该项检查在这些页面上的结果，其他页面和其他检查不受影响"
    )


def crashed_wholly(count: int, urls: list[str]) -> str:
    """A check's program failed wherever it was asked."""
    return f"检查程序出错（{count}处{_listed(urls, count)}），该项检查没有得出任何结果，其他检查不受影响"


def _listed(urls: list[str], total: int) -> str:
    return f"：{'、'.join(urls)}{AND_OTHERS if total > len(urls) else ''}" if urls else ""


def problems_text(total: int, counts: list[tuple[str, int]]) -> str:
    parts = "、".join(f"{SEVERITY_TITLES.get(severity, severity)}类{number}个" for severity, number in counts)
    return f"本次检查共发现问题{total}个，其中{parts}。主要表现在以下方面："


def points_lost(title: str, points: Decimal) -> str:
    return f"{title}（扣{points}分）"


def deduction_text(text: str, count: int, points: Decimal, calculation: str) -> str:
    return f"{text}，共{count}处，扣{points}分（{calculation}）。"


def hint_text(text: str, count: int, note: str) -> str:
    return f"{text}，共{count}处（{note}）。"


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def enumeration(clauses: list[str], total: int) -> str:
    """“一是……；二是……。”, with how many more there are."""
    if len(clauses) == 1 and total == 1:
        return f"具体为：{clauses[0]}。"
    listed = "；".join(f"{numeral(number)}是{clause}" for number, clause in enumerate(clauses, 1))
    return listed + (f"；等{total}处。" if total > len(clauses) else "。")


def reference_text(spans: tuple[tuple[int, int], ...], annex: int = 1) -> str:
    return f"（见附件{annex}{items_text(spans)}）"


GAIN_HEADS = ("顺序", "整改事项", "问题数", "可挽回分值", "对应清单序号")
GAINS_INTRO = "建议按下表所列顺序整改，可能触及单项否决指标的问题优先，其余按整改到位后可挽回的分值由多到少排列。"


def items_text(spans: tuple[tuple[int, int], ...]) -> str:
    numbers = "、".join(f"{first}" if first == last else f"{first}至{last}" for first, last in spans)
    return f"第{numbers}项"


def measure_title(check: str) -> str:
    return f"整改“{check_title(check)}”问题"


def measure_text(count: int, remedy: str, points: Decimal | None) -> str:
    gain = f"整改到位后可挽回{points}分。" if points is not None else "该类问题不涉及扣分。"
    return f"涉及问题{count}处，{remedy}。{gain}"


PICTURE_UNREADABLE = "（截图无法读取）"


def printed(day: str) -> str:
    return f"{day}印发"


def copies_to(names: str) -> str:
    return f"抄送：{names}。"


def address_of(target: str) -> str:
    return f"。地址：{target}"


def cut_annex(shown: int, total: int) -> str:
    return f"问题共{total}项，本表列出前{shown}项，全部问题见随附的电子表格。"


SCHEME_HEADS = ("评分方案", "内容")
SCHEME_ROWS = ("名称", "依据", "版本", "文件校验值（SHA-256）", "内部分值")
PUBLISHED = "取自所依据的文件"


def not_finished(reason: str) -> str:
    return f"检查未完成（{INSPECTION_STATES.get(reason) or reason_text(reason)}）"


def not_read(reason: str, number: int) -> str:
    label = {"pending": "检查结束时尚未读取", "blocked": "被网站的访问防护拦截，未能读取"}.get(reason) or reason_text(
        reason
    )
    return f"{label}（{number}个网址）"


AND_OTHERS = "等"


def reason_for(reason: str, count: int, names: list[str]) -> str:
    what = f"：{'、'.join(names)}" if names else ""
    return f"{reason_text(reason)}（{count}处{what}）"


NONE = "—"
NO_DEDUCTION = "未发现应扣分的问题"


def capped(count: int, points: Decimal) -> str:
    """The cost of one of several findings whose deduction was capped."""
    return f"{count}处合计{points}"


def cost_at(cost: str, indicator: str) -> str:
    return f"{cost}（{indicator}）"


UNCHECKED_PART = "部分页面或文件"
CHECK_NOT_RUN = "本次未运行该项检查"

FINDING_HEADS = ("序号", "类别", "具体问题", "所在页面", "页面数", "扣分", "首次发现", "编号")
SCORE_HEADS = ("方面及指标", "满分", "已测", "得分", "扣分", "扣分计算与说明")
UNCHECKED_HEADS = ("序号", "事项", "原因")
DIMENSION_HEADS = ("方面", "满分", "已测分值", "得分", "扣分", "说明")


# --- the overview of a run -------------------------------------------------------------------------------------

OVERVIEW_HEADS = ("网站", "检查状态")
MEASURED_TOTAL = "合计（得分/已测分值）"
FILES = "报告与数据"
INSPECTION_STATES: Mapping[str, str] = {
    "pending": "尚未检查",
    "running": "检查中",
    "finished": "已完成",
    "failed": "未能检查",
    "interrupted": "检查中断",
}
FILE_TITLES: Mapping[str, str] = {
    "docx": "自查报告（docx）",
    "html": "自查报告（网页）",
    "pdf": "自查报告（pdf）",
    "xlsx": "问题清单（xlsx）",
    "csv": "问题清单（csv）",
    "jsonl": "问题清单（jsonl）",
}


def veto_mark(number: int) -> str:
    return f"疑似单项否决{number}项"


def out_of(got: Decimal, measured: Decimal) -> str:
    return f"{got} / {measured}" if measured else NONE


def inspection_state(state: str, reason: str) -> str:
    title = INSPECTION_STATES.get(state, state)
    return f"{title}（{reason_text(reason)}）" if reason else title


def overview_title(quarter: str) -> str:
    return f"{quarter_text(quarter)}政府网站检查结果"


def overview_facts(as_of: dt.date, sites: int, finished: int, findings: int) -> str:
    return f"监测时间点为{date_text(as_of)}。应检查网站{sites}个，完成检查{finished}个，发现问题{findings}个。"


def overview_scheme(title: str, version: str, sha256: str, note: str) -> str:
    return f"评分方案：《{title}》，版本{version}。{f'{note}。' if note else ''}文件校验值{sha256}。"


OVERVIEW_READING = (
    "得分以已测分值为满分，未测指标不计得分，也不作推定；标“暂定”的得分所依据的检查不完整，原因见各网站报告。"
)

# --- the workbook of a site ------------------------------------------------------------------------------------

CHART_FINDINGS, CHART_LOST, CHART_SITES = "各类问题数量", "各指标扣分", "各网站问题数量"
NOT_CHECKED = "未检查"
UNIT_COUNT, UNIT_POINTS = "个", "分"
SUMMARY_QUARTER, SUMMARY_SITES = "检查季度", "检查网站数"
SUMMARY_SITE = "网站"
SUMMARY_URL = "首页网址"
SUMMARY_PAGES = "读取页面数"
SUMMARY_LINKS = "核验链接数"


def score_label(title: str) -> str:
    return f"{title}（得分/已测分值）"
