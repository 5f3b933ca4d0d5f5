"""Visits one link: takes the steps that the ladder asks for, until it has a verdict."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import msgspec

from checks.facts import LinkKind
from crawler import limits
from crawler.asking import Answer, Ask, Header
from crawler.clearance import Clearances
from crawler.earlier import NOT_MODIFIED
from crawler.frontier import Visit
from crawler.gate import Fault, FaultKind
from crawler.network import Network, Reached
from crawler.politeness import retry_after
from crawler.reading import Reading
from crawler.sniffing import challenge_of, file_content, is_login, lost_on_front, suspicious
from crawler.urls import absolute
from crawler.verdicts import (
    MAX_REDIRECTS,
    Attempt,
    Case,
    Content,
    Next,
    Patience,
    Ruling,
    Sign,
    Step,
    decide,
    rests_on_silence,
    resumed,
    sign,
)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_CLIMBS = 3  # after as many failures of our own network in the middle of one visit, it is left for another run
MAX_STEPS = 12  # no ladder is longer; a guard against one that would be

# What a current desktop browser sends (for the one attempt that must look like one).
BROWSER_AGENT = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
_ACCEPT = ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
_LANGUAGE = ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5")
_BROWSER_HEADERS: tuple[Header, ...] = (
    ("User-Agent", BROWSER_AGENT),
    _ACCEPT,
    _LANGUAGE,
    ("Upgrade-Insecure-Requests", "1"),
    ("Sec-Fetch-Dest", "document"),
    ("Sec-Fetch-Mode", "navigate"),
    ("Sec-Fetch-Site", "same-origin"),
)
_SIDE_STEPS = frozenset({Step.SIBLING, Step.HOST, Step.NEIGHBOUR})
_FRESH_STEPS = frozenset({Step.FRESH, Step.BROWSERLIKE, Step.COOKIES})
_OF_ONE_ADDRESS = frozenset({"Cookie", "If-None-Match", "If-Modified-Since"})  # headers a redirect does not pass on
_SCHEME = re.compile(r"(?!https?:)[A-Za-z][A-Za-z0-9+.\-]*:", re.I)
_ATTEMPTS: msgspec.msgpack.Decoder[tuple[Attempt, ...]] = msgspec.msgpack.Decoder(tuple[Attempt, ...])
_COOKIE = re.compile(r"\s*([^=;\s]+)=([^;]*)")


def usual_headers(user_agent: str, contact: str) -> tuple[Header, ...]:
    """The headers of every request: who asks, and whom a webmaster may ask about it."""
    return (("User-Agent", f"{user_agent} (+{contact})" if contact else user_agent), _ACCEPT, _LANGUAGE)


class Stopped(Exception):  # noqa: N818 - a signal
    """The inspection is being stopped; nothing may be concluded from what came of it."""


class NetworkDown(Stopped):
    """Nothing answers any more, so it is our machine or its network that fails."""


class Followed(msgspec.Struct, kw_only=True):
    """What a request led to, redirects followed."""

    url: str
    final_url: str
    answer: Answer | None = None
    fault: Fault | None = None
    chain: tuple[str, ...] = ()
    loop: bool = False
    cookies: dict[str, str] = {}  # that the last host handed out, where they were kept
    reading: Reading | None = None  # of the page, once it was read


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A page as a browser shows it. `frames` are its same-site frames: address and markup.

    `cookies` are those of its address, and `agent` is the User-Agent that they were given to.
    """

    final_url: str
    status: int
    html: str
    frames: tuple[tuple[str, str], ...] = ()
    cookies: dict[str, str] = {}
    agent: str = ""


class Visited(msgspec.Struct, kw_only=True):
    """The outcome of a visit: the verdict, what was tried, and the response it was read from."""

    ruling: Ruling
    attempts: tuple[Attempt, ...]
    followed: Followed | None = None
    rendered: Rendered | None = None


class Examiner(Protocol):
    """Looks into pages for the ladder; the spider, which can read them."""

    async def examine(self, visit: Visit, followed: Followed) -> Content:
        """MISSING or DOUBTFUL if the page reads like "not found", REPEATED if it shows what others show, else USUAL."""

    async def neighbour_answers_same(self, visit: Visit, followed: Followed) -> bool:
        """Whether an address beside it that cannot exist brings the same page."""


