"""A home page that shows nothing new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.dates import chinese
from checks.facts import Column, SiteFacts
from checks.freshness import ColumnTree

SECOND_LEVEL = 2  # 首页仅为导航的，检查所有二级页面
MAX_UNDATED_SHARE = 0.5  # more rows than this without a date and unread behind: the newest date is not known


class StaleHome(SiteCheck):
    """A home page on which nothing was updated for two weeks.

    Rule: 首页 14 天内应有信息更新；首页仅有导航的，看各栏目页面。未更新即单项否决。
    Source: 国办秘函〔2019〕19号，单项否决“首页不更新” [V]
    Bad: 首页各栏目最近一条信息是 20 天前。
    Good: 第 14 天当天仍算更新；首页标题未标日期，但文章页的发布时间在 14 天内。
    Blind spots: 首页由脚本生成而未能渲染、或条目都没有日期时记“未检”。
    """

    id = "stale_home"
    title = "首页不更新"
    severity = Severity.VETO
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})
    options: ClassVar[Mapping[str, Option]] = {"limit_days": Option(14, "首页多少天内应有更新（含当天）")}

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        home = next((page for page in site.pages if page.url == site.home_url), None)
        if home is None or home.unread:
            yield NotEvaluated(check=self.id, url=site.home_url, reason="home_unread")
            return
        limit = context.options["limit_days"]
        newest = _newest(site)
        if newest is not None and (site.as_of - newest).days <= limit:
            return
        if newest is None or _mostly_undated(site):
            yield NotEvaluated(check=self.id, url=site.home_url, reason="no_dates")
            return
        yield Finding(
            check=self.id,
            url=site.home_url,
            target=None,
            severity=self.severity,
            message=messages.finding("stale_home", last=chinese(newest), as_of=chinese(context.as_of), limit=limit),
            detail={"last_update": newest.isoformat(), "limit_days": limit},
            evidence=Evidence(
                snippet=next(
                    (f"{item.date.isoformat()} {item.title}" for item in site.home_items if item.date == newest), None
                )
            ),
        )


def _newest(site: SiteFacts) -> dt.date | None:
    """The newest date on the home page and in the columns it shows; of all upper columns where it shows none."""
    columns = _shown(site) if site.home_items else [each for each in site.columns if each.depth <= SECOND_LEVEL]
    dates = [item.date for item in site.home_items if item.date] + [each.newest for each in columns if each.newest]
    return max((date for date in dates if date <= site.as_of), default=None)


def _shown(site: SiteFacts) -> list[Column]:
    """The columns of which the home page shows rows."""
    columns = {column.url for column in site.columns}  # an entry to a column is no row of the one above it
    rows = {item.url for item in site.home_items if item.url and item.url not in columns}
    return [column for column in site.columns if any(item.url in rows for item in column.items)]


def _mostly_undated(site: SiteFacts) -> bool:
    tree = ColumnTree(site)
    unknown = sum(1 for item in site.home_items if item.date is None and not tree.is_undated(item))
    return unknown > MAX_UNDATED_SHARE * len(site.home_items)
