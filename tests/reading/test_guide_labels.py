"""Elements of guides under their many names, in the layouts that sites give them."""
# ruff: noqa: E501  (lists of labels stay whole)

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pytest

from crawler.reading import RawResponse, read_page
from crawler.reading.guides import read_guide
from crawler.urls import SiteScope

VALUES = {
    "basis": "《中华人民共和国行政许可法》第十二条",
    "conditions": "年满十八周岁，具有本县户籍的公民",
    "materials": "身份证原件及复印件一份、申请表一份",
    "place": "某县人民路12号政务服务大厅3号",
    "hours": "周一至周五上午8:30至12:00，下午14:00至17:30",
    "phone": "0915-5211234",
    "process": "申请—受理—审核—办结",
    "fees": "不收费",
    "time_limit": "5个工作日",
}
NAMES = (
    "设定依据 申请条件 办理材料 办理地点 办理时间 联系电话 办理流程 收费标准 办理时限",
    "法律依据 受理条件 申请材料 受理地点 受理时间 咨询电话 办事流程 收费依据及标准 承诺时限",
    "办理依据 办理条件 所需材料 办公地址 办公时间 咨询方式 办理程序 收费情况 法定时限",
    "政策依据 申报条件 申报材料 窗口地址 工作时间 联系方式 工作流程 是否收费 承诺办结时限",
    "实施依据 许可条件 提交材料 地址 上班时间 监督电话 审批程序 收费 办结时限",
    "审批依据 准予条件 材料目录 办事地点 服务时间 电话 审批流程 费用 审批时限",
    "法定依据 申请人条件 需提交的材料 交件地点 接件时间 投诉电话 申报流程 收费项目 法定办结时限",
    "依据 服务对象及条件 申请所需材料 办理机构地址 对外办公时间 服务电话 流程图 收费标准及依据 工作时限",
    "事项依据 享受条件 提供资料 申请地点 受理窗口时间 联系人及电话 办理步骤 资费标准 办理期限",
    "办理依据 谁能办 带什么材料 在哪办 什么时间办 咨询电话 怎么办 收不收费 多久办好",
    "依据 受理范围和条件 需提供的材料 到哪里办 什么时候办 问询电话 如何办理 是否收费 办结时间",
    "政策法规依据 办证条件 应提交资料 服务窗口 服务时段 办公电话 办事程序 收费金额 完成时限",
    "实施依据 办理条件 材料清单 办理窗口 窗口服务时间 咨询方式 办理程序 收费依据及标准 办结时间",
)
NUMBERS = "一二三四五六七八九十"
Layout = Callable[[Mapping[str, str]], str]  # label → value


def _each(form: str) -> Layout:
    """A layout that sets each pair alike; n is its number, c its Chinese one."""
    return lambda pairs: "".join(
        form.format(label=label, value=value, n=number + 1, c=NUMBERS[number])
        for number, (label, value) in enumerate(pairs.items())
    )


def _tabs(pairs: Mapping[str, str]) -> str:
    heads = "".join(f"<li>{label}</li>" for label in pairs)
    panes = "".join(f'<div class="pane">{value}</div>' for value in pairs.values())
    return f'<ul class="tab">{heads}</ul><div class="panes">{panes}</div>'


LAYOUTS: dict[str, Layout] = {
    "table": lambda pairs: f"<table>{_each('<tr><td>{label}</td><td>{value}</td></tr>')(pairs)}</table>",
    "paragraphs": _each("<p>{c}、{label}</p><p>{value}</p>"),
    "colon": _each("<p><strong>{label}：</strong>{value}</p>"),
    "brackets": _each("<p>【{label}】{value}</p>"),
    "definitions": lambda pairs: f"<dl>{_each('<dt>{label}</dt><dd>{value}</dd>')(pairs)}</dl>",
    "stops": _each("<p>（{c}）{label}。{value}</p>"),
    "headings": _each("<div><h3>{label}</h3><div>{value}</div></div>"),
    "spans": _each('<div><span class="l">{label}</span><span class="r">{value}</span></div>'),
    "tabs": _tabs,
    "cards": _each(
        '<div class="card"><div class="card-header"><button>{label}</button></div>'
        '<div class="card-body">{value}</div></div>'
    ),
    "lines": lambda pairs: f"<p>{_each('{n}.{label}：{value}<br>')(pairs)}</p>",
}


