"""Four families of today: 大汉's jpaas, UCAP, a generator of static pages, and a front end fed by JSON."""

import hashlib
import json
from html import escape
from random import Random

from ..model import Answer, Article, Column
from .base import Family, written


def digest(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


class Jpaas(Family):
    """jpaas: a list is a unit that a script fetches from the gateway as HTML in JSON."""

    name, per_page = "jpaas", 10

    def pages_of(self, col: Column) -> int:
        return 1

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/col/{digest(f'{self.site.code}{col.id}')[:16]}/index.html"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/art/{art.when.year}/art_{digest(f'{self.site.code}{art.key}')}.html"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"<li>主办单位：{s.owner}　承办单位：市数据局</li>", "contact": f"<li>网站联系电话：0731-822{n}</li>", "site_id_code": f"<li>网站标识码：{s.idcode}</li>", "icp": f"<li>ICP备案编号：<a href='https://beian.miit.example-gov.cn'>湘ICP备2100{n}号</a></li>",
            "public_security": f"<li><a href='https://beian.mps.example-gov.cn/#/query/webSearch?code=4301210200{n}'>湘公网安备4301210200{n}号</a></li>", "conac_badge": f"<li>{self.badge(r)}</li>", "sitemap": "<li><a href='/map.html'>网站地图</a></li>", "error_finder": f"<li>{self.finder(r)}</li>",
        }  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<li class='nav-item'><a href='{self.to(c)}'>{c.name}</a></li>" for c in s.columns)
        foot = "".join([*self.elements().values(), *[f"<li><a href='{u}'>{t}</a></li>" for u, t in s.footer_links]])
        return self.answer(f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}</head><body><header class='header'><div class='logo'><a href='/'>{s.name}</a></div><div class='tools'><a href='javascript:;'>长者模式</a><a href='javascript:;'>无障碍</a></div><div class='search-box'>{self.search_box()}</div></header><nav><ul class='nav-list'><li><a href='/'>首页</a></li>{nav}</ul></nav><div class='container'>{main}</div><div class='footer-wrap'><ul class='foot-list'>{foot}</ul></div><script src='/js/unit.js'></script></body></html>")  # fmt: skip

    def where(self, col: Column | None) -> str:
        links = ["<a href='/'>首页</a>"] + [f"<a href='{self.to(c)}'>{c.name}</a>" for c in (col.crumbs if col else [])]
        return f"<div class='crumb'><i class='icon-home'></i>{'<i>/</i>'.join(links)}</div>"

    def rows(self, arts: list[Article]) -> str:
        return "<ul class='info-list'>" + "".join(f"<li>{'<span class=top>置顶</span>' if a.pinned else ''}<a href='{self.href(a)}' target='_blank' title='{escape(a.title)}'><span class='txt'>{escape(a.title)}</span></a><b>{a.when:%Y-%m-%d}</b></li>" for a in arts) + "</ul>"  # fmt: skip

    def unit(self, col: Column) -> str:
        query = f"{{'webId':'9a1','pageId':'{digest(str(col.id))}','parseType':'bulidstatic','pageType':'column','tagId':'信息列表{col.id}','tplSetId':'77c','unitUrl':''}}"
        return f"<div id='信息列表{col.id}'></div><script parsetype='bulidstatic' class='unit' url='/api-gateway/jpaas-publish-server/front/page/build/unit' querydata=\"{query}\"></script>"  # fmt: skip

    def home(self) -> Answer:
        boxes = "".join(f"<div class='tab-panel'><div class='tab-hd'><a href='{self.to(c)}'>{c.name}</a></div>{self.rows(c.articles[:6])}</div>" for c in self.blocks())  # fmt: skip
        return self.page(self.site.name, f"{boxes}<select onchange='window.open(this.value)'>{self.foreign_links()}</select>", "home")  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in (col.children or (col.parent.children if col.parent else [])))  # fmt: skip
        if col.kind == "parent":
            inner = "<div class='cards'>" + "".join(f"<a class='card' href='{self.to(c)}'><img src='/images/i.png'><span>{c.name}</span></a>" for c in col.children) + "</div>"  # fmt: skip
        elif not col.articles:
            inner = f"<div class='article-content'>{col.body}</div>"
        elif col.head:
            inner = "<div class='letters'>" + "".join(f"<div class='letter'><a href='{self.href(a)}'>{escape(a.title)}</a><span>{a.row[0]}</span><em>{a.row[1]}</em></div>" for a in col.articles) + "</div>"  # fmt: skip
        else:
            inner = self.unit(col)
        return self.page(f"{col.name}-{self.site.name}", f"{self.where(col)}<div class='side'><h2>{(col.parent or col).name}</h2><ul>{side}</ul></div><div class='content'><h3>{col.name}</h3>{inner}</div>", "column", col)  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<div class='meta-table'><div><label>索引号</label><span>{art.key}</span></div><div><label>发文机关</label><span>{self.site.owner}</span></div><div><label>成文日期</label><span>{art.when:%Y-%m-%d}</span></div><div><label>有效性</label><span>有效</span></div></div>" if art.doc else ""  # fmt: skip
        info = f"<div class='article-info'><span class='date'><b>发布时间：</b>{art.when:%Y-%m-%d}&nbsp;{art.when:%H:%M}</span><span><b>来源：</b>{art.source}</span><span>浏览量：<i id='pv'></i></span><span class='fx'>分享：<a class='wx'></a></span></div>" if art.source else ""  # fmt: skip
        return self.page(f"{art.title}-{self.site.name}", f"{self.where(col)}{doc}<div class='article-title'><h1>{art.title}</h1></div>{info}<div class='article-content' id='Zoom'><meta name='ContentStart'>{art.body}{art.hidden}<meta name='ContentEnd'></div>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")

    def services(self, cols: list[Column]) -> dict[str, Answer]:
        made = {f"unit:{digest(str(c.id))}": Answer(json.dumps({"success": True, "code": "200", "data": {"html": f"<div class='list-wrap'>{self.rows(c.articles)}<div class='pagination' rows='99' count='{len(c.articles)}'></div></div>"}}).encode(), type="application/json;charset=UTF-8") for c in cols if c.articles}  # fmt: skip
        script = "document.querySelectorAll('script.unit').forEach(function(s){var q=s.getAttribute('querydata').replace(/'/g,'\"');var o=JSON.parse(q),p=Object.keys(o).map(function(k){return k+'='+encodeURIComponent(o[k])}).join('&');fetch(s.getAttribute('url')+'?'+p).then(function(r){return r.json()}).then(function(d){document.getElementById(o.tagId).innerHTML=d.data.html})});"
        return made | {"/js/unit.js": Answer(script.encode(), type="application/javascript; charset=utf-8")}


