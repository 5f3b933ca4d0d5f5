"""Links, frames, places, tags, footer, blocks."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import pytest
from reading_pages import SENTENCE, TEXT, article, page, reading

from checks.facts import LinkKind, Place
from crawler.reading.links import LINKS, MAX_LINKS, srcset_addresses

HOST = "http://www.hanyin.gov.cn"


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        ("<a href='/a.html'>甲</a>", HOST + "/a.html", LinkKind.PAGE),
        ("<a href='/a.PDF'>甲</a>", HOST + "/a.PDF", LinkKind.ATTACHMENT),
        ("<a href='/module/download/downfile.jsp?classid=0&filename=1.pdf'>甲</a>", HOST + "/module/download/downfile.jsp?classid=0&filename=1.pdf", LinkKind.ATTACHMENT),
        ("<a href='./W020240613.docx' OLDSRC='W020240613.docx'>甲</a>", HOST + "/W020240613.docx", LinkKind.ATTACHMENT),
        ("<a href='/a.jpg'>甲</a>", HOST + "/a.jpg", LinkKind.IMAGE),
        ("<a href='http://www.gov.cn/'>甲</a>", "http://www.gov.cn/", LinkKind.EXTERNAL),
        ("<area href='/a.html'>", HOST + "/a.html", LinkKind.PAGE),
        ("<img src='a.gif'>", HOST + "/a.gif", LinkKind.IMAGE),
        ("<img srcset='/a,b.png 2x'>", HOST + "/a,b.png", LinkKind.IMAGE),
        ("<picture><source srcset='/a.webp'></picture>", HOST + "/a.webp", LinkKind.IMAGE),
        ("<video src='/a.mp4' poster='/p.jpg'></video>", HOST + "/p.jpg", LinkKind.IMAGE),
        ("<script src='/a.js'></script>", HOST + "/a.js", LinkKind.ASSET),
        ("<iframe src='/f.html'></iframe>", HOST + "/f.html", LinkKind.PAGE),
        ("<a href='javascript:;' onclick=\"window.open('/o.html')\">甲</a>", HOST + "/o.html", LinkKind.PAGE),
        ("<a href=\"javascript:location.href='/o.html'\">甲</a>", HOST + "/o.html", LinkKind.PAGE),
        ("<a href='#' data-href='/d.html'>甲</a>", HOST + "/d.html", LinkKind.PAGE),
        ("<select onchange='window.open(this.value)'><option value='http://www.gov.cn/'>甲</option></select>", "http://www.gov.cn/", LinkKind.EXTERNAL),
        ("<select onchange=\"location=this.value\"><option value='/index_2.html'>2</option></select>", HOST + "/index_2.html", LinkKind.PAGE),
    ],
)  # fmt: skip
def test_what_is_a_link(markup: str, url: str, kind: LinkKind) -> None:
    found = {link.url: link.kind for link in page(f"<body>{markup}</body>").links}
    assert found[url] is kind


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='javascript:void(0)'>甲</a>",
        "<a href='mailto:a@b.cn'>甲</a>",
        "<a href=''>甲</a>",
        "<a>甲</a>",
        "<img longdesc='/x' src='data:image/gif;base64,R0'>",
        "<div data-src='/x'></div>",
        "<noscript><img src='/x.gif'></noscript>",
        "<!-- <a href='/x'>甲</a> -->",
        "<select name='type'><option value='/x'>标题</option></select>",
        "<select onchange='count(this)'><option value='/x'>标题</option></select>",
    ],
)
def test_what_is_none(markup: str) -> None:
    assert page(f"<body>{markup}</body>").links == ()


def test_head_links() -> None:
    head = """<link rel=stylesheet href=/a.css><link rel="shortcut icon" href=/f.ico><link rel=preconnect href=//cdn.cn>
    <link rel=dns-prefetch href=//cdn.cn><link rel=canonical href=/c.html><link rel="alternate" href=/rss.xml>"""
    assert [(link.url, link.place) for link in page(f"<head>{head}</head>").links] == [
        (HOST + "/a.css", Place.HEAD),
        (HOST + "/f.ico", Place.HEAD),
    ]


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("<base href='/sub/'>", HOST + "/sub/a.html"),
        ("<base href=''><base href='/sub/'>", HOST + "/sub/a.html"),
        ("<base href='/one/'><base href='/two/'>", HOST + "/one/a.html"),
        ("<base target='_blank'>", HOST + "/a.html"),
        ("<base href='javascript:x'>", HOST + "/a.html"),
    ],
)
def test_base(base: str, url: str) -> None:
    assert [link.url for link in page(f"<head>{base}</head><a href='a.html'>甲</a>").links] == [url]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<a href=/a title='全部的标题文字'>全部的…</a>", "全部的标题文字"),
        ("<a href=/a title='提示'>全部的标题文字</a>", "全部的标题文字"),
        ("<a href=/a><img src=/i.png alt='图片的说明'></a>", "图片的说明"),
        ("<a href=/a>  两\n  行 </a>", "两 行"),
        ("<a href=/a><b>粗</b>体</a>", "粗体"),
    ],
)
def test_link_text(markup: str, text: str) -> None:
    assert page(f"<body>{markup}</body>").links[0].text == text


