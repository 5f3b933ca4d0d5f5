"""The page's text in blocks: runs that no block border cuts, in reading order."""

from __future__ import annotations

import re

from checks.facts import Block, Place
from crawler.reading.repeats import Span
from crawler.reading.tree import BLOCK_TAGS, SILENT, TEXT, Node, Tree
from crawler.reading.words import is_notice

MAX_TEXT = 500_000  # characters of a page that are judged: some novels
MAX_STEPS = 12  # of a selector, from the nearest id
MAX_NOTICE = 80  # characters of a hidden "you are leaving this site" sentence

_PLAIN_ID = re.compile(r"[A-Za-z_][\w-]*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_INVISIBLE = re.compile("[\u200b\ufeff]")
# the label of a date, source or count in an element of its own, which only a style sets apart from what is before it
_INFO_LABEL = re.compile(
    r"[\[【(（]?(?:[\u4e00-\u9fff]{0,4}(?:时\s?间|日\s?期|来\s?源|作\s?者)|(?:浏览|阅读|点击|访问|人气)\S{0,2}|字[号体]|(?:责任)?编辑|审核)\s*[:：]"
)
# a date in an element of its own: <span>某局</span><span>2024年1月11日</span>
_ONLY_A_DATE = re.compile(r"\s*20\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*")
# what beside a link makes a block more than that link's text: a word, not the row's date, number or mark
_WORD = re.compile(r"[^\W\d_年月日]")


class TextBlock:
    """A block while the page is being read: its text and which nodes it came from."""

    __slots__ = ("end", "fact", "hidden", "link", "link_chars", "owner", "place", "row_link", "start", "text")

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        owner: int,
        place: Place,
        link: int,
        row_link: int,
        link_chars: int,
        hidden: bool,
    ) -> None:
        self.text = text
        self.start = start  # index of the first text node
        self.end = end  # index behind the last text node
        self.owner = owner  # index of the block element it stands in, -1 for none
        self.place = place
        self.link = link  # index of the one <a> that holds the whole text, -1 for none
        self.row_link = row_link  # index of the one <a> that holds the text but for a date or number, -1 for none
        self.link_chars = link_chars
        self.hidden = hidden
        self.fact: Block | None = None  # what was made of it last


def read_blocks(tree: Tree, places: list[Place]) -> list[TextBlock]:
    """All visible blocks. Scripts, styles and external-link notices are left out."""
    nodes = tree.nodes
    blocks: list[TextBlock] = []
    parts: list[str] = []
    borders: list[tuple[int, int]] = [(len(nodes) + 1, -1)]  # (end, index) of the block elements around us
    border_end, owner = borders[0]
    anchor, anchor_end = -1, -1
    hidden_end = -1
    start = end = 0
    link, link_chars = -1, 0
    mixed = False
    beside: list[str] = []  # texts outside links
    at = 0
    count = len(nodes)
    spans = iter(tree.spans)
    span = next(spans, None)
    fresh: list[Span] = []  # spans that are blocks of their own, whatever stands around them
    while at <= count:
        node = nodes[at] if at < count else None
        closing = at >= border_end
        breaks = node is None or closing or (node.tag in BLOCK_TAGS)
        if breaks and parts:
            text = " ".join("".join(parts).split())
            if "\u200b" in text or "\ufeff" in text:
                text = _INVISIBLE.sub("", text)
            if text and not (len(text) <= MAX_NOTICE and is_notice(text)):
                place = places[owner] if owner >= 0 else Place.MAIN
                row_link = -1 if link < 0 or mixed or _WORD.search("".join(beside)) else link
                whole = -1 if beside else row_link
                blocks.append(
                    TextBlock(text, start, end, owner, place, whole, row_link, link_chars, start < hidden_end)
                )
            parts.clear()
            beside.clear()
            link, link_chars, mixed = -1, 0, False
        if node is None:
            break
        while at >= border_end:
            borders.pop()
            border_end, owner = borders[-1]
        tag = node.tag
        if span is not None and at >= span.start:
            repeated, span = span, next(spans, None)
            if at == repeated.start and tag in BLOCK_TAGS and at >= anchor_end and at >= hidden_end:
                known: list[TextBlock] | None = repeated.memo.get("blocks")
                if known is None:
                    fresh.append(repeated)
                else:
                    for block in known:
                        block.place = places[block.owner]
                    blocks += known
                    at = repeated.end
                    continue
        if tag == TEXT:
            text = node.text
            if not parts:
                start = at
            else:
                before = nodes[at - 1]
                if before.tag != TEXT and (
                    _INFO_LABEL.match(text.lstrip()) or _is_icon(before, at) or _ONLY_A_DATE.fullmatch(text)
                ):
                    parts.append(" ")
            end = at + 1
            if at >= anchor_end:
                beside.append(text)
            else:
                link_chars += len(text)
                if link < 0:
                    link = anchor
                elif link != anchor:
                    mixed = True
            parts.append(text)
            at += 1
            continue
        if tag in SILENT:
            at = max(node.end, at + 1)
            continue
        attrs = node.attrs
        if tag in BLOCK_TAGS:
            if tag != "br" and tag != "hr":
                borders.append((node.end, at))
                border_end, owner = node.end, at
        elif tag == "a":
            anchor, anchor_end = at, node.end
        if (
            attrs
            and at >= hidden_end
            and ("hidden" in attrs or ("style" in attrs and _HIDDEN.search(attrs["style"] or "")))
        ):
            hidden_end = node.end
        at += 1
    for repeated in fresh:
        repeated.memo["blocks"] = [block for block in blocks if repeated.start <= block.start < repeated.end]
    return blocks


