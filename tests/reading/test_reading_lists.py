"""Lists: rows, dates, headings, and what is no list."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import datetime as dt

import pytest
from reading_pages import TEXT, article, page, reading

from checks.facts import ItemList, Place

ROWS = [
    ("汉阴县召开政务公开工作推进会议", "/Content-11.html", "2024-05-11"),
    ("关于调整领导小组成员的通知", "/Content-10.html", "2024-05-09"),
]
HOST = "http://www.hanyin.gov.cn"
MENU = "".join(
    f'<a href="/Node-{n}.html">{name}</a>' for n, name in enumerate(["首页", "要闻", "公开", "服务", "互动", "专题"])
)


def column(rows: str, url: str = HOST + "/Node-4.html", extra: str = "") -> list[ItemList]:
    html = f"""<html><head><title>通知公告-汉阴县</title></head><body><div class="nav">{MENU}</div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/Node-4.html">通知公告</a></div>
<div class="main">{rows}</div>{extra}<div class="footer">主办单位：汉阴县人民政府 网站标识码：6109210001</div></body></html>"""
    return [one for one in page(html, url).lists if one.place is Place.MAIN]


def each(form: str, join: str = "") -> str:
    return join.join(
        form.format(title=t, url=u, date=d, short=d[5:], years=d[2:], day=d[8:], month=d[:7], cut=t[:8])
        for t, u, d in ROWS
    )


@pytest.mark.parametrize(
    "rows",
    [
        "<ul class='newlist'>" + each('<li><a href="{url}" title="{title}">{title}</a><span>{date}</span></li>') + "</ul>",
        "<ul>" + each('<li><span class="date">{date}</span><a href="{url}">{title}</a></li>') + "</ul>",
        "<ul>" + each('<li><a href="{url}" title="{title}">{cut}...</a>[{short}]</li>') + "</ul>",
        "<ul>" + each('<li><a href="{url}" title="{title}">{cut}…<em>{date}</em></a></li>') + "</ul>",
        "<ul>" + each('<li><a href="{url}"><span class="title">{title}</span><span class="time">{date}</span></a></li>') + "</ul>",
        "<ul>" + each('<li><div class="day"><b>{day}</b><i>{month}</i></div><h4><a href="{url}">{title}</a></h4><p>摘要文字</p></li>') + "</ul>",
        "<ul>" + each('<li><a href="{url}"><div class="d"><b>{day}</b><i>{month}</i></div><div class="t">{title}</div></a></li>') + "</ul>",
        "<ul>" + each('<li><a href="{url}"><img src="/x.jpg" alt="{title}"></a><a href="{url}">{title}</a>{date}</li>') + "</ul>",
        "<ul>" + each('<li><a href="/Node-9.html">[公告]</a><a href="{url}">{title}</a>{date}</li>') + "</ul>",
        "<table>" + each('<tr><td>·<a href="{url}">{title}</a></td><td>[{short}]</td></tr>') + "</table>",
        "<table><tr><th>名称</th><th>索引号</th><th>发布日期</th></tr>"
        + each('<tr><td><a href="{url}">{title}</a></td><td>xxgk-2024-00012</td><td>{date}</td></tr>') + "</table>",
        "<table><tr><td>" + each('<table><tr><td><a href="{url}">{title}</a></td><td>{date}</td></tr></table>') + "</td></tr></table>",
        "<dl>" + each('<dd><a href="{url}">{title}</a> {date}</dd>') + "</dl>",
        "<dl>" + each('<dt><a href="{url}">{title}</a></dt><dd>{date}</dd>') + "</dl>",
        each('<dl><dt>{date}</dt><dd><a href="{url}">{title}</a></dd></dl>'),
        each('<div class="item"><div class="t"><a href="{url}">{title}</a></div><div class="time">{date}</div></div>'),
        "<div>" + each('<a href="{url}">{title}</a> {date}<br>') + "</div>",
        "<div>" + each('<p><a href="{url}">{title}</a> {years}</p>') + "</div>",
        "<div>" + each('<p><a href="{url}">{title}({date})</a></p>') + "</div>",
        "<div>" + each('<a href="{url}"><p>{title}</p><span>{date}</span></a>') + "</div>",
        "<ul>" + each('<li><a onclick="window.open(\'{url}\')" href="javascript:void(0)">{title}</a><span>{date}</span></li>') + "</ul>",
    ],
)  # fmt: skip
def test_rows_in_any_markup(rows: str) -> None:
    found = [one for one in column(rows) if any(item.date for item in one.items)]
    assert len(found) == 1
    assert [(item.title, item.url, item.date) for item in found[0].items] == [
        (title, HOST + url, dt.date.fromisoformat(date)) for title, url, date in ROWS
    ]


def test_rows_without_address_and_off_site() -> None:
    rows = """<ul><li><a href="https://mp.weixin.qq.com/s/abc">公众号里的一篇文章标题</a><span>2024-05-11</span></li>
    <li><a href="javascript:;">没有地址的一条消息标题</a><span>2024-05-10</span></li></ul>"""
    (found,) = column(rows)
    assert [item.url for item in found.items] == ["https://mp.weixin.qq.com/s/abc", ""]
    plain = "<ul><li>没有链接的一条消息标题甲<span>2024-05-11</span></li><li>没有链接的一条消息标题乙<span>2024-05-10</span></li></ul>"
    (found,) = column(plain)
    assert [(item.title, item.url) for item in found.items] == [
        ("没有链接的一条消息标题甲", ""),
        ("没有链接的一条消息标题乙", ""),
    ]


def test_one_row_is_a_list() -> None:
    (found,) = column('<ul><li><a href="/Content-11.html">本栏目唯一的一条信息</a><span>2024-05-11</span></li></ul>')
    assert [item.title for item in found.items] == ["本栏目唯一的一条信息"]


@pytest.mark.parametrize(
    "mark",
    ["[置顶]", "【置顶】", "<img src='/images/zhiding.gif'>", "<img alt='置顶' src='/1.gif'>", "<span>置顶</span>"],
)
def test_pinned(mark: str) -> None:
    (found,) = column(
        f'<ul><li>{mark}<a href="/Content-1.html">很久以前置于最前的通知</a><span>2020-01-01</span></li>'
        '<li><a href="/Content-2.html">最近发布的一条新通知</a><span>2024-05-11</span></li></ul>'
    )
    assert [item.pinned for item in found.items] == [True, False]
    assert found.items[0].title == "很久以前置于最前的通知"


def test_sub_columns_are_an_undated_list() -> None:
    (found,) = column(
        '<ul><li><a href="/Node-41.html">机构职能</a></li><li><a href="/Node-42.html">领导信息</a></li></ul>'
    )
    assert [(item.title, item.date) for item in found.items] == [("机构职能", None), ("领导信息", None)]


def test_links_in_running_text_and_neighbours_are_no_list() -> None:
    read = page(
        article(
            "2024-05-11",
            body=f'<div id="zoom">{TEXT}<p>按照<a href="/a.html">某某通知要求</a>和<a href="/b.html">另一通知要求</a>办理有关事项，'
            "并做好各项工作的衔接与落实，确保取得实效。</p><p>附件：<a href='/1.pdf'>汇总表</a></p></div>",
            after="<p>上一篇：<a href='/Content-1.html'>前一篇文章的标题</a></p><p>下一篇：<a href='/Content-2.html'>后一篇文章的标题</a></p>",
        )
    )
    assert read.lists == ()


def test_headings_and_more_on_a_home_page() -> None:
    html = """<html><body><div class="box"><div class="hd"><h2>通知公告</h2><a href="/Node-4.html">更多&gt;&gt;</a></div>
    <ul><li><a href="/Content-1.html">关于开展检查的通知甲</a><span>05-11</span></li><li><a href="/Content-2.html">关于开展检查的通知乙</a><span>05-10</span></li></ul></div>
    <div class="box"><div class="tit"><a href="/Node-5.html">工作动态</a></div>
    <ul><li><a href="/Content-3.html">我县召开工作会议部署任务</a><span>05-11</span></li><li><a href="/Content-4.html">我县召开另一工作会议</a><span>05-10</span></li></ul></div></body></html>"""
    read = page(html, HOST + "/")
    dated = [one for one in read.lists if any(item.date for item in one.items)]
    assert [(one.heading, one.more) for one in dated] == [("通知公告", True), ("工作动态", False)]


def test_a_side_list_is_beside() -> None:
    html = f"""<html><body><div class="nav">{MENU}</div><div class="wrap"><div class="left"><ul>
    <li><a href="/Node-41.html">机构职能</a></li><li><a href="/Node-42.html">领导信息</a></li></ul></div>
    <div class="right"><ul>{each('<li><a href="{url}">{title}</a><span>{date}</span></li>')}</ul></div></div></body></html>"""
    places = {one.items[0].title: one.place for one in page(html, HOST + "/Node-4.html").lists}
    assert places == {"机构职能": Place.SIDE, ROWS[0][0]: Place.MAIN}


def test_next_pages_and_more() -> None:
    rows = "<ul>" + each('<li><a href="{url}">{title}</a><span>{date}</span></li>') + "</ul>"
    pager = '<div class="page"><a href="/Node-4.html">1</a><a href="/Node-4_2.html">2</a><a href="/Node-4_2.html">下一页</a><a href="/Node-4_5.html">尾页</a></div>'
    found = reading(f"<html><body>{rows}{pager}</body></html>", HOST + "/Node-4.html")
    assert found.next_pages == tuple(f"{HOST}/Node-4_{n}.html" for n in range(2, 6))
    assert found.page.lists[0].more


def test_two_columns_of_a_table_are_two_items_a_row() -> None:
    cells = [f'<td>·<a href="{u}">{t}</a> <font>{d}</font></td>' for t, u, d in ROWS]
    (found,) = column(f"<table><tr>{''.join(cells)}</tr><tr>{''.join(reversed(cells))}</tr></table>")
    assert [item.title for item in found.items] == [ROWS[0][0], ROWS[1][0], ROWS[1][0], ROWS[0][0]]
    assert {item.date for item in found.items} == {dt.date(2024, 5, 11), dt.date(2024, 5, 9)}


def test_a_link_to_the_column_beside_the_title_is_no_second_item() -> None:
    rows = "".join(
        f'<tr><td><a href="/Node-9.html">[县政府办公室]</a></td><td><a href="{u}">{t}</a></td><td>{d}</td></tr>'
        for t, u, d in ROWS
    )
    (found,) = column(f"<table>{rows}</table>")
    assert [item.title for item in found.items] == [title for title, _, _ in ROWS]


def test_the_article_before_and_after_is_no_list() -> None:
    near = '<div class="d"><table><tr><td>来信时间：</td><td>2024-05-11</td></tr></table><p>上一篇：<a href="/Content-9.html">关于召开会议的通知</a></p><p>下一篇：没有了</p></div>'
    assert not [one for one in page(f"<html><body>{near}</body></html>", HOST + "/x/1.html").lists if one.items]


def test_rows_that_lead_on_when_they_are_clicked() -> None:
    rows = each("<div class=it onclick=\"window.open('{url}')\"><span>{title}</span><span class=d>{date}</span></div>")
    (found,) = column(f"<div class=box>{rows}</div>")
    assert [(item.title, str(item.date)) for item in found.items] == [(title, day) for title, _, day in ROWS]
    assert [item.url for item in found.items] == [HOST + url for _, url, _ in ROWS]


def test_the_day_of_a_row_stands_alone_and_not_in_its_summary() -> None:
    rows = each(
        "<li><div class=t><b>{day}</b><p>{month}</p></div><a href='{url}'>{title}</a><p>统计期限为2023年1月1日至12月31日。</p></li>"
    )
    (found,) = column(f"<ul>{rows}</ul>")
    assert [str(item.date) for item in found.items] == [day for _, _, day in ROWS]


@pytest.mark.parametrize("form", ["<div><a href='{url}'>{title}</a><span>{date}</span></div>", "<p><a href='{url}'>{title}</a> {date}</p>"])  # fmt: skip
def test_rows_in_a_cell_of_a_table_that_lays_out_the_page(form: str) -> None:
    (found,) = column(f"<table><tr><td width=1000><div class=l>{each(form)}</div></td></tr></table>")
    assert [(item.title, str(item.date)) for item in found.items] == [(title, day) for title, _, day in ROWS]


def test_a_short_list_behind_the_breadcrumb_is_the_pages_not_the_hot_news_before_it() -> None:
    hot = "".join(
        f"<li><a href='/h{n}.html'>最新第{n}条信息的标题</a><span>2026-11-{n}</span></li>" for n in range(11, 16)
    )
    own = "<li><a href='/a.html'>政府网站工作年度报表（2024年度）</a><span>2025-01-20</span></li>"
    trail = "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/wzgl/'>网站管理</a> &gt; 年度报表</div>"
    html = (
        f"<html><head><title>年度报表</title></head><body><div class='left'><h3>最新发布</h3><ul>{hot}</ul></div>"
        f"<div class='right'>{trail}<h2>年度报表</h2><ul>{own}</ul></div></body></html>"
    )
    found = page(html, "http://www.hanyin.gov.cn/wzgl/index.html")
    assert [one.place for one in found.blocks if one.text.startswith("政府")] == [Place.MAIN]
    assert {one.place for one in found.blocks if one.text.startswith("最新第")} == {Place.SIDE}
