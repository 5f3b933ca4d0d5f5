"""How often and how many at once a host is asked: rate, concurrency, and what the host itself asks for.

One `Politeness` paces every request of an inspection, the crawler's and the confirmations' alike. Scrapy's own slots
are left open: they know neither `Retry-After` nor a halved rate.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from crawler.gate import Fault, FaultKind

DEFAULT_RATE = 1.0  # requests a second and host (design: limits)
AT_ONCE = 2
SLOWEST_INTERVAL = 60.0  # halving ends here: slower than one request a minute is no inspection
LONGEST_RETRY_AFTER = 300.0  # a longer wish is answered by not asking again in this run
SLOWING_STATUSES = frozenset({429, 503})


def retry_after(value: str, now: dt.datetime) -> float | None:
    """Seconds to wait by a Retry-After header (seconds or a date), None if it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


class _Host:
    __slots__ = ("interval", "next_turn", "places")

    def __init__(self, interval: float, at_once: int) -> None:
        self.interval = interval
        self.next_turn = 0.0
        self.places = asyncio.Semaphore(at_once)


class Politeness:
    """Gives each host its turns. `rates` are requests a second by host; other hosts get `rate`."""

    def __init__(
        self,
        rate: float = DEFAULT_RATE,
        rates: Mapping[str, float] | None = None,
        at_once: int = AT_ONCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate = rate
        self._rates = dict(rates or {})
        self._at_once = at_once
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        """Ends all waiting: whoever waits for a turn gets a fault of our own instead."""
        self._stopped.set()

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(1.0 / self._rates.get(name, self._rate), self._at_once)
        return host

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits until the host may be asked again, and holds one of its places while the block runs. Raises Fault."""
        host = self._host(name)
        async with host.places:
            while True:
                now = self._clock()
                wait = host.next_turn - now
                if wait <= 0:
                    break
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopped.wait(), wait)
                    raise Fault(FaultKind.LOCAL, f"{name}: not asked, the inspection was stopped")
            host.next_turn = now + host.interval
            yield

    def heard(self, name: str, status: int, wait: float | None) -> None:
        """Takes note of an answer: 429 and 503 halve the rate, and a Retry-After holds the next turn back."""
        if status not in SLOWING_STATUSES:
            return
        host = self._host(name)
        host.interval = min(host.interval * 2, SLOWEST_INTERVAL)
        if wait:
            host.next_turn = max(host.next_turn, self._clock() + min(wait, LONGEST_RETRY_AFTER))

    def interval(self, name: str) -> float:
        """Seconds between two requests to the host at present."""
        return self._host(name).interval
