"""Pages that show next to nothing and do something: pop up a message, go on to another address."""

from __future__ import annotations

import re

import msgspec

from crawler.reading.tree import Tree
from crawler.urls import absolute, navigation

LEAST_TEXT = 8  # characters of text below which a page says nothing
_ALERT = re.compile(r"\balert\s*\(\s*(['\"])((?:(?!\1)[^\n]){2,200})\1")


class Bare(msgspec.Struct, frozen=True):
    """What a page without text does: the message it pops up, and the address it goes on to; "" for none."""

    message: str = ""
    onward: str = ""


NOTHING = Bare()


def read_bare(tree: Tree, shown: int, base: str, refresh: str, encoding: str) -> Bare:
    """What a page does beside showing `shown` characters; nothing for one that has something to say."""
    if shown >= LEAST_TEXT or not (tree.scripts or refresh):
        return NOTHING
    script = "\n".join(node.text for node in tree.scripts)
    alert = _ALERT.search(script)
    target = navigation(script)
    onward = absolute(base, target, encoding) if target is not None else refresh
    return Bare(alert[2] if alert else "", onward or "")
