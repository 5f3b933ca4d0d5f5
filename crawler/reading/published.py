"""The publication date as readers see it, and every other witness of it.

Each complete date in the page's main text is a candidate. Its label (发布日期 before 时间 before 成文日期) and
its place (between title and text, behind the text) decide; clocks, list rows, deadlines and signatures are none.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right

from checks.facts import DateOrigin, Place, ShownDate
from crawler.reading.blocks import TextBlock
from crawler.reading.body import Body, first_behind, text_start
from crawler.reading.dates import FoundDate, calendar_date, find_dates, normalize, stamp_date, url_date, url_month_day
from crawler.reading.headline import Headline
from crawler.reading.tree import Tree
from crawler.reading.words import CLOCK, INFO_WORDS, SOURCE_LABEL, WEEKDAY

MAX_INFO = 300  # characters of a line about the article
SHORT = 60
MIN_COLUMNS = 3  # of a table whose first row names what stands in the second
MAX_LABEL = 8  # characters of a block that is the label of the next
MAX_BOXED, MAX_DAY = 14, 3  # characters of a date whose day stands in a box of its own, and of that box
ALONE = 30  # characters of a line that is hardly more than a date
NEAR_BODY = 10  # blocks before the text that are looked at where the title is not in the page
AFTER_BODY = 8  # blocks behind the text that are looked at
MAX_BLOCKS = 3_000
_STAMP = re.compile(r"(?:日期|时间)\s*[:：]\s*(20\d{6})(?!\d)")
_SHORT_YEAR = re.compile(r"(?:日期|时间)\s*[:：]?\s*([012]\d-\d{1,2}-\d{1,2})(?![\d-])")
_YEAR_LAST = re.compile(r"(?:日期|时间)\s*[:：]\s*((?P<month>\d{1,2})[-/](?P<day>\d{1,2})\s+(?P<year>20\d\d))(?!\d)")
_SHORT_TIMED = re.compile(r"([012]\d-\d{1,2}-\d{1,2})\s+(?:[上下]午)?\s?\d{1,2}:\d\d(?::\d\d)?")
_MONTH_BOX = r"(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>1[0-2]|0[1-9])月?"
_DAY_BOX = r"(?P<day>[12]\d|3[01]|0?[1-9])日?"
_DAY_FIRST, _DAY_LAST = re.compile(rf"{_DAY_BOX}\s*{_MONTH_BOX}"), re.compile(rf"{_MONTH_BOX}\s*{_DAY_BOX}")
_DIGIT = re.compile(r"\d|年")


def _spaced(words: str) -> str:
    """A pattern for any of the words, with blanks allowed between their characters (发 布 日 期)."""
    return "|".join(r"\s?".join(map(re.escape, word)) for word in words.split())


_START = r"(?:^|[\s|｜丨、，,;；\])】）>》])"
_COLON = r"\s*(?:[:：∶]|为|是|[\])】）])"
_OPEN = r"\s*[\[(（【]?\s*$"


def _label(words: str) -> re.Pattern[str]:
    """A label before a date: with a word for time, a colon, or at the start of its piece of the line."""
    names = f"(?:{_spaced(words)})"
    return re.compile(
        rf"(?:{names}(?:\s?日\s?期|\s?时\s?间|\s?于)(?:{_COLON})?|{names}{_COLON}|{_START}{names}){_OPEN}"
    )


def _alone(words: str) -> re.Pattern[str]:
    """A label that is the whole word before a date."""
    return re.compile(rf"{_START}(?:{_spaced(words)})(?:{_COLON})?{_OPEN}")


def _other(words: str) -> re.Pattern[str]:
    """Words before a date that is something else's, wherever they stand."""
    return re.compile(rf"(?:{_spaced(words)})(?:\s?日\s?期|\s?时\s?间|\s?于)?(?:{_COLON})?{_OPEN}")


