"""`./run` on machines of several kinds, played by stand-ins for Python, uv, apt and others on a PATH of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = (
    "sh",
    "cat",
    "cmp",
    "cp",
    "chmod",
    "date",
    "dirname",
    "flock",
    "head",
    "mkdir",
    "rm",
    "sed",
    "tail",
    "touch",
    "uname",
)

# Each stand-in writes down how it was called; <NAME>_FAILS (a shell pattern over its arguments) makes it fail.
PYTHON = r"""#!/bin/sh
echo "python $*" >>"$CALLS"
case "$*" in ${PYTHON_FAILS:-nothing}) echo "python is broken" >&2; exit 1 ;; esac
case "$*" in
-V*) echo "Python 3.12.1" ;;
"-m venv "*)
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    printf '#!/bin/sh\necho "pip 25 from %s/lib/pip"\n' "$3" >"$3/bin/pip"
    chmod +x "$3/bin/pip" ;;
"-m pip config list") printf '%s\n' "${PIP_CONFIG:-}" ;;
"-m pip install"*" uv") cp "$STANDINS/uv" "$(dirname "$0")/uv" ;;
"-m pip install"*) cp "$STANDINS/program" "$(dirname "$0")/govinspect" ;;
esac
"""
UV = r"""#!/bin/sh
echo "uv $* [$UV_DEFAULT_INDEX|$UV_INDEX|$UV_INDEX_STRATEGY|$UV_FIND_LINKS]" >>"$CALLS"
case "$*" in ${UV_FAILS:-nothing}) echo "uv is broken" >&2; exit 1 ;; esac
cp "$STANDINS/program" "$(dirname "$0")/govinspect"
"""
PROGRAM = """#!/bin/sh
echo "govinspect $*; data ${GOVINSPECT_DATA:-default}; home $HOME"
"""
APT = r"""#!/bin/sh
echo "apt $*" >>"$CALLS"
case "$*" in ${APT_FAILS:-nothing}) echo "E: Unable to fetch" >&2; exit 100 ;; esac
case "$*" in
*python3-venv*) cp "$STANDINS/python" "$(dirname "$0")/python3" ;;
*" chromium" | *" chromium-headless-shell")
    for browser in "$@"; do :; done
    touch "$(dirname "$0")/$browser"; chmod +x "$(dirname "$0")/$browser" ;;
esac
"""
ID = """#!/bin/sh
echo "${AS_USER:-1000}"
"""
QUIET = "#!/bin/sh\n"
FONTS = "#!/bin/sh\necho 'Noto Sans CJK SC'\n"


@dataclass
class Machine:
    """A checkout and a PATH on which only what is put there exists."""

    checkout: Path
    bin: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def calls(self) -> list[str]:
        path = Path(self.env["CALLS"])
        return path.read_text().splitlines() if path.exists() else []

    def forget(self) -> None:
        Path(self.env["CALLS"]).unlink(missing_ok=True)

    def has(self, name: str, script: str) -> None:
        (self.bin / name).write_text(script)
        (self.bin / name).chmod(0o755)

    def run(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        shell = str(self.bin / "sh")
        command = [shell, str(self.checkout / "run"), *args]
        return subprocess.run(
            command, cwd=self.checkout.parent, env=self.env | env, capture_output=True, text=True, timeout=30
        )

    def called(self, start: str) -> list[str]:
        return [call for call in self.calls if call.startswith(start)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A user's machine with Python, a browser and fonts, without root and without apt."""
    checkout, bin_, standins = tmp_path / "a checkout", tmp_path / "bin", tmp_path / "standins"
    for folder in (checkout, bin_, standins, tmp_path / "home"):
        folder.mkdir()
    for name in ("run", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout)
    (checkout / "cli").mkdir()
    (checkout / "cli" / "__init__.py").touch()
    for tool in TOOLS:
        if found := shutil.which(tool):
            (bin_ / tool).symlink_to(found)
    for name, script in {"python": PYTHON, "uv": UV, "program": PROGRAM}.items():
        (standins / name).write_text(script)
        (standins / name).chmod(0o755)
    env = {
        "PATH": str(bin_),
        "HOME": str(tmp_path / "home"),
        "CALLS": str(tmp_path / "calls"),
        "STANDINS": str(standins),
    }
    machine = Machine(checkout, bin_, env)
    machine.has("python3", PYTHON)
    machine.has("id", ID)
    machine.has("sleep", QUIET)
    machine.has("chromium", QUIET)
    machine.has("fc-list", FONTS)
    return machine


