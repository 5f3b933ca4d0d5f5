"""What is a fault, how sure, and what is none."""

from __future__ import annotations

import itertools
import time

import pytest

from checks.words.engine import Proofreader, shipped_proofreader
from checks.words.faults import Candidate, Fault, Tier, context_of
from checks.words.lexicon import Lexicon

HOSTILE_SECONDS = 20  # quadratic work on these texts would take minutes


def faults(text: str) -> list[tuple[str, str, Tier]]:
    return [(fault.wrong, fault.suggestion, fault.tier) for fault in shipped_proofreader().faults(text)]


def accused(text: str) -> list[tuple[str, str]]:
    return [(wrong, suggestion) for wrong, suggestion, tier in faults(text) if tier is not Tier.SUSPECTED]


@pytest.mark.parametrize(
    ("text", "wrong", "suggestion"),
    [
        ("要加强工作布署", "布署", "部署"),
        ("互动交流统一登陆、网站各功能版块一号登陆", "登陆", "登录"),
        ("请登陆市政府门户网站查询", "登陆", "登录"),
        ("用户凭账号和密码登陆系统", "登陆", "登录"),
        ("登陆/注册", "登陆", "登录"),
        ("[登陆]", "登陆", "登录"),
        ("忘记登陆密码", "登陆", "登录"),
        ("登陆气象局官网", "登陆", "登录"),
        ("截止目前共办理120件", "截止目前", "截至目前"),
        ("截止到3月15日，全市共检查网站49家", "截止到3月15日", "截至3月15日"),
        ("既使困难再大也不退缩", "既使", "即使"),
        ("群众反应问题突出", "反应问题", "反映问题"),
        ("备好一幅对联", "一幅对联", "一副对联"),
        ("直接负责的的主管人员", "的的", "的"),
        ("会议进行行了三天", "进行行", "进行"),
        ("关于关于印发方案的通知", "关于关于", "关于"),
        ("取得了了不少成绩", "了了", "了"),
        ("各项工作已完成。。下一步", "。。", "。"),
        ("二0二0年工作要点", "二0二0", "二〇二〇"),
        ("于2023年2月29日前报送", "2023年2月29日", ""),
        ("截至4月31日", "4月31日", ""),
        ("记者从囯家林草局了解到全国情况", "囯", "国"),
        ("近日河南局地⽓温超过四十摄氏度", "⽓", "气"),
        ("要做到事伴功倍", "事伴功倍", "事半功倍"),
        ("必需严格落实责任", "必需严格", "必须严格"),
        ("全县财政收入翻两翻", "翻两翻", "翻两番"),
        ("召开人民检查院工作会议", "人民检查院", "人民检察院"),
    ],
)
def test_an_error_is_found(text: str, wrong: str, suggestion: str) -> None:
    assert (wrong, suggestion) in accused(text)


@pytest.mark.parametrize(
    "text",
    [
        "台风“海神”将于今晚登陆沿海",
        "船员申请登陆的，由口岸边防检查机关办理",
        "登陆艇、雷达系统等装备",
        "公司成功登陆科创板，交易所网站发布公告",
        "我市农产品成功登陆电商平台",
        "安祥路社区",
        "外国船员登陆证",
        "该剧登陆各大视频平台",
        "报名截止3月15日",
        "报名截止日期为2020年3月1日",
        "欢迎举报消防隐患",
        "合格的目的的确如此",
        "商品房买卖合同标的的交付",
        "为了了解情况",
        "此事不了了之",
        "实事求是是党的思想路线",
        "军乐团进行行进吹奏",
        "把依法治国与以德治国结合起来",
        "与以美国为首的国家",
        "自己经营的企业",
        "完善长效机制",
        "预防犯罪",
        "个人材料",
        "药品不良反应情况",
        "农历2月30日",
        "2024年2月29日",
        "二〇二〇年",
        "好……等一下",
        "——这是破折号",
        "乡人大主席尤如俊带领干部",
        "市民郑和鑑常带着孙子在公园玩耍",
        "繁體中文",
        "配置：：底层",
        "根据根据地建设的经验",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert accused(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("印发《关于布署年度工作的通知》", True),
        ("《防汛物资布署条例（2007年4月22日公布）》", True),
        ("他写的《论防守与布署》一书", False),
        ("《关于纠正“攻府”等写法的通知》", False),
        ("《关于布署年度工作的通知", False),  # nobody knows where it ends
    ],
)
def test_of_a_manuscript_the_titles_of_documents_are_read(text: str, told: bool) -> None:
    assert [fault.tier is Tier.ERROR for fault in shipped_proofreader(manuscript=True).faults(text)] == [told]
    assert [fault.tier for fault in shipped_proofreader().faults(text)] == [Tier.SUSPECTED]


@pytest.mark.parametrize(
    "text",
    [
        "“布署”应为“部署”",  # the word is spoken about
        "《关于布署年度工作的通知》",  # a title is quoted as it stands
        "出席人员有张安祥、李明",  # a name
        "其它事项",
        "管理,积极",
        "在银行开立帐户",
    ],
)
def test_what_only_a_person_can_say_is_suspected(text: str) -> None:
    found = faults(text)
    assert found
    assert all(tier is Tier.SUSPECTED for _, _, tier in found)


def test_serious_wording_carries_its_rule() -> None:
    (fault,) = shipped_proofreader().faults("中华人民共合国")
    assert (fault.rule, fault.suggestion, fault.tier) == ("serious", "中华人民共和国", Tier.ERROR)


def test_a_misspelt_state_in_the_title_of_a_law_is_accused() -> None:
    (fault,) = shipped_proofreader().faults("根据《中华人民共合国水法》的有关规定")
    assert (fault.rule, fault.tier) == ("serious", Tier.ERROR)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("认真学习中共中殃有关文件精神。", "中共中殃", "中共中央"),
        ("落实国务员关于优化营商环境的要求。", "国务员", "国务院"),
        ("推动社会主意核心价值观深入人心。", "社会主意", "社会主义"),
        ("庆祝中国共产挡成立一百周年。", "中国共产挡", "中国共产党"),
    ],
)
def test_a_name_of_the_state_that_only_sounds_right_is_serious_whoever_found_it(
    text: str, wrong: str, right: str
) -> None:
    (found,) = shipped_proofreader().faults(text)
    assert (found.wrong, found.suggestion, found.rule) == (wrong, right, "serious")
    assert found.tier.at_least(Tier.LIKELY)


