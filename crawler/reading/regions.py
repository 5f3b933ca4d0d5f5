"""Where on the page something stands: header, menu, breadcrumb, main, side, pager, footer.

Witnesses, in order: the element's tag or role, its class and id words, its structure (many short links, the words that
only a page's foot holds). A name alone never decides: a `page` or `top` around the whole page is no pager or header.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from checks.facts import Place
from crawler.reading.repeats import Span
from crawler.reading.tree import SILENT, TEXT, Node, Tree
from crawler.reading.words import (
    ABOUT_ARTICLE,
    BESIDE_WORDS,
    CRUMB_MARKER,
    CRUMB_SEPARATORS,
    FOOTER_TEXT,
    HOME_NAMES,
    PAGER_TEXT,
    PART_WORDS,
    REGION_ROLES,
    REGION_TAGS,
    REGION_WORDS,
)

# Sizes in characters and shares of the page, chosen well outside what real headers, menus and feet measure.
MAX_PLAIN = 400  # plain text in a header, menu or side box
MIN_INFO = 6  # plain characters of a line that names a date or a source
MAX_CRUMB = 200
MAX_PAGER = 300
MAX_BARE_STEPS = 8  # of a breadcrumb that only its shape tells of
MAX_STEP = 30
_ARROW = re.compile(r"[>»›＞→]+")
_BETWEEN = " \t\r\n>»›＞/|·-—→:：\\"
MAX_PAGER_LINKS = 20
MAX_FOOT = 2000
MENU_LINKS = 5
MENU_LINK_CHARS = 8
MENU_MEAN_CHARS = 6.0
MIN_WORDS = 4
MENU_BEFORE = 0.35
HEADER_BEFORE = 0.5
FOOTER_AFTER = 0.4
MAX_SHARE = 0.9  # of a page's nodes: what holds more is the page
MAX_CLIMB = 12
MAX_REGION_NODES = 3_000  # of a menu, pager, breadcrumb or foot; keeps the reading linear on deeply nested pages

_CRUMB_SIGNS = ("首页", "主页", "位置", "位于", ">", "»", "›", "》")
_PAGER_SIGNS = ("下一页", "上一页", "下页", "上页", "尾页", "末页", "createPageHTML", "pagination")
_PARTS = frozenset(["div", "td", "section", "article", "main"])
_TURNS = ("下一页", "上一页", "下页", "上页", "前页", "后页", "尾页", "末页")
_MENU_TAGS = frozenset(["ul", "ol", "table", "tr", "div", "dl", "center", "td"])


class Measures:
    """What each subtree holds: characters outside links, inside links, and the number of links."""

    def __init__(self, tree: Tree) -> None:
        nodes = tree.nodes
        plain: list[int] = []  # before each node
        linked: list[int] = []
        links: list[int] = []
        all_plain = all_linked = all_links = 0
        anchor_end = silent_end = begun = 0
        known: list[Span] = []
        fresh: list[Span] = []
        for span in (*tree.spans, None):
            stop = len(nodes) if span is None else span.start
            for node in nodes[begun:stop]:
                plain.append(all_plain)
                linked.append(all_linked)
                links.append(all_links)
                tag = node.tag
                if tag == TEXT:
                    if node.index < silent_end:
                        continue
                    if node.index < anchor_end:
                        all_linked += len(node.text.strip())
                    else:
                        all_plain += len(node.text.strip())
                elif tag == "a":
                    all_links += 1
                    anchor_end = node.end
                elif node.index >= silent_end and tag in SILENT:
                    silent_end = node.end
            begun = stop
            if span is None or stop < max(anchor_end, silent_end):
                continue
            if _MEASURES not in span.memo:
                fresh.append(span)
                continue
            known.append(span)
            size = span.end - span.start
            plain += [all_plain] * size
            linked += [all_linked] * size
            links += [all_links] * size
            in_plain, in_linked, in_links = span.memo[_MEASURES]
            all_plain += in_plain[0]
            all_linked += in_linked[0]
            all_links += in_links[0]
            begun = span.end
        running = ([*plain, all_plain], [*linked, all_linked], [*links, all_links])
        self._plain, self._linked, self._links = (
            _by_subtree(nodes, before, [(span, span.memo[_MEASURES][number]) for span in known])
            for number, before in enumerate(running)
        )
        for span in fresh:
            span.memo[_MEASURES] = tuple(
                totals[span.start : span.end] for totals in (self._plain, self._linked, self._links)
            )

    def plain(self, node: Node) -> int:
        """Characters in the subtree that are no link's text."""
        return self._plain[node.index]

    def linked(self, node: Node) -> int:
        """Characters in the subtree that are a link's text."""
        return self._linked[node.index]

    def links(self, node: Node) -> int:
        """Links in the subtree."""
        return self._links[node.index]


