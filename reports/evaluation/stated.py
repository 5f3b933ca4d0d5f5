"""What a circular's text says about numbers that its tables, or its own words, can be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from reports.evaluation.model import Level, TableKind

SENTENCE = re.compile(r"[^。！？]+")
SCOPE = re.compile(  # the sentence that says what was evaluated
    "(?:纳入|列入|参加|参与).{0,16}(?:评估|考核|检查|测评)|(?:本次|此次).{0,6}对.{0,60}(?:进行|开展)了?.{0,8}(?:评估|考核|测评)"
)
COUNTED = re.compile(r"(\d+)\s*[个家]")
KINDS = ((TableKind.WECHAT, "微信"), (TableKind.WEIBO, "微博"), (TableKind.WEBSITES, "网站"))
BEHIND = re.compile("[^，。；、：（\\d]*")
OTHER_THINGS = re.compile("客户端|短视频|头条|小程序|抖音|栏目|事项|问题|账号|新媒体")  # in no table of ours
COUNTY, DEPARTMENT = re.compile("县"), re.compile("部门|直属机构|市直")
WHOLE, PARTS = re.compile("共|合计|总计"), "其中"
LISTED = re.compile(r"从([^，。；：从]{4,80}?)(\d+|[二两三四五六七八九十])个(?:方面|维度|领域|指标)")
QUOTED = re.compile(r"(?<![、和及与”])((?:“[^“”]+”){2,})(?:等)?(\d+|[二两三四五六七八九十])[个家项大]")
NUMERALS = {"两": 2, **{char: number for number, char in enumerate("二三四五六七八九十", 2)}}


class StatedCount(msgspec.Struct, frozen=True, kw_only=True):
    """A number of rows that the text states: of which kind and level, and in which words."""

    kind: TableKind
    level: Level
    number: int
    words: str


class StatedSum(msgspec.Struct, frozen=True, kw_only=True):
    """A number and the parts the same sentence takes it apart into (45个，其中13个、32个)."""

    number: int
    parts: tuple[int, ...]
    words: str


class StatedList(msgspec.Struct, frozen=True, kw_only=True):
    """A number of things that are named beside it. `of_columns`: they are what the tables score."""

    number: int
    members: tuple[str, ...]
    words: str
    of_columns: bool


def stated_counts(paragraphs: tuple[str, ...]) -> Iterator[StatedCount]:
    """What the sentences about the scope of the evaluation say of websites, WeChat and Weibo accounts."""
    for sentence in _scope_sentences(paragraphs):
        for label, number, words in _counted(sentence):
            kind = _kind(label)
            if kind is not None:
                yield StatedCount(kind=kind, level=_level(label), number=number, words=words)


def stated_sums(paragraphs: tuple[str, ...]) -> Iterator[StatedSum]:
    """The totals of those sentences that are taken apart by “其中”, up to the next semicolon."""
    for sentence in _scope_sentences(paragraphs):
        for clause in re.split("[；;]", sentence):
            whole, found, parts = clause.partition(PARTS)
            numbers = [number for _, number, _ in _counted(parts)]
            totals = [number for _, number, _ in _counted(whole)]
            if found and totals and len(numbers) > 1:
                yield StatedSum(number=totals[-1], parts=tuple(numbers), words=clause.strip())


def stated_lists(paragraphs: tuple[str, ...]) -> Iterator[StatedList]:
    """Numbers of things that are all named just before them."""
    for paragraph in paragraphs:
        for found in LISTED.finditer(paragraph):
            if not found[1].endswith("等"):
                members = tuple(filter(None, found[1].split("、")))
                yield StatedList(number=_number(found[2]), members=members, words=found[0], of_columns=True)
        for found in QUOTED.finditer(paragraph):
            if "等" not in found[0]:
                members = tuple(re.findall("“([^“”]+)”", found[1]))
                yield StatedList(number=_number(found[2]), members=members, words=found[0], of_columns=False)


def _scope_sentences(paragraphs: tuple[str, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        for sentence in SENTENCE.findall(paragraph):
            if SCOPE.search(sentence) and COUNTED.search(sentence):
                yield sentence


def _counted(text: str) -> Iterator[tuple[str, int, str]]:
    """Each number with the words that say what is counted, and the words with the number for quoting.

    They stand between the number before and it (政府网站13个), or else behind it (13个政府网站).
    """
    begin = 0
    for found in COUNTED.finditer(text):
        label, behind = text[begin : found.start()], ""
        if not any(word in label for _, word in KINDS):
            behind = BEHIND.match(text, found.end())[0]  # type: ignore[index]
            behind = behind if any(word in behind for _, word in KINDS) else ""
        yield label + behind, int(found[1]), re.split("[，；;]", label)[-1].lstrip("、") + found[0] + behind
        begin = found.end()


def _kind(label: str) -> TableKind | None:
    if OTHER_THINGS.search(label):
        return None
    named = [kind for kind, word in KINDS if word in label]
    if named:
        return named[0] if len(named) == 1 else None
    units = COUNTY.search(label) and DEPARTMENT.search(label)
    return TableKind.WEBSITES if units and WHOLE.search(label) else None


def _level(label: str) -> Level:
    county, department = COUNTY.search(label), DEPARTMENT.search(label)
    if bool(county) == bool(department):
        return Level.BOTH
    return Level.COUNTY if county else Level.DEPARTMENT


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else NUMERALS[text]
