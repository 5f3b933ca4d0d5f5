"""Calendar arithmetic of limits, and dates in Chinese."""

from __future__ import annotations

import calendar
import datetime as dt

CHINA = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")


def china_day(moment: dt.datetime) -> dt.date:
    """The calendar day in China at an aware moment."""
    return moment.astimezone(CHINA).date()


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day `months` calendar months earlier, or that month's last day (31 August − 6 months = 28 February)."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def chinese(day: dt.date) -> str:
    """A date as official Chinese writes it: 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day `months` calendar months later, or that month's last day."""
    return months_before(day, -months)
