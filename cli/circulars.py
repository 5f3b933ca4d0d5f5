"""reconcile: an evaluation circular held against itself."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from cli.console import say, table, tell
from cli.options import ExitStatus, RefusedError, option, shared
from cli.texts import t, why
from reports import circular_phrases as phrases
from reports.evaluation.reading import read_circular
from reports.evaluation.reconciling import Contradiction
from reports.evaluation.reconciling import reconcile as contradictions_of
from reports.evaluation.writing import write_tables


@click.command(help=t("reconcile.help"))
@click.argument("file", metavar="FILE")
@option("--format", "format_", type=click.Choice(("table", "jsonl")), default="table", text="opt.format")
@click.option("--tables", metavar="FILE", help=t("reconcile.tables"))
@shared
def reconcile(file: str, format_: str, tables: str | None) -> int:
    """Lists what contradicts itself in a circular."""
    circular = read_circular(Path(file))
    if tables is not None:
        try:
            say(t("wrote", path=write_tables(circular.tables, Path(tables))))
        except OSError as error:
            raise RefusedError(t("file.unwritable", path=tables, why=why(error))) from None
    found = contradictions_of(circular)
    if format_ == "jsonl":
        for one in found:
            sys.stdout.write(msgspec.json.encode(one).decode() + "\n")
        return ExitStatus.FINISHED
    if found:
        table("", phrases.HEADS, map(_cells, found), right=(3, 4))
    rows = sum(len(one.rows) for one in circular.tables)
    tell(t("reconcile.read", tables=len(circular.tables), rows=rows, count=len(found)))
    return ExitStatus.FINISHED


def _cells(one: Contradiction) -> tuple[str, ...]:
    figures = ("" if value is None else f"{value:g}" for value in (one.stated, one.computed))
    return one.table, one.row or "", phrases.KINDS[one.kind], *figures, one.message
