"""From a response to the facts of the whole page: frames, lists that scripts fetch, a browser as the last resort."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from typing import Literal
from urllib.parse import urlencode

import msgspec

from checks.facts import Page
from crawler import limits, overtime
from crawler.asking import Answer, Ask, Header
from crawler.merging import with_foot, with_frames, with_list
from crawler.reading import ListRequest, RawResponse, Reading, read_list, read_page
from crawler.reading.encoding import decode
from crawler.reading.hidden import judge
from crawler.reading.links import kind_of
from crawler.reading.page import further_requests
from crawler.sniffing import is_html
from crawler.urls import SiteScope
from crawler.visiting import Followed, Rendered

MAX_FRAMES = 8
MAX_LIST_REQUESTS = 8  # a column page asks for one or two lists; more is a portal page's decoration
MAX_FURTHER_REQUESTS = 50  # for the rest of such lists: a column is known by its first thousand rows or so
MAX_OWN_FILES = 40  # of a site, scripts that may write its foot and style sheets: its templates name a few each
NO_BROWSER = "render:no_browser"
NEVER = "render:never"
FAILED = "render:failed"
TOO_LONG = "render:time"
TOO_LARGE = "render:memory"
BOUNDS = frozenset({TOO_LONG, TOO_LARGE})

logger = logging.getLogger("govinspect.crawler")

Follow = Callable[[Ask], Awaitable[Followed]]
Render = Callable[[str], Awaitable[Rendered | None]]
Record = Callable[[str, Answer], None]


class PageReader:
    """Reads pages. `render` is None without a browser; `why_unrendered` says why a page came back unrendered."""

    def __init__(
        self,
        scope: SiteScope,
        follow: Follow,
        headers: tuple[Header, ...],
        mode: Literal["auto", "never", "always"],
        now: Callable[[], dt.datetime],
        record: Record,
        render: Render | None = None,
        why_unrendered: Callable[[str], str] = lambda _: FAILED,
    ) -> None:
        self._scope = scope
        self._follow = follow
        self._headers = headers
        self._mode = mode
        self._now = now
        self._record = record
        self.render = render
        self._own_files: dict[str, str] = {}
        self._why_unrendered = why_unrendered

    def read(self, url: str, followed: Followed) -> Reading:
        """What the response alone says."""
        if followed.reading is None:
            answer = followed.answer
            assert answer is not None
            followed.reading = self._reading(
                RawResponse(
                    url=url,
                    final_url=followed.final_url,
                    status=answer.status,
                    content_type=answer.header("content-type"),
                    body=answer.body,
                    fetched_at=self._now(),
                )
            )
        return followed.reading

    def _reading(self, raw: RawResponse) -> Reading:
        try:
            with overtime.bounded():
                return read_page(raw, self._scope)
        except TimeoutError:
            logger.warning("%s: not read in the time that a page may take", raw.url)
        unread = read_page(msgspec.structs.replace(raw, body=b""), self._scope)
        unread.page.unread = limits.TIME
        unread.page.notes = (limits.TIME,)
        return msgspec.structs.replace(unread, render_reason="")

    def is_whole(self, reading: Reading) -> bool:
        """Whether the response alone is all that a reader sees, and nothing is to be added to it."""
        if reading.head_by_script and self._mode == "auto" and self.render is not None:
            return False
        return self._mode != "always" and not (
            reading.frames or reading.requests or reading.foot_files or reading.style_files or reading.render_reason
        )

    async def complete(self, url: str, reading: Reading | None, rendered: Rendered | None = None) -> Reading:
        """All that a reader sees: frames and fetched lists merged, rendered where needed. One of the two is given."""
        if rendered is None:
            assert reading is not None
            reading.page.url = url
            reading = await self._with_parts(reading)
            if self._mode != "always" and not reading.render_reason:
                return await self._with_head(url, reading)
            if self._mode == "never" or self.render is None:
                return self._unrendered(reading, NEVER if self._mode == "never" else NO_BROWSER)
            rendered = await self.render(reading.page.final_url)
            if rendered is None:
                return self._unrendered(reading, self._why_unrendered(reading.page.final_url))
        return await self._with_styles(self._from_browser(url, rendered))

    async def _with_head(self, url: str, reading: Reading) -> Reading:
        """A page that was read, with the head that a script file gives it where a browser is at hand."""
        if not reading.head_by_script or self._mode != "auto" or self.render is None:
            return reading
        rendered = await self.render(reading.page.final_url)
        return reading if rendered is None else self._from_browser(url, rendered)

    def read_rendered(self, url: str, rendered: Rendered) -> Page:
        """What a browser shows at an address, frames included."""
        return self._from_browser(url, rendered).page

    def _unrendered(self, reading: Reading, reason: str) -> Reading:
        if reading.render_reason and (not reading.page.unread or reason in BOUNDS):
            reading.page.unread = reason
        return reading

    def _from_browser(self, url: str, rendered: Rendered) -> Reading:
        whole = self._rendered_page(url, rendered.final_url, rendered.status, rendered.html)
        frames = [
            self._rendered_page(address, address, rendered.status, html).page for address, html in rendered.frames
        ]
        return msgspec.structs.replace(whole, page=with_frames(whole.page, frames) if frames else whole.page)

    def _rendered_page(self, url: str, final_url: str, status: int, html: str) -> Reading:
        body = html.encode("utf-8", "replace")
        raw = RawResponse(
            url=url,
            final_url=final_url,
            status=status,
            content_type="text/html; charset=utf-8",
            body=body,
            fetched_at=self._now(),
            rendered=True,
        )
        return self._reading(raw)

    async def _with_parts(self, reading: Reading) -> Reading:
        reading = await self._with_styles(reading)
        page = reading.page
        wanted_render = reading.render_reason
        frames = await self._frames(reading)
        if frames:
            page = with_frames(page, frames)
            wanted_render = ""
        for address in reading.foot_files:
            page = with_foot(page, await self._own_file(address, page))
        waiting = list(reading.requests[:MAX_LIST_REQUESTS])
        for request in waiting:
            answer = await self._answer(request, page)
            listed = None if answer is None else self._listed(request, answer, page)
            if answer is None or listed is None:
                continue
            page = listed
            wanted_render = ""
            if request in reading.requests:
                further = further_requests(request, answer.body, page, self._scope)
                waiting += further[: MAX_FURTHER_REQUESTS - (len(waiting) - len(reading.requests))]
        return msgspec.structs.replace(reading, page=page, render_reason=wanted_render)

    async def _with_styles(self, reading: Reading) -> Reading:
        """The reading with its hidden links judged by the site's style sheets, too."""
        if not reading.style_files:
            return reading
        sheets = [await self._own_file(address, reading.page) for address in reading.style_files]
        page = msgspec.structs.replace(reading.page, hidden_links=judge(reading.suspects, sheets))
        return msgspec.structs.replace(reading, page=page, style_files=())

    async def _frames(self, reading: Reading) -> list[Page]:
        """The pages in the frames, and in their frames, in order; each address once."""
        found: list[Page] = []
        seen = {reading.page.url, reading.page.final_url}
        waiting = list(reversed(reading.frames))
        asked = 0
        while waiting and asked < MAX_FRAMES:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            asked += 1
            frame = await self._frame(address)
            if frame is not None:
                found.append(frame.page)
                waiting += reversed(frame.frames)
        return found

    async def _frame(self, url: str) -> Reading | None:
        followed = await self._follow(Ask(url=url, headers=self._headers, limit=limits.HTML_BYTES))
        answer = followed.answer
        if answer is None or answer.status != 200 or answer.cut or not is_html(answer):
            return None
        if not self._scope.is_internal(followed.final_url):
            return None
        self._record(url, answer)
        return self.read(url, followed)

    async def _own_file(self, url: str, page: Page) -> str:
        """The text of a script or style sheet of the site, asked for once; "" where it did not come."""
        if url not in self._own_files and len(self._own_files) < MAX_OWN_FILES:
            ask = Ask(url=url, headers=(*self._headers, ("Referer", page.final_url)), limit=limits.HTML_BYTES)
            answer = (await self._follow(ask)).answer
            came = answer is not None and answer.status == 200 and not answer.cut
            self._own_files[url] = decode(answer.body, answer.header("content-type"))[0] if answer and came else ""
        return self._own_files.get(url, "")

    async def _answer(self, request: ListRequest, page: Page) -> Answer | None:
        form = urlencode(request.form).encode()
        headers = self._headers
        if form and request.method == "POST":
            headers = (*headers, ("Content-Type", "application/x-www-form-urlencoded"))
        url = request.url
        if form and request.method == "GET":
            url = f"{url}{'&' if '?' in url else '?'}{form.decode()}"
        ask = Ask(
            url=url,
            method=request.method,
            headers=(*headers, ("Referer", page.final_url)),
            body=form if request.method == "POST" else b"",
            limit=limits.HTML_BYTES,
        )
        followed = await self._follow(ask)
        answer = followed.answer
        if answer is None or answer.status != 200 or answer.cut:
            return None
        self._record(url, answer)
        return answer

    def _listed(self, request: ListRequest, answer: Answer, page: Page) -> Page | None:
        try:
            listed = read_list(request, answer.body, page, self._scope)
        except ValueError as error:  # an answer of another shape than its CMS gives
            logger.warning("%s: list answer not understood: %s", answer.url, error)
            return None
        if not listed.items:
            return None
        return with_list(page, listed, [kind_of(item.url, self._scope) for item in listed.items])
