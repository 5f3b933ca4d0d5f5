"""Lists of items: rows of like structure that each lead somewhere, with their dates.

Found from the links up: the row of a link is its list item, table row, or the largest element that holds no other
titled link; rows under one parent are a list. So ul, dl, tables, nested tables and bare divs need no case of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from itertools import accumulate

from checks.facts import ItemList, ListItem, Place
from crawler.reading.blocks import TextBlock
from crawler.reading.dates import row_date, split_title
from crawler.reading.links import MAX_PAGER_TEXT, FoundLink
from crawler.reading.repeats import Span
from crawler.reading.tree import BLOCK_TAGS, HEADINGS, SILENT, TEXT, Node, Tree
from crawler.reading.words import BUTTON_TEXT, MORE_TEXT, NEIGHBOUR, PAGER_TEXT, PINNED, PINNED_IMAGE, PINNED_WORDS

MAX_CLIMB = 8
MAX_ROW = 600  # characters of a row, title and summary included
MAX_ROWS = 2_000  # rows of one list that are read
MAX_HEADING = 20
MAX_BESIDE = 150  # characters beside the title of a lone row; a summary has fewer
MAX_LINKLESS = 40  # nodes of a row without a link
MIN_TITLE = 2
MIN_CELL_LIST = 4  # links in one cell that are a list, and no row's department, title and button
MIN_LONE_TITLE = 6  # a single undated row must at least look like a title
LINK_SHARE = 0.5  # of an undated list's text that must be links
LONG_LINK = 40  # a link longer than this may hold title, summary and date

_ROW_TAGS = frozenset(["li", "tr", "dd", "dt", "article"])
_CONTAINER_TAGS = frozenset(["ul", "ol", "dl", "tbody", "table", "body", "form", "main", "section", "html"])
_FRAMES = _ROW_TAGS | _CONTAINER_TAGS
_PLACES = frozenset([Place.MAIN, Place.SIDE])
_DATE_ONLY = re.compile(r"[\s\d\-/.:年月日时分秒\[\]()（）【】〔〕|·]+")
_RECORD_LABEL = re.compile(
    r"索引号|发布机构|生成日期|发文日期|成文日期|发文字号|文号|主题分类|发布日期\s*[:：]|名\s*称\s*[:：]|有效性|截止"
    r"|(?:实施|施行|生效|失效|废止|公开|印发|签发)日期|(?:日期|时间)\s*[\]】]"
)
_TITLE_CLASS = frozenset(["title", "tit", "bt", "name", "list-title", "news-title"])
_MARKS = " \t·•●■◆▪>»›-—*※→"


class Row:
    """A row while the page is being read."""

    __slots__ = ("links", "node")

    def __init__(self, node: Node, links: list[FoundLink]) -> None:
        self.node = node
        self.links = links


class FoundList:
    """A list while the page is being read: its container and what its rows say."""

    __slots__ = ("container", "dated", "end", "items", "start")

    def __init__(self, container: Node, start: int, end: int, items: list[ListItem]) -> None:
        self.container = container
        self.start = start
        self.end = end
        self.items = items
        self.dated = sum(1 for item in items if item.date is not None)


class Known:
    """The lists in a part that pages repeat, with what else they depend on: day, places and links."""

    __slots__ = ("end", "given", "lists", "start", "titled")

    def __init__(self, span: Span, given: tuple[dt.date, list[Place], list[FoundLink]], titled: list[int]) -> None:
        self.start = span.start
        self.end = span.end
        self.given = given
        self.titled = titled  # the nodes of the links that are titles
        self.lists: list[FoundList] = []


def read_lists(tree: Tree, places: list[Place], anchors: list[FoundLink], reference: dt.date) -> list[FoundList]:
    """The lists in main and side places, in document order."""
    found: list[FoundList] = []
    titled: list[FoundLink] = []  # outside of the repeated parts that are known
    marked: list[int] = []  # the nodes of all titled links
    fresh: list[Known] = []
    begun = 0
    for span in tree.spans:
        first, end = (bisect_left(anchors, at, key=lambda link: link.node.index) for at in (span.start, span.end))
        titled += _titled(tree, places, anchors[begun:first])
        given = (reference, places[span.start : span.end], anchors[first:end])
        known: Known | None = span.memo.get("lists")
        if known is not None and known.given == given:
            marked += known.titled
            found += known.lists
        else:
            links = _titled(tree, places, anchors[first:end])
            titled += links
            if _stands_apart(tree, span, links):
                known = span.memo["lists"] = Known(span, given, [link.node.index for link in links])
                fresh.append(known)
        begun = end
    titled += _titled(tree, places, anchors[begun:])
    marked += (link.node.index for link in titled)
    marks = [0] * (len(tree.nodes) + 1)
    for at in marked:
        marks[at + 1] = 1
    counts = list(accumulate(marks))
    made = _linked(tree, titled, counts, reference)
    for known in fresh:
        known.lists += (one for one in made if known.start <= one.container.index < known.end)
    found += made
    found += _linkless(tree, places, counts, reference)
    found.sort(key=lambda one: one.start)
    return found


def _titled(tree: Tree, places: list[Place], anchors: list[FoundLink]) -> list[FoundLink]:
    """The links that may be the title of a row."""
    return [
        link
        for link in anchors
        if places[link.node.index] in _PLACES and _is_title(link.text) and not _is_neighbour(tree, link.node)
    ]


def _stands_apart(tree: Tree, span: Span, links: list[FoundLink]) -> bool:
    """Whether a part's rows are the same on every page: it holds several, and what makes them rows is in the part."""
    frames = (
        next((outer for outer in tree.ancestors(link.node.index, MAX_CLIMB) if outer.tag in _FRAMES), None)
        for link in links
    )
    return len(links) > 1 and all(frame is not None and frame.index >= span.start for frame in frames)


