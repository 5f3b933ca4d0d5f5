"""The migrations make exactly the models' schema, on both databases, and lose nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event, inspect, text

from db import schema
from db.engine import Database, open_database
from db.models import Base
from db.urls import add_urls, counts

ADD_AND_REBUILD = '''
"""a later revision: adds a column and rebuilds a table that others refer to"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "zz99", "{head}", None, None
def upgrade():
    with op.batch_alter_table("inspection") as batch:
        batch.alter_column("reason", type_=sa.Text(), existing_type=sa.String(64), existing_nullable=False)
        batch.add_column(sa.Column("extra", sa.Text(), nullable=False, server_default="x"))
def downgrade():
    with op.batch_alter_table("inspection") as batch:
        batch.drop_column("extra")
'''


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database that all migrations made, where a new one is made from the models."""
    with create_engine(database_url).begin() as connection:
        schema.upgrade(connection)
    with open_database(database_url) as opened:
        yield opened


def described(engine: Engine) -> dict[str, Any]:
    """Every table with columns, keys and indexes, as the database tells them."""
    inspector = inspect(engine)
    described = {}
    for table in (*Base.metadata.tables, schema.VERSION_TABLE):
        columns = {
            column["name"]: (str(column["type"]), column["nullable"], getattr(column["type"], "collation", None))
            for column in inspector.get_columns(table)
        }
        described[table] = {
            "columns": columns,
            "primary": inspector.get_pk_constraint(table),
            "foreign": sorted(map(str, inspector.get_foreign_keys(table))),
            "unique": sorted(map(str, inspector.get_unique_constraints(table))),
            "indexes": sorted(map(str, inspector.get_indexes(table))),
        }
    return described


def test_autogenerate_finds_nothing_to_change(database: Database) -> None:
    with create_engine(database.url).connect() as connection:
        options = {"version_table": schema.VERSION_TABLE, "compare_type": True, "render_as_batch": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_a_new_database_is_what_the_migrations_make(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if database.dialect == "sqlite":
        other = f"sqlite:///{tmp_path / 'new.sqlite'}"
    else:
        other = request.getfixturevalue("new_postgres")()
    with open_database(other) as new, new.reading() as session:
        assert described(create_engine(database.url)) == described(create_engine(other))
        assert schema.revision(session.connection()) == schema.newest()


def test_a_new_database_does_without_the_machinery_of_migrations(tmp_path: Path) -> None:
    opens = f"import sys; from db.engine import open_database; open_database('sqlite:///{tmp_path}/new.sqlite').close()"
    subprocess.run([sys.executable, "-c", f"{opens}; assert 'alembic' not in sys.modules"], check=True)


@pytest.mark.postgres
def test_all_text_is_ordered_by_code_point_on_postgres(new_postgres: Callable[..., str]) -> None:
    url = new_postgres()
    open_database(url).close()
    query = text(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C' "
        "AND table_name <> :version"
    )
    with create_engine(url).connect() as connection:
        assert connection.execute(query, {"version": schema.VERSION_TABLE}).all() == []


def test_down_to_nothing_and_up_again(database: Database) -> None:
    engine = create_engine(database.url)
    with engine.begin() as connection:
        command.downgrade(schema.config(connection), "base")
    assert not set(inspect(engine).get_table_names()) & set(Base.metadata.tables)
    engine.dispose()
    with open_database(database.url) as again, again.reading() as session:
        assert schema.revision(session.connection()) == schema.newest()


def test_the_last_file_name_has_the_number_of_the_newest_revision() -> None:
    assert schema.last_by_name() == schema.newest()  # else every start would load Alembic


def test_a_later_migration_keeps_the_rows_of_tables_that_refer_to_the_rebuilt_one(
    database: Database, inspection: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.session() as session:
        add_urls(session, inspection, [{"url": f"http://a/{number}"} for number in range(5)])
    database.close()
    plain, later = schema.config, tmp_path / "versions"
    later.mkdir()
    (later / "zz99.py").write_text(ADD_AND_REBUILD.format(head=schema.newest()))

    def with_later(connection: Any = None) -> Any:
        made = plain(connection)
        ours = Path(made.get_main_option("script_location")) / "versions"
        made.set_main_option("version_locations", f"{ours}\n{later}")
        made.set_main_option("path_separator", "newline")
        return made

    monkeypatch.setattr(schema, "config", with_later)
    monkeypatch.setattr(schema, "last_by_name", lambda: "zz99")
    with open_database(database.url) as upgraded, upgraded.reading() as session:
        assert session.execute(text("SELECT extra FROM inspection")).scalars().all() == ["x"]
        assert counts(session, inspection) == {"pending": 5}
    engine = create_engine(database.url)
    if database.dialect == "sqlite":
        event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA foreign_keys=OFF"))
    with engine.begin() as connection:
        command.downgrade(schema.config(connection), "-1")
    assert "extra" not in {column["name"] for column in inspect(engine).get_columns("inspection")}
    monkeypatch.setattr(schema, "config", plain)
    with open_database(database.url) as back, back.reading() as session:
        assert counts(session, inspection) == {"pending": 5}


def test_a_failed_migration_leaves_the_database_as_it_was(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = described(create_engine(database.url))

    def half_way(connection: Any) -> None:
        connection.execute(text("ALTER TABLE site ADD COLUMN half TEXT"))
        raise RuntimeError("the power went")

    monkeypatch.setattr(schema, "needs_upgrade", lambda *_: True)
    monkeypatch.setattr(schema, "bring_up", half_way)
    with pytest.raises(RuntimeError, match="power"):
        open_database(database.url)
    assert described(create_engine(database.url)) == before
