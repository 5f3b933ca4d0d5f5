"""Links off the site that a reader cannot see: what hides them, by inline style and structure.

Only links that leave the site are looked at, and only their ancestors, so a page without any costs nothing.
"""

from __future__ import annotations

import re

from checks.facts import HiddenLink, LinkKind
from crawler.reading.blocks import Selectors
from crawler.reading.links import FoundLink
from crawler.reading.tree import BLOCK_TAGS, Node, Tree

MAX_HIDDEN = 200  # of one page
MAX_CLIMB = 40  # ancestors
TINY_MARQUEE = 5  # pixels: nothing can be read in a strip of this size
RACING_MARQUEE = 500  # scrollamount: gone before it can be read
OPAQUE_NAMES = ("id", "class", "role", "aria-hidden", "data-toggle", "data-target")

_NOTHING = r"(?:0(?:\.0+)?\s*(?:px|pt|r?em|%)?|[01](?:\.\d+)?\s*p[xt])\s*(?:!|;|$)"  # nothing, or a pixel
_FAR = r"-\s*\d{3,}(?:\.\d+)?\s*(?:px|em|pt|rem)"
# technique → pattern of the inline style that hides an element and all in it
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("display_none", re.compile(r"(?<![\w-])display\s*:\s*none", re.I)),
    ("invisible", re.compile(r"visibility\s*:\s*hidden|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:!|;|$)", re.I)),
    (
        "off_screen",
        re.compile(rf"(?<![\w-])(?:left|top|right|bottom|margin-left|margin-top|text-indent)\s*:\s*{_FAR}", re.I),
    ),
    ("tiny_text", re.compile(rf"font-size\s*:\s*{_NOTHING}", re.I)),
    ("transparent", re.compile(r"(?<![\w-])color\s*:\s*transparent", re.I)),
)
_NO_SIZE = re.compile(rf"(?<![\w-])(?:width|height)\s*:\s*{_NOTHING}", re.I)
_CLIPPED = re.compile(r"overflow\s*:\s*hidden", re.I)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([#\w]+)", re.I)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.I)
MAX_BETWEEN = 40  # nodes between the script that opens a hiding element and a link in it
_WRITTEN = re.compile(
    r"""document\.write(?:ln)?\(\s*(["'])\s*<(?:div|span|p|font|ul|li|marquee)\b[^<]*?style=\\?["']?([^<>]*)>\s*\1\s*\)""",
    re.I,
)
_NUMBER = re.compile(r"\d+")
_WHITE = frozenset({"#fff", "#ffffff", "white"})


def hidden_links(tree: Tree, found: list[FoundLink], selectors: Selectors) -> tuple[HiddenLink, ...]:
    """The links off the site that nothing on the page shows, in document order."""
    hidden: list[HiddenLink] = []
    for link in found:
        if link.kind is not LinkKind.EXTERNAL or link.node.tag not in ("a", "area") or len(hidden) >= MAX_HIDDEN:
            continue
        by = _hider(tree, link.node)
        if by is not None:
            node, technique = by
            anonymous = not any(name in node.attrs for name in OPAQUE_NAMES)
            hidden.append(HiddenLink(link.url, technique, link.text, selectors.path(link.node.index), anonymous))
    return tuple(hidden)


def _hider(tree: Tree, link: Node) -> tuple[Node, str] | None:
    """The element that hides a link, and how."""
    for node in (link, *tree.ancestors(link.index, MAX_CLIMB)):
        technique = ""
        if "style" in node.attrs:
            technique = _technique(node.attr("style"))
        if not technique and "hidden" in node.attrs:
            technique = "display_none"
        if not technique and node.tag == "marquee" and _unreadable(node):
            technique = "marquee"
        if technique:
            return node, technique
    if _same_colour(tree, link):
        return link, "same_colour"
    return _written_around(tree, link)


def _written_around(tree: Tree, link: Node) -> tuple[Node, str] | None:
    """The script before a link that writes the beginning of a hiding element, and leaves its end to another script."""
    at = link.index - 1
    while at > 0 and link.index - at <= MAX_BETWEEN:
        node = tree.nodes[at]
        if node.tag == "script":
            written = _WRITTEN.search(node.text)
            technique = _technique(written[2].rstrip("\\'\" ")) if written else ""
            return (node, technique) if technique else None
        if node.tag in BLOCK_TAGS:
            return None
        at -= 1
    return None


def _technique(style: str) -> str:
    for name, pattern in _STYLES:
        if pattern.search(style):
            return name
    return "no_size" if _NO_SIZE.search(style) and _CLIPPED.search(style) else ""


def _unreadable(marquee: Node) -> bool:
    """Whether a strip is too small or too fast to be read."""
    sizes = [_number(marquee.attr(name)) for name in ("width", "height")]
    speed = _number(marquee.attr("scrollamount"))
    return any(size is not None and size <= TINY_MARQUEE for size in sizes) or (speed or 0) >= RACING_MARQUEE


def _number(text: str) -> int | None:
    found = _NUMBER.match(text.strip())
    return int(found[0]) if found and "%" not in text else None


def _same_colour(tree: Tree, link: Node) -> bool:
    """Whether the link has the colour of the ground it stands on, both written beside it."""
    own = _COLOUR.search(link.attr("style"))
    if own is None:
        return False
    colour = own[1].lower()
    for node in (link, *tree.ancestors(link.index, MAX_CLIMB)):
        ground = _GROUND.search(node.attr("style"))
        shown = ground[1].lower() if ground else node.attr("bgcolor").lower()
        if shown:
            return shown == colour or {shown, colour} <= _WHITE
    return False
