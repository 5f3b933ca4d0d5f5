"""Helpers: a page from a snippet, read."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import datetime as dt

from checks.facts import Page
from crawler.reading import RawResponse, Reading, read_page
from crawler.urls import SiteScope

HOME = "http://www.hanyin.gov.cn/"
FETCHED = dt.datetime(2024, 6, 1, 2, 0, tzinfo=dt.UTC)
SENTENCE = "为贯彻落实全市工作会议精神，进一步规范政府信息公开工作，县政府办公室对各镇各部门工作情况进行了检查，现将有关情况通报如下。"
TEXT = "".join(f"<p>{number}、{SENTENCE}</p>" for number in range(5))


def reading(
    html: str | bytes,
    url: str = "http://www.hanyin.gov.cn/Content-2142036.html",
    content_type: str = "text/html; charset=utf-8",
    **more: object,
) -> Reading:
    body = html.encode() if isinstance(html, str) else html
    raw = RawResponse(
        url=url, final_url=url, status=200, body=body, fetched_at=FETCHED, content_type=content_type, **more
    )  # type: ignore[arg-type]
    return read_page(raw, SiteScope(HOME))


def page(html: str | bytes, url: str = "http://www.hanyin.gov.cn/Content-2142036.html", **more: object) -> Page:
    return reading(html, url, **more).page


def article(
    info: str = "",
    title: str = "<h1>关于开展政务公开检查的通报</h1>",
    head: str = "",
    before: str = "",
    after: str = "",
    body: str = f'<div id="zoom">{TEXT}</div>',
) -> str:
    """An article page with a menu, a breadcrumb, a foot and what is given."""
    menu = "".join(
        f'<li><a href="/Node-{n}.html">{name}</a></li>'
        for n, name in enumerate(["首页", "要闻", "公开", "服务", "互动", "专题"])
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于开展政务公开检查的通报-汉阴县人民政府</title>{head}</head><body>
<div class="header"><a href="/"><img src="/logo.png" alt="汉阴县人民政府"></a></div><div class="nav"><ul>{menu}</ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/Node-3.html">政务公开</a> &gt; <a href="/Node-4.html">通知公告</a> &gt; 正文</div>
<div class="main">{before}{title}<div class="info">{info}</div>{body}{after}</div>
<div class="footer"><p>主办单位：汉阴县人民政府办公室 网站标识码：6109210001 陕ICP备05000001号</p><p>publishdate:2024-05-30</p></div></body></html>"""
