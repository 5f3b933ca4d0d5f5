"""Runs the worker on a case's site."""

from __future__ import annotations

import errno
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

from checks.facts import Site, SiteKind
from crawler.job import Job, decode_event, encode_job
from tests.crawler.harness import HOST, ROOT, Inspected, make_job, read_back
from tests.crawler.server import Server
from tests.sites.cases import OWN, Expected

SECONDS = 60.0
CLOSED_PORT = 1  # nobody listens there


class Workers:
    """Runs jobs in children of one warm process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.sites.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), "GOVINSPECT_LOG": "INFO"},
            start_new_session=True,
        )

    def run(self, job: Job, case: Expected | None = None) -> Inspected:
        """Runs the job; `case` says what is different in the worker."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        files = [self._folder / f"{job.inspection_id}-{name}" for name in ("job", "events", "log")]
        for file in files:
            file.unlink(missing_ok=True)
        files[0].write_bytes(encode_job(job))
        own = case.own_fault if case else None
        fault = [own.after, own.lasts, getattr(errno, own.error)] if own else None
        told = {"files": [str(file) for file in files], "limits": case.limits if case else {}, "connections": fault}
        self._process.stdin.write((json.dumps(told) + "\n").encode())
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], SECONDS)
        if not ready:
            self.close()
            raise AssertionError(f"the worker did not end in {SECONDS} s:\n{files[2].read_text()}")
        status = int(self._process.stdout.readline())
        events = [decode_event(line) for line in files[1].read_bytes().splitlines()]
        return read_back(job, status, events, files[2].read_text())

    def close(self) -> None:
        """Ends it, and whatever of its children may hang."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def job_of(case: Expected, tmp_path: Path, server: Server, secure: Server | None) -> Job:
    """The job that inspects the site of `server`; its names that are not said to speak TLS speak none, and so on."""
    options = dict(case.job)
    names = [HOST, *case.hosts]
    mapped = [f"{host}:443=127.0.0.1:{secure.port}" for host in case.tls] if secure else []
    site = Site(
        code="test",
        name="测试",
        kind=SiteKind.COUNTY,
        url=options.pop("url", OWN + "/"),
        hosts=tuple(case.site_hosts),
        rate=options.pop("rate", 500.0),
    )
    mapped += [f"{host}:443=127.0.0.1:{CLOSED_PORT}" for host in case.hosts if host not in case.tls]
    mapped += [f"{host}:80=127.0.0.1:{CLOSED_PORT}" for host in case.tls if host not in case.hosts]
    mapped += [f"{host}:80=127.0.0.1:{server.port}" for host in names]
    return make_job(
        tmp_path,
        server,
        **{"render": "auto" if case.browser else "never", "site": site, "connect_to": tuple(mapped)} | options,
    )
