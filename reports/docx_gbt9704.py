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
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from reports import phrases, texts
from reports.document import (
    MERGED,
    Align,
    Annex,
    Block,
    Document,
    DocumentTable,
    Heading,
    Imprint,
    Paragraph,
    Picture,
    spanned_columns,
)
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
SIZE_2, SIZE_3, SIZE_4, SIZE_CAPTION, SIZE_TABLE = 22.0, 16.0, 14.0, 12.0, 10.5
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
LONGEST_UNSPLIT = 160  # characters of a cell; a higher row may break over pages, or it would leave its heading alone
TITLE_CHARS = 20  # of 二号 in 156 mm
LONG_WORD = re.compile(r"[!-~]{12,}")  # an address without a place to break
PICTURE_MM = (150, 80)  # the largest width and height of a picture, two to a page
RED = RGBColor(0xFF, 0x00, 0x00)
LETTERHEAD_PT = 36.0  # 发文机关标志: no larger than that of the higher office (7.2.4)
HEAVY, LIGHT = "8", "6"  # eighths of a point: 0.35 mm and 0.25 mm (7.4.2)
IMPRINT_LINE_PT = 28.0
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
        if self.document.number:
            self._letterhead()
        self._title(self.document.title_parts)
        self._blank()
        if self.document.recipients:  # 主送机关: flush left below the title (7.3.2)
            self._paragraph(self.document.recipients, BODY_FONT, SIZE_3)
        for block in self.document.blocks:
            self._block(block)
        self._keep_last()
        self._annex_list()
        self._signature()
        for number, annex in enumerate(self.document.annexes, 1):
            self._annex(number, annex)
        if self.document.imprint is not None:
            self._imprint(self.document.imprint)

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
        elif isinstance(block, Paragraph) and block.small:
            paragraph = self._paragraph(LONG_WORD.sub(_breakable, block.text), BODY_FONT, SIZE_TABLE)
            paragraph.paragraph_format.line_spacing = Pt(TABLE_LINE_PT)
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
        """Centred, its caption below it on the same page; a file that is no picture leaves the caption alone."""
        paragraph = self.docx.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(GAP_PT)
        try:
            shape = paragraph.add_run().add_picture(str(picture.path))
        except (OSError, UnrecognizedImageError, ZeroDivisionError):
            paragraph.add_run(phrases.PICTURE_UNREADABLE)
        else:
            scale = min(Mm(PICTURE_MM[0]) / shape.width, Mm(PICTURE_MM[1]) / shape.height, 1.0)
            shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
            about = shape._inline.docPr
            about.set("descr", clean(picture.caption))
        caption = self._paragraph(LONG_WORD.sub(_breakable, picture.caption), BODY_FONT, SIZE_CAPTION)
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.line_spacing = Pt(TABLE_LINE_PT * 1.2)
        caption.paragraph_format.space_after = Pt(2 * GAP_PT)

    def _letterhead(self) -> None:
        """发文机关标志 in red, 发文字号 below it over a red line (7.2.4, 7.2.5, 7.2.7)."""
        head = self._paragraph(self.document.signature, TITLE_FONT, LETTERHEAD_PT)
        number = self._paragraph(self.document.number, BODY_FONT, SIZE_3)
        for paragraph in (head, number):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.runs[0].font.color.rgb = RED
        head.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        head.paragraph_format.space_after = Pt(LINE_PT)  # 空二行 in part
        number.paragraph_format.space_after = Pt(LINE_PT)
        _borders(number, bottom=("12", "FF0000", "6"))
        self._blank()

    def _keep_last(self) -> None:
        """署名 must not stand on a page without text: the last paragraph goes with it (7.3.5.4)."""
        last = self.docx.paragraphs[-1]
        if last.text.strip():
            last.paragraph_format.keep_with_next = True

    def _imprint(self, imprint: Imprint) -> None:
        """版记 at the foot of the last page (7.4): lines heavy, light, heavy; text in 四号, one character in.

        A table that Word lets float at the foot of the type area; LibreOffice 7 sets it below the last annex.
        """
        if self.docx.sections[-1].orientation == WD_ORIENT.LANDSCAPE:
            self._section(landscape=False)
        issued = phrases.printed(texts.date_text(imprint.date))
        lines = [*([(phrases.copies_to(imprint.copies_to), "")] if imprint.copies_to else []), (imprint.issuer, issued)]
        room = int((PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM) * TWIPS_PER_MM)
        table = self.docx.add_table(rows=0, cols=1)
        table.autofit = False
        _fix_widths(table, [room])
        place = _element(
            "w:tblpPr", leftFromText="0", rightFromText="0", vertAnchor="margin", horzAnchor="margin", tblpXSpec="left",
            tblpYSpec="bottom",
        )  # fmt: skip
        table._tbl.tblPr.insert_element_before(place, *AFTER_PLACE)
        lined = OxmlElement("w:tblBorders")
        for side, size in (("top", HEAVY), ("bottom", HEAVY), ("insideH", LIGHT)):
            lined.append(_element(f"w:{side}", val="single", sz=size, space="0", color="000000"))
        table._tbl.tblPr.insert_element_before(lined, *AFTER_PLACE[AFTER_PLACE.index("w:shd") :])
        for left, right in lines:
            cell = table.add_row().cells[0]
            cell.width = Pt(room / 20)
            paragraph = cell.paragraphs[0]
            _font(paragraph.add_run(clean(f"{left}\t{right}" if right else left)), BODY_FONT, SIZE_4)
            form = paragraph.paragraph_format
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(IMPRINT_LINE_PT)
            form.left_indent = form.right_indent = Pt(SIZE_4)
            form.tab_stops.add_tab_stop(Pt(room / 20 - SIZE_4), WD_TAB_ALIGNMENT.RIGHT)
        last = self._blank()  # Word wants a paragraph behind a table; it is low, lest it begin a page of its own
        last.paragraph_format.line_spacing = Pt(1)

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
        self._section(landscape=annex.landscape)
        label = f"{phrases.ANNEX}{number}" if len(self.document.annexes) > 1 else phrases.ANNEX
        self._paragraph(label, ANNEX_FONT, SIZE_3)
        self._blank()
        self._title((annex.title,))
        self._blank()
        for block in annex.blocks:
            self._block(block)

    def _section(self, *, landscape: bool) -> None:
        """A new page of this kind. The break goes into the low line below a table: a line of its own may not fit any
        more on a full page, and would leave an empty one behind."""
        last = self.docx.paragraphs[-1]
        section = self.docx.add_section(WD_SECTION.NEW_PAGE)
        broken = self.docx.paragraphs[-1]
        ends = broken._p.pPr.find(qn("w:sectPr")) if broken._p.pPr is not None else None
        if ends is not None and not last.text and last._p is broken._p.getprevious():
            last._p.get_or_add_pPr().append(ends)
            broken._p.getparent().remove(broken._p)
            last.paragraph_format.line_spacing = Pt(1)
        _page(section, landscape=landscape)

    def _table(self, table: DocumentTable) -> None:
        self._gap()
        section = self.docx.sections[-1]
        across = section.orientation == WD_ORIENT.LANDSCAPE
        room = PAGE_HEIGHT_MM - BOTTOM_MM - TOP_MM if across else PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM
        width = int(room * TWIPS_PER_MM)
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
    for place, (text, column, width) in enumerate(zip(cells, table.columns, widths, strict=True)):
        if text == MERGED:
            continue
        spanned = spanned_columns(cells, place)
        cell = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        properties.append(_element("w:tcW", w=str(width + sum(widths[place + 1 : place + spanned])), type="dxa"))
        if spanned > 1:
            properties.append(_element("w:gridSpan", val=str(spanned)))
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
    """A long address with places where a line may end, but for its own end, which what follows may close."""
    inner, end = word[0][:-1], word[0][-1]
    return "".join(char + ZERO_WIDTH_SPACE if char in BREAKS_AFTER else char for char in inner) + end


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


AFTER_BORDERS = (  # what follows w:pBdr in w:pPr (CT_PPr)
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
AFTER_PLACE = (  # what follows w:tblpPr in w:tblPr (CT_TblPr)
    "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc",
    "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook",
)  # fmt: skip


def _borders(paragraph: Any, **sides: tuple[str, str, str]) -> None:
    """Lines above or below a paragraph: size in eighths of a point, colour, distance in points."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "bottom"):
        if side in sides:
            size, colour, space = sides[side]
            borders.append(_element(f"w:{side}", val="single", sz=size, space=space, color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDERS)


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
    after = AFTER_BORDERS[AFTER_BORDERS.index("w:outlineLvl") + 1 :]
    properties.insert_element_before(_element("w:outlineLvl", val=str(level - 1)), *after)


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
