"""What the fourth city's sites do with people: documents and their readings, consultations, letters, guides."""

from datetime import timedelta

from ..model import Article, Column, Site
from . import words
from .forms import GUIDES, LETTERS
from .parts import compose

LABELS = {
    "basis": ("设定依据", "法律依据", "实施依据", "办理依据"), "conditions": ("受理条件", "申请条件", "申报条件", "办理条件"), "materials": ("申请材料", "申报材料", "所需材料", "材料清单"),
    "place": ("办理地点", "受理地点", "办公地址", "窗口地址"), "hours": ("办理时间", "办公时间", "受理时间", "工作时间"), "phone": ("咨询电话", "联系电话", "咨询方式"), "process": ("办理流程", "办理程序", "办事流程"),
    "fees": ("收费标准", "是否收费", "收费情况"), "time_limit": ("办理时限", "承诺时限", "法定办结时限"),
}  # fmt: skip
SERVICES = ["民办职业培训学校设立审批", "渔业捕捞许可证核发", "残疾人辅助器具申领", "就业困难人员认定", "犬类准养证办理", "动物防疫条件合格证核发", "户外宣传品设置审批", "城乡居民养老保险参保", "兽药经营许可", "临时救助申请", "农民建房审批", "婚姻登记", "80岁以上高龄津贴申请", "个体工商户设立登记", "拖拉机驾驶证换证", "工伤认定申请"]  # fmt: skip
LACKABLE = ("basis", "conditions", "materials", "place", "hours", "phone", "process")


def policies(site: Site) -> list[Column]:
    rng, org, big = site.rng, site.owner, site.kind != "department"
    docs = Column("policy", rng.choice(["政策文件", "政府文件", "县政府文件"] if big else ["政策文件", "政策法规", "本局文件"]), "policy")  # fmt: skip
    read = Column("reading", rng.choice(["政策解读", "文件解读", "解读回应"]), "interpretation", section="interpretation" if big else None)  # fmt: skip
    gaps: list[int | None] = [0, 2, 3, -1, rng.randint(8, 30), None]
    for number, (matter, gap) in enumerate(zip(rng.sample(words.MATTERS, 6), gaps, strict=True)):
        core, title = rng.choice([
            (f"{matter}管理办法", f"{org}办公室关于印发《{matter}管理办法》的通知"), (f"{matter}实施方案（2026—2028年）", f"{org}关于印发{matter}实施方案（2026—2028年）的通知"), (f"进一步加强{matter}工作的实施意见", f"{org}关于进一步加强{matter}工作的实施意见"),
            (f"{matter}若干措施", f"{org}印发《{matter}若干措施》"),
        ])  # fmt: skip
        day = site.ago(rng.randint(45, 340))
        mark = f"{org[0]}政办发〔{day.year}〕{number + 4}号"
        body = compose(rng, [mark, "各有关单位：", f"现将《{core}》印发给你们，请认真组织实施。", *[f"第{n}条　{words.pick(rng, t)}" for n, t in zip("一二三四五", rng.sample(words.CLAUSES, 5), strict=True)]])  # fmt: skip
        doc = Article(title, day, body, org, doc=True)
        docs.articles.append(doc)
        if gap is None or gap > 3:
            site.fault("late_interpretation", title, f"key:{id(doc)}", f"after {gap}")
        if gap is None:
            continue
        name = rng.choice([f"《{core}》政策解读", f"图解｜{core}", f"一图读懂《{core}》", f"【政策解读】《{core}》", f"{core}政策问答", f"关于《{core}》的解读说明"])  # fmt: skip
        piece = Article(name, day + timedelta(days=gap), compose(rng, ["一、起草背景", words.paragraphs(rng, 1)[0], "二、主要内容", *words.paragraphs(rng, 2)]), org)  # fmt: skip
        if rng.random() < 0.6:
            piece.body += f"<p>文件链接：<a href='{{key:{id(doc)}}}'>{title}</a></p>"
        if rng.random() < 0.6:
            doc.body += f"<div class='xgjd'>解读链接：<a href='{{key:{id(piece)}}}'>{name}</a></div>"
        read.articles.append(piece)
    for title, age in ((f"{org}关于同意{rng.choice(words.VILLAGES)}{rng.choice(words.MATTERS)}规划的批复", 66), (f"{org}关于{words.person(rng)}等同志任免职的通知", 93), (f"{org}关于召开{rng.choice(words.MATTERS)}工作会议的通知", 71)):  # fmt: skip
        docs.articles.append(Article(title, site.ago(age), compose(rng, ["经研究，现就有关事项通知如下。", *words.paragraphs(rng, 1)]), org, doc=True))  # fmt: skip
    docs.articles.append(Article(f"{org}关于印发《{rng.choice(words.MATTERS)}暂行规定》的通知", site.ago(rng.randint(0, 3)), compose(rng, words.paragraphs(rng, 2)), org, doc=True))  # fmt: skip
    site.tolerate("stale_column", read.name, note="six months for interpretations is a hint from memory")
    for col in (docs, read):
        col.articles.sort(key=lambda a: a.when, reverse=True)
    return [docs, read]


