"""Six families: 广东's disclosure platform, PowerEasy, 帝国, a mobile-first front end, 开普, a blog's templates."""

from html import escape
from random import Random

from ..fifth.looks import Old
from ..fourth.base import Family
from ..model import Answer, Article, Column


class Plain(Old):
    """The frame all six fill in: a menu, a middle, a foot."""

    menu, mark, gap, foot_form = "<div class='nav'>{}</div>", "<a href='{}'>{}</a>", " &gt; ", "<div class='footer'>{}</div>"  # fmt: skip
    title_form, info_form, body_form = "<h1>{}</h1>", "<div>{d:%Y-%m-%d} {s}</div>", "<div class='content'>{}</div>"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {"sponsor": f"<p>主办单位：{s.owner}</p>", "contact": f"<p>联系电话：0662-338{n}</p>", "site_id_code": f"<p>政府网站标识码：{s.idcode}</p>", "icp": f"<p>粤ICP备1900{n}号</p>", "public_security": f"<p>粤公网安备 4417020200{n}号</p>", "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>网站地图</a>", "error_finder": self.finder(r)}  # fmt: skip

    def frame(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = self.menu.format("".join(self.mark.format(self.to(c), c.name) for c in s.columns))
        foot = self.foot_form.format("".join([*self.elements().values(), *[f"<a href='{u}'>{t}</a>" for u, t in s.footer_links]]))  # fmt: skip
        return self.answer(f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='{self.charset}'><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}</head><body><div class='head'><a href='/'><img src='/images/logo.png' alt='{s.name}'></a>{self.search_box()}</div>{nav}{main}{foot}</body></html>")  # fmt: skip

    def where(self, col: Column) -> str:
        return "<div class='position'>您现在的位置：" + self.gap.join([f"<a href='/'>{self.site.name}</a>", *(f"<a href='{self.to(c)}'>{c.name}</a>" for c in col.crumbs)]) + "</div>"  # fmt: skip

    def mails(self, arts: list[Article]) -> str:
        return "<table><tr><th>信件标题</th><th>时间</th><th>状态</th></tr>" + "".join(f"<tr><td><a href='{self.href(a)}'>{escape(a.title)}</a></td><td>{a.row[0]}</td><td>{a.row[1]}</td></tr>" for a in arts) + "</table>"  # fmt: skip

    def turn(self, col: Column, n: int) -> str:
        if self.pages_of(col) == 1:
            return ""
        return "<div class='page'>" + "".join(f"<a href='{self.to(col, i)}'>{i}</a>" for i in range(1, self.pages_of(col) + 1)) + "</div>"  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in self.side(col))
        return self.frame(f"{col.name}_{self.site.name}", f"{self.where(col)}<div class='left'><ul>{side}</ul></div><div class='right'><h3>{col.name}</h3>{self.inner(col, n)}</div>", "column", col)  # fmt: skip

    def box(self, col: Column) -> str:
        return f"<div class='box'><h3><a href='{self.to(col)}'>{col.name}</a></h3>{self.rows(col.articles[:4]) if col.kind == 'list' and col.articles else ''}</div>"  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<table class='doc'><tr><td>索引号</td><td>{art.key}</td><td>发布机构</td><td>{self.site.owner}</td></tr></table>" if art.doc else ""  # fmt: skip
        info = self.info_form.format(d=art.when, s=art.source) if art.source else ""
        return self.frame(f"{art.title}_{self.site.name}", f"{self.where(col)}{doc}{self.title_form.format(art.title)}{info}{self.body_form.format(art.body + art.hidden)}", "article", col, art)  # fmt: skip

    def home(self) -> Answer:
        return self.frame(self.site.name, "".join(self.box(c) for c in self.blocks()) + f"<select onchange='window.open(this.value)'>{self.foreign_links()}</select>", "home")  # fmt: skip


class Gkml(Plain):
    """广东: /gkmlpt/content/3/…/post_N.html, lists as tables with an index number."""

    name, per_page = "gkml", 20
    title_form, info_form, body_form = "<h1 class='title document-number'>{}</h1>", "<div class='date-row'>发布日期：{d:%Y-%m-%d %H:%M:%S}　来源：{s}　【字体：大 中 小】</div>", "<div class='article-content'>{}</div>"  # fmt: skip

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}/index.html" if n == 1 else f"{self.folder(col)}/index_{n}.html"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/gkmlpt/content/3/{art.key // 1000}/post_{art.key}.html"

    def rows(self, arts: list[Article]) -> str:
        return "<table class='table-content'><thead><tr><th>索引号</th><th>标题</th><th>发布日期</th></tr></thead><tbody>" + "".join(f"<tr class='row-content'><td>GK{a.key}</td><td class='first-td'><a href='{self.href(a)}'>{escape(a.title)}</a></td><td>{a.when:%Y-%m-%d}</td></tr>" for a in arts) + "</tbody></table>"  # fmt: skip


