"""The columns and pages of the fourth city's sites. Faults go to ``site.truth`` where they are made."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ..model import Answer, Article, Column, Site
from . import words
from .dealings import consultations, guides, letters, policies
from .parts import adopt, column, compose, single

NEWS = ["今日要闻", "县域要闻", "乡镇动态", "基层动态", "工作动态", "政务动态", "图片新闻", "单位动态", "镇村动态", "时政要闻"]  # fmt: skip
ATTACHED = b"%PDF-1.5\n" + b"%" + b"0" * 4000 + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# what a leaf of statutory disclosure is called on real sites: the usual name first
CALLED: dict[str, tuple[str, ...]] = {
    "guide": ("政府信息公开指南", "信息公开指南"), "rules": ("政府信息公开制度", "信息公开制度"), "catalogue": ("法定主动公开内容", "主动公开目录"),
    "annual_report": ("政府信息公开年报", "政府信息公开年度报告", "信息公开年报", "信息公开年度报告"), "on_request": ("依申请公开",), "functions": ("机构职能", "机构概况", "机构设置", "部门职责"),
    "leaders": ("领导信息", "领导之窗", "领导班子", "领导介绍"), "contacts": ("联系方式", "联系我们"), "budget": ("财政预决算", "预决算公开", "财政信息", "财政资金"), "regulations": ("规范性文件", "行政规范性文件"),
    "plans": ("规划计划", "发展规划", "规划信息"), "statistics": ("统计信息", "统计数据", "统计公报"), "permits": ("行政许可", "行政许可公示"), "penalties": ("行政处罚", "行政处罚公示"), "fees": ("行政事业性收费", "收费目录清单", "收费项目"),
    "procurement": ("政府采购", "政府集中采购"), "projects": ("重大建设项目", "重大项目", "重点项目"), "emergency": ("应急管理", "应急预案", "突发事件应对"), "supervision": ("监督检查", "双随机、一公开"), "recruitment": ("公务员招考", "人事招考", "招考录用"),
    "livelihood": ("民生实事", "社会保障", "惠民政策"),
}  # fmt: skip


def called(site: Site, key: str) -> str:
    return site.rng.choice(CALLED[key])


def reports_of_disclosure(site: Site) -> Column:
    """Last year's report and the ones before: as pages or as files; in time, late or not there."""
    rng, last = site.rng, site.as_of.year - 1
    made = Column("annual_report", called(site, "annual_report"), "static", section="annual_report")
    filed = rng.random() < 0.35
    for year in range(last, last - 4, -1):
        due = date(year + 1, 1, 31) if site.kind == "department" else date(year + 1, 3, 31)
        day = due - timedelta(days=rng.choice([0, 3, 9, 17, 28]))
        title = rng.choice([f"{site.owner}{year}年政府信息公开工作年度报告", f"{year}年政府信息公开年度报告", f"{site.owner}关于{year}年度政府信息公开工作情况的报告", f"{site.owner}{year}年政府信息公开年报"])  # fmt: skip
        lines = [f"根据《中华人民共和国政府信息公开条例》要求，编制本报告，数据统计期限自{year}年1月1日起至{year}年12月31日止。", "一、总体情况", *words.paragraphs(rng, 1), "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项", "无。"]  # fmt: skip
        art = Article(title, datetime(day.year, day.month, day.day, 15, 42), compose(rng, lines), site.owner)
        if filed:
            art.offsite = f"/attachment/{year}/ndbg{year}.pdf"
            site.extra[art.offsite] = Answer(ATTACHED, type="application/pdf")
        made.articles.append(art)
    chance = rng.random()
    if chance < 0.25:
        made.articles.pop(0)
        site.fault("missing_section", "annual_report", state="outdated")
        site.fault("overdue_report", "disclosure_annual")
    elif chance < 0.5:
        late = made.articles[0]
        late.when = datetime(last + 1, 4 if site.kind != "department" else 2, rng.randint(1, 20), 9, 5)
        site.fault("overdue_report", "disclosure_annual", note="late")
    return made


