"""Official documents as docx in the layout of GB/T 9704-2012 (party and government organs' documents).

Fonts are given by name with substitutes in the font table; none is embedded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports import phrases, texts
from reports.document import Align, Annex, Block, Document, DocumentTable, Heading, Paragraph, Picture
from reports.table_files import clean

# GB/T 9704-2012, 5.1, 5.2: A4; the type area is 156 × 225 mm, top margin 37 mm, binding margin 28 mm
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
FOOTER_MM = 25  # the page number stands 7 mm below the type area (7.5)
LINE_PT = 28.95  # 22 lines in 225 mm
TABLE_LINE_PT = 15.0
GAP_PT = 7.0
ROWS_KEPT_TOGETHER = 10  # a table of up to so many rows is not broken over pages

# sizes by their Chinese names: 二号, 三号, 四号, 五号 (小五 in tables)
SIZE_2, SIZE_3, SIZE_4, SIZE_TABLE = 22.0, 16.0, 14.0, 10.5
INDENT_CHARS = 2
SIGNATURE_RIGHT_CHARS = 4  # 右空四字 (7.3.5)

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
HEADING_FONTS = {1: "黑体", 2: "楷体_GB2312"}
ANNEX_FONT = "黑体"
NUMBER_FONT = "宋体"
LATIN_FONT = "Times New Roman"
SUBSTITUTES = {  # w:altName: what a machine without the font may take, in order
    TITLE_FONT: "小标宋,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    BODY_FONT: "仿宋,FangSong,FangSong_GB2312,华文仿宋,STFangsong,Noto Serif CJK SC",
    "楷体_GB2312": "楷体,KaiTi,KaiTi_GB2312,华文楷体,STKaiti,Noto Serif CJK SC",
    "黑体": "SimHei,华文黑体,STHeiti,Noto Sans CJK SC",
    "宋体": "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}

ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
TWIPS_PER_MM = 1440 / 25.4
PROPERTY_LIMIT = 255  # characters of a core property, python-docx
LONGEST_UNSPLIT = 100  # characters of a cell; a higher row may break over pages, or it would leave its heading alone
TITLE_CHARS = 20  # of 二号 in 156 mm
LONG_WORD = re.compile(r"[!-~]{24,}")  # an address without a place to break
BREAKS_AFTER = "/?&=-_.:%"  # where a long address may be broken
ZERO_WIDTH_SPACE = "\u200b"


def write_docx(document: Document, path: Path) -> Path:
    """Writes the document; returns the path."""
    writer = _Writer(document)
    writer.write()
    writer.docx.save(str(path))
    return path


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.docx = docx.Document()
        self._set_up()

    def write(self) -> None:
        self._title(self.document.title_parts)
        self._blank()
        if self.document.recipients:  # 主送机关: flush left below the title (7.3.2)
            self._paragraph(self.document.recipients, BODY_FONT, SIZE_3)
        for block in self.document.blocks:
            self._block(block)
        self._annex_list()
        self._signature()
        for number, annex in enumerate(self.document.annexes, 1):
            self._annex(number, annex)

    # the page

    def _set_up(self) -> None:
        properties = self.docx.core_properties
        properties.title = clean(self.document.title)[:PROPERTY_LIMIT]
        properties.subject = clean(self.document.subject)[:PROPERTY_LIMIT]
        properties.author = clean(self.document.signature)[:PROPERTY_LIMIT]
        properties.comments = ""
        self.docx.settings.odd_and_even_pages_header_footer = True
        normal = self.docx.styles["Normal"]
        _font(normal, BODY_FONT, SIZE_3)
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
        _declare_fonts(self.docx)
        section = self.docx.sections[0]
        _page(section, landscape=False)
        for footer, align in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            _page_number(footer.paragraphs[0], align)

    # the parts

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            paragraph = self._line(block.text, HEADING_FONTS.get(block.level, BODY_FONT))
            paragraph.paragraph_format.keep_with_next = True
            _outline(paragraph, block.level)
        elif isinstance(block, Paragraph):
            head, tail = block.around_references()
            reference = phrases.reference_text(block.references) if block.references else ""
            paragraph = self._line(block.lead, HEADING_FONTS[2]) if block.lead else self._line("", BODY_FONT)
            told = LONG_WORD.sub(_breakable, head + reference + tail)  # an address would pull a justified line apart
            _font(paragraph.add_run(clean(told)), BODY_FONT, SIZE_3)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._table(block)

    def _picture(self, picture: Picture) -> None:
        """An image across the text, on one page with the line above it."""
        line = self._paragraph(LONG_WORD.sub(_breakable, picture.caption), BODY_FONT, SIZE_4)
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before = Pt(GAP_PT)
        self.docx.add_paragraph().add_run().add_picture(str(picture.path), width=Mm(self._room()))

    def _room(self) -> int:
        """The width of the text in millimetres."""
        across = self.docx.sections[-1].orientation == WD_ORIENT.LANDSCAPE
        return PAGE_HEIGHT_MM - BOTTOM_MM - TOP_MM if across else PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM

    def _title(self, parts: Sequence[str]) -> None:
        """Centred, broken only between its parts (回行时词意完整, 7.3.1)."""
        for line in title_lines(parts):
            paragraph = self._paragraph(line, TITLE_FONT, SIZE_2)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
            paragraph.paragraph_format.keep_with_next = True

    def _blank(self) -> Any:
        return self._paragraph("", BODY_FONT, SIZE_3)

    def _line(self, text: str, font: str) -> Any:
        paragraph = self._paragraph(text, font, SIZE_3)
        _indent(paragraph, INDENT_CHARS, SIZE_3)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return paragraph

    def _paragraph(self, text: str, font: str, size: float) -> Any:
        paragraph = self.docx.add_paragraph()
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_PT)
        _font(paragraph.add_run(clean(text)), font, size)
        return paragraph

    def _annex_list(self) -> None:
        """附件说明: a line below the text, two characters in, the numbers aligned (7.3.4)."""
        if not self.document.annexes:
            return
        self._blank()
        several = len(self.document.annexes) > 1
        for number, annex in enumerate(self.document.annexes, 1):
            lead = f"{phrases.ANNEX}：" if number == 1 else "　" * (len(phrases.ANNEX) + 1)
            paragraph = self._line(lead + (f"{number}.{annex.title}" if several else annex.title), BODY_FONT)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.keep_with_next = True

    def _signature(self) -> None:
        """署名 and 成文日期, never on a page by themselves when there is a list of annexes to keep them company."""
        for _ in range(2):
            self._blank().paragraph_format.keep_with_next = True
        for text in (self.document.signature, texts.date_text(self.document.date)):
            paragraph = self._paragraph(text, BODY_FONT, SIZE_3)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(SIGNATURE_RIGHT_CHARS * SIZE_3)
            paragraph.paragraph_format.keep_with_next = text == self.document.signature

    def _annex(self, number: int, annex: Annex) -> None:
        """附件: on a page of its own, “附件1” on the first line, the title on the third (7.3.6)."""
        section = self.docx.add_section(WD_SECTION.NEW_PAGE)
        _page(section, landscape=annex.landscape)
        label = f"{phrases.ANNEX}{number}" if len(self.document.annexes) > 1 else phrases.ANNEX
        self._paragraph(label, ANNEX_FONT, SIZE_3)
        self._blank()
        self._title((annex.title,))
        self._blank()
        for block in annex.blocks:
            self._block(block)

    def _table(self, table: DocumentTable) -> None:
        self._gap()
        width = int(self._room() * TWIPS_PER_MM)
        share = sum(column.width for column in table.columns)
        widths = [int(width * column.width / share) for column in table.columns]
        made = self.docx.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        made.autofit = False
        _fix_widths(made, widths)
        head = made.rows[0]._tr
        _row_property(head, "w:tblHeader")
        _row_property(head, "w:cantSplit")
        for place, (cell, column) in enumerate(zip(made.rows[0].cells, table.columns, strict=True)):
            cell.width = Pt(widths[place] / 20)
            _cell_text(cell.paragraphs[0]._p, column.title, ANNEX_FONT, Align.CENTER, keep_next=True)
        together = not table.numbered and len(table.rows) <= ROWS_KEPT_TOGETHER
        for number, row in enumerate(table.rows, 1):
            made._tbl.append(_row(row, table, widths, keep_next=together and number < len(table.rows)))
        self._gap()

    def _gap(self) -> None:
        """A low empty line around a table; Word wants a paragraph between a table and a section's end."""
        gap = self._paragraph("", BODY_FONT, SIZE_TABLE).paragraph_format
        gap.line_spacing = Pt(GAP_PT)


