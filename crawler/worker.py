"""The inspection of one site in a process of its own: ``python -P -m crawler``.

A job (JSON) comes in on stdin, events (JSON lines) go out on stdout, logging goes to stderr. Exit status: 0 finished,
3 the site could not be inspected, 130 interrupted (SIGINT, SIGTERM, or this machine's own network failing); an
interrupted inspection goes on where it stopped when the same job is run again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import hashlib
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import msgspec
from filelock import FileLock, Timeout
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess

from checks.facts import Incomplete, MissingAnswer, PageType, SearchTrial, Transport, Verdict
from checks.registry import select
from checks.runner import PageJudge
from crawler import limits, overtime
from crawler.client import Client
from crawler.coverage import SOFT_404, Coverage
from crawler.earlier import open_earlier
from crawler.frontier import Frontier
from crawler.gate import ConnectToError, FaultKind, Gate, Resolver, parse_connect_to, resolve_system
from crawler.hostbook import open_book
from crawler.job import Event, Finished, Job, Note, Progress, decode_job, encode_event
from crawler.judging import (
    MISSING,
    OBSERVED,
    SEARCH,
    TRANSPORT,
    judge_stored,
    keep,
    keep_not_evaluated,
    observed,
    probed,
)
from crawler.limits import Shape
from crawler.line import Line
from crawler.pages import FAILED, NO_BROWSER
from crawler.parts import Parts
from crawler.politeness import DEFAULT_RATE, Politeness
from crawler.searching import Titled, worth_asking
from crawler.settings import scrapy_settings
from crawler.snapshots import Recorder
from crawler.spider import SiteSpider
from crawler.store import Store
from crawler.transport import Look
from crawler.urls import SiteScope, canonical
from crawler.visiting import NetworkDown, Stopped, usual_headers
from db import runs, sharing, snapshots
from db.engine import Database, open_database
from db.errors import DatabaseError
from db.snapshots import SnapshotRecord
from db.urls import SettledUrl

if TYPE_CHECKING:
    from crawler.rendering import Browser
    from crawler.visiting import Rendered

FINISHED, USAGE, NOT_INSPECTED, INTERRUPTED = 0, 2, 3, 130
TRANSPORT_SECONDS = 60.0
PROGRESS_SECONDS = 1.0
ORPHAN_SECONDS = 60.0  # how long another worker of the same inspection is waited for
TAKEN = "taken"  # another worker of this machine does not let go of the inspection
USER_STOP = "interrupted"
NETWORK_LOCAL = "network:local"  # our own machine or its network failed: judging stopped
GC_THRESHOLDS = (20_000, 20, 20)  # a page makes some thousand objects that reference counting alone frees
SITE_SEARCH = "site_search"  # the check for which the search is tried
INDEXED_DAYS = 7  # what was published later may not be in the search's index yet
SEARCHED_AMONG = 60  # newest articles of which a few are searched for
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

logger = logging.getLogger("govinspect.crawler")

Emit = Callable[[Event], None]
Now = Callable[[], dt.datetime]


class Inspection:
    """One site's inspection, from its job to its stored findings. `resolve` tells the addresses of a name."""

    def __init__(self, job: Job, database: Database, emit: Emit, now: Now, resolve: Resolver = resolve_system) -> None:
        self._job = job
        self._database = database
        self._emit = emit
        self._now = now
        self._scope = SiteScope(job.site.url, job.site.hosts)
        self._store = Store(database, job.inspection_id)
        self._frontier = Frontier(self._store, Shape(job.max_depth), job.max_pages, shared=self._shared)
        own_hosts = {_host(job.site.url), *(_host(f"//{host}") for host in job.site.hosts)}
        self._gate = Gate(parse_connect_to(job.connect_to), own_hosts if job.allow_private else (), resolve)
        self._client = Client(self._gate)
        self._book = open_book(Path(job.data_dir))
        self._checks = select(job.checks, ())
        self._browser: Browser | None = None
        self._spider: SiteSpider | None = None
        self._observed: dict[str, Any] = {}  # what was seen of the site beside its pages, as kept in the stats
        self._made_by: dict[str, Any] = {}  # what later inspections want to know; filled when the work begins
        self._stopped = False  # by a signal; one that comes while the end is written down is too late
        self._ends = False

    def stop(self) -> None:
        """Ends the inspection soon; called from a signal handler. Raises KeyboardInterrupt where no crawl runs."""
        if self._ends:
            return
        self._stopped = True
        overtime.stop(Stopped())
        if self._spider is None or self._loop.is_closed():
            raise KeyboardInterrupt
        self._loop.call_soon_threadsafe(self._spider.stop, USER_STOP)

    def run(self) -> int:
        """Crawls and judges; the exit status."""
        folder = Path(self._job.data_dir) / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"inspection-{self._job.inspection_id}.lock")
        try:
            # The worker of a killed parent stops within seconds; until then the rows are its.
            with lock.acquire(timeout=ORPHAN_SECONDS):
                return self._run()
        except Timeout:
            self._emit(Finished(state="failed", reason=TAKEN))
            return NOT_INSPECTED
        except KeyboardInterrupt:
            pass  # what it cut off is let go of before we write: a transaction left open would keep us out
        gc.collect()
        return self._interrupted("")

    def _run(self) -> int:
        job, began = self._job, self._now()
        with self._database.session() as session:
            runs.claim_inspection(session, job.inspection_id, began)
        home = canonical(self._scope.home)
        judge = PageJudge(self._checks, job.site, job.as_of, job.options)
        self._earlier, self._made_by, noted = open_earlier(self._database, job, home, judge)
        self._observed = {name: noted[name] for name in OBSERVED & noted.keys()}
        self._store.earlier = self._earlier.inspection_id
        self._frontier.open()
        with Recorder(Path(job.data_dir), job.inspection_id, self._known_body, began) as recorder:
            spider = self._crawl(recorder, judge)
        self._frontier.write()
        self._heed_stop()
        if spider.stop_reason == FaultKind.LOCAL:
            self._emit(Note(name=NETWORK_LOCAL, text=spider.last_url))
        if spider.stop_reason not in ("", limits.HOURS):
            return self._interrupted("" if spider.stop_reason == USER_STOP else spider.stop_reason)
        if spider.stop_reason:
            self._frontier.skip_rest(limits.HOURS)
        return self._judge()

    def _heed_stop(self) -> None:
        """Raises KeyboardInterrupt if a signal came; the one it raised may have been lost in a library's code."""
        if self._stopped:
            raise KeyboardInterrupt

    def _crawl(self, recorder: Recorder, judge: PageJudge) -> SiteSpider:
        job = self._job
        parts = Parts(
            job=job,
            scope=self._scope,
            frontier=self._frontier,
            line=Line(
                self._client,
                self._politeness(),
                usual_headers(job.user_agent, job.contact),
                self._now,
                job.obey_robots,
            ),
            judge=judge,
            earlier=self._earlier,
            recorder=recorder,
            now=self._now,
            token=hashlib.sha256(f"{job.site.code} {job.inspection_id} {job.as_of}".encode()).hexdigest()[:20],
            others=self._answered_before,
            render=None if job.render == "never" else self._render,
            why_unrendered=self._why_unrendered,
            abort=self._abort_rendering,
        )
        process = AsyncCrawlerProcess(scrapy_settings())
        crawler = process.create_crawler(SiteSpider)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawl = process.crawl(crawler, parts=parts)
        process.start(install_signal_handlers=False)
        crawl.result()  # an exception of the crawl itself
        spider, self._spider = self._spider, None
        assert spider is not None
        return spider

    def _opened(self, spider: SiteSpider) -> None:
        self._spider = spider
        self._loop = asyncio.get_running_loop()
        self._watching = self._loop.create_task(self._watch(spider))
        if self._stopped:
            spider.stop(USER_STOP)

    async def _closed(self, spider: SiteSpider) -> None:
        try:
            if MISSING not in self._observed and spider.missing is not None:
                self._observe(MISSING, spider.missing)
            wanted = SEARCH not in self._observed and any(check.id == SITE_SEARCH for check in self._checks)
            if wanted and not spider.stop_reason:
                self._frontier.write()
                self._observe(SEARCH, await self._try_search(spider))
        except Stopped as stopped:
            spider.stop(FaultKind.LOCAL if isinstance(stopped, NetworkDown) else USER_STOP)
        except Exception:
            logger.exception("the site's search could not be tried")
        finally:
            await self._wind_up()

    def _observe(self, name: str, seen: SearchTrial | MissingAnswer | Transport) -> None:
        """Keeps what was seen of the site beside its pages, at once: a process that goes on does not ask again."""
        self._observed[name] = msgspec.to_builtins(seen)
        with self._database.session() as session:
            runs.note_stats(session, self._job.inspection_id, **{name: self._observed[name]})

    async def _try_search(self, spider: SiteSpider) -> SearchTrial:
        settled = self._job.as_of - dt.timedelta(days=INDEXED_DAYS)
        titles = self._store.newest_titles(PageType.ARTICLE, settled, SEARCHED_AMONG)
        titles = titles or self._store.newest_titles(PageType.ARTICLE, self._job.as_of, SEARCHED_AMONG)
        home = self._store.page(canonical(self._scope.home))
        return await spider.try_search(home, worth_asking([Titled(*one) for one in titles]))

    async def _wind_up(self) -> None:
        self._watching.cancel()
        if self._spider is not None:
            await self._spider.close_files()
        if self._browser is not None:
            await self._browser.close()

    async def _render(self, url: str) -> Rendered | None:
        if self._browser is None:
            from crawler.rendering import Browser  # half a second of CPU that most sites can do without

            self._browser = Browser(self._gate, self._scope.is_internal, self._job.chromium, self._no_browser)
        return await self._browser.render(url)

    def _why_unrendered(self, url: str) -> str:
        return self._browser.failures.get(url, FAILED) if self._browser is not None else FAILED

    def _abort_rendering(self) -> None:
        if self._browser is not None:
            self._browser.abort()

    async def _watch(self, spider: SiteSpider) -> None:
        """Tells how far it is, writes what has waited long enough, and keeps the time budget."""
        deadline = time.monotonic() + self._job.hours * 3600
        while True:
            try:
                self._progress(spider.last_url)
            except BrokenPipeError:  # the parent is gone, and whoever goes on starts a worker of his own
                spider.stop(USER_STOP)
                return
            self._frontier.write_if_due()
            if time.monotonic() >= deadline:
                spider.stop(limits.HOURS)
            await asyncio.sleep(PROGRESS_SECONDS)

    def _progress(self, url: str) -> None:
        counts = self._frontier.counts
        self._emit(
            Progress(done=counts.settled, known=counts.known, failed=counts.failed, rendered=counts.rendered, url=url)
        )

    def _judge(self) -> int:
        job = self._job
        coverage = Coverage(canonical(self._scope.home), self._store.ends())
        for host, urls in coverage.alike().items():
            self._take_back(host, urls)
        left_out = [*coverage.incomplete(), *self._unwritten()]
        reason, findings = coverage.failure(), 0
        if reason:
            findings = keep_not_evaluated(
                self._database, job.inspection_id, job.site, job.as_of, job.options, self._checks, reason, self._now()
            )
        else:
            if TRANSPORT not in self._observed:
                self._observe(TRANSPORT, asyncio.run(self._transport()))
            seen = observed(self._observed) | probed(self._database, job.site, job.as_of)
            judgement, facts = judge_stored(
                self._database, self._store, self._checks, job.site, job.as_of, job.options, left_out, seen
            )
            left_out = list(facts.incomplete)
            keep(self._database, job.inspection_id, job.site, judgement, facts, self._now())
            findings = len(judgement.findings)
        for entry in left_out:
            self._emit(Note(name=entry.name, text=f"{entry.where} {entry.count}".strip()))
        stats = {
            **self._stats(),
            "pages": coverage.pages,
            "incomplete": [msgspec.structs.asdict(entry) for entry in left_out],
        }
        self._heed_stop()
        self._ends = True
        with self._database.session() as session:
            if reason:
                runs.fail_inspection(session, job.inspection_id, self._now(), reason, stats)
            else:
                runs.finish_inspection(session, job.inspection_id, self._now(), stats)
        self._progress("")
        self._emit(Finished(state="failed" if reason else "finished", reason=reason, findings=findings))
        return NOT_INSPECTED if reason else FINISHED

    async def _transport(self) -> Transport:
        """How the site's own hosts can be reached."""
        site = self._job.site
        try:
            async with asyncio.timeout(TRANSPORT_SECONDS):
                return await Look(self._gate, self._politeness()).at([site.url, *(f"//{host}" for host in site.hosts)])
        except TimeoutError:
            return Transport()

    def _take_back(self, host: str, urls: list[str]) -> None:
        """Takes back soft-404 verdicts on a host that, so it seems, answers everything alike."""
        for url in urls:
            self._frontier.correct({"url": url, "state": "done", "verdict": Verdict.SUSPECTED, "reason": SOFT_404})
        self._frontier.write()
        self._emit(Note(name="soft_404:everywhere", text=f"{host} {len(urls)}"))

    def _unwritten(self) -> list[Incomplete]:
        """What was left out without a row of its own."""
        refused = self._frontier.limits[limits.URLS]
        given_back = self._frontier.released
        return [
            *([Incomplete(limits.URLS, "", refused)] if refused else []),
            *([Incomplete(FaultKind.LOCAL, "", given_back)] if given_back else []),
        ]

    def _interrupted(self, reason: str) -> int:
        self._ends = True
        stats = self._stats() if self._made_by else None  # what an earlier process noted stays
        with self._database.session() as session:
            runs.interrupt_inspection(session, self._job.inspection_id, self._now(), stats)
        self._emit(Finished(state="interrupted", reason=reason))
        return INTERRUPTED

    def _stats(self) -> dict[str, Any]:
        faults = {f"{host}:{port}": text for (host, port), text in self._client.certificates.items() if text}
        counts = msgspec.structs.asdict(self._frontier.counts)
        return {"urls": counts, "certificates": faults, **self._observed, **self._made_by}

    def _politeness(self) -> Politeness:
        """The site's rate for its own hosts; hosts that the operator mapped are his, and go at the same rate."""
        job = self._job
        rate = job.rate or job.site.rate or DEFAULT_RATE
        own = [_host(job.site.url), *(_host(f"//{host}") for host in job.site.hosts)]
        mapped = [host for host, _ in parse_connect_to(job.connect_to)]
        twins = [f"www.{host}" for host in own] + [host.removeprefix("www.") for host in own]
        rates = dict.fromkeys([*own, *twins, *mapped], rate)
        return Politeness(DEFAULT_RATE, rates, book=self._book)

    def _known_body(self, digest: str) -> SnapshotRecord | None:
        if self._earlier.first:
            return None
        with self._database.reading() as session:
            return snapshots.snapshots_by_digest(session, [digest]).get(digest)

    def _answered_before(self) -> list[str]:
        with self._database.reading() as session:
            return sharing.answered_before(session, self._job.inspection_id)

    def _shared(self, url: str) -> SettledUrl | None:
        """The verdict on a link off the site that another inspection of this run reached."""
        with self._database.reading() as session:
            found = sharing.alive_elsewhere(session, self._job.inspection_id, url)
        return found and {"url": url, "state": "done", "verdict": sharing.ALIVE, **found._asdict()}  # type: ignore[return-value]

    def _no_browser(self, text: str) -> None:
        self._emit(Note(name=NO_BROWSER, text=text))


