"""Consultations, messages, service guides, hidden links and identity elements as pages write them."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.facts import Feedback, Letter, Page
from crawler.reading import read_page
from crawler.reading.guides import read_guide
from crawler.reading.response import RawResponse
from crawler.urls import SiteScope

HOME = "http://www.example.gov.cn/"
WHOLE = ("basis", "conditions", "fees", "hours", "materials", "name", "phone", "place", "process", "time_limit")
FOOT = '<div class="footer">主办单位：某局 联系电话：0915-1 办公地址：某路1号</div>'


def read(body: str, title: str = "通知", column: str = "", url: str = f"{HOME}Content-1.html") -> Page:
    tag = f'<meta name="ColumnName" content="{column}">' if column else ""
    html = (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{tag}</head><body><h1>{title}</h1>'
        f'<div>发布时间：2026-09-01</div><div id="zoom">{body}</div>{FOOT}</body></html>'
    )
    raw = RawResponse(
        url=url, final_url=url, status=200, body=html.encode(), fetched_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    )
    return read_page(raw, SiteScope(HOME)).page


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("征集时间：2026年9月1日至2026年10月1日。", dt.date(2026, 10, 1)),
        ("征求意见时间为2026年9月1日至10日。", dt.date(2026, 9, 10)),
        ("公示期自2026年9月1日起至9月30日止。", dt.date(2026, 9, 30)),
        ("请于2026年9月30日前反馈。", dt.date(2026, 9, 30)),
        ("请于2026年9月30日18:00前反馈。", dt.date(2026, 9, 30)),
        ("意见征集截止日期：2026-09-20", dt.date(2026, 9, 20)),
        ("欢迎提出意见。2026年9月1日", None),
        ("本办法自2026年12月1日起施行。", None),
    ],
)
def test_the_day_a_consultation_closes(text: str, day: dt.date | None) -> None:
    assert read(f"<p>{text}</p>", "关于公开征求《某办法》意见的公告").closes_on == day
    assert read(f"<p>{text}</p>", "关于开展检查的通知").closes_on is None


@pytest.mark.parametrize(
    ("body", "feedback"),
    [
        (
            "<h4>结果反馈</h4><p>反馈时间：2026-10-05</p><p>共收到意见12条，采纳3条。</p>",
            Feedback(dt.date(2026, 10, 5)),
        ),
        ("<p>征集结果：共收到意见12条，采纳3条。</p>", Feedback()),
        ("<p>意见采纳情况</p><p>公布日期：2026年10月5日</p><p>未收到意见建议。</p>", Feedback(dt.date(2026, 10, 5))),
        ("<p>结果反馈：征集结束后将在本网站公布结果。</p>", None),
        ("<h4>征集结果</h4><p>暂无反馈</p>", None),
        ("<p>意见反馈截止日期为2026年10月1日。</p>", None),
        ("<p>反馈方式：电子邮件。</p>", None),
    ],
)
def test_a_result_on_the_page_of_the_consultation(body: str, feedback: Feedback | None) -> None:
    assert read(body, "关于公开征求《某办法》意见的公告").feedback == feedback
    assert read(body, "关于开展检查的通知").feedback is None


@pytest.mark.parametrize(
    ("body", "letter"),
    [
        (
            "<p>来信时间：2026-08-01　来信内容：请问</p><p>答复内容：您好</p>"
            "<p>答复单位：某局　答复时间：2026-08-05</p>",
            Letter(dt.date(2026, 8, 1), True, dt.date(2026, 8, 5)),
        ),
        (
            "<table><tr><td>留言时间</td><td>2026-08-01</td></tr><tr><td>回复内容</td><td></td></tr></table>",
            Letter(dt.date(2026, 8, 1)),
        ),
        ("<p>提交时间：2026-08-01</p><p>办理结果：暂无</p>", Letter(dt.date(2026, 8, 1))),
        ("<dl><dt>咨询时间</dt><dd>2026-08-01</dd><dt>答复时间</dt><dd>2026-08-09 10:00</dd></dl>",
         Letter(dt.date(2026, 8, 1), True, dt.date(2026, 8, 9))),
        ("<p>网民 <i>2026-08-01 10:20 提交</i></p><p>请问。</p><p>某局 2026-08-05 09:00 回复</p><p>您好，已办理。</p>",
         Letter(dt.date(2026, 8, 1), True, dt.date(2026, 8, 5))),
        ("<p>来信时间：2026-08-01</p><h4>办理结果</h4><p>您的来信正在办理中，请耐心等待。</p>",
         Letter(dt.date(2026, 8, 1))),
        ("<p>来信时间：2026-08-01</p><p>日前，某局印发了《某办法》，现就有关内容解读如下。</p>",
         Letter(dt.date(2026, 8, 1))),
        ("<h4>留言内容</h4><p>留言人：陈某 留言时间：2026/08/01 21:14</p><h4>回复内容</h4>"
         "<p>您的留言已收到，正在核实处理中，请耐心等待。</p>", Letter(dt.date(2026, 8, 1))),
        ("<h4>留言内容</h4><p>留言时间：2026/08/01</p><h4>回复内容</h4>"
         "<p>您的留言已收到，经核实，路灯已修复。</p>", Letter(dt.date(2026, 8, 1), True, dt.date(2026, 9, 1))),
        ("<table><tr><th>写信日期</th><td>2026-08-01</td></tr><tr><th>答复内容</th><td colspan=3></td></tr></table>"
         "<p>中国政府网</p>", Letter(dt.date(2026, 8, 1))),
        ("<dl><dt><b>网友提问</b><em>2026年8月1日</em><i>罗某</i></dt><dd>请问。</dd></dl>"
         "<dl><dt><b>官方答复</b><em>2026年8月5日</em><i>某局</i></dt><dd>已办理完毕。</dd></dl>",
         Letter(dt.date(2026, 8, 1), True, dt.date(2026, 8, 5))),
        ("<dl><dt><b>网友提问</b><em>2026年8月1日</em></dt><dd>请问。</dd></dl>"
         "<dl><dt>官方答复</dt><dd>尚未答复</dd></dl>",
         Letter(dt.date(2026, 8, 1))),
        ("<ul><li><b>市民来信</b> 2026-08-01 08:31<p>请问。</p></li>"
         "<li><b>转交承办</b> 2026-08-02 09:00<p>已转某局处理。</p></li>"
         "<li><b>办理完毕</b> 2026-08-06 16:20<p>市水务局回复：您的建议已采纳，将增设三处。</p></li></ul>",
         Letter(dt.date(2026, 8, 1), True, dt.date(2026, 8, 6))),
        ("<ul><li>市民来信 2026-08-01 08:31<p>请问。</p></li>"
         "<li>转交承办 2026-08-02 09:00<p>已转某局处理。</p></li></ul>",
         Letter(dt.date(2026, 8, 1))),
        ("<ul><li>市民来信 2026-08-01<p>请问。</p></li><li>部门意见 2026-08-06<p>下月施工。</p></li></ul>",
         Letter(dt.date(2026, 8, 1), True)),
        ("<p>留言时间：2026-08-01</p><h4>回复内容</h4><p>您好！拟于下月调整线路。</p><p>市城市管理局　2026/11/05</p>",
         Letter(dt.date(2026, 8, 1), True, dt.date(2026, 11, 5))),
        ("<table><tr><td>诉求时间</td><td>2026-08-01</td></tr><tr><td>处理结果</td><td>已更换灯具。</td></tr>"
         "<tr><td>处理时间</td><td>2026-08-03</td></tr></table>",
         Letter(dt.date(2026, 8, 1), True, dt.date(2026, 8, 3))),
        ("<p>留言日期：2026/08/01</p><p>管理员回复：您好，路灯已经安排维修。</p>",
         Letter(dt.date(2026, 8, 1), True, dt.date(2026, 9, 1))),
        ("<p>写信时间：2026-08-01</p><h4>答复内容</h4>"
         "<p>尊敬的市民您好：您的来信已收悉，我局正在抓紧调查核实，结果将尽快答复您。</p>",
         Letter(dt.date(2026, 8, 1))),
        ("<p>请写明您的联系方式。</p>", None),
    ],
)  # fmt: skip
def test_a_message_and_its_answer(body: str, letter: Letter | None) -> None:
    assert read(body, "咨询取水政策", "局长信箱").letter == letter
    assert read(body, "咨询取水政策", "工作动态").letter is None


def test_a_letter_in_a_column_that_bears_the_channel_s_name() -> None:
    body = "<p>留言人：马女士 留言时间：2026-08-01</p><p>请问。</p>"
    for column in ("政民互动", "民生热线", "百姓心声", "我要写信"):
        assert read(body, "咨询取水政策", column).letter == Letter(dt.date(2026, 8, 1))
    assert read("<p>意见提交时间：2026-08-01</p>", "某办法征求意见", "政民互动").letter is None


def test_a_page_of_letters_without_any_text_is_read() -> None:
    html = "<html><head><title>信</title><meta name=ColumnName content='我要咨询'></head>".encode()
    raw = RawResponse(
        url=f"{HOME}a/b", final_url=f"{HOME}a/b", status=200, body=html + b"<body><div id=app></div></body></html>",
        fetched_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
    )  # fmt: skip
    assert read_page(raw, SiteScope(HOME)).page.letter is None


def test_a_menu_entry_is_no_result_of_the_consultation() -> None:
    body = "<p>请于2026年10月1日前反馈。</p><ul><li><a href='/fk/'>结果反馈</a></li></ul><p>最新内容与有关部门</p>"
    assert read(body, "关于公开征求《某办法》意见的公告").feedback is None


ROWS = {
    "事项名称": "取水许可", "法律依据": "《水法》", "受理条件": "有取水方案", "所需材料": "申请书",
    "受理地点": "二号窗口",    "办公时间": "工作日", "咨询电话": "0915-3210000", "办理程序": "申请、受理",
    "收费依据及标准": "不收费", "承诺时限": "20个工作日",
}  # fmt: skip


@pytest.mark.parametrize(
    "layout",
    [
        "<table>{}</table>".format("".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in ROWS.items())),
        "<table><tr>{}</tr><tr>{}</tr></table>".format(
            "".join(f"<td>{k}</td>" for k in ROWS), "".join(f"<td>{v}</td>" for v in ROWS.values())
        ),
        "<dl>{}</dl>".format("".join(f"<dt>{k}：</dt><dd>{v}</dd>" for k, v in ROWS.items())),
        "".join(f"<p>{n}、{k}</p><p>{v}</p>" for n, (k, v) in enumerate(ROWS.items(), 1)),
        "".join(f"<p>【{k}】{v}</p>" for k, v in ROWS.items()),
        "".join(f"<p>（{n}）{k}：{v}。</p>" for n, (k, v) in enumerate(ROWS.items(), 1)),
        "<p>{}</p>".format("。".join(f"{k}：{v}" for k, v in ROWS.items())),
        "<ul>{}</ul><div>{}</div>".format(
            "".join(f"<li>{k}</li>" for k in ROWS),
            "".join(f'<div style="display:none"><p>{v}</p></div>' for v in ROWS.values()),
        ),
        "<div><ul><li>基本信息</li>{}</ul><div class=c><p>事项：取水许可</p></div>{}</div>".format(
            "".join(f"<li>{k}</li>" for k in ROWS), "".join(f"<div class=c>{v}</div>" for v in ROWS.values())
        ),
        "<div class='el-tabs__nav'>{}</div><div class='el-tabs__content'>{}</div>".format(
            "".join(f"<div>{k}</div>" for k in ROWS), "".join(f"<div>{v}</div>" for v in ROWS.values())
        ),
        "<table>{}</table>".format("".join(f"<tr><th>{'　'.join(k)}</th><td>{v}</td></tr>" for k, v in ROWS.items())),
        "".join(f"<p>{k}：{v}</p>" for k, v in ROWS.items() if k not in ("受理地点", "办公时间", "咨询电话"))
        + "<h2>受理地点、时间及联系电话</h2><p>二号窗口，工作日，0915-3210000</p>",
    ],
)
def test_a_whole_guide_in_every_layout(layout: str) -> None:
    assert read(layout, "取水许可办事指南").guide == WHOLE


def test_what_a_guide_leaves_out_or_empty_is_missing() -> None:
    rows = ROWS | {"法律依据": "", "受理地点": "暂无"}
    del rows["咨询电话"]  # the foot of the page has a telephone, the guide has none
    table = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in rows.items())
    guide = read(f"<table>{table}</table>", "取水许可办事指南").guide
    assert set(WHOLE) - set(guide or ()) == {"basis", "place", "phone"}


@pytest.mark.parametrize(
    ("materials", "place", "marks"),
    [
        ("申请书原件一份", "便民服务中心二号窗口", ()),
        ("申请书；法律、法规规定的其他材料", "市政务服务中心", ("vague_materials",)),
        ("身份证、其他需要提供的材料。", "二楼", ("vague_materials",)),
        ("其他组织提交登记证书", "全县政务大厅", ()),
        ("申请书", "青云市碧川县政务服务中心三楼", ("place:碧川县",)),
        ("申请书", "办理地点：位于松岚县行政审批服务中心", ("place:松岚县",)),
        ("申请书", "碧川县云栖路3号", ()),
    ],
)
def test_what_a_person_should_look_at_in_a_guide(materials: str, place: str, marks: tuple[str, ...]) -> None:
    rows = {**ROWS, "所需材料": materials, "受理地点": place}
    table = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in rows.items())
    assert read(f"<table>{table}</table>", "取水许可办事指南").guide_marks == marks


def test_what_stands_above_the_title_is_no_element() -> None:
    rows = "".join(f"<p>{k}：{v}</p>" for k, v in ROWS.items() if k != "办理程序")
    crumb = "<div>位置：<a href='/'>首页</a> → <a href='/Node-2.html'>办事流程</a> → 正文</div>"
    html = (
        f"<html><head><title>取水许可办事指南</title></head><body>{crumb}<h1>取水许可办事指南</h1>{rows}</body></html>"
    )
    assert set(WHOLE) - set(read_guide(html, "取水许可办事指南", ()) or ()) == {"process"}


def test_an_empty_pane_is_not_filled_by_the_first() -> None:
    rows = ROWS | {"承诺时限": ""}
    tabs = "".join(f"<li>{k}</li>" for k in rows)
    panes = "".join(f"<div class=c>{v}</div>" for v in rows.values())
    assert set(WHOLE) - set(read(f"<div><ul>{tabs}</ul>{panes}</div>", "取水许可办事指南").guide or ()) == {
        "time_limit"
    }


def test_a_matter_in_a_column_of_services_is_a_guide_when_it_names_many_elements() -> None:
    table = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in ROWS.items())
    assert read(f"<table>{table}</table>", "取水许可", "办事流程").guide == WHOLE
    assert read(f"<table>{table}</table>", "取水许可", "工作动态").guide is None
    assert read("<p>咨询电话：0915-3210000</p><p>办公地址：某路1号</p>", "大厅搬迁", "办事服务").guide is None


def test_labels_are_seen_however_they_are_written() -> None:
    entities = "".join(f"&#{ord(character)};" for character in "受理条件")
    assert read(f"<p>{entities}</p><p>有取水方案</p><p>1.收费</p><p>免费</p>", "办事指南").guide == (
        "conditions",
        "fees",
        "name",
    )


def test_an_article_in_a_column_of_guides_is_no_second_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr("bs4.BeautifulSoup", refuse)
    text = (
        "县政务服务中心近日公布了办公地址和办理流程，群众可以按照所需材料清单到窗口提交申请材料，工作人员当场受理。" * 3
    )
    assert read_guide(f"<p>{text}</p><p>咨询电话：0915-3210000</p>", "通知", ["办事指南"]) is None
    with pytest.raises(AssertionError, match="parsed again"):
        read_guide("<p>受理条件</p><p>有取水方案</p><p>咨询电话：0915-3210000</p>", "通知", ["办事指南"])


def test_what_is_no_guide() -> None:
    assert read("<p>咨询电话：0915-3210000</p>", "政府信息公开指南").guide is None
    assert read("<p>为方便群众，现公布有关事项。</p>", "通知", "办事指南").guide is None


WRITTEN = """<script>document.write("<div style='display:none'>")</script>"""


@pytest.mark.parametrize(
    ("markup", "technique", "anonymous"),
    [
        ('<div style="display:none"><a href="{0}">x</a></div>', "display_none", True),
        ('<div id="menu" style="display: none"><a href="{0}">x</a></div>', "display_none", False),
        ('<div style="position:absolute;left:-9999px"><a href="{0}">x</a></div>', "off_screen", True),
        (WRITTEN + "<a href='{0}'>x</a><script>document.write('</div>')</script>", "display_none", True),
        ('<a style="text-indent:-999em" href="{0}">x</a>', "off_screen", True),
        ('<span style="font-size:0"><a href="{0}">x</a></span>', "tiny_text", True),
        ('<div style="height:1px;overflow:hidden"><a href="{0}">x</a></div>', "no_size", True),
        ('<a style="visibility:hidden" href="{0}">x</a>', "invisible", True),
        ('<iframe src="{0}" width="0" height="0"></iframe>', "no_size", True),
        ('<marquee height="1" width="4"><a href="{0}">x</a></marquee>', "marquee", True),
        ('<div style="background-color:#ffffff"><a style="color:#FFF" href="{0}">x</a></div>', "same_colour", True),
    ],
)
def test_hidden_links(markup: str, technique: str, anonymous: bool) -> None:
    (found,) = read(markup.format("http://x.example.com/")).hidden_links
    assert (found.url, found.technique, found.anonymous) == ("http://x.example.com/", technique, anonymous)
    assert not read(markup.format("/inside.html")).hidden_links


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="http://x.example.com/">x</a>',
        WRITTEN + "<a href='/x'>x</a><script>document.write('</div>')</script><a href='http://x.example.com/'>x</a>",
        '<!-- <div style="display:none"><a href="http://x.example.com/">x</a></div> -->',
        '<iframe src="http://x.example.com/" width="100%" height="0"></iframe>',
        '<iframe src="http://x.example.com/" width="600" height="400"></iframe>',
        '<marquee height="30"><a href="http://x.example.com/">x</a></marquee>',
        '<div style="font-size:0.9em;opacity:0.8;margin-left:-10px"><a href="http://x.example.com/">x</a></div>',
        '<div style="background:#036"><a style="color:#fff" href="http://x.example.com/">x</a></div>',
    ],
)
def test_links_that_are_to_be_seen(markup: str) -> None:
    assert not read(markup).hidden_links


def test_identity_elements_in_text_pictures_and_scripts() -> None:
    marks = read(
        '<div class="footer"><a href="/map.html">网站地图</a> 网站标识码：6109000001 '
        "陕ICP备12000001号-1 陕公网安备 61090002000001号"
        '<img src="/red.png" alt="党政机关"><script id="_jiucuo_" src="/jiucuo.js"></script></div>',
        url=HOME,
    ).marks
    assert marks == (
        "conac_badge", "contact", "error_finder", "icp", "public_security", "site_id_code", "sitemap", "sponsor",
    )  # fmt: skip
    written = (
        """<script>document.write(unescape("%3Cscript src='https://dcs.conac.cn/js/1.js'%3E%3C/script%3E"));</script>"""
    )
    assert "conac_badge" in read(written).marks
    assert "conac_badge" not in read('<!-- <script src="https://dcs.conac.cn/js/1.js"></script> -->').marks
    assert "script_footer" in read('<script src="/js/footer.js"></script>').marks


def test_a_picture_is_a_value_and_an_ornament_is_none() -> None:
    told = {k: v for k, v in ROWS.items() if k != "办理程序"}
    text = "".join(f"<p><img src='/i/dot.png'>{k}</p><p>{v}</p>" for k, v in told.items())
    for drawn in ("<p>办理流程：<img src='/i/flow.png'></p>", "<p>办理流程</p><p><img src='/i/flow.png'></p>"):
        assert "process" in (read(text + drawn, "取水许可办事指南").guide or ()), drawn
    bare = "<p><img src='/i/dot.png'>办理程序</p>" + text
    assert "process" not in (read(bare, "取水许可办事指南").guide or ())


ASKED = "<p>网友 李** 提问时间：2026-06-28 10:00</p><p>路灯不亮，已有三周，请尽快修复为盼，谢谢。</p>"


@pytest.mark.parametrize(
    ("reply", "answered"),
    [
        ("<p><b>县住建局</b> 回复于 2026-07-05</p><p>您反映的问题收悉。</p>", "2026-07-05"),
        ("<p>【答复内容】已经修复。</p><p>【答复时间】2026-07-05</p>", "2026-07-05"),
        ("<p>网友您好，路灯已于当日修复，感谢关注。</p>", "2026-09-01"),  # the page's own date
        ("<p>暂未回复</p>", None),
        ("<p>回复内容：有关部门正在办理中，请您耐心等待。</p>", None),
        ("<p>回复内容：该路段正在研究改造方案，年底前完成。</p>", "2026-09-01"),
        ("<table><tr><td>回复内容</td><td></td></tr><tr><td>回复日期</td><td></td></tr></table>", None),
        ("<p>上一篇：《热线意见》反馈情况公示</p>", None),
    ],
)  # fmt: skip
def test_whether_a_message_was_answered(reply: str, answered: str | None) -> None:
    letter = read(ASKED + reply, "关于路灯的来信", "领导信箱").letter
    assert letter is not None
    assert letter.answered is (answered is not None)
    assert str(letter.answered_on or "") == (answered or "")
