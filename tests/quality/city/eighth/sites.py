"""The eight sites: who runs them and how they name their columns."""

import datetime as dt
from random import Random

from ..model import Site
from .plan import Col, Place, c


def qingyan() -> list[Col]:
    """A county whose disclosure stands on a host of its own."""
    return [
        c(
            "新闻中心",
            "parent",
            c("青岩要闻", "news", n=12),
            c("镇街动态", "news", n=10),
            c("部门传真", "news", n=7),
            c("国务院要闻", "central"),
        ),
        c(
            "政务公开",
            "parent",
            c("政府信息公开指南", "guide"),
            c("政府信息公开制度", "rules"),
            c("依申请公开", "onrequest"),
            c(
                "法定主动公开内容",
                "parent",
                c("县政府领导", "leaders"),
                c("机构职能", "functions"),
                c("办公地址和联系方式", "contacts"),
                c("规划计划", "plan"),
                c("统计信息", "stat"),
                c("行政许可", "permit"),
                c("行政处罚", "penalty"),
                c("财政预决算", "budget"),
                c("行政事业性收费", "fee"),
                c("政府采购", "procure"),
                c("重大建设项目", "project"),
                c("民生领域政策", "livelihood"),
                c("应急管理", "emergency"),
                c("监督检查", "supervision"),
                c("公务员招考", "recruit"),
            ),
        ),
        c("通知公告", "notice", n=9),
        c("办事服务", "parent", c("高频事项", "service", n=6), c("表格下载", "download")),
        c(
            "互动交流",
            "parent",
            c("县长信箱", "letters", n=11, section="messages"),
            c("意见征集", "consult", n=5, section="consultation"),
            c("结果反馈", "feedback"),
        ),
        c(
            "解读回应",
            "parent",
            c("政策图解", "reading", section="interpretation"),
            c("政府文件", "policy", n=6, section="regulations"),
        ),
        c("走进青岩", "parent", c("青岩概况", "about"), c("历史沿革", "about")),
        c(
            "网站管理",
            "parent",
            c("网站年度报表", "webreport"),
            c("网站自查", "selfcheck"),
            c("政府信息公开年报", "annual", section="annual_report"),
        ),
    ]


def water() -> list[Col]:
    return [
        c(
            "机构概况",
            "parent",
            c("单位职能", "functions", section="functions"),
            c("领导班子", "leaders", section="leaders"),
            c("内设科室", "offices"),
            c("联系我们", "contacts", section="contacts"),
        ),
        c("水务新闻", "parent", c("水务要闻", "news", n=13), c("基层动态", "news", n=9)),
        c("公示公告", "notice", n=9),
        c(
            "信息公开",
            "parent",
            c("信息公开指南", "guide", section="guide"),
            c("信息公开制度", "rules", section="rules"),
            c(
                "法定主动公开内容",
                "parent",
                c("部门文件", "policy", n=4, section="regulations"),
                c("财政资金", "budget", section="budget"),
                c("行政许可", "permit"),
                c("行政处罚", "penalty"),
                section="catalogue",
            ),
            c("公开年报", "annual", section="annual_report"),
            c("依申请公开", "onrequest", section="on_request"),
            c("人事信息", "personnel"),
            c("文件解读", "reading", section="interpretation"),
        ),
        c("办事指南", "service", n=4),
        c("公众参与", "parent", c("局长信箱", "letters", n=9, section="messages"), c("网上征集", "consult", n=4)),
        c("站务公开", "parent", c("自查报告", "selfcheck"), c("年度报表", "webreport")),
    ]


