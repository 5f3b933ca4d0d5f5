"""The columns of the fifth city's sites, smaller than the others', with what is wrong in them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ..fourth.parts import adopt
from ..model import Answer, Article, Column, Site
from . import words

Rows = list[tuple[str, str]]
PDF = b"%PDF-1.4\n" + b"%" + b"1" * 3500 + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def body(site: Site, lines: list[str]) -> str:
    """The lines as the site's own editor writes them."""
    form = {"aspx": "<p style='text-indent:24pt'><font size='3'>{}</font></p>", "dede": "<div>　　{}</div>", "portal": "<p style='text-indent:2em;text-align:justify'>{}</p>", "nuxt": "<p><span style='font-size:18px'>{}</span></p>"}[site.family]  # fmt: skip
    return "\n".join(form.format(line) for line in lines)


def listed(site: Site, key: str, name: str, cls: str, newest: int, count: int, forms: list[str], step: int, **more: object) -> Column:  # fmt: skip
    made, age = Column(key, name, cls, **more), newest  # type: ignore[arg-type]
    for title in words.titles(site.rng, forms, count):
        made.articles.append(Article(title, site.ago(age), body(site, words.prose(site.rng, site.rng.randint(2, 3))), site.owner))  # fmt: skip
        age += site.rng.randint(1, step)
    return made


def page(site: Site, key: str, name: str, section: str | None, lines: list[str]) -> Column:
    return Column(key, name, "static", "single", body=body(site, lines), section=section)


