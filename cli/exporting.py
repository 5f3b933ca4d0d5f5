"""Raw data of a run on the terminal, in a file, or on stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from cli.console import say, table
from cli.options import FORMATS, RefusedError
from cli.texts import t, why
from db.engine import Database
from reports import exports, tables
from reports.exports import ExportKind
from reports.table_files import TableFormat

if TYPE_CHECKING:
    from reports.scheme import Scheme

ON_TERMINAL = {  # what of a table fits on a terminal
    "findings": ("severity", "check", "message", "url"),
    "pages": ("state", "reason", "status", "url"),
    "links": ("verdict", "reason", "kind", "url"),
    "scores": ("name", "level", "title", "points", "got", "lost"),
}


def write_export(
    database: Database,
    run_id: int,
    kind: ExportKind,
    format_: str | None,
    output: str | None,
    codes: Sequence[str] = (),
    under: Callable[[], Scheme] | None = None,
) -> None:
    """Writes a run's raw data in a format (default: by the file's extension, else jsonl) to a file or to stdout.

    `under` gives the scheme that scores are computed under; nothing else needs one.
    """
    form = format_ or _form_of(output)
    scheme = under() if under and kind == "scores" else None
    if form == "table":
        print_table(exports.export_table(database, run_id, kind, scheme=scheme, sites=codes))
        return
    target: Any = sys.stdout
    if output and output != "-":
        target = Path(output)
    elif form == "xlsx":
        raise RefusedError(t("export.needs_file", form=form))
    try:
        if isinstance(target, Path):
            target.parent.mkdir(parents=True, exist_ok=True)
        exports.write_export(database, run_id, kind, _checked(form), target, scheme=scheme, sites=codes)
    except OSError as error:
        raise RefusedError(t("file.unwritable", path=output, why=why(error))) from None
    if isinstance(target, Path):
        say(t("wrote", path=target))


def print_table(whole: tables.Table) -> None:
    """A table of raw data on the terminal: the columns that fit."""
    short = tables.only(whole, ON_TERMINAL[whole.name])
    table("", short.titles(), tables.plain_rows(short))


def _form_of(output: str | None) -> str:
    suffix = Path(output).suffix.lstrip(".").lower() if output else ""
    form = {"htm": "html"}.get(suffix, suffix)
    return form if form in FORMATS else "jsonl"


def _checked(form: str) -> TableFormat:
    for known in get_args(TableFormat):
        if form == known:
            return known  # type: ignore[no-any-return]
    raise RefusedError(t("file.unknown_kind", path=form, known="、".join(FORMATS)))