def budgets(site: Site) -> Column:
    rng, year = site.rng, site.as_of.year
    made = Column("budget", called(site, "budget"), "static", section="budget")
    body = site.owner if site.kind == "department" else site.owner.removesuffix("人民政府")
    rows = []
    for y in (year, year - 1, year - 2):
        rows += [(f"{body}{y}年部门预算公开" if site.kind == "department" else f"{body}{y}年财政预算", datetime(y, 2, rng.randint(3, 26), 10))]  # fmt: skip
        if y < year:
            rows += [(f"{body}{y}年度部门决算公开" if site.kind == "department" else f"{body}{y}年财政决算", datetime(y + 1, 9, rng.randint(3, 26), 10))]  # fmt: skip
    made.articles = [Article(t, w, compose(rng, [f"目录：第一部分　概况；第二部分　{w.year}年收支表；第三部分　情况说明。", *words.paragraphs(rng, 2)]), site.owner) for t, w in rows]  # fmt: skip
    if rng.random() < 0.4:
        made.kind = "parent"
        made.children = [Column("budget_y", "部门预算" if site.kind == "department" else "政府预算", "static", articles=[a for a in made.articles if "预算" in a.title]), Column("budget_j", "部门决算" if site.kind == "department" else "政府决算", "static", articles=[a for a in made.articles if "决算" in a.title])]  # fmt: skip
        made.articles = []
    return made


def long_ago(col: Column, years: int) -> None:
    """Everything in the column as it was years before."""
    for one in col.walk():
        for art in one.articles:
            for y in sorted({art.when.year, art.when.year - 1, art.when.year + 1}):
                art.title, art.body = art.title.replace(f"{y}年", f"{y - years}年"), art.body.replace(f"{y}年", f"{y - years}年")  # fmt: skip
            art.when = art.when.replace(year=art.when.year - years, day=min(art.when.day, 28))


