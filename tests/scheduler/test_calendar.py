"""The quarter's calendar: when a run is due, and that it is neither missed nor made twice."""

import datetime as dt

import pytest

from scheduler import ZONE, Quarter, due_quarter


def shanghai(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("quarter", "due"),
    [("2026Q1", "2026-02-10"), ("2026Q2", "2026-05-10"), ("2026Q3", "2026-08-10"), ("2026Q4", "2026-11-10")],
)
def test_report_is_due_on_the_10th_of_the_second_month(quarter, due):
    assert Quarter.parse(quarter).report_due == dt.date.fromisoformat(due)


@pytest.mark.parametrize("text", ["2026", "2026Q5", "Q4", "2026-Q4", ""])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(ValueError, match="2026Q4"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (shanghai(2026, 11, 1, 1, 59, 59), None),
        (shanghai(2026, 11, 1, 2, 0, 0), "2026Q4"),
        (shanghai(2026, 12, 31, 23, 59), "2026Q4"),  # caught up as long as the quarter lasts
        (shanghai(2027, 1, 1, 0, 0), None),
        (dt.datetime(2026, 10, 31, 18, 0, tzinfo=dt.UTC), "2026Q4"),  # 02:00 in Shanghai
    ],
)
def test_a_run_is_due_from_its_start_to_the_end_of_its_quarter(now, due):
    assert due_quarter(now, days_before=9) == (Quarter.parse(due) if due else None)


def test_starting_earlier_may_reach_into_the_month_before():
    assert Quarter.parse("2027Q1").starts_at(20) == shanghai(2027, 1, 21, 2)
