"""The text of the page's foot, also where a script of the same page writes it."""

from __future__ import annotations

import html as markup
import re
from urllib.parse import unquote

from checks.facts import Place
from crawler.reading.blocks import TextBlock
from crawler.reading.tree import Tree
from crawler.reading.words import FOOTER_TEXT

MAX_FOOTER = 4_000  # characters
MAX_SCRIPT = 200_000
_WRITES = re.compile(r"document\s*\.\s*write(?:ln)?\s*\(|innerHTML\s*=|\.(?:html|append)\s*\(")
_STRING = re.compile(r""""((?:[^"\\\n]|\\.){8,})"|'((?:[^'\\\n]|\\.){8,})'|`([^`\\]{8,})`""")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"'/nrt\\])")


def footer_text(tree: Tree, blocks: list[TextBlock]) -> str:
    """What the foot says, blocks and written strings joined by blanks."""
    parts = [block.text for block in blocks if block.place is Place.FOOTER]
    for script in tree.scripts:
        source = script.text
        if source and len(source) <= MAX_SCRIPT and _WRITES.search(source):
            parts += _written(source)
    return " ".join(parts)[:MAX_FOOTER]


def _written(source: str) -> list[str]:
    """Texts of the string literals that hold what only a foot holds."""
    out = []
    for found in _STRING.finditer(source):
        literal = found[1] or found[2] or found[3] or ""
        text = _ESCAPED.sub(_unescape, literal)
        if "%3C" in text or "%3c" in text or "%u" in text:
            text = unquote(re.sub(r"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
        if FOOTER_TEXT.search(text) or "conac" in text:
            shown = " ".join(markup.unescape(_TAGS.sub(" ", text)).split())
            if shown:
                out.append(shown)
    return out


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return {"n": " ", "r": " ", "t": " "}.get(found[2], found[2])
