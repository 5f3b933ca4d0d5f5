"""Links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import LinkState, SiteFacts, Verdict


class DeadLink(SiteCheck):
    """A link, file or picture that a visitor cannot open.

    Rule: 网站链接（含图片、附件、外部链接）应当能够打开；同一失效地址按 1 个计，另列出现页数。
    Source: 国办发〔2017〕47号“清理空链、错链、断链、暗链”；19号文“可用性” [P]
    Bad: 首页“2023年年报”指向的 pdf 返回 404。
    Good: 页面要求登录、拒绝爬虫（403、412、521）、返回 429，或一次超时后恢复：不是失效链接。
    Blind spots: 只在境内可达的站点从境外检查时记“未检”；点击后由脚本生成的地址，渲染后才看得到；
        对不存在的页面没有说明情况，或没有返回首页的链接（404友好页，行业材料），只提示。
    """

    id = "dead_link"
    title = "失效链接"
    severity = Severity.DEDUCT
    rule_class = RuleClass.PRACTICE
    needs = frozenset({Need.SITE, Need.LINKS})

    _UNDECIDED: ClassVar = (Verdict.SUSPECTED, Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.SKIPPED)

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        titles = {page.url: page.title for page in site.pages}
        for link in site.links:
            if not link.sightings:
                continue  # known from a site map or a redirect: no visitor meets it on a page
            if link.verdict is Verdict.DEAD:
                yield self._finding(link, titles, site.home_url)
            elif link.verdict in self._UNDECIDED:
                yield NotEvaluated(
                    check=self.id, url=link.sightings[0].page, target=link.url, reason=link.reason or link.verdict.value
                )

        if site.missing is not None and not (site.missing.explains and site.missing.leads_on):
            yield NotEvaluated(check=self.id, url=site.missing.url, target="404", reason="hint_bare_404")

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return sum(1 for link in site.links if link.sightings)

    def _finding(self, link: LinkState, titles: dict[str, str], home_url: str) -> Finding:
        first = link.sightings[0]
        text = next((sighting.text for sighting in link.sightings if sighting.text), "")
        return Finding(
            check=self.id,
            url=first.page,
            target=link.url,
            severity=self.severity,
            message=messages.finding(
                "dead_link" if text else "dead_link_bare",
                page="首页" if first.page == home_url else titles.get(first.page) or first.page,
                kind=messages.LINK_KINDS[link.kind.value],
                text=text,
                url=link.url,
                reason=messages.link_reason(link.reason, link.status),
            ),
            detail={"kind": link.kind.value, "reason": link.reason, "text": text, "attempts": link.attempts},
            evidence=Evidence(
                snippet=text or None,
                selector=first.selector or None,
                status=link.status,
                fetched_at=link.checked_at,
            ),
            pages=tuple(sighting.page for sighting in link.sightings),
            occurrences=max(link.occurrences, len(link.sightings)),
            identity=(link.url,),
        )