# Labels in order of trust; the first that fits counts. None: such a date is never the publication date.
_LABELS: tuple[tuple[re.Pattern[str], int | None], ...] = (
    (
        _other(
            """截止 截至 开始 结束 起止 起始 生效 施行 实施 有效 有效期 废止 失效 到期 执行 开标 报名 会议
            活动 受理 公示 公示期 征集 征求 投票 考试 面试 招标 出生 成立 批准 登记 自 至 到 从 今天 今日
            现在 当前 北京 统计 数据 访问 本站 开通 打印 点击 出让 评审 访谈 直播 来信 留言 咨询 提问 答复 回复 办结"""
        ),
        None,
    ),
    (
        _label(
            """发布 时间发布 发表 刊发 刊登 发稿 上网 公布 公开 信息 公告 发帖 挂网 日期发布 文章发布 稿件
            Date: 上传 推送 上载 刊载 首发 播发 播出 登出"""
        ),
        100,
    ),
    (_label("录入 收录 添加 入库 创建 建稿 编稿 采编 加入 提交 审核 编发 登载 转载 文章 新闻 消息 资讯"), 80),
    (_alone("时间 日期"), 70),
    (_label("更新 最后更新 修改 编辑"), 60),
    (_label("生成 发文 成文 印发 制发 签发 颁布 制定 落款 产生"), 40),
    (
        re.compile(r"[\u4e00-\u9fff]\s?(?:时\s?间|日\s?期)\s*(?:[:：∶]|为|是)?\s*[\[(（【]?\s*$"),
        None,
    ),  # of something else
)
_PERIOD = re.compile(
    r"\s*(?:\d{1,2}[:：]\d{2}(?::\d{2})?|\d{1,2}[时点])?\s*(?:[上下]午)?\s*(?:至|到|起|之?前|以前|止|截|~|～|-\s*(?:\d|[一二]))"
)
_TIME = re.compile(r"\s*[)）]?\s*\d{1,2}[:：]\d{2}")
_ITEMS_BEFORE = re.compile(r".*[:：][^:：\s]*\s+(?=(?:时\s?间|日\s?期)\s*[:：])")  # 公告类型：公开招标 时间：…
_SENTENCE = re.compile(r"[。；;，,、！!？?]")
_CHINESE_END = re.compile(r"[\u4e00-\u9fff]$")
# Where a candidate stands.
_INFO, _IN_HEADING, _AFTER, _WITHIN, _EARLY_BODY, _ABOVE, _ELSEWHERE = 30, 25, 8, 5, 20, 10, 0
_LOOSE = (None, _AFTER, _WITHIN, _EARLY_BODY, _ABOVE)  # places that by themselves say little
_WEAK = 65
_WEEKDAY = 60
_UNLABELLED = 45
_UNLABELLED_AFTER = 10
_FUTURE_DAYS = 1  # an unlabelled date further ahead is some event's, but beside the article's source
_META_NAMES = (
    "pubdate", "publishdate", "publish_date", "publishtime", "publish-date", "publish_time", "pubtime",
    "article:published_time", "firstpublishedtime", "dc.date", "dc.date.issued", "createdate", "releasedate", "date",
)  # fmt: skip


def find_visible(
    tree: Tree,
    blocks: list[TextBlock],
    headline: Headline,
    body: Body | None,
    lists: list[tuple[int, int]],
    today: dt.date,
) -> tuple[ShownDate | None, bool]:
    """The date a reader takes for the page's, and whether little speaks for it (no label, not by the title).

    `lists` are the node ranges of dated lists.
    """
    starts = [start for start, _ in lists]
    best: ShownDate | None = None
    best_score = 0
    is_weak = False
    body_first = text_start(blocks, headline.start, headline.end, body)
    body_last = first_behind(blocks, body.end) if body else len(blocks)
    for at, block in enumerate(blocks[:MAX_BLOCKS]):
        text = block.text
        if block.place is not Place.MAIN or block.hidden or len(text) > MAX_INFO or not _may_hold_date(text):
            continue
        if block.link >= 0 or _within(lists, starts, block.start):
            continue
        text = normalize(text)
        found = find_dates(text) or _stamped(text) or _in_boxes(blocks, at, text) or _timed(tree, block, text)
        if not found:
            continue
        zone = _zone(tree, at, block, headline, body, body_first, body_last, len(text))
        of_link = zone == _AFTER and _of_link(blocks, at)  # “下一篇：…… 2026-05-06”
        for one in found:
            score = _score(text, one, found, _label_before(tree, blocks, at, headline), zone, today)
            if not score and zone == _INFO and WEEKDAY.fullmatch(text, one.end) and _among_info(tree, blocks, at):
                score = _UNLABELLED + _INFO  # no clock, but an item beside the source and the number of readers
            if score > best_score and not (of_link and score == _UNLABELLED_AFTER):
                best_score = score
                is_weak = zone in _LOOSE and score <= _WEAK
                best = ShownDate(one.date, DateOrigin.VISIBLE, text[max(0, one.start - 12) : one.end + 9].strip())
    return best, is_weak


