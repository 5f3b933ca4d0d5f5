"""The schema's revisions: which one a database has, and the way to the newest (Alembic, driven from here)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, select

from db.errors import DatabaseError
from db.models import Base

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE = "govinspect_version"  # not Alembic's default: the database may be shared with other programs
_VERSION = Table(  # as Alembic makes it
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)
_FOLDER = Path(__file__).parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration for our migrations, run on `connection` inside the transaction it is in."""
    from alembic.config import Config  # Alembic costs as much as the rest of `db`, and is needed once in a release

    made = Config()
    made.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def newest() -> str:
    """The revision this program knows as the newest."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(config()).get_current_head()
    if head is None:
        raise RuntimeError(f"no migrations in {_FOLDER}: the installation is incomplete")
    return head


def revision(connection: Connection) -> str | None:
    """The revision of the database, None if it has no schema of ours yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(select(_VERSION.c.version_num))
    return found


def last_by_name() -> str:
    """The number of the last migration by the names of the files: the newest revision, as long as it has its number."""
    return max(file.name.partition("_")[0] for file in (_FOLDER / "versions").glob("[0-9]*_*.py"))


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
    if current == last_by_name():
        return False
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if current not in known:
        raise DatabaseError("newer", path=shown, revision=current)
    return current != newest()


def bring_up(connection: Connection) -> None:
    """Brings the database to the newest revision, in the connection's transaction."""
    if revision(connection) is None:
        create(connection)
    else:
        upgrade(connection)


def create(connection: Connection) -> None:
    """Makes the schema of a new database from the models: what the migrations make together, without Alembic."""
    Base.metadata.create_all(connection)
    _VERSION.create(connection, checkfirst=True)
    connection.execute(insert(_VERSION).values(version_num=last_by_name()))


def upgrade(connection: Connection) -> None:
    """Runs the migrations that the database lacks."""
    from alembic import command

    command.upgrade(config(connection), "head")
