"""Lines and rows → a circular: which headings stand over a table, what its columns are, what its rows say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

from reports.evaluation.errors import CircularError
from reports.evaluation.lines import Line, read_lines
from reports.evaluation.model import (
    NOWHERE,
    Circular,
    CircularTable,
    Column,
    Level,
    Part,
    Row,
    RowLayout,
    TableKind,
)

NUMBER_HEAD, TOTAL_HEADS, NOTE_START = "序号", ("总得分", "总分", "合计得分", "得分合计"), ("注：", "注:")
LONGEST_HEADING = 60  # characters; longer is running text
HEADING_LEVELS = (  # what a heading of each level begins with, outermost first; an unnumbered title stands below 附件
    re.compile(r"附件\s*\d*$"),
    re.compile(r"(?!)"),
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d+[.．、]"),
)
TITLE_LEVEL = 1
MARKUP = re.compile(r"^#+\s*|\*\*")  # a text export's own marks
SENTENCE_END = ("。", "！", "？", "；", "：", "…", "”")
MAXIMUM = re.compile(r"[（(](\d+(?:\.\d+)?)(?:分)?[）)]$")
BLANK_IN_NAME = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|(?<=\d)\s+(?=[^\x00-\x7f])")
KINDS = (  # what the column of names, or of figures, is called
    (TableKind.WECHAT, "微信"),
    (TableKind.WEIBO, "微博"),
    (TableKind.WEBSITES, "网站名称"),
    (TableKind.ADOPTION, "采用量"),
)
LEVELS = ((Level.COUNTY, re.compile("县区|县（区）|县级")), (Level.DEPARTMENT, re.compile("部门|市直|直属机构")))


def read_circular(path: Path) -> Circular:
    """The circular in a txt, docx or xlsx file. Raises CircularError: unreadable, or no evaluation table in it."""
    circular = circular_of(read_lines(path))
    if not circular.tables:
        raise CircularError(f"{path}: 没有找到以“{NUMBER_HEAD}”开头的评估表，请确认是绩效评估通报或其附件")
    return circular


def circular_of(lines: Sequence[Line]) -> Circular:
    """The circular that the lines and rows make up."""
    reader = _Reader()
    for line in lines:
        if isinstance(line, str):
            reader.text(line)
        else:
            reader.row(line)
    return reader.circular()


def without_blanks(text: str) -> str:
    """A name without the blanks that a narrow column's line breaks left in it."""
    return BLANK_IN_NAME.sub("", text.strip())


class _Open:
    """A table being read."""

    def __init__(self, path: tuple[str, ...], heading: list[str]) -> None:
        self.path = path
        self.starts = [place for place, cell in enumerate(heading) if _is_number_head(cell)]
        ends = [*self.starts[1:], len(heading)]
        self.block_ends = ends
        titles = [without_blanks(cell) for cell in heading[self.starts[0] + 1 : ends[0]]]
        while titles and not titles[-1]:
            titles.pop()
        self.name_head, *figures = titles
        self.has_total = bool(figures) and figures[-1] in TOTAL_HEADS
        self.columns = tuple(map(_column, figures[:-1] if self.has_total else figures))
        self.parts: list[tuple[tuple[str, ...], list[int]]] = []
        self.cells: list[tuple[int, int, list[str]]] = []  # part, line, cells
        self.notes: list[str] = []
        self.interrupted = False  # by text, after which a heading row begins another table
        self.titles = titles

    def same_columns(self, heading: list[str]) -> bool:
        other = _Open((), heading)
        return other.titles == self.titles and other.starts == self.starts

    def begin_part(self, heading: list[str]) -> None:
        self.parts.append((tuple(heading), [len(heading)]))

    def add(self, cells: list[str]) -> None:
        widths = self.parts[-1][1]
        self.cells.append((len(self.parts) - 1, len(widths), cells))
        widths.append(len(cells))

    def table(self) -> CircularTable:
        rows = self._rows()
        return CircularTable(
            kind=self._kind(),
            level=_level(self.path),
            path=self.path,
            columns=self.columns,
            has_total=self.has_total,
            rows=tuple(row for row in rows if row.name),
            spare=tuple(row for row in rows if not row.name),
            notes=tuple(self.notes),
            parts=tuple(Part(heading=heading, widths=tuple(widths)) for heading, widths in self.parts),
        )

    def _kind(self) -> TableKind:
        told = " ".join((self.name_head, *(column.title for column in self.columns)))
        return next((kind for kind, word in KINDS if word in told), TableKind.OTHER)

    def _rows(self) -> list[Row]:
        """Block by block, from top to bottom; a list that is not scored begins anew where its numbers do."""
        rows: list[Row] = []
        group = 1
        for start, end in zip(self.starts, self.block_ends, strict=True):
            for part, line, cells in self.cells:
                block = cells[start:end]
                if not any(block):
                    continue
                row = _row(block, len(self.columns), has_total=self.has_total)
                if not self.has_total and row.number == 1 and rows:
                    group += 1
                layout = msgspec.structs.replace(row.layout, part=part, line=line, at=start)
                rows.append(msgspec.structs.replace(row, group=group, layout=layout))
        return rows


