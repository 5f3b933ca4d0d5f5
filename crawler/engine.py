"""What Scrapy's engine is given: a scheduler over the frontier's rows, and a download handler over our own line.

A Scrapy request stands for a visit. The handler brings the visit's first answer, or that none came: a fault of the
network is a fact about the link, not an exception to be logged. What the visit asks for further, and the visits that
the callback goes on with, take no turn through the engine (docs/decisions/0004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.scheduler import BaseScheduler
from scrapy.http import Response

from crawler.asking import Answer
from crawler.gate import Fault

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Spider
    from scrapy.crawler import Crawler

    from crawler.spider import SiteSpider

VISIT = "visit"  # the meta key under which a Scrapy request carries its Visit
NO_ANSWER = 0


class FrontierScheduler(BaseScheduler):
    """Scrapy's view of the frontier: requests are made from rows when their turn comes, and none is put in."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        self._spider = cast("SiteSpider", spider)
        self._frontier = self._spider.frontier

    def has_pending_requests(self) -> bool:
        """Whether addresses wait that were not handed out."""
        return not self._spider.stopping and self._frontier.waiting > self._spider.in_hand

    def enqueue_request(self, request: Request) -> bool:
        """Refused: what is to be fetched is offered to the frontier."""
        return False

    def next_request(self) -> Request | None:
        """The request for the next address."""
        if self._spider.stopping or self._spider.line.free < 1:
            return None
        visit = self._frontier.take()
        return None if visit is None else self._spider.request_for(visit)


class Answered(Response):
    """What the first request of a visit brought: an answer or a fault; None where nothing was to be asked."""

    first: Answer | Fault | None = None

    def take(self) -> Answer | Fault | None:
        """What was brought, which is not kept here any longer: Scrapy holds a response until its callback is done."""
        first, self.first = self.first, None
        return first


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