def _linked(tree: Tree, titled: list[FoundLink], counts: list[int], reference: dt.date) -> list[FoundList]:
    """The lists whose rows have a link, in no particular order."""
    rows: dict[int, Row] = {}
    for link in titled:
        node = _row_of(tree, link.node, counts)
        row = rows.get(node.index)
        if row is None:
            rows[node.index] = Row(node, [link])
        else:
            row.links.append(link)
    groups: dict[tuple[int, str], list[Row]] = {}
    for row in rows.values():
        parent = row.node.parent
        if row.node.tag == "td":  # cells that are items, over all lines of the table
            parent = tree.nodes[parent].parent
        groups.setdefault((parent, row.node.tag), []).append(row)
    return [
        made
        for (parent, _), members in groups.items()
        if parent >= 0 and (made := _make_list(tree, tree.nodes[parent], members, counts, reference))
    ]


def _is_title(text: str) -> bool:
    return (
        len(text) >= MIN_TITLE
        and not (len(text) <= MAX_PAGER_TEXT and (MORE_TEXT.fullmatch(text) or PAGER_TEXT.fullmatch(text)))
        and not BUTTON_TEXT.fullmatch(text)
        and not NEIGHBOUR.match(text)
    )


def _is_neighbour(tree: Tree, anchor: Node) -> bool:
    """Whether a link is that to the article before or after this one, which no list shows."""
    before = tree.nodes[anchor.index - 1]
    return before.tag == TEXT and len(before.text) <= MAX_PAGER_TEXT * 2 and bool(NEIGHBOUR.match(before.text))


def _row_of(tree: Tree, anchor: Node, counts: list[int]) -> Node:
    row = None
    for outer in tree.ancestors(anchor.index, MAX_CLIMB):
        if outer.tag in _ROW_TAGS:
            row = outer
            break
        if outer.tag in _CONTAINER_TAGS:
            break
    if row is not None:
        if row.tag == "tr" and counts[row.end] - counts[row.index] > 1:
            return _cell_row(tree, anchor, row, counts)
        return _promote(tree, row, counts)
    return _alone(tree, anchor, counts)


