"""The disclosure sections of the demo sites: their usual column names, texts and ages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """How a section (key of the contract) is filled: with a text, or with `texts` of the ages given in days."""

    name: str
    slug: str
    texts: str = ""  # a kind of texts.yaml; "" for a single text
    ages: tuple[int, ...] = ()


# The ages keep every limit of the rules with a margin, whatever class a column's name suggests.
SECTIONS: dict[str, Section] = {
    "guide": Section("政府信息公开指南", "zfxxgkzn"),
    "rules": Section("政府信息公开制度", "zfxxgkzd"),
    "catalogue": Section("法定主动公开内容", "fdzdgknr"),
    "annual_report": Section("政府信息公开年度报告", "gknb"),
    "on_request": Section("依申请公开", "ysqgk"),
    "functions": Section("机构职能", "jgzn"),
    "leaders": Section("领导信息", "ldxx"),
    "contacts": Section("联系方式", "lxfs"),
    "regulations": Section("规范性文件", "gfxwj", "policy", (24, 66, 121)),
    "interpretation": Section("政策解读", "zcjd"),
    "plans": Section("规划计划", "ghjh", "plan", (41, 118)),
    "statistics": Section("统计信息", "tjxx", "statistics", (12, 43, 74)),
    "permits": Section("行政许可", "xzxk", "permit", (8, 39)),
    "penalties": Section("行政处罚", "xzcf", "penalty", (10, 52)),
    "budget": Section("财政预决算", "czyjs", "budget", (31, 142)),
    "fees": Section("行政事业性收费", "xzsyxsf", "fee", (58,)),
    "procurement": Section("政府采购", "zfcg", "procurement", (7, 33)),
    "projects": Section("重大建设项目", "zdjsxm", "project", (13, 61)),
    "livelihood": Section("民生领域政策", "mslyzc", "livelihood", (11, 47)),
    "emergency": Section("应急管理", "yjgl", "emergency", (9, 57)),
    "supervision": Section("监督检查", "jdjc", "supervision", (12, 49)),
    "recruitment": Section("公务员招考", "gwyzk", "recruitment", (29, 88)),
    "consultation": Section("意见征集", "yjzj"),
    "messages": Section("咨询留言", "zxly"),
}

# Where the sections of a full disclosure tree hang: parent column → keys.
PLATFORM_KEYS = ("guide", "rules", "catalogue", "annual_report", "on_request")
BASIC_KEYS = ("functions", "leaders", "contacts")
CONTENT_KEYS = (
    "regulations", "interpretation", "plans", "statistics", "permits", "penalties", "budget", "fees", "procurement",
    "projects", "livelihood", "emergency", "supervision", "recruitment",
)  # fmt: skip
INTERACTION_KEYS = ("consultation", "messages")
