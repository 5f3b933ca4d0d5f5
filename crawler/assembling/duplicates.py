"""One page under several addresses: redirects, index names, http and https, mobile twins, the same article twice."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from urllib.parse import urlsplit

from crawler.assembling.digest import Digest, Sheet
from crawler.assembling.groups import Groups

MIN_COMMON_TEXT = 30  # characters: below this, equal text is no sign of an equal page

_INDEX = re.compile(r"/(?:index|default|main)\.(?:html?|shtml|jsp|aspx?|php|do)$", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(?:www\.)?")
# the platform's first list page has two names, its articles a mobile one (realweb: Node/Content family)
_NODE_FIRST = re.compile(r"/(Node-\d+)_1\.html$")
_MOBILE_TWIN = re.compile(r"/(?:Wap)?(Content-\d+\.html)$")


def canonical_pages(digest: Digest) -> dict[str, str]:
    """For each page that is a duplicate, the address of the page that stands for it.

    That one is the home page if it is among them, else one that could be read, on the home page's host, the shortest,
    the smallest.
    """
    groups = Groups()
    groups.join_by_key((key, sheet.url) for sheet in digest.sheets.values() for key in _keys(sheet, digest))
    canonical: dict[str, str] = {}
    for members in groups.members(digest.sheets).values():
        if len(members) > 1:
            best = min(members, key=lambda url: _rank(digest.sheets[url], digest))
            canonical |= {url: best for url in members if url != best}
    return canonical


def _rank(sheet: Sheet, digest: Digest) -> tuple[bool, bool, bool, bool, int, str]:
    url = sheet.url
    elsewhere = urlsplit(url).netloc != urlsplit(digest.home).netloc
    return not digest.is_home(url), bool(sheet.unread), url != digest.home, elsewhere, len(url), url


def _keys(sheet: Sheet, digest: Digest) -> Iterator[Hashable]:
    """What a page has in common with its duplicates."""
    yield "address", sheet.final_url
    if digest.is_home(sheet.url) or digest.is_home(sheet.final_url):
        yield "home"
        return
    twin = _MOBILE_TWIN.search(sheet.url)
    if twin:
        yield "twin", _SCHEME.sub("", sheet.url[: twin.start()]), twin[1]
    if sheet.unread:
        return
    if sheet.lists or sheet.content_hash:
        yield "alias", _alias(sheet.url), sheet.title, sheet.content_hash, _own_rows(sheet)
    if sheet.content_hash and sheet.title and (sheet.is_article or _is_substantial(sheet)):
        place = () if sheet.is_article else (sheet.column_name, tuple(crumb.name for crumb in sheet.breadcrumb))
        yield (
            "content",
            sheet.type,
            sheet.title,
            sheet.content_hash,
            place,
            () if sheet.is_article else _own_rows(sheet),
        )


def _alias(url: str) -> str:
    """The address without scheme, www, index name, and without the number of a first list page."""
    return _NODE_FIRST.sub(r"/\1.html", _INDEX.sub("/", _SCHEME.sub("", url)))


def _own_rows(sheet: Sheet) -> tuple[int, ...]:
    return tuple(rows.key for rows in sheet.lists)


def _is_substantial(sheet: Sheet) -> bool:
    """Whether there is enough on the page for equality to mean something: empty columns all look alike."""
    return bool(sheet.lists) or sum(len(block.text) for block in sheet.text) >= MIN_COMMON_TEXT
