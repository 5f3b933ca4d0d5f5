"""Opening a database: engines, sessions, and errors a person can act on.

SQLite is opened for several processes: write-ahead log, and every write transaction begins IMMEDIATE, so that it waits
for its turn at the start instead of failing half-way (a transaction that reads first and writes later cannot wait).
Readers have an engine of their own that never takes the write lock.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db import schema
from db.address import parse, prepare_file, shown
from db.errors import DatabaseError
from db.models import storable

BUSY_SECONDS = 30  # how long a writer waits for its turn
CONNECT_SECONDS = 10  # how long a server may take to answer
_RETRY_SECONDS = 0.05
_MIGRATION_LOCK = 0x676F7669  # "govi": the advisory lock of PostgreSQL around a migration

# what the drivers report: primary result code of SQLite, SQLSTATE (or its class) of PostgreSQL → key of our message
_SQLITE_CODES = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "folder",
    sqlite3.SQLITE_NOTADB: "not_sqlite",
    sqlite3.SQLITE_CORRUPT: "not_sqlite",
    sqlite3.SQLITE_IOERR: "io",
}
_SQLSTATES = {
    "53100": "disk_full",
    "55P03": "locked",
    "25006": "read_only",
    "42501": "privilege",
    "57P": "server",
    "08": "server",
    "28": "server",
    "3D": "server",
}


def open_database(url: str, *, create: bool = True) -> Database:
    """Opens the database at `url` and brings its schema to the newest revision.

    With `create` off, a missing SQLite file is an error instead of a new database. Safe when several processes open a
    new database at once. Raises DatabaseError, with a sentence that says what to do.
    """
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite":
        prepare_file(Path(parsed.database or ""), create=create)
    with _translating(parsed):
        _migrate(parsed)
    return Database(parsed)


class Database:
    """An open database. Each process opens its own; one that was inherited by a fork opens anew at its first use."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._inherited: list[Engine] = []
        self._connect()

    @property
    def url(self) -> str:
        """The URL to open it again, in another process: absolute, with its password."""
        return self._url.render_as_string(hide_password=False)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._url.get_backend_name()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One write transaction: committed at the end of the block, rolled back if it raises."""
        with self._open(self._engines()[0]) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries, which sees one state of the database throughout. Writing in it is an error."""
        with self._open(self._engines()[1]) as session:
            yield session

    def close(self) -> None:
        """Closes the connections."""
        for engine in self._engines():
            engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _open(self, engine: Engine) -> Iterator[Session]:
        with _translating(self._url), Session(engine, expire_on_commit=False) as session, session.begin():
            session.connection()  # begin now: a writer takes its turn before it reads
            yield session

    def _connect(self) -> None:
        self._process = os.getpid()
        self._writing = _engine(self._url)
        if self.dialect == "sqlite":
            self._reading = _engine(self._url, read_only=True)
        else:
            self._reading = self._writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def _engines(self) -> tuple[Engine, Engine]:
        if self._process != os.getpid():  # a fork: the parent's connections are kept, unused, for they are not ours
            self._inherited += [self._writing, self._reading]
            self._connect()
        return self._writing, self._reading


def _engine(url: URL, *, read_only: bool = False, enforce_keys: bool = True) -> Engine:
    """An engine with our settings. `enforce_keys` off is for migrations, which drop and rebuild tables."""
    if url.get_backend_name() != "sqlite":
        return _postgres_engine(url)
    engine = create_engine(url, json_serializer=_json, connect_args={"timeout": BUSY_SECONDS})
    pragmas = ["synchronous=NORMAL", f"foreign_keys={int(enforce_keys)}", f"query_only={int(read_only)}"]

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin ourselves
        for pragma in pragmas:
            connection.execute("PRAGMA " + pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _postgres_engine(url: URL) -> Engine:
    defaults = {"connect_timeout": str(CONNECT_SECONDS), "client_encoding": "utf8"}
    engine = create_engine(url.update_query_dict(defaults | dict(url.query)), json_serializer=_json, pool_pre_ping=True)

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Dialect, _record: object, arguments: list[Any], options: dict[str, Any]) -> Any:
        connection: Any = dialect.connect(*arguments, **options)
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":  # Chinese text would fail, or come back as bytes
            connection.close()
            raise DatabaseError("encoding", path=shown(url), encoding=encoding)
        return connection

    return engine


def _json(value: Any) -> str:
    """JSON for a JSON column: dates as ISO text, tuples as lists, text made storable."""
    return msgspec.json.encode(_clean(value)).decode()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item) for item in value]
    return value


def _migrate(url: URL) -> None:
    """Brings the schema up to date in one transaction, under a lock that no two processes hold."""
    name = shown(url)
    sqlite = url.get_backend_name() == "sqlite"
    reader = _engine(url, read_only=True)
    engine = _engine(url, enforce_keys=False) if sqlite else reader
    try:
        with reader.connect() as connection, connection.begin():
            wanting = schema.needs_upgrade(connection, name)
        if sqlite:
            _use_wal(engine, name)
        if wanting:
            with engine.connect() as connection, connection.begin():
                if not sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
                if schema.needs_upgrade(connection, name):  # another process may have been first
                    schema.bring_up(connection)
    finally:
        reader.dispose()
        engine.dispose()


def _use_wal(engine: Engine, name: str) -> None:
    """Switches the file to the write-ahead log. SQLite does not wait for other openers here, so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        while True:
            try:
                mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0]
                break
            except sqlite3.OperationalError as error:
                if _sqlite_key(error) != "locked" or time.monotonic() > deadline:
                    raise
                time.sleep(_RETRY_SECONDS)
    finally:
        raw.close()
    if mode != "wal":
        raise DatabaseError("no_wal", path=name)


@contextmanager
def _translating(url: URL) -> Iterator[None]:
    """Turns the drivers' errors a person can act on into DatabaseError; others pass as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        key = _sqlite_key(cause) if isinstance(cause, sqlite3.Error) else _postgres_key(cause)
        if key is None:
            raise
        reason = " ".join(str(cause).split())
        raise DatabaseError(key, path=shown(url), reason=reason, seconds=BUSY_SECONDS) from error


def _sqlite_key(error: BaseException) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE_CODES.get(code & 0xFF)  # the low byte is the primary code


def _postgres_key(error: BaseException | None) -> str | None:
    state = getattr(error, "sqlstate", None)
    if state is None:  # no answer of a server: the connection could not be made, or broke
        return "server" if type(error).__name__ == "OperationalError" else None
    return next((_SQLSTATES[state[:length]] for length in (5, 3, 2) if state[:length] in _SQLSTATES), None)
