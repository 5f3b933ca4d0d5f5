"""Lists that stand as data in a script of the page, which fills an empty element with them.

`var listData = [{"title": …, "url": …, "date": …}]`, as JSON or as a literal with bare names and single quotes.
"""

from __future__ import annotations

import json
import re

from checks.facts import ItemList, ListItem, Place
from crawler.reading.cms.view import Finds, PageView, json_items
from crawler.reading.tree import TEXT, Node

NAME = "embedded"

MAX_SCRIPT = 1_000_000  # characters of a script that is read
MAX_ARRAYS = 20  # arrays of one script that are tried
_ARRAY = re.compile(r"[=:(]\s*(?=\[\s*\{)")
_KEY = re.compile(r"(?<=[{,])\s*([A-Za-z_$][\w$]*)\s*:")  # {title: …} of a literal that is no JSON
_QUOTED = re.compile(r"'((?:[^'\\\n]|\\.)*)'")
_LITERAL_END = re.compile(r"\]\s*[;)\n]")
_FILLED = frozenset(["ul", "ol", "dl", "tbody", "table", "div"])


def look(view: PageView) -> Finds | None:
    """The rows of the longest array in a script that names an empty element of the page's main part; None for none."""
    waiting = [node.attr("id") for node in view.tree.select(_has_id) if _is_waiting(view, node)]
    if not waiting:
        return None
    best: list[ListItem] = []
    for script in view.tree.scripts:
        code = script.text
        if not 0 < len(code) <= MAX_SCRIPT or not any(
            re.search(rf"['\"#]{re.escape(at)}['\"]", code) for at in waiting
        ):
            continue
        for found in list(_ARRAY.finditer(code))[:MAX_ARRAYS]:
            items = json_items(_array(code, found.end()), view.base, view.encoding, view.today)
            if len(items) > len(best) and all(item.url and item.date for item in items):
                best = items
    return Finds(lists=[ItemList(tuple(best), Place.MAIN, "", NAME)]) if best else None


def _has_id(node: Node) -> bool:
    return node.tag in _FILLED and bool(node.attrs.get("id"))


def _is_waiting(view: PageView, node: Node) -> bool:
    """Whether an element of the main part holds nothing that a reader sees."""
    if view.places[node.index] is not Place.MAIN:
        return False
    inner = view.tree.nodes[node.index + 1 : node.end]
    return not any(one.tag in ("a", "img") or (one.tag == TEXT and one.text.strip()) for one in inner)


def _array(code: str, start: int) -> str:
    """The array that begins at `start` as JSON; "" where it is none."""
    try:
        return code[start : json.JSONDecoder().raw_decode(code, start)[1]]
    except (ValueError, RecursionError):
        pass
    end = _LITERAL_END.search(code, start)
    if end is None:
        return ""
    literal = _QUOTED.sub(
        lambda one: json.dumps(one[1].replace("\\'", "'"), ensure_ascii=False), code[start : end.start() + 1]
    )
    return re.sub(r",\s*(?=[}\]])", "", _KEY.sub(r'"\1":', literal))
