"""The columns and pages of a site of each kind, and the faults and look-alikes planted into them."""

from datetime import date, datetime, timedelta
from random import Random

from . import prose
from .model import Answer, Article, Column, Site

NEWS_NAMES = ["要闻", "工作动态", "部门动态", "基层动态", "镇街动态", "图片新闻", "综合新闻", "时政要闻", "信息快讯"]
GUIDE_LABELS = {
    "name": ["事项名称", "服务名称", "办理事项"],
    "basis": ["设定依据", "法定依据", "办理依据", "法律依据"],
    "conditions": ["申请条件", "受理条件", "办理条件", "申办条件"],
    "materials": ["办理材料", "申请材料", "申报材料", "所需材料"],
    "place": ["办理地点", "受理地点", "办公地址"],
    "hours": ["办理时间", "办公时间", "受理时间", "工作时间"],
    "phone": ["联系电话", "咨询电话", "咨询方式"],
    "process": ["办理流程", "办理程序", "办事流程"],
    "fees": ["收费标准", "收费情况", "是否收费"],
    "time_limit": ["办理时限", "承诺时限", "法定办结时限"],
}
MATTERS = [
    "食品经营许可证核发", "取水许可审批", "民办幼儿园设立审批", "老年人优待证办理", "临时占道许可", "户外广告设置审批", "残疾人证换领",
    "公共场所卫生许可", "教师资格认定", "农药经营许可", "灵活就业参保登记", "城镇低收入家庭住房补贴申请", "林木采伐许可", "道路运输证补办",
    "生育登记", "建筑垃圾处置核准", "劳务派遣经营许可", "社会团体成立登记", "医师执业注册", "特种设备使用登记",
]  # fmt: skip
WRONG_LISTED = [
    ("布署", "部署"), ("按装", "安装"), ("峻工", "竣工"), ("一如继往", "一如既往"), ("防碍", "妨碍"), ("松驰", "松弛"), ("再接再励", "再接再厉"),
    ("亲睐", "青睐"), ("幅射", "辐射"), ("水笼头", "水龙头"), ("震憾", "震撼"), ("迫不急待", "迫不及待"), ("穿流不息", "川流不息"),
]  # fmt: skip
WRONG_IN = {
    "布署": "会后，各单位立即对重点任务进行了布署，明确了完成时限。",
    "按装": "施工队利用周末时间为村民按装了太阳能路灯。",
    "峻工": "该项目预计明年五月峻工并交付使用。",
    "一如继往": "广大干部表示，将一如继往支持家乡建设。",
    "防碍": "乱停乱放现象防碍了消防通道畅通。",
    "松驰": "值班值守不能有丝毫松驰。",
    "再接再励": "希望大家再接再励，取得更好的成绩。",
    "亲睐": "当地的手工茶受到外地客商亲睐。",
    "幅射": "以示范园为中心，幅射带动周边群众增收。",
    "水笼头": "检查发现三处公共水笼头漏水，已当场更换。",
    "震憾": "展览中的老照片让参观者深感震憾。",
    "迫不急待": "新书刚一上架，孩子们便迫不急待地翻阅起来。",
    "穿流不息": "集市上人流穿流不息，热闹非凡。",
    "贯切落实": "各单位要认真贯切落实会议精神。",
    "取得显注成效": "专项行动开展以来取得显注成效。",
    "不可或确": "群众参与是治理工作不可或确的一环。",
}
WRONG_UNLISTED = [("贯切", "贯彻", "贯切落实"), ("显注", "显著", "取得显注成效"), ("或确", "或缺", "不可或确")]
INNOCENT = [
    "台风预计后天夜间在东南沿海登陆，请注意防范。", "报名截止日期为本月底，逾期不再受理。", "各级部署要求，我们已逐条对照。",
    "会议指出，要加快建设中国特色社会主义法治体系。", "培育建设中华民族现代文明的时代新人。", "安全领导小组办公室负责日常工作。",
    "中华人民共和国境内的单位和个人适用本规定。", "“布署”一词为误写，校对时应当改为“部署”。", "该条款的废止时间：暂无。",
    "截至目前，共有404名学员参加培训，合格率98%。",
]  # fmt: skip
SERIOUS = [
    ("人民攻府", "各级人民攻府应当将所需经费列入预算。"),
    ("中华人民共合国", "根据《中华人民共合国水法》的有关规定，现予公告。"),
    ("中共人民共和国", "中共人民共和国成立以来，当地水利事业不断发展。"),
    ("领导小姐", "成立由分管领导任组长的工作领导小姐，统筹推进。"),
]
SERIOUS_TARGETS = {"人民攻府": ("人民攻府", "攻府"), "中华人民共合国": ("中华人民共合国", "人民共合国", "共合国")}


