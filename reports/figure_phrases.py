"""The Chinese wording of figures people bring in: column names of the templates, what is wrong with a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NUMBER, UNIT, ADOPTED, TOTAL = "序号", "单位名称", "采用量", "总得分"
SITE, SITE_NAME, ITEM, ITEM_TITLE, FULL, POINTS, REASON, BY = (
    "网站代码", "网站名称", "项目", "项目名称", "满分", "得分", "理由", "录入人",
)  # fmt: skip
PLATFORM, LEVEL, ACCOUNT, NOTE = "平台", "层级", "账号名称", "说明"
LAST_POST, ORIGINALS_30, ORIGINALS_90 = "最近更新日期", "近30天原创数", "近90天原创数"
INTERACTIONS, REGISTERED = "互动回复数", "已备案"
LEVELS: Mapping[str, str] = {"县区": "county", "部门": "department"}
PLATFORMS: Mapping[str, str] = {"政务微信": "wechat", "政务微博": "weibo", "微信": "wechat", "微博": "weibo"}
PLATFORM_TITLES: Mapping[str, str] = {"wechat": "政务微信", "weibo": "政务微博"}
FLAGS: Mapping[str, bool] = {"是": True, "否": False}
GUIDE_SHEET = "填表说明"
DATA_SHEET = "数据"
GUIDES: Mapping[str, tuple[str, ...]] = {
    "manual-scores": (
        "每行是一个网站的一个项目，项目一栏请勿改动。",
        "得分不小于0、不大于满分；填了得分就要填理由和录入人；不评的行得分留空。",
        "同一期同一网站同一项目再次导入时，以后一次为准。",
    ),
    "media": (
        "每行一个账号。平台填“政务微信”或“政务微博”，层级填“县区”或“部门”。",
        "各类得分不大于满分；未开设、未运营的账号得分留空，在说明栏写明。",
        "日期写成2026-11-23；已备案填“是”或“否”；没有的数据留空。导入后代替该期原有数据。",
    ),
    "adoption": (
        "每行一个单位，层级填“县区”或“部门”，采用量填整数。导入后代替该期原有数据。",
        "也可以直接导入含“信息采用情况统计表”的通报（txt、docx、xlsx）。",
    ),
}


def not_updated(days: int, limit: int) -> str:
    return f"{days}天未更新，超过{limit}天的时限"


def missing_columns(path: object, missing: list[str], known: list[str]) -> str:
    return f"{path}：缺少“{'”“'.join(missing)}”栏。第一行应为：{'、'.join(known)}。可用 --template 生成空表"


def no_rows(path: object) -> str:
    return f"{path}：没有可导入的数据行"


def problem(row: int, why: str) -> str:
    return f"第{row}行{why}"


def problems(path: object, told: Sequence[str], more: int) -> str:
    return f"{path}：{'；'.join(told)}{f'；另有{more}处' if more else ''}。没有导入任何数据"


def required(column: str) -> str:
    return f"“{column}”未填"


def not_a_number(column: str, value: str) -> str:
    return f"“{column}”的“{value}”不是数"


def out_of_range(column: str, value: object, full: object) -> str:
    return f"“{column}”的{value}不在0到{full}之间"


def not_one_of(column: str, value: str, known: list[str]) -> str:
    return f"“{column}”的“{value}”不在“{'”“'.join(known)}”之中"


def not_a_date(column: str, value: str) -> str:
    return f"“{column}”的“{value}”不是日期，请写成2026-11-23"


def repeated(what: str) -> str:
    return f"“{what}”重复"


def unknown_site(code: str) -> str:
    return f"登记册里没有网站“{code}”"


def not_enterable(item: str) -> str:
    return f"“{item}”不是可以录入的项目"


def no_adoption_table(path: object) -> str:
    return f"{path}：没有找到信息采用情况统计表"


def no_media_table(path: object) -> str:
    return f"{path}：没有找到政务微信、政务微博评分表"
