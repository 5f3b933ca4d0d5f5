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


def test_imported_words_count_in_proofreading_and_in_the_options_of_inspections(tmp_path, capsys):
    from cli.wording import with_words
    from db.engine import open_database

    words, text, data = tmp_path / "词.txt", tmp_path / "a.txt", tmp_path / "data"
    words.write_text("布署山\n市镇府\t市政府\n", encoding="utf-8")
    text.write_text("布署山风景区到市镇府加强布署\n", encoding="utf-8")
    assert main(["import", "lexicon", str(words), "--data", str(data)]) == 0
    assert "名称 1 个，错误写法 1 个" in capsys.readouterr().out
    assert main(["proofread", str(text), "--format", "jsonl", "--data", str(data)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["start"], one["wrong"]) for one in found] == [(7, "市镇府"), (12, "布署")]
    database = open_database(f"sqlite:///{data / 'govinspect.db'}")
    merged = with_words({"typo": {"known_words": ["涧池镇"]}}, database)
    assert merged["typo"] == {
        "known_words": ["布署山", "涧池镇"],
        "wrong_forms": ["市镇府=市政府"],
        "serious_forms": [],
    }
    database.close()
