"""Markup that would cost an HTML parser more than linear time or memory is trimmed before it is parsed.

The HTML standard's tree builder looks through all open elements for each block tag and opens all unclosed formatting
elements again in each new block, and compares each attribute of a tag with those before it; lexbor takes the longer for
each option of a select, the more there are. A hostile page of 1 MB
would so cost minutes or gigabytes. Pages of ordinary shape pass through untouched after two counts.
"""

from __future__ import annotations

import re

MAX_DEPTH = 512  # as Blink's HTML parser (HTMLTreeBuilder: kMaximumHTMLParserDOMTreeDepth)
MAX_TAG = 20_000  # characters of one tag that are looked into; more is no tag a person wrote
KEPT_TAG = 2_000  # characters that are kept of a tag longer than that with many attributes
MAX_ATTRIBUTES = 500
MAX_TAGS = 200_000  # of a page; the largest real ones have some ten thousand, and each costs half a kilobyte of memory
MAX_OPTIONS = 5_000  # of a page; 100,000 cost half a minute
FEW_TAGS = 600  # below this no product of depths can hurt
MANY_TAGS = 5_000
MAX_REOPENED = 300_000  # elements that the parser may open again for unclosed formatting

DEPTH = "limit:depth"
FORMATTING = "limit:formatting"
ATTRIBUTES = "limit:attributes"
NODES = "limit:nodes"

_FORMATTING = r"(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)"
_OPEN_FORMATTING = re.compile(rf"<{_FORMATTING}[\s>/]", re.I)
_ANY_FORMATTING = re.compile(rf"</?{_FORMATTING}(?=[\s>/])[^<>]{{0,500}}>", re.I)
_OPTION = re.compile(r"<option(?=[\s>/])[^<>]{0,500}>", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s>/])")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# Elements that close each other (so they nest only through a counted one), or that do not nest.
_SELF_CLOSING = frozenset(
    """a p option optgroup html head body script style li dt dd td th tr tbody thead tfoot rt rp""".split()  # noqa: SIM905
)


def tame(html: str) -> tuple[str, tuple[str, ...]]:
    """`html` with runaway attributes, formatting and nesting cut out, and the names of the limits that were hit."""
    notes: list[str] = []
    if _has_long_piece(html):
        html = _cut_attributes(html, notes)
    tags = html.count("<")
    if tags > MAX_TAGS:
        html = html[: nth(html, "<", MAX_TAGS)]
        notes.append(NODES)
    if tags > FEW_TAGS:
        formatting = len(_OPEN_FORMATTING.findall(html))
        if formatting * tags > MAX_REOPENED and _unclosed_formatting(html) * tags > MAX_REOPENED:
            html = _ANY_FORMATTING.sub("", html)
            notes.append(FORMATTING)
        if tags > MAX_OPTIONS:
            html = _cut_options(html, notes)
        if tags > MANY_TAGS:
            html = _cut_depth(html, notes)
    return html, tuple(notes)


def nth(text: str, char: str, count: int) -> int:
    """Where a character stands for the `count`-th time, counted from 0; it is there so often."""
    at = -1
    for _ in range(count + 1):
        at = text.index(char, at + 1)
    return at


def _has_long_piece(html: str) -> bool:
    """Whether more than MAX_TAG characters stand between two ">", looked for in leaps of that length."""
    begin = 0
    while len(html) - begin > MAX_TAG:
        close = html.rfind(">", begin, begin + MAX_TAG + 1)
        if close < 0:
            return True
        begin = close + 1
    return False


def _cut_attributes(html: str, notes: list[str]) -> str:
    pieces = html.split(">")
    for at, piece in enumerate(pieces):
        if len(piece) > MAX_TAG:
            tag = piece.find("<")
            if (
                tag >= 0
                and len(piece) - tag > MAX_TAG
                and len(piece[tag:].split(None, MAX_ATTRIBUTES)) > MAX_ATTRIBUTES
            ):
                pieces[at] = piece[: tag + KEPT_TAG]
                notes.append(ATTRIBUTES)
    return ">".join(pieces)


def _unclosed_formatting(html: str) -> int:
    """The largest number of formatting elements open at once."""
    depth = deepest = 0
    for found in _ANY_FORMATTING.finditer(html):
        if html[found.start() + 1] == "/":
            depth = max(depth - 1, 0)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _cut_options(html: str, notes: list[str]) -> str:
    """Leaves out the tags of options (not their text) after the first MAX_OPTIONS."""
    starts = [found.start() for found in _OPTION.finditer(html)]
    if len(starts) <= MAX_OPTIONS:
        return html
    notes.append(NODES)
    return html[: starts[MAX_OPTIONS]] + _OPTION.sub("", html[starts[MAX_OPTIONS] :])


def _cut_depth(html: str, notes: list[str]) -> str:
    """Leaves out the tags (not the text) of elements nested deeper than MAX_DEPTH."""
    depth = 0
    dropped = 0
    cut: list[str] = []
    copied = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _VOID or name in _SELF_CLOSING:
            continue
        start = found.start()
        if found[1]:
            if not dropped:
                depth = max(depth - 1, 0)
                continue
            dropped -= 1
        elif depth < MAX_DEPTH:
            depth += 1
            continue
        else:
            dropped += 1
        if start < copied:
            continue
        close = html.find(">", start)
        cut.append(html[copied:start])
        copied = close + 1 if close >= 0 else len(html)
    if cut:
        notes.append(DEPTH)
        cut.append(html[copied:])
        return "".join(cut)
    return html