Send = Callable[[Ask], Awaitable[Answer]]
Render = Callable[[str], Awaitable[Rendered | None]]


class Visitor:
    """Takes the steps. `send` makes one polite request and raises Fault; `render` is None without a browser."""

    def __init__(
        self,
        send: Send,
        examiner: Examiner,
        headers: tuple[Header, ...],
        patience: Patience,
        stopping: asyncio.Event,
        now: Callable[[], dt.datetime],
        is_internal: Callable[[str], bool],
        network: Network,
        clearances: Clearances,
        keep_tried: Callable[[str, bytes], None],
        render: Render | None = None,
    ) -> None:
        self._send = send
        self._network = network
        self._clearances = clearances
        self._solving: dict[str, asyncio.Lock] = {}
        self._examiner = examiner
        self._headers = headers
        self._patience = patience
        self._stopping = stopping
        self._now = now
        self._is_internal = is_internal
        self._keep_tried = keep_tried
        self.render = render
        self._hosts_up: dict[str, asyncio.Task[bool]] = {}

    def first_ask(self, visit: Visit, step: Step) -> Ask:
        """The request a visit begins with."""
        return self._ask(visit.url, visit, step)

    async def visit(self, visit: Visit, first: Answer | Fault | None) -> Visited:
        """The verdict on a link whose first request brought `first`; None: an earlier process tried it already.

        Raises Stopped (NetworkDown: all is silent).
        """
        given, tried = first, _attempts(visit.tried) if first is None else ()
        for _ in range(MAX_CLIMBS):
            visited = await self._climb(visit, given, tried)
            if visited is not None:
                return visited
            given, tried = None, ()
        raise NetworkDown

    async def _climb(self, visit: Visit, given: Answer | Fault | None, tried: tuple[Attempt, ...]) -> Visited | None:
        """The ladder once, from where `tried` leads.

        None if our own machine or network failed meanwhile, and is to be tried again.
        """
        shown = {LinkKind.PAGE, LinkKind.EXTERNAL} if self._patience.last_look else {LinkKind.PAGE}
        browser = self.render is not None and visit.kind in shown
        case = Case(kind=visit.kind, internal=visit.kind is not LinkKind.EXTERNAL, attempts=tried, browser=browser)
        case = resumed(case, self._patience)
        visited = Visited(ruling=Ruling(None), attempts=case.attempts)
        began = self._network.now()
        for _ in range(MAX_STEPS):
            step = decide(case, self._patience)
            if isinstance(step, Ruling):
                reached = Reached.SOMETHING
                if rests_on_silence(step, visited.attempts):
                    reached = await self._network.state(began)
                if reached is Reached.NOTHING:
                    raise NetworkDown
                if self._stopping.is_set():
                    raise Stopped
                if reached is Reached.AGAIN or step.verdict is None:
                    return None
                visited.ruling = step
                return visited
            if case.attempts and step.step not in _SIDE_STEPS:
                self._keep_tried(visit.url, msgspec.msgpack.encode(case.attempts))
            await self._pause(step.pause)
            if step.step not in _SIDE_STEPS:
                began = self._network.now()
            attempt = await self._take(step, visit, visited, given)
            given = None
            if self._stopping.is_set():
                raise Stopped
            visited.attempts = (*visited.attempts, attempt)
            case = msgspec.structs.replace(case, attempts=visited.attempts)
        raise RuntimeError(f"{visit.url}: the ladder did not end: {case.attempts}")

    async def follow(self, ask: Ask, *, cookies: bool = False, first: Answer | Fault | None = None) -> Followed:
        """What a request leads to, at most MAX_REDIRECTS redirects on. Never raises Fault."""
        jar: dict[str, dict[str, str]] = {}
        chain: list[str] = []
        url = ask.url
        seen = {url}
        while True:
            try:
                answer = first if first is not None else await self._send(ask)
                if isinstance(answer, Fault):
                    raise answer
            except Fault as fault:
                return Followed(url=ask.url if not chain else chain[0], final_url=url, fault=fault, chain=tuple(chain))
            first = None
            location = answer.header("location")
            if answer.status not in _REDIRECTS or not location:
                given = jar.get(urlsplit(url).netloc, {})
                start = chain[0] if chain else url
                return Followed(url=start, final_url=url, answer=answer, chain=tuple(chain), cookies=given)
            chain.append(url)
            target = absolute(url, _decoded(location))
            if target is None:
                kind = FaultKind.SCHEME if _SCHEME.match(location.strip()) else FaultKind.URL
                nowhere = Fault(kind, f"{url} redirects to {location!r}")
                return Followed(url=chain[0], final_url=url, fault=nowhere, chain=tuple(chain))
            if cookies:
                _keep_cookies(jar, answer)
            elif target in seen:
                return Followed(url=chain[0], final_url=target, answer=answer, chain=tuple(chain), loop=True)
            if len(chain) > MAX_REDIRECTS:
                return Followed(url=chain[0], final_url=target, answer=answer, chain=tuple(chain), loop=True)
            seen.add(target)
            url = target
            headers = [header for header in ask.headers if header[0] not in _OF_ONE_ADDRESS]
            if held := jar.get(urlsplit(url).netloc):
                headers.append(("Cookie", "; ".join(f"{name}={value}" for name, value in held.items())))
            method = "GET" if ask.method == "POST" and answer.status in (301, 302, 303) else ask.method
            body = ask.body if method == ask.method else b""
            ask = msgspec.structs.replace(ask, url=url, headers=tuple(headers), method=method, body=body)

    async def _take(self, step: Next, visit: Visit, visited: Visited, first: Answer | Fault | None) -> Attempt:
        side = {Step.SIBLING: self._sibling, Step.HOST: self._host_up}.get(step.step)
        if side is not None:
            return Attempt(step=step.step, answers=await side(visit.url))
        if step.step is Step.NEIGHBOUR:
            assert visited.followed is not None
            same = await self._examiner.neighbour_answers_same(visit, visited.followed)
            return Attempt(step=step.step, answers=same)
        if step.step is Step.BROWSER:
            return await self._browse(visit, visited)
        ask = self._ask(visit.url, visit, step.step)
        followed = await self.follow(ask, cookies=step.step is Step.COOKIES, first=first)
        if followed.cookies and followed.answer is not None and followed.answer.status < 400:
            self._clearances.learn(followed.final_url, followed.cookies)
        visited.followed = followed
        return await self._attempt(step.step, visit, followed)

    async def _attempt(self, step: Step, visit: Visit, followed: Followed) -> Attempt:
        if followed.fault is not None:
            return Attempt(step=step, fault=followed.fault.kind)
        assert followed.answer is not None
        answer = followed.answer
        wait = retry_after(answer.header("retry-after"), self._now()) if answer.header("retry-after") else None
        content = Content.USUAL if step is Step.HEAD else await self._content(visit, followed, answer)
        if step is Step.HEAD and lost_on_front(visit.url, followed.final_url):
            content = Content.FRONT
        return Attempt(step=step, status=answer.status, loop=followed.loop, content=content, wait=wait)

    async def _content(self, visit: Visit, followed: Followed, answer: Answer) -> Content:
        if answer.status == NOT_MODIFIED:
            return Content.USUAL
        if suspicious(answer) and visit.kind in (LinkKind.PAGE, LinkKind.EXTERNAL) and challenge_of(answer):
            return Content.CHALLENGE
        if followed.chain and is_login(followed.final_url) and not is_login(visit.url):
            return Content.LOGIN
        if followed.chain and lost_on_front(visit.url, followed.final_url):
            return Content.FRONT
        if visit.kind is LinkKind.ATTACHMENT:
            return file_content(visit.url, answer)
        if visit.kind is LinkKind.PAGE and 200 <= answer.status < 300 and self._is_internal(followed.final_url):
            return await self._examiner.examine(visit, followed)
        return Content.USUAL

    async def _browse(self, visit: Visit, visited: Visited) -> Attempt:
        """Lets a browser in, one at a time for a host: with the cookies that the first one leaves, we get in alone."""
        assert self.render is not None
        async with self._solving.setdefault(urlsplit(visit.url).netloc, asyncio.Lock()):
            plain = await self._let_in(visit, visited)
            if plain is not None:
                return plain
            rendered = await self.render(visit.url)
            if rendered is None:
                return msgspec.structs.replace(visited.attempts[-1], step=Step.BROWSER)  # it saw no more than we did
            self._clearances.learn(visit.url, rendered.cookies, rendered.agent)
            plain = await self._let_in(visit, visited)
            if plain is not None:
                return plain
            self._clearances.forget(visit.url)
        answer = Answer(url=visit.url, status=rendered.status, body=rendered.html.encode())
        blocked = suspicious(answer) and bool(challenge_of(answer))
        if not blocked and 200 <= rendered.status < 300 and visit.kind is LinkKind.PAGE:
            visited.rendered = rendered
        return Attempt(
            step=Step.BROWSER, status=rendered.status, content=Content.CHALLENGE if blocked else Content.USUAL
        )

    async def _let_in(self, visit: Visit, visited: Visited) -> Attempt | None:
        """What a plain request with the host's cookies brings, None without cookies or if they do not help."""
        if not self._clearances.holds(visit.url):
            return None
        followed = await self.follow(self._ask(visit.url, visit, Step.GET))
        attempt = await self._attempt(Step.BROWSER, visit, followed)
        if sign(attempt) in (Sign.BLOCKED, Sign.NETWORK, Sign.LOOP, Sign.SLOW_DOWN):
            return None
        visited.followed = followed
        return attempt

    async def _sibling(self, url: str) -> bool:
        """Whether the address is alive under the other scheme."""
        parts = urlsplit(url)
        if parts.port is not None:
            return False  # another port would be another server
        other = urlunsplit(parts._replace(scheme="http" if parts.scheme == "https" else "https"))
        followed = await self.follow(Ask(url=other, headers=self._headers, limit=limits.PROBE_BYTES, fresh=True))
        return followed.answer is not None and not followed.loop and followed.answer.status < 400

    async def _host_up(self, url: str) -> bool:
        """Whether the front page of the address's host answers right now, asked once for all who wonder."""
        origin = "{0.scheme}://{0.netloc}/".format(urlsplit(url))
        task = self._hosts_up.get(origin)
        if task is None or task.done():
            task = self._hosts_up[origin] = asyncio.create_task(self._answers(origin))
        return await task

    async def _answers(self, origin: str) -> bool:
        ask = Ask(url=origin, headers=self._headers, limit=limits.PROBE_BYTES, fresh=True)
        followed = await self.follow(ask)
        if followed.fault is not None:
            return followed.fault.kind is FaultKind.ROBOTS  # it had a robots.txt to say no with
        return followed.answer is not None and followed.answer.status < 500

    def _ask(self, url: str, visit: Visit, step: Step) -> Ask:
        headers = _BROWSER_HEADERS if step is Step.BROWSERLIKE else self._headers
        if step is Step.BROWSERLIKE and visit.found_on:
            headers = (*headers, ("Referer", visit.found_on))
        return Ask(
            url=url,
            method="HEAD" if step is Step.HEAD else "GET",
            headers=headers,
            limit=limits.HTML_BYTES if visit.kind is LinkKind.PAGE else limits.PROBE_BYTES,
            fresh=step in _FRESH_STEPS,
        )

    async def _pause(self, seconds: float) -> None:
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
        raise Stopped


def _attempts(data: bytes) -> tuple[Attempt, ...]:
    """What was tried on an address; nothing where another version of the program noted it."""
    try:
        return _ATTEMPTS.decode(data)
    except msgspec.DecodeError:
        return ()


def _decoded(location: str) -> str:
    """A Location header as text: servers send raw UTF-8 or GBK bytes in it."""
    if location.isascii():
        return location
    raw = location.encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _keep_cookies(jar: dict[str, dict[str, str]], answer: Answer) -> None:
    held = jar.setdefault(urlsplit(answer.url).netloc, {})
    for name, value in answer.headers:
        if name == "set-cookie" and (match := _COOKIE.match(value)):
            held[match[1]] = match[2]