@pytest.mark.parametrize("text", ["落实国务员关于优化营商环境的要求。", "人名法院判决", "按照党中央、国务员部署，"])
def test_what_is_nearly_a_name_of_the_state_is_never_passed_over_in_haste(text: str) -> None:
    assert [fault.rule for fault in shipped_proofreader(Tier.LIKELY).faults(text)] == ["serious"]


def test_a_mistake_beside_a_name_of_the_state_is_not_serious() -> None:
    found = shipped_proofreader().faults("中共中央作出部暑，各村因地制益发展产业。")
    assert {fault.rule for fault in found} <= {"language", "form", "near_miss"}
    assert "因地制益" in {fault.wrong for fault in found}


@pytest.mark.parametrize("name", ["郭**", "郭某某", "郭某"])
def test_a_surname_before_a_mask_is_no_mistake(name: str) -> None:
    assert accused(f"网友提问 2026年9月17日{name}") == []


def test_traditional_text_is_not_full_of_strays() -> None:
    assert accused("我們的財政是取之於民，用之於民的人民的財政，這個問題我們要說清楚") == []


def test_faults_come_in_order_and_do_not_overlap() -> None:
    found = shipped_proofreader().faults("加强布署，既使困难，再次布署。。截止目前")
    assert [fault.start for fault in found] == sorted(fault.start for fault in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


def test_position_and_context() -> None:
    text = "前言。" + "甲" * 30 + "加强布署工作" + "乙" * 30
    (fault,) = shipped_proofreader().faults(text)
    assert text[fault.start : fault.end] == fault.wrong == "布署"
    assert fault.context.startswith("…甲")
    assert fault.context.endswith("乙…")
    assert "前言" not in fault.context


def test_context_stops_at_the_sentence() -> None:
    assert context_of("第一句。第二句有错。第三句", 4, 6) == "第二句有错"


def test_a_further_detector_joins_in_and_the_surer_wins() -> None:
    def detector(text: str) -> list[Candidate]:
        return [Candidate(start=0, end=3, suggestion="丙", tier=Tier.LIKELY, rule="near_miss")] if text else []

    def surer(text: str) -> list[Candidate]:
        return [Candidate(start=1, end=2, suggestion="丁", tier=Tier.ERROR, rule="form")] if text else []

    proofreader = Proofreader(Lexicon(()), [lambda text: iter(detector(text)), lambda text: iter(surer(text))])
    (fault,) = proofreader.faults("甲乙丙")
    assert isinstance(fault, Fault)
    assert (fault.wrong, fault.suggestion) == ("乙", "丁")


def test_empty_text() -> None:
    assert shipped_proofreader().faults("") == []


def test_half_a_character_does_no_harm() -> None:
    assert accused("\ud800布署") == [("布署", "部署")]


@pytest.mark.parametrize("text", ["管,理" * 30_000, "…" * 100_000, "布署" * 30_000, "（" * 50_000, "\n" * 100_000])
def test_hostile_text_takes_no_time_to_speak_of(text: str) -> None:
    begin = time.process_time()
    shipped_proofreader().faults(text)
    assert time.process_time() - begin < HOSTILE_SECONDS


def test_tiers_are_ordered() -> None:
    assert Tier.ERROR.at_least(Tier.LIKELY)
    assert not Tier.SUSPECTED.at_least(Tier.LIKELY)
