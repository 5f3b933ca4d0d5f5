"""The bound on a page's time, and its end when the inspection is stopped; in a process of its own each."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.crawler.harness import ROOT

PROGRAM = """
import os, signal, threading, time
from crawler import overtime

def swallow():
    while time.process_time() < 20:
        try:
            for _ in range(10_000_000): pass
        except Exception: {on_error}

def stop(*_): overtime.stop(RuntimeError("stopped"))

signal.signal(signal.SIGTERM, stop)
threading.Timer({delay}, os.kill, (os.getpid(), signal.SIGTERM)).start()
began = time.process_time()
try:
    with overtime.bounded({seconds}): swallow()
except Exception as error:
    print(type(error).__name__, time.process_time() - began < 10)
try:
    while not overtime._stop: time.sleep(0.1)
    with overtime.bounded(): pass
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(
    ("seconds", "delay", "on_error", "said"),
    [
        (0.2, 5, "raise", "TimeoutError True RuntimeError"),
        (60, 0.5, "raise", "RuntimeError True RuntimeError"),
        (60, 0.5, "break", "RuntimeError True RuntimeError"),  # caught inside: raised at the end
    ],
)
def test_page_ends_at_its_bound_or_when_it_is_stopped(seconds: float, delay: float, on_error: str, said: str) -> None:
    program = PROGRAM.format(seconds=seconds, delay=delay, on_error=on_error)
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.split() == said.split(), done.stderr
