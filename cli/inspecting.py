"""scan, run, schedule: the commands that inspect."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import click
import msgspec

import scheduler
from checks.facts import Site, SiteKind
from cli import options, pictures
from cli.console import say
from cli.options import KINDS, SEVERITIES, ExitStatus, RefusedError, inspection, option, shared
from cli.progress import Follower
from cli.texts import t
from cli.wording import check_options
from crawler.pool import Machine
from db import findings, runs
from db.engine import Database
from db.models import Run
from db.sites import site_to_dict
from scheduler import Calendar, Quarter


@click.command(help=t("scan.help"))
@click.argument("target", metavar="TARGET")
@option("--kind", type=click.Choice(KINDS))
@option("--name", metavar="NAME")
@click.option("--resume", is_flag=True, help=t("run.resume"))
@inspection
@pictures.screenshots
@shared
def scan(target: str, kind: str | None, name: str | None, resume: bool, **given: Any) -> int:
    """One on-demand inspection."""
    settings = options.settings_in_force(parallel=given["parallel"])
    machine = options.workshop(settings)
    database = options.database(settings)
    chosen = options.chosen_options(given, check_options(settings, database))
    site = _site_of(target, kind, name, database)
    if resume:
        with database.reading() as session:
            known = next((run for run in runs.list_runs(session, kind=runs.SCAN) if _is_of(run, site.code)), None)
        if known is None or known.state == runs.FINISHED:
            raise RefusedError(t("scan.nothing_to_resume", target=target))
        run_id = known.id
    else:
        run_id = scheduler.start_scan(database, site, chosen, options.now())
    return _inspect(
        database, run_id, {site.code: site.name}, given, machine, resume=f"govinspect scan {target} --resume"
    )


@click.command(help=t("run.help"))
@click.option("--quarter", metavar="2026Q4", help=t("run.quarter"))
@click.option("--site", "codes", multiple=True, metavar="CODE", help=t("opt.site"))
@click.option("--resume", is_flag=True, help=t("run.resume"))
@inspection
@pictures.screenshots
@shared
def run(quarter: str | None, codes: tuple[str, ...], resume: bool, **given: Any) -> int:
    """The quarterly job."""
    settings = options.settings_in_force(parallel=given["parallel"])
    wanted = _quarter(quarter, given["as_of"])
    machine = options.workshop(settings)
    database = options.database(settings)
    with database.reading() as session:
        known = runs.run_of_quarter(session, str(wanted))
    if resume:
        if known is None:
            raise RefusedError(t("run.nothing_to_resume", quarter=wanted))
        run_id = known.id
    elif known is not None:
        state = "finished" if known.state == runs.FINISHED else "unfinished"
        raise RefusedError(t(f"run.exists_{state}", quarter=wanted, run=known.id))
    else:
        registered = inspectable(database, codes)
        chosen = options.chosen_options(given, check_options(settings, database))
        run_id = scheduler.start_quarter(database, wanted, registered, chosen, options.now())
    with database.reading() as session:
        order = runs.get_run(session, run_id)
        names = {row["code"]: row["name"] for row in order.registry_used["sites"]} if order else {}
    return _inspect(database, run_id, names, given, machine, resume=f"govinspect run --quarter {wanted} --resume")


@click.command(help=t("schedule.help"))
@option("--days-before", type=click.IntRange(min=0, max=40))
@option("--parallel", type=click.IntRange(min=1))
@shared
def schedule(days_before: int | None, parallel: int | None) -> int:
    """Stays up and starts the quarterly runs."""
    settings = options.settings_in_force(days_before=days_before, parallel=parallel)
    machine = options.workshop(settings)
    database = options.database(settings)
    calendar = Calendar(days_before=settings.days_before)
    following = _next_quarter(calendar)
    say(
        t(
            "schedule.started",
            quarter=following,
            due=following.report_due,
            start=following.starts_at(calendar.days_before).strftime("%Y-%m-%d %H:%M"),
        )
    )

    from cli.results import scheme
    from reports import build

    def written(run_id: int) -> None:
        folder = settings.data_dir / "reports" / f"run-{run_id}"
        with options.wording(settings):
            build.write_run_reports(
                database, run_id, folder, scheme(), written_on=options.today(), data_dir=settings.data_dir
            )
        say(t("schedule.finished", run=run_id, path=folder))

    asyncio.run(
        scheduler.keep_schedule(
            database,
            machine,
            calendar,
            lambda: inspectable(database, ()),
            lambda _quarter: scheduler.InspectionOptions(
                as_of=options.today(), options=check_options(settings, database)
            ),
            Follower({}),
            written,
            clock=options.now,
        )
    )
    say(t("schedule.stopped"))
    return ExitStatus.FINISHED


def inspectable(database: Database, codes: tuple[str, ...]) -> list[Site]:
    """The registered sites with an address, or those named; says which are left out.

    Raises RefusedError for an unknown code, and if none is left.
    """
    registered = [msgspec.convert(site_to_dict(record), Site) for record in options.registered(database)]
    unknown = set(codes) - {site.code for site in registered}
    if unknown:
        raise RefusedError(t("run.unknown_site", codes="、".join(sorted(unknown))))
    wanted = [site for site in registered if not codes or site.code in codes]
    blank = [site.code for site in wanted if not site.url]
    if blank:
        say(t("run.sites_without_address", count=len(blank), codes="、".join(blank)))
    ready = [site for site in wanted if site.url]
    if not ready:
        raise RefusedError(t("run.no_sites"))
    return ready


def _inspect(
    database: Database, run_id: int, names: dict[str, str], given: dict[str, Any], machine: Machine, *, resume: str
) -> int:
    try:
        with Follower(names) as follower:
            outcomes = scheduler.inspect(database, run_id, machine, follower, clock=options.now)
    except KeyboardInterrupt:
        say(t("run.interrupted", command=resume))
        return ExitStatus.INTERRUPTED
    follower.print_notes()
    if any(outcome.state == "interrupted" for outcome in outcomes):  # of itself, not by a signal
        say(t("run.network_lost"))
        say(t("run.interrupted", command=resume))
        return ExitStatus.INTERRUPTED
    if given["screenshots"]:
        pictures.take(database, run_id, machine)
    show(database, run_id, given, single=len(names) == 1)
    if any(outcome.state == "failed" for outcome in outcomes):
        return ExitStatus.NOT_INSPECTED
    return ExitStatus.FAIL_ON if _fails_on(database, run_id, given["fail_on"]) else ExitStatus.FINISHED


def show(database: Database, run_id: int, given: dict[str, Any], *, single: bool) -> None:
    """Prints or writes what an inspection found, as --format and --output say."""
    if given["output"] or given["format_"] not in (None, "table"):
        from cli.exporting import write_export

        write_export(database, run_id, "findings", given["format_"], given["output"])
    if given["output"] or given["format_"] in (None, "table"):
        from cli.results import print_findings, print_overview  # with all that makes documents

        print_overview(database, run_id)
        if single and not given["output"]:
            print_findings(database, run_id)


def _fails_on(database: Database, run_id: int, level: str | None) -> bool:
    """Whether a run has a finding of this severity or above."""
    if level is None:
        return False
    with database.reading() as session:
        found = findings.query_findings(session, run_id=run_id)
    enough = SEVERITIES[: SEVERITIES.index(level) + 1]
    return any(one.severity in enough for one in found)


def _site_of(target: str, kind: str | None, name: str | None, database: Database) -> Site:
    for record in options.registered(database):
        if record.code == target:
            if not record.url:
                raise RefusedError(t("site.no_address", code=target))
            return msgspec.convert(site_to_dict(record), Site)
    url = target if "://" in target else f"http://{target}"
    host = _host(url)
    # a word alone is a mistyped code, not a host
    if not host or ("://" not in target and not {".", ":"} & set(target)):
        raise RefusedError(t("scan.bad_target", target=target))
    if kind is None:
        say(t("scan.assumed_kind"))
    home = url if urlsplit(url).path else f"{url}/"
    return Site(code=host, name=name or host, kind=SiteKind(kind or "department"), url=home)


def _host(url: str) -> str:
    """The host of an http or https URL, "" for anything else."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _is_of(run: Run, code: str) -> bool:
    return [row["code"] for row in run.registry_used["sites"]] == [code]


def _quarter(text: str | None, as_of: dt.date | None) -> Quarter:
    if text is None:
        return Quarter.of(as_of or options.today())
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--quarter") from None


def _next_quarter(calendar: Calendar) -> Quarter:
    quarter = Quarter.of(options.today())
    if quarter.starts_at(calendar.days_before) > options.now():
        return quarter
    return Quarter(quarter.year + quarter.number // 4, quarter.number % 4 + 1)