def disclosure(site: Site) -> Column:
    rng, org, year = site.rng, site.owner, site.as_of.year
    big = site.kind != "department"
    tel = f"0512-{rng.randint(3000000, 8999999)}"
    chief = "县长" if big else "镇长" if "镇" in org else "局长"
    guide = page(site, "guide", "政府信息公开指南", "guide", [f"为便于公民、法人和其他组织获得{org}的政府信息，特编制本指南。", "一、主动公开", "二、依申请公开", f"受理机构：{org}党政办　电话：{tel}"])  # fmt: skip
    rules = listed(site, "rules", rng.choice(["政府信息公开制度", "公开制度"]), "static", 700, 3, ["{t}信息公开工作制度", "{t}信息公开审查规定"], 200, section="rules")  # fmt: skip
    request = page(site, "on_request", "依申请公开", "on_request", ["公民、法人或者其他组织可以向本机关申请获取政府信息。", "申请方式：当面提交、邮政寄送、在线平台。", f"咨询电话：{tel}"])  # fmt: skip
    duties = page(site, "functions", rng.choice(["机构职能", "机构简介", "主要职责"]), "functions", ["（一）贯彻执行党的路线方针政策。", f"（二）负责辖区内{rng.choice(words.THEMES)}工作。", "（三）完成上级交办的其他任务。", "内设机构：党政办、社会事务办、经济发展办"])  # fmt: skip
    boss = page(site, "leaders", rng.choice(["领导分工", "领导之窗", "领导信息"]), "leaders", [f"{n}　{t}　负责{rng.choice(words.THEMES)}方面工作。" for n, t in (("曹振国", f"党委书记、{chief}"), ("姚桂兰", f"党委委员、副{chief}"), ("龚自强", f"副{chief}"))])  # fmt: skip
    touch = page(site, "contacts", rng.choice(["联系我们", "联系方式"]), "contacts", [f"地址：{rng.choice(words.SPOTS)}{rng.randint(1, 90)}号", "办公时间：夏季8:30-12:00 14:30-18:00", f"办公电话：{tel}", "电子邮箱：bgs@163.com"])  # fmt: skip
    money = Column("budget", rng.choice(["财政预决算", "财政资金", "预算/决算"]), "static", section="budget")
    for y, kind, month in ((year - 1, "决算", 9), (year, "预算", 2), (year - 2, "决算", 9), (year - 1, "预算", 2)):
        money.articles.append(Article(f"{org}{y}年度{kind}公开", datetime(y + (kind == "决算"), month, rng.randint(2, 27), 9), body(site, [f"{y}年度{kind}说明见附件。", *words.prose(rng, 1)]), org))  # fmt: skip
    inner = [duties, boss, touch, money]
    if big:
        for key, name, forms in (("permits", "行政许可", ["{s}{t}许可决定"]), ("penalties", "行政处罚", ["{s}某店违反{t}规定处罚决定"]), ("fees", "行政事业性收费", ["{t}收费目录清单（{k}）"]), ("procurement", "政府采购", ["{t}采购结果公告"]), ("projects", "重大建设项目", ["{s}{t}项目进展"]), ("livelihood", "民生实事", ["{t}补贴发放情况"]), ("emergency", "应急管理", ["{t}应急预案"]), ("supervision", "监督检查", ["{t}检查结果公示"]), ("recruitment", "公务员招考", ["{t}岗位招录公告"]), ("regulations", "规范性文件", ["{t}暂行规定"])):  # fmt: skip
            inner.append(listed(site, key, name, "static" if key in ("fees", "regulations") else "personnel" if key == "recruitment" else "other", rng.randint(10, 90) if key not in ("fees", "regulations") else 380, 3, forms, 40, section=key))  # fmt: skip
        inner += [listed(site, "plans", "规划计划", "plan", rng.randint(30, 300), 3, ["{t}年度计划", "“十五五”{t}规划"], 100, section="plans"), listed(site, "statistics", "统计信息", "statistics", rng.randint(5, 60), 4, ["{k}月份{t}数据", "{t}统计公报"], 60, section="statistics")]  # fmt: skip
    yearly = Column("annual_report", rng.choice(["政府信息公开年报", "政府信息公开年度报告"]), "static", section="annual_report")  # fmt: skip
    for y in (year - 1, year - 2, year - 3):
        title = rng.choice([f"{org}{y}年政府信息公开工作年度报告", f"{y}年{org}政府信息公开年度报告", f"{org}{y}年度政府信息公开工作报告"])  # fmt: skip
        yearly.articles.append(Article(title, datetime(y + 1, 1, rng.randint(8, 30), 10), body(site, ["一、总体情况", *words.prose(rng, 1), "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]), org))  # fmt: skip
    if rng.random() < 0.4:
        yearly.articles.pop(0)
        site.fault("missing_section", "annual_report", state="outdated")
        site.fault("overdue_report", "disclosure_annual")
    rng.shuffle(inner)
    catalogue = Column("catalogue", "法定主动公开内容", "static", "parent", inner, section="catalogue")
    top = Column("gk", rng.choice(["信息公开", "政府信息公开"]), "static", "parent", [guide, rules, catalogue, yearly, request])  # fmt: skip
    for col in rng.sample([guide, rules, request, duties, boss, touch, money], 2):
        if rng.random() < 0.5:
            for home in (top, catalogue):
                home.children = [c for c in home.children if c is not col]
            site.fault("missing_section", col.section, state="absent")
        else:
            col.kind, col.articles, col.body = "list", [], rng.choice(words.BLANKS)
            site.fault("missing_section", col.section, state="empty", note=col.body[:40])
    return top


def documents(site: Site) -> list[Column]:
    rng, org = site.rng, site.owner
    docs, read = Column("policy", rng.choice(["政策文件", "镇政府文件" if "镇" in org else "部门文件"]), "policy"), Column("reading", "政策解读", "interpretation", section="interpretation" if site.kind != "department" else None)  # fmt: skip
    gaps: list[int | None] = [1, 3, 12, None]
    for theme, gap in zip(rng.sample(words.THEMES, 4), gaps, strict=True):
        core = rng.choice([f"{theme}实施细则（试行）", f"{theme}三年行动方案", f"{theme}奖补办法"])
        doc = Article(f"{org}关于印发《{core}》的通知", site.ago(rng.randint(40, 330)), body(site, [f"现将《{core}》印发给你们，请遵照执行。", *words.prose(rng, 2)]), org, doc=True)  # fmt: skip
        docs.articles.append(doc)
        if gap in (12, None):
            site.fault("late_interpretation", doc.title, f"key:{id(doc)}", f"after {gap}")
        if gap is not None:
            read.articles.append(Article(rng.choice([f"《{core}》的政策解读", f"图解《{core}》", f"《{core}》解读"]), doc.when + timedelta(days=gap), body(site, words.prose(rng, 2)), org))  # fmt: skip
    docs.articles.append(Article(f"{org}关于任命李某等同志职务的通知", site.ago(50), body(site, words.prose(rng, 1)), org, doc=True))  # fmt: skip
    site.tolerate("stale_column", read.name)
    for col in (docs, read):
        col.articles.sort(key=lambda a: a.when, reverse=True)
    return [docs, read]


def asked_of_people(site: Site) -> list[Column]:
    rng = site.rng
    ask, told = Column("ask", rng.choice(["民意征集", "意见征集", "在线征集"]), "consultation", section="consultation" if site.kind != "department" else None), Column("told", "征集结果", "other")  # fmt: skip
    for how, ago in (("open", -12), ("fresh", 4), ("good", rng.randint(40, 300)), ("bad", rng.randint(30, 300))):
        theme = rng.choice(words.THEMES)
        title = f"关于《{theme}管理办法（草案）》公开征求意见的通知（{how[0].upper()}{rng.randint(1, 99)}）"
        end = site.ago(ago)
        start = min(end - timedelta(days=20), site.ago(2))
        said = {"aspx": f"截止日期：{end.year}/{end.month}/{end.day}", "dede": f"征求意见时间：自{start.year}年{start.month}月{start.day}日起至{end.year}年{end.month}月{end.day}日止。", "portal": f"征集起止日期：{start:%Y-%m-%d} 00:00 ~ {end:%Y-%m-%d} 23:59", "nuxt": f"请于{end.month}月{end.day}日前（{end.year}年）反馈。意见征集结束时间：{end:%Y-%m-%d}"}[site.family]  # fmt: skip
        art = Article(title, start, body(site, [*words.prose(rng, 1), said]), site.owner)
        ask.articles.append(art)
        if how == "good":
            told.articles.append(Article(f"《{theme}管理办法（草案）》公开征求意见结果", end + timedelta(days=rng.randint(1, 10)), body(site, [f"共收到意见{rng.randint(1, 9)}条，采纳2条。", *words.prose(rng, 1)]) + f"<p>征集公告：<a href='{{key:{id(art)}}}'>点击查看</a></p>", site.owner))  # fmt: skip
        if how == "bad":
            site.fault("late_consultation_result", title, f"key:{id(art)}")
    ask.articles.sort(key=lambda a: a.when, reverse=True)
    return [ask, told]


Letter = Callable[[Site, str, datetime, datetime | None, str], str]


def net_letter(site: Site, text: str, asked: datetime, back: datetime | None, reply: str) -> str:
    made = f"<table class='ly'><tr><td><span id='lblName'>留 言 人：张**</span> <span id='lblTime'>留言时间：{asked.year}/{asked.month}/{asked.day} {asked:%H:%M:%S}</span></td></tr><tr><td><span id='lblContent'>{text}</span></td></tr>"  # fmt: skip
    return made + (f"<tr><td><span id='lblReply'>回复内容：{reply}</span></td></tr><tr><td><span id='lblReplyTime'>回复时间：{back.year}/{back.month}/{back.day} {back:%H:%M:%S}</span></td></tr></table>" if back else "<tr><td>回复内容：<span id='lblReply'></span></td></tr></table>")  # fmt: skip


def guestbook(site: Site, text: str, asked: datetime, back: datetime | None, reply: str) -> str:
    return f"<dl class='gb'><dt>网友[匿名]于{asked:%Y-%m-%d %H:%M:%S}留言：</dt><dd>{text}</dd></dl>" + (f"<dl class='re'><dt>管理员于{back:%Y-%m-%d}回复：</dt><dd>{reply}</dd></dl>" if back else "")  # fmt: skip


def timeline(site: Site, text: str, asked: datetime, back: datetime | None, reply: str) -> str:
    made = f"<div class='mail-main'><p><label>提交日期</label>{asked:%Y-%m-%d}</p><p><label>诉求内容</label>{text}</p>"
    return made + (f"<p><label>答复单位</label>{site.owner}</p><p><label>答复日期</label>{back:%Y-%m-%d}</p><p><label>答复内容</label>{reply}</p></div>" if back else "<p><label>当前状态</label>办理中</p></div>")  # fmt: skip


def tagged(site: Site, text: str, asked: datetime, back: datetime | None, reply: str) -> str:
    made = f"<div class='q'><span class='el-tag'>咨询</span><div class='tm'>来信日期 {asked:%Y-%m-%d}</div><div class='txt'>{text}</div></div>"
    return made + (f"<div class='a'><div class='tm'>回信日期 {back:%Y-%m-%d}</div><div class='txt'>{reply}</div></div>" if back else "<div class='a'>尚未回复</div>")  # fmt: skip


LETTERS: dict[str, Letter] = {"aspx": net_letter, "dede": guestbook, "portal": timeline, "nuxt": tagged}


def letters(site: Site) -> Column:
    rng = site.rng
    made = Column("mail", rng.choice(["领导信箱", "网上咨询", "镇长信箱" if "镇" in site.owner else "局长信箱"]), "messages", "messages", section="messages", head=("主题", "日期", "状态"))  # fmt: skip
    for number, (age, wait) in enumerate(((12, None), (85, None), (140, 20), (280, 80), (rng.randint(100, 340), None), (rng.randint(240, 350), rng.randint(96, 180)))):  # fmt: skip
        asked = site.ago(age)
        back = asked + timedelta(days=wait) if wait is not None else None
        title = f"{rng.choice(words.SPOTS)}{['路灯损坏', '垃圾堆放', '社保查询', '水压不足', '噪声扰民', '危房鉴定'][number]}"
        form = LETTERS[site.family](site, f"您好！我想反映{title}的情况，请问什么时候能解决？", asked, back, f"您好，关于{title}一事，经现场核实，{words.prose(rng, 1)[0]}")  # fmt: skip
        art = Article(title, asked, form, "", row=(f"{asked:%Y-%m-%d}", "已回复" if back else "未回复"))
        made.articles.append(art)
        if (back is None and 92 < age <= 365) or (wait or 0) > 92:
            site.fault("unanswered_message", title, f"key:{id(art)}", f"{age} {wait}")
    return made


def net_guide(rows: Rows) -> str:
    half = [rows[i : i + 2] for i in range(0, len(rows), 2)]
    return "<table class='gv' rules='all'>" + "".join("<tr>" + "".join(f"<td class='l' align='right'>{k}：</td><td>{v}</td>" for k, v in pair) + "</tr>" for pair in half) + "</table>"  # fmt: skip


def word_guide(rows: Rows) -> str:
    return "".join(f"<p><b>{i}. {k}</b><br/>{v}</p>" for i, (k, v) in enumerate(rows, 1))


def portal_guide(rows: Rows) -> str:
    return "<div class='guide'>" + "".join(f"<div class='guide-item'><div class='tit'><i class='icon'></i><span>{k}</span></div><div class='cont'><p>{v}</p></div></div>" for k, v in rows) + "</div>"  # fmt: skip


def pane_guide(rows: Rows) -> str:
    return "<div class='el-tabs'><div class='el-tabs__nav'>" + "".join(f"<div class='el-tabs__item' id='tab-{i}'>{k}</div>" for i, (k, _) in enumerate(rows)) + "</div><div class='el-tabs__content'>" + "".join(f"<div class='el-tab-pane' id='pane-{i}' style='display:none'>{v}</div>" for i, (_, v) in enumerate(rows)) + "</div></div>"  # fmt: skip


GUIDES = {"aspx": net_guide, "dede": word_guide, "portal": portal_guide, "nuxt": pane_guide}
LABELS = {"basis": ("政策依据", "法律依据", "设定依据"), "conditions": ("申请条件", "办理条件", "申报条件"), "materials": ("申请材料", "所需材料", "提交资料"), "place": ("办理地点", "办公地点", "受理地点"), "hours": ("办理时间", "办公时间", "受理时间"), "phone": ("联系电话", "咨询电话", "服务电话"), "process": ("办理流程", "办事程序", "办理程序"), "fees": ("收费标准", "收费情况"), "time_limit": ("办理时限", "承诺时限", "办结时限")}  # fmt: skip


def guides(site: Site) -> Column:
    rng = site.rng
    made = Column("guides", rng.choice(["办事指南", "服务指南"]), "guide")
    for number, matter in enumerate(rng.sample(["生育服务登记", "特困供养申请", "砍伐林木许可", "残疾人两项补贴", "临时用地审批", "农村低保申请", "老年证办理", "就业创业证申领"], 4)):  # fmt: skip
        told = {"basis": f"《{matter}管理规定》", "conditions": "户籍在本辖区的居民", "materials": "户口簿、身份证原件及复印件各1份", "place": f"{rng.choice(words.SPOTS)}便民服务中心", "hours": "周一至周五8:30-17:30", "phone": f"0512-{rng.randint(3000000, 8999999)}", "process": "个人申请、村级初审、镇级审核、县级审批", "fees": "不收费", "time_limit": f"{rng.randint(3, 20)}个工作日"}  # fmt: skip
        lacks = set(rng.sample(["basis", "conditions", "materials", "place", "hours", "phone", "process"], rng.randint(2, 5))) if number == 0 else set()  # fmt: skip
        rows = [(rng.choice(LABELS[k]), "" if k in lacks else v) for k, v in told.items() if k not in lacks or rng.random() < 0.3]  # fmt: skip
        art = Article(rng.choice([matter, f"{matter}办事指南"]), site.ago(rng.randint(30, 500)), GUIDES[site.family](rows), site.owner)  # fmt: skip
        made.articles.append(art)
        if lacks:
            site.fault("incomplete_service_guide", art.title, f"key:{id(art)}", ",".join(sorted(lacks)))
    return made


def tree(site: Site) -> None:
    rng, year, org = site.rng, site.as_of.year, site.owner
    news = Column("news", rng.choice(["新闻资讯", "工作动态", "新闻中心"]), "news", "parent")
    stale = 2 if site.home_quiet else rng.choice([0, 1])
    for i, name in enumerate(rng.sample(["图片新闻", "镇区要闻", "基层动态", "行业动态", "本地要闻", "政务要闻"], 2)):
        age = rng.randint(15, 120) if i < stale else rng.randint(0, 14)
        news.children.append(listed(site, f"news{i}", name, "news", age, rng.randint(8, 14), words.NEWS, 6))
        if i < stale:
            site.fault("stale_column", name, note=f"{age} days")
    if site.home_quiet:
        site.fault("stale_home")
        site.tolerate("stale_column", news.name)
    old = site.home_quiet or rng.random() < 0.3
    notice = listed(site, "notice", rng.choice(["通知公告", "公告公示"]), "notice", rng.randint(190, 300) if old else rng.randint(2, 170), 7, words.CALLS, 20)  # fmt: skip
    if old:
        site.fault("stale_column", notice.name)
    docs, read = documents(site)
    checks, report = Column("checks", "网站自查", "static"), Column("webreport", "网站年度报表", "static")
    for q, month in ((4, 11), (3, 8), (2, 5), (1, 2)):
        checks.articles.append(Article(rng.choice([f"{org}{year}年第{'一二三四'[q - 1]}季度政府网站自查情况报告", f"关于{year}年第{'一二三四'[q - 1]}季度网站自查自纠情况的报告"]), datetime(year, month, rng.randint(1, 10), 10), body(site, words.prose(rng, 2)), org))  # fmt: skip
    for y in (year - 1, year - 2):
        report.articles.append(Article(f"{site.name}{y}年度政府网站工作年度报表" if rng.random() < 0.5 else f"政府网站工作年度报表（{y}年度）", datetime(y + 1, 1, rng.randint(5, 31), 9), body(site, words.prose(rng, 1)), org))  # fmt: skip
    if rng.random() < 0.4:
        checks.articles.pop(0)
        site.fault("overdue_report", "quarterly_self_inspection")
    if rng.random() < 0.4:
        report.articles.pop(0)
        site.fault("overdue_report", "website_annual")
    about = Column("about", "本地概况" if site.kind != "department" else "走进我们", "static", "parent", [page(site, "a1", "基本情况", None, words.prose(rng, 2)), Column("a2", "图说风采", "other", "single", body="".join(f"<img src='/images/f{i}.jpg' width='200'>" for i in range(4)))])  # fmt: skip
    info = disclosure(site)
    serve = Column("serve", "办事服务", "guide", "parent", [guides(site), Column("hall", "政务服务网", "other", "external", url="http://zwfw.js-prov.example-gov.cn/")])  # fmt: skip
    ask, told = asked_of_people(site)
    talk = Column("talk", rng.choice(["互动交流", "政民互动"]), "other", "parent", [letters(site), ask, told])
    if talk.name == "互动交流":
        talk.section = "messages"
    for name in rng.sample(["便民提示", "媒体报道", "法治建设", "党建工作", "志愿服务", "视频新闻"], rng.randint(1, 2)):
        home = rng.choice([about, talk, info])
        made = Column(f"blank-{name}", name, "other", body=rng.choice(words.BLANKS))
        home.children.append(made)
        site.fault("empty_column", name, note=made.body[:40])
    site.columns = [about, news, notice, info, docs, read, serve, talk, Column("manage", "网站管理", "static", "parent", [checks, report])]  # fmt: skip
    for one in site.columns:
        adopt(one)
    site.extra["/files/mb.pdf"] = Answer(PDF, type="application/pdf")
