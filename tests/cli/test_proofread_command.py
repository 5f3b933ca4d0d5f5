"""proofread at the door: one file that cannot be read does not lose the others."""

from __future__ import annotations

import json

import docx

from cli import main


def test_jsonl_has_the_contract_fields_and_an_unreadable_file_is_named(tmp_path, capsys):
    good, bad = tmp_path / "通知.txt", tmp_path / "坏.docx"
    good.write_text("标题\n加强布署\n", encoding="utf-8")
    bad.write_bytes(b"no docx")
    status = main(["proofread", str(bad), str(good), "--format", "jsonl"])
    printed = capsys.readouterr()
    assert status == 2
    assert "坏.docx" in printed.err
    (line,) = printed.out.splitlines()
    assert json.loads(line) == {
        "file": str(good),
        "line": 2,
        "start": 2,
        "wrong": "布署",
        "suggestion": "部署",
        "confidence": 0.99,
        "tier": "error",
        "rule": "form",
    }


def test_the_view_shows_the_fault_in_its_line_and_a_copy_is_written(tmp_path, capsys):
    path = tmp_path / "通知.docx"
    document = docx.Document()
    document.add_paragraph("加强布署")
    document.save(str(path))
    assert main(["proofread", str(path), "--annotate", str(tmp_path / "校对")]) == 0
    assert "布署〔部署〕" in capsys.readouterr().out
    copy = docx.Document(str(tmp_path / "校对" / "通知-校对.docx"))
    assert len(list(copy.comments)) == 1
