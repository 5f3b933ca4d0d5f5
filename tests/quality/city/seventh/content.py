"""The columns of a site of the seventh city, their articles, and which of them are late, empty, out of date or left out."""

from datetime import datetime, timedelta

from ..model import Article, Column, Site
from . import dealings
from . import words as w


class Writer:
    """Makes articles with keys of their own; a site has one."""

    def __init__(self, site: Site, faulty: bool) -> None:
        self.site, self.rng, self.faulty = site, site.rng, faulty
        self.key = self.rng.randint(2000, 9000)
        self.used: set[str] = set()
        self.short = site.owner.removesuffix("人民政府")

    def fill(self, text: str, day: datetime) -> str:
        r = self.rng
        return text.format(p=r.choice(w.PLACES), n=r.randint(3, 98), o=self.site.owner, m=day.month, y=day.year, q=r.choice("一二三四"))  # fmt: skip

    def unique(self, make: list[str], day: datetime) -> str:
        for _ in range(60):
            title = self.fill(self.rng.choice(make), day)
            if title not in self.used:
                break
        else:
            title = f"{title}（{day.month}月{day.day}日）"
        self.used.add(title)
        return title

    def art(self, title: str, when: datetime, body: str, source: str = "", **more: object) -> Article:
        self.key += self.rng.randint(1, 17)
        self.used.add(title)
        return Article(title, when, body, source or self.site.owner, key=self.key, **more)  # type: ignore[arg-type]

    def news(self, day: datetime) -> Article:
        titles, lines = self.rng.choice(w.SUBJECTS)
        title = self.unique(titles, day)
        place = next((p for p in w.PLACES if p in title), self.rng.choice(w.PLACES))
        chosen = self.rng.sample(lines, 3)
        text = [self.rng.choice([f"{day.month}月{max(1, day.day - 1)}日，", "近日，", "连日来，"]) + title.replace(self.site.owner, self.site.owner) + "。", *chosen]  # fmt: skip
        body = "".join(f"<p>　　{self.fill(x.replace('{p}', place), day)}</p>\n" for x in text)
        return self.art(title, day, body, self.rng.choice([self.site.owner, "砚江日报", "砚江市融媒体中心"]))

    def notice(self, day: datetime) -> Article:
        title = self.unique(w.NOTICES, day)
        text = self.rng.sample(w.NOTICE_LINES[:-1], 3)
        body = "".join(f"<p>　　{x}</p>\n" for x in text)
        return self.art(title, day, f"{body}<p style='text-align:right'>{self.site.owner}</p><p style='text-align:right'>{day.year}年{day.month}月{day.day}日</p>")  # fmt: skip

    def days(self, newest: int, count: int, step: tuple[int, int]) -> list[datetime]:
        out, age = [], newest
        for _ in range(count):
            out.append(self.site.ago(age))
            age += self.rng.randint(*step)
        return out


def column(key: str, name: str, cls: str, **more: object) -> Column:
    return Column(key, name, cls, **more)  # type: ignore[arg-type]


def single(key: str, name: str, lines: list[str], section: str | None = None) -> Column:
    return Column(key, name, "static", kind="single", body="".join(f"<p>{x}</p>\n" for x in lines), section=section)


