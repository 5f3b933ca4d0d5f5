"""demo: the bundled city on loopback, inspected end to end."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from pathlib import Path

import click
import msgspec

import scheduler
from cli import options
from cli.console import say, tell
from cli.exporting import write_export
from cli.options import Day, ExitStatus, option, shared
from cli.progress import Follower
from cli.results import print_overview, scheme
from cli.texts import t
from db.engine import open_database
from reports import build
from scheduler import InspectionOptions, Quarter

KEPT = (
    "govinspect.db",
    "snapshots",
    "logs",
    "locks",
    "reports",
    "screenshots",
)  # what an earlier demo left in its folder


@click.command(help=t("demo.help"))
@option("--as-of", type=Day())
@click.option("--output", metavar="DIR", help=t("demo.output"))
@shared
def demo(as_of: dt.date | None, output: str | None) -> int:
    """Builds the city, serves it, inspects it, writes its reports."""
    from demo.city import build as build_city
    from demo.server import serve

    began = time.monotonic()
    settings = options.settings_in_force()
    folder = Path(output) if output else settings.data_dir / "demo"
    settings = msgspec.structs.replace(settings, data=str(folder), db="")
    options.make_folder(settings)
    machine = options.workshop(settings)
    _clear(folder)
    as_of = as_of or options.today()
    city = build_city(as_of)
    sites = city.sites
    with serve(city) as served:
        say(t("demo.starting", count=len(sites), as_of=as_of))
        database = open_database(settings.db_url)
        scheduler.remember_visits(database, city.visits)
        chosen = InspectionOptions(as_of=as_of, connect_to=tuple(served.connect_to))
        run_id = scheduler.start_quarter(database, Quarter.of(as_of), sites, chosen, options.now())
        try:
            with Follower({site.code: site.name for site in sites}) as follower:
                results = scheduler.inspect(database, run_id, machine, follower, clock=options.now)
        except KeyboardInterrupt:
            return ExitStatus.INTERRUPTED
    follower.print_notes()
    print_overview(database, run_id)
    tell(t("demo.reports"))
    written = build.write_run_reports(
        database, run_id, folder / "reports", scheme(), written_on=options.today(), data_dir=settings.data_dir
    )
    tell(f"  {written.overview}")
    for site in sites:
        for path in written.sites[site.code].values():
            tell(f"  {path}")
    everything = folder / "findings.jsonl"
    write_export(database, run_id, "findings", "jsonl", str(everything))
    tell(t("demo.took", seconds=round(time.monotonic() - began)))
    failed = any(result.state == "failed" for result in results)
    return ExitStatus.NOT_INSPECTED if failed else ExitStatus.FINISHED


def _clear(folder: Path) -> None:
    for name in KEPT:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            for file in folder.glob(f"{name}*"):  # the database with its -wal and -shm
                file.unlink()