def paras(lines: list[str], rng: Random) -> str:
    style = rng.choice(["", ' style="text-indent: 2em;"', ' class="MsoNormal" align="justify"'])
    return "".join(f"<p{style}>{line}</p>\n" for line in lines)


def prose_body(rng: Random) -> str:
    lines = prose.paragraphs(rng)
    if rng.random() < 0.4:
        lines.insert(rng.randint(0, len(lines)), rng.choice(INNOCENT))
    return paras(lines, rng)


def articles(site: Site, titles: list[str], ages: list[int], source: str | None = None) -> list[Article]:
    seen: set[str] = set()
    made = []
    for age in sorted(ages):
        when = site.ago(age)
        text = prose.title(site.rng, titles, when.year)
        for _ in range(20):
            if text not in seen:
                break
            text = prose.title(site.rng, titles, when.year)
        seen.add(text)
        made.append(Article(text, when, prose_body(site.rng), source or site.owner))
    return made


def ages(rng: Random, newest: tuple[int, int], spread: int, count: int) -> list[int]:
    first = rng.randint(*newest)
    return [first, *(first + rng.randint(1, spread) for _ in range(count - 1))]


CLASSES: dict[str, tuple[list[str], tuple[int, int], int]] = {  # titles, age of the newest item, spread of the rest
    "news": (prose.NEWS, (0, 11), 60),
    "notice": (prose.NOTICES, (3, 140), 400),
    "policy": ([], (20, 150), 700),
    "personnel": (prose.PERSONNEL, (30, 300), 500),
    "plan": (prose.PLANS, (60, 300), 700),
    "statistics": (prose.STATISTICS, (20, 150), 400),
    "other": (prose.OTHER, (5, 130), 400),
    "permit": (prose.PERMITS, (2, 90), 200),
    "penalty": (prose.PENALTIES, (2, 90), 200),
    "procurement": (prose.PROCUREMENT, (2, 90), 200),
}


def column(site: Site, key: str, name: str, cls: str, count: int | None = None, **extra: object) -> Column:
    made = Column(key, name, cls, **extra)  # type: ignore[arg-type]
    if made.kind == "list" and cls in CLASSES and CLASSES[cls][0]:
        titles, newest, spread = CLASSES[cls]
        number = count if count is not None else site.rng.randint(4, 9)
        made.articles = articles(site, titles, ages(site.rng, newest, spread, number))
    return made


def single(site: Site, key: str, name: str, lines: list[str], section: str | None = None) -> Column:
    return Column(key, name, "static", "single", body=paras(lines, site.rng), section=section)


def phone(rng: Random) -> str:
    return f"0915-{rng.randint(3000000, 8999999)}"


def policy_title(site: Site) -> str:
    return f"{site.owner}{site.rng.choice(['办公室', ''])}关于印发《{prose.topic(site.rng)}{site.rng.choice(['管理办法', '实施细则', '若干措施', '工作方案'])}》的通知"


def bare(title: str) -> str:
    return title[title.index("《") : title.index("》") + 1]


def policy_column(site: Site, key: str, name: str, count: int) -> Column:
    made = Column(key, name, "policy")
    used = set()
    for age in ages(site.rng, (25, 120), 230, count):
        title = policy_title(site)
        while bare(title) in used:
            title = policy_title(site)
        used.add(bare(title))
        body = paras(
            [
                "各镇人民政府，各有关单位：",
                "现将" + bare(title) + "印发给你们，请认真贯彻执行。",
                *prose.clauses(site.rng, 6),
            ],
            site.rng,
        )
        made.articles.append(Article(title, site.ago(age), body, site.owner, doc=True))
    made.articles.sort(key=lambda a: a.when, reverse=True)
    return made


