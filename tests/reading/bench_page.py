"""One article, one list and one home page as a county portal's template makes them: about 34 KB, about 95 links."""
# ruff: noqa: E501  (snippets of markup stay whole)

from __future__ import annotations

import datetime as dt

COLUMNS = [f"栏目{name}" for name in "甲乙丙丁戊己庚辛壬癸"] * 6  # 60 entries of the menu
NEWEST = dt.date(2025, 6, 30)
STYLE = "\n".join(
    f".zf-{n}{{margin:0 auto;padding:{n % 9}px;font:{12 + n % 5}px/1.8 'Microsoft YaHei'}}" for n in range(120)
)
SCRIPT = "\n".join(
    f"var cfg{n}={{id:{n},open:function(e){{var t=document.getElementById('w{n}');if(t){{t.className='on';}}return false;}}}};"
    for n in range(70)
)
SENTENCE = "全县各镇各部门要进一步提高认识，压实责任，加强统筹协调，确保各项任务按时完成，并及时报送有关情况。"


def title(number: int) -> str:
    """The title of article `number`."""
    return f"关于做好第{number}批重点项目建设管理工作的通知"


def day(number: int) -> dt.date:
    """Its date of publication."""
    return NEWEST - dt.timedelta(days=3 * number)


def address(number: int) -> str:
    """Its address."""
    return f"/col05/art/{day(number):%Y}/{day(number):%m}/art_5_{number}.html"


def link(href: str, text: str, extra: str = "") -> str:
    return f'<a href="{href}" title="{text}" target="_blank"{extra}>{text}</a>'


def layout(head: str, crumbs: str, main: str) -> str:
    menu = "\n".join(
        f'<li class="nav-item"><div class="nav-box">{link(f"/col{n:02d}/index.html", name)}</div></li>'
        for n, name in enumerate(COLUMNS)
    )
    side = "".join(f'<li class="side-item zf-{n}">{link(address(n + 50), title(n + 50))}</li>' for n in range(24))
    foot = " | ".join(link(f"/col{n}/index.html", COLUMNS[n]) for n in range(50, 58))
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="SiteName" content="青云市人民政府门户网站">
<meta name="SiteIDCode" content="3701000001"><meta name="ColumnName" content="机构设置">{head}
<link rel="stylesheet" href="/static/main.css"><style>{STYLE}</style><script>{SCRIPT}</script></head><body>
<div class="wrap zf-1"><div class="header zf-2"><div class="logo"><a href="/"><img src="/static/logo.png" alt="青云市人民政府"></a></div>
<div class="search"><form action="/"><input type="text" name="q"><button>搜索</button></form></div><div class="nav zf-3"><ul>
{menu}
</ul></div></div><div class="position zf-4">当前位置:{crumbs}</div><div class="content zf-5"><div class="left">
<div class="side-title">热点信息</div><ul>{side}</ul></div><div class="right">
{main}
</div></div><div class="footer zf-6"><div class="foot-links">{foot}</div><p>主办单位:青云市人民政府办公室&nbsp;&nbsp;联系电话:0531-12345678</p>
<p>网站标识码:3701000001&nbsp;&nbsp;鲁ICP备05000001号-1</p></div></div></body></html>"""


CRUMBS = link("/", "首页") + " &gt; " + link("/col05/index.html", "机构设置")


def article(number: int) -> str:
    """The page of article `number`."""
    paragraphs = "\n".join(
        f'<p style="text-indent:2em"><span style="font-size:16pt">{SENTENCE * 4}</span></p>' for _ in range(9)
    )
    head = f'<meta name="ArticleTitle" content="{title(number)}"><title>{title(number)}_青云市人民政府</title>'
    main = f"""<h1 class="title">{title(number)}</h1><div class="info"><span>发布日期:{day(number)}</span> <span>信息来源:青云市人民政府办公室</span>
<span>浏览次数:<em>33</em></span></div><div class="article" id="zoom">{paragraphs}<p>附件:{link("/attach/5/1.docx", "申报表")}</p></div>
<p>上一篇:{link(address(number + 1), title(number + 1))}</p><p>下一篇:{link(address(number + 2), title(number + 2))}</p>"""
    return layout(head, CRUMBS, main)


def column() -> str:
    """A list page of 20 articles."""
    rows = "".join(
        f'<li class="list-item zf-{n}"><i class="dot"></i>{link(address(n), title(n))}<span class="date">{day(n)}</span></li>\n'
        for n in range(20)
    )
    turn = " ".join(link(f"/col05/index{f'_{n}' if n else ''}.html", str(n + 1)) for n in range(4))
    head = '<meta name="ArticleTitle" content="机构设置"><title>机构设置_青云市人民政府</title>'
    return layout(head, CRUMBS, f'<ul class="list">{rows}</ul><div class="page">共4页 {turn}</div>')
