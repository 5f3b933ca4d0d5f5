"""The forms in which real feet show the elements of a site's identity, and what is none of them."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import pytest
from reading_pages import HOME, TEXT, page, reading

from checks.facts import Page
from crawler.merging import with_foot
from crawler.reading.marks import SCRIPT_FOOTER

FORMS: tuple[tuple[str, str], ...] = (
    ("sponsor", "主办：A县人民政府"),
    ("sponsor", "主办单位：A县人民政府办公室"),
    ("sponsor", "主 办：A县人民政府"),
    ("sponsor", "版权所有：甲县人民政府"),
    ("sponsor", "版权所有 甲县人民政府"),
    ("", "Copyright © A县人民政府 All Rights Reserved"),
    ("sponsor", "A县人民政府主办 A县政务服务局承办"),
    ("site_id_code", "网站标识码：3607220001"),
    ("site_id_code", "政府网站标识码：3607220001"),
    ("site_id_code", "网站标识码 3607220001"),
    ("site_id_code", "网站标识码3607220001"),
    ("site_id_code", "政府网站标识码:bm17000009"),
    ("site_id_code", '网站标识码：<a href="/">3607220001</a>'),
    ("site_id_code", "网站标识码：<span>3607220001</span>"),
    ("site_id_code", "网站标识码（3607220001）"),
    ("site_id_code", "网站识别码：3607220001"),
    ("site_id_code", "网站标识编码：3607220001"),
    ("site_id_code", "标识码：BM17000009"),
    ("", "网站标识码："),
    ("icp", "赣ICP备05000001号"),
    ("icp", "赣ICP备05000001号-1"),
    ("icp", "ICP备案编号：赣ICP备05000001号"),
    ("icp", "赣ICP备 05000001号"),
    ("icp", "备案序号：赣ICP备05000001号"),
    ("icp", "ICP备案号：05000001"),
    ("icp", "京ICP证030173号"),
    ("icp", '<a href="https://beian.miit.gov.cn/">蜀ICP备2021000001号-3</a>'),
    ("icp", "赣icp备05000001号"),
    ("", "备案号：赣B2-20050001"),
    ("icp", "备案编号：赣ICP备字05000001号"),
    ("public_security", "赣公网安备 36072202000001号"),
    ("public_security", "赣公网安备36072202000001"),
    ("public_security", "公安备案号：36072202000001"),
    ("public_security", "公安机关备案号：36072202000001"),
    (
        "public_security",
        '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=36072202000001"><img src="/ga.png"></a>',
    ),
    ("public_security", "沪公安备：31010102045442号"),
    ("public_security", '赣公网安备：<a href="#">36072202000001号</a>'),
    ("sitemap", '<a href="/wzdt.html">网站地图</a>'),
    ("sitemap", '<a href="/map.html">站点地图</a>'),
    ("sitemap", '<a href="/wzdh">网站导航</a>'),
    ("sitemap", '<a href="/map.html"><img src="/m.png" alt="网站地图"></a>'),
    ("sitemap", '<a href="/sitemap.html">站内地图</a>'),
    ("contact", "联系电话：0797-1234567"),
    ("contact", '<a href="/lx.html">联系我们</a>'),
    ("contact", "技术支持电话：0797-1234567"),
    ("contact", "邮箱：a@b.gov.cn"),
    ("contact", "联系人：张三 0797-1234567"),
    ("contact", "电 话：0797-1234567"),
    ("contact", "TEL：0797-1234567"),
    (
        "conac_badge",
        "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http://dcs.conac.cn/js/15/000/0000/40600001/CA150000000406000010001.js' type='text/javascript'%3E%3C/script%3E\"));</script>",
    ),
    ("conac_badge", '<a href="https://bszs.conac.cn/sitename?method=show&id=05C2"><img src="/red.png"></a>'),
    (
        "conac_badge",
        '<a href="//bszs.conac.cn/sitename?method=show&amp;id=05C2"><img src="//dcs.conac.cn/image/red.png"></a>',
    ),
    ("conac_badge", '<img src="/images/dzjg.png" alt="党政机关">'),
    ("", "<!-- bszs.conac.cn -->"),
    (
        "error_finder",
        "<script id=\"_jiucuo_\" sitecode='3607220001' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>",
    ),
    (
        "error_finder",
        '<a href="https://zfwzzc.www.gov.cn/check_web/errorInfo_jcInfo.action?site_code=1"><img src="/jc.png"></a>',
    ),
    ("error_finder", '<img src="/zfwzjc.png" alt="政府网站找错">'),
    ("error_finder", '<a href="http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code=3607220001">x</a>'),
    ("error_finder", "我为政府网站找错"),
    ("error_finder", '<img src="https://zfwzgl.www.gov.cn/exposure/images/jiucuo.png?v=3607220001">'),
    ("error_finder", '<script>var s=document.createElement("span");s.id="_span_jiucuo";</script>'),
    ("site_id_code", "网站编码：3607220001"),
    (
        "error_finder",
        '<a onclick="Link(\'3607220001\')"><img src="http://pucha.kaipuyun.cn/exposure/images/jiucuo.png?v=3607220001"></a>',
    ),
)


def with_line(line: str) -> Page:
    return page(
        f'<html><body><h1>标题文字内容</h1>{TEXT}<div class="footer"><p>{line}</p><p>地址：甲县解放路1号</p></div></body></html>'
    )


@pytest.mark.parametrize(("mark", "line"), FORMS)
def test_an_element_is_known_in_each_of_its_forms(mark: str, line: str) -> None:
    assert with_line(line).marks == ((mark,) if mark else ())


FILES = {
    "by its name": '<script src="/js/foot.js"></script>',
    "by the call that loads it": '<div class="footer"></div><script>$(".footer").load("/js/foot.js");</script>',
    "by its place where no foot is": '<script src="/js/jquery.min.js"></script><script src="/js/foot.js"></script>',
}


@pytest.mark.parametrize("script", FILES.values(), ids=FILES)
def test_the_file_that_writes_the_foot_is_named(script: str) -> None:
    read = reading(f"<html><body><h1>标题文字内容</h1>{TEXT}{script}</body></html>")
    assert read.foot_files == (HOME + "js/foot.js",)


def test_no_file_is_asked_for_where_the_foot_is_there_or_the_file_is_not_the_sites() -> None:
    foot = '<div class="footer">主办：甲县人民政府 网站标识码：3607220001 赣ICP备05000001号</div>'
    assert reading(f'<body>{TEXT}{foot}<script src="/js/foot.js"></script></body>').foot_files == ()
    assert reading(f'<body>{TEXT}<script src="http://cdn.example.com/foot.js"></script></body>').foot_files == ()


def test_what_a_file_writes_is_read_as_the_foot() -> None:
    bare = page(f'<html><body><h1>标题文字内容</h1>{TEXT}<script src="/js/foot.js"></script></body></html>')
    assert bare.marks == (SCRIPT_FOOTER,)
    script = (
        'document.write("<a href=\\"/m.html\\">网站地图</a>");\ndocument.write("主办：甲县人民政府 赣ICP备05000001号");'
    )
    assert with_foot(bare, script).marks == ("icp", "sitemap", "sponsor")
    assert with_foot(bare, "<p>主办：甲县人民政府</p><p>联系电话：0797-1234567</p>").marks == ("contact", "sponsor")
    assert with_foot(bare, 'alert("保存成功，请稍候再试");') == bare
    assert with_foot(bare, "") == bare


MENU = "".join(f'<li><a href="/c{n}/">栏目{n}</a></li>' for n in range(8))


@pytest.mark.parametrize(
    ("markup", "noted"),
    [
        ('<script src="/common/header.js"></script>', True),
        ("<div id='nav'></div><script>$('#nav').load('/inc/nav.html');</script>", True),
        (f'<div class="nav"><ul>{MENU}</ul></div><script src="/js/head.js"></script>', False),
        ('<script src="/js/jquery.min.js"></script>', False),
    ],
)
def test_a_home_page_without_the_menu_that_a_script_gives_it_says_so(markup: str, noted: bool) -> None:
    home = page(f"<html><body>{markup}<h1>标题文字内容</h1>{TEXT}</body></html>", HOME)
    assert ("script:head" in home.notes) is noted
