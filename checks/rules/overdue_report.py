"""Reports that are due on fixed days and are missing or late."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, RuleClass, Severity, SiteCheck
from checks.dates import chinese
from checks.facts import SiteFacts
from checks.periodic import Due, Seen, is_report, reports_due, seen_titles
from checks.sections import State, doubt_of_absence, section_states

ANNUAL, WEBSITE = "disclosure_annual", "website_annual"
ANNUAL_SECTION = "annual_report"  # the section that may stand on a platform off the site


class OverdueReport(SiteCheck):
    """An annual report or quarterly self-inspection that is missing or was published after its due day.

    Rule: 上一年度政府信息公开年报：部门1月31日前、政府3月31日前；上一年度政府网站工作年度报表：1月31日前；
        季度自查情况：每季度第二个月10日前。当日发布为按时。
    Source: 《政府信息公开条例》第四十九、五十条；国办函〔2018〕12号；安政办函〔2020〕10号 [V]
    Bad: 4月1日仍无上一年度政府信息公开年报；第四季度自查情况11月12日才发布。
    Good: 1月31日当天发布；年份写在栏目名中；标题为“信息公开年报”；下一期到期后不再追究上一期。
    Blind spots: 网站年度报表已发布而首页没有指向它（或其栏目）的链接的，只提示；
        只看最近到期的一期；年报设在站外平台、抓取不完整或报告没有日期时记“未检”；内容是否完整不判。
    """

    id = "overdue_report"
    title = "定期报告未按时发布"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        if site.site.code == urlsplit(site.site.url).hostname:  # a bare address: nobody registered it
            yield NotEvaluated(check=self.id, url=site.home_url, reason="not_registered")
            return
        titles = seen_titles(site)
        for due in reports_due(site.site.kind, site.as_of):
            found = [seen for seen in titles if is_report(due, seen)]
            dates = [seen.date for seen in found if seen.date]
            reason = self._doubt(due, site) if not found else "" if dates else "no_dates"
            if found and due.report == WEBSITE and not _is_on_home(found, site):
                yield NotEvaluated(check=self.id, url=found[0].url, target=due.report, reason="hint_not_on_home")
            if reason:
                yield NotEvaluated(check=self.id, url=site.home_url, target=due.report, reason=reason)
            elif not found:
                yield self._finding(due, None, site)
            elif min(dates) > due.due_on:
                yield self._finding(due, min((s for s in found if s.date), key=lambda s: (s.date, s.url)), site)

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return 3

    def _doubt(self, due: Due, site: SiteFacts) -> str:
        """Why a report that was not found may exist all the same, or ""."""
        if due.report == ANNUAL:
            for found in section_states(site):
                if found.section.key == ANNUAL_SECTION:
                    if any(column.offsite for column in found.columns):
                        return "offsite_platform"
                    if found.state is State.UNKNOWN:
                        return found.reason
        return doubt_of_absence(site)

    def _finding(self, due: Due, late: Seen | None, site: SiteFacts) -> Finding:
        return Finding(
            check=self.id,
            url=late.url if late and late.url else site.home_url,
            target=due.report,
            severity=self.severity,
            message=messages.finding(
                "overdue_report_late" if late else "overdue_report_absent",
                report=messages.REPORTS[due.report].format(period=due.words),
                due=chinese(due.due_on),
                published=chinese(late.date) if late and late.date else "",
            ),
            detail={"period": due.period, "due_on": due.due_on.isoformat()},
            evidence=Evidence(snippet=f"{late.date} {late.title}" if late else None),
            identity=(due.report, due.period),
        )


def _is_on_home(found: list[Seen], site: SiteFacts) -> bool:
    """Whether the home page leads to a report, or to a column that lists it; true where it may."""
    home = {link.url for link in site.links if any(sighting.page == site.home_url for sighting in link.sightings)} | {
        item.url for item in site.home_items
    }
    reports = {seen.url for seen in found if seen.url}
    columns = {column.url for column in site.columns if any(item.url in reports for item in column.items)}
    return not home or not reports or site.home_url in reports or bool(home & (reports | columns))
