"""Golden tests of the schemes: given findings → the points each indicator loses, at caps and boundaries.

`test_every_number_of_a_scheme_is_held` alters each number, each boundary and each condition of the shipped schemes in
turn: some golden case must then come out otherwise. So no case is there for show, and no number without a case.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from typing import Any, NamedTuple

import pytest
import yaml

from checks.facts import Column, ListItem, PageSummary, PageType, Probe, Site, SiteFacts, SiteKind
from checks.registry import all_checks
from checks.runner import judge_site
from reports.entered import with_entries
from reports.grading import grade
from reports.media import MediaAccount, ranked
from reports.scheme import Scheme, SchemeError, parse_scheme
from reports.scoring import Entered, score
from tests.reports.factories import CHECKS, HOME, Record, columns, dead_links, page, record, results, sections

AS_OF = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)


class Case(NamedTuple):
    """Findings, what each indicator loses by them, what it would lose if unverified rules (M) counted, the vetoes."""

    findings: list[Record]
    lost: dict[str, str] = {}
    with_unverified: dict[str, str] | None = None  # None: the same
    vetoes: tuple[str, ...] = ()


def faults(check: str, count: int, target: str | None = None, **detail: object) -> list[Record]:
    return [record(check, page(number), target or f"{check}{number}", detail=detail) for number in range(count)]


def identity(*elements: str) -> list[Record]:
    return [record("site_identity", HOME, element) for element in elements]


CIRCULAR_MARKS = ("conac_badge", "icp", "public_security")
CORE = ("guide", "rules", "catalogue", "annual_report", "on_request")

ANKANG: dict[str, Case] = {
    "nothing": Case([]),
    **{f"no {key}": Case(sections(key), {"disclosure.sections": "2.00"}) for key in CORE},
    "another section": Case(sections("plans"), {"disclosure.sections": "1.00"}),
    "sections up to the indicator": Case(sections(*CORE, "plans", "fees"), {"disclosure.sections": "12.00"}),
    "sections beyond it": Case(sections(*CORE, "plans", "fees", "budget"), {"disclosure.sections": "12.00"}),
    "an empty section": Case(sections("budget", state="empty"), {"disclosure.content": "2.00"}),
    "4 empty columns": Case(columns(4, "other", "empty_column"), {"disclosure.content": "8.00"}),
    "an empty column": Case(columns(1, "other", "empty_column"), {"disclosure.content": "2.00"}),
    "5 empty columns": Case(
        columns(5, "other", "empty_column"), {"disclosure.content": "8.00"}, vetoes=("veto.columns_empty",)
    ),
    "4 empty columns and a section": Case(
        [*columns(4, "other", "empty_column"), *sections("budget", state="empty")],
        {"disclosure.content": "8.00"},
        vetoes=("veto.columns_empty",),
    ),
    "home": Case([record("stale_home")], {"disclosure.timely": "4.00"}, vetoes=("veto.home",)),
    "an outdated section": Case(sections("statistics", state="outdated"), {"disclosure.timely": "1.00"}),
    **{f"4 {kind}": Case(columns(4, kind), {"disclosure.timely": "4.00"}) for kind in ("news", "notice", "policy")},
    **{
        f"5 {kind}": Case(columns(5, kind), {"disclosure.timely": "5.00"}, vetoes=("veto.columns_timely",))
        for kind in ("news", "notice", "policy")
    },
    "9 others": Case(columns(9, "personnel"), {"disclosure.timely": "4.50"}),
    "10 others": Case(columns(10, "personnel"), {"disclosure.timely": "5.00"}, vetoes=("veto.columns_long",)),
    "9 others and an outdated section": Case(
        [*columns(9, "personnel"), *sections("plans", state="outdated")],
        {"disclosure.timely": "5.50"},
        vetoes=("veto.columns_long",),
    ),
    "9 others and an absent section": Case(
        [*columns(9, "personnel"), *sections("plans")], {"disclosure.timely": "4.50", "disclosure.sections": "1.00"}
    ),
    "timeliness beyond the indicator": Case(
        [record("stale_home"), *columns(9, "news")],
        {"disclosure.timely": "12.00"},
        vetoes=("veto.home", "veto.columns_timely"),
    ),
    "a wrong character": Case(faults("typo", 1), {"disclosure.wording": "0.50"}),
    "9 wrong characters": Case(faults("typo", 9), {"disclosure.wording": "4.00"}),
    "a dead link on the home page": Case(dead_links(1, url=HOME), {"platform.links_home": "1.00"}),
    "7 dead links on the home page": Case(dead_links(7, url=HOME), {"platform.links_home": "6.00"}),
    "a dead link elsewhere": Case(dead_links(1), {"platform.links_other": "0.10"}),
    "61 dead links elsewhere": Case(dead_links(61), {"platform.links_other": "6.00"}),
    **{f"no {one}": Case(identity(one), {"platform.identity": "0.50"}) for one in CIRCULAR_MARKS},
    "no sponsor": Case(identity("sponsor"), {}, {"platform.identity": "0.30"}),
    "identity beyond the indicator": Case(
        identity(*CIRCULAR_MARKS, "sponsor", "contact", "site_id_code", "sitemap", "error_finder", "further"),
        {"platform.identity": "1.50"},
        {"platform.identity": "3.00"},
    ),
    "a tag": Case(faults("page_tag", 1), {}, {"platform.tags": "0.20"}),
    "11 tags": Case(faults("page_tag", 11), {}, {"platform.tags": "2.00"}),
    "no search": Case([record("site_search")], {"platform.search": "2.00"}),
    "domain": Case([record("domain_name")], {"platform.domain": "1.00"}),
    "unreachable": Case([record("unreachable")], vetoes=("veto.unreachable",)),
    "serious wording": Case([record("serious_wording")], vetoes=("veto.wording",)),
    "a message": Case([record("unanswered_message")], vetoes=("veto.messages",)),
    "4 guides": Case(faults("incomplete_service_guide", 4)),
    "5 guides": Case(faults("incomplete_service_guide", 5), vetoes=("veto.guides",)),
    "5 guides, all of them grave": Case(
        [record("incomplete_service_guide", page(number), severity="veto") for number in range(5)],
        vetoes=("veto.guides",),
    ),
    "hints": Case([record("typo", severity="warn"), record("domain_name", severity="info")]),
}

STATE_COUNCIL: dict[str, Case] = {
    "nothing": Case([]),
    **{f"no {key}": Case(sections(key), {}, {"publication.overview": "5.00"}) for key in ("functions", "leaders")},
    **{
        f"empty {key}": Case(sections(key, state="empty"), {}, {"publication.overview": "5.00"})
        for key in ("functions", "leaders")
    },
    **{
        f"outdated {key}": Case(sections(key, state="outdated"), {}, {"publication.overview": "1.00"})
        for key in ("functions", "leaders")
    },
    "another section is absent": Case(sections("plans")),
    "news": Case(columns(1, "news"), {}, {"publication.news": "5.00"}),
    "4 news": Case(columns(4, "news"), {}, {"publication.news": "5.00"}),
    "policy": Case(columns(1, "policy"), {"publication.policy": "5.00"}),
    "4 policy": Case(columns(4, "policy"), {"publication.policy": "5.00"}),
    "an empty column": Case(faults("empty_column", 1), {}, {"publication.other": "2.00"}),
    "an empty section": Case(sections("plans", state="empty"), {}, {"publication.other": "2.00"}),
    "4 empty columns": Case(faults("empty_column", 4), {}, {"publication.other": "5.00"}),
    "5 empty columns": Case(
        faults("empty_column", 5), {}, {"publication.other": "5.00"}, vetoes=("veto.columns_empty",)
    ),
    "4 empty columns and a section": Case(
        [*faults("empty_column", 4), *sections("plans", state="empty")],
        {},
        {"publication.other": "5.00"},
        vetoes=("veto.columns_empty",),
    ),
    **{
        f"a {kind} column": Case(columns(1, kind), {}, {"publication.other": "1.00"})
        for kind in ("notice", "personnel", "plan", "statistics", "other")
    },
    "5 news": Case(columns(5, "news"), {}, {"publication.news": "5.00"}, ("veto.columns_timely",)),
    "5 policy": Case(columns(5, "policy"), {"publication.policy": "5.00"}, vetoes=("veto.columns_timely",)),
    "4 notice": Case(columns(4, "notice"), {}, {"publication.other": "4.00"}),
    "5 notice": Case(columns(5, "notice"), {}, {"publication.other": "5.00"}, ("veto.columns_timely",)),
    "9 others": Case(columns(9, "other"), {}, {"publication.other": "5.00"}),
    "10 others": Case(columns(10, "other"), {}, {"publication.other": "5.00"}, ("veto.columns_long",)),
    "9 others and an outdated section": Case(
        [*columns(9, "other"), *sections("plans", state="outdated")],
        {},
        {"publication.other": "5.00"},
        ("veto.columns_long",),
    ),
    "9 others and an absent section": Case(
        [*columns(9, "other"), *sections("plans")], {}, {"publication.other": "5.00"}
    ),
    "4 empty columns and an absent section": Case(
        [*faults("empty_column", 4), *sections("plans")], {}, {"publication.other": "5.00"}
    ),
    "a dead link on the home page": Case(dead_links(1, url=HOME), {}, {"design.available": "1.00"}),
    "a dead link elsewhere": Case(dead_links(1), {}, {"design.available": "0.10"}),
    "9 dead links on the home page": Case(dead_links(9, url=HOME), {}, {"design.available": "8.00"}),
    "home": Case([record("stale_home")], vetoes=("veto.home",)),
    "unreachable": Case([record("unreachable")], vetoes=("veto.unreachable",)),
}

MEASURED = {  # points of dimensions, and those of them that are measured
    "ankang-2019": {
        "disclosure": ("40.00", "36.00"), "interpretation": ("10.00", "0.00"), "service": ("20.00", "0.00"),
        "platform": ("20.00", "20.00"), "organization": ("10.00", "0.00"),
    },
    "state-council-2019": {
        "publication": ("32.00", "27.00"), "service": ("25.00", "0.00"), "interaction": ("20.00", "0.00"),
        "design": ("23.00", "8.00"),
    },
}  # fmt: skip
CASES = {"ankang-2019": ANKANG, "state-council-2019": STATE_COUNCIL}

GRADED = [  # points entered for service, interaction and design.other; services; bonus → points, total, verdict
    (("0", "5", "15"), True, "0", ("60.00", "60.00", "passed")),
    (("0", "4.99", "15"), True, "0", ("59.99", "59.99", "failed")),
    (("5", "20", "15"), True, "12", ("80.00", "80.00", "passed")),
    (("5.01", "20", "15"), True, "12", ("80.01", "92.01", "bonus")),
    (("25", "20", "15"), True, "31", ("100.00", "130.00", "bonus")),
    (("0", "5", "0"), False, "0", ("60.00", "60.00", "passed")),  # (75 - 30) × 4/3
    (("0", "4.98", "0"), False, "0", ("59.97", "59.97", "failed")),
]


def shipped(name: str) -> dict[str, Any]:
    text = resources.files("reports").joinpath("indicators", f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def parsed(data: dict[str, Any]) -> Scheme:
    return parse_scheme(yaml.safe_dump(data, allow_unicode=True).encode(), known_checks=CHECKS)


def outcome(scheme: Scheme, findings: list[Record], **options: Any) -> tuple[dict[str, str], tuple[str, ...]]:
    result = score(scheme, findings, results(), site="hanyin", home_urls=[HOME], **options)
    return {one.id: str(one.lost) for one in result.indicators() if one.lost}, tuple(one.id for one in result.vetoes)


def differences(name: str, scheme: Scheme) -> Iterator[str]:
    """The golden cases that come out otherwise under the scheme."""
    clean = score(scheme, [], results(), site="hanyin")
    if {one.id: (str(one.points), str(one.measured_points)) for one in clean.dimensions} != MEASURED[name]:
        yield "points"
    for title, case in CASES[name].items():
        with_unverified = case.lost if case.with_unverified is None else case.with_unverified
        if outcome(scheme, case.findings) != (case.lost, case.vetoes):
            yield title
        if outcome(scheme, case.findings, count_unverified=True) != (with_unverified, case.vetoes):
            yield f"{title}, unverified rules counted"
    if scheme.grading is not None:
        for kind in ("county", "portal"):
            yield from (f"{kind}: {one}" for one in GRADED if graded(scheme, kind, *one[:3]) != one[3])


def graded(
    scheme: Scheme, kind: str, entered: tuple[str, str, str], services: bool, bonus: str
) -> tuple[str, str, str]:
    items = zip(("service", "interaction", "design.other"), entered, strict=True)
    given = {item: Entered(points=Decimal(points), reason="抽查", by="张三", at=NOON) for item, points in items}
    full = Entered(points=Decimal(5), reason="抽查", by="张三", at=NOON)
    result = with_entries(
        score(scheme, [], results(), site="hanyin", home_urls=[HOME]), given | {"publication.interpretation": full}
    )
    assert scheme.grading is not None
    one = grade(result, scheme.grading, kind=kind, has_services=services, bonus=Decimal(bonus))
    return str(one.points), str(one.total), one.verdict.value


@pytest.mark.parametrize("name", CASES)
def test_every_golden_case(name: str) -> None:
    assert list(differences(name, parsed(shipped(name)))) == []


def altered(data: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Copies of a scheme's data, each with one number, boundary or condition altered; with the place of it."""
    if isinstance(data, bool):
        yield where, not data
    elif isinstance(data, int | float):
        yield f"{where} + 1", data + 1
        if data > 1:
            yield f"{where} - 1", data - 1
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in UNCOUNTED:
                continue
            here = f"{where}.{value.get('id', key) if isinstance(value, dict) else key}"
            for place, other in altered(value, here):
                yield place, {**data, key: other}
            if key in ("where", "cap", "boundary"):
                yield f"{here} left out", {one: rest for one, rest in data.items() if one != key}
    elif isinstance(data, list):
        for number, value in enumerate(data):
            here = f"{where}.{value.get('id', number) if isinstance(value, dict) else value}"
            for place, other in altered(value, here):
                yield place, [*data[:number], other, *data[number + 1 :]]
            if len(data) > 1:
                yield f"{here} left out", [*data[:number], *data[number + 1 :]]


