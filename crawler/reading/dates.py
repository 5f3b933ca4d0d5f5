"""Calendar dates in the forms Chinese pages write them. Pure text → dates; which of them counts is decided elsewhere.

The year that a form lacks comes from a reference date given by the caller (the day the page was fetched).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

EARLIEST_YEAR = 1990  # before the first government web page
CHINA = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")


class FoundDate(NamedTuple):
    """A date and where it stands in the text that was searched."""

    date: dt.date
    start: int
    end: int


_ODD = re.compile("[\u200b-\u200f\ufeff\u2236\uff10-\uff1a\uff0d\uff0e\uff0f\u2010-\u2015\xa0\u3000]")
_DASHES = re.compile("[\u2010-\u2015\uff0d]")
_INVISIBLE = re.compile("[\u200b-\u200f\ufeff]")

_DAY = r"(\d{2}(?=\d{2}:\d{2})|\d{1,2}(?!\d))"
_FULL = re.compile(
    rf"(?<![\d.])((?:19|20)\d\d)(?:\s?年\s?(\d{{1,2}})\s?月\s?{_DAY}\s?日?|\s?-\s?(\d{{1,2}})\s?-\s?{_DAY}"
    rf"|\s?/\s?(\d{{1,2}})\s?/\s?{_DAY}|\s?\.\s?(\d{{1,2}})\s?\.\s?{_DAY})(?!\.\d)"
)
_CHINESE = re.compile(
    r"([〇○ΟOoЗ零一二三四五六七八九]{4})\s?年\s?([元正一二三四五六七八九十]{1,3})\s?月\s?([初一二三四五六七八九十廿卅]{1,4})\s?日"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{6}(?!\d)|\d{4}(?!\d)|(?!\d))")
_DAY_THEN_MONTH = re.compile(r"(?<![\d:./-])(\d{1,2})日?\s+((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})月?(?![\d/.-])")
_YEAR_THEN_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)年?\s+(\d{1,2})[-/.月]\s?(\d{1,2})日?(?![\d/.-])")
_DAY_THEN_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})[-/.月](\d{1,2})日?\s+((?:19|20)\d\d)(?!\d)")
_SHORT = re.compile(
    r"[\[(（【〔{]?\s*(\d{1,2})\s?[-/月]\s?(\d{1,2})\s?日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】〕}]?"
)
_TWO_DIGITS = re.compile(r"[\[(（【]?\s*([012]\d)-(\d\d)-(\d\d)\s*[\])）】]?")  # 26-05-01
_ALONE = re.compile(
    r"[\d\s\-/.年月日:\[\]()【】〔〕|·]*\d[\d\s\-/.年月日:\[\]()【】〔〕|·]*"
)  # nothing but a date, or a part of one
_RELATIVE = re.compile(r"[\[(（]?\s*(今天|今日|昨天|昨日|前天)\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）]?")
_DAYS_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}

_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○ΟOo零", 0)

_URL_DATES = (
    re.compile(r"/(?P<ym>(?:19|20)\d{4})/t(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)_"),
    re.compile(r"/art/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})/"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)/(?P<d>\d\d)/"),
    re.compile(r"/(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)/"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d\d)/?(?P<d>\d\d)/"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)/[0-9a-f-]{16,}/"),
    re.compile(r"/(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)/[^/?#]+\.s?html?$"),
    re.compile(r"/(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)\d{4,12}/(?:index)?"),
    re.compile(r"(?<!/\d{6})/t?(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)_\d+\."),
)

_URL_MONTH = re.compile(r"/(20\d\d)(0[1-9]|1[0-2])/[^/]+\.s?html?$")


def china_day(moment: dt.datetime) -> dt.date:
    """The calendar day in China at an aware moment."""
    return moment.astimezone(CHINA).date()


def normalize(text: str) -> str:
    """Full-width digits, odd colons (U+2236), dashes and blanks as ASCII; zero-width characters gone."""
    if text.isascii() or not _ODD.search(text):
        return text
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _DASHES.sub("-", text)))
    return text.replace("\u2236", ":")


def find_dates(text: str) -> list[FoundDate]:
    """All complete dates in `text` (already normalized), in order."""
    found = []
    for match in _FULL.finditer(text):
        year, *pairs = match.groups()
        month, day = (part for part in pairs if part is not None)
        date = calendar_date(year, month, day)
        if date:
            found.append(FoundDate(date, match.start(), match.end()))
    if "年" in text:
        for match in _CHINESE.finditer(text):
            date = _chinese_date(match)
            if date:
                found.append(FoundDate(date, match.start(), match.end()))
        found.sort(key=lambda one: one.start)
    return found


def calendar_date(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    """The date, or None where there is no such day or the year is out of the web's time."""
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date if date.year >= EARLIEST_YEAR else None


