"""The browser's only way out: a forward proxy on loopback that connects through the gate.

It serves ``CONNECT`` and absolute-form requests, to hosts that a page of ours asked for (`admit`) and to no other, so
that nothing the browser does on its own leaves the machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from crawler.asking import PORTS, endpoint
from crawler.gate import Fault, Gate, ascii_host
from crawler.response import HEAD_BYTES

COPY_BYTES = 64 * 1024
IDLE_SECONDS = 60.0
RESPONSE_BYTES = 20 * 1024 * 1024  # of one answer, or through one tunnel
_DROPPED = (b"proxy-connection:", b"connection:", b"keep-alive:")


class GateProxy:
    """A running proxy; `port` is where it listens."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._admitted: set[str] = set()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.refused: set[str] = set()

    def admit(self, host: str) -> None:
        """Lets the browser reach a host."""
        self._admitted.add(host)

    async def start(self) -> None:
        """Listens on a free port of loopback."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=HEAD_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stops listening and drops every connection."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._proxy(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # the browser or the server went away, or we close
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _proxy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(IDLE_SECONDS):
            head = await reader.readuntil(b"\r\n\r\n")
        request, *headers = head.split(b"\r\n")
        method, target, version, *_ = [*request.decode("latin-1").split(" "), "", ""]
        try:
            if method == "CONNECT":
                host, _, port = target.rpartition(":")
                host, number, first = ascii_host(host), int(port) if port.isdigit() else 0, b""
            else:
                where = endpoint(target)
                if where.scheme != "http":
                    raise ValueError(target)
                host, number = where.host, where.port or PORTS["http"]
                kept = [line for line in headers if line and not line.lower().startswith(_DROPPED)]
                line = f"{method} {where.target} {version}".encode("latin-1")
                first = b"\r\n".join([line, *kept, b"Connection: close", b"", b""])
            if host not in self._admitted:
                self.refused.add(host)
                raise ValueError(f"{host}: not asked for by a page")
            there, back = await self._gate.streams(host, number, limit=COPY_BYTES)
        except (Fault, ValueError) as error:
            await _refuse(writer, 403 if isinstance(error, ValueError) else 502)
            return
        try:
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await _first_of(_copy(reader, back), _copy(there, writer))
            else:
                back.write(first)
                await _first_of(_upload(reader, back, _length(headers)), _answer(there, writer))
        finally:
            back.transport.abort()


async def _refuse(writer: asyncio.StreamWriter, status: int) -> None:
    writer.write(f"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()


def _length(headers: list[bytes]) -> int:
    values = (line.partition(b":")[2].strip() for line in headers if line.lower().startswith(b"content-length:"))
    value = next(values, b"")
    return int(value) if value.isdigit() else 0


async def _first_of(*ways: Coroutine[Any, Any, None]) -> None:
    """Runs both ways until one ends: the server is done, or the browser is."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _upload(reader: asyncio.StreamReader, back: asyncio.StreamWriter, length: int) -> None:
    """Sends the request's body, and nothing after it: a second request would be for a host that was not checked."""
    while length > 0 and (data := await reader.read(min(COPY_BYTES, length))):
        back.write(data)
        await back.drain()
        length -= len(data)
    while await reader.read(COPY_BYTES):
        pass


async def _answer(there: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Passes the answer on, marked as the last of its connection, so that the browser opens another one."""
    async with asyncio.timeout(IDLE_SECONDS):
        head = await there.readuntil(b"\r\n\r\n")
    lines = [line for line in head[:-4].split(b"\r\n") if not line.lower().startswith(_DROPPED)]
    writer.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]))
    await _copy(there, writer)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: int = RESPONSE_BYTES) -> None:
    while left > 0:
        async with asyncio.timeout(IDLE_SECONDS):
            data = await reader.read(COPY_BYTES)
        if not data:
            return
        left -= len(data)
        writer.write(data)
        await writer.drain()
