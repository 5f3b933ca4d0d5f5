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

from checks.facts import MissingAnswer, Page, Place
from crawler.sniffing import is_deep
from crawler.urls import canonical

SIMILAR = 0.9  # share of the text, by characters, that two pages of "not found" have in common
SHORT_TEXT = 400  # characters of main text below which a page may be a message
MESSAGE_TEXT = 160  # characters of main text below which a page holds a message and nothing else
LEAST_TEXT = 8  # a page with less text says nothing that could be compared

# Wordings seen in public code and on pages (reference: realweb.md); a sentence, not a word, so that an article
# on "删除" is none.
_WORDS = re.compile(
    r"(?i)(?:页面|网页|内容|文章|信息|栏目|地址|链接)[^。!！]{0,12}(?:不存在|已(?:经)?(?:被)?(?:删除|移除|下线|失效)|找不到|没有找到|无法访问|无法显示)"
    r"|(?:找不到|未找到|没有找到)[^。]{0,8}(?:页面|网页|文件|内容|信息)|(?:访问|请求|查找)的(?:页面|内容|资源|文件)[^。]{0,10}(?:不存在|出错|丢失)"
    r"|(?<![\w.])404(?=\s*(?:$|[^\w\s]|错误|出错|页面|提示|找不到|未找到|error|not))|page not found|not found"
)
# the message itself, as an apology to the visitor: on a page that says little else it needs no second witness
_APOLOGY = re.compile(
    r"(?:您|你)(?:要|所|想)?(?:要)?(?:访问|查找|浏览|请求|打开|查看)的(?:页面|网页|内容|信息|文章|资源|网址|地址|链接)"
    r"[^。!！]{0,14}(?:不存在|删除|移除|更名|失效|找不到|无法访问|暂时不可用|下线)"
    r"|(?:找不到|未找到|没有找到|未能找到)(?:您|你)(?:要|所|想)?[^。!！]{0,8}(?:页面|网页|内容|信息|文章|文件)"
)
_MAIN = frozenset({Place.MAIN, Place.SIDE})


class Signature(msgspec.Struct, frozen=True):
    """What a page looks like for comparison."""

    title: str
    texts: frozenset[str]
    final_url: str = ""  # where a redirect led, "" if there was none


def signature(page: Page, linked: str) -> Signature:
    """The signature of a page that was asked for under the address `linked`."""
    texts = frozenset(block.text for block in page.blocks)
    return Signature(page.title, texts, page.final_url if page.final_url != linked else "")


def same_answer(one: Signature, other: Signature) -> bool:
    """Whether two signatures are those of one answer."""
    if one.final_url or other.final_url:
        return one.final_url == other.final_url
    if one.title != other.title:
        return False
    shared = sum(map(len, one.texts & other.texts))
    total = sum(map(len, one.texts | other.texts))
    return total >= LEAST_TEXT and shared >= SIMILAR * total


def reads_missing(page: Page) -> bool:
    """Whether a page's title, or all its short text, says that there is nothing here."""
    if _WORDS.search(page.title):
        return True
    text = "\n".join(block.text for block in page.blocks if block.place in _MAIN)
    return len(text) <= SHORT_TEXT and bool(_WORDS.search(text))


def says_missing(page: Page) -> bool:
    """Whether a page says, and says nothing else, that there is nothing here: its title too, or as an apology."""
    text = "\n".join(block.text for block in page.blocks if block.place in _MAIN)
    if len(text) > MESSAGE_TEXT:
        return False
    return bool(_APOLOGY.search(text)) or bool(_WORDS.search(page.title) and _WORDS.search(text))


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
        address = neighbour(url, self._token)
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
