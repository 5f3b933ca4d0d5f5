"""Pages that would hang, exhaust or crash a careless reader."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_pages import TEXT, article, page, reading

from crawler.reading import guard
from crawler.reading.guard import tame

CPU_SECONDS = 20.0  # far above what a linear reader needs on a loaded machine, far below what a quadratic one takes

BIG = 100_000
HOSTILE = {
    "nested divs": "<div>" * BIG + "文字" + "</div>" * BIG,
    "unclosed divs": "<div class=list>" * BIG + "文字",
    "nested lists": "<ul><li><a href=/a>标题文字</a>" * (BIG // 4),
    "nested tables": "<table><tr><td>" * (BIG // 4) + "文字",
    "nested spans": "<span>" * BIG + "文字",
    "foster parents": "<table>" + "<div>x" * BIG,
    "unclosed formatting": "<p>" + "".join(f"<b id={n}>" for n in range(2000)) + "<p>x" * 5000,
    "attributes": "<a " + " ".join(f"a{n}=1" for n in range(BIG)) + ">x</a>",
    "long word": "<p>" + "a" * 2_000_000,
    "digits": "<p>" + "2024-" * 400_000,
    "digits in lines": "".join(f"<p>{'1' * 290}</p>" for _ in range(3000)),
    "blanks": "<p>" + " \u3000" * 500_000 + "</p>",
    "crumbs": "<p>当前位置：" + "&gt;" * 300_000,
    "positions": "".join("<p>当前位置</p>" for _ in range(20_000)),
    "quotes": "<script>document.write('" + "\\'" * 90_000 + "</script>",
    "open script": "<script>createPageHTML(" + "1," * 200_000,
    "onclick": "".join(f"<a href=# onclick=\"window.open('{'a' * 1900}\">x</a>" for _ in range(500)),
    "notice": "".join(f"<p>您访问的链接{'离' * 60}</p>" for _ in range(5000)),
    "srcset": "<img srcset='" + "," * 500_000 + "'>",
    "srcset parens": "<img srcset='" + "a (" * 200_000 + "'>",
    "tags in text": "<" * 500_000,
    "ampersands": "&" * 1_000_000,
    "many rows": "<ul>" + "<li><a href=/x>一条信息的标题</a><span>05-11</span></li>" * 30_000 + "</ul>",
    "rows without links": "<ul>" + "<li>一条信息的标题文字 2024-05-11</li>" * 30_000 + "</ul>",
    "styles": "".join("<p style='display:none;display:none'>x</p>" for _ in range(20_000)),
    "meta": "<meta name=x content=y>" * 50_000,
    "records": "<script type=text/xml><datastore>" + "<record>" * 100_000 + "</script>",
    "title": "<title>" + "-_|" * 200_000 + "</title>",
    "template": "<p>" + "{{" * 300_000 + "</p>",
    "labels": "<p>" + "发 布 " * 60 + "2024-05-11</p>",
    "labels of a guide": "<title>办事指南</title><h1>办事指南</h1><p>" + "联系电话：" * 60_000 + "</p>",
    "labels apart": "<title>办事指南</title><h1>办事指南</h1>" + "<p>联系电话　办理地点。" * 20_000,
    "days of a consultation": "<title>意见征集</title><h1>征求意见公告</h1><p>2026-05-01</p><p>" + "3月31日" * 60_000 + "</p>",
    "letters": "<title>县长信箱</title><h1>县长信箱来信</h1>" + "<p>2026-05-01 10:20</p><p>提交：</p>" * 10_000,
    "loads": "<script>load;" + '$("' + "head" * 100_000 + "</script>",
    "date boxes": "<h1>标题文字内容</h1>" + "<p>13</p><p>2026-05</p>" * 20_000,
    "trails": "".join("<p>当前位置：首页 &gt; 甲</p>" for _ in range(5_000)),
    "menus": "<div><ul>" * 400 + "<li><a href=/a>甲乙</a></li>" * 5000,
    "classes": "".join(f"<div class='page header foot nav crumb side c{n}'>" for n in range(500)) + TEXT * 20,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_linear_time(name: str) -> None:
    start = time.process_time()
    reading(HOSTILE[name])
    reading(HOSTILE[name], "http://www.hanyin.gov.cn/")  # the home page is looked at for more
    assert time.process_time() - start < CPU_SECONDS


def test_the_limits_are_named() -> None:
    assert guard.DEPTH in page(HOSTILE["nested divs"]).notes
    assert guard.ATTRIBUTES in page(HOSTILE["attributes"]).notes
    assert guard.FORMATTING in page(HOSTILE["unclosed formatting"]).notes
    assert page(article("2024-05-11")).notes == ()


def test_deep_text_and_links_survive_the_cut() -> None:
    read = page("<div>" * 9000 + "<a href=/deep.html>深处的链接</a>深处的文字" + "</div>" * 9000 + "<p>后面的文字</p>")
    assert [link.url for link in read.links] == ["http://www.hanyin.gov.cn/deep.html"]
    assert [block.text for block in read.blocks] == ["深处的链接深处的文字", "后面的文字"]


def test_unclosed_list_items_are_not_nesting() -> None:
    read = page("<ul>" + "".join(f"<li><a href=/Content-{n}.html>第{n}条信息的标题" for n in range(6000)) + "</ul>")
    assert guard.DEPTH not in read.notes
    assert len(read.links) == 6000


SEED = article(
    "发布日期：2024-05-11 来源：县政府办",
    after="<ul><li><a href=/a>一条信息</a>05-11</li></ul><script>createPageHTML(3,0,'index','html')</script>",
)
PIECES = ["<", ">", "</", "<div", "<table>", "<tr>", "<a href=", "'", '"', "<!--", "<![CDATA[", "<script>", "</script>", "<base href=//>",
          "\x00", "2024-05-11", "发布日期：", "<ul><li>", "&#x0;", "&#xD800;", "\ud7ff", "<svg><title>", "<template>", "<frameset>",
          "<meta http-equiv=refresh content='0;url=//['>", "<datastore><record>", "queryData=\"{'a':'b'}\"", "http://[", "%", "一九九九年十月十日"]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=600))
def test_any_bytes_are_read(body: bytes) -> None:
    reading(body, content_type="")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, len(SEED)), st.sampled_from(PIECES), st.integers(0, 60)), max_size=12),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_any_mutation_of_a_page_is_read(edits: list[tuple[int, str, int]], encoding: str) -> None:
    html = SEED
    for at, piece, cut in edits:
        html = html[:at] + piece + html[at + cut :]
    read = page(html.encode(encoding, "replace"))
    assert all(link.url.startswith(("http://", "https://")) and "#" not in link.url for link in read.links)
    assert all(block.text.strip() for block in read.blocks)


@given(st.text("a<>", max_size=40))
def test_a_long_piece_is_seen_wherever_it_stands(markup: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "MAX_TAG", 4)
        assert guard._has_long_piece(markup) == any(len(piece) > 4 for piece in markup.split(">"))


def test_options_beyond_the_bound_are_text() -> None:
    html, notes = tame("<select>" + "<option value=1>镇</option>" * 6_000 + "</select>")
    assert html.count("<option") == 5_000
    assert html.count("镇") == 6_000
    assert "limit:nodes" in notes
