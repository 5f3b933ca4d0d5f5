"""Every address a page asks a reader or a browser to fetch, with its text and where it stands."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.facts import Link, LinkKind, Place
from crawler.reading.tree import SILENT, TEXT, Node, Tree
from crawler.reading.words import LAST_TEXT, MORE_TEXT, NEXT_TEXT
from crawler.urls import SiteScope, absolute, origin, script_address

MAX_LINKS = 20_000  # of one page; a page a person made has some hundreds
LINKS = "limit:links"
MAX_PAGER_TEXT = 12  # characters of a link to another page of a list, or to the rest of it
MAX_TEXT = 500  # characters of a link's text that are kept

ATTACHMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|ceb|rtf|txt|csv|zip|rar|7z|tar|gz|tgz|mp[34]|wav|wma|avi|wmv|flv|mov|m4v|swf|apk)$"
    r"|(?:/down(?:load|file)?\w*\.(?:jsp|aspx?|php|do|action)|/system/_content/download)",
    re.I,
)
IMAGE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|tiff?|avif)$", re.I)
_FILE_PARAMETER = re.compile(
    r"[?&](?:file|filename|filepath|path|url|name)=[^&]*\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar)(?:&|$)", re.I
)

# The closed list of what is an address: (tag, attribute) → what kind of thing it asks for ("" for a page to read).
_SOURCES: dict[str, tuple[tuple[str, LinkKind], ...]] = {
    "a": (("href", LinkKind.PAGE),),
    "area": (("href", LinkKind.PAGE),),
    "iframe": (("src", LinkKind.PAGE),),
    "frame": (("src", LinkKind.PAGE),),
    "img": (("src", LinkKind.IMAGE),),
    "input": (("src", LinkKind.IMAGE),),
    "script": (("src", LinkKind.ASSET),),
    "embed": (("src", LinkKind.ATTACHMENT),),
    "video": (("src", LinkKind.ATTACHMENT), ("poster", LinkKind.IMAGE)),
    "audio": (("src", LinkKind.ATTACHMENT),),
    "source": (("src", LinkKind.ATTACHMENT),),
}
_IN_HEAD = frozenset(["link", "script"])  # no reader sees them, wherever they stand
_FRAMES = frozenset(["frame", "iframe"])  # each address is read once a page
_LINKS_OF = "links"
_LOOKED_AT = frozenset([*_SOURCES, "link"]) | SILENT
_GOES = re.compile(r"open|location|href|jump|goto", re.I)  # a script that goes to the chosen address
_CLICKED = frozenset(["div", "li", "tr", "td", "p", "span", "dd", "dt", "h3", "h4"])
_LINK_RELATIONS = frozenset(["stylesheet", "icon", "apple-touch-icon", "manifest"])
_CUT = ("…", "...", "..", "。。。")
_SRCSET_URL = re.compile(r"[\s,]*([^\s]+)")
_WHITE = " \t\n\f\r"


class FoundLink:
    """A link while the page is being read: its node and what it says."""

    __slots__ = ("fact", "href", "kind", "more", "node", "text", "turns", "url")

    def __init__(self, node: Node, url: str, href: str, text: str, kind: LinkKind) -> None:
        self.node = node
        self.url = url
        self.href = href
        self.text = text
        self.kind = kind
        is_short = len(text) <= MAX_PAGER_TEXT
        self.more = is_short and MORE_TEXT.fullmatch(text) is not None  # leads to the rest of a list
        self.turns = is_short and (text.isdigit() or bool(NEXT_TEXT.fullmatch(text) or LAST_TEXT.fullmatch(text)))
        self.fact: Link | None = None  # what was made of it last


class Links:
    """All links in document order; `anchors` are the <a> and <area>, also those that lead nowhere (url "")."""

    def __init__(self) -> None:
        self.found: list[FoundLink] = []
        self.anchors: list[FoundLink] = []
        self.frames: list[str] = []
        self.cut = False


def read_links(tree: Tree, base: str, encoding: str, scope: SiteScope) -> Links:
    """The links of a page, resolved against `base`."""
    out = Links()
    silent_end = begun = 0
    for span in tree.spans:
        silent_end = _read(out, tree, begun, span.start, silent_end, base, encoding, scope)
        begun = span.end
        if silent_end > span.start:
            silent_end = _read(out, tree, span.start, span.end, silent_end, base, encoding, scope)
            continue
        known = span.memo.get((_LINKS_OF, origin(base), encoding, scope))
        if known is None:
            counts = len(out.found), len(out.anchors)
            silent_end = _read(out, tree, span.start, span.end, silent_end, base, encoding, scope)
            if not out.cut and all(
                _stands_alone(node) for node in span.nodes if node.tag in _LOOKED_AT or "onclick" in node.attrs
            ):
                made = out.found[counts[0] :], out.anchors[counts[1] :]
                span.memo[_LINKS_OF, origin(base), encoding, scope] = made
        elif len(out.found) + len(known[0]) > MAX_LINKS:
            silent_end = _read(out, tree, span.start, span.end, silent_end, base, encoding, scope)
        else:
            out.found += known[0]
            out.anchors += known[1]
    _read(out, tree, begun, len(tree.nodes), silent_end, base, encoding, scope)
    return out


def _stands_alone(node: Node) -> bool:
    """Whether what an element asks for does not depend on the page's own address, nor on what else is asked for."""
    attrs = node.attrs
    if (
        node.tag in _FRAMES
        or "onchange" in attrs
        or "onclick" in attrs
        or "srcset" in attrs
        or "data-href" in attrs
        or "data-url" in attrs
    ):
        return False
    return all(
        not address or address.startswith(("/", "#", "http://", "https://"))
        for address in (attrs.get("href"), attrs.get("src"), attrs.get("poster"))
    )