class Ucap(Family):
    """UCAP: elements of its own, a head and foot that a script file writes, list rows that are one link."""

    name, per_page, shows_url = "ucap", 8, True

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}/list.shtml" if n == 1 else f"{self.folder(col)}/list_{n}.shtml"

    def art_url(self, art: Article, col: Column) -> str:
        w = art.url_when or art.when
        return f"{self.folder(col)}/{w:%Y%m}/{digest(f'{self.site.code}{art.key}')}.shtml" if not art.url_when else f"{self.folder(col)}/{w:%Y%m%d}/{art.key}.shtml"  # fmt: skip

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"主办单位：{s.owner}", "contact": f"联系我们：0838-691{n}", "site_id_code": f"政府网站标识码：{s.idcode}", "icp": f"<a href='https://beian.miit.example-gov.cn/'>蜀ICP备1500{n}号</a>", "public_security": f"<a href='#'>川公网安备5106260200{n}号</a>",
            "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>网站地图</a>", "error_finder": self.finder(r),
        }  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        return self.answer(f"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"UTF-8\">\n{self.tags(kind, col, art)}<title>{title}</title>\n{self.sheets()}</head>\n<body>\n<script src='/common/header.js'></script>\n<div class='wrap'>{main}</div>\n<script type='text/javascript' src='/common/footer.js'></script>\n</body></html>")  # fmt: skip

    def head(self) -> str:
        nav = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in self.site.columns)
        return f"<div class='head'><a href='/'><img src='/images/logo2.png' alt='{self.site.name}'></a>{self.search_box()}</div>\n<ul class='nav'><li><a href='/'>首页</a></li>{nav}</ul>"

    def foot(self) -> str:
        made = {k: v for k, v in self.elements().items() if k not in ("conac_badge", "error_finder")}
        return "<div class='foot'>\n" + "\n".join(f"<span>{v}</span>" for v in made.values()) + "\n" + "".join(f"<a href='{u}'>{t}</a>" for u, t in self.site.footer_links) + "\n</div>"  # fmt: skip

    def where(self, col: Column | None) -> str:
        links = ["<a href='/'>首页</a>"] + [f"<a href='{self.to(c)}'>{c.name}</a>" for c in (col.crumbs if col else [])]
        return f"<div class='weizhi'><span>位置:</span>{'&gt;'.join(links)}</div>"

    def rows(self, arts: list[Article]) -> str:
        return "<ul class='list'>" + "".join(f"<li><a href='{self.href(a)}' target='_blank'><div class='date'><p>{a.when:%d}</p><span>{a.when:%Y-%m}</span></div><div class='text'><h4>{'<em>顶</em>' if a.pinned else ''}{escape(a.title)}</h4><p>{self.lead(a)}</p></div></a></li>" for a in arts) + "</ul>"  # fmt: skip

    def home(self) -> Answer:
        boxes = "".join(f"<div class='mk'><div class='mk-t'><span>{c.name}</span><a href='{self.to(c)}' class='gd'>更多 &gt;</a></div>{self.rows(c.articles[:4])}</div>" for c in self.blocks())  # fmt: skip
        made = self.elements()
        return self.page(self.site.name, f"{boxes}<div>{''.join(made.get(k, '') for k in ('conac_badge', 'error_finder'))}</div><select onchange='window.open(this.value)'>{self.foreign_links()}</select>", "home")  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<li><a href='{self.to(c)}' class='{'cur' if c is col else ''}'>{c.name}</a></li>" for c in (col.children or (col.parent.children if col.parent else [])))  # fmt: skip
        turn = f"<div id='page_div'></div><script>createPageHTML('page_div',{self.pages_of(col)},{n},'list','shtml',{len(col.articles)});</script>"  # fmt: skip
        if col.kind == "parent":
            inner = "".join(f"<div class='lmk'><h3>{c.name}</h3><a href='{self.to(c)}'>进入栏目</a></div>" for c in col.children)  # fmt: skip
        elif not col.articles:
            inner = f"<ucapcontent>{col.body}</ucapcontent>" if col.kind == "single" else col.body
        elif col.head:
            inner = f"<table class='mail'><tr>{''.join(f'<th>{h}</th>' for h in col.head)}</tr>" + "".join(f"<tr><td><a href='{self.href(a)}'>{escape(a.title)}</a></td>{''.join(f'<td>{v}</td>' for v in a.row)}</tr>" for a in self.shown(col, n)) + "</table>" + turn  # fmt: skip
        else:
            inner = self.rows(self.shown(col, n)) + turn
        made = self.elements()
        return self.page(f"{col.name}_{self.site.name}", f"{self.where(col)}<div class='leftnav'><ul>{side}</ul></div><div class='rightcon'>{inner}</div><div>{''.join(made.get(k, '') for k in ('conac_badge', 'error_finder'))}</div>", "column", col)  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<table class='gwxx'><tr><td>发文字号</td><td></td><td>发布日期</td><td>{art.when:%Y-%m-%d}</td></tr><tr><td>主题分类</td><td>综合政务</td><td>废止日期</td><td>暂无</td></tr></table>" if art.doc else ""  # fmt: skip
        info = f"<p class='fbxx'>日期：<publishtime>{art.when:%Y-%m-%d %H:%M}</publishtime> 来源：<ucapsource>{art.source}</ucapsource> 点击：<i>--</i></p>" if art.source else ""  # fmt: skip
        made = self.elements()
        return self.page(f"{art.title}_{self.site.name}", f"{self.where(col)}{doc}<h2 class='bt'><ucaptitle>{art.title}</ucaptitle></h2>{info}<div class='nr'><ucapcontent>{art.body}{art.hidden}</ucapcontent></div><div>{''.join(made.get(k, '') for k in ('conac_badge', 'error_finder'))}</div>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")

    def services(self, cols: list[Column]) -> dict[str, Answer]:
        return {f"/common/{n}.js": Answer(written(html).encode(), type="application/javascript; charset=utf-8") for n, html in (("header", self.head()), ("footer", self.foot()))}  # fmt: skip


