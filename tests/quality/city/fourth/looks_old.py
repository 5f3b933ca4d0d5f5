"""Four families as sites of counties, bureaus and townships have had them for ten years: TRS, JCMS, VSB and Node/Content."""

from html import escape
from random import Random

from ..model import Answer, Article, Column
from .base import Family


class Trs(Family):
    """TRS WCM: folders, relative links, a pager that only a script writes."""

    name, per_page, shows_url = "trs", 10, True

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}/" if n == 1 else f"{self.folder(col)}/index_{n - 1}.html"

    def art_url(self, art: Article, col: Column) -> str:
        w = art.url_when or art.when
        return f"{self.folder(col)}/{w:%Y%m}/t{w:%Y%m%d}_{art.key + 130000}.html"

    def relative(self, art: Article, col: Column) -> str:
        path = art.offsite or art.path or ""
        return "./" + path[len(self.folder(col)) + 1 :] if path.startswith(self.folder(col) + "/") else path

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"<span>主办单位：{s.owner}</span><span>承办单位：{s.owner}办公室</span>", "contact": f"<span>联系电话：0745-283{n}</span>", "site_id_code": f"<span>政府网站标识码：{s.idcode}</span>", "icp": f"<a href='https://beian.miit.example-gov.cn/'>湘ICP备1900{n}号-1</a>",
            "public_security": f"<a href='http://www.beian.example-gov.cn/portal/registerSystemInfo?recordcode=4312210200{n}'><img src='/images/ghs.png'>湘公网安备 4312210200{n}号</a>", "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>网站地图</a>", "error_finder": self.finder(r),
        }  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<li><a href='{self.to(c)}' target='_blank'>{c.name}</a></li>" for c in s.columns)
        made = self.elements()
        lines = [" ".join(made[k] for k in ("sponsor", "contact") if k in made), " ".join(made[k] for k in ("site_id_code", "icp", "public_security") if k in made), " ".join(made[k] for k in ("conac_badge", "error_finder") if k in made)]  # fmt: skip
        help_ = made.get("sitemap", "") + "".join(f" | <a href='{u}'>{t}</a>" for u, t in s.footer_links)
        return self.answer(
            f"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"><html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'/>{self.tags(kind, col, art)}<title>{title}</title>{self.sheets()}</head><body>"
            f"<div class='topbar w1200'><span id='weather'>今天：{s.as_of.year}年{s.as_of.month}月{s.as_of.day}日 星期三</span><div class='search'>{self.search_box()}</div></div><div class='banner'><a href='/'><img src='/images/logo.png' alt='{s.name}'/></a></div><div class='nav'><ul><li><a href='/'>网站首页</a></li>{nav}</ul></div><div class='w1200 main'>{main}</div>"
            f"<div class='footer'><p>{help_}</p>{''.join(f'<p>{one}</p>' for one in lines)}</div></body></html>"
        )  # fmt: skip

    def where(self, col: Column | None) -> str:
        links = ["<a href='/' class='CurrChnlCls'>首页</a>"] + [f"<a href='{self.to(c)}' title='{c.name}' class='CurrChnlCls'>{c.name}</a>" for c in (col.crumbs if col else [])]  # fmt: skip
        return f"<div class='dqwz'>当前位置：{'&nbsp;&gt;&nbsp;'.join(links)}</div>"

    def rows(self, arts: list[Article], col: Column) -> str:
        out = ""
        for i, a in enumerate(arts):
            short = escape(a.title if len(a.title) < 24 else a.title[:22] + "...")
            out += f"<li>{'<font color=red>[置顶]</font>' if a.pinned else ''}<a href='{escape(self.relative(a, col))}' target='_blank' title='{escape(a.title)}'>{short}</a><span>{a.when:%Y-%m-%d}</span></li>\n"
            if i % 5 == 4:
                out += "<li class='line'></li>"
        return f"<ul class='gl-list'>{out}</ul>"

    def home(self) -> Answer:
        boxes = "".join(f"<div class='hbox'><div class='hd'><a href='{self.to(c)}' class='on'>{c.name}</a><a class='more' href='{self.to(c)}'>&gt;&gt;</a></div><ul>{''.join(f'<li><a href={chr(34)}{self.href(a)}{chr(34)} title={chr(34)}{escape(a.title)}{chr(34)}>{escape(a.title[:20])}</a><span>[{a.when:%m-%d}]</span></li>' for a in c.articles[:6])}</ul></div>" for c in self.blocks())  # fmt: skip
        return self.page(self.site.name, f"{boxes}<div class='link'><select onchange='window.open(this.value)'>{self.foreign_links()}</select></div>", "home")  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in (col.children or (col.parent.children if col.parent else [])))  # fmt: skip
        left = f"<div class='left'><div class='lm'>{col.crumbs[0].name}</div><ul>{side}</ul></div>" if side else ""
        if col.kind == "parent":
            inner = "".join(
                f"<div class='zbox'><h3><a href='{self.to(c)}'>{c.name}</a></h3>{self.rows_abs(c.articles[:5]) if c.kind == 'list' and c.articles else ''}</div>"
                for c in col.children
            )
        elif not col.articles:
            inner = f"<div class='TRS_Editor'>{col.body}</div>" if col.kind == "single" else col.body
        elif col.head:
            body = "".join(
                f"<tr><td><a href='{self.href(a)}'>{escape(a.title)}</a></td>{''.join(f'<td>{v}</td>' for v in a.row)}</tr>"
                for a in self.shown(col, n)
            )
            inner = (
                f"<table class='xjlb'><thead><tr>{''.join(f'<th>{h}</th>' for h in col.head)}</tr></thead><tbody>{body}</tbody></table>"
                + self.pager(col, n)
            )
        else:
            inner = self.rows(self.shown(col, n), col) + self.pager(col, n)
        return self.page(f"{col.name}_{self.site.name}", f"{self.where(col)}{left}<div class='right'><div class='rt'>{col.name}</div>{inner}</div>", "column", col)  # fmt: skip

    def rows_abs(self, arts: list[Article]) -> str:
        return "<ul>" + "".join(f"<li><a href='{self.href(a)}'>{escape(a.title)}</a><span>{a.when:%Y-%m-%d}</span></li>" for a in arts) + "</ul>"  # fmt: skip

    def pager(self, col: Column, n: int) -> str:
        return f"<div class='page'><script>createPageHTML({self.pages_of(col)}, {n - 1}, 'index', 'html');</script></div>"  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<div class='xl-head'><ul><li><b>索 引 号：</b>4312/2026-{art.key}</li><li><b>文　　号：</b>暂无</li><li><b>发文日期：</b>{art.when:%Y-%m-%d}</li><li><b>信息时效性：</b>有效</li></ul></div>" if art.doc else ""  # fmt: skip
        info = f"<div class='xl-info'><span>发布时间：{art.when:%Y-%m-%d %H:%M}</span><span>信息来源：{art.source}</span><span>浏览次数：<script src='/js/count.js?id={art.key}'></script></span><span>字体：【<a href='javascript:doZoom(18)'>大</a> <a href='javascript:doZoom(16)'>中</a> <a href='javascript:doZoom(14)'>小</a>】</span></div>" if art.source else ""  # fmt: skip
        return self.page(f"{art.title}_{col.name}_{self.site.name}", f"{self.where(col)}{doc}<div class='xl-tit'>{art.title}</div>{info}<div class='xl-con' id='zoom'><div class='TRS_Editor'><style type='text/css'>.TRS_Editor P{{line-height:2}}</style>{art.body}{art.hidden}</div></div><div class='gb'><a href='javascript:window.print()'>打印</a></div>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")


