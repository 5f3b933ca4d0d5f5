"""The lock holds a pin for all that pyproject asks for, and no addresses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.M)


def wanted() -> list[Requirement]:
    """All direct dependencies, those of the extras included, without the project itself."""
    texts = [*PROJECT["dependencies"], *(text for extra in PROJECT["optional-dependencies"].values() for text in extra)]
    return [wish for wish in map(Requirement, texts) if wish.name != PROJECT["name"]]


@pytest.mark.parametrize("wish", wanted(), ids=lambda wish: wish.name)
def test_every_dependency_is_pinned_within_its_bounds(wish: Requirement) -> None:
    versions = [
        version for name, version in PIN.findall(LOCK) if canonicalize_name(name) == canonicalize_name(wish.name)
    ]
    assert versions, f"{wish.name} is not in requirements.lock: make lock"
    assert all(wish.specifier.contains(version) for version in versions), f"{wish} against {versions}: make lock"


def test_the_lock_works_with_any_index() -> None:
    lines = [line for line in LOCK.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert [line for line in lines if not PIN.match(line)] == []
    assert "://" not in LOCK
