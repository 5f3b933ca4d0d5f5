"""Runs the worker's own `main` in forked children of one process that has imported everything already.

The worker is a program of its own; starting Python and importing takes it longer than crawling a site of five pages.
A line of JSON on stdin names the files for job, events and log, and what is to be different in the child; the answer
is the child's exit status.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import sys
from functools import partial
from typing import Any

import crawler.rendering
import crawler.worker
from checks.facts import Block, Page, Site, SiteKind
from checks.registry import select
from checks.runner import PageJudge
from crawler import limits
from crawler.client import Client

READ_SECONDS = 2.0  # half a minute of silence, in the time of tests


def warm() -> None:
    """Judges a page, so that the tables and words that checks load at their first page are there."""
    day = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    site = Site(code="warm", name="预热", kind=SiteKind.COUNTY, url="http://warm.invalid/")
    text = Block("县人民政府召开常务会议，研究部署下一阶段的重点工作，要求各部门抓好落实。")
    page = Page(url=site.url, final_url=site.url, status=200, fetched_at=day, blocks=(text,))
    PageJudge(select((), ()), site, day.date(), {}).judge(page)


def serve() -> None:
    """Forks once for each line, until stdin ends."""
    warm()
    crawler.worker.Client = partial(Client, read_seconds=READ_SECONDS)  # type: ignore[assignment,misc]
    for line in sys.stdin:
        told = json.loads(line)
        child = os.fork()
        if not child:
            for number, name in enumerate(told["files"]):
                os.dup2(os.open(name, os.O_CREAT | os.O_WRONLY if number else os.O_RDONLY, 0o600), number)
            os._exit(_run(told))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(told: dict[str, Any]) -> int:
    for name, value in told["limits"].items():
        setattr(limits, name, value)
    if told["connections"]:
        _let_connections_fail(*told["connections"])
    return crawler.worker.main()


def _let_connections_fail(after: int, lasts: int, error: int) -> None:
    """Lets the machine open so many connections, and not the next few."""
    opened = 0
    real = asyncio.BaseEventLoop.create_connection

    async def create_connection(*where: Any, **how: Any) -> Any:
        nonlocal opened
        opened += 1
        if after < opened <= after + lasts:
            raise OSError(error, os.strerror(error))
        return await real(*where, **how)

    asyncio.BaseEventLoop.create_connection = create_connection  # type: ignore[method-assign]


if __name__ == "__main__":
    serve()