def labor() -> list[Col]:
    return [
        c("工作动态", "parent", c("人社要闻", "news", n=12), c("区县快报", "news", n=8), c("公告公示", "notice", n=8)),
        c(
            "政府信息公开",
            "parent",
            c("政府信息公开指南", "guide", section="guide"),
            c("政府信息公开制度", "rules", section="rules"),
            c(
                "法定主动公开内容",
                "parent",
                c("机构职能", "functions", section="functions"),
                c("局领导", "leaders", section="leaders"),
                c("办公地址及联系电话", "contacts", section="contacts"),
                c("规范性文件", "policy", n=4, section="regulations"),
                c("解读材料", "reading", section="interpretation"),
                c("部门预算决算", "budget", section="budget"),
                c("人事招考", "recruit"),
                c("规划总结", "plan"),
                section="catalogue",
            ),
            c("政府信息公开年报", "annual", section="annual_report"),
            c("依申请公开", "onrequest", section="on_request"),
        ),
        c("网上办事", "parent", c("办理指南", "service", n=4), c("资料下载", "download")),
        c(
            "政民互动",
            "parent",
            c("我要咨询", "letters", n=12, section="messages"),
            c("民意征集", "consult", n=5),
            c("征集反馈", "feedback"),
        ),
        c(
            "专题专栏",
            "parent",
            c("稳就业保就业（已归档）", "archive"),
            c("网站工作报表", "webreport"),
            c("网站检查情况", "selfcheck"),
        ),
    ]


def portal() -> list[Col]:
    return [
        c(
            "要闻动态",
            "parent",
            c("澜江要闻", "news", n=14),
            c("区县传真", "news", n=12),
            c("部门动态", "news", n=9),
            c("中央精神", "central"),
        ),
        c(
            "信息公开",
            "parent",
            c("公开指南", "guide", section="guide"),
            c("公开制度", "rules", section="rules"),
            c("政府信息公开年度报告", "annual", section="annual_report"),
            c("依申请公开", "onrequest", section="on_request"),
            c(
                "主动公开目录",
                "parent",
                c("市政府领导", "leaders", section="leaders"),
                c("机构设置", "functions", section="functions"),
                c("办公时间与地点", "contacts", section="contacts"),
                c("行政规范性文件", "policy", n=7, section="regulations"),
                c("规划纲要", "plan", section="plans"),
                c("数据发布", "stat", section="statistics"),
                c("许可结果", "permit", section="permits"),
                c("处罚强制", "penalty", section="penalties"),
                c("财政资金", "budget", section="budget"),
                c("行政事业性收费", "fee", section="fees"),
                c("政府采购", "procure", section="procurement"),
                c("重大项目", "project", section="projects"),
                c("民生保障", "livelihood", section="livelihood"),
                c("应急管理", "emergency", section="emergency"),
                c("双随机监管", "supervision", section="supervision"),
                c("公务员招录", "recruit", section="recruitment"),
                c("人事任免", "personnel"),
                section="catalogue",
            ),
        ),
        c("公示公告", "notice", n=10),
        c("政策解读", "reading", section="interpretation"),
        c("政务服务", "parent", c("办事指南", "service", n=7), c("常用下载", "download")),
        c(
            "互动",
            "parent",
            c("市长信箱", "letters", n=12, section="messages"),
            c("征集调查", "consult", n=6, section="consultation"),
        ),
        c(
            "关于澜江",
            "parent",
            c("市情简介", "about"),
            c("政府网站工作年度报表", "webreport"),
            c("政府网站季度检查", "selfcheck"),
        ),
    ]


def yunlu() -> list[Col]:
    """Innocent."""
    return [
        c("云麓资讯", "parent", c("云麓新闻", "news", n=14), c("乡镇之窗", "news", n=11), c("视频云麓", "news", n=5)),
        c(
            "政府信息公开",
            "parent",
            c("指南", "guide", section="guide"),
            c("信息公开规定", "rules", section="rules"),
            c(
                "主动公开基本目录",
                "parent",
                c("县领导", "leaders", section="leaders"),
                c("主要职责", "functions", section="functions"),
                c("机构联系方式", "contacts", section="contacts"),
                c("县政府文件", "policy", n=7, section="regulations"),
                c("政策问答与图解", "reading", section="interpretation"),
                c("国民经济和社会发展规划", "plan", section="plans"),
                c("统计公报与数据", "stat", section="statistics"),
                c("行政许可公示", "permit", section="permits"),
                c("行政处罚公示", "penalty", section="penalties"),
                c("预算决算与三公经费", "budget", section="budget"),
                c("收费清单", "fee", section="fees"),
                c("政府集中采购", "procure", section="procurement"),
                c("重点工程项目", "project", section="projects"),
                c("惠民资金", "livelihood", section="livelihood"),
                c("应急与预警", "emergency", section="emergency"),
                c("监管抽查", "supervision", section="supervision"),
                c("考录招聘", "recruit", section="recruitment"),
                section="catalogue",
            ),
            c("年报", "annual", section="annual_report"),
            c("公开申请", "onrequest", section="on_request"),
        ),
        c("公告栏", "notice", n=9),
        c(
            "在线服务",
            "parent",
            c("服务指南", "service", n=8),
            c("省政务服务网", href="http://zwfw.province-hall.gov.cn/"),
        ),
        c(
            "问政云麓",
            "parent",
            c("有问必答", "letters", n=12, section="messages"),
            c("网上听证与征集", "consult", n=5, section="consultation"),
            c("采纳反馈", "feedback"),
        ),
        c(
            "云麓名片",
            "parent",
            c("县情概览", "about"),
            c("行政区划", "about"),
            c("创建国家卫生县城（往期专题）", "archive"),
        ),
        c("网站运维", "parent", c("工作年报", "webreport"), c("季度自查", "selfcheck")),
    ]


