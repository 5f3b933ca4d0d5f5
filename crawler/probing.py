"""Visits to home pages in between inspections: whether a site opens, and how long each phase takes.

A visit that our own machine or network spoilt is no visit. A firewall's challenge or refusal is an answer.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence

import msgspec

from checks.facts import Site
from crawler import limits
from crawler.asking import Ask, Header
from crawler.client import Client
from crawler.gate import CANARIES, Fault, FaultKind, Gate
from crawler.sniffing import challenge_of, suspicious
from crawler.urls import absolute

SECONDS = 15.0  # 国办秘函〔2019〕19号附件1: what has not opened by then counts
MAX_REDIRECTS = 5
AT_ONCE = 8
WITNESS_PORT = 443

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_SITES_FAULT = frozenset({FaultKind.DNS, FaultKind.CONNECT, FaultKind.TIMEOUT, FaultKind.TLS})


class Visited(msgspec.Struct, frozen=True, kw_only=True):
    """One visit: when, how long, why it failed ("" if not), and when each phase was over."""

    site: str
    at: dt.datetime
    seconds: float
    failure: str = ""
    status: int | None = None
    phases: dict[str, float] = {}


class Prober:
    """Visits home pages. `gate` makes the gate of a round (names are asked for anew); `witnesses` are hosts that
    are up if anything is: they are asked only where no site answers."""

    def __init__(
        self,
        gate: Callable[[], Gate],
        headers: tuple[Header, ...],
        now: Callable[[], dt.datetime],
        *,
        seconds: float = SECONDS,
        witnesses: Sequence[str] = CANARIES,
        witness_port: int = WITNESS_PORT,
    ) -> None:
        self._gate = gate
        self._headers = headers
        self._now = now
        self._seconds = seconds
        self._witnesses = witnesses
        self._witness_port = witness_port

    async def round(self, sites: Iterable[Site]) -> list[Visited]:
        """One visit a site; none at all where nothing answers, and no witness either: then it is our own network."""
        gate = self._gate()
        places = asyncio.Semaphore(AT_ONCE)

        async def one(site: Site) -> Visited | None:
            async with places:
                return await self.visit(gate, site)

        visits = [made for made in await asyncio.gather(*map(one, sites)) if made is not None]
        answered = any(not visit.failure or visit.status for visit in visits)
        return visits if answered or await self._anything_answers(gate) else []

    async def visit(self, gate: Gate, site: Site) -> Visited | None:
        """One visit to a home page, redirects followed; None where our own machine or network failed."""
        client = Client(gate, connect_seconds=self._seconds, read_seconds=self._seconds)
        at, began = self._now(), time.monotonic()
        phases: dict[str, float] = {}
        failure, status, url = "", None, site.url
        try:
            for _ in range(MAX_REDIRECTS + 1):
                left = self._seconds - (time.monotonic() - began)
                ask = Ask(url=url, headers=self._headers, limit=limits.HTML_BYTES, seconds=max(left, 0.001))
                answer = await client.timed(ask, phases if not phases else {})
                status = answer.status
                target = absolute(url, answer.header("location")) if status in _REDIRECTS else None
                if target is None:
                    blocked = suspicious(answer) and bool(challenge_of(answer))
                    if not blocked and (status >= 500 or status in _GONE):
                        failure = f"http_{status}"
                    break
                url = target
        except Fault as fault:
            if fault.kind not in _SITES_FAULT:
                return None
            failure, status = fault.kind.value, None
        finally:
            client.close()
        seconds = time.monotonic() - began
        return Visited(site=site.code, at=at, seconds=seconds, failure=failure, status=status, phases=phases)

    async def _anything_answers(self, gate: Gate) -> bool:
        for host in self._witnesses:
            try:
                transport, _ = await gate.connect(host, self._witness_port, asyncio.Protocol)
            except Fault:
                continue
            transport.abort()
            return True
        return False
