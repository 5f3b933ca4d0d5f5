"""What is wrong in the eighth city, and what only looks so."""

import datetime as dt
from datetime import timedelta
from random import Random

from checks.facts import Probe
from demo.resources import Encryption

from ..model import Answer
from . import words
from .looks import Look
from .plan import Doc, c

CHINA = dt.timezone(timedelta(hours=8))  # a day is a day there
PDF = b"%PDF-1.4\n" + b"1 0 obj<</Type/Catalog>>endobj\n" * 60 + b"%%EOF"


class Planter:
    def __init__(self, look: Look) -> None:
        self.look, self.place, self.site, self.rng = look, look.place, look.site, look.rng

    # before addresses are given

    def structure(self) -> None:
        self.late: list[tuple[str, Doc, dict[str, str]]] = []  # faults whose address is not known yet
        self.stale()
        self.empty()
        self.sections()
        self.reports()
        self.policies()
        self.dealings()
        self.dates()
        self.template()

    def stale(self) -> None:
        site, rng, place = self.site, self.rng, self.place
        news = place.gen("news")
        quiet = site.code == "ljwater" and rng.random() < 0.5
        for col in news if quiet else rng.sample(news, 1):
            shift = rng.randint(18, 120)
            for doc in col.docs:
                doc.when -= timedelta(days=shift)
            site.fault("stale_column", col.name)
        if quiet:
            for doc in place.docs:
                if (site.as_of - doc.day).days < 18 and doc.kind != "consult":
                    doc.when -= timedelta(days=18)
                    if doc.data.get("replied"):
                        doc.data["replied"] -= timedelta(days=min(18, (doc.data["replied"] - doc.when).days))
            site.fault("stale_home")
            for parent in {col.parent.name for col in news if col.parent}:
                site.tolerate("stale_column", parent)
        top = next((col for col in place.gen("notice") if col.parent is None), None)
        if top and not quiet and rng.random() < 0.5:
            for doc in top.docs:
                doc.when -= timedelta(days=rng.randint(190, 195))
            site.fault("stale_column", top.name)
        for col in place.gen("personnel"):
            if rng.random() < 0.6:
                for doc in col.docs:
                    doc.when -= timedelta(days=400)
                site.fault("stale_column", col.name)

    def empty(self) -> None:
        parents = [
            col for col in self.place.tops if col.children and not self.place.away(col) and col.name not in ("互动",)
        ]
        for name in self.rng.sample(words.EMPTY_NAMES, self.rng.randint(1, 2)):
            parent = self.rng.choice(parents)
            made = c(name, "none")
            made.empty, made.parent = self.rng.choice(words.EMPTY), parent
            parent.children.append(made)
            self.site.fault("empty_column", name)

    def sections(self) -> None:
        site, rng, place = self.site, self.rng, self.place
        if place.platform:
            return
        owed = ["guide", "rules", "on_request", "leaders", "contacts", "budget", "annual_report"]
        if site.kind != "department":
            owed += [
                "plans",
                "statistics",
                "permits",
                "penalties",
                "fees",
                "procurement",
                "projects",
                "livelihood",
                "emergency",
                "supervision",
                "recruitment",
            ]
        for key in rng.sample(owed, 3 if site.kind != "department" else 2):
            col = next(col for col in place.cols if col.section == key)
            if key == "annual_report":
                del col.docs[0]
                site.fault("missing_section", key, state="outdated")
                site.fault("overdue_report", "disclosure_annual")
            elif key == "budget" and rng.random() < 0.7:
                for doc in col.docs:
                    for y in range(doc.when.year, doc.when.year - 2, -1):
                        doc.title, doc.html = (
                            doc.title.replace(str(y), str(y - 3)),
                            doc.html.replace(str(y), str(y - 3)),
                        )
                    doc.when -= timedelta(days=1096)
                site.fault("missing_section", key, state="outdated")
            elif key == "statistics" and rng.random() < 0.7:
                for doc in col.docs:
                    for y in (doc.when.year, doc.when.year - 1):
                        doc.title = doc.title.replace(str(y), str(y - 2))
                    doc.when -= timedelta(days=731)
                site.fault("missing_section", key, state="outdated")
                site.tolerate("stale_column", col.name)
            elif key == "contacts" or rng.random() < 0.5:
                col.docs, col.page, col.empty = [], "", rng.choice(words.EMPTY)
                site.fault("missing_section", key, state="empty")
            elif col.parent is not None:
                col.parent.children.remove(col)
                site.fault("missing_section", key, state="absent")

    def reports(self) -> None:
        site, rng, place = self.site, self.rng, self.place
        check, report = place.gen("selfcheck")[0], place.gen("webreport")[0]
        if rng.random() < 0.45:
            if rng.random() < 0.5 or any(f.check == "stale_home" for f in site.truth):  # a late one would be an update
                del check.docs[0]
            else:
                check.docs[0].when = check.docs[0].when.replace(day=rng.randint(12, 19))
            site.fault("overdue_report", "quarterly_self_inspection")
        if rng.random() < 0.4:
            if rng.random() < 0.5:
                del report.docs[0]
            else:
                report.docs[0].when = report.docs[0].when.replace(month=3)
            site.fault("overdue_report", "website_annual")
        yearly = place.gen("annual")
        if yearly and yearly[0].docs and yearly[0].docs[0].when.year == site.as_of.year and rng.random() < 0.3:
            yearly[0].docs[0].when = yearly[0].docs[0].when.replace(month=6)
            site.fault("overdue_report", "disclosure_annual")

    def policies(self) -> None:
        place, rng = self.place, self.rng
        fresh = [d for col in place.gen("policy") for d in col.docs if "told" in d.data]
        for doc in rng.sample(fresh, min(2, len(fresh)) if rng.random() < 0.5 else 1):
            told = doc.data["told"]
            if rng.random() < 0.5:
                told.when = doc.when + timedelta(days=rng.randint(4, 15))
                interpreted = str(told.day)
            else:
                for col in place.gen("reading"):
                    if told in col.docs:
                        col.docs.remove(told)
                del doc.data["told"]
                interpreted = ""
            self.late.append(("late_interpretation", doc, {"interpretation_date": interpreted} if interpreted else {}))

    def dealings(self) -> None:
        place, rng, site = self.place, self.rng, self.site
        closed = [
            d
            for col in place.gen("consult")
            for d in col.docs
            if d.kind == "consult" and d.data["result"] and (site.as_of - d.data["closed"]).days < 340
        ]
        for doc in rng.sample(closed, min(len(closed), rng.randint(1, 2))):
            told = doc.data.get("told")
            if told and rng.random() < 0.5:
                told.when = dt.datetime.combine(
                    doc.data["closed"] + timedelta(days=rng.randint(12, 35)), dt.time(10, 20)
                )
                if told.day > site.as_of:
                    told.when = dt.datetime.combine(site.as_of, dt.time(10, 20))
                if (told.day - doc.data["closed"]).days <= 10:
                    continue
            else:
                where = [col for col in place.gen("consult", "feedback") if told in col.docs]
                if any(len(col.docs) == 1 for col in where):
                    continue  # the column would be empty
                for col in where:
                    col.docs.remove(told)
                doc.data["result"] = ""
                doc.data.pop("told", None)
            self.late.append(("late_consultation_result", doc, {}))
        letters = [d for col in place.gen("letters") for d in col.docs if 95 < (site.as_of - d.day).days < 350]
        for doc in rng.sample(letters, min(len(letters), rng.randint(1, 2))):
            if rng.random() < 0.5:
                doc.data["replied"] = None
            else:
                late = doc.when + timedelta(days=rng.randint(96, 170))
                if late.date() > site.as_of:
                    doc.data["replied"] = None
                else:
                    doc.data["replied"] = late
            self.late.append(("unanswered_message", doc, {}))
        guides = [d for col in place.gen("service") for d in col.docs]
        for doc in rng.sample(guides, rng.randint(1, 2)):
            doc.data["lacks"] = set(
                rng.sample(
                    ["basis", "conditions", "materials", "place", "hours", "phone", "process"], rng.randint(2, 5)
                )
            )
            self.late.append(("incomplete_service_guide", doc, {}))

    def dates(self) -> None:
        site, rng = self.site, self.rng
        pool = [d for col in self.place.gen("news") for d in col.docs[1:] if not d.offsite]
        one, two, three = rng.sample(pool, 3)
        if ("article", "PubDate") not in site.tag_faults and rng.random() < 0.7:
            one.meta_when = one.when - timedelta(days=rng.randint(60, 700))
            self.late.append(("suspicious_date", one, {"reason": "disagrees"}))
        two.meta_when = two.when + timedelta(days=rng.randint(1, 3))
        if site.family in ("tuoer", "script", "cloud"):
            three.url_when = three.when - timedelta(days=rng.randint(90, 900))
            self.late.append(("suspicious_date", three, {"reason": "disagrees"}))
        if rng.random() < 0.35:
            four = rng.choice([d for d in pool if d not in (one, two, three)])
            four.when = site.ago(-rng.randint(20, 200))
            self.late.append(("suspicious_date", four, {"reason": "future"}))

    def template(self) -> None:
        site, rng = self.site, self.rng
        elements = [key for key, _ in self.look.FOOT if key != "undertaker"]
        site.footer_lacks = set(rng.sample(elements, rng.randint(1, 3)))
        for element in sorted(site.footer_lacks):
            site.fault("site_identity", element)
        pairs = [
            ("home", "SiteName"),
            ("home", "SiteDomain"),
            ("home", "SiteIDCode"),
            ("column", "ColumnDescription"),
            ("column", "ColumnKeywords"),
            ("column", "ColumnType"),
            ("column", "SiteIDCode"),
            ("article", "ContentSource"),
            ("article", "PubDate"),
            ("article", "SiteDomain"),
        ]
        planted = any(f[0] == "suspicious_date" for f in self.late)
        for kind, tag in rng.sample(pairs, rng.randint(1, 3)):
            if tag == "PubDate" and planted:
                continue
            state = rng.choice(
                ["absent", "empty", "malformed"] if tag in ("SiteIDCode", "PubDate") else ["absent", "empty"]
            )
            site.tag_faults[kind, tag] = state
            site.fault("page_tag", tag, page_type=kind, state=state)
        if rng.random() < 0.35 or site.code == "ljmarket":
            self.place.search = rng.choice(["absent", "no_results", "error"])
            reason = {"absent": "absent", "no_results": "no_results", "error": "error"}[self.place.search]
            site.fault("site_search", None, reason=reason)
        if not site.host.endswith(".gov.cn"):
            site.fault("domain_name", site.host)

    # after

    def pages(self, partner: str) -> None:
        site = self.site
        for check, doc, same in self.late:
            site.fault(check, doc.title if check != "suspicious_date" else None, self.url(doc), **same)
        self.pool = [
            d
            for col in self.place.cols
            if not self.place.away(col)
            for d in col.docs
            if d.kind in ("article", "policy", "reading")
            and not d.offsite
            and col.gen in ("news", "notice", "project", "livelihood")
        ]
        self.rng.shuffle(self.pool)
        self.wording()
        self.privacy()
        self.hidden()
        self.links(partner)

    def url(self, doc: Doc) -> str:
        return self.place.url(self.look.where(doc), doc.path)

    def pick(self) -> Doc:
        return self.pool.pop()

    def wording(self) -> None:
        for wrong, sentence in self.rng.sample(words.WRONG, 3):
            doc = self.pick()
            doc.tail.append(f"<p>{sentence}</p>")
            self.site.fault("typo", wrong, self.url(doc))
        if self.rng.random() < 0.75:
            wrong, sentence = self.rng.choice(words.SERIOUS)
            doc = self.pick()
            doc.tail.append(f"<p>{sentence}</p>")
            self.site.fault("serious_wording", wrong, self.url(doc))

    def privacy(self) -> None:
        rng = self.rng
        kind = rng.choice(["id_card", "mobile", "bank_card", "file"])
        doc = self.pick()
        name = rng.choice(words.SURNAMES) + rng.choice(words.GIVEN)
        if kind == "file":
            path = f"/upload/{rng.randrange(10**6)}.csv"
            self.put(path, f"序号,姓名,身份证号码\n1,{name},{id_card(rng)}\n".encode(), "text/csv; charset=utf-8")
            doc.tail.append(f"<p>附件：<a href='{path}'>补贴发放花名册.csv</a></p>")
            self.site.fault("privacy_leak", None, f"{self.site.base}{path}", kind="id_card")
            return
        html = {
            "id_card": f"<table><tr><th>姓名</th><th>证件号码</th></tr><tr><td>{name}</td><td>{id_card(rng)}</td></tr></table>",
            "mobile": f"<p>拟发放对象：{name}，本人手机1{rng.choice('3578')}{rng.randint(1, 9)}{rng.randrange(10**8):08d}，金额500元。</p>",
            "bank_card": f"<p>收款人{name}，个人银行卡号{bank_card(rng)}，开户行为农村商业银行。</p>",
        }[kind]
        doc.tail.append(html)
        self.site.fault("privacy_leak", None, self.url(doc), kind=kind)

    def hidden(self) -> None:
        rng = self.rng
        if rng.random() < 0.75:
            host = f"www.{rng.choice(['yule', 'caipiao', 'qipai'])}{rng.randrange(100, 999)}.example-play.com"
            self.site.partners[host] = "ads"
            target = f"http://{host}/"
            link = f"<a href='{target}'>{rng.choice(['百家乐开户', '六合彩资料', '棋牌游戏下载', '时时彩平台'])}</a>"
            form = rng.choice(
                [
                    f"<div style='display:none'>{link}</div>",
                    f"<p style='position:absolute;top:-1999px'>{link}</p>",
                    f"<marquee height=1 width=4 scrolldelay=9000>{link}</marquee>",
                    f"<div style='width:0px;height:0px;overflow:hidden'>{link}</div>",
                    f"<font style='font-size:0'>{link}</font>",
                    f"<style>.zz9{{position:fixed;left:-3000px}}</style><div class='zz9'>{link}</div>",
                ]
            )
            self.pick().bare += form
            self.site.fault("hidden_link", target)

    def put(self, path: str, body: bytes, kind: str, status: int = 200, **headers: str) -> None:
        self.look.answers[self.site.host, path] = Answer(body, status, kind, tuple(headers.items()))

    def links(self, partner: str) -> None:
        rng, site = self.rng, self.site
        n = rng.randrange(10000, 99999)

        def dead(target: str, reason: str, kind: str) -> None:
            site.fault(
                "dead_link", target if target.startswith("http") else site.base + target, reason=reason, kind=kind
            )

        def attachment() -> None:
            self.pick().tail.append(f"<p>附件：<a href='/upload/file/{n}.docx'>报名表.docx</a></p>")
            dead(f"/upload/file/{n}.docx", "http_404", "attachment")

        def fake() -> None:
            self.put(
                f"/upload/file/b{n}.pdf", "<html><body>文件丢失</body></html>".encode(), "text/html; charset=utf-8"
            )
            self.pick().tail.append(f"<p><a href='/upload/file/b{n}.pdf'>实施方案全文.pdf</a></p>")
            dead(f"/upload/file/b{n}.pdf", "bad_attachment", "attachment")

        def picture() -> None:
            self.pick().tail.append(f"<p><img src='/upload/img/{n}.jpg' alt='现场照片'></p>")
            dead(f"/upload/img/{n}.jpg", "http_404", "image")

        def soft() -> None:
            html = "<html><head><title>提示信息</title></head><body><div><h2>抱歉，您访问的页面不存在或已删除</h2><p><a href='/'>返回首页</a></p></div></body></html>"
            self.put(f"/gone{n}.html", html.encode(), "text/html; charset=utf-8")
            self.pick().tail.append(f"<p>详见<a href='/gone{n}.html'>实施细则</a>。</p>")
            dead(f"/gone{n}.html", "soft_404", "page")

        def outside() -> None:
            self.pick().tail.append(f"<p>相关报道：<a href='http://{partner}/gone/{n}'>媒体报道</a></p>")
            dead(f"http://{partner}/gone/{n}", "http_404", "external")

        def loop() -> None:
            self.put(f"/jump{n}.html", b"", "text/html", 302, Location=f"/jump{n}.html?a=1")
            self.put(f"/jump{n}.html?a=1", b"", "text/html", 302, Location=f"/jump{n}.html")
            self.pick().tail.append(f"<p><a href='/jump{n}.html'>报名入口</a></p>")
            dead(f"/jump{n}.html", "redirect_loop", "page")

        def page() -> None:
            self.pick().tail.append(f"<p>上述事项见<a href='/old/{n}.html'>往期公告</a>。</p>")
            dead(f"/old/{n}.html", "http_404", "page")

        for one in rng.sample([attachment, fake, picture, soft, outside, loop, page], 2):
            one()


