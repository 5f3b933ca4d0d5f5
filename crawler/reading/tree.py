"""One page as flat lists in document order: what every other module of this room reads.

The HTML tree is walked once, without recursion, and left behind. An element knows its parent and where its subtree ends
(`end`), so a subtree is a slice and a question about it is a subtraction of running totals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.reading.repeats import HOLDERS, LOOKS, MAX_HTML, MIN_NODES, Key, Span, repeats
from crawler.reading.words import inserted_text, split_words

TEXT = ""  # tag of a text node
SILENT = frozenset(  # elements whose text is not shown to readers
    {"script", "style", "noscript", "template", "svg", "math", "object", "textarea", "select", "datalist", "title"}
)

BLOCK_TAGS = frozenset(
    """address article aside blockquote body br caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html
    legend li main menu nav ol option p pre search section summary table tbody td tfoot th
    thead tr ul ucapcontent ucaptitle""".split()  # noqa: SIM905
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_TEXT_ID = 2  # lexbor's node ids, stable by its headers
_COMMENT_ID = 4
MAX_NODES = 250_000  # no page a person reads has a tenth of it, and each costs half a kilobyte of memory


class Node:
    """An element, or a run of text (`tag` is TEXT) that is not blank."""

    __slots__ = ("attrs", "end", "index", "parent", "tag", "text", "words")

    def __init__(self, index: int, tag: str, parent: int, text: str, attrs: dict[str, str | None]) -> None:
        self.index = index
        self.tag = tag
        self.parent = parent
        self.end = index + 1  # first node behind the subtree
        self.text = text
        self.attrs = attrs
        self.words = _NO_WORDS  # of class and id, lower case

    def attr(self, name: str) -> str:
        """The attribute's value, "" where it is absent or has none."""
        return self.attrs.get(name) or ""


