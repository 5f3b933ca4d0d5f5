"""Bytes → text, in the order of witnesses that proved right on Chinese pages.

BOM, then ASCII, then strict UTF-8, then what is declared (gb* read as GB18030), then GB18030, Big5, and at last with
losses. A BOM beats the meta tag (re-saved pages declare `gb2312` and are UTF-16), and valid UTF-8 beats a declaration.
"""

from __future__ import annotations

import codecs
import re

LOSSY = "encoding:lossy"  # note: some bytes had no meaning in any encoding tried

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED_IN = (
    4096  # bytes in which a declaration is looked for (the standard says 1024; templates put comments before)
)
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_NO_EVIDENCE = frozenset(
    ["utf-8", "utf8", "iso-8859-1", "latin1", "windows-1252", "ascii", "us-ascii", "unicode", "utf-16"]
)
_CHANCE_CHARACTERS = 24  # more of them are not both by chance
_BEYOND = re.compile("[^\x00-\x7f]")
_WIDE = re.compile("[\u0800-\U0010ffff]")  # three bytes and more in UTF-8: no two Chinese characters
_ODD = re.compile("[\u0250-\u036f\u0530-\u07ff]")
_HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_UTF8 = re.compile(r"(?i)utf-?8")
_TAIL = 4  # bytes of the longest character that a cut may have split
_UTF16_SAMPLE = 512
_UTF16_SHARE = 0.4  # of zero bytes in ASCII markup stored as UTF-16


def decode(body: bytes, content_type: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The text, the encoding it was read as, and notes (LOSSY)."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name.removesuffix("-le").removesuffix("-be"), ()
    if body.isascii() and b"\0" not in body:
        declared = _declared(body, content_type)
        return body.decode("ascii"), declared if declared.startswith("gb") else "utf-8", ()
    wide = _utf16_without_bom(body)
    if wide:
        return body.decode(wide, "replace"), "utf-16", ()
    text = _strict(body, "utf-8")
    if text is not None and not _is_chance(text, body, content_type):
        return text, "utf-8", ()
    declared = _declared(body, content_type)
    for name in dict.fromkeys((declared, "gb18030", "big5hkscs")):
        text = _strict(body, name) if name else None
        if text is not None:
            return text, "big5" if name == "big5hkscs" else name, ()
    # Some bytes fit nowhere: the reading with the fewest losses, UTF-8 where they are equal.
    readings = [
        (body.decode(name, "replace"), name) for name in dict.fromkeys(("utf-8", declared or "gb18030", "gb18030"))
    ]
    text, name = min(readings, key=lambda reading: reading[0].count("�"))
    return text, name, (LOSSY,)


def _is_chance(text: str, body: bytes, content_type: str) -> bool:
    """Whether a few GBK characters happen to be UTF-8, too: 通知 reads as a Hebrew and a combining mark then."""
    if _WIDE.search(text) or not _ODD.search(text) or len(_BEYOND.findall(text)) > _CHANCE_CHARACTERS:
        return False
    if _UTF8.search(body[:_DECLARED_IN].decode("latin-1")) or _UTF8.search(content_type):
        return False
    if _declared(body, content_type) not in ("", "gb18030"):
        return False
    other = _strict(body, "gb18030")
    return other is not None and all(_HAN.match(char) for char in other if char > "\x7f")


def _strict(body: bytes, name: str) -> str | None:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        return decoder.decode(body, final=False)  # a character cut off at the end is dropped
    except UnicodeDecodeError:
        return None


def _declared(body: bytes, content_type: str) -> str:
    """The codec that the header, the meta tag or the XML declaration names; "" for none that helps."""
    head = body[:_DECLARED_IN]
    names = [found[1] for found in [_HEADER.search(content_type)] if found]
    names += [found[1].decode("ascii", "replace") for form in (_META, _XML) if (found := form.search(head))]
    for name in names:
        name = name.lower().replace("_", "-")
        if name in _NO_EVIDENCE:
            continue
        if name.startswith("gb") or name in ("x-gbk", "hz-gb-2312", "chinese"):
            return "gb18030"
        if name.startswith("big5"):
            return "big5hkscs"
        try:
            codecs.lookup(name).name.encode()
            "".encode(name)
            b"".decode(name)
        except (LookupError, ValueError, TypeError):
            continue
        return name if isinstance(b"x".decode(name), str) else ""
    return ""


def _utf16_without_bom(body: bytes) -> str:
    sample = body[:_UTF16_SAMPLE]
    if len(sample) < _TAIL:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 2 * _UTF16_SHARE
    if odd > enough and not even:
        return "utf-16-le"
    if even > enough and not odd:
        return "utf-16-be"
    return ""
