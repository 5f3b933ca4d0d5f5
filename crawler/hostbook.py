"""When each host may be asked next and how many ask it now, kept in one file for all processes of a data directory.

A place at a host is a lock on a byte of the file, which the system gives back when its holder dies, however it dies.
The time of a host's next turn and how far it is slowed down stand in a record that is read and written under a lock on
another byte. Nothing needs to be cleaned up or renewed, and a host that one process alone asks costs six system calls
a request.
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec

try:
    import fcntl
except ImportError:  # Windows: each process keeps its own book
    fcntl = None  # type: ignore[assignment]

SLOWED_SECONDS = 3600.0  # after its last complaint a host is asked at its usual rate again
LONGEST_WAIT = 3600.0  # a turn farther away was noted before the machine started anew
RECORDS = 1 << 18  # hosts that meet in one record only share their turns
_RECORD = struct.Struct("<qddd")
_PLACES = 1 << 40  # where the bytes begin whose locks are places; nothing is ever written there


class Record(msgspec.Struct, frozen=True):
    """What is known of a host: its next turn, how many times its usual interval it needs, and since when."""

    next_turn: float = 0.0
    factor: float = 1.0
    slowed_at: float = 0.0


class Book(Protocol):
    """Places and records by host."""

    def place(self, host: str, at_once: int) -> int | None:
        """Takes one of a host's places; None if others hold them all."""

    def leave(self, host: str, place: int) -> None:
        """Gives a place back."""

    def open(self, host: str) -> Record | None:
        """The record, which is the caller's alone until `close`; None if another process has it just now."""

    def close(self, host: str, record: Record | None) -> None:
        """Puts the record back, changed if one is given."""


class OwnBook:
    """The book of one process. Its places are kept by whoever asks."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def place(self, host: str, at_once: int) -> int | None:
        return 0

    def leave(self, host: str, place: int) -> None:
        return None

    def open(self, host: str) -> Record | None:
        return self._records.get(host, Record())

    def close(self, host: str, record: Record | None) -> None:
        if record is not None:
            self._records[host] = record


class SharedBook:
    """The book of all processes that use the file. One such object a process: its locks are the process's."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._keys: dict[str, int] = {}
        self._mine: set[tuple[int, int]] = set()

    def _key(self, host: str) -> int:
        key = self._keys.get(host)
        if key is None:
            key = self._keys[host] = int.from_bytes(blake2b(host.encode(), digest_size=7).digest(), "big") >> 4
        return key

    def place(self, host: str, at_once: int) -> int | None:
        key = self._key(host)
        for place in range(at_once):
            if (key, place) not in self._mine and self._locked(_PLACES + key * 16 + place):
                self._mine.add((key, place))
                return place
        return None

    def leave(self, host: str, place: int) -> None:
        key = self._key(host)
        self._mine.discard((key, place))
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, _PLACES + key * 16 + place)

    def open(self, host: str) -> Record | None:
        key = self._key(host)
        at = key % RECORDS * _RECORD.size
        if not self._locked(at):
            return None
        data = os.pread(self._file, _RECORD.size, at)
        if len(data) < _RECORD.size:
            return Record()
        owner, next_turn, factor, slowed_at = _RECORD.unpack(data)
        return Record(next_turn, factor, slowed_at) if owner == key and factor >= 1.0 else Record(next_turn)

    def close(self, host: str, record: Record | None) -> None:
        key = self._key(host)
        at = key % RECORDS * _RECORD.size
        if record is not None:
            os.pwrite(self._file, _RECORD.pack(key, record.next_turn, record.factor, record.slowed_at), at)
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, at)

    def _locked(self, at: int) -> bool:
        with suppress(BlockingIOError, PermissionError):
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, at)
            return True
        return False


def open_book(data_dir: Path) -> Book:
    """The book of a data directory."""
    return SharedBook(data_dir / "locks" / "hosts") if fcntl is not None else OwnBook()
