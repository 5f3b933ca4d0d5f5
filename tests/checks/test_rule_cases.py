"""Every case of `tests/cases/<check>.yaml`: what must be found, what must not, what is not judged.

A case holds facts in short: `columns` (url and path from the name, `newest` from the items), `links`, `pages`, `home`
(rows of the home page), `headings`, `incomplete`, `transport` (of hosts), `site`
(registry fields), `as_of`, `options`. `complete: [keys]` adds
a filled column for every section but those. It expects `expect` (targets, or target: {field: value}) and
`expect_not_evaluated` (target: reason, or reasons); what is not named must not be found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from checks.base import Finding, SiteCheck
from checks.facts import (
    Column,
    Feedback,
    Heading,
    Incomplete,
    Letter,
    LinkKind,
    LinkState,
    ListItem,
    MissingAnswer,
    PageSummary,
    PageType,
    Place,
    Probe,
    SearchTrial,
    Sighting,
    Site,
    SiteFacts,
    SiteKind,
    Transport,
    Verdict,
)
from checks.registry import all_checks
from checks.runner import judge_site
from checks.sections import sections

FOLDER = Path(__file__).parents[1] / "cases"
HOME = "http://www.example.gov.cn/"
AS_OF = dt.date(2026, 11, 23)
_ITEM = re.compile(r"(?:(\d{4}-\d\d-\d\d) )?(.*)", re.DOTALL)


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        if issubclass(all_checks()[path.stem], SiteCheck):
            for name, case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"].items():
                yield pytest.param(path.stem, case, id=f"{path.stem}-{name}")


def item(short: str | dict[str, Any]) -> ListItem:
    """A row: "2026-11-01 title", "title", or the fields of a ListItem."""
    if isinstance(short, dict):
        return ListItem(**short)
    found = _ITEM.fullmatch(short)
    assert found
    date = dt.date.fromisoformat(found[1]) if found[1] else None
    return ListItem(found[2], f"{HOME}{found[2]}.html", date)


def column(short: dict[str, Any], as_of: dt.date) -> Column:
    fields = dict(short)
    fields["items"] = tuple(item(each) for each in fields.get("items", ()))
    path = tuple(fields.pop("path", (fields["name"],)))
    dates = [each.date for each in fields["items"] if each.date and each.date <= as_of]
    children = tuple(address(each) for each in fields.pop("children", ()))
    given = {"url": address(fields["name"]), "path": path, "depth": len(path), "newest": max(dates, default=None)}
    return Column(**{**given, "children": children, "aliases": tuple(fields.pop("aliases", ())), **fields})


def address(name: str) -> str:
    return name if "://" in name else f"{HOME}{name.lstrip('/')}"


def link(short: dict[str, Any]) -> LinkState:
    fields = dict(short)
    pages = fields.pop("seen", ["/"])
    text, place = fields.pop("text", ""), Place(fields.pop("place", "main"))
    return LinkState(
        url=address(fields.pop("url")),
        kind=LinkKind(fields.pop("kind", "page")),
        verdict=Verdict(fields.pop("verdict")),
        sightings=tuple(Sighting(address(page), text, place) for page in pages),
        occurrences=fields.pop("occurrences", len(pages)),
        **fields,
    )


def page(short: dict[str, Any]) -> PageSummary:
    """A page: tags as a mapping, a letter as its fields in order."""
    fields = short | {"url": address(short["url"]), "type": PageType(short.get("type", "article"))}
    fields["tags"] = tuple((name, str(value)) for name, value in fields.get("tags", {}).items())
    fields["marks"] = tuple(fields.get("marks", ()))
    if "letter" in fields:
        fields["letter"] = Letter(*fields["letter"])
    if "feedback" in fields:
        fields["feedback"] = Feedback(*fields["feedback"])
    if "guide" in fields:
        fields["guide"] = tuple(fields["guide"])
    fields["guide_marks"] = tuple(fields.get("guide_marks", ()))
    if "duplicate_of" in fields:
        fields["duplicate_of"] = address(fields["duplicate_of"])
    return PageSummary(**fields)


def facts(case: dict[str, Any]) -> SiteFacts:
    as_of = case.get("as_of", AS_OF)
    registry = {"code": "example", "name": "示例", "url": HOME} | case.get("site", {})
    registry["kind"] = SiteKind(registry.get("kind", "county"))
    for name in ("owes", "exempt_columns", "skip"):
        registry[name] = tuple(registry.get(name, ()))
    columns = [column(each, as_of) for each in case.get("columns", ())]
    if "complete" in case:
        columns += complete(case["complete"], as_of)
    pages = [{"url": case.get("home_url", "/"), "type": "home"} | case.get("home_page", {}), *case.get("pages", ())]
    return SiteFacts(
        site=Site(**registry),
        as_of=as_of,
        home_url=case.get("home_url", HOME),
        pages=() if case.get("without_pages") else tuple(page(each) for each in pages if each),
        columns=tuple(columns),
        links=tuple(link(each) for each in case.get("links", ())),
        home_items=tuple(item(each) for each in case.get("home", ())),
        headings=tuple(Heading(**(each | {"page": HOME})) for each in case.get("headings", ())),
        incomplete=tuple(Incomplete(*each) for each in case.get("incomplete", ())),
        transport=msgspec.convert({"hosts": case.get("transport", [])}, Transport),
        probes=tuple(probes(**case["probes"])) if "probes" in case else (),
        missing=msgspec.convert(case["missing"], MissingAnswer) if "missing" in case else None,
        search=msgspec.convert(case["search"], SearchTrial) if "search" in case else None,
    )


def probes(
    per_day: int,
    days: int,
    failures: int,
    failure: str = "timeout",
    seconds: float = 15.0,
    until: dt.date = AS_OF,
    today: int = 0,
    usual: float = 0.5,
) -> Iterator[Probe]:
    """So many probes on each of so many days up to `until`, the first of which fail; some more on the day itself."""
    moments = [
        dt.datetime.combine(until - dt.timedelta(days=back), dt.time(4), dt.UTC) + dt.timedelta(minutes=20 * number)
        for back in range(days)
        for number in range(per_day)
    ]
    for number, at in enumerate(moments):
        yield Probe(at, seconds, failure) if number < failures else Probe(at, usual)
    for number in range(today):
        yield Probe(dt.datetime.combine(AS_OF, dt.time(1, number), dt.UTC), 0.5)


def complete(without: list[str], as_of: dt.date) -> list[Column]:
    """A column in order for every section but those of `without`."""
    last_year = as_of.year - 1
    return [
        column({"name": each.title, "items": [f"{as_of} {each.title}{last_year}年度内容"]}, as_of)
        for each in sections()
        if each.key not in without
    ]


@pytest.mark.parametrize(("check_id", "case"), list(cases()))
def test_case(check_id: str, case: dict[str, Any]) -> None:
    check = all_checks()[check_id]
    site = facts(case)
    options = {check_id: case["options"]} if "options" in case else {}
    judgement = judge_site([check], site, options, [])
    (summary,) = judgement.summaries
    assert summary.notes["errors"] == []
    expected = case.get("expect", [])
    found = {finding.target: finding for finding in judgement.findings}
    if len(found) < len(judgement.findings):  # one target on several types of page
        found = {f"{finding.detail['page_type']} {finding.target}": finding for finding in judgement.findings}
    assert len(found) == len(judgement.findings)
    assert set(found) == set(expected)
    if isinstance(expected, dict):
        for target, fields in expected.items():
            assert flat(found[target], fields or {}) == (fields or {})
    for finding in judgement.findings:
        assert finding.message.endswith("。")
        assert "{" not in finding.message
    doubts = {note["target"]: note["reason"] for note in summary.notes["not_evaluated"]}
    wanted = case.get("expect_not_evaluated", [])
    if isinstance(wanted, dict):
        assert {target: doubts.get(target) for target in wanted} == wanted
    elif "complete" not in case:
        assert sorted(doubts.values()) == sorted(wanted)


def flat(finding: Finding, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a finding that a case names, those of `detail` among them."""
    fields = finding.detail | {
        "url": finding.url,
        "severity": finding.severity.value,
        "message": finding.message,
        "occurrences": finding.occurrences,
        "pages": list(finding.pages),
        "snippet": finding.evidence.snippet,
    }
    return {name: fields[name] for name in wanted}


def test_every_site_check_has_cases_that_pass_and_fail() -> None:
    for id_, check in all_checks().items():
        if issubclass(check, SiteCheck):
            path = FOLDER / f"{id_}.yaml"
            assert path.exists(), f"tests/cases/{id_}.yaml is missing"
            names = list(yaml.safe_load(path.read_text(encoding="utf-8"))["cases"])
            for outcome in ("pass_", "fail_", "not_evaluated_"):
                assert any(name.startswith(outcome) for name in names), f"{id_}: no case {outcome}…"
