"""A proofreader that remembers: a city's pages repeat their blocks, and a block is judged once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from checks.words.faults import Fault

DEFAULT_SIZE = 20_000  # blocks; most hold no fault, so this is some 3 MB
SHORT = 64  # characters up to which a text is remembered as it is, which is quicker than its hash


class Judge(Protocol):
    """Whatever finds faults in texts."""

    def faults_of(self, texts: Sequence[str]) -> list[list[Fault]]:
        """For each text its faults."""


class RememberingProofreader:
    """Keeps the verdict on the last `size` different texts; of long ones only the hash."""

    def __init__(self, judge: Judge, size: int = DEFAULT_SIZE) -> None:
        self._judge = judge
        self._size = size
        self._verdicts: OrderedDict[str | bytes, tuple[Fault, ...]] = OrderedDict()

    def faults_of(self, texts: Sequence[str]) -> list[tuple[Fault, ...]]:
        """For each text its faults, remembered or found now."""
        keys = [text if len(text) <= SHORT else _hash(text) for text in texts]
        known: dict[str | bytes, tuple[Fault, ...]] = {}
        new: dict[str | bytes, str] = {}
        for key, text in zip(keys, texts, strict=True):
            verdict = self._verdicts.get(key)
            if verdict is None:
                new[key] = text
            else:
                self._verdicts.move_to_end(key)
                known[key] = verdict
        if new:
            found = (tuple(faults) for faults in self._judge.faults_of(list(new.values())))
            verdicts = dict(zip(new, found, strict=True))
            known |= verdicts
            self._verdicts |= verdicts
            while len(self._verdicts) > self._size:
                self._verdicts.popitem(last=False)
        return [known[key] for key in keys]

    def __len__(self) -> int:
        return len(self._verdicts)


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
