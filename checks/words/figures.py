"""The detectors of wrong dates: days that no calendar has, and years written with two kinds of figures."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from checks.words.faults import Candidate, Tier, sentence_window

LEAP_YEAR = 2000  # stands for an unknown year: what no leap year has, no year has
LUNAR_WINDOW = 12  # characters on each side in which a word shows that the date is of the lunar calendar
_DATE = re.compile(r"(?<![\d.:/-])(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_LUNAR = re.compile(r"农历|阴历|旧历|夏历|腊月|正月|初[一二三四五六七八九十]|闰")
_YEAR = re.compile(r"(?<![〇零○OoО0-9一二三四五六七八九十百千])[一二][〇零○OoО0一二三四五六七八九]{3}(?=年)")
_ZEROS = "零○OoО0"
_ZERO_TO_HAN = str.maketrans(dict.fromkeys(_ZEROS, "〇"))


def impossible_dates(text: str) -> Iterator[Candidate]:
    """Dates as 2月30日, 2023年2月29日, 13月1日. Nobody but the author knows the right one: no suggestion."""
    if "日" not in text or "月" not in text:
        return
    for match in _DATE.finditer(text):
        year = int(match["year"] or LEAP_YEAR)
        month, day = int(match["month"]), int(match["day"])
        if year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            continue
        left, right = sentence_window(text, match.start(), match.end(), LUNAR_WINDOW)
        if _LUNAR.search(text, left, right):
            continue
        yield Candidate(start=match.start(), end=match.end(), suggestion="", tier=Tier.ERROR, rule="date")


def mixed_years(text: str) -> Iterator[Candidate]:
    """Years whose zero is another figure than 〇, as 二0二0年; with 零 throughout only a person can say."""
    if "年" not in text:
        return
    for match in _YEAR.finditer(text):
        zeros = {figure for figure in match[0] if figure in _ZEROS or figure == "〇"}
        if zeros <= {"〇"} or zeros == {"零"}:
            continue
        tier = Tier.SUSPECTED if "○" in zeros else Tier.ERROR  # ○ looks like 〇 and was typed for it for decades
        yield Candidate(
            start=match.start(), end=match.end(), suggestion=match[0].translate(_ZERO_TO_HAN), tier=tier, rule="number"
        )
