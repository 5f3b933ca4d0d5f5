"""Bytes of a file → its pieces of text. Pure functions; a bound that is met raises Unread with its name.

Everything in a file counts, also what its program does not show: hidden sheets and columns, deleted text, notes. XML is
read as a stream and without entities; archives are looked at before anything is unpacked.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from lxml import etree  # type: ignore[import-untyped]

from checks.facts import Piece

MAX_RATIO = 100  # an archive's content to its size (design: limits)
MAX_ENTRIES = 10_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PIECES = 300_000
MAX_CHARACTERS = 8_000_000
MAX_PDF_PAGES = 1_000
HEAD_ROWS = 8  # of a table, in which its head is looked for
BEFORE = 40

DAMAGED, ENCRYPTED, LIMIT, SCANNED, KIND = (
    "attachment_damaged",
    "attachment_encrypted",
    "attachment_limit",
    "attachment_scanned",
    "attachment_kind",
)

_OLE = b"\xd0\xcf\x11\xe0"
_HEAD = re.compile(r"姓名|户主|身份证|证件号|电话|手机|账号|帐号|卡号|联系")
_PERSON = re.compile(r"姓名|户主|申请人|联系人|本人")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]+)")
_WORD_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml")
_NOTE_PARTS = re.compile(r"xl/(?:comments\d*|comments/[^/]+|threadedComments/[^/]+)\.xml")


class Unread(Exception):  # noqa: N818 - a fact about a file
    """The file, or the rest of it, could not be read; the text is the reason."""


def docx(data: bytes) -> Iterator[Piece]:
    """The paragraphs and cells of a document, its headers, notes and comments included."""
    with _archive(data) as archive:
        for name in sorted(filter(_WORD_PARTS.fullmatch, archive.namelist()), key=lambda name: "document" not in name):
            yield from _paragraphs(archive, name)


def xlsx(data: bytes) -> Iterator[Piece]:
    """The cells of all sheets, hidden ones too, and the comments on them."""
    with _archive(data) as archive:
        names = set(archive.namelist())
        shared = _shared_strings(archive) if "xl/sharedStrings.xml" in names else []
        sheets = _sheet_names(archive)
        for name in sorted(filter(_SHEET_PARTS.fullmatch, names)):
            yield from _table(_sheet_rows(archive, name, shared), sheets.get(name, ""))
        for name in sorted(filter(_NOTE_PARTS.fullmatch, names)):
            text = "".join(node.text or "" for node in _elements(archive, name, ("t", "text")))
            yield Piece(text, "", "批注")


def pdf(data: bytes) -> Iterator[Piece]:
    """The lines of a pdf; a picture of a text holds none."""
    if b"/Font" not in data and b"/ObjStm" not in data:
        raise Unread(SCANNED)
    from pypdf import PdfReader  # a tenth of a second that most sites' files can do without
    from pypdf.errors import PyPdfError

    said = False
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unread(ENCRYPTED)
        for number, page in enumerate(reader.pages, start=1):
            if number > MAX_PDF_PAGES:
                raise Unread(LIMIT)
            before = ""
            for line in page.extract_text().splitlines():
                said = said or bool(line.strip())
                yield Piece(line, before, f"第{number}页")
                before = line[-BEFORE:]
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise Unread(DAMAGED) from None
    if not said:
        raise Unread(SCANNED)


def plain(data: bytes) -> Iterator[Piece]:
    """The lines of a text file."""
    before = ""
    for number, line in enumerate(_decoded(data).splitlines(), start=1):
        yield Piece(line, before, f"第{number}行")
        before = line[-BEFORE:]


def comma_separated(data: bytes) -> Iterator[Piece]:
    """The cells of a csv file."""
    text = _decoded(data)
    csv.field_size_limit(MAX_CHARACTERS)
    delimiter = max(",\t;", key=text[:4_000].count)
    try:
        yield from _table(list(csv.reader(io.StringIO(text), delimiter=delimiter)), "")
    except csv.Error:
        raise Unread(DAMAGED) from None


READERS: dict[str, Callable[[bytes], Iterator[Piece]]] = {
    "docx": docx,
    "xlsx": xlsx,
    "pdf": pdf,
    "txt": plain,
    "csv": comma_separated,
}
NAMED_ONLY = frozenset({"doc", "xls", "wps", "et", "rtf", "ofd", "ppt", "pptx", "zip", "rar", "7z"})


def extract(kind: str, data: bytes) -> tuple[tuple[Piece, ...], str]:
    """The pieces of a file of a kind of `READERS`, and why the rest of it could not be read, "" if it could."""
    pieces: list[Piece] = []
    characters = 0
    try:
        for piece in READERS[kind](data):
            if not piece.text.strip():
                continue
            characters += len(piece.text)
            if len(pieces) >= MAX_PIECES or characters > MAX_CHARACTERS:
                raise Unread(LIMIT)
            pieces.append(piece)
    except Unread as unread:
        return tuple(pieces), str(unread)
    except (etree.LxmlError, zipfile.BadZipFile, UnicodeError, EOFError, NotImplementedError, ValueError, OSError):
        return tuple(pieces), DAMAGED
    return tuple(pieces), ""


def _archive(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        raise Unread(ENCRYPTED)
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(len(data), 1):
        raise Unread(LIMIT)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unread(ENCRYPTED)
    return archive


def _elements(archive: zipfile.ZipFile, name: str, tags: Sequence[str] = ()) -> Iterator[etree._Element]:
    """The elements of a part as they end; each is emptied once it was looked at. More than declared is not unpacked."""
    wanted = [f"{{*}}{tag}" for tag in tags] or None
    with archive.open(name) as stream:
        bounded = _Bounded(stream, archive.getinfo(name).file_size)
        parsing = etree.iterparse(
            bounded, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, element in parsing:
            _refuse_dtd(element)
            yield element
            element.clear(keep_tail=False)
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        _refuse_dtd(parsing.root)


def _refuse_dtd(element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise Unread(DAMAGED)  # no office program writes one


class _Bounded:
    """A stream that ends where its archive said it would."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._left = size

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(data)
        return data


