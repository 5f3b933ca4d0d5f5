"""Links off the site that a reader cannot see: what hides them, by inline style, structure and style sheet.

Only links that leave the site for a host that government pages do not hide for good reasons are looked at, and only
their ancestors, so a page without any costs nothing. What the page alone tells is judged at once (`hidden_links`); the
suspects can be judged again with the site's own style sheet files, once they have come (`judge`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from checks import tables
from checks.facts import HiddenLink, LinkKind
from crawler.reading.blocks import Selectors
from crawler.reading.links import FoundLink
from crawler.reading.styles import INHERITED, Element, Sheets
from crawler.reading.tree import BLOCK_TAGS, Node, Tree
from crawler.reading.words import split_words
from crawler.urls import SiteScope, absolute

MAX_HIDDEN = 200  # of one page
MAX_SUSPECTS = 500
MAX_CLIMB = 40  # ancestors
MAX_STYLE_FILES = 8  # of a page
TINY_MARQUEE = 5  # pixels: nothing can be read in a strip of this size
RACING_MARQUEE = 500  # scrollamount: gone before it can be read
OPAQUE_NAMES = ("id", "class", "role", "aria-hidden", "data-toggle", "data-target")
_NOTHING = r"(?:0(?:\.0+)?\s*(?:px|pt|r?em|%)?|[01](?:\.\d+)?\s*p[xt])\s*(?:!|;|$)"  # nothing, or a pixel
_FAR = r"-\s*\d{3,}(?:\.\d+)?\s*(?:px|em|pt|rem)"
# technique → pattern of the style that hides an element and all in it
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
# technique → the properties by which another state of the page would show what it hides
_UNDONE_BY: Mapping[str, tuple[str, ...]] = {
    "display_none": ("display",),
    "invisible": ("visibility", "opacity"),
    "off_screen": ("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "position"),
    "tiny_text": ("font-size",),
    "transparent": ("color",),
    "no_size": ("width", "height", "overflow"),
}
_PLACES = frozenset({"left", "top", "right", "bottom"})
_PLACED = frozenset({"absolute", "fixed", "relative", "sticky"})
_RELATIVE = re.compile(r"em$|%$|inherit|larger|smaller")  # what a smaller size is measured by
_COLOUR = re.compile(r"[#\w]+")
MAX_BETWEEN = 40  # nodes between the script that opens a hiding element and a link in it
_WRITTEN = re.compile(
    r"""document\.write(?:ln)?\(\s*(["'])\s*<(?:div|span|p|font|ul|li|marquee)\b[^<]*?style=\\?["']?([^<>]*)>\s*\1\s*\)""",
    re.I,
)
_NUMBER = re.compile(r"\d+")
_WHITE = frozenset({"#fff", "#ffffff", "white"})
_BY_SCRIPT = re.compile(
    r"""(?:getElementById\(\s*["']([\w-]+)["']\s*\)\s*\.\s*style\s*\.\s*(?:display\s*=\s*["']none|visibility\s*=\s*["']hidden)"""
    r"""|\$\(\s*["']\#([\w-]+)["']\s*\)\s*\.\s*(?:hide\(\s*\)|css\(\s*["']display["']\s*,\s*["']none))"""
)


class Suspect(NamedTuple):
    """A link off the site: its place in the table of elements, and what is to be told of it."""

    element: int
    url: str
    text: str
    selector: str


class Suspects(NamedTuple):
    """The links of a page that may be hidden, with all that stands around them."""

    links: tuple[Suspect, ...] = ()
    elements: tuple[Element, ...] = ()
    strips: frozenset[int] = frozenset()  # elements that are strips too small or too fast to be read
    named: frozenset[int] = frozenset()  # elements with a name that may show them
    spans: tuple[tuple[int, int], ...] = ()  # where each element begins and ends
    inside: tuple[int, ...] = ()  # the places of the links into the site
    scripts: str = ""  # the text of the page's own scripts
    sheets: tuple[str, ...] = ()  # its own style elements, and what its scripts hide


NONE = Suspects()


def suspects(tree: Tree, found: list[FoundLink], selectors: Selectors) -> Suspects:
    """The links that leave the site for a host that nobody vouches for, in document order."""
    away = [
        link
        for link in found
        if link.kind is LinkKind.EXTERNAL and link.node.tag in ("a", "area", "iframe") and not _is_trusted(link.url)
    ]
    if not away:
        return NONE
    table: list[Element] = []
    places: dict[int, int] = {}  # node → place in the table
    nodes: list[Node] = []
    for link in away[:MAX_SUSPECTS]:
        parent = -1
        for node in (*reversed(list(tree.ancestors(link.node.index, MAX_CLIMB))), link.node):
            if node.index not in places:
                script = _opening_script(tree, node) if node is link.node else None
                if script is not None:
                    table.append(Element("div", "", frozenset(), _written_style(script), parent))
                    nodes.append(script)
                    parent = len(table) - 1
                places[node.index] = len(table)
                table.append(_element(node, parent))
                nodes.append(node)
            parent = places[node.index]
    scripts = " ".join(script.text for script in tree.scripts if "src" not in script.attrs)
    by_script = []
    if any(element.id and element.id in scripts for element in table):
        by_script = [f"#{found[1] or found[2]}{{display:none}}" for found in _BY_SCRIPT.finditer(scripts)]
    return Suspects(
        links=tuple(
            Suspect(places[link.node.index], link.url, link.text, selectors.path(link.node.index))
            for link in away[:MAX_SUSPECTS]
        ),
        elements=tuple(table),
        strips=frozenset(at for at, node in enumerate(nodes) if node.tag == "marquee" and _unreadable(node)),
        named=frozenset(at for at, node in enumerate(nodes) if any(name in node.attrs for name in OPAQUE_NAMES)),
        spans=tuple((node.index, node.end) for node in nodes),
        inside=tuple(link.node.index for link in found if link.kind is LinkKind.PAGE and link.node.tag == "a"),
        scripts=scripts,
        sheets=(*(node.text for node in tree.tagged("style")), *([" ".join(by_script)] if by_script else [])),
    )


def _opening_script(tree: Tree, link: Node) -> Node | None:
    """The script before a link that writes the beginning of an element, and leaves its end to another script."""
    at = link.index - 1
    while at > 0 and link.index - at <= MAX_BETWEEN:
        node = tree.nodes[at]
        if node.tag == "script":
            return node if _written_style(node) else None
        if node.tag in BLOCK_TAGS:
            return None
        at -= 1
    return None


def _written_style(script: Node) -> str:
    """The style of the element that a script begins."""
    written = _WRITTEN.search(script.text)
    return written[2].rstrip("\\'\" ") if written else ""


def style_files(tree: Tree, base: str, encoding: str, scope: SiteScope) -> tuple[str, ...]:
    """The addresses of the site's own style sheet files that a page asks for."""
    found = [
        absolute(base, node.attrs.get("href"), encoding)
        for node in tree.tagged("link")
        if "stylesheet" in node.attr("rel").lower().split() and "print" not in node.attr("media").lower()
    ]
    return tuple(dict.fromkeys(url for url in found if url and scope.is_internal(url)))[:MAX_STYLE_FILES]


_MOVED = frozenset({"off_screen", "no_size"})  # what scripts bring into sight


def judge(given: Suspects, files: Iterable[str] = ()) -> tuple[HiddenLink, ...]:
    """The suspects that nothing on the page shows, in document order; `files` are the texts of style sheet files."""
    if not given.links:
        return ()
    sheets = Sheets([*files, *given.sheets])
    computed = [sheets.declared(given.elements, at) for at in range(len(given.elements))]
    hidden: list[HiddenLink] = []
    for link in given.links:
        if len(hidden) >= MAX_HIDDEN:
            break
        by = _hider(given, computed, link.element)
        if by is None:
            continue
        at, technique = by
        styled = technique in _UNDONE_BY and _technique(given.elements[at].style) != technique
        effect = (styled or technique in _MOVED) and _is_effect(given, sheets, computed[at], at, technique)
        if styled or effect:  # a floating advertisement begins outside of the screen by its own style
            styled, anonymous = True, not effect
        else:
            anonymous = at not in given.named
        hidden.append(HiddenLink(link.url, technique, link.text, link.selector, anonymous, styled))
    return tuple(hidden)


def _hider(given: Suspects, computed: list[dict[str, str]], link: int) -> tuple[int, str] | None:
    """The element that hides a link, and how."""
    inner: set[str] = set()  # inherited properties that something further in sets anew
    at = link
    while at >= 0:
        own = {name: value for name, value in computed[at].items() if name not in inner}
        if at != link:
            own.pop("color", None)  # a link has a colour of its own
        # a style attribute may lean on a sheet that did not come
        unsaid = "absolute" if _technique(given.elements[at].style) == "off_screen" else ""
        if own.keys() & _PLACES and own.get("position", unsaid) not in _PLACED:
            own = {name: value for name, value in own.items() if name not in _PLACES}
        technique = _technique(";".join(f"{name}:{value}" for name, value in own.items()))
        if technique:
            return at, technique
        if at in given.strips:
            return at, "marquee"
        inner |= {
            name
            for name in INHERITED & own.keys()
            if not (name == "font-size" and _RELATIVE.search(own[name])) and own[name] != "inherit"
        }
        at = given.elements[at].parent
    return (link, "same_colour") if _same_colour(given, computed, link) else None


def _is_effect(given: Suspects, sheets: Sheets, own: Mapping[str, str], at: int, technique: str) -> bool:
    """Whether a style sheet hides an element for a reason that readers profit from.

    A name of an effect, or one that scripts speak of; a picture for a text; links into the site, as menus hold them; a
    state of the page in which the element is shown.
    """
    element = given.elements[at]
    begin, end = given.spans[at]
    names = [name for name in (*element.classes, element.id) if name]
    effects = tables.data("hidden_links.yaml")["effects"].split()
    return (
        not split_words(" ".join(names)).isdisjoint(effects)
        or any(name in given.scripts for name in names)
        or any(begin < place < end for place in given.inside)
        or any("url(" in own.get(name, "") for name in ("background", "background-image"))
        or sheets.shown_in_a_state(given.elements, at, _UNDONE_BY[technique])
    )


def _element(node: Node, parent: int) -> Element:
    style = node.attr("style")
    if "hidden" in node.attrs:
        style = f"display:none;{style}"
    if "bgcolor" in node.attrs:
        style = f"background-color:{node.attr('bgcolor')};{style}"
    if node.tag == "iframe" and all(node.attr(name).removesuffix("px") in ("0", "1") for name in ("width", "height")):
        style = f"width:0;height:0;overflow:hidden;{style}"  # one of them alone may be for a script to fill in
    return Element(node.tag, node.attr("id"), frozenset(node.attr("class").split()), style, parent)


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


def _same_colour(given: Suspects, computed: list[dict[str, str]], link: int) -> bool:
    """Whether the link has the colour of the ground it stands on, both written beside it."""
    colour = computed[link].get("color", "")
    at = link if _COLOUR.fullmatch(colour) and "color" in given.elements[link].style.lower() else -1
    while at >= 0:
        style = given.elements[at].style.lower()
        ground = computed[at].get("background-color") or computed[at].get("background") or ""
        shown = _COLOUR.match(ground)
        if shown and "background" in style:
            return shown[0] == colour or {shown[0], colour} <= _WHITE
        if ground:
            return False  # a sheet's ground, maybe with a picture
        at = given.elements[at].parent
    return False


def _is_trusted(url: str) -> bool:
    return _is_trusted_host(urlsplit(url).hostname or "")


@lru_cache(maxsize=4096)
def _is_trusted_host(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in tables.data("hidden_links.yaml")["hosts"])
