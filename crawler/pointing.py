"""Where on a page in the browser a finding's fault stands, and what on that page nobody may see.

Texts are compared without blanks, as the reader joins what the markup cuts up; addresses as the crawl knows them.
Nothing is written into the page but the masks over personal numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import urlsplit

import msgspec
from playwright.async_api import Error, Frame, JSHandle, Page

from checks.privacy import numbers, without_private_data
from crawler.urls import canonical
from db.findings import FindingRecord

SHORTEST_WORD = 6  # characters of a part of a snippet that may stand for the whole
SHORTEST_PATH = 5  # characters of an address written in a script
_UNSEEN = frozenset("\u200b\ufeff")
_WEB = ("http://", "https://")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for: a link to `address`, or the first of `words` that is there, of which `part` is framed."""

    address: str = ""
    words: tuple[str, ...] = ()
    part: str = ""
    selector: str = ""

    def __bool__(self) -> bool:
        return bool(self.address or self.words or self.selector)


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle of the window. `hidden`: the fault itself cannot be seen, and this is what it stands in."""

    x: float
    y: float
    width: float
    height: float
    hidden: bool = False


def mark_of(finding: FindingRecord) -> Mark:
    """What shows a finding on its page."""
    target, evidence = finding.target or "", finding.evidence
    snippet, selector = str(evidence.get("snippet") or ""), str(evidence.get("selector") or "")
    for address in (target, snippet):
        if address.startswith(_WEB):
            return Mark(address=address, selector=selector)
    if not snippet:
        return Mark(words=(target,) if target and not target.isascii() else (), part=target, selector=selector)
    longest = sorted((word for word in snippet.split() if len(word) >= SHORTEST_WORD), key=len, reverse=True)
    return Mark(words=(snippet, *longest), part=target, selector=selector)


class Folded:
    """The texts of some nodes joined, blanks left out or (`space`) run together, and where each character came from.

    Full-width forms count as their plain ones, for readers and pages differ in them.
    """

    def __init__(self, texts: Sequence[str], space: str = "") -> None:
        characters: list[str] = []
        self.places: list[tuple[int, int]] = []
        for number, text in enumerate(texts):
            for at, character in enumerate(text):
                if character in _UNSEEN:
                    continue
                if character.isspace():
                    if not space or (characters and characters[-1] == space):
                        continue
                    character = space
                plain = normalize("NFKC", character)
                character = plain if len(plain) == 1 else character
                characters.append(character)
                self.places.append((number, at))
        self.text = "".join(characters)


def fold(text: str) -> str:
    """A text as `Folded` has it."""
    return Folded([text]).text


def masks(texts: Sequence[str]) -> dict[int, str]:
    """The texts of neighbouring nodes that hold a personal number, by their place, with the number masked.

    Numbers are looked for as a reader of the page may put them together: across nodes, with and without the blanks, and
    in each node alone.
    """
    whole = [*texts]
    for space in (" ", ""):
        folded = Folded(whole, space)
        cells = [list(text) for text in whole]
        for datum in numbers(folded.text):
            for place in range(datum.start, datum.end):
                number, at = folded.places[place]
                cells[number][at] = datum.masked if place == datum.start else ""
        whole = ["".join(cell) for cell in cells]
    whole = list(map(without_private_data, whole))
    return {number: text for number, text in enumerate(whole) if text != texts[number]}


class Found(NamedTuple):
    """Words on a page: the number of their group, its text, their first and last character.

    `row`: they stand for the row of a list, or the footer, that they are in.
    """

    group: int
    folded: Folded
    start: int
    end: int
    row: bool

    @property
    def text(self) -> str:
        return self.folded.text[self.start : self.end + 1]


def find(groups: Sequence[Sequence[str]], mark: Mark, preferred: Sequence[bool]) -> Iterator[Found]:
    """Where the mark's words stand: in the element of its selector first."""
    folded = [Folded(texts) for texts in groups]
    order = sorted(range(len(groups)), key=lambda number: not preferred[number])
    part = fold(mark.part)
    for word in map(fold, mark.words):
        if not word:
            continue
        for number in order:
            start = folded[number].text.find(word)
            if start < 0:
                continue
            inside = word.find(part) if part else -1
            if inside >= 0:
                yield Found(number, folded[number], start + inside, start + inside + len(part) - 1, row=False)
            else:
                yield Found(number, folded[number], start, start + len(word) - 1, row=True)
    for number in order:
        start = folded[number].text.find(part) if part and preferred[number] else -1
        if start >= 0:
            yield Found(number, folded[number], start, start + len(part) - 1, row=False)


