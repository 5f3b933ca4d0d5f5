"""Consultations of the public: the day on which one closes, and the result that its own page tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from checks.facts import Feedback, Place
from crawler.reading.blocks import TextBlock
from crawler.reading.dates import find_dates, normalize
from crawler.reading.letters import AFTER, MIN_SAID, is_pending, is_signature

MAX_NEAR = 40  # characters between a word for the end and its date
RESULT_BLOCKS = 4  # blocks after the heading of a result in which it is told
CONSULTATION = re.compile(r"征集|征求|听证|问卷|网上调查|民意调查|意见建议|公开征询")

_PERIOD = re.compile(
    r"(?:征集|征求(?:意见)?|公示|调查|反馈|起止|活动|听证|意见)\S{0,4}(?:时间|日期|期限|期)\s*(?:为|是)?\s*[:：]?\s*"
    r"(?:[^，,。（(]{0,10}[，,（(])?自?\s*"
    r"|^时间\s*[:：]\s*"
)
_PERIOD_LABEL = re.compile(r"\S{0,6}(?:时间|日期|期限)\s*[:：]?")
_FROM_PUBLICATION = re.compile(
    r"(?:自\S{0,10})?(?:公告|公布|发布|公示|刊登|挂网)\S{0,4}之?日起\s*(?:至|为期)?\s*(\d{1,3}|[一二三]?十五?|六十)\s*(?:个)?(?:自然)?[日天](?!后|起?施行)"
)
_DAYS = {"十": 10, "十五": 15, "二十": 20, "三十": 30, "六十": 60}
_NEXT_DAY = re.compile(r"(?<![年\d])(\d{1,2})月(\d{1,2})日")  # without its year
_END = re.compile(r"(?:截止|截至|结束|终止)(?:时间|日期)?\s*[】\]]?\s*(?:为|是|到|至|于)?\s*[:：]?\s*$")
_BEFORE = re.compile(
    r"^\s*(?:[（(](?:(?:星期|周)[一二三四五六日天]|含(?:当日)?)[）)])?\s*(?:\d{1,2}[:：]\d{2}|\d{1,2}[时点]|下班|24时)?\s*(?:之?前|以前|止|截止|截至|结束)"
)
_TO = re.compile(r"^\s*(?:\d{1,2}[:：]\d{2}(?::\d{2})?|起)?\s*(?:至|到|—+|-+|~|～)\s*")
_SHORT_END = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日")

_RESULT = re.compile(
    r"^[\s一二三四五六七八九十\d、.（()）【]*(?:(?:征集|征求|调查|听证|问卷|意见|公众|活动)*(?:结果|反馈|采纳)(?:的)?(?:反馈|公布|公示|公告|说明|情况|结果|内容)"
    r"|(?:征集|征求|调查|听证|问卷)(?:意见)?(?:结果|反馈))\s*[】:：]?\s*"
)
_TO_COME = re.compile(r"将(?:于|在|会|通过|及时)|届时|结束后|另行|尚未|正在|征集中|进行中|待.{0,8}(?:公布|公开|反馈)")
_NONE_CAME = re.compile(r"[未没](?:有)?收到")  # a result as well
_GIVEN = re.compile(r"(?:反馈|公布|发布|公示|答复|回复)\s*(?:时间|日期)\s*[:：]?\s*$")


def closing_day(names: Sequence[str], blocks: Sequence[TextBlock], published: dt.date | None = None) -> dt.date | None:
    """The last day of the consultation that a page announces; None where it is none or says no day.

    Counted from the day it was `published` where the page names no other: 自公告之日起30日, 3月31日前.
    """
    if not any(CONSULTATION.search(name) for name in names):
        return None
    texts = [normalize(block.text) for block in blocks if block.place is Place.MAIN]
    labelled = (f"{before}：{text}" for before, text in pairwise(texts) if _PERIOD_LABEL.fullmatch(before))
    days = [day for text in (*texts, *labelled) for day in _ends(text)]
    if not days and published is not None:
        days = [day for text in texts for day in _counted(text, published)]
    return max(days, default=None)


def _counted(text: str, published: dt.date) -> list[dt.date]:
    """The days that a text names as an end by the day it was published."""
    days = []
    for found in _FROM_PUBLICATION.finditer(text):
        number = _DAYS.get(found[1]) or (int(found[1]) if found[1].isdigit() else 0)
        if number:
            days.append(published + dt.timedelta(days=number))
    for found in _NEXT_DAY.finditer(text):
        if _END.search(text[max(0, found.start() - MAX_NEAR) : found.start()]) or _BEFORE.search(
            text[found.end() : found.end() + AFTER]
        ):
            month = int(found[1])
            day = _day(published.year + (month < published.month), month, int(found[2]))
            days += [day] if day else []
    return days


def read_feedback(names: Sequence[str], blocks: Sequence[TextBlock]) -> Feedback | None:
    """The result that a consultation's own page tells under a heading for it; None where it tells none."""
    if not any(CONSULTATION.search(name) for name in names):
        return None
    shown = [block for block in blocks if block.place is Place.MAIN]
    texts = [normalize(block.text) for block in shown]
    for at, text in enumerate(texts):
        head = _RESULT.match(text) if text not in names and shown[at].link < 0 else None  # a link is a menu's entry
        if head is None or (head.end() < len(text) and head[0].rstrip()[-1:] not in ":：】"):
            continue
        given, said = None, ""
        before = ""
        for line in (text[head.end() :], *texts[at + 1 : at + 1 + RESULT_BLOCKS]):
            dated = [
                one
                for one in find_dates(line)
                if _GIVEN.search(line[: one.start] or before) or (said and is_signature(line, one.start, one.end))
            ]
            given = given or next((one.date for one in dated), None)
            rest = line[: dated[0].start] + line[dated[0].end :] if dated else line
            rest = _GIVEN.sub("", rest)
            said = said or ("" if len(rest.strip()) < MIN_SAID else rest)
            before = line
        if said and (_NONE_CAME.search(said) or not (is_pending(said) or _TO_COME.search(said))):
            return Feedback(given)
    return None


def _ends(text: str) -> list[dt.date]:
    """The days that a text names as an end: 截止…, …前, 征集时间…至…."""
    found = find_dates(text)
    days = []
    for at, one in enumerate(found):
        before = text[max(0, one.start - MAX_NEAR) : one.start]
        after = text[one.end : one.end + AFTER]
        ends_span = at and _TO.fullmatch(text[found[at - 1].end : one.start]) and _is_period(text, found[at - 1].start)
        if ends_span or _END.search(before) or _BEFORE.search(after):
            days.append(one.date)
        elif _is_period(text, one.start):
            day = _short_end(after, one.date)
            if day:
                days.append(day)
    return days


def _short_end(after: str, start: dt.date) -> dt.date | None:
    """The end of a span that leaves out what its start has said: …9月1日至10日."""
    to = _TO.match(after)
    short = _SHORT_END.match(after, to.end()) if to else None
    return _day(start.year, int(short[1] or start.month), int(short[2])) if short else None


def _is_period(text: str, start: int) -> bool:
    """Whether a span of days is that of the consultation."""
    return any(start - 2 <= match.end() <= start for match in _PERIOD.finditer(text, max(0, start - MAX_NEAR), start))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