def consultations(site: Site) -> list[Column]:
    rng = site.rng
    ask = Column("ask", rng.choice(["意见征集", "民意征集", "征集调查", "网上调查", "调查征集"]), "consultation", section="consultation" if site.kind != "department" else None)  # fmt: skip
    told = Column("told", rng.choice(["结果反馈", "征集反馈", "反馈公示"]), "other")
    for how, ago in (("open", -rng.randint(2, 25)), ("just closed", rng.randint(1, 9)), ("apart", rng.randint(40, 320)), ("inside", rng.randint(40, 320)), ("none", rng.randint(20, 220)), ("late", rng.randint(80, 260))):  # fmt: skip
        matter = rng.choice(words.MATTERS)
        title = rng.choice([f"关于《{matter}管理办法（征求意见稿）》公开征求意见的公告", f"{matter}工作意见建议征集", f"关于对《{matter}规划（草案）》征求社会公众意见的函", f"关于{matter}价格调整听证会的公告", f"{matter}群众满意度调查问卷"])  # fmt: skip
        while any(title == a.title for a in ask.articles):
            title += "（二）"
        end = site.ago(ago)
        start = min(end - timedelta(days=rng.randint(9, 30)), site.ago(1))
        span = rng.choice([
            f"征集时间：{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日", f"<b>开始日期：</b>{start:%Y-%m-%d}　<b>截止日期：</b>{end:%Y-%m-%d}", f"起止时间：{start:%Y/%m/%d} - {end:%Y/%m/%d}",
            f"欢迎社会各界提出宝贵意见，意见反馈时间截至{end.year}年{end.month}月{end.day}日。", f"公开征求意见时间为30日，自{start.year}年{start.month}月{start.day}日起至{end.year}年{end.month}月{end.day}日止。",
        ])  # fmt: skip
        art = Article(title, start, compose(rng, [words.paragraphs(rng, 1)[0], span, f"联系人：{words.person(rng)[0]}先生　电话：{words.landline(rng)}", "通讯地址：滨河路8号（信封上请注明“征求意见”字样）"]), site.owner)  # fmt: skip
        wait = {"apart": rng.randint(1, 10), "inside": rng.randint(1, 10), "late": rng.randint(15, 50)}.get(how)
        if wait is not None:
            day = end + timedelta(days=wait)
            said = [
                f"本次征集共收到有效意见{rng.randint(2, 60)}条，其中采纳{rng.randint(1, 2)}条。",
                words.paragraphs(rng, 1)[0],
            ]
            if how == "inside":
                head = rng.choice(["征集结果", "意见反馈情况", "结果反馈"])
                art.body += f"<div class='jg'><h3>{head}</h3><p>反馈时间：{day:%Y-%m-%d}</p>{compose(rng, said)}</div>"
            else:
                name = rng.choice([f"“{title}”结果反馈", f"{title}的反馈情况", f"{title}意见采纳情况"])
                told.articles.append(Article(name, day, compose(rng, said), site.owner))
        if how in ("none", "late"):
            site.fault("late_consultation_result", title, f"key:{id(art)}", how)
        ask.articles.append(art)
    for col in (ask, told):
        col.articles.sort(key=lambda a: a.when, reverse=True)
    return [ask, told]