def _label_before(tree: Tree, blocks: list[TextBlock], at: int, headline: Headline) -> str:
    """The block before number `at` where it may be the label of what stands in it, or the head of its table column."""
    above = _column_head(tree, blocks[at].owner)
    if above:
        return above
    before = blocks[at - 1] if at else None
    if before is None or headline.start <= before.start < headline.end:
        return ""
    text = before.text
    return text if len(text) <= MAX_LABEL or (len(text) <= MAX_LABEL * 2 and text[-1:] in ":：") else ""


def _among_info(tree: Tree, blocks: list[TextBlock], at: int) -> bool:
    """Whether a line's neighbours are of the same kind (items of one list) and about the article."""
    nodes = tree.nodes
    own = nodes[blocks[at].owner] if blocks[at].owner >= 0 else None
    return own is not None and any(
        beside.owner >= 0
        and nodes[beside.owner].parent == own.parent
        and nodes[beside.owner].tag == own.tag
        and (INFO_WORDS.search(beside.text) is not None or SOURCE_LABEL.search(beside.text) is not None)
        for beside in (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
        if len(beside.text) <= SHORT
    )


def _column_head(tree: Tree, cell: int) -> str:
    """The cell over a cell, in a table of one head row and one row of values; "" for any other."""
    nodes = tree.nodes
    if cell < 0 or nodes[cell].tag != "td" or nodes[nodes[cell].parent].tag != "tr":
        return ""
    row = nodes[nodes[cell].parent]
    rows = [child for child in tree.children(row.parent) if nodes[child].tag == "tr"]
    if len(rows) != 2 or rows[1] != row.index:
        return ""
    heads, values = (list(tree.children(index)) for index in rows)
    if len(heads) != len(values) or len(heads) < MIN_COLUMNS:
        return ""
    head = nodes[heads[values.index(cell)]]
    return tree.text_of(head.index, head.end).strip()[: MAX_LABEL * 2]


def _stamped(text: str) -> list[FoundDate]:
    """The date that a label names in eight digits (发布日期：20240511), with two for the year or the year last."""
    if len(text) > SHORT:
        return []
    match = _STAMP.search(text)
    date = stamp_date(match[1]) if match else None
    if match is None:
        match = _SHORT_YEAR.search(text) or _SHORT_TIMED.fullmatch(text)
        date = stamp_date(f"20{match[1]}") if match else None
    if match is None:
        match = _YEAR_LAST.search(text)
        date = calendar_date(match["year"], match["month"], match["day"]) if match else None
    return [FoundDate(date, match.start(1), match.end(1))] if match and date else []


def _timed(tree: Tree, block: TextBlock, text: str) -> list[FoundDate]:
    """The date that a `<time>` element carries where its text lacks the year (4月9日)."""
    if len(text) > MAX_BOXED or not _DIGIT.search(text):
        return []
    stamps = (node.attrs.get("datetime") or "" for node in tree.ancestors(block.start, 2) if node.tag == "time")
    date = stamp_date(next(stamps, ""))
    return [FoundDate(date, 0, len(text))] if date else []


def _of_link(blocks: list[TextBlock], at: int) -> bool:
    """Whether a line holds a link, or stands behind one in its element: its date is that of what is linked."""
    before, block = (blocks[at - 1] if at else None), blocks[at]
    beside = before is not None and before.link >= 0 and block.owner == before.owner
    return (beside or block.link_chars > 0) and SOURCE_LABEL.search(block.text) is None


def _in_boxes(blocks: list[TextBlock], at: int, text: str) -> list[FoundDate]:
    """The date whose day stands in a box of its own, before or behind year and month."""
    if len(text) > MAX_BOXED:
        return []
    beside = [block.text for block in (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])]
    for whole in (text, *(f"{day} {text}" for day in beside if len(day) <= MAX_DAY)):
        found = _DAY_FIRST.fullmatch(whole) or _DAY_LAST.fullmatch(whole)
        date = calendar_date(found["year"], found["month"], found["day"]) if found else None
        if date:
            return [FoundDate(date, 0, len(text))]
    return []


