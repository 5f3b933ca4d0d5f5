"""Asks the process that reads files, and starts another where one file was too much for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from checks.facts import Attachment, Piece
from crawler.attachments.extracting import KIND, LIMIT, NAMED_ONLY, READERS
from crawler.sniffing import extension

SECONDS = 30.0
MAX_ANSWER = 64 * 1024 * 1024
UNFETCHED = "attachment_unfetched"
CHILD = ("-P", "-m", "crawler.attachments.child")

logger = logging.getLogger("govinspect.crawler")

_ANSWERS: msgspec.msgpack.Decoder[tuple[tuple[Piece, ...], str]] = msgspec.msgpack.Decoder(
    tuple[tuple[Piece, ...], str]
)


def is_readable(url: str) -> bool:
    """Whether the text of a file at the address can be read."""
    return extension(url) in READERS


def unread(url: str, reason: str = KIND) -> Attachment:
    """The file at the address, which was not read."""
    return Attachment(url=url, name=name_of(url), unread=reason)


def is_named_only(url: str) -> bool:
    """Whether the address is that of a kind of file that may hold text, which we cannot read."""
    return extension(url) in NAMED_ONLY


def name_of(url: str) -> str:
    """What a file is called."""
    return unquote(urlsplit(url).path.rpartition("/")[2]) or url


class AttachmentReader:
    """Reads files one after the other. A file that takes too long or kills its reader costs itself alone."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def read(self, url: str, data: bytes) -> Attachment:
        """What the file says; `unread` is set where it, or a part of it, could not be read."""
        async with self._turn:
            try:
                async with asyncio.timeout(self._seconds):
                    pieces, reason = await self._ask(extension(url), data)
            except (TimeoutError, OSError, EOFError, ValueError, msgspec.DecodeError) as error:
                logger.warning("%s: the file was not read: %r", url, error)
                await self._end()
                return unread(url, LIMIT)
        return Attachment(url=url, name=name_of(url), pieces=pieces, unread=reason)

    async def close(self) -> None:
        """Ends the process."""
        async with self._turn:
            await self._end()

    async def _ask(self, kind: str, data: bytes) -> tuple[tuple[Piece, ...], str]:
        process = self._process or await self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{kind} {len(data)}\n".encode() + data)
        await process.stdin.drain()
        size = int(await process.stdout.readline() or b"x")
        if size > MAX_ANSWER:
            raise ValueError("the answer is too long")
        return _ANSWERS.decode(await process.stdout.readexactly(size))

    async def _started(self) -> asyncio.subprocess.Process:
        here = str(Path(__file__).resolve().parents[2])
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *CHILD,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": here},
        )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        with contextlib.suppress(Exception):
            await process.wait()
