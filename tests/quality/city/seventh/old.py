"""Families of the seventh city that write their pages ahead: WCM, VSB, JCMS, and tables of an old ASP site."""

from html import escape
from random import Random

from ..model import Answer, Article, Column
from .base import Look


class Wcm(Look):
    """TRS WCM: static pages in folders by month, the pager written by a script."""

    name, shows_url, per_page = "wcm", True, 12
    search_at, search_by = "/search4/s", "searchWord"

    def col_url(self, col: Column, n: int = 1) -> str:
        return self.path(col) + ("/" if n == 1 else f"/index_{n - 1}.html")

    def art_url(self, art: Article, col: Column) -> str:
        day = self.url_day(art)
        return f"{self.path(col)}/{day:%Y%m}/t{day:%Y%m%d}_{580000 + art.key}.html"

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sitemap": "<a href='/wzdt.html'>网站地图</a> |", "sponsor": f"<p>主办：{s.owner}　承办：{s.owner}办公室</p>", "contact": f"<p>联系电话：0775-28{r.randint(10000, 99999)}（仅受理网站建设维护事宜）</p>", "site_id_code": f"<p>网站标识码：{s.idcode}</p>",
            "icp": f"<p><a href='https://beian.miit.gov.cn/'>桂ICP备{r.randint(10**7, 10**8 - 1)}号-1</a></p>", "public_security": f"<p><a href='http://www.beian.gov.cn/'><img src='/images/ga.png'>桂公网安备 4508020{r.randint(10**6, 10**7 - 1)}号</a></p>", "conac_badge": self.badge(r, 1), "error_finder": self.finder(r, 0),
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a>" + (f"<div class='xl' style='display:none'>{''.join(f'<a href={chr(34)}{self.to(k)}{chr(34)}>{k.name}</a>' for k in c.children)}</div>" if c.children else "") + "</li>" for c in s.columns)  # fmt: skip
        place = f"<div class='dqwz'>您当前所在位置：{self.trail(col)}{' &gt; 正文' if art else ''}</div>" if col else ""
        friends = "".join(f"<a href='{u}' target='_blank'>{t}</a>" for u, t in self.friends())
        shown = s.name if kind == "home" else f"{escape(title)}-{s.name}"
        return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{shown}</title>
{self.tags(kind, col, art)}
{self.sheets()}<script src="/js/jquery.js"></script></head><body>
<div class="top"><img src="/images/logo.png" alt="{s.name}"><span id="rq">今天是2026年11月25日 星期三</span>{self.search_box()}</div>
<div class="daohang"><ul><li><a href="/">首页</a></li>{menu}</ul></div>
{place}<div class="main">{main}</div>
<div class="yqlj"><h4>友情链接</h4>{friends}</div><div class="dibu">{self.foot()}</div></body></html>"""

    def rows(self, col: Column, arts: list[Article]) -> str:
        return "<ul class='gl-list'>" + "".join(f"<li><span class='fr'>{a.when:%Y-%m-%d}</span><a href='{self.href(a)}' title='{escape(a.title)}' target='_blank'>{a.title}</a></li>" for a in arts) + "</ul>"  # fmt: skip

    def pager(self, col: Column, n: int) -> str:
        return (
            f'<div class=\'fenye\'><script>createPageHTML({self.count(col)}, {n - 1}, "index", "html");</script></div>'
        )

    def inner(self, col: Column, n: int) -> str:
        side = "".join(f"<li><a href='{self.to(c)}'>{c.name}</a></li>" for c in self.siblings(col))
        return f"<div class='zuo'><h3>{(col.parent or col).name}</h3><ul>{side}</ul></div><div class='you'>{super().inner(col, n)}</div>"

    def entry(self, art: Article, col: Column) -> str:
        when = (
            ""
            if col.kind == "messages"
            else f"<span>发布时间：{art.when:%Y-%m-%d %H:%M}</span>　<span>来源：{art.source}</span>　<span>字号：[ <a href='javascript:doZoom(18)'>大</a> <a href='javascript:doZoom(16)'>中</a> ]</span>"
        )
        return f"<div class='xl-bt'>{art.title}</div><div class='xl-xx'>{when}</div><div class='TRS_Editor'>{self.body(art)}</div><div class='gn'><a href='javascript:window.print()'>打印</a> <a href='javascript:window.close()'>关闭</a></div>"

    def home(self) -> str:
        blocks = "".join(f"<div class='kuai'><h2><a href='{self.to(c)}'>{c.name}</a><a class='gd' href='{self.to(c)}'>更多&gt;&gt;</a></h2>{self.rows(c, c.articles[:7])}</div>" for c in self.blocks())  # fmt: skip
        return self.page("home", "", None, None, blocks)


class Vsb(Look):
    """Visual SiteBuilder: pages counted from the end, rows in tables."""

    name, per_page = "vsb", 10
    search_at, search_by = "/ssjg.jsp", "showkeycode"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"{self.path(col)}.htm" if n == 1 else f"{self.path(col)}/{self.count(col) - n + 1}.htm"

    def art_url(self, art: Article, col: Column) -> str:
        return f"/info/{col.id}/{art.key}.htm"

    def meta(self, name: str, value: str) -> str:
        return f'<META Name="{name}" Content="{value}" />'

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sponsor": f"<span>版权所有：{s.owner}</span>　<span>主办单位：{s.owner}</span><br>", "contact": f"<span>电话：0775-28{r.randint(10000, 99999)}　邮箱：bgs{r.randint(10, 99)}@yanjiang.example</span><br>", "icp": f"<span>备案序号：桂ICP备{r.randint(10**7, 10**8 - 1)}号</span>　", "site_id_code": f"<span>政府网站标识码 {s.idcode}</span>　",
            "public_security": f"<a href='https://beian.mps.gov.cn/#/query/webSearch?code=450802{s.idcode[2:]}'>桂公网安备450802{s.idcode[2:]}号</a>", "sitemap": "<a href='/wzdt.html'>站点地图</a>", "conac_badge": self.badge(r, 2), "error_finder": self.finder(r, 1),
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(f"<li><a href='{self.to(c)}' title='{c.name}'>{c.name}</a>" + (f"<ul>{''.join(f'<li><a href={chr(34)}{self.to(k)}{chr(34)}>{k.name}</a></li>' for k in c.children)}</ul>" if c.children else "") + "</li>" for c in s.columns)  # fmt: skip
        place = (
            f"<table class='winstyle'><tr><td>{self.trail(col, ' &gt;&gt; ')}{' &gt;&gt; 正文' if art else ''}</td></tr></table>"
            if col
            else ""
        )
        friends = "".join(f"<option value='{u}'>{t}</option>" for u, t in self.friends())
        return f"""<HTML><HEAD><META charset="UTF-8"><TITLE>{s.name if kind == "home" else f"{escape(title)}-{s.name}"}</TITLE>
{self.tags(kind, col, art)}
{self.sheets()}</HEAD><BODY><div class="head"><a href="/"><img src="/images/top.jpg"></a>{self.search_box()}</div>
<div id="menu"><ul class="menu0_0"><li><a href="/">网站首页</a></li>{menu}</ul></div>
{place}<div class="container">{main}</div><select onchange="window.open(this.value)"><option>--友情链接--</option>{friends}</select>
<div class="copy">{self.foot()}</div></BODY></HTML>"""

    def rows(self, col: Column, arts: list[Article]) -> str:
        return "<table class='winstyle12' width='100%'>" + "".join(f"<tr height='24' id='line{i}'><td width='10'><span class='leader'>·</span></td><td><a class='c12' href='{self.href(a)}' title=\"{escape(a.title)}\">{a.title}</a></td><td width='90'><span class='timestyle12'>{a.when:%Y/%m/%d}&nbsp;</span></td></tr>" for i, a in enumerate(arts)) + "</table>"  # fmt: skip

    def pager(self, col: Column, n: int) -> str:
        total = self.count(col)
        after = (
            f"<a href='{self.to(col, n + 1)}' class='Next'>下页</a> <a href='{self.to(col, total)}' class='Next'>尾页</a>"
            if n < total
            else "下页 尾页"
        )
        return f"<table><tr><td>共{len(col.articles)}条　{n}/{total}　{'首页 上页' if n == 1 else f'<a href={chr(34)}{self.to(col)}{chr(34)}>首页</a>'} {after}</td></tr></table>"

    def entry(self, art: Article, col: Column) -> str:
        i = col.articles.index(art)
        when = (
            ""
            if col.kind == "messages"
            else f"<div align='center' class='fj'>日期：{art.when:%Y年%m月%d日 %H:%M}　　作者：办公室　　来源：{art.source}　　点击：[<script>_showDynClicks('wbnews', 1, {art.key})</script>]</div>"
        )
        after = (
            f"<p>下一条：<a href='{self.href(col.articles[i + 1])}'>{col.articles[i + 1].title}</a></p>"
            if i + 1 < len(col.articles)
            else ""
        )
        return f"<form name='_newscontent_fromname'><h1 align='center'>{art.title}</h1>{when}<div id='vsb_content'><div class='v_news_content'>{self.body(art)}</div></div>{after}<p>【<a href='javascript:window.close()'>关闭窗口</a>】</p></form>"

    def home(self) -> str:
        blocks = "".join(f"<div class='box'><div class='bt'>{c.name} <a href='{self.to(c)}'>MORE+</a></div>{self.rows(c, c.articles[:6])}</div>" for c in self.blocks())  # fmt: skip
        return self.page("home", "", None, None, blocks)


class Jcms(Look):
    """Hanweb JCMS: rows kept as records in a script of the page."""

    name, shows_url, per_page = "jcms", True, 500
    search_at, search_by = "/jsearchfront/search.do", "q"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/col/col{col.id}/index.html"

    def art_url(self, art: Article, col: Column) -> str:
        day = self.url_day(art)
        return f"/art/{day.year}/{day.month}/{day.day}/art_{col.id}_{90000 + art.key}.html"

    def meta(self, name: str, value: str) -> str:
        return f"<meta name='{ {'PubDate': 'pubdate', 'ContentSource': 'contentSource'}.get(name, name) }' content='{value}'>"

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sponsor": f"<p>{s.owner} 主办　{s.owner}信息中心 承办</p>", "site_id_code": f"<p>标识码：{s.idcode}</p>", "icp": f"<p>ICP备案号：桂ICP备{r.randint(10**7, 10**8 - 1)}号</p>", "public_security": f"<p>公安备案：<a href='http://www.beian.gov.cn/portal/registerSystemInfo'>桂公网安备 4508030{r.randint(10**6, 10**7 - 1)} 号</a></p>",
            "contact": f"<p>网站维护电话：0775—28{r.randint(10000, 99999)}</p>", "sitemap": "<a href='/wzdt.html' target='_blank'>网站地图</a>", "conac_badge": self.badge(r, 1), "error_finder": self.finder(r, 0),
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(f"<td><a href='{self.to(c)}'>{c.name}</a></td>" for c in s.columns)
        place = f"<table><tr><td>当前位置：</td><td>{self.trail(col, ' → ')}</td></tr></table>" if col else ""
        friends = "".join(f"<li><a href='{u}'>{t}</a></li>" for u, t in self.friends())
        return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{s.name if kind in ("home", "other") else f"{s.name} {col.name if col else ''} {escape(title) if art else ''}"}</title>
{self.tags(kind, col, art)}
{self.sheets()}</head><body><div id="header"><div class="sitename">{s.name}</div>{self.search_box()}</div>
<table class="nav"><tr><td><a href="/">首 页</a></td>{menu}</tr></table>{place}<div id="content">{main}</div>
<ul class="links">{friends}</ul><div id="footer">{self.foot()}</div></body></html>"""

    def row(self, art: Article) -> str:
        return f"<li><a href='{self.href(art)}' title='{escape(art.title)}'>{art.title}</a><span>[{art.when:%Y-%m-%d}]</span></li>"

    def rows(self, col: Column, arts: list[Article]) -> str:
        if len(arts) <= 5:
            return "<ul>" + "".join(map(self.row, arts)) + "</ul>"
        records = "".join(f"<record><![CDATA[{self.row(a)}]]></record>" for a in arts)
        return f"<div id='{col.id * 3}' class='jpage'><script type='text/xml'><datastore><nextgroup></nextgroup><recordset>{records}</recordset></datastore></script></div>"

    def pager(self, col: Column, n: int) -> str:
        return "<script src='/js/jquery.js'></script>"

    def inner(self, col: Column, n: int) -> str:
        side = "".join(f"<a class='lm' href='{self.to(c)}'>{c.name}</a>" for c in self.siblings(col))
        return f"<table><tr><td class='l' valign='top'>{side}</td><td class='r' valign='top'>{super().inner(col, n)}</td></tr></table>"

    def entry(self, art: Article, col: Column) -> str:
        when = (
            ""
            if col.kind == "messages"
            else f"<tr><td align='center'>发布日期：{art.when:%Y-%m-%d}　　信息来源：<!--<$[信息来源]>begin-->{art.source}<!--<$[信息来源]>end-->　　浏览次数：<span id='hits'>1024</span></td></tr>"
        )
        return f"<table id='article' align='center'><tr><td class='title'><!--<$[标题名称(html)]>begin-->{art.title}<!--<$[标题名称(html)]>end--></td></tr>{when}<tr><td class='bt_content'><div id='zoom'><!--ZJEG_RSS.content.begin-->{self.body(art)}<!--ZJEG_RSS.content.end--></div></td></tr></table>"

    def home(self) -> str:
        blocks = "".join(f"<div class='mk'><h3>{c.name}</h3><ul>{''.join(self.row(a) for a in c.articles[:6])}</ul><a href='{self.to(c)}'>更多</a></div>" for c in self.blocks())  # fmt: skip
        return self.page("home", "", None, None, blocks)


