"""The way out: as robots.txt and politeness allow, through the gate, and no more than so many requests at once."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable

from crawler.asking import Answer, Ask, Header, endpoint
from crawler.clearance import Clearances
from crawler.client import Client
from crawler.gate import Fault, FaultKind
from crawler.politeness import SLOWING_STATUSES, Politeness, retry_after
from crawler.robots import ROBOTS_BYTES, Robots

AT_ONCE = 32  # requests under way, whatever their hosts


class Line:
    """Asks for whatever is asked of the site and of others."""

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