ITEMS: dict[str, tuple[list[str], str, tuple[int, int], int, tuple[int, int]]] = {  # titles, line, newest, count, step
    "plans": (["{o}{y}年工作要点", "{o}“十四五”发展规划", "{o}{y}年度重点工作安排", "{o}{y}年工作计划", "{p}国土空间规划（2021—2035年）公告"], "为做好今后一个时期的工作，结合实际，制定本计划。主要任务分为基础建设、服务提升、能力保障三个方面。", (30, 250), 4, (70, 200)),
    "statistics": (["{y}年{m}月主要经济指标", "{y}年{m}月份统计月报", "{y}年{m}月居民消费价格变动情况"], "本月各项指标总体平稳，规模以上工业增加值同比增长百分之五点{q}。", (9, 35), 6, (29, 32)),
    "permits": (["{y}年{m}月行政许可结果公示", "关于准予{p}便民商店从事零售经营的决定", "{p}新区项目环境影响评价批复公示"], "根据行政许可有关规定，现将审批结果予以公示。", (8, 90), 5, (8, 60)),
    "penalties": (["{y}年第{q}批行政处罚信息公示", "{p}某企业违法占用道路行政处罚决定书", "{y}年{m}月行政处罚案件公开表"], "当事人的行为违反了有关规定，依法作出警告并责令限期改正的决定。", (8, 100), 5, (10, 60)),
    "fees": (["{y}年行政事业性收费目录清单", "{y}年涉企收费目录", "关于降低部分收费标准的说明"], "目录以外不得收取任何费用，收费标准以目录所列文件为准。", (40, 165), 3, (200, 360)),
    "procurement": (["{o}办公设备采购结果公告", "{p}绿化养护服务采购公告", "{o}{y}年物业服务采购意向公开"], "本次采购采用公开方式进行，供应商应具备独立承担民事责任的能力。", (8, 120), 5, (12, 70)),
    "projects": (["{p}污水处理厂扩建项目进展情况", "{p}快速路工程招标投标信息", "{y}年重点建设项目名单"], "项目建设内容包括主体工程和配套工程，目前各标段均按计划实施。", (10, 140), 4, (20, 90)),
    "livelihood": (["{y}年第{q}季度低保资金发放情况", "{y}年{m}月特困人员供养情况", "{p}惠农补贴发放明细说明"], "资金已通过财政补贴统发账户拨付到位，实行社会化发放。", (10, 120), 5, (25, 90)),
    "emergency": (["{o}突发事件应急预案", "{p}地质灾害防治方案", "{y}年{m}月气象灾害预警信息汇总"], "本预案明确了组织体系、预警响应、应急保障等内容。", (15, 160), 4, (30, 120)),
    "supervision": (["{y}年第{q}季度随机抽查结果公示", "{y}年{m}月监督检查情况通报", "{p}市场专项检查结果公告"], "本次检查对象由系统随机产生，检查结果向社会公布。", (10, 120), 4, (25, 90)),
    "recruitment": (["{y}年公开招聘工作人员公告", "{y}年度公务员录用公示（第{q}批）", "{o}招聘编外人员面试通知"], "符合条件的人员可在规定时间内登录报名网站填写信息。", (15, 160), 4, (30, 120)),
    "personnel": (["{o}关于干部任职的通知（{y}年第{m}号）", "{y}年{m}月人事任免信息"], "经研究决定，对有关同志的职务作如下调整。", (15, 200), 3, (40, 160)),
    "proposals": (["对市政协{y}年第{n}号提案的答复", "对人大代表第{n}号建议的答复", "{y}年建议提案办理情况总结"], "您提出的建议收悉，经认真研究，现答复如下：有关工作已列入计划，正在稳步实施。", (20, 150), 4, (15, 80)),
    "decisions": (["{y}年度重大行政决策事项目录", "{p}片区改造重大行政决策公示"], "决策事项依照规定履行公众参与、专家论证、风险评估、合法性审查和集体讨论决定程序。", (20, 160), 3, (60, 200)),
    "statutes": (["政府信息公开条例（全文转载）", "行政复议法实施条例（全文转载）", "优化营商环境条例（全文转载）"], "第一条　为了规范有关活动，保障公民、法人和其他组织的合法权益，制定本条例。", (20, 150), 3, (60, 200)),
}  # fmt: skip
STALE = {
    "news": (16, 90),
    "notice": (190, 420),
    "plans": (380, 700),
    "personnel": (380, 600),
    "recruitment": (380, 600),
}
LIMIT_CLASS = {
    "plans": "plan",
    "personnel": "personnel",
    "recruitment": "personnel",
    "news": "news",
    "notice": "notice",
}
OWED_COUNTY = ["plans", "statistics", "permits", "penalties", "fees", "procurement", "projects", "livelihood", "emergency", "supervision", "recruitment"]  # fmt: skip
SOME_BUREAU = ["plans", "permits", "penalties", "supervision", "recruitment", "statistics", "procurement"]
EXTRA = ["personnel", "proposals", "decisions", "statutes"]


