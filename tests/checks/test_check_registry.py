"""Finding checks: ours, those of other packages, and what is said of broken ones."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import ClassVar

import pytest

from checks.base import Check, Option, PageCheck
from checks.registry import (
    CheckOptionError,
    CheckRegistryError,
    UnknownCheckError,
    all_checks,
    resolve_options,
    select,
)

GOOD_CHECK = '''
from collections.abc import Iterator
from checks.base import Context, Finding, Need, Outcome, PageCheck, RuleClass, Severity
from checks.facts import Page


class ShoutingTitle(PageCheck):
    """A title in exclamation marks.

    Rule: 标题不用感叹号。
    Source: example
    Bad: 通知！
    Good: 通知
    Blind spots: 图片标题。
    """

    id = "shouting_title"
    title = "标题感叹号"
    severity = Severity.INFO
    rule_class = RuleClass.PRACTICE
    needs = frozenset({Need.PAGE})

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        if "！" in page.title:
            yield Finding(check=self.id, url=page.url, target=page.title, severity=self.severity, message="感叹号")
'''


def install(folder: Path, package: str, source: str, points: str) -> None:
    """A package with a module and the metadata that an installer would leave."""
    module = package.replace("-", "_")
    (folder / f"{module}.py").write_text(source, encoding="utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        textwrap.dedent(f"[govinspect.checks]\n{points}\n").replace("MODULE", module), encoding="utf-8"
    )


def test_a_check_of_another_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "shouting-checks", GOOD_CHECK, "shouting = MODULE:ShoutingTitle")
    monkeypatch.syspath_prepend(str(tmp_path))
    checks = all_checks()
    assert checks["shouting_title"].title == "标题感叹号"
    assert issubclass(checks["shouting_title"], PageCheck)
    assert [check.id for check in select(only=["shouting_title"])] == ["shouting_title"]


def test_two_checks_of_one_id_are_refused_by_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "taking-one", GOOD_CHECK, "shouting = MODULE:ShoutingTitle")
    install(tmp_path, "taking-two", GOOD_CHECK, "shouting = MODULE:ShoutingTitle")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(CheckRegistryError, match="taking-one and by taking-two"):
        all_checks()


@pytest.mark.parametrize(
    ("package", "source", "point"),
    [
        ("no-class", "def ShoutingTitle(): ...", "MODULE:ShoutingTitle"),
        ("other-class", "class ShoutingTitle: ...", "MODULE:ShoutingTitle"),
        ("not-there", "", "MODULE:ShoutingTitle"),
        ("raising-module", "raise RuntimeError('boom')", "MODULE:ShoutingTitle"),
        ("undocumented", GOOD_CHECK.replace("Rule:", "R:"), "MODULE:ShoutingTitle"),
        ("abstract-one", GOOD_CHECK.replace("def judge", "def guess"), "MODULE:ShoutingTitle"),
    ],
)
def test_what_is_no_check_is_refused_by_package(
    package: str, source: str, point: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, package, source, f"bad = {point}")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(CheckRegistryError, match=f"package {package}"):
        all_checks()


def test_select_orders_and_leaves_out() -> None:
    ids = [check.id for check in select()]
    assert ids == sorted(ids)
    assert "dead_link" in ids
    assert "dead_link" not in [check.id for check in select(skip=["dead_link"])]


def test_an_unknown_id_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownCheckError, match=r"dead_lnk; there are: .*dead_link"):
        select(only=["dead_lnk"])
    with pytest.raises(UnknownCheckError):
        select(skip=["nothing"])


class _Optional(Check):
    """Options of each type.

    Rule: r
    Source: s
    Bad: b
    Good: g
    Blind spots: n
    """

    id = "optional"
    title = "选项"
    severity = rule_class = None  # type: ignore[assignment]
    needs = frozenset()
    options: ClassVar = {
        "days": Option(14, "天数"),
        "share": Option(0.2, "比例"),
        "on": Option(True, "开关"),
        "names": Option((), "名"),
    }


def test_options_are_defaults_overridden() -> None:
    assert resolve_options(_Optional, {}) == {"days": 14, "share": 0.2, "on": True, "names": ()}
    given = {"days": 7, "share": 1, "on": False, "names": ["a"]}
    assert resolve_options(_Optional, given) == {"days": 7, "share": 1.0, "on": False, "names": ("a",)}


WRONG_TYPES = [{"days": "7"}, {"days": True}, {"days": 7.0}, {"on": 1}, {"share": "x"}, {"names": "a"}]


@pytest.mark.parametrize("given", WRONG_TYPES)
def test_a_value_of_another_type_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(CheckOptionError, match=f"option {next(iter(given))} of check optional"):
        resolve_options(_Optional, given)


def test_an_unknown_option_is_answered_with_the_known_ones() -> None:
    with pytest.raises(CheckOptionError, match="no option day; it has: days, names, on, share"):
        resolve_options(_Optional, {"day": 1})


def test_every_check_of_ours_is_documented_in_order() -> None:
    for check in select():
        doc = check.__doc__ or ""
        places = [doc.index(part) for part in ("Rule:", "Source:", "Bad:", "Good:", "Blind spots:")]
        assert places == sorted(places), check.id
        assert doc.strip().splitlines()[0].endswith("."), check.id