def _read(
    out: Links, tree: Tree, start: int, end: int, silent_end: int, base: str, encoding: str, scope: SiteScope
) -> int:
    """Reads the links of the nodes from `start` to before `end`; where the silent element that is open there ends."""
    for node in tree.nodes[start:end]:
        tag = node.tag
        if node.index < silent_end:
            continue
        if tag not in _LOOKED_AT:
            if node.attrs and "onclick" in node.attrs and tag in _CLICKED:
                _clicked(out, tree, node, base, encoding, scope)
            continue
        if tag in SILENT and tag not in ("script", "object"):
            if tag == "select" and "onchange" in node.attrs:
                _choices(out, tree, node, base, encoding, scope)
            silent_end = node.end
            continue
        if tag == "link":
            _head_link(out, node, base, encoding, scope)
            continue
        sources = _SOURCES.get(tag)
        if sources is None:
            continue
        if len(out.found) >= MAX_LINKS:
            out.cut = True
            break
        if tag == "a" or tag == "area":
            _anchor(out, tree, node, base, encoding, scope)
            continue
        if tag == "input" and node.attr("type").lower() != "image":
            continue
        for attribute, kind in sources:
            url = absolute(base, node.attrs.get(attribute), encoding)
            if url is None:
                continue
            if kind is LinkKind.PAGE:
                if url not in out.frames:
                    out.frames.append(url)
                kind = kind_of(url, scope)
            elif tag == "source" and _inside(tree, node, "picture"):
                kind = LinkKind.IMAGE
            _add(out, node, url, node.attr(attribute), node.attr("alt"), kind, scope)
        if tag in ("img", "source") and "srcset" in node.attrs:
            for address in srcset_addresses(node.attr("srcset")):
                url = absolute(base, address, encoding)
                if url is not None:
                    _add(out, node, url, address, node.attr("alt"), LinkKind.IMAGE, scope)
    return silent_end


def _inside(tree: Tree, node: Node, tag: str) -> bool:
    return node.parent >= 0 and tree.nodes[node.parent].tag == tag


def _head_link(out: Links, node: Node, base: str, encoding: str, scope: SiteScope) -> None:
    relations = node.attr("rel").lower().split()
    if _LINK_RELATIONS.isdisjoint(relations):
        return
    url = absolute(base, node.attrs.get("href"), encoding)
    if url is not None:
        _add(out, node, url, node.attr("href"), "", LinkKind.ASSET, scope)


def _anchor(out: Links, tree: Tree, node: Node, base: str, encoding: str, scope: SiteScope) -> None:
    href = node.attr("href")
    url = absolute(base, href, encoding)
    if url is None:
        url = _scripted(node, href, base, encoding)
    text = anchor_text(tree, node)
    if url is None:
        out.anchors.append(FoundLink(node, "", href, text, LinkKind.PAGE))
        return
    link = FoundLink(node, url, href, text, kind_of(url, scope))
    out.found.append(link)
    out.anchors.append(link)


