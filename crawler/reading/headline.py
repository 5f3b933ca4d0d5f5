"""The title of a page as readers see it, and the source it names.

Three witnesses: the visible heading, `<meta name="ArticleTitle">`, and `<title>`. Two that agree beat one.
"""

from __future__ import annotations

import html as markup
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.body import Body, first_behind, text_start
from crawler.reading.dates import find_dates, normalize
from crawler.reading.tree import HEADINGS, Node, Tree
from crawler.reading.words import (
    ABOUT_ARTICLE,
    HOME_NAMES,
    INFO_WORDS,
    OFFICE,
    SOURCE_CELL,
    SOURCE_END,
    SOURCE_LABEL,
    TITLE_CELL,
    TITLE_NAMES,
    TITLE_TAGS,
)

MAX_TITLE = 150
MIN_TITLE = 2
MAX_SOURCE = 40
MAX_OFFICE_LINE = 80
BEHIND = 3  # blocks behind the text that may name its source
INSIDE_NAMED = 2  # first blocks of a named container that may still be about the article
MAX_INFO = 300  # characters of a line about the article (date, source, counters)
TITLE_CLIMB = 3
TOP_OF_BODY = 12  # nodes of the text in which its title may stand
MAX_COLUMN_NAME = 6  # characters of a `<title>` that may be the name of a column
SHORT = 40  # characters of a line that begins with a date
MAX_SITE_NAME = 24  # characters
MIN_LONE = 8  # characters of a title that nothing but its place speaks for
MAX_SECOND = 50  # characters of the second line of a title
LONG = 10  # characters of a line that stands in `<title>` by no accident
SHARE = 0.6  # of the longer of two titles that the shorter must cover to be the same title

# What speaks for a candidate. Only the order matters; agreement outweighs form.
_AGREES_META, _NEAR_META, _AGREES_TITLE, _NEAR_TITLE = 80, 40, 40, 25
_FORM = {"h1": 25, "h2": 18, "h3": 10, "h4": 5, "ucaptitle": 25}
_NAMED, _LINK, _LINKED_HEADING, _SECTION_NAME, _SITE_NAME = 18, -30, -10, -45, -30
_COVERS = 10  # for the share of `<title>` that a line covers
_ABOVE_INFO = 14  # the line over date and source is the title
_IN_TABLE = 21
_BIG = 14  # set in letters larger than those of a text
_CELLS = frozenset({"td", "th", "dt", "dd", "li"})
_ENOUGH = 20
_LAST_RESORT = 14  # where neither the tags nor `<title>` name more than the site

_NOBODY = frozenset({"未知", "不详", "佚名", "无", "暂无", "admin"})  # what systems set where no source was given
_LABELLED = re.compile(r"[:：]\s*\S{0,12}$")
_TAGS = re.compile(r"<[^<>]{0,500}>")
_DATE_LINE = re.compile(
    r"[\[(（【]?\s*(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s*(?:\d{1,2}:\d\d(?::\d\d)?)?\s*[\])）】]?"
)
_BIG_LETTERS = re.compile(
    r"font-size\s*:\s*(?:(?:2\d|3\d|4\d)(?:\.\d+)?px|(?:1[6-9]|2\d|3\d)(?:\.\d+)?pt|x{1,2}-large)", re.I
)
_BIG_SIZES = frozenset({"4", "5", "6", "7", "+2", "+3"})  # of <font>
_GOES_ON = re.compile(r"(?:强调|指出|要求|时说|表示)[:：]?$")
_NO_WORD = re.compile(r"[\W_]+")
_DATE_BEHIND = re.compile(r"(?<=.)\s*[\[(（【]\s*(?:19|20)\d\d[^\[(（【]{4,20}[\])）】]\s*$")
_SEPARATOR = re.compile(
    r"\s*(?:[_|｜丨]+|-{2,}|—{2,}|\s[-–—]+\s|(?<=[\u4e00-\u9fff.…）)》”])[-–—](?=[\u4e00-\u9fff“《【（]))\s*|\s*>>\s*"
)
MAX_BILINGUAL = 200  # characters of a title: a longer one would take the pattern long
_BILINGUAL = re.compile(r"([^|_]*[\u4e00-\u9fff]{4}[^|_]*?)\s+([A-Za-z][a-z]+(?: [\x21-\x5e\x60-\x7b]+){2,})")
_SITE_WORDS = re.compile(
    r"(?:政府|委员会|局|厅|部|网|门户网站|办公室|信息公开|政务公开|平台)(?:网站?|门户)?(?:\(.{0,12}\))?$"
)


