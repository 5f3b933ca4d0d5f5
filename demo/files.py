"""Small valid files made in code, byte for byte the same on every run: docx, xlsx, pdf, png."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip entry can carry
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Identity-UCS def /CMapType 2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
    b"endcmap end end"
)
TYPE_PREFIX = "application/vnd.openxmlformats-officedocument."


def _archive(parts: Sequence[tuple[str, str]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, XML + text)
    return buffer.getvalue()


def _package(main: str, main_type: str, parts: Sequence[tuple[str, str, str]]) -> bytes:
    """An Open Packaging container; `parts` are (name, content type, XML), the main part among them."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPE_PREFIX}{kind}+xml"/>' for name, kind, _ in parts if kind
    )
    types = (
        f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    relations = (
        f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>'
    )
    assert any(kind == main_type for _, kind, _ in parts)
    entries = [("[Content_Types].xml", types), ("_rels/.rels", relations)]
    return _archive(entries + [(name, text) for name, _, text in parts])


def docx(title: str, paragraphs: Sequence[str]) -> bytes:
    """A Word document with a heading and paragraphs."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in (title, *paragraphs))
    kind = "wordprocessingml.document.main"
    document = f'<w:document xmlns:w="{WORD}"><w:body>{lines}</w:body></w:document>'
    return _package("word/document.xml", kind, [("word/document.xml", kind, document)])


def xlsx(rows: Sequence[Sequence[str]], hidden: Sequence[Sequence[str]] = ()) -> bytes:
    """A workbook with a sheet of text cells; the rows of `hidden` stand on a second sheet that Excel does not show."""
    sheets = [("Sheet1", rows, ""), *([("Sheet2", hidden, ' state="hidden"')] if hidden else [])]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{state}/>'
        for number, (name, _, state) in enumerate(sheets, start=1)
    )
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    links = f'<Relationships xmlns="{PACKAGE}relationships">{related}</Relationships>'
    kind = "spreadsheetml.sheet.main"
    parts = [("xl/workbook.xml", kind, book), ("xl/_rels/workbook.xml.rels", "", links)]
    parts += [
        (f"xl/worksheets/sheet{number}.xml", "spreadsheetml.worksheet", _sheet(cells))
        for number, (_, cells, _) in enumerate(sheets, start=1)
    ]
    return _package("xl/workbook.xml", kind, parts)


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    lines = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    return f'<worksheet xmlns="{SHEET}"><sheetData>{lines}</sheetData></worksheet>'


def pdf(lines: Sequence[str]) -> bytes:
    """A one-page PDF whose character codes are UTF-16, mapped to themselves, so that its text can be copied."""
    shown = " 0 -24 Td ".join(f"<{line.encode('utf-16-be').hex().upper()}> Tj" for line in lines)
    stream = f"BT /F1 14 Tf 72 770 Td {shown} ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [6 0 R] "
        b"/ToUnicode 8 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -141 1000 859] /ItalicAngle 0 "
        b"/Ascent 859 /Descent -141 /CapHeight 859 /StemV 93 >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE),
    ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture: one colour, with a lighter band in its upper third."""
    red, green, blue = colour
    light = bytes((min(255, red + 60), min(255, green + 60), min(255, blue + 60)))
    rows = b"".join(b"\0" + (light if height // 6 <= y < height // 3 else bytes(colour)) * width for y in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
