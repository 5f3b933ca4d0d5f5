"""Policy documents that are interpreted late or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.dates import chinese
from checks.facts import Column, ListItem, SiteFacts, SiteKind
from checks.pairing import Links, is_about
from checks.sections import Section, doubt_of_absence, sections

# documents that set rules for the public; appointments, meetings and replies need no interpretation
_POLICY = re.compile(r"印发|办法|方案|意见|规定|细则|措施|规划|条例|规则|决定")
_INTERPRETS = re.compile(r"解读|图解|读懂|答记者问")
_OTHER = re.compile(r"解读|图解|读懂|任免|任职|会议|废止|清理|目录|批复|名单|表彰|征求|征集|转载|答记者问")
# whose documents these are not: columns of what others have issued, and titles that begin with a body further up
_ABOVE = "上级|中央|国务院|国家|省"
_BY_OTHERS = {
    SiteKind.PORTAL: re.compile(_ABOVE),
    SiteKind.COUNTY: re.compile(rf"{_ABOVE}|市级|市委|市政府"),
    SiteKind.DEPARTMENT: re.compile(rf"{_ABOVE}|[市县区]级|[市县区]委|[市县区]政府"),
}
_ISSUED_ABOVE = re.compile(
    r"^(?:中共中央|国务院|国家[^，。]{1,12}[局委]|[\u4e00-\u9fff]{2,3}省(?:人民)?(?:政府|委|[\u4e00-\u9fff]{1,8}厅))"
)
INTERPRETATION, REGULATIONS = "interpretation", "regulations"


class LateInterpretation(SiteCheck):
    """A policy document without an interpretation within three days.

    Rule: 政策文件印发后3日内发布解读，第3日为按时。
    Source: 安政办函〔2020〕10号 [V]；哪些文件须解读（涉面广、关注度高）须人工判断
    Bad: 9月1日发布的实施方案，解读9月10日才发布；一份管理办法一个月仍无解读。
    Good: 第3日发布；与文件同日或先于文件发布；标题不同但相互链接；任免、会议、批复不须解读；“上级文件”等栏目中
        其他机关的文件不由本网站解读。
    Blind spots: 文件与解读没有双向链接的只提示（扣分指标“解读关联”未与原文核对）；
        只看检查日前一年内的政策文件栏目；全站没有解读时只报栏目缺失；解读与文件的日期以页面所示为准。
    """

    id = "late_interpretation"
    title = "政策解读不及时"
    severity = Severity.WARN
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {
        "limit_days": Option(3, "文件发布后多少天内应有解读（含）"),
        "window_days": Option(365, "只看检查日前多少天内发布的文件（含）"),
    }

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        policies = self._policies(site, context)
        if not policies:
            yield NotEvaluated(check=self.id, url=site.home_url, reason="no_policies")
            return
        section = _section(INTERPRETATION)
        interpretations = _interpretations(site, section)
        links = Links(site)
        limit = context.options["limit_days"]
        read = {page.url for page in site.pages if not page.unread}
        for policy in policies:
            assert policy.date is not None
            own = [
                each for each in interpretations
                if each.date and each.url != policy.url and each.title != policy.title
                and (links.between(policy.url, each.url) or is_about(policy.title, each.title))
            ]  # fmt: skip
            dates = [each.date for each in own if each.date]
            if policy.url in read and _is_one_way(policy, [each for each in own if each.url in read], links):
                yield NotEvaluated(check=self.id, url=policy.url, target=policy.title, reason="hint_one_way")
            undated = any(each.date is None and is_about(policy.title, each.title) for each in interpretations)
            last_day = policy.date + dt.timedelta(days=limit)
            if dates and min(dates) <= last_day:
                continue
            if not dates:
                if site.as_of <= last_day:
                    continue
                doubt = "no_dates" if undated else doubt_of_absence(site)
                doubt = doubt or ("" if interpretations else "no_interpretations")
                if doubt:
                    yield NotEvaluated(check=self.id, url=policy.url, target=policy.title, reason=doubt)
                    continue
            yield self._finding(policy, policy.date, min(dates, default=None), context)

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return max(1, len(self._policies(site, context)))

    def _policies(self, site: SiteFacts, context: Context) -> list[ListItem]:
        earliest = site.as_of - dt.timedelta(days=context.options["window_days"])
        found: dict[str, ListItem] = {}
        for column in site.columns:
            if column.offsite or not _is_called(column, _section(REGULATIONS)):
                continue
            if _BY_OTHERS[site.site.kind].search(column.name):
                continue
            for row in column.items:
                if row.url and row.date and earliest <= row.date <= site.as_of and _is_policy(row.title):
                    found.setdefault(row.url, row)
        return [found[url] for url in sorted(found)]

    def _finding(self, policy: ListItem, published: dt.date, interpreted: dt.date | None, context: Context) -> Finding:
        limit = context.options["limit_days"]
        return Finding(
            check=self.id,
            url=policy.url,
            target=policy.title,
            severity=self.severity,
            message=messages.finding(
                "late_interpretation_late" if interpreted else "late_interpretation_absent",
                title=policy.title,
                published=chinese(published),
                interpreted=chinese(interpreted) if interpreted else "",
                as_of=chinese(context.as_of),
                limit=limit,
            ),
            detail={
                "policy_date": published.isoformat(),
                "interpretation_date": interpreted.isoformat() if interpreted else None,
                "limit_days": limit,
            },
            identity=(policy.url,),
        )


def _is_one_way(policy: ListItem, interpretations: list[ListItem], links: Links) -> bool:
    """Whether a policy and its interpretations are there, and no two of them link to each other."""
    return bool(interpretations) and not any(links.both_ways(policy.url, each.url) for each in interpretations)


def _is_policy(title: str) -> bool:
    return all(form.search(title) is None for form in (_OTHER, _ISSUED_ABOVE)) and _POLICY.search(title) is not None


def _section(key: str) -> Section:
    return next(section for section in sections() if section.key == key)


def _interpretations(site: SiteFacts, section: Section) -> list[ListItem]:
    """The rows of the interpretation columns, and every page that is titled as one."""
    rows = [row for column in site.columns if _is_called(column, section) for row in column.items]
    rows += [
        ListItem(page.title, page.url, page.published)
        for page in site.pages
        if _INTERPRETS.search(page.title) and not page.duplicate_of
    ]
    return rows


def _is_called(column: Column, section: Section) -> bool:
    return any(section.is_called(name) for name in (column.name, *column.aliases))
