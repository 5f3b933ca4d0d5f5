"""Findings, pages, links and scores as tables: named columns, one mapping a row, in a fixed order.

A table does not know in which file it ends; `reports/table_files.py` writes it as jsonl, csv, xlsx or html.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from reports import texts
from reports.records import FindingLike, UrlLike

if TYPE_CHECKING:
    from reports.scoring import DimensionScore, IndicatorScore, SiteScore

Row = Mapping[str, Any]

_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode  # made once: there are many cells


class Kind(StrEnum):
    """What a column holds, which decides how a cell is written."""

    TEXT = "text"
    URL = "url"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    FLAG = "flag"
    STRUCTURE = "structure"  # list or object: JSON in a flat file
    LINES = "lines"  # a list of texts: a line each
    FILE = "file"  # a path on this machine


class TableColumn(msgspec.Struct, frozen=True):
    """A column: its key, what it holds, its width in a spreadsheet (characters)."""

    key: str
    kind: Kind = Kind.TEXT
    width: int = 14
    bars: bool = False  # data bars in a spreadsheet: the larger, the longer
    choices: tuple[str, ...] = ()  # what a person may fill in, to choose from in a spreadsheet
    printed: bool = True  # those behind the last printed one are seen on the screen only: evidence, numbers


class Table(msgspec.Struct, frozen=True):
    """Rows under columns. `rows` is read once, so it may be a generator over a large result."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: Iterable[Row]
    title: str = ""  # of its sheet, if not that of its name

    def titles(self) -> list[str]:
        """The headings for people."""
        return [texts.COLUMN_TITLES.get(column.key, column.key) for column in self.columns]


FINDING_COLUMNS = (
    TableColumn("id", width=18),
    TableColumn("check", width=16),
    TableColumn("site", width=12),
    TableColumn("url", Kind.URL, 48),
    TableColumn("target", width=40),
    TableColumn("severity", width=9),
    TableColumn("message", width=60),
    TableColumn("occurrences", Kind.NUMBER, 9, bars=True),
    TableColumn("pages", Kind.STRUCTURE, 30),
    TableColumn("detail", Kind.STRUCTURE, 40),
    TableColumn("evidence", Kind.STRUCTURE, 30),
    TableColumn("run", width=6),
    TableColumn("as_of", Kind.DATE, 11),
    TableColumn("first_seen", Kind.TIME, 26),
    TableColumn("found_at", Kind.TIME, 26),
)

PAGE_COLUMNS = (
    TableColumn("url", Kind.URL, 60),
    TableColumn("state", width=9),
    TableColumn("reason", width=18),
    TableColumn("status", Kind.NUMBER, 8),
    TableColumn("fetched_at", Kind.TIME, 26),
    TableColumn("bytes", Kind.NUMBER, 10),
    TableColumn("title", width=50),
    TableColumn("published", Kind.DATE, 11),
    TableColumn("page_type", width=9),
    TableColumn("column", width=40),
    TableColumn("rendered", Kind.FLAG, 9),
    TableColumn("duplicate_of", Kind.URL, 40),
)

LINK_COLUMNS = (
    TableColumn("url", Kind.URL, 60),
    TableColumn("kind", width=11),
    TableColumn("verdict", width=12),
    TableColumn("reason", width=18),
    TableColumn("status", Kind.NUMBER, 8),
    TableColumn("attempts", Kind.NUMBER, 9),
    TableColumn("checked_at", Kind.TIME, 26),
    TableColumn("final_url", Kind.URL, 48),
    TableColumn("found_on", Kind.URL, 48),
)

LINK_ATTRIBUTES = {"checked_at": "fetched_at"}  # where a link's column is called otherwise in its row

SCORE_COLUMNS = (
    TableColumn("site", width=14),
    TableColumn("name", width=30),
    TableColumn("level", width=10),
    TableColumn("id", width=24),
    TableColumn("title", width=24),
    TableColumn("points", Kind.NUMBER, 8),
    TableColumn("measured_points", Kind.NUMBER, 10),
    TableColumn("got", Kind.NUMBER, 8),
    TableColumn("lost", Kind.NUMBER, 8),
    TableColumn("state", width=14),
    TableColumn("rule_class", width=8),
    TableColumn("clause", width=40),
    TableColumn("computation", width=40),
    TableColumn("findings", Kind.STRUCTURE, 40),
    TableColumn("notes", width=50),
    TableColumn("provisional", Kind.FLAG, 10),
    TableColumn("scheme", width=18),
    TableColumn("scheme_sha256", width=20),
)


def findings_table(findings: Iterable[FindingLike]) -> Table:
    """The contract's findings, in the order given: the queries sort by check, url, target."""
    return Table("findings", FINDING_COLUMNS, (_fields(finding, FINDING_COLUMNS) for finding in findings))


