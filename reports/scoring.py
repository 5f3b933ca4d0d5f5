"""Findings and check results under a scheme give a score in which every point lost names its findings.

Pure: nothing is read, nothing is asked. A score is given over the points that were really measured
(`measured_points`); what no check looked at is neither won nor lost, and named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

import msgspec

from reports import texts
from reports.records import CheckResultLike, FindingLike, HomePages, finding_order
from reports.scheme import Dimension, Indicator, Match, Rule, Scheme, Veto

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
COUNTED_SEVERITIES = frozenset({"veto", "deduct"})  # warn and info are hints and cost nothing
# reasons for not judging what the rule does not ask to be judged
REMARK = "hint"  # how a reason begins that is a remark, no gap
NO_GAPS = frozenset({"interactive", "not_registered", "no_policies", "no_consultations"})
UNVERIFIED = "M"  # a rule from memory deducts nothing unless asked to


class MeasureState(StrEnum):
    """How much of an indicator or dimension was measured."""

    MEASURED = "measured"
    PARTIAL = "partial"  # measured, with gaps that are named
    NOT_EVALUATED = "not_evaluated"  # a check exists and could not judge
    NOT_MEASURED = "not_measured"  # nothing measures it
    ENTERED = "entered"  # nothing measures it; a person entered the points


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """Points a person gave for what no check measures, with the reason and the name."""

    points: Decimal
    reason: str
    by: str
    at: dt.datetime


class Deduction(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule took, with the findings it took it for and the sum in words."""

    rule: str
    text: str
    clause: str
    rule_class: str
    points: Decimal
    computation: str
    findings: tuple[str, ...]


class IndicatorScore(msgspec.Struct, frozen=True, kw_only=True):
    """`got + lost = measured_points`; `hints` are matches of rules that deduct nothing."""

    id: str
    title: str
    clause: str
    rule_class: str
    points: Decimal
    measured_points: Decimal
    got: Decimal
    lost: Decimal
    state: MeasureState
    deductions: tuple[Deduction, ...] = ()
    hints: tuple[Deduction, ...] = ()
    reasons: tuple[str, ...] = ()  # why the measurement has gaps
    not_measured: str = ""  # why nothing measures it
    entered: Entered | None = None


class DimensionScore(msgspec.Struct, frozen=True, kw_only=True):
    """The sums of a dimension's indicators; `points` is the dimension's own full mark."""

    id: str
    title: str
    clause: str
    points: Decimal
    measured_points: Decimal
    got: Decimal
    lost: Decimal
    state: MeasureState
    indicators: tuple[IndicatorScore, ...] = ()
    reasons: tuple[str, ...] = ()
    not_measured: str = ""
    entered: Entered | None = None
    entered_points: Decimal = ZERO  # the full mark of what people entered, not part of `measured_points`
    entered_got: Decimal = ZERO

    @property
    def entered_lost(self) -> Decimal:
        return self.entered_points - self.entered_got


class VetoHit(msgspec.Struct, frozen=True, kw_only=True):
    """A veto indicator whose boundary was reached: for a person to confirm."""

    id: str
    title: str
    text: str
    clause: str
    rule_class: str
    count: int
    boundary: int
    findings: tuple[str, ...]


class SchemeRef(msgspec.Struct, frozen=True, kw_only=True):
    """Which scheme a score was computed under."""

    id: str
    version: str
    title: str
    source: str
    sha256: str
    inner_weights: str
    inner_weights_note: str


class SiteScore(msgspec.Struct, frozen=True, kw_only=True):
    """The score of one site. `measured_points` is the full mark of what was measured; `got` is out of that.

    `provisional`, with its `reasons`: the data behind the measured part has gaps. What the scheme itself leaves
    unmeasured is told by the dimensions and indicators (`not_measured`).
    """

    site: str
    name: str
    scheme: SchemeRef
    points: Decimal
    measured_points: Decimal
    got: Decimal
    lost: Decimal
    dimensions: tuple[DimensionScore, ...]
    vetoes: tuple[VetoHit, ...]
    clear_vetoes: tuple[str, ...]  # those that were judged and not hit
    open_vetoes: tuple[str, ...]  # those of them that were not hit, but whose checks have gaps
    vetoes_apart: tuple[str, ...]  # those that take more than an inspection, which was not done; with what it takes
    checks: tuple[str, ...]  # the checks the scheme rests on
    provisional: bool
    reasons: tuple[str, ...]
    entered_points: Decimal = ZERO
    entered_got: Decimal = ZERO

    @property
    def missing_points(self) -> Decimal:
        """The full mark of what is neither measured nor entered."""
        return self.points - self.measured_points - self.entered_points

    def indicators(self) -> Iterable[IndicatorScore]:
        return (indicator for dimension in self.dimensions for indicator in dimension.indicators)

    def deductions(self) -> list[Deduction]:
        """All deductions, most points to gain first."""
        found = [deduction for indicator in self.indicators() for deduction in indicator.deductions]
        return sorted(found, key=lambda deduction: (-deduction.points, deduction.rule))


