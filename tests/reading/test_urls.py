"""Addresses as browsers resolve them."""

from __future__ import annotations

import pytest

from crawler.urls import SiteScope, absolute, canonical, pattern, repeated_segments, script_address

BASE = "http://www.x.gov.cn/a/b/page.html?q=1"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/c.html", "http://www.x.gov.cn/c.html"),
        ("c.html", "http://www.x.gov.cn/a/b/c.html"),
        ("./c.html", "http://www.x.gov.cn/a/b/c.html"),
        ("../c.html", "http://www.x.gov.cn/a/c.html"),
        ("../../../../c.html", "http://www.x.gov.cn/c.html"),
        ("/a/./b/%2e%2E/c", "http://www.x.gov.cn/a/c"),
        ("..", "http://www.x.gov.cn/a/"),
        ("?p=2", "http://www.x.gov.cn/a/b/page.html?p=2"),
        ("//y.gov.cn/c", "http://y.gov.cn/c"),
        ("https://Y.GOV.cn", "https://y.gov.cn/"),
        ("http:c.html", "http://www.x.gov.cn/a/b/c.html"),
        ("https:/y.gov.cn/c", "https://y.gov.cn/c"),
        ("http:////y.gov.cn/c", "http://y.gov.cn/c"),
        ("\\c\\d.html", "http://www.x.gov.cn/c/d.html"),
        ("  /c.html\n", "http://www.x.gov.cn/c.html"),
        ("/c\n.ht\tml", "http://www.x.gov.cn/c.html"),
        ("/c d.html", "http://www.x.gov.cn/c%20d.html"),
        ("/c.html#top", "http://www.x.gov.cn/c.html"),
        ("/附件.pdf", "http://www.x.gov.cn/%E9%99%84%E4%BB%B6.pdf"),
        ("/%b8%bd%e4.pdf", "http://www.x.gov.cn/%b8%bd%e4.pdf"),
        ("/100%.html", "http://www.x.gov.cn/100%.html"),
        ("http://x.gov.cn:80/c", "http://x.gov.cn/c"),
        ("https://x.gov.cn:443/c", "https://x.gov.cn/c"),
        ("http://x.gov.cn:8080/c", "http://x.gov.cn:8080/c"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[::1]:81/", "http://[::1]:81/"),
        ("http://中国.gov.cn/", "http://xn--fiqs8s.gov.cn/"),
        ("", None),
        (None, None),
        ("   ", None),
        ("#", None),
        ("#top", None),
        ("javascript:void(0)", None),
        (" JavaScript:void(0)", None),
        ("java\nscript:void(0)", None),
        ("mailto:a@b.cn", None),
        ("data:image/png;base64,xx", None),
        ("tel:0915-1", None),
        ("weixin://x", None),
        ("http://", None),
        ("http://a b/", None),
        ("http://x:99999/", None),
        ("http://x:ab/", None),
        ("http://1.2.3.4.5/", None),
        ("http://300.1.1.1/", None),
        ("http://[zz]/", None),
    ],
)
def test_absolute(href: str | None, url: str | None) -> None:
    assert absolute(BASE, href) == url


@pytest.mark.parametrize(
    ("encoding", "query"),
    [
        ("gb2312", "%B0%B2%BF%B5"),
        ("GBK", "%B0%B2%BF%B5"),
        ("utf-8", "%E5%AE%89%E5%BA%B7"),
        ("utf-16", "%E5%AE%89%E5%BA%B7"),
    ],
)
def test_the_query_is_in_the_pages_encoding(encoding: str, query: str) -> None:
    assert absolute(BASE, "/安康?w=安康", encoding) == f"http://www.x.gov.cn/%E5%AE%89%E5%BA%B7?w={query}"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://WWW.X.gov.cn:80", "http://www.x.gov.cn/"),
        ("http://www.x.gov.cn/a/../b.html", "http://www.x.gov.cn/b.html"),
        ("http://www.x.gov.cn/b.jsp;jsessionid=0A1?id=3", "http://www.x.gov.cn/b.jsp?id=3"),
        ("http://www.x.gov.cn/b?JSESSIONID=1&id=3&utm_source=w&spm=1.2", "http://www.x.gov.cn/b?id=3"),
        ("http://www.x.gov.cn/b?t=1717200000123&_=0.12345", "http://www.x.gov.cn/b"),
        ("http://www.x.gov.cn/b?t=2&d=3", "http://www.x.gov.cn/b?t=2&d=3"),
        ("http://www.x.gov.cn/b?", "http://www.x.gov.cn/b"),
        ("http://www.x.gov.cn/b?b=1&a=2", "http://www.x.gov.cn/b?b=1&a=2"),
        ("http://www.x.gov.cn/b#c", "http://www.x.gov.cn/b"),
    ],
)
def test_canonical(url: str, same: str) -> None:
    assert canonical(url) == same
    assert canonical(same) == same


def test_scope() -> None:
    scope = SiteScope("http://www.x.gov.cn/", ["xxgk.x.gov.cn", "y.gov.cn:8080"])
    inside = ["http://www.x.gov.cn/a", "https://x.gov.cn/", "http://xxgk.x.gov.cn/1", "http://y.gov.cn:8080/"]
    outside = [
        "http://z.x.gov.cn/",
        "http://www.x.gov.cn.evil.cn/",
        "http://y.gov.cn/",
        "http://x.gov.cn:81/",
        "http://evil.cn/@www.x.gov.cn",
        "",
    ]
    assert [url for url in inside if not scope.is_internal(url)] == []
    assert [url for url in outside if scope.is_internal(url)] == []


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://www.x.gov.cn/", True),
        ("https://x.gov.cn/index.html", True),
        ("http://www.x.gov.cn/default.aspx?utm_source=1", True),
        ("http://www.x.gov.cn/index.html?id=2", False),
        ("http://www.x.gov.cn/a/index.html", False),
    ],
)
def test_home_aliases(url: str, home: bool) -> None:
    assert SiteScope("http://www.x.gov.cn/").is_home(url) is home


def test_a_home_page_in_a_folder() -> None:
    scope = SiteScope("http://www.x.gov.cn/hbj/")
    assert scope.is_home("http://www.x.gov.cn/hbj/index.shtml")
    assert not scope.is_home("http://www.x.gov.cn/")


def test_pattern_and_segments() -> None:
    assert pattern("http://x/2024/05/Content-123.html") == "http://x/N/N/Content-N.html"
    assert pattern("http://x/art_0123456789abcdef01.html") == "http://x/art_N.html"
    assert repeated_segments("http://x/a/b/a/b/a/") == 3
    assert repeated_segments("http://x/") == 0


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("window.open('/a.html')", "/a.html"),
        ("window.open( \"a.html\" ,'_blank')", "a.html"),
        ("location.href='a.html';return false", "a.html"),
        ("window.location = 'a.html'", "a.html"),
        ("top.location.replace('a.html')", "a.html"),
        ("down('x.pdf')", "x.pdf"),
        ("toUrl('/a/b')", "/a/b"),
        ("location.href='/a?id='+id", None),
        ("window.open('/a?id='+id)", None),
        ("alert('提示')", None),
        ("void(0)", None),
        ("show('tab1')", None),
    ],
)
def test_script_address(script: str, address: str | None) -> None:
    assert script_address(script) == address
