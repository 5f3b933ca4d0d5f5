"""The words by which Chinese government pages name their parts: tables, and the few functions that read them.

Counted on real pages (class and id words, labels, link texts); a word that misleads as often as it helps is not here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checks.facts import Place


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CLASS_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=16384)
def split_words(names: str) -> frozenset[str]:
    """The lower-case words in class and id names: whole names and their parts (`newsList` → newslist news list)."""
    parts = {part.lower() for part in _CLASS_PARTS.findall(names)}
    parts.update(names.lower().split())
    return frozenset(parts)


REGION_WORDS: dict[Place, frozenset[str]] = {
    Place.BREADCRUMB: _words(
        """crumb crumbs breadcrumb breadcrumbs location position dqwz weizhi mbx bread curpos sitepath currentpath
        lujing locate subpath currentposition bread-crumb local path wz-nav dangqian"""
    ),
    Place.PAGER: _words(
        "pager paging pagination pagebar fenye fanye turnpage pagenav pagelist pagebox pages page pagelink pageturn"
    ),
    Place.FOOTER: _words("footer foot bottom copyright dibu foots footbox footerbox bottombox banquan bq"),
    Place.NAV: _words("nav navbar menu menus navigation mainnav topnav navlist daohang subnav navs sitenav"),
    Place.HEADER: _words("header head top topbar banner logo siteheader toubu tou headbox headerbox topbox"),
    Place.SIDE: _words(
        """sidebar side aside sidenav leftnav leftmenu rightbar sidebox related relevant recommend tuijian hotnews remen
        xgyd xgbd sidelist leftsub"""
    ),
}
# A header, foot or menu of a part of the page is no header, footer or menu of the page.
PART_WORDS = _words(
    "article content detail details news list con cont art text txt title tit main item box-title zoom info"
)
REGION_TAGS: dict[str, Place] = {
    "header": Place.HEADER,
    "nav": Place.NAV,
    "footer": Place.FOOTER,
    "aside": Place.SIDE,
}
REGION_ROLES: dict[str, Place] = {
    "banner": Place.HEADER,
    "navigation": Place.NAV,
    "contentinfo": Place.FOOTER,
    "complementary": Place.SIDE,
}
BESIDE_WORDS = _words("left right fl fr l r aleft aright con-left con-right leftbox rightbox leftside rightside")

BODY_NAMES = _words(
    """zoom zoomcon fontzoom trs_editor trs_ueditor ucapcontent ucap-content vsb_content vsb_content_2
    vsb_content_4 vsb_content_501 v_news_content xqcent article-content article_content articlecontent art_con
    artcon arc_cont arc_con content_body pages_content news_content newscontent news-content detail-content
    detail_content detailcontent detail-con doc-con doc-content con_text mycontent js_content zhengwen
    contenttext wzcon article_con article-con info_content xxgk_content main-txt article-body articlebody
    news_con newscon content-text content_text conter artcontent cont_text pagecontent page-content zw wenzhang
    text_content textcontent nr neirong con-txt con_txt xl_con xlcon view articletext"""
)
BODY_TAGS = _words("ucapcontent")
_TITLED = _words(
    "art arc article con cont content news doc detail info main page xl xq nr zw wz show view text inner xx sp"
)
TITLE_NAMES = _words("title tit bt biaoti ucaptitle zwbt xqtit titles subject headline h1") | {
    first + between + last
    for first in _TITLED
    for between in ("", "-", "_")
    for last in ("title", "tit", "bt", "biaoti", "headline")
}
TITLE_TAGS = _words("ucaptitle h1")
TITLE_CELL = re.compile(r"[\[【]?\s*(?:信息|文件|公文|信件)?\s?(?:名\s*称|标\s*题)\s*[\]】]?\s*[:：]?")

CRUMB_MARKER = re.compile(r"[您你]?(?:现在|当前|目前|正)?的?(?:所在|所处)?的?位[置于]\s*(?:是)?\s*[:：>›»]?")
CRUMB_SEPARATORS = re.compile(r"\s*(?:>+|&gt;|›|»|→|＞+|/|\||-{1,2}|—+|·|\\|::|≫|》)\s*")
CRUMB_LABELS = _words(
    """当前位置 您的位置 现在位置 您现在的位置 您所在的位置 所在位置 你的位置 位置 您当前的位置 当前所在位置
    您当前所在位置"""
)
CRUMB_ENDS = _words("正文 内容 详情 列表 详细内容 信息正文 信息内容 浏览 查看 文章内容 内容页 详细信息 浏览文章")
HOME_NAMES = _words("首页 网站首页 主页 返回首页 本站首页 门户首页 首 页")

MORE_TEXT = re.compile(
    r"(?:查看|阅读|点击|了解)?更多(?:内容|信息)?\s*[>»+›.…]*|more\s*[>»+›.…]*|[>»+›]{1,3}|\[更多\]|\+more", re.I
)
PAGER_TEXT = re.compile(
    r"[\[【<«‹＜]*\s*(?:上一?页|下一?页|首页|尾页|末页|最后一?页|第一页|前页|后页|\d{1,5}|\.{2,3}|…|>{1,2}|<{1,2}|»|«|›|‹|GO)\s*[\]】>»›＞]*",
    re.I,
)
# what a reader does with the page, not where a row leads
BUTTON_TEXT = re.compile(
    r"[\[【(（]?\s*(?:打印(?:本页|此页|文章)?|关闭(?:本页|窗口|此页)?|分享(?:到|至)?.{0,4}|收藏(?:本页|本文)?|返回(?:顶部|首页|上一?页|列表)?"
    r"|复制(?:链接|网址)?|下载(?:本页|全文)?|纠错|我要纠错|大|中|小|字体|字号|朗读|语音播报|二维码)\s*[\]】)）]?"
)
NEXT_TEXT = re.compile(r"[\[【]?\s*下一?页\s*[\]】>»›＞]*|后页|next\s*[>»›]*", re.I)
LAST_TEXT = re.compile(r"[\[【]?\s*(?:尾页|末页|最后一?页)\s*[\]】>»›＞]*|last", re.I)
NEIGHBOUR = re.compile(
    r"\s*[\[【<«]?\s*(?:上一?[篇条则]|下一?[篇条则]|前一篇|后一篇|上一个|下一个)(?:文章|信息|新闻|内容)?\s*[\]】]?\s*[:：]?"
)
PINNED = re.compile(r"^\s*[\[【(（]?\s*置?顶\s*[\]】)）]|^\s*置顶|[\[【(（]置顶[\]】)）]")
PINNED_WORDS = _words("istop zhiding sticky stick settop list-top toped")
PINNED_IMAGE = re.compile(r"zhiding|istop|settop|/zd\.|/top\.(?:gif|png|jpg)", re.I)

EXTERNAL_NOTICE = re.compile(
    r"(?:您|你)?(?:现在)?(?:访问|点击|打开|浏览)的(?:链接|网址|网站|页面)?.{0,20}(?:即将|将要|已经?)离开.{0,60}"
    r"|(?:您|你)?(?:即将|将要)(?:离开|跳转|访问).{0,40}(?:是否继续|确定|继续访问).{0,12}"
    r"|是否继续[?？]?"
)
_NOTICE_SIGNS = ("离开", "是否继续", "跳转")


def is_notice(text: str) -> bool:
    """Whether a short text is the hidden notice that a link leaves the site."""
    return any(sign in text for sign in _NOTICE_SIGNS) and EXTERNAL_NOTICE.search(text) is not None


FOOTER_TEXT = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|主办单位?\s*[:：]|主办\s*[:：]|承办单位?\s*[:：]|Copyright|©", re.I
)
CLOCK = re.compile(r"(?:今天|今日|现在|当前|北京)(?:日期|时间)?(?:是)?\s*[:：]?\s*$|农历")
WEEKDAY = re.compile(r"\s*(?:\(|（)?\s*(?:星期|周)[一二三四五六日天]")

INFO_WORDS = re.compile(
    r"来源|作者|浏览|点击|阅读|访问量|字体|字号|打印|分享|责任编辑|编辑[:：]|审核|收藏|关闭|【?\s*大\s*中\s*小"
)
ABOUT_ARTICLE = re.compile(
    r"(?:发布|发表|更新|编辑)于|(?:发布|发表|公开|成文|生成)\s?(?:日期|时间)|(?:来\s?源|作者|日期|时间)\s*[:：\]】]|浏览次数|字\s?[号体]\s*[:：]"
)
_SOURCE_NAMES = (
    r"信息来源|文章来源|稿件来源|新闻来源|文件来源|内容来源|稿源|来源单位|信息发布单位|发布单位|发布机构|信息提供|供稿单位|供稿|来\s?源|出处"
    r"|公开责任部门|责任部门|公开主体|发布部门|来稿单位|报送单位|投稿单位|提供单位|发稿单位|转载自|转自"
)
SOURCE_LABEL = re.compile(rf"(?:{_SOURCE_NAMES})\s*(?:[:：]|[\]】])\s*[:：]?\s*")
SOURCE_CELL = re.compile(rf"\s*(?:{_SOURCE_NAMES})\s*")
SOURCE_END = re.compile(
    r"\s{2,}|\s*(?:[|｜丨【\[]|作者|时间|日期|浏览|点击|阅读|访问量?[:：次]|字体|字号|打印|分享|责任|编辑|审核|记者|通讯员"
    r"|录入|更新|索引|文号|主题|成文|发文|生成|有效|关键|人气|次数|撰稿|供稿|关闭|收藏|校对|签发|大\s*中\s*小"
    r"|(?:发布|公开)(?=\s*(?:日期|时间|于|方式|范围|人|者|单位|机构|[:：\d])))"
)
# what a line names as its source without a label: 2024-05-11 县融媒体中心
OFFICE = re.compile(
    r"[\u4e00-\u9fff·]{1,20}(?:日报|晚报|早报|报|社|网|网站|局|委|委员会|办|办公室|中心|厅|部|台|发布|政府|科|处|院|馆|站|所|队|会|镇|乡|街道)"
)

_LITERAL_DATE = re.compile(
    r"(['\"])\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}[:：∶]\d{2}(?:[:：∶]\d{2})?(?:\.\d+)?)?)\s*\1"
)
_WRITES = re.compile(r"document\s*\.\s*write|[dD]ate\w*\s*\(|\.(?:html|text|innerHTML|innerText)\b")
MAX_INSERTING_SCRIPT = 800  # characters; a longer script is a program, not a stand-in for text


def inserted_text(script: str) -> str:
    """The date that a short inline script puts into the page where it stands, or "".

    `document.write("2024-05-11")`, `formatDate('2024-05-11')` and the like, when the script holds one such literal.
    """
    if not 10 <= len(script) <= MAX_INSERTING_SCRIPT or not _WRITES.search(script):
        return ""
    dates = {found[2] for found in _LITERAL_DATE.finditer(script)}
    return f" {dates.pop()} " if len(dates) == 1 else ""