_MEASURES = "measures"


def _by_subtree(nodes: list[Node], before: list[int], known: list[tuple[Span, list[int]]]) -> list[int]:
    """The totals of each node's subtree, from the running totals before each node, and the known ones of some parts."""
    totals: list[int] = []
    for span, inside in known:
        begun = len(totals)
        totals += [before[node.end] - before[node.index] for node in nodes[begun : span.start]]
        totals += inside
    totals += [before[node.end] - before[node.index] for node in nodes[len(totals) :]]
    return totals


class Claim(NamedTuple):
    """That an element is a part of the page, if it stands where such a part does: what the rest of the page decides."""

    place: Place
    plain: int  # characters outside links
    by_shape: bool = False  # a menu by its links alone

    def holds(self, node: Node, count: int, total: int) -> bool:
        """Whether it holds on a page of `count` nodes and `total` characters outside links."""
        if self.by_shape:
            return node.index < count * MENU_BEFORE
        if self.place in _ANYWHERE:
            return True
        if self.place is Place.FOOTER:
            return node.index >= count * FOOTER_AFTER
        if self.place is Place.HEADER and node.index > count * HEADER_BEFORE:
            return False
        is_small = self.plain < MAX_PLAIN // 4 or self.plain * 2 <= total
        return is_small and node.end - node.index < count * MAX_SHARE


def read_places(tree: Tree, measures: Measures) -> tuple[list[Place], list[Node]]:
    """The place of every node, by index: that of the element around it, where it has none of its own.

    And the elements that are a breadcrumb, or a part of one.
    """
    nodes = tree.nodes
    places = [Place.MAIN] * len(nodes)
    parts: dict[Place, list[Node]] = {}  # the elements with a place of their own
    begun = 0
    for span in tree.spans:
        _place(tree, measures, places, parts, _claimants(tree, measures, nodes[begun : span.start]))
        claimants = span.memo.get("claims")
        if claimants is None:
            claimed = ((node, tuple(claims)) for node, claims in _claimants(tree, measures, span.nodes))
            claimants = span.memo["claims"] = [(node, claims) for node, claims in claimed if claims]
        _place(tree, measures, places, parts, claimants)
        begun = span.end
    _place(tree, measures, places, parts, _claimants(tree, measures, nodes[begun:]))
    trails = parts.get(Place.BREADCRUMB) or _find_crumb(tree, measures, places)
    if Place.FOOTER not in parts:
        _find_foot(tree, measures, places)
    return places, trails


def _place(
    tree: Tree,
    measures: Measures,
    places: list[Place],
    parts: dict[Place, list[Node]],
    claimants: Iterable[tuple[Node, Iterable[Claim]]],
) -> None:
    """Gives the next elements, and all in them, the places that they claim."""
    count = len(tree.nodes)
    total = max(1, measures.plain(tree.nodes[0])) if count else 1
    for node, claims in claimants:
        around = places[node.parent] if node.parent >= 0 else Place.MAIN
        if around in _CLOSED:
            continue
        for claim in claims:
            if claim.holds(node, count, total):
                own = claim.place
                if around is Place.MAIN or own is Place.BREADCRUMB or (own is Place.NAV and around is Place.HEADER):
                    places[node.index : node.end] = [own] * (node.end - node.index)
                    parts.setdefault(own, []).append(node)
                break


def _claimants(tree: Tree, measures: Measures, nodes: Iterable[Node]) -> Iterator[tuple[Node, Iterator[Claim]]]:
    """The elements that may have a place of their own, with what they claim, first choice first."""
    for node in nodes:
        tag = node.tag
        if node.words or (tag in _WITNESSES and (tag in REGION_TAGS or "role" in node.attrs or measures.links(node))):
            yield node, _claims(tree, node, measures)


