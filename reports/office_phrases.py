"""The Chinese wording of what the city's office sends out: circular (通报) and rectification notice (整改通知单).

Numbers, names and dates come in as arguments. What an office may word otherwise stands in `templates/office.toml`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reports.document import FULL_STOP
from reports.office_wording import listed, say
from reports.texts import date_text, numeral, quarter_text

CIRCULAR_SUBJECT, NOTICE_SUBJECT = "季度检查情况通报", "整改通知单"
HEAD_OVERALL, HEAD_PROBLEMS, HEAD_DEMANDS = "总体情况", "存在问题", "工作要求"
ANNEX_RESULTS, ANNEX_PROBLEMS = "政府网站检查结果", "政府网站问题清单"
ANNEX_ADOPTION = "政府网站政务信息采用情况统计表"
RESULT_HEADS = ("序号", "网站名称", "标识码", "检查结论", "问题数")
RESULT_ITEMS = "问题在附件2中的序号"
MEASURED_TOTAL, GRADED_TOTAL = "得分/已测分值", "总得分"
NOTE = "注："
PROBLEM_HEADS = ("序号", "网站名称", "问题类型", "问题描述", "所在页面", "扣分", "编号")
NOTICE_HEADS = ("序号", "问题类型", "问题描述", "所在页面", "首次发现", "状态", "截图", "编号")
NOTICE_SUMMARY_HEADS = ("问题类型", "数量", "整改措施")
ANNEX_NOTICE = "问题清单"
ANNEX_PICTURES = "问题截图"
ANNEX_CHANGES, ANNEX_MEDIA = "问题整改情况对比表", "政务新媒体检查结果"
CHANGE_HEADS = ("序号", "网站名称", "上次问题数", "已整改", "仍未整改", "未能复核", "再次出现", "新出现", "本次问题数")
WHOLE_CITY = "合计"

# which checks a part of the circular's second chapter sums up; a check in none of them comes last
PROBLEM_CLASSES: Mapping[str, tuple[str, ...]] = {
    "内容保障不到位": (
        "stale_home", "stale_column", "empty_column", "missing_section", "overdue_report", "suspicious_date",
    ),
    "链接和功能不可用": (
        "dead_link", "unreachable", "site_search", "insecure_transport", "hidden_link", "domain_name",
    ),
    "内容审核把关不严": ("serious_wording", "typo", "privacy_leak"),
    "解读回应和服务不及时": (
        "late_interpretation", "late_consultation_result", "unanswered_message", "incomplete_service_guide",
    ),
    "网站标识和页面标签不规范": ("site_identity", "page_tag"),
}  # fmt: skip
OTHER_CLASS = "其他问题"


def recipients() -> str:
    return say("circular.recipients")


def demands(deadline: dt.date) -> list[tuple[str, str]]:
    """The heads of the demands, and what each demands."""
    told = [one.partition(FULL_STOP) for one in listed("circular.demands", deadline=date_text(deadline))]
    return [(head, text) for head, _, text in told]


def no_problems() -> str:
    return say("circular.no_problems")


def office_of(government: str) -> str:
    """The office of a government, which inspects in its name."""
    return f"{government}办公室"


def circular_title(issuer: str, quarter: str) -> tuple[str, ...]:
    return tuple(listed("circular.title", issuer=issuer, quarter=quarter_text(quarter)))


def circular_introduction(quarter: str, as_of: dt.date, sites: int) -> str:
    grounds = say("common.grounds")
    about = {"quarter": quarter_text(quarter), "as_of": date_text(as_of), "sites": sites}
    return say("circular.introduction", grounds=grounds, **about)


def overall(*, registered: int, checked: int, passed: int, failed: int, undecided: int, findings: int) -> str:
    """The figures of the first chapter; the share of passes names its denominator."""
    text = f"本次应检查网站{registered}个，实际完成检查{checked}个。"
    judged = passed + failed
    if judged:
        share = (Decimal(passed) * 100 / judged).quantize(Decimal("0.01"))
        text += (
            f"以单项否决指标判定，合格{passed}个，不合格{failed}个，"
            f"合格率{share}%（合格数{passed}除以作出判定的网站数{judged}）。"
        )
    if undecided:
        text += f"另有{undecided}个网站因检查不完整未作判定，不计入合格率。"
    return text + f"共发现问题{findings}个。"


def by_kind(counts: list[tuple[str, int]]) -> str:
    return f"检查的网站中，{'、'.join(f'{title}{number}个' for title, number in counts if number)}。"


def failed_sites(clauses: list[str]) -> str:
    return f"不合格网站及原因：{'；'.join(clauses)}。"


def failed_site(name: str, reasons: list[str]) -> str:
    return f"{name}（{'、'.join(reasons)}）"


def undecided_sites(clauses: list[str]) -> str:
    return f"未作判定的网站及原因：{'；'.join(clauses)}。"


def judged_apart(vetoes: Sequence[tuple[str, int]]) -> str:
    """Vetoes that were left out of the verdict, each with how many sites."""
    return f"以下指标未纳入本次判定，另行认定：{'；'.join(f'{title}，{sites}个网站' for title, sites in vetoes)}。"


def all_by(deadline: dt.date) -> str:
    return f"注：整改时限均为{date_text(deadline)}。"


AGAINST: Mapping[str, str] = {"quarter": "上季度", "year": "去年同期", "last": "上次检查"}


def against(kind: str, period: str) -> str:
    """What is compared with: 上季度（2026年第三季度）."""
    return AGAINST[kind] + (f"（{quarter_text(period)}）" if period else "")


def compared(
    than: str, sites: int, before: int, now: int, *, mended: int, still: int, unjudged: int, back: int, new: int
) -> str:
    """`sites`: how many were inspected both times (0: one site is spoken of)."""
    scope = f"在两次均完成检查的{sites}个网站中，" if sites else ""
    rest = f"，未能复核{unjudged}个" if unjudged else ""
    return (
        f"与{than}相比，{scope}原有问题{before}个，已整改{mended}个，仍未整改{still}个{rest}；"
        f"再次出现问题{back}个，新出现问题{new}个，现有问题{now}个。"
    )


def changes_title(than: str) -> str:
    return f"与{than}相比"


KINDS: Mapping[str, str] = {"portal": "市政府门户网站", "county": "县区政府网站", "department": "部门网站"}


def media_text(accounts: int, vetoed: list[str]) -> str:
    found = f"其中{len(vetoed)}个内容不更新，触及单项否决指标：{'；'.join(vetoed)}。" if vetoed else ""
    return f"对{accounts}个政务新媒体账号进行了评价，结果见附件。{found or '未发现触及内容不更新指标的账号。'}"


def media_note(clauses: list[str]) -> str:
    return f"注：{'；'.join(clauses)}。"


def media_veto(account: str, platform: str, why: str) -> str:
    return f"“{account}”{platform}{why}"


def picture_label(number: int) -> str:
    return f"图{number}"


def picture_caption(number: int, item: int, problem: str) -> str:
    return f"图{number}　问题清单第{item}项：{problem}"


def class_text(sites: int, findings: int) -> str:
    return f"该类问题涉及网站{sites}个，共{findings}处。"


def check_text(number: int, several: bool, title: str, sites: int, findings: int, examples: list[str]) -> str:
    """One check's clause in a class: 一是……，涉及网站3个、问题5处，例如，……。"""
    lead = f"{numeral(number)}是" if several else "主要是"
    scope = f"，涉及网站{sites}个、问题{findings}处" if several else ""
    return f"{lead}{title}{scope}。例如，{'；'.join(examples)}。"


