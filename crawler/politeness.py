"""How often and how many at once a host is asked: rate, concurrency, and what the host itself asks for.

One `Politeness` paces every request of an inspection, the crawler's and the confirmations' alike; what it notes of a
host stands in a book (`hostbook.py`) that it shares with the other inspections of the machine. Scrapy's own slots are
left open: they know neither `Retry-After` nor a halved rate.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

import msgspec

from crawler.gate import Fault, FaultKind
from crawler.hostbook import LONGEST_WAIT, SLOWED_SECONDS, Book, OwnBook, Record

DEFAULT_RATE = 1.0  # requests a second and host (design: limits)
AT_ONCE = 2
SLOWEST_INTERVAL = 60.0  # halving ends here: slower than one request a minute is no inspection
LONGEST_RETRY_AFTER = 300.0  # a longer wish is answered by not asking again in this run
LOOK_SECONDS = 0.05  # between two looks for a place that other processes hold
MOST_FACTOR = 2.0**16
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


class Politeness:
    """Gives each host its turns. `rates` are requests a second by host; other hosts get `rate`.

    `clock` must be the same for all processes that share the book, as the monotonic clock of a machine is.
    """

    def __init__(
        self,
        rate: float = DEFAULT_RATE,
        rates: Mapping[str, float] | None = None,
        at_once: int = AT_ONCE,
        clock: Callable[[], float] = time.monotonic,
        book: Book | None = None,
    ) -> None:
        self._rate = rate
        self._rates = dict(rates or {})
        self._at_once = at_once
        self._clock = clock
        self._book = book or OwnBook()
        self._places: dict[str, asyncio.Semaphore] = {}
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        """Ends all waiting: whoever waits for a turn gets a fault of our own instead."""
        self._stopped.set()

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Waits until the host may be asked again, and holds one of its places while the block runs. Raises Fault."""
        places = self._places.get(name)
        if places is None:
            places = self._places[name] = asyncio.Semaphore(self._at_once)
        async with places:
            while (place := self._book.place(name, self._at_once)) is None:
                await self._wait(name, LOOK_SECONDS)
            try:
                while (wait := self._take_turn(name)) > 0:
                    await self._wait(name, wait)
                yield
            finally:
                self._book.leave(name, place)

    def _take_turn(self, name: str) -> float:
        """0 if the host may be asked now, and the next turn is noted; else the seconds to wait before asking again."""
        record = self._book.open(name)
        if record is None:
            return LOOK_SECONDS
        now = self._clock()
        wait = record.next_turn - now
        if 0 < wait < LONGEST_WAIT:
            self._book.close(name, None)
            return wait
        interval = self._interval(name, record, now)
        self._book.close(name, msgspec.structs.replace(record, next_turn=now + interval))
        return 0.0

    def _interval(self, name: str, record: Record, now: float) -> float:
        usual = 1.0 / self._rates.get(name, self._rate)
        if not 0 <= now - record.slowed_at < SLOWED_SECONDS:
            return usual
        return max(usual, min(usual * record.factor, SLOWEST_INTERVAL))

    async def _wait(self, name: str, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), seconds)
            raise Fault(FaultKind.LOCAL, f"{name}: not asked, the inspection was stopped")

    async def heard(self, name: str, status: int, wait: float | None) -> None:
        """Takes note of an answer: 429 and 503 halve the rate, and a Retry-After holds the next turn back."""
        if status not in SLOWING_STATUSES:
            return
        while (record := self._book.open(name)) is None:
            await asyncio.sleep(LOOK_SECONDS)
        now = self._clock()
        slowed = 0 <= now - record.slowed_at < SLOWED_SECONDS
        factor = min(2 * record.factor if slowed else 2.0, MOST_FACTOR)
        hold = now + min(wait or 0.0, LONGEST_RETRY_AFTER)
        next_turn = record.next_turn if record.next_turn - now < LONGEST_WAIT else 0.0
        self._book.close(name, Record(max(next_turn, hold if wait else 0.0), factor, now))

    def interval(self, name: str) -> float:
        """Seconds between two requests to the host at present."""
        record = self._book.open(name) or Record()
        self._book.close(name, None)
        return self._interval(name, record, self._clock())