ALIKE = {  # alterations that change nothing
    "ankang-2019": {
        # what the filter keeps out an earlier rule has already taken
        "disclosure.timely.section.where left out",
        "platform.links_other.dead.where left out",
        # one fault costs all the indicator has
        "platform.search.usable.per_fault + 1",
        "platform.domain.name.per_fault + 1",
        "veto.guides.match.0.where left out",  # hints count for no veto anyway
    },
    "state-council-2019": {
        "publication.other.stale.where left out",
        "design.available.other.where left out",
        "publication.news.stale.per_fault + 1",
        "publication.policy.stale.per_fault + 1",
    },
}
UNCOUNTED = frozenset({"checks", "version"})  # which checks feed a rule is held by the case of the check


@pytest.mark.parametrize("name", CASES)
def test_every_number_of_a_scheme_is_held(name: str) -> None:
    unheld = []
    changed = list(altered(shipped(name)))
    assert len(changed) > 80
    for place, data in changed:
        try:
            scheme = parsed(copy.deepcopy(data))
        except SchemeError:
            continue  # refused, as points that do not add up are
        if next(differences(name, scheme), None) is None:
            unheld.append(place)
    alike = {place for place in unheld if place.endswith(tuple(ALIKE[name]))}
    assert len(alike) == len(ALIKE[name])
    assert [place for place in unheld if place not in alike] == []


