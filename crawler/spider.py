"""The crawl of one site: hands visits to Scrapy, reads what comes, judges it, and offers what it links to."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Sequence
from typing import Any, cast

import msgspec
import scrapy
from scrapy import Request
from scrapy.http import Response

from checks.facts import Attachment, Link, LinkKind, Page, Place, SearchTrial, Verdict
from checks.runner import PageJudge, PageOutcomes, encode_outcomes
from crawler import limits, overtime
from crawler.attachments import reading as attachments
from crawler.client import Answer, Ask
from crawler.earlier import NOT_MODIFIED, Earlier, hash_of, known_columns
from crawler.frontier import Frontier, Visit
from crawler.gate import SILENCE, Fault, FaultKind
from crawler.handler import ASK, Answered, Line
from crawler.job import Job
from crawler.network import Network, Reached
from crawler.pages import FAILED, PageReader, Render
from crawler.reading import Reading
from crawler.reading.links import kind_of
from crawler.searching import Searching, Titled
from crawler.sitemaps import Listed, read_sitemaps
from crawler.snapshots import Recorder
from crawler.sniffing import is_front, is_html, lost_on_front, lost_on_the_way
from crawler.soft404 import (
    Contents,
    Neighbours,
    Signature,
    doubtable,
    is_short,
    reads_missing,
    same_answer,
    says_missing,
    signature,
)
from crawler.store import pack
from crawler.urls import SiteScope, canonical
from crawler.verdicts import Content, Patience, first_step
from crawler.visiting import Followed, NetworkDown, Rendered, Stopped, Visited, Visitor, usual_headers
from db.urls import KnownUrl, SettledUrl

OFFSITE = "offsite"
LISTED_DEPTH = 3  # of pages that are known from a sitemap alone: those that people reach by two clicks come first
INTERNAL_ERROR = "internal_error"
VISIT = "visit"
_MAY_BE_FILES = frozenset({LinkKind.ATTACHMENT, LinkKind.PAGE})

logger = logging.getLogger("govinspect.crawler")

_STATES = {
    Verdict.ALIVE: "done",
    Verdict.SUSPECTED: "done",
    Verdict.DEAD: "failed",
    Verdict.UNREACHABLE: "failed",
    Verdict.BLOCKED: "blocked",
    Verdict.SKIPPED: "skipped",
}


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
        self._contents = Contents()
        self._offered: set[int] = set()  # links met before: most links of a page stand on every page
        headers = usual_headers(parts.job.user_agent, parts.job.contact)
        self._headers = headers
        patience = Patience(pause=parts.job.retry_pause, last_look=parts.job.last_look)
        self._network = Network(parts.line.reaches, parts.others, patience.pause, self._stop)
        parts.line.answered = self._network.heard
        render = self._render if parts.render is not None else None
        about = (
            self,
            headers,
            patience,
            self._stop,
            parts.now,
            parts.scope.is_internal,
            self._network,
            parts.line.clearances,
            parts.frontier.keep_tried,
            render,
        )
        self._visitor = Visitor(self._send, *about)
        self._afterwards = Visitor(parts.line.ask, *about)  # once Scrapy's engine takes nothing more
        self._reader = PageReader(
            parts.scope,
            self._follow_part,
            headers,
            parts.job.render,
            parts.now,
            self._record,
            render,
            parts.why_unrendered,
        )
        self._files = attachments.AttachmentReader()
        self._neighbours = Neighbours(self._probe, parts.token)

    async def try_search(self, home: Page | None, titles: Sequence[Titled]) -> SearchTrial:
        """What the site's search makes of titles of its pages; for when the crawl is done. Raises Stopped."""
        searching = Searching(
            self.parts.scope,
            self._follow_afterwards,
            self._reader.read,
            self._reader.read_rendered,
            self._headers,
            self._reader.render,
            external=self.parts.job.external,
        )
        return await searching.trial(home, titles, self.parts.token)

    # Scrapy's side

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
        if visit.tried and visit.url != self.home.url:  # the visitor knows what to ask for next
            return Request(visit.url, callback=self.visited, meta={ASK: None, VISIT: visit}, dont_filter=True)
        ask = self.parts.earlier.conditional(self._visitor.first_ask(visit, first_step(visit.kind)), visit.kind)
        return Request(visit.url, callback=self.visited, meta={ASK: ask, VISIT: visit}, dont_filter=True)

    async def visited(self, response: Response) -> None:
        """Takes a visit from its first response to its settled row."""
        answered = cast(Answered, response)
        visit: Visit = response.meta[VISIT]
        self.last_url = visit.url
        first = answered.answer if answered.answer is not None else answered.fault
        try:
            if self.stopping:
                raise Stopped
            begins = visit.url == self.home.url and answered.answer is not None
            listed = await self._sitemaps() if begins else None
            await self._conclude(visit, await self._visitor.visit(visit, first))
            if listed is not None:
                self._offer_listed(listed)  # with the home page's row in one transaction
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
        assert self.crawler.engine is not None
        response = await self.crawler.engine.download_async(Request(ask.url, meta={ASK: ask}, dont_filter=True))
        answered = cast(Answered, response)
        if answered.fault is not None:
            raise answered.fault
        assert answered.answer is not None
        return answered.answer

    async def _sitemaps(self) -> Listed:
        """What the site itself lists, beside what its pages link to."""
        try:
            declared = await self.line.sitemaps(self.home.url)
        except Fault:
            return Listed()
        return await read_sitemaps(self.home.url, declared, self.parts.scope, self._visitor.follow, self._headers)

    def _offer_listed(self, listed: Listed) -> None:
        depth = min(LISTED_DEPTH, self.parts.job.max_depth)
        for url, listed_in in listed.pages:
            self.frontier.offer(Visit(url, kind_of(url, self.parts.scope), depth, listed_in))
        for file in listed.files:
            visit = Visit(file.url, LinkKind.ASSET)
            if not self.frontier.offer(visit, file.limit) or file.limit:
                continue
            self.frontier.claim(file.url)
            self.frontier.settle(
                {
                    "url": file.url,
                    "state": "done",
                    "verdict": Verdict.ALIVE,
                    "status": file.status,
                    "content_type": file.content_type,
                    "bytes": file.bytes,
                    "fetched_at": self.parts.now(),
                }
            )

    async def _follow_part(self, ask: Ask) -> Followed:
        """As the visitor follows; a part that silence kept from us leaves the page unread, where all is silent."""
        return await self._followed(self._visitor, ask)

    async def _follow_afterwards(self, ask: Ask) -> Followed:
        return await self._followed(self._afterwards, ask)

    async def _followed(self, visitor: Visitor, ask: Ask) -> Followed:
        while True:
            began = self._network.now()
            followed = await visitor.follow(ask)
            if followed.fault is None or followed.fault.kind not in SILENCE or await self._spoken(began):
                return followed

    async def _render(self, url: str) -> Rendered | None:
        """As the browser shows it; None if it could not, and all is not silent."""
        assert self.parts.render is not None
        while True:
            began = self._network.now()
            rendered = await self.parts.render(url)
            if rendered is not None or await self._spoken(began):
                return rendered

    async def _spoken(self, began: float) -> bool:
        """Whether others answered meanwhile; False if it is to be tried again. Raises NetworkDown, Stopped."""
        state = await self._network.state(began)
        if state is Reached.NOTHING:
            raise NetworkDown
        if self.stopping:
            raise Stopped
        return state is Reached.SOMETHING

    # from a visit to its row

    async def _conclude(self, visit: Visit, visited: Visited) -> None:
        verdict, reason = visited.ruling.verdict, visited.ruling.reason
        readable = verdict in (Verdict.ALIVE, Verdict.SUSPECTED) and reason != "auth" and visit.kind is LinkKind.PAGE
        if readable and await self._take_page(visit, visited):
            return
        answer = visited.followed.answer if visited.followed else None
        if verdict is Verdict.DEAD and answer is not None and visit.kind is LinkKind.PAGE:
            self._record(visit.url, answer)
            self.frontier.patterns.read(visit.url, "")  # nothing new there, either
        columns: dict[str, Any] = {}
        inside = visited.followed is not None and self.parts.scope.is_internal(visited.followed.final_url)
        if verdict is Verdict.ALIVE and not reason and answer is not None and inside and visit.kind in _MAY_BE_FILES:
            columns["outcomes"] = await self._judge_attachment(visit, answer)
        self._settle(visit, visited, reason=reason, **columns)

    async def _judge_attachment(self, visit: Visit, answer: Answer) -> bytes | None:
        """What the checks say of a linked file, encoded; None where none reads files, or it may hold no text.

        Nothing else is kept of the file.
        """
        judge, url = self.parts.judge, visit.url
        if not judge.reads_attachments:
            return None
        known = self.parts.earlier.unchanged(url, answer)
        if known is not None and known.outcomes is not None and self.parts.earlier.judges_alike:
            return known.outcomes
        if answer.status == NOT_MODIFIED:
            answer = await self._whole(url) or answer
        file = attachments.file_of(url, answer)
        if not file.is_readable:
            return self._encoded(file.unread()) if file.is_named_only else None
        if answer.status != 200 or answer.cut or answer.partial:
            whole = await self._whole(url)
            if whole is None:
                return self._encoded(file.unread(attachments.UNFETCHED))
            answer = whole
        if answer.cut:
            return self._encoded(file.unread(limits.BODY))
        attachment = await self._files.read(file, answer.body)
        if self.stopping:
            raise Stopped
        return self._encoded(attachment)

    async def _whole(self, url: str) -> Answer | None:
        """A file up to the limit of files, None if it did not come."""
        answer = (await self._follow_part(Ask(url=url, headers=self._headers, limit=limits.ATTACHMENT_BYTES))).answer
        return None if answer is None or answer.status != 200 or answer.partial else answer

    def _encoded(self, attachment: Attachment) -> bytes:
        with overtime.bounded():
            return encode_outcomes(self.parts.judge.judge_attachment(attachment))

    async def close_files(self) -> None:
        """Ends the process that reads linked files."""
        await self._files.close()

    async def _take_page(self, visit: Visit, visited: Visited) -> bool:
        """Reads and judges the page a visit led to; False if it is none of ours to read."""
        followed = visited.followed
        if followed is None or (followed.answer is None and visited.rendered is None):
            return False
        answer, rendered = followed.answer, visited.rendered
        final = canonical(rendered.final_url if rendered else followed.final_url)
        if not self.parts.scope.is_internal(final):
            self._settle(visit, visited, reason=OFFSITE)
            return True
        known = None
        if rendered is None:
            assert answer is not None
            known = self._known_page(visit, final, answer)
            if known is None and (not is_html(answer) or not 200 <= answer.status < 300):
                return False
            if answer.cut:
                self._settle(visit, visited, state="skipped", reason=limits.TIME if answer.late else limits.BODY)
                return True
        owner = self._owner(visit, final)
        if owner is None:
            self._settle(visit, visited, duplicate_of=final)
            return True
        if known is not None:
            self._keep_page(visit, visited, owner, *known)
            return True
        try:
            if answer is not None and rendered is None:
                self._record(owner, answer)
            reading = self._reader.read(owner, followed) if rendered is None else None
            alone = reading is not None and self._reader.is_whole(reading)
            reading = await self._reader.complete(owner, reading, rendered)
        except BaseException:
            if owner != visit.url:
                self.frontier.unclaim()
            raise
        self._judge_page(visit, visited, owner, reading, hash_of(answer.body) if alone and answer else "")
        return True

    def _known_page(self, visit: Visit, final: str, answer: Answer) -> tuple[KnownUrl, Page] | None:
        """What an earlier inspection read of the page that came, if it has not changed."""
        earlier = self.parts.earlier
        known = earlier.unchanged(visit.url if visit.url == self.home.url else final, answer)
        page = earlier.page(known, self.parts.now()) if known is not None else None
        return None if known is None or page is None else (known, page)

    def _keep_page(self, visit: Visit, visited: Visited, owner: str, known: KnownUrl, page: Page) -> None:
        """Lets stand what is known of a page that has not changed."""
        self._contents.repeated(page)
        self.frontier.counts.unchanged += 1
        self.frontier.keep_revisit(owner, self.parts.now())
        outcomes = self.parts.earlier.outcomes(known, page)
        self._enter_page(visit, visited, owner, page, outcomes, known.facts, body_hash=known.body_hash)

    def _owner(self, visit: Visit, final: str) -> str | None:
        """The address under which a page is kept: where it was found in the end, the home page under its own name.

        None if that address has been, or is being, looked at by itself.
        """
        if final == visit.url:
            return visit.url
        self.frontier.offer(Visit(final, LinkKind.PAGE, visit.depth, visit.found_on))
        claimed = self.frontier.claim(final)
        if visit.url == self.home.url:
            if claimed:
                self.frontier.settle({"url": final, "state": "done", "duplicate_of": visit.url, "verdict": "alive"})
            return visit.url
        return final if claimed else None

    def _judge_page(self, visit: Visit, visited: Visited, owner: str, reading: Reading, body_hash: str) -> None:
        page = reading.page
        page.next_pages = reading.next_pages
        with overtime.bounded():
            outcomes = self.parts.judge.judge(page)
        key, data = pack(page)
        self.frontier.keep_facts(key, data)
        self._enter_page(visit, visited, owner, page, outcomes, key, body_hash)

    def _enter_page(
        self,
        visit: Visit,
        visited: Visited,
        owner: str,
        page: Page,
        outcomes: PageOutcomes,
        key: str,
        body_hash: str,
    ) -> None:
        self.frontier.patterns.read(owner, page.content_hash)
        self._offer_links(visit, page)
        facts: dict[str, Any] = {
            "title": page.title,
            "published": page.published,
            "page_type": page.type,
            "column": page.column_name,
            "rendered": page.rendered,
            "facts": key,
            "body_hash": body_hash,
            "outcomes": encode_outcomes(outcomes),
        }
        if owner == visit.url:
            self._settle(visit, visited, reason=visited.ruling.reason or page.unread, **facts)
            return
        self._settle(Visit(owner, LinkKind.PAGE), visited, reason=page.unread, give_back=False, **facts)
        self._settle(visit, visited, duplicate_of=owner)

    def _settle(
        self, visit: Visit, visited: Visited, *, give_back: bool = True, state: str = "", **columns: Any
    ) -> None:
        verdict = visited.ruling.verdict or Verdict.SKIPPED
        followed = visited.followed
        row: dict[str, Any] = {
            "url": visit.url,
            "state": state or _STATES[verdict],
            "verdict": verdict,
            "attempts": len(visited.attempts),
            "fetched_at": self.parts.now(),
        }
        if followed is not None:
            row["final_url"] = followed.final_url
            answer = followed.answer
            known = None
            if answer is not None and answer.status == NOT_MODIFIED:
                known = self.parts.earlier.unchanged(visit.url, answer)
            if answer is not None and known is not None:
                row |= known_columns(known, answer)
            elif answer is not None:
                row |= {
                    "status": answer.status,
                    "content_type": answer.header("content-type"),
                    "bytes": len(answer.body),
                    "etag": answer.header("etag"),
                    "last_modified": answer.header("last-modified"),
                }
        row |= columns
        row["reason"] = columns.get("reason", "")
        self.frontier.settle(cast(SettledUrl, row), visit.host if give_back else "")

    def _offer_links(self, visit: Visit, page: Page) -> None:
        for link in page.links:
            if (key := hash(link.url)) not in self._offered:
                self._offered.add(key)
                self._offer(visit, page.url, link)
        for url in page.next_pages:
            self._offer(visit, page.url, Link(url=url, text="", place=Place.PAGER, kind=LinkKind.PAGE))

    def _offer(self, visit: Visit, page_url: str, link: Link) -> None:
        url = canonical(link.url)
        if self.frontier.knows(url):
            return
        depth = visit.depth if link.place is Place.PAGER else visit.depth + 1
        refused = OFFSITE if link.kind is LinkKind.EXTERNAL and not self.parts.job.external else ""
        self.frontier.offer(Visit(url, link.kind, depth, page_url), refused)

    def _record(self, url: str, answer: Answer) -> None:
        record = self.parts.recorder.record(url, answer, self.parts.now())
        if record is not None:
            self.frontier.keep_snapshot(record)

    # the ladder's questions about pages

    async def examine(self, visit: Visit, followed: Followed) -> Content:
        """Whether a page that came with status 200 may be one that is not there."""
        answer = followed.answer
        if (
            not doubtable(visit.url)
            or is_front(followed.final_url)
            or answer is None
            or not is_html(answer)
            or answer.cut
            or self.parts.earlier.unchanged(canonical(followed.final_url), answer) is not None
        ):
            return Content.USUAL
        reading = self._reader.read(visit.url, followed)
        if reading.render_reason:
            return Content.USUAL  # what it says is only known after its scripts ran
        page, does = reading.page, reading.bare
        if says_missing(page):
            return Content.MISSING
        if reads_missing(page, does) or (does.onward and lost_on_front(visit.url, does.onward)):
            return Content.DOUBTFUL
        if followed.chain and lost_on_the_way(visit.url, followed.final_url):
            return Content.ELSEWHERE
        if self._contents.repeated(page) or not await self._neighbours.server_is_honest(visit.url):
            return Content.REPEATED if is_short(page) else Content.ALIKE
        return Content.USUAL

    async def neighbour_answers_same(self, visit: Visit, followed: Followed) -> bool:
        """Whether an address beside the page that cannot exist brings the same page."""
        reading = self._reader.read(visit.url, followed)
        doubted = reads_missing(reading.page, reading.bare)
        said = await (self._neighbours.instead(visit.url) if doubted else self._neighbours.beside(visit.url))
        return said is not None and same_answer(signature(reading.page, visit.url, reading.bare), said)

    async def _probe(self, url: str) -> Signature | None:
        followed = await self._visitor.follow(Ask(url=url, headers=self._headers, limit=limits.HTML_BYTES))
        answer = followed.answer
        if answer is None or answer.status != 200 or answer.cut or not is_html(answer):
            return None
        reading = self._reader.read(url, followed)
        return None if reading.render_reason else signature(reading.page, url, reading.bare)
