"""The crawl of one site: takes addresses from the frontier, asks for them, and has what comes taken in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, cast

import scrapy
from scrapy import Request
from scrapy.http import Response

from checks.facts import LinkKind, MissingAnswer, Page, SearchTrial
from crawler.asking import Answer, Ask
from crawler.attachments.judging import AttachmentJudge
from crawler.engine import VISIT, Answered
from crawler.examining import PageExaminer
from crawler.frontier import Visit
from crawler.gate import Fault, FaultKind
from crawler.insisting import Insistence
from crawler.network import Network
from crawler.pages import PageReader
from crawler.parts import Parts
from crawler.searching import Searching, Titled
from crawler.sitemaps import Listed, read_sitemaps
from crawler.soft404 import Contents
from crawler.taking import Taker
from crawler.urls import canonical
from crawler.verdicts import Patience, first_step
from crawler.visiting import Followed, NetworkDown, Stopped, Visitor, usual_headers

INTERNAL_ERROR = "internal_error"

logger = logging.getLogger("govinspect.crawler")


class SiteSpider(scrapy.Spider):
    """Scrapy's side of one inspection."""

    name = "site"

    def __init__(self, parts: Parts, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.parts = parts
        self.frontier = parts.frontier
        self.line = parts.line
        self.in_hand = 0
        self.stop_reason = ""
        self.home = Visit(canonical(parts.scope.home), LinkKind.PAGE)
        self.last_url = ""
        self._stop = asyncio.Event()
        self._headers = headers = usual_headers(parts.job.user_agent, parts.job.contact)
        patience = Patience(pause=parts.job.retry_pause, last_look=parts.job.last_look)
        network = Network(parts.line.reaches, parts.others, patience.pause, self._stop)
        parts.line.answered = network.heard
        self._insistence = Insistence(network, self._follow, parts.render, self._stop)
        render = self._insistence.render if parts.render is not None else None
        self._reader = PageReader(
            parts.scope,
            self._insistence.follow,
            headers,
            parts.job.render,
            parts.now,
            parts.record,
            render,
            parts.why_unrendered,
        )
        contents = Contents()
        self._visitor = Visitor(
            self._send,
            PageExaminer(self._reader, contents, parts.earlier, self._follow, headers, parts.token),
            headers,
            patience,
            self._stop,
            parts.now,
            parts.scope.is_internal,
            network,
            parts.line.clearances,
            parts.frontier.keep_tried,
            render,
        )
        self._files = AttachmentJudge(parts.judge, parts.earlier, self._insistence.follow, headers, self._stop)
        self._taker = Taker(parts, self.home.url, self._reader, self._files, contents)

    async def try_search(self, home: Page | None, titles: Sequence[Titled]) -> SearchTrial:
        """What the site's search makes of titles of its pages; for when the crawl is done. Raises Stopped."""
        searching = Searching(
            self.parts.scope,
            self._insistence.follow,
            self._reader.read,
            self._reader.read_rendered,
            self._headers,
            self._reader.render,
            external=self.parts.job.external,
        )
        return await searching.trial(home, titles, self.parts.token)

    @property
    def missing(self) -> MissingAnswer | None:
        """What the site says where a page is not there, if that was met."""
        return self._taker.missing

    @property
    def stopping(self) -> bool:
        """Whether no further address is to be handed out."""
        return self._stop.is_set()

    def stop(self, reason: str) -> None:
        """Ends the crawl soon: what is in flight is given up, unsettled."""
        if not self._stop.is_set():
            self.stop_reason = reason
            self._stop.set()
            self.line.politeness.stop()
            self.line.client.abort()
            self._files.abort()
            self.parts.abort()

    async def start(self) -> Any:
        """Offers the home page; everything else is found from there."""
        self.frontier.offer(self.home)
        return
        yield  # an asynchronous generator, as Scrapy asks for

    def request_for(self, visit: Visit) -> Request:
        """The Scrapy request that a visit begins with."""
        self.in_hand += 1
        return Request(visit.url, callback=self.visited, meta={VISIT: visit}, dont_filter=True)

    async def first(self, visit: Visit) -> Answer | Fault | None:
        """What the first request of a visit brings; None if an earlier process tried it, and the visitor goes on."""
        if visit.tried and visit.url != self.home.url:
            return None
        ask = self._visitor.first_ask(visit, first_step(visit.kind))
        try:
            return await self.line.ask(self.parts.earlier.conditional(ask, visit.kind))
        except Fault as fault:
            return fault

    async def visited(self, response: Response) -> None:
        """Concludes a visit, and goes on with the next ones as long as the engine could not begin more than that."""
        visit: Visit | None = response.meta[VISIT]
        answered: Answered | None = cast(Answered, response)
        while visit is not None:
            await self._conclude(visit, answered)
            visit, answered = self._next(), None  # at once: others that end in this turn leave their places, too
            await asyncio.sleep(0)  # what else waits has its turn, also where nothing had to be waited for

    def _next(self) -> Visit | None:
        """A further address for who is done with one; None if there is none, or work for more than one."""
        if self.stopping or (self.line.free > 1 and self.frontier.ready(2)):
            return None
        visit = self.frontier.take()
        self.in_hand += visit is not None
        return visit

    async def _conclude(self, visit: Visit, answered: Answered | None) -> None:
        """Takes a visit, of which the first answer may be there, to its settled row."""
        self.last_url = visit.url
        try:
            first = answered.take() if answered is not None else await self.first(visit)
            if self.stopping:
                raise Stopped
            begins = visit.url == self.home.url and isinstance(first, Answer)
            listed = await self._sitemaps() if begins else None
            await self._taker.conclude(visit, await self._visitor.visit(visit, first))
            if listed is not None:
                self._taker.offer_listed(listed)  # with the home page's row in one transaction
        except Stopped as stopped:
            self.frontier.release(visit)
            if isinstance(stopped, NetworkDown):
                self.stop(FaultKind.LOCAL)
        except Exception:
            logger.exception("error on %s", visit.url)
            self.frontier.settle({"url": visit.url, "state": "failed", "reason": INTERNAL_ERROR}, visit.host)
        finally:
            self.in_hand -= 1
            self.frontier.write_if_due()

    async def _send(self, ask: Ask) -> Answer:
        if self.stopping:
            raise Stopped
        return await self.line.ask(ask)

    async def _follow(self, ask: Ask) -> Followed:
        return await self._visitor.follow(ask)

    async def _sitemaps(self) -> Listed:
        """What the site itself lists, beside what its pages link to."""
        try:
            declared = await self.line.sitemaps(self.home.url)
        except Fault:
            return Listed()
        return await read_sitemaps(self.home.url, declared, self.parts.scope, self._follow, self._headers)

    async def close_files(self) -> None:
        """Ends the process that reads linked files."""
        await self._files.close()
