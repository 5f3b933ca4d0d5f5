"""Families of the seventh city with the markup of later years: 海云, UCAP, DedeCMS, and a front end that is fed with JSON in its page."""

import hashlib
import json
from html import escape
from random import Random

from ..model import Article, Column
from .base import Look


class Haiyun(Look):
    """海云: `/c100123/202603/<32 hex>.shtml`, rows with summaries in definition lists."""

    name, per_page = "haiyun", 12
    search_at, search_by = "/searchweb/index.html", "q"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/yj/c{102000 + col.id}/{'list.shtml' if n == 1 else f'list_{n}.shtml'}"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/yj/c{102000 + col.id}/{self.url_day(art):%Y%m}/{hashlib.md5(f'{self.site.code}{art.key}'.encode()).hexdigest()}.shtml"

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sitemap": "<li><a href='/wzdt.html'>站点地图</a></li>", "contact": f"<li>联系我们：0775-28{r.randint(10000, 99999)}</li>", "sponsor": f"<li>主办单位：{s.owner}办公室</li>", "site_id_code": f"<li>网站标识码{s.idcode}</li>",
            "icp": f"<li>桂ICP备{r.randint(10**7, 10**8 - 1)}号-2</li>", "public_security": f"<li><a href='https://beian.mps.gov.cn/'>桂公网安备45080002{r.randint(10**5, 10**6 - 1)}号</a></li>", "conac_badge": f"<li>{self.badge(r, 0)}</li>", "error_finder": f"<li>{self.finder(r, 1)}</li>",
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(f"<li class='nav-item'><a href='{self.to(c)}'><span>{c.name}</span></a></li>" for c in s.columns)
        place = "<div class='crumb'><ol><li><a href='/'>首页</a></li>" + "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in col.crumbs) + "</ol></div>" if col else ""  # fmt: skip
        friends = "".join(f"<a href='{u}' rel='nofollow'>{t}</a>" for u, t in self.friends())
        return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{s.name if kind == "home" else f"{escape(title)}_{col.name if col else ''}_{s.name}"}</title>
{self.tags(kind, col, art)}
{self.sheets()}</head><body><header class="hd"><a class="logo" href="/">{s.name}</a><a href="javascript:;" class="wza">无障碍</a>{self.search_box()}</header>
<nav class="navbar"><ul><li class="nav-item"><a href="/">首页</a></li>{menu}</ul></nav>{place}
<main class="wrap">{main}</main><aside class="links">{friends}</aside><footer><ul>{self.foot()}</ul></footer></body></html>"""

    def rows(self, col: Column, arts: list[Article]) -> str:
        return "".join(f"<dl class='news-dl'><dt><a href='{self.href(a)}' target='_blank'>{a.title}</a></dt><dd class='sum'>{self.lead(a)}</dd><dd class='time'>{a.when:%Y.%m.%d}</dd></dl>" for a in arts)  # fmt: skip

    def pager(self, col: Column, n: int) -> str:
        total = self.count(col)
        if total == 1:
            return ""
        return "<div class='pages'>" + "".join(f"<span class='on'>{i}</span>" if i == n else f"<a href='{self.to(col, i)}'>{i}</a>" for i in range(1, total + 1)) + (f"<a href='{self.to(col, n + 1)}'>下一页</a>" if n < total else "") + "</div>"  # fmt: skip

    def inner(self, col: Column, n: int) -> str:
        side = "".join(
            f"<a class='{'cur' if c is col else ''}' href='{self.to(c)}'>{c.name}</a>" for c in self.siblings(col)
        )
        return f"<div class='side-nav'><h2>{(col.parent or col).name}</h2>{side}</div><div class='right-con'><h2 class='lm-tit'>{col.name}</h2>{super().inner(col, n)}</div>"

    def entry(self, art: Article, col: Column) -> str:
        when = (
            ""
            if col.kind == "messages"
            else f"<div class='meta'><span class='date'><b>{art.when:%Y-%m-%d}</b> {art.when:%H:%M}</span><span class='ly'>来源：{art.source}</span><span class='share'>分享到：<a href='javascript:;'>微信</a></span></div>"
        )
        return f"<article class='detail'><h1 class='d-title'>{art.title}</h1>{when}<div class='d-con' id='UCAP-CONTENT'>{self.body(art)}</div></article>"

    def home(self) -> str:
        made = []
        for c in self.blocks():
            rows = "".join(
                f"<li><a href='{self.href(a)}'><i>{a.when:%m-%d}</i><em>{a.title}</em></a></li>" for a in c.articles[:6]
            )
            made.append(f"<section><h2><a href='{self.to(c)}'>{c.name}</a></h2><ul class='hm'>{rows}</ul></section>")
        return self.page("home", "", None, None, "".join(made))


class Ucap(Look):
    """UCAP: cards with the day apart from the month; its own element around the text."""

    name, per_page = "ucap", 10
    search_at, search_by = "/site/search/s", "searchWord"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/yjsj{self.path(col)}/{'index.shtml' if n == 1 else f'index_{n}.shtml'}"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/yjsj{self.path(col)}/content_{230000 + art.key}.shtml"

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sponsor": f"<div>主办单位 ：{s.owner}</div>", "contact": f"<div>联系方式：0775-28{r.randint(10000, 99999)}　地址：云台路政务综合楼</div>", "site_id_code": f"<div>网站标识码：{s.idcode}</div>", "icp": f"<div>备案号：桂ICP备{r.randint(10**7, 10**8 - 1)}号</div>",
            "public_security": f"<div><a href='http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=450805{s.idcode[2:]}'>桂公网安备 450805{s.idcode[2:]}号</a></div>", "sitemap": "<div><a href='/wzdt.html'>网站地图</a></div>", "conac_badge": self.badge(r, 1), "error_finder": f"<span id='_span_jiucuo'><img onclick=\"Link('{s.idcode}')\" style='cursor:pointer' src='http://pucha.kaipuyun.cn/exposure/images/jiucuo.png?v={s.idcode}'></span>",
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(f"<div class='m1'><h3><a href='{self.to(c)}'>{c.name}</a></h3>{''.join(f'<p><a href={chr(34)}{self.to(k)}{chr(34)}>{k.name}</a></p>' for k in c.children)}</div>" for c in s.columns)  # fmt: skip
        place = (
            f"<div class='position'><span>位置：</span>{self.trail(col, '<i>/</i>')}{f'<i>/</i><span>{art.title}</span>' if art else ''}</div>"
            if col
            else ""
        )
        friends = "".join(f"<a href='{u}'>{t}</a>" for u, t in self.friends())
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{s.name if kind == "home" else f"{escape(title)} - {col.name if col else ''} - {s.name}"}</title>
{self.tags(kind, col, art)}
{self.sheets()}</head><body><div class="header"><h1 class="site">{s.name}</h1>{self.search_box()}</div><div class="menu">{menu}</div>{place}
<div class="wrapper">{main}</div><div class="friend">{friends}</div><div class="footer">{self.foot()}</div></body></html>"""

    def rows(self, col: Column, arts: list[Article]) -> str:
        return "<div class='cards'>" + "".join(f"<div class='card'><div class='day'><em>{a.when:%d}</em><span>{a.when:%Y-%m}</span></div><div class='txt'><h4><a href='{self.href(a)}'>{a.title}</a></h4><p>{self.lead(a, 40)}...</p></div></div>" for a in arts) + "</div>"  # fmt: skip

    def pager(self, col: Column, n: int) -> str:
        total = self.count(col)
        if total == 1:
            return ""
        return f"<div id='page_div'><span>共{total}页</span>" + "".join(f"<a href='{self.to(col, i)}'{' class=cur' if i == n else ''}>{i}</a>" for i in range(1, total + 1)) + "</div>"  # fmt: skip

    def inner(self, col: Column, n: int) -> str:
        side = "".join(f"<dd><a href='{self.to(c)}'>{c.name}</a></dd>" for c in self.siblings(col))
        return f"<dl class='lmenu'><dt>{(col.parent or col).name}</dt>{side}</dl><div class='list-r'>{super().inner(col, n)}</div>"

    def entry(self, art: Article, col: Column) -> str:
        when = (
            ""
            if col.kind == "messages"
            else f"<div class='sub'><span>{art.when:%Y年%m月%d日 %H∶%M}</span><span>{art.source}</span><span>浏览量：<b id='cc'>331</b></span></div>"
        )
        return f"<div class='con-title'><h2>{art.title}</h2></div>{when}<ucapcontent>{self.body(art)}</ucapcontent><div class='con-foot'><a href='javascript:;'>【收藏】</a></div>"

    def home(self) -> str:
        blocks = "".join(f"<div class='tabc'><div class='tt'><a href='{self.to(c)}'>{c.name}</a></div>{self.rows(c, c.articles[:5])}</div>" for c in self.blocks())  # fmt: skip
        return self.page("home", "", None, None, blocks)