def listed(wr: Writer, key: str, name: str, stale: bool = False) -> Column:
    titles, line, newest, count, step = ITEMS[key]
    low, high = STALE[key] if stale else newest
    if not stale and key in ("plans", "fees"):
        high = min(high, 320)
    col = column(key, name, {"plans": "plan", "personnel": "personnel", "recruitment": "personnel", "statistics": "statistics"}.get(key, "other"), section=key)  # fmt: skip
    for day in wr.days(wr.rng.randint(low, high), count, step):
        title = wr.unique(titles, day)
        body = f"<p>　　{wr.fill(line, day)}</p>\n<p>　　{wr.rng.choice(['具体内容以正式文本为准。', '有关情况由承办科室负责解释。', '特此公布，接受社会监督。'])}</p>"
        col.articles.append(wr.art(title, day, body, doc=key in ("plans", "emergency", "fees")))
    return col


def stream(wr: Writer, key: str, name: str, stale: bool, count: int, soon: bool = False) -> Column:
    news = key.startswith("news")
    cls = "news" if news else "notice"
    if stale:
        newest = wr.rng.randint(*STALE[cls])
    elif wr.site.home_quiet:
        newest = wr.rng.randint(2, 9) if news else wr.rng.randint(20, 60)
    else:
        newest = wr.rng.randint(0, 10) if news or soon else wr.rng.randint(2, 100)
    col = column(key, name, cls)
    for day in wr.days(newest, count, (1, 6) if news else (6, 30)):
        col.articles.append(wr.news(day) if news else wr.notice(day))
    return col


def about(wr: Writer, names: dict[str, str]) -> dict[str, Column]:
    s, r = wr.site, wr.rng
    office, tel = f"砚江市云台路{r.randint(8, 199)}号", f"0775-28{r.randint(10000, 99999)}"
    who = r.sample(["赵立群", "钱维新", "孙晓棠", "李承志", "周慧敏", "吴振邦", "郑文昌"], 4)
    short = "政府办公室" if s.kind != "department" else "本单位"
    return {
        "guide": single("guide", names["guide"], [f"为方便公民、法人和其他组织获取政府信息，{s.owner}编制本指南。", "一、主动公开：本机关在职责范围内主动向社会公开有关政府信息，公民可在本网站查阅。", "二、依申请公开：需要获取其他政府信息的，可填写申请表，当面、邮寄或者在线提交。", f"三、工作机构：{short}承担政府信息公开日常工作，收到申请之日起二十个工作日内予以答复。", "四、监督救济：认为本机关未依法履行公开义务的，可以向上级主管部门投诉举报。"], "guide"),
        "on_request": single("on_request", names["on_request"], ["申请人应当填写《政府信息公开申请表》，写明所需信息的名称、文号或者便于查询的其他特征。", "受理机构自收到申请之日起二十个工作日内答复；需要延长的，延长期限最长不超过二十个工作日。", "<a href='/files/sqb.doc'>政府信息公开申请表.doc</a>"], "on_request"),
        "functions": single("functions", names["functions"], [f"{s.owner}贯彻执行国家有关法律法规和方针政策，主要职责如下：", "（一）拟订本地区有关工作的规划和措施并组织实施。", "（二）负责职责范围内的监督管理和公共服务。", "（三）承担上级机关交办的其他事项。", "内设机构：综合科、业务科、法规科、财务科。"], "functions"),
        "leaders": single("leaders", names["leaders"], [f"{who[0]}　主要负责人，主持全面工作。", f"{who[1]}　分管综合、财务和机关党建工作。", f"{who[2]}　分管业务审批和政务服务工作。", f"{who[3]}　分管法规、执法和安全生产工作。"], "leaders"),
        "contacts": single("contacts", names["contacts"], [f"办公地址：{office}", "办公时间：周一至周五 8:30—12:00，14:30—17:30（法定节假日除外）", f"联系电话：{tel}", "邮政编码：537000"], "contacts"),
    }  # fmt: skip