def culture() -> list[Col]:
    """Innocent."""
    return [
        c("文旅资讯", "parent", c("文旅头条", "news", n=13), c("县区文旅", "news", n=10)),
        c("通告", "notice", n=8),
        c(
            "政务",
            "parent",
            c("机构简介", "functions", section="functions"),
            c("领导分工", "leaders", section="leaders"),
            c("联系方式与办公时间", "contacts", section="contacts"),
            c("政府信息公开指南", "guide", section="guide"),
            c("公开工作制度", "rules", section="rules"),
            c(
                "政府信息公开目录",
                "parent",
                c("文件库", "policy", n=4),
                c("图说政策", "reading", section="interpretation"),
                c("财政预决算", "budget", section="budget"),
                c("行政执法公示", "penalty"),
                section="catalogue",
            ),
            c("信息公开年度报告", "annual", section="annual_report"),
            c("申请公开", "onrequest", section="on_request"),
        ),
        c("办事", "service", n=4),
        c("互动", "parent", c("网友留言", "letters", n=11, section="messages"), c("问卷与征集", "consult", n=4)),
        c("运行", "parent", c("网站年报", "webreport"), c("自查通报", "selfcheck")),
    ]


def market() -> list[Col]:
    return [
        c("市监动态", "parent", c("工作要闻", "news", n=11), c("所站风采", "news", n=9)),
        c(
            "政务信息",
            "parent",
            c("公开指南", "guide", section="guide"),
            c("政务公开制度", "rules", section="rules"),
            c(
                "公开目录",
                "parent",
                c("部门职责", "functions", section="functions"),
                c("领导介绍", "leaders", section="leaders"),
                c("联系电话与地址", "contacts", section="contacts"),
                c("文件发布", "policy", n=4),
                c("政策解析", "reading", section="interpretation"),
                c("预决算公开", "budget", section="budget"),
                c("抽检公示", "supervision"),
                c("处罚文书", "penalty"),
                section="catalogue",
            ),
            c("信息公开年报", "annual", section="annual_report"),
            c("依申请公开", "onrequest", section="on_request"),
        ),
        c("通知公示", "notice", n=9),
        c("服务指引", "service", n=4),
        c("交流互动", "parent", c("咨询答复", "letters", n=10, section="messages"), c("意见征求", "consult", n=4)),
        c("网站建设", "parent", c("年度工作报表", "webreport"), c("网站自查情况", "selfcheck")),
    ]


