"""HTTP/1.1 as a patient reader of odd servers speaks it: one request, one answer, every bound kept.

All connections come from the gate. No redirects, no cookies of its own, no retries but the one that a connection
closed while idle deserves. A head is complete in `READ_SECONDS` or there is none; a body is read up to a limit, on the
wire and after decompression, and as long as the time of the request lasts: what came until then is the answer.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from urllib.parse import quote, urlsplit

import msgspec

from crawler.decoding import decoded
from crawler.gate import CONNECT_SECONDS, Fault, FaultKind, Gate, ascii_host, unverified_context

READ_SECONDS = 30.0
TOTAL_SECONDS = 60.0
GRACE_SECONDS = 0.5  # in which a body that is still coming is given back as far as it came
HEAD_BYTES = 64 * 1024
MAX_TRAILERS = 100
BUFFER_BYTES = 256 * 1024
IDLE_SECONDS = 15.0
PORTS = {"http": 80, "https": 443}
ACCEPTED_ENCODINGS = "gzip, deflate, br, zstd"
_STATUS_LINE = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})(?:[ \t].*)?")
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")  # all but the ends of lines, which are counted
_BODILESS = frozenset({204, 304})
_SAFE_TARGET = "%/:?#[]@!$&'()*+,;=-._~|^`{}\\"  # a browser sends the last five, too, where it leaves them in a query

Header = tuple[str, str]


class Ask(msgspec.Struct, kw_only=True, frozen=True):
    """One request. `limit` bounds the body; `fresh` wants a connection of its own."""

    url: str
    method: str = "GET"
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    limit: int
    fresh: bool = False
    seconds: float = TOTAL_SECONDS


class Answer(msgspec.Struct, kw_only=True):
    """One response. `body` is decoded; `wire` is as it came, without transfer coding; `cut` says a limit was hit."""

    url: str
    status: int
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    wire: bytes = b""
    cut: bool = False
    late: bool = False  # cut because it was still coming when the time was over
    partial: bool = False  # the connection ended before the announced length
    seconds: float = 0.0

    def header(self, name: str) -> str:
        """The first value of a header, "" if there is none."""
        return next((value for key, value in self.headers if key == name), "")


class Endpoint(msgspec.Struct, frozen=True):
    """Where a URL's server is, and what is asked there."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


