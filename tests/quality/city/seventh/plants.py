"""Single faults put into pages of a site of the seventh city, and things that resemble them."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

from checks.facts import Probe

from ..content import PDF
from ..faults import card_number, id_number
from ..model import Answer, Article, Site
from . import words as w
from .content import Writer, ahead

PARTNER = "www.partner-azure.example"
QUIET = {"mail", "guides", "consult", "results", "regulations", "reading", "annual_report", "budget", "reports", "rules", "past"}  # fmt: skip


def docx(lines: list[str]) -> bytes:
    text = "".join(f"<w:p><w:r><w:t>{x}</w:t></w:r></w:p>" for x in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, body in {
            "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{text}</w:body></w:document>',
        }.items():
            z.writestr(zipfile.ZipInfo(name), body)
    return out.getvalue()


DOCX = Answer(docx(["报名登记表", "姓名　　性别　　出生年月", "联系电话　　工作单位　　备注", "填表说明：请用黑色字迹填写，一式两份。" * 12]), type="application/octet-stream")  # fmt: skip


class Planter:
    def __init__(self, wr: Writer, shows_tag: bool, shows_url: bool, gone: Answer) -> None:
        self.wr, self.site, self.r = wr, wr.site, wr.rng
        self.tag, self.url, self.gone = shows_tag, shows_url, gone
        r = self.r
        self.n = r.randint(10000, 99999)
        pool = [a for c in self.site.all_columns() if c.kind == "list" and c.key not in QUIET for a in c.articles[:5]]
        self.pool: list[Article] = r.sample(pool, len(pool))
        quiet = {f.target for f in self.site.truth if f.check == "stale_column"}
        old = [a for c in self.site.all_columns() if c.kind == "list" and c.key not in QUIET and c.name not in quiet for a in c.articles[1:5] if a.day < self.site.as_of - timedelta(days=12) and not a.doc]  # fmt: skip
        self.old: list[Article] = r.sample(old, len(old))

    def page(self) -> Article:
        """An article that nothing is wrong with yet."""
        art = self.pool.pop()
        self.old = [a for a in self.old if a is not art]
        return art

    def dated(self) -> Article:
        art = self.old.pop()
        self.pool = [a for a in self.pool if a is not art]
        return art

    def put(self, html: str) -> str:
        art = self.page()
        parts = art.body.split("</p>", 1)
        art.body = f"{parts[0]}</p>\n{html}\n{parts[1] if len(parts) > 1 else ''}"
        return f"@{art.key}"

    def dead(self, path: str, note: str) -> str:
        self.site.fault("dead_link", path if "://" in path else self.site.base + path, note=note)
        return path

    # faults
    def faults(self) -> None:
        r, site = self.r, self.site
        dates = r.sample(["future", *(["tag"] if self.tag else []), *(["url"] if self.url else [])], 1 if r.random() < 0.5 else min(2, 1 + self.tag))  # fmt: skip
        for how in dates:
            art = self.dated()
            if how == "future":
                art.when = ahead(site, r.randint(12, 70))
            elif how == "tag":
                art.meta_when = art.when - timedelta(days=r.randint(60, 500))
            else:
                art.url_when = art.when - timedelta(days=r.randint(60, 500))
            site.fault("suspicious_date", None, f"@{art.key}", how, reason="future" if how == "future" else "disagrees")
        for how in r.sample(["attachment", "page", "soft", "image", "outside", "deep", "script"], 2):
            self.link(how)
        for wrong, sentence in r.sample(w.TYPOS, r.choice([1, 1, 2])):
            site.fault("typo", wrong, self.put(f"<p>　　{sentence}</p>"))
        if r.random() < 0.85:
            wrong, sentence = r.choice(w.SERIOUS)
            site.fault("serious_wording", wrong, self.put(f"<p>　　{sentence}</p>"))
            site.tolerate("typo", wrong)
        self.privacy(r.choice(["table", "mobile", "card", "file"]))
        self.hidden(r.choice(["none", "zero", "far", "marquee", "sheet", "clear", "script"]))

    def link(self, how: str) -> None:
        n, site = self.n, self.site
        match how:
            case "attachment":
                self.put(f"<p>附件：<a href='{self.dead(f'/upload/{n}/mingdan.xls', how)}'>公示名单.xls</a></p>")
            case "page":
                self.put(f"<p>详见：<a href='{self.dead(f'/zt/{n}/index.html', how)}' target='_blank'>专题页面</a></p>")
            case "soft":
                self.put(f"<p><a href='{self.dead(f'/huigu/{n}.html', how)}'>往期回顾</a></p>")
                site.extra[f"/huigu/{n}.html"] = self.gone
            case "image":
                self.put(
                    f"<p style='text-align:center'><img src='{self.dead(f'/upload/{n}/xianchang.jpg', how)}' alt='活动现场'></p>"
                )
            case "outside":
                site.home_links.append((self.dead(f"http://{PARTNER}/gone/{n}.html", how), "砚江数据开放平台"))
            case "deep":
                self.put(
                    f"<p>转载自<a href='{self.dead(f'http://{PARTNER}/deep/{n}/news.html', how)}'>原文链接</a></p>"
                )
            case _:
                self.put(
                    f"<p><a href='javascript:void(0)' onclick=\"window.open('{self.dead(f'/wj/{n}.html', how)}')\">查看原件</a></p>"
                )

    def privacy(self, how: str) -> None:
        r, site = self.r, self.site
        mobile = f"1{r.choice(['39', '58', '77', '89'])}{r.randrange(10**8):08d}"
        match how:
            case "table":
                rows = "".join(
                    f"<tr><td>{i}</td><td>{n}</td><td>{c}</td></tr>"
                    for i, n, c in [(1, "韦小兰", id_number(r)), (2, "覃国强", "4527**********123X")]
                )
                site.fault(
                    "privacy_leak",
                    None,
                    self.put(
                        f"<table border='1'><tr><th>序号</th><th>申请人</th><th>居民身份证号</th></tr>{rows}</table>"
                    ),
                    kind="id_card",
                )
            case "mobile":
                site.fault(
                    "privacy_leak",
                    None,
                    self.put(f"<p>　　救助对象农某某，家住双塘乡，本人联系电话{mobile}。</p>"),
                    kind="mobile",
                )
            case "card":
                site.fault(
                    "privacy_leak",
                    None,
                    self.put(f"<p>　　补助金打入农户韦某某个人储蓄卡，卡号{card_number(r)}。</p>"),
                    kind="bank_card",
                )
            case _:
                self.put(f"<p>附件：<a href='/upload/{self.n}/fafang.docx'>发放花名册.docx</a></p>")
                site.extra[f"/upload/{self.n}/fafang.docx"] = Answer(docx(["补贴发放花名册", f"姓名：蓝桂花　身份证号：{id_number(r)}", "　".join(["发放标准按照文件执行，由村民委员会公示。"] * 30)]), type="application/octet-stream")  # fmt: skip
                site.fault("privacy_leak", None, None, kind="id_card")

    def hidden(self, how: str) -> None:
        site, host = self.site, f"m{self.n}.lucky-slots.example"
        site.partners[host] = "ads"
        link = f"<a href='http://{host}/'>{self.r.choice(['真人百家乐', '时时彩投注', '老虎机游戏', '六合彩资料'])}</a>"
        site.fault("hidden_link", f"http://{host}/", note=how)
        art = self.page()
        match how:
            case "none":
                art.hidden = f"<div style='display:none'>{link}</div>"
            case "zero":
                art.hidden = f"<span style='font-size:0px;line-height:0'>{link}</span>"
            case "far":
                art.hidden = f"<div style='position:absolute;left:-3000px;top:0'>{link}</div>"
            case "marquee":
                art.hidden = f"<marquee width='1' height='1' scrollamount='9000'>{link}</marquee>"
            case "sheet":
                site.stylesheets.append("/css/extra.css")
                site.extra["/css/extra.css"] = Answer(
                    b".blk{margin:0}\n.qq-f{visibility:hidden;height:0;overflow:hidden}", type="text/css"
                )
                art.hidden = f"<div class='qq-f'>{link}</div>"
            case "clear":
                art.hidden = f"<div style='opacity:0;position:absolute;z-index:-1'>{link}</div>"
            case _:
                art.hidden = f'<script>document.write("<div style=\'position:absolute;top:-2000px\'>");</script>{link}<script>document.write("</div>");</script>'

    # what only resembles them
    def lookalikes(self) -> None:
        r, site, n = self.r, self.site, self.n
        for sentence in r.sample(w.RIGHT, 5):
            self.put(f"<p>　　{sentence}</p>")
        self.put(
            "<p>附件：<a href='/files/gongshi.pdf'>公示材料.pdf</a>　<a href='/files/dengji.docx'>登记表.docx</a></p>"
        )
        site.extra["/files/gongshi.pdf"] = Answer(PDF, type="application/pdf")
        site.extra["/files/dengji.docx"] = DOCX
        site.extra["/files/sqb.doc"] = Answer(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), type="application/msword"
        )
        self.put(
            f"<p><a href='http://{PARTNER}/waf/{n}'>省级平台</a>、<a href='http://{PARTNER}/login-needed'>报送系统</a>、<a href='http://{PARTNER}/no-head'>数据接口说明</a></p>"
        )
        self.put(
            "<p><a href='#top'>回到顶部</a> <a href='javascript:window.print();'>打印本页</a> <a href='mailto:bgs@yanjiang.example'>电子邮箱</a> <a href='tel:07752830117'>一键拨号</a></p>"
        )
        self.put(
            "<!-- <a href='/old/removed.html'>旧链接</a> --><script type='text/template'><a href='/tpl/{{id}}.html'>{{title}}</a></script>"
        )
        self.put(f"<p><a href=' /moved/{n}.html '>历史文章</a></p>")
        site.extra[f"/moved/{n}.html"] = Answer(status=301, headers=(("Location", f"/now/{n}.html"),))
        site.extra[f"/now/{n}.html"] = Answer("<html><head><meta charset='utf-8'><title>历史文章</title></head><body><h1>历史文章</h1><p>本栏目收录历年整理的地方史料，供读者查阅参考。内容来自各乡镇志书，由编纂室校订。</p></body></html>".encode())  # fmt: skip
        self.put(
            "<p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==' data-src='/images/lazy.png' alt=''></p>"
        )
        mobile = f"1{r.choice(['39', '58', '77', '89'])}{r.randrange(10**8):08d}"
        self.put(
            f"<p>　　公示对象：韦某，电话{mobile[:3]}****{mobile[-4:]}；统一社会信用代码91450800MA5K{r.randint(1000, 9999)}2X；订单号{self.bad_number()}；传真0775-28{r.randint(10000, 99999)}。</p>"
        )
        self.put("<p>　　网上报名时间为2026年12月10日至2026年12月20日，笔试时间为2027年1月9日。</p>")
        if self.tag:
            art = self.dated()
            art.meta_when = art.when - timedelta(days=r.randint(1, 5))
        self.page().hidden = "<div id='wechat' style='display:none'><img src='/images/wx.png' alt='微信公众号二维码'><a href='http://service.weibo.com/share/share.php'>分享到微博</a></div>"
        self.page().hidden = "<a href='#main' style='position:absolute;left:-999px'>跳到正文</a>"
        self.page().hidden = "<div class='tip' style='display:none'><p>您访问的链接即将离开本网站，是否继续？</p><a href='javascript:;'>继续访问</a><a href='javascript:;'>放弃</a></div>"

    def bad_number(self) -> str:
        good = id_number(self.r)
        return good[:-1] + ("1" if good[-1] in "23456789X0" else "5")


def visited(site: Site, failures: int) -> None:
    """A week of visits, twenty-one a day."""
    start = datetime(site.as_of.year, site.as_of.month, site.as_of.day, tzinfo=UTC) - timedelta(days=7, hours=8)
    bad = set(site.rng.sample(range(147), failures))
    for i in range(147):
        at = start + timedelta(days=i // 21, minutes=67 * (i % 21))
        site.visits.append(Probe(at, 15.0 if i in bad else 14.2 if i % 50 == 7 else 0.9, site.rng.choice(["timeout", "http_503", "connect"]) if i in bad else ""))  # fmt: skip
