"""A run's raw data from the database to a file or a stream, without what only documents need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

from sqlalchemy.orm import Session

from db import findings as finding_rows
from db import runs, urls
from db.engine import Database
from db.models import Inspection, Run
from reports.table_files import TableFormat, html_table, write_csv, write_jsonl, write_table
from reports.tables import Table, findings_table, links_table, pages_table, score_objects, scores_table

if TYPE_CHECKING:
    from reports.scheme import Scheme

ExportKind = Literal["findings", "pages", "links", "scores"]
EXPORT_KINDS: tuple[ExportKind, ...] = ("findings", "pages", "links", "scores")


class NoSuchRunError(LookupError):
    """There is no such run, or the site is not in it; the text says which there are."""


def write_export(
    db: Database,
    run_id: int,
    kind: ExportKind,
    form: TableFormat,
    target: Path | TextIO,
    *,
    scheme: Scheme | None = None,
    sites: Sequence[str] = (),
) -> None:
    """Writes a run's raw data (of these sites only, if named) to a file, or to an open text stream (not xlsx).

    `scores` needs a scheme.
    """
    with db.reading() as session:
        run = run_of(session, run_id)
        table, objects = _export_table(session, run, kind, inspections_of(session, run, sites), scheme)
        if isinstance(target, Path):
            if form == "jsonl" and objects is not None:
                with target.open("w", encoding="utf-8", errors="replace") as stream:
                    write_jsonl(objects, stream)
            else:
                write_table(table, target, form)
        elif form == "jsonl":
            write_jsonl(table.rows if objects is None else objects, target)
        elif form == "csv":
            write_csv(table, target)
        elif form == "html":
            target.write(html_table(table))
        else:
            raise ValueError(f"{form} goes into a file, not into a stream")


def export_table(
    db: Database, run_id: int, kind: ExportKind, *, scheme: Scheme | None = None, sites: Sequence[str] = ()
) -> Table:
    """A run's raw data as a table whose rows are all read. `scores` needs a scheme."""
    with db.reading() as session:
        run = run_of(session, run_id)
        table, _ = _export_table(session, run, kind, inspections_of(session, run, sites), scheme)
        return Table(table.name, table.columns, list(table.rows))


def run_of(session: Session, run_id: int) -> Run:
    """The run of that number. Raises NoSuchRunError."""
    run = runs.get_run(session, run_id)
    if run is None:
        known = ", ".join(str(one.id) for one in runs.list_runs(session, limit=10)) or "none"
        raise NoSuchRunError(f"there is no run {run_id} (newest runs: {known})")
    return run


def inspections_of(session: Session, run: Run, sites: Sequence[str] = ()) -> list[Inspection]:
    """A run's inspections (of these sites only, if named), in the run's order. Raises NoSuchRunError."""
    inspections = runs.inspections_of(session, run.id)
    by_site = {inspection.site: inspection for inspection in inspections}
    missing = [site for site in sites if site not in by_site]
    if missing:
        raise NoSuchRunError(f"run {run.id} has no site {', '.join(missing)} (it has: {', '.join(by_site) or 'none'})")
    return [by_site[site] for site in sites] if sites else inspections


def _export_table(
    session: Session, run: Run, kind: ExportKind, inspections: Sequence[Inspection], scheme: Scheme | None
) -> tuple[Table, Iterator[Any] | None]:
    """The table of a kind; for scores also the nested objects that jsonl holds."""
    if kind == "findings":
        records = finding_rows.iter_findings(session, run.id, sites=[one.site for one in inspections])
        return findings_table(records), None
    if kind == "scores":
        if scheme is None:
            raise ValueError("scores need a scheme")
        from reports.build import material_of  # with all that makes documents

        scored = [material_of(session, run, inspection, scheme).score for inspection in inspections]
        return scores_table(scored), score_objects(scored)
    known = (url for inspection in inspections for url in urls.iterate(session, inspection.id))
    return (pages_table if kind == "pages" else links_table)(known), None
