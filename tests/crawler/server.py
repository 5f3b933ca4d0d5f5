"""A small server with odd habits, on loopback, for tests that need a network.

    with Server({"/": Reply("<a href='/x'>x</a>"), "/x": Reply(status=404)}) as server:
        ...  server.port, server.hits["GET /x"], server.seen

A route is a path, or host and path (`www.a.gov.cn/x`); its value a `Reply` or a function of the `Received` request.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

HTML = "text/html; charset=utf-8"


@dataclass
class Received:
    """A request as it came. `times` counts the requests for the same method and path, this one included."""

    method: str
    host: str
    path: str
    headers: dict[str, str]
    body: bytes
    times: int
    at: float


@dataclass
class Reply:
    """What the server does. `drop` closes without a word; `cut` closes after so many bytes of the body; `drip` waits
    so many seconds before each byte of the body (of an endless one: before 4 KiB), `drip_head` before each byte of the
    head."""

    body: str | bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    type: str = HTML
    delay: float = 0.0
    drop: bool = False
    cut: int | None = None
    drip: float = 0.0
    drip_head: float = 0.0
    chunked: bool = False
    endless: bool = False
    raw: bytes | None = None  # the whole answer, byte for byte
    head: Reply | None = None  # what HEAD gets instead


TLS_HELLO = b"\x16"
Route = Reply | Callable[[Received], Reply]
MISSING = Reply("<html><head><title>404 Not Found</title></head><body>404 Not Found</body></html>", status=404)


def redirect(to: str, status: int = 302, **headers: str) -> Reply:
    """A redirect."""
    return Reply(
        status=status, headers={"Location": to, **{key.replace("_", "-"): value for key, value in headers.items()}}
    )


class Server:
    """Serves routes from a thread until the block ends."""

    def __init__(
        self,
        routes: Mapping[str, Route],
        tls: ssl.SSLContext | None = None,
        missing: Route = MISSING,
        vanish_after: int = 0,
        mute_after: int = 0,
    ) -> None:
        self.routes = dict(routes)
        self.missing = missing
        self.seen: list[Received] = []
        self.hits: Counter[str] = Counter()
        self.most_at_once = 0
        self.busiest: Counter[str] = Counter()  # the most requests under way at once, by host
        self.port = 0
        self._at_once = 0
        self._at_once_of: Counter[str] = Counter()
        self._tls = tls
        self._mute_after = mute_after  # so many requests, then no answer comes any more
        self._vanish_after = vanish_after  # so many requests, then nothing listens any more; 0: never
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls))
        self._vanish = server.close
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        start = await reader.readexactly(1)
        if start == TLS_HELLO:
            writer.write(b"HTTP/1.1 400 No TLS here\r\n\r\n")
            return False
        head = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        host = headers.get("host", "").partition(":")[0]
        self.hits[f"{method} {path}"] += 1
        if self._vanish_after and len(self.seen) >= self._vanish_after:
            self._vanish()
            return False
        if self._mute_after and len(self.seen) >= self._mute_after:
            await asyncio.sleep(3600)
        received = Received(method, host, path, headers, body, self.hits[f"{method} {path}"], time.monotonic())
        self.seen.append(received)
        bare = path.partition("?")[0]
        places = (host + path, host + bare, path, bare)
        route = next((self.routes[place] for place in places if place in self.routes), self.missing)
        reply = route(received) if callable(route) else route
        if method == "HEAD" and reply.head is not None:
            reply = reply.head
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        self._at_once_of[host] += 1
        self.busiest[host] = max(self.busiest[host], self._at_once_of[host])
        try:
            return await self._answer(writer, method, reply)
        finally:
            self._at_once -= 1
            self._at_once_of[host] -= 1

    async def _answer(self, writer: asyncio.StreamWriter, method: str, reply: Reply) -> bool:
        if reply.delay:
            await asyncio.sleep(reply.delay)
        if reply.drop:
            return False
        if reply.raw is not None:
            writer.write(reply.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else reply.raw)
            await writer.drain()
            return False
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        lines = [f"HTTP/1.1 {reply.status} Reply", f"Content-Type: {reply.type}"]
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
        lines.append("Transfer-Encoding: chunked" if reply.chunked or reply.endless else f"Content-Length: {len(body)}")
        await self._write(writer, ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8"), reply.drip_head)
        if method == "HEAD":
            return True
        while reply.endless:
            await asyncio.sleep(reply.drip)
            await self._write(writer, b"1000\r\n" + b"x" * 4096 + b"\r\n", 0)
        if reply.chunked:
            for at in range(0, len(body), 1000):
                part = body[at : at + 1000]
                await self._write(writer, f"{len(part):x}\r\n".encode() + part + b"\r\n", 0)
            body = b"0\r\n\r\n"
        await self._write(writer, body if reply.cut is None else body[: reply.cut], reply.drip)
        return reply.cut is None

    @staticmethod
    async def _write(writer: asyncio.StreamWriter, data: bytes, drip: float) -> None:
        if not drip:
            writer.write(data)
            await writer.drain()
            return
        for at in range(len(data)):
            await asyncio.sleep(drip)
            writer.write(data[at : at + 1])
            await writer.drain()
