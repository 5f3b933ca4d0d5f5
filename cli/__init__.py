"""The door: parses the command line and prints. `main` is the console script."""

from __future__ import annotations

import gc
import importlib.util
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOMS = ("checks", "crawler", "db", "demo", "reports", "scheduler")
INTERRUPTED = 130  # `ExitStatus.INTERRUPTED`, known before anything of ours is imported


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns the contract's exit status: 0, 1 (--fail-on), 2, 3 or 130."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    foreign = foreign_rooms()
    if foreign:
        print("包名冲突 / package names clash: " + "; ".join(foreign), file=sys.stderr)
        return 2
    from cli import texts  # the language is chosen before any help text is made

    texts.choose(arguments)
    if texts.language() == "zh":
        from cli.texts_click import speak_chinese

        speak_chinese()
    from cli.app import run

    return run(arguments)


def script() -> None:
    """The console script's entry. SIGINT and SIGTERM end it alike, from the first import to the last line written."""
    signal.signal(signal.SIGTERM, _interrupt)
    gc.disable()  # while modules are loaded, which stay; the command wakes it
    try:
        status = main()
    except KeyboardInterrupt:
        status = INTERRUPTED
    gc.freeze()  # nor is anything to be looked through at the end
    sys.exit(status)


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def foreign_rooms() -> list[str]:
    """Names of ours that another installed package shadows: our folders have everyday names."""
    here, foreign = Path(__file__).resolve().parent.parent, []
    for name in ROOMS:
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or here not in origin.parents:
            foreign.append(f"{name} ← {origin}")
    return foreign
