"""Sections owed by law: the table, and that each can be told from the others."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from checks.facts import Column, PageSummary, PageType, Site, SiteFacts, SiteKind, worked_out
from checks.sections import State, names_in, reported_columns, section_states, sections

HOME = "http://www.example.gov.cn/"
AS_OF = dt.date(2026, 11, 23)
KEYS = [section.key for section in sections()]


def facts(*names: str, **site: object) -> SiteFacts:
    registry = Site(code="example", name="示例", kind=SiteKind.COUNTY, url=HOME, **site)  # type: ignore[arg-type]
    columns = tuple(
        Column(name=name, url=f"{HOME}{number}/", path=(name,), text=f"{name}2026年的内容", newest=AS_OF)
        for number, name in enumerate(names)
    )
    pages = (PageSummary(url=HOME, type=PageType.HOME),)
    return SiteFacts(site=registry, as_of=AS_OF, home_url=HOME, pages=pages, columns=columns)


@pytest.mark.parametrize("key", KEYS)
def test_a_section_is_not_taken_for_another(key: str) -> None:
    states = section_states(facts(*(section.title for section in sections() if section.key != key)))
    assert [each.section.key for each in states if each.state is State.ABSENT] == [key]


@pytest.mark.parametrize("key", KEYS)
def test_a_section_is_found_under_each_of_its_names(key: str) -> None:
    (section,) = (each for each in sections() if each.key == key)
    for name in section.names:
        found = {each.section.key: each.state for each in section_states(facts(name))}
        assert found[key] is State.PRESENT, name


def test_the_table_is_the_contracts() -> None:
    assert KEYS == [
        "guide",
        "rules",
        "catalogue",
        "annual_report",
        "on_request",
        "functions",
        "leaders",
        "contacts",
        "regulations",
        "plans",
        "statistics",
        "permits",
        "penalties",
        "budget",
        "fees",
        "procurement",
        "projects",
        "livelihood",
        "emergency",
        "supervision",
        "recruitment",
        "interpretation",
        "consultation",
        "messages",
    ]


def test_a_column_reported_as_section_is_named_unless_sections_are_skipped() -> None:
    empty = facts("财政预决算")
    empty.columns[0].text = ""
    assert reported_columns(empty) == {f"{HOME}0/"}
    skipping = msgspec.structs.replace(empty, site=facts(skip=("missing_section",)).site)
    assert reported_columns(skipping) == frozenset()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("机构职能", {"机构职能"}),
        ("示例县水利局机构职能_示例县人民政府", {"机构职能"}),
        ("政府信息公开年度报告", {"政府信息公开年度报告", "信息公开年度报告"}),
        ("关于做好依申请公开工作的通知", set()),
        ("", set()),
    ],
)
def test_a_title_is_a_section_by_its_whole_name_or_behind_a_body(title: str, found: set[str]) -> None:
    assert names_in(title) == found


def test_what_is_worked_out_of_a_sites_facts_is_worked_out_once_for_them() -> None:
    asked = []

    @worked_out
    def count(site: SiteFacts) -> int:
        asked.append(site)
        return len(site.columns)

    one, other = facts("通知公告"), facts("通知公告", "机构职能")
    assert [count(one), count(other), count(one), count(other)] == [1, 2, 1, 2]
    assert asked == [one, other]
    changed = msgspec.structs.replace(one, columns=())
    assert count(changed) == 0  # other facts
