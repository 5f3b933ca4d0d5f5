"""Columns that should be updated and are not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.classes import ColumnClass, Limit, classify, is_exempt, is_overridden
from checks.dates import chinese
from checks.emptiness import real_rows
from checks.facts import Column, Site, SiteFacts
from checks.freshness import ColumnTree, newest_row
from checks.sections import reported_columns


@dataclass(frozen=True)
class _Judged:
    """A column with its class and limit, as far as it is one that may be stale."""

    column: Column
    kind: ColumnClass
    limit: Limit


class StaleColumn(SiteCheck):
    """A column whose newest item is older than its class allows.

    Rule: 动态要闻类栏目 14 天、通知公告和政策文件类一级栏目 6 个月内应更新，累计 5 个（含）未更新即单项否决；
        人事、规划计划、统计、征集调查类栏目 1 年内应更新，长期未更新累计 10 个（含）即单项否决。
    Source: 国办秘函〔2019〕19号，单项否决“栏目不更新”①②；栏目分类与时限见 column_classes.yaml [V]
    Bad: “工作动态”最近一条是 40 天前；首页导航的“通知公告”最近一条是 7 个月前。
    Good: 第 14 天当天仍算更新；子栏目有更新，父栏目即更新；置顶旧文不掩盖新文；概况、职能、领导、指南不按日期判；
        归档、专题栏目不判。
    Blind spots: 不认得名称的栏目不判（可在登记表 column_class 中指定）；政策解读 6 个月为未核实规则，只提醒。
    """

    id = "stale_column"
    title = "栏目不更新"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {
        "veto_dynamic_at": Option(5, "动态要闻、通知公告、政策文件类栏目几个未更新即单项否决（含）"),
        "veto_overdue_at": Option(10, "应更新长期未更新的栏目达到几个即单项否决（含）"),
    }

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        tree = ColumnTree(site)
        stale: list[_Judged] = []
        for judged in _judged(site):
            column = judged.column
            newest = tree.newest(column)
            if newest is not None and newest >= judged.limit.earliest(site.as_of):
                continue
            doubt = tree.doubt(column)
            if doubt:
                yield NotEvaluated(check=self.id, url=column.url, target=column.name, reason=doubt)
            elif newest is not None or tree.has_rows(column):
                stale.append(judged)
        stale_urls = {judged.column.url for judged in stale}
        stale = [judged for judged in stale if not _is_told_below(judged.column, tree, stale_urls)]
        elsewhere = reported_columns(site)
        counts = Counter(judged.kind.counts_as for judged in stale)
        for judged in stale:
            if judged.column.url not in elsewhere:
                yield self._finding(judged, tree.newest(judged.column), context, counts[judged.kind.counts_as])

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return len(_judged(site))

    def _finding(self, judged: _Judged, newest: dt.date | None, context: Context, count: int) -> Finding:
        column, kind, limit = judged.column, judged.kind, judged.limit
        message = messages.finding(
            "stale_column" if newest else "stale_column_undated",
            column=column.name,
            last=chinese(newest) if newest else "",
            as_of=chinese(context.as_of),
            limit=limit.words(),
        )
        severity = self.severity
        veto_at = context.options[f"veto_{kind.counts_as}_at"] if kind.counts_as else 0
        if kind.rule_class is RuleClass.MEMORY or newest is None:
            severity = Severity.WARN
        elif veto_at and count >= veto_at:
            severity = Severity.VETO
            veto = messages.finding(f"stale_column_veto_{kind.counts_as}", count=count, limit=veto_at)
            message = messages.joined(message, veto)
        return Finding(
            check=self.id,
            url=column.url,
            target=column.name,
            severity=severity,
            message=message,
            detail={
                "class": kind.shown,
                "last_update": newest.isoformat() if newest else None,
                "limit_days": limit.length(context.as_of),
            },
            evidence=Evidence(
                snippet=newest_row(column) or None,
                status=column.status,
                fetched_at=column.fetched_at,
                snapshot=column.snapshot or None,
            ),
        )


def _judged(site: SiteFacts) -> list[_Judged]:
    """The columns that have a limit: by class, not exempt, of the first level where the class says so."""
    found = []
    for column in site.columns:
        kind = classify(column, site.site)
        if kind is None or kind.limit is None or column.offsite or is_exempt(column, site.site):
            continue
        if not kind.first_level or _is_first_level(column, site.site):
            found.append(_Judged(column, kind, kind.limit))
    return found


def _is_first_level(column: Column, site: Site) -> bool:
    return column.depth <= 1 or is_overridden(column, site)


def _is_told_below(column: Column, tree: ColumnTree, stale: set[str]) -> bool:
    """Whether a column without rows of its own is stale only by a column below it that is reported itself."""
    return not real_rows(column) and any(below.url in stale for below in tree.below(column))
