"""Throughput of the wording engine, side by side in one run: characters a second of one core.

Run from the repository: python tests/bench/words.py [FILE …]. Without files the labelled clean sets beside the
repository (../shared/typos) are read; every text is judged once, unless it says otherwise.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from checks.words.engine import Proofreader, shipped_proofreader
from checks.words.faults import Tier
from checks.words.lexicon import load_lexicon
from checks.words.memory import Judge, RememberingProofreader
from checks.words.near_miss import near_misses

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPEATED = 20  # how often a crawled block is repeated: what a template holds, every page holds
PAGE = 1600  # characters


def texts(files: list[Path]) -> list[str]:
    """Distinct texts, a line each; of tab-separated lines the second cell."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys(line.split("\t")[1] if "\t" in line else line for line in lines))


def pages(blocks: list[str]) -> list[list[str]]:
    """The blocks as they may stand on pages of some PAGE characters."""
    made: list[list[str]] = [[]]
    for block in blocks:
        if sum(map(len, made[-1])) >= PAGE:
            made.append([])
        made[-1].append(block)
    return made


def speed(judge: Judge, work: list[list[str]]) -> float:
    """Characters a second of this process's CPU time."""
    begin = time.process_time()
    for blocks in work:
        judge.faults_of(blocks)
    return sum(len(block) for blocks in work for block in blocks) / (time.process_time() - begin)


def main() -> None:
    """Prints a line a part."""
    files = [Path(name) for name in sys.argv[1:]] or sorted((SHARED / "typos").glob("clean_*.tsv"))
    work = pages(texts(files))
    if not work[0]:
        raise SystemExit("no text: name a file, or put the labelled sets at ../shared/typos")
    lexicon, near = Proofreader(load_lexicon()), Proofreader(load_lexicon(), readers=[near_misses()])
    whole, likely = shipped_proofreader(), shipped_proofreader(Tier.LIKELY)
    for proofreader in (lexicon, near, whole, likely):
        proofreader.faults("布署工作，请登陆系统，大力培育发展大数局产业")  # what is read at the first hit
    remembered = RememberingProofreader(whole)
    print(
        f"{sum(len(block) for blocks in work for block in blocks):>12,} characters of varied text, as pages of {PAGE}"
    )
    parts = (
        (lexicon, work, "lexicon, dates, characters"),
        (near, work, "with near-misses"),
        (likely, work, "with the language model, tier likely"),
        (whole, work, "with the language model, all tiers"),
        (remembered, work * REPEATED, f"the same, each block seen {REPEATED} times"),
        (remembered, work * REPEATED, "the same, every block seen before"),
    )
    for judge, blocks, name in parts:
        rate = speed(judge, blocks)
        print(f"{rate:>12,.0f} characters/s, {1000 * PAGE / rate:6.2f} ms a page  {name}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12,.0f} MiB at most")


if __name__ == "__main__":
    main()