class _Reader:
    def __init__(self) -> None:
        self._path: dict[int, str] = {}
        self._paragraphs: list[str] = []
        self._tables: list[_Open] = []
        self._open: _Open | None = None
        self._unfinished = False  # the last paragraph goes on after a page's end

    def text(self, line: str) -> None:
        marked = line.startswith("#")
        plain = MARKUP.sub("", line).strip()
        if not plain:
            return
        if plain.startswith(NOTE_START) and self._tables:
            self._tables[-1].notes.append(plain)
            return
        level = _heading_level(plain, marked=marked)
        if level is not None:
            self._path = {other: text for other, text in self._path.items() if other < level}
            self._path[level] = without_blanks(plain)
            self._open = None
        elif self._open:
            self._open = None
        if self._unfinished and level is None and self._paragraphs:
            self._paragraphs[-1] += plain
        else:
            self._paragraphs.append(plain)
        self._unfinished = level is None and not plain.endswith(SENTENCE_END)

    def row(self, cells: list[str]) -> None:
        if any(map(_is_number_head, cells)):
            if self._open is None or not self._open.same_columns(cells):
                self._open = _Open(self._heading_path(), cells)
                self._tables.append(self._open)
            self._open.begin_part(cells)
        elif self._open is not None:
            self._open.add(cells)

    def circular(self) -> Circular:
        return Circular(paragraphs=tuple(self._paragraphs), tables=tuple(one.table() for one in self._tables))

    def _heading_path(self) -> tuple[str, ...]:
        """The numbered headings over the table, or else the title."""
        numbered = [self._path[level] for level in sorted(self._path) if level > TITLE_LEVEL]
        title = self._path.get(TITLE_LEVEL)
        return tuple(numbered or ([title] if title else []))


def _heading_level(plain: str, *, marked: bool) -> int | None:
    if len(plain) > LONGEST_HEADING or plain.endswith(SENTENCE_END[:4]):
        return None
    for level, pattern in enumerate(HEADING_LEVELS):
        if pattern.match(plain):
            return level
    return TITLE_LEVEL if marked or not set("，。；") & set(plain) else None


def _is_number_head(cell: str) -> bool:
    return without_blanks(cell) == NUMBER_HEAD


def _level(path: Sequence[str]) -> Level:
    named = [level for level, pattern in LEVELS if any(pattern.search(heading) for heading in path)]
    return named[0] if len(named) == 1 else Level.BOTH


def _column(title: str) -> Column:
    maximum = MAXIMUM.search(title)
    plain = MAXIMUM.sub("", title).strip()
    return Column(title=plain, maximum=Decimal(maximum[1]) if maximum else None)


def _row(block: Sequence[str], figures: int, *, has_total: bool) -> Row:
    """A row of one block: number, name, figures in their columns; the total is the last cell that holds anything."""
    number, shown, *rest = [*block, "", ""][: max(len(block), 2)]
    last = max((place for place, cell in enumerate(rest) if cell), default=NOWHERE)
    total_at = last if has_total and _is_total(rest, last, figures) else NOWHERE
    values: list[Decimal | None] = []
    notes: list[int] = []
    for place, cell in enumerate(rest):
        if place == total_at or not cell:
            continue
        if place >= figures or _figure(cell) is None:
            notes.append(place)
    for place in range(figures):
        cell = rest[place] if place < len(rest) and place != total_at else ""
        values.append(_figure(cell))
    return Row(
        number=int(number) if number.isdecimal() else None,
        name=without_blanks(shown),
        values=tuple(values),
        total=_figure(rest[total_at]) if total_at != NOWHERE else None,
        note=" ".join(rest[place] for place in notes),
        group=1,
        layout=RowLayout(
            part=0,
            line=0,
            at=0,
            shown_name=shown,
            total_at=total_at + 2 if total_at != NOWHERE else NOWHERE,
            note_at=notes[0] + 2 if notes else NOWHERE,
        ),
    )


def _is_total(rest: Sequence[str], last: int, figures: int) -> bool:
    """Whether the last filled cell is the total: it stands behind the columns, or behind words that fill them."""
    if last == NOWHERE or _figure(rest[last]) is None:
        return False
    return last >= figures or any(cell and _figure(cell) is None for cell in rest[:last])


def _figure(cell: str) -> Decimal | None:
    try:
        value = Decimal(cell.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
