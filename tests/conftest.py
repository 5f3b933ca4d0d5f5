"""What holds for all tests: the quick ones first, so that a mistake shows early."""

from __future__ import annotations

import pytest

SLOW_MARKS = ("postgres", "browser", "slow")  # ascending


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: max((n for n, mark in enumerate(SLOW_MARKS, 1) if item.get_closest_marker(mark)), default=0)
    )
