"""Sections that a site owes by law and lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.classes import blank_columns
from checks.dates import chinese
from checks.emptiness import notice
from checks.facts import SiteFacts
from checks.sections import NAMED_ALIKE, SectionState, State, fields_not_found, section_states, sections

_FAULTS = (State.ABSENT, State.EMPTY, State.OUTDATED)


class MissingSection(SiteCheck):
    """A section of statutory disclosure that is absent, empty or outdated.

    Rule: 政府信息公开指南、制度、法定主动公开内容、年度报告、依申请公开等法定栏目应当设置、有内容并按期更新。
    Source: 《政府信息公开条例》（国令第711号）第十二条、第十九至二十一条、第四十九条；国办公开办函〔2019〕61号 [V]
    Bad: 全站找不到“依申请公开”；“政府信息公开年度报告”4月1日仍无上一年度报告。
    Good: 栏目换了名称（信息公开年报）、设在下级、是单独一页、是页面中的一段，或链接到政府的统一平台，都算设置。
    Blind spots: 条例第二十一条的事项和基层公开试点领域没有同名栏目的，只提示，不作为问题；
        抓取不完整、公开专栏设在站外或未能读取时记“未检”，不断定没有；有名称相近而不知其为何的栏目（来访路线、本局发文）时也记“未检”，
        并指出该栏目，由人查看；内容是否齐全不在此判断。
    """

    id = "missing_section"
    title = "法定公开栏目缺失"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {
        "empty_veto_at": Option(5, "全站空白栏目（含空白的法定栏目）达到几个即单项否决（含）")
    }

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        known = {section.key for section in sections()}
        for key in sorted(set(site.site.owes) - known):
            yield NotEvaluated(check=self.id, url=site.home_url, target=key, reason="unknown_section")
        for found in section_states(site):
            if found.state is State.PRESENT:
                continue
            owed = found.section.owed_by(site.site)
            if found.state in _FAULTS and owed:
                yield self._finding(found, site, context)
            else:
                yield NotEvaluated(
                    check=self.id,
                    url=found.columns[0].url if found.columns else site.home_url,
                    target=_subject(found) if owed else found.section.key,
                    reason=found.reason if owed else "hint",
                )
        for group, title in fields_not_found(site):
            yield NotEvaluated(check=self.id, url=site.home_url, target=title, reason=f"hint_{group}")

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return len({section.key for section in sections()} | set(site.site.owes))

    def _finding(self, found: SectionState, site: SiteFacts, context: Context) -> Finding:
        column = found.columns[0] if found.columns else None
        severity, message = self.severity, _message(found, context)
        if found.state is State.EMPTY:
            count, limit = len(blank_columns(site)), context.options["empty_veto_at"]
            if count >= limit:
                severity = Severity.VETO
                veto = messages.finding("empty_column_veto", count=count, limit=limit)
                message = messages.joined(message, veto)
        return Finding(
            check=self.id,
            url=column.url if column else site.home_url,
            target=found.section.key,
            severity=severity,
            message=message,
            detail={"title": found.section.title, "state": found.state.value},
            evidence=Evidence(
                snippet=(notice(column) or None) if column else None,
                status=column.status if column else None,
                fetched_at=column.fetched_at if column else None,
                snapshot=(column.snapshot or None) if column else None,
            ),
            identity=(found.section.key,),
        )


def _subject(found: SectionState) -> str:
    """The section's key; where a column may be it under another name, both by name, so that a person can look."""
    if found.reason != NAMED_ALIKE:
        return found.section.key
    return messages.section_or_column(found.section.title, found.columns[0].name)


def _message(found: SectionState, context: Context) -> str:
    fields: dict[str, object] = {"title": found.section.title, "as_of": chinese(context.as_of)}
    if found.columns:
        fields["column"] = found.columns[0].name
    if found.outdated is None:
        return messages.finding(f"missing_section_{found.state.value}", **fields)
    outdated = found.outdated
    return messages.finding(
        outdated.message,
        **fields,
        year=outdated.year,
        due=chinese(outdated.due) if outdated.due else "",
        last=chinese(outdated.newest) if outdated.newest else "",
        limit=outdated.limit_days,
    )