def _claims(tree: Tree, node: Node, measures: Measures) -> Iterator[Claim]:
    """What an element is by its tag or role; else by its names, or by its shape."""
    plain = measures.plain(node)
    if node.tag in ("header", "footer") and _in_article(tree, node):
        return
    place = REGION_TAGS.get(node.tag) or REGION_ROLES.get(node.attrs.get("role") or "")
    if place is not None:
        if _is_called_crumb(node) and _may_be(tree, node, Place.BREADCRUMB, measures):
            yield Claim(Place.BREADCRUMB, plain)  # a breadcrumb has the tag or role of a navigation, too
        elif _may_be(tree, node, place, measures):
            yield Claim(place, plain)
        return
    if node.words and node.tag not in _NO_REGIONS:
        for place in _places_named(node.words):
            if _may_be(tree, node, place, measures):
                yield Claim(place, plain)
    if node.tag in _MENU_TAGS and _is_menu(tree, node, measures):
        yield Claim(Place.NAV, plain, by_shape=True)
    if node.tag in _PAGER_TAGS and _turns_pages(tree, node, measures):
        yield Claim(Place.PAGER, plain)


def _is_called_crumb(node: Node) -> bool:
    named = not REGION_WORDS[Place.BREADCRUMB].isdisjoint(node.words)
    return named or "breadcrumb" in (node.attrs.get("aria-label") or "").lower()


def _in_article(tree: Tree, node: Node) -> bool:
    """Whether a head or foot is that of an article (`<article><header>`), not the page's."""
    return any(outer.tag == "article" for outer in tree.ancestors(node.index, MAX_CLIMB))


def _turns_pages(tree: Tree, node: Node, measures: Measures) -> bool:
    """A short line of links that all are numbers of pages or words for them."""
    links = measures.links(node)
    if not 1 <= links <= MAX_PAGER_LINKS or node.end - node.index > MAX_PAGER_LINKS * 6:
        return False
    if measures.linked(node) > links * MENU_LINK_CHARS or measures.plain(node) > MAX_PAGER // 4:
        return False
    texts = [
        tree.text_of(inner.index + 1, inner.end).strip()
        for inner in tree.nodes[node.index : node.end]
        if inner.tag == "a"
    ]
    return (
        all(map(PAGER_TEXT.fullmatch, texts))
        and any(text.isdigit() or any(word in text for word in _TURNS) for text in texts)
        and (links > 1 or "页" in tree.text_of(node.index, node.end))
    )


@lru_cache(maxsize=16384)
def _places_named(words: frozenset[str]) -> tuple[Place, ...]:
    """The places that the words of a class and id may mean."""
    of_a_part = not PART_WORDS.isdisjoint(words)
    return tuple(
        place
        for place, names in REGION_WORDS.items()
        if not names.isdisjoint(words) and not (of_a_part and place in _OF_THE_PAGE)
    )


_NO_REGIONS = frozenset(["body", "html", "a", "img", "h1", "form", "input"])
_PAGER_TAGS = frozenset(["div", "p", "ul", "td", "center", "span"])
_WITNESSES = frozenset(REGION_TAGS) | _MENU_TAGS | _PAGER_TAGS
_OF_THE_PAGE = frozenset([Place.HEADER, Place.FOOTER, Place.NAV])
_SEARCHED = frozenset([Place.BREADCRUMB, Place.PAGER, Place.FOOTER])  # whose text is looked into
_ANYWHERE = frozenset([Place.BREADCRUMB, Place.PAGER])  # a page may have them in any part of it
_MAY_HOLD_CRUMB = frozenset([Place.MAIN, Place.HEADER, Place.NAV, Place.SIDE])
_CLOSED = frozenset([Place.BREADCRUMB, Place.FOOTER])  # in which nothing is anything else


