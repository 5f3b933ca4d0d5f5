"""What the answer to a search shows: held against the answer to a word that no page has.

Whatever both answers share (menus, hot words, the echo of the question) is no result. Works on web pages and on JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus

import msgspec

from checks.facts import LinkKind, Page, Place
from crawler.urls import canonical

LONG_TEXT = 6  # characters of a link that may be a result's title
LEAST_PREFIX = 8  # characters of a title that is cut short
MAX_STRINGS = 20_000  # of a JSON answer
ECHO = "{}"

_NOTHING = re.compile(
    r"(?:没有|未能?)(?:您?要)?(?:找|搜索?|检索|查询?)到|无相关|暂无(?:数据|结果|相关|内容|信息)|查无|"
    r"(?:找到|共有?|检索到|搜索到|查询到|约)\s*[:：]?\s*0\s*(?:条|个|篇|项)|(?<!\d)0\s*(?:条|个|篇|项)(?:相关)?(?:结果|记录|信息|内容)"
)
_TEMPLATE = re.compile(r"\{\{|\sv-(?:if|for|show)=|\sng-(?:if|repeat|show)=|<%=")
_LOADING = re.compile(r"(?i)\$\.(?:ajax|get|post|getJSON)|XMLHttpRequest|axios|fetch\(|new\s+Vue|createApp|\.load\(")
_CAPTCHA = re.compile(r"(?i)<input[^>]{0,200}(?:captcha|verif|yzm|checkcode|validcode)|请输入验证码|安全验证|滑动验证")
_EDGES = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


class Outcome(StrEnum):
    """What a question to the search brought."""

    FOUND = "found"  # the page with that title
    OTHER = "other"  # results, that page not among those recognised
    NOTHING = "nothing"  # no result, and it is sure that none is still to come
    ANYWAY = "anyway"  # the answer to a word that nothing has shows that title too: a sidebar, or all it ever shows
    UNCLEAR = "unclear"  # no result in what was read; a script may show some
    ERROR = "error"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer shows: its pieces, told apart by where they stand, and its plain text and markup."""

    pieces: Mapping[tuple[str, str], tuple[str, str]]  # key (question masked) → address, text
    text: str
    markup: str = ""
    scripts: frozenset[str] = frozenset()
    whole: bool = True  # nothing more comes: the page as a browser shows it


def shown_page(page: Page, question: str, markup: str) -> Shown:
    """What a web page shows in answer to a question."""
    mask = _mask(question)
    pieces: dict[tuple[str, str], tuple[str, str]] = {}
    for link in page.links:
        if link.place is not Place.HEAD and link.kind not in (LinkKind.IMAGE, LinkKind.ASSET):
            pieces[mask(link.url), mask(link.text)] = link.url, link.text
    for block in page.blocks:
        if not block.link:
            pieces[_DIGITS.sub("#", block.selector), _DIGITS.sub("#", mask(block.text))] = "", block.text
    return Shown(
        pieces=pieces,
        text="\n".join(block.text for block in page.blocks),
        markup=markup,
        scripts=frozenset(link.url for link in page.links if link.kind is LinkKind.ASSET and ".js" in link.url),
        whole=page.rendered,
    )


def shown_json(text: str, question: str) -> Shown | None:
    """What a JSON answer says; None for text that is no JSON object or array."""
    stripped = text.strip()
    if not stripped.startswith(("{", "[")):
        return None
    try:
        data = json.loads(stripped)
    except (ValueError, RecursionError):
        return None
    mask = _mask(question)
    pieces = {(path, mask(value)): ("", value) for path, value in _strings(data)}
    return Shown(pieces=pieces, text="", whole=True)


def outcome(asked: Shown, nothing: Shown, title: str, address: str, home_scripts: frozenset[str]) -> Outcome:
    """What the answer to a title says, beside the answer to a word that nothing has.

    `address` is where the page of that title stands; `home_scripts` are the script files that the home page loads too.
    """
    anyway = set(nothing.pieces.values())
    new = [piece for key, piece in asked.pieces.items() if key not in nothing.pieces and piece not in anyway]
    wanted = plain(title)
    if any(_is_hit(url, text, wanted, address) for url, text in new):
        return Outcome.FOUND
    if any(_is_hit(url, text, wanted, address) for url, text in nothing.pieces.values()):
        return Outcome.ANYWAY
    if any(len(plain(text)) >= LONG_TEXT and url for url, text in new) or (not asked.markup and new):
        return Outcome.OTHER
    if asked.whole:
        return Outcome.NOTHING
    says_nothing = _NOTHING.search(asked.text) is not None and not _TEMPLATE.search(asked.markup)
    silent = not _LOADING.search(asked.markup) and not (asked.scripts - home_scripts)
    if says_nothing or (silent and not asked.scripts):
        return Outcome.NOTHING
    return Outcome.UNCLEAR


def asks_captcha(markup: str) -> bool:
    """Whether an answer wants to be told first that a person asks."""
    return _CAPTCHA.search(markup) is not None


def plain(text: str) -> str:
    """A title as it is compared: letters and digits alone."""
    return _EDGES.sub("", re.sub(r"<[^<>]{1,200}>", "", text)).lower()


def _is_hit(url: str, text: str, wanted: str, address: str) -> bool:
    if url and canonical(url) == address:
        return True
    if url and address in canonical(unquote_plus(url)):
        return True  # a counter or redirector with the address behind it
    said = plain(text)
    if wanted in said:
        return True
    cut = text.rstrip().endswith(("…", "...", "。。。"))
    return cut and len(said) >= LEAST_PREFIX and wanted.startswith(said)


def _mask(question: str) -> Any:
    """A function that puts a mark in place of the question, however it is written."""
    forms = {question, quote(question), quote_plus(question), quote(question, safe="")}
    forms |= {quote(question, encoding="gb18030"), quote_plus(question, encoding="gb18030")}
    forms |= {form.lower() for form in forms} | {quote(quote(question))}
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))

    def masked(text: str) -> str:
        return pattern.sub(ECHO, " ".join(text.split()))

    return masked


def _strings(data: Any) -> Iterator[tuple[str, str]]:
    """The texts of a JSON value with their paths; places in arrays are not told apart."""
    waiting: list[tuple[str, Any]] = [("", data)]
    count = 0
    while waiting and count < MAX_STRINGS:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}.{name}", inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[]", inner) for inner in value]
        elif isinstance(value, str) and value.strip():
            count += 1
            yield path, value
