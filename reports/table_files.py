"""Tables into files: jsonl, csv, xlsx, html. Nothing a page says can become a formula, a link or markup."""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple, TextIO

from reports import texts
from reports.tables import Kind, Row, Table, TableColumn, cell

Headings = Literal["fields", "titles"]  # the contract's field names, or words for people
TableFormat = Literal["jsonl", "csv", "xlsx", "html"]

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 §2.2
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # OWASP, CSV injection
LINK_SCHEMES = ("http://", "https://")

# Excel, "specifications and limits"
CELL_LIMIT = 32_767
URL_LIMIT = 2_079
URLS_PER_SHEET = 65_530
ROWS_PER_SHEET = 1_048_576
SHEET_NAME_LIMIT = 31
SHEET_NAME_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

A4 = 9  # xlsxwriter's number of the paper
PAGE_FOOTER = "&C&P / &N"
LINE_HEIGHT, MOST_LINES = 15, 8  # points; lines of a row, lest one long cell fill the screen
SHORT_PATH = 255  # characters of a file's path in a link
CHART_LINES = 4  # beside the bars: its title and margins


class Chart(NamedTuple):
    """A bar chart of figures: what they are, in what they are counted, and each with its label."""

    title: str
    unit: str
    bars: Sequence[tuple[str, int | Decimal]]


def clean(text: str) -> str:
    """Text without what XML cannot carry; line ends become plain newlines."""
    if text.isprintable():
        return text
    return NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def write_table(table: Table, path: Path, form: TableFormat, *, headings: Headings = "fields") -> Path:
    """Writes one table in one format; returns the path."""
    if form == "xlsx":
        return write_xlsx([table], path, headings=headings)
    encoding = "utf-8-sig" if form == "csv" else "utf-8"  # Excel takes a csv without BOM for GBK
    with path.open("w", encoding=encoding, newline="", errors="replace") as stream:
        if form == "jsonl":
            write_jsonl(table.rows, stream)
        elif form == "csv":
            write_csv(table, stream, headings=headings)
        else:
            stream.write(html_table(table, headings=headings))
    return path


def write_jsonl(rows: Iterable[Row], stream: TextIO) -> None:
    """One object a line; dates as ISO text, points as numbers."""
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False, default=_json) + "\n")


def write_csv(table: Table, stream: TextIO, *, headings: Headings = "fields") -> None:
    """Comma-separated, CRLF line ends; text that a spreadsheet would take for a formula gets a leading quote."""
    writer = csv.writer(stream)
    writer.writerow(_headings(table, headings))
    for row in table.rows:
        writer.writerow([_csv_cell(cell(row.get(column.key), column.kind)) for column in table.columns])


