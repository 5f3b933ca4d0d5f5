"""Columns that open and hold nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.classes import blank_columns, may_be_empty
from checks.dates import chinese
from checks.emptiness import is_empty, notice
from checks.facts import Column, SiteFacts
from checks.sections import reported_columns


class EmptyColumn(SiteCheck):
    """A column a visitor can open that lists nothing, says nothing and leads to no column below it.

    Rule: 空白栏目累计达到 5 个（含）即单项否决；不足 5 个的逐个计。
    Source: 国办秘函〔2019〕19号，单项否决“栏目不更新”③ [V]
    Bad: 打开“财政预决算”，页面只有“暂无信息”或“栏目正在建设中”。
    Good: 单页栏目（机构职能）本身就是内容；父栏目下有子栏目；链接到站外平台的栏目；“废止时间：暂无”不是空白。
    Blind spots: 列表由脚本生成而本机没有浏览器、需登录或被拦截的栏目记“未检”；只有表单的互动栏目记“未检”。
    """

    id = "empty_column"
    title = "空白栏目"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {"veto_at": Option(5, "空白栏目达到几个即单项否决（含）")}

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        blank = blank_columns(site)
        blank_urls = {column.url for column in blank}
        for column in _judged(site):
            if column.unread:
                yield NotEvaluated(check=self.id, url=column.url, target=column.name, reason=column.unread)
            elif is_empty(column) and column.url not in blank_urls:
                yield NotEvaluated(check=self.id, url=column.url, target=column.name, reason="interactive")
        elsewhere = reported_columns(site)
        veto = len(blank) >= context.options["veto_at"]
        for column in blank:
            if column.url not in elsewhere:
                yield self._finding(column, context, len(blank) if veto else 0)

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return len(_judged(site))

    def _finding(self, column: Column, context: Context, veto_count: int) -> Finding:
        shown = notice(column)
        message = messages.finding(
            "empty_column_notice" if shown else "empty_column",
            column=column.name,
            as_of=chinese(context.as_of),
            notice=shown,
        )
        if veto_count:
            veto = messages.finding("empty_column_veto", count=veto_count, limit=context.options["veto_at"])
            message = messages.joined(message, veto)
        return Finding(
            check=self.id,
            url=column.url,
            target=column.name,
            severity=Severity.VETO if veto_count else self.severity,
            message=message,
            detail={"path": list(column.path)},
            evidence=Evidence(
                snippet=shown or None,
                status=column.status,
                fetched_at=column.fetched_at,
                snapshot=column.snapshot or None,
            ),
        )


def _judged(site: SiteFacts) -> list[Column]:
    return [column for column in site.columns if not column.offsite and not may_be_empty(column, site.site)]