class Static(Family):
    """Pages of a generator: HTML5 elements, JSON-LD, dates in <time>."""

    name, per_page, shows_url = "static", 9, True

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}/" if n == 1 else f"{self.folder(col)}/page/{n}/"

    def art_url(self, art: Article, col: Column) -> str:
        w = art.url_when or art.when
        return f"/{w:%Y}/{w:%m}/{w:%d}/p{art.key}/"

    def tag(self, name: str, value: str) -> str:
        return f'<meta property="gov" content="{value}" name="{name}">'

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"<p>主办 {s.owner}</p>", "contact": f"<address>地址：文昌路{n % 80}号 电话：0745-316{n}</address>", "site_id_code": f"<p>网站标识码: {s.idcode}</p>", "icp": f"<p>湘ICP备2023{n}号</p>", "public_security": f"<p>湘公网安备4312020200{n}号</p>",
            "conac_badge": self.badge(r), "sitemap": "<p><a href='/map.html'>站点地图</a></p>", "error_finder": self.finder(r),
        }  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in s.columns)
        foot = "".join([*self.elements().values(), *[f"<p><a href='{u}'>{t}</a></p>" for u, t in s.footer_links]])
        crumbs = [{"@type": "ListItem", "position": i + 1, "name": c.name, "item": self.col_url(c)} for i, c in enumerate(col.crumbs if col else [])]  # fmt: skip
        return self.answer(f"<!doctype html><html lang=zh><head><meta charset=utf-8><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}<script type='application/ld+json'>{json.dumps({'@type': 'BreadcrumbList', 'itemListElement': crumbs}, ensure_ascii=False)}</script></head><body><header role=banner><h1 class=site-title><a href='/'>{s.name}</a></h1>{self.search_box()}<nav role=navigation aria-label=主导航><ul>{nav}</ul></nav></header><main>{main}</main><footer role=contentinfo>{foot}</footer></body></html>")  # fmt: skip

    def where(self, col: Column | None) -> str:
        return "<nav aria-label='breadcrumb'><ol><li><a href='/'>首页</a></li>" + "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in (col.crumbs if col else [])) + "</ol></nav>"  # fmt: skip

    def rows(self, arts: list[Article]) -> str:
        return "".join(f"<article class='entry{' sticky' if a.pinned else ''}'><h3><a href='{self.href(a)}' rel='bookmark'>{escape(a.title)}</a></h3><time datetime='{a.when:%Y-%m-%dT%H:%M:%S+08:00}'>{a.when:%Y.%m.%d}</time><p>{self.lead(a, 60)}……</p></article>" for a in arts)  # fmt: skip

    def home(self) -> Answer:
        boxes = "".join(f"<section><h2><a href='{self.to(c)}'>{c.name}</a></h2><ul>{''.join(f'<li><a href={chr(34)}{self.href(a)}{chr(34)}>{escape(a.title)}</a> <time datetime={chr(34)}{a.when:%Y-%m-%d}{chr(34)}>{a.when:%m-%d}</time></li>' for a in c.articles[:5])}</ul></section>" for c in self.blocks())  # fmt: skip
        return self.page(self.site.name, f"{boxes}<aside><select onchange='location=this.value'>{self.foreign_links()}</select></aside>", "home")  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in (col.children or (col.parent.children if col.parent else [])))  # fmt: skip
        pages = self.pages_of(col)
        turn = f"<nav class='pagination'>{f'<a class=prev href={chr(34)}{self.to(col, n - 1)}{chr(34)}>« 较新</a>' if n > 1 else ''}{f'<a class=next href={chr(34)}{self.to(col, n + 1)}{chr(34)}>较早 »</a>' if n < pages else ''}</nav>" if pages > 1 else ""  # fmt: skip
        if col.kind == "parent":
            inner = "<ul class='terms'>" + "".join(f"<li><a href='{self.to(c)}'>{c.name}</a>{f'（{len(c.articles)}）' if c.articles else ''}</li>" for c in col.children) + "</ul>"  # fmt: skip
        elif not col.articles:
            inner = f"<div class='entry-content'>{col.body}</div>"
        elif col.head:
            inner = "<table>" + "".join(f"<tr><td>{a.row[0]}</td><td><a href='{self.href(a)}'>{escape(a.title)}</a></td><td>{a.row[1]}</td></tr>" for a in self.shown(col, n)) + "</table>" + turn  # fmt: skip
        else:
            inner = self.rows(self.shown(col, n)) + turn
        return self.page(f"{col.name} | {self.site.name}", f"{self.where(col)}<h2>{col.name}</h2><aside><ul>{side}</ul></aside><div class='list'>{inner}</div>", "column", col)  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<dl class='doc'><dt>索引号</dt><dd>{art.key}</dd><dt>发布机构</dt><dd>{self.site.owner}</dd><dt>成文日期</dt><dd>{art.when.year}年{art.when.month}月{art.when.day}日</dd></dl>" if art.doc else ""  # fmt: skip
        info = f"<p class='entry-meta'><time class='published' datetime='{art.when:%Y-%m-%dT%H:%M:%S+08:00}'>{art.when.year}年{art.when.month}月{art.when.day}日</time> · {art.source}</p>" if art.source else ""  # fmt: skip
        return self.page(f"{art.title} | {self.site.name}", f"{self.where(col)}<article><header><h1>{art.title}</h1>{info}</header>{doc}<div class='entry-content'>{art.body}{art.hidden}</div></article>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")


