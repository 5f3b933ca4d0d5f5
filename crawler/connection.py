"""One connection: a request goes out, and its response is read as the bytes come in, within its times."""

from __future__ import annotations

import asyncio
import ssl

from crawler.response import BrokenError, Incoming


class Connection(asyncio.Protocol):
    """An open connection. `used` says that a response came over it before, `idle_since` since when it is idle.

    The times are the loop's. A head is complete after `patience` or there is none; then something comes every
    `patience` seconds at the latest. At `until` a body that is still coming is given back as far as it came.
    """

    __slots__ = ("_alarm", "_heard", "_incoming", "_loop", "_outcome", "_patience", "_steps", "_until",
                 "ended", "first", "idle_since", "transport", "used")  # fmt: skip

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._incoming: Incoming | None = None
        self.ended = False  # nothing more can be asked
        self.used = False
        self.idle_since = 0.0
        self.first = 0.0  # when the last response's head was complete

    async def exchange(self, request: bytes, incoming: Incoming, patience: float, until: float) -> None:
        """Sends a request and reads the response to its end.

        Raises BrokenError, TimeoutError where the server was silent, OSError where the connection broke.
        """
        self._incoming, self._patience, self._until = incoming, patience, until
        self._steps, self._heard = 0, self._loop.time()
        self._outcome: asyncio.Future[None] = self._loop.create_future()
        self._alarm = self._loop.call_at(min(self._heard + patience, until), self._look_at_the_clock)
        try:
            if self.ended:
                self._end()
            else:
                self.transport.write(request)
            await self._outcome
        finally:
            self._alarm.cancel()
            self._incoming = None

    async def encrypt(self, context: ssl.SSLContext, name: str) -> None:
        """Goes on under TLS. Raises ssl.SSLError where the handshake fails."""
        encrypted = await self._loop.start_tls(self.transport, self, context, server_hostname=name)
        assert encrypted is not None
        self.transport = encrypted

    def close(self) -> None:
        """Ends the connection at once."""
        self.ended = True
        self.transport.abort()

    def fail(self, error: Exception) -> None:
        """Ends what is under way with an error."""
        self.close()
        self._settle(error)

    # what the loop tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if self._incoming is None or self._incoming.over:
            self.close()  # nobody asked; whatever it is, it is no response to what is asked next
            return
        try:
            over = self._incoming.feed(data)
        except Exception as error:
            self._settle(error)
            return
        if self._incoming.steps != self._steps:
            self._heard = self._loop.time()
            if not self._steps:
                self.first = self._heard
            self._steps = self._incoming.steps
        if over:
            self._settle()

    def eof_received(self) -> None:
        self.ended = True
        self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        if exc is None:
            self._end()
        else:
            self._settle(exc)

    def _end(self) -> None:
        if self._incoming is None or self._incoming.over:
            return
        try:
            self._incoming.end()
        except BrokenError as error:
            self._settle(error)
        else:
            self._settle()

    def _look_at_the_clock(self) -> None:
        incoming, now = self._incoming, self._loop.time()
        assert incoming is not None
        due = min(self._heard + self._patience, self._until)
        if now < due:
            self._alarm = self._loop.call_at(due, self._look_at_the_clock)
        elif incoming.answer is None or now < self._until:
            self._settle(TimeoutError())
        else:
            incoming.give_up()
            self._settle()

    def _settle(self, error: Exception | None = None) -> None:
        if self._incoming is None or self._outcome.done():
            return
        if error is None:
            self._outcome.set_result(None)
        else:
            self._outcome.set_exception(error)
