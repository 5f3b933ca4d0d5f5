"""Where workers come from: a process that has the worker's modules loaded and forks a worker for each job.

Loading them costs more than a second, and every site has a worker of its own. Forked, a worker begins at once, and what
is loaded lies in memory once for all of them. The nursery itself is forked from the command before that has a thread or
an open database, of which a fork must have none; it has none either, and loads nothing before the first job.

Over the socket come, for each job, a byte and four descriptors: stdin, stdout, stderr of the worker, and a pipe into
which its process id and, when it has ended, its exit status are written. Nobody at the other end: the nursery ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import selectors
import signal
import socket
import struct
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from typing import BinaryIO, NoReturn

NUMBER = struct.Struct("=i")  # a process id, an exit status (minus the signal that ended it)
STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
LINE_LIMIT = 1 << 20  # bytes of one event line

Work = Callable[[], NoReturn]


class NurseryError(RuntimeError):
    """The nursery is gone; workers have to be started otherwise."""


class Worker:
    """A forked worker, used as one uses an `asyncio.subprocess.Process`."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, ending: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None
        self._ending = ending

    async def wait(self) -> int:
        """The exit status, when it has ended. If the nursery is gone, that of a process that was killed."""
        if self.returncode is None:
            try:
                (self.returncode,) = NUMBER.unpack(await self._ending.readexactly(NUMBER.size))
            except asyncio.IncompleteReadError:
                self.returncode = -signal.SIGKILL
        return self.returncode

    def terminate(self) -> None:
        """Asks it to stop. Raises ProcessLookupError if it has ended."""
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """Ends it. Raises ProcessLookupError if it has ended."""
        os.kill(self.pid, signal.SIGKILL)


class Nursery:
    """The command's end of the socket."""

    def __init__(self, load: Callable[[], Work]) -> None:
        """Forks. `load` is called once, in the nursery, at the first job; what it gives is what every worker does."""
        self._socket, theirs = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                self._socket.close()
                _serve(theirs, load)
            finally:
                os._exit(0)
        theirs.close()

    async def start(self, job: bytes, log: BinaryIO) -> Worker:
        """A worker that reads the job on stdin and writes to the log on stderr. Raises NurseryError."""
        out, out_end = os.pipe()
        life, life_end = os.pipe()
        said, life_said = await _reader(out), await _reader(life)
        try:
            with tempfile.TemporaryFile() as order:
                order.write(job)
                order.seek(0)
                socket.send_fds(self._socket, [b"w"], [order.fileno(), out_end, log.fileno(), life_end])
        except OSError as error:
            raise NurseryError(str(error)) from error
        finally:
            os.close(out_end)
            os.close(life_end)
        try:
            (pid,) = NUMBER.unpack(await life_said.readexactly(NUMBER.size))
        except asyncio.IncompleteReadError as error:
            raise NurseryError("it ended") from error
        return Worker(pid, said, life_said)

    def close(self) -> None:
        """Lets the nursery end. Workers that are still there go on until they have nobody to tell."""
        self._socket.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


@contextlib.contextmanager
def nursery(load: Callable[[], Work] | None = None) -> Iterator[Nursery | None]:
    """A nursery of workers that inspect sites, while the block lasts; None where the system cannot fork."""
    if not hasattr(os, "fork"):
        yield None
        return
    with contextlib.closing(Nursery(load or _inspector)) as made:
        yield made


def _inspector() -> Work:
    from crawler.worker import script

    return script


def _serve(connection: socket.socket, load: Callable[[], Work]) -> None:
    """Forks workers and tells how they ended, until nobody is at the other end of the connection."""
    os.setsid()  # what a terminal tells the command, the command tells the workers
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    ended, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    work: Work | None = None
    lives: dict[int, int] = {}  # process id → the pipe into which its end is told
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        selector.register(ended, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fd == ended:
                    os.read(ended, 4096)
                    _tell_ends(lives)
                    continue
                order, descriptors, *_ = socket.recv_fds(connection, 1, len(STREAMS) + 1)
                if not order:
                    return
                if work is None:
                    gc.disable()  # what is loaded stays: the collector need not look through it
                    work = load()
                    gc.freeze()
                pid = os.fork()
                if pid == 0:
                    signal.set_wakeup_fd(-1)
                    selector.close()
                    connection.close()
                    for descriptor in (ended, wake, *lives.values()):
                        os.close(descriptor)
                    _begin(descriptors, work)
                *streams, lives[pid] = descriptors
                for descriptor in streams:
                    os.close(descriptor)
                _tell(lives[pid], pid)


def _begin(descriptors: list[int], work: Work) -> NoReturn:
    """The worker's beginning: a session, streams and signals of its own."""
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number, (name, mode) in enumerate(STREAMS):
            os.dup2(descriptors[number], number)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", errors="backslashreplace", closefd=False))
        for descriptor in descriptors:  # no others: whoever owns them would close what has their numbers by then
            os.close(descriptor)
        work()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)


def _tell_ends(lives: dict[int, int]) -> None:
    with contextlib.suppress(ChildProcessError):  # nobody is left
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            life = lives.pop(pid)
            _tell(life, os.waitstatus_to_exitcode(status))
            os.close(life)


def _tell(life: int, number: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # the command is gone
        os.write(life, NUMBER.pack(number))


async def _reader(descriptor: int) -> asyncio.StreamReader:
    """What comes out of a pipe; the descriptor is closed when it has come to its end."""
    reader = asyncio.StreamReader(limit=LINE_LIMIT)
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(descriptor, "rb", 0))
    return reader
