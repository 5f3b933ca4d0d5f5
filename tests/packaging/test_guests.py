"""Checks of somebody else's package, from its wheel to a score; one that crashes costs its own result and shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db import runs
from db.engine import open_database
from tests.crawler.server import Reply, Server

Scanned = tuple[Path, list[dict[str, Any]], str]
ROOT = Path(__file__).resolve().parents[2]
HOST = "www.test.gov.cn"

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "shouting-checks"
version = "1.2"

[project.entry-points."govinspect.checks"]
shouting = "shouting_checks:ShoutingTitle"
stumbling = "shouting_checks:Stumbling"
"""
MODULE = '''
"""Checks of a guest."""

from checks.base import Finding, Need, Option, PageCheck, RuleClass, Severity


class ShoutingTitle(PageCheck):
    """A title that shouts.

    Rule: 标题不用感叹号。
    Source: 某市网站管理办法第九条
    Bad: 关于放假的通知！！
    Good: 关于放假的通知
    Blind spots: 图片里的标题。
    """

    id = "shouting_title"
    title = "标题感叹号"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.PAGE})
    options = {"marks": Option(2, "几个感叹号")}

    def judge(self, page, context):
        if "！" * context.options["marks"] in page.title:
            yield Finding(check=self.id, url=page.url, target=page.title, severity=self.severity, message="标题喊叫。")


class Stumbling(PageCheck):
    """A check that stumbles over one page.

    Rule: 无
    Source: 无
    Bad: 无
    Good: 无
    Blind spots: 无
    """

    id = "stumbling"
    title = "会出错的检查"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.PAGE})

    def judge(self, page, context):
        if page.url.endswith("/b.html"):
            raise RuntimeError("stumbled")
        if page.url.endswith("/a.html"):
            yield Finding(check=self.id, url=page.url, target=None, severity=self.severity, message="找到了。")
'''
SCHEME = """
id: guest-scheme
version: "1"
title: 某市评分办法
source: 某市网站管理办法
inner_weights: published
dimensions:
  - id: titles
    title: 标题
    points: 10
    clause: 第九条
    indicators:
      - id: titles.shouting
        title: 标题规范
        clause: 第九条
        class: V
        points: 10
        rules:
          - id: titles.shouting.marks
            text: 标题用感叹号
            clause: 第九条
            class: V
            checks: [shouting_title]
            per_fault: 3
"""
SCORE = """
import json, sys
from checks.registry import all_checks
from db.engine import open_database
from reports.build import scores
from reports.scheme import load_scheme
scheme = load_scheme(sys.argv[2], known_checks=all_checks())
print(json.dumps([[str(one.got), one.provisional] for one in scores(open_database(sys.argv[1]), 1, scheme)]))
"""


def page(title: str, body: str = "") -> Reply:
    text = "各单位要加强值班值守，落实责任，确保安全。" * 20
    return Reply(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{title}{text}</p>{body}</body></html>"
    )


@pytest.fixture(scope="module")
def guest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the guest's package installed from its wheel, as `pip install --target` leaves it."""
    source, place = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    (source / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (source / "shouting_checks.py").write_text(MODULE, encoding="utf-8")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(source / "dist"), str(source)]
    made = subprocess.run(build, capture_output=True, text=True, timeout=300)
    assert made.returncode == 0, made.stdout + made.stderr
    (wheel,) = (source / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


@pytest.fixture(scope="module")
def scanned(guest: Path, tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    """The data folder, findings and printed summary of a scan with the guest's package, through the command."""
    data = tmp_path_factory.mktemp("data")
    links = "".join(f"<p><a href='/{name}.html'>{name}</a></p>" for name in "abc")
    routes = {
        "/": page("测试县人民政府", links),
        "/a.html": page("关于放假的通知！！"),
        "/b.html": page("关于防火的通知！！"),
        "/c.html": page("关于防汛的通知！", "<a href='/lost.html'>失效</a>"),
        "/robots.txt": Reply(status=404),
    }
    out = data / "findings.jsonl"
    with Server(routes) as server:
        mapped = f"{HOST}=127.0.0.1:{server.port}"
        ended = command(
            guest, "scan", f"http://{HOST}/", "--kind", "county", "--data", str(data), "--connect-to", mapped, "--rate",
            "200", "--render", "never", "--format", "jsonl", "--output", str(out),
        )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return data, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()], ended.stderr


def command(guest: Path, *arguments: str, code: str = "from cli import script; script()") -> Any:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVINSPECT_")}
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        env={**environment, "PYTHONPATH": os.pathsep.join((str(ROOT), str(guest)))},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_it_is_listed_and_explained(guest: Path) -> None:
    assert "标题感叹号" in command(guest, "checks").stdout
    told = command(guest, "checks", "shouting_title").stdout
    assert "某市网站管理办法第九条" in told
    assert "marks = 2" in told


def test_it_runs_beside_ours(scanned: Scanned) -> None:
    _, found, _ = scanned
    targets = {(one["check"], one["url"].rpartition("/")[2]) for one in found}
    assert {("shouting_title", "a.html"), ("shouting_title", "b.html")} <= targets
    assert ("shouting_title", "c.html") not in targets
    assert any(one["check"] == "dead_link" and one["target"].endswith("/lost.html") for one in found)


def test_a_crash_costs_its_own_result_on_that_page_and_shows(scanned: Scanned, guest: Path) -> None:
    data, found, summary = scanned
    assert [one["url"].rpartition("/")[2] for one in found if one["check"] == "stumbling"] == ["a.html"]
    with open_database(f"sqlite:///{data / 'govinspect.db'}") as database, database.reading() as session:
        results = {one.check: one for one in runs.load_check_results(session, 1)}
    assert results["stumbling"].errors == 1
    assert "stumbled" in results["stumbling"].notes["errors"][0]["error"]
    assert not any(one.errors for check, one in results.items() if check != "stumbling")
    written = command(guest, "report", "self-inspection", "--data", str(data), "--output", str(data / "out"))
    assert written.returncode == 0, written.stderr
    pages = "".join(path.read_text(encoding="utf-8") for path in (data / "out").rglob("*.html"))
    assert "会出错的检查" in pages
    assert f"检查程序在1个页面上出错，没有得出结果：http://{HOST}/b.html" in pages
    assert "其他页面和其他检查不受影响" in pages
    (document,) = (data / "out").rglob("*.docx")
    with zipfile.ZipFile(document) as archive:
        assert "检查程序在1个页面上出错" in archive.read("word/document.xml").decode()
    assert f"检查程序“会出错的检查”在1个页面上出错，没有结果（如 http://{HOST}/b.html）" in summary


def test_it_is_scored_by_a_scheme_of_the_user(scanned: Scanned, guest: Path, tmp_path: Path) -> None:
    data, _, _ = scanned
    scheme = tmp_path / "guest.yaml"
    scheme.write_text(SCHEME, encoding="utf-8")
    scored = command(guest, f"sqlite:///{data / 'govinspect.db'}", str(scheme), code=SCORE)
    assert scored.returncode == 0, scored.stderr
    assert Decimal(json.loads(scored.stdout)[0][0]) == 4  # two titles at 3 points off 10


def test_without_the_package_the_scheme_is_refused_by_name(tmp_path: Path) -> None:
    from checks.registry import all_checks
    from reports.scheme import SchemeError, load_scheme

    scheme = tmp_path / "guest.yaml"
    scheme.write_text(SCHEME, encoding="utf-8")
    with pytest.raises(SchemeError, match="shouting_title"):
        load_scheme(str(scheme), known_checks=all_checks())