@pytest.fixture
def bare_debian(machine: Machine) -> Machine:
    """Root on Debian, with nothing but apt."""
    for name in ("python3", "chromium", "fc-list"):
        (machine.bin / name).unlink()
    machine.has("apt-get", APT)
    machine.has("dpkg", QUIET)
    machine.env["AS_USER"] = "0"
    return machine


def test_without_a_command_it_says_what_there_is(machine: Machine) -> None:
    done = machine.run()
    assert done.returncode == 0
    assert all(f"\n  {command}" in done.stdout for command in ("demo", "test", "setup", "govinspect"))
    assert machine.calls == []


def test_an_unknown_command_is_wrong_usage(machine: Machine) -> None:
    done = machine.run("dmeo")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage" in done.stderr


def test_the_first_call_sets_up_and_the_second_only_runs(machine: Machine) -> None:
    first = machine.run("demo", "--data", "my data")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("govinspect demo --data my data; data default")
    assert len(machine.called("uv pip install")) == 2
    machine.forget()
    second = machine.run("govinspect", "scan", "x")
    assert second.stdout.startswith("govinspect scan x;")
    assert second.stderr == ""
    assert machine.calls == ["python -VV"]


def test_a_changed_lock_is_installed(machine: Machine) -> None:
    machine.run("setup")
    machine.forget()
    with (machine.checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert machine.run("setup").returncode == 0
    assert machine.called("uv pip install")
    assert not machine.called("python -m venv"), "the environment itself was sound"


def test_a_moved_checkout_gets_a_new_environment(machine: Machine) -> None:
    machine.run("setup")
    machine.forget()
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("elsewhere"))
    assert machine.run("setup").returncode == 0
    assert machine.called("python -m venv")


def test_pip_steps_in_for_uv(machine: Machine) -> None:
    done = machine.run("demo", UV_FAILS="pip install*")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("govinspect demo")
    assert len(machine.called("uv ")) == 3, "a network may fail now and then"
    assert machine.called("python -m pip install --disable-pip-version-check -r")


def test_a_failed_installation_says_why_and_is_taken_up_again(machine: Machine) -> None:
    done = machine.run("demo", PYTHON_FAILS="-m pip install*")
    assert (done.returncode, done.stdout) == (2, "")
    assert "python is broken" in done.stderr
    assert "PIP_INDEX_URL" in done.stderr
    again = machine.run("demo")
    assert again.returncode == 0
    assert again.stdout.startswith("govinspect demo")


def test_without_a_browser_it_says_what_is_left_out_and_goes_on(machine: Machine) -> None:
    (machine.bin / "chromium").unlink()
    done = machine.run("demo", PYTHON_FAILS="-m playwright install*")
    assert done.returncode == 0
    assert "没有浏览器" in done.stderr
    assert "No browser" in done.stderr
    machine.forget()
    assert machine.run("demo", PYTHON_FAILS="-m playwright install*").stderr == ""
    assert machine.calls == ["python -VV"], "no new download with every call"
    assert "No browser" not in machine.run("setup").stderr
    assert machine.called("python -m playwright install chromium"), "./run setup tries again"


def test_a_browser_may_be_named(machine: Machine) -> None:
    (machine.bin / "chromium").rename(machine.bin / "my-browser")
    assert machine.run("setup", GOVINSPECT_CHROMIUM=str(machine.bin / "my-browser")).returncode == 0
    assert not machine.called("python -m playwright install")
    done = machine.run("setup", GOVINSPECT_CHROMIUM="/no/such/browser")
    assert done.returncode == 0
    assert "GOVINSPECT_CHROMIUM=/no/such/browser" in done.stderr


def test_without_python_a_user_learns_what_to_install(machine: Machine) -> None:
    (machine.bin / "python3").unlink()
    done = machine.run("demo")
    assert done.returncode == 2
    assert "Python ≥ 3.11" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_a_named_python_is_not_replaced(machine: Machine) -> None:
    done = machine.run("demo", GOVINSPECT_PYTHON="/no/such/python")
    assert done.returncode == 2
    assert "GOVINSPECT_PYTHON=/no/such/python" in done.stderr
    assert machine.calls == []


def test_a_bare_debian_gets_everything_through_apt(bare_debian: Machine) -> None:
    done = bare_debian.run("demo")
    assert done.returncode == 0, done.stderr
    installs = " ".join(bare_debian.called("apt"))
    assert all(name in installs for name in ("python3-venv", " chromium", "fonts-noto-cjk"))
    assert "libreoffice" not in installs
    assert sum(call.endswith(" update") for call in bare_debian.calls) == 1


