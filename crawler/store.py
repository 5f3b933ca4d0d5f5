"""What an inspection writes down while it runs: addresses, facts, snapshots; one transaction a batch."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterator

import msgspec

from checks import facts
from checks.facts import Page
from db import snapshots, urls
from db.engine import Database
from db.snapshots import SnapshotRecord
from db.urls import NewUrl, PendingUrl, SettledUrl, UrlRecord

_NO_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_COMPRESSION = 1  # the fastest: facts are text, and level 9 takes four times as long for a tenth less


def pack(page: Page) -> tuple[str, bytes]:
    """A page as its key and compressed bytes. The time of fetching is left out, so an unchanged page has one key."""
    data = facts.encode(msgspec.structs.replace(page, fetched_at=_NO_TIME))
    return hashlib.blake2b(data, digest_size=16).hexdigest(), zlib.compress(data, _COMPRESSION)


def unpack(data: bytes, fetched_at: dt.datetime | None) -> Page:
    """The page of `pack`, with the time it was fetched at."""
    page = facts.decode(zlib.decompress(data))
    page.fetched_at = fetched_at or _NO_TIME
    return page


class Batch:
    """What is to be written together."""

    def __init__(self) -> None:
        self.new: list[NewUrl] = []
        self.settled: dict[str, SettledUrl] = {}
        self.facts: dict[str, bytes] = {}
        self.snapshots: list[SnapshotRecord] = []
        self.revisits: dict[str, dt.datetime] = {}
        self.tried: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self.new) + len(self.settled) + len(self.snapshots) + len(self.revisits) + len(self.tried)


class Store:
    """The rows of one inspection."""

    def __init__(self, database: Database, inspection_id: int) -> None:
        self._database = database
        self._inspection = inspection_id
        self.earlier: int | None = None  # the inspection whose snapshots stand for what has not changed

    def commit(self, batch: Batch) -> None:
        """Writes a batch in one transaction: all of it is there afterwards, or none."""
        if not len(batch):
            return
        with self._database.session() as session:
            urls.add_urls(session, self._inspection, batch.new)
            urls.note_tried(session, self._inspection, batch.tried)
            urls.store_facts(session, batch.facts)
            urls.settle_urls(session, self._inspection, batch.settled.values())
            snapshots.add_snapshots(session, self._inspection, batch.snapshots)
            if batch.revisits and self.earlier is not None:
                snapshots.revisit(session, self.earlier, self._inspection, batch.revisits)

    def pending(self, limit: int) -> list[PendingUrl]:
        """The first addresses that wait, by depth, then in the order found."""
        with self._database.reading() as session:
            return urls.pending(session, self._inspection, limit=limit)

    def page(self, url: str) -> Page | None:
        """The page that was read from an address."""
        with self._database.reading() as session:
            data = urls.page_facts(session, self._inspection, url)
        return None if data is None else unpack(data, None)

    def newest_titles(self, page_type: str, before: dt.date, limit: int) -> list[tuple[str, str]]:
        """Title and address of pages of a type, the newest first of those up to `before`."""
        with self._database.reading() as session:
            return urls.newest_titles(session, self._inspection, page_type, before, limit)

    def records(self) -> Iterator[UrlRecord]:
        """Every address of the inspection, in code-point order."""
        with self._database.reading() as session:
            yield from urls.iterate(session, self._inspection)

    def pages(self) -> Iterator[tuple[UrlRecord, Page]]:
        """Every page that was read, with its row, in code-point order."""
        with self._database.reading() as session:
            for record, data in urls.iter_pages(session, self._inspection):
                yield record, unpack(data, record.fetched_at)