def tree(site: Site, faulty: bool) -> Writer:
    """Fills the site; what is wrong with it is written down as it is made."""
    wr, r = Writer(site, faulty), site.rng
    county = site.kind != "department"
    names = {k: r.choice(v) for k, v in w.NAMES.items()}
    newsnames = w.NEWS[site.kind]
    newsnames = newsnames if county else newsnames[: r.choice([1, 2])]
    mine = OWED_COUNTY if county else r.sample(SOME_BUREAU, 5)
    extra = EXTRA if county else r.sample(EXTRA, 2)
    # what is to be wrong
    absent: set[str] = set()
    empty: set[str] = set()
    outdated: set[str] = set()
    stale: set[str] = set()
    owed = ["rules", "on_request", "leaders", "budget", "messages", "annual_report"] + (["regulations", *OWED_COUNTY, "interpretation"] if county else [])  # fmt: skip
    if faulty:
        ways = [(k, "absent") for k in owed if k not in ("annual_report", "on_request", "interpretation", "regulations", "statistics")] + [(k, "empty") for k in owed if k not in ("messages", "leaders", "on_request", "interpretation", "regulations", "annual_report")]  # fmt: skip
        ways += [(k, "outdated") for k in ("budget", "annual_report") + (("statistics",) if county else ())]
        chosen: dict[str, str] = {}
        for key, state in r.sample(ways, r.choice([1, 2, 2])):
            chosen.setdefault(key, state)
        for key, state in chosen.items():
            {"absent": absent, "empty": empty, "outdated": outdated}[state].add(key)
        may = [
            *(f"news{i}" for i in range(len(newsnames))),
            "notice",
            *(k for k in mine if k in STALE),
            *(k for k in extra if k in STALE),
        ]
        may = [k for k in may if k not in chosen]
        stale = set(r.sample(may, r.choice([1, 2])))
        if site.home_quiet:
            stale -= {"notice"}
        elif {"notice", *(f"news{i}" for i in range(len(newsnames)))} <= stale:
            stale -= {"notice"}  # else the home page is out of date as well
    cols: dict[str, Column] = about(wr, names)
    cols["rules"] = column("rules", names["rules"], "static", section="rules")
    for title in r.sample(
        [
            "政府信息公开保密审查制度",
            "政府信息主动公开工作制度",
            "政府信息公开责任追究制度",
            "政府信息公开社会评议制度",
        ],
        3,
    ):
        day = site.ago(r.randint(500, 1500))
        cols["rules"].articles.append(wr.art(f"{wr.short}{title}", day, "<p>　　第一条　为规范政府信息公开工作，根据有关规定，制定本制度。</p><p>　　第二条　本制度由办公室负责解释，自印发之日起施行。</p>"))  # fmt: skip
    dealings.reports(wr, cols, names, outdated)
    for key in [*mine, *extra]:
        cols[key] = listed(wr, key, names[key], key in stale)
        if key in stale:
            site.fault("stale_column", cols[key].name, **{"class": LIMIT_CLASS[key]})
        if key in outdated:
            for art, day in zip(cols[key].articles, wr.days(r.randint(400, 700), 9, (30, 32)), strict=False):
                art.title, art.when = wr.unique(ITEMS[key][0], day), day
    cols["budget"] = column("budget", names["budget"], "other", section="budget")
    years = (site.as_of.year - 3, site.as_of.year - 4) if "budget" in outdated else (site.as_of.year, site.as_of.year - 1, site.as_of.year - 2)  # fmt: skip
    for year in years:
        for what, month in (("部门预算", 2), ("部门决算", 9)):
            when = datetime(year, month, r.randint(10, 27), 9, r.randint(10, 59))
            told = year if what == "部门预算" else year - 1
            kind = what.replace("部门", "财政" if county else "部门")
            cols["budget"].articles.append(wr.art(f"{site.owner}{told}年{kind}公开说明", when, f"<p>　　根据预算管理有关规定，现将{told}年{kind}情况予以公开。</p><p>　　收支总体平衡，“三公”经费支出得到有效控制。</p>"))  # fmt: skip
    policy_sites = county or r.random() < 0.7
    if policy_sites:
        dealings.policies(wr, cols, names)
    dealings.consultations(wr, cols, names)
    box = r.choice(w.MAILBOXES[site.kind])
    dealings.letters(wr, cols, box)
    dealings.guides(wr, cols, names)
    for i, name in enumerate(newsnames):
        cols[f"news{i}"] = stream(
            wr, f"news{i}", name, f"news{i}" in stale, r.randint(13, 26) if i == 0 else r.randint(6, 13)
        )
    cols["notice"] = stream(
        wr, "notice", names["notice"], "notice" in stale, r.randint(8, 18), any(k.startswith("news") for k in stale)
    )
    for key in sorted(stale):
        if key in cols and (key.startswith("news") or key == "notice"):
            site.fault("stale_column", cols[key].name, **{"class": "news" if key != "notice" else "notice"})
    # look-alikes
    cols["past"] = column(
        "past", r.choice(["主题教育专栏（已归档）", "往期专题：文明城市创建", "第七次人口普查专题（归档）"]), "topic"
    )
    cols["past"].articles = [wr.news(d) for d in wr.days(r.randint(700, 1100), 4, (5, 30))]
    first = [
        f"{wr.short}位于砚江中游，交通便利，物产丰富，历史文化底蕴深厚。",
        "当前，全体干部群众正团结一心，为加快建设中国式现代化美好家园而努力。",
    ]
    cols["about"] = single(
        "about",
        r.choice(["概况", "走进" + wr.short, "基本情况"]),
        first if county else ["本单位为市政府工作部门，办公楼正在建设中的部分不影响对外服务窗口。", first[1]],
    )
    cols["one"] = column("one", r.choice(["便民热线", "公共服务电话"]), "static", kind="single", body="<table border='1'><tr><td>供水服务</td><td>0775-2811234</td></tr><tr><td>供电服务</td><td>95598</td></tr></table>")  # fmt: skip
    cols["hall"] = column("hall", r.choice(["网上办事大厅", "政务服务网"]), "static", kind="external", url="http://zwfw.lingnan-prov.example/yanjiang/")  # fmt: skip
    cols["pictures"] = column("pictures", "图说" + (wr.short if county else "工作"), "static", kind="single", body="".join(f"<p align='center'><img src='/images/p{i}.jpg' alt=''/></p>" for i in range(3)))  # fmt: skip
    if faulty:
        blank(wr, cols, names)
    if site.home_quiet:
        site.fault("stale_home", None)
    for key in absent:
        cols.pop(key, None)
        if key == "messages":
            cols.pop("mail", None)
        site.fault("missing_section", key, state="absent")
    for key in empty:
        cols[key].articles, cols[key].body = [], ""
        cols[key].note = r.choice(EMPTY)
        site.fault("missing_section", key, state="empty")
    for key in outdated:
        site.fault("missing_section", key, state="outdated")
        if key == "statistics":
            site.tolerate("stale_column", cols[key].name)
    for key in absent | empty:  # what was planted in it is gone
        gone = {"messages": "unanswered_message"}.get(key)
        site.truth = [f for f in site.truth if f.check != gone]
    if all(f"news{i}" in stale for i in range(len(newsnames))):  # then what is above them is late as well
        for name in ROOMS:
            site.tolerate("stale_column", name)
    site.columns = arranged(wr, cols, names, mine, extra)
    linked(site.columns)
    for i, col in enumerate(site.all_columns()):
        col.id = 1021 + 7 * i
    return wr


