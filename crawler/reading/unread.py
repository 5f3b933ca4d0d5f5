"""Why a page's content could not be read, and whether a browser would read more."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from checks.facts import Interactive, Place
from crawler import challenges
from crawler.reading.regions import Measures
from crawler.reading.tree import TEXT, Node, Tree

UNFILLED = "script:list"  # a list that a script may fill; one that was rendered and is still empty is empty
_ROOT_IDS = frozenset(["app", "root", "__nuxt", "__next", "q-app", "main-app"])
_EMPTY_TEXT = 60  # characters of main text below which a page says nothing
_LIST_WORDS = frozenset(
    ["list", "newslist", "news", "lists", "listbox", "ullist", "datalist", "infolist", "articlelist", "gllist", "items"]
)
_LIST_TAGS = frozenset(["ul", "ol", "tbody", "div", "dl", "table"])
_FILLS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|\baxios\b|\bfetch\s*\(|XMLHttpRequest|new\s+Vue\b|createApp\b|\.jpage\s*\(|layui\.use|laytpl|template\s*\("
    r"|\.innerHTML\s*\+?=(?!=)|insertAdjacentHTML\s*\(|\.append(?:Child)?\s*\("
)
_ACTIVE = frozenset(["input", "textarea", "iframe", "embed", "object", "script"])
_FIELDS = frozenset(["file", "password", "email", "tel", "radio", "checkbox", "date"])
_PLACEHOLDER = re.compile(r"\{\{\s*[\w.$'\"|() ]{1,60}\}\}|<%=?\s*[\w.]{1,40}\s*%>|\$\{[\w.]{1,40}\}")


class Obstacle(msgspec.Struct, frozen=True):
    """What stands between the reader and the content: `unread` and `render_reason` of the reading, and a note."""

    unread: str = ""
    render_reason: str = ""
    note: str = ""


def find_obstacle(
    tree: Tree,
    html: str,
    measures: Measures,
    places: list[Place],
    main_text: Callable[[], str],
    has_rows: bool,
    has_requests: bool,
    is_text_page: bool,
) -> Obstacle:
    """Why the page says less than a browser would show; all empty where it was read.

    `main_text` gives its main text without blanks.
    """
    root = tree.nodes[0] if tree.nodes else None
    if root is None:
        return Obstacle()
    total = measures.plain(root) + measures.linked(root)
    challenge = challenges.by_page(html, total, measures.links(root))
    if challenge:
        return Obstacle("challenge", "challenge", f"challenge:{challenge}")
    if has_rows or has_requests or is_text_page:
        return Obstacle()
    main_chars = len(main_text())
    if main_chars <= _EMPTY_TEXT and _framework_root(tree, measures):
        return Obstacle("script", "script:root")
    if main_chars <= _EMPTY_TEXT * 3 and _is_login(tree):
        return Obstacle("login")
    if _unfilled_list(tree, measures, places):
        return Obstacle("script", UNFILLED)
    return Obstacle()


def _framework_root(tree: Tree, measures: Measures) -> bool:
    scripted = bool(tree.scripts)
    return scripted and any(
        node.attr("id") in _ROOT_IDS and measures.plain(node) + measures.linked(node) <= _EMPTY_TEXT
        for node in tree.nodes
        if node.attrs
    )


def _is_login(tree: Tree) -> bool:
    return any(node.tag == "input" and node.attr("type").lower() == "password" for node in tree.nodes)


def _unfilled_list(tree: Tree, measures: Measures, places: list[Place]) -> bool:
    """A container that holds nothing and is named for a list or by a script that fills such; or a raw template."""
    if tree.select(_is_placeholder):
        return True
    empty = empty_lists(tree, measures)
    bare = [
        node
        for node in tree.select(_may_be_filled)
        if places[node.index] is Place.MAIN and not measures.links(node) and not measures.plain(node)
    ]
    for script in tree.scripts:
        fills = _FILLS.search(script.text) is not None
        if empty and (fills or any(node.attr("id") and node.attr("id") in script.text for node in empty)):
            return True
        if fills and any(re.search(rf"['\"#]{re.escape(node.attr('id'))}['\"]", script.text) for node in bare):
            return True
        if script.attr("src") and any(script.parent == node.parent and node.end <= script.index for node in bare):
            return True
    return False


def _is_placeholder(node: Node) -> bool:
    return node.tag == TEXT and "{" in node.text and _PLACEHOLDER.search(node.text[:200]) is not None


def _may_be_filled(node: Node) -> bool:
    """Whether an element has an id by which a script may find it."""
    return node.tag in _LIST_TAGS and bool(node.attrs.get("id"))


def empty_lists(tree: Tree, measures: Measures) -> list[Node]:
    """The containers that are named for a list and hold neither links nor text."""
    return [node for node in tree.select(_is_named_list) if not measures.links(node) and not measures.plain(node)]


def _is_named_list(node: Node) -> bool:
    return node.tag in _LIST_TAGS and not _LIST_WORDS.isdisjoint(node.words)


def interactive(tree: Tree, places: list[Place]) -> Interactive:
    """What the page's main part does beside saying something: a form to fill in, a frame, a script; "" for nothing."""
    found = Interactive.NONE
    lines = 0
    for node in tree.select(_is_active):
        if places[node.index] is not Place.MAIN:
            continue
        kind = node.attr("type").lower()
        if node.tag == "textarea" or kind in _FIELDS:
            return Interactive.FORM
        if node.tag == "input" and kind in ("", "text"):
            lines += 1
            if lines > 1:  # one line alone is a search
                return Interactive.FORM
        elif node.tag in ("iframe", "embed", "object"):
            found = Interactive.FRAME
        elif node.tag == "script" and not found:
            found = Interactive.SCRIPT
    return found


def _is_active(node: Node) -> bool:
    return node.tag in _ACTIVE
