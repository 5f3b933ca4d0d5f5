"""The title of a page as readers see it, and the source it names.

Three witnesses: the visible heading, `<meta name="ArticleTitle">`, and `<title>`. Two that agree beat one.
"""

from __future__ import annotations

import html as markup
import re
import unicodedata
from functools import lru_cache

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.body import Body
from crawler.reading.tree import HEADINGS, Tree
from crawler.reading.words import SOURCE_END, SOURCE_LABEL, TITLE_NAMES, TITLE_TAGS

MAX_TITLE = 150
MIN_TITLE = 2
MAX_SOURCE = 40
MAX_INFO = 300  # characters of a line about the article (date, source, counters)
TITLE_CLIMB = 3
LONG = 10  # characters of a line that stands in `<title>` by no accident
SHARE = 0.6  # of the longer of two titles that the shorter must cover to be the same title

# What speaks for a candidate. Only the order matters; agreement outweighs form.
_AGREES_META, _NEAR_META, _AGREES_TITLE, _NEAR_TITLE = 50, 30, 40, 25
_FORM = {"h1": 25, "h2": 18, "h3": 10, "h4": 5, "ucaptitle": 25}
_NAMED, _LINK, _SECTION_NAME = 18, -30, -45
_ENOUGH = 20

_TAGS = re.compile(r"<[^<>]{0,500}>")
_NO_WORD = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(
    r"\s*(?:[_|｜丨]+|-{2,}|—{2,}|\s[-–—]+\s|(?<=[\u4e00-\u9fff])[-–—](?=[\u4e00-\u9fff]))\s*|\s*>>\s*"
)
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

    best: Headline | None = None
    best_score = 0
    agreed = False
    for candidate, score in _candidates(tree, blocks, body):
        own = key(candidate.text)
        if not own:
            continue
        agrees = _agreement(own, meta_key, title_key, segments)
        score += agrees
        if own in sections:
            score += _SECTION_NAME
        if score > best_score or (best and score == best_score and agrees and candidate.start == best.start):
            best, best_score, agreed = candidate, score, agrees > 0
    if best is not None and best_score >= _ENOUGH and (agreed or not meta):
        return best
    if meta:
        return Headline(meta)
    name = _without_site(title, sections)
    if name:
        return Headline(name)
    if best is not None and best_score >= _ENOUGH and not meta_title:
        return best
    return Headline(clean(meta_title) or (parts[0] if parts else title))


def _agreement(own: str, meta: str, title: str, segments: set[str]) -> int:
    score = 0
    if meta:
        if own == meta:
            score += _AGREES_META
        elif (own in meta or meta in own) and min(len(own), len(meta)) >= SHARE * max(len(own), len(meta)):
            score += _NEAR_META
    if own in segments or own == title:
        score += _AGREES_TITLE
    elif any(own in part and len(own) >= SHARE * len(part) for part in segments) or (own in title and len(own) >= LONG):
        score += _NEAR_TITLE
    return score


def _candidates(tree: Tree, blocks: list[TextBlock], body: Body | None) -> list[tuple[Headline, int]]:
    """Short lines up to the first paragraph, with what their form says; lines of one heading are joined."""
    limit = body.start if body is not None else len(tree.nodes)
    out: list[tuple[Headline, int]] = []
    last_holder = -1
    for block in blocks:
        if block.start >= limit and not (body is not None and body.named and block.start < body.start + 12):
            break
        if block.place is not Place.MAIN or block.hidden:
            continue
        holder, form = _form(tree, block)
        if len(block.text) > MAX_TITLE:
            continue
        if holder >= 0 and holder == last_holder and out:
            earlier = out[-1][0]
            if len(earlier.text) + len(block.text) <= MAX_TITLE:
                out.append((Headline(_join(earlier.text, block.text), earlier.start, block.end), form))
        last_holder = holder
        score = form + (_LINK if block.link >= 0 else 0)
        if len(block.text) >= MIN_TITLE:
            out.append((Headline(block.text, block.start, block.end), score))
    return out


def _join(first: str, second: str) -> str:
    blank = " " if first[-1:].isascii() and second[:1].isascii() else ""
    return f"{first}{blank}{second}"


def _form(tree: Tree, block: TextBlock) -> tuple[int, int]:
    """The element that makes a block a heading, and how much that weighs."""
    holder, score = -1, 0
    for outer in tree.ancestors(block.start, TITLE_CLIMB):
        own = _FORM.get(outer.tag, 0)
        if not TITLE_NAMES.isdisjoint(outer.words):
            own += _NAMED
        if own > score:
            holder, score = outer.index, own
        if outer.tag in HEADINGS or outer.tag in TITLE_TAGS:
            break
    return holder, score


def _without_site(title: str, sections: frozenset[str]) -> str:
    """The first part of `<title>` that is not the name of the site or of a column."""
    parts = [part for part in _SEPARATOR.split(title) if part]
    for part in parts:
        if key(part) not in sections and not (len(parts) > 1 and _SITE_WORDS.search(part)):
            return part
    return ""


def find_source(blocks: list[TextBlock], headline: Headline, body: Body | None, meta_source: str) -> str:
    """The source as shown near the title (信息来源：…), else as tagged."""
    limit = body.start if body is not None else None
    for after in (headline.end, -1):
        for at, block in enumerate(blocks):
            if block.start < after or block.place is not Place.MAIN or len(block.text) > MAX_INFO or block.hidden:
                continue
            if (
                limit is not None
                and block.start >= limit
                and not (body and body.named and block.start < body.start + 12)
            ):
                break
            found = SOURCE_LABEL.search(block.text)
            if found:
                value = _source_value(block.text[found.end() :])
                if not value and at + 1 < len(blocks) and len(blocks[at + 1].text) <= MAX_SOURCE:
                    value = _source_value(blocks[at + 1].text)
                if value:
                    return value
        if headline.end < 0:
            break
    return clean(meta_source)


def _source_value(text: str) -> str:
    end = SOURCE_END.search(text)
    value = (text[: end.start()] if end else text).strip(" :：|｜[]【】()（）")
    head, blank, tail = value.partition(" ")
    if blank and not (head.isascii() and tail.isascii()):
        value = head
    return "" if len(value) > MAX_SOURCE or value.isdigit() else value
