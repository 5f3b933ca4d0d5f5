"""Pages that a firewall or an anti-bot service puts in a page's place, told by the table of their marks.

Firewalls leave their scripts and cookies on the pages they let through, too, and an article may speak of "请求被拦截".
So a mark counts only where the page shows next to nothing beside it, to whoever looks: bytes that came, or a page read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

_TABLE = Path(__file__).parent / "tables" / "challenges.tsv"
MARKED_TEXT = 160  # characters that a page with a challenge's script shows at most
WORDED_TEXT = 250  # and one that says in words that it keeps the visitor out
MOST_LINKS = 4
HEAD = 64 * 1024  # characters of markup that are searched

_UNSEEN = re.compile(r"(?is)<(script|style|noscript|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|&[a-z#0-9]{1,8};|\s+")
_LINK = re.compile(r"(?i)<a\s[^>]*href")
_PASSWORD = re.compile(r"(?i)<input[^>]*\btype\s*=\s*['\"]?password")


class _Mark(msgspec.Struct, frozen=True):
    name: str
    place: str
    pattern: re.Pattern[str]


@cache
def _marks() -> Mapping[str, tuple[_Mark, ...]]:
    """The marks by their place; those of headers under "header"."""
    found: dict[str, list[_Mark]] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, place, pattern = line.split("\t")
            mark = _Mark(name, place.partition(":")[2] or place, re.compile(pattern, re.IGNORECASE | re.DOTALL))
            found.setdefault(place.partition(":")[0], []).append(mark)
    return {place: tuple(marks) for place, marks in found.items()}


def by_status(status: int) -> str:
    """The name of the service that answers with this status and no other does, "" if none."""
    return next((mark.name for mark in _marks()["status"] if mark.pattern.fullmatch(str(status))), "")


def by_headers(headers: Mapping[str, str]) -> str:
    """The service that an error's headers (names in lower case) tell of."""
    return next(
        (mark.name for mark in _marks()["header"] if (value := headers.get(mark.place)) and mark.pattern.search(value)),
        "",
    )


def by_page(html: str, shown: int, links: int) -> str:
    """The service whose page the markup is; `shown` is how many characters of text it shows, `links` how many links."""
    if shown > WORDED_TEXT or links > MOST_LINKS:
        return ""
    head = html[:HEAD]
    marked = _marks()["body"] if shown <= MARKED_TEXT else ()
    name = _first(marked, head) or _first(_marks()["worded"], _UNSEEN.sub(" ", head))
    return "" if name and _PASSWORD.search(head) else name


def _first(marks: tuple[_Mark, ...], text: str) -> str:
    return next((mark.name for mark in marks if mark.pattern.search(text)), "")


def by_markup(html: str) -> str:
    """The same for markup that was not read."""
    head = html[:HEAD]
    return by_page(head, len(_UNSEEN.sub("", head)), len(_LINK.findall(head)))
