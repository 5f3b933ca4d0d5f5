"""Plants faults, and look-alikes that must not be found, into a site's columns and pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from . import prose
from .content import PDF, SERIOUS, SERIOUS_TARGETS, WRONG_IN, WRONG_LISTED, WRONG_UNLISTED, articles, column, paras
from .model import Answer, Article, Column, Site

EMPTY_FORMS = [
    "",
    "<p>暂无信息</p>",
    "<div class='nodata'>暂无数据</div>",
    "<p>该栏目正在建设中...</p>",
    "<ul></ul>",
    "<p>网站此栏目正在建设中，有不便之处敬请谅解！</p>",
    "<li>暂无内容</li>",
]
GONE = "<html><head><title>页面不存在</title></head><body><h1>404</h1><p>对不起，您访问的页面可能已经删除、更名或暂时不可用。</p><a href='/'>返回首页</a></body></html>"


def reachable(site: Site) -> list[Article]:
    """Articles with a page of their own on this site, from the newest of each column (a first page lists them)."""
    skip = {"messages", "guides", "consultation", "policy", "interpretation", "results"}
    found = []
    for col in site.all_columns():
        if col.key not in skip and col.kind == "list":
            found += [a for a in col.articles[:5] if not a.offsite]
    return found


def id_number(rng: Random) -> str:
    head = f"6109{rng.randint(21, 29)}19{rng.randint(55, 99)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(1, 998):03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return head + "10X98765432"[sum(int(c) * w for c, w in zip(head, weights, strict=True)) % 11]


def card_number(rng: Random) -> str:
    head = "622848" + "".join(str(rng.randint(0, 9)) for _ in range(12))
    total = 0
    for i, c in enumerate(reversed(head)):
        d = int(c) * 2 if i % 2 == 0 else int(c)
        total += d - 9 if d > 9 else d
    return head + str(-total % 10)


def insert(rng: Random, art: Article, html: str) -> None:
    """The piece somewhere between the paragraphs of the body, never the first (lists quote that one)."""
    parts = art.body.split("</p>")
    spot = rng.randint(1, max(1, len(parts) - 1))
    art.body = (
        "</p>".join(parts[:spot]) + "</p>\n" + html + "</p>".join(parts[spot:])
        if spot < len(parts)
        else art.body + html
    )


class Planter:
    def __init__(self, site: Site) -> None:
        self.site, self.rng = site, site.rng
        pool = reachable(site)
        self.rng.shuffle(pool)
        self.pool = pool

    def page(self, accept: Callable[[Article], bool] = lambda a: True) -> Article:
        for i, art in enumerate(self.pool):
            if accept(art):
                return self.pool.pop(i)
        raise LookupError("the site has too few pages for its faults")

    def url(self, art: Article) -> str:
        return f"key:{id(art)}"

    def dead_links(self, partner: str) -> None:
        site, rng = self.site, self.rng
        n = rng.randrange(1000, 9999)

        def dead(path: str, reason: str, kind: str) -> str:
            full = path if path.startswith("http") else site.base + path
            site.fault("dead_link", full, note=f"{reason} {kind}")
            return path

        gone = dead(f"/old/{n}/index.html", "http_404", "page")
        site.footer_links.append((gone, rng.choice(["使用帮助", "隐私声明", "版权声明"])))
        art = self.page()
        insert(rng, art, f"<p>详情见<a href='{dead(f'/zt/{n}/zl.html', 'http_404', 'page')}'>专题页面</a>。</p>")
        options: list[Callable[[], None]] = []

        def attachment() -> None:
            p = dead(f"/uploads/files/{n}.docx", "http_404", "attachment")
            insert(rng, self.page(), f"<p>附件：<a href='{p}'>{prose.topic(rng)}统计表.docx</a></p>")

        def stub() -> None:
            p = dead(f"/uploads/files/{n}b.pdf", "bad_attachment", "attachment")
            site.extra[p] = Answer("<html><body>文件不存在</body></html>".encode())
            insert(rng, self.page(), f"<p>附件：<a href='{p}'>{prose.topic(rng)}名单.pdf</a></p>")

        def image() -> None:
            p = dead(f"/uploads/images/{n}.jpg", "http_404", "image")
            insert(rng, self.page(), f"<p align='center'><img src='{p}' alt='现场图片'></p>")

        def soft() -> None:
            p = dead(f"/zhuanti/{n}.html", "soft_404", "page")
            site.extra[p] = Answer(GONE.encode())
            insert(rng, self.page(), f"<p>相关阅读：<a href='{p}'>{prose.title(rng, prose.NEWS, 2025)}</a></p>")

        def home() -> None:
            p = dead(f"/news/2019/{n}.html", "soft_404", "page")
            site.extra[p] = Answer(status=302, headers=(("Location", "/"),))
            insert(rng, self.page(), f"<p>延伸阅读：<a href='{p}'>{prose.title(rng, prose.NEWS, 2019)}</a></p>")

        def external() -> None:
            p = dead(f"http://{partner}/gone/{n}.html", "http_404", "external")
            insert(rng, self.page(), f"<p>来源链接：<a href='{p}' target='_blank'>原文</a></p>")

        def loop() -> None:
            p = dead(f"/go/{n}", "redirect_loop", "page")
            site.extra[p] = Answer(status=302, headers=(("Location", f"/go/{n}/b"),))
            site.extra[f"/go/{n}/b"] = Answer(status=302, headers=(("Location", f"/go/{n}"),))
            insert(rng, self.page(), f"<p>点击<a href='{p}'>在线填报</a>参与。</p>")

        def sheet() -> None:
            site.stylesheets.append(dead(f"/css/skin{n}.css", "http_404", "asset"))

        options = [attachment, stub, image, soft, home, external, loop, sheet]
        for plant in rng.sample(options, 4):
            plant()

    def alive_links(self, partner: str) -> None:
        """Links an inspection is tempted to call dead."""
        site, rng = self.site, self.rng
        n = rng.randrange(1000, 9999)
        target = self.page()
        pieces = [
            f"<p>原文链接：<a href='http://{partner}/waf/{n}'>外部报道</a></p>",
            f"<p><a href='http://{partner}/login-needed'>登录后办理</a></p>",
            f"<p><a href='http://{partner}/no-head'>统计年鉴</a></p>",
            "<p><a href='javascript:void(0)' onclick='window.print()'>打印</a> <a href='#'>返回顶部</a> <a href='tel:09151234567'>拨打</a> <a href='mailto:a@b.gov.cn'>邮件</a></p>",
            f"<!-- <a href='/never/{n}.html'>旧链接</a> -->",
            f"<p><a href='/moved/{n}.html'>旧网址</a></p>",
            f'<script>var tpl = "<a href=\'/tpl/" + id + "{n}.html\'>x</a>";</script>',
            "<p><a>无地址</a> <a href=''>空</a> <a href=' / '>首页</a></p>",
            f"<p><a href='/refresh/{n}.htm'>跳转页</a></p>",
        ]
        site.extra[f"/moved/{n}.html"] = Answer(status=301, headers=(("Location", f"{{{self.url(target)}}}"),))
        site.extra[f"/refresh/{n}.htm"] = Answer(
            f"<html><head><meta http-equiv='refresh' content='0; url={{{self.url(target)}}}'></head><body>正在跳转</body></html>".encode()
        )
        for piece in pieces:
            insert(rng, self.page(), piece)

    def columns(self) -> None:
        """Empty and overdue columns, and those that only look so."""
        site, rng = self.site, self.rng
        news = site.column("news")
        assert news
        # empty: a leaf column somewhere under a top-level column
        homes = [c for c in site.columns if c.kind == "parent" and c.key in ("news", "talk", "about", "manage")]
        for name in rng.sample(
            ["在线访谈", "视频新闻", "媒体聚焦", "热点回应", "工作简报", "廉政建设", "党建工作"], rng.randint(1, 2)
        ):
            parent = rng.choice(homes)
            made = Column(f"empty-{name}", name, "other", body=rng.choice(EMPTY_FORMS), parent=parent, note="empty")
            parent.children.append(made)
            site.fault("empty_column", name)
        # overdue news
        leaves = [c for c in news.children if c.cls == "news" and c.articles]
        stale = rng.sample(leaves, 2 if rng.random() < 0.3 else 1) if not site.home_quiet else leaves
        for col in stale:
            shift = rng.randint(25, 160)
            fresh = {id(a) for a in col.articles if not a.pinned}
            for art in col.articles:
                if id(art) in fresh:
                    art.when -= timedelta(days=shift)
                    if art.offsite and art.offsite.startswith("http"):
                        art.offsite += "-old"
            newest = max(a.day for a in col.articles)
            if rng.random() < 0.3:  # an item dated in the future is no update
                future = articles(site, prose.NEWS, [0])[0]
                future.when = site.ago(-40)
                col.articles.insert(0, future)
                site.fault("suspicious_date", None, self.url(future), "future")
            site.fault("stale_column", col.name, note=f"newest {newest}")
        # overdue notices and policies at the first level
        for key, limit in (("notice", 200), ("policy", 200)):
            col = site.column(key)
            if col and col.parent is None and (rng.random() < 0.3 or (site.home_quiet and key == "notice")):
                if key == "policy":
                    continue  # its interpretations would move too
                gap = limit + rng.randint(10, 90) - (site.as_of - max(a.day for a in col.articles if not a.pinned)).days
                for art in col.articles:
                    art.when -= timedelta(days=gap)
                site.fault("stale_column", col.name)
        if rng.random() < 0.4:
            col = column(site, "personnel2", "干部任免", "personnel", 4)
            for art in col.articles:
                art.when -= timedelta(days=420)
            parent = site.column("disclosure")
            assert parent
            col.parent = parent
            parent.children.append(col)
            site.fault("stale_column", col.name)
        if site.home_quiet:
            site.fault("stale_home")
            site.tolerate("stale_column", news.name, note="all its children are overdue")

    def sections(self) -> None:
        site, rng = self.site, self.rng
        owed = [c for c in site.all_columns() if c.section]
        picked = rng.sample(owed, 6)
        done = 0
        for col in picked:
            if (
                done >= 3
                or col.parent is None
                or col.kind in ("parent", "messages", "iframe")
                or col.section in ("interpretation", "consultation", "catalogue")
            ):
                continue
            if col.section == "annual_report":
                col.articles = [a for a in col.articles if a.day.year < site.as_of.year]
                if not col.articles:
                    continue
                site.fault("missing_section", "annual_report", state="outdated")
                site.fault("overdue_report", "disclosure_annual")
                done += 1
                continue
            if col.section == "budget" and rng.random() < 0.6:
                for art in col.articles:
                    art.title = art.title.replace(str(art.day.year), str(art.day.year - 3)).replace(
                        str(art.day.year - 1), str(art.day.year - 4)
                    )
                    art.body = art.body.replace(str(art.day.year), str(art.day.year - 3))
                    art.when = art.when.replace(year=art.when.year - 3)
                site.fault("missing_section", "budget", state="outdated")
                done += 1
                continue
            if col.section == "statistics" and rng.random() < 0.6:
                for art in col.articles:
                    for y in (site.as_of.year, site.as_of.year - 1):
                        art.title = art.title.replace(str(y), str(y - 2))
                    art.when -= timedelta(days=730)
                site.fault("missing_section", "statistics", state="outdated")
                site.tolerate("stale_column", col.name)
                done += 1
                continue
            if rng.random() < 0.5 or col.section == "regulations":  # policy documents go by that name as well
                col.articles, col.body, col.kind = [], rng.choice(EMPTY_FORMS), "list"
                site.fault("missing_section", col.section, state="empty")
            else:
                col.parent.children.remove(col)
                site.fault("missing_section", col.section, state="absent")
            done += 1
            if self.pool:
                gone = {id(a) for a in col.articles}
                self.pool = [a for a in self.pool if id(a) not in gone]

    def reports(self) -> None:
        site, rng = self.site, self.rng
        checks, report = site.column("site_checks"), site.column("site_report")
        assert checks
        assert report
        if rng.random() < 0.5:
            checks.articles = [a for a in checks.articles if (site.as_of - a.day).days > 200]
            site.fault("overdue_report", "quarterly_self_inspection")
        if rng.random() < 0.4:
            report.articles = report.articles[1:]
            site.fault("overdue_report", "website_annual")
        elif rng.random() < 0.3:
            report.articles[0].when = report.articles[0].when.replace(month=3)
            site.fault("overdue_report", "website_annual", note="late")
        yearly = site.column("annual_report")
        if (
            yearly
            and yearly.articles
            and not any(f.target == "disclosure_annual" for f in site.truth)
            and rng.random() < 0.3
        ):
            last = yearly.articles[0]
            last.when = last.when.replace(month=6)
            site.fault("overdue_report", "disclosure_annual", note="late")
        elif yearly is None or not yearly.articles:
            site.fault("overdue_report", "disclosure_annual", note="no column")

    def wording(self) -> None:
        site, rng = self.site, self.rng
        for wrong, _right in rng.sample(WRONG_LISTED, 2):
            art = self.page()
            insert(rng, art, f"<p>{WRONG_IN[wrong]}</p>")
            site.fault("typo", wrong, self.url(art))
        if rng.random() < 0.25:
            short, _right, phrase = rng.choice(WRONG_UNLISTED)
            art = self.page()
            insert(rng, art, f"<p>{WRONG_IN[phrase]}</p>")
            site.fault("typo", short, self.url(art), "in no list")
        if rng.random() < 0.6:
            wrong, sentence = rng.choice(SERIOUS)
            art = self.page()
            insert(rng, art, f"<p>{sentence}</p>")
            site.fault("serious_wording", wrong, self.url(art))

    def privacy(self) -> None:
        site, rng = self.site, self.rng
        kinds = rng.sample(["id_card", "mobile", "bank_card"], rng.randint(1, 2))
        for kind in kinds:
            art = self.page()
            name = prose.person(rng)
            if kind == "id_card":
                html = f"<table><tr><td>序号</td><td>姓名</td><td>身份证号</td></tr><tr><td>1</td><td>{name}</td><td>{id_number(rng)}</td></tr></table>"
            elif kind == "mobile":
                html = f"<p>拟救助对象：{name}，{rng.choice(['家住' + prose.place(rng) + '，', ''])}手机号码1{rng.choice('35789')}{rng.randint(1, 9)}{rng.randrange(10**8):08d}。</p>"
            else:
                html = f"<p>补贴对象{name}，银行卡号：{card_number(rng)}，金额{rng.randint(2, 9)}00元。</p>"
            insert(rng, art, html)
            site.fault("privacy_leak", None, self.url(art), kind=kind)
        masked = self.page()
        insert(
            rng,
            masked,
            f"<p>公示对象：{prose.person(rng)}，身份证号6109**********{rng.randint(1000, 9999)}，电话138****{rng.randint(1000, 9999)}。</p>",
        )
        code = self.page()
        insert(
            rng,
            code,
            f"<p>统一社会信用代码：91610900MA70{rng.randint(1000, 9999)}X{rng.randint(1, 9)}，项目编号：{rng.randrange(10**17, 10**18)}，联系电话：0915-{rng.randint(3000000, 8999999)}。</p>",
        )
        bad = id_number(rng)
        insert(rng, self.page(), f"<p>档案编号{bad[:-1]}{'1' if bad[-1] != '1' else '2'}已归档。</p>")

    def hidden(self) -> None:
        site, rng = self.site, self.rng
        n = rng.randrange(1000, 9999)
        target = f"http://www.bet{n}.example-ads.com/"
        site.partners[target.split("/")[2]] = "ads"
        word = rng.choice(["澳门娱乐", "真人百家乐", "时时彩计划", "私服发布网"])
        link = f"<a href='{target}'>{word}</a>"
        form = rng.choice([
            f"<div style='display:none'>{link}</div>", f"<div style='position:absolute;left:-9999px;top:0'>{link}</div>", f"<div style='height:0;overflow:hidden'>{link}</div>",
            f"<span style='font-size:0px'>{link}</span>", f"<marquee width='1' height='1' scrollamount='3000'>{link}</marquee>", f"<div style='text-indent:-5000px;overflow:hidden'>{link}</div>",
            f"<div style='visibility:hidden'>{link}</div>", f"<div style='opacity:0'>{link}</div>",
        ])  # fmt: skip
        if rng.random() < 0.6:
            site.fault("hidden_link", target, note=form[:40])
            self.page().hidden = form
        # look-alikes: a closed menu, the notice before leaving, share buttons, something in a comment
        self.page().hidden = "<div class='share' style='display:none'><a href='http://service.weibo.com/share/share.php?url=x'>分享到微博</a></div>"
        self.page().hidden = "<div class='alert-warning' style='display:none'>您访问的链接即将离开本门户网站，是否继续？<a href='javascript:;'>继续</a></div>"
        self.page().hidden = (
            f"<!-- <div style='display:none'><a href='http://www.old{n}.example-ads.com/'>旧广告</a></div> -->"
        )

    def dates(self) -> None:
        site, rng = self.site, self.rng
        if site.family == "legacy" or ("article", "PubDate") in site.tag_faults:
            return  # no second witness
        if rng.random() < 0.7:
            art = self.page(lambda a: (site.as_of - a.day).days > 5)
            art.meta_when = art.when - timedelta(days=rng.randint(200, 900))
            site.fault("suspicious_date", None, self.url(art), "disagrees")
        near = self.page(lambda a: (site.as_of - a.day).days > 5)
        near.meta_when = near.when + timedelta(days=rng.choice([1, 2]))  # put on line a day or two later: no fault

    def identity(self) -> None:
        site, rng = self.site, self.rng
        site.footer_lacks = set(
            rng.sample(
                [
                    "sponsor",
                    "contact",
                    "site_id_code",
                    "icp",
                    "public_security",
                    "conac_badge",
                    "sitemap",
                    "error_finder",
                ],
                rng.randint(0, 3),
            )
        )
        for element in sorted(site.footer_lacks):
            site.fault("site_identity", element)

    def tags(self) -> None:
        site, rng = self.site, self.rng
        needed = {"home": ["SiteName", "SiteDomain", "SiteIDCode"]}
        needed["column"] = [*needed["home"], "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
        needed["article"] = [*needed["home"], "ArticleTitle", "PubDate", "ContentSource"]
        if site.family == "legacy":
            for kind, tags in needed.items():
                for tag in tags:
                    site.fault("page_tag", tag, page_type=kind, state="absent")
            return
        pairs = [(k, t) for k, tags in needed.items() for t in tags]
        for kind, tag in rng.sample(pairs, rng.randint(0, 4)):
            if (kind, tag) == ("column", "ColumnName") or (kind, tag) == ("article", "ArticleTitle"):
                continue
            states = ["absent", "empty"] + (["malformed"] if tag in ("SiteIDCode", "PubDate") else [])
            state = rng.choice(states)
            site.tag_faults[kind, tag] = state
            site.fault("page_tag", tag, page_type=kind, state=state)


def plant(site: Site, partner: str) -> None:
    planter = Planter(site)
    planter.identity()
    planter.tags()
    planter.sections()
    planter.reports()
    planter.columns()
    planter.pool = [a for a in planter.pool if a in reachable(site)]
    planter.wording()
    planter.privacy()
    planter.dates()
    planter.hidden()
    planter.dead_links(partner)
    planter.alive_links(partner)


__all__ = ["PDF", "SERIOUS_TARGETS", "Answer", "Article", "Column", "datetime", "paras", "plant"]