class Hanweb(Family):
    """大汉 JCMS: the list in a datastore script; later rows behind a proxy."""

    name, per_page, shows_url = "hanweb", 15, True

    def pages_of(self, col: Column) -> int:
        return 1

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/col/col{col.id}/index.html"

    def art_url(self, art: Article, col: Column) -> str:
        w = art.url_when or art.when
        return f"/art/{w.year}/{w.month}/{w.day}/art_{col.id}_{art.key}.html"

    def tag(self, name: str, value: str) -> str:
        return f"<META content='{value}' name={name}>\n"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"主办：{s.owner}", "contact": f"电话：0731-889{n}", "site_id_code": f"网站标识码：{s.idcode}", "icp": f"备案号：湘ICP备0500{n}号", "public_security": f"<img src='/images/gongan.png'>湘公网安备4301020200{n}号",
            "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>站点地图</a>", "error_finder": self.finder(r),
        }  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<td class='menu' onmouseover='show({i})'><a href='{self.to(c)}' class='bt_link'>{c.name}</a><div class='drop' id='d{i}' style='display:none'>{''.join(f'<a href={chr(34)}{self.to(k)}{chr(34)}>{k.name}</a>' for k in c.children)}</div></td>" for i, c in enumerate(s.columns))  # fmt: skip
        foot = "&nbsp;&nbsp;".join([*self.elements().values(), *[f"<a href='{u}'>{t}</a>" for u, t in s.footer_links]])
        return self.answer(f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{self.tags(kind, col, art)}{self.sheets()}<script src='/js/jquery.js'></script></head><body><table width='1000' align='center'><tr><td><a href='/'><img src='/images/top.jpg' alt='{s.name}'></a></td><td>{self.search_box()}</td></tr><tr><td><table><tr><td><a href='/'>首 页</a></td>{nav}</tr></table></td></tr><tr><td>{main}</td></tr><tr><td align='center' class='bottom'>{foot}</td></tr></table></body></html>")  # fmt: skip

    def where(self, col: Column | None) -> str:
        links = ["<a href='/' class='bt_link'>首页</a>"] + [f"<a href='{self.to(c)}' class='bt_link'>{c.name}</a>" for c in (col.crumbs if col else [])]  # fmt: skip
        return (
            f"<table><tr><td>您现在的位置：</td>{'<td>&gt;</td>'.join(f'<td>{one}</td>' for one in links)}</tr></table>"
        )

    def row(self, a: Article) -> str:
        return f"<table width='98%'><tr><td width='12'><img src='/images/icon.gif'></td><td align='left'>{'[顶]' if a.pinned else ''}<a style='font-size:14px' href='{self.href(a)}' class='bt_link' title='{escape(a.title)}' target='_blank'>{escape(a.title)}</a></td><td width='90' class='bt_time'>[{a.when:%Y-%m-%d}]</td></tr></table>"  # fmt: skip

    def store(self, arts: list[Article], total: int, more: str = "") -> str:
        return f"<datastore>{more}<totalrecord>{total}</totalrecord><totalpage>{-(-total // self.per_page)}</totalpage><recordset>{''.join(f'<record><![CDATA[{self.row(a)}]]></record>' for a in arts)}</recordset></datastore>"  # fmt: skip

    def listing(self, col: Column) -> str:
        unit = col.id * 7
        query = f"col=1&appid=1&webid=12&path=%2F&columnid={col.id}&sourceContentType=1&unitid={unit}&webname=x&permissiontype=0"  # fmt: skip
        more = f"<nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?{query}'></a>]]></nextgroup>" if len(col.articles) > 9 else ""  # fmt: skip
        return f"<div id='{unit}' class='default_pgContainer'></div><script type='text/xml'>{self.store(col.articles[:9], len(col.articles), more)}</script><script>jQuery('#{unit}').jpage({{perpage:9,totalRecord:{len(col.articles)},proxyUrl:'/module/web/jpage/dataproxy.jsp',perGroup:3,{query.replace('&', ',').replace('=', ':')}}});</script>"  # fmt: skip

    def home(self) -> Answer:
        boxes = "".join(f"<table class='hbox'><tr><td class='hd'>{c.name}</td><td><a href='{self.to(c)}'>更多</a></td></tr><tr><td colspan='2'>{''.join(self.row(a) for a in c.articles[:5])}</td></tr></table>" for c in self.blocks())  # fmt: skip
        return self.page(self.site.name, f"{boxes}<select onchange=\"if(this.value)window.open(this.value)\"><option value=''>--友情链接--</option>{self.foreign_links()}</select>", "home")  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<tr><td><a href='{self.to(c)}'>{c.name}</a></td></tr>" for c in (col.children or (col.parent.children if col.parent else [])))  # fmt: skip
        if col.kind == "parent":
            first = next((c for c in col.children if c.kind == "list" and c.articles), None)
            inner = f"<div class='now'>{first.name}</div>{self.listing(first)}" if first else ""
        elif not col.articles:
            inner = f"<div class='con'>{col.body}</div>"
        elif col.head:
            inner = "<table class='xx'>" + "".join(f"<tr><td><a href='{self.href(a)}'>{escape(a.title)}</a></td><td>{a.row[0]}</td><td>{a.row[1]}</td></tr>" for a in col.articles) + "</table>"  # fmt: skip
        else:
            inner = self.listing(col)
        return self.page(f"{self.site.name} {col.name}", f"{self.where(col)}<table><tr><td valign='top'><table class='lm'>{side}</table></td><td valign='top'><div class='lmmc'>{col.name}</div>{inner}</td></tr></table>", "column", col)  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<table class='xxgk'><tr><td>索引号</td><td>{art.key}</td><td>组配分类</td><td>{col.name}</td></tr><tr><td>发布机构</td><td>{self.site.owner}</td><td>发布日期</td><td>{art.when:%Y-%m-%d}</td></tr><tr><td>信息名称</td><td colspan='3'>{art.title}</td></tr></table>" if art.doc else ""  # fmt: skip
        info = f"<tr><td align='center'>发布日期：{art.when:%Y-%m-%d}&nbsp;&nbsp;{f'信息来源：{art.source}' if art.source else ''}&nbsp;&nbsp;浏览次数：<script src='/module/visitcount/articlehits.jsp?colid={col.id}&artid={art.key}'></script></td></tr>" if art.source and not art.doc else ""  # fmt: skip
        return self.page(f"{self.site.name} {col.name} {art.title}", f"{self.where(col)}{doc}<table id='article' width='100%'><tr><td class='title' align='center'><!--<$[标题名称(html)]>begin-->{art.title}<!--<$[标题名称(html)]>end--></td></tr>{info}<tr><td class='bt_content'><div id='zoomcon'><!--ZJEG_RSS.content.begin-->{art.body}{art.hidden}<!--ZJEG_RSS.content.end--></div></td></tr></table>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")

    def services(self, cols: list[Column]) -> dict[str, Answer]:
        made = {f"proxy:{c.id}": Answer(self.store(c.articles, len(c.articles)).encode(), type="text/xml;charset=UTF-8") for c in cols if c.articles}  # fmt: skip
        return made | {p: Answer(b"document.write('17');", type="application/javascript") for p in ("/module/visitcount/articlehits.jsp",)}  # fmt: skip


class Vsb(Family):
    """博达: .htm beside the folder of its further pages, which count backwards; dates without a label."""

    name, per_page = "vsb", 8

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.folder(col)}.htm" if n == 1 else f"{self.folder(col)}/{self.pages_of(col) - n + 1}.htm"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/info/{col.id}/{art.key}.htm"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"{s.owner}主办", "contact": f"地址：滨江路{n % 90}号　联系电话：0838-250{n}", "site_id_code": f"网站标识码 {s.idcode}", "icp": f"川ICP备1200{n}号-3", "public_security": f"<a href='http://www.beian.example-gov.cn/?recordcode=5106000200{n}'>川公网安备 5106000200{n}号</a>",
            "conac_badge": self.badge(r), "sitemap": "<a href='/map.html'>网站地图</a>", "error_finder": self.finder(r),
        }  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None, at: str = "/") -> Answer:  # fmt: skip
        s = self.site
        nav = "".join(f"<li id='n{i}'><a href='{self.to(c)}'>{c.name}</a><ul>{''.join(f'<li><a href={chr(34)}{self.to(k)}{chr(34)}>{k.name}</a></li>' for k in c.children)}</ul></li>" for i, c in enumerate(s.columns))  # fmt: skip
        made = self.elements()
        foot = "".join(f"<p>{v}</p>" for v in made.values()) + "".join(f"<a href='{u}'>{t}</a>" for u, t in s.footer_links)  # fmt: skip
        return self.answer(f"<HTML><HEAD><TITLE>{title}</TITLE><META charset='UTF-8'>{self.tags(kind, col, art)}{self.sheets()}<!--Announced by Visual SiteBuilder 9--></HEAD><BODY><div class='header'><a href='/index.htm' title='{s.name}'><img src='/images/logo.png'></a>{self.search_box()}</div><div class='menu'><ul>{nav}</ul></div><div class='wrap'>{main}</div><div class='foot'>{foot}</div></BODY></HTML>")  # fmt: skip

    def where(self, col: Column | None) -> str:
        links = ["<a href='/index.htm'>首页</a>"] + [f"<a href='{self.to(c)}'>{c.name}</a>" for c in (col.crumbs if col else [])]  # fmt: skip
        return f"<table class='winstyle94110'><tr><td nowrap>当前位置： {'<span> &gt;&gt; </span>'.join(links)}</td></tr></table>"  # fmt: skip

    def rows(self, arts: list[Article]) -> str:
        return "<ul>" + "".join(f"<li id='line_u8_{i}'>{'<i>顶</i>' if a.pinned else ''}<a href='{self.href(a)}' title='{escape(a.title)}'><em>{escape(a.title)}</em><span>{a.when.year}年{a.when:%m}月{a.when:%d}日</span></a></li>" for i, a in enumerate(arts)) + "</ul>"  # fmt: skip

    def home(self) -> Answer:
        boxes = "".join(f"<div class='box fl'><h2>{c.name}<a href='{self.to(c)}'>MORE</a></h2>{self.rows(c.articles[:5])}</div>" for c in self.blocks())  # fmt: skip
        return self.page(self.site.name, f"<div class='banner'><img src='/images/b1.jpg'></div>{boxes}<div class='yqlj'>友情链接：<select name='l' onchange='javascript:window.open(this.options[this.selectedIndex].value)'>{self.foreign_links()}</select></div>", "home")  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<dd><a href='{self.to(c)}'>{c.name}</a></dd>" for c in (col.children or (col.parent.children if col.parent else [])))  # fmt: skip
        pages = self.pages_of(col)
        turn = ""
        if pages > 1:
            last = f"<span class='p_next p_fun'><a href='{self.to(col, n + 1)}'>下页</a></span><span class='p_last p_fun'><a href='{self.to(col, pages)}'>尾页</a></span>" if n < pages else "<span class='p_next_d p_fun_d'>下页</span>"  # fmt: skip
            turn = f"<div class='pb_sys_common'><span class='p_pages'><span class='p_t'>共{len(col.articles)}条</span>{last}</span></div>"  # fmt: skip
        if col.kind == "parent":
            newest = sorted((a for c in col.children if c.kind == "list" for a in c.articles), key=lambda a: a.when, reverse=True)[:8]  # fmt: skip
            inner = self.rows(newest) if newest else "".join(f"<p><a href='{self.to(c)}'>{c.name}</a></p>" for c in col.children)  # fmt: skip
        elif not col.articles:
            inner = f"<div id='vsb_content'>{col.body}</div>" if col.body else ""
        elif col.head:
            inner = "<ul class='xj'>" + "".join(f"<li><span class='zt'>{a.row[1]}</span><a href='{self.href(a)}'>{escape(a.title)}</a><span class='sj'>{a.row[0]}</span></li>" for a in self.shown(col, n)) + "</ul>" + turn  # fmt: skip
        else:
            inner = self.rows(self.shown(col, n)) + turn
        return self.page(f"{col.name}-{self.site.name}", f"<div class='zleft'><dl><dt>{col.crumbs[0].name}</dt>{side}</dl></div><div class='zright'><div class='tit'><h3>{col.name}</h3>{self.where(col)}</div>{inner}</div>", "column", col)  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        doc = f"<div class='tb'><p>索引号：{art.key}</p><p>发布机构：{self.site.owner}</p><p>成文日期：{art.when:%Y-%m-%d}</p></div>" if art.doc else ""  # fmt: skip
        info = f"<div class='xx'>{art.when:%Y-%m-%d %H:%M}&nbsp;&nbsp;{art.source}&nbsp;&nbsp;[点击数：<span id='dynclicks_wbnews_{art.key}'>0</span>]</div>" if art.source else ""  # fmt: skip
        return self.page(f"{art.title}-{self.site.name}", f"{self.where(col)}<form name='_newscontent_fromname'><div class='nr'>{doc}<h1>{art.title}</h1>{info}<div class='v_news_content' id='vsb_content_2'>{art.body}{art.hidden}</div></div><div class='sxt'>上一条：<a href='{self.href(col.articles[0])}'>{escape(col.articles[0].title)}</a></div></form>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")

    def services(self, cols: list[Column]) -> dict[str, Answer]:
        return {"/index.htm": self.home()}