class PowerEasy(Plain):
    """PowerEasy: /Category_N/Index.aspx and /Item/N.aspx in GBK, a title in a cell."""

    name, charset, per_page = "powereasy", "gb2312", 15
    menu, mark = "<table id='menu'><tr>{}</tr></table>", "<td><a class='m' href='{}'>{}</a></td>"
    title_form, info_form, body_form = "<table><tr><td align='center' class='main_ArticleTitle'>{}</td></tr></table>", "<div class='main_info'>文章来源：{s}　更新时间：{d.year}-{d.month}-{d.day} {d:%H:%M:%S}</div>", "<div id='fontzoom'>{}</div>"  # fmt: skip

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/Category_{col.id}/Index.aspx" if n == 1 else f"/Category_{col.id}/Index_{n}.aspx"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/Item/{art.key}.aspx"

    def rows(self, arts: list[Article]) -> str:
        return "<table width='100%'>" + "".join(f"<tr><td><img src='/images/dot.gif'>[<a href='{self.to(self.site.columns[0])}'>{self.site.columns[0].name}</a>]<a href='{self.href(a)}' title='文章标题：{escape(a.title)}'>{escape(a.title)}</a></td><td align='right'>({a.when.year}/{a.when.month}/{a.when.day})</td></tr>" for a in arts) + "</table>"  # fmt: skip


class Empire(Plain):
    """帝国: folders and days in the address, a list of terms, month and day in brackets."""

    name, per_page, shows_url = "empire", 25, True
    gap = "&nbsp;>&nbsp;"
    title_form, info_form, body_form = "<div class='title_info'><h2>{}</h2></div>", "<p class='info_text'>{d:%Y-%m-%d %H:%M:%S}　来源：{s}　作者：</p>", "<div id='text'>{}</div>"  # fmt: skip

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}/" if n == 1 else f"{self.folder(col)}/index_{n}.html"

    def art_url(self, art: Article, col: Column) -> str:
        return f"{self.folder(col)}/{art.url_when or art.when:%Y-%m-%d}/{art.key}.html"

    def rows(self, arts: list[Article]) -> str:
        return "<dl class='list'>" + "".join(f"<dt>[{a.when:%m-%d}]</dt><dd><a href='{self.href(a)}'>{escape(a.title)}</a></dd>" for a in arts) + "</dl>"  # fmt: skip


class Mobile(Plain):
    """Mobile first: cards with pictures, written days, a title without a heading."""

    name, per_page = "mobile", 50
    menu, mark = "<div class='van-tabs__nav' role='tablist'>{}</div>", "<a class='van-tab' href='{}'>{}</a>"
    title_form, info_form, body_form = "<div class='news-title'>{}</div>", "<div class='news-sub'><span>{s}</span><span>{d.year}年{d.month}月{d.day}日</span></div>", "<section class='news-body'>{}</section>"  # fmt: skip

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/m/list/{col.id}"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/m/detail/{art.key}"

    def rows(self, arts: list[Article]) -> str:
        return "<div class='van-list'>" + "".join(f"<a class='card' href='{self.href(a)}'><img src='/images/c.png'><div class='card-r'><p class='t'>{escape(a.title)}</p><p class='b'><span>{a.source}</span><span>{a.when.year}年{a.when.month}月{a.when.day}日</span></p></div></a>" for a in arts) + "</div>"  # fmt: skip

    def turn(self, col: Column, n: int) -> str:
        return "<div class='van-list__finished-text'>没有更多了</div>"


class Kpcms(Plain):
    """开普: /YYYYMM/<hash>.shtml, a timeline with day and month apart."""

    name, per_page, shows_url = "kpcms", 15, True
    title_form, info_form, body_form = "<ucaptitle>{}</ucaptitle>", "<div class='xl-xx'><b>时间：</b><publishtime>{d:%Y-%m-%d %H:%M}</publishtime><b>来源：</b>{s}</div>", "<ucapcontent>{}</ucapcontent>"  # fmt: skip

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}/list.shtml" if n == 1 else f"{self.folder(col)}/list_{n}.shtml"

    def art_url(self, art: Article, col: Column) -> str:
        return f"{self.folder(col)}/{art.url_when or art.when:%Y%m}/{art.key:032x}.shtml"

    def rows(self, arts: list[Article]) -> str:
        return "<ul class='timeline'>" + "".join(f"<li><div class='sj'><b>{a.when:%m-%d}</b><i>{a.when:%Y}</i></div><div class='nr'><h4><a href='{self.href(a)}'>{escape(a.title)}</a></h4><p>{self.lead(a)}</p></div></li>" for a in arts) + "</ul>"  # fmt: skip


class Press(Plain):
    """A blog's templates: /archives/N, time elements."""

    name, per_page = "press", 10
    menu, mark = "<nav class='primary-menu'><ul>{}</ul></nav>", "<li class='menu-item'><a href='{}'>{}</a></li>"
    title_form, info_form, body_form = "<h1 class='entry-title'>{}</h1>", "<div class='entry-meta'><time class='entry-date' datetime='{d:%Y-%m-%d}T{d:%H:%M}:00+08:00'>{d.year} 年 {d.month} 月 {d.day} 日</time> / {s}</div>", "<div class='entry-content'>{}</div>"  # fmt: skip

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/category{self.folder(col)}" if n == 1 else f"/category{self.folder(col)}/page/{n}"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/archives/{art.key}"

    def rows(self, arts: list[Article]) -> str:
        return "".join(f"<article class='post'><h2 class='entry-title'><a href='{self.href(a)}' rel='bookmark'>{escape(a.title)}</a></h2><div class='entry-meta'><time datetime='{a.when:%Y-%m-%d}T{a.when:%H:%M}:00+08:00'>{a.when.year} 年 {a.when.month} 月 {a.when.day} 日</time></div><div class='entry-summary'><p>{self.lead(a)} […]</p></div></article>" for a in arts)  # fmt: skip


FAMILIES: dict[str, type[Family]] = {one.name: one for one in (Gkml, PowerEasy, Empire, Mobile, Kpcms, Press)}
