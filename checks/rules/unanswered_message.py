"""Citizens' messages that are not answered in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.dates import chinese, months_after, months_before
from checks.facts import Letter, PageSummary, SiteFacts


class UnansweredMessage(SiteCheck):
    """A message of the last year that was not answered within three months.

    Rule: 近1年内，政务咨询类栏目不得有超过3个月未回应的有效留言；满3个月当日为按时。
    Source: 国办秘函〔2019〕19号，单项否决“互动回应差”② [V]
    Bad: 2026年7月1日的留言，至11月23日没有答复；6月1日的留言10月8日才答复。
    Good: 提交未满3个月；8月23日提交、11月23日答复；一年以前的留言。
    Blind spots: 只看写明来信时间的留言页面，只列标题的留言列表不判；是否有效留言、答复是否敷衍须人工判断。
    """

    id = "unanswered_message"
    title = "留言未按时答复"
    severity = Severity.VETO
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {
        "limit_months": Option(3, "留言后多少个月内应答复（含满月当日）"),
        "window_months": Option(12, "只看检查日前多少个月内的留言（含）"),
    }

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        letters = self._letters(site, context)
        if not letters:
            yield NotEvaluated(check=self.id, url=site.home_url, reason="no_letters")
        for page, letter in letters:
            last_day = months_after(letter.asked_on, context.options["limit_months"])
            answered = letter.answered_on
            if letter.answered and answered is None:
                continue
            if (answered or site.as_of) > last_day:
                yield self._finding(page, letter, last_day, context)

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return max(1, len(self._letters(site, context)))

    def _letters(self, site: SiteFacts, context: Context) -> list[tuple[PageSummary, Letter]]:
        earliest = months_before(site.as_of, context.options["window_months"])
        return [
            (page, page.letter)
            for page in site.pages
            if page.letter is not None and not page.duplicate_of and earliest <= page.letter.asked_on <= site.as_of
        ]

    def _finding(self, page: PageSummary, letter: Letter, last_day: dt.date, context: Context) -> Finding:
        answered = letter.answered_on
        return Finding(
            check=self.id,
            url=page.url,
            target=page.title,
            severity=self.severity if answered is None else Severity.DEDUCT,
            message=messages.finding(
                "unanswered_message_late" if answered else "unanswered_message_absent",
                title=page.title,
                asked=chinese(letter.asked_on),
                answered=chinese(answered) if answered else "",
                as_of=chinese(context.as_of),
                limit=context.options["limit_months"],
            ),
            detail={
                "asked_on": letter.asked_on.isoformat(),
                "answered_on": answered.isoformat() if answered else None,
                "limit_days": (last_day - letter.asked_on).days,
            },
            identity=(page.url,),
        )
