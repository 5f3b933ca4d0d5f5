"""Lines about the article as single sites write them: other labels, values that look like labels, brackets."""

from __future__ import annotations

import pytest
from reading_pages import HOME, article, page

from checks.facts import PageType


@pytest.mark.parametrize(
    ("info", "date", "source"),
    [
        # before 时间 stands the value of another item, not a word for another time
        (
            "<span>信息来源：某某咨询有限公司</span> <span>公告类型：公开招标</span> <span>时间：2021-05-13</span>",
            "2021-05-13",
            "某某咨询有限公司",
        ),
        ("<span>[县农业局]</span>&nbsp;&nbsp;2016-04-01&nbsp;&nbsp;字号：大", "2016-04-01", "县农业局"),
        (
            "发布日期：2018-06-01<span>浏览次数：12</span><span>发布部门：县科技局</span>",
            "2018-06-01",
            "县科技局",
        ),
        # the tools behind the source stand in elements of their own, without a blank before them
        (
            "<span>时间：<i>2020-04-13 16:50</i></span><span>来源：<i>重点项目处</i></span><span>大 中 小</span>",
            "2020-04-13",
            "重点项目处",
        ),
        # a date with its weekday among items about the article is no clock
        ("<ul><li>稿源：县审批局</li><li>2024-03-24 星期日</li><li>阅读量 88</li></ul>", "2024-03-24", "县审批局"),
    ],
)
def test_date_and_source(info: str, date: str, source: str) -> None:
    read = page(article(info))
    assert (str(read.published), read.source) == (date, source)


@pytest.mark.parametrize(
    "info", ["公告类型：公开招标 开标时间：2021-06-04", "内容：年度会议 时间：2024-06-04 地点：三楼"]
)
def test_the_time_of_an_event_is_no_date_of_publication(info: str) -> None:
    assert page(article(info)).published is None


def test_a_row_that_begins_with_the_sites_name_is_not_the_home_pages_title() -> None:
    rows = "".join(
        f'<li><div class="title"><a href="/{n}.jhtml">某某市住房公积金管理中心举办第{n}期培训</a></div>[12-2{n}]</li>'
        for n in range(5)
    )
    html = f"<html><head><title>首页 - 某某市住房公积金管理中心</title></head><body><ul>{rows}</ul></body></html>"
    assert page(html, HOME).title == "某某市住房公积金管理中心"


def test_a_columns_name_in_quotes_behind_the_sites() -> None:
    rows = "".join(
        f'<li><a href="/content/{n}.html">某单位开展主题学习之{n}</a><span>2016-09-1{n}</span></li>' for n in range(6)
    )
    html = f"<html><head><title>某某县人民政府-“两学一做”学习教育</title></head><body><ul>{rows}</ul></body></html>"
    assert page(html, f"{HOME}xwzx/lxyz/index.html").title == "“两学一做”学习教育"


def test_a_clock_beside_a_menu_is_no_date_of_publication() -> None:
    assert page(article("<ul><li>设为首页</li><li>2024-03-24 星期日</li><li>网站地图</li></ul>")).published is None


def test_fields_of_a_documents_record_are_no_list() -> None:
    fields = (
        ("发文机构", "某市人民政府办公室"),
        ("实施日期", "2024-05-01"),
        ("成文日期", "2024-05-02"),
        ("发布日期", "2024-05-11"),
        ("有效性", "有效"),
    )
    record = "".join(f"<li>[{name}] <span>{value}</span></li>" for name, value in fields)
    read = page(article(before=f"<ol class='doc-info'>{record}</ol>"))
    assert (read.type, str(read.published), read.lists) == (PageType.ARTICLE, "2024-05-11", ())


def test_a_columns_name_behind_the_sites_and_a_blank() -> None:
    rows = "".join(
        f'<li><a href="/art/{n}.html">关于做好第{n}季度工作的通知</a><span>2021-03-0{n}</span></li>'
        for n in range(1, 6)
    )
    head = '<meta name="SiteName" content="某某市财政局"><meta name="ColumnName" content="政策文件">'
    html = f"<html><head><title>某某市财政局 政策文件</title>{head}</head><body><ul>{rows}</ul></body></html>"
    assert page(html, f"{HOME}col/col39218/index.html").title == "政策文件"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "<h1>县长调研乡村振兴工作时强调</h1><h1>巩固成果 接续奋斗</h1>",
            "县长调研乡村振兴工作时强调巩固成果 接续奋斗",
        ),
        ("<h1>县长调研乡村振兴工作时强调</h1><p>时间：2024-05-11 来源：县融媒体中心</p>", "县长调研乡村振兴工作时强调"),
        ("<h1>县长调研乡村振兴工作</h1><p>巩固成果 接续奋斗</p>", "县长调研乡村振兴工作"),
    ],
)
def test_a_title_that_goes_on_in_a_second_line(lines: str, title: str) -> None:
    html = article(title=lines).replace("<title>关于开展政务公开检查的通报-", "<title>县长调研乡村振兴工作…_")
    assert page(html).title == title


def test_the_only_heading_is_the_title_where_the_tag_names_the_site() -> None:
    html = article(title="<center><h3>征集历史照片的启事</h3></center>")
    assert page(html.replace("关于开展政务公开检查的通报-", "", 1)).title == "征集历史照片的启事"
