"""The memory that a browser may take, kept from outside: a page that takes more loses its process, not the inspection.

An rlimit would not do: a browser reserves far more than it uses, and crashes on ordinary pages. So the memory that its
processes really hold for themselves is looked at some times a second while it shows pages.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable

import psutil

TREE_BYTES = 585_000_000  # of the inspection, its browser and its browser's driver together
PAGE_BYTES = 120_000_000  # a page that holds less is an ordinary one, and not what the memory went to
LOOK_SECONDS = 0.1
FRESH_LIST = 10  # looks after which the processes are listed anew
RENDERER = "--type=renderer"

logger = logging.getLogger("govinspect.crawler")


def tree_bytes(processes: Iterable[psutil.Process]) -> tuple[int, dict[psutil.Process, int]]:
    """What processes hold together, and what each holds for itself.

    Pages of files (programs, libraries) are counted once for each program, as its processes share them.
    """
    own: dict[psutil.Process, int] = {}
    files: dict[str, int] = {}
    for process in processes:
        try:
            memory, name = process.memory_info(), process.name()
        except (psutil.Error, OSError):
            continue  # it has ended
        shared = getattr(memory, "shared", 0)
        own[process] = max(memory.rss - shared, 0)
        files[name] = max(files.get(name, 0), shared)
    return sum(own.values()) + sum(files.values()), own


class MemoryGuard:
    """Watches the processes from `root` down, and ends large pages when all together hold more than `most`."""

    def __init__(self, root: int, most: int = TREE_BYTES) -> None:
        self._root = psutil.Process(root)
        self._most = most
        self.ended = 0  # processes that were ended for their size

    async def watch(self) -> None:
        """Keeps the bound until cancelled."""
        looks = 0
        tree = [self._root]
        while True:
            if looks % FRESH_LIST == 0:
                tree = self._tree()
            looks += 1
            together, own = tree_bytes(tree)
            if together > self._most:
                self._end_largest(own)
                looks = 0
            await asyncio.sleep(LOOK_SECONDS)

    def _end_largest(self, own: dict[psutil.Process, int]) -> None:
        pages = [process for process, held in own.items() if held >= PAGE_BYTES and _is_page(process)]
        if pages:
            largest = max(pages, key=lambda process: own[process])
            logger.warning("a page's process ended by its size: %d MB", own[largest] // 1_000_000)
            self.ended += 1
            _end(largest)

    def end_pages(self) -> None:
        """Ends the processes of pages that were given up, so that none of them keeps a processor busy."""
        for process in self._tree():
            if _is_page(process):
                _end(process)

    def _tree(self) -> list[psutil.Process]:
        try:
            return [self._root, *self._root.children(recursive=True)]
        except (psutil.Error, OSError):
            return [self._root]


def _is_page(process: psutil.Process) -> bool:
    try:
        return RENDERER in process.cmdline()
    except (psutil.Error, OSError):
        return False


def _end(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.Error, OSError):
        process.kill()
