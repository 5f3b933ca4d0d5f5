"""Guides, letters, consultations and feet, in the many ways sites set them."""

from html import escape

from .plan import Doc, Place, person

ELEMENTS = ("name", "basis", "conditions", "materials", "place", "hours", "phone", "process", "fees", "time_limit")
VOCAB = [
    (
        "事项名称",
        "设定依据",
        "受理条件",
        "申请材料",
        "办理地点",
        "办公时间",
        "咨询电话",
        "办理流程",
        "收费标准",
        "办理时限",
    ),
    (
        "项目名称",
        "法律依据",
        "申请条件",
        "申报材料",
        "受理地点",
        "受理时间",
        "联系电话",
        "办事程序",
        "收费依据及标准",
        "承诺办结时限",
    ),
    (
        "事项名称",
        "实施依据",
        "办理条件",
        "所需材料",
        "办理地址",
        "工作时间",
        "咨询方式",
        "办理程序",
        "是否收费",
        "法定办结时限",
    ),
    (
        "服务事项",
        "政策依据",
        "申办条件",
        "提交材料清单",
        "窗口地址",
        "接件时间",
        "联系方式",
        "审批流程",
        "收费情况",
        "承诺时限",
    ),
    (
        "办理事项",
        "审批依据",
        "准予条件",
        "材料目录",
        "经办地点",
        "对外办公时间",
        "窗口电话",
        "工作流程",
        "费用",
        "办结时间",
    ),
    (
        "基本名称",
        "依据",
        "受理范围和条件",
        "需提供的材料",
        "在哪办",
        "什么时间办",
        "问询电话",
        "怎么办",
        "收不收费",
        "多久办好",
    ),
]


def values(place: Place, doc: Doc) -> dict[str, str]:
    rng = place.rng
    found = {
        "name": doc.title,
        "basis": rng.choice(
            [
                "《中华人民共和国行政许可法》第十二条；相关行业条例第八条",
                "有关条例第十五条：未经批准，任何单位和个人不得擅自实施",
            ]
        ),
        "conditions": "1.具有合法的主体资格；2.符合相关规划和技术标准；3.法律、法规规定的条件。",
        "materials": "1.申请表（原件1份）；2.身份证明（复印件1份）；3.场所证明（复印件1份）。",
        "place": f"{place.address}政务服务中心二楼{rng.randint(3, 29)}号窗口",
        "hours": rng.choice(
            ["工作日上午8:30—12:00，下午14:00—17:30", "周一至周五9:00-12:00、13:30-17:00（法定节假日除外）"]
        ),
        "phone": place.phone,
        "process": "申请→受理→审查→决定→送达",
        "fees": rng.choice(["不收费", "免费", "否"]),
        "time_limit": f"{rng.randint(3, 20)}个工作日",
    }
    how = rng.random()
    for key in doc.data["lacks"]:
        if how < 0.5:
            found.pop(key)
        else:
            found[key] = rng.choice(["", "暂无", "/"]) if how < 0.75 else ""
    return found


