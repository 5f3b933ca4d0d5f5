"""Bytes as text, whatever is declared."""

from __future__ import annotations

import codecs

import pytest
from reading_pages import article, page

from crawler.reading.encoding import LOSSY, decode

TEXT = "安康市人民政府办公室关于印发通知，镕"
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        (TEXT.encode(), "text/html", "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=gbk", "utf-8"),
        ((META.format("gb2312") + TEXT).encode("gb18030"), "text/html", "gb18030"),
        ((META.format("utf-8") + TEXT).encode("gb18030"), "text/html; charset=utf-8", "gb18030"),
        ((META.format("gb2312") + TEXT).encode(), "text/html; charset=gb2312", "utf-8"),
        (TEXT.encode("gb18030"), "", "gb18030"),
        (codecs.BOM_UTF16_LE + (META.format("gb2312") + TEXT).encode("utf-16-le"), "", "utf-16"),
        (codecs.BOM_UTF16_BE + (META.format("unicode") + TEXT).encode("utf-16-be"), "", "utf-16"),
        (("<html><head><title>x</title></head><body>" + TEXT).encode("utf-16-le"), "", "utf-16"),
        ((META.format("big5") + "臺灣地區").encode("big5"), "", "big5"),
        (TEXT.encode()[:-1], "", "utf-8"),
        ((META.format("no-such-codec") + TEXT).encode("gb18030"), "", "gb18030"),
        ((META.format("base64") + TEXT).encode("gb18030"), "", "gb18030"),
    ],
)
def test_decode(body: bytes, content_type: str, encoding: str) -> None:
    text, name, notes = decode(body, content_type)
    assert name == encoding
    assert notes == ()
    assert (TEXT[:-1] in text) or ("臺灣地區" in text)


def test_lossy_is_said() -> None:
    text, _, notes = decode(TEXT.encode() + b"\xff\xff\xfe" + TEXT.encode())
    assert notes == (LOSSY,)
    assert TEXT in text


def test_a_gbk_page_whole() -> None:
    html = article("发布日期：2024-05-11 来源：县水利局").replace('charset="utf-8"', 'charset="gb2312"')
    html = html.replace("</body>", '<a href="/s?w=安康">搜索更多安康的内容</a></body>')
    read = page(html.encode("gb18030"), content_type="text/html; charset=utf-8")
    assert (read.title, read.source, str(read.published)) == ("关于开展政务公开检查的通报", "县水利局", "2024-05-11")
    assert "http://www.hanyin.gov.cn/s?w=%B0%B2%BF%B5" in {link.url for link in read.links}


def test_few_gbk_characters_that_are_utf8_by_chance_are_gbk() -> None:
    body = "<html><title>通知</title></html>"
    assert decode(body.encode("gbk"), "text/html")[0] == body
    assert decode("<p>© 2026 · شىنجاڭ</p>".encode(), "text/html; charset=utf-8")[1] == "utf-8"
    assert decode("<p>© 2026 · а</p>".encode(), "text/html")[1] == "utf-8"
