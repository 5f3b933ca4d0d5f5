"""A command that is told to stop ends in 130, without a traceback, from its first import to its last line."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

# `foreign_rooms` is the first thing that the door does, before it imports the commands.
DOOR = "import cli; cli.foreign_rooms = lambda: print('open', flush=True) or []; cli.script()"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3, 3.0])
def test_a_signal_while_the_commands_are_imported_or_at_work(number: signal.Signals, seconds: float) -> None:
    command = [sys.executable, "-c", DOOR, "proofread", "-"]  # it waits for a text that never comes
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"open\n"
        time.sleep(seconds)
        process.send_signal(number)
        assert process.wait(timeout=20) == 130
        assert b"Traceback" not in process.stderr.read()


def test_the_handlers_come_back_after_the_sites_were_inspected() -> None:
    code = (
        "import signal; from scheduler import _handlers_kept, _stop_on_signals; import asyncio\n"
        "async def main(): _stop_on_signals()\n"
        "def ours(*_): pass\n"
        "signal.signal(signal.SIGTERM, ours)\n"
        "with _handlers_kept(): asyncio.run(main())\n"
        "assert signal.getsignal(signal.SIGTERM) is ours\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