def score(
    scheme: Scheme,
    findings: Iterable[FindingLike],
    check_results: Iterable[CheckResultLike],
    *,
    site: str,
    name: str = "",
    home_urls: Sequence[str] = (),
    incomplete: Sequence[str] = (),
    count_unverified: bool = False,
) -> SiteScore:
    """The score of a site.

    `home_urls`: the addresses of its home page (for the `on_home` filter). `incomplete`: why the crawl was not
    complete, in words; each makes the score provisional. `count_unverified` lets rules of class M deduct too.
    """
    results = {result.check: result for result in check_results}
    matcher = _Matcher(sorted(findings, key=finding_order), HomePages(home_urls), count_unverified)
    dimensions = tuple(_dimension(dimension, matcher, results) for dimension in scheme.dimensions)
    vetoes = tuple(hit for veto in scheme.vetoes if (hit := _veto(veto, matcher)) is not None)
    hit_ids = {hit.id for hit in vetoes}
    unsure = [veto for veto in scheme.vetoes if veto.id not in hit_ids and _could_be_hit(veto, matcher, results)]
    apart = [veto for veto in unsure if veto.apart and not any(judged(results.get(one)) for one in veto.checks())]
    gaps = [reason for dimension in dimensions for reason in dimension.reasons]
    reasons = tuple(dict.fromkeys([*incomplete, *gaps]))
    return SiteScore(
        site=site,
        name=name or site,
        scheme=SchemeRef(
            id=scheme.id,
            version=scheme.version,
            title=scheme.title,
            source=scheme.source,
            sha256=scheme.sha256,
            inner_weights=scheme.inner_weights,
            inner_weights_note=scheme.inner_weights_note,
        ),
        points=_cents(scheme.points),
        measured_points=_total(dimension.measured_points for dimension in dimensions),
        got=_total(dimension.got for dimension in dimensions),
        lost=_total(dimension.lost for dimension in dimensions),
        dimensions=dimensions,
        vetoes=vetoes,
        clear_vetoes=tuple(veto.title for veto in scheme.vetoes if veto.id not in hit_ids and veto not in unsure),
        checks=tuple(sorted(scheme.checks())),
        open_vetoes=tuple(veto.title for veto in unsure if veto not in apart),
        vetoes_apart=tuple(texts.veto_apart(veto.title, veto.apart) for veto in apart),
        provisional=bool(reasons),
        reasons=reasons,
    )


class _Matcher:
    """Hands findings to rules; a finding is deducted once, by the first rule that takes it."""

    def __init__(self, findings: list[FindingLike], home: HomePages, count_unverified: bool) -> None:
        self.findings = [finding for finding in findings if finding.severity in COUNTED_SEVERITIES]
        self.home = home
        self.count_unverified = count_unverified
        self._taken: set[str] = set()

    def counts(self, rule: Rule) -> bool:
        return self.count_unverified or rule.rule_class != UNVERIFIED

    def of(self, match: Match) -> list[FindingLike]:
        return [finding for finding in self.findings if finding.check in match.checks and self._holds(finding, match)]

    def take(self, rule: Rule) -> list[FindingLike]:
        found = [finding for finding in self.of(rule.match) if finding.id not in self._taken]
        if self.counts(rule):
            self._taken.update(finding.id for finding in found)
        return found

    def _holds(self, finding: FindingLike, match: Match) -> bool:
        return all(self._value(finding, field) in allowed for field, allowed in match.where.items())

    def _value(self, finding: FindingLike, field: str) -> Any:
        if field == "on_home":
            return self.home.shows(finding)
        if field.startswith("detail."):
            return finding.detail.get(field.removeprefix("detail."))
        return getattr(finding, field)


def _dimension(dimension: Dimension, matcher: _Matcher, results: Mapping[str, CheckResultLike]) -> DimensionScore:
    indicators = tuple(_indicator(indicator, matcher, results) for indicator in dimension.indicators)
    reasons = [reason for indicator in indicators for reason in indicator.reasons]
    return DimensionScore(
        id=dimension.id,
        title=dimension.title,
        clause=dimension.clause,
        points=_cents(dimension.points),
        measured_points=_total(indicator.measured_points for indicator in indicators),
        got=_total(indicator.got for indicator in indicators),
        lost=_total(indicator.lost for indicator in indicators),
        state=_dimension_state(indicators),
        indicators=indicators,
        reasons=tuple(dict.fromkeys(reasons)),
        not_measured=dimension.not_measured,
    )


def _dimension_state(indicators: Sequence[IndicatorScore]) -> MeasureState:
    states = {indicator.state for indicator in indicators}
    if not states or states == {MeasureState.NOT_MEASURED}:
        return MeasureState.NOT_MEASURED
    if states == {MeasureState.MEASURED}:
        return MeasureState.MEASURED
    if states <= {MeasureState.NOT_MEASURED, MeasureState.NOT_EVALUATED}:
        return MeasureState.NOT_EVALUATED
    return MeasureState.PARTIAL


