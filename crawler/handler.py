"""Scrapy's download handler over our client: the only way a Scrapy request leaves this machine.

The outcome is always an `Answered`, also when no answer came: a fault of the network is a fact about the link, not an
exception to be logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Response

from crawler.asking import Answer, Ask, Header, endpoint
from crawler.clearance import Clearances
from crawler.client import Client
from crawler.gate import Fault, FaultKind
from crawler.politeness import Politeness, retry_after
from crawler.robots import ROBOTS_BYTES, Robots

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ASK = "ask"  # the meta key under which a Scrapy request carries its Ask
NO_ANSWER = 0


class Answered(Response):
    """What came back for an Ask: an answer or a fault, never both; neither where nothing was to be asked."""

    answer: Answer | None = None
    fault: Fault | None = None


class Line:
    """The way out: one request at a time and host, as robots.txt and politeness allow, through the gate."""

    def __init__(
        self,
        client: Client,
        politeness: Politeness,
        headers: tuple[Header, ...],
        now: Callable[[], dt.datetime],
        obey_robots: bool = True,
    ) -> None:
        self.client = client
        self.politeness = politeness
        self._robots = Robots(self._send, headers, obey_robots)
        self._now = now
        self.clearances = Clearances()
        self.answered: Callable[[str], None] = lambda _: None  # told of every answer's address

    async def ask(self, ask: Ask) -> Answer:
        """The answer to a request. Raises Fault."""
        if not await self._robots.allows(ask.url):
            raise Fault(FaultKind.ROBOTS, f"{ask.url}: forbidden by robots.txt")
        return await self._send(ask)

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of an address's host names. Raises Fault."""
        return await self._robots.sitemaps(url)

    async def reaches(self, origin: str) -> bool:
        """Whether a host answers anything at all; its robots.txt may always be asked for."""
        try:
            await self._send(Ask(url=f"{origin}/robots.txt", limit=ROBOTS_BYTES, fresh=True))
        except Fault:
            return False
        return True

    async def _send(self, ask: Ask) -> Answer:
        host = endpoint(ask.url).host
        await self.client.locate(ask.url)  # before the turn: a name nobody knows need not wait for its host's
        async with self.politeness.turn(host):
            answer = await self.client.ask(self.clearances.dress(ask))
        self.answered(ask.url)
        await self.politeness.heard(host, answer.status, retry_after(answer.header("retry-after"), self._now()))
        return answer


class GatedHandler(BaseDownloadHandler):
    """Sends Scrapy's requests down the line of the crawler's spider."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._line: Line = crawler.spider.line  # type: ignore[union-attr]

    async def download_request(self, request: Request) -> Response:
        """An Answered for the request's Ask; an empty one if it has none."""
        ask = cast(Ask | None, request.meta[ASK])
        if ask is None:
            return Answered(request.url, status=NO_ANSWER, request=request)
        try:
            answer = await self._line.ask(ask)
        except Fault as fault:
            answered = Answered(request.url, status=NO_ANSWER, request=request)
            answered.fault = fault
            return answered
        answered = Answered(request.url, status=answer.status, request=request)
        answered.answer = answer
        return answered

    async def close(self) -> None:
        """Closes the kept connections."""
        self._line.client.close()
