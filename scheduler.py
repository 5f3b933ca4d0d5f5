"""When and where: the quarter's calendar, the inspection of many sites at once, one process a site.

The reactor of a crawl can't be started twice, and leaks and crashes should stay inside; so each site is inspected by a
process of its own (`crawler.pool`). This module makes the runs, has them worked off, and knows what the calendar
asks for. Every quarter is run at most once: the database holds one run a quarter, and a lock file says whether it is
being worked on.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import re
import signal
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec
from filelock import FileLock, Timeout

from checks.facts import Probe, Site
from crawler.job import Job
from crawler.pool import Clock, Listener, Machine, Pool, SiteResult
from crawler.urls import canonical
from db import probes, runs
from db.engine import Database
from db.findings import FindingRecord, query_findings
from db.probes import ProbeRecord
from db.verification import LOOKS_AT, copy_inspection, looks_at, open_suspects

if TYPE_CHECKING:
    from crawler.picturing import Pictured
    from crawler.probing import Prober

ZONE = ZoneInfo("Asia/Shanghai")
# After what time what a quarter's run left open is looked at again, each time from the end of the look before: hosts
# recover within hours, some within a day; what failed on three days, at the last look in a browser too, is dead
# (reference: links.md, confirm rule).
LOOK_AGAIN_AFTER = (dt.timedelta(hours=6), dt.timedelta(hours=24), dt.timedelta(hours=24))
LOOKS_END_AFTER = dt.timedelta(days=30)  # later than that a look says nothing of the quarter's run any more
REPORT_DAY = 10  # of the quarter's second month (安政办函〔2020〕10号: 每季度第二个月10日前发布自查结果)
START_HOUR = 2  # at night, when few people read
STOPPING = (signal.SIGINT, signal.SIGTERM)


class ScheduleError(Exception):
    """A run that can't be started; the message says why and what to do."""


class RunLockedError(ScheduleError):
    """Another process of this machine works on the run `run_id`."""

    def __init__(self, run_id: int) -> None:
        super().__init__(f"run {run_id} is being worked on by another process of this machine")
        self.run_id = run_id


class Quarter(msgspec.Struct, frozen=True, order=True):
    """A quarter of a year, written 2026Q4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """The quarter written as `text`. Raises ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})[Qq]([1-4])", text.strip())
        if not match:
            raise ValueError(f"{text!r} is no quarter; write it as 2026Q4")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: dt.date) -> Quarter:
        """The quarter a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def report_due(self) -> dt.date:
        """The day the self-inspection report is due: 10 February, May, August, November."""
        return dt.date(self.year, 3 * self.number - 1, REPORT_DAY)

    def starts_at(self, days_before: int) -> dt.datetime:
        """When the quarter's run starts: `days_before` the report is due, at night in Asia/Shanghai."""
        day = self.report_due - dt.timedelta(days=days_before)
        return dt.datetime(day.year, day.month, day.day, START_HOUR, tzinfo=ZONE)


def due_quarter(now: dt.datetime, days_before: int) -> Quarter | None:
    """The quarter whose run should have been started by `now`, or None before its time.

    Only the present quarter can be caught up: a site can't be inspected as it was.
    """
    quarter = Quarter.of(now.astimezone(ZONE).date())
    return quarter if quarter.starts_at(days_before) <= now else None


class InspectionOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the person who starts an inspection may choose; kept with the run, so that `--resume` goes on alike."""

    as_of: dt.date
    max_pages: int = 20_000
    max_depth: int = 16
    hours: float = 6.0
    render: str = "auto"
    external: bool = True
    rate: float | None = None
    allow_private: bool = False
    connect_to: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    options: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    last_look: bool = False


def make_job(inspection_id: int, site: Site, chosen: InspectionOptions, machine: Machine) -> Job:
    """The order a worker gets for one site."""
    return Job(
        inspection_id=inspection_id,
        db=machine.db,
        data_dir=str(machine.data_dir),
        site=site,
        user_agent=machine.user_agent,
        contact=machine.contact,
        chromium=machine.chromium,
        obey_robots=site.robots != "ignore",
        **{name: getattr(chosen, name) for name in chosen.__struct_fields__},
    )


def inspect(
    database: Database,
    run_id: int,
    machine: Machine,
    listener: Listener,
    *,
    clock: Clock,
) -> list[SiteResult]:
    """Inspects every site of a run that is not done yet, several at once, and closes the run.

    Returns one result a site inspected now. Raises ScheduleError if another process works on the run, and
    KeyboardInterrupt after the workers have put their state down if this one was told to stop.
    """

    async def main() -> list[SiteResult]:
        return await inspect_until(_stop_on_signals(), database, run_id, machine, listener, clock=clock)

    with _handlers_kept():
        return asyncio.run(main())


@contextlib.contextmanager
def _handlers_kept() -> Iterator[None]:
    """Gives the signals back to whoever had them: an event loop that closes leaves them with the system's default."""
    handlers = {number: signal.getsignal(number) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            with contextlib.suppress(ValueError):  # off the main thread nobody took them
                signal.signal(number, handler)


def _stop_on_signals() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in STOPPING:
        with contextlib.suppress(NotImplementedError, RuntimeError):  # none off the main thread, none on Windows
            loop.add_signal_handler(number, stop.set)
    return stop


async def inspect_until(
    stop: asyncio.Event, database: Database, run_id: int, machine: Machine, listener: Listener, *, clock: Clock
) -> list[SiteResult]:
    """`inspect` in a running event loop; ends early, with KeyboardInterrupt, when `stop` is set."""
    with _sole_worker_of(run_id, machine):
        with database.session() as session:
            runs.resume_run(session, run_id)
        jobs = _jobs(database, run_id, machine)
        results = await Pool(database, run_id, machine, listener, clock, stop).work(jobs)
        with database.session() as session:
            unfinished = stop.is_set() or any(result.state == runs.INTERRUPTED for result in results)
            runs.end_run(session, run_id, runs.INTERRUPTED if unfinished else runs.FINISHED, clock())
    if stop.is_set():
        raise KeyboardInterrupt
    return results


def _jobs(database: Database, run_id: int, machine: Machine, state: str = runs.PENDING) -> list[Job]:
    with database.reading() as session:
        run = runs.get_run(session, run_id)
        if run is None:
            raise ScheduleError(f"there is no run {run_id}")
        chosen = msgspec.convert(run.options, InspectionOptions)
        sites = {row["code"]: msgspec.convert(row, Site) for row in run.registry_used["sites"]}
        pending = runs.inspections_of(session, run_id, state=state)
        return [make_job(inspection.id, sites[inspection.site], chosen, machine) for inspection in pending]


@contextlib.contextmanager
def _sole_worker_of(run_id: int, machine: Machine) -> Iterator[None]:
    folder = machine.data_dir / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"run-{run_id}.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        raise RunLockedError(run_id) from None


def start_quarter(
    database: Database, quarter: Quarter, sites: Sequence[Site], chosen: InspectionOptions, now: dt.datetime
) -> int:
    """Makes the run of a quarter and returns its id. Raises `runs.QuarterExistsError` if there is one."""
    return _start(database, sites, chosen, now, kind=runs.QUARTER, quarter=str(quarter))


def start_scan(database: Database, site: Site, chosen: InspectionOptions, now: dt.datetime) -> int:
    """Makes the run of one site on demand and returns its id."""
    return _start(database, [site], chosen, now, kind=runs.SCAN, quarter=None)


def start_verification(
    database: Database,
    run_id: int,
    again: Mapping[int, Collection[str]],
    as_of: dt.date,
    now: dt.datetime,
    *,
    last_look: bool = False,
    looks_at: int | None = None,
) -> int:
    """Makes a run that looks again at some addresses of a run and returns its id.

    `again` holds, by the id of a finished inspection of run `run_id`, the addresses to be fetched. What else those
    inspections saw counts as they saw it, so that the new run's findings are whole. `looks_at` is the run that left
    the addresses open, and `last_look` says that what still does not answer is dead.
    """
    with database.session() as session:
        base = runs.get_run(session, run_id)
        if base is None:
            raise ScheduleError(f"there is no run {run_id}")
        inspections = {one.id: one for one in runs.inspections_of(session, run_id) if one.id in again}
        sites = {one.site for one in inspections.values()}
        # what they were judged by, also later: a check left out would leave its findings undecided
        checks = {result.check for number in inspections for result in runs.load_check_results(session, number)}
        run = runs.create_run(
            session,
            kind=runs.VERIFICATION,
            as_of=as_of,
            started_at=now,
            registry={
                "sites": [row for row in base.registry_used["sites"] if row["code"] in sites],
                **({LOOKS_AT: looks_at} if looks_at else {}),
            },
            options={**base.options, "as_of": as_of.isoformat(), "checks": sorted(checks), "last_look": last_look},
        )
        made = runs.create_inspections(session, run.id, [one.site for one in inspections.values()])
        from crawler.judging import without_observed  # with all that reads pages, which no other command here needs

        unknown: dict[str, Any] = {runs.READ_BY: "", runs.JUDGED_BY: {}}
        for number, one in inspections.items():
            copy_inspection(session, number, made[one.site], again[number], unknown | without_observed(one.stats))
        return run.id


def take_pictures(
    database: Database,
    run_id: int,
    machine: Machine,
    wanted: Callable[[FindingRecord], bool],
    *,
    clock: Clock,
) -> Pictured:
    """Takes the pictures of the wanted findings of a run that have none yet, site by site.

    Raises ScheduleError if there is no such run.
    """
    from crawler.picturing import Pictured, take_pictures  # the browser's library, which other commands do without

    with database.reading() as session:
        found = list(filter(wanted, query_findings(session, run_id=run_id)))
    taken: dict[str, str] = {}
    missing: dict[str, str] = {}
    for job in _jobs(database, run_id, machine, state=runs.FINISHED):
        of_site = [one for one in found if one.site == job.site.code]
        if of_site:
            done = asyncio.run(take_pictures(database, job, of_site, clock))
            taken |= done.taken
            missing |= done.missing
    return Pictured(taken=taken, missing=missing)


def _start(
    database: Database,
    sites: Sequence[Site],
    chosen: InspectionOptions,
    now: dt.datetime,
    *,
    kind: str,
    quarter: str | None,
) -> int:
    with database.session() as session:
        run = runs.create_run(
            session,
            kind=kind,
            quarter=quarter,
            as_of=chosen.as_of,
            started_at=now,
            registry={"sites": [msgspec.to_builtins(site) for site in sites]},
            options=msgspec.to_builtins(chosen),
        )
        runs.create_inspections(session, run.id, [site.code for site in sites])
        return run.id


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """What `schedule` goes by: how early to start, and how often to look."""

    days_before: int = 9  # on the 1st of the quarter's second month
    look_every_minutes: int = 10
    probe_every_minutes: int = 60  # 24 times a day: 20 are asked for (国办秘函〔2019〕19号附件1), and some may be lost
    keep_probes_days: int = 400


async def keep_schedule(
    database: Database,
    machine: Machine,
    calendar: Calendar,
    registry: Callable[[], Sequence[Site]],
    options: Callable[[Quarter], InspectionOptions],
    listener: Listener,
    after_run: Callable[[int], None],
    *,
    clock: Clock,
) -> None:
    """Stays up and starts each quarter's run in time, goes on with an interrupted one, and catches up a missed one.

    What a quarter's run left open is looked at again after hours and days (`open_due_look`).

    `registry` and `options` are asked when a run starts, so that changes of the registry count; `after_run` gets the
    run's id when all its sites are done. Returns on SIGINT or SIGTERM.
    """
    stop = _stop_on_signals()
    busy = asyncio.Lock()

    async def look() -> None:
        if busy.locked():
            return
        async with busy:
            run_id = open_due_run(database, calendar, registry, options, clock()) or open_due_look(database, clock())
            if run_id is not None:
                with contextlib.suppress(KeyboardInterrupt):
                    results = await inspect_until(stop, database, run_id, machine, listener, clock=clock)
                    if all(result.state != runs.INTERRUPTED for result in results):  # else the next look goes on
                        after_run(run_id)

    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # of all commands only `schedule` needs it
    from apscheduler.triggers.cron import CronTrigger
    from apscheduler.triggers.interval import IntervalTrigger

    from crawler.gate import Gate
    from crawler.probing import Prober

    clockwork = AsyncIOScheduler(timezone=ZONE)
    clockwork.add_job(
        look,
        CronTrigger(minute=f"*/{calendar.look_every_minutes}", timezone=ZONE),
        next_run_time=clock(),  # at once: what was missed while nobody was up
        misfire_grace_time=None,  # APScheduler would drop a start that comes a second late
        coalesce=True,
        max_instances=1,
    )
    usual = (("User-Agent", machine.user_agent),)
    prober = Prober(Gate, usual, clock)

    async def probe() -> None:
        await probe_once(database, prober, registry(), clock(), calendar.keep_probes_days)

    clockwork.add_job(
        probe,
        IntervalTrigger(minutes=calendar.probe_every_minutes, timezone=ZONE),
        next_run_time=clock(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    clockwork.start()
    try:
        await stop.wait()
    finally:
        clockwork.shutdown(wait=False)
        async with busy:  # the run in progress writes its state down
            pass


async def probe_once(
    database: Database, prober: Prober, sites: Sequence[Site], now: dt.datetime, keep_days: int
) -> int:
    """Visits every site's home page once and stores what came of it; returns how many visits counted."""
    visits = await prober.round(sites)
    with database.session() as session:
        probes.forget_before(session, now - dt.timedelta(days=keep_days))
        probes.add_probes(session, (ProbeRecord(**msgspec.structs.asdict(visit)) for visit in visits))
    return len(visits)


def remember_visits(database: Database, visits: Mapping[str, Sequence[Probe]]) -> None:
    """Stores visits to home pages that were made elsewhere, by site code."""
    with database.session() as session:
        probes.add_probes(
            session,
            (
                ProbeRecord(code, visit.at, visit.seconds, visit.failure, None, {})
                for code, made in visits.items()
                for visit in made
            ),
        )


def open_due_run(
    database: Database,
    calendar: Calendar,
    registry: Callable[[], Sequence[Site]],
    options: Callable[[Quarter], InspectionOptions],
    now: dt.datetime,
) -> int | None:
    """The run that should be worked on now: made if the quarter is due and has none; None if there is nothing to do."""
    quarter = due_quarter(now, calendar.days_before)
    if quarter is None:
        return None
    with database.reading() as session:
        run = runs.run_of_quarter(session, str(quarter))
        if run is not None:
            return None if run.state == runs.FINISHED else run.id
    try:
        return start_quarter(database, quarter, registry(), options(quarter), now)
    except runs.QuarterExistsError as exists:  # another scheduler was quicker; the lock decides who works on it
        return exists.run_id


def open_due_look(database: Database, now: dt.datetime) -> int | None:
    """The next look at what the last quarter's run left open, if it is due: its run's id, made if there is none.

    Looked at again are the links that did not answer and, at the first look, the dead ones; at the last look only links
    off the site, so that no page is read and no link met for the first time. None if nothing is due.
    """
    with database.reading() as session:
        first = runs.latest_run(session, kind=runs.QUARTER)
        if first is None or first.state != runs.FINISHED or first.finished_at is None:
            return None
        if now - first.finished_at > LOOKS_END_AFTER:
            return None
        looks = looks_at(session, first.id)
        last = looks[-1] if looks else first
        if last.state != runs.FINISHED or last.finished_at is None:
            return last.id  # interrupted: it goes on
        if len(looks) == len(LOOK_AGAIN_AFTER) or last.finished_at + LOOK_AGAIN_AFTER[len(looks)] > now:
            return None
        last_look = len(looks) + 1 == len(LOOK_AGAIN_AFTER)
        again: dict[int, set[str]] = {
            number: set(found) for number, found in open_suspects(session, last.id, external=last_look).items()
        }
        if not looks:
            sites = {one.site: one.id for one in runs.inspections_of(session, first.id, state=runs.FINISHED)}
            for one in query_findings(session, run_id=first.id, checks=["dead_link"]):
                again.setdefault(sites[one.site], set()).update([canonical(one.target)] if one.target else [])
    if not again:
        return None
    return start_verification(database, last.id, again, last.as_of, now, last_look=last_look, looks_at=first.id)