class Headline:
    """The title, and the indexes of its first and last text (-1 where it is not in the page's text)."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int = -1, end: int = -1) -> None:
        self.text = text
        self.start = start
        self.end = end


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What two spellings of one title share: letters, digits and characters only."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def clean(text: str) -> str:
    """A title from a tag: entities and escaped markup resolved, blanks folded."""
    text = markup.unescape(text)
    if "<" in text:
        text = _TAGS.sub("", text)
    return " ".join(text.split())


def find_headline(
    tree: Tree,
    blocks: list[TextBlock],
    body: Body | None,
    meta_title: str,
    document_title: str,
    section_names: frozenset[str],
) -> Headline:
    """The page's title. `section_names` are the names of the site, the column and the breadcrumb's steps."""
    sections = frozenset(filter(None, map(key, section_names)))
    meta = clean(meta_title)
    meta_key = key(meta)
    if meta_key in sections:
        meta = meta_key = ""
    title = clean(document_title)
    title_key = key(title)
    parts = [part for part in _SEPARATOR.split(title) if part]
    sections |= {key(part) for part in parts if _SITE_WORDS.search(part)} if len(parts) > 1 else set()
    segments = {key(part) for part in parts} - sections
    bilingual = _BILINGUAL.fullmatch(title) if len(title) <= MAX_BILINGUAL else None
    if bilingual:  # the translation is no title of its own
        segments.add(key(bilingual[1]))
        sections |= {key(bilingual[2])}
    if len(parts) == 1 and names_site(parts[0]):
        segments, title_key = set(), ""

    limit = (body.start if body is not None else len(tree.nodes)) + TOP_OF_BODY
    above_info = _above_info(tree, blocks, limit)
    best: Headline | None = None
    lone: Headline | None = None  # the best of those that might be a title all by themselves
    best_score = lone_score = 0
    agreed = False
    for candidate, score in _candidates(tree, blocks, limit, above_info):
        own = key(candidate.text)
        if not own:
            continue
        agrees = _agreement(own, meta_key, title_key, segments)
        score += agrees
        if own in sections:
            score += _SECTION_NAME
        elif not agrees and names_site(candidate.text):
            score += _SITE_NAME
        elif len(candidate.text) >= MIN_LONE and score > lone_score:
            lone, lone_score = candidate, score
        if score > best_score or (best and score == best_score and agrees and candidate.start == best.start):
            best, best_score, agreed = candidate, score, agrees > 0
    if best is not None and best_score >= _ENOUGH and (agreed or not meta):
        if not meta:
            _go_on(tree, blocks, best, body)
        return _without_date(best, meta, title)
    if meta:
        return Headline(meta)
    name = without_site(title, sections)
    site_only = not name or (len(parts) == 1 and names_site(name))
    over_info = lone is not None and above_info is not None and above_info.end == lone.end
    if (
        lone is not None
        and (lone_score >= _LAST_RESORT or _is_only_heading(tree, blocks, lone, limit))
        and ((site_only and not meta_title) or (over_info and (site_only or len(name) <= MAX_COLUMN_NAME)))
    ):
        return _without_date(lone, meta, title)
    return Headline(name or clean(meta_title) or (parts[0] if parts else title))


def _go_on(tree: Tree, blocks: list[TextBlock], headline: Headline, body: Body | None) -> None:
    """Add the second line of a title whose first ends in 强调 or the like and says nothing alone."""
    if headline.start < 0 or not _GOES_ON.search(headline.text):
        return
    at = first_behind(blocks, headline.end)
    if at >= len(blocks):
        return
    line, above = blocks[at], blocks[at - 1]
    in_front = body is None or line.end <= body.start or body.start <= headline.start
    is_line = line.place is Place.MAIN and not line.hidden and line.link < 0 and len(line.text) <= MAX_SECOND
    if is_line and in_front and _beside(tree, above, line) and not _is_about(line.text) and "。" not in line.text:
        headline.text, headline.end = _join(headline.text, line.text), line.end


def _is_only_heading(tree: Tree, blocks: list[TextBlock], lone: Headline, limit: int) -> bool:
    """Whether a line stands in the only heading element that there is up to the text."""
    headings = {
        outer.index
        for block in blocks
        if block.start < limit and block.place is Place.MAIN and not block.hidden
        for outer in tree.ancestors(block.start, TITLE_CLIMB)
        if outer.tag in HEADINGS
    }
    return len(headings) == 1 and not headings.isdisjoint(
        outer.index for outer in tree.ancestors(lone.start, TITLE_CLIMB)
    )


def names_site(text: str) -> bool:
    """Whether a whole `<title>` is no more than the name of the site or of one of its parts."""
    return len(text) <= MAX_SITE_NAME and "关于" not in text and _SITE_WORDS.search(text) is not None


def _without_date(headline: Headline, meta: str, title: str) -> Headline:
    """The heading without the publication date that some systems set behind it; a date of the title's own stays."""
    found = _DATE_BEHIND.search(headline.text)
    if found and find_dates(normalize(found[0])) and headline.text not in (meta, title):
        witnesses = key(meta) + key(title)
        if key(headline.text) not in witnesses:
            headline.text = headline.text[: found.start()].rstrip()
    return headline


