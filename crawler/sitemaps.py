"""The site's own list of its pages: sitemap files (sitemaps.org), as robots.txt names them or where they usually lie.

Read with bounds and without entities: a sitemap is XML from a stranger. What breaks a bound is left out by its name.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from crawler import limits
from crawler.asking import Ask, Header
from crawler.decoding import decoded
from crawler.urls import SiteScope, absolute, canonical
from crawler.visiting import Followed

USUAL_PATH = "/sitemap.xml"
MAX_FILES = 20
MAX_ADDRESSES = 20_000
MAX_LEVEL = 2  # an index, and what it names
MAX_ELEMENTS = 400_000
XML_LIMIT = "limit:xml"  # declares entities or a document type, or is made of too many elements
_GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 64 * 1024


class Sitemap(msgspec.Struct, frozen=True):
    """What one file lists: pages, or further sitemaps. `limit` names the bound that cut it short, "" if none did."""

    pages: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    limit: str = ""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A sitemap file that was there, and the bound that it broke, if one."""

    url: str
    status: int
    content_type: str
    bytes: int
    limit: str = ""


class Listed(msgspec.Struct, frozen=True):
    """What the sitemaps of a site say: the site's own pages, each with the file that lists it, and the files."""

    pages: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()


def read_sitemap(body: bytes) -> Sitemap | None:
    """What a sitemap file lists; None where the body is no sitemap."""
    cut = False
    if body.startswith(_GZIP_MAGIC):
        body, cut = decoded(body, "gzip", limits.HTML_BYTES)
    target = _Locations()
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    limit = limits.BODY if cut else ""
    try:
        for at in range(0, len(body), _PIECE):
            parser.feed(body[at : at + _PIECE])
        parser.close()
    except _TooMuchError:
        limit = XML_LIMIT
    except DefusedXmlException:
        return Sitemap(limit=XML_LIMIT)
    except (ParseError, ValueError, LookupError):
        pass  # what was understood until then counts
    if target.root not in ("urlset", "sitemapindex"):
        return None
    found = tuple(target.found)
    return Sitemap(maps=found, limit=limit) if target.root == "sitemapindex" else Sitemap(pages=found, limit=limit)


class _TooMuchError(Exception):
    """More elements than a sitemap has."""


class _Locations:
    """The text of the <loc> elements, taken while the file is parsed: no tree is built."""

    def __init__(self) -> None:
        self.root = ""
        self.found: list[str] = []
        self._elements = 0
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Any) -> None:
        name = tag.rpartition("}")[2].lower()
        self.root = self.root or name
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self.found) >= MAX_ADDRESSES:
            raise _TooMuchError
        self._text = [] if name == "loc" else None

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if self._text is not None:
            self.found.append("".join(self._text)[: limits.URL_CHARACTERS + 1].strip())
            self._text = None

    def close(self) -> None:
        return None


Follow = Callable[[Ask], Awaitable[Followed]]


async def read_sitemaps(
    home: str, declared: Sequence[str], scope: SiteScope, follow: Follow, headers: tuple[Header, ...]
) -> Listed:
    """What the sitemaps of the site list: those that its robots.txt declares, else the one in the usual place."""
    usual = absolute(home, USUAL_PATH)
    named = [canonical(url) for url in declared if scope.is_internal(url)]
    waiting = deque((url, 1) for url in dict.fromkeys(named or [usual or home]))
    seen = {url for url, _ in waiting}
    pages: dict[str, str] = {}
    files: list[File] = []
    while waiting and len(seen) <= MAX_FILES:
        url, level = waiting.popleft()
        followed = await follow(Ask(url=url, headers=headers, limit=limits.HTML_BYTES))
        answer = followed.answer
        if answer is None or answer.status != 200 or not scope.is_internal(followed.final_url):
            continue
        sitemap = read_sitemap(answer.body)
        if sitemap is None and not answer.cut:
            continue
        sitemap = sitemap or Sitemap()
        limit = sitemap.limit or (limits.TIME if answer.late else limits.BODY if answer.cut else "")
        for address in sitemap.pages:
            page = absolute(url, address)
            if page is not None and scope.is_internal(page) and len(pages) < MAX_ADDRESSES:
                pages.setdefault(canonical(page), url)
        for address in sitemap.maps:
            further = absolute(url, address)
            if further is None or not scope.is_internal(further) or canonical(further) in seen:
                continue
            if level >= MAX_LEVEL or len(seen) >= MAX_FILES:
                limit = limit or limits.SITEMAPS
                break
            seen.add(canonical(further))
            waiting.append((canonical(further), level + 1))
        kind = answer.header("content-type")
        files.append(File(url=url, status=answer.status, content_type=kind, bytes=len(answer.body), limit=limit))
    return Listed(tuple(pages.items()), tuple(files))
