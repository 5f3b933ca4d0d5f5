"""The statistical detector: the counts give back what was counted, and what they find odd is found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checks.words.faults import Tier
from checks.words.ngrams.alphabet import BOUNDARY, FIGURE, LATIN, RARE, Alphabet
from checks.words.ngrams.candidates import MISTAKEN, mistake_keys
from checks.words.ngrams.company import COMPANY_FEATURES, Changed, Company, company_features, word_number
from checks.words.ngrams.counts import NgramCounts, hashes, level_values, levels_of
from checks.words.ngrams.detector import (
    LIKELY_FOREIGN,
    MAX_FOREIGN,
    MAX_ODD,
    RULE,
    _least_sure,
    language_suspicions,
    shipped_suspicions,
)
from checks.words.ngrams.model import FOLDER
from checks.words.ngrams.trees import Trees
from checks.words.ngrams.words import Change, readings
from checks.words.segmentation import WordDictionary
from checks.words.training.boosting import fit
from checks.words.training.companies import companies
from checks.words.training.counting import (
    Counted,
    ExactCounts,
    added,
    counted,
    packed,
    packed_levels,
    symbols,
    worth_keeping,
)
from checks.words.training.spoiling import spoiled
from checks.words.training.tables import loose, tables, with_mistakes

ALPHABET = Alphabet(np.array(sorted(map(ord, "公告服务大数据局")), dtype=np.uint16))
MAX_BYTES = 25_000_000  # what the package may carry of it


def suspicions(text: str) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.suggestion) for c in shipped_suspicions()([text])[0]]


def test_runs_of_figures_and_letters_are_one_symbol() -> None:
    line = ALPHABET.line("2020年ＡBc公，,𠮷")
    ids = line.ids.tolist()
    assert ids[:4] == [FIGURE, RARE, LATIN, ALPHABET.id("公")]
    assert ids[4] == ids[5] == ALPHABET.id("，")
    assert ids[6] == BOUNDARY
    assert line.places.tolist() == [0, 4, 5, 8, 9, 10, 11]


def test_joined_texts_have_the_symbols_of_each_with_gaps_between() -> None:
    texts = ["公告2020", "", "20年ab", "𠮷𠮷", "", "cd务务务", ""]
    ids, starts = ALPHABET.joined(texts, 3)
    expected = [BOUNDARY] * 3
    for text, start in zip(texts, starts.tolist(), strict=False):
        assert start == len(expected)
        expected += [*ALPHABET.line(text).ids.tolist(), *[BOUNDARY] * 3]
    assert ids.tolist() == expected
    assert starts[-1] == len(expected)


def test_a_number_gives_back_its_character() -> None:
    assert [ALPHABET.character(ALPHABET.id(c)) for c in "数据"] == ["数", "据"]


def test_low_counts_are_exact_and_levels_rise() -> None:
    values = level_values()
    assert values[:9].tolist() == list(range(9))
    assert (np.diff(values) > 0).all()
    assert levels_of(np.arange(1, 9)).tolist() == list(range(1, 9))
    assert levels_of(np.array([10**9])).tolist() == [len(values) - 1]


def test_cells_give_back_every_count_and_hardly_any_other() -> None:
    generator = np.random.default_rng(1)
    grams = generator.integers(1, 9000, size=(3, 50_000))
    keys, first = np.unique(hashes(list(grams)), return_index=True)
    levels = generator.integers(1, 32, size=len(keys)).astype(np.uint8)
    counts = NgramCounts(packed([Counted(keys, level_values()[levels].astype(np.int64))]))
    assert (counts.levels(list(grams[:, first])) == levels).all()
    known = NgramCounts(packed([Counted(*np.unique(hashes([grams[0]]), return_counts=True))]))
    remembered = NgramCounts(known._table, symbols=9000)
    assert (remembered.levels([np.arange(9000)]) == known.levels([np.arange(9000)])).all()
    others = generator.integers(10_000, 19_000, size=(3, 50_000))
    assert (counts.levels(list(others)) > 0).mean() < 2 / 2048


def test_an_ngram_does_not_run_over_a_line() -> None:
    counts = NgramCounts(packed(counted(symbols(["公告", "服务"], ALPHABET))))
    ids = {c: np.array([ALPHABET.id(c)]) for c in "公告服务"}
    assert counts.levels([ids["公"], ids["告"]]).tolist() == [1]
    assert counts.levels([ids["公"], ids["告"], np.array([BOUNDARY]), ids["服"]]).tolist() == [0]


def test_counts_add_up_and_the_cells_say_what_the_counts_do() -> None:
    one, other = (counted(symbols([text], ALPHABET)) for text in ("公告公告", "公告服务"))
    both = added(one, other, 3)
    ids = {c: np.array([ALPHABET.id(c)]) for c in "公告服务"}
    for counts in (ExactCounts(both), NgramCounts(packed(both))):
        assert counts.levels([ids["公"], ids["告"]]).tolist() == [5]
        assert counts.levels([ids["服"], ids["务"]]).tolist() == [3]
    lengths = [len(length.keys) for length in worth_keeping(both)]
    assert lengths[:3] == [len(length.keys) for length in both[:3]]
    assert lengths[4] == 0


def test_what_people_mistake_is_a_candidate_both_ways_and_counted_one_way() -> None:
    frequent = np.zeros((0, 4), dtype=np.int64), np.zeros((0, 3), dtype=np.int64)
    bare = tables(ALPHABET, [("公告服务", 9)], {}, {}, {}, "公告服务", *frequent)
    learned = with_mistakes(bare, [("告告", "公公"), ("服告", "服告")], ALPHABET)
    number = {c: ALPHABET.id(c) for c in "公告"}
    for one, other in ("公告", "告公"):
        row = slice(*learned.like_first[number[one] : number[one] + 2])
        place = learned.like[row].tolist().index(number[other])
        assert learned.like_kind[row][place] & MISTAKEN
    assert learned.mistake_key.tolist() == mistake_keys(*(np.array([number[c]]) for c in "告公")).tolist()
    assert learned.mistake.tolist() == [2]


def test_faults_made_on_purpose_are_alike_and_the_same_every_time() -> None:
    alphabet = Alphabet(np.array(sorted(map(ord, "公告服务大数据局工宫夫雾")), dtype=np.uint16))
    frequent = np.zeros((0, 4), dtype=np.int64), np.zeros((0, 3), dtype=np.int64)
    bare = tables(alphabet, [("公告服务", 9)], {}, {}, {}, "公告服务大数据局工宫夫雾", *frequent)
    often = np.ones(alphabet.size, dtype=np.int64)
    lines = ["公告服务", "大数据局公告。"] * 50
    one, other = (spoiled(lines, bare, alphabet, often, [("服雾", "服务")]) for _ in range(2))
    assert one == other
    assert [len(line) for line in one] == [len(line) for line in lines]
    pairs = [(a, b, list(zip(a, b, strict=True))) for a, b in zip(one, lines, strict=True)]
    ordered = [(a, b, each) for a, b, each in pairs if sorted(a) != sorted(b)]  # the others are in another order
    assert 0 < len(pairs) - len(ordered) - sum(a == b for a, b, _ in pairs) < 20
    changed = {(w, m) for _, _, each in ordered for w, m in each if w != m}
    assert {("雾", "务"), ("工", "公")} <= changed
    groups = ("公工宫", "服夫务雾", "据局告", "大", "数")  # 告 may be read gù
    assert all(any(w in group and m in group for group in groups) for w, m in changed)


@pytest.mark.parametrize(("one", "other"), [("zhang", "zan"), ("shi", "si"), ("ning", "lin"), ("hui", "fui")])
def test_what_is_mixed_up_sounds_the_same(one: str, other: str) -> None:
    assert loose(one) == loose(other)


def test_fitting_learns_a_rule_and_gives_the_same_trees_again() -> None:
    generator = np.random.default_rng(2)
    features = generator.normal(size=(3000, 4))
    labels = (features[:, 1] > 0.5) & (features[:, 3] < 0)
    one, other = (fit(features, labels, np.ones(len(labels)), 40) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    assert ((one.probability(features) > 0.5) == labels).mean() > 0.97


def test_a_tree_adds_the_leaf_its_answers_name() -> None:
    trees = Trees(
        feature=np.array([[0, 1]], dtype=np.int16),
        threshold=np.array([[0.0, 5.0]], dtype=np.float32),
        leaf=np.array([[0.0, 1.0, 2.0, 3.0]], dtype=np.float32),
        bias=np.array([0.5], dtype=np.float32),
    )
    assert trees.log_odds(np.array([[-1.0, 0.0], [1.0, 0.0], [-1.0, 9.0], [1.0, 9.0]])).tolist() == [0.5, 1.5, 2.5, 3.5]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("大力培育发展大数局产业，推动高质量发展。", "局", "据"),
        ("各级人民政付应当加强领导。", "付", "府"),
        ("全国人民代表大会常物委员会第三次会议通过了该决定。", "物", "务"),
        ("为人民服务是党的根本宗指，必须始终坚持。", "指", "旨"),
    ],
)
def test_an_accident_of_typing_is_found(text: str, wrong: str, right: str) -> None:
    ((found, suggestion),) = suspicions(text)
    place = found.index(wrong)
    assert suggestion[place] == right
    assert suggestion.replace(right, wrong) == found


def test_a_fault_beside_another_is_found_once_that_is_mended() -> None:
    text = "加强社会注义精神文明建没，促进社会和谐稳定。"
    assert "".join(right for _, right in suspicions(text)).count("设") == 1
    assert any("主" in right for _, right in suspicions(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "A",
        "好",
        "\ufffd\u3000\n",
        "中华人民共和国国务院令",
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        "台风“山竹”将于明天在广东沿海登陆，请有关部门做好防范工作。",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert suspicions(text) == []


def test_what_a_text_writes_twice_alike_is_no_more_than_suspected() -> None:
    once = "大力培育发展大数局产业，推动高质量发展。"
    tiers = [c.tier for c in shipped_suspicions()([once + "发展大数局产业的意见已经印发。"])[0]]
    assert tiers
    assert set(tiers) <= {Tier.SUSPECTED}


def test_a_text_is_judged_alike_whatever_stands_beside_it() -> None:
    texts = ["大力培育发展大数局产业，推动高质量发展。", "", "各级人民政付应当加强领导。", "好", "必须始终坚持宗指"]
    together = shipped_suspicions()(texts)
    assert together == [shipped_suspicions()([text])[0] for text in texts]
    assert sum(map(bool, together)) >= 2


def test_what_is_likely_is_found_the_quick_way_as_well() -> None:
    texts = ["大力培育发展大数局产业，推动高质量发展。", "", "各级人民政付应当加强领导。", "好", "坚持党的根本宗指"]
    quick, whole = (language_suspicions(tier)(texts) for tier in (Tier.LIKELY, Tier.SUSPECTED))
    likely = [[one for one in found if one.tier is Tier.LIKELY] for found in whole]
    assert likely == [[one for one in found if one.tier is Tier.LIKELY] for found in quick]
    assert any(likely)


def test_a_line_that_differs_in_figures_alone_is_judged_alike_again() -> None:
    lines = [f"发布日期：2026-05-{day} 信息来源：青云市人民政府办公室 各级人民政付" for day in (11, 12)]
    quiet = [f"发布日期：2026-05-{day} 信息来源：青云市人民政府办公室" for day in (11, 12)]
    likely = language_suspicions(Tier.LIKELY)
    for line in lines:
        assert [one.suggestion for one in likely([line])[0]] == ["人民政府"]
    for line in quiet:
        assert likely([line, lines[0]]) == [[], likely([lines[0]])[0]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("不断完善社会主义市场经即体制", "经济体制"),
        ("保障人民群众身体健慷和生命安全", "身体健康"),
        ("全面推进乡村振行战略实施", "振兴"),
        ("加强安全生产监督管里工作", "监督管理"),
    ],
)
def test_what_is_plain_is_likely(text: str, meant: str) -> None:
    for tier in (Tier.LIKELY, Tier.SUSPECTED):
        assert [(one.suggestion, one.tier) for one in language_suspicions(tier)([text])[0]] == [(meant, Tier.LIKELY)]


@pytest.mark.parametrize(
    "text",
    [
        "要克服以点代面、以服务和维权",
        "要求在国内供应金银者，必须按照规定登记。",
        "构成用帐外客户资金非法拆借、发放贷款罪或者其他罪的",
        "能复制、修改、再发布，这种自由由著佐权保障。",
    ],
)
def test_what_may_be_meant_as_it_is_written_is_not_likely(text: str) -> None:
    assert all(one.tier is Tier.SUSPECTED for one in shipped_suspicions()([text])[0])


def test_a_foreign_text_must_be_surer_than_others() -> None:
    assert _least_sure(MAX_ODD) == 0.0
    assert _least_sure(MAX_ODD - 0.1) == _least_sure(MAX_FOREIGN) == LIKELY_FOREIGN
    assert _least_sure(MAX_FOREIGN - 0.1) == 1.0  # nothing is


DICTIONARY = WordDictionary((word, 100) for word in ("公民", "享有", "受教育", "权利", "权力", "机关", "行使", "国家"))


def word_company() -> Company:
    rights, powers, others = "公民，享有受教育的权利。", "国家机关，行使权力。", "权利与权力。"
    made = companies([rights * 30, powers * 30, others * 9, "国家。" * 300], DICTIONARY)
    return Company(NgramCounts(packed_levels(made.keys, made.levels)), made.total)


def test_words_that_stand_together_are_tied_and_others_are_not() -> None:
    company = word_company()

    def numbers(*words: str) -> np.ndarray:
        return np.array([word_number(word) for word in words])

    one, other = numbers("公民", "权利", "公民", "国家", "公民"), numbers("权利", "公民", "权力", "公民", "没有")
    tied = company.association(one, other)
    assert tied[0] == tied[1] > 0
    assert tied[2:].tolist() == [0, 0, 0]
    times, tie = company.followed(numbers("行使", "权力", "行使", ""), numbers("权力", "行使", "权利", "权利"))
    assert np.expm1(times).round().tolist()[1:] == [0, 0, 0]
    assert 24 <= np.expm1(times[0]) <= 36  # a level stands for 30
    assert tie[0] > 0 > tie[2]
    assert tie[3] == 0


def test_the_company_of_a_word_tells_which_of_two_is_meant() -> None:
    text = "公民，享有受教育的权力，权力"
    changes = [Change(10, 11, "利")]
    changed = Changed(text, changes, readings(text, changes, DICTIONARY))
    unchanged = Changed("公民", [], [])
    rows = company_features([unchanged, changed, unchanged], DICTIONARY, word_company())
    assert rows.shape == (1, len(COMPANY_FEATURES))
    row = dict(zip(COMPANY_FEATURES, rows[0].tolist(), strict=True))
    assert row["new_company_best"] > row["old_company_best"] == 0
    assert row["companions"] == 4  # 公民 享有 受教育 and the other 权力
    assert (row["old_again"], row["new_again"]) == (1, 0)
    assert row["new_beside"] == row["old_beside"] == 0


def test_two_characters_the_other_way_round_are_found() -> None:
    assert suspicions("当事人提起讼诉的，人民法院应当受理。") == [("讼诉", "诉讼")]


def test_the_probability_is_the_confidence() -> None:
    ((one,),) = shipped_suspicions()(["大力培育发展大数局产业，推动高质量发展。"])
    assert one.rule == RULE
    assert one.confidence is not None
    assert 0.4 < one.confidence <= 1


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in Path(FOLDER).iterdir()) <= MAX_BYTES
