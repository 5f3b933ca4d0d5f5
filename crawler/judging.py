"""From the stored rows of an inspection to its stored findings: assembling, the site checks, and the coverage."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from checks.base import Check, Finding, finding_id
from checks.facts import Incomplete, MissingAnswer, Probe, SearchTrial, Site, SiteFacts, Transport
from checks.runner import Judgement, PageOutcomes, decode_outcomes, forms_in_doubt, judge_site
from crawler.assembling import UrlState, assemble
from crawler.packing import FoldedPage
from crawler.reading.dates import CHINA
from crawler.store import Store
from crawler.usage import Usage
from db import findings as stored_findings
from db import form_usage, probes, runs, snapshots, urls
from db.engine import Database
from db.findings import NewFinding
from db.form_usage import FormUsage
from db.runs import CheckResultRecord
from db.snapshots import SnapshotRecord
from db.urls import SettledUrl, UrlEnd

SEARCH = "search"
MISSING = "missing"
TRANSPORT = "transport"
PROBED_DAYS = 40  # of visits that a check may look at; it judges a week
_OBSERVED: dict[str, type[Any]] = {
    SEARCH: SearchTrial,
    MISSING: MissingAnswer,
    TRANSPORT: Transport,
}  # keys of an inspection's stats and fields of SiteFacts alike


OBSERVED = frozenset(_OBSERVED)


def state_of(end: UrlEnd) -> UrlState:
    """A row as assembling wants it."""
    return UrlState(
        url=end.url,
        final_url=end.final_url,
        kind=end.kind,
        state=end.state,
        reason=end.reason,
        status=end.status,
        verdict=end.verdict,
        attempts=end.attempts,
        fetched_at=end.fetched_at,
        depth=end.depth,
        bytes=end.bytes or 0,
    )


def judge_stored(
    database: Database,
    store: Store,
    checks: Sequence[type[Check]],
    site: Site,
    as_of: dt.date,
    options: dict[str, dict[str, Any]],
    left_out: Iterable[Incomplete],
    seen: Mapping[str, Any],
) -> tuple[Judgement, SiteFacts]:
    """What the checks say of everything that is stored, and the facts they said it of; `seen` as of `observed`."""
    cut: Counter[tuple[str, str]] = Counter()
    outcomes: list[PageOutcomes] = []
    states: list[UrlState] = []
    for end in store.ends():
        states.append(state_of(end))
        if end.outcomes:
            outcomes.append(decode_outcomes(end.outcomes))
    pairs = forms_in_doubt(checks, outcomes)
    usage = Usage({form for pair in pairs for form in pair})
    facts = assemble(site, as_of, _pages(store, cut, usage), states, left_out)
    inside = tuple(Incomplete(name, url, count) for (name, url), count in sorted(cut.items()))
    facts = msgspec.structs.replace(facts, incomplete=(*facts.incomplete, *inside), **seen)
    judgement = judge_site(checks, facts, options, outcomes, usage.counts)
    with database.session() as session:
        counted = ((*pair, *(usage.counts.get(form, 0) for form in pair)) for pair in sorted(pairs))
        form_usage.store_usage(session, site.code, map(FormUsage._make, counted))
    return judgement, facts


def probed(database: Database, site: Site, as_of: dt.date) -> dict[str, Any]:
    """The visits to a site in the weeks up to a day, as a field of `SiteFacts`."""
    until = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time(), CHINA)
    with database.reading() as session:
        records = probes.probes_of(session, site.code, until - dt.timedelta(days=PROBED_DAYS), until)
    return {"probes": tuple(Probe(record.at, record.seconds, record.failure) for record in records)}


def observed(stats: Mapping[str, Any]) -> dict[str, Any]:
    """What an inspection saw of the site beside its pages, as fields of `SiteFacts`, from its stats."""
    return {name: msgspec.convert(stats[name], kind) for name, kind in _OBSERVED.items() if name in stats}


def without_observed(stats: Mapping[str, Any]) -> dict[str, Any]:
    """The stats of an inspection for one that is to see the site beside its pages with its own eyes."""
    return {name: value for name, value in stats.items() if name not in OBSERVED}


def _pages(store: Store, cut: Counter[tuple[str, str]], usage: Usage) -> Iterator[FoldedPage]:
    """The pages; `cut` is told which limits were met inside them, `usage` what they say."""
    for folded in store.folded_pages():
        page = folded.page
        for note in page.notes:
            cut[note, page.url] += 1
        usage.count(page)
        yield folded


def keep(
    database: Database,
    inspection_id: int,
    site: Site,
    judgement: Judgement,
    facts: SiteFacts,
    at: dt.datetime,
    *,
    standing: Iterable[NewFinding] = (),
    standing_results: Iterable[CheckResultRecord] = (),
) -> None:
    """Stores findings, check results and duplicates, in place of those of an earlier judgement of the inspection.

    What is `standing` was said by checks that were not asked this time, and is stored beside.
    """
    twins: list[SettledUrl] = [
        {"url": page.url, "state": "done", "duplicate_of": page.duplicate_of}
        for page in facts.pages
        if page.duplicate_of
    ]
    results = [CheckResultRecord(**msgspec.structs.asdict(summary)) for summary in judgement.summaries]
    results += standing_results
    with database.session() as session:
        shown = {finding.url for finding in judgement.findings if finding.evidence.snapshot is None}
        kept = snapshots.last_snapshots(session, inspection_id, shown)
        found = [_new_finding(site.code, finding, kept.get(finding.url), at) for finding in judgement.findings]
        stored_findings.store_findings(session, inspection_id, [*found, *standing])
        runs.store_check_results(session, inspection_id, results)
        urls.settle_urls(session, inspection_id, twins)


def keep_not_evaluated(
    database: Database,
    inspection_id: int,
    site: Site,
    as_of: dt.date,
    options: dict[str, dict[str, Any]],
    checks: Iterable[type[Check]],
    reason: str,
    at: dt.datetime,
) -> int:
    """Stores that nothing could be judged, never that nothing is wrong, but for the checks that need no page.

    Returns how many findings those have.
    """
    checks = list(checks)
    facts = SiteFacts(site=site, as_of=as_of, home_url=site.url, **probed(database, site, as_of))
    judgement = judge_site([check for check in checks if not check.needs], facts, options, ())
    results = [
        CheckResultRecord(
            check=check.id,
            state="not_evaluated",
            not_evaluated=1,
            notes={"not_evaluated": [{"url": site.url, "target": None, "reason": reason}], "errors": []},
        )
        for check in checks
        if check.needs
    ]
    keep(database, inspection_id, site, judgement, facts, at, standing_results=results)
    return len(judgement.findings)


def _new_finding(site: str, finding: Finding, kept: SnapshotRecord | None, at: dt.datetime) -> NewFinding:
    evidence = finding.evidence
    if evidence.snapshot is None and kept is not None:
        evidence = msgspec.structs.replace(evidence, snapshot=f"{kept.file}#{kept.offset}")
    return NewFinding(
        id=finding_id(site, finding),
        check=finding.check,
        url=finding.url,
        target=finding.target,
        severity=finding.severity,
        message=finding.message,
        found_at=at,
        occurrences=finding.occurrences,
        pages=finding.pages,
        detail=finding.detail,
        evidence=msgspec.to_builtins(evidence),
    )
