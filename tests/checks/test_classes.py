"""Classes of columns by their names."""

from __future__ import annotations

import pytest

from checks.classes import classify
from checks.facts import Column, Site, SiteKind

SITE = Site(code="example", name="示例", kind=SiteKind.COUNTY, url="http://www.example.gov.cn/")
NAMES = {
    "news": "工作动态 图片新闻 政务要闻 党建动态 新闻资讯 区县传真 部门传真 县区快报 镇街播报 工作简讯 基层信息 "
    "县情快递 部门资讯 行业资讯 文旅头条 青岩时讯 每日要情",
    "notice": "通告 公告栏 通知公告 审计公告 环评公示",
    "policy": "政策文件 部门文件 法律法规",
    "consultation": "网上调查 民意征集 意见征集 征集结果",
    "personnel": "人事任免 事业单位招聘",
    "plan": "规划计划 工作总结",
    "statistics": "统计信息 数据发布",
    "interpretation": "政策解读 一图读懂",
    "static": "单位概况 机构职能 办事指南 政务服务",
    "": "事故调查报告 调查研究 经济调查 文物征集 国土空间规划 新闻发布会 传真号码 灾情快报 部门信息 "
    "领导活动 街道风采 乡镇之窗 快递业管理 "
    "动态监测 文明创建 乡村振兴 十四五规划",
}


@pytest.mark.parametrize(("wanted", "name"), [(key, name) for key, names in NAMES.items() for name in names.split()])
def test_a_column_s_class_by_its_name(wanted: str, name: str) -> None:
    found = classify(Column(name=name, url="http://www.example.gov.cn/1/", path=(name,)), SITE)
    assert (found.id if found else "") == wanted


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("news", ("新闻中心", "镇街之窗")),
        ("news", ("政务动态", "部门传真")),
        ("", ("专题专栏", "镇街之窗")),
        ("", ("镇街之窗",)),
        ("", ("新闻中心", "领导讲话")),
    ],
)
def test_where_news_come_from_is_news_under_news(wanted: str, path: tuple[str, ...]) -> None:
    found = classify(Column(name=path[-1], url="http://www.example.gov.cn/1/", path=path), SITE)
    assert (found.id if found else "") == wanted
