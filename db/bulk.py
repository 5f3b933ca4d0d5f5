"""Statements over many rows, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table
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
    statement = (
        _insert(session.get_bind().dialect.name, table_of(model))
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True)
    )
    connection = session.connection()
    return sum(connection.execute(statement, batch).rowcount for batch in batches(map(dict, rows)))


def _insert(dialect: str, table: Table) -> Any:
    """An INSERT in words that only the two databases share; each dialect is loaded where it is spoken."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
