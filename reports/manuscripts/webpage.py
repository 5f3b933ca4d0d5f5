"""html: the lines are those of the source, so that an editor finds the place."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from checks.words.layout import Paragraph
from reports.manuscripts import phrases
from reports.manuscripts.manuscript import Manuscript, ManuscriptError

UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "math", "select", "textarea"})
# what begins or ends a paragraph; other elements (span, a, b, font …) stand within one
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "ucapcontent",
    ]
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_GB = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk"})
_HEAD_BYTES = 4096
_SPACE = re.compile(r"\s+")


def read_html(data: bytes, name: str) -> Manuscript:
    """The manuscript in a web page. Raises ManuscriptError."""
    source = _decode(data, name)
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.end_paragraph()
    return Manuscript(paragraphs=tuple(reader.paragraphs), lines=tuple(source.split("\n")))


def _decode(data: bytes, name: str) -> str:
    """The source as text: by its byte order mark, UTF-8 if it is that, else as declared, else GB 18030."""
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    named = declared[1].decode("ascii").lower() if declared else ""
    guesses = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig"]
    for encoding in [*guesses, "gb18030" if named in _GB else named, "gb18030"]:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except (LookupError, UnicodeDecodeError):
            continue
    raise ManuscriptError(phrases.NOT_TEXT.format(path=name))


class _Reader(HTMLParser):
    """Collects paragraphs and the place of each of their characters in the source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # a reference is shorter than it looks; places must stay right
        self.paragraphs: list[Paragraph] = []
        self._text: list[str] = []
        self._places: list[tuple[int, int]] = []
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.end_paragraph()
        if tag in UNSEEN and self._unseen is None:
            self._unseen = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        if tag in BLOCKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        for character in data:
            self._take(character, line, column)
            line, column = (line + 1, 0) if character == "\n" else (line, column + 1)

    def handle_entityref(self, name: str) -> None:
        self._take_reference(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._take_reference(html.unescape(f"&#{name};"))

    def _take_reference(self, shown: str) -> None:
        for character in shown:
            self._take(character, *self.getpos())

    def _take(self, character: str, line: int, column: int) -> None:
        if self._unseen is not None:
            return
        if _SPACE.match(character):
            if not self._text or self._text[-1] == " ":
                return
            character = " "
        self._text.append(character)
        self._places.append((line, column))

    def end_paragraph(self) -> None:
        """Closes the paragraph that is being collected; a line break between two Chinese characters is no blank."""
        text, places = self._text, self._places
        self._text, self._places = [], []
        kept = [at for at, character in enumerate(text) if character != " " or not _between_han(text, at)]
        while kept and text[kept[-1]] == " ":
            kept.pop()
        if kept:
            self.paragraphs.append(
                Paragraph("".join(text[at] for at in kept), tuple(places[at] for at in kept)),
            )


def _between_han(text: list[str], at: int) -> bool:
    return 0 < at < len(text) - 1 and all("\u4e00" <= text[near] <= "\u9fff" for near in (at - 1, at + 1))
