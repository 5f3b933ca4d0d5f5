"""A city's own words: its names acquit, its wrong forms accuse."""

from __future__ import annotations

import pytest

from checks.words.city import CityWords, taught_by, words_in
from checks.words.engine import Proofreader, shipped_proofreader
from checks.words.faults import Tier
from checks.words.lexicon import load_lexicon


def found(text: str, words: CityWords) -> list[tuple[str, str, str]]:
    faults = shipped_proofreader(Tier.LIKELY, words).faults(text)
    return [(fault.wrong, fault.suggestion, fault.rule) for fault in faults]


def test_within_a_known_name_nothing_is_a_fault() -> None:
    text = "布署山位于本县，要加强布署。"
    assert [one[0] for one in found(text, CityWords())] == ["布署", "布署"]
    assert found(text, CityWords(known=("布署山",))) == [("布署", "部署", "form")]


def test_a_city_s_wrong_form_accuses_and_overrules_the_shipped_table() -> None:
    assert found("到市镇府办理", CityWords()) == []
    assert found("到市镇府办理", CityWords(wrong=(("市镇府", "市政府"),))) == [("市镇府", "市政府", "form")]
    assert found("加强布署", CityWords(wrong=(("布署", "布置"),))) == [("布署", "布置", "form")]


def test_serious_forms_are_of_the_serious_rule() -> None:
    assert found("某某市人民整府", CityWords(serious=(("人民整府", "人民政府"),)))[0][2] == "serious"


def test_words_come_through_the_options_of_a_check() -> None:
    options = {"known_words": ("涧池镇",), "wrong_forms": ("布暑=部署",), "serious_forms": ()}
    assert words_in(options) == CityWords(("涧池镇",), (("布暑", "部署"),))
    assert words_in({}) == CityWords()


@pytest.mark.parametrize("form", ["布署", "=部署", "布署=", "部署=部署"])
def test_a_form_that_is_no_pair_says_how_to_write_it(form: str) -> None:
    with pytest.raises(ValueError, match="布署=部署"):
        words_in({"wrong_forms": (form,)})


def test_without_words_the_shipped_lexicon_is_used_as_it_is() -> None:
    lexicon = load_lexicon()
    assert CityWords(known=("涧池镇",)).extend(lexicon) is lexicon
    assert Proofreader(lexicon).faults("加强布署")


@pytest.mark.parametrize(
    ("wrong", "context", "taught"),
    [
        ("沟筑", "…发动群众挖沟筑渠，引水上山…", "沟筑"),  # no word: right wherever it stands
        ("登陆", "台风登陆账号所在地", "台风登陆账号"),  # a word, wrong by its company alone
        ("登陆", "请登陆。", "请登陆"),
        ("囯", "大囯工匠", "大囯工匠"),
        ("登陆", "登陆", ""),  # no company, nothing that may be learned
        ("登陆", "", ""),
        ("2月30日", "于2月30日开会", ""),
    ],
)
def test_what_is_learned_from_a_person_s_no(wrong: str, context: str, taught: str) -> None:
    assert taught_by(wrong, context, {"登陆", "挖沟"}.__contains__) == taught