class Vue(Family):
    """A front end fed by JSON: home and columns are an empty shell, articles are published as pages."""

    name, per_page = "vue", 10

    def pages_of(self, col: Column) -> int:
        return 1

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/channel/{col.id}"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/content/{col.id}/{art.key}.html"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"<div>主办单位：{s.owner}</div>", "contact": f"<div>联系方式：0745-571{n}</div>", "site_id_code": f"<div>网站标识码：{s.idcode}</div>", "icp": f"<div>湘ICP备2022{n}号-1</div>", "public_security": f"<div>湘公网安备 4312250200{n}号</div>",
            "conac_badge": f"<a href='https://bszs.conac.cn/sitename?method=show&id={n}'><img src='/images/red.png'></a>", "sitemap": "<a href='/map.html'>网站地图</a>", "error_finder": f"<a href='https://zfwzzc.www.gov.cn/check_web/errorInfo_jcInfo.action?site_code={s.idcode}'><img src='/images/jiucuo.png' alt='政府网站找错'></a>",
        }  # fmt: skip

    def head(self) -> str:
        nav = "".join(f"<a class='menu-item' href='{self.to(c)}'>{c.name}</a>" for c in self.site.columns)
        return f"<div class='header'><div class='title'>{self.site.name}</div>{self.search_box()}</div><div class='menu'><a class='menu-item' href='/'>首页</a>{nav}</div>"

    def foot(self) -> str:
        return "<div class='footer'>" + "".join(self.elements().values()) + "".join(f"<a href='{u}'>{t}</a>" for u, t in self.site.footer_links) + "</div>"  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None, shell: bool = False) -> Answer:  # fmt: skip
        body = "<div id='app'></div><script src='/static/js/app.js'></script>" if shell else f"{self.head()}<div class='page'>{main}</div>{self.foot()}"  # fmt: skip
        return self.answer(f"<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}</head><body><noscript>请启用 JavaScript</noscript>{body}</body></html>")  # fmt: skip

    def home(self) -> Answer:
        return self.page(self.site.name, "", "home", shell=True)

    def column(self, col: Column, n: int) -> Answer:
        return self.page(f"{col.name}-{self.site.name}", "", "column", col, shell=True)

    def where(self, col: Column) -> list[dict[str, str]]:
        return [{"name": "首页", "url": "/"}, *({"name": c.name, "url": self.col_url(c)} for c in col.crumbs)]

    def article(self, art: Article, col: Column) -> Answer:
        crumbs = "".join(f"<span class='el-breadcrumb__item'><a href='{c['url']}'>{c['name']}</a><span class='sep'>&gt;</span></span>" for c in self.where(col))  # fmt: skip
        doc = f"<div class='doc-info'><p><label>索引号：</label>{art.key}</p><p><label>发文单位：</label>{self.site.owner}</p><p><label>发文日期：</label>{art.when:%Y-%m-%d}</p></div>" if art.doc else ""  # fmt: skip
        info = f"<div class='sub-info'><span>{art.when:%Y-%m-%d %H:%M:%S}</span><span>来源： {art.source}</span><span>浏览：12</span></div>" if art.source else ""  # fmt: skip
        return self.page(f"{art.title}-{self.site.name}", f"<div class='el-breadcrumb'>{crumbs}</div>{doc}<div class='detail-title'>{art.title}</div>{info}<div class='detail-content'>{art.body}{art.hidden}</div>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")

    def services(self, cols: list[Column]) -> dict[str, Answer]:
        def item(a: Article) -> dict[str, object]:
            return {"id": a.key, "title": a.title, "url": a.offsite or a.path, "publishTime": f"{a.when:%Y-%m-%d %H:%M:%S}", "top": a.pinned, "extra": list(a.row)}  # fmt: skip

        def reply(data: object) -> Answer:
            return Answer(json.dumps({"code": 0, "msg": "success", "data": data}, ensure_ascii=False).encode(), type="application/json;charset=utf-8")  # fmt: skip

        made = {"/api/home": reply([{"name": c.name, "url": self.col_url(c), "list": [item(a) for a in c.articles[:6]]} for c in self.blocks()])}  # fmt: skip
        for c in cols:
            near = c.children or (c.parent.children if c.parent else [])
            made[f"/api/channel?id={c.id}"] = reply({"name": c.name, "crumbs": self.where(c), "html": "" if c.articles else c.body, "menu": [{"name": k.name, "url": k.url or self.col_url(k)} for k in near], "list": [item(a) for a in c.articles], "total": len(c.articles)})  # fmt: skip
        links = [{"name": t, "url": u} for u, t in self.site.home_links]
        made["/static/js/app.js"] = Answer(("var HEAD=" + json.dumps(self.head()) + ",FOOT=" + json.dumps(self.foot()) + ",LINKS=" + json.dumps(links) + ";" + APP).encode(), type="application/javascript; charset=utf-8")  # fmt: skip
        return made