def _is_icon(node: Node, at: int) -> bool:
    """Whether an element that ends at a node is a picture that a style draws: <i class="icon-eye"></i>."""
    return node.tag == "i" and node.end == at and "class" in node.attrs


class Selectors:
    """CSS paths from the nearest id, as evidence of where something stands."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._steps: dict[int, str] = {}
        self._made: dict[int, tuple[str, int]] = {}  # path and its number of steps
        self._spans: list[tuple[Span, tuple[str, tuple[str, int]]]] = []  # with the place of each on this page
        for span in tree.spans:
            self.path(span.start)
            place = ("paths", self._made[span.start])
            self._made |= span.memo.get(place, {})
            self._spans.append((span, place))

    def remember(self) -> None:
        """Keeps the paths inside subtrees that other pages have, too."""
        for span, place in self._spans:
            if place not in span.memo:
                start, end = span.start, span.end
                span.memo[place] = {index: made for index, made in self._made.items() if start <= index < end}

    def _step(self, node: Node) -> str:
        """The element's tag, with its number among its like siblings where it has any."""
        step = self._steps.get(node.index)
        if step is None:
            nodes = self._tree.nodes
            groups: dict[str, list[int]] = {}
            at = node.parent + 1
            end = nodes[node.parent].end if node.parent >= 0 else len(nodes)
            while at < end:
                if nodes[at].tag != TEXT:
                    groups.setdefault(nodes[at].tag, []).append(at)
                at = nodes[at].end
            for tag, members in groups.items():
                if len(members) == 1:
                    self._steps[members[0]] = tag
                else:
                    for number, member in enumerate(members, 1):
                        self._steps[member] = f"{tag}:nth-of-type({number})"
            step = self._steps[node.index]
        return step

    def path(self, index: int) -> str:
        """The selector of the element `index`; "" for none."""
        known = self._made.get(index)
        if known is not None:
            return known[0]
        if index < 0:
            return ""
        nodes = self._tree.nodes
        chain: list[int] = []
        path, count = "", 0
        at = index
        rooted = True
        while True:
            made = self._made.get(at)
            if made is not None and made[1] + len(chain) <= MAX_STEPS:
                path, count = made
                break
            node = nodes[at]
            name = node.attrs.get("id")
            if name and len(name.split()) == 1:
                path, count = f"#{name}" if _PLAIN_ID.fullmatch(name) else f'[id="{_quoted(name)}"]', 1
                self._made[at] = (path, count)
                break
            chain.append(at)
            if node.tag == "body" or node.parent < 0:
                break
            if len(chain) >= MAX_STEPS:
                rooted = False
                break
            at = node.parent
        for at in reversed(chain):
            step = self._step(nodes[at])
            path = f"{path} > {step}" if path else step
            count += 1
            if rooted or at == index:
                self._made[at] = (path, count)
        return path


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def to_facts(blocks: list[TextBlock], selectors: Selectors, targets: dict[int, str]) -> tuple[tuple[Block, ...], bool]:
    """The blocks as facts, up to MAX_TEXT characters, and whether there was more.

    `targets` gives the address of the <a> at an index.
    """
    facts: list[Block] = []
    left = MAX_TEXT
    for block in blocks:
        selector = selectors.path(block.owner)
        link = targets.get(block.row_link, "") if block.row_link >= 0 else ""
        fact = block.fact
        if fact is None or fact.place is not block.place or fact.link != link or fact.selector != selector:
            fact = block.fact = Block(block.text, block.place, selector, link)
        facts.append(fact)
        left -= len(block.text)
        if left <= 0:
            facts[-1] = Block(block.text[: len(block.text) + left], block.place, selector, link)
            break
    selectors.remember()
    return tuple(facts), left < 0 or len(facts) < len(blocks)