def _worth_telling(record: logging.LogRecord) -> bool:
    """Leaves the libraries' chatter out of the log."""
    return record.levelno >= logging.WARNING or record.name.startswith("govinspect")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def main(resolve: Resolver = resolve_system) -> int:
    """Reads the job, inspects, and gives the exit status."""
    logging.basicConfig(stream=sys.stderr, level=os.environ.get("GOVINSPECT_LOG", "WARNING"), format=LOG_FORMAT)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_worth_telling)
    gc.freeze()  # what is loaded is no garbage
    gc.set_threshold(*GC_THRESHOLDS)
    gc.enable()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints, events alone go to the parent

    def emit(event: Event) -> None:
        out.write(encode_event(event))

    inspection: Inspection | None = None

    def interrupt(number: int, _frame: Any) -> None:
        logger.warning("stopping on signal %d", number)
        if inspection is None:
            raise KeyboardInterrupt
        inspection.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    try:
        job = decode_job(sys.stdin.buffer.read())
        database = open_database(job.db)
        inspection = Inspection(job, database, emit, lambda: dt.datetime.now(dt.UTC), resolve)
    except KeyboardInterrupt:
        emit(Finished(state="interrupted"))
        return INTERRUPTED
    except (msgspec.DecodeError, ConnectToError, DatabaseError, ValueError) as error:
        logger.error("the job cannot be run: %s", error)
        emit(Finished(state="failed", reason="configuration"))
        return USAGE

    try:
        return inspection.run()
    except BrokenPipeError:
        return INTERRUPTED  # the parent is gone; the rows are there for the next one


def script(resolve: Resolver = resolve_system) -> NoReturn:
    """The worker as a program. All is written when it ends, so it waits for no thread that waits for a name server."""
    status = main(resolve)
    logging.shutdown()
    os._exit(status)
