"""recheck, verify: what a run stored is judged again, what it found is looked at again."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import click
import msgspec

import scheduler
from checks.facts import Site
from cli import options, pictures
from cli.console import say, table
from cli.options import Day, ExitStatus, RefusedError, option, shared
from cli.progress import Follower
from cli.texts import t
from cli.wording import with_words
from crawler.verification import Outcome, Verified, addresses_of, outcome_of
from db import findings, runs, urls
from db.engine import Database
from db.findings import FindingRecord
from db.models import Run
from db.verification import open_suspects
from scheduler import InspectionOptions


@click.command(help=t("recheck.help"))
@click.argument("run_id", type=int, metavar="RUN")
@click.option("--check", "only", multiple=True, metavar="ID", help=t("recheck.check"))
@click.option("--reread", is_flag=True, help=t("recheck.reread"))
@option("--site", "codes", multiple=True, metavar="CODE")
@shared
def recheck(run_id: int, only: tuple[str, ...], reread: bool, codes: tuple[str, ...]) -> int:
    """Judges a run again from what it stored."""
    from crawler.rechecking import Recheck  # the reader's libraries, which other commands do without

    settings = options.settings_in_force()
    database = options.database(settings)
    run = _run(database, run_id)
    if run.state == runs.RUNNING:
        raise RefusedError(t("recheck.unfinished", run=run_id))
    chosen = msgspec.convert(run.options, InspectionOptions)
    words = with_words(chosen.options, database)  # those imported since count: that is what a recheck is for
    rows = []
    for inspection_id, site in _finished(database, run, codes):
        again = Recheck(database, settings.data_dir, inspection_id, site, chosen.as_of, words, only=only).run(
            options.now(), reread=reread
        )
        rows.append((site.name, again.pages, again.reread, again.findings, len(again.new), len(again.gone)))
    heads = tuple(t(f"col.{name}") for name in ("site", "pages", "reread", "findings", "new", "gone"))
    table(t("table.recheck", run=run_id), heads, rows, right=range(1, 6))
    return ExitStatus.FINISHED


@click.command(help=t("verify.help"))
@click.argument("ids", nargs=-1, metavar="FINDING…")
@option("--run", "run_id", type=int, metavar="N", text="verify.run")
@option("--as-of", type=Day())
@option("--parallel", type=click.IntRange(min=1))
@pictures.screenshots
@shared
def verify(
    ids: tuple[str, ...], run_id: int | None, as_of: dt.date | None, parallel: int | None, screenshots: bool
) -> int:
    """Fetches again what findings point at, in a run of its own."""
    if not ids and run_id is None:
        raise click.UsageError(t("verify.what"), ctx=click.get_current_context())
    settings = options.settings_in_force(parallel=parallel)
    machine = options.workshop(settings)
    database = options.database(settings)
    verified: list[Verified] = []
    failed = False
    for base, found in _to_verify(database, ids, run_id).items():
        verification = _start(database, base, found, as_of or options.today(), suspects=base == run_id)
        with database.reading() as session:
            names = {one.site: one.site for one in runs.inspections_of(session, verification)}
        try:
            with Follower(names) as follower:
                results = scheduler.inspect(database, verification, machine, follower, clock=options.now)
        except KeyboardInterrupt:
            say(t("verify.interrupted"))
            return ExitStatus.INTERRUPTED
        failed |= any(result.state == runs.FAILED for result in results)
        verified += _verified(database, verification, found)
        if screenshots:
            pictures.take(database, verification, machine, ids={one.id for one in found})
        say(t("verify.kept", run=verification))
    _print(verified)
    return ExitStatus.NOT_INSPECTED if failed else ExitStatus.FINISHED


def _to_verify(database: Database, ids: tuple[str, ...], run_id: int | None) -> dict[int, list[FindingRecord]]:
    """The findings asked for, by the run they were seen in last. Raises RefusedError for one that is not there."""
    by_run: dict[int, list[FindingRecord]] = defaultdict(list)
    with database.reading() as session:
        found = findings.get_findings(session, ids)
    unknown = sorted(set(ids) - {one.id for one in found})
    if unknown:
        raise RefusedError(t("verify.unknown", ids="、".join(unknown)))
    if run_id is not None:
        _run(database, run_id)
        with database.reading() as session:
            found += findings.query_findings(session, run_id=run_id)
            if open_suspects(session, run_id):
                by_run[run_id] = []
    for one in {(one.id, one.run): one for one in found}.values():
        by_run[one.run].append(one)
    if not by_run:
        raise RefusedError(t("verify.nothing", run=run_id))
    return dict(by_run)


def _start(database: Database, base: int, found: list[FindingRecord], as_of: dt.date, *, suspects: bool) -> int:
    """Makes the run that looks again at findings (`suspects`: and at all links that did not answer)."""
    run = _run(database, base)
    sites = _sites(run)
    with database.reading() as session:
        finished = {one.site: one.id for one in runs.inspections_of(session, base, state=runs.FINISHED)}
    again: dict[int, set[str]] = defaultdict(set)
    for one in found:
        if one.site in finished:
            again[finished[one.site]] |= addresses_of(one, sites[one.site])
    if suspects:
        with database.reading() as session:
            for inspection, addresses in open_suspects(session, base).items():
                again[inspection].update(addresses)
    if not again:
        raise RefusedError(t("verify.unfinished", run=base))
    return scheduler.start_verification(database, base, again, as_of, options.now())


def _verified(database: Database, run_id: int, found: list[FindingRecord]) -> Iterator[Verified]:
    by_site: dict[str, list[FindingRecord]] = defaultdict(list)
    for one in found:
        by_site[one.site].append(one)
    with database.reading() as session:
        for inspection in runs.inspections_of(session, run_id):
            now = {one.id: one for one in findings.query_findings(session, inspection_id=inspection.id)}
            wanted = {url for one in by_site[inspection.site] for url in (one.url, one.target, *one.pages) if url}
            rows = {row.url: row for row in urls.iterate(session, inspection.id) if row.url in wanted}
            results = runs.load_check_results(session, inspection.id)
            for one in by_site[inspection.site]:
                yield outcome_of(one, now, rows, results)


def _print(verified: list[Verified]) -> None:
    rows = [
        (one.finding.id, one.finding.message, one.finding.run, t(f"verified.{one.outcome}"), one.reason)
        for one in verified
    ]
    heads = tuple(t(f"col.{name}") for name in ("id", "message", "was", "now", "reason"))
    table(t("table.verify"), heads, rows, right=(2,))
    counts = Counter(one.outcome for one in verified)
    say(t("verify.counts", **{name.value: counts[name] for name in Outcome}))


def _run(database: Database, run_id: int) -> Run:
    with database.reading() as session:
        run = runs.get_run(session, run_id)
        known = [one.id for one in runs.list_runs(session, limit=10)]
    if run is None:
        raise RefusedError(t("run.unknown", run=run_id, known="、".join(map(str, known))) if known else t("run.none"))
    return run


def _sites(run: Run) -> dict[str, Site]:
    return {row["code"]: msgspec.convert(row, Site) for row in run.registry_used["sites"]}


def _finished(database: Database, run: Run, codes: tuple[str, ...]) -> Iterator[tuple[int, Site]]:
    """The inspections of a run that can be judged again; says which cannot."""
    sites = _sites(run)
    with database.reading() as session:
        inspections: list[Any] = runs.inspections_of(session, run.id)
    missing = sorted(set(codes) - {one.site for one in inspections})
    if missing:
        known = "、".join(one.site for one in inspections)
        raise RefusedError(t("run.site_not_in_run", run=run.id, codes="、".join(missing), known=known))
    for one in inspections:
        if codes and one.site not in codes:
            continue
        if one.state == runs.FINISHED:
            yield one.id, sites[one.site]
        else:
            say(t("recheck.skipped", name=sites[one.site].name, state=t(f"state.{one.state}")))