def _row(cells: Iterable[str], table: DocumentTable, widths: list[int], *, keep_next: bool) -> Any:
    """A table row made from XML at once: python-docx's own cells cost time that grows with the table."""
    cells = list(cells)
    row = OxmlElement("w:tr")
    if max(map(len, cells), default=0) <= LONGEST_UNSPLIT:
        _row_property(row, "w:cantSplit")
    for text, column, width in zip(cells, table.columns, widths, strict=True):
        cell = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        properties.append(_element("w:tcW", w=str(width), type="dxa"))
        properties.append(_element("w:vAlign", val="center"))
        cell.append(properties)
        paragraph = OxmlElement("w:p")
        cell.append(paragraph)
        _cell_text(paragraph, LONG_WORD.sub(_breakable, text), BODY_FONT, column.align, keep_next=keep_next)
        row.append(cell)
    return row


def _cell_text(paragraph: Any, text: str, font: str, align: Align, *, keep_next: bool) -> None:
    properties = OxmlElement("w:pPr")
    if keep_next:
        properties.append(OxmlElement("w:keepNext"))
    properties.append(
        _element("w:spacing", before="20", after="20", line=str(int(TABLE_LINE_PT * 20)), lineRule="exact")
    )
    properties.append(_element("w:jc", val=align.value))
    paragraph.append(properties)
    run = OxmlElement("w:r")
    paragraph.append(run)
    run.text = clean(text)
    fonts = run.get_or_add_rPr()
    fonts.append(_element("w:rFonts", ascii=LATIN_FONT, hAnsi=LATIN_FONT, eastAsia=font, hint="eastAsia"))
    fonts.append(_element("w:sz", val=str(int(SIZE_TABLE * 2))))
    fonts.append(_element("w:szCs", val=str(int(SIZE_TABLE * 2))))


