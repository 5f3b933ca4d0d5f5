"""Calendar arithmetic of the demo: months and years back, and when yearly reports fall due."""

from __future__ import annotations

import calendar
import datetime as dt

GOVERNMENT_REPORT_DUE = (3, 31)  # 政府信息公开条例 第五十条: governments' disclosure report
DEPARTMENT_REPORT_DUE = (1, 31)  # 同条: departments' disclosure report


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day `months` calendar months earlier, the month's last day where it has no such day."""
    return months_after(day, -months)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day `months` calendar months later, the month's last day where it has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def last_fresh_day(as_of: dt.date, months: int) -> dt.date:
    """The oldest date still fresh on `as_of` under a limit in months, counted backwards and forwards alike.

    Counted back from 31 August six months end on 28 February, counted forward from there on 28 August: the day
    returned is the first that is within the limit both ways.
    """
    day = months_before(as_of, months)
    while months_after(day, months) < as_of:
        day += dt.timedelta(days=1)
    return day


def first_stale_day(as_of: dt.date, months: int) -> dt.date:
    """The newest date that is over a limit in months on `as_of`, counted either way."""
    return months_before(as_of, months) - dt.timedelta(days=1)


def report_is_due(as_of: dt.date, due: tuple[int, int]) -> bool:
    """Whether last year's report should have been published: true from the day after the due day."""
    return as_of > dt.date(as_of.year, *due)


def newest_due_report_year(as_of: dt.date, due: tuple[int, int]) -> int:
    """The latest year whose report must be online on `as_of`."""
    return as_of.year - 1 if report_is_due(as_of, due) else as_of.year - 2


def chinese(day: dt.date, year: bool = True) -> str:
    """A date as it stands in running text: 2026年3月5日, or 3月5日."""
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def midnight(day: dt.date) -> dt.datetime:
    """The start of a day, in UTC."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)