def _chinese_date(match: re.Match[str]) -> dt.date | None:
    digits = [_NUMERALS.get(character) for character in match[1]]
    if None in digits:
        return None
    year = int("".join(map(str, digits)))
    return calendar_date(year, _chinese_number(match[2]), _chinese_number(match[3]))


def _chinese_number(text: str) -> int:
    """1–99 in Chinese numerals (十一, 二十一, 廿一, 初一, 一六, 元); 0 where it is none."""
    text = text.replace("元", "一").replace("正", "一").replace("初", "").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        digits = [_NUMERALS.get(character, 0) for character in text]
        return digits[0] if len(digits) == 1 else digits[0] * 10 + digits[1] if len(digits) == 2 else 0
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


_MONTHS = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_JAVA = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) [\d:]{8} (?:[A-Z]{3} )?(?P<year>(?:19|20)\d\d)"
)


def stamp_date(text: str) -> dt.date | None:
    """The date of a machine-written stamp, as in a meta tag: any complete form, or `YYYYMMDD[hhmm[ss]]`."""
    text = normalize(text[:80])
    found = find_dates(text)
    if found:
        return found[0].date
    match = _COMPACT.search(text)
    if match:
        return calendar_date(*match.groups())
    java = _JAVA.search(text)  # Thu Apr 09 10:11:00 CST 2026, as printed without a format
    month = _MONTHS.get(java["month"].lower()) if java else None
    return calendar_date(java["year"], month, java["day"]) if java and month else None


def url_month_day(url: str, near: dt.date) -> dt.date | None:
    """The day nearest to another in the month that an address names (/202311/….shtml); None where it names none."""
    match = _URL_MONTH.search(url)
    first = calendar_date(match[1], match[2], 1) if match else None
    if first is None:
        return None
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return min(max(near, first), last)


def url_date(url: str) -> dt.date | None:
    """The day that an address names, by the address forms of the common systems; None where it names none."""
    for form in _URL_DATES:
        match = form.search(url)
        if match:
            date = calendar_date(match["y"], match["m"], match["d"])
            if date and match.groupdict().get("ym") in (None, f"{date:%Y%m}"):
                return date
    return None


def row_date(pieces: list[str], reference: dt.date, url: str = "") -> dt.date | None:
    """The date of a list row from its pieces of text without the title, in the order shown.

    The last complete date wins (a row ends with its date), then a day split over pieces, then a day without a year,
    which is taken as the nearest not after `reference` unless the row's address names its year.
    """
    text = normalize(" ".join(pieces))
    if (
        not any(character.isdigit() for character in text)
        and "年" not in text
        and "天" not in text
        and "日" not in text
    ):
        return None
    alone = [piece for piece in pieces if _ALONE.fullmatch(normalize(piece).strip())]
    if alone and len(alone) < len(pieces):  # a summary beside it may speak of any day
        date = row_date(alone, reference, url)
        if date:
            return date
    found = find_dates(text)
    if found:
        return found[-1].date
    for form, order in ((_YEAR_THEN_DAY, (1, 2, 3)), (_DAY_THEN_MONTH, (2, 3, 1)), (_DAY_THEN_YEAR, (3, 1, 2))):
        match = form.search(text)
        if match:
            date = calendar_date(*(match[group] for group in order))
            if date:
                return date
    for piece in reversed(pieces):
        date = _short_date(normalize(piece).strip(), reference, url)
        if date:
            return date
    joined = normalize("".join(piece.strip() for piece in pieces))
    return _short_date(joined, reference, url) if len(joined) <= 24 else None


def _short_date(piece: str, reference: dt.date, url: str) -> dt.date | None:
    relative = _RELATIVE.fullmatch(piece)
    if relative:
        return reference - dt.timedelta(days=_DAYS_AGO[relative[1]])
    match = _TWO_DIGITS.fullmatch(piece)
    if match:
        date = calendar_date(f"20{match[1]}", match[2], match[3])
        return date if date and date <= reference else None
    match = _SHORT.fullmatch(piece)
    if not match:
        return None
    named = url_date(url)
    years = [named.year] if named else []
    for year in (*years, reference.year, reference.year - 1):
        date = calendar_date(year, match[1], match[2])
        if date and (date <= reference or year in years):
            return date
    return None


_TRAILING = re.compile(
    r"\s*[\[(（【〔]?\s*(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|[\[(（【]\d{1,2}[-/]\d{1,2})\s*[\])）】〕]?\s*$"
)
_LEADING = re.compile(
    r"^\s*[\[(（【〔]?\s*(?:19|20)\d\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】〕]?\s+"
)


@lru_cache(maxsize=8192)
def split_title(text: str) -> tuple[str, str]:
    """A row's text as title and the date written before or behind it ("" where there is none)."""
    if not any(character.isdigit() for character in text):
        return text, ""
    for form in (_TRAILING, _LEADING):
        match = form.search(text)
        if match and match[0].strip() != text.strip():
            return (text[: match.start()] + text[match.end() :]).strip(), match[0].strip(" []()（）【】〔〕")
    return text, ""
