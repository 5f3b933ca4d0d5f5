"""One HTTP/1.1 response, read from its bytes as they come in, by a patient reader of odd servers.

What browsers do not mind is not minded: bare line feeds, folded headers, lines without a colon, interim responses,
empty lines ahead of the status. A body is read up to the limit of its request, on the wire and after decompression.
Nothing here waits and nothing knows of time: `feed` says whether the response is over, and what it got so far is there
at any moment.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import TypeVar

from crawler.asking import Answer, Ask, Header
from crawler.decoding import decoded

HEAD_BYTES = 64 * 1024
LINE_BYTES = 256 * 1024  # of a status line, or of one that says how long a chunk is
MAX_TRAILERS = 100
_STATUS_LINE = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})(?:[ \t].*)?")
_EMPTY_LINE = re.compile(rb"\r*\n")
_END_OF_HEAD = re.compile(rb"\n\r*\n")
_BODILESS = frozenset({204, 304})
_LONGEST_LENGTH = 18  # digits; what announces more says nothing that could come true

Result = TypeVar("Result")
Reading = Generator[None, None, Result]  # yields where more bytes are needed


class BrokenError(Exception):
    """The server did not speak HTTP to the end; `before_status` when not even a status came."""

    def __init__(self, text: str, before_status: bool = False) -> None:
        super().__init__(text)
        self.before_status = before_status


class Incoming:
    """The response to a request as it comes in.

    `answer` is there once the head is; `steps` grows with everything that shows a server at work after that. Once the
    response is `over`, `keep` says whether its connection may be used again.
    """

    __slots__ = ("_ask", "_at", "_buffer", "_ended", "_reading", "_wire", "answer", "keep", "over", "steps")

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._buffer = bytearray()
        self._at = 0  # what lies before it was read
        self._ended = False
        self._wire = bytearray()
        self.answer: Answer | None = None
        self.keep = False
        self.over = False
        self.steps = 0
        self._reading = self._read()

    def feed(self, data: bytes) -> bool:
        """Takes the next bytes, and says whether the response is over. Raises BrokenError."""
        self._buffer += data
        return self._go_on()

    def end(self) -> None:
        """Takes note that nothing more will come. Raises BrokenError where that is no response."""
        self._ended = True
        self._go_on()

    def give_up(self) -> None:
        """Ends a response whose time is over with what came of it."""
        assert self.answer is not None
        self.answer.late = self.answer.cut = True
        self._unpack(self.answer)

    def _go_on(self) -> bool:
        for _ in self._reading:
            return False
        return True

    def _read(self) -> Reading[None]:
        version, status = (0, 0), 0
        headers: tuple[Header, ...] = ()
        while status < 200 and status != 101:
            version, status = yield from self._status()
            headers = yield from self._headers()
        answer = self.answer = Answer(url=self._ask.url, status=status, headers=headers)
        self.steps += 1
        complete = self._ask.method == "HEAD" or status in _BODILESS or (yield from self._body(answer))
        self._unpack(answer)
        connection = answer.header("connection").lower()
        wanted = (version >= (1, 1) and "close" not in connection) or "keep-alive" in connection
        self.keep = complete and wanted and not self._ended and self._at == len(self._buffer)
        self.over = True

    def _status(self) -> Reading[tuple[tuple[int, int], int]]:
        while True:
            line = yield from self._line()
            if not line:
                raise BrokenError("empty reply", before_status=True)
            line = line.strip()
            if not line:
                continue
            match = _STATUS_LINE.fullmatch(line)
            if not match:
                raise BrokenError(f"no HTTP status line: {line[:40]!r}", before_status=True)
            return (int(match[1]), int(match[2] or 0)), int(match[3])

    def _headers(self) -> Reading[tuple[Header, ...]]:
        """The lines up to the empty one, or to the end of everything."""
        start, looked_at = self._at, self._at
        while not (match := _EMPTY_LINE.match(self._buffer, start) or _END_OF_HEAD.search(self._buffer, looked_at)):
            if len(self._buffer) - start > HEAD_BYTES:
                raise BrokenError("headers longer than the limit")
            if self._ended:
                break
            looked_at = max(start, self._buffer.rfind(b"\n"))
            yield
        self._at = match.end() if match else len(self._buffer)
        if self._at - start > HEAD_BYTES:
            raise BrokenError("headers longer than the limit")
        found: list[Header] = []
        for line in self._buffer[start : self._at].decode("latin-1").split("\n"):
            text = line.rstrip("\r")
            if not text:
                continue
            if text[0] in " \t" and found:
                found[-1] = (found[-1][0], f"{found[-1][1]} {text.strip()}")
                continue
            name, colon, value = text.partition(":")
            if colon:  # a line without a colon is skipped, as browsers do
                found.append((name.strip().lower(), value.strip()))
        return tuple(found)

    def _line(self) -> Reading[bytes]:
        """The next line with its end, or what there is of it when all ends."""
        looked_at = self._at
        while (end := self._buffer.find(b"\n", looked_at)) < 0 and not self._ended:
            looked_at = len(self._buffer)
            if looked_at - self._at > LINE_BYTES:
                break
            yield
        end = end + 1 if end >= 0 else len(self._buffer)
        if end - self._at > LINE_BYTES:
            raise BrokenError("a header longer than the limit")
        line = bytes(self._buffer[self._at : end])
        self._at = end
        return line

    def _body(self, answer: Answer) -> Reading[bool]:
        """Reads the body, and says whether it is known to be complete."""
        limit = self._ask.limit
        length = answer.header("content-length")
        if "chunked" in answer.header("transfer-encoding").lower():
            complete = yield from self._chunks(limit)
        elif length.isascii() and length.isdigit() and len(length) <= _LONGEST_LENGTH:
            yield from self._bytes(min(int(length), limit + 1))
            complete = len(self._wire) == int(length)
        else:
            yield from self._bytes(limit + 1)
            return False  # where it ends, the connection ends
        answer.partial = not complete and len(self._wire) <= limit
        return complete and len(self._wire) <= limit

    def _bytes(self, wanted: int) -> Reading[None]:
        """Reads until the body has `wanted` bytes, or ends."""
        while True:
            missing = wanted - len(self._wire)
            if missing <= 0:
                return
            if self._at < len(self._buffer):
                self._wire += memoryview(self._buffer)[self._at : self._at + missing]
                del self._buffer[: self._at + missing]  # what was read is not kept twice
                self._at = 0
                self.steps += 1
            elif self._ended:
                return
            else:
                yield

    def _chunks(self, limit: int) -> Reading[bool]:
        while True:
            line = yield from self._line()
            try:
                size = int(line.split(b";")[0].strip(), 16)
            except ValueError:
                return False
            self.steps += 1
            if size <= 0:
                return size == 0 and (yield from self._trailers())
            wanted = len(self._wire) + size
            yield from self._bytes(min(wanted, limit + 1))
            if len(self._wire) > limit or len(self._wire) < wanted:
                return False
            yield from self._line()

    def _trailers(self) -> Reading[bool]:
        for _ in range(MAX_TRAILERS):
            line = yield from self._line()
            if not line.strip():
                return True
        return False

    def _unpack(self, answer: Answer) -> None:
        """The body in the form that the server had it in."""
        limit = self._ask.limit
        answer.cut = answer.cut or len(self._wire) > limit
        answer.wire = bytes(memoryview(self._wire)[:limit])
        answer.body, bomb = decoded(answer.wire, answer.header("content-encoding"), limit)
        answer.cut = answer.cut or bomb
