"""From a visit to its row: what came is read, judged and kept, and what it links to is offered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from checks.facts import Link, LinkKind, MissingAnswer, Page, Place, Verdict
from checks.runner import PageOutcomes, encode_outcomes
from crawler import limits, overtime
from crawler.asking import Answer
from crawler.attachments.judging import AttachmentJudge
from crawler.earlier import NOT_MODIFIED, hash_of, known_columns
from crawler.frontier import Visit
from crawler.packing import FoldedPage, links_of, pack
from crawler.pages import PageReader
from crawler.parts import Parts
from crawler.reading import Reading
from crawler.reading.links import kind_of
from crawler.sitemaps import Listed
from crawler.sniffing import is_html
from crawler.soft404 import Contents, answer_of
from crawler.urls import canonical
from crawler.visiting import Visited
from db.urls import KnownUrl, SettledUrl

OFFSITE = "offsite"
LISTED_DEPTH = 3  # of pages that are known from a sitemap alone: those that people reach by two clicks come first
_NOT_THERE = frozenset({404, 410})
_MAY_BE_FILES = frozenset({LinkKind.ATTACHMENT, LinkKind.PAGE})
_STATES = {
    Verdict.ALIVE: "done",
    Verdict.SUSPECTED: "done",
    Verdict.DEAD: "failed",
    Verdict.UNREACHABLE: "failed",
    Verdict.BLOCKED: "blocked",
    Verdict.SKIPPED: "skipped",
}


class Taker:
    """Takes visits to their rows. `home` is the address of the site's front page.

    `missing` is what the site says to a visitor whose page is not there, the first time it is met.
    """

    def __init__(self, parts: Parts, home: str, reader: PageReader, files: AttachmentJudge, contents: Contents) -> None:
        self._parts = parts
        self._frontier = parts.frontier
        self._home = home
        self._reader = reader
        self._files = files
        self._contents = contents
        self.missing: MissingAnswer | None = None
        self._offered: set[int] = set()  # links met before: most links of a page stand on every page
        self._runs: set[int] = set()  # links of one place met together before, of pages that have not changed

    async def conclude(self, visit: Visit, visited: Visited) -> None:
        verdict, reason = visited.ruling.verdict, visited.ruling.reason
        readable = verdict in (Verdict.ALIVE, Verdict.SUSPECTED) and reason != "auth" and visit.kind is LinkKind.PAGE
        if readable and await self._take_page(visit, visited):
            return
        answer = visited.followed.answer if visited.followed else None
        if verdict is Verdict.DEAD and answer is not None and visit.kind is LinkKind.PAGE:
            self._parts.record(visit.url, answer)
            self._frontier.patterns.read(visit.url, "")  # nothing new there, either
            self._meet_missing(visited, answer)
        columns: dict[str, Any] = {}
        inside = visited.followed is not None and self._parts.scope.is_internal(visited.followed.final_url)
        if verdict is Verdict.ALIVE and not reason and answer is not None and inside and visit.kind in _MAY_BE_FILES:
            columns["outcomes"] = await self._files.outcomes(visit.url, answer)
        self._settle(visit, visited, reason=reason, **columns)

    def _meet_missing(self, visited: Visited, answer: Answer) -> None:
        assert visited.followed is not None
        final = canonical(visited.followed.final_url)
        if self.missing is None and answer.status in _NOT_THERE and self._parts.scope.is_internal(final):
            reading = self._reader.read(final, visited.followed) if is_html(answer) and not answer.cut else None
            if reading is not None and not reading.render_reason:
                self.missing = answer_of(reading.page, self._home)

    async def _take_page(self, visit: Visit, visited: Visited) -> bool:
        """Reads and judges the page a visit led to; False if it is none of ours to read."""
        followed = visited.followed
        if followed is None or (followed.answer is None and visited.rendered is None):
            return False
        answer, rendered = followed.answer, visited.rendered
        final = canonical(rendered.final_url if rendered else followed.final_url)
        if not self._parts.scope.is_internal(final):
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
                self._parts.record(owner, answer)
            reading = self._reader.read(owner, followed) if rendered is None else None
            alone = reading is not None and self._reader.is_whole(reading)
            reading = await self._reader.complete(owner, reading, rendered)
        except BaseException:
            if owner != visit.url:
                self._frontier.unclaim()
            raise
        self._judge_page(visit, visited, owner, reading, hash_of(answer.body) if alone and answer else "")
        return True

    def _known_page(self, visit: Visit, final: str, answer: Answer) -> tuple[KnownUrl, FoldedPage] | None:
        """What an earlier inspection read of the page that came, if it has not changed."""
        earlier = self._parts.earlier
        known = earlier.unchanged(visit.url if visit.url == self._home else final, answer)
        folded = earlier.page(known, self._parts.now()) if known is not None else None
        return None if known is None or folded is None else (known, folded)

    def _keep_page(self, visit: Visit, visited: Visited, owner: str, known: KnownUrl, folded: FoldedPage) -> None:
        """Lets stand what is known of a page that has not changed."""
        self._contents.repeated(folded.page)
        self._frontier.counts.unchanged += 1
        self._frontier.keep_revisit(owner, self._parts.now())
        outcomes = self._parts.earlier.outcomes(known, folded)
        self._enter_page(visit, visited, owner, folded.page, outcomes, known.facts, known.body_hash)
        for run in folded.links:
            if (key := hash(run.data)) not in self._runs:
                self._runs.add(key)
                self._offer_links(visit, folded.page.url, links_of(run.data))
        self._offer_next(visit, folded.page)

    def _owner(self, visit: Visit, final: str) -> str | None:
        """The address under which a page is kept: where it was found in the end, the home page under its own name.

        None if that address has been, or is being, looked at by itself.
        """
        if final == visit.url:
            return visit.url
        self._frontier.offer(Visit(final, LinkKind.PAGE, visit.depth, visit.found_on))
        claimed = self._frontier.claim(final)
        if visit.url == self._home:
            if claimed:
                self._frontier.settle({"url": final, "state": "done", "duplicate_of": visit.url, "verdict": "alive"})
            return visit.url
        return final if claimed else None

    def _judge_page(self, visit: Visit, visited: Visited, owner: str, reading: Reading, body_hash: str) -> None:
        page = reading.page
        page.next_pages = reading.next_pages
        with overtime.bounded():
            outcomes = self._parts.judge.judge(page)
        key, data = pack(page)
        self._frontier.keep_facts(key, data)
        self._enter_page(visit, visited, owner, page, outcomes, key, body_hash)
        self._offer_links(visit, page.url, page.links)
        self._offer_next(visit, page)

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
        self._frontier.patterns.read(owner, page.content_hash)
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
        followed, known = visited.followed, None
        row: dict[str, Any] = {
            "url": visit.url,
            "state": state or _STATES[verdict],
            "verdict": verdict,
            "attempts": len(visited.attempts),
            "fetched_at": self._parts.now(),
        }
        if followed is not None:
            row["final_url"] = followed.final_url
            answer = followed.answer
            if answer is not None and answer.status == NOT_MODIFIED:
                known = self._parts.earlier.unchanged(visit.url, answer)
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
        self._frontier.settle(cast(SettledUrl, row), visit.host if give_back else "", cheap=known is not None)

    def offer_listed(self, listed: Listed) -> None:
        depth = min(LISTED_DEPTH, self._parts.job.max_depth)
        for url, listed_in in listed.pages:
            self._frontier.offer(Visit(url, kind_of(url, self._parts.scope), depth, listed_in))
        for file in listed.files:
            visit = Visit(file.url, LinkKind.ASSET)
            if not self._frontier.offer(visit, file.limit) or file.limit:
                continue
            self._frontier.claim(file.url)
            self._frontier.settle(
                {
                    "url": file.url,
                    "state": "done",
                    "verdict": Verdict.ALIVE,
                    "status": file.status,
                    "content_type": file.content_type,
                    "bytes": file.bytes,
                    "fetched_at": self._parts.now(),
                }
            )

    def _offer_links(self, visit: Visit, page_url: str, links: Iterable[Link]) -> None:
        for link in links:
            if (key := hash(link.url)) not in self._offered:
                self._offered.add(key)
                self._offer(visit, page_url, link)

    def _offer_next(self, visit: Visit, page: Page) -> None:
        for url in page.next_pages:
            self._offer(visit, page.url, Link(url=url, text="", place=Place.PAGER, kind=LinkKind.PAGE))

    def _offer(self, visit: Visit, page_url: str, link: Link) -> None:
        url = canonical(link.url)
        if self._frontier.knows(url):
            return
        depth = visit.depth if link.place is Place.PAGER else visit.depth + 1
        refused = OFFSITE if link.kind is LinkKind.EXTERNAL and not self._parts.job.external else ""
        self._frontier.offer(Visit(url, link.kind, depth, page_url), refused)
