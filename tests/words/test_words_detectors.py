"""Dates, years, characters, near-misses: each detector by itself."""

from __future__ import annotations

import numpy as np
import pytest

from checks.words.characters import (
    TABLE_SIZE,
    is_simplified,
    standard_characters,
    standard_form,
    stray_characters,
)
from checks.words.faults import Tier
from checks.words.figures import impossible_dates, mixed_years
from checks.words.gaps import Gaps
from checks.words.near_miss import NearMisses, readings, right_forms
from checks.words.ngrams.model import look_alikes
from checks.words.segmentation import WordDictionary, jieba_dictionary

WORDS = [("事半功倍", 90, "i"), ("攻坚克难", 10, "n"), ("麦克阿瑟", 50, "nr"), ("工作", 900, "n"), ("做到", 90, "v")]


def near(text: str) -> list[tuple[str, str]]:
    detector = NearMisses(lambda: WordDictionary((word, count) for word, count, _ in WORDS), WORDS)
    return [(text[c.start : c.end], c.suggestion) for (found,) in [detector([text])] for c in found]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2月30日", ["2月30日"]),
        ("2023年2月29日", ["2023年2月29日"]),
        ("2月29日", []),
        ("2000年2月29日", []),
        ("1900年2月29日", ["1900年2月29日"]),
        ("13月1日", ["13月1日"]),
        ("0月5日", ["0月5日"]),
        ("4月31日至5月31日", ["4月31日"]),
        ("12月31日", []),
        ("农历二月，即2月30日", []),
        ("12.3月45日", []),
    ],
)
def test_impossible_dates(text: str, wrong: list[str]) -> None:
    assert [text[c.start : c.end] for c in impossible_dates(text)] == wrong


@pytest.mark.parametrize(
    ("text", "suggestion", "tier"),
    [
        ("二0二0年", "二〇二〇", Tier.ERROR),
        ("二〇二0年", "二〇二〇", Tier.ERROR),
        ("二O一八年", "二〇一八", Tier.ERROR),
        ("二〇二零年", "二〇二〇", Tier.ERROR),
        ("二○一八年", "二〇一八", Tier.SUSPECTED),
    ],
)
def test_mixed_years(text: str, suggestion: str, tier: Tier) -> None:
    (candidate,) = mixed_years(text)
    assert (candidate.suggestion, candidate.tier) == (suggestion, tier)


@pytest.mark.parametrize("text", ["二〇二〇年", "二零二零年", "2020年", "一二三四年级", "10一20年"])
def test_right_years(text: str) -> None:
    assert [c for c in mixed_years(text) if c.tier is Tier.ERROR] == []


def test_the_standard_table_is_whole() -> None:
    table = standard_characters()
    assert len(table) == TABLE_SIZE
    assert set("一中国亳镕喆堃䶮") <= table  # of all three levels
    assert not set("囯國衞們") & table


def test_standard_forms() -> None:
    assert [standard_form(character) for character in "囯國衞⽓"] == ["国", "国", "卫", "气"]
    assert standard_form("龘") == ""


def strays(text: str) -> list[tuple[str, Tier]]:
    return [(text[c.start : c.end], c.tier) for c in stray_characters(text, jieba_dictionary)]


def test_a_stray_in_a_word_is_an_error_and_in_a_name_it_is_not() -> None:
    assert strays("记者昨日从囯家林草局了解到情况") == [("囯", Tier.ERROR)]
    assert strays("另一位香港青年麦宗樑正在广州上大学") == [("樑", Tier.SUSPECTED)]


def test_a_short_text_says_nothing() -> None:
    assert strays("繁體中文") == []


def test_near_misses() -> None:
    assert near("做到事伴功倍") == [("事伴功倍", "事半功倍")]  # the head is broken, the tail intact
    assert near("做到事半公倍") == [("事半公倍", "事半功倍")]


def test_texts_are_read_together_as_each_would_be_alone() -> None:
    texts = ["做到事伴功倍", "", "做到事半", "功倍", "做到事半公倍，要事伴功倍", "攻坚克滩", "工作\ud800事伴功倍"]
    detector = NearMisses(lambda: WordDictionary((word, count) for word, count, _ in WORDS), WORDS)
    together = detector(texts)
    assert together == [found for text in texts for found in detector([text])]
    assert [len(found) for found in together] == [1, 0, 0, 0, 2, 0, 1]


