"""Golden tests of the State Council's indicators: given findings → exact points and verdict, boundary by boundary."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from importlib import resources

import pytest

from reports.entered import enterable, with_entries
from reports.grading import Grade, Verdict, grade
from reports.scheme import SchemeError, load_scheme, parse_scheme
from reports.scoring import Entered, MeasureState, SiteScore, score
from tests.reports.factories import CHECKS, HOME, Record, columns, dead_links, record, results, sections

SCHEME = load_scheme("state-council-2019", known_checks=CHECKS)
ANKANG = load_scheme(known_checks=CHECKS)
NOON = dt.datetime(2026, 11, 2, 4, tzinfo=dt.UTC)


def scored(findings: list[Record], entries: dict[str, str] | None = None, **options: object) -> SiteScore:
    plain = score(SCHEME, findings, results(), site="hanyin", home_urls=[HOME], **options)
    given = {key: Entered(points=Decimal(value), reason="抽查", by="张三", at=NOON)
             for key, value in (entries or {}).items()}  # fmt: skip
    return with_entries(plain, given)


def graded(findings: list[Record], entries: dict[str, str] | None = None, **options: object) -> Grade:
    assert SCHEME.grading is not None
    return grade(scored(findings, entries), SCHEME.grading, **{"kind": "county", **options})


ALL = {"publication.interpretation": "5", "service": "25", "interaction": "20", "design.other": "15"}


def test_the_scheme_is_the_published_hundred_points() -> None:
    assert SCHEME.points == 100
    assert {one.id: int(one.points) for one in SCHEME.dimensions}["service"] == 25
    assert SCHEME.grading is not None
    assert (SCHEME.grading.pass_mark, SCHEME.grading.bonus_mark, SCHEME.grading.bonus_points) == (60, 80, 30)


def test_only_verified_and_practised_rules_deduct() -> None:
    findings = [*columns(1, "policy"), *dead_links(9, url=HOME), *columns(1, "news"), *sections("leaders")]
    result = scored(findings)
    assert [(one.rule, str(one.points), one.rule_class) for one in result.deductions()] == [
        ("publication.policy.stale", "5.00", "P")
    ]
    hints = {one.rule for indicator in result.indicators() for one in indicator.hints}
    assert hints == {"design.available.home", "publication.news.stale", "publication.overview.absent"}
    assert graded(findings).points == 95
    assert grade(scored(findings, count_unverified=True), SCHEME.grading, kind="county").points == 100 - 5 - 8 - 5 - 5


def test_an_indicator_loses_no_more_than_it_has() -> None:
    assert graded(columns(3, "policy")).points == 95


@pytest.mark.parametrize(
    ("count", "kind", "check", "veto"),
    [(4, "news", "stale_column", ()), (5, "news", "stale_column", ("veto.columns_timely",)),
     (9, "other", "stale_column", ()), (10, "other", "stale_column", ("veto.columns_long",)),
     (4, "other", "empty_column", ()), (5, "other", "empty_column", ("veto.columns_empty",))],
)  # fmt: skip
def test_vetoes_at_exactly_their_number_of_columns(count: int, kind: str, check: str, veto: tuple[str, ...]) -> None:
    findings = columns(count, kind, check)
    assert tuple(one.id for one in scored(findings).vetoes) == veto
    assert graded(findings).verdict is (Verdict.VETOED if veto else Verdict.BONUS)


def test_a_veto_fails_whatever_the_points() -> None:
    result = graded([record("stale_home")], ALL)
    assert (result.verdict, result.failed, result.provisional) == (Verdict.VETOED, True, False)


@pytest.mark.parametrize(
    ("entered", "points", "verdict"),
    [
        ({"service": "0", "interaction": "5"}, "60.00", Verdict.PASSED),
        ({"service": "0", "interaction": "4.99"}, "59.99", Verdict.FAILED),
        ({"service": "5"}, "80.00", Verdict.PASSED),
        ({"service": "5.01"}, "80.01", Verdict.BONUS),
    ],
)
def test_sixty_passes_and_only_above_eighty_enters_the_bonus(
    entered: dict[str, str], points: str, verdict: Verdict
) -> None:
    result = graded([], ALL | entered, bonus=Decimal(12))
    assert (str(result.points), result.verdict, result.provisional) == (points, verdict, False)
    assert result.bonus == (12 if verdict is Verdict.BONUS else 0)
    assert result.total == result.points + result.bonus


def test_the_bonus_is_capped() -> None:
    assert graded([], ALL, bonus=Decimal(31)).total == 130


def test_without_services_the_rest_of_75_is_converted_by_four_thirds() -> None:
    assert graded([], ALL, has_services=False).points == 100
    assert graded(columns(1, "policy"), ALL, has_services=False).points == Decimal("93.33")  # (75 - 5) * 4 / 3
    # 75 - 30 = 45 is exactly 60; the service points that were entered count for nothing
    low = ALL | {"service": "0", "interaction": "5", "design.other": "0"}
    assert graded([], low, has_services=False).points == 60
    assert graded([], low, has_services=False).verdict is Verdict.PASSED


def test_a_verdict_on_half_a_measurement_is_provisional_unless_it_is_lost_already() -> None:
    assert graded([]).provisional
    assert not graded([], ALL).provisional
    lost = graded([], {"service": "0", "interaction": "0"})
    assert (lost.points, lost.verdict, lost.provisional) == (55, Verdict.FAILED, False)


def test_departments_are_judged_by_the_vetoes_alone() -> None:
    assert graded([], {"service": "0", "interaction": "0"}, kind="department").verdict is Verdict.VETO_ONLY
    assert graded([record("stale_home")], kind="department").verdict is Verdict.VETOED


def test_entered_points_stand_beside_the_measured_ones() -> None:
    assert [one.id for one in enterable(ANKANG)][:3] == ["disclosure.accuracy", "interpretation", "service"]
    plain = score(ANKANG, [], results(), site="hanyin", home_urls=[HOME])
    entry = Entered(points=Decimal("8.5"), reason="制度齐全", by="李四", at=NOON)
    result = with_entries(plain, {"organization": entry, "disclosure.sections": entry})
    assert (result.measured_points, result.entered_points) == (plain.measured_points, 10)
    assert result.missing_points == 100 - plain.measured_points - 10
    assert (result.got, result.entered_got) == (plain.measured_points, Decimal("8.5"))
    by_id = {one.id: one for one in result.dimensions}
    assert (by_id["organization"].state, by_id["organization"].entered) == (MeasureState.ENTERED, entry)
    assert not any(one.entered for one in result.indicators())  # what is measured is not overwritten


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("denominator: 3", "denominator: 2", "times the factor"), ("dimension: service", "dimension: nothing", "nothing"),
     ("pass_mark: 60", "pass_mark: 90", "rise in this order"), ("pass_mark", "pass_marc", "pass_marc")],
)  # fmt: skip
def test_a_grading_that_does_not_add_up_is_refused(old: str, new: str, words: str) -> None:
    text = resources.files("reports").joinpath("indicators", "state-council-2019.yaml").read_text(encoding="utf-8")
    with pytest.raises(SchemeError, match=words):
        parse_scheme(text.replace(old, new).encode(), known_checks=CHECKS)
