"""Title, source, breadcrumb, column name."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import pytest
from reading_pages import TEXT, article, page

TITLE = "关于开展政务公开检查的通报"
META = f'<meta name="ArticleTitle" content="{TITLE}">'
INFO = "发布日期：2024-05-11 来源：汉阴县政府办公室 作者：佚名 浏览次数：12"


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"<h1>{TITLE}</h1>", META),
        (f"<h1>{TITLE}</h1>", ""),
        (f"<h2>{TITLE}</h2>", ""),
        (f'<div class="xl_title">{TITLE}</div>', META),
        (f'<div class="con-tit">{TITLE}</div>', ""),
        (f'<p class="bt">{TITLE}</p>', ""),
        (f"<ucaptitle>{TITLE}</ucaptitle>", META),
        (f"<div><font size=5><b>{TITLE}</b></font></div>", META),
        (f"<table><tr><td align=center>{TITLE}</td></tr></table>", META),
        ("<h1>关于开展<br>政务公开检查的通报</h1>", META),
        ("<h1>关于开展<br/>政务公开检查的通报</h1>", ""),
        (f"<h1>{TITLE}</h1><h1 class='mobile'>{TITLE}</h1>", META),
        (f"<h3>汉阴县人民政府办公室</h3><h1>{TITLE}</h1><h4>——二〇二四年第二季度</h4>", META),
        ("", META),
        ("", ""),
        (f"<h2>政务公开</h2><div class='title'>{TITLE}</div>", META),
        (
            f"<h1>{TITLE}</h1>",
            '<meta name="ArticleTitle" content="通知公告"><meta name="ColumnName" content="通知公告">',
        ),
        (
            f"<h1>{TITLE}</h1>",
            '<meta name="articletitle" content="&lt;h1 style=&quot;color:red&quot;&gt;关于开展政务公开检查的通报&lt;/h1&gt;">',
        ),
        (f"<h1>{TITLE}</h1>", '<meta name="ArticleTitle" content="关于开展<br>政务公开检查的通报">'),
    ],
)
def test_title(title: str, head: str) -> None:
    assert page(article(INFO, title, head)).title == TITLE


@pytest.mark.parametrize(
    "document_title",
    [
        "汉阴县人民政府门户网站",
        "通知公告_汉阴县人民政府门户网站",
        "关于开展&lt;br&gt;政务公开检查的通报 - 汉阴县人民政府",
        "",
        "汉阴县人民政府 通知公告 关于开展政务公开检查的通报",
        "汉阴县人民政府-关于开展政务公开检查的通报",
    ],
)
@pytest.mark.parametrize("head", [META, ""])
def test_title_with_any_document_title(document_title: str, head: str) -> None:
    html = article(INFO, head=head).replace(
        "<title>关于开展政务公开检查的通报-汉阴县人民政府</title>", f"<title>{document_title}</title>"
    )
    assert page(html).title == TITLE


@pytest.mark.parametrize(
    ("info", "source"),
    [
        (INFO, "汉阴县政府办公室"),
        ("来源：<a href='http://www.news.cn/'>新华社</a> 时间：2024-05-11", "新华社"),
        ("<span>信息来源:</span><span>县水利局</span><span>发布时间:2024-05-11</span>", "县水利局"),
        ("发布机构：县水利局【字体：大 中 小】2024-05-11", "县水利局"),
        ("2024-05-11 来源： | 字体", "安康日报"),
        ("2024-05-11", "安康日报"),
        ("<table><tr><td>来源：</td><td>县水利局</td></tr></table>2024-05-11", "县水利局"),
    ],
)
def test_source(info: str, source: str) -> None:
    assert page(article(info, head='<meta name="ContentSource" content="安康日报">')).source == source


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        (
            '<div class="crumb"><a href="/">首页</a>&gt;<a href="/Node-1.html">政务公开</a>&gt;<span>通知公告</span></div>',
            ["首页", "政务公开", "通知公告"],
        ),
        ('<p>您现在的位置：<a href="/">首页</a> » <a href="/Node-1.html">要闻</a> » 正文</p>', ["首页", "要闻"]),
        (
            '<table><tr><td>当前位置：</td><td><a href="/">首页</a> - <a href="/Node-1.html">要闻</a></td></tr></table>',
            ["首页", "要闻"],
        ),
        ('<div id="position">首页 / 政务公开 / 通知公告</div>', ["首页", "政务公开", "通知公告"]),
    ],
)
def test_breadcrumb(markup: str, names: list[str]) -> None:
    html = f"<html><body>{markup}<h1>通知公告的标题</h1><div>{TEXT}</div></body></html>"
    assert [step.name for step in page(html).breadcrumb] == names


def test_column_name_from_tag_then_breadcrumb() -> None:
    assert page(article(INFO)).column_name == "通知公告"
    assert page(article(INFO, head='<meta name="ColumnName" content="公示公告">')).column_name == "公示公告"
