"""The benchmarks run by hand (`make bench`), so nobody else would notice that one no longer loads."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

BENCHES = Path(__file__).resolve().parents[1] / "bench"


@pytest.mark.parametrize("bench", sorted(path.name for path in BENCHES.glob("[a-z]*.py")))
def test_a_benchmark_loads(bench: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHES))
    loaded = runpy.run_path(str(BENCHES / bench), run_name="loaded")
    assert callable(loaded["main"])
