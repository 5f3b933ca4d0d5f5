"""docs/checks.md is what the docstrings say."""

from __future__ import annotations

from pathlib import Path

from checks.docs import document
from checks.registry import all_checks

PATH = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_document_is_current() -> None:
    assert PATH.read_text(encoding="utf-8") == document(), "run `make docs`"


def test_it_tells_of_options_and_sources() -> None:
    text = document()
    assert "## overdue_report" in text
    assert "| `tolerance_days` | 30 |" in text
    assert "- **Source**: " in text


def test_every_check_has_its_place_among_the_rules() -> None:
    text = PATH.with_name("rules.md").read_text(encoding="utf-8")
    assert [check for check in all_checks() if f"`{check}`" not in text] == []
