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

_UNSEEN = (
    ("<script", "</script"),
    ("<style", "</style"),
    ("<noscript", "</noscript"),
    ("<svg", "</svg"),
    ("<!--", "-->"),
)
_TAGS = re.compile(r"<[^<>]*>|&[A-Za-z#0-9]{1,8};|\s+")
_LINK = re.compile(r"(?i)<a\s[^<>]{0,300}?href")
PASSWORD = re.compile(r"(?i)<input[^<>]{0,300}?\btype\s*=\s*['\"]?password")  # a form to log in by


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
    name = _first(marked, head) or _first(_marks()["worded"], _shown(head))
    return "" if name and PASSWORD.search(head) else name


def _first(marks: tuple[_Mark, ...], text: str) -> str:
    return next((mark.name for mark in marks if mark.pattern.search(text)), "")


def by_markup(html: str) -> str:
    """The same for markup that was not read."""
    head = html[:HEAD]
    return by_page(head, len(_shown(head).replace(" ", "")), len(_LINK.findall(head)))


def _shown(markup: str) -> str:
    """The text in markup, about as a reader sees it, in time linear to its length whatever it is."""
    for opening, closing in _UNSEEN:
        markup = _without(markup, opening, closing)
    return _TAGS.sub(" ", markup)


def _without(markup: str, opening: str, closing: str) -> str:
    found = markup.lower()
    if len(found) != len(markup):  # a letter whose small form is two
        found = markup
    kept, at = [], 0
    while (start := found.find(opening, at)) >= 0:
        kept.append(markup[at:start])
        end = found.find(closing, start)
        if end < 0:
            return "".join(kept)
        at = end + len(closing)
    return "".join(kept) + markup[at:]
