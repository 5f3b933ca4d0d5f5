"""What pages repeat: header, menu, side and foot stand on every page of a site, and are read from their tree once.

A subtree of the same markup that begins at the same place in the list of nodes, in the same parent, has the same nodes:
they are kept, and with them (`memo`) what other modules made of them alone. What depends on the rest of the page is
asked anew on every page. Which elements are worth the look is learned: one whose like was hardly ever met again is no
longer looked up.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.reading.tree import Node

HOLDERS = frozenset(["div", "header", "nav", "footer", "aside", "section", "ul", "ol", "dl", "table", "form", "center"])
MIN_NODES = 12  # a smaller subtree is read as quickly as it is looked up
MAX_KEPT = 40_000  # nodes, some 15 MB
CHARACTERS_A_NODE = 100  # of markup, which is kept as well
MAX_HTML = 1_000_000  # characters of a page; a larger one repeats none
LOOKS = 4  # a page's markup is put together anew as often, at most, to be looked up
TRIALS = 8  # sights of an element's like before it may be given up
WORTH = 3  # it is kept on with if one sight in so many was met before
MAX_LIKES = 5_000  # of whose sights a count is kept

Like = tuple[str, str | None, str | None, int]  # tag, class, id, depth
Key = tuple[str, int, int]  # markup, index of the first node, index of its parent


class Span:
    """The nodes of one subtree: [start, end) of a page's nodes. `memo` is the modules', by keys of their own."""

    __slots__ = ("by_tag", "end", "memo", "nodes", "scripts", "start")

    def __init__(self, nodes: list[Node], scripts: list[Node]) -> None:
        self.start = nodes[0].index
        self.end = self.start + len(nodes)
        self.nodes = nodes
        self.scripts = scripts
        self.by_tag: dict[str, list[Node]] = {}
        for node in nodes:
            if node.tag:
                self.by_tag.setdefault(node.tag, []).append(node)
        self.memo: dict[Any, Any] = {}


class Repeats:
    """The subtrees met last, MAX_KEPT nodes in all."""

    def __init__(self) -> None:
        self._spans: OrderedDict[Key, Span] = OrderedDict()
        self._kept = 0
        self._likes: dict[Like, list[int]] = {}  # sights, and how many of them were met before

    def worth_a_look(self, like: Like) -> bool:
        """Whether an element like this should be looked up. Counts the sight if so."""
        counts = self._likes.get(like)
        if counts is None:
            if len(self._likes) >= MAX_LIKES:
                self._likes.clear()
            counts = self._likes[like] = [0, 0]
        if counts[0] >= TRIALS and counts[1] * WORTH < counts[0]:
            return False
        counts[0] += 1
        return True

    def find(self, key: Key, like: Like) -> Span | None:
        """The subtree, if it was met before."""
        span = self._spans.get(key)
        if span is not None:
            self._spans.move_to_end(key)
            self._likes[like][1] += 1
        return span

    def keep(self, key: Key, span: Span) -> None:
        """Keeps a subtree that was not found for the pages to come."""
        self._spans[key] = span
        self._kept += _size(key, span)
        while self._kept > MAX_KEPT:
            self._kept -= _size(*self._spans.popitem(last=False))


def _size(key: Key, span: Span) -> int:
    return max(len(span.nodes), len(key[0]) // CHARACTERS_A_NODE)


repeats = Repeats()  # of this process, which inspects one site
