"""Bytes → facts: the one function that reads a page, and the one that reads a list endpoint's answer."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Iterable

import msgspec

from checks.facts import Crumb, Interactive, ItemList, Link, Page, PageType, Place
from crawler.reading import blocks as text_blocks
from crawler.reading import (
    cms,
    columntitle,
    consultations,
    guard,
    guides,
    headline,
    hidden,
    letters,
    links,
    lists,
    marks,
    pagetype,
    published,
    search,
)
from crawler.reading.bare import read_bare
from crawler.reading.body import Body, find_body
from crawler.reading.breadcrumb import read_breadcrumb
from crawler.reading.cms.view import Answer, PageView, Rows
from crawler.reading.dates import china_day
from crawler.reading.encoding import decode
from crawler.reading.footer import footer_text
from crawler.reading.regions import Measures, mark_sides, read_places
from crawler.reading.response import ListRequest, RawResponse, Reading
from crawler.reading.tree import Node, Tree
from crawler.reading.unread import UNFILLED, empty_lists, find_obstacle, interactive
from crawler.urls import SiteScope, absolute, canonical

NODES = "limit:nodes"
TEXT = "limit:text"
HEAD = "script:head"  # a script file writes the home page's head, and what it leads to was not seen
MIN_MENU = 5  # links of a head or menu that the markup holds itself
MAX_TAGS = 200  # <meta name> pairs that are kept
MAX_TAG_VALUE = 2_000  # characters of one
MAX_DEPTH_OF_LINK = 4  # elements between a row's title and its link
_REFRESH = re.compile(r"""^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]+)""", re.I)


def read_page(raw: RawResponse, scope: SiteScope) -> Reading:
    """All that a page says. Never raises on any bytes; `page.unread` and `page.notes` name what could not be read."""
    html, encoding, notes = decode(raw.body, raw.content_type)
    html, limits = guard.tame(html)
    markup = raw.body if encoding == "utf-8" and not limits else html.encode("utf-8", "replace")
    tree = Tree(html)
    all_notes = [*notes, *limits]
    if tree.cut:
        all_notes.append(NODES)
    today = china_day(raw.fetched_at)
    url = raw.final_url or raw.url

    head = _read_head(tree, url, encoding)
    found_links = links.read_links(tree, head.base, encoding, scope)
    if found_links.cut:
        all_notes.append(links.LINKS)
    measures = Measures(tree)
    places, trails = read_places(tree, measures)
    found_lists = lists.read_lists(tree, places, found_links.anchors, today)
    finds = cms.look(
        PageView(
            url=url,
            base=head.base,
            html=html,
            signs=cms.signs_in(markup),
            encoding=encoding,
            tree=tree,
            places=places,
            anchors=found_links.anchors,
            scope=scope,
            today=today,
        )
    )
    all_notes += finds.notes

    blocks = text_blocks.read_blocks(tree, places)
    body = find_body(tree, measures, places, blocks)
    crumbs, says_text = read_breadcrumb(tree, trails, places, found_links.anchors)
    tags = {name.lower(): value.strip() for name, value in reversed(head.tags)}
    section_names = frozenset([tags.get("sitename", ""), tags.get("columnname", ""), *(step.name for step in crumbs)])
    title = headline.find_headline(tree, blocks, body, tags.get("articletitle", ""), head.title, section_names)
    of_a_row = title.start >= 0 and any(outer.tag == "a" for outer in tree.ancestors(title.start, MAX_DEPTH_OF_LINK))
    headed = -1 if of_a_row else title.start  # what holds the page's title is the article, not a list beside it
    ranges = [
        (one.start, one.end)
        for one in found_lists
        if one.dated * 2 >= len(one.items) and one.dated and not one.start < headed < one.end
    ]
    visible, is_weak = published.find_visible(tree, blocks, title, body, ranges, today)
    tagged = published.meta_date(head.tags)
    dates = published.witnesses(visible, is_weak, tagged, raw.listed, url)

    outside = [one for one in found_lists if not _in_body(one, body)]
    witnesses = pagetype.Witnesses(
        url=url,
        is_home=scope.is_home(url) or scope.is_home(raw.url),
        visible_date=visible is not None,
        article_title=bool(headline.key(tags.get("articletitle", "")))
        and headline.key(tags.get("articletitle", "")) not in {headline.key(name) for name in section_names},
        title_is_column=bool(tags.get("columnname")) and tags.get("articletitle") == tags.get("columnname"),
        in_article=_is_in_article(tree, title.start),
        titled=title.start >= 0 and headline.key(title.text) not in {headline.key(name) for name in section_names},
        publication_tag=tagged is not None,
        column_name=bool(tags.get("columnname")),
        body_chars=body.chars if body else 0,
        body_named=bool(body and body.named and body.chars),
        dated_rows=sum(one.dated for one in outside if places[one.container.index] is Place.MAIN)
        + sum(len(one.items) for one in finds.lists),
        rows=sum(len(one.items) for one in outside if places[one.container.index] is Place.MAIN),
        pager=bool(finds.next_pages),
        ends_crumb=bool(crumbs) and _ends_with(crumbs[-1].url or _last_url(crumbs), url),
        crumb_says_text=says_text,
    )
    kind = pagetype.decide(witnesses)
    anchor = _anchor(kind, tree, places, body, outside, blocks, measures)
    if anchor is not None:
        mark_sides(tree, measures, places, anchor)
        for block in blocks:
            if block.owner >= 0:
                block.place = places[block.owner]
    if kind is PageType.HOME and of_a_row:  # a row that begins with the site's name is no name of the home page
        title = headline.of_home(head.title) or title
    if kind is PageType.COLUMN:
        site_names = frozenset([tags.get("sitename", "")])
        rows = anchor.index if anchor is not None else -1
        title = columntitle.of_column(
            title, tree, blocks, crumbs, tags.get("columnname", ""), head.title, site_names, rows
        )
    shown_lists = outside if kind is PageType.ARTICLE else found_lists

    main_text = functools.cache(lambda: _dense(block.text for block in blocks if block.place is Place.MAIN))
    has_rows = any(one.dated and places[one.container.index] is Place.MAIN for one in outside) or bool(finds.lists)
    is_written = witnesses.body_chars >= pagetype.MIN_TEXT
    obstacle = find_obstacle(tree, html, measures, places, main_text, has_rows, bool(finds.requests), is_written)
    if obstacle.note:
        all_notes.append(obstacle.note)

    head_by_script = witnesses.is_home and not raw.rendered and marks.head_by_script(tree, found_links.found)
    if head_by_script:
        menu = sum(places[link.node.index] in (Place.NAV, Place.HEADER) for link in found_links.anchors)
        all_notes += [HEAD] if menu < MIN_MENU else []
    targets = {link.node.index: link.url for link in found_links.anchors if link.url}
    selectors = text_blocks.Selectors(tree)
    suspects = hidden.suspects(tree, found_links.found, selectors)
    shown_text, cut = text_blocks.to_facts(blocks, selectors, targets)
    if cut:
        all_notes.append(TEXT)
    footer = footer_text(tree, blocks)
    names = (title.text, _column_name(tags.get("columnname", ""), crumbs, kind), *(step.name for step in crumbs))
    is_text = kind in (PageType.ARTICLE, PageType.OTHER)
    guide = guides.read_guide(html, title.text, names) if is_text else None
    page = Page(
        url=raw.url,
        final_url=url,
        status=raw.status,
        fetched_at=raw.fetched_at,
        type=kind,
        encoding=encoding,
        title=title.text,
        published=dates[0].date if dates and kind in (PageType.ARTICLE, PageType.OTHER) else None,
        dates=dates,
        source=headline.find_source(blocks, title, body, tags.get("contentsource", "")),
        breadcrumb=crumbs,
        column_name=names[1],
        tags=head.tags,
        blocks=shown_text,
        links=links.to_facts(found_links, places) + _row_links(finds.lists, scope) + _refresh_link(head, scope),
        lists=lists.to_facts(shown_lists, places, blocks, found_links.anchors, bool(finds.next_pages))
        + tuple(finds.lists),
        footer=footer,
        content_hash=_hash(body, blocks, main_text, kind),
        rendered=raw.rendered,
        unread="" if raw.rendered and obstacle.render_reason == UNFILLED else obstacle.unread,
        notes=tuple(dict.fromkeys(all_notes)),
        hidden_links=hidden.judge(suspects),
        marks=marks.identity_marks(markup, found_links.found, blocks, footer, raw.rendered),
        closes_on=consultations.closing_day(names, blocks, dates[0].date if dates else None) if is_text else None,
        letter=letters.read_letter(names, blocks, dates, tree) if is_text else None,
        guide=guide,
        guide_marks=guides.marks(blocks) if guide else (),
        interactive=interactive(tree, places) if kind is not PageType.ARTICLE else Interactive.NONE,
        feedback=consultations.read_feedback(names, blocks) if is_text else None,
        searches=search.search_forms(tree, head.base, encoding, found_links.anchors)
        if search.may_hold_search(url, witnesses.is_home)
        else (),
    )
    frames = [frame for frame in found_links.frames if scope.is_internal(frame)]
    if head.refresh and head.refresh not in frames:
        frames.append(head.refresh)
    return Reading(
        page=page,
        requests=tuple(finds.requests),
        frames=tuple(frames),
        next_pages=tuple(finds.next_pages),
        foot_files=()
        if raw.rendered
        else tuple(marks.foot_files(tree, found_links.found, head.base, page.marks, scope)),
        suspects=suspects,
        style_files=hidden.style_files(tree, head.base, encoding, scope) if suspects.links else (),
        bare=read_bare(tree, sum(len(block.text) for block in shown_text), head.base, head.refresh, encoding),
        render_reason="" if raw.rendered else obstacle.render_reason,
        head_by_script=head_by_script,
    )


def read_list(request: ListRequest, body: bytes, page: Page, scope: SiteScope) -> ItemList:
    """The rows in an endpoint's answer to one of the requests of `page`'s reading; no rows where it holds none.

    Raises ValueError for a request that no module can read.
    """
    rows = _rows(request, body, page, scope)
    return ItemList(tuple(rows.items), Place.MAIN, "", "endpoint", rows.total > len(rows.items))


def further_requests(request: ListRequest, body: bytes, page: Page, scope: SiteScope) -> tuple[ListRequest, ...]:
    """The requests for the rest of the list, where the answer to a first request says how long it is."""
    return tuple(cms.further(request, _rows(request, body, page, scope)))


def _rows(request: ListRequest, body: bytes, page: Page, scope: SiteScope) -> Rows:
    text, encoding, _ = decode(body)
    answer = Answer(
        text=text, base=page.final_url or page.url, encoding=encoding, scope=scope, today=china_day(page.fetched_at)
    )
    try:
        return cms.read_answer(request.reader, answer)
    except KeyError:
        raise ValueError(f"no module reads answers of {request.reader!r}; ask with a request of a reading") from None


class Head(msgspec.Struct):
    """What the page says in elements that readers do not see."""

    title: str = ""
    base: str = ""
    refresh: str = ""
    tags: tuple[tuple[str, str], ...] = ()


def _read_head(tree: Tree, url: str, encoding: str) -> Head:
    head = Head(base=url)
    tags: list[tuple[str, str]] = []
    for node in tree.tagged("base"):
        if node.attr("href").strip():
            head.base = absolute(url, node.attr("href"), encoding) or url
            break
    for node in tree.tagged("title"):
        if node.parent >= 0 and tree.nodes[node.parent].tag != "svg":
            head.title = " ".join(tree.text_of(node.index + 1, node.end).split())
            break
    for node in tree.tagged("meta"):
        name, content = node.attr("name") or node.attr("property"), node.attr("content")
        if name and len(tags) < MAX_TAGS:
            tags.append((name.strip(), content[:MAX_TAG_VALUE]))
        elif node.attr("http-equiv").lower() == "refresh" and not head.refresh and not _in_noscript(tree, node):
            found = _REFRESH.match(content)
            target = absolute(head.base, found[1].strip(), encoding) if found else None
            if target and canonical(target) != canonical(url):
                head.refresh = target
    head.tags = tuple(tags)
    return head


def _in_noscript(tree: Tree, node: Node) -> bool:
    while node.parent >= 0:
        node = tree.nodes[node.parent]
        if node.tag == "noscript":
            return True
    return False


def _refresh_link(head: Head, scope: SiteScope) -> tuple[Link, ...]:
    """Where a refresh takes the reader: an address like one that is clicked, and as dead if it is dead."""
    return (Link(head.refresh, "", Place.MAIN, links.kind_of(head.refresh, scope)),) if head.refresh else ()


def _row_links(found: list[ItemList], scope: SiteScope) -> tuple[Link, ...]:
    """The links of rows that a script would show."""
    return tuple(
        Link(item.url, item.title, one.place, links.kind_of(item.url, scope))
        for one in found
        for item in one.items
        if item.url
    )


def _in_body(one: lists.FoundList, body: Body | None) -> bool:
    """Whether a list stands in running text (attachments, tables), not around it."""
    if body is None or body.chars < pagetype.MIN_TEXT:
        return False
    return body.node.index <= one.start and one.end <= body.node.end


def _last_url(crumbs: tuple[Crumb, ...]) -> str:
    return next((step.url for step in reversed(crumbs) if step.url), "")


def _ends_with(address: str, url: str) -> bool:
    return bool(address) and canonical(address) == canonical(url)


def _is_in_article(tree: Tree, at: int) -> bool:
    """Whether the title's node stands in an <article> that is the page's only one."""
    articles = list(tree.tagged("article"))
    return len(articles) == 1 and articles[0].index < at < articles[0].end


def _anchor(
    kind: PageType,
    tree: Tree,
    places: list[Place],
    body: Body | None,
    found: list[lists.FoundList],
    blocks: list[text_blocks.TextBlock],
    measures: Measures,
) -> Node | None:
    """What the page is about: an article's body, a column's longest dated list, or the list it has no rows for."""
    if kind is PageType.HOME:
        return None
    if kind is PageType.ARTICLE and body is not None:
        return body.node
    # hot news beside a short list may be longer than it: what follows the breadcrumb goes before what precedes it
    trail = next((at for at in range(len(places) - 1, -1, -1) if places[at] is Place.BREADCRUMB), -1)
    dated = [one for one in found if one.dated]
    behind = [one for one in dated if one.start > trail]
    if dated and not behind:
        own = next((one for one in blocks if one.start > trail and one.place is Place.MAIN and one.row_link >= 0), None)
        if own is not None and own.owner >= 0:
            return tree.nodes[own.owner]  # a list of one row
    longest = max(behind or dated, key=lambda one: one.dated, default=None)
    if longest is not None:
        return longest.container
    empty = empty_lists(tree, measures)
    pagers = (node for node in tree.nodes if places[node.index] is Place.PAGER)
    return empty[0] if empty else next(pagers, None)


def _column_name(tag: str, crumbs: tuple[Crumb, ...], kind: PageType) -> str:
    """The column a page is or belongs to: as tagged, else the last step of the breadcrumb."""
    if tag:
        return tag
    steps = [step for step in crumbs if step.url] if kind is PageType.ARTICLE else list(crumbs)
    return steps[-1].name if len(steps) > 1 else ""


def _dense(texts: Iterable[str]) -> str:
    """The texts as one, without blanks."""
    return "".join("".join(texts).split())


def _hash(body: Body | None, blocks: list[text_blocks.TextBlock], main_text: Callable[[], str], kind: PageType) -> str:
    """A fingerprint of what the page itself says: the article's text, else all main text."""
    if kind is PageType.ARTICLE and body is not None and body.chars >= pagetype.MIN_TEXT:
        text = _dense(block.text for block in blocks if body.start <= block.start < body.end)
    else:
        text = main_text()
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest() if text else ""
