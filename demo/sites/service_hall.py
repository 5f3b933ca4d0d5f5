"""Hosts outside the registry: the city's service hall, which other sites lead to, and a store of static files."""

from __future__ import annotations

import datetime as dt

from demo.resources import CONTENT_TYPES, PLAIN_HTML, Host, Resource, html

HALL_HOST = "zwfw.demo-qingyun.gov.cn"
CDN_HOST = "cdn.demo-qingyun.gov.cn"
ADVERT_HOST = "www.demo-lucky.example"  # what a hidden link advertises
PRESS_HOST = "www.demo-press.example"  # a newspaper among the friendly links
PERMIT_AGES = (3, 8, 15, 29)

NOT_FOUND = Resource(b"<html><head><title>404</title></head><body>404 Not Found</body></html>", PLAIN_HTML, 404)


def _page(title: str, main: str) -> Resource:
    return html(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-青云市政务服务网</title></head><body>'
        f'<h1>青云市政务服务网</h1><p><a href="/">首页</a> <a href="/xzxk/">行政许可</a></p>{main}</body></html>'
    )


def hosts(as_of: dt.date) -> list[Host]:
    """The service hall and the file store."""
    hall = Host(HALL_HOST, NOT_FOUND)
    hall.add("/", _page("首页", "<p>欢迎使用政务服务，您可以按照事项名称或者部门查找办事指南。</p>"))
    rows = "".join(
        f'<li><a href="/xzxk/{n}.html">取水许可办理结果（第{n}批）</a>'
        f"<span>{as_of - dt.timedelta(days=age)}</span></li>"
        for n, age in enumerate(PERMIT_AGES, start=1)
    )
    hall.add("/xzxk/", _page("行政许可", f"<ul>{rows}</ul>"))
    for n in range(1, len(PERMIT_AGES) + 1):
        hall.add(f"/xzxk/{n}.html", _page("行政许可", f"<p>第{n}批共办理取水许可{n + 4}件，全部按期办结。</p>"))
    login = _page(
        "用户登录", '<form method="post"><input name="username"><input name="password" type="password"></form>'
    )
    hall.add("/login", Resource(login.body, login.content_type, any_query=True))
    store = Host(CDN_HOST, NOT_FOUND)
    store.add("/static/notice.txt", Resource("本站公告以网页文本为准。\n".encode(), CONTENT_TYPES["txt"]))
    advert, press = Host(ADVERT_HOST, NOT_FOUND), Host(PRESS_HOST, NOT_FOUND)
    advert.add(
        "/",
        html('<html><head><meta charset="utf-8"><title>推广</title></head><body>推广页面，注册有礼。</body></html>'),
    )
    press.add(
        "/", html('<html><head><meta charset="utf-8"><title>青云日报</title></head><body>今日要闻一览。</body></html>')
    )
    return [hall, store, advert, press]
