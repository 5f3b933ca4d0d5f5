"""What the processes of an inspection hold in memory, looked at from outside while it runs.

The sum of what each process holds for itself, and of the files mapped by each program counted once: two processes that
run the same program share its pages. (The proportional set size would depend on what else runs on the machine.)
"""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from pathlib import Path

import psutil

_KINDS = ("RssAnon", "RssShmem", "RssFile")


def tree_bytes(pid: int) -> int:
    """The memory of a process and all below it."""
    own, files = 0, defaultdict(int)
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            with contextlib.suppress(psutil.Error, OSError):
                status = Path(f"/proc/{process.pid}/status").read_text()
                sizes = {
                    kind: int(line.split()[1]) * 1024
                    for line in status.splitlines()
                    for kind in _KINDS
                    if line.startswith(f"{kind}:")
                }
                own += sizes.get("RssAnon", 0) + sizes.get("RssShmem", 0)
                program = process.exe()
                files[program] = max(files[program], sizes.get("RssFile", 0))
    return own + sum(files.values())


class Peak:
    """Looks at a process tree some times a second until the block ends; `bytes` is the most it saw."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.bytes = 0

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.2):
            self.bytes = max(self.bytes, tree_bytes(self._pid))