ROOMS = ["政务动态", "新闻中心", "新闻动态"]
EMPTY = [
    "",
    "暂无相关信息",
    "栏目建设中，敬请期待！",
    "没有查询到相关数据！",
    "共0条记录",
    "对不起，该栏目下暂时没有信息。",
    "内容正在筹备中……",
    "暂无文章",
]


def blank(wr: Writer, cols: dict[str, Column], names: dict[str, str]) -> None:
    """One or two columns without anything in them."""
    r = wr.rng
    for key, name in r.sample([("interviews", names["interviews"]), ("research", "课题研究"), ("video", "视频新闻"), ("down", "资料下载"), ("honor", "荣誉展示"), ("sciences", "科普园地")], r.choice([1, 1, 2])):  # fmt: skip
        cols[key] = column(key, name, "other", note=r.choice(EMPTY), kind=r.choice(["list", "list", "single"]))
        wr.site.fault("empty_column", name)


def arranged(wr: Writer, cols: dict[str, Column], names: dict[str, str], mine: list[str], extra: list[str]) -> list[Column]:  # fmt: skip
    """The columns put into menus, at depths that differ between sites."""
    r, have = wr.rng, cols.get

    def parent(key: str, name: str, keys: list[str]) -> Column:
        return Column(key, name, "static", "parent", children=[c for k in keys if (c := have(k))])

    catalogue = [k for k in [*mine, "budget"] if k in cols]
    gov = parent("gov", r.choice(["政府信息公开", "信息公开", "政务公开"]), ["guide", "rules"])
    shape = r.choice(["deep", "deep", "flat"])
    about_keys = ["functions", "leaders", "contacts", *(["regulations"] if "regulations" in cols else [])]
    if shape == "deep":
        cat = parent("catalogue", names["catalogue"], [*about_keys, *catalogue, *extra])
    else:
        half = len(catalogue) // 2
        groups = [
            ("机构信息", about_keys),
            ("公开事项（一）", catalogue[:half]),
            ("公开事项（二）", catalogue[half:]),
            ("其他公开", extra),
        ]
        cat = Column("catalogue", names["catalogue"], "static", "parent", children=[parent(f"group{i}", n, k) for i, (n, k) in enumerate(groups)])  # fmt: skip
    gov.children += [cat, *[c for k in ("annual_report", "on_request") if (c := have(k))]]
    apart = r.random() < 0.4 and shape == "deep"
    tops: list[Column] = []
    intro = parent("intro", r.choice(["机构概况", "认识我们", "单位介绍"]) if wr.site.kind == "department" else f"走进{wr.short}", ["about", "pictures"])  # fmt: skip
    if apart:
        moved = [c for c in cat.children if c.key in ("functions", "leaders", "contacts")]
        cat.children = [c for c in cat.children if c not in moved]
        intro.children += moved
    if len(intro.children) > 1 and r.random() < 0.8:
        tops.append(intro)
    else:
        tops += intro.children
    news = [k for k in cols if k.startswith("news")]
    tops += [parent("newsroom", r.choice(ROOMS), news)] if len(news) > 1 else [cols[news[0]]]
    tops += [cols["notice"], gov]
    if "reading" in cols:
        tops.append(cols["reading"])
    tops.append(parent("serve", r.choice(["办事服务", "政务服务"]), ["guides", "hall", "one"]))
    talk = [k for k in ("mail", "consult", "results", "interviews") if k in cols]
    if "mail" in cols:
        tops.append(parent("talk", r.choice(["互动交流", "政民互动平台", "公众参与"]), talk))
    else:
        tops += [cols[k] for k in talk]
    rest = [k for k in ("research", "video", "down", "honor", "sciences") if k in cols]
    tops.append(parent("topics", names["topics"], ["past", "reports", *rest]))
    return tops


def linked(columns: list[Column], parent: Column | None = None) -> None:
    for col in columns:
        col.parent = parent
        linked(col.children, col)


def ahead(site: Site, days: int) -> datetime:
    return datetime(site.as_of.year, site.as_of.month, site.as_of.day, 9, 30) + timedelta(days=days)
