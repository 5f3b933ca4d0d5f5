"""sites, import: the registry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli import options
from cli.console import say, table, tell
from cli.options import KINDS, ExitStatus, Refused, shared
from cli.texts import t
from db import sites as rows
from reports import spreadsheets

FIELDS = ("name", "url", "organization", "site_id_code", "icp", "public_security", "district_code", "notes")
SPREADSHEETS = (".xlsx", ".csv")


@click.group(help=t("sites.help"))
@shared
def sites() -> None:
    """The registry's commands."""


@sites.command("list", help=t("sites.list"))
@shared
def list_() -> int:
    """Lists the registered sites."""
    with options.database(options.settings_in_force()).reading() as session:
        registered = rows.load(session)
    heads = (t("col.code"), t("col.name"), t("col.kind"), t("col.url"))
    table("", heads, [(row["code"], row["name"], t(f"kind.{row['kind']}"), row["url"]) for row in registered])
    return ExitStatus.FINISHED


@sites.command(help=t("sites.validate"))
@click.argument("file", required=False, metavar="[FILE]")
@shared
def validate(file: str | None) -> int:
    """Says what is missing or wrong in the registry, or in a file."""
    if file:
        registered = _read(Path(file))
    else:
        with options.database(options.settings_in_force()).reading() as session:
            registered = rows.load(session)
    problems = rows.validate(registered)
    errors = [problem for problem in problems if problem.is_error]
    for problem in errors:
        tell(t("error", what=problem.text))
    blank = [row for row in registered if not row["url"]]
    if blank:
        tell(t("sites.to_fill_in", count=len(blank)))
        table("", (t("col.code"), t("col.name")), [(row["code"], row["name"]) for row in blank])
    elif not errors:
        tell(t("sites.valid", count=len(registered)))
    return ExitStatus.USAGE if errors else ExitStatus.FINISHED


def _fields(command: Any) -> Any:
    for name in reversed(FIELDS):
        command = click.option(f"--{name.replace('_', '-')}", help=t("sites.field", name=name))(command)
    command = click.option("--host", "hosts", multiple=True, help=t("sites.field", name="hosts"))(command)
    command = click.option("--rate", type=float, help=t("sites.field", name="rate"))(command)
    return click.option("--kind", type=click.Choice(KINDS), help=t("sites.field", name="kind"))(command)


@sites.command(help=t("sites.add"))
@click.option("--code", required=True, help=t("sites.field", name="code"))
@_fields
@shared
def add(code: str, **given: Any) -> int:
    """Registers a site."""
    return _save(code, given, new=True)


@sites.command(help=t("sites.edit"))
@click.argument("code")
@_fields
@shared
def edit(code: str, **given: Any) -> int:
    """Changes a registered site."""
    return _save(code, given, new=False)


def _save(code: str, given: dict[str, Any], *, new: bool) -> int:
    database = options.database(options.settings_in_force())
    with database.session() as session:
        registered = {row["code"]: row for row in rows.load(session)}
        if new and code in registered:
            raise Refused(t("sites.exists", code=code))
        if not new and code not in registered:
            raise Refused(t("run.unknown_site", codes=code))
        changed = {name: value for name, value in given.items() if value not in (None, ())}
        registered[code] = rows.record({**registered.get(code, {}), **changed, "code": code})
        problems = [problem for problem in rows.validate(list(registered.values())) if problem.is_error]
        if problems:
            raise Refused("；".join(problem.text for problem in problems))
        rows.replace(session, list(registered.values()))
    say(t("sites.saved", code=code))
    return ExitStatus.FINISHED


@click.command("import", help=t("import.help"))
@click.argument("kind", type=click.Choice(("sites",)), metavar="KIND")
@click.argument("file", metavar="FILE")
@click.option("--replace", is_flag=True, help=t("import.replace"))
@shared
def import_(kind: str, file: str, replace: bool) -> int:  # noqa: ARG001 - one kind so far
    """Imports the registry."""
    incoming = _read(Path(file))
    errors = [problem for problem in rows.validate(incoming) if problem.is_error]
    for problem in errors:
        tell(t("error", what=problem.text))
    if errors:
        raise Refused(t("sites.bad", count=len(errors)))
    with options.database(options.settings_in_force()).session() as session:
        new, changed = rows.replace(session, incoming) if replace else rows.merge(session, incoming)
    tell(t("sites.imported", count=len(incoming), new=new, changed=changed))
    blank = sum(not row["url"] for row in incoming)
    if blank:
        tell(t("sites.to_fill_in", count=blank))
    return ExitStatus.FINISHED


def _read(path: Path) -> list[rows.SiteRecord]:
    try:
        if path.suffix.lower() == ".toml":
            return rows.read_toml(path)
        if path.suffix.lower() in SPREADSHEETS:
            return rows.rows_from_table(*spreadsheets.read_rows(path))
    except OSError as error:
        raise Refused(t("file.unreadable", path=path, why=error.strerror)) from None
    except ValueError as error:
        raise Refused(t("file.unreadable", path=path, why=error)) from None
    raise Refused(t("file.unknown_kind", path=path, known="toml、csv、xlsx"))