@lru_cache(maxsize=4096)
def endpoint(url: str) -> Endpoint:
    """The endpoint of an absolute http or https URL. Raises Fault for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise Fault(FaultKind.URL, f"{url!r}: {error}") from None
    if parts.scheme not in PORTS:
        raise Fault(FaultKind.URL, f"{url!r}: only http and https are fetched")
    if "\\" in parts.netloc:
        raise Fault(FaultKind.URL, f"{url!r}: a backslash in the host")  # parsers disagree about where the host ends
    target = quote(parts.path or "/", safe=_SAFE_TARGET)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE_TARGET)
    return Endpoint(parts.scheme, ascii_host(host), PORTS[parts.scheme] if port is None else port, target)


class _Connection:
    """An open connection and how long it has been idle."""

    __slots__ = ("idle_since", "reader", "used", "writer")

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.used = False
        self.idle_since = 0.0

    def close(self) -> None:
        self.writer.transport.abort()


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
        self._idle: dict[tuple[str, str, int], list[_Connection]] = {}
        self._under_way: set[asyncio.Timeout] = set()
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
        for scope in self._under_way:
            if not scope.expired():
                scope.reschedule(0.0)

    async def locate(self, url: str) -> None:
        """Looks up where the server of a URL is. Raises Fault where no connection to it can or may be made."""
        where = endpoint(url)
        async with self._abortable(where, None):
            await self._gate.addresses(where.host, where.port)

    @asynccontextmanager
    async def _abortable(self, where: Endpoint, until: float | None) -> AsyncIterator[None]:
        """Ends the block in a Fault of our own when all is aborted, in a TimeoutError at `until` (the loop's clock)."""
        if self._aborted:
            raise Fault(FaultKind.LOCAL, f"{where.host}: not asked, the inspection was stopped")
        scope = asyncio.timeout_at(until)
        try:
            async with scope:
                self._under_way.add(scope)
                yield
        except TimeoutError:
            if self._aborted:
                raise Fault(FaultKind.LOCAL, f"{where.host}: given up, the inspection was stopped") from None
            raise
        finally:
            self._under_way.discard(scope)

    async def ask(self, ask: Ask) -> Answer:
        """The answer to a request. Raises Fault when there is none."""
        where = endpoint(ask.url)
        began = time.monotonic()
        until = asyncio.get_running_loop().time() + ask.seconds
        try:
            async with self._abortable(where, until + GRACE_SECONDS):
                try:
                    answer = await self._once(ask, where, ask.fresh, until)
                except _StaleError:
                    answer = await self._once(ask, where, True, until)
        except TimeoutError:
            raise Fault(FaultKind.TIMEOUT, f"{where.host}: no complete answer in {ask.seconds:g} s") from None
        answer.seconds = time.monotonic() - began
        return answer

    async def timed(self, ask: Ask, moments: dict[str, float]) -> Answer:
        """The answer to a request on a connection of its own; `moments` is told when each phase was over, in seconds.

        Phases: dns, connect, tls, first_byte. Raises Fault when there is no answer.
        """
        where = endpoint(ask.url)
        began = time.monotonic()

        def over(phase: str) -> None:
            moments[phase] = time.monotonic() - began

        try:
            async with asyncio.timeout(ask.seconds):
                await self._gate.addresses(where.host, where.port)
                over("dns")
                connection = _Connection(*await self._open(where, None))
                over("connect")
                try:
                    if where.scheme == "https":
                        await connection.writer.start_tls(self._unverified, server_hostname=where.host)
                        over("tls")
                    connection.writer.write(_request_bytes(ask, where))
                    until = asyncio.get_running_loop().time() + ask.seconds + GRACE_SECONDS  # later than ours
                    reading = _Reading(connection.reader, self._read_seconds, until)
                    answer, _ = await reading.answer(ask)
                    moments["first_byte"] = reading.first - asyncio.get_running_loop().time() + time.monotonic() - began
                finally:
                    connection.close()
        except TimeoutError:
            raise Fault(FaultKind.TIMEOUT, f"{where.host}: no complete answer in {ask.seconds:g} s") from None
        except ssl.SSLError as error:
            raise Fault(FaultKind.TLS, f"{where.host}: {error.reason or error}") from None
        except (_BrokenError, OSError) as error:
            raise Fault(FaultKind.CONNECT, f"{where.host}: {error}") from None
        answer.seconds = time.monotonic() - began
        return answer

    async def _once(self, ask: Ask, where: Endpoint, fresh: bool, until: float) -> Answer:
        connection = await self._connection(where, fresh)
        keep = False
        try:
            connection.writer.write(_request_bytes(ask, where))
            answer, keep = await _Reading(connection.reader, self._read_seconds, until).answer(ask)
            return answer
        except _BrokenError as broken:
            if connection.used and broken.before_status:
                raise _StaleError from None
            raise Fault(FaultKind.CONNECT, f"{where.host}: {broken}") from None
        except ssl.SSLError as error:
            raise Fault(FaultKind.CONNECT, f"{where.host}: {error.reason or error}") from None
        except OSError as error:
            if connection.used and not isinstance(error, TimeoutError):
                raise _StaleError from None
            if isinstance(error, TimeoutError):
                raise Fault(FaultKind.TIMEOUT, f"{where.host}: silent for {self._read_seconds:g} s") from None
            raise Fault(FaultKind.CONNECT, f"{where.host}: {error.strerror or error}") from None
        finally:
            if keep:
                connection.used = True
                connection.idle_since = time.monotonic()
                self._idle.setdefault((where.scheme, where.host, where.port), []).append(connection)
            else:
                connection.close()

    async def _connection(self, where: Endpoint, fresh: bool) -> _Connection:
        kept = self._idle.get((where.scheme, where.host, where.port), [])
        while kept and not fresh:
            connection = kept.pop()
            if connection.reader.at_eof() or time.monotonic() - connection.idle_since > IDLE_SECONDS:
                connection.close()
                continue
            return connection
        if where.scheme == "http":
            return _Connection(*await self._open(where, None))
        return await self._secured(where)

    async def _secured(self, where: Endpoint) -> _Connection:
        key = (where.host, where.port)
        if key not in self.certificates:
            try:
                opened = await self._open(where, self._verifying)
                self.certificates[key] = ""
                return _Connection(*opened)
            except ssl.SSLCertVerificationError as error:
                self.certificates[key] = error.verify_message or str(error)
            except ssl.SSLError:
                pass  # perhaps only too old: the unverified contexts decide
        if key not in self.legacy:
            try:
                return _Connection(*await self._open(where, self._unverified))
            except ssl.SSLError:
                pass
        self._legacy_context = self._legacy_context or unverified_context(legacy=True)
        try:
            opened = await self._open(where, self._legacy_context)
        except ssl.SSLError as error:
            raise Fault(FaultKind.TLS, f"{where.host}: {error.reason or error}") from None
        self.legacy.add(key)
        return _Connection(*opened)

    async def _open(
        self, where: Endpoint, tls: ssl.SSLContext | None
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await self._gate.connect(
            where.host, where.port, limit=BUFFER_BYTES, tls=tls, seconds=self._connect_seconds
        )


def _request_bytes(ask: Ask, where: Endpoint) -> bytes:
    lines = [f"{ask.method} {where.target} HTTP/1.1", f"Host: {where.authority}"]
    lines += [f"{name}: {value}" for name, value in ask.headers]
    lines.append(f"Accept-Encoding: {ACCEPTED_ENCODINGS}")
    if ask.body:
        lines.append(f"Content-Length: {len(ask.body)}")
    text = "\r\n".join(lines)
    if _CONTROL.search(text) or text.count("\n") != len(lines) - 1:
        raise Fault(FaultKind.URL, f"{ask.url!r}: control characters in the request")
    try:
        head = text.encode("latin-1")
    except UnicodeEncodeError:
        head = text.encode("utf-8")  # a contact in Chinese; no header has another charset that servers would know
    return head + b"\r\n\r\n" + ask.body


class _BrokenError(Exception):
    """The server did not speak HTTP to the end; `before_status` when not even a status came."""

    def __init__(self, text: str, before_status: bool = False) -> None:
        super().__init__(text)
        self.before_status = before_status


class _Reading:
    """Reads one response from a stream: the head within `patience`, then never waiting longer for the next bytes.

    At `until`, by the loop's clock, it ends with what came of the body.
    """

    def __init__(self, reader: asyncio.StreamReader, patience: float, until: float) -> None:
        self._reader = reader
        self._patience = patience
        self._until = until
        self._clock: Callable[[], float] = asyncio.get_running_loop().time
        self._scope: asyncio.Timeout | None = None
        self._wire = bytearray()
        self.first = 0.0  # when the first line came, by the loop's clock

    async def answer(self, ask: Ask) -> tuple[Answer, bool]:
        """The answer and whether the connection may be used again."""
        answer: Answer | None = None
        complete = False
        version = (1, 0)
        try:
            async with asyncio.timeout_at(self._next_deadline()) as self._scope:
                version, status, headers = await self._head()
                answer = Answer(url=ask.url, status=status, headers=headers)
                complete = ask.method == "HEAD" or status in _BODILESS or await self._body(answer, ask.limit)
        except TimeoutError:
            if answer is None or self._clock() < self._until:
                raise  # silence
            answer.late = answer.cut = True
        self._unpack(answer, ask.limit)
        connection = answer.header("connection").lower()
        keep = complete and ((version >= (1, 1) and "close" not in connection) or "keep-alive" in connection)
        return answer, keep

    def _next_deadline(self) -> float:
        return min(self._clock() + self._patience, self._until)

    def _heard(self) -> None:
        self.first = self.first or self._clock()
        if self._scope is not None:
            self._scope.reschedule(self._next_deadline())

    async def _line(self) -> bytes:
        try:
            return await self._reader.readline()
        except ValueError:
            raise _BrokenError("a header longer than the limit") from None

    async def _head(self) -> tuple[tuple[int, int], int, tuple[Header, ...]]:
        while True:
            line = await self._line()
            if not line:
                raise _BrokenError("empty reply", before_status=True)
            if not line.strip():
                continue
            match = _STATUS_LINE.fullmatch(line.strip())
            if not match:
                raise _BrokenError(f"no HTTP status line: {line[:40]!r}", before_status=True)
            headers = await self._headers()
            status = int(match[3])
            if status >= 200 or status == 101:
                return (int(match[1]), int(match[2] or 0)), status, headers

    async def _headers(self) -> tuple[Header, ...]:
        found: list[Header] = []
        size = 0
        while True:
            line = await self._line()
            size += len(line)
            if size > HEAD_BYTES:
                raise _BrokenError("headers longer than the limit")
            text = line.rstrip(b"\r\n").decode("latin-1")
            if not text:
                return tuple(found)  # the empty line, or the end of the stream
            if text[0] in " \t" and found:
                found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
                continue
            name, colon, value = text.partition(":")
            if colon:  # a line without a colon is skipped, as browsers do
                found.append((name.strip().lower(), value.strip()))

    async def _body(self, answer: Answer, limit: int) -> bool:
        """Reads the body, and says whether it is known to be complete."""
        self._heard()
        coding = answer.header("transfer-encoding").lower()
        length = answer.header("content-length")
        if "chunked" in coding:
            complete = await self._chunks(limit)
        elif length.isascii() and length.isdigit():
            await self._bytes(min(int(length), limit + 1))
            complete = len(self._wire) == int(length)
        else:
            await self._bytes(limit + 1)
            return False  # where it ends, the connection ends
        answer.partial = not complete and len(self._wire) <= limit
        return complete and len(self._wire) <= limit

    def _unpack(self, answer: Answer, limit: int) -> None:
        """The body in the form that the server had it in."""
        answer.cut = answer.cut or len(self._wire) > limit
        answer.wire = bytes(memoryview(self._wire)[:limit])
        answer.body, bomb = decoded(answer.wire, answer.header("content-encoding"), limit)
        answer.cut = answer.cut or bomb

    async def _bytes(self, wanted: int) -> None:
        """Reads until the body has `wanted` bytes, or ends."""
        while len(self._wire) < wanted:
            data = await self._reader.read(min(BUFFER_BYTES, wanted - len(self._wire)))
            if not data:
                break
            self._heard()
            self._wire += data

    async def _chunks(self, limit: int) -> bool:
        while True:
            line = await self._line()
            size_text = line.split(b";")[0].strip()
            try:
                size = int(size_text, 16)
            except ValueError:
                return False
            self._heard()
            if size == 0:
                return await self._trailers()
            wanted = len(self._wire) + size
            await self._bytes(min(wanted, limit + 1))
            if len(self._wire) > limit or len(self._wire) < wanted:
                return False
            await self._line()

    async def _trailers(self) -> bool:
        for _ in range(MAX_TRAILERS):
            if not (await self._line()).strip():
                return True
        return False
