"""The days of consultations and letters, in the wordings and layouts that sites give them."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import datetime as dt

import pytest

from checks.facts import Page
from crawler.reading import RawResponse, read_page
from crawler.urls import SiteScope

END = dt.date(2026, 3, 31)
ASKED, ANSWERED = dt.date(2026, 5, 1), dt.date(2026, 5, 6)


def read(title: str, column: str, main: str) -> Page:
    trail = f'<div>当前位置：<a href="/">首页</a> &gt; <a href="/c/">{column}</a></div>'
    body = f"<h1>{title}</h1><div>发布时间：2026-03-01 来源：某县司法局</div><div class='body'>{main}</div>"
    foot = '<div class="footer">主办：某县人民政府办公室 备案号：陕ICP备05010980号</div>'
    html = f"<html><head><title>{title}</title></head><body>{trail}{body}{foot}</body></html>"
    url, now = "http://www.test.gov.cn/c/1.html", dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    raw = RawResponse(url=url, final_url=url, status=200, body=html.encode(), fetched_at=now)
    return read_page(raw, SiteScope("http://www.test.gov.cn/")).page


def consultation(main: str) -> Page:
    return read("关于公开征求《某县防洪规划（征求意见稿）》意见的公告", "意见征集", main)


@pytest.mark.parametrize(
    "text",
    [
        "现向社会公开征求意见，意见反馈截止时间为2026年3月31日。",
        "公众可在2026年3月31日前通过以下途径反馈意见。",
        "征求意见时间：2026年3月1日至2026年3月31日。",
        "征求意见时间：2026年3月1日—3月31日",
        "<table><tr><td>征集时间</td><td>2026-03-01 — 2026-03-31</td></tr></table>",
        "<ul><li>开始时间：2026-03-01</li><li>结束时间：2026-03-31</li></ul>",
        "自2026年3月1日起至2026年3月31日止，向社会公开征求意见。",
        "意见征集期限为30天，自2026年3月1日起至3月31日。",
        "请于2026年3月31日（星期二）前将意见反馈至邮箱。",
        "请于3月31日前将意见建议发送至电子邮箱。",
        "征求意见的期限：自公告之日起30日。",
        "本次征求意见时间为期30天（2026年3月2日-2026年3月31日）。",
        "意见征求截止日期：2026年3月31日24时",
        "时间：2026/3/1至2026/3/31",
        "于2026年3月31日（含）之前反馈意见。",
        "请在本公告发布之日起30日内提出意见。",
        "【开始时间】2026-03-01　【结束时间】2026-03-31",
    ],
)
def test_the_day_a_consultation_closes(text: str) -> None:
    assert consultation(f"<p>{text}</p>").closes_on == END


@pytest.mark.parametrize(
    "text",
    [
        "本规划自2026年3月31日起施行。",
        "会议于2026年3月31日召开。",
        "自公告之日起施行，30日内备案。",
        "本规划自发布之日起30日后施行。",
    ],
)
def test_other_days_close_no_consultation(text: str) -> None:
    assert consultation(f"<p>{text}</p>").closes_on is None


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("<p>【征集结果】截至3月31日，共收到意见3条，均已采纳。公布时间：2026-04-05</p>", dt.date(2026, 4, 5)),
        ("<div>反馈内容：经研究，采纳意见3条。</div><div>反馈日期：2026-04-05</div>", dt.date(2026, 4, 5)),
        ("<p>四、公众意见采纳情况</p><p>收到意见5条。</p><p>公布日期：2026年4月5日</p>", dt.date(2026, 4, 5)),
        ("<h4>结果反馈</h4><p>收到意见3条，均已采纳。</p><p>某县司法局　2026年4月5日</p>", dt.date(2026, 4, 5)),
        ("<h4>结果反馈</h4><p>收到意见3条，均已采纳。</p><p>自2026年5月5日起施行。</p>", None),
        ("<div>结果反馈：</div><div>本次征集共收到意见3条，均已采纳。</div>", None),
    ],
)
def test_the_result_on_a_consultation_s_own_page(text: str, given: dt.date | None) -> None:
    feedback = consultation(f"<p>征集时间：2026-03-01 至 2026-03-31</p>{text}").feedback
    assert feedback is not None
    assert feedback.given_on == given


@pytest.mark.parametrize("text", ["<h2>征集反馈</h2><p>征集结束后将公布结果。</p>", "<h2>反馈结果</h2><p>暂无</p>"])
def test_a_result_that_is_to_come_is_none(text: str) -> None:
    assert consultation(f"<p>征集时间：2026-03-01 至 2026-03-31</p>{text}").feedback is None


@pytest.mark.parametrize(
    "letter",
    [
        "<p>写信日期：2026年5月1日</p><p>何时报名？</p><p>办理结果：您好，八月报名。</p><p>办结时间：2026年5月6日</p>",
        "<div><b>网友提问</b>：何时报名？<i>2026-05-01 10:12:11</i></div>"
        "<div><b>县教育局回复</b>：您好，八月报名。<i>2026-05-06</i></div>",
        "<p>张三 于 2026-05-01 咨询：</p><p>何时报名？</p><p>县教育局 于 2026-05-06 回复：</p><p>您好，八月报名。</p>",
        "<p>受理时间：2026-05-01</p><p>诉求内容：何时报名？</p><p>办理意见：您好，八月报名。</p><p>办理时间：2026-05-06</p>",
        "<ul><li><b>2026-05-01 10:20</b><p>网友提交诉求：何时报名？</p></li>"
        "<li><b>2026-05-06 09:00</b><p>县教育局办结并答复：您好，八月报名。</p></li></ul>",
        "<div><i>问</i><p>何时报名？</p><em>何女士　2026年05月01日</em></div>"
        "<div><i>答</i><p>您好，八月报名。</p><em>县教育局　2026年05月06日</em></div>",
        "<ul><li>2026-05-01 群众提交诉求</li><li>2026-05-06 承办单位办结并答复</li></ul>"
        "<h4>答复意见</h4><p>您好，八月报名。</p>",
        "<p>李** 发表于 <time>2026年5月1日</time></p><p>何时报名？</p>"
        "<p>县教育局 回复于 <time>2026年5月6日</time></p><p>您好，八月报名。</p>",
        "<p>反映时间：2026-05-01 15:22</p><p>官方答复</p><p>您好，已列入计划。</p><p>答复时间：2026-05-06</p>",
    ],
)
def test_when_a_letter_came_and_was_answered(letter: str) -> None:
    found = read("幼儿园报名时间", "县长信箱", letter).letter
    assert found is not None
    assert (found.asked_on, found.answered, found.answered_on) == (ASKED, True, ANSWERED)


@pytest.mark.parametrize("state", ["处理状态：处理中", "办理状态：已转办", "状态：待回复", "答复内容：暂无"])
def test_a_letter_on_its_way_has_no_answer(state: str) -> None:
    found = read("幼儿园报名时间", "县长信箱", f"<p>来信时间：2026-05-01</p><p>何时报名？</p><p>{state}</p>").letter
    assert found is not None
    assert (found.asked_on, found.answered) == (ASKED, False)


def test_a_button_behind_the_answer_s_empty_cell_is_no_answer() -> None:
    rows = "<tr><td>来信时间</td><td>2026-05-01</td></tr><tr><td>答复内容</td><td></td></tr>"
    found = read(
        "幼儿园报名时间", "县长信箱", f"<table>{rows}</table><p>【<a href='javascript:close()'>关闭</a>】</p>"
    ).letter
    assert found is not None
    assert (found.asked_on, found.answered) == (ASKED, False)


def test_a_row_behind_the_answer_does_not_date_it() -> None:
    letter = "<i>问</i><p>何时报名？</p><p>何女士　2026-05-01</p>"
    letter += "<i>答</i><p>您好，八月报名。</p><p>教育局启动招生工作　2026-10-30</p>"
    found = read("幼儿园报名时间", "县长信箱", letter).letter
    assert found is not None
    assert (found.asked_on, found.answered, found.answered_on) == (ASKED, True, None)


def test_letters_in_a_column_of_questions_and_answers() -> None:
    asked = "<p>网友 韩女士 2026/05/01 13:22 留言</p><p>何时报名？</p><p>当前状态：办理中</p>"
    for column in ("咨询答复", "有问必答"):
        found = read("幼儿园报名时间", column, asked).letter
        assert found is not None
        assert (found.asked_on, found.answered) == (ASKED, False)


LETTERS = [
    "<table><tr><th>姓名</th><td>张*</td><th>提交时间</th><td>2026-05-01</td></tr><tr><th>内容</th><td>何时报名？</td></tr><tr><th>受理单位</th><td>教育局</td><th>办结时间</th><td>2026-05-06</td></tr><tr><th>办理结果</th><td>八月报名。</td></tr></table>",
    "<p>【来信时间】2026年5月1日</p><p>【来信内容】何时报名？</p><p>【答复单位】县教育局</p><p>【答复时间】2026年5月6日</p><p>【答复内容】八月报名。</p>",
    "<div>诉求时间：2026/05/01 09:11</div><div>诉求人：李女士</div><p>何时报名？</p><div>处理单位：教育局</div><div>处理时间：2026/05/06 15:00</div><div>处理结果：八月报名。</div>",
    "<div>咨询日期：2026-05-01</div><p>何时报名？</p><h4>回复</h4><p>您好！八月报名。</p><div>回复日期：2026-05-06</div>",
    "<ul><li><span>来信人：</span>王先生</li><li><span>来信日期：</span>2026-05-01</li><li><span>信件状态：</span>已回复</li><li><span>回复日期：</span>2026-05-06</li></ul><p>何时报名？</p><p>八月报名。</p>",
    "<p>网友：何时报名？（2026-05-01）</p><p>县教育局：八月报名。（2026-05-06）</p>",
    "<p>网友张先生于2026年5月1日来信：何时报名？</p><p>县教育局于2026年5月6日回复：八月报名。</p>",
    "<p>留言：何时报名？</p><p>留言时间：2026-05-01 08:00:00</p><p>回复：八月报名。</p><p>回复时间：2026-05-06 09:00:00</p>",
    "<div>提问者：匿名 2026-05-01 12:00</div><div>何时报名？</div><div>回答者：教育局 2026-05-06 10:00</div><div>八月报名。</div>",
    "<p>Q：何时报名？（提问时间：2026-05-01）</p><p>A：八月报名。（回答时间：2026-05-06）</p>",
    "<table><tr><td>信件类型</td><td>咨询</td></tr><tr><td>写信时间</td><td>2026-05-01 10:00</td></tr><tr><td>信件内容</td><td>何时报名？</td></tr><tr><td>回复部门</td><td>教育局</td></tr><tr><td>回复时间</td><td>2026-05-06 10:00</td></tr><tr><td>回复内容</td><td>八月报名。</td></tr></table>",
    "<div class='ask'>我要提问 <b>2026-05-01</b><p>何时报名？</p></div><div class='reply'>部门回复 <b>2026-05-06</b><p>八月报名。</p></div>",
    "<p>投诉时间：2026-05-01</p><p>投诉内容：噪声扰民</p><p>处理意见：已责令整改。</p><p>反馈时间：2026-05-06</p>",
    "<p>登记时间：2026-05-01</p><p>诉求描述：何时报名？</p><p>办理情况：八月报名。</p><p>办结日期：2026-05-06</p>",
    "<p>提交日期：2026年05月01日</p><p>问题描述：何时报名？</p><p>承办单位：教育局</p><p>承办单位意见：八月报名。</p><p>承办时间：2026年05月06日</p>",
    "<p>建议时间：2026-05-01</p><p>何时报名？</p><p>采纳情况：已采纳，八月报名。</p><p>答复日期：2026-05-06</p>",
    "<p>市民留言 [2026-05-01 11:11]</p><p>何时报名？</p><p>官方回复 [2026-05-06 12:12]</p><p>八月报名。</p>",
    "<p>来信标题：报名</p><p>来信时间：2026-05-01</p><p>何时报名？</p><p>教育局答复：</p><p>八月报名。</p><p>2026年5月6日</p>",
]
ON_THE_WAY = [
    "办理进度：部门办理中",
    "处理状态：未回复",
    "信件状态：已转教育局办理",
    "办理结果：正在核实",
    "回复：（暂未回复）",
    "答复内容：尊敬的网友，您的来信已收到，我们将尽快答复",
    "当前环节：待审核",
    "回复状态：等待回复",
    "部门回复：无",
    "处理情况：已派单",
]


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_in_the_words_of_many_sites(letter: str) -> None:
    found = read("幼儿园报名时间", "县长信箱", letter).letter
    assert found is not None
    assert (found.asked_on, found.answered, found.answered_on) == (ASKED, True, ANSWERED)


@pytest.mark.parametrize("state", ON_THE_WAY)
def test_what_is_said_of_a_letter_on_its_way_is_no_answer(state: str) -> None:
    found = read("幼儿园报名时间", "县长信箱", f"<p>来信时间：2026-05-01</p><p>何时报名？</p><p>{state}</p>").letter
    assert found is not None
    assert (found.asked_on, found.answered) == (ASKED, False)


def test_a_row_of_an_office_behind_an_answer_is_not_its_day() -> None:
    letter = (
        "<p>留言时间：2026-05-01</p><p>何时报名？</p><p>回复时间：2026-05-06</p><p>县教育局：启动招生 2026-10-30</p>"
    )
    found = read("幼儿园报名时间", "县长信箱", letter).letter
    assert found is not None
    assert found.answered_on == ANSWERED


def test_what_stands_behind_an_answer_that_is_to_come_is_no_answer() -> None:
    letter = (
        "<p>网友提问 2026年5月1日</p><p>何时报名？</p><h4>官方答复</h4><p>尚未答复</p><p>关于调整窗口服务时间的通告</p>"
    )
    found = read("幼儿园报名时间", "县长信箱", letter).letter
    assert found is not None
    assert (found.asked_on, found.answered) == (ASKED, False)
