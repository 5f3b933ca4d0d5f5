"""Words that every site has and that are no content: functions in the navigation, pagers, share buttons, notices.

Sources: the pages counted in the project's study of real sites, and the element lists of 国办发〔2017〕47号 (header and
footer functions).
"""

from __future__ import annotations

import re

# links of a navigation that lead to a function of the site, not to a column
FUNCTION_NAMES = re.compile(
    r"(?:网站|返回|回到)?首页|主页|home"
    r"|(?:用户|统一|个人|单位|法人|企业)?(?:登录|登陆|注册)(?:[/|·]?注册)?|退出|个人中心|用户中心|用户空间"
    r"|(?:网站|站点|网页)(?:地图|导航)|(?:高级|站内|全文|智能|信息)?(?:搜索|检索)(?:结果)?|search"
    r"|(?:网站)?无障碍(?:浏览|阅读|版|服务)?|(?:长者|适老|关怀|老年)(?:模式|版|助手|专区)?|进入(?:长者|关怀)(?:模式|版)"
    r"|繁體(?:中文|版)?|繁体(?:中文|版)?|简体(?:中文|版)?|简繁|英文版?|english|eng?|日本語|한국어|русский"
    r"|手机版|移动版|电脑版|客户端|app|rss(?:订阅)?|微信|微博|政务微信|政务微博|官方微信|官方微博|公众号|二维码"
    r"|设为首页|加入收藏|收藏本[站页]|旧版(?:网站|入口)?|返回旧版|智能(?:问答|客服|机器人)|智能互动|邮箱登录|工作邮箱",
    re.IGNORECASE,
)

# text that surrounds content and is none; matched against a whole block
FURNITURE_TEXT = re.compile(
    r"(?:您?(?:的|所在)?(?:当前|现在|所在)?(?:的)?(?:位置|所在位置)(?:是|为)?\s*[:：].*)"
    r"|(?:(?:第|共|页|条|总|计|数|记录|每|当前|转到|跳转|到|至|首页|上一页|下一页|尾页|末页|前一页|后一页|第一页|最后一页|上页|下页"
    r"|go|确定|[\d\s/|:：,，.<>«»‹›…()（）\[\]【】]))*"
    r"|(?:(?:字体|字号|大|中|小|打印(?:本页)?|关闭(?:本页|窗口)?|分享(?:到|至)?|收藏|返回(?:顶部)?|更多|more|浏览(?:次数|量)?"
    r"|微信|微博|qq空间|朋友圈|扫一扫|[\d\s:：|/>»+\[\]【】（）()、]))*"
    r"|您访问的链接即将离开.*"
    r"|(?:(?:信息|文件|文章|公文|新闻)?(?:标题|名称)|序号|索引号|文号|发文字号|主题分类|来源|操作|状态|点击(?:数|量)|浏览(?:数|量)"
    r"|(?:发布|公开|生成|成文|发文|更新|公布|添加)?(?:日期|时间)|(?:发布|公开|发文)?(?:机构|单位|部门))*",
    re.IGNORECASE | re.DOTALL,
)

# a link from a block of the home page to the column behind it
MORE_TEXT = re.compile(r"[\[【(（<«+\s]*(?:查看|点击|了解|阅读)?(?:更多|more)[\s\]】)）>»+.…→]*", re.IGNORECASE)

HOME_CRUMBS = re.compile(r"(?:网站|本站|返回)?首\s*页|主页|home|(?:您?(?:当前|现在|所在)的?位置)?[:：]?", re.IGNORECASE)
LAST_CRUMBS = re.compile(
    r"正文|内容|详情|详细(?:内容|信息)?|文章(?:正文|内容)?|信息(?:内容|详情)|列表|浏览", re.IGNORECASE
)

_BLANKS = re.compile(r"\s+")
_SITE_SUFFIX = re.compile(r"\s*[-_|—–·]+\s*")


def squeeze(text: str) -> str:
    """Text without surrounding blanks, runs of blanks as one."""
    return " ".join(text.split())


def is_function(name: str) -> bool:
    """Whether a navigation entry is a function of the site (home, login, search …) and not a column."""
    return FUNCTION_NAMES.fullmatch(_BLANKS.sub("", name)) is not None


def is_furniture(text: str) -> bool:
    """Whether a whole block is a pager, a position line, share buttons or table headings: no content of its own."""
    return FURNITURE_TEXT.fullmatch(_BLANKS.sub("", text)) is not None


def is_more(text: str) -> bool:
    """Whether a link's text says "more"."""
    return bool(text.strip()) and MORE_TEXT.fullmatch(text.strip()) is not None


def title_head(title: str) -> str:
    """The part of a page title before the site's name: `通知公告_某市水利局` is 通知公告."""
    return squeeze(_SITE_SUFFIX.split(title, maxsplit=1)[0])
