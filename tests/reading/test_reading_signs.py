"""Words that stand in a page's markup, looked for together."""

from __future__ import annotations

import random

from crawler.reading import cms, marks
from crawler.reading.signs import Signs


def test_words_are_found_as_a_search_for_each_would_find_them() -> None:
    chance = random.Random(1)
    letters = "ab_"
    for _ in range(300):
        words = {"".join(chance.choices(letters, k=chance.randint(1, 4))).encode() for _ in range(5)}
        markup = "".join(chance.choices(letters + "<", k=chance.randint(0, 30))).encode()
        assert Signs(words).within(markup) == {word for word in words if word in markup}


def test_a_word_within_another_or_behind_its_end_is_not_passed_over() -> None:
    assert Signs([b"_vsb_", b"_jiucuo_"]).within(b"<a id=_vsb_jiucuo_>") == {b"_vsb_", b"_jiucuo_"}
    assert Signs([b"createPageHTML", b"PageHTML"]).within(b"createPageHTML(3)") == {b"createPageHTML", b"PageHTML"}


def test_the_marks_of_systems_and_badges_are_ascii() -> None:
    """Only such words stand in the bytes of every encoding as they stand in its text."""
    assert cms.signs_in(b"x.jpage( /gkmlpt/") == {b".jpage", b"gkmlpt"}
    assert all(word.isascii() for _, words in marks._MARKUP for word in words)