def pages_table(urls: Iterable[UrlLike]) -> Table:
    """A row for every URL the inspection came to know, in the order given (the query sorts)."""
    return Table("pages", PAGE_COLUMNS, (_fields(url, PAGE_COLUMNS) for url in urls))


def links_table(urls: Iterable[UrlLike]) -> Table:
    """A row for every URL that has a link verdict, in the order given."""
    rows = (
        {column.key: getattr(url, LINK_ATTRIBUTES.get(column.key, column.key)) for column in LINK_COLUMNS}
        for url in urls
        if url.verdict
    )
    return Table("links", LINK_COLUMNS, rows)


def scores_table(scores: Iterable[SiteScore]) -> Table:
    """A row for the total, each dimension, each indicator and each deduction of each site."""
    return Table("scores", SCORE_COLUMNS, (row for score in scores for row in _score_rows(score)))


def score_objects(scores: Iterable[SiteScore]) -> Iterator[Row]:
    """One nested object a site, for jsonl."""
    for score in scores:
        yield msgspec.structs.asdict(score)


def cell(value: Any, kind: Kind) -> Any:
    """A value as a flat cell: None for nothing, JSON text for structures, the value itself otherwise."""
    if value is None or value == "":
        return None
    if kind is Kind.LINES:
        return "\n".join(value) or None
    if kind is Kind.STRUCTURE:
        return _as_json(value) if value else None
    return value


def plain_rows(table: Table) -> list[list[str]]:
    """The table as one-line text cells, for a terminal: no headings (`Table.titles`), no markup."""
    return [[_plain(row.get(column.key), column.kind) for column in table.columns] for row in table.rows]


def only(table: Table, keys: Sequence[str]) -> Table:
    """The table with these columns alone, in this order."""
    columns = {column.key: column for column in table.columns}
    return Table(table.name, tuple(columns[key] for key in keys), table.rows)


def _plain(value: Any, kind: Kind) -> str:
    flat = cell(value, kind)
    if flat is None:
        return ""
    if kind is Kind.FLAG:
        return texts.FLAGS[bool(flat)]
    return " ".join(str(flat).split())


def _fields(record: object, columns: Sequence[TableColumn]) -> dict[str, Any]:
    return {column.key: getattr(record, column.key) for column in columns}


def _score_rows(score: SiteScore) -> Iterator[Row]:
    shared = {
        "site": score.site,
        "name": score.name,
        "scheme": f"{score.scheme.id} {score.scheme.version}",
        "scheme_sha256": score.scheme.sha256,
        "provisional": score.provisional,
    }
    notes = [score.scheme.inner_weights_note, *score.reasons]
    total = {
        "level": "site",
        "id": score.site,
        "title": texts.TOTAL,
        "state": "",
        "notes": "；".join(filter(None, notes)),
    }
    yield shared | total | _marks(score)
    for dimension in score.dimensions:
        named = {"level": "dimension", "id": dimension.id, "title": dimension.title, "state": dimension.state.value}
        notes_ = _entered(dimension) or dimension.not_measured
        yield shared | named | _marks(dimension) | {"clause": dimension.clause, "notes": notes_}
        for indicator in dimension.indicators:
            yield from _indicator_rows(indicator, shared)
    for veto in score.vetoes:
        yield shared | {
            "level": "veto",
            "id": veto.id,
            "title": veto.title,
            "clause": veto.clause,
            "rule_class": veto.rule_class,
            "computation": texts.veto_count(veto.count, veto.boundary),
            "findings": veto.findings,
        }


def _indicator_rows(indicator: IndicatorScore, shared: Mapping[str, Any]) -> Iterator[Row]:
    named = {"level": "indicator", "id": indicator.id, "title": indicator.title, "state": indicator.state.value}
    about = {"clause": indicator.clause, "rule_class": indicator.rule_class}
    notes = "；".join([*filter(None, [_entered(indicator) or indicator.not_measured]), *indicator.reasons])
    yield dict(shared) | named | _marks(indicator) | about | {"notes": notes}
    for deduction in (*indicator.deductions, *indicator.hints):
        yield dict(shared) | {
            "level": "deduction",
            "id": deduction.rule,
            "title": deduction.text,
            "lost": deduction.points,
            "clause": deduction.clause,
            "rule_class": deduction.rule_class,
            "computation": deduction.computation,
            "findings": deduction.findings,
        }


def _entered(scored: DimensionScore | IndicatorScore) -> str:
    one = scored.entered
    return texts.entered(one.points, scored.points, one.by, one.reason) if one else ""


def _marks(scored: Any) -> dict[str, Any]:
    return {key: getattr(scored, key) for key in ("points", "measured_points", "got", "lost")}