def interpretations(site: Site, policies: Column, key: str, name: str) -> Column:
    """Each policy its interpretation in time, but some: late by a week or more, or never made."""
    rng = site.rng
    made = Column(key, name, "interpretation")
    late = rng.sample(range(len(policies.articles)), min(2, len(policies.articles)))
    for i, policy in enumerate(policies.articles):
        form = rng.choice(
            [
                f"{bare(policy.title)}政策解读",
                f"图解：{bare(policy.title)}",
                f"一图读懂{bare(policy.title)}",
                f"关于{bare(policy.title)}的解读",
            ]
        )
        gap = rng.randint(0, 3)
        if i in late:
            if i == late[0] and rng.random() < 0.5:
                site.fault("late_interpretation", policy.title, f"policy:{policy.title}", "none at all")
                continue
            gap = rng.randint(8, 20)
            site.fault("late_interpretation", policy.title, f"policy:{policy.title}", f"{gap} days")
        day = policy.when + timedelta(days=gap)
        body = paras(
            [f"日前，{site.owner}印发了{bare(policy.title)}，现就有关内容解读如下。", *prose.paragraphs(rng, 3)], rng
        )
        link = f"<p>相关文件：<a href='{{policy:{policy.title}}}'>{policy.title}</a></p>"
        piece = Article(form, day, body + (link if rng.random() < 0.7 else ""), site.owner)
        made.articles.append(piece)
        if rng.random() < 0.6:
            policy.body += f"<p>相关解读：<a href='{{policy:{form}}}'>{form}</a></p>"
    reprint = Article(
        "国务院办公厅关于进一步优化政务服务有关事项的通知",
        site.ago(rng.randint(60, 150)),
        paras(prose.clauses(rng, 6), rng),
        "中国政府网",
        doc=True,
    )
    if rng.random() < 0.6:
        policies.articles.append(reprint)  # somebody else's document: its interpretation is not this site's duty
    fresh = policy_title(site)
    policies.articles.append(
        Article(fresh, site.ago(rng.randint(0, 2)), paras(prose.clauses(rng, 6), rng), site.owner, doc=True)
    )  # still in time
    for col in (policies, made):
        col.articles.sort(key=lambda a: a.when, reverse=True)
    return made


def guide_body(site: Site, matter: str, missing: set[str]) -> str:
    rng = site.rng
    values = {
        "name": matter,
        "basis": f"《中华人民共和国行政许可法》第{rng.randint(10, 60)}条、《{matter}管理规定》第{rng.randint(3, 30)}条",
        "conditions": rng.choice(
            [
                "具有本县户籍或居住证，材料真实有效。",
                "具有固定的经营场所，且符合国家规定的标准。",
                "申请人具备相应资质，近三年无不良记录。",
            ]
        ),
        "materials": "1. 申请表（原件1份）；2. 身份证（复印件1份）；3. "
        + rng.choice(["场所使用证明（复印件2份）", "近期免冠照片2张", "营业执照（复印件1份）"])
        + "。",
        "place": f"{prose.place(rng)}政务服务中心{rng.randint(1, 3)}楼{rng.randint(1, 30)}号窗口",
        "hours": rng.choice(
            ["周一至周五 上午9:00—12:00，下午13:00—17:00（法定节假日除外）", "工作日 8:30-12:00，14:00-18:00"]
        ),
        "phone": phone(rng),
        "process": rng.choice(
            ["申请→受理→审查→决定→发证", "一、申请人提交材料；二、窗口受理；三、现场核查；四、作出决定；五、领取结果。"]
        ),
        "fees": rng.choice(["不收费", "免费", "工本费10元/证"]),
        "time_limit": f"{rng.randint(3, 20)}个工作日",
    }
    rows = [(rng.choice(GUIDE_LABELS[k]), v) for k, v in values.items() if k not in missing]
    first, rest = rows[:1], rows[1:]
    rng.shuffle(rest)
    rows = first + rest
    layout = rng.choice(["table", "table4", "dl", "heading", "inline", "tabs", "bracket"])
    if layout == "table":
        return (
            "<table border=1 class='bszn'>"
            + "".join(f"<tr><td class='tt'>{k}</td><td>{v}</td></tr>" for k, v in rows)
            + "</table>"
        )
    if layout == "table4":
        cells = [f"<th>{k}</th><td>{v}</td>" for k, v in rows]
        return (
            "<table>"
            + "".join("<tr>" + "".join(cells[i : i + 2]) + "</tr>" for i in range(0, len(cells), 2))
            + "</table>"
        )
    if layout == "dl":
        return "<dl>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in rows) + "</dl>"
    numerals = "一二三四五六七八九十"
    if layout == "heading":
        return "".join(f"<p><strong>{numerals[i]}、{k}</strong></p><p>{v}</p>" for i, (k, v) in enumerate(rows))
    if layout == "inline":
        return "".join(f"<p>{numerals[i]}、{k}：{v}</p>" for i, (k, v) in enumerate(rows))
    if layout == "bracket":
        return "".join(f"<p>【{k}】{v}</p>" for k, v in rows)
    heads = "".join(f"<li class='tab' data-i='{i}'>{k}</li>" for i, (k, _) in enumerate(rows))
    return f"<ul class='tabs'>{heads}</ul>" + "".join(
        f"<div class='pane'><h4>{k}</h4><div>{v}</div></div>" for k, v in rows
    )