def example(name: str, clause: str) -> str:
    return f"{name}{clause}"


# --- the rectification notice -----------------------------------------------------------------------------------


def notice_title(quarter: str) -> tuple[str, ...]:
    return tuple(listed("notice.title", quarter=quarter_text(quarter)))


def notice_introduction(name: str, id_code: str, url: str, quarter: str, as_of: dt.date, findings: int) -> str:
    about = "，".join(filter(None, [f"标识码{id_code}" if id_code else "", url]))
    return say(
        "notice.introduction",
        grounds=say("common.grounds"),
        as_of=date_text(as_of),
        site=name + (f"（{about}）" if about else ""),
        quarter=quarter_text(quarter),
        findings=findings,
    )


HEAD_FOUND, HEAD_RECTIFY = "发现的问题", "整改要求"


def notice_veto(titles: list[str]) -> str:
    return say("notice.veto", vetoes="、".join(titles))


def notice_demands(deadline: dt.date) -> list[str]:
    return listed("notice.demands", deadline=date_text(deadline))


def cut_list(shown: int, total: int) -> str:
    return f"问题共{total}项，本表列出前{shown}项，其余见随附的电子表格。"


# --- proofreading of our own documents --------------------------------------------------------------------------


def own_fault(wrong: str, suggestion: str, context: str) -> str:
    right = f"应为“{suggestion}”" if suggestion else "有误"
    return f"“{wrong}”{right}（……{context}……）"


def own_faults(title: str, faults: list[str]) -> str:
    return f"《{title}》校对发现文字错误：{'；'.join(faults)}。请修改登记册中的名称或文书用语后重新出文"
