"""Pages that are not there and say so with status 200: recognised by what the server says to an address beside them.

A page is only doubted on evidence (words, or content that other addresses show too), and only called missing when an
address in the same folder that cannot exist brings the same page, or when it holds the message and nothing else. Front
pages of sites and columns are never doubted.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec

from checks.facts import MissingAnswer, Page, PageType, Place
from crawler.reading.bare import LEAST_TEXT, NOTHING, Bare
from crawler.sniffing import is_deep
from crawler.urls import canonical

SIMILAR = 0.9  # share of the text, by characters, that two pages of "not found" have in common
SHORT_TEXT = 400  # characters of main text below which a page may be a message
MESSAGE_TITLE = 16  # characters of a title above which it is that of something
MESSAGE_TEXT = 160  # characters of main text below which a page holds a message and nothing else

# Wordings seen in public code and on pages (reference: realweb.md); a sentence, not a word, so that an article
# on "删除" is none. A number 404 alone is none, either: there are bus lines and kilometres of it.
_WORDS = re.compile(
    r"(?i)(?:页面|网页|内容|文章|信息|栏目|地址|链接|文件|文档|记录|资源|站点)[^。!！]{0,12}(?:不存在|已(?:经)?(?:被)?(?:删除|移除|下线|下架|失效)|找不到|没有找到|无法访问|无法显示)"
    r"|(?:找不到|未找到|没有找到|未能找到)[^。]{0,8}(?:页面|网页|文件|内容|信息|文章|文档|记录|资源)"
    r"|(?:访问|请求|查找|查看)的(?:页面|内容|资源|文件|信息)[^。]{0,10}(?:不存在|出错|丢失|下线|未通过审核)"
    r"|页面[^。!！]{0,6}(?:走丢|飞走|丢失|迷路|不见了|去火星)|未通过审核|该内容已被[^。!！]{0,6}删除"
    r"|(?:error|错误|状态)\s*[:：]?\s*404\b|page not found|not found"
    r"|(?<![\w.])404(?=\s*(?:$|[^\w\s]|错误|出错|页面|提示|找不到|未找到|error|not))"
)
# the message itself, as an apology to the visitor: on a page that says little else it needs no second witness. One that
# is quoted, or told of ("如果提示…"), is none.
_APOLOGY = re.compile(
    r"(?<![“\"「『])(?:您|你)(?:要|所|想)?(?:要)?(?:访问|查找|浏览|请求|打开|查看)的(?:页面|网页|内容|信息|文章|资源|网址|地址|链接)"
    r"[^。!！?？]{0,14}(?:不存在|删除|移除|更名|失效|找不到|无法访问|暂时不可用|下线)(?![^。!！]{0,6}(?:怎么|如何|怎样))"
    r"|(?<![“\"「『])(?:找不到|未找到|没有找到|未能找到)(?:您|你)(?:要|所|想)?[^。!！]{0,8}(?:页面|网页|信息|文章|内容|文件)"
)
# what an empty list says, on a page that names its column and the way there
_LISTS_NOTHING = re.compile(r"(?:没有|未能?)(?:找到|检索到|查询到)[^。!！]{0,8}(?:记录|内容|信息|文章|数据)")
_TOLD = re.compile(r"(?:如果?|若|假如|当|凡)[^。!！]{0,16}(?:提示|显示|出现|遇到)|怎么办|如何处理")
_RUN = re.compile(r"[!-~]+")
_VARIES = frozenset("0123456789/")
_AROUND = ".,:;!-()[]"
# Parameters that choose one record of many; of another, no value can be named that surely has nothing.
_RECORD = re.compile(r"(?i)(?:\w*id|guid|uuid|no|code|sn|n)")
_NUMBER_BASE = 2_000_000_000  # a record's number that no site has reached and every database can hold
_MAIN = frozenset({Place.MAIN, Place.SIDE})


class Signature(msgspec.Struct, frozen=True):
    """What a page looks like for comparison."""

    title: str
    texts: frozenset[str]
    final_url: str = ""  # where a redirect led, "" if there was none


def signature(page: Page, linked: str, does: Bare = NOTHING) -> Signature:
    """The signature of a page that was asked for under the address `linked`."""
    texts = frozenset(filter(None, (does.message, *(_masked(block.text) for block in page.blocks))))
    final_url = page.final_url if page.final_url != linked else does.onward
    return Signature(_masked(page.title), texts, final_url)


def same_answer(one: Signature, other: Signature) -> bool:
    """Whether two signatures are those of one answer."""
    if one.final_url or other.final_url:
        (path, _, query), (other_path, _, other_query) = one.final_url.partition("?"), other.final_url.partition("?")
        return path == other_path and _masked(query) == _masked(other_query)
    if one.title != other.title:
        return False
    shared = sum(map(len, one.texts & other.texts))
    total = sum(map(len, one.texts | other.texts))
    return total >= LEAST_TEXT and shared >= SIMILAR * total


def reads_missing(page: Page, does: Bare = NOTHING) -> bool:
    """Whether a page's title, or all its short text, says that there is nothing here."""
    if _WORDS.search(page.title):
        return True
    text = _text(page) or does.message
    if page.type is PageType.COLUMN and len(page.breadcrumb) > 1:
        text = _LISTS_NOTHING.sub("", text)
    return is_short(page) and bool(_WORDS.search(text))