def elements(layout: Layout, pairs: Mapping[str, str]) -> tuple[str, ...] | None:
    title, url = "居住证办理", "http://www.test.gov.cn/bs/1.html"
    trail = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/bs/">办事指南</a></div>'
    main = f"<h1>{title}</h1><div>发布时间：2026-03-01</div><div class='body'>{layout(pairs)}</div>"
    foot = '<div class="footer">主办：某县人民政府办公室 备案号：陕ICP备05010980号</div>'
    html = f"<html><head><title>{title}</title></head><body>{trail}{main}{foot}</body></html>"
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    raw = RawResponse(url=url, final_url=url, status=200, body=html.encode(), fetched_at=now)
    return read_page(raw, SiteScope("http://www.test.gov.cn/")).page.guide


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("names", NAMES, ids=lambda names: names.split()[0])
def test_every_element_is_found(names: str, layout: str) -> None:
    pairs = dict(zip(names.split(), VALUES.values(), strict=True))
    assert elements(LAYOUTS[layout], pairs) == tuple(sorted({*VALUES, "name"}))


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "tabs"])
@pytest.mark.parametrize("key", VALUES)
def test_an_element_that_is_left_out_or_empty_is_missing(key: str, layout: str) -> None:
    pairs = dict(zip(VALUES, NAMES[0].split(), strict=True))
    filled = {label: VALUES[name] for name, label in pairs.items()}
    without = {label: value for label, value in filled.items() if label != pairs[key]}
    wanted = tuple(sorted({*VALUES, "name"} - {key}))
    assert elements(LAYOUTS[layout], without) == wanted
    assert elements(LAYOUTS[layout], filled | {pairs[key]: "暂无"}) == wanted


def test_a_line_of_nothing_but_labels_is_read() -> None:
    labels = "联系电话：" * 60_000 + "</p><p>" + "办理地点。" * 10_000
    assert read_guide(f"<h1>居住证办理</h1><p>{labels}甲</p>", "居住证办理指南", ()) == ("name", "phone", "place")


@pytest.mark.parametrize("column", ["服务指引", "办事指引", "办事指南"])
def test_a_column_of_guides_by_its_name(column: str) -> None:
    assert read_guide("<p>咨询电话：0915-5211234</p><p>办理流程：申请</p>", "居住证办理", (column,)) is not None


LABELS = {
    "basis": "办理的依据 法律法规依据 政策文件依据 设立的依据 审批的法律依据 办理法律依据 事项设定依据 相关依据 行使依据 依据文件 法规依据 政策法规 法律法规",
    "conditions": "办理对象及条件 申请人资格 资格条件 受理范围 申请范围 适用范围 办理对象 受理对象 适用对象 准入条件 前置条件 领取条件 认定条件 办理要求 申请资格 申请要求 补贴条件 发放条件 审批条件及要求 需要具备的条件",
    "materials": "申请时需提交的材料 办理所需资料 需提交资料 所需证件 所需要件 需带材料 材料要求 申请资料目录 提交资料 应提供材料 办事材料 所需提交材料 准备材料 携带资料 申请书及材料 报送材料 申报资料 递交资料 需要提交的材料 证明材料 所需文件 提供的资料 办理手续 申请手续",
    "place": "办理单位地址 窗口位置 受理单位及地址 现场办理地点 大厅地址 经办机构地址 办公地点 经办地点 办理窗口 受理地址 办理处所 单位地址 联系地址 服务地点 受理机构及地点 受理部门地址 咨询地址 办事窗口",
    "hours": "受理时段 上班时间 服务时间 大厅工作时间 窗口工作时间 接访时间 开放时间 法定工作时间 办理时段 作息时间 现场办理时间 网上办理时间 办公时段",
    "phone": "咨询及投诉电话 业务咨询 服务热线 联系人及电话 咨询热线 监督投诉电话 电话号码 政策咨询电话 窗口电话 热线电话 咨询途径 咨询渠道 咨询方法 业务电话",
    "process": "办理步骤 办理方式及流程 业务流程 办理环节 审批环节 流程 办事步骤 操作流程 申请流程 办理过程 受理流程 流程说明 经办流程 申请程序 办事流程图 外部流程图 办理方法 审核流程 网上办理流程",
    "fees": "收费情况 收费及依据 收费 费用标准 收费依据 收费标准及依据 有无收费 办理费用 收费额度 缴费标准 是否收取费用 收费方式 工本费 手续费 费用情况 费用说明 收费事项",
    "time_limit": "办理工作时限 承诺办结时间 承诺时间 法定时间 办理天数 办结期限 工作期限 办理时效 限办时间 审批时间 承诺期限 法定期限 办件时限 审批期限 办理周期 办结周期 受理时限 服务时限 承诺工作日 法定办理时间 承诺办理时间 所需时间 完成期限",
}


