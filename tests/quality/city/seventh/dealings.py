"""What a site owes within a time: reports, interpretations, results of consultations, answers to letters; and guides with all their elements."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from ..model import Article, Column
from . import words as w

if TYPE_CHECKING:
    from .content import Writer

Columns = dict[str, Column]


def at(day: date, hour: int = 10, minute: int = 20) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


def said(r: Random, *days: date) -> str:
    """Days in one of the ways a body writes them, as a range if there are two."""
    forms: list[Callable[[date], str]] = [
        lambda d: f"{d.year}年{d.month}月{d.day}日", lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日", lambda d: f"{d:%Y-%m-%d}", lambda d: f"{d.year}.{d.month}.{d.day}", lambda d: f"{d.year}/{d.month}/{d.day}",
    ]  # fmt: skip
    form = r.choice(forms)
    return "至".join(form(d) for d in days)


# ---- reports


def reports(wr: "Writer", cols: Columns, names: dict[str, str], outdated: set[str]) -> None:
    s, r = wr.site, wr.rng
    year = s.as_of.year
    cols["annual_report"] = Column("annual_report", names["annual_report"], "other", section="annual_report")
    cols["reports"] = Column("reports", names["reports"], "other")
    ways = ["disclosure_annual", "website_annual", "quarterly_self_inspection"]
    wrong = r.choice([*ways, *ways, None]) if wr.faulty else None
    how = r.choice(["absent", "late"])
    if "annual_report" in outdated:
        s.fault("overdue_report", "disclosure_annual", note="outdated")
        if wrong == "disclosure_annual":
            wrong = None
    elif wrong:
        how = "late" if wrong == "disclosure_annual" else how
    if wrong:
        s.fault("overdue_report", wrong, note=how)
    due = date(year, 3, 31) if s.kind != "department" else date(year, 1, 31)
    title = r.choice(
        ["{y}年政府信息公开工作年度报告", "{o}{y}年政府信息公开年度报告", "{o}政府信息公开工作年度报告（{y}年度）"]
    )
    for back in range(1, 5):
        if back == 1 and "annual_report" in outdated:
            continue
        day = date(due.year - back + 1, due.month, due.day) - timedelta(days=r.choice([0, 3, 8, 15]))
        if back == 1 and wrong == "disclosure_annual":
            day = due + timedelta(days=r.randint(3, 40))
        body = f"<p>　　本报告由{s.owner}根据《中华人民共和国政府信息公开条例》要求编制。</p><p>　　一、总体情况。二、主动公开政府信息情况。三、收到和处理政府信息公开申请情况。</p>"
        cols["annual_report"].articles.append(wr.art(title.format(y=year - back, o=s.owner), at(day), body))
    form = r.choice(["政府网站工作年度报表（{y}年度）", "{y}年政府网站工作年度报表", "{o}网站{y}年度工作报表"])
    for back in range(1, 4):
        day = date(year - back + 1, 1, r.randint(12, 31))
        if back == 1 and wrong == "website_annual":
            if how == "absent":
                continue
            day = date(year, 2, r.randint(3, 27))
        body = f"<table border='1'><tr><td>网站名称</td><td>{s.name}</td></tr><tr><td>信息发布总数</td><td>{r.randint(400, 2000)}条</td></tr><tr><td>总访问量</td><td>{r.randint(10000, 90000)}次</td></tr></table>"
        cols["reports"].articles.append(wr.art(form.format(y=year - back, o=s.owner), at(day), body))
    check = r.choice(
        [
            "{y}年第{q}季度政府网站自查情况",
            "{o}{y}年第{q}季度网站与政务新媒体自查报告",
            "{y}年{q}季度政府网站和政务新媒体检查情况通报",
        ]
    )
    for q, month, y in (("四", 11, year), ("三", 8, year), ("二", 5, year), ("一", 2, year), ("四", 11, year - 1)):
        day = date(y, month, r.randint(2, 10))
        if (q, y) == ("四", year) and wrong == "quarterly_self_inspection":
            if how == "absent":
                continue
            day = date(y, month, r.randint(12, 20))
        body = "<p>　　按照上级要求，我单位对网站运行情况进行了自查，未发现单项否决问题。</p><p>　　自查发现个别链接失效，现已完成整改。</p>"
        cols["reports"].articles.append(wr.art(check.format(y=y, q=q, o=s.owner), at(day), body))


# ---- policies and their interpretations

TOLD = [
    "《{t}》政策解读",
    "一图读懂《{t}》",
    "《{t}》解读",
    "关于《{t}》的解读说明",
    "{b}答记者问：解读《{t}》",
    "图解｜{t}",
    "《{t}》起草说明及解读",
]


def policies(wr: "Writer", cols: Columns, names: dict[str, str]) -> None:
    s, r = wr.site, wr.rng
    county = s.kind != "department"
    docs = Column("regulations", names["regulations"], "policy", section="regulations" if county else None)
    told = Column("reading", names["interpretation"], "interpretation", section="interpretation" if county else None)
    mark = {"county": "霁政办规", "portal": "砚政规", "department": "砚规字"}[s.kind]
    ages = [2] if r.random() < 0.5 else []
    age = r.randint(8, 60)
    while len(ages) < 7:
        ages.append(age)
        age += r.randint(20, 70)
    ages += [r.randint(420, 600), r.randint(700, 900)]
    wrong: dict[int, str] = {}
    if wr.faulty:
        spots = [i for i, a in enumerate(ages[:-2]) if 15 < a < 300]
        wrong = {i: r.choice(["never", "late"]) for i in r.sample(spots, r.choice([1, 2]))}
    subjects = r.sample(w.POLICIES, len(ages))
    form = r.choice(["{o}关于印发《{t}》的通知", "{o}关于印发{t}的通知", "关于印发《{t}》的通知"])
    for i, (age, name) in enumerate(zip(ages, subjects, strict=True)):
        when = s.ago(age)
        subject = ("砚江市" if s.kind != "county" else "霁川区") + name
        title = form.format(o=s.owner, t=subject)
        number = f"{mark}〔{when.year}〕{r.randint(2, 40)}号"
        body = f"<p style='text-align:center'>{number}</p><p>各有关单位：</p><p>　　现将《{subject}》印发给你们，请认真贯彻执行。</p><p>　　第一条　为加强有关管理工作，结合实际，制定本办法。</p><p>　　第二条　本办法自印发之日起施行，有效期五年。</p>"
        art = wr.art(title, when, body, doc=True, kicker=number)
        docs.articles.append(art)
        how = wrong.get(i)
        if age > 400 or (age == 2 and i == 0):
            continue
        if how:
            s.fault("late_interpretation", title, f"@{art.key}", note=how)
        if how == "never":
            continue
        day = when + timedelta(days=r.randint(14, 15 + age // 2) if how == "late" else r.choice([0, 1, 2, 3]))
        day = min(day, s.ago(0))
        tale = r.choice(TOLD).format(t=subject, b="有关负责人" if r.random() < 0.5 else "起草单位")
        links = f"<p>相关文件：<a href='{{@{art.key}}}'>{title}</a></p>"
        lines = "<p>　　一、制定背景。原有管理方式已不适应新的要求。</p><p>　　二、主要内容。明确了适用范围、职责分工和监督措施。</p>"
        twin = wr.art(tale, day, lines + links)
        told.articles.append(twin)
        art.body += f"<p>相关解读：<a href='{{@{twin.key}}}'>{tale}</a></p>"
    cols["regulations"], cols["reading"] = docs, told


# ---- consultations

ENDS: list[Callable[[Random, date, date], str]] = [
    lambda r, a, b: f"<p>　　征集时间：{said(r, a, b)}。</p>",
    lambda r, a, b: f"<p>　　请于{b.year}年{b.month}月{b.day}日前将修改意见以书面形式反馈我单位。</p>",
    lambda r, a, b: (
        f"<table border='1'><tr><td>开始时间</td><td>{a:%Y-%m-%d}</td><td>结束时间</td><td>{b:%Y-%m-%d}</td></tr></table>"
    ),
    lambda r, a, b: f"<p>　　意见反馈截止时间为{b.year}年{b.month}月{b.day}日。</p>",
    lambda r, a, b: f"<p>　　公示征求意见期为{a.year}年{a.month}月{a.day}日—{b.month}月{b.day}日。</p>",
    lambda r, a, b: f"<p>　　公众可在{b.year}年{b.month}月{b.day}日17:30前，通过信函或者电子邮件提出意见。</p>",
]
CALLS = [
    "关于公开征求《{t}（征求意见稿）》意见的公告",
    "《{t}（草案）》公开征求意见",
    "关于对{t}征求社会公众意见的通知",
    "{t}（征求意见稿）意见征集",
]
OUTCOMES = [
    "《{t}（征求意见稿）》公开征求意见情况反馈",
    "关于{t}意见征集结果的公布",
    "《{t}》征求意见采纳情况说明",
    "{t}征求意见结果反馈",
]


def consultations(wr: "Writer", cols: Columns, names: dict[str, str]) -> None:
    s, r = wr.site, wr.rng
    calls = Column(
        "consult", names["consultation"], "consult", section="consultation" if s.kind != "department" else None
    )
    place = r.choice(["same column", "own column", "same page"])
    results = Column("results", names["results"], "other")
    lapses = [(r.randint(30, 60), "in time"), (r.randint(70, 110), "in time"), (r.randint(120, 200), "on the last day"), (r.randint(210, 330), "in time"), (-r.randint(5, 25), "open"), (r.randint(2, 9), "waiting")]  # fmt: skip
    if wr.faulty:
        lapses += [(r.randint(25, 300), r.choice(["never", "late"])) for _ in range(r.choice([1, 2]))]
    for (ago, how), name in zip(lapses, r.sample(w.DRAFTS, len(lapses)), strict=True):
        end = s.as_of - timedelta(days=ago)
        start = min(end - timedelta(days=r.choice([15, 30, 31])), s.as_of - timedelta(days=3))
        subject = ("砚江市" if s.kind != "county" else "霁川区") + name
        body = f"<p>　　为提高决策的科学化水平，我单位起草了《{subject}》，现向社会公开征求意见。</p>" + r.choice(ENDS)(r, start, end) + "<p>　　联系电话：0775-2830117；电子邮箱：yijian@yanjiang.example。</p>"  # fmt: skip
        art = wr.art(r.choice(CALLS).format(t=subject), at(start, 9, 12), body)
        calls.articles.append(art)
        if how in ("never", "late"):
            s.fault("late_consultation_result", None, f"@{art.key}", note=how)
        if how in ("never", "open", "waiting"):
            continue
        day = min(end + timedelta(days={"in time": r.randint(1, 9), "on the last day": 10, "late": r.randint(13, 24)}[how]), s.as_of)  # fmt: skip
        text = f"截至征集期满，共收到意见{r.randint(2, 30)}条，采纳{r.randint(1, 2)}条，未采纳的已逐一说明理由。"
        if place == "same page":
            art.body += f"<h4>结果反馈</h4><p>反馈时间：{day:%Y-%m-%d}</p><p>　　{text}</p>"
            continue
        result = wr.art(r.choice(OUTCOMES).format(t=subject), at(day, 15, 3), f"<p>　　{text}</p><p>原征集公告：<a href='{{@{art.key}}}'>{art.title}</a></p>")  # fmt: skip
        (calls if place == "same column" else results).articles.append(result)
    cols["consult"] = calls
    if place == "own column":
        cols["results"] = results


# ---- letters


def letter_body(form: int, r: Random, who: str, asked: date, question: str, office: str, answered: date | None, answer: str) -> str:  # fmt: skip
    number = f"LY{asked:%Y%m%d}{r.randint(100, 999)}"
    if form == 0:
        told = f"<tr><th>答复单位</th><td>{office}</td><th>答复日期</th><td>{answered:%Y-%m-%d}</td></tr><tr><th>答复内容</th><td colspan='3'>{answer}</td></tr>" if answered else "<tr><th>答复单位</th><td></td><th>答复日期</th><td></td></tr><tr><th>答复内容</th><td colspan='3'></td></tr>"  # fmt: skip
        return f"<table class='letter' border='1'><tr><th>信件编号</th><td>{number}</td><th>写信人</th><td>{who}</td></tr><tr><th>写信日期</th><td>{asked:%Y-%m-%d}</td><th>信件类别</th><td>咨询</td></tr><tr><th>信件内容</th><td colspan='3'>{question}</td></tr>{told}</table>"
    if form == 1:
        told = f"<dl class='back'><dt><b>官方答复</b><em>{answered.year}年{answered.month}月{answered.day}日</em><i>{office}</i></dt><dd>{answer}</dd></dl>" if answered else "<dl class='back'><dt><b>官方答复</b></dt><dd>尚未答复</dd></dl>"  # fmt: skip
        return f"<dl class='ask'><dt><b>网友提问</b><em>{asked.year}年{asked.month}月{asked.day}日</em><i>{who}</i></dt><dd>{question}</dd></dl>{told}"
    if form == 2:
        told = f"<div class='hf'><h4>回复内容</h4><p>{who}：您好！{answer}感谢您的关注。</p><p class='sign'>{office}　{answered:%Y/%m/%d}</p></div>" if answered else "<div class='hf'><h4>回复内容</h4><p>您的留言已收到，正在核实处理中，请耐心等待。</p></div>"  # fmt: skip
        return f"<div class='ly'><h4>留言内容</h4><p class='sx'>留言人：{who}　留言时间：{asked:%Y/%m/%d} 21:14　状态：{'已回复' if answered else '处理中'}</p><p>{question}</p></div>{told}"
    told = (
        f"<li class='on'><span>办理完毕</span><time>{answered:%Y-%m-%d 16:20}</time><p>{office}回复：{answer}</p></li>"
        if answered
        else ""
    )
    passed = asked + timedelta(days=1)
    return f"<ul class='course'><li class='on'><span>市民来信</span><time>{asked:%Y-%m-%d 08:31}</time><p>{question}</p></li><li class='on'><span>转交承办</span><time>{passed:%Y-%m-%d 09:00}</time><p>已转{office}处理。</p></li>{told}</ul>"


def letters(wr: "Writer", cols: Columns, box: str) -> None:
    s, r = wr.site, wr.rng
    col = Column("mail", box, "messages", "messages", section="messages", head=("来信标题", "来信时间", "办理状态"))
    form = r.randrange(4)
    plan: list[tuple[int, int | None, bool]] = [(r.randint(95, 300), r.randint(3, 20), False) for _ in range(4)]
    plan += [(r.randint(20, 80), r.randint(2, 12), False), (r.randint(20, 75), None, False), (r.randint(4, 12), None, False), (r.randint(140, 250), r.choice([85, 89]), False)]  # fmt: skip
    plan += [(r.randint(430, 600), None, False)] if r.random() < 0.5 else []
    if wr.faulty:
        plan += [(r.randint(110, 330), r.choice([None, None, "late"]), True) for _ in range(r.choice([1, 2, 2]))]  # type: ignore[list-item]
    for ago, wait, bad in plan:
        asked = s.as_of - timedelta(days=ago)
        subject, question, answer = r.choice(w.LETTERS)
        place = r.choice(w.PLACES)
        for _ in range(40):
            title = subject.format(p=place)
            if title not in wr.used:
                break
            subject, question, answer = r.choice(w.LETTERS)
            place = r.choice(w.PLACES)
        else:
            title = f"{title}（{place}）"
        if str(wait) == "late":
            wait = r.randint(96, 100) if ago > 104 else None
        answered = asked + timedelta(days=wait) if wait is not None else None
        who = r.choice("陈刘黄胡何郭马罗梁宋") + r.choice(["女士", "先生", "**", "某"])
        office = r.choice(["市住房和城乡建设局", "市交通运输局", "市城市管理局", "市医疗保障局", "市公安局"])
        body = letter_body(form, r, who, asked, question.format(p=place), office, answered, answer)
        art = wr.art(title, at(asked, 8, 31), body, row=(f"{asked:%Y-%m-%d}", "已答复" if answered else "办理中"))
        col.articles.append(art)
        if bad:
            s.fault("unanswered_message", None, f"@{art.key}", note="late" if answered else "never")
    cols["mail"] = col


# ---- guides

LABELS: list[dict[str, str]] = [
    {"name": "事项名称", "basis": "法律依据", "conditions": "受理条件", "materials": "申请材料", "place": "受理地点", "hours": "受理时间", "phone": "咨询电话", "process": "办理流程", "fees": "收费情况", "time_limit": "承诺办结时限"},
    {"name": "服务名称", "basis": "实施依据", "conditions": "申请条件", "materials": "需要提交的材料", "place": "办事地址", "hours": "工作时间", "phone": "联系方式", "process": "办事程序", "fees": "是否收费", "time_limit": "法定期限"},
    {"name": "项目名称", "basis": "政策依据", "conditions": "办理条件", "materials": "材料清单", "place": "办理窗口", "hours": "窗口服务时间", "phone": "咨询方式", "process": "办理程序", "fees": "收费依据及标准", "time_limit": "办结时间"},
]  # fmt: skip
ORDER = ["name", "basis", "conditions", "materials", "process", "time_limit", "fees", "place", "hours", "phone"]
GUIDE_FORMS = ["pairs", "wide", "dl", "headings", "numbered", "tabs", "chinese"]


def values(wr: "Writer", matter: str) -> dict[str, str]:
    r = wr.rng
    return {
        "name": matter, "basis": f"《砚江市{matter}管理规定》第{r.choice('三四五六七')}条", "conditions": "在本市行政区域内居住或者从事经营活动，符合国家规定的公民、法人和其他组织。",
        "materials": "1.申请表一式两份；2.居民身份证原件及复印件一份；3.近期免冠照片两张。", "place": f"砚江市政务服务中心{r.randint(2, 4)}楼{r.randint(3, 60)}号窗口", "hours": "周一至周五 9:00—12:00，13:00—17:00",
        "phone": f"0775-28{r.randint(10000, 99999)}", "process": "申请—受理—审查—决定—送达", "fees": "不收费", "time_limit": f"{r.randint(3, 15)}个工作日",
    }  # fmt: skip


def guide_body(form: str, labels: dict[str, str], has: dict[str, str]) -> str:
    told = [(labels[k], has[k]) for k in ORDER if k in has]
    match form:
        case "pairs":
            return "<table class='bszn' width='100%'>" + "".join(f"<tr><td class='lab'>{a}</td><td>{b}</td></tr>" for a, b in told) + "</table>"  # fmt: skip
        case "wide":
            rows = [told[i : i + 2] for i in range(0, len(told), 2)]
            return "<table border='1'>" + "".join("<tr>" + "".join(f"<th>{a}</th><td>{b}</td>" for a, b in row) + "</tr>" for row in rows) + "</table>"  # fmt: skip
        case "dl":
            return "<dl class='guide'>" + "".join(f"<dt>{a}：</dt><dd>{b}</dd>" for a, b in told) + "</dl>"
        case "headings":
            return "".join(f"<h3>{a}</h3>\n<p>{b}</p>\n" for a, b in told)
        case "numbered":
            return "".join(f"<p>{i}、{a}：{b}</p>\n" for i, (a, b) in enumerate(told, 1))
        case "tabs":
            heads = "".join(
                f"<li{' class=cur' if i == 0 else ''}><a href='javascript:;'>{a}</a></li>"
                for i, (a, _) in enumerate(told)
            )
            panes = "".join(
                f"<div class='pane'{'' if i == 0 else ' style=display:none'}>{b}</div>" for i, (_, b) in enumerate(told)
            )
            return f"<div class='tabbox'><ul class='tabs'>{heads}</ul><div class='panes'>{panes}</div></div>"
        case _:
            return "".join(
                f"<p><strong>{'一二三四五六七八九十'[i]}、{a}</strong></p>\n<p>　　{b}</p>\n"
                for i, (a, b) in enumerate(told)
            )


def guides(wr: "Writer", cols: Columns, names: dict[str, str]) -> None:
    s, r = wr.site, wr.rng
    col = Column("guides", names["guides"], "guide")
    labels, form = r.choice(LABELS), r.choice(GUIDE_FORMS)
    bad = set(r.sample(range(6), r.choice([1, 2]))) if wr.faulty else set()
    for i, matter in enumerate(r.sample(w.MATTERS, 6)):
        has = values(wr, matter)
        if i in bad:
            gone = r.sample(["basis", "conditions", "materials", "place", "hours", "phone", "process"], r.randint(4, 5))
            has = {k: v for k, v in has.items() if k not in gone}
        art: Article = wr.art(matter, s.ago(r.randint(60, 900)), guide_body(form, labels, has))
        art.title = f"{matter}{r.choice(['', '办事指南', '服务指南'])}"
        col.articles.append(art)
        if i in bad:
            s.fault("incomplete_service_guide", None, f"@{art.key}", note=",".join(gone))
    cols["guides"] = col