def _indicator(indicator: Indicator, matcher: _Matcher, results: Mapping[str, CheckResultLike]) -> IndicatorScore:
    taken = [(rule, matcher.take(rule)) for rule in indicator.rules]
    checks = list(dict.fromkeys(check for rule in indicator.rules for check in rule.checks))
    unjudged = [check for check in checks if not judged(results.get(check))]
    reasons = tuple(reason for check in checks if (reason := _gap(check, results)))
    state = MeasureState.PARTIAL if reasons else MeasureState.MEASURED
    if indicator.not_measured:
        state = MeasureState.NOT_MEASURED
    elif len(unjudged) == len(checks) and not any(found for _, found in taken):
        state = MeasureState.NOT_EVALUATED
    measured = state in (MeasureState.MEASURED, MeasureState.PARTIAL)
    points = _cents(indicator.points)
    deductions, hints = _deductions(indicator, taken, matcher) if measured else ((), ())
    lost = _total(deduction.points for deduction in deductions)
    return IndicatorScore(
        id=indicator.id,
        title=indicator.title,
        clause=indicator.clause,
        rule_class=indicator.rule_class,
        points=points,
        measured_points=points if measured else ZERO,
        got=points - lost if measured else ZERO,
        lost=lost,
        state=state,
        deductions=deductions,
        hints=hints,
        reasons=reasons,
        not_measured=indicator.not_measured,
    )


def _deductions(
    indicator: Indicator, taken: list[tuple[Rule, list[FindingLike]]], matcher: _Matcher
) -> tuple[tuple[Deduction, ...], tuple[Deduction, ...]]:
    """Deductions rule by rule until the indicator's points are used up (不倒扣), and the hints."""
    left = _cents(indicator.points)
    deductions, hints = [], []
    for rule, found in taken:
        if not found or not rule.boundary.reached(len(found)):
            continue
        if not matcher.counts(rule):
            hints.append(_deduction(rule, found, ZERO, texts.UNVERIFIED_RULE))
            continue
        full = _cents(rule.per_fault * len(found))
        limit = left if rule.cap is None else min(left, _cents(rule.cap))
        points = min(full, limit)
        computation = texts.computation(len(found), rule.per_fault, full, points, left)
        deductions.append(_deduction(rule, found, points, computation))
        left -= points
    return tuple(deductions), tuple(hints)


def _deduction(rule: Rule, found: Sequence[FindingLike], points: Decimal, computation: str) -> Deduction:
    return Deduction(
        rule=rule.id,
        text=rule.text,
        clause=rule.clause,
        rule_class=rule.rule_class,
        points=points,
        computation=computation,
        findings=tuple(finding.id for finding in found),
    )


def _veto(veto: Veto, matcher: _Matcher) -> VetoHit | None:
    if veto.rule_class == UNVERIFIED and not matcher.count_unverified:
        return None
    found = _behind(veto, matcher)
    if not veto.boundary.reached(len(found)):
        return None
    return VetoHit(
        id=veto.id,
        title=veto.title,
        text=veto.text,
        clause=veto.clause,
        rule_class=veto.rule_class,
        count=len(found),
        boundary=veto.boundary.count,
        findings=tuple(found),
    )


def judged(result: CheckResultLike | None) -> bool:
    """Whether a check came to any judgement at all."""
    return result is not None and (result.judged > 0 or result.findings > 0 or result.state != "not_evaluated")


def _gap(check: str, results: Mapping[str, CheckResultLike]) -> str:
    """Why the check's word is not the whole truth, or "" when it is."""
    result = results.get(check)
    if result is None:
        return texts.check_not_run(check)
    if not judged(result):
        return texts.check_not_evaluated(check)
    owed = _owed(result)
    if result.errors or owed:
        return texts.check_incomplete(check, owed, result.errors)
    return ""


def _owed(result: CheckResultLike) -> int:
    """What the check should have judged and could not."""
    noted = result.notes.get("not_evaluated") or []
    return max(result.not_evaluated - sum(_is_no_gap(str(note.get("reason"))) for note in noted), 0)


def _could_be_hit(veto: Veto, matcher: _Matcher, results: Mapping[str, CheckResultLike]) -> bool:
    """Whether what could not be judged might, on top of what was found, reach the veto's boundary."""
    if veto.rule_class == UNVERIFIED and not matcher.count_unverified:
        return False
    known = [results.get(check) for check in veto.checks()]
    if not all(judged(one) for one in known):
        return True
    return veto.boundary.reached(
        len(_behind(veto, matcher)) + sum(_owed(one) + one.errors for one in known if one is not None)
    )


def _behind(veto: Veto, matcher: _Matcher) -> list[str]:
    return list(dict.fromkeys(finding.id for match in veto.match for finding in matcher.of(match)))


def _is_no_gap(reason: str) -> bool:
    return reason in NO_GAPS or reason.startswith(REMARK)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def _total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)
