"""What a column's page is called, whatever its template tells of it."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.facts import Page, PageType
from crawler.reading import RawResponse, read_page
from crawler.urls import SiteScope

ADDRESS = "http://www.test.gov.cn/n/"
NAMES = ("首页", "政务公开", "新闻中心", "互动交流")
BESIDE = ("机构职能", "通知公告", "工作动态", "政策文件")
MENU = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(NAMES))
SIDE = "".join(f'<li><a href="/s{n}/">{name}</a></li>' for n, name in enumerate(BESIDE))
SIDE = f'<div class="left"><h3>栏目导航</h3><ul>{SIDE}</ul></div>'
ROWS = "".join(
    f'<li><a href="/n/{n}.html">县水利局召开第{n}次会议研究部署近期重点工作</a><span>2026-05-{n:02d}</span></li>'
    for n in range(1, 16)
)
ROWS = f'<ul class="list">{ROWS}</ul><div class="page">共3页 <a href="list_2.html">下一页</a></div>'
FOOT = '<div class="footer"><p>主办：某县人民政府办公室 备案号：陕ICP备05010980号</p></div>'
TEXT = "<p>　　为做好防汛备汛工作，县水利局近日开展了汛前检查，对水库、河道逐一排查，发现问题立即整改。</p>" * 6


def read(title: str, main: str, tags: str = "", url: str = ADDRESS) -> Page:
    head = f"<head><title>{title}</title>{tags}</head>"
    html = f"<html>{head}<body><div class='nav'><ul>{MENU}</ul></div>{main}{FOOT}</body></html>"
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    raw = RawResponse(url=url, final_url=url, status=200, body=html.encode(), fetched_at=now)
    return read_page(raw, SiteScope("http://www.test.gov.cn/")).page


def column(name: str) -> str:
    return f'<meta name="ColumnName" content="{name}">'


@pytest.mark.parametrize(
    ("title", "main", "tags", "wanted"),
    [
        (
            "某县人民政府",
            f'<div>当前位置：<a href="/">首页</a> &gt;&gt; <a href="/n/">通知公告</a></div>{SIDE}<div>{ROWS}</div>',
            "",
            "通知公告",
        ),
        (
            "通知公告 - 某县人民政府",
            f'<div>当前位置：<a href="/">首页</a> &gt;&gt; 通知公告</div>{SIDE}<h3>通知公告</h3>{ROWS}',
            "",
            "通知公告",
        ),
        ("某局-工作动态", f"<div>您现在的位置：首页 &gt; 工作动态</div>{SIDE}{ROWS}", "", "工作动态"),
        ("某县水利局", f"<div>当前位置：首页 &gt; 信息公开 &gt; 部门文件</div>{SIDE}{ROWS}", "", "部门文件"),
        ("栏目页", f"{SIDE}<div><h2>工作动态</h2>{ROWS}</div>", "", "工作动态"),
        (
            "某县水利局",
            f'{SIDE}<div class="tit"><span>部门文件</span><em><a href="/">首页</a>&gt;<a href="/x/">信息公开</a>&gt;'
            f'<a href="/n/">部门文件</a></em></div>{ROWS}',
            "",
            "部门文件",
        ),
        (
            "",
            f'<table><tr><td width="180">{SIDE}</td><td><table><tr><td class="lm">部门文件</td></tr>'
            f"<tr><td>{ROWS}</td></tr></table></td></tr></table>",
            "",
            "部门文件",
        ),
        ("某市政府信息公开", f"<div><h2>公开指南</h2>{ROWS}</div>", column("某市政府信息公开"), "某市政府信息公开"),
        ("某县水利局", f"<div>{ROWS}</div>", column("财政预决算"), "财政预决算"),
    ],
)
def test_a_column_is_called_what_most_of_its_witnesses_say(title: str, main: str, tags: str, wanted: str) -> None:
    page = read(title, main, tags)
    assert (page.type, page.title) == (PageType.COLUMN, wanted)


def test_an_article_in_a_template_that_names_the_column_keeps_its_heading() -> None:
    trail = '<div>当前位置：<a href="/">首页</a> &gt;&gt; <a href="/n/">工作动态</a></div>'
    for heading in ("<div class='bt'>县水利局开展汛前检查</div><div>2026-05-01</div>", "<h1>县水利局开展汛前检查</h1>"):
        page = read("工作动态", f"{trail}{heading}{TEXT}", column("工作动态"), ADDRESS + "2.html")
        assert page.title == "县水利局开展汛前检查"


def test_a_trail_without_links_is_no_text_of_the_page() -> None:
    page = read("某局-工作动态", f"<div>您现在的位置：首页 &gt; 信息公开 &gt; 工作动态</div>{SIDE}{ROWS}")
    assert [step.name for step in page.breadcrumb] == ["首页", "信息公开", "工作动态"]
    told = read("某局-工作动态", f"<p>地理位置：东经108度 &gt; 北纬32度</p>{SIDE}{ROWS}")
    assert told.breadcrumb == ()
