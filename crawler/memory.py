"""The memory that a browser may take, kept from outside: a page that takes more loses its process, not the inspection.

An rlimit would not do: a browser reserves far more than it uses, and crashes on ordinary pages. So the memory that its
processes really hold for themselves is looked at many times a second while it shows pages: a script that means harm
takes a gigabyte and more a second. A thread looks, as the inspection itself may be busy reading a page.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Iterable, Iterator

import psutil

TREE_BYTES = 565_000_000  # of the inspection, its browser and its browser's driver together
PAGE_BYTES = 120_000_000  # a page that holds less is an ordinary one, and not what the memory went to
LOOK_SECONDS = 0.02
LIST_SECONDS = 0.1  # after which the processes are listed anew
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

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Keeps the bound while the block runs."""
        over = threading.Event()
        threading.Thread(target=self._watch, args=(over,), daemon=True).start()
        try:
            yield
        finally:
            over.set()

    def _watch(self, over: threading.Event) -> None:
        tree: list[psutil.Process] = []
        pages: list[psutil.Process] = []
        listed = 0.0
        while not over.wait(LOOK_SECONDS):
            if time.monotonic() - listed >= LIST_SECONDS:
                tree = self._tree()
                pages = [process for process in tree if _is_page(process)]
                listed = time.monotonic()
            if max(tree_bytes(pages)[1].values(), default=0) < PAGE_BYTES:
                continue
            together, own = tree_bytes(tree)
            if together > self._most:
                self._end_largest(own)
                listed = 0.0

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
