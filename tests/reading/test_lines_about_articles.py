"""Lines about the article as single sites write them: other labels, values that look like labels, brackets."""

from __future__ import annotations

import pytest
from reading_pages import HOME, article, page


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
    ],
)
def test_date_and_source(info: str, date: str, source: str) -> None:
    read = page(article(info))
    assert (str(read.published), read.source) == (date, source)


def test_the_time_of_an_opening_of_tenders_is_no_date_of_publication() -> None:
    assert page(article("公告类型：公开招标 开标时间：2021-06-04")).published is None


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