@pytest.mark.parametrize(
    ("known", "failing", "browsers"),
    [
        (True, "nothing", ["chromium-headless-shell"]),
        (False, "nothing", ["chromium"]),
        (True, "*-shell", ["chromium-headless-shell", "chromium-headless-shell", "chromium"]),
    ],
    ids=["Debian", "no such package", "it fails"],
)
def test_the_smaller_browser_is_taken_where_it_is_to_be_had(
    bare_debian: Machine, known: bool, failing: str, browsers: list[str]
) -> None:
    if known:
        bare_debian.has("apt-cache", QUIET)
    done = bare_debian.run("demo", APT_FAILS=failing)
    assert done.returncode == 0, done.stderr
    assert [call.split()[-1] for call in bare_debian.called("apt") if "chromium" in call] == browsers
    assert "No browser" not in done.stderr


def test_the_tests_also_get_the_document_tools(bare_debian: Machine) -> None:
    bare_debian.run("test")
    assert any("libreoffice-writer-nogui poppler-utils" in call for call in bare_debian.called("apt"))


def test_a_smaller_font_does_when_the_large_one_cannot_be_had(bare_debian: Machine) -> None:
    done = bare_debian.run("demo", APT_FAILS="*noto*")
    assert done.returncode == 0
    assert any("fonts-wqy-microhei" in call for call in bare_debian.called("apt"))
    assert "No Chinese fonts" not in done.stderr


def test_failing_apt_leaves_out_browser_and_fonts_only(bare_debian: Machine) -> None:
    bare_debian.has("python3", PYTHON)
    done = bare_debian.run("demo", APT_FAILS="*", PYTHON_FAILS="-m playwright install*")
    assert done.returncode == 0
    assert "No browser" in done.stderr
    assert "No Chinese fonts" in done.stderr


def test_the_browser_driver_gets_its_library(bare_debian: Machine) -> None:
    bare_debian.run("demo", PYTHON_FAILS="-m playwright --version")
    assert any(call.endswith("libatomic1") for call in bare_debian.called("apt"))


@pytest.mark.parametrize(
    ("config", "seen"),
    [
        ("", "[|||]"),
        ("global.index-url='https://mirror/simple'", "[https://mirror/simple|||]"),
        ("global.index-url='https://a/simple'\n:env:.index-url='https://b/simple'", "[https://b/simple|||]"),
        (r"global.extra-index-url='https://a/s\nhttps://b/s'", "[|https://a/s https://b/s|unsafe-best-match|]"),
        ("global.find-links='/no/such/folder / https://a/files'", "[|||/,https://a/files]"),
    ],
)
def test_settings_of_pip_count_for_uv(machine: Machine, config: str, seen: str) -> None:
    assert machine.run("setup", PIP_CONFIG=config).returncode == 0
    assert all(call.endswith(seen) for call in machine.called("uv ")), machine.called("uv ")


def test_without_an_index_uv_asks_none(machine: Machine) -> None:
    machine.run("setup", PIP_CONFIG=":env:.no-index='1'")
    assert all(" --no-index " in call for call in machine.called("uv "))
    assert len(machine.called("uv ")) == 2


def test_settings_of_uv_win(machine: Machine) -> None:
    env = {"PIP_CONFIG": "global.index-url='https://a/simple'", "UV_DEFAULT_INDEX": "https://b/simple"}
    assert machine.run("setup", **env).returncode == 0
    assert all(call.endswith("[https://b/simple|||]") for call in machine.called("uv "))


@pytest.mark.parametrize("home", ["", "/no/such/home"])
def test_without_a_home_data_stay_out_of_the_environment(machine: Machine, home: str) -> None:
    done = machine.run("demo", HOME=home)
    assert done.returncode == 0, done.stderr
    assert f"data {machine.checkout}/govinspect-data; home {machine.checkout}/.venv/home" in done.stdout


def test_a_checkout_without_the_program_is_named_as_such(machine: Machine) -> None:
    (machine.checkout / "cli" / "__init__.py").unlink()
    done = machine.run("demo")
    assert done.returncode == 2
    assert "The govinspect command is missing" in done.stderr


@pytest.mark.skipif(os.name == "nt" or not shutil.which("dash"), reason="dash is not installed")
def test_it_is_a_plain_posix_script() -> None:
    done = subprocess.run(["dash", "-n", str(ROOT / "run")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
