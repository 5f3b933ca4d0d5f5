"""What a check's outcomes depend on beside the facts, as one key: equal keys and equal facts give equal outcomes."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from checks.base import Check, Context

OUR_ROOM = Path(__file__).resolve().parent
WORDS_OF = ("jieba",)  # packages whose data decides what a word is
_BYTECODE = "__pycache__"


def version_of(check: type[Check], context: Context) -> str:
    """The key of a check in a context; the date counts only for checks that are `dated`."""
    about = {
        "check": check.id,
        "code": _code_of(check.__module__.partition(".")[0]),
        "options": context.options,
        "site": context.site,
        "as_of": context.as_of if check.dated else None,
    }
    return hashlib.sha256(msgspec.json.encode(about, order="deterministic")).hexdigest()[:16]


def files_version(files: Iterable[Path]) -> str:
    """A key of the contents of files and folders of files, compiled ones left out."""
    digest = hashlib.sha256()
    for entry in files:
        below = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
        for path in below:
            if path.is_file() and _BYTECODE not in path.parts:
                digest.update(f"{path.relative_to(entry.parent)}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@functools.cache
def _code_of(package: str) -> str:
    """The key of the code and data that a check of this package runs: our room, and a guest's own package."""
    guest = getattr(sys.modules.get(package), "__file__", None) if package != OUR_ROOM.name else None
    places = [OUR_ROOM, *([Path(guest).resolve()] if guest else [])]
    places = [place.parent if place.name == "__init__.py" else place for place in places]
    return " ".join([files_version(places), *(f"{name}={_release(name)}" for name in WORDS_OF)])


def _release(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
