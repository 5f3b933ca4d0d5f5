"""Golden tests: given findings, the exact points."""

from decimal import Decimal

from reports.scheme import Scheme, load_scheme, parse_scheme
from reports.scoring import IndicatorScore, MeasureState, SiteScore, score
from tests.reports.factories import CHECKS, HOME, Record, Result, columns, dead_links, page, record, results, sections
from tests.reports.test_scheme import MINIMAL

SCHEME = load_scheme(known_checks=CHECKS)


def scored(
    findings: list[Record], checked: list[Result] | None = None, scheme: Scheme = SCHEME, **options
) -> SiteScore:
    checked = results() if checked is None else checked
    return score(scheme, findings, checked, site="hanyin", home_urls=[HOME], **options)


def indicator(result: SiteScore, wanted: str) -> IndicatorScore:
    return next(one for one in result.indicators() if one.id == wanted)


def lost(result: SiteScore) -> dict[str, str]:
    return {one.id: str(one.lost) for one in result.indicators() if one.lost}


def test_a_site_without_faults_keeps_what_was_measured_and_no_more() -> None:
    result = scored([])
    assert (result.points, result.measured_points, result.got, result.lost) == (100, 56, 56, 0)
    by_id = {one.id: one for one in result.dimensions}
    assert (by_id["disclosure"].points, by_id["disclosure"].measured_points) == (40, 36)
    assert (by_id["platform"].points, by_id["platform"].measured_points) == (20, 20)
    assert by_id["service"].state is MeasureState.NOT_MEASURED
    assert by_id["service"].measured_points == 0
    assert not result.provisional


def test_golden_points_of_a_mixed_site() -> None:
    findings = [
        *sections("guide", "plans", "fees"),  # 2 + 1 + 1
        *sections("budget", state="empty"),  # 2
        *columns(1, "other", "empty_column"),  # 2
        *sections("statistics", state="outdated"),  # 1
        *columns(2, "news"),  # 2 x 1
        *columns(1, "personnel"),  # 0.5
        record("typo", page(9), "布署"),  # 0.5
        *dead_links(2, url=HOME),  # 2 x 1
        *dead_links(7)[2:],  # 5 x 0.1
    ]
    result = scored(findings)
    assert lost(result) == {
        "disclosure.sections": "4.00",
        "disclosure.content": "4.00",
        "disclosure.timely": "3.50",
        "disclosure.wording": "0.50",
        "platform.links_home": "2.00",
        "platform.links_other": "0.50",
    }
    assert (str(result.lost), str(result.got)) == ("14.50", "41.50")
    assert {one.id: str(one.got) for one in result.dimensions if one.measured_points} == {
        "disclosure": "24.00",
        "platform": "17.50",
    }


def test_an_indicator_never_goes_below_zero_and_says_how_it_was_capped() -> None:
    result = scored(dead_links(9, url=HOME))
    found = indicator(result, "platform.links_home")
    assert (found.got, found.lost) == (0, 6)
    assert found.deductions[0].computation == "9处×1分=9.00分，超过本指标剩余分值，按6.00分计"


def test_a_second_rule_gets_only_what_the_first_left() -> None:
    result = scored(
        [*sections("guide", "rules", "catalogue", "annual_report", "on_request"), *sections("plans", "fees", "budget")]
    )
    found = indicator(result, "disclosure.sections")
    assert [str(one.points) for one in found.deductions] == ["10.00", "2.00"]
    assert found.got == 0


def test_every_deduction_names_its_findings_and_each_finding_is_deducted_once() -> None:
    findings = [*columns(2, "news"), *columns(1, "plan"), *sections("guide")]
    result = scored(findings)
    named = [one for deduction in result.deductions() for one in deduction.findings]
    assert sorted(named) == sorted(finding.id for finding in findings)
    assert (
        next(one for one in result.deductions() if one.rule == "disclosure.timely.news").computation == "2处×1分=2.00分"
    )


def test_a_dead_link_seen_on_the_home_page_counts_there_under_any_of_its_addresses() -> None:
    everywhere = record("dead_link", "https://WWW.example.gov.cn", f"{HOME}x", occurrences=5000)
    elsewhere = record("dead_link", page(1), f"{HOME}y", pages=[page(1), HOME])
    assert lost(scored([everywhere, elsewhere])) == {"platform.links_home": "2.00"}


def test_hints_do_not_deduct() -> None:
    assert scored([record("typo", severity="warn"), record("typo", page(2), severity="info")]).lost == 0


