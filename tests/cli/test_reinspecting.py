"""recheck and verify on a small site: what is judged again without a request, and what is closed once it is mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli import main
from tests.crawler.server import Reply, Server
from tests.crawler.test_inspection import links, page

HOST = "www.test.gov.cn"
HOME = f"http://{HOST}/"
TYPO = "<p>各部门要加强工作布署，抓好落实。</p>"
AS_OF = ("--as-of", "2026-11-02")


def site() -> dict[str, Any]:
    """Four dead links and two pages with a wrong word."""
    return {
        "/": page("首页", links("/a.html", "/b.html", "/c.html", "/back.html", "/barred.html")),
        "/a.html": page("甲", TYPO),
        "/b.html": page("乙", TYPO + links("/stays.html")),
        "/c.html": page("丙", links("/unlinked.html")),
        "/robots.txt": Reply(status=404),
    }


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(site()) as server:
        yield server


@pytest.fixture
def data(tmp_path: Path, server: Server) -> Path:
    """The folder of a scan of the site."""
    where = ("--connect-to", f"{HOST}=127.0.0.1:{server.port}", "--rate", "200", "--render", "never")
    assert main(["scan", HOME, "--kind", "county", *where, *AS_OF, "--only", "dead_link", *shared(tmp_path)]) == 0
    return tmp_path


def shared(data: Path) -> tuple[str, ...]:
    return ("--data", str(data), "--output", str(data / "found.jsonl"))


def exported(data: Path, run: int) -> dict[str, dict[str, Any]]:
    """The findings of a run by check and target or page."""
    path = data / f"run{run}.jsonl"
    assert main(["export", "findings", "--run", str(run), "--output", str(path), "--data", str(data)]) == 0
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {f"{row['check']} {(row['target'] if row['check'] == 'dead_link' else row['url'])}": row for row in rows}


def named(*names: str) -> set[str]:
    """Keys of `exported` for dead links."""
    return {f"dead_link {HOME}{name}.html" for name in names}


@pytest.mark.slow
def test_recheck_and_verify(data: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    dead = named("back", "barred", "stays", "unlinked")
    wrong = {f"typo {HOME}a.html", f"typo {HOME}b.html"}
    first = exported(data, 1)
    assert first.keys() == dead

    # recheck: a further check over what is stored, without a request; what others said stands
    asked = len(server.seen)
    assert main(["recheck", "1", "--check", "typo", "--data", str(data)]) == 0
    assert exported(data, 1).keys() == dead | wrong
    assert main(["recheck", "1", "--reread", "--data", str(data)]) == 0
    again = exported(data, 1)
    assert again.keys() == dead | wrong
    assert {key: again[key]["first_seen"] for key in first} == {key: first[key]["first_seen"] for key in first}
    assert len(server.seen) == asked

    # verify: what is mended is closed, what could not be seen is not
    server.routes |= {
        "/back.html": page("又有了"),
        "/barred.html": Reply(status=403),
        "/c.html": page("丙"),
        "/a.html": page("甲"),
        "/new.html": page("与此无关"),
    }
    capsys.readouterr()
    assert main(["verify", "--run", "1", *AS_OF, "--data", str(data), "--lang", "zh"]) == 0
    shown = capsys.readouterr()
    assert "已整改 3，仍存在 2，无法判断 1" in shown.err.replace("\n", "")
    assert "http_403" in shown.out
    assert exported(data, 2).keys() == named("stays") | {f"typo {HOME}b.html"}
    assert {row["run"] for row in exported(data, 2).values()} == {2}
    assert exported(data, 1).keys() == dead | wrong  # what was seen then stays as it was

    # one finding by its id, seen last in run 2
    server.routes |= {"/stays.html": page("终于有了")}
    stays = exported(data, 2)[f"dead_link {HOME}stays.html"]["id"]
    asked = len(server.seen)
    assert main(["verify", stays, *AS_OF, "--data", str(data)]) == 0
    assert not {received.path for received in server.seen[asked:]} & {"/a.html", "/c.html", "/back.html"}
    assert exported(data, 3).keys() == {f"typo {HOME}b.html"}


def test_mistakes_are_answered_in_plain_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, words in (
        (["recheck", "7"], "还没有做过巡检"),
        (["verify"], "--run"),
        (["verify", "0123456789abcdef"], "没有这些问题"),
    ):
        assert main([*command, "--data", str(tmp_path)]) == 2
        assert words in capsys.readouterr().err


@pytest.mark.slow
def test_verifying_a_run_looks_again_at_what_did_not_answer(tmp_path: Path) -> None:
    """A link off the site that is silent is no finding, and is left open."""
    other = "www.other.gov.cn"
    site = {"/": page("首页", links(f"http://{other}/x.html")), f"{other}/x.html": Reply(drop=True)}
    with Server(site) as server:
        there = [part for host in (HOST, other) for part in ("--connect-to", f"{host}=127.0.0.1:{server.port}")]
        scan = ["scan", HOME, "--kind", "county", "--only", "dead_link", "--rate", "200", "--render", "never", *AS_OF]
        assert main([*scan, *there, *shared(tmp_path)]) == 0
        assert exported(tmp_path, 1) == {}
        server.routes[f"{other}/x.html"] = page("又通了")
        asked = len(server.seen)
        assert main(["verify", "--run", "1", "--data", str(tmp_path)]) == 0
        assert "/x.html" in {one.path for one in server.seen[asked:]}
    path = tmp_path / "links.jsonl"
    assert main(["export", "links", "--run", "2", "--output", str(path), "--data", str(tmp_path)]) == 0
    rows = {row["url"]: row["verdict"] for row in map(json.loads, path.read_text("utf-8").splitlines())}
    assert rows[f"http://{other}/x.html"] == "alive"
