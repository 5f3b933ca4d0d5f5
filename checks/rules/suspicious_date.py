"""Publication dates that cannot be, or that the page itself contradicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Evidence, Finding, Need, Option, Outcome, PageCheck, RuleClass, Severity
from checks.dates import chinese
from checks.facts import DateOrigin, Page, PageType, ShownDate


class SuspiciousDate(PageCheck):
    """An article whose publication date lies in the future, or far from the other dates of the page.

    Rule: 发布日期不得晚于当日；网址、页面标签、列表中的日期与页面显示的日期不应相差过大（防止伪造发稿日期）。
    Source: 国办秘函〔2019〕19号，单项否决⑤“弄虚作假（如伪造发稿日期）”[V]；以日期相差判断为线索，须人工核实
    Bad: 页面显示“发布时间：2027-01-01”；页面显示3月1日，网址为 t20200815_123.html。
    Good: 相差不超过30天；活动时间、截止日期在未来；定时发布差一天。
    Blind spots: 网站迁移会使标签中的日期整体变新，须人工核实；没有其他日期的页面只看是否在未来。
    """

    id = "suspicious_date"
    title = "发布日期存疑"
    severity = Severity.WARN
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.PAGE})
    options: ClassVar[Mapping[str, Option]] = {
        "future_days": Option(1, "比检查日晚多少天以内不算未来日期（含）"),
        "tolerance_days": Option(30, "页面显示的日期与其他日期相差多少天以内不提示（含）"),
    }

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        if page.type is not PageType.ARTICLE or not page.dates:
            return
        shown, *others = page.dates
        if shown.origin in (DateOrigin.VISIBLE, DateOrigin.META) and (
            shown.date > context.as_of + dt.timedelta(days=context.options["future_days"])
        ):
            yield self._finding(page, shown, others[0] if others else None, "future", context)
            return
        if shown.origin is not DateOrigin.VISIBLE:
            return
        for other in others:
            if abs((shown.date - other.date).days) > context.options["tolerance_days"]:
                yield self._finding(page, shown, other, "disagrees", context)
                return

    def _finding(self, page: Page, shown: ShownDate, other: ShownDate | None, reason: str, context: Context) -> Finding:
        return Finding(
            check=self.id,
            url=page.url,
            target=None,
            severity=self.severity,
            message=messages.finding(
                f"suspicious_date_{reason}",
                page=page.title or page.url,
                shown=chinese(shown.date),
                as_of=chinese(context.as_of),
                other=chinese(other.date) if other else "",
                witness=messages.DATE_WITNESSES[other.origin.value] if other else "",
                days=abs((shown.date - other.date).days) if other else 0,
            ),
            detail={
                "shown": shown.date.isoformat(),
                "other": other.date.isoformat() if other else None,
                "reason": reason,
            },
            evidence=Evidence(snippet=shown.text or None),
            pages=(page.url,),
        )
