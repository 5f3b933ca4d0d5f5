"""The wheel holds all it needs, and the program runs from it with the checkout out of sight."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
    "targets"
]["wheel"]["only-include"]
NOT_SHIPPED = {"tests", "docs", "build", "dist"}
FOREIGN = ("db", "checks", "reports", "crawler", "scheduler", "cli", "demo")  # names that exist elsewhere, too


def run(*command: str | Path, cwd: Path, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    foreign = ("PYTHON", "GOVINSPECT_DB", "GOVINSPECT_DATA", "GOVINSPECT_CONFIG")
    env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return subprocess.run([*map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout)


def succeeded(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, f"{done.args}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    succeeded(run(*build, cwd=out, timeout=120))
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; the dependencies are borrowed, an editable install of the checkout is not."""
    place = tmp_path_factory.mktemp("home") / "venv"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    scheme = sysconfig.get_paths(vars={"base": str(place), "platbase": str(place)})
    # .pth files in a folder that is itself named in a .pth file are not read, so the checkout stays out of sight
    borrowed = "\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    Path(scheme["purelib"], "dependencies.pth").write_text(borrowed + "\n", encoding="utf-8")
    pip = (sys.executable, "-P", "-m", "pip", "--python", python(place))
    install = ("install", "--no-deps", "--no-index", "--ignore-installed", "--disable-pip-version-check", wheel)
    succeeded(run(*pip, *install, cwd=place))
    return place


def python(place: Path) -> Path:
    return place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def program(place: Path) -> Path:
    return python(place).with_name("govinspect.exe" if os.name == "nt" else "govinspect")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A working directory full of foreign packages with our names, each of which fails when it is imported."""
    for name in FOREIGN:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"raise SystemExit('the foreign package {name} was imported')\n")
    return tmp_path


def tree(entry: str) -> set[str]:
    """The files of a shipped package or module, as they should be named in the wheel."""
    path = ROOT / entry
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {file.relative_to(ROOT).as_posix() for file in files if "__pycache__" not in file.parts}


@pytest.mark.parametrize("entry", SHIPPED)
def test_what_is_to_be_shipped_exists(entry: str) -> None:
    assert tree(entry), f"pyproject ships {entry}, which the tree does not have; hatchling would pass over it"


def test_every_file_of_the_tree_is_in_the_wheel(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == set().union(*map(tree, SHIPPED))


def test_every_package_of_the_tree_is_shipped() -> None:
    modules = {path.name for path in ROOT.glob("*.py")}
    packages = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and next(path.rglob("*.py"), None)
    }
    assert (modules | packages) - NOT_SHIPPED - set(SHIPPED) == set()


def test_the_licence_and_the_command_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.partition(".dist-info/")[2]: name for name in archive.namelist() if ".dist-info/" in name}
        assert "licenses/LICENSE" in names
        assert "govinspect = cli:script" in archive.read(names["entry_points.txt"]).decode()


WHERE = """
import importlib.util, sys
for name in sys.argv[1:]:
    spec = importlib.util.find_spec(name)
    print(name, spec.origin or spec.submodule_search_locations[0])
"""


def test_our_packages_come_from_the_wheel(home: Path, elsewhere: Path) -> None:
    modules = [Path(entry).stem for entry in SHIPPED]
    printed = succeeded(run(python(home), "-P", "-c", WHERE, *modules, cwd=elsewhere))
    found = dict(line.split(" ", 1) for line in printed.splitlines())
    assert {name: place for name, place in found.items() if not Path(place).is_relative_to(home)} == {}


def test_the_command_starts_among_foreign_packages(home: Path, elsewhere: Path) -> None:
    assert "scan" in succeeded(run(program(home), "--help", cwd=elsewhere))


def test_the_command_has_all_that_the_readme_shows(home: Path, elsewhere: Path) -> None:
    shown = set(re.findall(r"^govinspect ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M))
    assert shown
    for command in sorted(shown):
        succeeded(run(program(home), command, "--help", cwd=elsewhere))


@pytest.mark.slow
@pytest.mark.browser
def test_the_demo_runs_from_the_wheel(home: Path, elsewhere: Path) -> None:
    data = elsewhere / "data"
    assert succeeded(run(program(home), "demo", "--data", data, cwd=elsewhere, timeout=600)).strip()
    assert list(elsewhere.rglob("findings.jsonl")), (
        "the demo wrote no findings.jsonl below its data or working directory"
    )
