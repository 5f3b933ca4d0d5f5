"""Figures people bring in as tables: the templates the program writes, and reading them back, row by row checked.

A file with a fault is refused whole, with every fault named by its row.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from reports import figure_phrases as phrases
from reports.entered import EnterableItem
from reports.evaluation.model import CircularTable, Level, TableKind
from reports.evaluation.reading import read_circular
from reports.media import Adopted, MediaAccount
from reports.scheme import Scheme
from reports.spreadsheets import read_cells, read_rows
from reports.table_files import clean

FigureKind = Literal["manual-scores", "media", "adoption"]
FIGURE_KINDS: tuple[FigureKind, ...] = ("manual-scores", "media", "adoption")
MOST_TOLD = 8
FIRST_ROW = 2  # of a spreadsheet's data
T = TypeVar("T")

MANUAL_HEADS = (
    phrases.SITE, phrases.SITE_NAME, phrases.ITEM, phrases.ITEM_TITLE, phrases.FULL, phrases.POINTS, phrases.REASON,
    phrases.BY,
)  # fmt: skip
ADOPTION_HEADS = (phrases.LEVEL, phrases.UNIT, phrases.ADOPTED)
ACTIVITY_HEADS = (
    phrases.LAST_POST, phrases.ORIGINALS_30, phrases.ORIGINALS_90, phrases.INTERACTIONS, phrases.REGISTERED,
)  # fmt: skip


class FiguresError(ValueError):
    """A file of figures that cannot be taken; the text says what is wrong in which row."""


class ManualEntry(NamedTuple):
    """Points for an item of a site, with who gave them and why."""

    site: str
    item: str
    points: Decimal
    reason: str
    by: str


# templates


def manual_template(sites: Sequence[tuple[str, str]], items: Sequence[EnterableItem]) -> list[list[str]]:
    """The heading and a row for every site (code, name) and item."""
    rows = [[code, name, item.id, item.title, f"{item.points:f}", "", "", ""] for code, name in sites for item in items]
    return [list(MANUAL_HEADS), *rows]


def media_template(scheme: Scheme) -> list[list[str]]:
    """The heading alone: accounts are in no registry."""
    return [list(_media_heads(scheme))]


def adoption_template(units: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The heading and a row for every unit (level, name)."""
    titles = {level: title for title, level in phrases.LEVELS.items()}
    return [list(ADOPTION_HEADS), *([titles.get(level, ""), name, ""] for level, name in units)]


def write_template(kind: FigureKind, rows: Sequence[Sequence[str]], path: Path) -> Path:
    """Writes a template as .csv, or as .xlsx with a sheet that says how to fill it in; returns the path."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path
    import xlsxwriter  # loaded where a workbook is asked for

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True})
        sheet = book.add_worksheet(phrases.DATA_SHEET)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, clean(cell), head if number == 0 else None)
        for place, title in enumerate(rows[0]):
            longest = max((len(row[place]) for row in rows), default=len(title))
            sheet.set_column(place, place, min(2 * longest + 2, 44))
        guide = book.add_worksheet(phrases.GUIDE_SHEET)
        guide.set_column(0, 0, 110)
        for number, line in enumerate(phrases.GUIDES[kind]):
            guide.write_string(number, 0, line)
    return path


# reading


def read_manual_scores(path: Path, items: Sequence[EnterableItem], sites: Sequence[str]) -> list[ManualEntry]:
    """The rows that have points. Raises FiguresError, SpreadsheetError."""
    known, registered, seen = {item.id: item for item in items}, set(sites), set[tuple[str, str]]()

    def entry(row: Mapping[str, str]) -> ManualEntry | None:
        if not row[phrases.POINTS]:
            return None
        site, item = row[phrases.SITE], row[phrases.ITEM]
        if site not in registered:
            raise FiguresError(phrases.unknown_site(site))
        if item not in known:
            raise FiguresError(phrases.not_enterable(item))
        if (site, item) in seen:
            raise FiguresError(phrases.repeated(f"{site} {item}"))
        seen.add((site, item))
        points = _points(row, phrases.POINTS, known[item].points)
        return ManualEntry(site, item, points, _filled(row, phrases.REASON), _filled(row, phrases.BY))

    needed = (phrases.SITE, phrases.ITEM, phrases.POINTS, phrases.REASON, phrases.BY)
    return _rows(path, needed, entry)


def read_media(path: Path, scheme: Scheme) -> list[MediaAccount]:
    """The accounts of a filled template, or of a circular's WeChat and Weibo tables.

    Raises FiguresError, SpreadsheetError, CircularError.
    """
    if _is_circular(path):
        circular = read_circular(path)
        tables = [*circular.of(TableKind.WECHAT), *circular.of(TableKind.WEIBO)]
        if not tables:
            raise FiguresError(phrases.no_media_table(path))
        return [account for table in tables for account in _accounts(table, scheme)]
    heads = {f"{one.title}({one.points:f})": one for one in scheme.dimensions}
    seen: set[tuple[str, str]] = set()

    def account(row: Mapping[str, str]) -> MediaAccount:
        name = _filled(row, phrases.ACCOUNT)
        platform = _one_of(row, phrases.PLATFORM, phrases.PLATFORMS)
        if (platform, name) in seen:
            raise FiguresError(phrases.repeated(name))
        seen.add((platform, name))
        given = {one.id: _points(row, head, one.points) for head, one in heads.items() if row.get(head)}
        return MediaAccount(
            platform=platform,
            level=_one_of(row, phrases.LEVEL, phrases.LEVELS),
            account=name,
            unit=row.get(phrases.UNIT, ""),
            points=given,
            note=row.get(phrases.NOTE, ""),
            last_post=_date(row, phrases.LAST_POST),
            originals_30d=_count(row, phrases.ORIGINALS_30),
            originals_90d=_count(row, phrases.ORIGINALS_90),
            interactions=_count(row, phrases.INTERACTIONS),
            registered=_one_of(row, phrases.REGISTERED, phrases.FLAGS) if row.get(phrases.REGISTERED) else None,
        )

    return _rows(path, (phrases.PLATFORM, phrases.LEVEL, phrases.ACCOUNT, *heads), account)


def read_adoption(path: Path) -> list[Adopted]:
    """The units of a filled template, or of a circular's table of adoption.

    Raises FiguresError, SpreadsheetError, CircularError.
    """
    if _is_circular(path):
        tables = read_circular(path).of(TableKind.ADOPTION)
        if not tables:
            raise FiguresError(phrases.no_adoption_table(path))
        return [unit for table in tables for unit in _adopted(table)]
    seen: set[str] = set()

    def unit(row: Mapping[str, str]) -> Adopted | None:
        if not row[phrases.ADOPTED]:
            return None
        name = _filled(row, phrases.UNIT)
        if name in seen:
            raise FiguresError(phrases.repeated(name))
        seen.add(name)
        level = _one_of(row, phrases.LEVEL, phrases.LEVELS)
        return Adopted(level=level, unit=name, adopted=_count(row, phrases.ADOPTED) or 0)

    return _rows(path, ADOPTION_HEADS, unit)


def _media_heads(scheme: Scheme) -> Iterator[str]:
    yield from (phrases.PLATFORM, phrases.LEVEL, phrases.UNIT, phrases.ACCOUNT)
    yield from (f"{one.title}({one.points:f})" for one in scheme.dimensions)
    yield from (phrases.NOTE, *ACTIVITY_HEADS)


def _is_circular(path: Path) -> bool:
    """A text or Word file, or a spreadsheet with the circular's own heading rows."""
    suffix = path.suffix.lower()
    if suffix != ".xlsx":
        return suffix in (".txt", ".docx")
    return any(phrases.NUMBER in cells for cells in read_cells(path))