def guides(site: Site, key: str, name: str) -> Column:
    rng = site.rng
    made = Column(key, name, "guide")
    matters = rng.sample(MATTERS, 5)
    bad = set(rng.sample(matters, rng.randint(1, 2)))
    for matter in matters:
        missing: set[str] = set()
        if matter in bad:
            missing = set(
                rng.sample(
                    ["basis", "conditions", "materials", "place", "hours", "phone", "process"], rng.randint(2, 5)
                )
            )
        title = rng.choice([f"{matter}办事指南", f"{matter}服务指南", matter])
        art = Article(title, site.ago(rng.randint(40, 600)), guide_body(site, matter, missing), site.owner)
        if missing:
            site.fault("incomplete_service_guide", title, f"art:{title}", ",".join(sorted(missing)))
        made.articles.append(art)
    return made


SUBJECTS = [
    "路灯不亮",
    "垃圾清运不及时",
    "公交站点调整",
    "自来水浑浊",
    "夜间施工噪音",
    "学区划分咨询",
    "医保报销比例咨询",
    "小区物业收费",
    "道路坑洼",
    "宅基地办理咨询",
    "广场舞扰民",
    "快递点乱堆放",
]


def messages(site: Site, key: str, name: str, with_faults: bool) -> Column:
    rng = site.rng
    made = Column(
        key, name, "messages", "messages", section="messages", head=("来信主题", "来信时间", "答复时间", "办理状态")
    )
    subjects = rng.sample(SUBJECTS, 8)
    plans: list[tuple[int, int | None, bool]] = [(rng.randint(4, 40), None, False), (rng.randint(50, 80), None, False)]
    plans += [(age, rng.randint(2, 25), False) for age in rng.sample(range(30, 300), 3)]
    plans += [(rng.randint(420, 700), None, False)]  # more than a year back: outside the year looked at
    if with_faults:
        plans += [(rng.randint(110, 330), None, True)]
        if rng.random() < 0.5:
            plans += [(rng.randint(200, 330), rng.randint(110, 150), True)]
    for subject, (age, wait, fault) in zip(subjects, plans, strict=False):
        spot = prose.place(rng)
        title = rng.choice([f"关于{spot}{subject}的问题", f"反映{spot}{subject}", f"{spot}{subject}"])
        asked = site.ago(age)
        answered = asked + timedelta(days=wait) if wait is not None else None
        question = f"您好，我是{spot}的居民，想反映{subject}一事，已经持续{rng.randint(2, 9)}周，给生活带来不便，希望{rng.choice(['有关部门', '贵单位', '领导'])}帮助解决，谢谢！"
        form = rng.randint(0, 2)
        shown = asked.strftime("%Y-%m-%d %H:%M")
        if form == 0:
            body = f"<table class='mail'><tr><th>来信人</th><td>{rng.choice(prose.SURNAMES)}**</td><th>来信时间</th><td>{shown}</td></tr><tr><th>来信内容</th><td colspan=3>{question}</td></tr>"
            if answered:
                body += f"<tr><th>答复单位</th><td>{site.owner}</td><th>答复时间</th><td>{answered:%Y-%m-%d}</td></tr><tr><th>答复内容</th><td colspan=3>{prose.paragraph(rng)}</td></tr>"
            body += "</table>"
        elif form == 1:
            body = f"<div class='ask'><h4>留言内容</h4><p>留言时间：{shown}</p><p>{question}</p></div>"
            body += (
                f"<div class='reply'><h4>回复内容</h4><p>回复单位：{site.owner}　回复时间：{answered:%Y-%m-%d %H:%M}</p><p>{prose.paragraph(rng)}</p></div>"
                if answered
                else "<div class='reply'><h4>回复内容</h4><p>办理中</p></div>"
            )
        else:
            body = f"<p>写信时间：{asked:%Y年%m月%d日}</p><p>问：{question}</p>" + (
                f"<p>答：{prose.paragraph(rng)}</p><p>答复日期：{answered:%Y年%m月%d日}</p>" if answered else ""
            )
        row = (f"{asked:%Y-%m-%d}", f"{answered:%Y-%m-%d}" if answered else "", "已办结" if answered else "办理中")
        made.articles.append(Article(title, asked, body, "", row=row))
        if fault:
            site.fault("unanswered_message", title, f"art:{title}", f"asked {age} days ago, answered after {wait}")
    made.articles.sort(key=lambda a: a.when, reverse=True)
    return made


