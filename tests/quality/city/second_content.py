"""A second city, written apart from the first and from the code under test: other names, sentences, faults and look-alikes.

`tree` plants as it builds: every fault goes to ``site.truth`` where it is made. Nothing here is tuned to what the
inspection finds; a plant that turned out to be no fault by the contract is taken out, not weakened.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from . import prose
from .faults import card_number, id_number
from .model import Answer, Article, Column, Site

WORKS = [
    "电梯加装", "农村饮水工程管护", "集体林地流转", "校外培训治理", "社区食堂运营", "公交线网优化", "中药材种植补贴", "危险化学品运输",
    "历史街区保护", "地质灾害搬迁避险", "餐厨垃圾收运", "殡葬服务收费", "家政服务提质", "粮食收储轮换", "消防水源建设", "共享单车停放",
    "乡村民宿登记", "畜禽粪污处理", "适老化改造", "河道采砂", "网约车经营", "职业技能竞赛", "再生资源回收", "小微企业贴息贷款",
]  # fmt: skip
HEADLINES = [
    "{w}工作推进会召开", "我市{w}经验在全省交流", "{p}：{w}惠及千家万户", "{l}调研{w}工作", "聚焦{w} 守护群众幸福", "{p}扎实推进{w}",
    "“三个到位”抓实{w}", "{w}专题培训班开班", "{l}到{p}走访慰问", "{w}现场观摩活动在{p}举行", "多部门联合开展{w}检查", "{p}{w}见闻",
]  # fmt: skip
NOTICE_HEADS = [
    "关于{w}项目中标结果的公示", "关于开展{w}申报工作的通告", "关于{p}道路临时封闭的通告", "{w}资金分配公示", "关于{w}评审专家入库名单的公告",
    "关于举办{w}宣传活动的通知", "{w}监测结果公告", "关于拟命名{w}示范点的公示",
]  # fmt: skip
NEWS_COLUMNS = [
    "本市要闻",
    "政务要闻",
    "区县动态",
    "部门快讯",
    "乡镇动态",
    "行业新闻",
    "系统动态",
    "今日要闻",
    "一线动态",
]
WRONG = {
    "座落": "", "签定": "市里与三家企业签定了供货合同。", "渡假": "", "通迅": "请及时更新通迅录并报送办公室。", "脉博": "培训内容紧扣时代脉博。",
    "坐阵": "各包村干部坐阵指挥，防汛物资提前到位。", "针贬": "报告针贬时弊，引起与会代表共鸣。", "甘败下风": "对手最终甘败下风，冠军留在了本地。",
    "罗唆": "", "美仑美奂": "夜晚的滨河公园美仑美奂，游人如织。", "谈笑风声": "茶馆里老人们谈笑风声。", "一愁莫展": "货源紧张时，店主曾一愁莫展。",
    "世外桃园": "这里山清水秀，宛如世外桃园。", "黄梁一梦": "盲目投资终成黄梁一梦。", "出奇不意": "演练中红方出奇不意，率先控制火点。",
    "趋之若骛": "新品一上市便引得顾客趋之若骛。", "鬼计": "警方揭露骗子的鬼计，提醒市民注意。", "安份守己": "帮教对象已能安份守己、自食其力。",
    "委屈求全": "调解员劝导双方不必委屈求全，依法协商。", "九宵": "险情解除，大家把担忧抛到九宵云外。",
}  # fmt: skip
GOOD_LINES = [
    "渔船已于凌晨在港口登陆，人员安全。", "申报截止时间为本月二十日，逾期不予受理。", "他坦言，自己经营的小店离不开邻里帮助。",
    "二月份内完成的任务，列入台账。", "该镇位于两县交界处，坐落着三座古桥。", "建设中小河流治理工程，需要统筹资金。", "编号404的档案盒已补齐。",
    "“截止目前”应写作“截至目前”，这是写作课上的例子。", "规定单位应当如实填报。", "会议在人民会堂召开。",
]  # fmt: skip
SERIOUS = [
    ("人民正府", "经县人民正府研究同意，现予公布。"), ("中国共产党第二十次全国代表大", ""), ("国务院办工厅", ""),
    ("攻府", "各级攻府要切实担起责任。"), ("中华人民共合国", "《中华人民共合国土地管理法》第四十七条规定如下。"),
]  # fmt: skip
BLANKS = [
    "<div class='tips'>暂无相关信息！</div>", "<p style='text-align:center'>抱歉，该栏目暂时没有内容。</p>", "<ul class='news'></ul><div class='fy'>共0条 第1/1页 首页 上一页 下一页 尾页</div>",
    "<table class='lb'><tr><th>序号</th><th>标题</th><th>发布日期</th></tr></table>", "<p>栏目内容正在整理中，敬请期待！</p>", "<div class='empty'><span>本栏目建设中……</span></div>",
    "<ul class='news'><li>暂无数据</li></ul>", "<p>&nbsp;</p>", "<div class='list'><p>没有找到符合条件的内容</p></div>", "<h4>网站升级中，请稍候访问</h4>",
]  # fmt: skip
LABELS = {
    "basis": ["法律依据", "设立依据", "政策依据", "实施依据"], "conditions": ["申请条件", "办理条件", "申报条件", "准入条件"],
    "materials": ["提交材料", "材料清单", "申报资料", "申请材料目录"], "place": ["办公地址", "办理窗口", "办事地点", "窗口地址"],
    "hours": ["服务时间", "工作时间", "接待时间", "受理时间"], "phone": ["咨询电话", "服务电话", "联系方式", "办公电话"],
    "process": ["办理步骤", "审批流程", "办事流程", "办理程序"], "fees": ["收费依据及标准", "是否收费", "办理费用"], "time_limit": ["承诺期限", "办结时限", "法定期限"],
}  # fmt: skip


def blanks(site: Site) -> list[str]:
    from .third import BLANKS as OTHERS

    return OTHERS if site.third else BLANKS


def word(rng: Random) -> str:
    return rng.choice(WORKS)


def headline(rng: Random, forms: Sequence[str] = HEADLINES) -> str:
    return rng.choice(forms).format(
        w=word(rng), p=prose.place(rng), l=rng.choice(["市领导", "局领导班子成员", "省督导组", "县委书记"])
    )


def text(rng: Random, lines: Sequence[str] | None = None) -> str:
    lines = list(lines) if lines is not None else prose.paragraphs(rng, rng.randint(2, 4))
    if rng.random() < 0.3:
        lines.insert(rng.randint(0, len(lines)), rng.choice(GOOD_LINES))
    form = rng.choice(["<p>　　{}</p>", "<p style='line-height:2em'>{}</p>", "<div>{}</div>", "　　{}<br><br>", "<p><span style='font-family:仿宋'>{}</span></p>"])  # fmt: skip
    return "\n".join(form.format(line) for line in lines)


def when(site: Site, days: int) -> datetime:
    return site.ago(days)


def listing(site: Site, key: str, name: str, cls: str, newest: int, count: int = 6, heads: Sequence[str] = NOTICE_HEADS, step: int = 12, **more: object) -> Column:  # fmt: skip
    """A column of articles, the newest ``newest`` days old."""
    rng, made, age, used = site.rng, Column(key, name, cls, **more), newest, set()  # type: ignore[arg-type]
    for _ in range(count):
        title = headline(rng, heads)
        while title in used:
            title = headline(rng, heads)
        used.add(title)
        made.articles.append(Article(title, when(site, age), text(rng), site.owner))
        age += rng.randint(1, step)
    return made


def single(site: Site, key: str, name: str, section: str | None, lines: Sequence[str], cls: str = "static") -> Column:
    return Column(key, name, cls, "single", body="".join(f"<p>{line}</p>" for line in lines), section=section)


def tel(rng: Random) -> str:
    return f"0917-{rng.randint(2000000, 8999999)}"


# --- disclosure ----------------------------------------------------------------------------------------------------


def disclosure(site: Site) -> Column:
    rng, org, big = site.rng, site.owner, site.kind != "department"
    top = Column("gk", rng.choice(["政府信息公开", "政务公开", "信息公开"]), "static", "parent")
    short = rng.choice(["", org[-3:] if not big else "政府"])

    def names(*options: str) -> str:
        return rng.choice(options)

    guide = single(site, "guide", names("政府信息公开指南", "信息公开指南"), "guide", [f"本指南由{org}编制，每年更新一次。", "一、公开的主要内容", prose.paragraph(rng), f"二、受理机构：{org}办公室，地址：滨江大道{rng.randint(1, 99)}号，电话：{tel(rng)}"])  # fmt: skip
    rules = listing(
        site,
        "rules",
        names("政府信息公开制度", "公开制度", "信息公开规定"),
        "static",
        900,
        3,
        ["{w}信息发布审核制度", "政府信息公开{w}规定"],
        300,
        section="rules",
    )
    request = single(site, "on_request", names("依申请公开", "信息公开申请"), "on_request", ["申请人可通过当面、邮寄或网络方式提交申请。", f"受理单位：{org}办公室", f"邮寄地址：滨江大道{rng.randint(1, 99)}号", "答复期限：自收到申请之日起20个工作日"])  # fmt: skip
    last = site.as_of.year - 1
    yearly = Column("annual_report", names("政府信息公开年度报告", "政府信息公开年报", "信息公开年报", "政府信息公开工作年度报告"), "static", section="annual_report")  # fmt: skip
    for year in (last, last - 1, last - 2):
        due = date(year + 1, 3, 31) if big else date(year + 1, 1, 31)
        day = due - timedelta(days=rng.randint(0, 20))
        yearly.articles.append(Article(names(f"{org}{year}年政府信息公开工作年度报告", f"{year}年度{org}政府信息公开年度报告", f"{org}政府信息公开年度报告（{year}年）"), datetime(day.year, day.month, day.day, 16, 20), text(rng, [f"本报告根据条例要求编制，统计期限为{year}年1月1日至12月31日。", *prose.paragraphs(rng, 3)]), org))  # fmt: skip
    functions = single(site, "functions", names("机构职能", "机构概况", "部门职责", "机构设置"), "functions", ["一、贯彻执行国家有关方针政策，起草地方性政策并组织实施。", "二、负责" + word(rng) + "、" + word(rng) + "等工作。", "三、承办上级交办的其他事项。", "内设机构：办公室、法规科、规划科"])  # fmt: skip
    leaders = single(site, "leaders", short + names("领导信息", "领导之窗", "领导介绍", "领导班子"), "leaders", [f"{prose.person(rng)}　党组书记、{'局长' if not big else '县长'}　主持全面工作。", f"{prose.person(rng)}　副职　负责{word(rng)}工作。"])  # fmt: skip
    contacts = single(site, "contacts", names("联系方式", "联系我们", "办公时间与联系方式"), "contacts", [f"地　　址：滨江大道{rng.randint(1, 99)}号", "办公时间：工作日上午8:00-12:00，下午14:30-18:00", f"联系电话：{tel(rng)}", "邮编：721000"])  # fmt: skip
    year = site.as_of.year
    budget = Column("budget", names("财政预决算", "财政信息", "部门预决算", "预算决算", "财政资金"), "static", section="budget")  # fmt: skip
    for y, kind, month in ((year - 1, "决算", 8), (year, "预算", 2), (year - 1, "预算", 2), (year - 2, "决算", 8)):
        budget.articles.append(Article(f"{org}{y}年度部门{kind}", datetime(y + (kind == "决算"), month, rng.randint(5, 25), 9), text(rng), org))  # fmt: skip
    budget.articles.sort(key=lambda a: a.when, reverse=True)
    inner = [functions, leaders, contacts, budget]
    if big:
        inner += [
            listing(site, "regulations", names("行政规范性文件", "规范性文件"), "static", 200, 3, ["{w}暂行规定", "{w}实施细则"], 200, section="regulations"),
            listing(site, "plans", names("规划计划", "专项规划", "发展规划"), "plan", rng.randint(30, 300), 4, ["{w}“十五五”专项规划", "{w}年度工作计划"], 200, section="plans"),
            listing(site, "statistics", names("统计信息", "统计数据", "数据发布"), "statistics", rng.randint(10, 80), 5, ["{w}统计数据", "{w}月度主要指标"], 60, section="statistics"),
            listing(site, "permits", names("行政许可", "许可公示"), "other", rng.randint(5, 100), 4, ["{w}行政许可决定书"], section="permits"),
            listing(site, "penalties", names("行政处罚", "处罚公示", "行政强制"), "other", rng.randint(5, 100), 4, ["{w}行政处罚决定书"], section="penalties"),
            listing(site, "fees", names("行政事业性收费", "收费项目", "收费公示"), "static", 250, 2, ["{w}收费目录清单"], 200, section="fees"),
            listing(site, "procurement", names("政府采购", "集中采购", "采购公告"), "other", rng.randint(5, 100), 4, ["{w}采购项目竞争性磋商公告"], section="procurement"),
            listing(site, "projects", names("重大建设项目", "重点项目", "建设项目"), "other", rng.randint(5, 150), 4, ["{w}项目批复", "{w}项目进展"], section="projects"),
            listing(site, "livelihood", names("民生领域政策", "社会保障", "惠民政策", "民生实事"), "other", rng.randint(5, 150), 4, ["{w}补助政策问答", "{w}补贴发放公示"], section="livelihood"),
            listing(site, "emergency", names("应急管理", "预警信息", "突发事件"), "other", rng.randint(5, 150), 4, ["{w}应急演练", "暴雨蓝色预警：{p}"], section="emergency"),
            listing(site, "supervision", names("监督检查", "监管信息", "抽查结果"), "other", rng.randint(5, 150), 4, ["{w}抽查结果公示"], section="supervision"),
            listing(site, "recruitment", names("公务员招考", "招录信息", "人事招聘"), "personnel", rng.randint(20, 200), 4, ["{w}岗位拟录用人员公示", "{w}岗位招聘公告"], section="recruitment"),
        ]  # fmt: skip
        if rng.random() < 0.6:  # one of them on a platform of the province
            moved = rng.choice([c for c in inner if c.key in ("permits", "penalties", "procurement", "fees")])
            moved.kind, moved.articles = "external", []
            moved.url = f"http://{rng.choice(['zwfw', 'credit', 'ggzy'])}.qinzhou.gov.cn/{moved.key}/"
            site.partners[moved.url.split("/")[2]] = "platform"
        rng.shuffle(inner)
    faulty = [c for c in (guide, rules, request, *inner) if c.kind != "external" and c.key != "statistics"]
    if rng.random() < 0.3:  # the annual report of last year is not there
        yearly.articles = yearly.articles[1:]
        site.fault("missing_section", "annual_report", state="outdated")
        site.fault("overdue_report", "disclosure_annual")
    elif rng.random() < 0.3:
        yearly.articles[0].when = datetime(last + 1, 5, 6, 9, 30)
        site.fault("overdue_report", "disclosure_annual", note="late")
    drop: list[Column] = []
    for col in rng.sample(faulty, 3):
        how = rng.choice(["absent", "empty", "outdated" if col.key == "budget" else "empty"])
        if how == "absent" and col.key == "regulations":
            how = "empty"  # the policy documents are that section by another name
        if how == "absent":
            drop.append(col)
        elif how == "empty":
            col.kind, col.articles, col.body = "list", [], rng.choice(blanks(site))
        else:
            for art in col.articles:
                art.title = art.title.replace(str(year), str(year - 3)).replace(str(year - 1), str(year - 4)).replace(str(year - 2), str(year - 5))  # fmt: skip
                art.when = art.when.replace(year=art.when.year - 3, day=min(28, art.when.day))
        site.fault("missing_section", col.section, state=how)
    if big and rng.random() < 0.4:
        col = next(c for c in inner if c.key == "statistics")
        for art in col.articles:
            art.when -= timedelta(days=500)
        site.fault("missing_section", "statistics", state="outdated")
    catalogue = Column("catalogue", names("法定主动公开内容", "主动公开目录", "公开目录"), "static", "parent", section="catalogue")  # fmt: skip
    if rng.random() < 0.5:
        catalogue.children = inner
        top.children = [guide, rules, catalogue, yearly, request]
    else:
        catalogue.kind, catalogue.articles = "list", listing(site, "x", "x", "other", 6, 6).articles
        top.children = [guide, rules, request, catalogue, *inner, yearly]
    for col in drop:
        for home in (top, catalogue):
            home.children = [c for c in home.children if c is not col]
    return top


# --- policies, participation, services -------------------------------------------------------------------------------


def policies(site: Site) -> list[Column]:
    rng = site.rng
    docs = Column("policy", rng.choice(["政策文件", "政府文件", "本级文件"]), "policy")
    read = Column("reading", rng.choice(["政策解读", "文件解读", "图解政策"]), "interpretation", section="interpretation")  # fmt: skip
    if site.kind == "department":
        read.section = None
    plans: list[int | None] = [0, 1, 3, rng.randint(9, 25), None, 2]
    for subject, gap in zip(rng.sample(WORKS, 6), plans, strict=True):
        title, core = rng.choice(
            [
                (f"{site.owner}关于印发{subject}管理办法的通知", f"{subject}管理办法"),
                (f"关于加强{subject}工作的实施意见", f"关于加强{subject}工作的实施意见"),
                (f"{site.owner}印发《关于支持{subject}的若干措施》的通知", f"关于支持{subject}的若干措施"),
            ]
        )
        issued = when(site, rng.randint(40, 330))
        doc = Article(title, issued, text(rng, prose.clauses(rng, 6)), site.owner, doc=True)
        docs.articles.append(doc)
        if gap is None or gap > 3:
            site.fault("late_interpretation", title, f"key:{id(doc)}", f"after {gap}")
        if gap is None:
            continue
        name = rng.choice([f"《{core}》政策解读", f"【图解】《{core}》", f"一图看懂{core}", f"{core}政策问答", f"解读｜{core}", f"《{core}》解读"])  # fmt: skip
        piece = Article(name, issued + timedelta(days=gap), text(rng, [f"近日，《{core}》印发实施。", *prose.paragraphs(rng, 2)]), site.owner)  # fmt: skip
        piece.body += f"<p>原文：<a href='{{key:{id(doc)}}}'>{title}</a></p>" if rng.random() < 0.6 else ""
        read.articles.append(piece)
    docs.articles.append(Article("关于王某等同志职务任免的通知", when(site, 55), text(rng, ["经研究，决定：任命王某为办公室主任。", "免去李某原任职务。"]), site.owner, doc=True))  # fmt: skip
    docs.articles.append(Article(f"关于加强{word(rng)}工作若干事项的意见", when(site, 1), text(rng, prose.clauses(rng, 5)), site.owner, doc=True))  # fmt: skip
    site.tolerate("late_interpretation", docs.articles[-1].title)
    site.tolerate("stale_column", read.name, note="six months for interpretations is a hint from memory")
    for col in (docs, read):
        col.articles.sort(key=lambda a: a.when, reverse=True)
    return [docs, read]


def consultations(site: Site) -> list[Column]:
    rng = site.rng
    asked = Column("consult", rng.choice(["意见征集", "民意征集", "征集调查", "网上调查"]), "consultation", section="consultation" if site.kind != "department" else None)  # fmt: skip
    told = Column("feedback", rng.choice(["征集反馈", "结果公布", "意见反馈"]), "other")
    for how, ago in (
        ("open", -8),
        ("fresh", 5),
        ("in time", rng.randint(60, 300)),
        ("inside", rng.randint(60, 300)),
        ("never", rng.randint(30, 200)),
        ("late", rng.randint(90, 200)),
    ):
        subject = word(rng)
        title = rng.choice([f"《{subject}条例（草案）》公开征求意见", f"关于征集{subject}工作意见建议的公告", f"关于《{subject}实施办法（征求意见稿）》征求意见的通知", f"{subject}听证会公告"])  # fmt: skip
        end = when(site, ago)
        start = end - timedelta(days=rng.randint(10, 30))
        last = rng.choice(
            [
                f"征求意见时间：{start.year}年{start.month}月{start.day}日—{end.year}年{end.month}月{end.day}日。",
                f"请于{end.year}年{end.month}月{end.day}日前将意见反馈至我单位。",
                f"意见征集截止时间：{end:%Y-%m-%d} 18:00",
                f"本次征集自{start:%Y.%m.%d}开始，至{end:%Y.%m.%d}结束。",
            ]
        )
        art = Article(title, start, text(rng, ["现面向社会公开征求意见。", prose.paragraph(rng), last, f"电话：{tel(rng)}"]), site.owner)  # fmt: skip
        after = {"in time": rng.randint(2, 10), "inside": rng.randint(1, 10), "late": rng.randint(20, 60)}.get(how)
        if after is not None:
            day = end + timedelta(days=after)
            said = f"征集期间共收到意见{rng.randint(2, 30)}条，采纳{rng.randint(1, 2)}条，未采纳的已逐一说明理由。"
            if how == "inside":
                art.body += f"<div><strong>征集结果</strong></div><div>发布时间：{day:%Y-%m-%d}</div><div>{said}</div>"
            else:
                told.articles.append(Article(rng.choice([f"{title}结果反馈", f"关于“{title}”意见采纳情况的说明", f"《{title}》反馈情况公示" if "《" not in title else f"{title}采纳情况反馈"]), day, text(rng, [said, prose.paragraph(rng)]), site.owner))  # fmt: skip
        if how in ("never", "late"):
            site.fault("late_consultation_result", title, f"key:{id(art)}", how)
        asked.articles.append(art)
    for col in (asked, told):
        col.articles.sort(key=lambda a: a.when, reverse=True)
    return [asked, told]


def letters(site: Site) -> Column:
    rng = site.rng
    name = rng.choice(["咨询留言", "领导信箱", "网上咨询"] + (["局长信箱"] if site.kind == "department" else ["市长信箱"]))  # fmt: skip
    made = Column("mail", name, "messages", "messages", section="messages", head=("标题", "提交日期", "状态", "回复日期"))  # fmt: skip
    subjects = rng.sample(
        [
            "暖气不热",
            "井盖缺失",
            "学校门口拥堵",
            "社保卡补办",
            "施工扬尘",
            "租房补贴如何申请",
            "退役军人优待证",
            "流浪犬扰民",
            "行道树遮挡",
            "水费计价疑问",
        ],
        8,
    )
    plans: list[tuple[int, int | None]] = [(20, None), (88, None), (60, 9), (150, 30), (250, 85), (500, None)]
    plans += [(rng.randint(100, 300), None), (rng.randint(250, 340), rng.randint(100, 200))]
    for subject, (age, wait) in zip(subjects, plans, strict=True):
        asked = when(site, age)
        answered = asked + timedelta(days=wait) if wait is not None else None
        title = f"{prose.place(rng)}{subject}"
        ask = f"尊敬的领导：{subject}问题困扰我们很久，盼予解决。"
        reply = f"网友您好，您反映的{subject}问题收悉。经核实，" + prose.paragraph(rng, 2)
        pairs = [("信件编号", str(rng.randrange(10**9))), ("来信人", "李**"), ("来信时间", f"{asked:%Y-%m-%d %H:%M:%S}"), ("信件内容", ask)]  # fmt: skip
        if answered:
            pairs += [
                ("办理单位", site.owner),
                ("办理结果", reply),
                (rng.choice(["回复时间", "办结时间", "答复时间"]), f"{answered:%Y-%m-%d %H:%M:%S}"),
            ]
        else:
            pairs += [("办理状态", rng.choice(["待回复", "已受理", "处理中"]))]
        form = rng.randrange(3)
        if form == 0:
            body = "<dl>" + "".join(f"<dt>{k}：</dt><dd>{v}</dd>" for k, v in pairs) + "</dl>"
        elif form == 1:
            body = "".join(f"<div class='line'><label>{k}：</label><span>{v}</span></div>" for k, v in pairs)
        else:
            body = "<table border='1'>" + "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in pairs) + "</table>"
        if site.third:
            from .third import letter

            told = {"答复": f"{answered:%Y-%m-%d %H:%M}"} if answered else {}
            body = letter(rng.randrange(3), {**dict(pairs), **told})
        art = Article(title, asked, body, "", row=(f"{asked:%Y-%m-%d}", "已回复" if answered else "受理中", f"{answered:%Y-%m-%d}" if answered else "-"))  # fmt: skip
        made.articles.append(art)
        over = (answered is None and 95 < age < 366) or (wait is not None and wait > 93)
        if over:
            site.fault("unanswered_message", title, f"key:{id(art)}", f"{age} {wait}")
    made.articles.sort(key=lambda a: a.when, reverse=True)
    return made


def guides(site: Site) -> Column:
    rng = site.rng
    made = Column("guide_list", rng.choice(["办事指南", "服务指南", "办理指南"]), "guide")
    for i, matter in enumerate(rng.sample(["道路货物运输经营许可", "小餐饮登记", "独生子女父母奖励申领", "船员证书换发", "污水排入管网许可", "导游证核发", "农村公路改造审批", "房屋租赁备案", "无偿献血者优待申请", "宗教活动场所登记"], 5)):  # fmt: skip
        values = {
            "basis": f"《{matter}管理条例》（国务院令第{rng.randint(300, 700)}号）第{rng.randint(5, 40)}条",
            "conditions": "申请人为年满18周岁的本市常住居民，且无失信记录",
            "materials": rng.choice(["<ol><li>申请书原件1份</li><li>身份证明复印件1份</li></ol>", "<table><tr><th>名称</th><th>份数</th></tr><tr><td>申请表（原件）</td><td>1</td></tr></table>", "（1）申请表原件2份；（2）营业执照复印件1份"]),
            "place": f"市民服务中心B区{rng.randint(1, 40)}号窗口",
            "hours": "夏季8:30-12:00、15:00-18:30，冬季14:30-18:00",
            "phone": tel(rng),
            "process": rng.choice(["<img src='/images/liucheng.png' alt='流程图'>", "网上申报—窗口收件—审核—办结—取件", "<ul><li>提交</li><li>受理</li><li>审批</li><li>送达</li></ul>"]),
            "fees": rng.choice(["不收取任何费用", "否", "依据发改价格〔2018〕5号，每证20元"]),
            "time_limit": f"自受理之日起{rng.randint(1, 15)}个工作日",
        }  # fmt: skip
        lacks = (
            set(rng.sample(["basis", "conditions", "place", "hours", "phone", "process", "materials"], rng.randint(2, 6)))
            if i < 2
            else set()
        )  # fmt: skip
        rows = []
        for key, value in values.items():
            if key in lacks:
                if rng.random() < 0.4:
                    rows.append((rng.choice(LABELS[key]), rng.choice(["", "暂无", "—"])))
                continue
            rows.append((rng.choice(LABELS[key]), value))
        rng.shuffle(rows)
        form = rng.randrange(6)
        if form == 0:
            body = "<table class='sx'><tr><td colspan='2'>基本信息</td></tr>" + "".join(f"<tr><th width='20%'>{k}</th><td>{v}</td></tr>" for k, v in rows) + "</table>"  # fmt: skip
        elif form == 1:
            body = "".join(f"<div class='sec'><h3>{k}</h3><div class='val'>{v}</div></div>" for k, v in rows)
        elif form == 2:
            body = "<dl class='sx'>" + "".join(f"<dt><span>{k}</span></dt><dd>{v or '&nbsp;'}</dd>" for k, v in rows) + "</dl>"  # fmt: skip
        elif form == 3:
            body = "<div class='tabhd'>" + "".join(f"<a href='#t{n}'>{k}</a>" for n, (k, _) in enumerate(rows)) + "</div><div class='tabbd'>" + "".join(f"<div id='t{n}'>{v}</div>" for n, (_, v) in enumerate(rows)) + "</div>"  # fmt: skip
        elif form == 4:
            body = "".join(f"<p><b>{k}</b>：{v}</p>" for k, v in rows)
        else:
            body = "<ul>" + "".join(f"<li><label>{k}</label>{v}</li>" for k, v in rows) + "</ul>"
        if site.third:
            from .third import guide

            form = rng.randrange(5)
            body = guide(form, rows)
        title = rng.choice([f"{matter}办事指南", f"{matter}服务指南", matter])
        art = Article(title, when(site, rng.randint(30, 500)), body, site.owner)
        if lacks:
            site.fault("incomplete_service_guide", title, f"key:{id(art)}", f"form {form}: {','.join(sorted(lacks))}")
        made.articles.append(art)
    return made


# --- the whole tree ---------------------------------------------------------------------------------------------------


def reports(site: Site) -> list[Column]:
    rng, year = site.rng, site.as_of.year
    self_checks = Column("selfcheck", rng.choice(["网站检查", "网站管理", "监管通报"]), "static")
    for y, q, month in [(year, 4, 11), (year, 3, 8), (year, 2, 5), (year, 1, 2), (year - 1, 4, 11)]:
        title = rng.choice([f"{y}年第{'一二三四'[q - 1]}季度政府网站自查报告", f"{site.owner}关于{y}年第{'一二三四'[q - 1]}季度政府网站和政务新媒体自查情况的报告", f"{y}年{'一二三四'[q - 1]}季度网站自查情况"])  # fmt: skip
        self_checks.articles.append(Article(title, datetime(y, month, rng.randint(2, 10), 15), text(rng), site.owner))
    how = rng.random()
    if how < 0.35:
        self_checks.articles = self_checks.articles[1:]
        site.fault("overdue_report", "quarterly_self_inspection")
    elif how < 0.55:
        self_checks.articles[0].when = datetime(year, 11, rng.randint(12, 20), 15)
        site.fault("overdue_report", "quarterly_self_inspection", note="late")
    yearbook = Column("yearbook", rng.choice(["网站年报", "年度报表", "网站工作年报"]), "static")
    for y in (year - 1, year - 2):
        title = rng.choice([f"政府网站工作年度报表（{y}年度）", f"{site.owner}政府网站工作年度报表（{y}年度）", f"{y}年政府网站工作年度报表"])  # fmt: skip
        yearbook.articles.append(Article(title, datetime(y + 1, 1, rng.randint(6, 31), 10), text(rng), site.owner))
    if rng.random() < 0.35:
        yearbook.articles = yearbook.articles[1:]
        site.fault("overdue_report", "website_annual")
    return [self_checks, yearbook]


def tree(site: Site, quiet: bool) -> None:
    rng, org, big = site.rng, site.owner, site.kind != "department"
    site.home_quiet = quiet
    news = Column("news", rng.choice(["新闻动态", "要闻动态", "资讯中心"]), "news", "parent")
    late = 0 if quiet else rng.choice([0, 1, 1, 2])
    for i, name in enumerate(rng.sample(NEWS_COLUMNS, 3)):
        stale = quiet or i < late
        newest = rng.randint(16, 200) if stale else rng.randint(0, 14)
        col = listing(site, f"news{i}", name, "news", newest, rng.randint(6, 14), HEADLINES, 6)
        if stale:
            site.fault("stale_column", name, note=f"{newest} days")
        if rng.random() < 0.4:
            col.articles.insert(0, Article(headline(rng), when(site, rng.randint(300, 600)), text(rng), org, pinned=True))  # fmt: skip
        if not stale and rng.random() < 0.3:
            col.articles[0].offsite = f"http://www.qzdaily.example/{rng.randrange(10**6)}.html"
            site.partners["www.qzdaily.example"] = "paper"
        news.children.append(col)
    if quiet:
        site.fault("stale_home")
        site.tolerate("stale_column", news.name)
    stale_notice = rng.random() < 0.3 or quiet
    notice = listing(site, "notice", rng.choice(["通知公告", "公示公告", "公告栏"]), "notice", rng.randint(190, 300) if stale_notice else rng.randint(2, 170), rng.randint(5, 12), step=25)  # fmt: skip
    if stale_notice:
        if notice.name == "公告栏":
            notice.name = "通知公告"
        site.fault("stale_column", notice.name, note=f"{notice.articles[0].day}")
    docs, read = policies(site)
    info = disclosure(site)
    if rng.random() < 0.5:
        info.children.append(read)
    about = Column("about", f"走近{org[:2]}" if big else "机构概览", "static", "parent", children=[single(site, "a1", "历史文化" if big else "单位简介", None, prose.paragraphs(rng, 2)), listing(site, "a2", "大事记", "static", 700, 3, ["{w}启动", "{w}建成"], 200)])  # fmt: skip
    service = Column("service", rng.choice(["政务服务", "办事大厅", "公共服务"]), "guide", "parent", children=[guides(site), Column("hall", "政务服务网", "other", "external", url="http://zwfw.qinzhou.gov.cn/")])  # fmt: skip
    asked, told = consultations(site)
    talk = Column("talk", rng.choice(["互动交流", "政民互动", "公众参与"]), "other", "parent", children=[letters(site), asked, told])  # fmt: skip
    if talk.name == "互动交流":
        talk.section = "messages"
    topics = Column("topics", "专题专栏", "topic", "parent", children=[listing(site, "t1", f"{site.as_of.year - 4}年脱贫攻坚专题", "topic", 1300, 4, HEADLINES, 30), listing(site, "t2", "第三次全国国土调查（已归档）", "topic", 1500, 3, HEADLINES, 30)])  # fmt: skip
    if rng.random() < 0.4:
        old = listing(site, "people", "人事任免", "personnel", rng.randint(380, 600), 4, ["关于{w}岗位干部任前公示", "{w}岗位任免通知"], 90)  # fmt: skip
        info.children.append(old)
        site.fault("stale_column", old.name)
    elif rng.random() < 0.5:
        info.children.append(listing(site, "people", "人事信息", "personnel", rng.randint(100, 360), 4, ["关于{w}岗位干部任前公示"], 90))  # fmt: skip
    for i, name in enumerate(rng.sample(["新闻发布会", "媒体报道", "调查研究", "普法宣传", "文明创建", "投资指南", "便民提示", "风采展示"], rng.randint(1, 3))):  # fmt: skip
        made = Column(f"blank{i}", name, "other", body=rng.choice(blanks(site)))
        rng.choice([about, talk, topics, info]).children.append(made)
        site.fault("empty_column", name, note=made.body[:40])
    # columns that only look empty or overdue
    about.children.append(Column("photos", "图说", "other", "single", body="".join(f"<img src='/images/p{i}.jpg' alt=''>" for i in range(6))))  # fmt: skip
    talk.children.append(Column("few", "建言选登", "other", articles=[Article(f"关于加快建设中医馆的建议（{rng.randint(1, 99)}号）", when(site, 80), text(rng), org)]))  # fmt: skip
    about.children.append(single(site, "soon", "城市名片", None, ["全市上下正加快建设中部生态屏障，暂无重大污染项目落地。", prose.paragraph(rng)]))  # fmt: skip
    manage = Column("manage", "网站工作", "static", "parent", children=reports(site))
    site.columns = [about, news, info, service, talk, topics]
    site.columns.insert(2, notice)
    (site.columns if rng.random() < 0.5 else info.children).append(docs)
    if read not in info.children:
        site.columns.append(read)
    site.columns.append(manage)


def plants(site: Site, partner: str) -> None:
    """Faults of single pages and of links, and what looks like them."""
    rng = site.rng
    special = {"mail", "guide_list", "consult", "feedback", "policy", "reading", "annual_report", "budget", "selfcheck", "yearbook"}  # fmt: skip
    pool = [a for c in site.all_columns() if c.kind == "list" and c.key not in special for a in c.articles[:5] if not a.offsite]  # fmt: skip
    rng.shuffle(pool)

    def put(html: str) -> Article:
        art = pool.pop()
        art.body += "\n" + html if rng.random() < 0.6 else ""
        if html not in art.body:
            art.body = art.body.replace("\n", f"\n{html}\n", 1) if "\n" in art.body else art.body + html
        return art

    def dead(path: str, note: str) -> str:
        site.fault("dead_link", path if path.startswith("http") else site.base + path, note=note)
        return path

    n = rng.randrange(10**5, 10**6)
    say = {
        "gone": lambda: put(f"<p>查看<a href='{dead(f'/attach/{n}/list.html', '404')}'>名单</a></p>"),
        "file": lambda: put(f"<p>附件1：<a href='{dead(f'/download.jsp?id={n}&name=b.xls', '404 file')}'>汇总表.xls</a></p>"),
        "gone410": lambda: put(f"<p><a href='{dead(f'/old{n}/', '410')}'>往期回顾</a></p>"),
        "picture": lambda: put(f"<img data-src='x' src='{dead(f'/pic/{n}.png', '404 img')}'>"),
        "soft": lambda: put(f"<p>参见<a href='{dead(f'/soft/{n}.html', 'soft')}'>{headline(rng)}</a></p>"),
        "front": lambda: put(f"<p>参见<a href='{dead(f'http://{partner}/deep/{n}/a.html', 'to front page')}'>{headline(rng)}</a></p>"),
        "zero": lambda: put(f"<p><a href='{dead(f'/files/{n}.pdf', 'empty file')}'>实施方案.pdf</a></p>"),
        "click": lambda: put(f"<p><a href='#' onclick=\"window.open('{dead(f'/popup/{n}.htm', '404 by click')}')\">弹出查看</a></p>"),
        "server": lambda: put(f"<p><a href='http://{partner}/gone/{n}.html'>转载原文</a></p>"),
        "script": lambda: site.stylesheets.append(dead(f"/static/{n}/theme.css", "404 css")),
    }  # fmt: skip
    site.extra[f"/old{n}/"] = Answer(b"<h1>Gone</h1>", 410)
    site.extra[f"/soft/{n}.html"] = Answer(rng.choice(["<html><head><title>提示信息</title></head><body><div class='msg'>抱歉，找不到您要的页面！<a href='/'>返回首页</a></div></body></html>", "<html><head><title>404</title></head><body><p>您访问的页面不存在，3秒后自动跳转到首页</p></body></html>"]).encode())  # fmt: skip
    site.extra[f"/files/{n}.pdf"] = Answer(b"", type="application/pdf")
    for name in rng.sample(sorted(set(say) - {"server"}), 5):
        say[name]()
    if rng.random() < 0.5:
        dead(f"http://{partner}/gone/{n}.html", "404 off the site")
        say["server"]()
    alive = put(f"<p>详见 <a href=' /ok{n}.html '>带空格的链接</a>、<a href='/ok{n}.html#top'>锚点</a>、<a href='javascript:;' onclick='share()'>分享</a>、<a href='//{partner}/x.html'>协议相对</a></p>")  # fmt: skip
    site.extra[f"/ok{n}.html"] = Answer(
        status=302, headers=(("Location", f"{{key:{id(alive)}}}"), ("Set-Cookie", "seen=1"))
    )
    put(f"<p><a href='http://{partner}/waf/{n}'>行业平台</a> <a href='http://{partner}/login-needed'>业务系统</a> <a href='http://{partner}/no-head'>资料库</a></p>")  # fmt: skip
    put(f"<p><a href='/member/{n}'>会员中心</a></p>")
    site.extra[f"/member/{n}"] = Answer("<h1>请登录</h1>".encode(), 401)
    put(f"<!--<p><a href='/ghost{n}.html'>撤下的链接</a></p>-->")
    put("<p>错误代码404表示页面不存在，培训中由讲师逐一讲解网站常见故障，学员反响热烈。</p>")
    for wrong in rng.sample(sorted(k for k, v in WRONG.items() if v), 3):
        site.fault("typo", wrong, f"key:{id(put(f'<p>{WRONG[wrong]}</p>'))}")
        site.tolerate("typo", wrong, note="a list may quote the page")
    if rng.random() < 0.7:
        wrong, sentence = rng.choice([s for s in SERIOUS if s[1]])
        site.fault("serious_wording", wrong, f"key:{id(put(f'<p>{sentence}</p>'))}")
    privacy(site, put)
    hidden(site, put)
    if len(pool) > 3:
        art = next(a for a in pool if (site.as_of - a.day).days > 5)
        pool.remove(art)
        art.meta_when = art.when - timedelta(days=rng.randint(60, 700))
        if site.family != "asp":
            site.fault("suspicious_date", None, f"key:{id(art)}", "disagrees", reason="disagrees")
        near = pool.pop()
        near.meta_when = near.when + timedelta(days=rng.randint(0, 20) if near.day < site.as_of - timedelta(days=25) else 0)  # fmt: skip
    if rng.random() < 0.4:
        art = pool.pop()
        art.when = site.ago(-rng.randint(20, 300))
        site.fault("suspicious_date", None, f"key:{id(art)}", "future")


def privacy(site: Site, put) -> None:  # type: ignore[no-untyped-def]
    rng = site.rng
    mobile = f"1{rng.choice('3578')}{rng.randint(1, 9)}{rng.randrange(10**8):08d}"
    shapes = {
        "id_card": f"<table><tr><th>姓名</th><th>性别</th><th>证件号码</th></tr><tr><td>{prose.person(rng)}</td><td>男</td><td>{id_number(rng)}</td></tr></table>",
        "mobile": rng.choice([f"<table><tr><th>户主</th><th>人口</th><th>手机号</th></tr><tr><td>{prose.person(rng)}</td><td>4</td><td>{mobile}</td></tr></table>", f"<p>申请人：{prose.person(rng)}，手机{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}</p>"]),
        "bank_card": f"<table><tr><th>姓名</th><th>金额（元）</th><th>银行卡号</th></tr><tr><td>{prose.person(rng)}</td><td>800</td><td>{card_number(rng)}</td></tr></table>",
    }  # fmt: skip
    for kind in rng.sample(sorted(shapes), rng.randint(1, 2)):
        site.fault("privacy_leak", None, f"key:{id(put(shapes[kind]))}", kind=kind)
    other = f"1{rng.choice('3578')}{rng.randint(1, 9)}{rng.randrange(10**8):08d}"
    put(f"<p>防汛值班电话：{other}（24小时）；监督举报电话：{tel(rng)}</p>")
    put(f"<p>缴款账户：户名：{site.owner}；开户行：农业银行城关支行；账号：{card_number(rng)}</p>")
    put(f"<p>名单：{prose.person(rng)} 6103************1X，1390917****</p>")
    put(f"<p>发票代码：{rng.randrange(10**11, 10**12)}；产品批号：20{rng.randrange(10**16, 10**17)}</p>")


def hidden(site: Site, put) -> None:  # type: ignore[no-untyped-def]
    rng = site.rng
    host = f"vip{rng.randrange(1000, 9999)}.example-lucky.com"
    site.partners[host] = "ads"
    link = f"<a href='http://{host}/'>{rng.choice(['棋牌游戏', '六合彩资料', '代办学历', '信用贷秒批'])}</a>"
    form = rng.choice([
        f"<div style='position:fixed;top:-3000px'>{link}</div>", f"<div style='width:0;height:0;overflow:hidden'>{link}</div>", f"<p style='display:none;'>{link}</p>",
        f"<div style='text-indent:-9999em'>{link}</div>", f"<font style='font-size:0'>{link}</font>", f"<marquee height=1 width=5 scrollamount=3000>{link}</marquee>",
        f"<div style='margin-left:-8000px;position:absolute'>{link}</div>", f"<span style='visibility:hidden'>{link}</span>", f"<script>document.write(\"<div style='display:none'>\")</script>{link}<script>document.write('</div>')</script>",
        f"<div style='opacity:0;filter:alpha(opacity=0)'>{link}</div>", f"<div style='background:#fff'><span style='color:#fff;font-size:1px'>{link.replace('<a ', '<a style=color:#fff;font-size:1px ')}</span></div>",
    ])  # fmt: skip
    if rng.random() < 0.7:
        put("<p>&nbsp;</p>").hidden = form
        site.fault("hidden_link", f"http://{host}/", note=form[:60])
    put("<p>&nbsp;</p>").hidden = "<div id='qrbox' class='popup' style='display:none'><a href='http://weixin.qq.com/'>微信扫一扫</a></div>"  # fmt: skip
    put("<p>&nbsp;</p>").hidden = "<ul class='dropdown-menu' style='display:none'><li><a href='http://www.qzdaily.example/'>秦州日报</a></li></ul>"  # fmt: skip
    site.partners["www.qzdaily.example"] = "paper"
    site.partners["weixin.qq.com"] = "wx"
