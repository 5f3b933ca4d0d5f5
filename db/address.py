"""What a `--db` URL means, and whether the place it names can be used at all."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.errors import DatabaseError

# URL scheme: the one driver of each dialect that is supported
DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite file; `path` may be relative or begin with `~`."""
    return URL.create("sqlite", database=str(path.expanduser().absolute())).render_as_string()


def parse(url: str) -> URL:
    """The URL with its driver and, for SQLite, an absolute path. Raises DatabaseError if it cannot be one of ours."""
    if "://" not in url:
        raise DatabaseError("not_a_url", given=url, suggestion=sqlite_url(Path(url or "govinspect.sqlite")))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseError("not_a_url", given=url, suggestion=sqlite_url(Path("govinspect.sqlite"))) from None
    if parsed.drivername not in DRIVERS:
        raise DatabaseError("dialect", dialect=parsed.drivername)
    parsed = parsed.set(drivername=DRIVERS[parsed.drivername])
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed)
    try:
        importlib.import_module("psycopg")
    except ImportError:
        raise DatabaseError("driver") from None
    return parsed


def _sqlite(given: str, parsed: URL) -> URL:
    database = parsed.database or ""
    if parsed.host or database in ("", ":memory:") or database.startswith("file:") or parsed.query:
        raise DatabaseError("no_file")
    if database.startswith("~"):
        raise DatabaseError("home_in_url", given=given, suggestion=sqlite_url(Path(database)))
    return parsed.set(database=str(Path(database).absolute()))


def shown(url: URL) -> str:
    """What to call the database in a message: the path of a file, or the URL without its password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def prepare_file(path: Path, *, create: bool) -> None:
    """Sees to it that an SQLite file can be opened for writing at `path`; its folder is made if `create`."""
    folder = path.parent
    if path.is_dir():
        raise DatabaseError("is_folder", path=path)
    if not path.exists():
        if not create:
            raise DatabaseError("missing", path=path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseError("folder", path=folder, reason=error.strerror) from error
    elif not os.access(path, os.W_OK):
        raise DatabaseError("read_only", path=path)
    if not os.access(folder, os.W_OK | os.X_OK):  # the write-ahead log lies beside the file
        raise DatabaseError("folder", path=folder, reason=os.strerror(13))
