"""Rows kept as data in a script of the page, which draws them into an element that the markup leaves empty."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from checks.facts import ItemList, ListItem, Place
from crawler.reading.cms.view import MAX_RECORDS, Finds, PageView, json_items
from crawler.reading.tree import TEXT, Node, Tree

NAME = "embedded"

MARKS = (b"[{", b"[ {", b"[\n")

MAX_ARRAYS = 20  # arrays of one script that are looked at
MAX_SCRIPTS = 500_000  # characters of all scripts of a page that are looked at
_BOXES = frozenset(["ul", "ol", "tbody", "div", "dl", "table", "section"])
_ROOTS = frozenset(["app", "root", "__nuxt", "__next", "q-app", "main-app"])
_QUOTED = re.compile(r"""['"#](?=([^\s'"#]{1,64})['"])""")  # 'box12', "#box12"
_OPENS = re.compile(r"\[\s*\{\s*['\"]?\w")
_KEY = re.compile(r"([{,]\s*)([A-Za-z_$][\w$]*)\s*:")
_LAST_COMMA = re.compile(r",\s*(?=[}\]])")
_DECODER = json.JSONDecoder()


def look(view: PageView) -> Finds | None:
    """The longest array of dated rows in a script that names an empty element, or beside an empty root."""
    if not view.has(*MARKS):
        return None
    boxes = frozenset(name for node in view.tree.nodes if (name := _named_box(node, view.tree)))
    rooted = not _ROOTS.isdisjoint(boxes)
    best: list[ListItem] = []
    scripts = list(_within(script.text for script in view.tree.scripts))
    spoken = [rooted or not boxes.isdisjoint(_QUOTED.findall(script)) for script in scripts]
    for number, script in enumerate(scripts):
        if not any(spoken[number : number + 3]):  # data first, then what draws them
            continue
        for array in _arrays(script):
            rows = json_items(array, view.base, view.encoding, view.today)
            if len(rows) > len(best) and _are_news(rows):
                best = rows
    if not best:
        return None
    return Finds(lists=[ItemList(tuple(best[:MAX_RECORDS]), Place.MAIN, "", NAME, False)])


def _are_news(rows: list[ListItem]) -> bool:
    """Whether rows are entries of a list and not of a menu: they lead somewhere, and most have a day."""
    return sum(row.date is not None for row in rows) * 2 > len(rows) and sum(bool(row.url) for row in rows) * 2 > len(
        rows
    )


def _named_box(node: Node, tree: Tree) -> str:
    """The id of an element that may be filled and holds no text; "" for any other."""
    name = node.attr("id") if node.attrs and node.tag in _BOXES else ""
    if not name or any(inner.tag == TEXT and inner.text.strip() for inner in tree.nodes[node.index + 1 : node.end]):
        return ""
    return name


def _within(scripts: Iterable[str]) -> Iterator[str]:
    """The scripts up to the size that is looked at."""
    room = MAX_SCRIPTS
    for script in scripts:
        room -= len(script)
        if room < 0:
            return
        yield script


def _arrays(script: str) -> Iterator[str]:
    """The arrays of objects written into a script, as JSON; names without quotes and single quotes are put right."""
    at = 0
    for _ in range(MAX_ARRAYS):
        found = _OPENS.search(script, at)
        if found is None:
            return
        try:
            _, end = _DECODER.raw_decode(script, found.start())
            yield script[found.start() : end]
        except (json.JSONDecodeError, RecursionError):
            end = _closing(script, found.start())
            if end < 0:
                return
            literal = script[found.start() : end]
            quoted = literal.replace("'", '"') if '"' not in literal else literal
            yield _LAST_COMMA.sub("", _KEY.sub(r'\1"\2":', quoted))
        at = end


def _closing(script: str, start: int) -> int:
    """The place behind the bracket that closes the one at `start`; -1 where none does."""
    depth, quote = 0, ""
    for at in range(start, len(script)):
        char = script[at]
        if quote:
            if char == quote and script[at - 1] != "\\":
                quote = ""
        elif char in "'\"`":
            quote = char
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
            if not depth:
                return at + 1
    return -1
