"""What the processes of an inspection hold in memory, looked at from outside while it runs.

`own` is what they hold for themselves (anonymous and shared memory). `files` is what is mapped of programs' files, each
program counted once: two processes that run the same program share its pages, and the system drops them when memory
gets short. (The proportional set size would depend on what else runs on the machine.)
"""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from pathlib import Path

import psutil

_KINDS = ("RssAnon", "RssShmem", "RssFile")


def tree_bytes(pid: int) -> tuple[int, int, list[str]]:
    """What a process and all below it hold of their own, what of files, and how much of the first is whose."""
    own, files, parts = 0, defaultdict(int), []
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
                held = sizes.get("RssAnon", 0) + sizes.get("RssShmem", 0)
                own += held
                parts.append(f"{process.name()} {held / 1e6:.0f}")
                program = process.exe()
                files[program] = max(files[program], sizes.get("RssFile", 0))
    return own, sum(files.values()), parts


class Peak:
    """Looks at a process tree some times a second until the block ends.

    `own` is the most it held of its own, `parts` whose that was, `all` the most with the files.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.own = self.all = 0
        self.parts: list[str] = []

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.2):
            own, files, parts = tree_bytes(self._pid)
            self.all = max(self.all, own + files)
            if own > self.own:
                self.own, self.parts = own, parts

    def __str__(self) -> str:
        return (
            f"{self.own / 1e6:.0f} MB at most ({', '.join(self.parts)}), {self.all / 1e6:.0f} MB with programs' files"
        )