# boundaries as the checks draw them, from facts to points


def judged(facts: SiteFacts, check: str) -> list[Record]:
    found = judge_site([all_checks()[check]], facts, {}, []).findings
    return [record(one.check, one.url, one.target, severity=one.severity.value, detail=one.detail) for one in found]


def site(**facts: Any) -> SiteFacts:
    about = Site(code="hanyin", name="示例", kind=SiteKind.COUNTY, url=HOME)
    home = PageSummary(url=HOME, type=PageType.HOME)
    return SiteFacts(site=about, as_of=AS_OF, home_url=HOME, pages=(home,), **facts)


def lost_by(facts: SiteFacts, check: str) -> tuple[dict[str, str], tuple[str, ...]]:
    return outcome(parsed(shipped("ankang-2019")), judged(facts, check))


@pytest.mark.parametrize(("age", "expected"), [(14, ({}, ())), (15, ({"disclosure.timely": "4.00"}, ("veto.home",)))])
def test_a_home_page_of_exactly_14_days(age: int, expected: object) -> None:
    row = ListItem("甲", f"{HOME}a.html", AS_OF - dt.timedelta(days=age))
    assert lost_by(site(home_items=(row,)), "stale_home") == expected


def column(name: str, newest: dt.date) -> Column:
    row = ListItem("甲", f"{HOME}{name}/a.html", newest)
    return Column(url=f"{HOME}{name}/", name=name, path=(name,), depth=1, items=(row,), newest=newest)


