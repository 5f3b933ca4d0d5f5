"""A city's own words as a file: csv, xlsx or plain text; names that are no faults, and wrong forms with the right ones.

A file with a fault is refused whole, with the faults named by their row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from checks.words.documents import UnreadableDocumentError, read_document
from reports.figures import FiguresError, refuse_if
from reports.spreadsheets import read_rows

MAX_CHARACTERS = 40
TEXT_SUFFIXES = frozenset({".txt", ".tsv"})
# heading: the names it may have
HEADS: dict[str, tuple[str, ...]] = {
    "word": ("词语", "错误写法", "word", "wrong"),
    "right": ("应为", "正确写法", "right"),
    "kind": ("类别", "kind"),
    "note": ("说明", "备注", "note"),
}
KINDS = {
    "": "",
    "名称": "known",
    "错误": "wrong",
    "严重错误": "serious",
    "known": "known",
    "wrong": "wrong",
    "serious": "serious",
}
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")

NO_WORD_HEAD = "{path}：首行缺少“词语”（或“错误写法”）列。示例：词语,应为,类别,说明"
ROW = "第 {row} 行：{fault}"
NO_HAN = "“{word}”中没有汉字"
TOO_LONG = "“{word}”超过 {limit} 个字"
TOO_SHORT = "“{word}”只有一个字，会误伤正常文字，请写成词"
SAME = "“{word}”与“应为”相同"
NO_RIGHT = "“{word}”缺少“应为”"
RIGHT_OF_A_NAME = "“{word}”为名称，不应填“应为”"
BAD_KIND = "类别“{kind}”无效，可填：名称、错误、严重错误"
TWICE = "“{word}”重复（前见第 {first} 行）"
BETWEEN = "“{word}”中不能有“=”"


class LexiconLine(NamedTuple):
    """A word; `kind` is known (a name), wrong or serious; `right` is "" for a name."""

    word: str
    kind: str
    right: str
    note: str


def read_lexicon(path: Path) -> list[LexiconLine]:
    """The words of a file: with headings (csv, xlsx), or a word a line and, after a tab, the right form (txt, tsv).

    Raises FiguresError with all faults, SpreadsheetError.
    """
    lines: list[LexiconLine] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, cells in _rows(path):
        line, fault = _line(cells)
        if line.word in seen:
            fault = fault or TWICE.format(word=line.word, first=seen[line.word])
        seen.setdefault(line.word, number)
        if fault:
            faults.append(ROW.format(row=number, fault=fault))
        lines.append(line)
    refuse_if(faults, path)
    return lines


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if path.suffix.lower() in TEXT_SUFFIXES:
        yield from _text_rows(path)
        return
    header, rows = read_rows(path)
    named = {field: next((name for name in names if name in header), "") for field, names in HEADS.items()}
    if not named["word"]:
        raise FiguresError(NO_WORD_HEAD.format(path=path))
    for number, row in enumerate(rows, start=2):
        yield number, {field: row.get(name, "") for field, name in named.items()}


def _text_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = read_document(path)
    except UnreadableDocumentError as error:
        raise FiguresError(str(error)) from None
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if cells[0] and not cells[0].startswith("#"):
            yield number, dict(zip(("word", "right", "kind", "note"), [*cells, "", "", ""], strict=False))


def _line(cells: dict[str, str]) -> tuple[LexiconLine, str]:
    """A row as a word, and what is wrong with it ("" if nothing)."""
    word, right, kind = cells["word"], cells["right"], cells["kind"].strip()
    known = KINDS.get(kind)
    line = LexiconLine(word, known or ("wrong" if right else "known"), right, cells["note"])
    checks = (
        (known is None, BAD_KIND.format(kind=kind)),
        (not _HAN.search(word), NO_HAN.format(word=word)),
        (len(word) < 2, TOO_SHORT.format(word=word)),
        (max(len(word), len(right)) > MAX_CHARACTERS, TOO_LONG.format(word=word, limit=MAX_CHARACTERS)),
        ("=" in word + right, BETWEEN.format(word=word)),
        (word == right, SAME.format(word=word)),
        (line.kind != "known" and not right, NO_RIGHT.format(word=word)),
        (line.kind == "known" and bool(right), RIGHT_OF_A_NAME.format(word=word)),
    )
    return line, next((fault for wrong, fault in checks if wrong), "")


def template() -> Iterable[tuple[str, ...]]:
    """The rows of a file to fill in."""
    return (
        tuple(names[0] for names in HEADS.values()),
        ("涧池镇", "", "名称", "本地地名，不作错别字"),
        ("布暑", "部署", "错误", ""),
    )
