"""Proofreading a file: what is wrong, on which line, at which character."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.words.documents import UnreadableDocumentError, decode, read_document
from checks.words.faults import Tier
from checks.words.layout import paragraphs
from checks.words.proofread import ProofFault, proofread_text


def places(text: str, lowest: Tier = Tier.LIKELY) -> list[tuple[int, int, str]]:
    return [(fault.line, fault.start, fault.wrong) for fault in proofread_text(text, "a.txt", lowest=lowest)]


def test_the_contract_fields() -> None:
    assert proofread_text("加强布署", "a.txt") == [
        ProofFault(
            file="a.txt",
            line=1,
            start=2,
            wrong="布署",
            suggestion="部署",
            confidence=0.99,
            tier=Tier.ERROR,
            rule="form",
        )
    ]


def test_lines_count_from_one_and_characters_from_zero() -> None:
    assert places("通知\n\n  布署工作\n") == [(3, 2, "布署")]


@pytest.mark.parametrize("text", ["**布**署工作", "## 布署工作", "> 布署工作", "__布署__工作", "布`署`工作"])
def test_markdown_marks_do_not_hide_words(text: str) -> None:
    ((line, start, wrong),) = places(text)
    assert (line, text[start], wrong) == (1, "布", "布署")


def test_a_word_over_a_line_break_of_the_layout() -> None:
    first = "各县区人民政府要按照省市要求对政府网站集约化工作进行统一布"
    assert places(first + "\n署，明确责任。") == [(1, len(first) - 1, "布署")]


def test_a_paragraph_end_is_no_line_break() -> None:
    assert places("第一条布\n署名文章") == []  # the line is too short to have been wrapped
    assert places("各县区人民政府要按照省市要求对政府网站集约化工作进行统一布\n　　署名文章") == []  # indented


def test_marks_and_doublings_over_a_line_break_are_accidents() -> None:
    first = "各县区人民政府要按照省市要求对政府网站集约化工作进行统一规范的"
    assert places(first + "\n的确如此，取得") == []
    assert places(first + "\n的任务") == []


def test_the_tier_option() -> None:
    assert places("其它事项", Tier.LIKELY) == []
    assert places("其它事项", Tier.SUSPECTED) == [(1, 0, "其它")]
    assert places("双方签定合同", Tier.ERROR) == []


def test_paragraphs_keep_every_place() -> None:
    text = "# 标题\n\n正**文**一\n"
    for paragraph in paragraphs(text):
        lines = text.splitlines()
        assert [lines[line - 1][column] for line, column in paragraph.places] == list(paragraph.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("关于布署工作的通知。\nend\n".encode(encoding))
    assert [
        (fault.line, fault.start) for fault in proofread_text(read_document(file), "a.txt", lowest=Tier.LIKELY)
    ] == [(1, 2)]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.docx", b"PK", "不能读取 .docx"),
        ("a.txt", b"\xff\xff\xff\xff\x00\x00\x81", "另存为 UTF-8"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableDocumentError, match=complaint):
        read_document(tmp_path / name)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"none\.txt：无法打开（文件不存在）"):
        read_document(tmp_path / "none.txt")


def test_an_empty_file_has_no_fault() -> None:
    assert decode(b"", "a.txt") == ""
    assert proofread_text("", "a.txt") == []


def test_a_document_in_another_script_is_not_accused_of_its_characters() -> None:
    text = (
        "縣人民政府的门户网站有繁体版，大家都可以看\n"
        "政府公開的内容和辦法，市民可以查看和下载\n"
        "加强工作布署，做好防汛准备，确保群众安全\n"
    )
    assert places(text * 3) == [(3, 4, "布署"), (6, 4, "布署"), (9, 4, "布署")]
