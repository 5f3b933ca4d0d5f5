"""The element that holds an article's text: by its name where a system gives it one, else where the sentences are."""

from __future__ import annotations

from bisect import bisect_left

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.regions import Measures
from crawler.reading.tree import Node, Tree
from crawler.reading.words import ABOUT_ARTICLE, BODY_NAMES, BODY_TAGS

MIN_PARAGRAPH = 20  # characters of a block that counts as running text
MIN_BODY = 40
HEAD_LINES = 8  # blocks between a title and its text at most
MAX_ABOUT = 60  # characters at whose start a line about the article says so
NAMED_SHARE = 0.5  # of the densest element's text that a named container must hold to be believed
_NO_BODY = frozenset(["body", "html", "a", "span", "ul", "li", "img", "input"])
INNER_SHARE = 0.9  # of a named container's text that an inner one must hold to be taken instead


class Body:
    """Where an article's text stands: its element, and the indexes of its first and last text."""

    __slots__ = ("chars", "end", "named", "node", "start")

    def __init__(self, node: Node, start: int, end: int, chars: int, named: bool) -> None:
        self.node = node
        self.start = start
        self.end = end
        self.chars = chars
        self.named = named


def find_body(tree: Tree, measures: Measures, places: list[Place], blocks: list[TextBlock]) -> Body | None:
    """The body of the page, None where there is no running text and no container named for it."""
    named = _named(tree, measures, places)
    dense = _densest(tree, blocks)
    node = named
    if dense is not None and (named is None or measures.plain(named) < NAMED_SHARE * measures.plain(dense)):
        node = dense
    if node is None:
        return None
    is_named = node is named
    chars = measures.plain(node)
    if not is_named and chars < MIN_BODY:
        return None
    start = node.index if is_named else _first_paragraph(node, blocks)
    return Body(node, start, node.end, chars, is_named)


def _named(tree: Tree, measures: Measures, places: list[Place]) -> Node | None:
    best: Node | None = None
    best_chars = -1
    for node in tree.select(_is_named):
        if places[node.index] is not Place.MAIN:
            continue
        chars = measures.plain(node)
        if best is None or chars > best_chars or (node.index < best.end and chars >= INNER_SHARE * best_chars):
            best, best_chars = node, chars
    return best


def _is_named(node: Node) -> bool:
    """Whether an element is named as one that holds an article's text."""
    if not node.words:
        return node.tag in BODY_TAGS
    return node.tag in BODY_TAGS or not (BODY_NAMES.isdisjoint(node.words) or node.tag in _NO_BODY)


def _densest(tree: Tree, blocks: list[TextBlock]) -> Node | None:
    scores: dict[int, float] = {}
    nodes = tree.nodes
    for block in blocks:
        size = len(block.text) - block.link_chars
        if size < MIN_PARAGRAPH or block.place is not Place.MAIN or block.owner < 0 or block.hidden:
            continue
        owner = nodes[block.owner]
        share = float(size)
        for at in (owner.index, owner.parent, nodes[owner.parent].parent if owner.parent >= 0 else -1):
            if at < 0 or nodes[at].tag in ("html", "#document"):
                break
            scores[at] = scores.get(at, 0.0) + (share * 0.9 if at == owner.index else share)
            share = share / 2 if at != owner.index else share
    if not scores:
        return None
    return nodes[max(scores, key=lambda at: (scores[at], at))]


def _first_paragraph(node: Node, blocks: list[TextBlock]) -> int:
    for block in blocks:
        if node.index <= block.start < node.end and is_paragraph(block):
            return block.start
    return node.index


def text_start(blocks: list[TextBlock], headline_start: int, headline_end: int, body: Body | None) -> int:
    """The number of the first block of the text: behind title, date and source where the body holds these as well."""
    if body is None:
        return len(blocks)
    first = first_behind(blocks, body.start)
    if not body.start <= headline_start < body.end:
        return first
    inside = first_behind(blocks, headline_end)
    for at in range(inside, min(inside + HEAD_LINES, len(blocks))):
        if is_paragraph(blocks[at]) or blocks[at].start >= body.end:
            return at
    return inside


def first_behind(blocks: list[TextBlock], index: int) -> int:
    """The number of the first block that begins at a node or behind it, that of all blocks where none does."""
    return bisect_left(blocks, index, key=lambda block: block.start)


def is_paragraph(block: TextBlock) -> bool:
    """Whether a block is running text, and not a line about the article (source, date, counters)."""
    return len(block.text) - block.link_chars >= 2 * MIN_PARAGRAPH and not ABOUT_ARTICLE.search(block.text[:MAX_ABOUT])
