"""The worker processes of one run: started, followed, started again, stopped; what they say is passed on."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from crawler.job import Event, Finished, Job, Progress, decode_event, encode_job
from crawler.nursery import LINE_LIMIT, Nursery, NurseryError, Worker
from db import runs
from db.engine import Database

STOP_SECONDS = 8  # what a worker gets to write its state down after SIGTERM
KILLED = frozenset({-signal.SIGTERM, -getattr(signal, "SIGKILL", signal.SIGTERM)})  # by somebody else; it goes on
KILLS_WITHOUT_PROGRESS = 3  # in a row, after which something is wrong with the site or the machine
# -P keeps the current folder off the path: a folder named db or checks there must not shadow ours
WORKER = ("-P", "-m", "crawler")


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker must know of the machine it runs on."""

    db: str
    data_dir: Path
    user_agent: str
    contact: str = ""
    chromium: str = ""
    parallel: int = 2
    worker: tuple[str, ...] = WORKER  # the arguments Python gets; tests put their own there
    nursery: Nursery | None = None  # from which workers come, if it is there; else each starts from nothing


Listener = Callable[[str, Event], None]
Clock = Callable[[], dt.datetime]
Process = asyncio.subprocess.Process | Worker


class SiteResult(msgspec.Struct, frozen=True, kw_only=True):
    """How the inspection of one site ended: finished, failed (why) or interrupted."""

    site: str
    state: str
    reason: str = ""


class Pool:
    """The worker processes of one run."""

    def __init__(
        self,
        database: Database,
        run_id: int,
        machine: Machine,
        listener: Listener,
        clock: Clock,
        stop: asyncio.Event,
    ) -> None:
        self.database, self.run_id, self.machine = database, run_id, machine
        self.listener, self.clock, self.stop = listener, clock, stop

    async def work(self, jobs: Sequence[Job]) -> list[SiteResult]:
        """Works off the jobs, until done or told to stop."""
        places = asyncio.Semaphore(self.machine.parallel)

        async def place(job: Job) -> SiteResult | None:
            async with places:
                return None if self.stop.is_set() else await self._inspect(job)

        results = await asyncio.gather(*(place(job) for job in jobs))
        return [result for result in results if result]

    async def _inspect(self, job: Job) -> SiteResult | None:
        with self.database.session() as session:
            if not runs.claim_inspection(session, job.inspection_id, self.clock()):
                return None  # another process has it
        furthest, idle = -1, 0
        while True:
            result, returncode, done = await self._worked(job)
            idle = 0 if done > furthest else idle + 1
            furthest = max(furthest, done)
            if result or self.stop.is_set() or returncode not in KILLED or idle >= KILLS_WITHOUT_PROGRESS:
                return result or self._ended_without_a_word(job, returncode)

    async def _worked(self, job: Job) -> tuple[SiteResult | None, int | None, int]:
        """One worker's work: what it said at its end, how it ended, and how many addresses were done."""
        process = await self._start(job)
        watch = asyncio.create_task(self._stop_when_told(process))
        try:
            result, done = await self._follow(job, process)
        finally:
            watch.cancel()
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # a browser the worker left behind
        return result, process.returncode, done

    def _ended_without_a_word(self, job: Job, returncode: int | None) -> SiteResult:
        """Writes down for a worker what it could not: that it was stopped, or crashed."""
        with self.database.session() as session:
            if self.stop.is_set():
                runs.interrupt_inspection(session, job.inspection_id, self.clock())
                result = SiteResult(site=job.site.code, state=runs.INTERRUPTED)
            else:
                reason = f"crashed:{returncode}"
                runs.fail_inspection(session, job.inspection_id, self.clock(), reason)
                result = SiteResult(site=job.site.code, state=runs.FAILED, reason=reason)
                self.listener(job.site.code, Finished(state="failed", reason=reason))
        return result

    async def _start(self, job: Job) -> Process:
        logs = self.machine.data_dir / "logs" / f"run-{self.run_id}"
        logs.mkdir(parents=True, exist_ok=True)
        here = str(Path(__file__).resolve().parents[1])
        with (logs / f"{job.site.code}.log").open("ab") as log:
            if self.machine.nursery is not None:
                with contextlib.suppress(NurseryError):  # it was killed: the others start from nothing
                    return await self.machine.nursery.start(encode_job(job), log)
            process = await asyncio.create_subprocess_exec(
                sys.executable, *self.machine.worker,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log,
                start_new_session=True, limit=LINE_LIMIT,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))},
            )  # fmt: skip
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(encode_job(job))
            await process.stdin.drain()
            process.stdin.close()
        return process

    async def _follow(self, job: Job, process: Process) -> tuple[SiteResult | None, int]:
        assert process.stdout is not None
        result, done = None, 0
        async for line in process.stdout:
            event = decode_event(line)
            self.listener(job.site.code, event)
            if isinstance(event, Progress):
                done = max(done, event.done)
            if isinstance(event, Finished):
                result = SiteResult(site=job.site.code, state=event.state, reason=event.reason)
        await process.wait()
        return result, done

    async def _stop_when_told(self, process: Process) -> None:
        await self.stop.wait()
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
            await asyncio.sleep(STOP_SECONDS)
            process.kill()