@pytest.mark.parametrize(("key", "label"), [(key, label) for key, labels in LABELS.items() for label in labels.split()])
def test_a_label_that_sites_use(key: str, label: str) -> None:
    found = elements(LAYOUTS["table"], {"事项类型": "行政许可", label: VALUES[key], "办理流程": "", "咨询电话": ""})
    assert found is not None
    assert key in found


def test_a_label_of_hours_is_none_of_a_time_limit() -> None:
    assert elements(LAYOUTS["table"], {"法定工作时间": VALUES["hours"], "咨询电话": VALUES["phone"]}) == (
        "hours",
        "name",
        "phone",
    )


# further labels, each beside the usual ones for the other elements
FURTHER = {
    "basis": "办理依据 法律法规依据 事项设定依据 设立依据 主要依据 行政依据 法规政策依据 依据文件 办理的法律依据 文件依据 许可依据 法律法规政策依据 有关依据 执行依据 依据的法律法规",
    "conditions": "受理范围 申请对象 办理对象 适用对象 申领条件 办件条件 救助条件 申请资格条件 准入条件 受理对象 申请人资格 适用范围 需具备条件 符合条件 受理要求",
    "materials": "申请所需材料 需提供材料 提交资料 应提供的资料 所需证件 需携带材料 报送材料 要件清单 受理材料 申请材料目录 需要材料 携带资料 所需提交材料 需要什么材料 需备材料 报件材料 材料明细",
    "place": "办理地址 受理单位地址 办理场所 受理窗口 窗口位置 服务地点 办公地点 咨询地址 联系地址 办件地点 提交地点 办理点 窗口名称 所在位置",
    "hours": "办公时间 对外服务时间 窗口办公时间 工作日时间 受理时段 办件时间 开放时间 服务时间 接待时间 上班时间 受理的时间",
    "phone": "咨询电话 办公电话 联系方式 服务热线 窗口电话 业务咨询 咨询及投诉电话 联系人电话 监督投诉方式 客服电话 咨询途径 怎么联系",
    "process": "办事流程 受理流程 办理步骤 业务流程 审批环节 办理过程 流程说明 办理程序说明 申办流程 工作程序 经办流程 服务流程 办理方法 具体流程 操作步骤",
    "fees": "收费依据和标准 收费说明 收费与否 费用说明 办理费用 缴费标准 收费金额 是否收费及标准 收费项目及标准 工本费 收取标准 收费或免费 工本费标准 费用多少 需缴费用 免费与否",
    "time_limit": "法定时限 承诺期限 法定办结时间 承诺时间 办理期限 办结期限 承诺工作日 审批期限 办结时长 处理时限 受理时限 工作时限 承诺办理时限 完成时间 办理时长 需要几天 办结承诺 时限要求 办理所需工作日",
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "label"), [(key, label) for key, labels in FURTHER.items() for label in labels.split()]
)
def test_an_element_under_a_further_label(key: str, label: str) -> None:
    names = dict(zip(VALUES, NAMES[0].split(), strict=True)) | {key: label}
    pairs = {names[each]: value for each, value in VALUES.items()}
    for layout in ("headings", "lines"):
        assert elements(LAYOUTS[layout], pairs) == tuple(sorted({*VALUES, "name"}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("fees", "工本费10元/证"),
        ("basis", "《某办法》等依据文件"),
        ("process", "办理方法见窗口告知单"),
        ("phone", "业务咨询请拨打0915-5211234"),
        ("hours", "周一至周五"),
        ("place", "办事服务大厅"),
        ("time_limit", "限时办结"),
        ("materials", "需要准备的材料见一次性告知单"),
        ("conditions", "符合条件的本县居民"),
    ],
)
def test_a_value_that_begins_like_a_label_is_a_value(key: str, value: str) -> None:
    names = dict(zip(VALUES, NAMES[0].split(), strict=True))
    pairs = {names[each]: value if each == key else filled for each, filled in VALUES.items()}
    for layout in ("headings", "lines", "definitions"):
        assert elements(LAYOUTS[layout], pairs) == tuple(sorted({*VALUES, "name"}))
