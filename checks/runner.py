"""Runs checks over facts and brings what they say into one order: defects, not occurrences.

Nothing here depends on the order in which pages came in. A check that raises costs its own result on that page (or on
that site) and is counted as an error, never as "no fault".
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeGuard

import msgspec

from checks.base import (
    Check,
    Context,
    Evidence,
    Finding,
    Need,
    NotEvaluated,
    Outcome,
    PageCheck,
    SiteCheck,
    finding_id,
)
from checks.facts import Attachment, Page, Site, SiteFacts
from checks.ledger import CheckError, CheckSummary, Ledger
from checks.privacy import without_private_data
from checks.registry import Options, all_checks, require_known, resolve_options
from checks.versions import version_of

__all__ = [
    "CheckError",
    "CheckSummary",
    "Judgement",
    "PageJudge",
    "PageOutcomes",
    "decode_outcomes",
    "encode_outcomes",
    "forms_in_doubt",
    "judge_site",
]

MAX_ERROR_CHARS = 500
NO_BROWSER = "render:no_browser"
REMARK = "hint_"  # how the reason of a remark begins: something to look at beside what was judged

logger = logging.getLogger("govinspect.checks")


class PageOutcomes(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What all page checks said of one page; `judged` counts, by check, whether the page was judged."""

    url: str
    findings: tuple[Finding, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    errors: tuple[CheckError, ...] = ()
    judged: dict[str, int] = msgspec.field(default_factory=dict)


class Judgement(msgspec.Struct, kw_only=True):
    """All findings of a site, merged and sorted by check, url and target, and one summary a check."""

    findings: tuple[Finding, ...]
    summaries: tuple[CheckSummary, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(PageOutcomes)


def encode_outcomes(outcomes: PageOutcomes) -> bytes:
    """What was said of a page, as MessagePack bytes."""
    return _ENCODER.encode(outcomes)


def decode_outcomes(data: bytes) -> PageOutcomes:
    """The outcomes of `encode_outcomes`. Raises msgspec.ValidationError for bytes of another shape."""
    return _DECODER.decode(data)


class PageJudge:
    """Runs the page checks among `checks` over the pages of one site.

    `options` holds the configured options by check id. Raises CheckOptionError or UnknownCheckError for options that
    no check has.
    """

    def __init__(self, checks: Iterable[type[Check]], site: Site, as_of: dt.date, options: Options) -> None:
        selected = [check for check in checks if check.id not in site.skip]
        self._contexts = _contexts(selected, site, as_of, options)
        self._checks = [check for check in selected if issubclass(check, PageCheck)]
        self._instances: dict[str, PageCheck] = {}

    def versions(self) -> dict[str, str]:
        """By check, a key of everything but the page that its outcomes depend on: code, words, options, site, date."""
        return {check.id: version_of(check, self._contexts[check.id]) for check in self._checks}

    def judge_again(self, page: Page, before: PageOutcomes, kept: Collection[str]) -> PageOutcomes:
        """What the checks say of a page that was judged `before` and has not changed.

        What the checks in `kept` said stands, with the page's new time of fetching; the others are asked again.
        """
        moment = page.fetched_at
        kept_outcomes = PageOutcomes(
            url=page.url,
            findings=tuple(_fetched(one, moment) for one in before.findings if one.check in kept),
            not_evaluated=tuple(one for one in before.not_evaluated if one.check in kept),
            errors=tuple(one for one in before.errors if one.check in kept),
            judged={check: count for check, count in before.judged.items() if check in kept},
        )
        asked = [check for check in self._checks if check.id not in kept]
        return _united(kept_outcomes, self._judge(page, asked)) if asked else kept_outcomes

    def judge(self, page: Page) -> PageOutcomes:
        """What the checks say of one page."""
        return self._judge(page, self._checks)

    @property
    def reads_attachments(self) -> bool:
        """Whether any check judges what linked files say."""
        return any(check.reads_attachments for check in self._checks)

    def judge_attachment(self, attachment: Attachment) -> PageOutcomes:
        """What the checks say of a linked file."""
        checks = [check for check in self._checks if check.reads_attachments]
        return self._collect(
            attachment.url, None, checks, lambda check, context: check.judge_attachment(attachment, context)
        )

    def _judge(self, page: Page, checks: Iterable[type[PageCheck]]) -> PageOutcomes:
        return self._collect(page.url, page, checks, lambda check, context: check.judge(page, context))

    def _collect(
        self,
        url: str,
        page: Page | None,
        checks: Iterable[type[PageCheck]],
        ask: Callable[[PageCheck, Context], Iterable[Outcome]],
    ) -> PageOutcomes:
        findings: list[Finding] = []
        not_evaluated: list[NotEvaluated] = []
        errors: list[CheckError] = []
        judged: dict[str, int] = {}
        for check in checks:
            reason = _page_lacks(check.needs, page) if page is not None else ""
            if reason:
                not_evaluated.append(NotEvaluated(check=check.id, url=url, reason=reason))
                continue
            try:
                if check.id not in self._instances:
                    self._instances[check.id] = check()
                outcomes = _own(check, ask(self._instances[check.id], self._contexts[check.id]))
            except TimeoutError:  # whoever asks us may set a bound to the time a page gets
                not_evaluated.append(NotEvaluated(check=check.id, url=url, reason="limit:time"))
                continue
            except Exception as error:
                errors.append(_error(check, url, error))
                continue
            faults = [outcome for outcome in outcomes if isinstance(outcome, Finding)]
            unclear = [outcome for outcome in outcomes if isinstance(outcome, NotEvaluated)]
            findings += (_masked(_with_evidence(finding, page) if page is not None else finding) for finding in faults)
            not_evaluated += unclear
            judged[check.id] = 1 if faults or not any(outcome.target is None for outcome in unclear) else 0
        return PageOutcomes(
            url=url,
            findings=tuple(findings),
            not_evaluated=tuple(not_evaluated),
            errors=tuple(errors),
            judged=judged,
        )


def forms_in_doubt(checks: Iterable[type[Check]], page_outcomes: Iterable[PageOutcomes]) -> frozenset[tuple[str, ...]]:
    """Pairs of forms (accused, the one beside it) whose use all over the site bears on what was said of its pages."""
    asked = {check.id: check() for check in checks if _looks_around(check)}
    return frozenset(
        forms
        for outcomes in page_outcomes
        for finding in outcomes.findings
        if finding.check in asked and (forms := asked[finding.check].forms(finding))
    )


def judge_site(
    checks: Iterable[type[Check]],
    facts: SiteFacts,
    options: Options,
    page_outcomes: Iterable[PageOutcomes],
    usage: Mapping[str, int] | None = None,
) -> Judgement:
    """Runs the site checks among `checks` and merges what they say with what was said of the pages.

    `usage` counts, for the `forms_in_doubt`, the documents of the site in which each stands.

    Outcomes of pages that are duplicates of another are left out: the other page has the same faults. Checks that the
    registry skips for this site are summed up as not evaluated.
    """
    selected = sorted(checks, key=lambda check: check.id)
    ledgers = {check.id: Ledger(check.id, facts.home_url) for check in selected}
    active = [check for check in selected if check.id not in facts.site.skip]
    contexts = _contexts(active, facts.site, facts.as_of, options)
    for check in selected:
        if check.id in facts.site.skip:
            ledgers[check.id].doubt(NotEvaluated(check=check.id, url=facts.home_url, reason="registry:skip"))
    duplicates = {page.url for page in facts.pages if page.duplicate_of}
    active_ids = {check.id for check in active}
    asked = {check.id: check() for check in active if _looks_around(check)}
    for outcomes in page_outcomes:
        if outcomes.url not in duplicates:
            _enter_page(_seen_together(outcomes, asked, usage or {}), ledgers, active_ids, facts.site.code)
    for check in active:
        if issubclass(check, SiteCheck):
            _judge_whole(check, facts, contexts[check.id], ledgers[check.id])
    findings = [finding for ledger in ledgers.values() for finding in ledger.merged()]
    findings.sort(key=lambda finding: (finding.check, finding.url, finding.target or "", finding.identity))
    return Judgement(findings=tuple(findings), summaries=tuple(ledger.summary() for ledger in ledgers.values()))


def _looks_around(check: type[Check]) -> TypeGuard[type[PageCheck]]:
    return issubclass(check, PageCheck) and check.forms is not PageCheck.forms


def _seen_together(outcomes: PageOutcomes, asked: Mapping[str, PageCheck], usage: Mapping[str, int]) -> PageOutcomes:
    """What was said of a page, surer or left to a person by what the rest of the site says to it."""
    if asked.keys().isdisjoint(finding.check for finding in outcomes.findings):
        return outcomes
    standing: list[Finding] = []
    doubts: list[NotEvaluated] = []
    for finding in outcomes.findings:
        check = asked.get(finding.check)
        reason = check.objection(finding, usage) if check else ""
        if reason:
            doubts.append(NotEvaluated(check=finding.check, url=finding.url, target=finding.target, reason=reason))
        else:
            standing.append(check.weighed(finding, usage) if check else finding)
    return msgspec.structs.replace(outcomes, findings=tuple(standing), not_evaluated=(*outcomes.not_evaluated, *doubts))


def _enter_page(outcomes: PageOutcomes, ledgers: dict[str, Ledger], active: set[str], site: str) -> None:
    """Books what was said of one page; the same defect twice on a page is one occurrence."""
    seen: set[str] = set()
    for finding in outcomes.findings:
        if finding.check in active:
            id_ = finding_id(site, finding)
            if id_ not in seen:
                seen.add(id_)
                ledgers[finding.check].find(id_, finding)
    for doubt in outcomes.not_evaluated:
        if doubt.check in active:
            ledgers[doubt.check].doubt(doubt)
    for error in outcomes.errors:
        if error.check in active:
            ledgers[error.check].crash(error)
    for check, count in outcomes.judged.items():
        if check in active:
            ledgers[check].judged += count


def _judge_whole(check: type[SiteCheck], facts: SiteFacts, context: Context, ledger: Ledger) -> None:
    reason = _site_lacks(check.needs, facts)
    if reason:
        ledger.doubt(NotEvaluated(check=check.id, url=facts.home_url, reason=reason))
        return
    try:
        instance = check()
        outcomes = _own(check, instance.judge(facts, context))
        subjects = instance.subjects(facts, context)
    except Exception as error:
        ledger.crash(_error(check, facts.home_url, error))
        return
    doubts = 0
    for outcome in outcomes:
        if isinstance(outcome, Finding):
            ledger.find(finding_id(facts.site.code, outcome), _masked(outcome))
        else:
            ledger.doubt(outcome)
            doubts += not outcome.reason.startswith(REMARK)
    ledger.judged += max(0, subjects - doubts)


def _contexts(checks: Sequence[type[Check]], site: Site, as_of: dt.date, options: Options) -> dict[str, Context]:
    require_known(tuple(options), {*all_checks(), *(check.id for check in checks)})
    return {
        check.id: Context(site=site, as_of=as_of, options=resolve_options(check, options.get(check.id, {})))
        for check in checks
    }


def _own(check: type[Check], outcomes: Iterable[Outcome]) -> list[Outcome]:
    """All outcomes of one call. Raises ValueError for an outcome in the name of another check."""
    listed = list(outcomes)
    for outcome in listed:
        if outcome.check != check.id:
            raise ValueError(f"check {check.id} yielded an outcome of check {outcome.check!r}")
    return listed


def _with_evidence(finding: Finding, page: Page) -> Finding:
    """The finding with status and time of its page, where the check said nothing of them."""
    evidence: Evidence = finding.evidence
    finding.evidence = msgspec.structs.replace(
        evidence,
        status=evidence.status if evidence.status is not None else page.status,
        fetched_at=evidence.fetched_at or page.fetched_at,
    )
    return finding


def _masked(finding: Finding) -> Finding:
    """The finding without personal numbers in what it shows, whatever check took the text from a page."""
    finding.message = without_private_data(finding.message)
    finding.detail = {
        name: without_private_data(value) if isinstance(value, str) else value for name, value in finding.detail.items()
    }
    if finding.evidence.snippet:
        snippet = without_private_data(finding.evidence.snippet)
        finding.evidence = msgspec.structs.replace(finding.evidence, snippet=snippet)
    return finding


def _fetched(finding: Finding, moment: dt.datetime) -> Finding:
    """The finding with the time its page was looked at last."""
    return msgspec.structs.replace(finding, evidence=msgspec.structs.replace(finding.evidence, fetched_at=moment))


def _united(one: PageOutcomes, other: PageOutcomes) -> PageOutcomes:
    """What was said of one page by two sets of checks, in order of checks."""
    return PageOutcomes(
        url=one.url,
        findings=tuple(sorted((*one.findings, *other.findings), key=lambda found: found.check)),
        not_evaluated=tuple(sorted((*one.not_evaluated, *other.not_evaluated), key=lambda doubt: doubt.check)),
        errors=tuple(sorted((*one.errors, *other.errors), key=lambda error: error.check)),
        judged=dict(sorted((one.judged | other.judged).items())),
    )


def _page_lacks(needs: frozenset[Need], page: Page) -> str:
    """Why a page cannot be judged by a check with these needs, or ""."""
    if Need.PAGE in needs and page.unread:
        return page.unread
    if Need.RENDER in needs and not page.rendered:
        return NO_BROWSER
    return ""


def _site_lacks(needs: frozenset[Need], facts: SiteFacts) -> str:
    """Why a site cannot be judged by a check with these needs, or ""."""
    if needs and not facts.pages:
        return "no_pages"
    if Need.LINKS in needs and not facts.links:
        return "no_links"
    if Need.RENDER in needs and any(part.name == NO_BROWSER for part in facts.incomplete):
        return NO_BROWSER
    return ""


def _error(check: type[Check], url: str, error: Exception) -> CheckError:
    logger.exception("check %s raised on %s", check.id, url)
    return CheckError(check=check.id, url=url, error=f"{type(error).__name__}: {error}"[:MAX_ERROR_CHARS])