def guide(place: Place, doc: Doc, form: str, vocab: int) -> str:
    label = dict(zip(ELEMENTS, VOCAB[vocab], strict=True))
    rows = [(label[k], v) for k, v in values(place, doc).items()]
    if "phone" not in doc.data["lacks"]:
        rows.append(("监督投诉", "12345"))
    if form == "table":
        return (
            "<table class='bszn' border='1'>"
            + "".join(f"<tr><td width='20%' bgcolor='#f0f0f0'><b>{k}</b></td><td>{v}</td></tr>" for k, v in rows)
            + "</table>"
        )
    if form == "pairs":
        cells = [f"<th>{k}</th><td>{v}</td>" for k, v in rows]
        return (
            "<table class='tb'>"
            + "".join(f"<tr>{''.join(cells[i : i + 2])}</tr>" for i in range(0, len(cells), 2))
            + "</table>"
        )
    if form == "dl":
        return "<dl class='guide-item'>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in rows) + "</dl>"
    if form == "tabs":
        heads = "".join(
            f"<li class='{'on' if i == 0 else ''}'><a href='javascript:;'>{k}</a></li>" for i, (k, _) in enumerate(rows)
        )
        panes = "".join(
            f"<div class='tab-pane' {'' if i == 0 else 'style=display:none'}>{v}</div>" for i, (_, v) in enumerate(rows)
        )
        return f"<div class='tabs'><ul class='tab-head'>{heads}</ul><div class='tab-body'>{panes}</div></div>"
    if form == "details":
        return "".join(
            f"<details{' open' if i == 0 else ''}><summary>{k}</summary><div class='txt'>{v}</div></details>"
            for i, (k, v) in enumerate(rows)
        )
    if form == "accordion":
        return (
            "<div class='accordion'>"
            + "".join(
                f"<div class='card'><div class='card-header'><button type='button' data-toggle='collapse'>{k}</button></div><div class='collapse show'><div class='card-body'>{v}</div></div></div>"
                for k, v in rows
            )
            + "</div>"
        )
    if form == "h4":
        return "".join(
            f"<h4>{'一二三四五六七八九十'[i] if i < 10 else '十一'}、{k}</h4><ul><li>{v}</li></ul>"
            for i, (k, v) in enumerate(rows)
        )
    if form == "strong":
        return "".join(f"<p><strong>【{k}】</strong>{v}</p>" for k, v in rows)
    return "".join(
        f"<div class='row'><div class='col-2 lab'>{k}：</div><div class='col-10'>{v}</div></div>" for k, v in rows
    )


def letter(place: Place, doc: Doc, form: str) -> str:
    d = doc.data
    asked, replied = doc.when, d["replied"]
    office = place.short if place.domain != "county" else "县住房和城乡建设局"
    if place.site.kind == "portal":
        office = "市住房和城乡建设局"
    status = "已办结" if replied else place.rng.choice(["办理中", "待受理", "已受理"])
    if form == "table":
        rows = [
            ("信件编号", d["number"]),
            ("信件标题", doc.title),
            ("来信人", d["who"]),
            ("来信时间", f"{asked:%Y-%m-%d %H:%M}"),
            ("来信内容", d["ask"]),
            ("办理状态", status),
        ]
        rows += (
            [("答复单位", office), ("答复时间", f"{replied:%Y-%m-%d}"), ("答复内容", d["answer"])]
            if replied
            else [("答复内容", "")]
        )
        return (
            "<table class='xj'>" + "".join(f"<tr><td class='t'>{k}</td><td>{v}</td></tr>" for k, v in rows) + "</table>"
        )
    if form == "qa":
        answer = (
            f"<div class='a'><span class='ico'>答</span><p>{d['answer']}</p><em>{office}　{replied:%Y年%m月%d日}</em></div>"
            if replied
            else f"<div class='a'><p>{status}</p></div>"
        )
        return f"<div class='q'><span class='ico'>问</span><p>{d['ask']}</p><em>{d['who']}　{asked:%Y年%m月%d日}</em></div>{answer}"
    if form == "chat":
        answer = (
            f"<div class='msg right'><b>{office}</b> <time>{replied:%Y/%m/%d %H:%M}</time> 回复<div class='bubble'>{d['answer']}</div></div>"
            if replied
            else ""
        )
        return f"<div class='msg left'><b>网友 {d['who']}</b> <time>{asked:%Y/%m/%d %H:%M}</time> 留言<div class='bubble'>{d['ask']}</div></div>{answer}<p class='st'>当前状态：{status}</p>"
    if form == "dl":
        answer = (
            f"<dt>回复单位</dt><dd>{office}</dd><dt>回复日期</dt><dd>{replied:%Y-%m-%d}</dd><dt>回复内容</dt><dd>{d['answer']}</dd>"
            if replied
            else ""
        )
        return f"<dl><dt>留言人</dt><dd>{d['who']}</dd><dt>留言日期</dt><dd>{asked:%Y-%m-%d}</dd><dt>留言内容</dt><dd>{d['ask']}</dd><dt>处理状态</dt><dd>{status}</dd>{answer}</dl>"
    if form == "panel":
        answer = (
            f"<div class='panel'><h3>官方回复</h3><p class='info'><span>答复部门：{office}</span><span>答复日期：{replied:%Y-%m-%d %H:%M:%S}</span></p><div>{d['answer']}</div></div>"
            if replied
            else "<div class='panel'><h3>官方回复</h3><div>暂无回复</div></div>"
        )
        return f"<div class='panel'><h3>咨询内容</h3><p class='info'><span>咨询人：{d['who']}</span><span>咨询时间：{asked:%Y-%m-%d %H:%M:%S}</span><span>状态：{status}</span></p><div>{d['ask']}</div></div>{answer}"
    if form == "comment":
        answer = (
            f"<ol class='children'><li class='bypostauthor'><cite>{office}</cite> <span class='says'>回复于</span> <time datetime='{replied:%Y-%m-%dT%H:%M}'>{replied:%Y年%-m月%-d日}</time><p>{d['answer']}</p></li></ol>"
            if replied
            else ""
        )
        return f"<ol class='commentlist'><li><cite>{d['who']}</cite> <span class='says'>发表于</span> <time datetime='{asked:%Y-%m-%dT%H:%M}'>{asked:%Y年%-m月%-d日}</time><p>{d['ask']}</p>{answer}</li></ol>"
    if form == "lines":
        answer = (
            f"<p>回复：{d['answer']}</p><p align='right'>回复时间：{replied.year}.{replied.month}.{replied.day}　回复部门：{office}</p>"
            if replied
            else "<p>回复：您的来信已收到，正在转有关部门办理。</p>"
        )
        return f"<p>来信：{d['ask']}</p><p align='right'>写信人：{d['who']}　写信日期：{asked.year}.{asked.month}.{asked.day}</p>{answer}"
    steps = f"<li>{asked:%Y-%m-%d} 群众提交诉求</li>" + (
        f"<li>{replied:%Y-%m-%d} 承办单位办结并答复</li>" if replied else ""
    )
    answer = f"<h4>答复意见</h4><p>{d['answer']}</p>" if replied else ""
    return f"<h4>诉求内容</h4><p>{d['ask']}</p><h4>办理进度（{status}）</h4><ul class='steps'>{steps}</ul>{answer}"


