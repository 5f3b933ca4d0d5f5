"""The table of wrong forms is read strictly: what is wrong in it is named with its line."""

from __future__ import annotations

import pytest

from checks.words.engine import Proofreader, shipped_proofreader
from checks.words.faults import Tier
from checks.words.lexicon import COLUMNS, Kind, Lexicon, LexiconError, load_lexicon, parse_lexicon, table_lines

HEADER = "\t".join(COLUMNS)
GOOD = "布署\t部署\terror\tform\t\t\t\t教材\tP\t"


def parse(*lines: str) -> Lexicon:
    return parse_lexicon([HEADER, *lines], "words.tsv")


def test_a_plain_form() -> None:
    (entry,) = parse(GOOD).entries
    assert (entry.anchors, entry.right, entry.kind, entry.rule, entry.pattern) == (
        ("布署",),
        "部署",
        Kind.ERROR,
        "form",
        None,
    )


def test_comments_and_empty_lines_are_skipped_and_counted() -> None:
    lexicon = parse_lexicon(["# a comment", "", HEADER, GOOD], "words.tsv")
    assert lexicon.entries[0].line == 4


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("布署\t部署\terror", "3 cells instead of 10"),
        ("布署\t部署\tsure\tform\t\t\t\t教材\tP\t", "kind 'sure'"),
        ("布署\t部署\terror\tguess\t\t\t\t教材\tP\t", "rule 'guess'"),
        ("布署\t部署\terror\tform\t\t\t\t教材\tX\t", "class 'X'"),
        ("布署\t部署\terror\tform\t\t\t\t\tP\t", "column source is empty"),
        ("布署\t布署\terror\tform\t\t\t\t教材\tP\t", "right equals wrong"),
        ("\t部署\terror\tform\t\t\t\t教材\tP\t", "column wrong is empty"),
        ("布署\t部署\terror\tform\t(\t\t\t教材\tP\t", "column require is no regular expression"),
        ("布署\t部署\terror\tform\t\ta*\t\t教材\tP\t", "column forbid matches the empty text"),
        ("布署\t\\g<x>署\terror\tcontext\t\t\t布署\t教材\tP\t", "groups that the pattern lacks: x"),
    ],
)
def test_a_bad_line_is_named(line: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=r"^words\.tsv:3: ") as caught:
        parse(GOOD, line)
    assert complaint in str(caught.value)


def test_a_form_on_two_lines_is_refused() -> None:
    with pytest.raises(LexiconError, match="already on line 2"):
        parse(GOOD, GOOD)


def test_other_columns_are_refused() -> None:
    with pytest.raises(LexiconError, match="the columns must be"):
        parse_lexicon(["wrong\tright"], "words.tsv")


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(LexiconError, match="is empty"):
        parse_lexicon([], "words.tsv")


def test_the_shipped_table_loads() -> None:
    parse_lexicon(table_lines(), "confusables.tsv")  # with every regular expression compiled
    lexicon = load_lexicon()
    assert len(lexicon.entries) > 400
    assert "布署" in lexicon.plain_forms()
    assert all(entry.right for entry in lexicon.entries if entry.kind is Kind.ERROR)


def test_no_right_form_is_itself_a_wrong_form() -> None:
    lexicon = load_lexicon()
    wrong = {entry.anchors[0] for entry in lexicon.entries if entry.pattern is None and entry.kind is Kind.ERROR}
    assert not wrong & {entry.right for entry in lexicon.entries}