def _may_be(tree: Tree, node: Node, place: Place, measures: Measures) -> bool:
    """Whether an element measures and says what such a part of a page does."""
    plain, linked = measures.plain(node), measures.linked(node)
    size = node.end - node.index
    if size > MAX_REGION_NODES and place in _SEARCHED:
        return False
    if place is Place.BREADCRUMB:
        if plain + linked > MAX_CRUMB or not plain + linked:
            return False
        text = tree.text_of(node.index, node.end)
        return any(sign in text for sign in _CRUMB_SIGNS)
    if place is Place.PAGER:
        return plain + linked <= MAX_PAGER and _is_pager(tree, node)
    if place is Place.FOOTER:
        if plain > MAX_FOOT:
            return False
        text = tree.text_of(node.index, node.end)
        return (plain <= MAX_PLAIN and not ABOUT_ARTICLE.search(text)) or FOOTER_TEXT.search(text) is not None
    if plain > MAX_PLAIN:
        return False
    if place is Place.NAV and measures.links(node) < 2:
        return False
    if place is Place.SIDE and plain > linked + MAX_PLAIN // 4:
        return False
    # an article's head (title, date, source) is not the page's
    names_article = plain > MIN_INFO and size <= MAX_REGION_NODES
    return not (names_article and ABOUT_ARTICLE.search(tree.text_of(node.index, node.end)))


def _is_pager(tree: Tree, node: Node) -> bool:
    numbers = 0
    for inner in tree.nodes[node.index : node.end]:
        if inner.tag == "a":
            text = tree.text_of(inner.index + 1, inner.end).strip()
            numbers += text.isdigit()
        elif inner.tag == "script" and any(sign in inner.text for sign in _PAGER_SIGNS):
            return True
    if numbers >= 2:
        return True
    text = tree.text_of(node.index, node.end)
    return any(sign in text for sign in _PAGER_SIGNS) or (numbers == 1 and "页" in text)


def _is_menu(tree: Tree, node: Node, measures: Measures) -> bool:
    """Many links, all of them short, and hardly any text beside them."""
    links = measures.links(node)
    if links < MENU_LINKS or node.end - node.index > MAX_REGION_NODES:
        return False
    linked, plain = measures.linked(node), measures.plain(node)
    if not linked or linked > links * MENU_MEAN_CHARS or plain * 5 > linked:
        return False
    if _has_words_behind(tree, node, measures):
        return False
    return all(
        len(tree.text_of(inner.index + 1, inner.end).strip()) <= MENU_LINK_CHARS
        for inner in tree.nodes[node.index : node.end]
        if inner.tag == "a"
    )


def _has_words_behind(tree: Tree, node: Node, measures: Measures) -> bool:
    """Whether a part without links says or shows something behind the links: then the menu is one part of several."""
    linked = False
    parts = [tree.nodes[at] for at in tree.children(node.index)]
    while len(parts) == 1:
        parts = [tree.nodes[at] for at in tree.children(parts[0].index)]
    for child in parts:
        if measures.links(child):
            linked = True
        elif linked and child.tag in _PARTS and (measures.plain(child) >= MIN_WORDS or _shows(tree, child)):
            return True
    return False


def _shows(tree: Tree, node: Node) -> bool:
    """Whether a part shows pictures: more than one, which is no ornament."""
    return sum(inner.tag == "img" for inner in tree.nodes[node.index : node.end]) > 1


def _find_crumb(tree: Tree, measures: Measures, places: list[Place]) -> list[Node]:
    """The breadcrumb where no name told of it."""
    found = _worded_crumb(tree, measures)
    if found is None or places[found.index] not in _MAY_HOLD_CRUMB:
        found = _bare_crumb(tree, measures, places)
    if found is None:
        return []
    _mark(places, found, Place.BREADCRUMB, _MAY_HOLD_CRUMB)
    return [found]


def _worded_crumb(tree: Tree, measures: Measures) -> Node | None:
    """The breadcrumb by its words (当前位置：…)."""
    for node in tree.nodes:
        if node.tag == TEXT and "位" in node.text and CRUMB_MARKER.match(node.text.strip()):
            for outer in tree.ancestors(node.index, MAX_CLIMB):
                if measures.plain(outer) + measures.linked(outer) > MAX_CRUMB or outer.tag == "body":
                    break
                if measures.links(outer) or _is_trail(tree.text_of(outer.index, outer.end)):
                    return outer
    return None