def _agreement(own: str, meta: str, title: str, segments: set[str]) -> int:
    score = 0
    if meta:
        if own == meta:
            score += _AGREES_META
        elif (own in meta or meta in own) and min(len(own), len(meta)) >= SHARE * max(len(own), len(meta)):
            score += _NEAR_META
    if own in segments or own == title:
        score += _AGREES_TITLE
    elif any(
        (own in part and len(own) >= SHARE * len(part)) or (len(part) >= LONG and own.startswith(part))
        for part in segments
    ):
        score += _NEAR_TITLE + _COVERS
    elif own in title and len(own) >= LONG:
        score += _NEAR_TITLE + _COVERS * len(own) // len(title)
    return score


def _candidates(
    tree: Tree, blocks: list[TextBlock], limit: int, above_info: TextBlock | None
) -> list[tuple[Headline, int]]:
    """Short lines up to the first paragraph, with what their form says; lines of one heading are joined."""
    named_by_table = _named_by_table(blocks)
    out: list[tuple[Headline, int]] = []
    last_holder = last_owner = -1
    for block in blocks:
        if block.start >= limit:
            break
        if block.place is not Place.MAIN or block.hidden:
            continue
        holder, form = _form(tree, block)
        if len(block.text) > MAX_TITLE:
            continue
        broken = block.owner >= 0 and block.owner == last_owner  # lines of one element, parted by <br>
        if ((holder >= 0 and holder == last_holder) or broken) and out:
            earlier = out[-1][0]
            if len(earlier.text) + len(block.text) <= MAX_TITLE:
                joined = form + (_ABOVE_INFO if block is above_info else 0)
                out.append((Headline(_join(earlier.text, block.text), earlier.start, block.end), joined))
        last_holder, last_owner = holder, block.owner
        label = TITLE_CELL.match(block.text)
        if label and label[0][-1:] in ":：" and len(block.text) - label.end() >= LONG // 2:  # 标题：…
            named = Headline(block.text[label.end() :].lstrip(), block.start, block.end)
            out.append((named, max(form, _IN_TABLE)))
            continue
        if block.start == named_by_table:
            form = max(form, _IN_TABLE)
        linked = 0 if block.link < 0 else _LINKED_HEADING if form >= _FORM["h1"] else _LINK
        score = form + linked + (_ABOVE_INFO if block is above_info else 0)
        if len(block.text) >= MIN_TITLE:
            out.append((Headline(block.text, block.start, block.end), score))
    return out


def _above_info(tree: Tree, blocks: list[TextBlock], limit: int) -> TextBlock | None:
    """The line over the first line that is about the article (its date, its source), if it may be a title."""
    before: TextBlock | None = None
    for block in blocks:
        if block.start >= limit:
            break
        if block.place is not Place.MAIN or block.hidden:
            continue
        if before is not None and LONG // 2 <= len(before.text) <= MAX_TITLE and _is_about(block.text):
            in_table = before.owner >= 0 and tree.nodes[before.owner].tag in _CELLS and _beside(tree, before, block)
            if not (in_table or "。" in before.text or _LABELLED.search(before.text) or _is_about(before.text)):
                return before
        before = block
    return None


def _is_about(text: str) -> bool:
    if len(text) > MAX_INFO:
        return False
    starts = _DATE_LINE.match(text)
    return ABOUT_ARTICLE.search(text) is not None or (
        starts is not None and (starts.end() == len(text) or INFO_WORDS.search(text) is not None or len(text) <= SHORT)
    )


def _named_by_table(blocks: list[TextBlock]) -> int:
    """The first text of the cell behind a label that says it is the document's title (信息名称：…); -1 for none."""
    for label, block in pairwise(blocks):
        is_label = len(label.text) <= LONG and label.place is Place.MAIN and TITLE_CELL.fullmatch(label.text)
        if is_label and len(block.text) >= LONG // 2:
            return block.start
    return -1


