"""Four families: ASP.NET and DedeCMS as townships and bureaus had them, a portal of an intensive platform, a Nuxt front end."""

import json
from html import escape
from random import Random

from ..fourth.base import Family
from ..model import Answer, Article, Column


class Old(Family):
    """What the two old families share: tables, a menu of cells, a foot of lines."""

    def plain(self, title: str, main: str) -> Answer:
        return self.frame(title, main, "other")

    def frame(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        raise NotImplementedError

    def side(self, col: Column) -> list[Column]:
        return col.children or (col.parent.children if col.parent else [])

    def inner(self, col: Column, n: int) -> str:
        """What a column's page shows in its middle."""
        if col.kind == "parent":
            return "".join(self.box(c) for c in col.children)
        if not col.articles:
            return col.body
        if col.head:
            return self.mails(self.shown(col, n)) + self.turn(col, n)
        return self.rows(self.shown(col, n)) + self.turn(col, n)

    def box(self, col: Column) -> str:
        raise NotImplementedError

    def rows(self, arts: list[Article]) -> str:
        raise NotImplementedError

    def mails(self, arts: list[Article]) -> str:
        raise NotImplementedError

    def turn(self, col: Column, n: int) -> str:
        raise NotImplementedError

    def column(self, col: Column, n: int) -> Answer:
        return self.frame(f"{col.name}-{self.site.name}", f"{self.where(col)}{self.inner(col, n)}", "column", col)

    def where(self, col: Column) -> str:
        raise NotImplementedError


class Aspx(Old):
    """ASP.NET WebForms in GBK: server controls, a pager that posts back, dates as .NET writes them."""

    name, charset, per_page = "aspx", "gb2312", 30

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/Info_List.aspx?ClassID={col.id}"

    def pages_of(self, col: Column) -> int:
        return 1

    def art_url(self, art: Article, col: Column) -> str:
        return f"/Info_View.aspx?ID={art.key}"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {"sponsor": f"主办单位：{s.owner}&nbsp;&nbsp;技术支持：县信息中心", "contact": f"联系电话：0512-6655{n}", "site_id_code": f"网站标识码：{s.idcode}", "icp": f"苏ICP备0900{n}号", "public_security": f"苏公网安备 3205090200{n}号", "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>网站地图</a>", "error_finder": self.finder(r)}  # fmt: skip

    def frame(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        menu = "".join(f"<td class='menu' onclick=\"location.href='{self.to(c)}'\"><a href='{self.to(c)}'>{c.name}</a></td>" for c in s.columns)  # fmt: skip
        foot = "<br />".join([*self.elements().values(), *[f"<a href='{u}'>{t}</a>" for u, t in s.footer_links]])
        return self.answer(f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>\r\n\t{title}\r\n</title><meta http-equiv='Content-Type' content='text/html; charset=gb2312' />{self.tags(kind, col, art)}{self.sheets()}</head><body><form name='form1' method='post' action='#' id='form1'><input type='hidden' name='__VIEWSTATE' value='/wEPDwUK' /></form><table width='950' align='center'><tr><td colspan='12'><img src='/images/top.jpg' alt='{s.name}' /></td></tr><tr>{menu}</tr></table><table width='950' align='center'><tr><td>{self.search_box()}</td></tr></table><table width='950' align='center' id='main'><tr><td>{main}</td></tr></table><table width='950' align='center' class='copyright'><tr><td align='center'>{foot}</td></tr></table></body></html>")  # fmt: skip

    def where(self, col: Column) -> str:
        return "<span id='ctl00_SiteMapPath1'>当前位置：<a href='/'>首页</a> &gt; " + " &gt; ".join(f"<a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs) + "</span>"  # fmt: skip

    def rows(self, arts: list[Article]) -> str:
        return "<table cellspacing='0' id='GridView1'><tr><th scope='col'>信息标题</th><th scope='col'>发布时间</th></tr>" + "".join(f"<tr onmouseover=\"this.style.background='#eee'\"><td align='left'><a href='{self.href(a)}' title='{escape(a.title)}'>{escape(a.title[:24])}{'...' if len(a.title) > 24 else ''}</a></td><td>{a.when.year}/{a.when.month}/{a.when.day} 0:00:00</td></tr>" for a in arts) + "</table>"  # fmt: skip

    def mails(self, arts: list[Article]) -> str:
        return "<table id='GridView2'>" + "".join(f"<tr><td><a href='{self.href(a)}'>{escape(a.title)}</a></td><td>{a.row[0]}</td><td>{a.row[1]}</td></tr>" for a in arts) + "</table>"  # fmt: skip

    def turn(self, col: Column, n: int) -> str:
        return f"<div id='AspNetPager1'><span>共{len(col.articles)}条记录</span> <a disabled='disabled'>首页</a> <a disabled='disabled'>下页</a></div>"  # fmt: skip

    def box(self, col: Column) -> str:
        return f"<table width='100%'><tr><td class='bt'>{col.name}</td><td align='right'><a href='{self.to(col)}'>更多…</a></td></tr></table>{self.rows(col.articles[:4]) if col.kind == 'list' and col.articles else ''}"  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        info = f"<tr><td align='center'>发布时间：<span id='lblDate'>{art.when.year}/{art.when.month}/{art.when.day} {art.when:%H:%M:%S}</span> 来源：<span id='lblFrom'>{art.source}</span> 阅读次数：<span id='lblHits'>{art.key % 400}</span></td></tr>" if art.source else ""  # fmt: skip
        return self.frame(f"{art.title}", f"{self.where(col)}<table width='100%'><tr><td align='center' style='font-size:22px'><span id='lblTitle'>{art.title}</span></td></tr>{info}<tr><td><span id='lblContent'>{art.body}{art.hidden}</span></td></tr></table>", "article", col, art)  # fmt: skip

    def home(self) -> Answer:
        return self.frame(self.site.name, "".join(self.box(c) for c in self.blocks()) + f"<select onchange='window.open(this.value)'>{self.foreign_links()}</select>", "home")  # fmt: skip


class Dede(Old):
    """DedeCMS: folders of pinyin, list_<type>_<n>.html, labels in <small>."""

    name, per_page, shows_url = "dede", 6, True

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/a{self.folder(col)}/" if n == 1 else f"/a{self.folder(col)}/list_{col.id}_{n}.html"

    def art_url(self, art: Article, col: Column) -> str:
        w = art.url_when or art.when
        return f"/a{self.folder(col)}/{w:%Y/%m%d}/{art.key}.html"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {"sponsor": f"主办：{s.owner} 承办：{s.owner}党政办公室", "contact": f"电话：0512-6688{n} 邮箱：dzb@163.com", "site_id_code": f"标识码：{s.idcode}", "icp": f"苏ICP备1300{n}号-1", "public_security": f"苏公网安备3205010200{n}号", "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>站点地图</a>", "error_finder": self.finder(r)}  # fmt: skip

    def frame(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<li><a href='{self.to(c)}'><span>{c.name}</span></a></li>" for c in s.columns)
        side = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in (self.side(col) if col else []))
        foot = "".join(f"<p>{v}</p>" for v in [*self.elements().values(), *[f"<a href='{u}'>{t}</a>" for u, t in s.footer_links]])  # fmt: skip
        left = f"<div class='pright'><dl class='tbox'><dt><strong>栏目列表</strong></dt><dd><ul class='d6'>{side}</ul></dd></dl></div>" if side else ""  # fmt: skip
        return self.answer(f"<!DOCTYPE html><html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}</head><body><div class='header'><div class='title'><h1><a href='/'>{s.name}</a></h1></div>{self.search_box()}</div><div class='module blue mT10 wrapper'><div id='navMenu'><ul><li><a href='/'>主页</a></li>{nav}</ul></div></div><div class='w960 center clear mt1'><div class='pleft'>{main}</div>{left}</div><div class='footer w960'>{foot}</div></body></html>")  # fmt: skip

    def where(self, col: Column) -> str:
        return "<div class='place'><strong>当前位置:</strong> <a href='/'>主页</a> &gt; " + " &gt; ".join(f"<a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs) + " &gt; </div>"  # fmt: skip

    def rows(self, arts: list[Article]) -> str:
        return "<ul class='e2'>" + "".join(f"<li><a href='{self.href(a)}' class='title'>{escape(a.title)}</a><span class='info'><small>日期：</small>{a.when:%Y-%m-%d %H:%M:%S}<small> 点击：</small>{a.key % 300}<small> 好评：</small>0</span><p class='intro'>{self.lead(a)}...</p></li>" for a in arts) + "</ul>"  # fmt: skip

    def mails(self, arts: list[Article]) -> str:
        return "<ul class='c1'>" + "".join(f"<li><span class='date'>{a.row[0]}</span>[{a.row[1]}] <a href='{self.href(a)}'>{escape(a.title)}</a></li>" for a in arts) + "</ul>"  # fmt: skip

    def turn(self, col: Column, n: int) -> str:
        pages = self.pages_of(col)
        links = "".join(f"<li class='thisclass'>{i}</li>" if i == n else f"<li><a href='{f'list_{col.id}_{i}.html' if i > 1 else self.to(col)}'>{i}</a></li>" for i in range(1, pages + 1))  # fmt: skip
        return f"<div class='dede_pages'><ul class='pagelist'>{links}<li><span class='pageinfo'>共 <strong>{pages}</strong>页<strong>{len(col.articles)}</strong>条</span></li></ul></div>"  # fmt: skip

    def box(self, col: Column) -> str:
        return f"<dl class='tbox'><dt><strong><a href='{self.to(col)}'>{col.name}</a></strong><span class='more'><a href='{self.to(col)}'>更多...</a></span></dt><dd>{self.rows(col.articles[:3]) if col.kind == 'list' and col.articles else ''}</dd></dl>"  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        info = f"<div class='info'><small>时间:</small>{art.when:%Y-%m-%d %H:%M}<small>来源:</small>{art.source}<small>作者:</small>admin<small>点击:</small>{art.key % 200}次</div>" if art.source else ""  # fmt: skip
        return self.frame(f"{art.title}_{self.site.name}", f"{self.where(col)}<div class='viewbox'><div class='title'><h2>{art.title}</h2></div>{info}<div class='content'><table width='100%'><tr><td>{art.body}{art.hidden}</td></tr></table></div><div class='boxoff'><strong>------分隔线----------------------------</strong></div><div class='handle'><ul class='context'><li>上一篇：<a href='{self.href(col.articles[-1])}'>{escape(col.articles[-1].title)}</a></li><li>下一篇：没有了</li></ul></div></div>", "article", col, art)  # fmt: skip

    def home(self) -> Answer:
        return self.frame(self.site.name, "".join(self.box(c) for c in self.blocks()) + f"<select onchange='window.open(this.value)'>{self.foreign_links()}</select>", "home")  # fmt: skip


class Portal(Old):
    """A portal of an intensive platform: cards, a library of policies, a pager of a script."""

    name, per_page, shows_url = "portal", 12, True

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}/index.shtml" if n == 1 else f"{self.folder(col)}/index_{n}.shtml"

    def art_url(self, art: Article, col: Column) -> str:
        w = art.url_when or art.when
        return f"{self.folder(col)}/{w:%Y-%m/%d}/content_{art.key}.shtml"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {"sponsor": f"<span>主办：{s.owner}办公室</span>", "contact": f"<span>网站服务电话：0512-6522{n}（工作日）</span>", "site_id_code": f"<span>网站标识码：{s.idcode}</span>", "icp": f"<span><a href='https://beian.miit.example-gov.cn/'>苏ICP备1800{n}号-2</a></span>", "public_security": f"<span><img src='/images/ga.png'/><a href='http://www.beian.example-gov.cn/x?recordcode=3205830200{n}'>苏公网安备 3205830200{n}号</a></span>", "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>网站地图</a>", "error_finder": self.finder(r)}  # fmt: skip

    def frame(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<div class='nav-col'><a href='{self.to(c)}' class='nav-tit'>{c.name}</a><div class='nav-sub'>{''.join(f'<a href={chr(34)}{self.to(k)}{chr(34)}>{k.name}</a>' for k in c.children)}</div></div>" for c in s.columns)  # fmt: skip
        foot = "".join([*self.elements().values(), *[f"<a href='{u}'>{t}</a>" for u, t in s.footer_links]])
        return self.answer(f"<!DOCTYPE html><html lang='zh'><head><meta charset='UTF-8'><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}</head><body><div class='top-bar'><span>{s.as_of.year}年{s.as_of.month}月{s.as_of.day}日</span><a href='javascript:void(0)'>繁體</a></div><div class='g-header'><a href='/' class='logo'><img src='/images/l.png' alt='{s.name}'></a><div class='g-so'>{self.search_box()}</div></div><div class='g-nav'>{nav}</div><div class='g-main'>{main}</div><div class='g-footer'>{foot}</div></body></html>")  # fmt: skip

    def where(self, col: Column) -> str:
        return "<div class='bread'><a href='/'>首页</a>" + "".join(f"<em>&gt;</em><a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs) + "</div>"  # fmt: skip

    def rows(self, arts: list[Article]) -> str:
        return "<div class='list-news'>" + "".join(f"<div class='item'><div class='item-l'><span class='day'>{a.when:%d}</span><span class='ym'>{a.when:%Y/%m}</span></div><div class='item-r'><a href='{self.href(a)}' target='_blank' title='{escape(a.title)}'>{escape(a.title)}</a><div class='desc'>{self.lead(a)}</div></div></div>" for a in arts) + "</div>"  # fmt: skip

    def mails(self, arts: list[Article]) -> str:
        return "<div class='mail-list'>" + "".join(f"<div class='row'><span class='state'>{a.row[1]}</span><a href='{self.href(a)}'>{escape(a.title)}</a><span class='time'>{a.row[0]}</span></div>" for a in arts) + "</div>"  # fmt: skip

    def turn(self, col: Column, n: int) -> str:
        return f"<div class='pagination' id='pg'></div><script>$('#pg').pagination({{pageCount:{self.pages_of(col)},current:{n},totalData:{len(col.articles)},isHide:true,url:'index'}});</script>"  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<a href='{self.to(c)}' class='{'on' if c is col else ''}'>{c.name}</a>" for c in self.side(col))  # fmt: skip
        return self.frame(f"{col.name}-{self.site.name}", f"{self.where(col)}<div class='m-side'><h2>{(col.parent or col).name}</h2>{side}</div><div class='m-cont'>{self.inner(col, n)}</div>", "column", col)  # fmt: skip

    def box(self, col: Column) -> str:
        return f"<div class='m-box'><div class='m-hd'><a href='{self.to(col)}'>{col.name}</a></div>{self.rows(col.articles[:3]) if col.kind == 'list' and col.articles else ''}</div>"  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<table class='library'><tr><td>标　　题：</td><td colspan='3'>{art.title}</td></tr><tr><td>发文机关：</td><td>{self.site.owner}</td><td>成文日期：</td><td>{art.when.year}年{art.when.month}月{art.when.day}日</td></tr><tr><td>发布日期：</td><td>{art.when.year}年{art.when.month}月{art.when.day}日</td><td>有 效 性：</td><td>有效</td></tr></table>" if art.doc else ""  # fmt: skip
        info = f"<div class='article-attr'><span>{art.when:%Y-%m-%d %H:%M}</span><span>来源：{art.source}</span><span class='share'>分享到：</span></div>" if art.source else ""  # fmt: skip
        return self.frame(f"{art.title}-{self.site.name}", f"{self.where(col)}{doc}<div class='article'><div class='article-h'><h1>{art.title}</h1></div>{info}<div class='article-c' id='content'>{art.body}{art.hidden}</div></div>", "article", col, art)  # fmt: skip

    def home(self) -> Answer:
        return self.frame(self.site.name, "".join(self.box(c) for c in self.blocks()) + f"<select onchange='window.open(this.value)'>{self.foreign_links()}</select>", "home")  # fmt: skip


class Nuxt(Portal):
    """A front end rendered on the server once: markup of components, the data again in a script, further rows by POST."""

    name, per_page, shows_url = "nuxt", 100, False

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/channel/list?id={col.id}"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/channel/detail?id={art.key}&cid={col.id}"

    def frame(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<li role='menuitem' tabindex='0' class='el-menu-item'><a href='{self.to(c)}'>{c.name}</a></li>" for c in s.columns)  # fmt: skip
        data = json.dumps({"layout": "default", "data": [{"title": title, "list": [a.title for a in (col.articles if col else [])][:3]}]}, ensure_ascii=False).replace("</", "<\\/")  # fmt: skip
        foot = "".join([*self.elements().values(), *[f"<a href='{u}'>{t}</a>" for u, t in s.footer_links]])
        return self.answer(f"<!doctype html><html data-n-head-ssr lang='zh'><head><meta charset='utf-8'><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}</head><body><div id='__nuxt'><div id='__layout'><div data-v-1a><div class='hd' data-v-1a><div class='site' data-v-1a>{s.name}</div>{self.search_box()}</div><ul role='menubar' class='el-menu el-menu--horizontal'><li class='el-menu-item'><a href='/'>首页</a></li>{nav}</ul><div class='bd' data-v-1a>{main}</div><div class='ft' data-v-1a>{foot}</div></div></div></div><script>window.__NUXT__={data}</script></body></html>")  # fmt: skip

    def where(self, col: Column) -> str:
        return "<div aria-label='Breadcrumb' role='navigation' class='el-breadcrumb'>" + "".join(f"<span class='el-breadcrumb__item'><span class='el-breadcrumb__inner'><a href='{u}'>{n}</a></span><i class='el-breadcrumb__separator el-icon-arrow-right'></i></span>" for u, n in [("/", "首页"), *((self.to(c), c.name) for c in col.crumbs)]) + "</div>"  # fmt: skip

    def rows(self, arts: list[Article]) -> str:
        return "<div class='el-row list' data-v-2b>" + "".join(f"<div class='el-col el-col-24 li' data-v-2b><a href='{self.href(a)}' data-v-2b><span class='tt' data-v-2b>{escape(a.title)}</span></a><span class='dd' data-v-2b>{a.when:%Y-%m-%d}</span></div>" for a in arts) + "</div>"  # fmt: skip

    def turn(self, col: Column, n: int) -> str:
        return f"<div class='el-pagination'><span class='el-pagination__total'>共 {len(col.articles)} 条</span><button type='button' disabled='disabled' class='btn-prev'></button><ul class='el-pager'><li class='number active'>1</li></ul></div>"  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<div class='el-descriptions' data-v-3c><table class='el-descriptions__table'><tr><th>发文字号</th><td></td><th>发布日期</th><td>{art.when:%Y-%m-%d}</td></tr></table></div>" if art.doc else ""  # fmt: skip
        info = f"<div class='meta' data-v-3c><span>发布日期：{art.when:%Y-%m-%d}</span><span>信息来源：{art.source}</span><span>访问量：0</span></div>" if art.source else ""  # fmt: skip
        return self.frame(f"{art.title}-{self.site.name}", f"{self.where(col)}{doc}<div class='tit' data-v-3c>{art.title}</div>{info}<div class='rich-text' data-v-3c>{art.body}{art.hidden}</div>", "article", col, art)  # fmt: skip


FAMILIES: dict[str, type[Family]] = {one.name: one for one in (Aspx, Dede, Portal, Nuxt)}
