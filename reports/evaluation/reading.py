"""Lines and rows → a circular: which headings stand over a table, what its columns are, what its rows say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from pathlib import Path

import msgspec

from reports import circular_phrases as phrases
from reports.evaluation.errors import CircularError
from reports.evaluation.lines import Line, read_lines
from reports.evaluation.model import (
    NOWHERE,
    Circular,
    CircularTable,
    Column,
    Level,
    Part,
    Places,
    Row,
    RowLayout,
    TableKind,
)

SERIAL_HEADS, RANK_HEADS = ("序号", "编号"), ("名次", "排名", "排序", "位次")
NOTE_START = ("注：", "注:", "备注：")
TOTAL_HEADS = ("总得分", "总分", "总成绩", "合计", "合计得分", "得分合计", "综合得分", "最终得分", "总计")
NAME_HEAD = re.compile("名称|网站|微信|微博|账号")
WORDS_HEAD = re.compile("备注|说明|主[管办]单位|责任单位|网址|域名|标识码|等[次级]|结论")  # columns without figures
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
MAXIMUM = re.compile(r"[（(](?:满分)?(\d+(?:\.\d+)?)(?:分)?[）)]$")
BLANK_IN_NAME = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|(?<=\d)\s+(?=[^\x00-\x7f])")
KINDS = (  # words of the columns' titles, or else of the headings over the table
    (TableKind.WECHAT, "微信"),
    (TableKind.WEIBO, "微博"),
    (TableKind.ADOPTION, "采用"),
    (TableKind.WEBSITES, "网站"),
)
LEVELS = ((Level.COUNTY, re.compile("县区|县（区）|县级")), (Level.DEPARTMENT, re.compile("部门|市直|直属机构")))


def read_circular(path: Path) -> Circular:
    """The circular in a txt, docx or xlsx file. Raises CircularError: unreadable, or no evaluation table in it."""
    circular = circular_of(read_lines(path))
    if not circular.tables:
        raise CircularError(
            f"{path}: 没有找到以“{SERIAL_HEADS[0]}”或“{RANK_HEADS[0]}”开头的评估表，请确认是绩效评估通报或其附件"
        )
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
        self.parts: list[tuple[list[tuple[str, ...]], list[int]]] = []
        self.cells: list[tuple[int, int, list[str]]] = []  # part, line, cells
        self.notes: list[str] = []
        first = next(filter(_is_number_head, heading))  # 排名 behind 序号 is a column, another 序号 a block beside
        self.starts = [place for place, cell in enumerate(heading) if without_blanks(cell) == without_blanks(first)]
        self.block_ends = [*self.starts[1:], len(heading)]
        self._take_titles(heading)

    def _take_titles(self, heading: Sequence[str]) -> None:
        titles = [without_blanks(cell) for cell in heading[self.starts[0] : self.block_ends[0]]]
        while titles and not titles[-1]:
            titles.pop()
        plain = [MAXIMUM.sub("", title).strip() for title in titles]
        ranks = [place for place, title in enumerate(plain) if title in RANK_HEADS]
        totals = [place for place, title in enumerate(plain) if title in TOTAL_HEADS]
        total = totals[-1] if totals else NOWHERE
        words = {place for place, title in enumerate(plain) if WORDS_HEAD.search(title)}
        named = [place for place in range(1, len(plain)) if place not in words and place not in ranks]
        name = next((place for place in named if NAME_HEAD.search(plain[place])), next(iter(named), 1))
        kept = {*range(name + 1), total, *ranks, *words}
        self.titles, self.ranks = titles, bool(ranks)
        self.name_head = titles[name] if len(titles) > name else ""
        self.places = Places(
            number=ranks[0] if ranks else 0,
            name=name,
            figures=tuple(place for place in range(name + 1, len(titles)) if place not in kept),
            total=total,
        )
        self.columns = tuple(_column(titles[place]) for place in self.places.figures)
        self.total_maximum = _column(titles[total]).maximum if total != NOWHERE else None

    def same_columns(self, heading: list[str]) -> bool:
        other = _Open((), heading)
        first = self.parts[0][0][0]
        return tuple(heading) == first or (other.titles == self.titles and other.starts == self.starts)

    def begin_part(self, heading: list[str]) -> None:
        self.parts.append(([tuple(heading)], [len(heading)]))

    def add(self, cells: list[str]) -> None:
        headings, widths = self.parts[-1]
        if len(widths) == 1 and self._names_columns(headings[0], cells):
            headings.append(tuple(cells))
            merged = [below or above for above, below in zip_longest(headings[0], cells, fillvalue="")]
            if len(self.parts) == 1:
                self._take_titles(merged)
        else:
            self.cells.append((len(self.parts) - 1, len(widths), cells))
        widths.append(len(cells))

    def _names_columns(self, heading: Sequence[str], cells: Sequence[str]) -> bool:
        """Whether a row below the heading only names the columns that a wide cell of the heading spans."""
        filled = [place for place, cell in enumerate(cells) if cell]
        return (
            len(filled) > 1
            and 0 not in filled
            and all(_figure(cells[place]) is None for place in filled)
            and any(place >= len(heading) or not heading[place] for place in filled)
        )

    def table(self) -> CircularTable:
        rows = self._rows()
        sums = [row for row in rows if _sums_up(row)]
        others = [row for row in rows if not _sums_up(row)]
        return CircularTable(
            kind=self._kind(),
            level=_level(self.path),
            path=self.path,
            columns=self.columns,
            places=self.places,
            has_total=self.places.total != NOWHERE,
            ranks=self.ranks,
            total_maximum=self.total_maximum,
            rows=tuple(row for row in others if row.name),
            spare=tuple(row for row in others if not row.name),
            sums=tuple(sums),
            notes=tuple(self.notes),
            parts=tuple(Part(headings=tuple(headings), widths=tuple(widths)) for headings, widths in self.parts),
        )

    def _kind(self) -> TableKind:
        own = " ".join((self.name_head, *(column.title for column in self.columns)))
        told = (own, *reversed(self.path))
        return next((kind for text in told for kind, word in KINDS if word in text), TableKind.OTHER)

    def _rows(self) -> list[Row]:
        """Block by block, from top to bottom; a list that is not scored begins anew where its numbers do."""
        rows: list[Row] = []
        group = 1
        for start, end in zip(self.starts, self.block_ends, strict=True):
            for part, line, cells in self.cells:
                block = cells[start:end] if end < len(cells) and end in self.starts else cells[start:]
                if not any(block):
                    continue
                row = _row(block, self.places)
                if self.places.total == NOWHERE and row.number == 1 and rows:
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
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and filled[0].startswith(NOTE_START):
            self.text(filled[0])
        elif any(map(_is_number_head, cells)):
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
    return without_blanks(cell) in (*SERIAL_HEADS, *RANK_HEADS)


def _sums_up(row: Row) -> bool:
    """Whether a row sums others up; the word may stand in the cell of the number, as of a merged cell."""
    words = [text for _, text in row.layout.others]
    return row.number is None and (
        row.name in phrases.SUM_ROWS or (not row.name and any(word in phrases.SUM_ROWS for word in words))
    )


def _level(path: Sequence[str]) -> Level:
    named = [level for level, pattern in LEVELS if any(pattern.search(heading) for heading in path)]
    return named[0] if len(named) == 1 else Level.BOTH


def _column(title: str) -> Column:
    maximum = MAXIMUM.search(title)
    plain = MAXIMUM.sub("", title).strip()
    return Column(title=plain, maximum=Decimal(maximum[1]) if maximum else None)


def _row(block: Sequence[str], places: Places) -> Row:
    """A row of one block: number, name, figures in their columns.

    A row in which words stand in place of figures may be shorter or longer than its heading; where the total is the
    table's last column, it is then the last cell that holds anything.
    """
    cells = [*block, *[""] * (max(places.name, *places.figures, 0) + 1 - len(block))]
    total_at = _total_place(cells, places)
    number = cells[places.number] if places.number < len(cells) and places.number != total_at else ""
    values = tuple(_figure(cells[place]) if place != total_at else None for place in places.figures)
    held = {places.number if number.isdecimal() else NOWHERE, places.name, total_at}
    held |= {place for place, value in zip(places.figures, values, strict=True) if value is not None}
    rest = [place for place, cell in enumerate(cells) if cell and place not in held]
    last = max(places.figures, default=0)
    titled = {places.number, *range(max(places.total, last) + 1)} - {*places.figures, places.total}
    notes = [place for place in rest if place not in titled and not (places.total < last and place > last)]
    return Row(
        number=int(number) if number.isdecimal() else None,
        name=without_blanks(cells[places.name]),
        values=values,
        total=_figure(cells[total_at]) if total_at != NOWHERE else None,
        note=cells[notes[0]] if notes else "",
        group=1,
        layout=RowLayout(
            part=0,
            line=0,
            at=0,
            shown_name=cells[places.name],
            total_at=total_at,
            note_at=notes[0] if notes else NOWHERE,
            others=tuple((place, cells[place]) for place in rest if place not in notes[:1]),
        ),
    )


def _total_place(cells: Sequence[str], places: Places) -> int:
    """Where a row's total stands: in its column, or, in a row of words whose total was the last column, at its end."""
    if places.total == NOWHERE:
        return NOWHERE
    figures = max(places.figures, default=places.name)
    if places.total > max(figures, places.number):
        last = max((place for place, cell in enumerate(cells) if cell), default=NOWHERE)
        words = any(cell and _figure(cell) is None for cell in cells[places.name + 1 : last])
        if last > places.name and _figure(cells[last]) is not None and (last >= places.total or words):
            return last
    if places.total < len(cells) and _figure(cells[places.total]) is not None:
        return places.total
    return NOWHERE


def _figure(cell: str) -> Decimal | None:
    try:
        value = Decimal(cell.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