class Asp(Look):
    """Tables and fonts in GBK, addresses by number."""

    name, charset, per_page = "asp", "gbk", 14
    search_at, search_by = "/search.asp", "keyword"

    def col_url(self, col: Column, n: int = 1) -> str:
        return f"/list.asp?classid={col.id}" + (f"&page={n}" if n > 1 else "")

    def art_url(self, art: Article, col: Column) -> str:
        return f"/show.asp?id={art.key}"

    def meta(self, name: str, value: str) -> str:
        return f'<META content="{value}" name={name}>'

    def form(self) -> str:
        return f"<FORM name=f1 action={self.search_at}><INPUT name={self.search_by} size=14><INPUT type=submit value=搜索></FORM>"

    def feet(self, r: Random) -> dict[str, str]:
        s = self.site
        return {
            "sponsor": f"<FONT size=2>主办单位：{s.owner}</FONT><BR>", "contact": f"<FONT size=2>地址：砚江市云台路　联系电话：0775-28{r.randint(10000, 99999)}</FONT><BR>", "icp": f"<FONT size=2>桂ICP备{r.randint(10**7, 10**8 - 1)}号</FONT>　", "site_id_code": f"<FONT size=2>网站标识码：{s.idcode}</FONT><BR>",
            "public_security": f"<IMG src=/images/gongan.gif><FONT size=2>桂公网安备 4508010{r.randint(10**6, 10**7 - 1)}号</FONT>　", "sitemap": "<A href=/wzdt.html>网站地图</A>", "conac_badge": self.badge(r, 0), "error_finder": self.finder(r, 1),
        }  # fmt: skip

    def page(self, kind: str, title: str, col: Column | None, art: Article | None, main: str) -> str:
        s = self.site
        menu = "".join(
            f"<TD align=center><A href='{self.to(c)}'><FONT color=#ffffff>{c.name}</FONT></A></TD>" for c in s.columns
        )
        place = (
            f"<TR><TD height=28>　您的位置：{self.trail(col, '&nbsp;-&gt;&nbsp;')}{'&nbsp;-&gt;&nbsp;浏览信息' if art else ''}</TD></TR>"
            if col
            else ""
        )
        friends = "".join(f"<TD><A href='{u}'>{t}</A></TD>" for u, t in self.friends())
        return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{s.name}{f"--{escape(title)}" if kind != "home" else ""}</TITLE>
{self.tags(kind, col, art)}
{self.sheets()}</HEAD><BODY leftMargin=0 topMargin=0><TABLE width=1000 align=center><TR><TD><IMG src=/images/banner.gif width=1000></TD></TR><TR><TD>{self.search_box()}</TD></TR></TABLE>
<TABLE width=1000 align=center bgColor=#1a5aa0><TR><TD align=center><A href=/><FONT color=#ffffff>首页</FONT></A></TD>{menu}</TR></TABLE>
<TABLE width=1000 align=center>{place}<TR><TD vAlign=top>{main}</TD></TR></TABLE>
<TABLE width=1000 align=center><TR>{friends}</TR></TABLE><TABLE width=1000 align=center><TR><TD align=center>{self.foot()}</TD></TR></TABLE></BODY></HTML>"""

    def inner(self, col: Column, n: int) -> str:
        side = "".join(f"<TR><TD height=26>·<A href='{self.to(c)}'>{c.name}</A></TD></TR>" for c in self.siblings(col))
        return f"<TABLE width='100%'><TR><TD width=200 vAlign=top><TABLE>{side}</TABLE></TD><TD vAlign=top>{super().inner(col, n)}</TD></TR></TABLE>"

    def rows(self, col: Column, arts: list[Article]) -> str:
        return "<TABLE width='98%' border=0>" + "".join(f"<TR><TD height=25><IMG src=/images/dot.gif> <A href='{self.href(a)}' target=_blank>{a.title}</A>&nbsp;&nbsp;<FONT color=#999999>({a.when.year}-{a.when.month}-{a.when.day})</FONT></TD></TR>" for a in arts) + "</TABLE>"  # fmt: skip

    def pager(self, col: Column, n: int) -> str:
        total = self.count(col)
        after = (
            f"<A href='{self.to(col, n + 1)}'>下一页</A> <A href='{self.to(col, total)}'>尾页</A>"
            if n < total
            else "下一页 尾页"
        )
        return f"<P align=center>共 {len(col.articles)} 条信息 首页 上一页 {after} 页次：<B>{n}</B>/{total}页</P>"

    def entry(self, art: Article, col: Column) -> str:
        d = art.when
        when = (
            ""
            if col.kind == "messages"
            else f"<TR><TD align=center><FONT size=2>发布人：管理员　录入时间：{d.year}-{d.month}-{d.day} {d.hour}:{d.minute:02d}:07　信息来源：{art.source}　阅读：<script src='/js/count.js'></script>次</FONT></TD></TR>"
        )
        return f"<TABLE width='100%'><TR><TD align=center height=50><B><FONT size=4>{art.title}</FONT></B></TD></TR>{when}<TR><TD><HR></TD></TR><TR><TD class=nr style='line-height:200%'>{self.body(art)}</TD></TR></TABLE>"

    def home(self) -> str:
        blocks = "".join(f"<TABLE width='100%'><TR bgColor=#e8f0fa><TD><B>{c.name}</B></TD><TD align=right><A href='{self.to(c)}'>更多...</A></TD></TR><TR><TD colSpan=2>{self.rows(c, c.articles[:8])}</TD></TR></TABLE>" for c in self.blocks())  # fmt: skip
        return self.page("home", "", None, None, blocks)

    def further(self, cols: list[Column]) -> dict[str, Answer]:
        return {"/js/count.js": Answer(b"document.write('86')", type="application/javascript")}


OLD: list[type[Look]] = [Wcm, Vsb, Jcms, Asp]