def test_every_plain_form_is_found_in_a_plain_sentence() -> None:
    proofreader = Proofreader(load_lexicon())
    missed = [
        entry.anchors[0]
        for entry in load_lexicon().entries
        if entry.pattern is None
        and entry.kind is not Kind.OFF
        and entry.anchors[0]
        not in {fault.wrong for fault in proofreader.faults(f"经查，{entry.anchors[0]}，特此说明。")}
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("他们识破了鬼计，保住了财物", "鬼计", "诡计"),
        ("一味委屈求全不能解决问题", "委屈求全", "委曲求全"),
        ("原来不过是黄梁一梦", "黄梁一梦", "黄粱一梦"),
        ("信号塔保证通迅畅通", "通迅", "通讯"),
        ("各地要做好防讯工作", "防讯", "防汛"),
        ("确保水库安全渡汛", "安全渡汛", "安全度汛"),
        ("镇里新建了一个渡假村", "渡假村", "度假村"),
        ("身心建康最重要", "建康", "健康"),
        ("违反治安管理处罚条列第三条规定", "条列", "条例"),
        ("这里荟萃了民族文化精萃", "精萃", "精粹"),
        ("他是广洲市人", "广洲市", "广州市"),
    ],
)
def test_common_mistakes_are_told_without_being_asked_for(text: str, wrong: str, right: str) -> None:
    found = [(fault.wrong, fault.suggestion) for fault in Proofreader(load_lexicon(), lowest=Tier.LIKELY).faults(text)]
    assert found == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "普通迅速提高，卡通迅雷",
        "举报消防隐患",
        "周末来临，学期末经批准可以离校",
        "从高原着眼，谋划全局",
        "家具上写着名字",
        "湄洲市场和绿洲市民广场",
        "付局长带队检查",
        "支付主任医师的劳务费",
        "有关健身设施和相关健康知识",
        "挂牌公告后未竞得人的保证金退还",
        "所以经过研究决定",
        "促进文化消费和教育届别管理",
        "年末成年人口达到三万人",
        "羁押期间不予算入刑期",
        "从上海拨出款项",
        "在职则享受补贴",
        "当时侯某在场",
    ],
)
def test_where_two_words_meet_nothing_is_wrong(text: str) -> None:
    assert Proofreader(load_lexicon(), lowest=Tier.LIKELY).faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "发动群众挖沟筑渠，引水上山",
        "国资原董事长王某接受审查",
        "增速占比列全省第三",
        "严俊同志任县委书记",
        "严俊主任主持会议",
        "家家户户共记工分三千个",
    ],
)
def test_what_a_correction_would_not_make_likelier_is_left_to_a_person(text: str) -> None:
    assert shipped_proofreader(Tier.LIKELY).faults(text) == []
    assert Proofreader(load_lexicon(), lowest=Tier.LIKELY).faults("形势依然严俊") != []


def test_a_form_that_its_correction_makes_likelier_is_wrong() -> None:
    found = [
        fault.wrong for fault in shipped_proofreader(Tier.LIKELY).faults("当前形势依然严俊，要集中资原，按比列投入")
    ]
    assert found == ["严俊", "资原", "比列"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("做到防患于末然，确保安全", "防患于末然"),
        ("这座古镇渊源流长", "渊源流长"),
        ("他的表现另人满意", "另人满意"),
        ("以暂新的面貌迎接检查", "暂新"),
        ("与之相比暗然失色", "暗然失色"),
    ],
)
def test_mistakes_that_people_make(text: str, wrong: str) -> None:
    assert [fault.wrong for fault in shipped_proofreader(Tier.LIKELY).faults(text)] == [wrong]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("此人沽名钩誉，人所共知", "沽名钩誉", "沽名钓誉"),
        ("必须严陈以待，不可松懈", "严陈以待", "严阵以待"),
        ("路面全部用混泥土浇筑", "混泥土浇筑", "混凝土浇筑"),
        ("各级干部要深人基层，了解民情", "深人基层", "深入基层"),
        ("农村居民人均收人稳步增长", "人均收人", "人均收入"),
        ("全县上下以振兴教育为已任，砥砺前行", "已任", "己任"),
        ("这种现像十分普遍", "现像", "现象"),
        ("相关准备就序，只待开工", "就序", "就绪"),
        ("他脾气暴燥，不听劝告", "暴燥", "暴躁"),
        ("加强市场准人管理", "市场准人", "市场准入"),
        ("整冶村容村貌，推进综合冶理", "综合冶理", "综合治理"),
    ],
)
def test_mistakes_of_shape_and_of_offices(text: str, wrong: str, right: str) -> None:
    found = [(fault.wrong, fault.suggestion) for fault in shipped_proofreader(Tier.LIKELY).faults(text)]
    assert (wrong, right) in found


@pytest.mark.parametrize(
    "text",
    [
        "两国关系实现像他说的那样发展，领导面对像我这样的群众",
        "2001年，时已任福建省省长，为已任职的干部培训",
        "加强驾驶培训服务，提供军训服装",
        "按要求就序列号作出说明",
        "纳税人和缴纳人管理规定，引进人才，投入人力",
        "会议以振兴教育为己任",
        "上报筹集资金情况，学校微信公众号",
    ],
)
def test_what_resembles_them_in_shape_is_right(text: str) -> None:
    assert shipped_proofreader(Tier.LIKELY).faults(text) == []


@pytest.mark.parametrize("text", ["要另人负责此事，暂新增三人", "将产业园连成一片", "他善自珍重", "由其是否出席决定"])
def test_what_resembles_them_is_right(text: str) -> None:
    assert shipped_proofreader(Tier.LIKELY).faults(text) == []
