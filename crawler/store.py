"""What an inspection writes down while it runs: addresses, facts, snapshots; one transaction a batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.facts import Page
from crawler.packing import FoldedPage, unpack, unpack_folded
from db import snapshots, urls
from db.engine import Database
from db.snapshots import SnapshotRecord
from db.urls import NewUrl, PendingUrl, SettledUrl, UrlEnd, UrlRecord


class Batch:
    """What is to be written together."""

    def __init__(self) -> None:
        self.new: list[NewUrl] = []
        self.settled: dict[str, SettledUrl] = {}
        self.facts: dict[str, bytes] = {}
        self.snapshots: list[SnapshotRecord] = []
        self.revisits: dict[str, dt.datetime] = {}
        self.tried: dict[str, bytes] = {}
        self.dear = 0  # settled ones that would have to be fetched again if this were lost

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

    def ends(self) -> Iterator[UrlEnd]:
        """What became of every address, in no order."""
        with self._database.reading() as session:
            yield from urls.ends(session, self._inspection)

    def pages(self) -> Iterator[tuple[UrlRecord, Page]]:
        """Every page that was read, with its row, in code-point order."""
        with self._database.reading() as session:
            for record, data in urls.iter_pages(session, self._inspection):
                yield record, unpack(data, record.fetched_at)

    def folded_pages(self) -> Iterator[FoldedPage]:
        """The same pages without their rows, folded."""
        with self._database.reading() as session:
            for fetched_at, data in urls.iter_facts(session, self._inspection):
                yield unpack_folded(data, fetched_at)
