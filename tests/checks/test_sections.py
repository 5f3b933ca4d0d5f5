"""Sections owed by law: the table, and that each can be told from the others."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from checks.facts import Column, ListItem, PageSummary, PageType, Site, SiteFacts, SiteKind, worked_out
from checks.sections import State, names_in, reported_columns, section_states, sections

HOME = "http://www.example.gov.cn/"
AS_OF = dt.date(2026, 11, 23)
KEYS = [section.key for section in sections()]


def facts(*names: str, **site: object) -> SiteFacts:
    registry = Site(code="example", name="示例", kind=SiteKind.COUNTY, url=HOME, **site)  # type: ignore[arg-type]
    columns = tuple(
        Column(name=name, url=f"{HOME}{number}/", path=(name,), text=f"{name}2026年的内容", newest=AS_OF)
        for number, name in enumerate(names)
    )
    pages = (PageSummary(url=HOME, type=PageType.HOME),)
    return SiteFacts(site=registry, as_of=AS_OF, home_url=HOME, pages=pages, columns=columns)


@pytest.mark.parametrize("key", KEYS)
def test_a_section_is_not_taken_for_another(key: str) -> None:
    states = section_states(facts(*(section.title for section in sections() if section.key != key)))
    assert [each.section.key for each in states if each.state is State.ABSENT] == [key]


@pytest.mark.parametrize("key", KEYS)
def test_a_section_is_found_under_each_of_its_names(key: str) -> None:
    (section,) = (each for each in sections() if each.key == key)
    for name in section.names:
        found = {each.section.key: each.state for each in section_states(facts(name))}
        assert found[key] is State.PRESENT, name


def test_the_table_is_the_contracts() -> None:
    assert KEYS == [
        "guide",
        "rules",
        "catalogue",
        "annual_report",
        "on_request",
        "functions",
        "leaders",
        "contacts",
        "regulations",
        "plans",
        "statistics",
        "permits",
        "penalties",
        "budget",
        "fees",
        "procurement",
        "projects",
        "livelihood",
        "emergency",
        "supervision",
        "recruitment",
        "interpretation",
        "consultation",
        "messages",
    ]


def test_a_column_reported_as_section_is_named_unless_sections_are_skipped() -> None:
    empty = facts("财政预决算")
    empty.columns[0].text = ""
    assert reported_columns(empty) == {f"{HOME}0/"}
    skipping = msgspec.structs.replace(empty, site=facts(skip=("missing_section",)).site)
    assert reported_columns(skipping) == frozenset()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("机构职能", {"机构职能"}),
        ("示例县水利局机构职能_示例县人民政府", {"机构职能"}),
        ("政府信息公开年度报告", {"政府信息公开年度报告", "信息公开年度报告"}),
        ("关于做好依申请公开工作的通知", set()),
        ("", set()),
    ],
)
def test_a_title_is_a_section_by_its_whole_name_or_behind_a_body(title: str, found: set[str]) -> None:
    assert names_in(title) == found


def test_what_is_worked_out_of_a_sites_facts_is_worked_out_once_for_them() -> None:
    asked = []

    @worked_out
    def count(site: SiteFacts) -> int:
        asked.append(site)
        return len(site.columns)

    one, other = facts("通知公告"), facts("通知公告", "机构职能")
    assert [count(one), count(other), count(one), count(other)] == [1, 2, 1, 2]
    assert asked == [one, other]
    changed = msgspec.structs.replace(one, columns=())
    assert count(changed) == 0  # other facts


# names that sites give the sections, beside those of the tables
CALLED = {
    "guide": (
        "信息公开指南 政府信息公开指南 公开指南 本机关信息公开指南 县政府信息公开指南 政务公开指南 信息公开说明 "
        "公开须知"
    ),
    "rules": (
        "信息公开制度 政府信息公开制度 公开制度 信息公开规定 信息公开条例 政府信息公开条例 公开规章制度 "
        "信息公开工作制度 政务公开制度"
    ),
    "catalogue": (
        "信息公开目录 法定主动公开内容 主动公开目录 政府信息公开目录 公开目录 主动公开事项目录 "
        "基层政务公开标准目录 政务公开事项标准目录 法定主动公开 主动公开信息"
    ),
    "annual_report": (
        "信息公开年报 政府信息公开年报 年度报告 公开年报 信息公开年度报告 政府信息公开工作年度报告 政务公开年报 "
        "工作年报 年报"
    ),
    "on_request": ("依申请公开 依申请公开指南 信息公开申请 申请公开 依申请公开系统 网上依申请公开"),
    "functions": (
        "机构职能 部门职责 单位职能 职能职责 本局概况 单位简介 机构概况 机构设置 内设机构 三定方案 三定规定 "
        "工作职能 部门简介 职责范围 机构介绍 主要职责 组织机构 单位介绍 局机关简介 关于我们 职能配置 本局职责 "
        "机构编制"
    ),
    "leaders": (
        "领导信息 领导之窗 班子成员 领导班子 领导介绍 县长之窗 政府领导 局领导 现任领导 领导分工 局长简介 "
        "负责人简介 机构负责人 市长之窗"
    ),
    "contacts": ("联系方式 联系我们 办公地址 办公时间地点 机构联系方式 办公地点 通讯地址 联系电话 单位地址"),
    "regulations": (
        "规范性文件 行政规范性文件 政策文件 政策法规 文件通知 部门文件 县政府文件 政府办文件 县级文件 "
        "政策文件库 文件库 规章文件 政府公报 红头文件 本级政策 重要文件 局发文件"
    ),
    "plans": (
        "规划计划 发展规划 计划规划 工作计划 十四五规划 专项规划 规划纲要 总体规划 国民经济和社会发展规划 "
        "规划总结 年度计划"
    ),
    "statistics": ("统计信息 统计数据 统计公报 数据发布 统计资料 统计年鉴 数说某县 经济运行 月度数据 统计月报"),
    "permits": ("行政许可 行政审批 许可公示 行政许可公示 双公示 审批公示 许可信息 行政许可结果 审批结果 行政许可事项"),
    "penalties": (
        "行政处罚 行政处罚公示 处罚信息 双公示 执法公示 行政处罚决定 行政执法公示 处罚公示 处罚决定书 行政强制"
    ),
    "budget": (
        "财政预决算 预决算公开 部门预决算 财政信息 财政资金 预算公开 决算公开 三公经费 财政预算决算 财务信息 "
        "部门预决算公开 预决算"
    ),
    "fees": ("行政事业性收费 收费项目 收费目录 收费公示 行政事业性收费目录清单 收费目录清单 涉企收费清单"),
    "procurement": (
        "政府采购 采购公告 招标投标 招投标 采购信息 政府集中采购 公共资源交易 中标公告 招标公告 政府采购公告"
    ),
    "projects": ("重大建设项目 重大项目 重点项目 项目建设 重大工程 重点建设项目 重大建设项目批准和实施"),
    "livelihood": (
        "民生领域 扶贫 教育 医疗卫生 社会保障 就业 民生实事 民生信息 乡村振兴 社会救助 住房保障 养老服务 公共卫生"
    ),
    "emergency": ("应急管理 应急预案 突发事件 预警信息 应急救援 安全生产 应急处置 突发事件应对"),
    "supervision": ("监督检查 双随机一公开 食品药品抽检 产品质量监督 监督抽查 执法检查 环境保护监督 安全监管"),
    "recruitment": (
        "公务员招考 人事招聘 招录招聘 事业单位招聘 考试录用 招聘公告 人事考录 公务员招录 招考录用 公开招聘"
    ),
    "interpretation": ("政策解读 解读 图解 一图读懂 文件解读 图解政策 政策问答 解读材料 部门解读 专家解读 媒体解读"),
    "consultation": (
        "意见征集 民意征集 征求意见 调查征集 网上征集 网上调查 征集调查 在线调查 民意调查 决策征集 意见征询 "
        "征集公告 政策征求意见 听证公告"
    ),
    "messages": (
        "咨询留言 县长信箱 局长信箱 领导信箱 在线咨询 互动交流 公众留言 政民互动 我要咨询 我要投诉 投诉举报 "
        "咨询投诉 部门信箱 信件选登 来信选登 写信 留言板 市长信箱 问政 网络问政 百姓留言 民意直通车 政务咨询"
    ),
}

# a second list of such names, drawn up after the first was mended
FURTHER = {
    "guide": "公开指引 信息公开指引 政府信息公开工作指南 信息公开服务指南",
    "rules": "信息公开工作规定 公开制度规范 信息公开管理办法",
    "catalogue": "主动公开事项 公开事项目录 政务公开目录 重点领域信息公开",
    "annual_report": "年度报告公开 历年年报 信息公开工作报告 年报公开",
    "on_request": "依申请公开平台 公开申请表",
    "functions": "部门介绍 职能介绍 内设科室 机构信息公开 单位机构 组织架构 局机关科室 机构概览",
    "leaders": "局领导信息 单位领导 领导班子成员 政府班子 区领导之窗 领导名录 领导风采 部门领导",
    "contacts": "办公时间与地址 联络方式 办公电话 咨询电话 机构联系信息 单位联系方式",
    "regulations": "文件公开 行政规范性文件库 政府规章 本级政策文件 现行有效规范性文件 政策文件公开 法规公文",
    "plans": "规划公示 五年规划纲要 中长期规划 年度工作计划 规划计划公开 总结计划 重要规划",
    "statistics": "统计信息公开 统计月报 社会经济数据 统计快讯 数据统计公开",
    "permits": "许可事项 行政许可决定 许可公开 行政许可服务 行政审批公示 许可结果公示",
    "penalties": "处罚结果 行政处罚决定书 处罚强制 行政处罚强制公开 处罚案件公开",
    "budget": "预算 部门预决算公开 财政公开 预决算信息 政府预决算 财政专项资金 财政收支",
    "fees": "行政事业性收费公示 收费政策 收费依据 收费公开 收费目录公示",
    "procurement": "采购 政府采购信息 采购项目 采购结果公示 采购意向公开 招标公告公示",
    "projects": "重点项目信息 重大项目公开 重大项目建设 项目建设信息 重大建设项目公开",
    "livelihood": "民生事项 民生工程 为民办实事 惠民政策公开 十件实事 民生领域信息公开",
    "emergency": "应急管理公开 应急预案公开 应急演练 应急预警信息 公共突发事件 应急预案及演练",
    "supervision": "监督检查公开 双随机 双随机监管 随机抽查 执法监督 市场监管信息",
    "recruitment": "公务员考录 人员招考 招录公告 公开招录 招聘考试 人事考录信息",
    "interpretation": "政策解读公开 解读信息 政策解读材料 上级政策解读 本级解读 音视频解读",
    "consultation": "意见征求 公众意见征集 网络调查 征集公示 调查问卷 立法征集 决策意见征集",
    "messages": "局长信箱公开 网络留言 写信留言 留言回复 咨询建议 在线留言 咨询反馈 你问我答",
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "name"),
    [(key, name) for table in (CALLED, FURTHER) for key, names in table.items() for name in names.split()],
)
def test_sections_have_many_names(key: str, name: str) -> None:
    found = {each.section.key: each.state for each in section_states(facts(name))}
    assert found[key] is State.PRESENT


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("budget", "预算与决算"),
        ("catalogue", "法定公开内容"),
        ("consultation", "公开征集"),
        ("emergency", "预警与应急"),
        ("functions", "职能简介"),
        ("livelihood", "惠民利民政策"),
        ("penalties", "处罚决定"),
        ("permits", "许可决定公示"),
        ("recruitment", "人员招录"),
        ("supervision", "双随机抽查"),
    ],
)
def test_names_put_together_of_a_section_s_names_are_the_section(key: str, name: str) -> None:
    found = {each.section.key: each.state for each in section_states(facts(name))}
    assert found[key] is State.PRESENT


@pytest.mark.parametrize(
    ("key", "titles"),
    [
        ("penalties", ["某公司行政处罚决定书", "2026年第一批行政处罚案件公开表", "关于窗口调整的通知"]),
        ("recruitment", ["2026年招聘工作人员公告", "2026年公务员录用公示"]),
        ("statistics", ["2026年9月主要经济指标", "2026年8月主要经济指标"]),
    ],
)
def test_a_column_of_an_unknown_name_that_lists_a_section_s_matters_stands_for_it(key: str, titles: list[str]) -> None:
    def state(name: str, shown: list[str]) -> State:
        site = facts(name)
        items = tuple(ListItem(title, f"{HOME}{number}.html", AS_OF) for number, title in enumerate(shown))
        site = msgspec.structs.replace(site, columns=(msgspec.structs.replace(site.columns[0], items=items),))
        return {each.section.key: each.state for each in section_states(site)}[key]

    assert state("阳光专栏", titles) is State.PRESENT
    assert state("阳光专栏", titles[:1]) is State.ABSENT
    assert state("阳光专栏", [*titles[:2], "某镇召开会议", "某镇开展活动"]) is State.ABSENT
    assert state("办事服务", titles) is State.ABSENT


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("leaders", "赵立群　主持全面工作。\n钱维新　分管综合、财务和机关党建工作。"),
        ("functions", "贯彻执行国家有关法律法规和方针政策，拟订规划并组织实施。"),
        ("guide", "为方便公众获取政府信息，某局编制本指南。"),
    ],
)
def test_a_section_is_told_by_its_text_under_an_unknown_name(key: str, text: str) -> None:
    site = facts("单位之窗")
    site = msgspec.structs.replace(site, columns=(msgspec.structs.replace(site.columns[0], text=text),))
    found = {each.section.key: each.state for each in section_states(site)}
    assert [each for each in ("leaders", "functions", "guide") if found[each] is State.PRESENT] == [key]


@pytest.mark.parametrize("name", ["规划部门", "结果公示", "公开信息", "决定公告", "单位信息", "监管部门"])
def test_the_form_of_a_publication_alone_is_no_section(name: str) -> None:
    owed = (each for each in section_states(facts(name)) if each.section.owed_by(facts().site))
    assert [each.section.key for each in owed if each.state is State.PRESENT] == []


@pytest.mark.parametrize(
    "name",
    [
        "县情概况",
        "企业年度报告公示",
        "教育局",
        "统计局",
        "信访局",
        "就业服务局",
        "企业简介",
        "景区介绍",
        "历史沿革",
        "招商引资",
        "图片新闻",
        "通知公告",
        "工作动态",
        "媒体聚焦",
        "专题专栏",
        "党建工作",
        "网站地图",
        "友情链接",
        "便民服务",
        "资料下载",
        "视频新闻",
        "文明创建",
        "廉政建设",
        "工会工作",
        "纪检监察",
    ],
)
def test_what_resembles_a_section_s_name_is_none(name: str) -> None:
    owed = (each for each in section_states(facts(name)) if each.section.owed_by(facts().site))
    assert [each.section.key for each in owed if each.state is State.PRESENT] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("permits", "许可结果"),
        ("penalties", "处罚强制"),
        ("penalties", "处罚文书"),
        ("supervision", "双随机监管"),
        ("supervision", "监管抽查"),
        ("emergency", "应急与预警"),
        ("consultation", "网上听证与征集"),
        ("livelihood", "惠民资金"),
        ("messages", "有问必答"),
        ("budget", "预算决算与三公经费"),
    ],
)
def test_a_section_is_found_under_names_that_are_formed_alike(key: str, name: str) -> None:
    found = {each.section.key: each.state for each in section_states(facts(name))}
    assert found[key] is State.PRESENT


@pytest.mark.parametrize("name", ["指南", "制度", "目录"])
def test_a_short_name_says_the_section_below_the_column_of_disclosure(name: str) -> None:
    key = {"指南": "guide", "制度": "rules", "目录": "catalogue"}[name]
    for above, state in (("政府信息公开", State.PRESENT), ("政务公开", State.PRESENT), ("旅游", State.ABSENT)):
        column = Column(name=name, url=f"{HOME}1/", path=(above, name), text="本机关的有关内容如下", newest=AS_OF)
        given = msgspec.structs.replace(facts(), columns=(column,))
        assert {each.section.key: each.state for each in section_states(given)}[key] is state