@pytest.mark.parametrize("merged", [1, 6])  # sounds that may share a code: with one, each is looked for by itself
def test_a_wrong_character_is_read_in_each_of_its_sounds(merged: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.words.near_miss.MERGED", merged)
    words = [("银行存款", 9, "n"), ("航空公司", 9, "n"), ("一马当先", 5, "i")]
    detector = NearMisses(lambda: WordDictionary((word, count) for word, count, _ in words), words)
    assert ("行" in detector._sounds.alternates) is (merged == 1)
    found = detector(["工作", "这是行空公司的航班", "空公司"])
    assert [[(c.start, c.end, c.suggestion) for c in one] for one in found] == [[], [(2, 6, "航空公司")], []]


@pytest.mark.parametrize("merged", [1, 6])
def test_a_word_that_begins_like_a_longer_one_is_found_at_the_end(merged: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.words.near_miss.MERGED", merged)
    words = [("分工负责", 90, "l"), ("分工负责制", 90, "n"), ("航空公司", 9, "n"), ("航空公司法", 9, "n")]
    detector = NearMisses(lambda: WordDictionary((word, count) for word, count, _ in words), words)
    found = detector(["按职责分供负责", "是行空公司"])
    assert [[(c.start, c.end, c.suggestion) for c in one] for one in found] == [
        [(3, 7, "分工负责")],
        [(1, 5, "航空公司")],
    ]


IDIOMS = [
    ("兴高采烈", 300, "i"),
    ("炉火纯青", 40, "i"),
    ("有价证券", 178, "l"),
    ("稀有成语", 2, "i"),
    ("日常用品", 300, "n"),
]
PARTS = [
    ("炉火", 200, "n"),
    ("纯清", 3, "a"),
    ("有价", 50, "n"),
    ("高采", 3, "n"),
    ("技艺", 900, "n"),
    ("真是", 900, "d"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("兴高彩烈", ["兴高采烈"]),
        ("技艺炉火纯清", ["炉火纯青"]),  # 纯清 is a word: 清 does not stand alone
        ("有价证卷", ["有价证券"]),
        ("有价证养", []),  # neither sounds like it nor looks like it
        ("兴高采烈", []),
        ("稀有成浯", []),  # too rare a word
        ("日常用晶", []),  # no idiom
        ("兴高\n彩烈，兴高1烈", []),
        ("炉火\ud800青", []),
    ],
)
def test_idioms_with_a_character_that_looks_alike(text: str, found: list[str]) -> None:
    pairs = np.array([(ord(a) << 16) | ord(b) for a, b in ["卷券", "晶品", "浯语"]], dtype=np.uint32)
    words = [*IDIOMS, *PARTS]
    detector = NearMisses(
        lambda: WordDictionary([*((word, count) for word, count, _ in words), ("的", 10**9)]), words, np.sort(pairs)
    )
    assert [candidate.suggestion for candidate in detector([text])[0]] == found


def test_gaps_find_each_place() -> None:
    def found(words: list[str], text: str) -> list[tuple[int, str]]:
        return list(Gaps(words).find(text, lambda wrong, right: wrong != "无"))

    words = ["炉火纯青", "炉火纯清", "兴高采烈"]
    assert found(words, "见炉火纯情、高采烈") == [(1, "炉火纯清"), (1, "炉火纯青")]
    assert found(words, "炉火纯青") == []  # a word itself
    assert found(words, "无高采烈") == []  # not alike
    text = "醉高采烈，兴低采烈，兴高踩烈，兴高采列"
    assert found(words, text) == [(place, "兴高采烈") for place in (0, 5, 10, 15)]
    assert found(words, "，高采烈，兴高采") == []
    assert found([], "炉火纯青") == []


def test_characters_that_look_alike() -> None:
    pairs = look_alikes()
    assert (ord("卷") << 16) | ord("券") in pairs.tolist()
    assert (np.diff(pairs.astype(np.int64)) > 0).all()


NOT_NEAR = ["做到事半功倍", "做到事无功倍", "麦克阿色", "事半", "勠力同心", "這個問題說要做到事伴功倍"]


@pytest.mark.parametrize("text", NOT_NEAR)
def test_no_near_misses(text: str) -> None:
    assert near(text) == []


def test_readings_and_exceptions() -> None:
    assert "shu" in readings()["署"]
    assert {"xing", "hang"} <= readings()["行"]
    assert "勠力同心" in right_forms()


def test_characters_outside_the_table_are_found_in_every_plane() -> None:
    text = "囯家的事业⼯⽇常𠮷野家𠀀的工作会议精神要求落实"
    outside = [c for c in text if ord(c) >= 0x2E80 and c not in standard_characters()]
    found = stray_characters("国家工作会议精神要求落实到位" + outside[0], jieba_dictionary)
    assert [one.start for one in found] == [14]
    assert is_simplified("国家" + "".join(outside[:2]))
    assert not is_simplified("国家" + "".join(outside[-3:]))
