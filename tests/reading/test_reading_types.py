"""Page types, obstacles, reasons to render."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import pytest
from reading_pages import TEXT, article, page, reading

from checks.facts import Interactive, PageType, Place

HOST = "http://www.hanyin.gov.cn"
ROW = '<li><a href="/Content-{n}.html">第{n}条信息的标题文字</a><span>2024-05-{n}</span></li>'
ROWS = "<ul>" + "".join(ROW.format(n=n) for n in (11, 12, 13)) + "</ul>"
CRUMB = '<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/Node-4.html">通知公告</a></div>'
TAGS = '<meta name="ColumnName" content="通知公告"><meta name="ArticleTitle" content="通知公告">'
FULL = '<meta name="ArticleTitle" content="关于检查的通报"><meta name="PubDate" content="2024-05-11 10:00"><meta name="ColumnName" content="通知公告">'


@pytest.mark.parametrize(
    ("html", "url", "kind"),
    [
        (ROWS, "/", PageType.HOME),
        (ROWS, "/index.html", PageType.HOME),
        (CRUMB + ROWS, "/Node-4.html", PageType.COLUMN),
        (TAGS + CRUMB + ROWS, "/Node-4.html", PageType.COLUMN),
        (TAGS + CRUMB, "/Node-4.html", PageType.COLUMN),
        (CRUMB + f"<div class=con>{TEXT}</div>", "/Node-4.html", PageType.COLUMN),
        (TAGS + '<meta name="PubDate" content="2024-05-11">' + CRUMB + ROWS, "/tzgg/", PageType.COLUMN),
        (article("发布日期：2024-05-11"), "/Content-1.html", PageType.ARTICLE),
        (article("发布日期：2024-05-11", after=ROWS), "/Content-1.html", PageType.ARTICLE),
        (article("", head=FULL), "/Content-1.html", PageType.ARTICLE),
        (article("发布日期：2024-05-11", body="<div id=zoom><p><img src=/1.jpg></p></div>", head=FULL), "/tzgg/202405/t20240511_1.html", PageType.ARTICLE),
        (f"<h1>关于检查的通报</h1><p>2024-05-11 来源：县政府办</p>{TEXT}", "/x/1.html", PageType.ARTICLE),
        ("<head><meta name=PubDate content='2024-05-11'><meta name=ColumnName content='通知公告'></head><h2>孩子转学如何办理</h2><p>请问如何办理？</p>" + ROWS, "/a/lyb/2024/0511/7079.html", PageType.ARTICLE),
        ("<p>短</p>", "/x/1.html", PageType.OTHER),
        ("", "/x/1.html", PageType.OTHER),
    ],
)  # fmt: skip
def test_page_type(html: str, url: str, kind: PageType) -> None:
    assert page(f"<html>{html}</html>", HOST + url).type is kind


def test_columns_have_no_publication_date() -> None:
    assert (
        page('<meta name="PubDate" content="2024-05-11">' + TAGS + CRUMB + ROWS, HOST + "/Node-4.html").published
        is None
    )


@pytest.mark.parametrize(
    ("html", "unread", "reason"),
    [
        ("<html><script>document.cookie='__jsl_clearance_s=1';location.href=location.pathname</script></html>", "challenge", "challenge"),
        ("<html><meta id='9DhefwqGPrzGxEp9hPaoag'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></html>", "challenge", "challenge"),
        ("<html><script>var arg1='A';acw_sc__v2=1</script></html>", "challenge", "challenge"),
        ("<html><title>网站防火墙</title><p>您的请求带有不合法参数，已被网站管理员设置拦截！请求存在异常</p></html>", "challenge", "challenge"),
        ("<html><body><div id=app></div><script src=/js/app.js></script></body></html>", "script", "script:root"),
        ("<html><body><div id='root'><noscript>请启用</noscript></div><script src=/js/app.js></script></body></html>", "script", "script:root"),
        (CRUMB + "<ul class='newsList' id='list1'></ul><script>$.ajax({url:'/api',success:function(d){$('#list1').html(d)}})</script>", "script", "script:list"),
        (CRUMB + "<ul class='list'><li v-for='x in xs'>{{ x.title }}</li></ul><script src=/vue.js></script>", "script", "script:list"),
        ("<form action=/login><input name=u><input type=password name=p><button>登录</button></form>", "login", ""),
        (CRUMB + "<div id='box'></div><script>fetch('/api').then(r=>r.json()).then(d=>{document.getElementById('box').innerHTML=d})</script>", "script", "script:list"),
        (CRUMB + "<div><div id='rows'></div><script src='/js/rows.js'></script></div>", "script", "script:list"),
        (CRUMB + "<div id='box'></div><script>fetch('/hits')</script>", "", ""),
        (CRUMB + "<ul class='newsList'></ul>", "", ""),
        (CRUMB + ROWS + "<ul class='list' id=x></ul><script>$.ajax('/hot')</script>", "", ""),
        (article("2024-05-11", after="<ul class=list></ul><script>$.get('/hits')</script>"), "", ""),
        (f"<p>{TEXT}</p><p>本文讨论安全防护与人机验证技术，document.cookie 的使用说明。</p>", "", ""),
    ],
)  # fmt: skip
def test_obstacles(html: str, unread: str, reason: str) -> None:
    found = reading(html, HOST + "/Node-4.html")
    assert (found.page.unread, found.render_reason) == (unread, reason)


def test_a_rendered_page_is_not_rendered_again() -> None:
    found = reading("<div id=app></div><script src=/app.js></script>", rendered=True)
    assert (found.page.rendered, found.page.unread, found.render_reason) == (True, "script", "")


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("<p>暂无</p>", Interactive.NONE),
        ("<form><input name=q><input type=submit></form>", Interactive.NONE),  # a search
        ("<form><input name=a><input name=b></form>", Interactive.FORM),
        ("<textarea name=t></textarea>", Interactive.FORM),
        ("<iframe src='http://zwfw.example.com/'></iframe>", Interactive.FRAME),
        ("<script src='/js/a.js'></script>", Interactive.SCRIPT),
    ],
)
def test_what_a_column_does_beside_saying_something(inside: str, kind: Interactive) -> None:
    html = f"<html><script src='/js/top.js'></script>{TAGS}{CRUMB}<div class=main>{inside}</div></html>".replace(
        "<script src='/js/top.js'></script>", "", 1
    )
    assert page(html, HOST + "/Node-4.html").interactive is kind


def test_a_breadcrumb_with_the_role_of_a_navigation() -> None:
    steps = "".join(f"<span><a href='/c{n}'>{name}</a></span>" for n, name in enumerate(("首页", "互动", "征集")))
    html = f"<div aria-label='Breadcrumb' role='navigation' class='el-breadcrumb'>{steps}</div><p>{'正文' * 90}</p>"
    assert [crumb.name for crumb in page(html, HOST + "/channel/list?id=3").breadcrumb] == ["首页", "互动", "征集"]


def test_the_head_of_an_article_is_not_the_pages() -> None:
    html = "<header><h1>某局网站</h1></header><main><article><header><h1>关于路灯的诉求</h1></header><dl><dt>问题</dt></dl></article></main>"
    read = page(
        f"<html><head><title>关于路灯的诉求 | 某局网站</title></head>{html}</html>", HOST + "/2026/03/12/p8554/"
    )
    assert (read.title, read.type) == ("关于路灯的诉求", PageType.ARTICLE)
    assert [block.place for block in read.blocks if block.text == "关于路灯的诉求"] == [Place.MAIN]


def test_a_menu_does_not_take_what_stands_behind_it() -> None:
    menu = "".join(f"<li><a href='/Node-{n}.html'>栏目{n}</a></li>" for n in range(12))
    html = f"<div class=w><div class=lm><ul>{menu}</ul></div><div class=r><p>本栏目建设中</p></div></div>"
    blocks = page(f"<html>{TAGS}{CRUMB}{html}</html>", HOST + "/Node-4.html").blocks
    assert [block.place for block in blocks if block.text == "本栏目建设中"] == [Place.MAIN]
    html = f"<div class=w><ul>{menu}</ul><div class=r><p><img src=/1.jpg></p><p><img src=/2.jpg></p></div></div>"
    shown = page(f"<html>{TAGS}{CRUMB}{html}</html>", HOST + "/Node-4.html").links
    assert {link.place for link in shown if link.url.endswith(".jpg")} == {Place.MAIN}


@pytest.mark.parametrize("pager", ["<div>{}</div>", "<div class='xx'><span>共3页</span> {}</div>", "<p>{}</p>"])
def test_links_of_numbers_are_a_pager_without_a_name(pager: str) -> None:
    links = "<a href='/list_2.html'>2</a><a href='/list_3.html'>3</a>"
    found = page(f"<html>{TAGS}{CRUMB}{ROWS}{pager.format(links)}</html>", HOST + "/list_1.html")
    assert {link.place for link in found.links if "list_" in link.url} == {Place.PAGER}


def test_where_one_stands_is_told_in_any_words() -> None:
    for words in ("当前所在位置", "您现在的位置", "您当前所处的位置", "目前所在位置", "位置"):
        crumb = f"<p>{words}：<a href='/'>首页</a> &gt; <a href='/Node-4.html'>通知公告</a></p>"
        steps = page(f"<html>{TAGS}{crumb}{ROWS}</html>", HOST + "/Node-4.html").breadcrumb
        assert [step.name for step in steps] == ["首页", "通知公告"], words


@pytest.mark.parametrize(
    "form", ["<div class=x>{}</div>", "<div class=x><img src=/h.png>{}</div>", "<p>您当前位于{}</p>"]
)
@pytest.mark.parametrize("between", [" - ", " | ", "·", "</span><span>"])
def test_a_breadcrumb_is_known_by_its_shape(form: str, between: str) -> None:
    steps = ["<a href='/'>首页</a>", "<a href='/xxgk/'>信息公开</a>", "<a href='/Node-4.html'>通知公告</a>"]
    crumb = form.format(f"<span>{between.join(steps)}</span>")
    html = f"<html><title>通知公告-汉阴县人民政府</title>{crumb}<ul class=l>{ROWS}</ul></html>"
    assert [step.name for step in page(html, HOST + "/Node-4.html").breadcrumb] == ["首页", "信息公开", "通知公告"]


def test_a_line_of_entries_that_begins_with_the_home_page_is_no_breadcrumb() -> None:
    menu = "<div class=x><a href='/'>首页</a> | <a href='/a/'>概况</a> | <a href='/b/'>公开</a> | <a href='/c/'>服务</a></div>"
    html = f"<html><title>通知公告-汉阴县人民政府</title>{menu}<ul class=l>{ROWS}</ul></html>"
    assert page(html, HOST + "/Node-4.html").breadcrumb == ()