def test_a_rule_from_memory_deducts_nothing_unless_asked_to() -> None:
    scheme = parse_scheme(
        MINIMAL.replace("clause: 条款, class: V", "clause: 条款, class: M").encode(), known_checks=CHECKS
    )
    findings = dead_links(3)
    hint = indicator(scored(findings, scheme=scheme), "i")
    assert (hint.lost, len(hint.hints), hint.deductions) == (0, 1, ())
    assert hint.hints[0].findings
    assert indicator(scored(findings, scheme=scheme, count_unverified=True), "i").lost == Decimal("0.30")


def test_boundaries_inclusive_and_exclusive() -> None:
    def lost_at(count: int, inclusive: str) -> Decimal:
        rule = f"per_fault: 1, boundary: {{count: 5, inclusive: {inclusive}}}"
        scheme = parse_scheme(MINIMAL.replace("per_fault: 0.1", rule).encode(), known_checks=CHECKS)
        return scored(dead_links(count), scheme=scheme).lost

    assert [lost_at(count, "true") for count in (4, 5)] == [0, 5]
    assert [lost_at(count, "false") for count in (5, 6)] == [0, 6]


def test_a_rules_own_cap() -> None:
    scheme = parse_scheme(MINIMAL.replace("per_fault: 0.1", "per_fault: 1, cap: 2.5").encode(), known_checks=CHECKS)
    result = scored(dead_links(4), scheme=scheme)
    assert str(result.lost) == "2.50"
    assert result.deductions()[0].computation.endswith("超过本条扣分上限，按2.50分计")


def test_vetoes_at_their_boundary() -> None:
    empty = columns(4, "other", "empty_column")
    assert scored(empty).vetoes == ()
    hit = scored([*empty, *sections("budget", state="empty")]).vetoes
    assert [(one.id, one.count) for one in hit] == [("veto.columns_empty", 5)]
    assert len(hit[0].findings) == 5
    assert [one.id for one in scored([record("stale_home")]).vetoes] == ["veto.home"]
    assert [one.id for one in scored(columns(5, "news")).vetoes] == ["veto.columns_timely"]
    assert scored(columns(9, "other")).vetoes == ()
    assert [one.id for one in scored(columns(10, "other")).vetoes] == ["veto.columns_long"]


def test_what_could_not_be_judged_is_not_counted_as_fine() -> None:
    blind = Result(check="dead_link", state="not_evaluated", judged=0, not_evaluated=1)
    result = scored([], results(dead_link=blind))
    found = indicator(result, "platform.links_home")
    assert found.state is MeasureState.NOT_EVALUATED
    assert (found.measured_points, found.got) == (0, 0)
    assert result.provisional
    assert any("链接无法打开" in reason for reason in result.reasons)


def test_a_check_left_out_makes_the_score_provisional_and_the_vetoes_open() -> None:
    result = scored([], results(stale_home=None))
    assert result.provisional
    assert result.open_vetoes == ("首页不更新",)
    assert indicator(result, "disclosure.timely").state is MeasureState.PARTIAL
    assert scored([]).open_vetoes == ()


def test_gaps_and_an_incomplete_crawl_are_named() -> None:
    result = scored([], results(typo=Result(check="typo", not_evaluated=3, errors=1)), incomplete=["达到页面数量上限"])
    assert result.provisional
    assert result.reasons == ("达到页面数量上限", "“错别字”检查有3处未能判定、1处检查出错")


def test_the_order_of_findings_does_not_matter() -> None:
    findings = [*columns(3, "news"), *dead_links(4), *sections("guide", "plans")]
    assert scored(findings) == scored(findings[::-1])


def test_a_veto_is_open_only_where_what_was_not_judged_could_reach_it() -> None:
    """空白栏目 is a veto at 5 columns: 3 found and 1 in doubt cannot reach it, 2 in doubt can."""
    blank = [record("empty_column", url=page(n), target=f"栏目{n}") for n in range(3)]
    for doubtful, open_ in ((1, ()), (2, ("栏目不更新（空白栏目）",))):
        unsure = Result(check="empty_column", state="fail", findings=3, not_evaluated=doubtful)
        assert scored(blank, results(empty_column=unsure)).open_vetoes == open_


def test_a_veto_that_takes_a_weeks_watching_is_named_apart_when_nobody_watched() -> None:
    unprobed = Result(check="unreachable", state="not_evaluated", judged=0, not_evaluated=1)
    result = scored([], results(unreachable=unprobed))
    assert (result.vetoes_apart, result.open_vetoes) == (("站点无法访问（须连续监测一周）",), ())
    assert "站点无法访问" not in result.clear_vetoes
    watched = scored([])
    assert watched.vetoes_apart == ()
    assert "站点无法访问" in watched.clear_vetoes
    down = scored(
        [record("unreachable", severity="veto")], results(unreachable=Result(check="unreachable", findings=1))
    )
    assert [hit.title for hit in down.vetoes] == ["站点无法访问"]
