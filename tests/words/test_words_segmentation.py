"""Words over frequencies, and jieba's dictionary without jieba's cache file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from checks.words.segmentation import WordDictionary, jieba_dictionary

SMALL = WordDictionary([("举报", 10), ("消防", 10), ("报销", 10), ("名单", 5), ("部署", 9)])


def test_the_likeliest_words() -> None:
    assert SMALL.words("举报消防") == ["举报", "消防"]


def test_a_form_of_two_halves_is_straddled() -> None:
    assert SMALL.straddles("举报消防", 1, 3)
    assert not SMALL.straddles("举报消防", 0, 2)


def test_where_longer_words_meet_no_character_is_left_over() -> None:
    assert SMALL.meets("举报消防", 1, 3)
    assert not SMALL.meets("举报消", 1, 3)  # 消 is left over
    assert not SMALL.meets("举报消防", 0, 2)  # a word, not a meeting


def test_a_character_nobody_knows_is_a_word_of_its_own() -> None:
    assert SMALL.words("龘举报") == ["龘", "举报"]


def test_a_better_text_is_a_gain() -> None:
    assert SMALL.gain("布署名单", 0, 2, "部署") > 0
    assert SMALL.gain("举报消防", 1, 3, "报销") < 0


def test_jieba_is_read_in_memory() -> None:
    cache = Path(tempfile.gettempdir()) / "jieba.cache"
    before = cache.stat().st_mtime_ns if cache.exists() else None
    jieba_dictionary.cache_clear()
    assert jieba_dictionary().knows("部署")
    assert not jieba_dictionary().knows("事伴功倍")
    assert (cache.stat().st_mtime_ns if cache.exists() else None) == before


def test_counts_of_words_survive_being_prefixes() -> None:
    assert WordDictionary([("举", 3), ("举报", 1)]).knows("举")
    assert not WordDictionary([("举报", 1)]).knows("举")


def test_a_single_character() -> None:
    assert SMALL.alone("举报了", 2)
    assert not SMALL.alone("举报了", 1)


def test_a_word_around_a_form() -> None:
    assert SMALL.contains("举报消防", 0, 2)
    assert not SMALL.contains("举报消防", 1, 3)


@given(st.text("举报消防工作人员中华", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_border_that_no_word_crosses_is_told_without_segmenting(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    places, at = [], 0
    for word in SMALL.words(text):
        places.append((at, at := at + len(word)))
    crossed = any(max(left, start) < min(right, end) and (left < start or right > end) for left, right in places)
    assert SMALL.straddles(text, start, end) == crossed
