"""The third hand: forms and layouts written after the code was held to the first two cities, over the second's content."""

import json
import re
from html import escape

from .model import Answer, Article, Column
from .second_looks import Look

BLANKS = [
    "<div class='nodata'><img src='/images/nodata.png' alt='暂无数据'></div>", "<p>更新中，敬请关注。</p>", "<div>共检索到 0 条记录</div>", "<p>该栏目暂无文章</p>",
    "<div class='kong'>暂未发布相关信息，请浏览其他栏目</div>", "<ul class='lst'><li class='more'><a href='/'>返回首页</a></li></ul>", "<div class='txt'><p>内容待更新</p></div>",
    "<table><thead><tr><th>索引号</th><th>信息标题</th><th>公开日期</th></tr></thead><tbody><tr><td colspan='3'>没有数据</td></tr></tbody></table>", "<p>（空）</p>", "<dl></dl>",
]  # fmt: skip
LAYOUTS = [
    "clicked",
    "framed",
    "by_year",
    "in_attr",
    "inline_data",
    "div_table",
    "dotted",
    "covers",
    "split_date",
    "ago",
    "iso",
]


def guide(form: int, rows: list[tuple[str, str]]) -> str:
    """A guide's rows in one of the third hand's layouts."""
    match form % 5:
        case 0:
            return "".join(
                f"<div class='acc'><div class='q'>{k}<i>展开</i></div><div class='a'>{v}</div></div>" for k, v in rows
            )
        case 1:
            half = len(rows) // 2
            groups = [("基本信息", rows[:half]), ("办理信息", rows[half:])]
            out = ""
            for name, inner in groups:
                for i, (k, v) in enumerate(inner):
                    head = f"<td rowspan='{len(inner)}'>{name}</td>" if i == 0 else ""
                    out += f"<tr>{head}<td>{k}</td><td colspan='3'>{v}</td></tr>"
            return f"<table border='1'>{out}</table>"
        case 2:
            return "".join(
                f"<p>（{'一二三四五六七八九十'[i]}）{k}</p>\n<p>　　{v}</p>" for i, (k, v) in enumerate(rows)
            )
        case 3:
            return "".join(
                f"<div class='row'><div class='col-2 name'>{k}</div><div class='col-10 val'>{v}</div></div>"
                for k, v in rows
            )
        case _:
            return "<br>".join(f"{i + 1}．{k}：{v}" for i, (k, v) in enumerate(rows))


def letter(form: int, pairs: dict[str, str]) -> str:
    """A citizen's message in one of the third hand's layouts."""
    asked, text = pairs["来信时间"], pairs["信件内容"]
    answer, when, by = pairs.get("办理结果", ""), pairs.get("答复", ""), pairs.get("办理单位", "")
    match form % 3:
        case 0:
            reply = (
                f"<div class='r'><p><b>{by}</b> 回复于 {when}</p><p>{answer}</p></div>"
                if answer
                else "<div class='r'><p>暂未回复</p></div>"
            )
            return f"<div class='w'><p>网友 李** 提问时间：{asked}</p><p>{text}</p></div>{reply}"
        case 1:
            reply = (
                f"<tr><td>回复内容</td><td colspan='3'>{answer}</td></tr><tr><td>回复部门</td><td>{by}</td><td>回复日期</td><td>{when}</td></tr>"
                if answer
                else "<tr><td>回复内容</td><td colspan='3'></td></tr><tr><td>回复部门</td><td></td><td>回复日期</td><td></td></tr>"
            )
            return f"<table><tr><td>姓名</td><td>李**</td><td>提交时间</td><td>{asked}</td></tr><tr><td>内容</td><td colspan='3'>{text}</td></tr>{reply}</table>"
        case _:
            reply = (
                f"<p class='da'>【答复内容】{answer}</p><p>【答复时间】{when}</p>"
                if answer
                else "<p>【办理状态】办理中</p>"
            )
            return f"<p>【留言时间】{asked}</p><p>【留言内容】{text}</p>{reply}"