@pytest.mark.parametrize(
    ("srcset", "addresses"),
    [
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        ("a.png,b.png", ["a.png,b.png"]),
        ("data:image/png;base64,AA== 1x, b.png", ["data:image/png;base64,AA==", "b.png"]),
        ("a.png 1x,", ["a.png"]),
        (" , a.png", ["a.png"]),
        ("v2@1.5x.png 1.5x", ["v2@1.5x.png"]),
        ("a.png (x, y) , b.png", ["a.png", "b.png"]),
        ("", []),
    ],
)
def test_srcset(srcset: str, addresses: list[str]) -> None:
    assert srcset_addresses(srcset) == addresses


def test_frames_and_refresh() -> None:
    found = reading("<frameset><frame src=/top.html><frame src=list.html></frameset>")
    assert found.frames == (HOST + "/top.html", HOST + "/list.html")
    assert reading('<meta http-equiv=refresh content="0; url=/new.html">').frames == (HOST + "/new.html",)
    assert reading('<meta http-equiv=refresh content="180">').frames == ()
    assert reading('<meta http-equiv=refresh content="180;url=/Content-2142036.html">').frames == ()


def test_places() -> None:
    read = page(article("2024-05-11", body=f"<div id=zoom>{TEXT}<p><a href=/x.pdf>附件一</a></p></div>"))
    places = {link.url: link.place for link in read.links if link.text}
    assert places[HOST + "/x.pdf"] is Place.MAIN
    assert places[HOST + "/Node-1.html"] is Place.NAV
    assert places[HOST + "/Node-4.html"] is Place.BREADCRUMB
    assert {block.place for block in read.blocks if "ICP" in block.text} == {Place.FOOTER}


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<header><a href=/x>甲乙</a></header>", Place.HEADER),
        ("<nav><a href=/x>甲乙</a><a href=/y>丙丁</a></nav>", Place.NAV),
        ("<div role=navigation><a href=/x>甲乙</a><a href=/y>丙丁</a></div>", Place.NAV),
        ("<div class=topNav><a href=/x>甲乙</a><a href=/y>丙丁</a></div>", Place.NAV),
        ("<table><tr>" + "".join(f"<td><a href=/{n}>栏目{n}</a></td>" for n in "xabcdef") + "</tr></table>", Place.NAV),
        ("<div class=page><a href=/x>1</a><a href=/y>2</a><a href=/z>下一页</a></div>", Place.PAGER),
        ("<div class=page-wrap><a href=/x>一篇文章的标题文字</a></div>", Place.MAIN),
        ("<div class='article-header'><a href=/x>一篇文章的标题文字</a></div>", Place.MAIN),
        ("<aside><a href=/x>甲乙</a></aside>", Place.SIDE),
    ],
)
def test_region_witnesses(markup: str, place: Place) -> None:
    html = f"<body>{markup}<div><h1>标题的文字</h1>{TEXT}</div></body>"
    assert next(link.place for link in page(html).links if link.url == HOST + "/x") is place


