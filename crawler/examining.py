"""The ladder's questions about pages: whether one that came with status 200 may be one that is not there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from crawler import limits
from crawler.asking import Ask, Header
from crawler.earlier import Earlier
from crawler.frontier import Visit
from crawler.pages import PageReader
from crawler.sniffing import is_front, is_html
from crawler.soft404 import (
    Contents,
    Neighbours,
    Signature,
    doubtable,
    reads_missing,
    same_answer,
    says_missing,
    signature,
)
from crawler.urls import canonical
from crawler.verdicts import Content
from crawler.visiting import Followed


class PageExaminer:
    """Looks into pages. `follow` asks for a further one; `token` is a name that no page on any site has."""

    def __init__(
        self,
        reader: PageReader,
        contents: Contents,
        earlier: Earlier,
        follow: Callable[[Ask], Awaitable[Followed]],
        headers: tuple[Header, ...],
        token: str,
    ) -> None:
        self._reader = reader
        self._contents = contents
        self._earlier = earlier
        self._follow = follow
        self._headers = headers
        self._neighbours = Neighbours(self._probe, token)

    async def examine(self, visit: Visit, followed: Followed) -> Content:
        """Whether a page that came with status 200 may be one that is not there."""
        answer = followed.answer
        if (
            not doubtable(visit.url)
            or is_front(followed.final_url)
            or answer is None
            or not is_html(answer)
            or answer.cut
            or self._earlier.unchanged(canonical(followed.final_url), answer) is not None
        ):
            return Content.USUAL
        reading = self._reader.read(visit.url, followed)
        if reading.render_reason:
            return Content.USUAL  # what it says is only known after its scripts ran
        if says_missing(reading.page):
            return Content.MISSING
        if reads_missing(reading.page):
            return Content.DOUBTFUL
        if self._contents.repeated(reading.page) or not await self._neighbours.server_is_honest(visit.url):
            return Content.REPEATED
        return Content.USUAL

    async def neighbour_answers_same(self, visit: Visit, followed: Followed) -> bool:
        """Whether an address beside the page that cannot exist brings the same page."""
        beside = await self._neighbours.beside(visit.url)
        page = self._reader.read(visit.url, followed).page
        return beside is not None and same_answer(signature(page, visit.url), beside)

    async def _probe(self, url: str) -> Signature | None:
        followed = await self._follow(Ask(url=url, headers=self._headers, limit=limits.HTML_BYTES))
        answer = followed.answer
        if answer is None or answer.status != 200 or answer.cut or not is_html(answer):
            return None
        reading = self._reader.read(url, followed)
        return None if reading.render_reason else signature(reading.page, url)
