"""The demo city inspected end to end: what was planted is found, what only looks like a fault is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

import scheduler
from crawler.job import Note
from db import findings, runs
from db.engine import open_database
from demo.city import build
from demo.manifest import Manifest, compare
from demo.server import serve
from scheduler import InspectionOptions, Machine, Quarter

NOW = dt.datetime(2026, 11, 23, 2, tzinfo=dt.UTC)
NEEDS_BROWSER = "wlj"  # the site whose lists are made by script


Unjudged = dict[str, dict[str, int]]  # site → check → how often it could not judge


def inspect(folder: Path, as_of: dt.date, **chosen: Any) -> tuple[list[dict[str, Any]], list[Note], Manifest, Unjudged]:
    """Findings, notes and manifest of an inspection of the city as it looks on a day."""
    city = build(as_of)
    notes: list[Note] = []
    with serve(city) as served, open_database(f"sqlite:///{folder / 'city.db'}") as database:
        scheduler.remember_visits(database, city.visits)
        order = InspectionOptions(as_of=as_of, connect_to=tuple(served.connect_to), **chosen)
        run_id = scheduler.start_quarter(database, Quarter.of(as_of), city.sites, order, NOW)
        machine = Machine(db=database.url, data_dir=folder, user_agent="govinspect test", parallel=2)
        results = scheduler.inspect(
            database, run_id, machine, lambda _, event: notes.append(event) if isinstance(event, Note) else None,
            clock=lambda: NOW,
        )  # fmt: skip
        assert [one for one in results if one.state != "finished"] == []
        with database.reading() as session:
            found = [asdict(one) for one in findings.query_findings(session, run_id=run_id)]
            unjudged = {
                one.site: {result.check: result.not_evaluated for result in runs.load_check_results(session, one.id)}
                for one in runs.inspections_of(session, run_id)
            }
    return found, notes, city.manifest, unjudged


@pytest.mark.slow
@pytest.mark.browser
# a day in autumn, and one on which annual reports are due, months are short and years turn
@pytest.mark.parametrize("as_of", [dt.date(2026, 11, 23), dt.date(2027, 2, 28)], ids=str)
def test_every_planted_fault_is_found_and_no_look_alike(tmp_path: Path, as_of: dt.date) -> None:
    found, notes, manifest, _ = inspect(tmp_path, as_of)
    assert not [note for note in notes if note.name.startswith("render:")]
    compared = compare(found, manifest)
    assert compared.agrees, compared.text()


@pytest.mark.slow
def test_without_a_browser_what_needs_one_is_not_judged_and_nothing_false_is_said(tmp_path: Path) -> None:
    found, _, manifest, unjudged = inspect(tmp_path, NOW.date(), render="never")
    compared = compare(found, manifest)
    assert compared.unexpected == (), compared.text()
    assert {fault.site for fault in compared.missing} <= {NEEDS_BROWSER}
    assert unjudged[NEEDS_BROWSER]["empty_column"] > 0
