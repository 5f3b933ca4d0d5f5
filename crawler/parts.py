"""What a crawl is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from checks.runner import PageJudge
from crawler.asking import Answer
from crawler.earlier import Earlier
from crawler.frontier import Frontier
from crawler.job import Job
from crawler.line import Line
from crawler.pages import FAILED, Render
from crawler.snapshots import Recorder
from crawler.urls import SiteScope


class Parts(msgspec.Struct, kw_only=True):
    """What a crawl is made of; the worker puts it together."""

    job: Job
    scope: SiteScope
    frontier: Frontier
    line: Line
    judge: PageJudge
    recorder: Recorder
    now: Callable[[], dt.datetime]
    earlier: Earlier
    token: str  # a name that no page on any site has
    render: Render | None = None
    why_unrendered: Callable[[str], str] = lambda _: FAILED
    others: Callable[[], list[str]] = list  # addresses that answered before in the same run
    abort: Callable[[], None] = lambda: None  # ends what the browser is doing

    def record(self, url: str, answer: Answer) -> None:
        """Keeps a response that is judged."""
        kept = self.recorder.record(url, answer, self.now())
        if kept is not None:
            self.frontier.keep_snapshot(kept)
