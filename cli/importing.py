"""import: the registry, and the figures people bring in."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec

from checks.registry import all_checks
from cli import options, registry, wording
from cli.console import say, table, tell
from cli.options import ExitStatus, RefusedError, shared
from cli.texts import t, why
from db import figures as stored
from db.engine import Database
from reports import figures
from reports.entered import enterable
from reports.figures import FigureKind
from reports.media import MEDIA_SCHEME, ranked
from reports.scheme import DEFAULT_SCHEME, Scheme, load_scheme
from scheduler import Quarter

KINDS = ("sites", "lexicon", *figures.FIGURE_KINDS)
PERIOD = re.compile(r"\d{4}(Q[1-4])?")


@click.command("import", help=t("import.help"))
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("file", required=False, metavar="FILE")
@click.option("--replace", is_flag=True, help=t("import.replace"))
@click.option("--template", metavar="FILE", help=t("import.template"))
@click.option("--period", metavar="2026Q4", help=t("import.period"))
@click.option("--scheme", "scheme_name", metavar="NAME", help=t("import.scheme", default=DEFAULT_SCHEME))
@shared
def import_(
    kind: str, file: str | None, replace: bool, template: str | None, period: str | None, scheme_name: str | None
) -> int:
    """Imports the registry or figures, or writes a template for figures."""
    if template is not None:
        for known in figures.FIGURE_KINDS:
            if kind == known:
                return _template(known, Path(template), scheme_name)
        raise RefusedError(t("import.no_template", kind=kind))
    if file is None:
        raise RefusedError(t("import.no_file"))
    if kind == "sites":
        return registry.import_sites(file, replace=replace)
    if kind == "lexicon":
        return wording.import_lexicon(Path(file), options.settings_in_force(), replace=replace)
    chosen = period or str(Quarter.of(options.today()))
    if not PERIOD.fullmatch(chosen):
        raise RefusedError(t("import.bad_period", period=chosen))
    database = options.database(options.settings_in_force())
    if kind == "media":
        return _media(database, Path(file), chosen, scheme_name)
    if kind == "adoption":
        return _adoption(database, Path(file), chosen)
    return _manual(database, Path(file), chosen, scheme_name)


def _scheme(name: str | None, default: str) -> Scheme:
    return load_scheme(name or default, known_checks=all_checks())


def _template(kind: FigureKind, path: Path, scheme_name: str | None) -> int:
    database = options.database(options.settings_in_force())
    sites = options.registered(database)
    if kind == "media":
        rows = figures.media_template(_scheme(scheme_name, MEDIA_SCHEME))
    elif kind == "adoption":
        rows = figures.adoption_template([(one.kind, one.organization or one.name) for one in sites])
    else:
        items = enterable(_scheme(scheme_name, DEFAULT_SCHEME))
        rows = figures.manual_template([(one.code, one.name) for one in sites], items)
    try:
        figures.write_template(kind, rows, path)
    except OSError as error:
        raise RefusedError(t("file.unwritable", path=path, why=why(error))) from None
    tell(t("wrote", path=path))
    return ExitStatus.FINISHED


def _media(database: Database, path: Path, period: str, scheme_name: str | None) -> int:
    scheme = _scheme(scheme_name, MEDIA_SCHEME)
    accounts = figures.read_media(path, scheme)
    records = [
        stored.MediaRecord(
            platform=one.platform,
            level=one.level,
            unit=one.unit,
            account=one.account,
            data=msgspec.to_builtins(one),
        )
        for one in accounts
    ]
    with database.session() as session:
        stored.replace_media(session, period, records)
    tell(t("import.media", count=len(accounts), period=period))
    vetoed = [one for one in ranked(accounts, scheme, as_of=options.today()) if one.veto]
    if vetoed:
        say(t("import.vetoed", count=len(vetoed)))
        table("", (t("col.name"), t("col.reason")), [(one.account.account, one.veto) for one in vetoed])
    return ExitStatus.FINISHED


def _adoption(database: Database, path: Path, period: str) -> int:
    units = figures.read_adoption(path)
    with database.session() as session:
        records = [stored.AdoptionRecord(level=one.level, unit=one.unit, adopted=one.adopted) for one in units]
        stored.replace_adoption(session, period, records)
    tell(t("import.adoption", count=len(units), period=period))
    return ExitStatus.FINISHED


def _manual(database: Database, path: Path, period: str, scheme_name: str | None) -> int:
    scheme = _scheme(scheme_name, DEFAULT_SCHEME)
    sites = [one.code for one in options.registered(database)]
    entries = figures.read_manual_scores(path, enterable(scheme), sites)
    records = [
        stored.ManualScoreRecord(
            period=period,
            scheme=scheme.id,
            site=one.site,
            item=one.item,
            points=one.points,
            reason=one.reason,
            entered_by=one.by,
            entered_at=options.now(),
        )
        for one in entries
    ]
    with database.session() as session:
        new, changed = stored.store_manual_scores(session, records)
    tell(t("import.manual", count=len(entries), period=period, new=new, changed=changed))
    return ExitStatus.FINISHED
