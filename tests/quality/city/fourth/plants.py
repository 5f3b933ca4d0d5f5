"""Faults of single pages, links and servers in the fourth city, and what only looks like them."""

from datetime import UTC, datetime, timedelta

from checks.facts import Probe

from ..faults import card_number, id_number
from ..model import Answer, Article, Column, Site
from . import words

SPECIAL = {"mail", "guides", "ask", "told", "policy", "reading", "annual_report", "budget", "budget_y", "budget_j", "checks", "webreport"}  # fmt: skip
GONE = [
    "<html><head><title>系统提示</title></head><body><div style='text-align:center'><img src='/images/404.png'><p>非常抱歉，您要访问的页面不存在或已被删除！</p><a href='/'>返回首页</a></div></body></html>",
    "<html><head><title>出错了</title></head><body><h2>您所访问的内容已下线</h2><p>5秒后自动返回首页</p></body></html>",
    "<html><head><title>404错误页面</title></head><body><p>很抱歉，页面找不到了，请检查网址是否正确。</p></body></html>",
]


class Planter:
    def __init__(self, site: Site, partner: str) -> None:
        self.site, self.rng, self.partner = site, site.rng, partner
        self.homes: dict[int, Column] = {}
        for col in site.all_columns():
            if col.kind == "list" and col.key not in SPECIAL:
                for art in [a for a in col.articles if not a.pinned][:6]:
                    if not art.offsite:
                        self.homes[id(art)] = col
        self.free = [a for c in site.all_columns() for a in c.articles if id(a) in self.homes]
        self.rng.shuffle(self.free)
        self.pool = list(self.free)

    def put(self, html: str) -> str:
        """The piece into a page of its own; the key of the page."""
        art = self.pool.pop()
        return self.into(art, html)

    def into(self, art: Article, html: str) -> str:
        at = art.body.rfind("\n")
        art.body = f"{art.body[:at]}\n{html}\n{art.body[at:]}" if at > 0 and self.rng.random() < 0.5 else f"{art.body}\n{html}"  # fmt: skip
        return f"key:{id(art)}"

    def fine(self, html: str) -> None:
        """The innocent piece into any page."""
        self.into(self.rng.choice(self.free), html)

    # links
    def links(self) -> None:
        site, rng, n = self.site, self.rng, self.rng.randrange(10**5, 10**6)

        def dead(path: str, note: str) -> str:
            site.fault("dead_link", path if "://" in path else site.base + path, note=note)
            return path

        say = {
            "404": lambda: self.put(f"<p>点击进入<a href='{dead(f'/topic/{n}/', '404')}' target='_blank'>活动专区</a></p>"),
            "attachment": lambda: self.put(f"<p><a href='{dead(f'/u/cms/www/{n}.xlsx', '404 file')}' title='附件'><img src='/images/icon_xls.gif'>附件1：评分汇总表.xlsx</a></p>"),
            "page for a file": lambda: self.put(f"<p>附件：<a href='{dead(f'/download?fileid={n}&name=fb.doc', 'html for a file')}'>申报表.doc</a></p>"),
            "picture": lambda: self.put(f"<p style='text-align:center'><img border='0' src='{dead(f'/upload/image/{n}.jpg', '404 image')}' width='600'></p>"),
            "soft": lambda: self.put(f"<p>扩展阅读：<a href='{dead(f'/html/{n}.html', 'soft 404')}'>{words.heads(rng, words.HEADS, 1)[0]}</a></p>"),
            "home": lambda: self.put(f"<p>往期：<a href='{dead(f'/2018/{n}.html', 'to the home page')}'>{words.heads(rng, words.HEADS, 1)[0]}</a></p>"),
            "loop": lambda: self.put(f"<p><a href='{dead(f'/jump/{n}', 'loop')}'>问卷入口</a></p>"),
            "outside": lambda: self.put(f"<p>（来源：<a href='{dead(f'http://{self.partner}/gone/{n}.html', '404 outside')}'>{self.partner}</a>）</p>"),
            "clicked": lambda: self.put(f"<p><a href='javascript:void(0)' onclick=\"location.href='{dead(f'/wj/{n}.html', '404 by click')}'\">在线答题</a></p>"),
            "option": lambda: self.site.home_links.append((dead(f"http://{self.partner}/gone/link{n}.html", "option"), "省农业农村厅")),
            "style": lambda: self.site.stylesheets.append(dead(f"/css/{n}/gray.css", "404 css")),
            "footer": lambda: self.site.footer_links.append((dead(f"/about/{n}.html", "404 footer"), "免责声明")),
        }  # fmt: skip
        site.extra[f"/html/{n}.html"] = Answer(rng.choice(GONE).encode())
        site.extra[f"/download?fileid={n}&name=fb.doc"] = Answer("<script>alert('文件不存在！');history.back();</script>".encode())  # fmt: skip
        site.extra[f"/2018/{n}.html"] = Answer(status=302, headers=(("Location", "/"),))
        site.extra[f"/jump/{n}"] = Answer(status=302, headers=(("Location", f"/jump/{n}?r=1"),))
        site.extra[f"/jump/{n}?r=1"] = Answer(status=302, headers=(("Location", f"/jump/{n}"),))
        for name in rng.sample(sorted(say), 6):
            say[name]()
        some = rng.choice(self.free)
        site.extra[f"/s/{n}"] = Answer(status=301, headers=(("Location", f"{{key:{id(some)}}}"),))
        site.extra[f"/vip/{n}.html"] = Answer("<h1>401 请先登录</h1>".encode(), 401)
        site.extra[f"/pay/{n}.html"] = Answer("<html><body>Just a moment...请完成安全验证</body></html>".encode(), 403)
        for html in (
            f"<p><a href='/s/{n}'>短网址</a>、<a href='/vip/{n}.html'>内部资料</a>、<a href='/pay/{n}.html'>缴费平台</a></p>", f"<p><a href='http://{self.partner}/waf/{n}'>行业网站</a>，<a href='http://{self.partner}/login-needed'>申报系统</a>，<a href='http://{self.partner}/no-head'>数据库</a></p>",
            "<p><a href='javascript:window.close()'>【关闭窗口】</a><a href='###'>顶部</a><a name='m1'></a><a href='tel:12345'>12345</a></p>", f"<!-- <img src='/upload/none{n}.jpg'><a href='/none{n}.html'>旧</a> -->",
            "<p>页面提示“404”时，请刷新浏览器重试，或致电技术支持。</p>", "<p><img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'></p>",
        ):  # fmt: skip
            self.fine(html)

    # words
    def wording(self) -> None:
        for wrong, sentence in self.rng.sample(words.TYPOS, 3):
            self.site.fault("typo", wrong, self.put(f"<p>{sentence}</p>"))
            self.site.tolerate("typo", wrong, note="a list may quote the page")
        if self.rng.random() < 0.5:
            wrong, sentence = self.rng.choice(words.SERIOUS)
            self.site.fault("serious_wording", wrong, self.put(f"<p>{sentence}</p>"))
        self.fine("<p>会上印发了《关于纠正“人民攻府”等错误写法的通知》，要求各单位引以为戒。</p>")
        self.fine("<p>中华人民共和国成立以来，县人民政府驻地三次迁移；领导小组下设办公室。</p>")

    def privacy(self) -> None:
        rng = self.rng
        who = words.person
        shapes = {
            "id_card": rng.choice([f"<table border=1><tr><td>姓名</td><td>身份证号码</td><td>补助金额</td></tr><tr><td>{who(rng)}</td><td>{id_number(rng)}</td><td>1200</td></tr></table>", f"<p>被执行人{who(rng)}，女，公民身份号码{id_number(rng)}。</p>"]),
            "mobile": rng.choice([f"<table><thead><tr><th>户主姓名</th><th>联系方式</th></tr></thead><tbody><tr><td>{who(rng)}</td><td>{words.mobile(rng)}</td></tr></tbody></table>", f"<p>经审核，{who(rng)}（手机：{words.mobile(rng)}）符合救助条件。</p>"]),
            "bank_card": f"<table><tr><td>序号</td><td>姓名</td><td>一卡通账号</td></tr><tr><td>1</td><td>{who(rng)}</td><td>{card_number(rng)}</td></tr></table>",
        }  # fmt: skip
        for kind in rng.sample(sorted(shapes), rng.randint(1, 2)):
            self.site.fault("privacy_leak", None, self.put(shapes[kind]), kind=kind)
        for html in (
            f"<p>24小时值班电话：{words.mobile(rng)}</p>", f"<p>{who(rng)}　4312**********{rng.randint(1000, 9999)}　{words.mobile(rng)[:3]}****{rng.randint(1000, 9999)}</p>", f"<p>监督举报电话：{words.landline(rng)}，{words.mobile(rng)}（短信）</p>",
            f"<p>开户名称：{self.site.owner}财政专户，开户银行：农商银行营业部，银行账号：{card_number(rng)}</p>", f"<p>许可证编号：JY1{rng.randrange(10**13, 10**14)}；统一社会信用代码：1143122100{rng.randrange(10**6, 10**7)}X</p>", f"<p>不动产单元号：4312210{rng.randrange(10**11, 10**12)}</p>",
        ):  # fmt: skip
            self.fine(html)

    def hidden(self) -> None:
        rng, site = self.rng, self.site
        host = f"m{rng.randrange(1000, 9999)}.example-win.net"
        site.partners[host] = "ads"
        link = f"<a href='http://{host}/'>{rng.choice(['新葡京官网', '百家乐投注', '传奇私服', '快三计划', '无抵押贷款'])}</a>"  # fmt: skip
        form = rng.choice([
            f"<div style='position:absolute;top:-999px;left:-999px'>{link}</div>", f"<div style='overflow:hidden;height:1px;width:1px'>{link}</div>", f"<marquee scrollamount='9999' width='1' height='1'>{link}</marquee>", f"<div style=\"display:none\">{link}</div>", f"<p style='font-size:0;line-height:0'>{link}</p>",
            f"<style>.jhg{{position:absolute;left:-9000px}}</style><div class='jhg'>{link}</div>", f"<div style='text-indent:-999px;overflow:hidden;height:0'>{link}</div>", f"<div style='visibility:hidden;height:0'>{link}</div>", f"<div style='position:fixed;left:-200%'>{link}</div>",
        ])  # fmt: skip
        if rng.random() < 0.65:
            site.fault("hidden_link", f"http://{host}/", self.put("<p></p>"), note=form[:50])
            art = next(a for a in self.free if f"key:{id(a)}" == site.truth[-1].url)
            art.hidden = form
        for quiet in (
            "<div class='bdsharebuttonbox' style='display:none'><a href='http://service.weibo.com/share/share.php'>新浪微博</a></div>", "<ul class='sub-nav' style='display:none'><li><a href='http://www.hunan-paper.example/'>湖南日报数字报</a></li></ul>",
            "<div class='modal' style='display:none'><p>您即将离开本站，是否继续访问？</p><a href='http://www.hunan-paper.example/' class='go'>继续访问</a></div>", "<a class='sr-only' style='position:absolute;left:-9999px' href='/'>跳到首页</a>",
        ):  # fmt: skip
            rng.choice(self.free).body += quiet
        site.partners["www.hunan-paper.example"] = "paper"

    def dates(self, shows_tag: bool, shows_url: bool) -> None:
        rng, site = self.rng, self.site
        quiet = [a for a in self.pool if self.homes[id(a)].cls not in ("news",) and a is not self.homes[id(a)].articles[0] and (site.as_of - a.day).days > 30]  # fmt: skip
        rng.shuffle(quiet)

        def take() -> Article:
            art = quiet.pop()
            self.pool.remove(art)
            return art

        if shows_tag:
            art = take()
            art.meta_when = art.when - timedelta(days=rng.randint(50, 800))
            site.fault("suspicious_date", None, f"key:{id(art)}", "tag", reason="disagrees")
            near = take()
            near.meta_when = near.when + timedelta(days=rng.randint(1, 20))
        if shows_url:
            art = take()
            art.url_when = art.when - timedelta(days=rng.randint(60, 900))
            site.fault("suspicious_date", None, f"key:{id(art)}", "address", reason="disagrees")
        if rng.random() < 0.5:
            art = take()
            art.when = site.ago(-rng.randint(15, 200))
            site.fault("suspicious_date", None, f"key:{id(art)}", "future", reason="future")
        self.fine(f"<p>会议将于{site.as_of.year + 1}年3月18日召开，报名截止时间为{site.as_of.year + 1}年2月10日。</p>")


def visited(site: Site, failures: int, slowest: float) -> None:
    """A week of visits to the home page, twenty a day and more, so many of which failed."""
    start = datetime(site.as_of.year, site.as_of.month, site.as_of.day, tzinfo=UTC) - timedelta(days=7, hours=8)
    total = 7 * 22
    bad = set(site.rng.sample(range(total), failures))
    for i in range(total):
        at = start + timedelta(days=i // 22, minutes=65 * (i % 22))
        site.visits.append(Probe(at, 15.0 if i in bad else slowest if i == 5 else 0.6, site.rng.choice(["timeout", "http_502", "connect"]) if i in bad else ""))  # fmt: skip


def plants(site: Site, partner: str, shows_tag: bool, shows_url: bool) -> None:
    planter = Planter(site, partner)
    planter.dates(shows_tag, shows_url)
    planter.links()
    planter.wording()
    planter.privacy()
    planter.hidden()