def test_footer_without_a_name_and_by_script() -> None:
    foot = "主办：汉阴县人民政府 网站标识码6109210001 陕ICP备05000001号"
    assert foot in page(f"<body><div><h1>标题的文字</h1>{TEXT}</div><div><p>{foot}</p></div></body>").footer
    script = f"<script>document.write(\"<div class='foot'><p>{foot}</p></div>\")</script>"
    assert foot in page(f"<body><div>{TEXT}</div>{script}</body>").footer
    conac = "<script>document.write(unescape(\"%3Cspan id='_ideConac'%3E%u4e3b%u529e%uff1a%u6c49%u9634%3C/span%3E\"))</script>"
    assert "主办：汉阴" in page(f"<body><div>{TEXT}</div>{conac}</body>").footer


def test_tags_keep_their_case_and_order() -> None:
    read = page(
        '<head><meta name="SiteName" content="某网"><meta name="pubdate" content=""><meta property="og:title" content="x"></head>'
    )
    assert read.tags == (("SiteName", "某网"), ("pubdate", ""), ("og:title", "x"))


def test_blocks_do_not_cross_borders_and_join_spans() -> None:
    html = f"""<body><div id="zoom"><p>关于<span>布</span><b>署</b>工作</p><p>第二段<br>第三段</p><table><tr><td>甲</td><td>乙</td></tr></table>
    <p><a href="/a.html">整段是一个链接</a></p><p>不<a href=/b.html>全是</a></p><script>var 脚本=1</script><style>p{{}}</style></div>
    <div style="display:none">您访问的链接即将离开“某某”门户网站 是否继续？</div><p>{SENTENCE}</p></body>"""
    read = page(html)
    texts = [block.text for block in read.blocks]
    assert texts == ["关于布署工作", "第二段", "第三段", "甲", "乙", "整段是一个链接", "不全是", SENTENCE]
    by_text = {block.text: block for block in read.blocks}
    assert by_text["第二段"].selector == "#zoom > p:nth-of-type(2)"
    assert by_text["整段是一个链接"].link == HOST + "/a.html"
    assert by_text["不全是"].link == ""


def test_too_many_links() -> None:
    read = page("<body>" + "".join(f"<a href=/{n}>链接{n}</a>" for n in range(MAX_LINKS + 5)) + "</body>")
    assert len(read.links) == MAX_LINKS
    assert LINKS in read.notes


def test_content_hash_is_of_the_main_text() -> None:
    one = page(article("发布日期：2024-05-11 浏览：1"))
    other = page(
        article("发布日期：2024-05-11 浏览：2", title="<h1>另一标题文字</h1>"), HOST + "/WapContent-2142036.html"
    )
    assert one.content_hash == other.content_hash != ""
    assert (
        page(article("2024-05-11", body=f"<div id=zoom>{TEXT}<p>另有不同的一段话。</p></div>")).content_hash
        != one.content_hash
    )


def test_a_row_of_a_date_and_a_link_is_the_text_of_that_link() -> None:
    facts = page(
        '<ul><li>2026-11-02 <a href="/a.html">关于公布结果的公告</a></li><li>附：<a href="/b.html">名单</a></li></ul>'
    )
    links = {block.text: block.link for block in facts.blocks}
    assert links == {"2026-11-02 关于公布结果的公告": HOST + "/a.html", "附：名单": ""}


def test_a_date_beside_a_button_is_still_a_publication_date() -> None:
    facts = page(
        "<h1>关于公布结果的公告</h1><div>2024-05-02 <a href='javascript:print()'>打印</a></div>"
        f"<div id='zoom'><p>{'现将有关事项公告如下。' * 20}</p></div>"
    )
    assert str(facts.published) == "2024-05-02"
