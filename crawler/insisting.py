"""Parts of a page that silence kept from us: where all is silent, it is our own network, and they are asked again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from crawler.asking import Ask
from crawler.gate import SILENCE
from crawler.network import Network, Reached
from crawler.pages import Render
from crawler.visiting import Followed, NetworkDown, Rendered, Stopped


class Insistence:
    """Asks until something answers, whoever it is."""

    def __init__(
        self,
        network: Network,
        follow: Callable[[Ask], Awaitable[Followed]],
        render: Render | None,
        stopping: asyncio.Event,
    ) -> None:
        self._network = network
        self._follow = follow
        self._render = render
        self._stopping = stopping

    async def follow(self, ask: Ask) -> Followed:
        """As the visitor follows; a part that silence kept from us leaves the page unread, where all is silent."""
        while True:
            began = self._network.now()
            followed = await self._follow(ask)
            if followed.fault is None or followed.fault.kind not in SILENCE or await self._spoken(began):
                return followed

    async def render(self, url: str) -> Rendered | None:
        """As the browser shows it; None if it could not, and all is not silent."""
        assert self._render is not None
        while True:
            began = self._network.now()
            rendered = await self._render(url)
            if rendered is not None or await self._spoken(began):
                return rendered

    async def _spoken(self, began: float) -> bool:
        """Whether others answered meanwhile; False if it is to be tried again. Raises NetworkDown, Stopped."""
        state = await self._network.state(began)
        if state is Reached.NOTHING:
            raise NetworkDown
        if self._stopping.is_set():
            raise Stopped
        return state is Reached.SOMETHING
