"""report, score, export: what a run yielded."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from checks.registry import all_checks
from cli import options
from cli.console import say, table, tell
from cli.options import FORMATS, SEVERITIES, ExitStatus, Refused, option, shared
from cli.texts import t
from db import findings, runs
from db.engine import Database
from reports import build, tables

REPORTS = ("self-inspection", "findings")
DATA = ("findings", "pages", "links", "scores")
SHOWN = 50  # findings on the terminal; more are a job for a file


def of_run(command: Any) -> Any:
    """--run and --site."""
    command = option("--site", "codes", multiple=True, metavar="CODE", text="opt.site")(command)
    return option("--run", "run_id", type=int, metavar="N", text="opt.run")(command)


@click.command(help=t("report.help"))
@click.argument("kind", type=click.Choice(REPORTS), metavar="KIND")
@of_run
@click.option("--output", metavar="DIR", help=t("report.output"))
@shared
def report(kind: str, run_id: int | None, codes: tuple[str, ...], output: str | None) -> int:
    """Writes reports of a run."""
    settings = options.settings_in_force()
    database = options.database(settings)
    run_id, codes = _choose(database, run_id, codes)
    folder = Path(output) if output else settings.data_dir / "reports" / f"run-{run_id}"
    for code in codes or _sites(database, run_id):
        writer = build.write_self_inspection if kind == "self-inspection" else build.write_findings
        for path in _writing(folder, lambda code=code, writer=writer: writer(database, run_id, code, folder, written_on=options.today())):
            tell(t("wrote", path=path))
    return ExitStatus.FINISHED


@click.command(help=t("score.help"))
@of_run
@click.option("--details", is_flag=True, help=t("score.details"))
@shared
def score(run_id: int | None, codes: tuple[str, ...], details: bool) -> int:
    """Prints scores."""
    database = options.database(options.settings_in_force())
    run_id, codes = _choose(database, run_id, codes)
    print_overview(database, run_id, codes)
    if details:
        for one in build.scores(database, run_id, codes):
            print_deductions(one)
    return ExitStatus.FINISHED


@click.command(help=t("export.help"))
@click.argument("kind", type=click.Choice(DATA), metavar="KIND")
@of_run
@option("--format", "format_", type=click.Choice((*FORMATS, "parquet")), text="opt.format")
@option("--output", metavar="FILE")
@shared
def export(kind: str, run_id: int | None, codes: tuple[str, ...], format_: str | None, output: str | None) -> int:
    """Exports raw data."""
    database = options.database(options.settings_in_force())
    run_id, codes = _choose(database, run_id, codes)
    write_rows(build.rows(database, kind, run_id, codes), kind, format_, output)
    return ExitStatus.FINISHED


def write_findings(
    database: Database, run_id: int, codes: Sequence[str], format_: str | None, output: str | None
) -> None:
    """Writes a run's findings to a file, or to stdout."""
    write_rows(build.rows(database, "findings", run_id, codes), "findings", format_, output)


def write_rows(rows: tables.Rows, kind: str, format_: str | None, output: str | None) -> None:
    """Writes rows in a format (default: by the file's extension, else jsonl) to a file, or to stdout."""
    form = format_ or _form_of(output)
    if output is None or output == "-":
        if form in tables.BINARY and sys.stdout.isatty():
            raise Refused(t("export.binary_to_terminal", form=form))
        tables.write(rows, sys.stdout.buffer, form)
        sys.stdout.flush()
        return
    path = Path(output)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            count = tables.write(rows, stream, form)
    except OSError as error:
        raise Refused(t("file.unwritable", path=path, why=error.strerror)) from None
    say(t("written", path=path, count=count))


def print_overview(database: Database, run_id: int, codes: Sequence[str] = ()) -> None:
    """Sites with their scores, and findings by check."""
    scored = build.scores(database, run_id, codes)
    measured = [dimension.title for dimension in scored[0].dimensions if dimension.measured] if scored else []
    rows = [
        (
            one.name,
            t(f"state.{one.state}"),
            one.pages,
            one.findings,
            one.vetoes,
            *(_points(dimension, one.provisional) for dimension in one.dimensions if dimension.measured),
        )
        for one in scored
    ]
    heads = (t("col.site"), t("col.state"), t("col.pages"), t("col.findings"), t("col.veto"), *measured)
    table(t("table.sites"), heads, rows, right=range(2, len(heads)))
    counts = build.counts_by_check(database, run_id, codes)
    if counts:
        known = all_checks()
        named = [(check, known[check].title if check in known else "", count) for check, count in counts.items()]
        table(t("table.by_check"), (t("col.check"), t("col.title"), t("col.count")), named, right=(2,))
    else:
        tell(t("findings.none"))


def print_findings(database: Database, run_id: int, codes: Sequence[str] = ()) -> None:
    """The first findings of a run as a table."""
    with database.reading() as session:
        found = _found(session, run_id, codes)
    rows = [(t(f"severity.{one.severity}"), one.check, one.message, one.url) for one in found[:SHOWN]]
    if rows:
        heads = (t("col.severity"), t("col.check"), t("col.message"), t("col.where"))
        table(t("table.findings"), heads, rows)
    if len(found) > SHOWN:
        say(t("findings.more", count=len(found) - SHOWN, run=run_id))


def print_deductions(one: Any) -> None:
    """Every point a site lost and the findings behind it."""
    rows = [
        (indicator.title, f"{indicator.lost:.2f}", deduction.text, "、".join(deduction.findings))
        for dimension in one.dimensions
        for indicator in dimension.indicators
        for deduction in indicator.deductions
    ]
    heads = (t("col.indicator"), t("col.lost"), t("col.reason"), t("col.findings"))
    table(one.name, heads, rows, right=(1,))


def fails_on(database: Database, run_id: int, level: str | None) -> bool:
    """Whether a run has a finding of this severity or above."""
    if level is None:
        return False
    enough = SEVERITIES[: SEVERITIES.index(level) + 1]
    with database.reading() as session:
        return any(one.severity in enough for one in _found(session, run_id, ()))


def _found(session: Session, run_id: int, codes: Sequence[str]) -> list[findings.FindingRecord]:
    found = findings.query_findings(session, run_id=run_id)
    return [one for one in found if not codes or one.site in codes]


def _points(dimension: Any, provisional: bool) -> str:
    mark = f"（{t('provisional')}）" if provisional else ""
    return f"{dimension.points:.2f}/{dimension.full:g}{mark}"


def _choose(database: Database, run_id: int | None, codes: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    with database.reading() as session:
        known = [run.id for run in runs.list_runs(session)]
        if not known:
            raise Refused(t("run.none"))
        if run_id is None:
            run_id = max(known)
        elif run_id not in known:
            raise Refused(t("run.unknown", run=run_id, known="、".join(map(str, known))))
    has = _sites(database, run_id)
    missing = sorted(set(codes) - set(has))
    if missing:
        raise Refused(t("run.site_not_in_run", run=run_id, codes="、".join(missing), known="、".join(has)))
    return run_id, codes


def _sites(database: Database, run_id: int) -> list[str]:
    with database.reading() as session:
        return [inspection.site for inspection in runs.inspections_of(session, run_id)]


def _form_of(output: str | None) -> str:
    suffix = Path(output).suffix.lstrip(".").lower() if output else ""
    if suffix == "htm":
        suffix = "html"
    return suffix if suffix in (*FORMATS, "parquet") else "jsonl"


def _writing(folder: Path, write: Any) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return list(write())
    except OSError as error:
        raise Refused(t("file.unwritable", path=folder, why=error.strerror)) from None
