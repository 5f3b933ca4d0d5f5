"""Scrapy's download handler over our client: the only way a Scrapy request leaves this machine.

The outcome is always an `Answered`, also when no answer came: a fault of the network is a fact about the link, not an
exception to be logged.
"""

from __future__ import annotations

import asyncio
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
from crawler.politeness import SLOWING_STATUSES, Politeness, retry_after
from crawler.robots import ROBOTS_BYTES, Robots

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.spider import SiteSpider

VISIT = "visit"  # the meta key under which a Scrapy request carries its Visit
AT_ONCE = 32  # requests under way, whatever their hosts
NO_ANSWER = 0


class Answered(Response):
    """What the first request of a visit brought: an answer or a fault; None where nothing was to be asked."""

    first: Answer | Fault | None = None

    def take(self) -> Answer | Fault | None:
        """What was brought, which is not kept here any longer: Scrapy holds a response until its callback is done."""
        first, self.first = self.first, None
        return first


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
        self._places = asyncio.Semaphore(AT_ONCE)
        self._asking = 0
        self.answered: Callable[[str], None] = lambda _: None  # told of every answer's address

    @property
    def free(self) -> int:
        """How many more requests could be asked at once."""
        return AT_ONCE - self._asking

    async def ask(self, ask: Ask) -> Answer:
        """The answer to a request. Raises Fault."""
        self._asking += 1
        try:
            async with self._places:
                if not await self._robots.allows(ask.url):
                    raise Fault(FaultKind.ROBOTS, f"{ask.url}: forbidden by robots.txt")
                return await self._send(ask)
        finally:
            self._asking -= 1

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
        if answer.status in SLOWING_STATUSES:
            await self.politeness.heard(host, answer.status, retry_after(answer.header("retry-after"), self._now()))
        return answer


class GatedHandler(BaseDownloadHandler):
    """Has the spider ask for what a Scrapy request stands for."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._spider = cast("SiteSpider", crawler.spider)

    async def download_request(self, request: Request) -> Response:
        """An Answered with what the first request of the visit brought."""
        first = await self._spider.first(request.meta[VISIT])
        status = first.status if isinstance(first, Answer) else NO_ANSWER
        answered = Answered(request.url, status=status, request=request)
        answered.first = first
        return answered

    async def close(self) -> None:
        """Closes the kept connections."""
        self._spider.line.client.close()
