"""The schema's revisions: which one a database has, and the way to the newest (Alembic, driven from here)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from db.errors import DatabaseError
from db.models import Base

VERSION_TABLE = "govinspect_version"  # not Alembic's default: the database may be shared with other programs
_FOLDER = Path(__file__).parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration for our migrations, run on `connection` inside the transaction it is in."""
    made = Config()
    made.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def newest() -> str:
    """The revision this program knows as the newest."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    if head is None:
        raise RuntimeError(f"no migrations in {_FOLDER}: the installation is incomplete")
    return head


def revision(connection: Connection) -> str | None:
    """The revision of the database, None if it has no schema of ours yet."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def needs_upgrade(connection: Connection, shown: str) -> bool:
    """Whether the database has to be migrated. Raises DatabaseError if it is another program's or a newer one's.

    An SQLite file belongs to one program; a PostgreSQL database may hold foreign tables, but none of our names.
    """
    current = revision(connection)
    if current is None:
        present = set(inspect(connection).get_table_names())
        if connection.dialect.name != "sqlite":
            present &= set(Base.metadata.tables)
        present.discard(VERSION_TABLE)
        if present:
            raise DatabaseError("foreign", path=shown, tables=", ".join(sorted(present)[:5]))
        return True
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if current not in known:
        raise DatabaseError("newer", path=shown, revision=current)
    return current != newest()


def upgrade(connection: Connection) -> None:
    """Brings the database to the newest revision, in the connection's transaction."""
    command.upgrade(config(connection), "head")