def title_lines(parts: Sequence[str]) -> list[str]:
    """The parts on as few lines as hold them, of lengths as equal as the parts allow."""
    whole = "".join(parts)
    lines = -(-len(whole) // TITLE_CHARS)
    aim = len(whole) / lines if lines else 0
    made = [""]
    for part in parts:
        line = made[-1]
        fuller = len(line) + len(part)
        if line and (fuller > TITLE_CHARS or (len(made) < lines and fuller - aim > aim - len(line))):
            made.append(part)
        else:
            made[-1] += part
    return made


def _breakable(word: re.Match[str]) -> str:
    """A long address with places where a line may end."""
    return "".join(char + ZERO_WIDTH_SPACE if char in BREAKS_AFTER else char for char in word[0])


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _font(target: Any, east_asian: str, size: float) -> None:
    """Sets the fonts of a run or style. Theme fonts would win over names, so they go."""
    target.font.name, target.font.size = LATIN_FONT, Pt(size)
    fonts = target._element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:hint"), "eastAsia")


def _declare_fonts(opened: Any) -> None:
    """Names the substitutes of our fonts in the font table."""
    part = next(part for part in opened.part.package.iter_parts() if str(part.partname) == "/word/fontTable.xml")
    table = parse_xml(part.blob)
    for name, substitutes in SUBSTITUTES.items():
        font = _element("w:font", name=name)
        font.append(_element("w:altName", val=substitutes))
        font.append(_element("w:charset", val="86"))  # GB2312
        font.append(_element("w:family", val="auto"))
        font.append(_element("w:pitch", val="variable"))
        table.append(font)
    part._blob = serialize_part_xml(table)


def _page(section: Any, *, landscape: bool) -> None:
    """A4 with the standard's margins; across the page, the head of the sheet is its binding edge."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    size = (PAGE_HEIGHT_MM, PAGE_WIDTH_MM) if landscape else (PAGE_WIDTH_MM, PAGE_HEIGHT_MM)
    margins = (LEFT_MM, RIGHT_MM, BOTTOM_MM, TOP_MM) if landscape else (TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM)
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.footer_distance = Mm(min(FOOTER_MM, margins[1] - 7))
    section.header_distance = Mm(15)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:  # exact lines give the rhythm; a character grid is drawn differently by each program
        section._sectPr.remove(grid)


def _page_number(paragraph: Any, align: Any) -> None:
    """— 1 — in 四号 on the outer edge, one character in (7.5)."""
    paragraph.alignment = align
    indent = Pt(SIZE_4)
    if align == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = indent
    else:
        paragraph.paragraph_format.left_indent = indent
    _font(paragraph.add_run("— "), NUMBER_FONT, SIZE_4)
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), (None, "1"), ("end", "")):
        run = paragraph.add_run(text if kind is None else "")
        _font(run, NUMBER_FONT, SIZE_4)
        if kind:
            run._r.append(_element("w:fldChar", fldCharType=kind))
        elif kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
    _font(paragraph.add_run(" —"), NUMBER_FONT, SIZE_4)


def _indent(paragraph: Any, chars: int, size: float) -> None:
    """First-line indent in characters, with the same in points for programs that know no characters."""
    paragraph.paragraph_format.first_line_indent = Pt(chars * size)
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(chars * 100))


def _outline(paragraph: Any, level: int) -> None:
    """The outline level, for the navigation pane, without a heading style's looks."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(_element("w:outlineLvl", val=str(level - 1)))


def _fix_widths(table: Any, widths: list[int]) -> None:
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    total = table._tbl.tblPr.find(qn("w:tblW"))  # its place among its neighbours is fixed, so it stays where it is
    total.set(qn("w:w"), str(sum(widths)))
    total.set(qn("w:type"), "dxa")


def _row_property(row: Any, tag: str) -> None:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = OxmlElement("w:trPr")
        row.insert(0, properties)
    properties.append(OxmlElement(tag))
