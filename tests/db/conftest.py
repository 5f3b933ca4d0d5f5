"""A new database for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from db.engine import Database, open_database
from db.runs import create_inspections, create_run

NOW = dt.datetime(2026, 11, 22, 4, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def postgres_server(postgres_url: str) -> Iterator[Engine]:
    """An engine that makes and drops databases."""
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture
def new_postgres(postgres_server: Engine) -> Iterator[Callable[..., str]]:
    """Makes a PostgreSQL database for this test and returns its URL; `options` are those of CREATE DATABASE."""
    names: list[str] = []

    def make(options: str = "") -> str:
        names.append(f"t{uuid.uuid4().hex}")
        with postgres_server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {names[-1]} {options}"))
        return postgres_server.url.set(database=names[-1]).render_as_string(hide_password=False)

    yield make
    with postgres_server.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'govinspect.sqlite'}"
    return request.getfixturevalue("new_postgres")()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open, migrated database."""
    with open_database(database_url) as opened:
        yield opened


@pytest.fixture
def inspection(database: Database) -> int:
    """The id of a pending inspection of the site `hanyin`."""
    with database.session() as session:
        run = create_run(session, kind="scan", as_of=TODAY, started_at=NOW, registry={"sites": []}, options={})
        return create_inspections(session, run.id, ["hanyin"])["hanyin"]
