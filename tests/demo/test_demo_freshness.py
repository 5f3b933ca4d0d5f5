"""Columns are as stale as planted and no staler: judged here by names and ages, apart from the checks."""

import datetime as dt
import re

import pytest

from demo import city as city_module
from demo.content import Column, Kind
from demo.dates import first_stale_day, last_fresh_day, months_after, months_before, newest_due_report_year
from demo.desk import Desk

DATES = [dt.date(2026, 11, 23), dt.date(2028, 2, 29), dt.date(2026, 8, 31), dt.date(2027, 1, 1)]
# class by name → the oldest date that is fresh
NEWS = re.compile("要闻|动态|新闻")
NOTICE = re.compile("通知|公告|公示|文件|政策|法规|解读")
YEARLY = re.compile("人事|任免|招考|规划|计划|统计")


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    made: list[Desk] = []
    publish = Desk.publish
    monkeypatch.setattr(Desk, "publish", lambda desk: (made.append(desk), publish(desk))[1])
    return made


def newest(column: Column, as_of: dt.date) -> dt.date | None:
    dates = [a.date for a in column.articles if a.date <= as_of]
    dates += [d for child in column.children if (d := newest(child, as_of))]
    return max(dates, default=None)


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_stale_columns_are_those_planted(desks: list[Desk], as_of: dt.date) -> None:
    manifest = city_module.build(as_of).manifest
    planted = {(f.site, f.target) for f in manifest.faults if f.check == "stale_column"}
    outdated = {("bichuan", "统计信息")}  # reported as missing_section
    stale = set()
    for desk in desks:
        for column in desk.content.walk():
            limits = [
                (NEWS, as_of - dt.timedelta(days=14)),
                (NOTICE, last_fresh_day(as_of, 6)),
                (YEARLY, last_fresh_day(as_of, 12)),
            ]
            exempt = column.name in desk.site.exempt_columns or "归档" in column.name
            limit = next((day for pattern, day in limits if pattern.search(column.name)), None)
            last = newest(column, as_of)
            if column.kind is not Kind.TEXT and limit and last and not exempt and last < limit:
                stale.add((desk.site.code, column.name))
    assert stale - outdated == planted


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_empty_columns_are_those_planted(desks: list[Desk], as_of: dt.date) -> None:
    manifest = city_module.build(as_of).manifest
    empty = {
        desk.url(column.path)
        for desk in desks
        for column in desk.content.walk()
        if column.kind is Kind.LIST and not column.articles
    }
    planted = {f.url for f in manifest.faults if f.check == "empty_column" or f.detail.get("state") == "empty"}
    assert empty == planted


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_home_pages_are_as_fresh_as_planted(desks: list[Desk], as_of: dt.date) -> None:
    manifest = city_module.build(as_of).manifest
    stale = {
        desk.site.code
        for desk in desks
        if max(a.date for c in desk.content.home_columns for a in c.rows[:6]) < as_of - dt.timedelta(days=14)
    }
    assert stale == {f.site for f in manifest.faults if f.check == "stale_home"}


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_month_limits_hold_counted_either_way(as_of: dt.date) -> None:
    fresh, stale = last_fresh_day(as_of, 6), first_stale_day(as_of, 6)
    assert fresh >= months_before(as_of, 6)
    assert months_after(fresh, 6) >= as_of
    assert stale < months_before(as_of, 6)
    assert months_after(stale, 6) < as_of


def test_reports_fall_due_the_day_after() -> None:
    assert newest_due_report_year(dt.date(2027, 1, 31), (1, 31)) == 2025
    assert newest_due_report_year(dt.date(2027, 2, 1), (1, 31)) == 2026