def letters(site: Site) -> Column:
    rng = site.rng
    boss = "镇长信箱" if site.owner.endswith("镇人民政府") else {"county": "县长信箱", "portal": "市长信箱"}.get(site.kind, "局长信箱")  # fmt: skip
    made = Column("mail", rng.choice([boss, "领导信箱", "咨询留言", "我要咨询"]), "messages", "messages", section="messages", head=("信件标题", "来信日期", "办理情况"))  # fmt: skip
    plans: list[tuple[int, int | None]] = [(rng.randint(3, 30), None), (rng.randint(70, 88), None), (45, 6), (120, 15), (300, 88), (460, None), (700, 200)]  # fmt: skip
    plans += [(rng.randint(98, 340), None), (rng.randint(230, 350), rng.randint(100, 190))]
    subjects = rng.sample(["村道破损", "医保断缴如何补缴", "夜市油烟", "低保申请条件", "公租房何时分配", "施工噪声", "自来水费异常", "孩子入学", "退休认定", "水渠淤塞", "农机补贴到账时间", "网络信号差"], 9)  # fmt: skip
    for subject, (age, wait) in zip(subjects, plans, strict=True):
        asked = site.ago(age)
        answered = asked + timedelta(days=wait) if wait is not None else None
        title = rng.choice([f"咨询{subject}", f"{rng.choice(words.VILLAGES)}{subject}问题", f"关于{subject}的诉求"])
        text = f"您好，我家住{rng.choice(words.VILLAGES)}，想问一下{subject}的事情，望尽快回复，谢谢。"
        reply = f"网友，您好！来信收悉，现将“{subject}”有关情况回复如下：{words.paragraphs(rng, 1)[0]}感谢您的关注。"
        art = Article(title, asked, LETTERS[site.family](site, title, text, asked, answered, reply), "", row=(f"{asked:%Y-%m-%d}", "已回复" if answered else rng.choice(["待办理", "办理中"])))  # fmt: skip
        made.articles.append(art)
        if (answered is None and 92 < age <= 365) or (wait is not None and wait > 92 and age <= 365):
            site.fault("unanswered_message", title, f"key:{id(art)}", f"{age} days ago, answered after {wait}")
    made.articles.sort(key=lambda a: a.when, reverse=True)
    return made


def guides(site: Site) -> Column:
    rng = site.rng
    made = Column("guides", rng.choice(["办事指南", "服务指南", "办事流程"]), "guide")
    for number, matter in enumerate(rng.sample(SERVICES, 6)):
        values = {
            "basis": f"《{matter}办法》第{rng.randint(3, 40)}条", "conditions": rng.choice(["1.具有本县户籍；2.年满18周岁；3.无不良信用记录。", "符合《条例》第九条规定的条件"]), "materials": rng.choice(["1.申请表1份；2.身份证原件及复印件1份", "<ul><li>身份证（原件，1份）</li><li>申请书（原件，1份）</li></ul>"]),
            "place": f"{rng.choice(words.VILLAGES)}政务服务大厅{rng.randint(1, 30)}号窗口", "hours": rng.choice(["工作日上午8:30-12:00，下午14:30-17:30", "周一至周五（法定节假日除外）9:00—17:00"]), "phone": words.landline(rng), "process": rng.choice(["申请—受理—审核—决定—送达", "1.申请人提出申请；2.窗口受理；3.审查；4.办结"]),
            "fees": rng.choice(["不收费", "免费"]), "time_limit": f"{rng.randint(1, 20)}个工作日",
        }  # fmt: skip
        lacks = set(rng.sample(LACKABLE, rng.randint(2, 6))) if number < 2 else set()
        title = matter if rng.random() < 0.4 else f"{matter}{rng.choice(['办事指南', '服务指南'])}"
        rows = []
        for key, value in values.items():
            if key not in lacks:
                rows.append((key, rng.choice(LABELS[key]), value))
            elif rng.random() < 0.35:
                rows.append((key, rng.choice(LABELS[key]), rng.choice(["", "暂无", "/"])))
        art = Article(title, site.ago(rng.randint(20, 700)), GUIDES[site.family](site, matter, rows), site.owner)
        if lacks:
            site.fault("incomplete_service_guide", title, f"key:{id(art)}", ",".join(sorted(lacks)))
        made.articles.append(art)
    return made