def _paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[Piece]:
    """Paragraphs, and the cells of tables under their heads."""
    text: list[str] = []
    cell: list[str] = []
    row: list[str] = []
    table = _Table("表格")
    cells = depth = 0
    before = ""
    with archive.open(name) as stream:
        events = etree.iterparse(
            _Bounded(stream, archive.getinfo(name).file_size),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        for event, element in events:
            tag = element.tag
            if event == "start":
                if element.getparent() is None:
                    _refuse_dtd(element)
                depth += tag == _W + "tbl"
                cells += tag == _W + "tc"
                continue
            if tag in (_W + "t", _W + "delText"):
                text.append(element.text or "")
            elif tag in (_W + "tab", _W + "br"):
                text.append(" ")
            elif tag == _W + "p":
                said = "".join(text)
                text.clear()
                if cells:
                    cell.append(said)
                else:
                    yield Piece(said, before, "正文" if "document" in name else "")
                    before = said[-BEFORE:] or before
            elif tag == _W + "tc":
                cells -= 1
                if not cells:
                    row.append(" ".join(cell))
                    cell.clear()
            elif tag == _W + "tr" and not cells:
                yield from table.row(row)
                row = []
            elif tag == _W + "tbl":
                depth -= 1
                if not depth:
                    table = _Table("表格")
            if tag in (_W + "p", _W + "tr", _W + "tbl"):
                element.clear(keep_tail=False)


class _Table:
    """Rows as they come; a cell is told under the head of its column."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._head: Sequence[str] = ()
        self._number = 0

    def row(self, cells: Sequence[str]) -> Iterator[Piece]:
        self._number += 1
        where = f"{self._where}第{self._number}行"
        if not self._head and self._number <= HEAD_ROWS and sum(bool(_HEAD.search(text)) for text in cells) >= 1:
            filled = sum(bool(text.strip()) for text in cells)
            self._head = tuple(text.strip() for text in cells) if filled > 1 else ()
        persons = "姓名 " if any(_PERSON.search(text) for text in self._head) else ""
        for column, text in enumerate(cells):
            head = self._head[column] if column < len(self._head) else ""
            yield Piece(text, f"{persons}{head} ", where)


def _table(rows: Iterable[Sequence[str]], where: str) -> Iterator[Piece]:
    table = _Table(where)
    for row in rows:
        yield from table.row(row)


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    found: list[str] = []
    characters = 0
    for element in _elements(archive, "xl/sharedStrings.xml", ("si",)):
        found.append(_string_of(element))
        characters += len(found[-1])
        if characters > MAX_CHARACTERS or len(found) > MAX_PIECES:
            raise Unread(LIMIT)
    return found


def _string_of(element: etree._Element) -> str:
    """The text of a rich string, without the reading aids that stand over it."""
    return "".join(
        node.text or ""
        for node in element.iter("{*}t")
        if not str(getattr(node.getparent(), "tag", "")).endswith("}rPh")
    )


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """By part, what a sheet is called, and that it is hidden."""
    targets: dict[str, str] = {}
    names: dict[str, str] = {}
    try:
        for element in _elements(archive, "xl/_rels/workbook.xml.rels", ("Relationship",)):
            target = element.get("Target") or ""
            targets[element.get("Id") or ""] = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        for element in _elements(archive, "xl/workbook.xml", ("sheet",)):
            key = next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), "")
            hidden = "（隐藏）" if element.get("state") in ("hidden", "veryHidden") else ""
            names[targets.get(key, "")] = f"工作表“{element.get('name')}”{hidden}"
    except KeyError:
        return {}
    return names


def _sheet_rows(archive: zipfile.ZipFile, name: str, shared: Sequence[str]) -> Iterator[Sequence[str]]:
    for element in _elements(archive, name, ("row",)):
        row: list[str] = []
        for cell in element.iterchildren("{*}c"):
            at = _column(cell.get("r") or "", len(row))
            row += [""] * (min(at, 16_384) - len(row))
            row.append(_cell_text(cell, shared))
        yield row


def _column(reference: str, default: int) -> int:
    found = _REFERENCE.match(reference)
    if not found:
        return default
    number = 0
    for letter in found[1][:3]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell_text(cell: etree._Element, shared: Sequence[str]) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return _string_of(cell)
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if kind == "n" and ("E" in value or "." in value):
        try:
            number = float(value)
        except ValueError:
            return value
        return str(int(number)) if number.is_integer() and abs(number) < 1e16 else value
    return value


def _decoded(data: bytes) -> str:
    for start, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(start):
            return data.decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