class ThirdLook(Look):
    """The second city's pages in the third hand's layouts."""

    def items(self, arts: list[Article], layout: str | None = None) -> str:
        layout = layout or self.layout
        if layout not in LAYOUTS:
            return super().items(arts, layout)
        rows = [self.item(a, layout, i) for i, a in enumerate(arts)]
        match layout:
            case "by_year":
                years = sorted({a.when.year for a in arts}, reverse=True)
                return "".join(
                    f"<h4>{y}年</h4><ul>{''.join(self.item(a, layout, 0) for a in arts if a.when.year == y)}</ul>"
                    for y in years
                )
            case "inline_data":
                data = json.dumps(
                    [[a.offsite or a.path, a.title, f"{a.when:%Y-%m-%d}"] for a in arts], ensure_ascii=False
                )
                return f"<div id='lst'></div><script>var rows={data};var h='';for(var i=0;i<rows.length;i++){{h+='<p><a href=\"'+rows[i][0]+'\">'+rows[i][1]+'</a> '+rows[i][2]+'</p>'}}document.getElementById('lst').innerHTML=h;</script>"
            case "div_table":
                return f"<div class='t'><div class='tr hd'><div>标题</div><div>日期</div></div>{''.join(rows)}</div>"
            case "dotted":
                return "<br>".join(rows)
            case "clicked" | "covers":
                return f"<div class='{self.cls}'>{''.join(rows)}</div>"
            case _:
                return f"<ul class='{self.cls}'>{''.join(rows)}</ul>"

    def item(self, a: Article, layout: str, i: int) -> str:
        u, t, w = self.href(a), escape(a.title), a.when
        pin = "【置顶】" if a.pinned else ""
        match layout:
            case "clicked":
                return f"<div class='it' onclick=\"window.open('{u}')\"><span class='t'>{pin}{t}</span><span class='d'>{w:%Y-%m-%d}</span></div>"
            case "by_year":
                return f"<li>{pin}<a href='{u}'>{t}</a><span>{w:%m-%d}</span></li>"
            case "in_attr":
                return f"<li>{pin}<a href='{u}' title='{t}&#10;发布时间：{w:%Y-%m-%d}'>{t[:18]}…</a></li>"
            case "div_table":
                return f"<div class='tr'><div>{pin}<a href='{u}'>{t}</a></div><div>{w:%Y-%m-%d}</div></div>"
            case "dotted":
                return f"{pin}· <a href='{u}'>{t}</a> ………… {w:%Y/%m/%d}"
            case "covers":
                return f"<div class='pic'><a href='{u}'><img src='/images/c{i % 3}.jpg' alt='{t}'></a><p>{pin}{t}</p><p class='sj'>{w:%Y.%m.%d}</p></div>"
            case "split_date":
                return f"<li>{pin}<a href='{u}'>{t}</a><span class='y'>{w:%Y}</span><span>-</span><span class='m'>{w:%m}</span><span>-</span><span>{w:%d}</span></li>"
            case "ago":
                days = (self.site.as_of - w.date()).days
                day = {0: "今天", 1: "昨天"}.get(days, f"{days}天前" if 1 < days < 7 else f"{w:%Y-%m-%d}")
                return f"<li>{pin}<a href='{u}'>{t}</a><em>{day}</em></li>"
            case "iso":
                return f"<li>{pin}<time datetime='{w:%Y-%m-%dT%H:%M:%S+08:00}'>{w:%m月%d日}</time><a href='{u}'>{t}</a></li>"
            case "framed":
                return f"<li>{pin}<a href='{u}' target='_top'>{t}</a><span>{w:%Y-%m-%d}</span></li>"
            case _:
                return super().item(a, layout, i)

    def list_of(self, col: Column, arts: list[Article], n: int) -> str:
        if self.layout == "framed" and self.address not in ("fetched", "hanweb"):
            self.frames[f"/frame/{col.id}_{n}.html"] = (
                f"<html><head><meta charset='{self.charset}'></head><body>{self.items(arts)}</body></html>"
            )
            return f"<iframe src='/frame/{col.id}_{n}.html' width='100%' height='600' frameborder='0'></iframe>{self.turn(col, n)}"
        return super().list_of(col, arts, n)

    def build(self) -> dict[str, Answer]:
        self.frames: dict[str, str] = {}
        answers = super().build()
        for path, html in self.frames.items():
            answers[path] = Answer(html.encode(self.charset, "xmlcharrefreplace"), type="text/html")
        return answers

    def turn(self, col: Column, n: int) -> str:
        pages = self.pages_of(col)
        if pages == 1 or self.address == "shtml":
            return super().turn(col, n)
        back = f"<a href='{escape(self.page_url(col, n - 1))}'>上页</a>" if n > 1 else ""
        on = f"<a href='{escape(self.page_url(col, n + 1))}'>下页</a>" if n < pages else ""
        jump = "".join(f"<option value='{escape(self.page_url(col, i))}'>第{i}页</option>" for i in range(1, pages + 1))
        return (
            f"<center>页次：{n}/{pages} {back} {on} 转到<select onchange='location=this.value'>{jump}</select></center>"
        )

    def crumbs(self, cols: list[Column], last: str = "") -> str:
        links = ["<a href='/'>首页</a>"] + [f"<a href='{escape(self.page_url(c))}'>{c.name}</a>" for c in cols]
        match self.crumb:
            case 0:
                return f"<div class='here'><img src='/images/home.png'> {' - '.join(links)}</div>"
            case 1:
                return f"<div id='sitePath'>现在位置：{'·'.join(links)}</div>"
            case 2:
                return f"<div class='dh'>{' | '.join(links)}</div>"
            case _:
                return f"<div class='loc'><em>您当前位于</em>{''.join(f'<span>{one}</span>' for one in links)}</div>"

    def tags(self, kind: str, col: Column | None, art: Article | None) -> str:
        return re.sub(
            r'<META NAME="(\w+)" CONTENT="([^"]*)">', r"<meta content='\2' name='\1' />", super().tags(kind, col, art)
        )


__all__ = ["BLANKS", "LAYOUTS", "ThirdLook", "guide", "letter"]
