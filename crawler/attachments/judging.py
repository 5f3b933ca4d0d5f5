"""What the checks say of linked files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from checks.facts import Attachment
from checks.runner import PageJudge, encode_outcomes
from crawler import limits, overtime
from crawler.asking import Answer, Ask, Header
from crawler.attachments.reading import UNFETCHED, AttachmentReader, file_of
from crawler.earlier import NOT_MODIFIED, Earlier
from crawler.visiting import Followed, Stopped


class AttachmentJudge:
    """Has linked files read and judged. `follow` asks for one in full, where more of it is wanted than came."""

    def __init__(
        self,
        judge: PageJudge,
        earlier: Earlier,
        follow: Callable[[Ask], Awaitable[Followed]],
        headers: tuple[Header, ...],
        stopping: asyncio.Event,
    ) -> None:
        self._judge = judge
        self._earlier = earlier
        self._follow = follow
        self._headers = headers
        self._stopping = stopping
        self._reader = AttachmentReader()

    async def outcomes(self, url: str, answer: Answer) -> bytes | None:
        """What the checks say of a linked file, encoded; None where none reads files, or it may hold no text.

        Nothing else is kept of the file.
        """
        if not self._judge.reads_attachments:
            return None
        known = self._earlier.unchanged(url, answer)
        if known is not None and known.outcomes is not None and self._earlier.judges_alike:
            return known.outcomes
        if answer.status == NOT_MODIFIED:
            answer = await self._whole(url) or answer
        file = file_of(url, answer)
        if not file.is_readable:
            return self._encoded(file.unread()) if file.is_named_only else None
        if answer.status != 200 or answer.cut or answer.partial:
            whole = await self._whole(url)
            if whole is None:
                return self._encoded(file.unread(UNFETCHED))
            answer = whole
        if answer.cut:
            return self._encoded(file.unread(limits.BODY))
        attachment = await self._reader.read(file, answer.body)
        if self._stopping.is_set():
            raise Stopped
        return self._encoded(attachment)

    async def _whole(self, url: str) -> Answer | None:
        """A file up to the limit of files, None if it did not come."""
        answer = (await self._follow(Ask(url=url, headers=self._headers, limit=limits.ATTACHMENT_BYTES))).answer
        return None if answer is None or answer.status != 200 or answer.partial else answer

    def _encoded(self, attachment: Attachment) -> bytes:
        with overtime.bounded():
            return encode_outcomes(self._judge.judge_attachment(attachment))

    async def close(self) -> None:
        """Ends the process that reads linked files."""
        await self._reader.close()

    def abort(self) -> None:
        """Gives up the file that is being read."""
        self._reader.abort()
