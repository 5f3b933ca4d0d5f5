"""What click says by itself, headings and complaints, is Chinese like everything else."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from cli.texts_click import CHINESE, SPEAKING
from tests.cli.test_commands import govinspect


def test_every_sentence_of_the_table_is_one_that_click_says() -> None:
    source = "".join(resources.files("click").joinpath(f"{name}.py").read_text("utf-8") for name in SPEAKING)
    assert [said for said in CHINESE if f'"{said}"' not in source] == []


@pytest.mark.parametrize("command", [[], ["scan"], ["sites"], ["report"]])
def test_help_is_chinese(command: list[str]) -> None:
    out = govinspect(*command, "--help").stdout
    assert out.startswith("用法：")
    assert not re.search(r"Usage|Options:|Commands:|Show this|default:|required", out)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["scan", "x", "--max-pages", "0"], "0 不在范围 x>=1 之内"),
        (["scan", "x", "--max-pages", "many"], "“many”不是数"),
        (["scan", "x", "--render", "often"], "“often”不在可选值"),
        (["scan", "x", "y"], "多余的参数：y"),
        (["scan", "x", "--rate"], "后面要写值"),
        (["proofread", "-", "--no-such"], "没有选项 --no-such"),
    ],
)
def test_complaints_are_chinese(arguments: list[str], complaint: str) -> None:
    told = govinspect(*arguments)
    assert told.returncode == 2
    assert complaint in told.stderr


def test_english_stays_english() -> None:
    assert govinspect("--lang", "en", "scan", "--help").stdout.startswith("Usage: ")
