"""The publication date as readers see it."""

from __future__ import annotations

import datetime as dt

import pytest
from reading_pages import SENTENCE, TEXT, article, page

from checks.facts import DateOrigin, PageType
from crawler.reading.dates import find_dates, normalize, row_date, stamp_date, url_date, url_month_day

DAY = dt.date(2024, 5, 11)


@pytest.mark.parametrize(
    "info",
    [
        "发布日期：2024-05-11 09:24",
        "发布时间:2024年05月11日 09时32分 来源：县政府办",
        "时间：2024/05/11",
        "日期：2024.05.11 浏览次数：33",
        "日 期：2024-5-11",
        "2024-05-11 10:08",
        "2024-05-11 来源：汉阴县政府办公室 作者：佚名",
        "来源：县政府办&nbsp;&nbsp;2024年5月11日&nbsp;&nbsp;【字体：大 中 小】",
        "发布日期：２０２４－０５－１１",
        "发布时间：2024-05-11 10∶08",
        "发布日期：2024\u200b-05-11",
        "<span>发布日期：</span><span>2024</span>-<span>05</span>-<span>11</span>",
        "<ul><li>发布日期</li><li>2024-05-11</li></ul>",
        "<table><tr><td>发布日期：</td><td>2024年5月11日</td></tr></table>",
        "二〇二四年五月十一日 来源：县政府办",
        "发布时间：<script>document.write('2024-05-11 09:00')</script> 来源：县政府办",
        '<script>document.write(formatDate("2024-05-11 09:00:00"));</script>',
        "生成日期：2024-05-11",
        "成文日期：2024年5月11日",
        "更新时间：2024-05-11",
        "时间发布：2024-05-11",
        "发布时间：2024-05-11 更新时间：2024-05-20",
        "更新时间：2024-05-20 发布时间：2024-05-11",
        "成文日期：2024-04-01 发布日期：2024-05-11",
        "生效时间：2024-07-01 生成日期：2024-05-11",
        "发布时间：2024-05-1109:24",
        "[ 2024-05-11 ] 浏览：12次",
        "发布于 2024-05-11",
        "上载日期：2024-05-11",
        "发文日期：2024-04-02 上载日期：2024-05-11",
        "首发时间：2024-05-11 08:00",
        "收录时间：2024-05-11",
        "2024年5月11日 （星期六） 09:24",
        "归档时间：2025-06-15 发布时间：2024-05-11",
    ],
)
def test_visible_date_near_the_title(info: str) -> None:
    read = page(article(info))
    assert read.published == DAY
    assert read.dates[0].origin is DateOrigin.VISIBLE
    assert read.type is PageType.ARTICLE


@pytest.mark.parametrize(
    "form",
    [
        '<div class="head"><h1>{title}</h1><p>发布时间：2024-05-11 来源：县水利局</p></div>',
        "<article><header><h1>{title}</h1><span>2024-05-11</span> <span>来源：县水利局</span></header></article>",
        '<div class="top"><h2>{title}</h2><span>日期：2024-05-11 来源：县水利局</span></div>',
        '<div class="related-info"><h1>{title}</h1>发布日期：2024-05-11 来源：县水利局</div>',
    ],
)
def test_an_articles_head_is_not_the_pages(form: str) -> None:
    read = page(article("", title=form.format(title="关于开展政务公开检查的通报")))
    assert (read.published, read.title, read.source) == (DAY, "关于开展政务公开检查的通报", "县水利局")