@pytest.mark.parametrize(
    ("name", "newest", "lost"),
    [
        ("工作动态", AS_OF - dt.timedelta(days=14), {}),
        ("工作动态", AS_OF - dt.timedelta(days=15), {"disclosure.timely": "1.00"}),
        ("通知公告", dt.date(2026, 5, 23), {}),
        ("通知公告", dt.date(2026, 5, 22), {"disclosure.timely": "1.00"}),
        ("政策文件", dt.date(2026, 5, 23), {}),
        ("政策文件", dt.date(2026, 5, 22), {"disclosure.timely": "1.00"}),
    ],
)
def test_columns_of_exactly_14_days_and_6_months(name: str, newest: dt.date, lost: dict[str, str]) -> None:
    assert lost_by(site(columns=(column(name, newest),)), "stale_column") == (lost, ())


@pytest.mark.parametrize(("count", "vetoes"), [(4, ()), (5, ("veto.columns_timely",))])
def test_exactly_5_columns_not_updated(count: int, vetoes: tuple[str, ...]) -> None:
    names = ("工作动态", "部门动态", "图片新闻", "通知公告", "政策文件")[:count]
    old = tuple(column(name, AS_OF - dt.timedelta(days=400)) for name in names)
    assert lost_by(site(columns=old), "stale_column") == ({"disclosure.timely": f"{count}.00"}, vetoes)


