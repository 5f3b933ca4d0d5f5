"""Whether silence is the others' or our own: hosts that answered before are asked before anything is concluded from it.

When a link does not answer and no other answer came since, the hosts that are known to be up are asked. If none of
them answers either, not now and not after some pauses, it is our machine or its network, and nothing may be concluded.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from enum import StrEnum
from urllib.parse import urlsplit

CANARIES = 3  # hosts that are asked at once
GROWTH = 4.0  # of the pauses between askings


class Reached(StrEnum):
    """What answers when a request was not answered."""

    SOMETHING = "something"
    AGAIN = "again"  # nothing did for a while, and now something does: what was tried meanwhile means nothing
    NOTHING = "nothing"


Reach = Callable[[str], Awaitable[bool]]


class Network:
    """Remembers who answered. `reach` asks a host, by its origin, for anything at all.

    `others` names addresses that answered before in the same run; `pauses` are waited before each further asking.
    """

    def __init__(
        self,
        reach: Reach,
        others: Callable[[], Iterable[str]],
        first_pause: float,
        stopping: asyncio.Event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reach = reach
        self._others = others
        self._pauses = (0.0, first_pause, first_pause * GROWTH)
        self._stopping = stopping
        self._clock = clock
        self._answered: dict[str, None] = {}  # origins, the last to answer at the end
        self._last = float("-inf")
        self._back = float("-inf")  # when the network was last found to be back
        self._asking = asyncio.Lock()

    def now(self) -> float:
        """The time by the clock that `state` is to be told."""
        return self._clock()

    def heard(self, url: str) -> None:
        """Takes note that the address's host answered."""
        origin = origin_of(url)
        self._answered.pop(origin, None)
        self._answered[origin] = None
        self._last = self._clock()

    async def state(self, since: float) -> Reached:
        """What is reached, judged by a request that began at the moment and was not answered.

        SOMETHING also where nothing is known that could be asked, or we are being stopped.
        """
        async with self._asking:
            for pause in self._pauses:
                if since <= self._back:
                    return Reached.AGAIN
                if self._last >= since or not await self._paused(pause):
                    return Reached.SOMETHING
                canaries = self._canaries()
                if not canaries:
                    return Reached.SOMETHING
                if any(await asyncio.gather(*map(self._reach, canaries))):
                    if not pause:
                        return Reached.SOMETHING
                    self._back = self._clock()
                    return Reached.AGAIN
        return Reached.NOTHING

    def _canaries(self) -> list[str]:
        own = list(reversed(self._answered))
        others = [origin for origin in map(origin_of, self._others()) if origin not in self._answered]
        return [*own[: CANARIES - bool(others)], *others][:CANARIES]

    async def _paused(self, seconds: float) -> bool:
        """Waits; False if the inspection was stopped meanwhile."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return True
        return False


def origin_of(url: str) -> str:
    """Scheme and host of an address."""
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))