OTHER = {
    "header clock": {"before": "<div>今天是：2024年5月31日 星期五</div>"},
    "clock in words": {"before": "<div>今天：2024年5月31日</div>"},
    "side list of newer items": {
        "before": '<ul class="hot"><li><a href="/Content-1.html">新的一条消息在这里</a><span>2024-05-30</span></li>'
        '<li><a href="/Content-2.html">又一条消息在这里</a><span>2024-05-29</span></li></ul>'
    },
    "related list below": {
        "after": '<div>相关</div><ul><li><a href="/Content-1.html">新的一条消息在这里</a> 2024-05-30</li>'
        '<li><a href="/Content-2.html">又一条消息在这里</a> 2024-05-29</li></ul>'
    },
    "deadline in the text": {
        "body": f'<div id="zoom">{TEXT}<p>报名截止时间：2024年7月1日</p><p>自2024年8月1日起施行</p></div>'
    },
    "signature": {"body": f'<div id="zoom">{TEXT}<p>汉阴县人民政府办公室</p><p>2024年4月28日</p></div>'},
    "text that starts with a date": {"body": f'<div id="zoom"><p>2024年5月8日，{SENTENCE}</p>{TEXT}</div>'},
    "an address with a date": {
        "body": f'<div id="zoom">{TEXT}<p>详见 http://www.x.gov.cn/202401/t20240102_1.html</p></div>'
    },
    "record table above": {
        "before": "<table><tr><td>索引号</td><td>1/2024-1</td></tr><tr><td>生成日期</td><td>2024-04-28</td></tr>"
        "<tr><td>生效时间</td><td>2024-07-01</td></tr></table>"
    },
    "other year in the meta tag": {"head": '<meta name="PubDate" content="2023-01-05 10:00">'},
    "hidden date": {"before": '<div style="display:none">发布日期：2021-01-01</div>'},
    "a deadline above": {"before": "<p>征集时间：2024-05-01 至 2024-05-30</p>"},
}


@pytest.mark.parametrize("name", OTHER)
@pytest.mark.parametrize("info", ["发布时间：2024-05-11 来源：县政府办", "2024-05-11"])
def test_dates_that_mislead(name: str, info: str) -> None:
    assert page(article(info, **OTHER[name])).published == DAY


@pytest.mark.parametrize(
    ("html", "day", "origin"),
    [
        (article("", head='<meta name="PubDate" content="2024-05-11 10:00:00">'), DAY, DateOrigin.META),
        (article("", head='<meta name="pubdate" content="2020年08月02日">'), dt.date(2020, 8, 2), DateOrigin.META),
        (
            article("开始时间：2024-05-01 结束时间：2024-05-30", head='<meta name="PubDate" content="2024-05-11">'),
            DAY,
            DateOrigin.META,
        ),
        (article("", after="<p>发布日期：2024-05-11</p>"), DAY, DateOrigin.VISIBLE),
        (article("", title="<h2>关于开展政务公开检查的通报 ( 2024-05-11)</h2>"), DAY, DateOrigin.VISIBLE),
    ],
)
def test_other_witnesses(html: str, day: dt.date, origin: DateOrigin) -> None:
    read = page(html)
    assert (read.published, read.dates[0].origin) == (day, origin)


def test_placeholder_in_the_tag_is_no_date_and_the_url_is_the_last_witness() -> None:
    html = article("", head='<meta name="PubDate" content="{PubDate}">')
    read = page(html, url="http://www.hanyin.gov.cn/zwgk/202405/t20240511_12345.html")
    assert [(one.date, one.origin) for one in read.dates] == [(DAY, DateOrigin.URL)]


def test_the_list_row_is_a_witness_before_the_url() -> None:
    read = page(article(""), url="http://www.hanyin.gov.cn/202405/t20240512_1.html", listed=DAY)
    assert [one.origin for one in read.dates] == [DateOrigin.LIST, DateOrigin.URL]


def test_an_article_with_a_link_in_its_text_is_no_list() -> None:
    text = "".join(f"<p>{'各单位要抓好落实，认真整改。' * 6}</p>" for _ in range(2))
    link = "<p><a href='http://x.example.com/'>湖南日报数字报</a></p>"
    head = "<header><h1>关于检查的通报</h1><p>来源：某镇 更新时间：2026/1/14 17:58:00</p></header>"
    body = f"<article>{head}<div class='entry-content'>{text}{link}</div></article>"
    html = f"<title>关于检查的通报</title><main>{body}</main>"
    assert page(html, "http://www.hanyin.gov.cn/Content-1.html").published == dt.date(2026, 1, 14)


