"""What each of the eighth city's sites consists of, before anyone gives it a layout."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ..model import Answer, Site
from . import words


@dataclass(eq=False)
class Doc:
    title: str
    when: dt.datetime
    html: str = ""
    source: str = ""
    kind: str = "article"  # article | policy | letter | consult | guide
    data: dict[str, Any] = field(default_factory=dict)
    path: str = ""
    offsite: str = ""
    pinned: bool = False
    meta_when: dt.datetime | None = None
    url_when: dt.datetime | None = None
    tail: list[str] = field(default_factory=list)  # pieces put behind the text
    bare: str = ""  # pieces outside the article

    @property
    def day(self) -> dt.date:
        return self.when.date()


@dataclass(eq=False)
class Col:
    name: str
    gen: str = "parent"
    n: int = 8
    section: str = ""
    children: list["Col"] = field(default_factory=list)
    docs: list[Doc] = field(default_factory=list)
    page: str = ""  # a single page's text
    href: str = ""  # leads away
    empty: str = ""
    path: str = ""
    parent: "Col | None" = None
    slug: str = ""

    def walk(self) -> list["Col"]:
        return [self, *(c for child in self.children for c in child.walk())]

    @property
    def crumbs(self) -> list["Col"]:
        return [*(self.parent.crumbs if self.parent else []), self]

    @property
    def feed(self) -> list[Doc]:
        own = self.docs + [d for c in self.children for d in c.feed]
        return sorted(own, key=lambda d: (not d.pinned, -d.when.timestamp()))


@dataclass(eq=False)
class Place:
    """A site with its columns."""

    site: Site
    domain: str
    short: str  # how the office calls itself
    towns: list[str]
    phone: str
    address: str
    tops: list[Col] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    search: str = "html"
    used: set[str] = field(default_factory=set)
    letters: str = "qa"
    platform: str = ""  # a host of its own for disclosure

    @property
    def rng(self) -> Random:
        return self.site.rng

    @property
    def cols(self) -> list[Col]:
        return [c for top in self.tops for c in top.walk()]

    @property
    def docs(self) -> list[Doc]:
        return [d for c in self.cols for d in c.docs]

    def gen(self, *names: str) -> list[Col]:
        return [c for c in self.cols if c.gen in names]

    def away(self, col: Col) -> bool:
        """Whether a column stands on the platform."""
        return bool(self.platform) and col.crumbs[0].name == "政务公开"

    def url(self, col: Col, path: str) -> str:
        return f"{self.platform if self.away(col) else self.site.base}{path}"


def c(name: str, gen: str = "parent", *children: Col, n: int = 8, section: str = "", href: str = "") -> Col:
    made = Col(name, gen, n, section, list(children), href=href)
    for child in children:
        child.parent = made
    return made


def paras(rng: Random, *lines: str) -> str:
    style = rng.choice(["", ' style="text-indent:2em"', ' style="line-height: 1.75em; text-align: justify;"'])
    return "".join(f"<p{style}>{line}</p>" for line in lines)


def person(rng: Random) -> str:
    return rng.choice(words.SURNAMES) + rng.choice(words.GIVEN)


class Filler:
    """Fills columns with what their kind holds."""

    def __init__(self, place: Place) -> None:
        self.place, self.site, self.rng = place, place.site, place.site.rng
        self.year = self.site.as_of.year
        self.stock = {k: self.spread(v) for k, v in (("news", words.NEWS[place.domain]), ("notice", words.NOTICES[""]))}

    def spread(self, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        towns = [*self.place.towns]
        made = [(t.replace("{t}", town), b.replace("{t}", town)) for town in towns for t, b in pairs if "{t}" in t]
        made += [(t, b.replace("{t}", self.rng.choice(towns))) for t, b in pairs if "{t}" not in t]
        self.rng.shuffle(made)
        return made

    def ages(self, n: int, first: tuple[int, int], step: tuple[int, int]) -> list[int]:
        at, made = self.rng.randint(*first), []
        for _ in range(n):
            made.append(at)
            at += self.rng.randint(*step)
        return made

    def text(self, body: str, when: dt.datetime) -> list[str]:
        rng = self.rng
        body = (
            body.replace("{md}", f"{when.month}月{when.day}日")
            .replace("{n}", str(rng.randint(120, 980)))
            .replace("{k}", str(rng.randint(3, 19)))
            .replace("{y}", str(when.year))
        )
        lines = body.split("|")
        lines += rng.sample(words.GENERIC, rng.randint(1, 2))
        if rng.random() < 0.25:
            lines.insert(1, rng.choice(words.RIGHT))
        return lines

    def doc(self, title: str, age: int, *lines: str, kind: str = "article", **data: Any) -> Doc:
        rng = self.rng
        when = self.site.ago(age)
        title = (
            title.replace("{k}", str(rng.randint(3, 9)))
            .replace("{n}", str(rng.randint(200, 900)))
            .replace("{y}", str(when.year))
        )
        while title in self.place.used:
            title += "（续）" if kind == "article" else "（二）"
        self.place.used.add(title)
        source = rng.choice([self.site.owner, self.place.short, f"{self.place.short}办公室"])
        return Doc(title, when, paras(rng, *lines), source, kind, dict(data))

    def on(self, title: str, day: dt.date, *lines: str) -> Doc:
        made = self.doc(title, 1, *lines)
        made.when = dt.datetime(day.year, day.month, day.day, self.rng.randint(9, 17), self.rng.randint(0, 59))
        return made

    def fill(self, col: Col) -> None:
        maker = getattr(self, f"make_{col.gen}", None)
        if maker:
            maker(col)

    # columns with news and notices

    def make_news(self, col: Col) -> None:
        for age in self.ages(col.n, (0, 6), (1, 6)):
            if not self.stock["news"]:
                break
            title, body = self.stock["news"].pop()
            made = self.doc(title, age)
            made.html = paras(self.rng, *self.text(body, made.when))
            if self.rng.random() < 0.2:
                made.html = "<p style='text-align:center'><img src='/images/pic.png' alt='现场图'/></p>" + made.html
            col.docs.append(made)
        if self.rng.random() < 0.5 and len(col.docs) > 3:
            self.rng.choice(col.docs[2:]).pinned = True

    def make_notice(self, col: Col) -> None:
        for age in self.ages(col.n, (3, 60), (6, 30)):
            if not self.stock["notice"]:
                break
            title, body = self.stock["notice"].pop()
            made = self.doc(title, age)
            made.html = paras(self.rng, *self.text(body, made.when)[:2], "特此公告。")
            col.docs.append(made)

    def make_central(self, col: Col) -> None:
        """Rows that lead to other sites."""
        names = [
            "全国政务服务数据共享有关工作推进情况",
            "做好迎峰度冬能源保供有关要求",
            "全国秋粮收购有序推进",
            "支持民营经济发展有关举措发布",
            "多部门部署冬季安全防范工作",
            "今年前三季度居民收入平稳增长",
        ]
        for age, name in zip(self.ages(6, (1, 5), (1, 5)), names, strict=True):
            made = self.doc(name, age)
            made.offsite = f"http://www.province-news.gov.cn/content/{self.site.code}/{age}.html"
            self.place.site.partners["www.province-news.gov.cn"] = "news"
            col.docs.append(made)

    # documents

    def make_policy(self, col: Col) -> None:
        rng, place = self.rng, self.place
        reading = next(iter(place.gen("reading")), None)
        topics = rng.sample(words.POLICIES[place.domain], min(col.n, len(words.POLICIES[place.domain])))
        late = {"county": "政府办", "water": "水", "labor": "人社", "culture": "文旅", "market": "市监"}[place.domain]
        for i, topic in enumerate(topics):
            age = (20, 75, 140, 260, 520, 800, 900, 1000)[i] + rng.randint(0, 25)
            region = place.short.removesuffix("人民政府") if place.domain == "county" else "澜江市"
            name = f"{region}{topic}"
            lines = [
                "各有关单位：",
                f"现将《{name}》印发给你们，请认真遵照执行。",
                "第一条　为了规范相关管理工作，根据有关法律法规，结合本地实际，制定本办法。",
                "第二条　本行政区域内的相关活动，适用本办法。",
                "第三条　主管部门负责组织实施，其他部门按照职责分工做好相关工作。",
                "第四条　本办法自发布之日起施行，有效期五年。",
            ]
            owner = self.site.owner + ("办公室" if place.domain == "county" else "")
            made = self.doc(
                f"{owner}关于印发《{name}》的通知",
                age,
                *lines,
                kind="policy",
                number=f"{place.towns[0][0]}{late}发〔{(self.site.as_of - dt.timedelta(days=age)).year}〕{rng.randint(2, 40)}号",
                name=name,
            )
            col.docs.append(made)
            if reading is not None and age < 500:
                form = rng.choice(
                    [
                        "《{}》政策解读",
                        "一图读懂《{}》",
                        "关于《{}》的解读说明",
                        "图解：《{}》",
                        "《{}》答记者问",
                        "部门负责人解读《{}》",
                    ]
                )
                told = self.doc(
                    form.format(name),
                    age - rng.choice([0, 0, 1, 2]),
                    "一、制定背景",
                    f"近年来，相关领域出现了一些新情况，为此制定《{name}》。",
                    "二、主要内容",
                    "文件共四条，明确了适用范围、职责分工和施行日期。",
                    kind="reading",
                )
                told.when = max(told.when, made.when)
                if (told.day - made.day).days > 3:
                    told.when = made.when
                told.data["of"] = made
                made.data["told"] = told
                reading.docs.append(told)
        for title, age in (
            (f"{place.short}关于{person(rng)}等同志任免职的通知", 40),
            (f"{self.site.owner}关于同意{place.towns[1]}设立社区的批复", 90),
        ):
            if place.domain == "county":
                col.docs.append(
                    self.doc(
                        title,
                        age,
                        "经研究决定，现将有关事项批复通知如下，请按程序办理相关手续。",
                        kind="policy",
                        number=f"{place.towns[0][0]}政函〔{self.year}〕{rng.randint(3, 30)}号",
                        name="",
                    )
                )

    def make_reading(self, col: Col) -> None:
        self.title_rows(col, ["关于今冬供暖有关问题的问答", "惠企政策“明白纸”"], (8, 50), (60, 80))

    def title_rows(self, col: Col, titles: list[str], first: tuple[int, int], step: tuple[int, int]) -> None:
        for age, title in zip(self.ages(len(titles), first, step), titles, strict=True):
            col.docs.append(self.doc(title, age, "现将有关情况公布如下。", *self.rng.sample(words.GENERIC, 2)))

    def quarterly(self, col: Col, form: str, *lines: str) -> None:
        """Rows by month, newest a few weeks ago."""
        for age in self.ages(col.n, (5, 40), (20, 40)):
            day = self.site.as_of - dt.timedelta(days=age)
            before = day.replace(day=1) - dt.timedelta(days=1)
            title = (
                form.replace("{m}", f"{before.year}年{before.month}月")
                .replace("{t}", self.rng.choice(self.place.towns))
                .replace("{u}", self.place.short)
            )
            col.docs.append(
                self.doc(
                    title,
                    age,
                    *(
                        lines
                        or ("根据有关规定，现将相关信息予以公示，请社会各界监督。", "附表数据以主管部门核定为准。")
                    ),
                )
            )

    def make_stat(self, col: Col) -> None:
        self.quarterly(
            col,
            "{m}主要经济指标",
            "初步核算，主要经济指标总体平稳，工业、投资、消费等领域保持增长。",
            "数据均为初步统计数，最终数据以年鉴为准。",
        )
        region = self.place.short.removesuffix("人民政府")
        col.docs.append(
            self.doc(
                f"{region}{self.year - 1}年国民经济和社会发展统计公报", 230, "全年经济运行总体平稳，结构持续优化。"
            )
        )

    def make_permit(self, col: Col) -> None:
        self.quarterly(col, "{m}行政许可决定信息公示表")

    def make_penalty(self, col: Col) -> None:
        self.quarterly(col, "{m}行政处罚决定信息公开表")

    def make_fee(self, col: Col) -> None:
        self.title_rows(
            col,
            [f"{self.year}年行政事业性收费目录清单", "涉企经营服务性收费公示表", "不动产登记收费标准公示"],
            (30, 120),
            (40, 90),
        )

    def make_procure(self, col: Col) -> None:
        self.quarterly(col, "{t}{m}办公设备采购项目成交公告")

    def make_project(self, col: Col) -> None:
        self.quarterly(col, "{m}重点项目建设进展情况")

    def make_livelihood(self, col: Col) -> None:
        self.quarterly(col, "{m}城乡低保资金发放情况")

    def make_emergency(self, col: Col) -> None:
        self.quarterly(col, "{m}自然灾害风险形势分析")

    def make_supervision(self, col: Col) -> None:
        self.quarterly(col, "{m}“双随机、一公开”抽查结果公示")

    def make_recruit(self, col: Col) -> None:
        self.title_rows(
            col,
            [
                f"{self.year}年度考试录用公务员体检公告",
                f"{self.year}年事业单位公开招聘工作人员公告",
                f"关于{self.place.towns[0]}拟录用人员名单的公示",
            ],
            (15, 90),
            (30, 60),
        )

    def make_personnel(self, col: Col) -> None:
        self.title_rows(
            col, [f"关于{person(self.rng)}等{i}名同志职务任免的通知" for i in (3, 5, 8)], (20, 90), (40, 90)
        )

    def make_plan(self, col: Col) -> None:
        region = self.place.short.removesuffix("人民政府")
        self.title_rows(
            col, [f"{region}{self.year}年工作要点", f"{region}{self.year}年度重点任务分解表"], (60, 200), (50, 90)
        )
        col.docs.append(
            self.doc(f"{region}“十四五”发展规划纲要", 1500, "规划期为五年，提出了发展目标、重点任务和保障措施。")
        )

    def make_budget(self, col: Col) -> None:
        for year, back in ((self.year, 280), (self.year - 1, 640)):
            col.docs.append(
                self.doc(
                    f"{self.place.short}{year}年度预算公开说明",
                    back,
                    f"现将{year}年度预算予以公开，包括收支预算总表、一般公共预算财政拨款支出表和“三公”经费表。",
                )
            )
        for year, back in ((self.year - 1, 90), (self.year - 2, 455)):
            col.docs.append(
                self.doc(
                    f"{self.place.short}{year}年度决算公开说明",
                    back,
                    f"现将{year}年度决算予以公开，“三公”经费支出较上年下降。",
                )
            )

    def make_annual(self, col: Col) -> None:
        unit = self.site.owner
        for year in range(self.year - 1, self.year - 5, -1):
            form = self.rng.choice(
                ["{u}{y}年政府信息公开工作年度报告", "{u}{y}年政府信息公开年报", "{u}{y}年度政府信息公开工作报告"]
            )
            col.docs.append(
                self.on(
                    form.format(u=unit, y=year),
                    dt.date(year + 1, 1, self.rng.randint(12, 28)),
                    "本报告由总体情况、主动公开、收到和处理政府信息公开申请、行政复议和行政诉讼、存在的问题及改进、其他需要报告的事项六部分组成。",
                )
            )

    def make_webreport(self, col: Col) -> None:
        for year in range(self.year - 1, self.year - 4, -1):
            col.docs.append(
                self.on(
                    f"{self.site.name.strip('“”网')}网站{year}年工作年度报表",
                    dt.date(year + 1, 1, self.rng.randint(8, 26)),
                    "按照要求，现发布政府网站工作年度报表。",
                )
            )

    def make_selfcheck(self, col: Col) -> None:
        for q, month in ((4, 11), (3, 8), (2, 5), (1, 2)):
            form = self.rng.choice(
                [
                    "关于{y}年第{q}季度政府网站与政务新媒体自查情况的报告",
                    "{y}年第{q}季度网站及政务新媒体自查情况",
                    "{y}年{q}季度政府网站自查自纠情况通报",
                ]
            )
            col.docs.append(
                self.on(
                    form.format(y=self.year, q="一二三四"[q - 1]),
                    dt.date(self.year, month, self.rng.randint(3, 9)),
                    "按照检查指标，对网站和政务新媒体开展了自查，未发现单项否决问题。",
                )
            )

    # single pages

    def make_guide(self, col: Col) -> None:
        p = self.place
        col.page = paras(
            self.rng,
            f"为了便于公民、法人和其他组织获取{self.site.owner}的政府信息，特编制本指南。",
            "一、信息分类和编排体系：分为机构信息、法规文件、规划统计、财政信息等类。",
            "二、获取方式：通过本网站、政务服务大厅查阅点获取。",
            f"三、公开工作机构：{p.short}办公室；地址：{p.address}；办公时间：工作日8:30—12:00，14:00—18:00；联系电话：{p.phone}；传真：{p.phone}。",
        )

    def make_rules(self, col: Col) -> None:
        if self.rng.random() < 0.5:
            self.title_rows(
                col,
                ["政府信息公开保密审查制度", "政府信息依申请公开办理规程", "政府信息发布协调制度"],
                (200, 400),
                (100, 300),
            )
        else:
            col.page = paras(
                self.rng,
                "一、主动公开制度：应当主动公开的信息，自形成之日起二十个工作日内公开。",
                "二、保密审查制度：公开前须经保密审查，谁公开谁负责。",
                "三、责任追究制度：对违反规定的，依法追究责任。",
            )

    def make_onrequest(self, col: Col) -> None:
        col.page = (
            paras(
                self.rng,
                "申请人可以当面、邮寄或者通过网络提出政府信息公开申请。",
                f"受理机构：{self.place.short}办公室，地址：{self.place.address}，电话：{self.place.phone}。",
                "收到申请后，能够当场答复的当场答复；不能当场答复的，自收到申请之日起二十个工作日内答复。",
            )
            + "<p><a href='/images/form.png'>申请流程图</a></p>"
        )

    def make_functions(self, col: Col) -> None:
        col.page = paras(
            self.rng,
            f"{self.site.owner}贯彻落实法律法规和上级决策部署，主要职责是：",
            "（一）拟订相关政策并组织实施。",
            "（二）负责行业管理和监督检查。",
            "（三）承担信访、安全生产等工作。",
            "内设机构：办公室、政策法规科、规划财务科、行政审批科。",
        )

    def make_leaders(self, col: Col) -> None:
        posts = ["主要负责人", "分管日常工作负责人", "班子成员", "班子成员"]
        col.page = "".join(
            f"<div class='person'><h4>{person(self.rng)}</h4><p>{post}，男，汉族，大学学历。负责全面工作或者分管有关科室。</p></div>"
            for post in posts
        )

    def make_contacts(self, col: Col) -> None:
        p = self.place
        col.page = f"<p>办公地址：{p.address}</p><p>办公时间：星期一至星期五 8:30—12:00，14:00—18:00（法定节假日除外）</p><p>联系电话：{p.phone}（办公室）</p><p>邮政编码：725000</p>"

    def make_about(self, col: Col) -> None:
        col.page = paras(
            self.rng,
            "本地地处秦巴山区，气候温和，雨量充沛，森林覆盖率高。",
            "辖区交通便利，物产丰富，盛产茶叶、油茶、魔芋等农产品。",
        )

    def make_offices(self, col: Col) -> None:
        rooms = ("办公室", "规划建设科", "政策法规科", "财务审计科")
        col.page = (
            "<table border='1'><tr><th>科室</th><th>职责</th><th>电话</th></tr>"
            + "".join(
                f"<tr><td>{room}</td><td>承担本科室职责范围内的日常工作</td><td>{self.place.phone}</td></tr>"
                for room in rooms
            )
            + "</table>"
        )

    def make_archive(self, col: Col) -> None:
        self.title_rows(col, ["专题工作阶段性总结", "专题工作动员会召开", "专题工作启动"], (700, 900), (30, 60))

    # dealings

    def make_letters(self, col: Col) -> None:
        rng, site = self.rng, self.site
        samples = rng.sample(words.LETTERS, min(col.n, len(words.LETTERS)))
        for i, (title, asked, answered) in enumerate(samples):
            town = rng.choice(self.place.towns)
            age = (4, 25, 60, 95, 130, 180, 250, 430, 500, 12, 40, 70)[i] + rng.randint(0, 3)
            waits = age < 20 and rng.random() < 0.7
            late = age > 400 and rng.random() < 0.5  # too long ago to count
            reply = None if waits else site.ago(max(age - (200 if late else rng.randint(2, 18)), 0))
            made = self.doc(
                title.replace("{t}", town),
                age,
                kind="letter",
                ask=asked.replace("{t}", town),
                answer="" if waits else answered.replace("{t}", town),
                replied=reply,
                who=rng.choice(words.SURNAMES) + rng.choice(["先生", "女士", "**"]),
                number=f"{(site.as_of - dt.timedelta(days=age)):%Y%m%d}{rng.randint(10, 99)}",
            )
            if reply and reply < made.when:
                made.data["replied"] = made.when + dt.timedelta(days=1)
            col.docs.append(made)

    def make_consult(self, col: Col) -> None:
        rng = self.rng
        topics = [
            "城镇燃气管理办法（征求意见稿）",
            "公共停车设施专项规划（草案）",
            "餐厨垃圾管理规定（征求意见稿）",
            "居家养老服务补贴方案（征求意见稿）",
            "特色街区改造方案（草案）",
            "无障碍环境建设实施方案（征求意见稿）",
        ]
        rng.shuffle(topics)
        feedback = next(iter(self.place.gen("feedback")), None)
        places = ["same", "linked", "column" if feedback else "linked", "same", "linked"]
        for i, topic in enumerate(topics[: col.n]):
            closed = (-12, 45, 110, 170, 240, 520)[i] - rng.randint(0, 6)
            opened = closed + rng.choice([15, 20, 30])
            made = self.doc(
                rng.choice(["关于公开征求《{}》意见的公告", "关于对《{}》征求意见的通知", "《{}》公开征求意见"]).format(
                    topic
                ),
                max(opened, 1),
                kind="consult",
                topic=topic,
                opened=made_day(self.site, max(opened, 1)),
                closed=made_day(self.site, closed),
                result="",
                style=rng.randrange(7),
            )
            col.docs.append(made)
            if closed > 0:
                where = places[i % len(places)]
                on = made_day(self.site, closed - rng.randint(2, 9))
                made.data["result_day"] = on
                made.data["result"] = where
                if where != "same":
                    told = self.doc(
                        rng.choice(
                            ["关于《{}》征求意见情况的反馈", "《{}》意见征集结果公布", "《{}》公众意见采纳情况说明"]
                        ).format(topic),
                        1,
                        f"《{topic}》公开征求意见期间，共收到意见建议{rng.randint(2, 9)}条，采纳{rng.randint(1, 2)}条，未采纳的均已说明理由。",
                        kind="result",
                    )
                    told.when = dt.datetime(on.year, on.month, on.day, 10, rng.randint(0, 59))
                    told.data["of"] = made
                    made.data["told"] = told
                    (feedback if where == "column" and feedback else col).docs.append(told)

    def make_service(self, col: Col) -> None:
        for name in words.GUIDES[self.place.domain][: col.n]:
            made = self.doc(name, self.rng.randint(40, 300), kind="guide", lacks=set())
            col.docs.append(made)

    def make_download(self, col: Col) -> None:
        self.title_rows(col, ["业务申请表下载", "授权委托书样本", "常用表格填写说明"], (60, 300), (60, 200))


def made_day(site: Site, age: int) -> dt.date:
    return site.as_of - dt.timedelta(days=age)
