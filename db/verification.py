"""Looking again at a part of what an inspection saw: a copy of its rows in which some addresses wait once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, insert, literal, select, update
from sqlalchemy.orm import Session

from db.bulk import batches, table_of
from db.models import Inspection, Run, Snapshot, Url, url_key
from db.runs import FINISHED, VERIFICATION
from db.urls import PENDING

UNREACHABLE, EXTERNAL = "unreachable", "external"  # words of the crawler's (checks.facts.Verdict, LinkKind)
LOOKS_AT = "looks_at"  # in a run's registry: which run it looks again at

_url, _snapshot = table_of(Url), table_of(Snapshot)
# what a row keeps when its address is to be looked at again: how the inspection came to know it
_FOUND = ("id", "inspection_id", "url", "key", "kind", "depth", "found_on")


def open_suspects(session: Session, run_id: int, *, external: bool = False) -> dict[int, list[str]]:
    """The addresses that did not answer and are not called dead, by the id of the finished inspection of a run.

    `external`: links off the site alone.
    """
    query = (
        select(Url.inspection_id, Url.url)
        .join(Inspection, Inspection.id == Url.inspection_id)
        .where(Inspection.run_id == run_id, Inspection.state == FINISHED, Url.verdict == UNREACHABLE)
        .order_by(Url.inspection_id, Url.url)
    )
    if external:
        query = query.where(Url.kind == EXTERNAL)
    found: dict[int, list[str]] = {}
    for inspection_id, url in session.execute(query):
        found.setdefault(inspection_id, []).append(url)
    return found


def looks_at(session: Session, run_id: int) -> list[Run]:
    """The later looks at what run `run_id` left open, the last one at the end."""
    made = session.execute(select(Run).where(Run.kind == VERIFICATION).order_by(Run.id)).scalars()
    return [run for run in made if run.registry_used.get(LOOKS_AT) == run_id]


def copy_inspection(session: Session, base: int, copy: int, again: Iterable[str], stats: Mapping[str, Any]) -> int:
    """Gives inspection `copy`, which has no rows, those of `base`; the addresses in `again` wait to be fetched.

    `stats` are kept in the copy's. Returns how many addresses wait; those that `base` does not know are left out.
    """
    session.get_one(Inspection, copy).stats = dict(stats)
    waiting = sorted({url_key(url) for url in again})
    for table in (_url, _snapshot):
        _copy_rows(session, table, base, copy)
    blank: dict[str, Any] = {
        column.name: None if column.nullable else column.default.arg  # type: ignore[union-attr]
        for column in _url.columns
        if column.name not in _FOUND
    }
    changed = 0
    for keys in batches(waiting):
        of_these = update(_url).where(_url.c.inspection_id == copy, _url.c.key.in_(keys))
        statement = of_these.values(blank | {"state": PENDING}).execution_options(preserve_rowcount=True)
        changed += session.connection().execute(statement).rowcount
    return changed


def _copy_rows(session: Session, table: Table, base: int, copy: int) -> None:
    columns = [column for column in table.columns if column.name not in ("id", "inspection_id")]
    rows = select(literal(copy), *columns).where(table.c.inspection_id == base).order_by(table.c.id)
    session.execute(insert(table).from_select(["inspection_id", *(column.name for column in columns)], rows))
