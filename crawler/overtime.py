"""A bound on the time that the reading or the judging of one page may take, whatever the page is made of.

Reading and checks are meant to be linear, and are tested to be. Where one is not, on a page nobody foresaw, the
inspection must go on all the same. The bound counts the process's own CPU time, so a loaded machine changes nothing.
An inspection that is being stopped does not wait for a page, either.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PAGE_SECONDS = 20.0  # of CPU; a page of usual size takes some hundredths of one
STOP_SECONDS = 0.2  # of CPU, that a page still gets when the inspection is stopped
_stop: list[Exception] = []  # what every block ends in, once there is something


@contextmanager
def bounded(seconds: float = PAGE_SECONDS) -> Iterator[None]:
    """Raises TimeoutError in the block when it has used so much CPU time, and again after each further such span.

    After `stop` the block raises what that was given, at its end if something in it catches it. Without effect off the
    main thread, and where the system has no such timer.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    if signal.getsignal(signal.SIGVTALRM) is not _over:
        signal.signal(signal.SIGVTALRM, _over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if _stop:
        raise _stop[0]


def stop(error: Exception) -> None:
    """Ends the block that is running, and every later one, in an error; called from a signal handler."""
    _stop[:] = [error]
    if hasattr(signal, "setitimer") and signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        signal.setitimer(signal.ITIMER_VIRTUAL, STOP_SECONDS, STOP_SECONDS)


def _over(*_: Any) -> None:
    if _stop:
        raise _stop[0]
    raise TimeoutError("a page took more time than the limit")