def test_no_date_is_none() -> None:
    assert page(article("")).published is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("二〇二〇年一月十六日", ["2020-01-16"]),
        ("二○二一年十二月三十一日", ["2021-12-31"]),
        ("二零一九年十月廿一日", ["2019-10-21"]),
        ("2020年02月30日", []),
        ("IP 10.2024.05.11", []),
        ("版本 2024.05.11.3", []),
        ("1987-01-01", []),
        ("2024 年 5 月 1 日至 2024-05-03", ["2024-05-01", "2024-05-03"]),
    ],
)
def test_complete_forms(text: str, dates: list[str]) -> None:
    assert [one.date.isoformat() for one in find_dates(normalize(text))] == dates


@pytest.mark.parametrize(
    ("pieces", "url", "day"),
    [
        (["2024-05-11"], "", "2024-05-11"),
        (["[05-11]"], "", "2024-05-11"),
        (["(12-30)"], "", "2023-12-30"),
        (["11", "2024-05"], "", "2024-05-11"),
        (["2024", "05-11"], "", "2024-05-11"),
        (["05-11", "2024"], "", "2024-05-11"),
        (["05", "-", "11"], "", "2024-05-11"),
        (["5月11日"], "", "2024-05-11"),
        (["昨天 10:20"], "", "2024-05-31"),
        (["05-11"], "http://a.gov.cn/art/2021/5/11/art_1_2.html", "2021-05-11"),
        (["2024/05/11 10:00"], "", "2024-05-11"),
        (["阅读 05"], "", None),
        (["3-5 人"], "", None),
    ],
)
def test_row_forms(pieces: list[str], url: str, day: str | None) -> None:
    found = row_date(pieces, dt.date(2024, 6, 1), url)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.gov.cn/x/202405/t20240511_1.html", "2024-05-11"),
        ("http://a.gov.cn/art/2024/5/11/art_1_2.html", "2024-05-11"),
        ("http://a.gov.cn/2024-05/11/content_1.htm", "2024-05-11"),
        ("http://a.gov.cn/tzgg/2024-05-11/7849.html", "2024-05-11"),
        ("http://a.gov.cn/20240511/0123456789abcdef0123/c.html", "2024-05-11"),
        ("http://a.gov.cn/202405111234567/index.shtml", "2024-05-11"),
        ("http://a.gov.cn/xxgk/20240511/7594.shtml", "2024-05-11"),
        ("http://a.gov.cn/xxgk/20241511/7594.shtml", None),
        ("http://a.gov.cn/202405/t20240612_1.html", None),
        ("http://a.gov.cn/Content-20240511.html", None),
        ("http://a.gov.cn/202405/0123456789abcdef0123456789abcdef.shtml", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None) -> None:
    found = url_date(url)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2024-05-11  10:00", "2024-05-11"),
        ("20240511101010", "2024-05-11"),
        ("2024-05-11T10:00:00Z", "2024-05-11"),
        ("", None),
        ("{PubDate}", None),
        ("10∶08", None),
    ],
)
def test_stamps(stamp: str, day: str | None) -> None:
    found = stamp_date(stamp)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("url", "near", "day"),
    [
        ("http://x/gkzd/202311/1ee1.shtml", "2024-03-31", "2023-11-30"),
        ("http://x/gkzd/202311/1ee1.shtml", "2023-11-12", "2023-11-12"),
        ("http://x/gkzd/202311/1ee1.shtml", "2022-01-01", "2023-11-01"),
        ("http://x/gkzd/202313/1ee1.shtml", "2024-03-31", None),
        ("http://x/gkzd/202311/", "2024-03-31", None),
    ],
)
def test_the_month_an_address_names(url: str, near: str, day: str | None) -> None:
    assert url_month_day(url, dt.date.fromisoformat(near)) == (dt.date.fromisoformat(day) if day else None)