class Tree:
    """The page's nodes in document order; `scripts` are the script elements (their source is `text`).

    `spans` are the subtrees that other pages have, too, in document order and apart; their nodes are shared between
    pages, so no module changes a node.
    """

    def __init__(self, html: str) -> None:
        self.nodes: list[Node] = []
        self.scripts: list[Node] = []
        self.by_tag: dict[str, list[Node]] = {}
        self.spans: list[Span] = []
        self.cut = False  # MAX_NODES was hit
        self._read(LexborHTMLParser(html).root, LOOKS * len(html) if len(html) <= MAX_HTML else 0)

    def _read(self, root: LexborNode | None, looks: int) -> None:
        nodes = self.nodes
        append = nodes.append
        by_tag = self.by_tag
        node = root
        parents: list[Node] = []
        sources: list[LexborNode] = []  # the same elements in lexbor's tree
        looked_up: list[tuple[Node, Key]] = []  # of the open elements, those to be kept
        while node is not None:
            tag_id = node.tag_id
            child = None
            if tag_id == _TEXT_ID:
                text = node.text_content or ""
                if text and not text.isspace():
                    append(Node(len(nodes), TEXT, parents[-1].index if parents else -1, text, _NO_ATTRS))
                elif nodes and nodes[-1].tag == TEXT:  # a blank between inline elements parts two words
                    last = nodes[-1]
                    nodes[-1] = Node(last.index, TEXT, last.parent, last.text + " ", _NO_ATTRS)
            elif tag_id != _COMMENT_ID:
                tag = node.tag or "?"
                attrs = node.attributes
                key = None
                if looks > 0 and tag in HOLDERS:
                    like = (tag, attrs.get("class"), attrs.get("id"), len(parents))
                    if repeats.worth_a_look(like):
                        key = (node.html or "", len(nodes), parents[-1].index if parents else -1)
                        looks -= len(key[0])
                        span = repeats.find(key, like)
                        if span is not None and len(nodes) + len(span.nodes) < MAX_NODES:
                            self._repeat(span)
                            following = node.next
                            while following is None and parents:
                                self._close(parents.pop(), looked_up)
                                following = sources.pop().next
                            node = following
                            continue
                made = Node(len(nodes), tag, parents[-1].index if parents else -1, "", attrs)
                if attrs and ("class" in attrs or "id" in attrs):
                    made.words = split_words(f"{attrs.get('class') or ''} {attrs.get('id') or ''}")
                append(made)
                if tag in by_tag:
                    by_tag[tag].append(made)
                else:
                    by_tag[tag] = [made]
                if tag == "script":
                    made.text = node.text(deep=True)
                    self.scripts.append(made)
                    shown = "" if "src" in attrs else inserted_text(made.text)
                    if shown:
                        append(Node(len(nodes), TEXT, made.parent, shown, _NO_ATTRS))
                elif tag == "style":
                    made.text = node.text(deep=True)
                else:
                    child = node.first_child
                    if child is not None:
                        parents.append(made)
                        sources.append(node)
                        if key is not None:
                            looked_up.append((made, key))
            if len(nodes) >= MAX_NODES:
                self.cut = True
                break
            if child is not None:
                node = child
                continue
            following = node.next
            while following is None and parents:
                self._close(parents.pop(), looked_up)
                following = sources.pop().next
            node = following
        for left in parents:
            left.end = len(nodes)

    def _repeat(self, span: Span) -> None:
        """Takes over the nodes of a subtree that was met before."""
        self.nodes += span.nodes
        self.scripts += span.scripts
        for tag, members in span.by_tag.items():
            self.by_tag.setdefault(tag, []).extend(members)
        self.spans.append(span)

    def _close(self, element: Node, looked_up: list[tuple[Node, Key]]) -> None:
        """Ends an element, and keeps its subtree if it was looked up in vain."""
        element.end = len(self.nodes)
        if not looked_up or looked_up[-1][0] is not element:
            return
        _, key = looked_up.pop()
        if element.end - element.index < MIN_NODES:
            return
        scripts = [script for script in self.scripts if script.index > element.index]
        span = Span(self.nodes[element.index :], scripts)
        repeats.keep(key, span)
        while self.spans and self.spans[-1].start > span.start:
            self.spans.pop()
        self.spans.append(span)

    def tagged(self, *tags: str) -> list[Node]:
        """The elements with one of the tags, in document order of each tag."""
        return [node for tag in tags for node in self.by_tag.get(tag, ())]

    def select(self, wanted: Callable[[Node], bool]) -> list[Node]:
        """The nodes that a function, which asks of nothing but the node, wants; asked once in what pages repeat."""
        found: list[Node] = []
        begun = 0
        for span in self.spans:
            found += filter(wanted, self.nodes[begun : span.start])
            known = span.memo.get(wanted)
            if known is None:
                known = span.memo[wanted] = list(filter(wanted, span.nodes))
            found += known
            begun = span.end
        found += filter(wanted, self.nodes[begun:])
        return found

    def children(self, index: int) -> Iterator[int]:
        """The indexes of the elements directly in an element."""
        at, end = index + 1, self.nodes[index].end
        while at < end:
            if self.nodes[at].tag != TEXT:
                yield at
            at = self.nodes[at].end

    def ancestors(self, index: int, limit: int) -> Iterator[Node]:
        """The nearest `limit` ancestors of a node, innermost first."""
        nodes = self.nodes
        at = nodes[index].parent
        while at >= 0 and limit > 0:
            yield nodes[at]
            at = nodes[at].parent
            limit -= 1

    def text_of(self, start: int, end: int, joint: str = "") -> str:
        """The visible text of the nodes from `start` to before `end`, runs joined by `joint`."""
        return joint.join(self.runs(start, end))

    def runs(self, start: int, end: int) -> Iterator[str]:
        """The visible runs of text between two indexes."""
        nodes = self.nodes
        at = start
        while at < end:
            node = nodes[at]
            if node.tag == TEXT:
                yield node.text
            elif node.tag in SILENT:
                at = max(node.end, at + 1)
                continue
            at += 1


_NO_WORDS: frozenset[str] = frozenset()
_NO_ATTRS: dict[str, str | None] = {}