def baiqu() -> list[Col]:
    return [
        c("白渠新闻", "parent", c("时政要闻", "news", n=12), c("基层信息", "news", n=11)),
        c("公告公示", "notice", n=9),
        c(
            "政府信息公开",
            "parent",
            c("政府信息公开指南", "guide", section="guide"),
            c("政府信息公开规章制度", "rules", section="rules"),
            c(
                "政府信息公开目录",
                "parent",
                c("领导之窗", "leaders", section="leaders"),
                c("机构职责", "functions", section="functions"),
                c("办公地址电话", "contacts", section="contacts"),
                c("区政府规范性文件", "policy", n=6, section="regulations"),
                c("发展规划", "plan", section="plans"),
                c("统计数据", "stat", section="statistics"),
                c("行政许可", "permit", section="permits"),
                c("行政处罚与强制", "penalty", section="penalties"),
                c("财政预算决算", "budget", section="budget"),
                c("收费项目", "fee", section="fees"),
                c("采购公告", "procure", section="procurement"),
                c("重点建设项目", "project", section="projects"),
                c("社会保障", "livelihood", section="livelihood"),
                c("突发公共事件", "emergency", section="emergency"),
                c("监督检查", "supervision", section="supervision"),
                c("招考录用", "recruit", section="recruitment"),
                section="catalogue",
            ),
            c("公开年度报告", "annual", section="annual_report"),
            c("依申请公开受理", "onrequest", section="on_request"),
        ),
        c("政策解读", "reading", section="interpretation"),
        c("办事大厅", "parent", c("办事指南", "service", n=7), c("下载中心", "download")),
        c(
            "公众互动",
            "parent",
            c("区长信箱", "letters", n=11, section="messages"),
            c("民意征集", "consult", n=5, section="consultation"),
        ),
        c("白渠概况", "about"),
        c("网站工作", "parent", c("网站年度工作报表", "webreport"), c("网站季度自查", "selfcheck")),
    ]


TOWNS = {
    "county": ["清水镇", "石桥镇", "双龙镇", "白杨镇", "柳坪镇", "云台镇", "高桥镇", "红椿镇", "长滩镇", "铁炉镇"],
    "city": ["青岩", "云麓", "白渠", "清水", "石桥", "双龙", "柳坪", "云台"],
}

# code: (kind, name, owner, short, host, domain, tree, family)
SPECS = {
    "qingyan": ("county", "“青岩县人民政府”网", "青岩县人民政府", "青岩县人民政府", "www.qingyan.gov.cn", "county", qingyan, "cloud"),
    "ljwater": ("department", "“澜江市水务局”网", "澜江市水务局", "市水务局", "swj.lanjiang.gov.cn", "water", water, "boda"),
    "ljlabor": ("department", "“澜江市人力资源和社会保障局”网", "澜江市人力资源和社会保障局", "市人社局", "rsj.lanjiang.gov.cn", "labor", labor, "tuoer"),
    "lanjiang": ("portal", "“澜江市人民政府”网", "澜江市人民政府", "澜江市人民政府", "www.lanjiang.gov.cn", "county", portal, "kaipu"),
    "yunlu": ("county", "“云麓县人民政府”网", "云麓县人民政府", "云麓县人民政府", "www.yunlu.gov.cn", "county", yunlu, "item"),
    "ljculture": ("department", "“澜江市文化广电和旅游局”网", "澜江市文化广电和旅游局", "市文旅局", "wlj.lanjiang.gov.cn", "culture", culture, "archives"),
    "ljmarket": ("department", "“澜江市市场监督管理局”网", "澜江市市场监督管理局", "市市场监管局", "scjgj.lanjiang.gov.cn", "market", market, "script"),
    "baiqu": ("county", "“白渠区人民政府”网", "白渠区人民政府", "白渠区人民政府", "www.baiqu.gov.cn", "county", baiqu, "tables"),
}  # fmt: skip
FAMILIES = {spec[7]: code for code, spec in SPECS.items()}
INNOCENT = {"yunlu", "ljculture"}


def place_of(code: str, seed: int, as_of: dt.date) -> Place:
    kind, name, owner, short, host, domain, tree, family = SPECS[code]
    rng = Random(f"eighth-{seed}-{code}")
    number = list(SPECS).index(code)
    if code == "ljmarket" and rng.random() < 0.85:
        host = rng.choice(["www.ljscjg.com.cn", "www.lanjiangscjg.org.cn"])
    site = Site(code, kind, name, owner, host, family, rng, as_of, idcode=f"61090{number + 1}00{rng.randint(10, 99)}")
    towns = list(TOWNS["county" if kind == "county" else "city"])
    rng.shuffle(towns)
    made = Place(
        site,
        domain,
        short,
        towns[:7],
        f"0915-{rng.randint(2, 8)}{rng.randrange(10**6):06d}",
        rng.choice(["澜江市滨河大道中段", "政府街", "人民路", "兴安东路"]) + f"{rng.randint(6, 188)}号",
        tree(),
    )
    made.platform = "http://zwgk.qingyan.gov.cn" if code == "qingyan" else ""
    return made
