"""Content management systems: where rows and further pages hide."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import datetime as dt
import json

import pytest
from reading_pages import HOME, article, page, reading

from checks.facts import PageType
from crawler.reading import ListRequest, Reading, further_requests, read_list
from crawler.reading.cms.view import UNSAFE_XML, UnsafeXmlError, xml_records
from crawler.urls import SiteScope

HOST = "http://www.hanyin.gov.cn"
ROW = '<li><a href="/Content-{n}.html" title="第{n}条信息的标题文字">第{n}条信息的标题文字</a><span>2024-05-{n}</span></li>'
ROWS = "<ul>" + "".join(ROW.format(n=n) for n in (11, 12, 13)) + "</ul>"


def answer(found: Reading, body: str) -> list[tuple[str, str, dt.date | None]]:
    items = read_list(found.requests[0], body.encode(), found.page, SiteScope(HOME)).items
    return [(item.title, item.url, item.date) for item in items]


def test_node_content() -> None:
    pager = '<div class="page"><a href="Node-4.html">首页</a><a href="Node-4_3.html">3</a><a href="Node-4_7.html">尾页</a></div>'
    found = reading(ROWS + pager, HOST + "/Node-4_2.html")
    assert found.next_pages == tuple(f"{HOST}/Node-4_{n}.html" for n in (3, 4, 5, 6, 7))


@pytest.mark.parametrize(
    ("call", "url", "pages"),
    [
        ('createPageHTML(4, 0, "index", "shtml")', "/zwgk/", ["index_1.shtml", "index_2.shtml", "index_3.shtml"]),
        ("createPageHTML('page_div',3,1,'list','shtml',25)", "/zwgk/list.shtml", ["list_2.shtml", "list_3.shtml"]),
        ("createPageHTML('3','1','list','html')", "/zwgk/list_1.html", ["list.html", "list_2.html"]),
        ('createPageHTML(1, 0, "t20240511_1", "html")', "/zwgk/t20240511_1.html", []),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", "/zwgk/", []),
    ],
)
def test_trs(call: str, url: str, pages: list[str]) -> None:
    found = reading(f"{ROWS}<div class=page><script>{call}</script></div>", HOST + url)
    assert list(found.next_pages) == [f"{HOST}/zwgk/{one}" for one in pages]


JCMS = """<div id="98765"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=7&unitid=98765"></a>]]></nextgroup>
<recordset><record><![CDATA[<li><a href="/art/2024/5/11/art_12_345.html" title="第一条信息的标题文字">第一条信息…</a><span>2024-05-11</span></li>]]></record>
<record><![CDATA[<li><a href="/art/2024/5/9/art_12_344.html">第二条信息的标题文字</a><span>2024-05-09</span></li>]]></record></recordset>
<totalrecord>{total}</totalrecord><totalpage>5</totalpage></datastore></script>{script}</div>"""
JPAGE = """<script>$('#98765').jpage({ dataBefore:"<ul>", dataAfter:"</ul>", proxyUrl:'/module/web/jpage/dataproxy.jsp', perPage:20, totalRecord:70,
params : {appid:"1",webid:'7',path:'/',columnid:'12',sourceContentType:'1',unitid:'98765',webname:'汉阴县',permissiontype:0}});</script>"""


def test_jcms_island_and_requests() -> None:
    found = reading(JCMS.format(total=70, script=JPAGE), HOST + "/col/col12/index.html")
    (island,) = [one for one in found.page.lists if one.origin == "datastore"]
    assert [(item.title, item.date) for item in island.items] == [
        ("第一条信息的标题文字", dt.date(2024, 5, 11)),
        ("第二条信息的标题文字", dt.date(2024, 5, 9)),
    ]
    assert island.items[0].url == HOST + "/art/2024/5/11/art_12_345.html"
    assert island.more
    first, second = found.requests
    assert (first.method, first.url) == (
        "POST",
        HOST + "/module/web/jpage/dataproxy.jsp?startrecord=3&endrecord=62&perpage=20",
    )
    assert second.url.endswith("startrecord=63&endrecord=70&perpage=20")
    assert dict(first.form) == {
        "col": "1", "appid": "1", "webid": "7", "path": "/", "columnid": "12", "sourceContentType": "1", "unitid": "98765",
        "webname": "汉阴县", "permissiontype": "0",
    }  # fmt: skip
    assert answer(found, JCMS.format(total=70, script=""))[1][0] == "第二条信息的标题文字"
    assert found.page.type.value == "column"
    assert found.render_reason == ""


def test_jcms_whole_list_and_older_proxy() -> None:
    assert reading(JCMS.format(total=2, script="")).requests == ()
    (request,) = reading(JCMS.format(total=70, script="")).requests
    assert (request.method, request.url) == (
        "GET",
        HOST + "/module/web/jpage/dataproxy.jsp?page=1&webid=7&unitid=98765",
    )


def test_jpaas() -> None:
    unit = """<div class="list"><script parseType="bulidstatic" url="/api-gateway/jpaas-publish-server/front/page/build/unit"
    queryData="{'parseType':'bulidstatic','webId':'ab1','tplSetId':'t2','pageType':'column','tagId':'当前栏目list','pageId':'p3'}"></script></div>"""
    found = reading(unit, HOST + "/col/col12/index.html")
    (request,) = found.requests
    assert request.url.startswith(
        HOST + "/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&webId=ab1"
    )
    assert "tagId=%E5%BD%93" in request.url
    body = json.dumps(
        {"success": True, "data": {"html": f'<div>{ROWS}</div><div class="pagination" rows="3" count="30"></div>'}}
    )
    rows = read_list(request, body.encode(), found.page, SiteScope(HOME))
    assert [item.title for item in rows.items] == [f"第{n}条信息的标题文字" for n in (11, 12, 13)]
    assert rows.more
    assert rows.origin == "endpoint"
    further = further_requests(request, body.encode(), found.page, SiteScope(HOME))
    assert len(further) == 9
    assert further[0].url == request.url + "&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A3%7D"
    assert further_requests(further[0], body.encode(), found.page, SiteScope(HOME)) == ()


def test_vsb_counts_backwards() -> None:
    rows = (
        '<ul id="line_u9_0">'
        + ROWS
        + '</ul><div class="pages"><a href="tzgg/12.htm">下页</a><a href="tzgg/1.htm">尾页</a></div><!--_vsb_-->'
    )
    found = reading(rows + '<script src="/system/resource/js/vsbscreen.min.js"></script>', HOST + "/tzgg.htm")
    assert found.next_pages == tuple(f"{HOST}/tzgg/{n}.htm" for n in range(12, 0, -1))


def test_articles_of_vsb_are_no_pages() -> None:
    text = "<div id='vsb_content'>正文</div><a href='7693.htm'>上一条：关于停水的通告</a><a href='7690.htm'>下一条</a>"
    assert reading(text, HOST + "/info/1068/7692.htm").next_pages == ()


def test_a_next_link_to_an_article_names_no_pages_between() -> None:
    text = f"<ul>{ROWS}</ul><a href='/Content-2107823.html'>下一页</a>"
    assert reading(text, HOST + "/Content-2107822.html").next_pages == (f"{HOST}/Content-2107823.html",)


def test_ucap_catalogue() -> None:
    html = """<div id="gkml"></div><script>window._CONFIG = {DOMAIN:'/gkmlpt', SITE_ID:'69001', COLUMN_ID:'508'}</script><script src="/gkmlpt/js/app.js"></script>"""
    found = reading(html, HOST + "/gkmlpt/index")
    assert [one.url for one in found.requests] == [HOST + "/gkmlpt/api/all/508?page=1&sid=69001"]
    body = json.dumps({
        "total": 40,
        "articles": [
            {"title": "第一份文件的标题文字", "url": "/gkmlpt/content/1/2/post_2.html", "display_publish_time": 1715385600},
            {"title": "第二份文件的标题文字", "url": "/gkmlpt/content/1/3/post_3.html", "date": "2024-05-09 10:00:00"},
        ],
    })  # fmt: skip
    assert answer(found, body) == [
        ("第一份文件的标题文字", HOST + "/gkmlpt/content/1/2/post_2.html", dt.date(2024, 5, 11)),
        ("第二份文件的标题文字", HOST + "/gkmlpt/content/1/3/post_3.html", dt.date(2024, 5, 9)),
    ]
    further = further_requests(found.requests[0], body.encode(), found.page, SiteScope(HOME))
    assert (len(further), further[-1].url) == (19, HOST + "/gkmlpt/api/all/508?page=20&sid=69001")
    assert answer(found, "<html>出错了</html>") == []
    assert answer(found, "[" * 100_000) == []


@pytest.mark.parametrize(
    ("pager", "url", "pages"),
    [
        ('<div class="page"><a href="index_2.html">2</a><a href="index_4.html">尾页</a></div>', "/a/index.html", [f"/a/index_{n}.html" for n in (2, 4, 3)]),
        ('<div class="pager"><a href="?page=2">2</a><a href="?page=3">3</a></div>', "/a/list.jsp", ["/a/list.jsp?page=2", "/a/list.jsp?page=3"]),
        ('<p><a href="list2.html">下一页</a></p>', "/a/list1.html", ["/a/list2.html"]),
        ('<div class="pagination"></div><script>$(".pagination").pagination({totalPage: 4, showPage:2})</script>', "/a/index.html", [f"/a/index_{n}.html" for n in (2, 3, 4)]),
        ('<div class="page"><a href="index_1.html">2</a><a href="index_5.html">6</a></div>', "/a/index.html", [f"/a/index_{n}.html" for n in (1, 5, 2, 3, 4)]),
        ("<p>第2页</p>", "/a/", []),
        ('<p><a href="javascript:goto(2)">下一页</a></p>', "/a/", []),
        ('<p><a href="http://other.cn/2.html">下一页</a></p>', "/a/", []),
    ],
)  # fmt: skip
def test_generic_pagers(pager: str, url: str, pages: list[str]) -> None:
    assert list(reading(ROWS + pager, HOST + url).next_pages) == [HOST + one for one in pages]


def test_records() -> None:
    assert xml_records("<record><![CDATA[<li>甲</li>]]></record><record> &lt;li&gt;乙&lt;/li&gt;</record>") == [
        "<li>甲</li>",
        " <li>乙</li>",
    ]
    assert xml_records("<record><![CDATA[<li>甲") == []


@pytest.mark.parametrize(
    "declaration", ['<!DOCTYPE x [<!ENTITY a "aaaa">]>', '<!ENTITY x SYSTEM "file:///etc/passwd">']
)
def test_xml_with_entities_is_refused(declaration: str) -> None:
    xml = f"<?xml version='1.0'?>{declaration}<datastore><recordset><record>&a;</record></recordset></datastore>"
    with pytest.raises(UnsafeXmlError):
        xml_records(xml)
    read = page(f'<script type="text/xml">{xml}</script>')
    assert UNSAFE_XML in read.notes
    assert read.lists == ()


def test_an_answer_of_no_known_system() -> None:
    with pytest.raises(ValueError, match="no module reads"):
        read_list(ListRequest(url=HOST, reader="nobody"), b"", page(""), SiteScope(HOME))


ROWS_AS_DATA = '[{"id":7,"docTitle":"第一条信息的标题文字","docPubUrl":"/detail/7","docPubTime":"2024-05-11 09:10:00"},{"id":6,"docTitle":"第二条信息的标题文字","docPubUrl":"/detail/6","docPubTime":"2024-05-09 09:10:00"}]'
DRAWS = "document.getElementById('box7').innerHTML=rows.map(draw).join('')"


@pytest.mark.parametrize(
    "data",
    [
        f'window.__LIST__={{"total":2,"rows":{ROWS_AS_DATA}}};',
        "var rows=[{docTitle:'第一条信息的标题文字',docPubUrl:'/detail/7',docPubTime:'2024-05-11'},{docTitle:'第二条信息的标题文字',docPubUrl:'/detail/6',docPubTime:'2024-05-09'}];",
    ],
)
def test_rows_kept_as_data_in_the_page(data: str) -> None:
    found = reading(f'<ul class="rows" id="box7"></ul><script>{data}{DRAWS}</script>', HOST + "/channel/7")
    (rows,) = [one for one in found.page.lists if one.origin == "embedded"]
    assert [(item.title, item.url, item.date) for item in rows.items] == [
        ("第一条信息的标题文字", HOST + "/detail/7", dt.date(2024, 5, 11)),
        ("第二条信息的标题文字", HOST + "/detail/6", dt.date(2024, 5, 9)),
    ]
    assert not found.page.unread


def test_data_beside_a_written_list_or_of_a_menu_are_no_rows() -> None:
    beside = reading(f"{ROWS}<script>var hot={ROWS_AS_DATA};</script>", HOST + "/channel/7")
    assert not [one for one in beside.page.lists if one.origin == "embedded"]
    menu = '[{"name":"政务公开","url":"/zwgk/"},{"name":"互动交流","url":"/hdjl/"}]'
    empty = reading(f'<div id="box7"></div><script>var menu={menu};{DRAWS}</script>', HOST + "/channel/7")
    assert not [one for one in empty.page.lists if one.origin == "embedded"]
    assert empty.page.unread == "script"


def test_related_rows_as_data_make_an_article_no_column() -> None:
    rows = ",".join(
        f'{{"docTitle":"第{n}条信息的标题文字","docPubUrl":"/detail/{n}","docPubTime":"2024-05-{n}"}}'
        for n in range(11, 19)
    )
    related = f'<h3>相关阅读</h3><ul id="box7"></ul><script>var rows=[{rows}];{DRAWS}</script>'
    shown = page(article(info="发布时间：2024-05-20", after=related), HOST + "/detail/7")
    assert (shown.type, shown.published) == (PageType.ARTICLE, dt.date(2024, 5, 20))


DATA = '[{"title": "县长调研", "url": "/a/1.html", "date": "2024-05-30"}, {"title": "全县大会", "url": "/a/2.html", "date": "2024-05-28"}]'
LITERAL = "[{title: '县长调研', url: '/a/1.html', date: '2024-05-30'}, {title: '全县大会', url: '/a/2.html', date: '2024-05-28',},]"


@pytest.mark.parametrize("rows", [DATA, LITERAL])
def test_rows_as_data_in_a_script(rows: str) -> None:
    script = f"<script>var listData = {rows};\n$(function(){{ $('#listBox').html(make(listData)); }});</script>"
    found = page(f"<html><body><h2>要闻</h2><ul id='listBox'></ul>{script}</body></html>", HOME + "yw/list.html")
    (rows_read,) = found.lists
    assert [(item.title, item.url, item.date) for item in rows_read.items] == [
        ("县长调研", HOME + "a/1.html", dt.date(2024, 5, 30)),
        ("全县大会", HOME + "a/2.html", dt.date(2024, 5, 28)),
    ]
    assert found.unread == ""
    assert {HOME + "a/1.html", HOME + "a/2.html"} <= {link.url for link in found.links}


@pytest.mark.parametrize(
    "html",
    [
        f"<ul id='listBox'><li><a href='/x'>已有内容</a></li></ul><script>var d = {DATA}; fill('#listBox')</script>",
        f"<ul id='other'></ul><script>var d = {DATA}; fill('#listBox')</script>",
        '<ul id=\'listBox\'></ul><script>var d = [{"title": "轮播", "url": "/x"}]; fill(\'#listBox\')</script>',
        "<ul id='listBox'></ul><script>var d = [{" + "a" * 50_000 + "; fill('#listBox')</script>",
    ],
)
def test_data_that_fills_no_list_is_none(html: str) -> None:
    found = page(f"<html><body><h2>要闻</h2>{html}</body></html>", HOME + "yw/list.html")
    assert not any(one.origin == "embedded" for one in found.lists)
