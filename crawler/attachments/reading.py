"""Asks the process that reads files, and starts another where one file was too much for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from checks.facts import Attachment, Piece
from crawler.asking import Answer
from crawler.attachments.extracting import KIND, LIMIT, NAMED_ONLY, READERS
from crawler.sniffing import extension

SECONDS = 30.0
MAX_ANSWER = 64 * 1024 * 1024
UNFETCHED = "attachment_unfetched"
_EXTENDED_NAME = re.compile(r"filename\*\s*=\s*([\w\-]+)'[\w\-]*'([^;]+)", re.I)
_PLAIN_NAME = re.compile(r"filename\s*=\s*\"?([^\";]+)", re.I)
_ARCHIVES = ((b"word/", "docx"), (b"xl/", "xlsx"))
CHILD = ("-P", "-m", "crawler.attachments.child")

logger = logging.getLogger("govinspect.crawler")

_ANSWERS: msgspec.msgpack.Decoder[tuple[tuple[Piece, ...], str]] = msgspec.msgpack.Decoder(
    tuple[tuple[Piece, ...], str]
)


class File(msgspec.Struct, frozen=True):
    """What a linked file is: its address, what it is called, and its kind (an extension; "" where it is none)."""

    url: str
    name: str
    kind: str

    @property
    def is_readable(self) -> bool:
        """Whether its text can be read."""
        return self.kind in READERS

    @property
    def is_named_only(self) -> bool:
        """Whether it may hold text that we cannot read."""
        return self.kind in NAMED_ONLY

    def unread(self, reason: str = KIND) -> Attachment:
        """The file, which was not read."""
        return Attachment(url=self.url, name=self.name, unread=reason)


def file_of(url: str, answer: Answer) -> File:
    """What an answer is as a file: by its address, by the name the server gives it, by its first bytes."""
    given = _given_name(answer.header("content-disposition"))
    name = given or unquote(urlsplit(url).path.rpartition("/")[2]) or url
    kinds = (extension(url), given.rpartition(".")[2].lower())
    return File(
        url, name, next((kind for kind in kinds if kind in READERS or kind in NAMED_ONLY), _sniffed(answer.body))
    )


def _given_name(disposition: str) -> str:
    """The file name in a Content-Disposition, "" without one."""
    if not disposition:
        return ""
    found = _EXTENDED_NAME.search(disposition)
    if found:
        return unquote(found[2], encoding="gb18030" if found[1].lower().startswith("gb") else "utf-8")
    found = _PLAIN_NAME.search(disposition)
    if not found:
        return ""
    raw = unquote(found[1].strip()).encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _sniffed(body: bytes) -> str:
    if body.startswith(b"%PDF-"):
        return "pdf"
    if body.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ARCHIVES if mark in body), "zip")
    return "doc" if body.startswith(b"\xd0\xcf\x11\xe0") else ""


class AttachmentReader:
    """Reads files one after the other. A file that takes too long or kills its reader costs itself alone."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def read(self, file: File, data: bytes) -> Attachment:
        """What the file says; `unread` is set where it, or a part of it, could not be read."""
        async with self._turn:
            try:
                async with asyncio.timeout(self._seconds):
                    pieces, reason = await self._ask(file.kind, data)
            except (TimeoutError, OSError, EOFError, ValueError, msgspec.DecodeError) as error:
                logger.warning("%s: the file was not read: %r", file.url, error)
                await self._end()
                return file.unread(LIMIT)
        return Attachment(url=file.url, name=file.name, pieces=pieces, unread=reason)

    def abort(self) -> None:
        """Gives up the file that is being read."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

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
