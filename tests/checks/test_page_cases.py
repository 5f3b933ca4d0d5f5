"""Every case of `tests/cases/<check>.yaml` for the checks that see one page.

A case holds the `page` in short: `blocks` (text, or the fields of a Block), `dates` ([date, origin, text]),
`hidden_links` (their fields), and any other field; `expect` lists what each finding must show, in order of the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.base import PageCheck
from checks.facts import Block, DateOrigin, HiddenLink, Page, PageType, Place, ShownDate, Site, SiteKind
from checks.registry import all_checks
from checks.runner import PageJudge

FOLDER = Path(__file__).parents[1] / "cases"
HOME = "http://www.example.gov.cn/"
AS_OF = dt.date(2026, 11, 23)
ELSEWHERE = frozenset({"typo"})  # has a test of its own, with texts in place of pages


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem not in ELSEWHERE and issubclass(all_checks()[path.stem], PageCheck):
            for name, case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"].items():
                yield pytest.param(path.stem, case, id=f"{path.stem}-{name}")


def block(short: str | list[str]) -> Block:
    if isinstance(short, str):
        return Block(short)
    text, place, *rest = short
    return Block(text, Place(place), *rest)


def page(short: dict[str, Any]) -> Page:
    fields = {"url": f"{HOME}a.html", "final_url": f"{HOME}a.html", "status": 200} | short
    fields["fetched_at"] = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    fields["type"] = PageType(fields.get("type", "article"))
    fields["blocks"] = tuple(map(block, fields.get("blocks", ())))
    fields["dates"] = tuple(ShownDate(day, DateOrigin(origin), *text) for day, origin, *text in fields.get("dates", ()))
    fields["hidden_links"] = tuple(HiddenLink(*each) for each in fields.get("hidden_links", ()))
    return Page(**fields)


@pytest.mark.parametrize(("check_id", "case"), list(cases()))
def test_case(check_id: str, case: dict[str, Any]) -> None:
    site = Site(code="example", name="示例", kind=SiteKind.COUNTY, url=HOME)
    outcomes = PageJudge([all_checks()[check_id]], site, AS_OF, {}).judge(page(case["page"]))
    assert outcomes.errors == ()
    wanted = case.get("expect", [])
    assert len(outcomes.findings) == len(wanted)
    for finding, fields in zip(outcomes.findings, wanted, strict=True):
        shown = finding.detail | {
            "target": finding.target, "severity": finding.severity.value, "message": finding.message,
            "snippet": finding.evidence.snippet,
        }  # fmt: skip
        assert {name: shown[name] for name in fields} == fields
        assert finding.message.endswith("。")
    assert [doubt.reason for doubt in outcomes.not_evaluated] == case.get("expect_not_evaluated", [])


def test_every_page_check_has_cases_of_all_outcomes() -> None:
    for id_, check in all_checks().items():
        if issubclass(check, PageCheck) and id_ not in ELSEWHERE:
            names = list(yaml.safe_load((FOLDER / f"{id_}.yaml").read_text(encoding="utf-8"))["cases"])
            for outcome in ("pass_", "fail_", "not_evaluated_"):
                assert any(name.startswith(outcome) for name in names), f"{id_}: no case {outcome}…"
