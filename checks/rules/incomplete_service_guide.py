"""Service guides that lack elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import PLACE, VAGUE, PageSummary, Site, SiteFacts, SiteKind


class IncompleteServiceGuide(SiteCheck):
    """A service guide in which elements are missing or left empty.

    Rule: 办事指南应有事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程等要素；
        缺失4类及以上的事项达5个即单项否决。
    Source: 国办秘函〔2019〕19号，单项否决“服务不实用”②[V]；收费标准、办理时限两类要素 [M]
    Bad: 指南没有“办理地点”和“联系电话”；表格中“设定依据”一栏为空或只写“暂无”。
    Good: 要素在表格、选项卡、定义列表或段落中，名称为“受理条件”“所需材料”“承诺时限”等同义词。
    Blind spots: 材料写“其他材料”、县（市、区）的指南写其他县的办事大厅的，只提示；
        站外政务服务平台上的指南、图片和附件中的内容不判；只缺1至3类的仅提醒；要素是否准确须人工核对。
    """

    id = "incomplete_service_guide"
    title = "办事指南要素不全"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {
        "poor_at": Option(4, "缺失几类要素即为严重（含）"),
        "veto_at": Option(5, "严重缺失的指南达到几个即单项否决（含）"),
    }

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        guides = _guides(site)
        if not guides:
            yield NotEvaluated(check=self.id, url=site.home_url, reason="no_guides")
            return
        missing = {
            page.url: [key for key in messages.GUIDE_ELEMENTS if key not in (page.guide or ())] for page in guides
        }
        poor = [url for url, keys in missing.items() if len(keys) >= context.options["poor_at"]]
        for page in guides:
            if missing[page.url]:
                yield self._finding(page, missing[page.url], page.url in poor, len(poor), context)
            if VAGUE in page.guide_marks:
                yield NotEvaluated(check=self.id, url=page.url, target=page.title, reason="hint_vague_materials")
            if _names_another_county(page, context.site):
                yield NotEvaluated(check=self.id, url=page.url, target=page.title, reason="hint_other_place")

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return max(1, len(_guides(site)))

    def _finding(self, page: PageSummary, missing: list[str], poor: bool, count: int, context: Context) -> Finding:
        names = "、".join(messages.GUIDE_ELEMENTS[key] for key in missing)
        message = messages.finding("incomplete_guide", title=page.title, missing=names)
        severity = self.severity if poor else Severity.WARN
        veto_at = context.options["veto_at"]
        if poor and count >= veto_at:
            severity = Severity.VETO
            veto = messages.finding(
                "incomplete_guide_veto", elements=context.options["poor_at"], count=count, limit=veto_at
            )
            message = messages.joined(message, veto)
        return Finding(
            check=self.id,
            url=page.url,
            target=page.title,
            severity=severity,
            message=message,
            detail={"missing": missing},
            identity=(page.url,),
        )


def _names_another_county(page: PageSummary, site: Site) -> bool:
    """Whether a county's guide names offices in counties, its own not among them."""
    own = f"{site.organization} {site.name}"
    places = [mark.removeprefix(PLACE) for mark in page.guide_marks if mark.startswith(PLACE)]
    return bool(places) and site.kind is SiteKind.COUNTY and not any(place in own for place in places)


def _guides(site: SiteFacts) -> list[PageSummary]:
    return [page for page in site.pages if page.guide is not None and not page.duplicate_of]