async def mask(page: Page) -> int:
    """Masks every personal number on a page, frames and fields included; how many nodes were changed. Raises Error."""
    changed = 0
    for frame in page.frames:
        nodes, groups = await _texts(frame)
        first = 0
        changes: list[tuple[int, str]] = []
        for texts, _ in groups:
            changes += [(first + number, text) for number, text in masks(texts).items()]
            first += len(texts)
        if changes:
            await nodes.evaluate(_WRITE, changes)
        changed += len(changes)
        await nodes.dispose()
    return changed


async def locate(page: Page, mark: Mark) -> Spot | None:
    """Scrolls to what the mark points at and says where it is; None if it is not on the page. Raises Error."""
    hidden: Spot | None = None
    for frame in page.frames:
        spots = _links(frame, mark) if mark.address else _words(frame, mark) if mark.words else _element(frame, mark)
        async for spot in spots:
            moved = await _moved(frame, spot)
            if moved is not None and not moved.hidden:
                return moved
            hidden = hidden or moved
    return hidden


async def _words(frame: Frame, mark: Mark) -> Any:
    nodes, groups = await _texts(frame, mark.selector)
    firsts = [0]
    for texts, _ in groups:
        firsts.append(firsts[-1] + len(texts))
    for found in find([texts for texts, _ in groups], mark, [inside for _, inside in groups]):
        (a, x), (b, y) = found.folded.places[found.start], found.folded.places[found.end]
        first = firsts[found.group]
        yield await nodes.evaluate(_SHOW_TEXT, [first + a, x, first + b, y + 1, found.row])


async def _links(frame: Frame, mark: Mark) -> Any:
    found = await frame.evaluate_handle(_LINKS, mark.selector)
    wanted = canonical(mark.address)
    rows: list[tuple[str, str]] = await found.evaluate("found => found.map(one => [one.address, one.script])")
    matching = [number for number, (address, _) in enumerate(rows) if address and canonical(address) == wanted]
    for number in matching or [number for number, (_, script) in enumerate(rows) if _names(script, mark.address)]:
        yield await found.evaluate(_SHOW_ELEMENT, number)


def _names(script: str, address: str) -> bool:
    """Whether a script holds an address as it may be written there: whole, from its root, or its last part."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    forms = (address, f"{parts.path}{query}", f"{parts.path.rpartition('/')[2]}{query}")
    return any(len(form) >= SHORTEST_PATH and form in script for form in forms)


async def _element(frame: Frame, mark: Mark) -> Any:
    found = await frame.evaluate_handle(_ELEMENT, mark.selector)
    if await found.evaluate("found => found.length"):
        yield await found.evaluate(_SHOW_ELEMENT, 0)


async def _texts(frame: Frame, selector: str = "") -> tuple[JSHandle, list[tuple[list[str], bool]]]:
    """The text nodes of a frame, and their texts: by block, and whether it stands in the element of the selector."""
    nodes = await frame.evaluate_handle(_NODES)
    groups = await nodes.evaluate(_GROUPS, selector)
    return nodes, [(texts, inside) for texts, inside in groups]


async def _moved(frame: Frame, spot: dict[str, Any] | None) -> Spot | None:
    """A place in a frame as a place in the window."""
    if spot is None:
        return None
    found = msgspec.convert(spot, Spot, strict=False)
    if frame.parent_frame is None:
        return found
    try:
        outer = await (await frame.frame_element()).bounding_box()
    except Error:
        return None  # the frame went away
    if outer is None:
        return None
    return msgspec.structs.replace(found, x=found.x + outer["x"], y=found.y + outer["y"])


_WITHIN = """
const within = (selector) => {
    try { return selector ? [...document.querySelectorAll(selector)] : []; } catch { return []; }
};
"""
# Text nodes and filled fields in order, with the number of their block; <br> begins a new one, as for a reader.
_NODES = """() => {
    const silent = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA)$/i;
    const block = (node) => {
        let at = node.parentElement;
        while (at && /^(inline|contents)$/.test(getComputedStyle(at).display)) at = at.parentElement;
        return at;
    };
    const nodes = [], roots = [document];
    let group = -1, last = null;
    const put = (node, owner) => {
        if (owner === null || owner !== last) { group += 1; last = owner; }
        nodes.push({ node, group });
    };
    while (roots.length) {
        const walker = document.createTreeWalker(roots.pop(), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) {
                const parent = node.parentElement;
                if (node.data.trim() && !(parent && silent.test(parent.tagName))) put(node, block(node));
                continue;
            }
            if (node.shadowRoot) roots.push(node.shadowRoot);
            if (/^(BR|HR)$/i.test(node.tagName)) last = null;
            if (/^(INPUT|TEXTAREA)$/i.test(node.tagName) && node.value) { put(node, null); last = null; }
        }
    }
    return nodes;
}"""
_GROUPS = f"""(nodes, selector) => {{
    {_WITHIN}
    const elements = within(selector);
    const groups = [];
    for (const one of nodes) {{
        if (!groups[one.group]) groups[one.group] = [[], elements.some((element) => element.contains(one.node))];
        groups[one.group][0].push(one.node.nodeType === Node.TEXT_NODE ? one.node.data : String(one.node.value));
    }}
    return groups;
}}"""
_WRITE = """(nodes, changes) => {
    for (const [at, text] of changes) {
        const node = nodes[at].node;
        if (node.nodeType === Node.TEXT_NODE) node.data = text; else { node.type = "text"; node.value = text; }
    }
}"""
_LINKS = f"""(selector) => {{
    {_WITHIN}
    const preferred = new Set(within(selector));
    const kinds = "a,area,img,link,script,iframe,frame,embed,object,source,video,audio,form,input[type=image]";
    const found = [...document.querySelectorAll(`${{kinds}},[onclick]`)].map((element) => ({{
        element,
        address: [element.href, element.src, element.data, element.action].find((one) => one && one.length) || "",
        script: `${{element.getAttribute("onclick") || ""}} ${{element.getAttribute("href") || ""}}`,
    }}));
    return found.sort((one, other) => preferred.has(other.element) - preferred.has(one.element));
}}"""
_ELEMENT = f"""(selector) => {{
    {_WITHIN}
    return within(selector).slice(0, 1).map((element) => ({{ element }}));
}}"""
# The thing itself if it can be seen once scrolled to, else the nearest element around it that can.
_SHOW = """
const box = (what) => { const r = what.getBoundingClientRect(); return r.width > 1 && r.height > 1 ? r : null; };
const shown = (element) => !element.checkVisibility
    || element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
