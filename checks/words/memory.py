"""A proofreader that remembers: a city's pages repeat their blocks, and a block is judged once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Protocol

from checks.words.faults import Fault

DEFAULT_SIZE = 20_000  # blocks; most hold no fault, so this is some 3 MB
SHORT = 64  # characters up to which a text is remembered as it is, which is quicker than its hash


class Judge(Protocol):
    """Whatever finds faults in a text."""

    def faults(self, text: str) -> list[Fault]:
        """The faults of one text."""


class RememberingProofreader:
    """Keeps the verdict on the last `size` different texts; of long ones only the hash."""

    def __init__(self, judge: Judge, size: int = DEFAULT_SIZE) -> None:
        self._judge = judge
        self._size = size
        self._verdicts: OrderedDict[str | bytes, tuple[Fault, ...]] = OrderedDict()

    def faults(self, text: str) -> tuple[Fault, ...]:
        """The faults of a text, remembered or found now."""
        key = text if len(text) <= SHORT else _hash(text)
        verdict = self._verdicts.get(key)
        if verdict is not None:
            self._verdicts.move_to_end(key)
            return verdict
        verdict = tuple(self._judge.faults(text))
        self._verdicts[key] = verdict
        if len(self._verdicts) > self._size:
            self._verdicts.popitem(last=False)
        return verdict

    def __len__(self) -> int:
        return len(self._verdicts)


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
