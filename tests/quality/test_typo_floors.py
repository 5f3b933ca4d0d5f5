"""Pinned floors of the wording engine on labelled sets that lie beside the repository (`../shared`), never in it.

False flags on clean official text are counted as they are; a flag there that turns out a real fault of the source is
listed by its form. Recall is pinned so that no change loses it unseen; the language model has learned from these
sets, so it says nothing of other texts.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.words.engine import shipped_proofreader
from checks.words.faults import Tier
from checks.words.proofread import manuscript_judge, proofread_text

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SETS = SHARED / "typos"
CIRCULAR = SHARED / "domain" / "circular-2020-10.txt"

pytestmark = pytest.mark.skipif(not SETS.is_dir(), reason="the labelled sets are not beside the repository (../shared)")


def sentences(name: str) -> Iterator[tuple[str, str]]:
    """Source and target of each labelled sentence."""
    for line in (SETS / name).read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 3:
            yield cells[1], cells[2]


@pytest.mark.parametrize("name", ["clean_xxqg_dev.tsv", "clean_rmrb_dev.tsv"])
def test_no_false_flag_on_clean_official_text(name: str) -> None:
    flags = [
        (fault.wrong, fault.context)
        for source, _ in sentences(name)
        for judge in (shipped_proofreader(Tier.LIKELY), manuscript_judge(Tier.LIKELY))
        for fault in judge.faults(source)
        if fault.tier is not Tier.SUSPECTED
    ]
    assert flags == []


# edits found (characters) and, of the flags on labelled edits, the share with the right suggestion
@pytest.mark.parametrize(
    ("name", "found_at_least", "right_at_least"),
    [
        ("textproof_dev.tsv", 268, 0.98),
        ("ecspell_odw_train.tsv", 1030, 0.99),
        ("ecspell_law_train.tsv", 1140, 0.99),
    ],
)
def test_recall_and_correction(name: str, found_at_least: int, right_at_least: float) -> None:
    found = right = flags = 0
    for source, target in sentences(name):
        if len(source) != len(target):
            continue
        edits = {place for place, (wrong, good) in enumerate(zip(source, target, strict=True)) if wrong != good}
        for fault in manuscript_judge(Tier.LIKELY).faults(source):
            hit = edits & set(range(fault.start, fault.end))
            if fault.tier is Tier.SUSPECTED or not hit:
                continue
            found += len(hit)
            flags += 1
            right += target[fault.start : fault.start + len(fault.suggestion)] == fault.suggestion
    assert found >= found_at_least
    assert right / flags >= right_at_least


def test_the_circular() -> None:
    """Its two known errors, 统一登陆 and 一号登陆, and nothing else."""
    faults = proofread_text(CIRCULAR.read_text(encoding="utf-8"), CIRCULAR.name, lowest=Tier.LIKELY)
    found = [(fault.wrong, fault.suggestion) for fault in faults]
    assert found == [("登陆", "登录"), ("登陆", "登录")]


# a process of its own, as an inspection is: what it held at most, in MiB, after reading with all tiers
READING = """
import re, sys
from checks.words.engine import shipped_proofreader
blocks = sys.stdin.read().splitlines()
for first in range(0, len(blocks), 30):
    shipped_proofreader().faults_of(blocks[first : first + 30])
print(int(re.search("VmHWM: *([0-9]+)", open("/proc/self/status").read().replace("\\t", " "))[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells it on Linux only; ru_maxrss would be the parent's")
def test_what_a_process_holds() -> None:
    """144 MiB when this was pinned."""
    blocks = [source for name in ("clean_xxqg_dev.tsv", "clean_rmrb_dev.tsv") for source, _ in sentences(name)]
    command = [sys.executable, "-X", "utf8", "-c", READING]
    read = subprocess.run(command, input="\n".join(blocks), capture_output=True, encoding="utf-8", check=True)
    assert int(read.stdout) <= 150
