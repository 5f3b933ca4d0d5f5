"""Which run `score`, `report` and `export` take when none is named: the newest inspection, not a verification."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cli.options import RefusedError
from cli.results import _run
from db import runs
from db.engine import open_database

NOON = dt.datetime(2026, 11, 1, 4, tzinfo=dt.UTC)


def test_the_newest_inspection_is_the_default(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'govinspect.db'}")
    with pytest.raises(RefusedError):
        _run(database, None, None, ())
    made = {}
    for kind in (runs.SCAN, runs.QUARTER, runs.VERIFICATION):
        with database.session() as session:
            quarter = "2026Q4" if kind == runs.QUARTER else None
            made[kind] = runs.create_run(
                session, kind=kind, as_of=NOON.date(), started_at=NOON, registry={}, options={}, quarter=quarter
            ).id
    assert _run(database, None, None, ()) == made[runs.QUARTER]
    assert _run(database, made[runs.VERIFICATION], None, ()) == made[runs.VERIFICATION]
    assert _run(database, None, "2026q4", ()) == made[runs.QUARTER]
    with pytest.raises(RefusedError):
        _run(database, made[runs.SCAN], "2026Q4", ())