def consultations(site: Site, key: str, name: str, results: Column | None) -> Column:
    rng = site.rng
    made = Column(key, name, "consultation", "list", section="consultation")
    plans = [
        ("open", -rng.randint(3, 20)),
        ("just closed", rng.randint(1, 8)),
        ("result", rng.randint(40, 200)),
        ("result", rng.randint(60, 300)),
    ]
    plans += [("none", rng.randint(25, 200))] + ([("late", rng.randint(60, 250))] if rng.random() < 0.6 else [])
    used = set()
    for how, closed_ago in plans:
        subject = prose.topic(rng)
        while subject in used:
            subject = prose.topic(rng)
        used.add(subject)
        title = rng.choice(
            [
                f"关于公开征求《{subject}管理办法（征求意见稿）》意见的公告",
                f"《{subject}实施方案（征求意见稿）》公开征集意见",
                f"{subject}满意度网上问卷调查",
            ]
        )
        closed = site.as_of - timedelta(days=closed_ago)
        started = closed - timedelta(days=30)
        body = [f"为做好{subject}工作，广泛听取社会各界意见，现面向社会公开征集意见建议。", *prose.paragraphs(rng, 2)]
        body.append(
            rng.choice(
                [
                    f"征集时间：{started:%Y-%m-%d}至{closed:%Y-%m-%d}",
                    f"意见反馈截止日期为{closed.year}年{closed.month}月{closed.day}日。",
                    f"开始时间：{started:%Y-%m-%d}　结束时间：{closed:%Y-%m-%d}",
                ]
            )
        )
        body.append(f"联系电话：{phone(rng)}，电子邮箱：yjzj@{site.host.removeprefix('www.')}")
        art = Article(title, datetime(started.year, started.month, started.day, 9, 30), paras(body, rng), site.owner)
        if how in ("result", "late"):
            gap = rng.randint(1, 10) if how == "result" else rng.randint(18, 40)
            day = datetime(closed.year, closed.month, closed.day, 10) + timedelta(days=gap)
            text = paras(
                [
                    f"“{title}”活动已于{closed:%Y年%m月%d日}结束，期间共收到意见建议{rng.randint(3, 40)}条，采纳{rng.randint(1, 3)}条。",
                    prose.paragraph(rng),
                ],
                rng,
            )
            if results is None or rng.random() < 0.4:
                art.body += f"<div class='fk'><h4>结果反馈</h4><p>反馈时间：{day:%Y-%m-%d}</p>{text}</div>"
            else:
                results.articles.append(Article(f"关于“{title}”的结果反馈", day, text, site.owner))
        if how in ("none", "late"):
            site.fault("late_consultation_result", title, f"art:{title}", how)
        made.articles.append(art)
    made.articles.sort(key=lambda a: a.when, reverse=True)
    if results:
        results.articles.sort(key=lambda a: a.when, reverse=True)
    return made


def annual_reports(site: Site, name: str) -> Column:
    """Last year's and the two before; as pages, as attachments, or leading out of the column."""
    rng = site.rng
    made = Column("annual_report", name, "static", section="annual_report")
    last = site.as_of.year - 1
    government = site.kind != "department"
    how = rng.choice(["page", "page", "attachment"])
    for year in (last, last - 1, last - 2):
        due = date(year + 1, 3, 31) if government else date(year + 1, 1, 31)
        published = due - timedelta(days=rng.randint(2, 25))
        title = rng.choice(
            [
                f"{site.owner}{year}年政府信息公开工作年度报告",
                f"{year}年度政府信息公开年报",
                f"{site.owner}{year}年度政府信息公开工作年度报告",
            ]
        )
        body = paras(
            [
                f"根据《中华人民共和国政府信息公开条例》规定，编制{year}年度报告。",
                "一、总体情况",
                *prose.paragraphs(rng, 2),
                "二、主动公开政府信息情况",
                prose.paragraph(rng),
                "三、收到和处理政府信息公开申请情况",
                prose.paragraph(rng),
            ],
            rng,
        )
        art = Article(title, datetime(published.year, published.month, published.day, 10, 5), body, site.owner)
        if how == "attachment":
            art.offsite = f"/uploads/ndbg/{year}/P0{rng.randrange(10**12)}.pdf"
            site.extra[art.offsite] = Answer(PDF, type="application/pdf")
        made.articles.append(art)
    return made


