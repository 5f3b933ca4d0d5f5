"""Throughput of the wording engine, side by side in one run: characters a second on one core.

Run from the repository: python tests/bench/words.py [FILE …]. Without files the labelled clean sets beside the
repository (../shared/typos) are read; every text is judged once, so nothing is remembered.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from checks.words.engine import Proofreader, shipped_proofreader
from checks.words.lexicon import load_lexicon
from checks.words.memory import RememberingProofreader

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPEATED = 10  # how often a crawled block is repeated


def texts(files: list[Path]) -> list[str]:
    """Distinct texts, a line each; of tab-separated lines the second cell."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys(line.split("\t")[1] if "\t" in line else line for line in lines))


def speed(judge: Callable[[str], object], work: list[str]) -> float:
    """Characters a second."""
    begin = time.perf_counter()
    for text in work:
        judge(text)
    return sum(map(len, work)) / (time.perf_counter() - begin)


def main() -> None:
    """Prints a line a part."""
    files = [Path(name) for name in sys.argv[1:]] or sorted((SHARED / "typos").glob("clean_*.tsv"))
    work = texts(files)
    if not work:
        raise SystemExit("no text: name a file, or put the labelled sets at ../shared/typos")
    lexicon, whole = Proofreader(load_lexicon()), shipped_proofreader()
    for proofreader in (lexicon, whole):
        proofreader.faults("布署工作，请登陆系统")  # the dictionary is built at the first hit
    remembered = RememberingProofreader(whole)
    print(f"{sum(map(len, work)):>12,} characters of varied text")
    print(f"{speed(lexicon.faults, work):>12,.0f} characters/s  lexicon, dates, characters")
    print(f"{speed(whole.faults, work):>12,.0f} characters/s  with near-misses")
    print(f"{speed(remembered.faults, work * REPEATED):>12,.0f} characters/s  each block seen {REPEATED} times")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12,.0f} MiB at most")


if __name__ == "__main__":
    main()