class Dede(Look):
    """DedeCMS: folders by day, labels in `<small>`, columns by number from the second page on."""

    name, shows_url, per_page = "dede", True, 10
    search_at, search_by = "/plus/search.php", "q"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/a{self.path(col)}/" + ("" if n == 1 else f"list_{col.id}_{n}.html")

    def art_url(self, art: Article, col: Column) -> str:
        day = self.url_day(art)
        return f"/a{self.path(col)}/{day:%Y}/{day:%m%d}/{art.key}.html"

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sponsor": f"<p>主办单位：{s.owner}　技术支持：砚江市大数据中心</p>", "contact": f"<p>联系电话：0775-28{r.randint(10000, 99999)}</p>", "icp": f"<p>备案编号：桂ICP备{r.randint(10**7, 10**8 - 1)}号-1</p>", "public_security": f"<p>桂公网安备：4508040{r.randint(10**6, 10**7 - 1)}号</p>", "site_id_code": f"<p>标识码:{s.idcode}</p>",
            "sitemap": "<p><a href='/wzdt.html'>网站地图</a></p>", "conac_badge": self.badge(r, 2), "error_finder": self.finder(r, 0),
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(f"<li><a href='{self.to(c)}'><span>{c.name}</span></a></li>" for c in s.columns)
        place = f"<div class='place'><strong>当前位置:</strong> {self.trail(col)} &gt; </div>" if col else ""
        friends = "".join(f"<li><a href='{u}' target='_blank'>{t}</a></li>" for u, t in self.friends())
        side = ""
        if col:
            new = [a for c in s.all_columns() if c.key == "notice" for a in c.articles[:3]]
            side = "<div class='pright'><dl class='tbox'><dt><strong>栏目列表</strong></dt><dd><ul class='d6'>" + "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in self.siblings(col)) + "</ul></dd></dl><dl class='tbox'><dt><strong>最新内容</strong></dt><dd><ul>" + "".join(f"<li><a href='{self.href(a)}'>{a.title}</a></li>" for a in new) + "</ul></dd></dl></div>"  # fmt: skip
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{s.name if kind == "home" else f"{escape(title)}_{s.name}"}</title>
{self.tags(kind, col, art)}
{self.sheets()}</head><body class="articleview"><div class="header"><div class="top w960"><a href="/"><img src="/images/logo.gif"></a>{self.search_box()}</div></div>
<div class="nav"><ul><li><a href="/"><span>主页</span></a></li>{menu}</ul></div><div class="w960"><div class="pleft">{place}{main}</div>{side}</div>
<div class="flink"><ul class="f5">{friends}</ul></div><div class="footer">{self.foot()}</div></body></html>"""

    def rows(self, col: Column, arts: list[Article]) -> str:
        return "<div class='listbox'><ul class='e2'>" + "".join(f"<li><b>[<a href='{self.to(col)}'>{col.name}</a>]</b> <a href='{self.href(a)}' class='title'>{a.title}</a> <span class='info'><small>日期：</small>{a.when:%Y-%m-%d %H:%M:%S} <small>点击：</small>{a.key % 400}</span><p class='intro'>{self.lead(a)}...</p></li>" for a in arts) + "</ul></div>"  # fmt: skip

    def pager(self, col: Column, n: int) -> str:
        total = self.count(col)
        links = "".join(
            f"<li class='thisclass'>{i}</li>" if i == n else f"<li><a href='{self.to(col, i)}'>{i}</a></li>"
            for i in range(1, total + 1)
        )
        return f"<div class='dede_pages'><ul class='pagelist'><li>首页</li>{links}<li><span class='pageinfo'>共 <strong>{total}</strong>页<strong>{len(col.articles)}</strong>条</span></li></ul></div>"

    def entry(self, art: Article, col: Column) -> str:
        i = col.articles.index(art)
        when = (
            ""
            if col.kind == "messages"
            else f"<div class='info'><small>时间:</small>{art.when:%Y-%m-%d %H:%M}<small>来源:</small>{art.source}<small>作者:</small>本站编辑 <small>点击:</small>128次</div>"
        )
        after = (
            f"<li>下一篇：<a href='{self.href(col.articles[i + 1])}'>{col.articles[i + 1].title}</a></li>"
            if i + 1 < len(col.articles)
            else "<li>下一篇：没有了</li>"
        )
        return f"<div class='viewbox'><div class='title'><h2>{art.title}</h2></div>{when}<div class='content'><table width='100%'><tr><td>{self.body(art)}</td></tr></table></div></div><div class='context'><ul>{after}</ul></div>"

    def home(self) -> str:
        blocks = "".join(f"<dl class='tbox'><dt><strong><a href='{self.to(c)}'>{c.name}</a></strong><span class='more'><a href='{self.to(c)}'>更多...</a></span></dt><dd><ul class='d1 ico3'>" + "".join(f"<li><span class='date'>{a.when:%Y-%m-%d}</span><a href='{self.href(a)}'>{a.title}</a></li>" for a in c.articles[:8]) + "</ul></dd></dl>" for c in self.blocks())  # fmt: skip
        return self.page("home", "", None, None, blocks)


class Front(Look):
    """A front end written on the server, whose lists are data in the page and drawn by a script."""

    name, per_page = "front", 500
    search_at, search_by = "/search", "keyword"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/channel/{col.id}"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/detail/{col.id}/{870000 + art.key}"

    def meta(self, name: str, value: str) -> str:
        return f'<meta data-n-head="ssr" data-hid="{name}" name="{name}" content="{value}">'

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sponsor": f"<span data-v-7c>主办单位：{s.owner}</span>", "contact": f"<span data-v-7c>咨询电话：0775-28{r.randint(10000, 99999)}</span>", "site_id_code": f"<span data-v-7c>网站标识码：{s.idcode}</span>", "icp": f"<a data-v-7c href='https://beian.miit.gov.cn'>桂ICP备{r.randint(10**7, 10**8 - 1)}号-3</a>",
            "public_security": f"<a data-v-7c href='http://www.beian.gov.cn'>桂公网安备 45080602{r.randint(10**5, 10**6 - 1)}号</a>", "sitemap": "<a data-v-7c href='/wzdt.html'>网站地图</a>", "conac_badge": self.badge(r, 2), "error_finder": self.finder(r, 0),
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(f"<li class='el-menu-item'><a href='{self.to(c)}'>{c.name}</a></li>" for c in s.columns)
        place = "<div class='el-breadcrumb'><span class='el-breadcrumb__item'><a href='/'>首页</a><i class='el-icon-arrow-right'></i></span>" + "".join(f"<span class='el-breadcrumb__item'><a href='{self.to(c)}'>{c.name}</a><i class='el-icon-arrow-right'></i></span>" for c in col.crumbs) + "</div>" if col else ""  # fmt: skip
        friends = "".join(f"<a href='{u}'>{t}</a>" for u, t in self.friends())
        return f"""<!doctype html><html data-n-head-ssr><head><meta charset="utf-8"><title>{s.name if kind == "home" else f"{escape(title)} | {s.name}"}</title>
{self.tags(kind, col, art)}
{self.sheets()}</head><body><div id="__nuxt"><div id="__layout"><div class="app"><div class="app-header"><div class="app-name">{s.name}</div>{self.search_box()}</div>
<ul role="menubar" class="el-menu"><li class="el-menu-item"><a href="/">首页</a></li>{menu}</ul>{place}<div class="app-main">{main}</div><div class="app-links">{friends}</div><div class="app-footer">{self.foot()}</div></div></div></div></body></html>"""

    def inner(self, col: Column, n: int) -> str:
        side = "".join(f"<a class='aside-item' href='{self.to(c)}'>{c.name}</a>" for c in self.siblings(col))
        return f"<div class='el-aside'>{side}</div><div class='el-main'>{super().inner(col, n)}</div>"

    def rows(self, col: Column, arts: list[Article]) -> str:
        data = json.dumps(
            {
                "channelId": col.id,
                "total": len(arts),
                "rows": [
                    {"id": a.key, "docTitle": a.title, "docPubUrl": a.path, "docPubTime": f"{a.when:%Y-%m-%d %H:%M:%S}"}
                    for a in arts
                ],
            },
            ensure_ascii=False,
        )
        draw = "(function(){var b=document.getElementById('boxN'),h='';window.__LIST__.rows.forEach(function(x){h+='<li><a href=\"'+x.docPubUrl+'\">'+x.docTitle+'</a><span>'+x.docPubTime.substr(0,10)+'</span></li>'});b.innerHTML=h})();".replace(
            "boxN", f"box{col.id}"
        )
        return f"<ul class='rows' id='box{col.id}'></ul><script>window.__LIST__={data};{draw}</script>"

    def pager(self, col: Column, n: int) -> str:
        return ""

    def entry(self, art: Article, col: Column) -> str:
        when = (
            ""
            if col.kind == "messages"
            else f"<div class='article-info'><span class='article-info__item'>发布于 {art.when:%Y/%m/%d %H:%M}</span><span class='article-info__item'>{art.source}</span></div>"
        )
        return f"<div class='article'><div class='article-title'>{art.title}</div>{when}<div class='article-content'>{self.body(art)}</div></div>"

    def home(self) -> str:
        blocks = "".join(f"<div class='el-card'><div class='el-card__header'><a href='{self.to(c)}'>{c.name}</a></div><div class='el-card__body'>" + "".join(f"<div class='item'><a href='{self.href(a)}'>{a.title}</a><span>{a.when:%Y-%m-%d}</span></div>" for a in c.articles[:7]) + "</div></div>" for c in self.blocks())  # fmt: skip
        return self.page("home", "", None, None, blocks)


NEW: list[type[Look]] = [Haiyun, Ucap, Dede, Front]