def _clicked(out: Links, tree: Tree, node: Node, base: str, encoding: str, scope: SiteScope) -> None:
    """A row or box that leads somewhere when it is clicked, and holds no link of its own."""
    address = script_address(node.attr("onclick"))
    url = absolute(base, address, encoding) if address else None
    if url is None or any(inner.tag == "a" and inner.attr("href") for inner in tree.nodes[node.index : node.end]):
        return
    link = FoundLink(node, url, "", anchor_text(tree, node), kind_of(url, scope))
    out.found.append(link)
    out.anchors.append(link)


def _choices(out: Links, tree: Tree, node: Node, base: str, encoding: str, scope: SiteScope) -> None:
    """The addresses of a drop-down list that opens what is chosen (友情链接)."""
    if not _GOES.search(node.attr("onchange")):
        return
    for option in tree.nodes[node.index + 1 : node.end]:
        value = option.attr("value").strip() if option.tag == "option" else ""
        if not value.startswith(("http://", "https://", "/", "./", "../")) or len(out.found) >= MAX_LINKS:
            continue
        url = absolute(base, value, encoding)
        if url is not None:
            text = anchor_text(tree, option)
            out.found.append(FoundLink(option, url, value, text, kind_of(url, scope)))


def _scripted(node: Node, href: str, base: str, encoding: str) -> str | None:
    """The literal address behind a link that navigates by script."""
    script = ""
    stripped = href.strip()
    if stripped[:11].lower() == "javascript:":
        script = stripped[11:]
    elif stripped and not stripped.startswith("#"):
        return None
    for code in (node.attr("onclick"), script):
        address = script_address(code) if code else None
        if address:
            return absolute(base, address, encoding)
    for attribute in ("data-href", "data-url"):
        if node.attr(attribute):
            return absolute(base, node.attr(attribute), encoding)
    return None


def anchor_text(tree: Tree, node: Node) -> str:
    """What a link says: its text, its title where the text is cut short, the alt of an image where there is no text."""
    if node.end == node.index + 2 and tree.nodes[node.index + 1].tag == TEXT:
        text = tree.nodes[node.index + 1].text.strip()
        if not text.isascii() or "\n" in text or "  " in text:
            text = " ".join(text.split())
    else:
        text = " ".join(tree.text_of(node.index + 1, node.end).split())
    title = node.attr("title").strip()
    if title and (not text or (text.endswith(_CUT) and len(title) > len(text.rstrip("….。")))):
        text = " ".join(title.split())
    if not text:
        for inner in tree.nodes[node.index + 1 : min(node.end, node.index + 50)]:
            if inner.tag == "img" and inner.attr("alt").strip():
                text = inner.attr("alt").strip()
                break
    return text[:MAX_TEXT]


def _add(out: Links, node: Node, url: str, href: str, text: str, kind: LinkKind, scope: SiteScope) -> None:
    if not scope.is_internal(url):
        kind = LinkKind.EXTERNAL
    out.found.append(FoundLink(node, url, href, text.strip()[:MAX_TEXT], kind))


def kind_of(url: str, scope: SiteScope) -> LinkKind:
    """What a clickable address leads to."""
    if not scope.is_internal(url):
        return LinkKind.EXTERNAL
    return _kind_by_name(url)


@lru_cache(maxsize=65536)
def _kind_by_name(url: str) -> LinkKind:
    path, _, query = url.partition("?")
    if ATTACHMENT.search(path) or (query and _FILE_PARAMETER.search(url)):
        return LinkKind.ATTACHMENT
    return LinkKind.IMAGE if IMAGE.search(path) else LinkKind.PAGE


def srcset_addresses(srcset: str) -> list[str]:
    """The addresses of a srcset attribute, by the standard's parser (an address may hold commas)."""
    found: list[str] = []
    at, size = 0, len(srcset)
    while at < size and len(found) < MAX_LINKS:
        match = _SRCSET_URL.match(srcset, at)
        if not match:
            break
        url, at = match[1], match.end()
        if url.endswith(","):
            url = url.rstrip(",")
        else:
            depth = 0
            while at < size and (srcset[at] != "," or depth):
                depth += (srcset[at] == "(") - (srcset[at] == ")" and depth > 0)
                at += 1
            at += 1
        if url:
            found.append(url)
    return found


def to_facts(links: Links, places: list[Place]) -> tuple[Link, ...]:
    """The links as facts. `places` are those of all nodes."""
    facts = []
    for link in links.found:
        place = Place.HEAD if link.node.tag in _IN_HEAD else places[link.node.index]
        fact = link.fact
        if fact is None or fact.place is not place:
            href = "" if link.href == link.url else link.href
            fact = link.fact = Link(link.url, link.text, place, link.kind, href)
        facts.append(fact)
    return tuple(facts)
