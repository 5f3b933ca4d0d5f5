"""What the two READMEs show works, and they show the same."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from checks.base import Context, Finding
from checks.facts import Page, PageType, Site, SiteKind

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def commands(readme: str) -> set[str]:
    """The commands without their comments and file names."""
    lines = (line.partition("#")[0] for block in blocks(readme, "sh") for line in block.splitlines())
    return {re.sub(r"\S+\.(xlsx|txt)\b", "FILE", line).strip() for line in lines}


@pytest.mark.parametrize("readme", READMES)
def test_the_first_commands_are_demo_and_test(readme: str) -> None:
    first = [line.partition("#")[0].strip() for line in blocks(readme, "sh")[0].splitlines()]
    assert first == ["./run demo", "./run test"]


def test_both_languages_show_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")


@pytest.mark.parametrize("readme", READMES)
def test_the_registry_example_is_a_site(readme: str) -> None:
    (row,) = tomllib.loads(blocks(readme, "toml")[0])["site"]
    assert set(row) <= set(Site.__struct_fields__)
    assert row["kind"] in set(SiteKind)


@pytest.mark.parametrize("readme", READMES)
def test_the_example_of_a_check_is_one(readme: str) -> None:
    (example,) = blocks(readme, "python")
    names: dict[str, Any] = {}
    exec(example, names)
    check = names["MissingSource"]()
    site = Site(code="a", name="某县", kind=SiteKind.COUNTY, url="http://a.example/")
    context = Context(site=site, as_of=dt.date(2026, 11, 1), options={})
    asked = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    page = Page(url="http://a.example/1", final_url="http://a.example/1", status=200, fetched_at=asked, title="通知")
    page.type = PageType.ARTICLE
    (fault,) = check.judge(page, context)
    assert isinstance(fault, Finding)
    page.source = "县农业农村局"
    assert list(check.judge(page, context)) == []


@pytest.mark.parametrize("document", [*READMES, "docs/install.md", "CHANGELOG.md"])
def test_links_within_the_project_lead_somewhere(document: str) -> None:
    path = ROOT / document
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []
