"""The text of the page's foot, also where a script of the same page writes it."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator
from urllib.parse import unquote

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.tree import Tree
from crawler.reading.words import FOOTER_TEXT

MAX_FOOTER = 4_000  # characters
MAX_SCRIPT = 200_000
_WRITING = ("write", "innerHTML", ".html", ".append")  # of which one is in every match of the next, and quickly found
_WRITES = re.compile(r"document\s*\.\s*write(?:ln)?\s*\(|innerHTML\s*=|\.(?:html|append)\s*\(")
_QUOTE = re.compile("[\"'`]")
_INSIDE = {quote: re.compile(rf"(?:[^{quote}\\\n]|\\.)*+") for quote in "\"'"} | {
    "`": re.compile(r"(?:[^`\\]|\\.)*+", re.S)
}
MIN_LITERAL = 8
_READABLE = re.compile(r"[\u4e00-\u9fff]|ICP|Copyright")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"'/nrt\\])")


def footer_text(tree: Tree, blocks: list[TextBlock]) -> str:
    """What the foot says, blocks and written strings joined by blanks."""
    parts = [block.text for block in blocks if block.place is Place.FOOTER]
    for script in tree.scripts:
        source = script.text
        if len(source) <= MAX_SCRIPT and any(word in source for word in _WRITING) and _WRITES.search(source):
            written = written_texts(source)
            if any(FOOTER_TEXT.search(text) for text in written):
                parts += written
    return " ".join(parts)[:MAX_FOOTER]


# of which a script has two where it writes a foot that lacks what every foot has
_OF_A_FOOT = re.compile(r"标识码|联系电话|(?:网站|站点)地图|党政机关|conac\.cn|_jiucuo_|网站找错")


def foot_of_file(source: str) -> str:
    """What a script file, or a piece of markup that a script loads, writes into the foot; "" where it writes none."""
    source = source[:MAX_SCRIPT]
    is_markup = source.lstrip("\ufeff \t\r\n").startswith("<")
    texts = [_shown(source)] if is_markup else written_texts(source)
    is_foot = any(FOOTER_TEXT.search(text) for text in texts) or len(set(_OF_A_FOOT.findall(source))) > 1
    return " ".join(texts)[:MAX_FOOTER] if is_foot else ""


def written_texts(source: str) -> list[str]:
    """The texts in a script's string literals that readers may see."""
    out = []
    for literal in _literals(source):
        text = _ESCAPED.sub(_unescape, literal)
        if "%3C" in text or "%3c" in text or "%u" in text:
            text = unquote(re.sub(r"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
        if _READABLE.search(text):
            shown = _shown(text)
            if shown:
                out.append(shown)
    return out


def _shown(text: str) -> str:
    return " ".join(markup.unescape(_TAGS.sub(" ", text)).split())


def _literals(source: str) -> Iterator[str]:
    """The string literals of a script, in one pass; one that its line does not close is none."""
    opened = _QUOTE.search(source)
    while opened:
        inside = _INSIDE[opened[0]].match(source, opened.end())
        end = inside.end() if inside else opened.end()
        if source[end : end + 1] == opened[0] and end - opened.end() >= MIN_LITERAL:
            yield source[opened.end() : end]
        opened = _QUOTE.search(source, end + 1)


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return {"n": " ", "r": " ", "t": " "}.get(found[2], found[2])
