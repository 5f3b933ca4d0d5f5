"""Judges an inspection again from what is stored, without a request: new words, new rules, a new reader.

Only the chosen checks speak anew; what the others said stands. With `reread`, pages are read again from their
snapshots before they are judged; those whose facts came from several answers, or from a browser, keep what was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from checks.base import Check
from checks.facts import Incomplete, Page, Site
from checks.registry import all_checks, select
from checks.runner import PageJudge, PageOutcomes, decode_outcomes, encode_outcomes
from crawler.judging import judge_stored, keep, observed, probed
from crawler.packing import pack
from crawler.reading import RawResponse, read_page
from crawler.snapshots import read_snapshot
from crawler.store import Store
from crawler.urls import SiteScope
from db import findings, runs, snapshots, urls
from db.bulk import batches
from db.engine import Database
from db.urls import SettledUrl, UrlRecord

PAGES_AT_ONCE = 100  # pages of one write transaction


class Rechecked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of judging an inspection again: findings by id that are new and gone, and how many pages were read."""

    pages: int
    reread: int
    findings: int
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Recheck:
    """Judges one inspection again. The checks in `only` speak anew; if there are none, all that judged it before.

    Raises UnknownCheckError for an id that no check has.
    """

    def __init__(
        self,
        database: Database,
        data_dir: Path,
        inspection_id: int,
        site: Site,
        as_of: dt.date,
        options: dict[str, dict[str, Any]],
        *,
        only: Collection[str] = (),
    ) -> None:
        self._database = database
        self._data_dir = data_dir
        self._inspection = inspection_id
        self._site = site
        self._as_of = as_of
        self._options = options
        with database.reading() as session:
            had = frozenset(result.check for result in runs.load_check_results(session, inspection_id))
        self._checks: list[type[Check]] = select(only or had & all_checks().keys(), ())
        self._kept = had - {check.id for check in self._checks}
        self._judge = PageJudge(self._checks, site, as_of, options)
        self._scope = SiteScope(site.url, site.hosts)
        self._store = Store(database, inspection_id)

    def run(self, at: dt.datetime, *, reread: bool = False) -> Rechecked:
        """Judges and stores, page by page first, then the site."""
        before = self._ids()
        pages = again = 0
        for batch in batches(self._store.pages(), PAGES_AT_ONCE):
            changes, facts = [], {}
            for record, page in batch:
                read = self._read_again(record) if reread else None
                again += read is not None
                row = self._judged(record, read or page)
                if read is not None:
                    row["facts"], facts[row["facts"]] = pack(read)
                changes.append(row)
            pages += len(batch)
            with self._database.session() as session:
                urls.store_facts(session, facts)
                urls.settle_urls(session, self._inspection, changes)
        self._judge_site(at)
        after = self._ids()
        return Rechecked(
            pages=pages,
            reread=again,
            findings=len(after),
            new=tuple(sorted(after - before)),
            gone=tuple(sorted(before - after)),
        )

    def _judged(self, record: UrlRecord, page: Page) -> SettledUrl:
        before = PageOutcomes(url=page.url) if record.outcomes is None else decode_outcomes(record.outcomes)
        outcomes = self._judge.judge_again(page, before, self._kept)
        return {
            "url": record.url,
            "state": record.state,
            "title": page.title,
            "published": page.published,
            "page_type": page.type,
            "column": page.column_name,
            "outcomes": encode_outcomes(outcomes),
        }

    def _read_again(self, record: UrlRecord) -> Page | None:
        """The page as its snapshot reads now, None where the snapshot alone is not the page, or is gone."""
        if not record.body_hash:
            return None
        with self._database.reading() as session:
            kept = snapshots.find_snapshot(session, self._inspection, record.url)
        if kept is None:
            return None
        try:
            stored = read_snapshot(self._data_dir, kept)
        except (OSError, ValueError):
            return None
        reading = read_page(
            RawResponse(
                url=record.url,
                final_url=record.final_url or record.url,
                status=stored.status,
                content_type=record.content_type,
                body=stored.body,
                fetched_at=record.fetched_at or kept.recorded_at,
            ),
            self._scope,
        )
        reading.page.next_pages = reading.next_pages
        return reading.page

    def _judge_site(self, at: dt.datetime) -> None:
        judgement, facts = judge_stored(
            self._database,
            self._store,
            self._checks,
            self._site,
            self._as_of,
            self._options,
            self._left_out(),
            self._observed(),
        )
        with self._database.reading() as session:
            found = findings.query_findings(session, inspection_id=self._inspection, checks=sorted(self._kept))
            results = [
                result for result in runs.load_check_results(session, self._inspection) if result.check in self._kept
            ]
        keep(
            self._database, self._inspection, self._site, judgement, facts, at, standing=found, standing_results=results
        )

    def _left_out(self) -> Iterator[Incomplete]:
        """What the inspection left out as a whole; what was cut inside pages is counted from the pages."""
        with self._database.reading() as session:
            inspection = runs.get_inspection(session, self._inspection)
            noted: Sequence[dict[str, Any]] = [] if inspection is None else inspection.stats.get("incomplete", [])
        return (Incomplete(**entry) for entry in noted if not entry["where"])

    def _observed(self) -> dict[str, Any]:
        with self._database.reading() as session:
            inspection = runs.get_inspection(session, self._inspection)
            seen = {} if inspection is None else observed(inspection.stats)
        return seen | probed(self._database, self._site, self._as_of)

    def _ids(self) -> set[str]:
        with self._database.reading() as session:
            return {found.id for found in findings.query_findings(session, inspection_id=self._inspection)}