def _accounts(table: CircularTable, scheme: Scheme) -> Iterator[MediaAccount]:
    ids = {one.title: one.id for one in scheme.dimensions}
    for row in table.rows:
        pairs = zip(table.columns, row.values, strict=True)
        yield MediaAccount(
            platform=table.kind.value,
            level=table.level.value,
            account=row.name,
            points={ids[column.title]: value for column, value in pairs if value is not None and column.title in ids},
            note=row.note,
        )


def _adopted(table: CircularTable) -> Iterator[Adopted]:
    groups = list(table.groups())
    levels = [Level.COUNTY, Level.DEPARTMENT] if len(groups) == len(phrases.LEVELS) else [table.level] * len(groups)
    for level, rows in zip(levels, groups, strict=True):
        for row in rows:
            if row.values and row.values[0] is not None:
                yield Adopted(level=level.value, unit=row.name, adopted=int(row.values[0]))


def refuse_if(wrong: Sequence[str], path: Path) -> None:
    """Raises FiguresError for a file in which anything is wrong, with the first of it, and how much more there is."""
    if wrong:
        raise FiguresError(phrases.problems(path, wrong[:MOST_TOLD], len(wrong[MOST_TOLD:])))


def _rows(path: Path, needed: Sequence[str], make: Callable[[Mapping[str, str]], T | None]) -> list[T]:
    heading, rows = read_rows(path)
    missing = [name for name in needed if name not in heading]
    if missing:
        raise FiguresError(phrases.missing_columns(path, missing, list(needed)))
    made: list[T] = []
    wrong: list[str] = []
    for number, row in enumerate(rows, FIRST_ROW):
        try:
            one = make(row)
        except FiguresError as error:
            wrong.append(phrases.problem(number, str(error)))
            continue
        if one is not None:
            made.append(one)
    refuse_if(wrong, path)
    if not made:
        raise FiguresError(phrases.no_rows(path))
    return made


def _filled(row: Mapping[str, str], column: str) -> str:
    if not row.get(column):
        raise FiguresError(phrases.required(column))
    return row[column]


def _points(row: Mapping[str, str], column: str, full: Decimal) -> Decimal:
    try:
        value = Decimal(row[column])
    except InvalidOperation:
        raise FiguresError(phrases.not_a_number(column, row[column])) from None
    if not value.is_finite() or not 0 <= value <= full:
        raise FiguresError(phrases.out_of_range(column, row[column], full))
    return value


def _count(row: Mapping[str, str], column: str) -> int | None:
    text = row.get(column, "")
    if not text:
        return None
    if not text.isdecimal():
        raise FiguresError(phrases.not_a_number(column, text))
    return int(text)


def _date(row: Mapping[str, str], column: str) -> dt.date | None:
    text = row.get(column, "")
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise FiguresError(phrases.not_a_date(column, text)) from None


def _one_of(row: Mapping[str, str], column: str, known: Mapping[str, T]) -> T:
    text = row.get(column, "")
    if text not in known:
        raise FiguresError(phrases.not_one_of(column, text, list(known)) if text else phrases.required(column))
    return known[text]
