"""robots.txt, asked once a host: what it forbids is skipped, what cannot be read forbids nothing.

A robots.txt that answers with an error of the server would, to the letter of RFC 9309, forbid everything; on the sites
inspected here it is a firewall's or a broken CMS's answer, and leaving the site unread would hide its faults.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from protego import Protego

from crawler.asking import Answer, Ask, endpoint
from crawler.gate import Fault
from crawler.urls import absolute

AGENT = "govinspect"
ROBOTS_BYTES = 500 * 1024  # RFC 9309 asks parsers for at least this much
_REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS = 5  # RFC 9309, 2.3.1.2

Send = Callable[[Ask], Awaitable[Answer]]


class Robots:
    """Answers whether an address may be fetched. `send` makes one polite request; it raises Fault."""

    def __init__(self, send: Send, headers: tuple[tuple[str, str], ...], obey: bool = True) -> None:
        self._send = send
        self._headers = headers
        self._obey = obey
        self._rules: dict[str, asyncio.Task[Protego | None]] = {}

    async def allows(self, url: str) -> bool:
        """Whether the host's robots.txt lets us fetch the address."""
        if not self._obey:
            return True
        rules = await self._rules_of(url)
        return rules is None or bool(rules.can_fetch(url, AGENT))

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of the address's host names, whether its rules are obeyed or not."""
        rules = await self._rules_of(url)
        return [] if rules is None else list(rules.sitemaps)

    async def _rules_of(self, url: str) -> Protego | None:
        where = endpoint(url)
        origin = f"{where.scheme}://{where.authority}"
        task = self._rules.get(origin)
        if task is None:
            task = self._rules[origin] = asyncio.create_task(self._read(f"{origin}/robots.txt"))
        return task.result() if task.done() else await asyncio.shield(task)

    async def _read(self, url: str) -> Protego | None:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = await self._send(Ask(url=url, headers=self._headers, limit=ROBOTS_BYTES))
            except Fault:
                return None
            target = absolute(url, answer.header("location")) if answer.status in _REDIRECTS else None
            if target is None:
                break
            url = target
        if answer.status != 200 or b"<html" in answer.body[:1024].lower():
            return None
        rules: Protego = Protego.parse(answer.body.decode("utf-8", "replace"))
        return rules
