"""--screenshots, from a scan to the notice."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from cli import main
from tests.crawler.server import Reply, Server
from tests.crawler.test_inspection import links, page

HOST = "www.test.gov.cn"


@pytest.mark.slow
@pytest.mark.browser
def test_pictures_are_taken_once_and_stand_in_the_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = {"/": page("首页", links("/gone.html") + "<p>加强工作布署。</p>"), "/robots.txt": Reply(status=404)}
    data = ("--data", str(tmp_path))
    with Server(site) as server:
        where = ("--connect-to", f"{HOST}=127.0.0.1:{server.port}", "--rate", "200", "--render", "never")
        scan = ["scan", f"http://{HOST}/", "--kind", "county", "--only", "dead_link", "--only", "typo"]
        assert main([*scan, *where, *data, "--screenshots", "--output", str(tmp_path / "found.jsonl")]) == 0
        found = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text("utf-8").splitlines()]
        assert {one["check"] for one in found} == {"dead_link", "typo"}
        for one in found:
            assert (tmp_path / one["evidence"]["screenshot"]).is_file()
        asked = len(server.seen)
        notice = [
            "report",
            "notice",
            "--screenshots",
            "--issuer",
            "某市人民政府办公室",
            "--output",
            str(tmp_path / "out"),
        ]
        assert main([*notice, *data]) == 0
        assert len(server.seen) == asked
    word = docx.Document(str(next((tmp_path / "out").rglob("notice.docx"))))
    assert len(word.inline_shapes) == 2
    assert "截图2张" in capsys.readouterr().err