def html_table(table: Table, *, headings: Headings = "titles") -> str:
    """A <table> with everything escaped; only http(s) addresses in URL columns become links."""
    head = "".join(f"<th>{html.escape(title)}</th>" for title in _headings(table, headings))
    body = "\n".join(
        "<tr>" + "".join(f"<td>{_html_cell(row.get(column.key), column)}</td>" for column in table.columns) + "</tr>"
        for row in table.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"


def write_xlsx(
    tables: Sequence[Table],
    path: Path,
    *,
    headings: Headings = "titles",
    summary: Sequence[tuple[str, Any]] = (),
    charts: Sequence[Chart] = (),
) -> Path:
    """A workbook with a sheet a table (more if a table is longer than a sheet), after a summary of label and value with
    its charts."""
    with workbook(path) as book:
        writer = _BookWriter(book)
        if summary:
            writer.summary(summary, charts)
        for table in tables:
            writer.table(table, _headings(table, headings), fitted=headings == "titles")
    return path


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """A new workbook, written row by row, in which text stays text. Raises OSError where the file cannot be written."""
    import xlsxwriter  # loaded where a workbook is asked for
    from xlsxwriter.exceptions import FileCreateError

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            yield book
    except FileCreateError as error:  # wraps the OSError
        cause = error.args[0]
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


class _BookWriter:
    """Writes sheets row by row, so that a long table costs no memory."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._names: set[str] = set()
        self._head = book.add_format(
            {"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._points = book.add_format({"num_format": "0.00", "valign": "top"})
        self._link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top", "text_wrap": True})
        self._plain = book.add_format({"valign": "top", "align": "left"})
        self._urls = 0

    def summary(self, rows: Sequence[tuple[str, Any]], charts: Sequence[Chart]) -> None:
        sheet = self._sheet(texts.SUMMARY_SHEET)
        sheet.fit_to_pages(1, 1)  # a page border would cut a chart
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, 1, 44)
        for number, (label, value) in enumerate(rows):
            sheet.write_string(number, 0, clean(label), self._head)
            if isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(number, 1, value, self._plain)  # left, as the words around it
            else:
                self._value(sheet, number, 1, value, Kind.TEXT)
            shown = _lines([value], [TableColumn("value", width=44)])
            sheet.set_row(number, LINE_HEIGHT * shown)
        below = len(rows) + 1
        for chart in charts:
            below = self._chart(sheet, below, chart)

    def _chart(self, sheet: Any, line: int, chart: Chart) -> int:
        """A chart beside the figures it is drawn from; returns the first free line below both."""
        name = sheet.get_name()
        sheet.write_string(line, 0, clean(chart.title), self._head)
        sheet.write_string(line, 1, clean(chart.unit), self._head)
        first = line + 1
        for number, (label, value) in enumerate(chart.bars, first):
            sheet.write_string(number, 0, clean(label), self._text)
            sheet.write_number(number, 1, float(value), self._plain)
        last = line + len(chart.bars)
        drawn = self._book.add_chart({"type": "bar"})
        drawn.add_series(
            {
                "name": chart.title,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "data_labels": {"value": True},
                "gap": 60,
            }
        )
        drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
        drawn.set_legend({"none": True})
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        height = CHART_LINES + len(chart.bars)
        drawn.set_size({"width": 620, "height": 20 * height})
        sheet.insert_chart(line, 2, drawn, {"x_offset": 20})
        return line + max(height, len(chart.bars)) + 2

    def table(self, table: Table, titles: Sequence[str], *, fitted: bool) -> None:
        """A sheet of rows; if `fitted`, each as high as its text needs, up to a limit."""
        sheet, line = self._table_sheet(table, titles), 1
        for row in table.rows:
            if line == ROWS_PER_SHEET:
                self._filter(sheet, line, table)
                sheet, line = self._table_sheet(table, titles), 1
            cells = [cell(row.get(column.key), column.kind) for column in table.columns]
            if fitted:
                sheet.set_row(line, LINE_HEIGHT * _lines(cells, table.columns))
            for number, (value, column) in enumerate(zip(cells, table.columns, strict=True)):
                self._value(sheet, line, number, value, column.kind)
            line += 1
        self._filter(sheet, line, table)

    def _table_sheet(self, table: Table, titles: Sequence[str]) -> Any:
        sheet = self._sheet(table.title or texts.SHEET_TITLES.get(table.name, table.name))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        self._urls = 0
        for number, (column, title) in enumerate(zip(table.columns, titles, strict=True)):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, title, self._head)
        return sheet

    def _filter(self, sheet: Any, lines: int, table: Table) -> None:
        sheet.autofilter(0, 0, max(lines - 1, 0), len(table.columns) - 1)
        shown = [number for number, column in enumerate(table.columns) if column.printed]
        if len(shown) < len(table.columns):
            sheet.print_area(0, 0, max(lines - 1, 0), shown[-1])
        for number, column in enumerate(table.columns):
            if column.choices and lines > 1:
                sheet.data_validation(1, number, lines - 1, number, {"validate": "list", "source": [*column.choices]})
            if column.bars and lines > 1:
                bars = {"type": "data_bar", "bar_color": "#9DC3E6"}
                sheet.conditional_format(1, number, lines - 1, number, bars)

    def _sheet(self, title: str) -> Any:
        base = SHEET_NAME_FORBIDDEN.sub(" ", title)[:SHEET_NAME_LIMIT]
        name, number = base, 1
        while name in self._names:
            number += 1
            name = f"{base[: SHEET_NAME_LIMIT - 4]} {number}"
        self._names.add(name)
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)  # as wide as a page, as long as it takes
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(PAGE_FOOTER)
        return sheet

    def _value(self, sheet: Any, line: int, number: int, value: Any, kind: Kind) -> None:
        if value is None:
            return
        if isinstance(value, str):
            self._string(sheet, line, number, value, kind)
        elif isinstance(value, bool):
            sheet.write_string(line, number, texts.FLAGS[value], self._text)
        elif isinstance(value, Decimal):
            sheet.write_number(line, number, float(value), self._points)
        elif isinstance(value, int | float):
            sheet.write_number(line, number, value, self._text)
        elif isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            sheet.write_datetime(line, number, dt.datetime.combine(value, dt.time()), self._date)
        else:
            self._string(sheet, line, number, _text(value), kind)

    def _string(self, sheet: Any, line: int, number: int, text: str, kind: Kind) -> None:
        shown = clean(text)
        if kind is Kind.FILE and self._urls < URLS_PER_SHEET and len(shown) <= SHORT_PATH:
            self._urls += 1
            sheet.write_url(line, number, f"external:{shown}", self._link, string=Path(shown).name)
            return
        linked = kind is Kind.URL and _is_link(shown) and len(shown) <= URL_LIMIT and self._urls < URLS_PER_SHEET
        if linked:
            self._urls += 1
            sheet.write_url(line, number, shown, self._link, string=shown)
        else:
            shown = shown if len(shown) <= CELL_LIMIT else shown[: CELL_LIMIT - len(texts.CUT)] + texts.CUT
            sheet.write_string(line, number, shown, self._text)


def _lines(cells: Sequence[Any], columns: Sequence[TableColumn]) -> int:
    """How many lines a row of wrapped cells takes: a Chinese character is two wide, as a byte pair of GBK is."""
    needed = 1
    for value, column in zip(cells, columns, strict=True):
        if isinstance(value, str):
            wide = (len(part.encode("gbk", "replace")) for part in value.split("\n", MOST_LINES))
            needed = max(needed, sum(1 + each // column.width for each in wide))
    return min(needed, MOST_LINES)


def _headings(table: Table, headings: Headings) -> list[str]:
    return table.titles() if headings == "titles" else [column.key for column in table.columns]


def _is_link(text: str) -> bool:
    return text.lower().startswith(LINK_SCHEMES)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return value
    text = clean(_text(value))
    return f"'{text}" if text.startswith(FORMULA_START) else text


def _html_cell(value: Any, column: TableColumn) -> str:
    flat = cell(value, column.kind)
    if flat is None:
        return ""
    if column.kind is Kind.FLAG:
        return texts.FLAGS[bool(flat)]
    shown = html.escape(clean(_text(flat)))
    if column.kind is Kind.URL and _is_link(_text(flat)):
        return f'<a href="{shown}" rel="noreferrer noopener">{shown}</a>'
    return shown


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if hasattr(value, "__struct_fields__"):
        return {field: getattr(value, field) for field in value.__struct_fields__}
    raise TypeError(f"{type(value).__name__} does not go into JSON")
