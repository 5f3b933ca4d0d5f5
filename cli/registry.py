"""sites: the registry."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from cli import options
from cli.console import say, table, tell
from cli.options import KINDS, ExitStatus, RefusedError, shared
from cli.texts import language, t, why
from db import sites as registry
from db.sites import RegistryError, SiteRecord
from reports import spreadsheets

TEXT_FIELDS = (
    "name", "url", "organization", "site_id_code", "icp", "public_security", "district_code", "robots", "notes",
)  # fmt: skip
LIST_FIELDS = {"host": "hosts", "skip": "skip", "owes": "owes", "exempt-column": "exempt_columns"}


@click.group(help=t("sites.help"))
@shared
def sites() -> None:
    """The registry's commands."""


@sites.command("list", help=t("sites.list"))
@shared
def list_() -> int:
    """Lists the registered sites."""
    registered = options.registered(options.database(options.settings_in_force()))
    heads = (t("col.code"), t("col.name"), t("col.kind"), t("col.url"))
    table("", heads, [(site.code, site.name, t(f"kind.{site.kind}"), site.url) for site in registered])
    return ExitStatus.FINISHED


@sites.command(help=t("sites.validate"))
@click.argument("file", required=False, metavar="[FILE]")
@shared
def validate(file: str | None) -> int:
    """Says what is missing or wrong in the registry, or in a file."""
    registered = _read(Path(file), ()) if file else options.registered(options.database(options.settings_in_force()))
    problems = registry.validate(registered)
    errors = registry.errors(problems)
    for problem in errors:
        tell(t("error", what=problem.text(language())))
    blank = {problem.code for problem in problems if problem.key == "no_url"}
    if blank:
        tell(t("sites.to_fill_in", count=len(blank)))
        rows = [(site.code, site.name, site.notes) for site in registered if site.code in blank]
        table("", (t("col.code"), t("col.name"), t("col.notes")), rows)
    for problem in problems:
        if problem not in errors and problem.key != "no_url":
            tell(t("hint", what=problem.text(language())))
    if not problems:
        tell(t("sites.valid", count=len(registered)))
    return ExitStatus.USAGE if errors else ExitStatus.FINISHED


def _fields(command: Any) -> Any:
    for name in reversed(TEXT_FIELDS):
        command = click.option(f"--{name.replace('_', '-')}", help=t(f"sites.field.{name}"))(command)
    for name, field in LIST_FIELDS.items():
        command = click.option(f"--{name}", field, multiple=True, help=t(f"sites.field.{field}"))(command)
    command = click.option("--rate", type=float, help=t("sites.field.rate"))(command)
    return click.option("--kind", type=click.Choice(KINDS), help=t("sites.field.kind"))(command)


@sites.command(help=t("sites.add"))
@click.option("--code", required=True, help=t("sites.field.code"))
@_fields
@shared
def add(code: str, **given: Any) -> int:
    """Registers a site."""
    return _save(code, given, new=True)


@sites.command(help=t("sites.edit"))
@click.argument("code", metavar="CODE")
@_fields
@shared
def edit(code: str, **given: Any) -> int:
    """Changes a registered site."""
    return _save(code, given, new=False)


def _save(code: str, given: dict[str, Any], *, new: bool) -> int:
    database = options.database(options.settings_in_force())
    known = {site.code: site for site in options.registered(database)}
    if new and code in known:
        raise RefusedError(t("sites.exists", code=code))
    if not new and code not in known:
        raise RefusedError(t("run.unknown_site", codes=code))
    changed = {name: value for name, value in given.items() if value not in (None, ())}
    blank = SiteRecord(code=code, name="", kind="department")
    site = dataclasses.replace(known.get(code, blank), **changed)
    with database.session() as session:
        registry.merge_sites(session, [site])
    say(t("sites.saved", code=code))
    return ExitStatus.FINISHED


def import_sites(file: str, *, replace: bool) -> int:
    """Imports the registry."""
    database = options.database(options.settings_in_force())
    known = options.registered(database)
    incoming = _read(Path(file), known)
    with database.session() as session:
        if replace:
            registry.replace_sites(session, incoming)
            new, changed = len(incoming), 0
        else:
            new, changed = registry.merge_sites(session, incoming)
    tell(t("sites.imported", count=len(incoming), new=new, changed=changed))
    blank = sum(not site.url for site in incoming)
    if blank:
        tell(t("sites.to_fill_in", count=blank))
    return ExitStatus.FINISHED


def _read(path: Path, known: Sequence[SiteRecord]) -> list[SiteRecord]:
    kind = path.suffix.lower()
    try:
        if kind == ".toml":
            return registry.read_toml(path)
        if kind == ".csv":
            return registry.read_csv(path, known)
        if kind == ".xlsx":
            grid = list(spreadsheets.read_cells(path))
            at = registry.find_header(grid)
            return registry.rows_from_table(grid[at], grid[at + 1 :], known)
    except OSError as error:
        raise RefusedError(t("file.unreadable", path=path, why=why(error))) from None
    except RegistryError as error:
        raise RefusedError(error.text(language())) from None
    except spreadsheets.SpreadsheetError:  # says all by itself
        raise
    except ValueError as error:
        raise RefusedError(t("file.unreadable", path=path, why=error)) from None
    raise RefusedError(t("file.unknown_kind", path=path, known="toml、csv、xlsx"))