def consult(place: Place, doc: Doc, link: str, link_title: str) -> str:
    d = doc.data
    a, b = d["opened"], d["closed"]
    cn = lambda x: f"{x.year}年{x.month}月{x.day}日"  # noqa: E731
    days = (b - a).days
    told = [
        f"<p>征集时间：{cn(a)}至{cn(b)}</p>",
        f"<p>【开始时间】{a:%Y-%m-%d}　【结束时间】{b:%Y-%m-%d}</p>",
        f"<p>有关单位和各界人士可在{cn(b)}前，通过信函或者电子邮件方式提出意见。</p>",
        f"<p>公开征求意见的期限为{days}天（{cn(a)}—{cn(b)}）。</p>",
        f"<p>意见反馈截止时间为{cn(b)}18:00。</p>",
        f"<table><tr><td>活动状态</td><td>{'已结束' if b < place.site.as_of else '进行中'}</td><td>起止日期</td><td>{a:%Y/%m/%d} 至 {b:%Y/%m/%d}</td></tr></table>",
        f"<p>征求意见时间自{cn(a)}起，至{cn(b)}止。</p>",
    ][d["style"]]
    text = f"<p>为提高决策的科学性和民主性，现就《{d['topic']}》向社会公开征求意见。</p>{told}<p>联系人：{person(place.rng)}，电话：{place.phone}，地址：{place.address}。</p>"
    if d["result"] == "same":
        head = place.rng.choice(["征集结果", "结果反馈", "意见采纳情况"])
        on = d["result_day"]
        text += place.rng.choice([
            f"<h3>{head}</h3><p>反馈时间：{on:%Y-%m-%d}</p><p>征求意见期间，共收到意见3条，采纳2条，1条因与上位法不一致未予采纳。</p>",
            f"<div class='result'><h4>{head}</h4><p>截至征集结束，共收到意见3条，均已采纳。</p><p>{place.site.owner}　{cn(on)}</p></div>",
        ])  # fmt: skip
    elif link:
        text += f"<p class='rel'>{place.rng.choice(['结果反馈', '相关链接', '查看结果'])}：<a href='{link}'>{escape(link_title)}</a></p>"
    return text