def _may_hold_date(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _within(lists: list[tuple[int, int]], starts: list[int], at: int) -> bool:
    found = bisect_right(starts, at) - 1
    return any(start <= at < end for start, end in lists[max(0, found - 3) : found + 1])


def _siblings(tree: Tree, block: TextBlock, headline: Headline) -> bool:
    """Whether a line and the title stand in one element, as a page's clock and a title do not."""
    parents = {node.index for node in tree.ancestors(headline.start, 2)}
    return block.owner >= 0 and tree.nodes[block.owner].parent in parents


def _zone(
    tree: Tree, at: int, block: TextBlock, headline: Headline, body: Body | None, first: int, last: int, size: int
) -> int | None:
    """The weight of the place of block number `at`; None where only running text stands."""
    if headline.start >= 0 and headline.start <= block.start < headline.end:
        return _IN_HEADING
    if body is not None and at >= last:
        return _AFTER if at < last + AFTER_BODY and size <= SHORT else None
    if body is not None and first < at >= last - 1 and size <= SHORT and SOURCE_LABEL.search(block.text):
        return _AFTER  # the last line of what holds the text
    if body is not None and at >= first:
        return _EARLY_BODY if at < first + 3 and size <= SHORT else _WITHIN if size <= SHORT else None
    if headline.start >= 0:
        if block.start < headline.start:
            return _ABOVE if block.end >= headline.start - 2 and _siblings(tree, block, headline) else _ELSEWHERE
        if body is None and at > NEAR_BODY * 4:
            return _ELSEWHERE
        return _INFO
    return _INFO if body is not None and at >= first - NEAR_BODY else _ELSEWHERE


def _score(text: str, one: FoundDate, all_found: list[FoundDate], before: str, zone: int | None, today: dt.date) -> int:
    about = INFO_WORDS.search(text) is not None
    items = _ITEMS_BEFORE.match(text, 0, one.start) if about or SOURCE_LABEL.search(text) else None
    lead = text[max(one.start - 16, items.end() if items else 0) : one.start]
    if not lead.strip(" [(（【"):
        lead = before
    if CLOCK.search(lead):
        return 0
    for label, rank in _LABELS:
        if label.search(lead):
            if rank is None:
                return 0
            if WEEKDAY.match(text, one.end):  # of a press conference, not of the page
                rank -= _WEEKDAY
            if zone is None:
                return rank // 10 if rank >= 100 else 0
            return rank + zone if zone != _WITHIN else rank * 6 // 10
    weekday = WEEKDAY.match(text, one.end)
    past = weekday is not None and one.date != today and _TIME.match(text, weekday.end()) is not None  # no clock does
    is_clock = weekday is not None and not (zone == _INFO and (about or past))
    ahead = one.date > today + dt.timedelta(days=_FUTURE_DAYS) and not (about and zone == _INFO)
    if zone is None or is_clock or ahead:
        return 0
    if _PERIOD.match(text, one.end):
        return 0
    written = "年" in text[one.start : one.end]
    if not about and (_SENTENCE.search(text) or (written and _CHINESE_END.search(text[: one.start]))):
        return 0
    rest = len(text) - sum(found.end - found.start for found in all_found)
    if zone == _AFTER and about and SOURCE_LABEL.search(text):
        return _UNLABELLED + _INFO  # the line about the article, below it
    if zone == _AFTER:
        return _UNLABELLED_AFTER if rest <= ALONE // 2 and not written else 0
    if zone in (_INFO, _EARLY_BODY, _ABOVE) and (about or rest <= ALONE):
        if zone == _EARLY_BODY and not about and written:
            return 0
        return _UNLABELLED + zone
    if zone == _IN_HEADING and text[one.start - 1 : one.start] in ("(", "（", "[", " ") and one.end >= len(text) - 10:
        return _UNLABELLED + zone
    return 0


def witnesses(
    visible: ShownDate | None, is_weak: bool, meta: ShownDate | None, listed: dt.date | None, url: str
) -> tuple[ShownDate, ...]:
    """All witnesses of the publication date, most trusted first.

    A date on the page goes before the page's tag, but for a weak one that no other witness bears out.
    """
    named = url_date(url) or (url_month_day(url, visible.date) if visible else None)
    found = [visible, meta]
    if visible and meta and is_weak and visible.date not in (meta.date, listed, named):
        found.reverse()
    found.append(ShownDate(listed, DateOrigin.LIST) if listed else None)
    found.append(ShownDate(named, DateOrigin.URL) if named else None)
    return tuple(one for one in found if one)


def meta_date(tags: tuple[tuple[str, str], ...]) -> ShownDate | None:
    """The publication date in the page's tags; a placeholder that no date stands in is none."""
    by_name: dict[str, str] = {}
    for name, value in tags:
        if value.strip():
            by_name.setdefault(name.lower(), value)
    for name in _META_NAMES:
        if name in by_name:
            date = stamp_date(by_name[name])
            if date:
                return ShownDate(date, DateOrigin.META, by_name[name].strip()[:40])
    return None