APP = """
function esc(s){return s.replace(/&/g,'&amp;').replace(/</g,'&lt;')}
function rows(l){return '<ul class="news-list">'+l.map(function(x){return '<li class="news-item">'+(x.top?'<i>置顶</i>':'')+'<a href="'+x.url+'" target="_blank">'+esc(x.title)+'</a><span class="time">'+x.publishTime.slice(0,10)+'</span>'+(x.extra[1]?'<span>'+x.extra[1]+'</span>':'')+'</li>'}).join('')+'</ul>'}
function show(m){document.getElementById('app').innerHTML=HEAD+'<div class="page">'+m+'</div>'+FOOT}
var id=location.pathname.match(/channel\\/(\\d+)/);
if(id){fetch('/api/channel?id='+id[1]).then(function(r){return r.json()}).then(function(r){var d=r.data;
show('<div class="el-breadcrumb">'+d.crumbs.map(function(c){return '<span><a href="'+c.url+'">'+c.name+'</a></span>'}).join('<span>&gt;</span>')+'</div><div class="aside">'+d.menu.map(function(c){return '<a href="'+c.url+'">'+c.name+'</a>'}).join('')+'</div><div class="content"><div class="tt">'+d.name+'</div>'+(d.list.length?rows(d.list):d.html)+'</div>')})}
else{fetch('/api/home').then(function(r){return r.json()}).then(function(r){
show(r.data.map(function(b){return '<div class="block"><div class="hd"><a href="'+b.url+'">'+b.name+'</a></div>'+rows(b.list)+'</div>'}).join('')+'<select onchange="window.open(this.value)"><option>友情链接</option>'+LINKS.map(function(l){return '<option value="'+l.url+'">'+l.name+'</option>'}).join('')+'</select>')})}
"""
NEW = [Jpaas, Ucap, Static, Vue]
__all__ = ["NEW"]
