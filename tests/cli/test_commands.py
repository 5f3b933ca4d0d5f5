"""The door: every command explains itself, mistakes are answered in plain words with the contract's exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[2]


def govinspect(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", "from cli import script; script()", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def commands(
    group: click.Group | None = None, path: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], click.Command]]:
    from cli.app import govinspect as root

    group = group or root
    found = []
    for name, command in group.commands.items():
        found.append(((*path, name), command))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize(
    ("path", "command"), commands(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_has_help_with_an_example(path, command):
    assert "示例" in (command.help or ""), f"{path} has no example"
    assert f"govinspect {path[0]}" in (command.help or "")


def test_every_sentence_stands_in_both_languages():
    from cli.texts import TEXTS

    assert all(len(pair) == 2 and all(pair) for pair in TEXTS.values())


def test_both_languages_of_a_sentence_have_the_same_blanks():
    import string

    from cli.texts import TEXTS

    def blanks(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [key for key, (zh, en) in TEXTS.items() if blanks(zh) != blanks(en)] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scam"], "没有命令"),
        (["scan"], "缺少"),
        (["scan", "x.example", "--as-of", "yesterday"], "不是日期"),
        (["scan", "nobody"], "既不是登记的网站代码"),
        (["run", "--quarter", "2026Q7"], "2026Q4"),
        (["checks", "no_such_check"], "no_such_check"),
        (["scan", "http://x.example/", "--only", "no_such_check"], "no_such_check"),
        (["score"], "还没有做过巡检"),
    ],
)
def test_a_mistake_is_exit_2_and_a_sentence(tmp_path, arguments, words):
    done = govinspect(*arguments, GOVINSPECT_DATA=str(tmp_path))
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_language_can_be_english(tmp_path):
    done = govinspect("--lang", "en", "scan", "nobody", "--data", str(tmp_path))
    assert "neither a registered code nor a URL" in done.stderr


def test_an_unwritable_data_folder_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    done = govinspect("sites", "list", "--data", str(blocked / "below"))
    assert done.returncode == 2
    assert "--data" in done.stderr


def test_a_bad_configuration_names_the_field(tmp_path):
    config = tmp_path / "c.toml"
    config.write_text("paralel = 3\n")
    done = govinspect("sites", "list", "--config", str(config), "--data", str(tmp_path))
    assert done.returncode == 2
    assert "paralel" in done.stderr


def test_the_registry_of_the_city_is_there_and_says_what_is_to_be_filled_in(tmp_path):
    listed = govinspect("sites", "list", "--data", str(tmp_path))
    assert "hanyin" in listed.stdout
    checked = govinspect("sites", "validate", "--data", str(tmp_path))
    assert checked.returncode == 0
    assert "待填写" in checked.stdout


def test_a_site_can_be_registered_changed_and_refused(tmp_path):
    data = ("--data", str(tmp_path))
    added = govinspect(
        "sites", "add", "--code", "new", "--name", "新局", "--kind", "department", "--url", "http://n.example/", *data
    )
    assert added.returncode == 0, added.stderr
    assert govinspect("sites", "edit", "new", "--url", "http://m.example/", *data).returncode == 0
    assert "http://m.example/" in govinspect("sites", "list", *data).stdout
    again = govinspect("sites", "add", "--code", "new", "--name", "新局", "--kind", "department", *data)
    assert again.returncode == 2
    bad = govinspect("sites", "edit", "new", "--url", "ftp://m.example/", *data)
    assert bad.returncode == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_of_commands_says_of_each_what_it_does(language: str) -> None:
    out = govinspect("--lang", language, "--help").stdout
    commands = out.partition("Commands:" if language == "en" else "命令:")[2].strip().splitlines()
    assert len(commands) >= 15
    assert not [line for line in commands if line.rstrip().endswith("...")]
