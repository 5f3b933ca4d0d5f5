"""reconcile: an evaluation circular held against itself."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from cli.console import table, tell
from cli.options import ExitStatus, option, shared
from cli.texts import t
from reports import circular_phrases as phrases
from reports.evaluation.reading import read_circular
from reports.evaluation.reconciling import Contradiction
from reports.evaluation.reconciling import reconcile as contradictions_of


@click.command(help=t("reconcile.help"))
@click.argument("file", metavar="FILE")
@option("--format", "format_", type=click.Choice(("table", "jsonl")), default="table", text="opt.format")
@shared
def reconcile(file: str, format_: str) -> int:
    """Lists what contradicts itself in a circular."""
    circular = read_circular(Path(file))
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