def disclosure(site: Site) -> Column:
    rng, org, big = site.rng, site.owner, site.kind != "department"
    top = Column("gk", rng.choice(["政府信息公开", "政务公开", "信息公开"]), "static", "parent")
    guide = single(site, "guide", called(site, "guide"), [f"为了更好地提供政府信息公开服务，{org}编制了本指南。", "一、信息分类和编排体系", words.paragraphs(rng, 1)[0], "二、获取形式", "（一）主动公开。（二）依申请公开。", "三、工作机构", f"受理机构名称：{org}办公室；办公时间：8:30-12:00、14:30-17:30；联系电话：{words.landline(rng)}。"], "guide")  # fmt: skip
    rules = column(site, "rules", called(site, "rules"), "static", 800, 4, ["{m}信息公开保密审查办法", "政府信息公开工作考核办法（{v}）", "{m}信息发布协调制度"], 400, section="rules")  # fmt: skip
    request = single(site, "on_request", "依申请公开", ["公民、法人或者其他组织可以书面形式申请获取政府信息。", "一、申请渠道：当面申请、信函申请、在线申请。", "二、办理流程：登记、审查、答复。", "三、收费标准：按照国务院办公厅有关规定执行。", "<a href='/files/sqb.docx'>下载：政府信息公开申请表</a>"], "on_request")  # fmt: skip
    site.extra["/files/sqb.docx"] = Answer(b"PK\x03\x04" + b"\0" * 3000 + b"word/document.xml" + b"\0" * 500, type="application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip
    functions = single(site, "functions", called(site, "functions"), [f"{org}主要职责：", *[f"（{n}）{words.pick(rng, t)}" for n, t in zip("一二三四", rng.sample(words.CLAUSES, 4), strict=True)], "内设机构：办公室、综合股、业务股、法规股。"], "functions")  # fmt: skip
    head = "镇长" if org.endswith("镇人民政府") else "县长" if site.kind == "county" else "市长" if big else "局长"
    leaders = single(site, "leaders", called(site, "leaders"), [f"<img src='/images/ld{i}.jpg'><b>{words.person(rng)}</b>　{t}。{rng.choice(['男', '女'])}，汉族，{rng.randint(1968, 1988)}年{rng.randint(1, 12)}月出生，大学学历，中共党员。分管{rng.choice(words.MATTERS)}、{rng.choice(words.MATTERS)}工作。" for i, t in enumerate([f"党委书记、{head}", f"副{head}", f"副{head}"])], "leaders")  # fmt: skip
    contacts = single(site, "contacts", called(site, "contacts"), [f"单位地址：{rng.choice(words.VILLAGES)}{rng.randint(1, 200)}号", "上班时间：周一至周五 8:30—17:30", f"电　　话：{words.landline(rng)}", f"传　　真：{words.landline(rng)}", "邮政编码：410200"], "contacts")  # fmt: skip
    inner = [functions, leaders, contacts, budgets(site)]
    optional = [
        ("permits", "other", ["准予{m}设立登记的决定", "{v}{m}行政许可决定书"]), ("penalties", "other", ["{v}某商行违反{m}规定案行政处罚决定书"]), ("procurement", "other", ["{m}采购项目公开招标公告", "{m}服务采购中标公告"]),
        ("projects", "other", ["{v}{m}项目初步设计的批复", "{m}项目环评公示"]), ("emergency", "other", ["{m}突发事件应急预案", "{v}山洪灾害预警信息"]), ("supervision", "other", ["{m}双随机抽查结果公示", "{m}专项检查情况通报"]), ("livelihood", "other", ["{m}资金发放公示", "{m}政策问答"]),
        ("fees", "static", ["{m}收费目录清单"]), ("recruitment", "personnel", ["{m}岗位公开招聘公告", "{m}岗位面试成绩公示"]),
    ]  # fmt: skip
    if big:
        for key, cls, forms in optional:
            inner.append(column(site, key, called(site, key), cls, rng.randint(4, 120), 4, forms, 40, section=key))
        inner += [
            column(site, "regulations", called(site, "regulations"), "static", 380, 3, ["{m}管理规定", "{m}实施办法"], 200, section="regulations"),
            column(site, "plans", called(site, "plans"), "plan", rng.randint(40, 300), 3, ["“十五五”{m}规划", "{m}三年行动计划"], 300, section="plans"),
            column(site, "statistics", called(site, "statistics"), "statistics", rng.randint(10, 70), 6, ["{mo}月份{m}统计快报", "{m}统计公报"], 60, section="statistics"),
        ]  # fmt: skip
        if rng.random() < 0.7:
            moved = rng.choice([c for c in inner if c.key in ("permits", "penalties", "procurement")])
            moved.kind, moved.articles, moved.url = "external", [], f"http://{rng.choice(['zwfw', 'xyxx', 'ggzyjy'])}.lanzhou-prov.example-gov.cn/{moved.key}.html"  # fmt: skip
            site.partners[moved.url.split("/")[2]] = "platform"
    rng.shuffle(inner)
    yearly = reports_of_disclosure(site)
    catalogue = Column("catalogue", called(site, "catalogue"), "static", "parent", section="catalogue")
    flat = rng.random() < 0.4
    if flat:
        catalogue.kind, catalogue.articles = "list", column(site, "x", "x", "other", 9, 7, ["{m}情况公开", "{m}信息（{mo}月）"]).articles  # fmt: skip
        top.children = [guide, rules, catalogue, *inner, yearly, request]
    else:
        catalogue.children = inner
        top.children = [guide, rules, catalogue, yearly, request]
    lacking(site, top, [guide, rules, request, *inner])
    return top


def lacking(site: Site, top: Column, candidates: Sequence[Column]) -> None:
    """Two sections that are absent, empty or long out of date."""
    rng = site.rng
    for col in rng.sample([c for c in candidates if c.kind != "external"], 2):
        how = rng.choice(["absent", "empty", "outdated"] if col.key in ("budget", "statistics") else ["absent", "empty"])  # fmt: skip
        if how == "absent" and col.key == "regulations":
            how = "empty"  # policy documents are that section by another name
        if how == "absent":
            for home in top.walk():
                home.children = [c for c in home.children if c is not col]
        elif how == "empty":
            col.kind, col.articles, col.children, col.body = "list", [], [], rng.choice(words.BLANKS)
        else:
            long_ago(col, 3)
            if col.key == "statistics":
                site.tolerate("stale_column", col.name)
        site.fault("missing_section", col.section, state=how, note=col.body[:40])


def site_reports(site: Site) -> list[Column]:
    rng, year = site.rng, site.as_of.year
    checks = Column("checks", rng.choice(["网站自查", "网站检查", "自查情况", "监管通报"]), "static")
    for y, q, month in ((year, 4, 11), (year, 3, 8), (year, 2, 5), (year, 1, 2), (year - 1, 4, 11), (year - 1, 3, 8)):
        title = rng.choice([f"{site.owner}{y}年第{'一二三四'[q - 1]}季度政府网站与政务新媒体自查情况", f"{y}年第{q}季度政府网站自查报告", f"关于{y}年{'一二三四'[q - 1]}季度政府网站和政务新媒体检查情况的通报"])  # fmt: skip
        checks.articles.append(Article(title, datetime(y, month, rng.randint(1, 10), 17, 30), compose(rng, ["自查总体情况良好，未发现单项否决问题。", *words.paragraphs(rng, 1)]), site.owner))  # fmt: skip
    yearly = Column("webreport", rng.choice(["网站年报", "工作年度报表", "网站工作年度报表"]), "static")
    for y in (year - 1, year - 2, year - 3):
        yearly.articles.append(Article(rng.choice([f"政府网站工作年度报表（{y}年度）", f"{site.name}工作年度报表（{y}年度）"]), datetime(y + 1, 1, rng.randint(4, 31), 11), compose(rng, [f"填报单位：{site.owner}", "独立用户访问总量（单位：个）", "网站总访问量（单位：次）"]), site.owner))  # fmt: skip
    chance = rng.random()
    if chance < 0.3:
        checks.articles.pop(0)
        site.fault("overdue_report", "quarterly_self_inspection")
    elif chance < 0.5:
        checks.articles[0].when = datetime(year, 11, rng.randint(11, 22), 9)
        site.fault("overdue_report", "quarterly_self_inspection", note="late")
    if rng.random() < 0.4:
        yearly.articles.pop(0)
        site.fault("overdue_report", "website_annual")
    return [checks, yearly]


def news(site: Site) -> Column:
    rng = site.rng
    top = Column("news", rng.choice(["新闻中心", "政务动态", "新闻动态", "资讯中心"]), "news", "parent")
    stale = 3 if site.home_quiet else rng.choice([0, 0, 1, 1, 2])
    for i, name in enumerate(rng.sample([n for n in NEWS if n != top.name], 3)):
        newest = rng.randint(15, 150) if i < stale else rng.randint(0, 14)
        col = column(site, f"news{i}", name, "news", newest, rng.randint(7, 18), words.HEADS, 7)
        if i < stale:
            site.fault("stale_column", name, note=f"{newest} days")
        elif rng.random() < 0.35:  # an update all the same: the row leads to the public account
            col.articles[0].offsite = f"https://mp.weixin.qq.com/s/{rng.randrange(16**10):010x}"
        if rng.random() < 0.5:
            col.articles.insert(0, Article(words.heads(rng, words.HEADS, 1)[0], site.ago(rng.randint(320, 700)), compose(rng, words.paragraphs(rng, 3)), site.owner, pinned=True))  # fmt: skip
        top.children.append(col)
    if site.home_quiet:
        site.fault("stale_home")
        site.tolerate("stale_column", top.name)
    return top


def tree(site: Site) -> None:
    """All columns of the site, with what is wrong in them."""
    rng, big, year = site.rng, site.kind != "department", site.as_of.year
    quiet_notice = site.home_quiet or rng.random() < 0.3
    notice = column(site, "notice", rng.choice(["通知公告", "公示公告", "公告公示"]), "notice", rng.randint(195, 320) if quiet_notice else rng.randint(3, 180), rng.randint(5, 14), words.CALLS, 20)  # fmt: skip
    if quiet_notice:
        site.fault("stale_column", notice.name, note=f"{notice.articles[0].day}")
    place = site.owner.removesuffix("人民政府")
    about = Column("about", rng.choice([f"走进{place}", f"{place}概况"]) if big else rng.choice(["关于我们", "走进我们"]), "static", "parent", children=[single(site, "ab1", "历史沿革" if big else "基本情况", words.paragraphs(rng, 3)), single(site, "ab2", "风景名胜" if big else "办公环境", ["<img src='/images/fj.jpg' alt='风景'>", *words.paragraphs(rng, 1)])])  # fmt: skip
    docs, read = policies(site)
    info = disclosure(site)
    ask, told = consultations(site)
    talk = Column("talk", rng.choice(["互动交流", "公众参与", "政民互动"]), "other", "parent", children=[letters(site), ask, told])  # fmt: skip
    if talk.name == "互动交流":
        talk.section = "messages"
    serve = Column("serve", rng.choice(["办事服务", "网上办事", "便民服务"]), "guide", "parent", children=[guides(site), Column("hall", "网上办事大厅", "other", "external", url="http://zwfw.lanzhou-prov.example-gov.cn/")])  # fmt: skip
    topics = Column("topics", rng.choice(["专题专栏", "热点专题"]), "topic", "parent", children=[column(site, "tp1", f"{year - 3}年创卫专题（归档）", "topic", 1000, 4, words.HEADS, 30), column(site, "tp2", "“三严三实”专题教育（往期）", "topic", 1500, 3, words.HEADS, 30)])  # fmt: skip
    manage = Column("manage", rng.choice(["网站管理", "网站建设"]), "static", "parent", children=site_reports(site))
    people = column(site, "people", rng.choice(["人事任免", "人事信息"]), "personnel", rng.randint(60, 350), 4, ["关于{s}某某等同志职务任免的通知", "{m}岗位拟任干部公示（{mo}）"], 90)  # fmt: skip
    if rng.random() < 0.35:
        for art in people.articles:
            art.when -= timedelta(days=400)
        site.fault("stale_column", people.name)
    info.children.append(people)
    if rng.random() < 0.5:
        info.children.append(read)
    top = news(site)
    homes = [about, talk, topics, info, top]
    for i, name in enumerate(rng.sample(["网上直播", "新闻发布", "党务公开", "热点回应", "媒体聚焦", "视频点播", "建议提案", "法治宣传", "招商引资", "生活指南"], rng.randint(1, 3))):  # fmt: skip
        made = Column(f"blank{i}", name, "other", body=rng.choice(words.BLANKS))
        rng.choice(homes).children.append(made)
        site.fault("empty_column", name, note=made.body[:50])
    # look empty or overdue, and are neither
    about.children.append(Column("gallery", "魅力图集", "other", "single", body="".join(f"<p><img src='/images/g{i}.jpg'></p>" for i in range(5))))  # fmt: skip
    talk.children.append(Column("one", "网民建议", "other", articles=[Article(f"关于{rng.choice(words.MATTERS)}的建议", site.ago(90), compose(rng, words.paragraphs(rng, 1)), site.owner)]))  # fmt: skip
    about.children.append(single(site, "short", "城市荣誉", ["全国文明城市提名城市。"]))
    site.columns = [about, top, notice, info, serve, talk, topics, manage]
    if read not in info.children:
        site.columns.insert(4, read)
    if rng.random() < 0.5:
        info.children.append(docs)
    else:
        site.columns.insert(3, docs)
    for one in site.columns:
        adopt(one)