def _alone(tree: Tree, anchor: Node, counts: list[int]) -> Node:
    """The largest element around a link that holds no other titled link."""
    row = anchor
    for outer in tree.ancestors(anchor.index, MAX_CLIMB // 2):
        if outer.tag in _CONTAINER_TAGS or counts[outer.end] - counts[outer.index] > 1:
            break
        row = outer
    return row


def _cell_row(tree: Tree, anchor: Node, row: Node, counts: list[int]) -> Node:
    """The cell, where several cells of a table row hold an item each; else the table row."""
    cells = [
        outer for outer in tree.ancestors(anchor.index, MAX_CLIMB) if outer.tag == "td" and outer.parent == row.index
    ]
    if not cells:
        return row
    inside = counts[cells[0].end] - counts[cells[0].index]
    if inside > 1:  # the cell may hold a whole list, as where tables lay out the page
        own = _alone(tree, anchor, counts)
        if own.tag in BLOCK_TAGS or inside >= MIN_CELL_LIST:
            return own
    several = counts[row.end] - counts[row.index] > 2 or _in_two_columns(tree, row, counts)
    return cells[0] if inside == 1 and several else row


def _in_two_columns(tree: Tree, row: Node, counts: list[int]) -> bool:
    """Whether a table row of two links is two items: each link in a cell of its own, beside its date or alone."""
    cells = [tree.nodes[at] for at in tree.children(row.index) if tree.nodes[at].tag == "td"]
    linked = [cell for cell in cells if counts[cell.end] > counts[cell.index]]
    texts = [tree.text_of(cell.index, cell.end).strip() for cell in linked]
    if len(linked) != 2 or min(map(len, texts)) < MIN_LONE_TITLE:
        return False
    if all(split_title(text)[1] for text in texts):
        return True
    return not any(tree.text_of(cell.index, cell.end).strip(_MARKS) for cell in cells if cell not in linked)


def _promote(tree: Tree, row: Node, counts: list[int]) -> Node:
    """A row that is alone in its table or list, one of many such: the outermost element that holds it alone."""
    best = row
    for outer in tree.ancestors(row.index, MAX_CLIMB):
        if counts[outer.end] - counts[outer.index] > 1:
            return best if best.tag in ("tr", "table", "li", "ul", "td", "div", "dl") else row
        if outer.tag in ("body", "main", "section", "form"):
            break
        best = outer
    return row


def _make_list(tree: Tree, container: Node, rows: list[Row], counts: list[int], reference: dt.date) -> FoundList | None:
    items: list[ListItem] = []
    ends = [row.node.index for row in rows[1:]] + [container.end]
    dated = chars = linked = 0
    longest = 0
    for row, following in zip(rows[:MAX_ROWS], ends, strict=False):
        start = row.node.index
        if row.node.tag == "a":
            end = _bare_end(tree, row.node, following)
        else:  # what a term's descriptions say is of its row
            end = following if row.node.tag == "dt" else row.node.end
        item, size = _read_row(tree, row, start, end, counts, reference)
        if item is None:
            continue
        items.append(item)
        dated += item.date is not None
        chars += size
        longest = max(longest, size - len(item.title))
        linked += len(item.title)
    if not items:
        return None
    if len(items) == 1 and _is_article(tree, rows[0], longest):
        return None
    if dated * 2 < len(items):
        undated_lone = len(items) == 1 and (rows[0].node.tag != "li" or len(items[0].title) < MIN_LONE_TITLE)
        if undated_lone or linked < chars * LINK_SHARE:
            return None
    return FoundList(container, rows[0].node.index, rows[-1].node.end, items)


def _is_article(tree: Tree, row: Row, beside: int) -> bool:
    """Whether a lone row is a text with a link in it: much text (`beside` characters), or words before the link."""
    if row.node.tag in _ROW_TAGS and row.node.tag != "tr":
        return False
    if beside > MAX_BESIDE:
        return True
    if row.node.tag == "tr":
        return False
    first = min(link.node.index for link in row.links)
    return any(
        len(text.strip(_MARKS)) > MIN_TITLE and not _DATE_ONLY.fullmatch(text)
        for text in tree.runs(row.node.index, first)
    )


def _bare_end(tree: Tree, anchor: Node, following: int) -> int:
    """Where the row of a link without an element of its own ends: before the next link or line."""
    at = anchor.end
    while at < following and tree.nodes[at].tag not in BLOCK_TAGS:
        at = max(tree.nodes[at].end, at + 1)
    return min(at, following)


def _read_row(
    tree: Tree, row: Row, start: int, end: int, counts: list[int], reference: dt.date
) -> tuple[ListItem | None, int]:
    """The item of a row, and the number of characters the row shows."""
    nodes = tree.nodes
    if counts[end] - counts[start] > len(row.links):
        end = _before_nested(tree, start, end)
    main = max(row.links, key=lambda link: len(link.text))
    anchors = {link.node.index for link in row.links if link.url == main.url or link is main}
    pieces: list[str] = []
    pinned = not PINNED_WORDS.isdisjoint(row.node.words)
    size = 0
    at = start
    while at < end:
        node = nodes[at]
        if node.tag == TEXT:
            text = node.text.strip()
            if text:
                pieces.append(text)
                size += len(text)
                if size > MAX_ROW:
                    return None, size
        elif at in anchors:
            size += len(main.text) if at == main.node.index else 0
            at = node.end
            continue
        elif node.tag in SILENT:
            at = max(node.end, at + 1)
            continue
        elif node.tag == "img" and (PINNED_IMAGE.search(node.attr("src")) or "置顶" in node.attr("alt")):
            pinned = True
        at += 1
    if pieces and NEIGHBOUR.match(pieces[0]):
        return None, size
    title, inside = _title(tree, main)
    date = row_date([*inside, *pieces], reference, main.url)
    lead = "".join(pieces[:1])
    if PINNED.search(title) or PINNED.match(lead):
        pinned = True
        title = PINNED.sub("", title).strip()
    title = title.strip(_MARKS) or title
    return (ListItem(title, main.url, date, pinned) if title else None), size


def _before_nested(tree: Tree, start: int, end: int) -> int:
    for at in range(start + 1, end):
        if tree.nodes[at].tag in ("ul", "ol", "dl", "table"):
            return at
    return end


def _title(tree: Tree, link: FoundLink) -> tuple[str, list[str]]:
    """The title in a link's text, and what else the link says (a date, a summary)."""
    node = link.node
    if node.end - node.index > 2:
        pieces: list[str] = []
        headline = ""
        for at in range(node.index + 1, node.end):
            inner = tree.nodes[at]
            if inner.tag == TEXT:
                text = " ".join(inner.text.split())
                if text:
                    pieces.append(text)
            elif not headline and (inner.tag in HEADINGS or not _TITLE_CLASS.isdisjoint(inner.words)):
                headline = " ".join(tree.text_of(at, inner.end).split())
        dates = [piece for piece in pieces if _DATE_ONLY.fullmatch(piece)]
        if dates or (headline and len(link.text) > LONG_LINK):
            words = [piece for piece in pieces if not _DATE_ONLY.fullmatch(piece)]
            longest = " ".join(words) if len(link.text) <= LONG_LINK or len(words) < 2 else words[0]
            shown = headline if headline and not _DATE_ONLY.fullmatch(headline) else longest
            full = node.attr("title").strip()
            if full and shown.rstrip("….") and full.startswith(shown.rstrip("….")):
                shown = full
            title, date = split_title(shown)
            return title or link.text, [*dates, date] if date else dates
    title, date = split_title(link.text)
    return title, [date] if date else []


def _linkless(tree: Tree, places: list[Place], counts: list[int], reference: dt.date) -> list[FoundList]:
    """Rows that carry a title and a date but no link at all."""
    groups: dict[int, list[tuple[Node, ListItem]]] = {}
    for node in tree.tagged("li", "tr"):
        if places[node.index] is not Place.MAIN or counts[node.end] != counts[node.index]:
            continue
        if node.end - node.index > MAX_LINKLESS:
            continue
        pieces = [text for run in tree.runs(node.index, node.end) if (text := " ".join(run.split()))]
        text = " ".join(pieces)
        if not 8 <= len(text) <= MAX_ROW // 3 or not any(c.isdigit() for c in text) or _RECORD_LABEL.search(text):
            continue
        if any(inner.tag == "a" for inner in tree.nodes[node.index : node.end]):
            continue
        words = [piece for piece in pieces if not _DATE_ONLY.fullmatch(piece)]
        title, inside = split_title(max(words, key=len, default=""))
        date = row_date([piece for piece in pieces if _DATE_ONLY.fullmatch(piece)] + [inside], reference)
        if date and len(title) >= MIN_LONE_TITLE:
            groups.setdefault(node.parent, []).append((node, ListItem(title.strip(_MARKS), "", date)))
    return [
        FoundList(tree.nodes[parent], rows[0][0].index, rows[-1][0].end, [item for _, item in rows])
        for parent, rows in groups.items()
        if parent >= 0 and len(rows) >= 2
    ]


def to_facts(
    lists: list[FoundList], places: list[Place], blocks: list[TextBlock], anchors: list[FoundLink], paged: bool
) -> tuple[ItemList, ...]:
    """The lists as facts, with their headings; `paged` says that the page has a pager."""
    if not lists:
        return ()
    starts = [block.start for block in blocks]
    mores = [link.node.index for link in anchors if link.more]
    main = max(
        (one for one in lists if places[one.container.index] is Place.MAIN),
        key=lambda one: len(one.items),
        default=None,
    )
    out = []
    previous_end = 0
    for one in lists:
        heading, from_index = _heading(blocks, starts, one, previous_end)
        near = bisect_left(mores, from_index)
        has_more = near < len(mores) and mores[near] <= one.end + 6
        out.append(
            ItemList(
                tuple(one.items), places[one.container.index], heading, "html", has_more or (paged and one is main)
            )
        )
        previous_end = one.end
    return tuple(out)


def _heading(blocks: list[TextBlock], starts: list[int], one: FoundList, after: int) -> tuple[str, int]:
    """The short line before a list and where it stands."""
    at = bisect_left(starts, one.start) - 1
    steps = 0
    while at >= 0 and steps < 3 and blocks[at].start >= after:
        block = blocks[at]
        if MORE_TEXT.fullmatch(block.text):
            at -= 1
            steps += 1
            continue
        text = re.sub(r"\s*(?:更多|more)\s*[>»+›.]*$", "", block.text, flags=re.I).strip()
        if 2 <= len(text) <= MAX_HEADING and block.place is Place.MAIN:
            return text, block.start
        break
    return "", one.start