const near = (element) => {
    let at = element.previousElementSibling;
    while (at && !(box(at) && shown(at) && box(at).height < innerHeight)) at = at.previousElementSibling;
    return at;
};
const show = (what, element) => {
    let place = what, holder = element, below = null;
    while (holder && holder !== document.body && holder !== document.documentElement) {
        if (box(place) && shown(holder)) {
            const tall = box(place).height > innerHeight * 0.8;
            holder.scrollIntoView({ block: tall ? "start" : "center", inline: "nearest", behavior: "instant" });
            let r = box(place);
            if (r && (r.top < 0 || r.bottom > innerHeight)) {
                scrollBy({ top: r.top - (tall ? 0 : innerHeight / 2), behavior: "instant" });
                r = box(place);
            }
            // something unseen in a large element: where it would stand, a strip behind what stands before it
            const before = place !== what && tall && below && near(below);
            if (before) {
                before.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
                r = box(before);
                return { x: r.left, y: r.bottom, width: r.width, height: 2, hidden: true };
            }
            if (r && r.right > 0 && r.bottom > 0 && r.left < innerWidth && r.top < innerHeight) {
                return { x: r.left, y: r.top, width: r.width, height: r.height, hidden: place !== what };
            }
        }
        if (place instanceof Range) { place = holder; continue; }
        below = holder;
        holder = holder.parentElement || (holder.getRootNode().host ?? null);
        place = holder;
    }
    return null;
};
"""
_SHOW_TEXT = f"""(nodes, [a, x, b, y, row]) => {{
    {_SHOW}
    const first = nodes[a].node, last = nodes[b].node;
    if (first.nodeType !== Node.TEXT_NODE) return show(first, first);
    const whole = row && first.parentElement.closest("li,tr,dd,footer,[class*=foot i],[id*=foot i]");
    if (whole && box(whole) && box(whole).height < innerHeight * 0.6) return show(whole, whole);
    const range = document.createRange();
    range.setStart(first, x);
    range.setEnd(last, y);
    return show(range, first.parentElement);
}}"""
_SHOW_ELEMENT = f"""(found, at) => {{
    {_SHOW}
    const element = found[at].element;
    if (box(element) || !element.childNodes.length) return show(element, element);
    const range = document.createRange();  // a link around blocks or floats has no size of its own
    range.selectNodeContents(element);
    return show(range, element);
}}"""