def look_alikes(look: Look, partner: str) -> None:
    """What no inspection should speak of; every site has it."""
    rng, site, place = look.rng, look.site, look.place
    pool = [
        d
        for col in place.cols
        if not place.away(col)
        for d in col.docs
        if d.kind == "article" and not d.offsite and col.gen in ("news", "notice", "project", "livelihood")
    ]
    n = rng.randrange(10000, 99999)
    near = next(d for d in pool if d.path)
    look.answers[site.host, f"/old/{n}.aspx"] = Answer(status=301, headers=(("Location", near.path),))
    look.answers[site.host, f"/file/ok{n}.pdf"] = Answer(PDF, type="application/pdf")
    look.answers[site.host, f"/download.jsp?id={n}"] = Answer(
        PDF, type="application/octet-stream", headers=(("Content-Disposition", "attachment; filename=a.pdf"),)
    )
    pieces = [
        f"<p>原地址：<a href='/old/{n}.aspx'>旧版页面</a></p>",
        f"<p>附件：<a href='/file/ok{n}.pdf'>附表.pdf</a>　<a href='/download.jsp?id={n}'>申报书下载</a></p>",
        f"<p>转载：<a href='http://{partner}/waf/{n}'>报道</a>、<a href='http://{partner}/login-needed'>办理入口</a>、<a href='http://{partner}/no-head'>资料库</a></p>",
        "<p><a href='javascript:void(0)' onclick='window.print()'>打印</a> <a href='#'>顶部</a> <a href='mailto:ab@lanjiang.gov.cn'>邮箱</a> <a>空锚</a></p>",
        f"<!-- <a href='/never/{n}.html'>旧链接</a> --><script>var t=\"<a href='/tpl/\"+1+\"{n}.html'>\";</script>",
        f"<p>{words.RIGHT[0]}{words.RIGHT[2]}</p>",
        f"<p>{words.RIGHT[7]}{words.RIGHT[1]}</p>",
        f"<p>统一社会信用代码：9161090{rng.randint(1, 9)}MA70{rng.randint(1000, 9999)}X{rng.randint(1, 9)}，咨询电话：{place.phone}，身份证号6109**********{rng.randint(1000, 9999)}，手机138****{rng.randint(1000, 9999)}。</p>",
        f"<p>缴款单位账户：澜江市财政局，开户行：农业银行，账号：{rng.randrange(10**15, 10**16)}。项目编号{rng.randrange(10**17, 10**18)}。</p>",
        "<div class='share' style='display:none'><a href='http://service.weibo.com/share/share.php?url=a'>分享</a></div>",
        "<div id='leave' style='display:none'>您访问的链接即将离开本网站，是否继续？<a href='javascript:;'>继续访问</a><a href='javascript:;'>放弃</a></div>",
        "<table border='1'><tr><td>文号</td><td>暂无</td><td>废止时间</td><td>暂无</td></tr></table>",
        "<p>活动定于明年1月15日举行，截止日期为明年2月20日。</p>",
    ]
    for piece in pieces:
        doc = rng.choice(pool)
        doc.tail.append(piece)


