"""Consultations whose result is published late or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.dates import chinese
from checks.facts import PageSummary, PageType, SiteFacts
from checks.pairing import Links, is_about
from checks.sections import doubt_of_absence

_RESULT = re.compile(r"结果|反馈|采纳|情况(?:的)?(?:公布|公示|说明|通报|报告)|总结")
_OPENING = re.compile(r"征集|征求|听证|问卷|调查|公开征询")


class LateConsultationResult(SiteCheck):
    """A consultation that is closed and has no result within ten days.

    Rule: 征集、听证、问卷等活动结束后10日内公布结果，第10日为按时。
    Source: 安政办函〔2020〕10号 [V]
    Bad: 征集9月30日截止，10月15日才公布结果；截止一个月仍没有结果。
    Good: 第10日公布；结果写在另一篇文章中（标题相同或相互链接），或写在原页面的“结果反馈”之下；尚在征集期内。
    Blind spots: 只看一年内截止、页面写明截止日期的活动；结果写在原页面上而没有反馈日期的记“未检”，须人工核对。
    """

    id = "late_consultation_result"
    title = "征集结果公布不及时"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {
        "limit_days": Option(10, "活动结束后多少天内应公布结果（含）"),
        "window_days": Option(365, "只看检查日前多少天内结束的活动（含）"),
    }

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        consultations = self._consultations(site, context)
        if not consultations:
            yield NotEvaluated(check=self.id, url=site.home_url, reason="no_consultations")
            return
        links = Links(site)
        results = [
            page
            for page in site.pages
            if _RESULT.search(page.title)
            and not page.duplicate_of
            and page.type not in (PageType.COLUMN, PageType.HOME)
        ]  # a column of results is linked from every page by its menu, and is no result
        limit = context.options["limit_days"]
        for page, closed in consultations:
            own = [
                each for each in results
                if each.url != page.url and (links.between(page.url, each.url) or is_about(page.title, each.title))
            ]  # fmt: skip
            dates = [each.published for each in own if each.published and each.published >= closed]
            told = page.feedback
            if told and told.given_on and told.given_on >= closed:
                dates.append(told.given_on)
            last_day = closed + dt.timedelta(days=limit)
            if any(date <= last_day for date in dates) or (not dates and site.as_of <= last_day):
                continue
            doubt = "" if dates else "no_dates" if own or told else doubt_of_absence(site)
            if doubt:
                yield NotEvaluated(check=self.id, url=page.url, target=page.title, reason=doubt)
                continue
            yield self._finding(page, closed, min(dates, default=None), context)

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return max(1, len(self._consultations(site, context)))

    def _consultations(self, site: SiteFacts, context: Context) -> list[tuple[PageSummary, dt.date]]:
        earliest = site.as_of - dt.timedelta(days=context.options["window_days"])
        return [
            (page, page.closes_on)
            for page in site.pages
            if page.closes_on is not None
            and not page.duplicate_of
            and earliest <= page.closes_on < site.as_of
            and _OPENING.search(page.title)
            and not _RESULT.search(page.title)
        ]

    def _finding(self, page: PageSummary, closed: dt.date, result: dt.date | None, context: Context) -> Finding:
        limit = context.options["limit_days"]
        return Finding(
            check=self.id,
            url=page.url,
            target=page.title,
            severity=self.severity,
            message=messages.finding(
                "late_consultation_late" if result else "late_consultation_absent",
                title=page.title,
                closed=chinese(closed),
                result=chinese(result) if result else "",
                as_of=chinese(context.as_of),
                limit=limit,
            ),
            detail={
                "closed_on": closed.isoformat(),
                "result_on": result.isoformat() if result else None,
                "limit_days": limit,
            },
            identity=(page.url,),
        )
