"""What a site's documents are made from: the site, what was looked at, what was found, and the score."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from checks.facts import LinkKind, PageType
from reports.comparison import History
from reports.grading import Grade
from reports.records import CheckResultLike, FindingLike, UrlLike, finding_order
from reports.scoring import SiteScore

DONE, FAILED, BLOCKED, SKIPPED, PENDING = "done", "failed", "blocked", "skipped", "pending"
PARTS_LEFT_OUT = ("limit:", "render:", "robots")  # reasons that mean: a part of the site was not seen
UNCERTAIN_VERDICTS = frozenset({"suspected", "blocked", "unreachable"})


class SiteInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The site as documents name it."""

    code: str
    name: str
    url: str
    organization: str = ""
    kind: str = ""  # county, department, portal; "" for a bare URL
    id_code: str = ""  # 网站标识码
    has_services: bool = True  # whether the office serves the public


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a site was looked at. `gaps` are reasons by name with how often, in order of name."""

    known: int = 0
    pages_read: int = 0
    failed: int = 0
    blocked: int = 0
    skipped: int = 0
    pending: int = 0
    links_checked: int = 0
    links_dead: int = 0
    links_uncertain: int = 0
    gaps: tuple[tuple[str, int], ...] = ()
    home_urls: tuple[str, ...] = ()


class SiteMaterial(msgspec.Struct, kw_only=True):
    """Everything the documents of one site in one run say. `failure`: why it could not be inspected, or "".

    `grade` is there where the scheme has a pass mark; `data_dir` is the folder evidence is named in relation to.
    """

    site: SiteInfo
    run: int
    quarter: str
    as_of: dt.date
    coverage: Coverage
    findings: Sequence[FindingLike]
    results: Sequence[CheckResultLike]
    score: SiteScore
    failure: str = ""
    grade: Grade | None = None
    history: History = History()
    data_dir: Path | None = None


def coverage(urls: Iterable[UrlLike]) -> Coverage:
    """Counts what became of the URLs of an inspection."""
    states: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    home: list[str] = []
    read = 0
    for url in urls:
        states[url.state] += 1
        verdicts[url.verdict] += 1
        read += url.state == DONE and bool(url.page_type)
        if url.page_type == PageType.HOME:
            home += [url.url, url.final_url]
        gap = _gap(url)
        if gap:
            gaps[gap] += 1
    return Coverage(
        known=states.total(),
        pages_read=read,
        failed=states[FAILED],
        blocked=states[BLOCKED],
        skipped=states[SKIPPED],
        pending=states[PENDING],
        links_checked=sum(number for verdict, number in verdicts.items() if verdict not in ("", SKIPPED)),
        links_dead=verdicts["dead"],
        links_uncertain=sum(verdicts[verdict] for verdict in UNCERTAIN_VERDICTS),
        gaps=tuple(sorted(gaps.items())),
        home_urls=tuple(dict.fromkeys(filter(None, home))),
    )


def _gap(url: UrlLike) -> str:
    """The name of the part of the site that this URL stands for not having been seen, or ""."""
    if url.kind == LinkKind.EXTERNAL:  # no part of the site; as a link it is the link check's matter
        return ""
    if url.state == PENDING:
        return PENDING
    if url.state == BLOCKED:
        return BLOCKED
    return url.reason if url.reason.startswith(PARTS_LEFT_OUT) else ""


def screenshot_of(finding: FindingLike, data_dir: Path | None) -> Path | None:
    """The finding's screenshot, named in relation to the data directory. One that leads out of it is none of ours."""
    named = finding.evidence.get("screenshot")
    if data_dir is None or not named:
        return None
    path = (data_dir.resolve() / str(named)).resolve()
    return path if path.is_relative_to(data_dir.resolve()) and path.is_file() else None


def quarter_of(day: dt.date) -> str:
    """The quarter a day lies in, as "2026Q4"."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def by_points_to_gain(findings: Iterable[FindingLike], score: SiteScore) -> list[FindingLike]:
    """Findings with the dearest deduction first; then those that cost nothing, veto and deduct before hints."""
    ranks: dict[str, int] = {}
    for rank, deduction in enumerate(score.deductions()):
        ranks.update(dict.fromkeys(deduction.findings, rank))
    last = len(score.deductions())
    severities = {"veto": 0, "deduct": 1, "warn": 2, "info": 3}
    return sorted(
        findings,
        key=lambda one: (ranks.get(one.id, last), severities.get(one.severity, len(severities)), finding_order(one)),
    )
