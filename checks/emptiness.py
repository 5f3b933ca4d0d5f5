"""Whether words say that there is nothing: judged as the whole of a text, never as a part of it.

"暂无信息" and "本栏目正在建设中，敬请期待" are notices of emptiness. "加快建设中国科技城", "废止时间：暂无" and
"本局无行政事业性收费" are content.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checks.facts import Column, ListItem

MAX_NOTICE = 200  # characters, blanks included: whoever writes more says something
MIN_CONTENT_CHARS = 6  # letters and characters: a shorter rest is a label, not a text

_THING = r"(?:信息|数据|内容|记录|文章|资料|结果|新闻|列表|条目|更新|公告|公示|通知|文件|图片|视频|附件|留言|信件|评论)"
_WORK = r"(?:建设|更新|完善|整理|维护|升级|制作|开发|筹建|筹备|改版)(?:维护|升级|完善|改造)?"
_HERE = (
    r"(?:网站|目前|当前|现在?|您(?:所)?(?:访问|查看|浏览)的|[本该此]|项|类|栏目|页面|网页|频道|板块|专栏|模块|目录|分类|类别|内容|信息|数据"
    r"|资料|功能|系统|[下中内里])*"
)
_EMPTY = (
    rf"(?:{_HERE}(?:(?:正在|尚在|仍在|还在)?(?:紧张|抓紧|加紧)?{_WORK}(?:之?中|期间)|(?:正在|尚在|仍在|还在)(?:紧张|抓紧|加紧)?{_WORK}))"
    rf"|(?:{_HERE}(?:暂时?|尚|还|并)?(?:没有|无|未)(?:任何|更多|可显示|可供|查询?到|找到|检索到|发布|添加|录入|公开|公布|上传|收录|提供|更新)*"
    rf"(?:相关|有关|符合条件|匹配|可用|最新|此类|该类)?的?(?:{_THING}){{1,2}}(?:可?(?:显示|查看|展示))?了?)"
    rf"|(?:{_HERE}(?:暂时?|尚|还)未(?:开通|上线|开放|发布|公布|更新|启用))"
    rf"|(?:{_HERE}(?:待|尚待|有待)(?:更新|补充|完善|添加|发布|建设))"
    r"|(?:[总一]?共|总数[:：]?)?(?:检索|查询|搜索|查找|找)?到?0(?:条|个|篇)(?:相关|符合条件的?)?(?:记录|信息|数据|结果|内容|文章)"
    r"|(?:共|总数[:：]?)0[条页篇](?:0条)?|第0页|^[（(\[【]空[)）\]】]$"
    rf"|{_THING}为空|没有更多(?:了|{_THING}了?)|暂无|暂时没有|即将(?:上线|开通|推出|发布)"
    r"|nodata(?:available)?|norecords?|norecordsfound|comingsoon|underconstruction"
)
_POLITE = (
    r"对不起|sorry|很?抱歉|您好|(?:请)?(?:您)?(?:稍后|稍候|以后|过后)(?:再)?(?:来|访问|查看|浏览)?|敬请(?:您)?(?:的)?(?:期待|关注|谅解|原谅|见谅|理解)"
    r"|请(?:您)?(?:浏览|查看|访问|关注)(?:本站|网站)?(?:其他|其它)(?:栏目|内容|信息|页面)|(?:请)?(?:返回|回到)(?:首页|上一页)?"
    r"|(?:如?(?:有|给您)?(?:带来|造成)?的?不便(?:之处)?)|谢谢(?:您的?)?(?:关注|支持|合作|理解|浏览|访问)?|请(?:您)?(?:谅解|见谅|期待|关注|理解)"
)
_MARKS = r"[\s.。,，、:：;；!！?？…~～\-—_*·|“”\"'（）()\[\]【】]"
# each piece is taken once (an atomic group): 信息 may end one piece or begin the next, and trying both takes for ever
_NOTICE = re.compile(rf"(?>{_EMPTY}|{_POLITE}|{_MARKS})+", re.IGNORECASE)
_CORE = re.compile(_EMPTY, re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W_]")


@lru_cache(maxsize=8192)  # checks look at the same rows, and many rows stand on several pages
def is_notice_of_emptiness(text: str) -> bool:
    """Whether the whole of `text` says that there is nothing, or nothing yet."""
    if len(text) > MAX_NOTICE:
        return False
    squeezed = _BLANKS.sub("", text)
    return _CORE.search(squeezed) is not None and _NOTICE.fullmatch(squeezed) is not None


def real_rows(column: Column) -> list[ListItem]:
    """The rows of a column without those that only say that there is nothing."""
    return [item for item in column.items if item.title.strip() and not is_notice_of_emptiness(item.title)]


def own_text(column: Column) -> str:
    """The column's own text without notices of emptiness; "" where what is left is no more than a label."""
    if is_notice_of_emptiness(column.text):
        return ""
    lines = [line for line in column.text.splitlines() if not is_notice_of_emptiness(line)]
    text = "\n".join(lines).strip()
    return text if len(_LETTERS.findall(text)) >= MIN_CONTENT_CHARS else ""


def notice(column: Column) -> str:
    """The notice of emptiness that a column shows, "" if none."""
    shown = [item.title for item in column.items] + column.text.splitlines()
    return next((text.strip() for text in shown if is_notice_of_emptiness(text)), "")


def is_empty(column: Column) -> bool:
    """Whether a column that was read lists nothing, says nothing, shows nothing and leads to no column below it."""
    return not (column.children or column.offsite or column.media or real_rows(column) or own_text(column))