PDF = (
    b"%PDF-1.4\n"
    + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    + b"%"
    + b"x" * 3000
    + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def quarterly(site: Site) -> Column:
    made = Column("site_checks", site.rng.choice(["网站检查", "网站自查", "自查报告"]), "static")
    year = site.as_of.year
    spans = [(y, q) for y in (year, year - 1) for q in (4, 3, 2, 1)]
    for y, q in spans:
        due = date(y, q * 3 - 1, 10)
        if due > site.as_of:
            continue
        day = due - timedelta(days=site.rng.randint(1, 6))
        name = site.rng.choice(
            [
                f"{y}年第{'一二三四'[q - 1]}季度政府网站与政务新媒体自查情况",
                f"{site.owner}{y}年第{'一二三四'[q - 1]}季度网站及政务新媒体自查情况的报告",
            ]
        )
        made.articles.append(Article(name, datetime(day.year, day.month, day.day, 9), prose_body(site.rng), site.owner))
    return made


def yearbook(site: Site) -> Column:
    made = Column("site_report", site.rng.choice(["网站年报", "网站工作年度报表", "年度报表"]), "static")
    for year in (site.as_of.year - 1, site.as_of.year - 2):
        day = datetime(year + 1, 1, site.rng.randint(8, 30), 11)
        title = site.rng.choice([f"政府网站工作年度报表（{year}年度）", f"{site.name}政府网站年度工作报表（{year}年）"])
        made.articles.append(
            Article(
                title, day, paras([f"填报单位：{site.owner}", *prose.paragraphs(site.rng, 2)], site.rng), site.owner
            )
        )
    return made


def names(rng: Random, *options: str) -> str:
    return rng.choice(options)


def disclosure(site: Site) -> list[Column]:
    rng = site.rng
    org = site.owner
    big = site.kind != "department"
    boss = "县长" if site.kind == "county" else "市长" if site.kind == "portal" else "局长"
    guide = single(
        site, "guide", names(rng, "政府信息公开指南", "信息公开指南"),
        [f"为方便公民、法人和其他组织获取{org}政府信息，编制本指南。", f"工作机构：{org}办公室，办公地址：{prose.place(rng)}中心路{rng.randint(2, 99)}号，联系电话：{phone(rng)}。", *prose.paragraphs(rng, 2)], "guide",
    )  # fmt: skip
    rules = Column("rules", names(rng, "政府信息公开制度", "公开制度"), "static", section="rules")
    rules.articles = [
        Article(t, site.ago(rng.randint(700, 2200)), paras(prose.clauses(rng, 6), rng), org)
        for t in rng.sample(
            [
                "中华人民共和国政府信息公开条例",
                f"{org}政府信息公开保密审查制度",
                f"{org}政府信息主动公开制度",
                f"{org}信息发布协调制度",
            ],
            3,
        )
    ]
    year = site.as_of.year
    functions = single(
        site,
        "functions",
        names(rng, "机构职能", "机构概况", "部门职责" if not big else "机构设置"),
        [
            f"{org}贯彻落实党中央决策部署，主要职责是：",
            *[f"（{'一二三四五'[i]}）{prose.fill(rng, t)}" for i, t in enumerate(rng.sample(prose.CLAUSES, 5))],
        ],
        "functions",
    )
    leaders = Column(
        "leaders",
        names(rng, "领导信息", "领导之窗", "领导班子" if not big else "领导之窗"),
        "static",
        section="leaders",
    )
    if rng.random() < 0.5:
        leaders.kind = "single"
        leaders.body = "".join(
            f"<div class='ld'><img src='/images/p{i}.jpg' alt='照片'><p>{prose.person(rng)}　{'党组书记、' if not big else ''}{title}</p><p>分管工作：{prose.topic(rng)}、{prose.topic(rng)}。</p></div>"
            for i, title in enumerate([boss, "副" + boss, "副" + boss])
        )
    else:
        leaders.articles = [
            Article(
                f"{prose.person(rng)}　{t}",
                site.ago(rng.randint(400, 900)),
                paras(
                    [
                        f"{t}，负责{prose.topic(rng)}方面的工作。",
                        f"简历：{rng.randint(1966, 1985)}年{rng.randint(1, 12)}月生，大学学历，曾在{prose.place(rng)}工作。",
                        "分管：" + prose.fill(rng, "{topic}，{how}。"),
                    ],
                    rng,
                ),
                org,
            )
            for t in (boss, "副" + boss)
        ]
    contacts = single(
        site,
        "contacts",
        names(rng, "联系方式", "联系我们", "办公时间与联系方式"),
        [
            f"办公地址：{prose.place(rng)}人民路{rng.randint(2, 200)}号",
            "办公时间：周一至周五 8:30—12:00，14:00—18:00",
            f"联系电话：{phone(rng)}　传真：{phone(rng)}",
            "邮政编码：725000",
        ],
        "contacts",
    )
    request = single(
        site,
        "on_request",
        names(rng, "依申请公开", "信息公开申请"),
        [
            f"公民、法人或者其他组织可以向{org}申请获取相关政府信息。",
            prose.paragraph(rng),
            "申请表下载：<a href='/uploads/sqb.doc'>政府信息公开申请表</a>",
            "受理机构：办公室，电话：" + phone(rng),
        ],
        "on_request",
    )
    site.extra["/uploads/sqb.doc"] = Answer(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096, type="application/msword")
    report = annual_reports(site, names(rng, "政府信息公开年度报告", "信息公开年报", "政府信息公开年报"))
    budget = Column("budget", names(rng, "财政预决算", "预算决算", "财政信息"), "static", section="budget")
    budget_items = [
        Article(
            f"{org}{y}年{k}",
            datetime(y, m, rng.randint(3, 27), 15),
            paras([f"一、{y}年收支总体情况", *prose.paragraphs(rng, 2)], rng),
            org,
        )
        for y, k, m in (
            (year, "部门预算公开说明", 2),
            (year - 1, "部门决算", 9),
            (year - 1, "部门预算公开说明", 2),
            (year - 2, "部门决算", 9),
        )
    ]
    if rng.random() < 0.5:
        budget.kind = "parent"
        budget.children = [
            Column("budget1", "部门预算", "static", articles=[a for a in budget_items if "预算" in a.title]),
            Column("budget2", "部门决算", "static", articles=[a for a in budget_items if "决算" in a.title]),
        ]
    else:
        budget.articles = sorted(budget_items, key=lambda a: a.when, reverse=True)
    catalogue = Column(
        "catalogue", names(rng, "法定主动公开内容", "主动公开目录"), "static", "parent", section="catalogue"
    )
    inner = [functions, leaders, contacts, budget]
    if big:
        regs = policy_column(site, "regulations", "规范性文件", 0)
        regs.section = "regulations"
        regs.articles = [
            Article(f"{org}关于{prose.topic(rng)}的规定", site.ago(a), paras(prose.clauses(rng, 6), rng), org, doc=True)
            for a in (rng.randint(230, 330), rng.randint(400, 900))
        ]  # nested: six months do not bind it
        site.tolerate("late_interpretation", None, None, "regulations without an interpretation")
        livelihood = Column(
            "livelihood", names(rng, "民生领域政策", "惠民政策"), "other", "parent", section="livelihood"
        )
        livelihood.children = [
            column(site, f"live{i}", n, "other", 4)
            for i, n in enumerate(rng.sample(["社会救助", "教育领域", "医疗卫生", "稳岗就业", "养老服务"], 3))
        ]
        inner += [
            regs, column(site, "plans", names(rng, "规划计划", "发展规划"), "plan", section="plans"),
            column(site, "statistics", names(rng, "统计信息", "统计数据"), "statistics", section="statistics"),
            column(site, "permits", names(rng, "行政许可", "许可公示"), "permit", section="permits"),
            column(site, "penalties", names(rng, "行政处罚", "处罚公示"), "penalty", section="penalties"),
            column(site, "fees", names(rng, "行政事业性收费", "收费目录清单"), "other", 3, section="fees"),
            column(site, "procurement", names(rng, "政府采购", "采购公告"), "procurement", section="procurement"),
            column(site, "projects", names(rng, "重大建设项目", "重点项目"), "other", 4, section="projects"), livelihood,
            column(site, "emergency", names(rng, "应急管理", "应急预案"), "other", 4, section="emergency"),
            column(site, "supervision", names(rng, "监督检查", "双随机一公开"), "other", 4, section="supervision"),
            column(site, "recruitment", names(rng, "公务员招考", "招考录用"), "personnel", 4, section="recruitment"),
        ]  # fmt: skip
    else:
        inner += [column(site, "permits", "行政许可", "permit", 4), column(site, "plans", "规划计划", "plan", 4)]
    rng.shuffle(inner)
    deep = rng.random() < 0.6
    if deep:
        catalogue.children = inner
        return [guide, rules, catalogue, report, request]
    catalogue.kind, catalogue.articles = "list", articles(site, prose.OTHER, ages(rng, (3, 60), 300, 5))
    return [guide, rules, catalogue, report, request, *inner]


def tree(site: Site) -> None:
    rng = site.rng
    big = site.kind != "department"
    news_names = rng.sample(NEWS_NAMES, 3)
    news = Column("news", rng.choice(["新闻中心", "新闻动态", "政务动态"]) if big else "新闻中心", "news", "parent")
    news.children = [column(site, f"news{i}", n, "news", rng.randint(7, 16)) for i, n in enumerate(news_names)]
    news.children[0].articles[0].kicker = "扎实开展主题教育"
    news.children[0].articles[-1].subtitle = "——" + prose.fill(rng, "{place}{topic}侧记")
    notice = column(site, "notice", rng.choice(["通知公告", "公告公示", "公示公告"]), "notice", rng.randint(6, 12))
    about = Column(
        "about",
        rng.choice(["走进" + site.owner[:3], "概况信息"]) if big else rng.choice(["走进我局", "本局风采"]),
        "static",
        "parent",
    )
    about.children = [
        single(site, "about1", "历史沿革" if big else "发展历程", prose.paragraphs(rng, 3)),
        single(site, "about2", "自然地理" if big else "工作场所", prose.paragraphs(rng, 3)),
    ]
    policy = policy_column(site, "policy", rng.choice(["政策文件", "政策法规" if not big else "政策文件"]), 5)
    reading = interpretations(site, policy, "interpretation", rng.choice(["政策解读", "文件解读"]))
    reading.section = "interpretation" if big else None
    personnel = column(site, "personnel", rng.choice(["人事任免", "人事信息"]), "personnel", 5)
    info = Column("disclosure", "政府信息公开", "static", "parent")
    info.children = [*disclosure(site)]
    if big:
        info.children.append(personnel)
    services = Column("services", rng.choice(["办事服务", "政务服务"]), "guide", "parent")
    services.children = [
        guides(site, "guides", rng.choice(["办事指南", "服务指南"])),
        Column("zwfw", "陕西政务服务网", "other", "external", url="http://zwfw.sxprov.example-gov.cn/portal/"),
    ]
    results = Column("results", rng.choice(["结果反馈", "征集结果"]), "other")
    consult = consultations(site, "consultation", rng.choice(["意见征集", "民意征集", "征集调查"]), results)
    if not big:
        consult.section = None
    boss = "县长" if site.kind == "county" else "市长" if site.kind == "portal" else "局长"
    mail = messages(site, "messages", rng.choice([f"{boss}信箱", "咨询留言", "网上咨询"]), True)
    talk = Column("talk", rng.choice(["互动交流", "政民互动"]), "other", "parent", children=[mail, consult])
    if results.articles:
        talk.children.append(results)
    manage = Column("manage", "网站管理", "static", "parent", children=[quarterly(site), yearbook(site)])
    topics = Column("topics", rng.choice(["专题专栏", "专题"]), "topic", "parent")
    for i, name in enumerate(
        rng.sample(
            ["党史学习教育专题（已归档）", "2021年防汛抗旱专题", "第七次全国人口普查专题", "抗击疫情专题（往期）"], 2
        )
    ):
        old = Column(f"topic{i}", name, "topic", note="archived")
        old.articles = articles(site, prose.NEWS, [rng.randint(900, 1400) for _ in range(4)])
        topics.children.append(old)
    site.columns = [about, news, notice, info, services, talk, topics, manage]
    for c in (policy, reading):
        info.children.append(c) if rng.random() < 0.4 else site.columns.insert(3, c)
    for top in site.columns:
        link(top)
    off = rng.choice(news.children)
    for art in rng.sample(off.articles[1:], 2):
        art.offsite = f"http://mp.weixin.qq.com/s/{rng.randrange(16**8):08x}"
    if rng.random() < 0.5:  # the newest rows lead off the site: still an update
        off.articles[0].offsite = "http://mp.weixin.qq.com/s/newest"
    pinned = rng.choice([notice, *news.children])
    old = Article(
        prose.title(rng, prose.NOTICES, site.as_of.year - 2),
        site.ago(rng.randint(500, 900)),
        prose_body(rng),
        site.owner,
        pinned=True,
    )
    pinned.articles.insert(0, old)
    if rng.random() < 0.5 and results in talk.children:
        results.kind = "iframe"


def link(column: Column) -> None:
    for child in column.children:
        child.parent = column
        link(child)