@pytest.mark.parametrize(
    ("seconds", "slow", "vetoes"),
    [(15.0, 7, ("veto.unreachable",)), (14.99, 7, ()), (15.0, 6, ()), (14.99, 140, ())],
)
def test_exactly_15_seconds_and_5_percent(seconds: float, slow: int, vetoes: tuple[str, ...]) -> None:
    """140 visits in a week: 7 are exactly 5 %. 15 seconds count as not opened, 14.99 do not."""
    moments = [NOON - dt.timedelta(days=day, minutes=20 * visit) for day in range(7) for visit in range(20)]
    probes = tuple(Probe(at, seconds if number < slow else 0.5) for number, at in enumerate(moments))
    assert lost_by(site(probes=probes), "unreachable") == ({}, vetoes)


# new media: points are entered by people; the sum, the ranks and the veto are the scheme's

MEDIA_POINTS = {"norms": 10, "reach": 20, "disclosure": 15, "service": 20, "interaction": 15, "management": 20}


def media_outcome(scheme: Scheme) -> object:
    def account(name: str, less: str, age: int) -> MediaAccount:
        points = {key: Decimal(full) for key, full in MEDIA_POINTS.items()}
        points["reach"] -= Decimal(less)
        last = AS_OF - dt.timedelta(days=age)
        return MediaAccount(platform="wechat", level="county", account=name, points=points, last_post=last)

    given = [account("甲", "0", 0), account("乙", "0.01", 14), account("丙", "0.01", 15), account("丁", "20", 13)]
    given.append(MediaAccount(platform="wechat", level="county", account="戊", note="未开设政务微信"))
    placed = ranked(given, scheme, as_of=AS_OF)
    assert sum(one.points for one in scheme.dimensions) == 100
    return (
        {one.id: int(one.points) for one in scheme.dimensions},
        [(one.account.account, one.rank, str(one.account.total), bool(one.veto)) for one in placed],
    )


MEDIA_GOLDEN = (
    MEDIA_POINTS,
    [
        ("甲", 1, "100", False),
        ("乙", 2, "99.99", False),  # exactly 14 days are in time
        ("丙", 2, "99.99", True),
        ("丁", 4, "80", False),
        ("戊", 5, "0", False),
    ],
)


def test_new_media_points_ranks_and_veto() -> None:
    assert media_outcome(parsed(shipped("media-2019"))) == MEDIA_GOLDEN


@pytest.mark.parametrize("days", [13, 15])
def test_the_golden_media_case_holds_the_14_days(days: int) -> None:
    data = shipped("media-2019")
    data["update_veto"]["days"] = days
    assert media_outcome(parsed(data)) != MEDIA_GOLDEN
