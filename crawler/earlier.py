"""What an earlier inspection left of a site, so that what has not changed is not read again.

A page is known again by the server's word (304 to a conditional request) or by an equal body. Then its stored facts
stand, and so do the outcomes of every check that would say the same. Only pages whose facts came from that one body
carry its hash: what frames, fetched lists or a browser added is not vouched for by it. Facts of another version of the
reader, or of other settings, are not used at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from checks import facts as fact_language
from checks.facts import LinkKind
from checks.runner import PageJudge, PageOutcomes, decode_outcomes
from checks.versions import files_version
from crawler.asking import Answer, Ask
from crawler.job import Job
from crawler.packing import FoldedPage, unfold, unpack_folded
from db import runs, urls
from db.engine import Database
from db.models import Inspection
from db.runs import JUDGED_BY, READ_BY
from db.urls import KnownUrl

CANDIDATES = 5  # finished inspections that are looked at for one to build on
LARGE_ENOUGH = 0.5  # of the largest candidate's pages; one that saw less (a short scan) is passed over
FACTS_AT_ONCE = 256  # pages whose facts are loaded together: they are asked for about in the order they were found
FACTS_KEPT = 1024
NOT_MODIFIED = 304
_OUR_ROOM = Path(__file__).resolve().parent


def reading_version(job: Job) -> str:
    """A key of everything but the response that a page's facts depend on."""
    code = files_version([_OUR_ROOM, Path(str(fact_language.__file__))])
    about = (code, job.site.url, job.site.hosts, job.render)
    return hashlib.sha256(msgspec.json.encode(about)).hexdigest()[:16]


def hash_of(body: bytes) -> str:
    """What a body is known again by."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


class Earlier:
    """The site as an earlier inspection left it; empty where there is none to build on (`inspection_id` None)."""

    def __init__(
        self, database: Database, home: str, basis: Inspection | None, judge: PageJudge, first: bool = False
    ) -> None:
        self.inspection_id = basis.id if basis is not None else None
        self.first = first  # no inspection of the site was ever finished
        self._database = database
        self._home = home
        self._known: dict[str, KnownUrl] = {}
        self._order: list[str] = []  # keys of facts
        self._place: dict[str, int] = {}
        self._facts: dict[str, bytes] = {}
        self._judge = judge
        self._same_checks: frozenset[str] = frozenset()
        self.judges_alike = False  # whether every check would say of what has not changed what it said before
        if basis is None:
            return
        judged_by = basis.stats.get(JUDGED_BY, {})
        versions = judge.versions()
        self._same_checks = frozenset(id_ for id_, key in versions.items() if judged_by.get(id_) == key)
        self.judges_alike = self._same_checks >= versions.keys()
        with database.reading() as session:
            for row in urls.recognisable(session, basis.id):
                self._known[row.url] = row
                if row.facts and row.facts not in self._place:
                    self._place[row.facts] = len(self._order)
                    self._order.append(row.facts)

    def conditional(self, ask: Ask, kind: LinkKind) -> Ask:
        """The request, answered in one line if what is there has not changed.

        The home page is always asked for in full: a server that calls everything unchanged is found out there.
        """
        known = self._known.get(ask.url)
        if known is None or kind != known.kind or ask.url == self._home or known.final_url not in ("", known.url):
            return ask
        validators = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
        given = tuple((name, text) for name, text in validators if text)
        return msgspec.structs.replace(ask, headers=(*ask.headers, *given))

    def unchanged(self, url: str, answer: Answer) -> KnownUrl | None:
        """What is known of an address, if this answer says or shows that it has not changed."""
        known = self._known.get(url)
        if known is None or answer.cut:
            return None
        if answer.status == NOT_MODIFIED:
            return known
        same = known.body_hash and answer.status == known.status and known.body_hash == hash_of(answer.body)
        return known if same else None

    def page(self, known: KnownUrl, now: Any) -> FoldedPage | None:
        """The facts of a known page, as looked at now; None if they are no longer there."""
        if not known.facts:
            return None
        if known.facts not in self._facts:
            self._load(known.facts)
        data = self._facts.pop(known.facts, None)
        return None if data is None else unpack_folded(data, now, own_blocks=False)

    def outcomes(self, known: KnownUrl, folded: FoldedPage) -> PageOutcomes:
        """What the checks say of a known page."""
        if known.outcomes is None:
            return self._judge.judge(unfold(folded))
        page = folded.page if self.judges_alike else unfold(folded)  # of its text only who judges anew has need
        return self._judge.judge_again(page, decode_outcomes(known.outcomes), self._same_checks)

    def _load(self, key: str) -> None:
        if len(self._facts) > FACTS_KEPT:
            self._facts.clear()
        place = self._place[key]
        with self._database.reading() as session:
            self._facts |= urls.load_facts(session, self._order[place : place + FACTS_AT_ONCE])


def known_columns(known: KnownUrl, answer: Answer) -> dict[str, Any]:
    """The columns of a row whose address answered that nothing changed: what it would have answered in full."""
    return {
        "status": known.status,
        "content_type": known.content_type,
        "bytes": known.bytes,
        "etag": answer.header("etag") or known.etag,
        "last_modified": answer.header("last-modified") or known.last_modified,
    }


def basis_for(candidates: Sequence[Inspection], read_by: str) -> Inspection | None:
    """Of finished inspections, newest first, the one to build on: read alike, and no short one after a long one."""
    alike = [one for one in candidates if one.stats.get(READ_BY) == read_by]
    largest = max((one.stats.get("pages", 0) for one in alike), default=0)
    return next((one for one in alike if one.stats.get("pages", 0) >= LARGE_ENOUGH * largest), None)


def open_earlier(
    database: Database, job: Job, home: str, judge: PageJudge
) -> tuple[Earlier, dict[str, Any], dict[str, Any]]:
    """What may be used of earlier inspections, what this one has to note in its stats for later ones, and its stats.

    An inspection that was begun by another version of the program is no basis for later ones.
    """
    read_by, judged_by = reading_version(job), judge.versions()
    with database.session() as session:
        noted = runs.note_stats(session, job.inspection_id, **{READ_BY: read_by, JUDGED_BY: judged_by})
        finished = runs.finished_before(session, job.inspection_id, CANDIDATES)
    earlier = Earlier(database, home, basis_for(finished, read_by), judge, first=not finished)
    agreed = {check: key for check, key in judged_by.items() if noted[JUDGED_BY].get(check) == key}
    return earlier, {READ_BY: read_by if noted[READ_BY] == read_by else "", JUDGED_BY: agreed}, noted