def _is_trail(text: str) -> bool:
    """Whether a line without a link leads from the home page on: 当前位置：首页 > 政务公开."""
    steps = [step for part in CRUMB_SEPARATORS.split(CRUMB_MARKER.sub("", text, count=1)) if (step := part.strip())]
    return len(steps) > 1 and steps[0] in HOME_NAMES and max(map(len, steps)) <= MAX_STEP


def _bare_crumb(tree: Tree, measures: Measures, places: list[Place]) -> Node | None:
    """The breadcrumb by its shape: 首页 - 政务公开 - 通知公告.

    A short line that begins with the home page and ends in what the page says it is or belongs to.
    """
    names = _own_names(tree)
    for node in tree.tagged("a"):
        if places[node.index] not in (Place.MAIN, Place.HEADER, Place.NAV) or measures.linked(node) > MENU_LINK_CHARS:
            continue
        if tree.text_of(node.index + 1, node.end).strip() not in HOME_NAMES:
            continue
        for outer in tree.ancestors(node.index, MAX_CLIMB):
            if measures.plain(outer) + measures.linked(outer) > MAX_CRUMB or outer.tag == "body":
                break
            inside = tree.nodes[outer.index : outer.end]
            steps = [step for each in inside if each.tag == TEXT and (step := each.text.strip(_BETWEEN))]
            if len(steps) < 2:
                continue
            if len(steps) > MAX_BARE_STEPS or max(map(len, steps)) > MAX_STEP or not HOME_NAMES & set(steps[:2]):
                break
            if steps[-1] in names or _is_arrowed(tree.text_of(outer.index, outer.end), len(steps)):
                return outer
    return None


def _is_arrowed(text: str, steps: int) -> bool:
    """Whether arrows stand between all steps, and at least two of them."""
    return steps > 2 and len(_ARROW.findall(text)) >= steps - 1


def _own_names(tree: Tree) -> set[str]:
    """What a page says it is or belongs to: the parts of its title, its column by the page tag, 正文."""
    names = {"正文"}
    for node in tree.tagged("title"):
        names.update(part.strip() for part in re.split(r"[-_|—–]", tree.text_of(node.index + 1, node.end)))
    for node in tree.tagged("meta"):
        if node.attr("name").lower() == "columnname":
            names.add(node.attr("content").strip())
    return names - {""}


def _find_foot(tree: Tree, measures: Measures, places: list[Place]) -> None:
    """The foot by its words (ICP备, 标识码, 主办单位), where no name told of it."""
    count = len(tree.nodes)
    for node in tree.nodes[int(count * FOOTER_AFTER) :]:
        if node.tag == TEXT and places[node.index] is Place.MAIN and FOOTER_TEXT.search(node.text):
            best = None
            for outer in tree.ancestors(node.index, MAX_CLIMB):
                if (
                    outer.index < count * FOOTER_AFTER
                    or outer.tag in ("body", "html")
                    or measures.plain(outer) > MAX_PLAIN
                ):
                    break
                best = outer
            if best is not None:
                _mark(places, best, Place.FOOTER, {Place.MAIN})


def _mark(places: list[Place], node: Node, place: Place, over: Collection[Place]) -> None:
    for at in range(node.index, node.end):
        if places[at] in over:
            places[at] = place


def mark_sides(tree: Tree, measures: Measures, places: list[Place], anchor: Node) -> None:
    """Columns of links beside the page's content (`anchor`) become SIDE: what stands left or right of it by name."""
    nodes = tree.nodes
    for outer in (anchor, *tree.ancestors(anchor.index, MAX_CLIMB)):
        if outer.parent < 0 or outer.tag in ("body", "html"):
            return
        at = outer.parent + 1
        end = nodes[outer.parent].end
        while at < end:
            beside = nodes[at]
            at = max(beside.end, at + 1)
            if beside is outer or beside.tag == TEXT or BESIDE_WORDS.isdisjoint(beside.words):
                continue
            if measures.links(beside) >= 2 and measures.linked(beside) > measures.plain(beside):
                _mark(places, beside, Place.SIDE, {Place.MAIN})