def probes(look: Look, bad: bool) -> None:
    """A week of visits: some of 140 fail, or six."""
    site, rng = look.site, look.rng
    fails = set(rng.sample(range(140), rng.randint(8, 20) if bad else 6))
    for i in range(140):
        day = site.as_of - timedelta(days=7 - i // 20)
        at = dt.datetime.combine(day, dt.time(i % 20 + 1, rng.randint(0, 59)), CHINA)
        broken = i in fails
        slow = broken and i % 3 == 0
        site.visits.append(
            Probe(at, 15.0 if broken else rng.uniform(0.2, 2.5), "timeout" if broken and not slow else "")
        )
    if bad:
        site.fault("unreachable")


def transport(look: Look, seed: int) -> None:
    """Encryption by site; what is told of nothing stays so."""
    site, rng = look.site, look.rng
    if site.code == "qingyan":
        site.encryption, site.registered = Encryption.UNKNOWN_ISSUER, f"https://{site.host}/"
        site.fault("insecure_transport", "https")
    elif site.code == "ljlabor":
        site.encryption = Encryption.NONE
        site.fault("insecure_transport", "https")
    elif site.code == "baiqu":
        site.scheme, site.encryption = "https", Encryption.SELF_SIGNED
        site.fault("insecure_transport", "certificate")
    elif site.code == "lanjiang":
        site.scheme, site.encryption = "https", Encryption.UNKNOWN_ISSUER
        if rng.random() < 0.7:
            col = look.place.gen("news")[0]
            site.partners["static.example-cdn.gov.cn"] = "cdn"
            for doc in col.docs[:3]:
                doc.tail.append("<script src='http://static.example-cdn.gov.cn/count.js'></script>")
            site.fault("insecure_transport", "mixed_content")


def id_card(rng: Random) -> str:
    body = f"6109{rng.randint(21, 29)}19{rng.randint(50, 99)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(100, 999)}"
    total = sum(int(d) * w for d, w in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return body + "10X98765432"[total % 11]


def bank_card(rng: Random) -> str:
    body = "622848" + "".join(str(rng.randint(0, 9)) for _ in range(12))
    total = 0
    for i, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


__all__ = ["Planter", "look_alikes", "probes", "transport"]