def _beside(tree: Tree, first: TextBlock, second: TextBlock) -> bool:
    return second.owner >= 0 and tree.nodes[first.owner].parent == tree.nodes[second.owner].parent


def _join(first: str, second: str) -> str:
    blank = " " if first[-1:].isascii() and second[:1].isascii() else ""
    return f"{first}{blank}{second}"


def _is_big(node: Node) -> bool:
    style = node.attrs.get("style")
    if style:
        return _BIG_LETTERS.search(style) is not None
    return node.tag == "font" and (node.attrs.get("size") or "") in _BIG_SIZES


def form_of(tree: Tree, block: TextBlock) -> int:
    """How much the element speaks for a block being a heading; 0 for a line like others."""
    return _form(tree, block)[1]


def _form(tree: Tree, block: TextBlock) -> tuple[int, int]:
    """The element that makes a block a heading, and how much that weighs."""
    holder, score = -1, 0
    for outer in tree.ancestors(block.start, TITLE_CLIMB):
        own = _FORM.get(outer.tag, 0)
        if not TITLE_NAMES.isdisjoint(outer.words):
            own += _NAMED
        elif not own and _is_big(outer):
            own = _BIG
        if own > score:
            holder, score = outer.index, own
        if outer.tag in HEADINGS or outer.tag in TITLE_TAGS:
            break
    return holder, score


def of_home(document_title: str) -> Headline | None:
    """What `<title>` calls a home page: its first part that is more than 首页."""
    parts = [part for part in _SEPARATOR.split(clean(document_title)) if part and part not in HOME_NAMES]
    return Headline(parts[0]) if parts else None


def without_site(title: str, sections: frozenset[str]) -> str:
    """The first part of `<title>` that is not the name of the site or of a column."""
    parts = [part for part in _SEPARATOR.split(title) if part]
    for part in parts:
        if key(part) not in sections and not (len(parts) > 1 and _SITE_WORDS.search(part)):
            return part
    return ""


def find_source(blocks: list[TextBlock], headline: Headline, body: Body | None, meta_source: str) -> str:
    """The source as shown near the title (信息来源：…), else as tagged, else the office named beside the date."""
    end = text_start(blocks, headline.start, headline.end, body)
    end += INSIDE_NAMED if body is not None and body.named else 0
    lines = _info_lines(blocks[:end])
    below = [block for block in lines if block.start >= headline.end] if headline.end >= 0 else []
    shown = _labelled_source(below) or _labelled_source(lines)
    return shown or clean(meta_source) or _office(below) or _labelled_source(_behind(blocks, body))


def _info_lines(blocks: list[TextBlock]) -> list[TextBlock]:
    return [block for block in blocks if block.place is Place.MAIN and not block.hidden and len(block.text) <= MAX_INFO]


def _behind(blocks: list[TextBlock], body: Body | None) -> list[TextBlock]:
    """The lines right behind the text, where some systems set source and date."""
    if body is None:
        return []
    last = first_behind(blocks, body.end)
    return _info_lines(blocks[max(0, last - 1) : last + BEHIND])


def _labelled_source(lines: list[TextBlock]) -> str:
    for at, block in enumerate(lines):
        found = SOURCE_LABEL.search(block.text) or SOURCE_CELL.fullmatch(block.text)
        if found is None:
            continue
        value = _source_value(block.text[found.end() :])
        if found.end() >= len(block.text) and at + 1 < len(lines) and len(lines[at + 1].text) <= MAX_SOURCE:
            value = _source_value(lines[at + 1].text)
        if value:
            return value
    return ""


def _office(lines: list[TextBlock]) -> str:
    """The office or paper that stands beside the date without a label."""
    for block in lines:
        text = normalize(block.text)
        dates = find_dates(text)
        if dates and len(text) <= MAX_OFFICE_LINE:
            words = (text[: dates[0].start] + " " + text[dates[-1].end :]).split()
            return next((name for word in words if OFFICE.fullmatch(name := word.strip("《》()（）[]【】"))), "")
    return ""


def _source_value(text: str) -> str:
    text = text.lstrip(" :：|｜[【(（")
    end = SOURCE_END.search(text)
    value = (text[: end.start()] if end else text).strip(" :：|｜[]【】()（）")
    head, blank, tail = value.partition(" ")
    if blank and not (head.isascii() and tail.isascii()):
        value = head
    return "" if len(value) > MAX_SOURCE or value.isdigit() or value in _NOBODY else value
