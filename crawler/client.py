"""HTTP/1.1 over connections that the gate makes: one request, one answer, every bound kept.

No redirects, no cookies of its own, no retries but the one that a connection closed while idle deserves. How a response
is read is in `response.py`, how long it may take in `connection.py`.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from crawler.asking import Answer, Ask, Endpoint, endpoint, request_bytes
from crawler.connection import Connection
from crawler.gate import CONNECT_SECONDS, Fault, FaultKind, Gate, unverified_context
from crawler.response import BrokenError, Incoming

READ_SECONDS = 30.0
GRACE_SECONDS = 0.5  # beyond the time of a request, for making a connection that will bring nothing any more
IDLE_SECONDS = 15.0


class _StaleError(Exception):
    """A kept connection turned out to be closed."""


class Client:
    """Asks and answers over kept connections.

    `certificates` holds, per host and port, what is wrong with the certificate, "" if nothing. `legacy` names the
    hosts that only speak an outdated TLS.
    """

    def __init__(
        self, gate: Gate, *, connect_seconds: float = CONNECT_SECONDS, read_seconds: float = READ_SECONDS
    ) -> None:
        self._gate = gate
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._idle: dict[str, list[Connection]] = {}  # by origin
        self._busy: set[Connection] = set()
        self._preparing: set[asyncio.Timeout] = set()
        self._aborted = False
        self._verifying = ssl.create_default_context()
        self._unverified = unverified_context()
        self._legacy_context: ssl.SSLContext | None = None
        self.legacy: set[tuple[str, int]] = set()
        self.certificates: dict[tuple[str, int], str] = {}

    def close(self) -> None:
        """Closes every kept connection."""
        for connections in self._idle.values():
            for connection in connections:
                connection.close()
        self._idle.clear()

    def abort(self) -> None:
        """Ends every request that is under way, whatever it waits for, and every later one, in a fault of our own."""
        self._aborted = True
        self.close()
        for connection in self._busy:
            connection.fail(ConnectionAbortedError())
        for scope in self._preparing:
            if not scope.expired():
                scope.reschedule(0.0)

    async def locate(self, url: str) -> None:
        """Looks up where the server of a URL is. Raises Fault where no connection to it can or may be made."""
        where = endpoint(url)
        if self._aborted or not self._gate.knows(where.host, where.port):
            async with self._abortable(where, None):
                await self._gate.addresses(where.host, where.port)

    @asynccontextmanager
    async def _abortable(self, where: Endpoint, until: float | None) -> AsyncIterator[None]:
        """Ends the block in a Fault of our own when all is aborted, in a TimeoutError at `until` (the loop's clock)."""
        self._heed_abort(where)
        scope = asyncio.timeout_at(until)
        try:
            async with scope:
                self._preparing.add(scope)
                yield
        except TimeoutError:
            if self._aborted:
                raise Fault(FaultKind.LOCAL, f"{where.host}: given up, the inspection was stopped") from None
            raise
        finally:
            self._preparing.discard(scope)

    def _heed_abort(self, where: Endpoint) -> None:
        if self._aborted:
            raise Fault(FaultKind.LOCAL, f"{where.host}: not asked, the inspection was stopped")

    async def ask(self, ask: Ask) -> Answer:
        """The answer to a request. Raises Fault when there is none."""
        where = endpoint(ask.url)
        began = time.monotonic()
        until = asyncio.get_running_loop().time() + ask.seconds
        try:
            answer = await self._once(ask, where, ask.fresh, until)
        except _StaleError:
            answer = await self._once(ask, where, True, until)
        answer.seconds = time.monotonic() - began
        return answer

    async def timed(self, ask: Ask, moments: dict[str, float]) -> Answer:
        """The answer to a request on a connection of its own; `moments` is told when each phase was over, in seconds.

        Phases: dns, connect, tls, first_byte. Raises Fault when there is no answer.
        """
        where = endpoint(ask.url)
        began = time.monotonic()
        loop = asyncio.get_running_loop()

        def over(phase: str) -> None:
            moments[phase] = time.monotonic() - began

        try:
            async with asyncio.timeout(ask.seconds):
                await self._gate.addresses(where.host, where.port)
                over("dns")
                connection = await self._open(where, None)
                over("connect")
                try:
                    if where.scheme == "https":
                        await connection.encrypt(self._unverified, where.host)
                        over("tls")
                    until = loop.time() + ask.seconds + GRACE_SECONDS  # later than ours
                    answer, _ = await self._exchange(connection, ask, where, until)
                    moments["first_byte"] = connection.first - loop.time() + time.monotonic() - began
                finally:
                    connection.close()
        except TimeoutError:
            raise Fault(FaultKind.TIMEOUT, f"{where.host}: no complete answer in {ask.seconds:g} s") from None
        except ssl.SSLError as error:
            raise Fault(FaultKind.TLS, f"{where.host}: {error.reason or error}") from None
        except (BrokenError, OSError) as error:
            raise Fault(FaultKind.CONNECT, f"{where.host}: {error}") from None
        answer.seconds = time.monotonic() - began
        return answer

    async def _once(self, ask: Ask, where: Endpoint, fresh: bool, until: float) -> Answer:
        self._heed_abort(where)
        connection = (None if fresh else self._kept(where)) or await self._new(ask, where, until)
        keep = False
        self._busy.add(connection)
        try:
            answer, keep = await self._exchange(connection, ask, where, until)
            return answer
        except (BrokenError, OSError) as error:
            raise self._meaning(error, connection, where) from None
        finally:
            self._busy.discard(connection)
            if keep:
                connection.used = True
                connection.idle_since = time.monotonic()
                self._idle.setdefault(where.origin, []).append(connection)
            else:
                connection.close()

    async def _exchange(self, connection: Connection, ask: Ask, where: Endpoint, until: float) -> tuple[Answer, bool]:
        """The answer, and whether the connection may be used again."""
        incoming = Incoming(ask)
        await connection.exchange(request_bytes(ask, where), incoming, self._read_seconds, until)
        assert incoming.answer is not None
        return incoming.answer, incoming.keep

    def _meaning(self, error: BrokenError | OSError, connection: Connection, where: Endpoint) -> Exception:
        """What an exchange that failed means: a fault, or that a kept connection had been closed."""
        host = where.host
        if self._aborted:
            return Fault(FaultKind.LOCAL, f"{host}: given up, the inspection was stopped")
        if isinstance(error, BrokenError):
            stale = connection.used and error.before_status
            return _StaleError() if stale else Fault(FaultKind.CONNECT, f"{host}: {error}")
        if isinstance(error, ssl.SSLError):
            return Fault(FaultKind.CONNECT, f"{host}: {error.reason or error}")
        if isinstance(error, TimeoutError):
            return Fault(FaultKind.TIMEOUT, f"{host}: silent for {self._read_seconds:g} s")
        return _StaleError() if connection.used else Fault(FaultKind.CONNECT, f"{host}: {error.strerror or error}")

    def _kept(self, where: Endpoint) -> Connection | None:
        kept = self._idle.get(where.origin)
        while kept:
            connection = kept.pop()
            if not connection.ended and time.monotonic() - connection.idle_since <= IDLE_SECONDS:
                return connection
            connection.close()
        return None

    async def _new(self, ask: Ask, where: Endpoint, until: float) -> Connection:
        try:
            async with self._abortable(where, until + GRACE_SECONDS):
                return await (self._open(where, None) if where.scheme == "http" else self._secured(where))
        except TimeoutError:
            raise Fault(FaultKind.TIMEOUT, f"{where.host}: no complete answer in {ask.seconds:g} s") from None

    async def _secured(self, where: Endpoint) -> Connection:
        key = (where.host, where.port)
        if key not in self.certificates:
            try:
                opened = await self._open(where, self._verifying)
                self.certificates[key] = ""
                return opened
            except ssl.SSLCertVerificationError as error:
                self.certificates[key] = error.verify_message or str(error)
            except ssl.SSLError:
                pass  # perhaps only too old: the unverified contexts decide
        if key not in self.legacy:
            try:
                return await self._open(where, self._unverified)
            except ssl.SSLError:
                pass
        self._legacy_context = self._legacy_context or unverified_context(legacy=True)
        try:
            opened = await self._open(where, self._legacy_context)
        except ssl.SSLError as error:
            raise Fault(FaultKind.TLS, f"{where.host}: {error.reason or error}") from None
        self.legacy.add(key)
        return opened

    async def _open(self, where: Endpoint, tls: ssl.SSLContext | None) -> Connection:
        _, connection = await self._gate.connect(
            where.host, where.port, Connection, tls=tls, seconds=self._connect_seconds
        )
        return connection