def says_missing(page: Page) -> bool:
    """Whether a page says, and says nothing else, that there is nothing here: by its title too, or as an apology."""
    if not is_short(page):
        return False
    text = _text(page)
    if len(text) > MESSAGE_TEXT or _TOLD.search(page.title + text):
        return False
    titled = len(page.title) <= MESSAGE_TITLE and _WORDS.search(page.title) and _WORDS.search(text)
    return bool(_APOLOGY.search(text) or titled)


def is_short(page: Page) -> bool:
    """Whether a page's main text is short enough for a message."""
    return sum(len(block.text) for block in page.blocks if block.place in _MAIN) <= SHORT_TEXT


def _text(page: Page) -> str:
    """A page's main text, without the addresses and numbers in it."""
    return "\n".join(_masked(block.text, "") for block in page.blocks if block.place in _MAIN)


def _masked(text: str, mask: str = "N") -> str:
    """The text without the runs of characters that hold a number or a path, which a message repeats or makes up."""

    def mask_of(found: re.Match[str]) -> str:
        run = found[0]
        return run if _VARIES.isdisjoint(run) or run.strip(_AROUND) == "404" else mask

    return _RUN.sub(mask_of, text)


def answer_of(page: Page, home: str) -> MissingAnswer:
    """What a page tells a visitor whose address is not there; `home` is the front page's canonical address."""
    leads_on = any(canonical(link.url) == home for link in page.links)
    return MissingAnswer(url=page.url, explains=reads_missing(page), leads_on=leads_on)


def neighbour(url: str, token: str) -> str:
    """An address beside `url` that cannot exist: same host, folder and extension, the name replaced by `token`."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    extension = f".{name.rpartition('.')[2]}" if "." in name else ""
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{token}{extension}", "", ""))


def other_record(url: str, token: str) -> str:
    """The same address for a record that cannot exist, "" where its query names none."""
    parts = urlsplit(url)
    pairs = [pair.partition("=") for pair in parts.query.split("&")]
    named = [at for at, (name, _, value) in enumerate(pairs) if value.isalnum() and _RECORD.fullmatch(name)]
    if not named:
        return ""
    name, equals, value = pairs[named[-1]]
    made_up = str(_NUMBER_BASE + int(token[:6], 16)) if value.isdigit() else token
    pairs[named[-1]] = name, equals, made_up
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join("".join(pair) for pair in pairs), ""))


def doubtable(url: str) -> bool:
    """Whether an address names one page inside a site, and may be judged at all."""
    return is_deep(url)


class Neighbours:
    """What each server says to addresses that cannot exist, asked once a folder and extension.

    `probe` brings the signature of the page at an address, None where the server says honestly that there is none.
    """

    def __init__(self, probe: Callable[[str], Coroutine[Any, Any, Signature | None]], token: str) -> None:
        self._probe = probe
        self._token = token
        self._asked: dict[str, asyncio.Task[Signature | None]] = {}
        self._first: dict[str, str] = {}

    async def beside(self, url: str) -> Signature | None:
        """What the server says to an address beside this one."""
        return await self._said_to(neighbour(url, self._token))

    async def instead(self, url: str) -> Signature | None:
        """What the server says when this address's record cannot exist, or, where it names none, beside it."""
        return await self._said_to(other_record(url, self._token) or neighbour(url, self._token))

    async def _said_to(self, address: str) -> Signature | None:
        task = self._asked.get(address)
        if task is None:
            task = self._asked[address] = asyncio.create_task(self._probe(address))
        return task.result() if task.done() else await asyncio.shield(task)

    async def server_is_honest(self, url: str) -> bool:
        """Whether the address's host says "not found" for its extension, tried beside the first address asked about."""
        parts = urlsplit(url)
        extension = parts.path.rpartition(".")[2] if "." in parts.path.rpartition("/")[2] else ""
        first = self._first.setdefault(f"{parts.netloc} {extension}", url)
        return await self.beside(first) is None


class Contents:
    """Which contents were seen under which address, to notice one that many addresses show."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def repeated(self, page: Page) -> bool:
        """Whether another address showed the same content before; takes note of this one."""
        if not page.content_hash:
            return False
        return self._first.setdefault(page.content_hash, page.url) != page.url