class Node(Family):
    """Node/Content, GBK and tables, as a township had its site made in 2008: a menu of pictures, notices that scroll."""

    name, per_page, charset = "node", 12, "gb2312"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/Node-{col.id}.html" if n == 1 else f"/Node-{col.id}_{n}.html"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/Content-{art.key + 2100000}.html"

    def foot_elements(self, r: Random) -> dict[str, str]:
        s, n = self.site, r.randint(1000, 9999)
        return {
            "sponsor": f"主办单位：{s.owner}", "contact": f"联系方式：0745－876{n}", "site_id_code": f"标识码：{s.idcode}", "icp": f"湘ICP备10{n}10号", "public_security": f"湘公网安备：4312210200{n}", "conac_badge": self.badge(r),
            "sitemap": "<a href='/map.html'>网站导航地图</a>", "error_finder": self.finder(r),
        }  # fmt: skip

    def page(self, title: str, main: str, kind: str, col: Column | None = None, art: Article | None = None) -> Answer:
        s = self.site
        nav = "".join(f"<td width='90'><a href='{self.to(c)}'><img src='/images/m{i}.gif' border='0' alt='{c.name}'></a></td>" for i, c in enumerate(s.columns))  # fmt: skip
        made = self.elements()
        foot = "<br>".join([*made.values(), *[f"<a href='{u}'>{t}</a>" for u, t in s.footer_links]])
        return self.answer(f"<html><head><title>{title}</title><meta http-equiv='Content-Type' content='text/html; charset=gb2312'>{self.tags(kind, col, art)}{self.sheets()}</head><body topmargin='0'><center><table width='980' cellpadding='0'><tr><td colspan='9'><img src='/images/banner.jpg' alt='{s.name}' width='980'></td></tr><tr><td><a href='/'><img src='/images/m.gif' alt='首页'></a></td>{nav}</tr></table><table width='980'><tr><td>{self.search_box()}</td><td align='right'><script>document.write(new Date().getFullYear()+'年')</script></td></tr></table>{main}<hr><table width='980'><tr><td align='center'><font size='2'>{foot}</font></td></tr></table></center></body></html>")  # fmt: skip

    def where(self, col: Column | None) -> str:
        return "<font color='#333333'>您的位置：<a href='/'>首页</a>" + "".join(f" → <a href='{self.to(c)}'>{c.name}</a>" for c in (col.crumbs if col else [])) + "</font>"  # fmt: skip

    def rows(self, arts: list[Article]) -> str:
        return "<table width='100%'>" + "".join(f"<tr height='26'><td background='/images/dot.gif'><font color='#cc0000'>·</font>{'<b>[置顶]</b>' if a.pinned else ''}<a href='{self.href(a)}' target='_blank'>{escape(a.title)}</a> <font color='#999999'>({a.when.year}/{a.when.month}/{a.when.day})</font></td></tr>" for a in arts) + "</table>"  # fmt: skip

    def home(self) -> Answer:
        blocks = self.blocks()
        rolling = next((c for c in blocks if c.cls == "notice"), None)
        scroll = f"<marquee direction='up' height='120' scrollamount='2'>{''.join(f'<p><a href={chr(34)}{self.href(a)}{chr(34)}>{escape(a.title)}</a> {a.when:%m-%d}</p>' for a in rolling.articles[:4])}</marquee>" if rolling else ""  # fmt: skip
        boxes = "".join(f"<td valign='top' width='480'><table><tr><td background='/images/tt.gif'><b>{c.name}</b> <a href='{self.to(c)}'><img src='/images/more.gif' alt='更多'></a></td></tr><tr><td>{self.rows(c.articles[:6])}</td></tr></table></td>" for c in blocks)  # fmt: skip
        return self.page(self.site.name, f"<table width='980'><tr><td>{scroll}</td>{boxes}</tr></table><select onchange='window.open(this.value)'>{self.foreign_links()}</select>", "home")  # fmt: skip

    def column(self, col: Column, n: int) -> Answer:
        side = "".join(f"<tr><td><img src='/images/j.gif'><a href='{self.to(c)}'>{c.name}</a></td></tr>" for c in (col.children or (col.parent.children if col.parent else [])))  # fmt: skip
        pages = self.pages_of(col)
        turn = f"<div class='page'>共<b>{len(col.articles)}</b>条 第{n}页/共{pages}页 <a href='{self.to(col)}'>首页</a> {''.join(f'<a href={chr(34)}{self.to(col, i)}{chr(34)}>[{i}]</a>' for i in range(1, pages + 1))} <a href='{self.to(col, pages)}'>末页</a></div>" if pages > 1 else ""  # fmt: skip
        if col.kind == "parent":
            inner = "".join(f"<table width='100%'><tr><td bgcolor='#e8f0ff'><b><a href='{self.to(c)}'>{c.name}</a></b></td></tr><tr><td>{self.rows(c.articles[:4]) if c.kind == 'list' and c.articles else ''}</td></tr></table>" for c in col.children)  # fmt: skip
        elif not col.articles:
            inner = col.body
        elif col.head:
            inner = f"<table border='1' width='100%'><tr>{''.join(f'<td bgcolor=#dddddd>{h}</td>' for h in col.head)}</tr>" + "".join(f"<tr><td><a href='{self.href(a)}'>{escape(a.title)}</a></td>{''.join(f'<td>{v}</td>' for v in a.row)}</tr>" for a in self.shown(col, n)) + "</table>" + turn  # fmt: skip
        else:
            inner = self.rows(self.shown(col, n)) + turn
        return self.page(f"{col.name} - {self.site.name}", f"<table width='980'><tr><td width='200' valign='top'><table>{side}</table></td><td valign='top'>{self.where(col)}<br>{inner}</td></tr></table>", "column", col)  # fmt: skip

    def article(self, art: Article, col: Column) -> Answer:
        info = f"<tr><td align='center'>作者：佚名　来源：{art.source}　点击数：{art.key % 900}　更新时间：{art.when.year}/{art.when.month}/{art.when.day} {art.when:%H:%M:%S}</td></tr>" if art.source else ""  # fmt: skip
        return self.page(f"{art.title} - {self.site.name}", f"<table width='980'><tr><td>{self.where(col)} → 正文</td></tr><tr><td align='center'><font size='5'><b>{art.title}</b></font></td></tr>{info}<tr><td><div id='fontzoom'>{art.body}{art.hidden}</div></td></tr><tr><td align='right'>【<a href='javascript:window.close()'>关闭</a>】</td></tr></table>", "article", col, art)  # fmt: skip

    def plain(self, title: str, main: str) -> Answer:
        return self.page(title, main, "other")


OLD = [Trs, Hanweb, Vsb, Node]
__all__ = ["OLD"]
