"""Statements over many rows, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Dialect, Insert, Table, Update, insert
from sqlalchemy.orm import DeclarativeBase, Session

BATCH = 1_000  # rows a statement; more gain nothing, and SQLite allows 32,766 values in one

Item = TypeVar("Item")


def table_of(model: type[DeclarativeBase]) -> Table:
    """The table of a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def add_missing(session: Session, model: type[DeclarativeBase], rows: Iterable[Mapping[str, Any]]) -> int:
    """Inserts the rows whose unique columns are not there yet, the first of equal ones. Returns how many are new.

    All rows have the same keys.
    """
    return _add(session, table_of(model), rows, missing=True)


def add_all(session: Session, model: type[DeclarativeBase], rows: Iterable[Mapping[str, Any]]) -> int:
    """Inserts the rows, which all have the same keys; returns how many."""
    return _add(session, table_of(model), rows, missing=False)


class Prepared:
    """A statement over many rows, compiled once: what is left to do for each is to bring its values into the form
    that the database's driver takes. SQLAlchemy's own way costs as much again for every row, and a third of a
    millisecond for every statement. `names` are what the rows call the statement's values, where they differ.
    """

    def __init__(
        self,
        statement: Insert | Update,
        dialect: Dialect,
        columns: Iterable[str] = (),
        names: Mapping[str, str] | None = None,
    ) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        self._sql: str = compiled.string
        self._binds = list(compiled.positiontup or compiled.binds)
        self._by_name = compiled.positiontup is None
        self._forms: list[tuple[str, Callable[[Any], Any] | None]] = []
        self._constants: dict[str, Any] = {}
        for name in self._binds:
            form = compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
            self._forms.append(((names or {}).get(name, name), form))
        for column in compiled.insert_prefetch if isinstance(statement, Insert) else ():
            if not column.default.is_scalar:
                raise TypeError(f"{column}: the rows have to bring a value of their own")
            self._constants[column.key] = column.default.arg

    def run(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> int:
        """Runs it with rows that have all its values; how many rows of the table it changed."""
        changed = 0
        for batch in batches(map(self._values, rows)):
            options = {"preserve_rowcount": True}
            changed += session.connection().exec_driver_sql(self._sql, batch, execution_options=options).rowcount
        return changed

    def _values(self, row: Mapping[str, Any]) -> Any:
        whole = {**self._constants, **row} if self._constants else row
        values = [form(whole[name]) if form is not None else whole[name] for name, form in self._forms]
        return dict(zip(self._binds, values, strict=True)) if self._by_name else tuple(values)


_inserts: dict[tuple[str, Table, tuple[str, ...], bool], Prepared] = {}


def _add(session: Session, table: Table, rows: Iterable[Mapping[str, Any]], *, missing: bool) -> int:
    rest = iter(rows)
    first = next(rest, None)
    if first is None:
        return 0
    dialect = session.get_bind().dialect
    key = (dialect.name, table, tuple(first), missing)
    prepared = _inserts.get(key)
    if prepared is None:
        statement = _insert_missing(dialect.name, table) if missing else insert(table)
        prepared = _inserts[key] = Prepared(statement, dialect, first)
    return prepared.run(session, (row for part in ((first,), rest) for row in part))


def _insert_missing(dialect: str, table: Table) -> Insert:
    """An INSERT in words that only the two databases share; each dialect is loaded where it is spoken."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table).on_conflict_do_nothing()
