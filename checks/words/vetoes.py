"""Where a wrong form is no accusation: the word is spoken about, quoted, a title, or part of a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from checks.words.faults import Candidate, Tier
from checks.words.lexicon import SERIOUS_RULE
from checks.words.segmentation import Segmenter

TITLE_WINDOW = 60  # characters within which the 《 of a title is looked for
QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", '"': '"', "'": "'"}
# the 100 most frequent surnames of the mainland (public security statistics), of one character
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    "白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
NAME_OF_STATE = 6  # characters of a name of a state, party or institution written out
# what follows a whole name: what one is called, and offices
_CALLED = re.compile(
    "同志|先生|女士|同学|老师|教授|博士|院士|代表|委员|主席|书记|省长|市长|县长|区长|镇长|乡长|局长|厅长|部长|司长|处长|科长|"
    "院长|所长|校长|行长|厂长|会长|站长|队长|组长|主任|副?总经理|董事长|常委|检察长|法官|警官|医生|记者|[（(](?:男|女)[，,）)]"
)
# what the title of a document ends with, a note in brackets aside
_DOCUMENT = re.compile(
    "(?:通知|意见|办法|规定|条例|法|决定|决议|规划|纲要|计划|要点|方案|预案|细则|规则|规程|规范|制度|标准|公告|通告|通报|公报|批复|函|令|"
    r"报告|目录|清单|名单|指南|解释|章程|协议|公约|说明|措施)(?:[（(〔][^》]{0,20})?\Z"
)
_MASK = re.compile("[*＊×Ｘ○□]|[xX]{2}|某(?:某|[，,。；;、（(：:\\s]|$)")
MAX_GIVEN_NAME = 2  # characters
WHOLE_NAME = 2  # characters, as 严俊 in 严俊同志; longer ones are no forms of the lexicon
NAME_WINDOW = 8  # characters before a form in which jieba looks whether the surname ends a longer word


def softened(candidate: Candidate, text: str, segmenter: Callable[[], Segmenter], *, manuscript: bool = False) -> Tier:
    """The tier of a candidate in its place: `suspected` where the place takes the certainty away.

    A title is quoted as it stands, and nobody is accused of it. Of a `manuscript`, whose author can look it up, the
    titles of documents count like any other prose.
    """
    if candidate.tier is Tier.SUSPECTED:
        return candidate.tier
    start, end = candidate.start, candidate.end
    if _quoted_itself(text, start, end) or _is_masked(text, start, end) or _in_name(text, start, end, segmenter):
        return Tier.SUSPECTED
    prose = manuscript and _in_title_of_document(text, start)
    if _in_title(text, start) and not prose and not _is_name_of_state(candidate):
        return Tier.SUSPECTED
    if candidate.tier is Tier.LIKELY and _in_quotation(text, start, end):
        return Tier.SUSPECTED
    return candidate.tier


def _is_name_of_state(candidate: Candidate) -> bool:
    """Is it a name written out, as in 《中华人民共合国水法》? No title holds it so, a short form may be part of one."""
    return candidate.rule == SERIOUS_RULE and candidate.end - candidate.start >= NAME_OF_STATE


def _quoted_itself(text: str, start: int, end: int) -> bool:
    """Is it the quoted word itself, as in “布署”应为“部署”?"""
    return start > 0 and end < len(text) and QUOTES.get(text[start - 1]) == text[end]


def _is_masked(text: str, start: int, end: int) -> bool:
    """Is it a surname whose given name was made unreadable, as 郭**, 郭某某?"""
    return end - start == 1 and _MASK.match(text, end) is not None


def _in_title(text: str, start: int) -> bool:
    """Does an open 《 stand before it?"""
    return _open_before(text, start, "《", "》")


def _in_title_of_document(text: str, start: int) -> bool:
    """Is the title around it that of a document, and not a word that the title quotes?"""
    end = text.find("》", start, start + TITLE_WINDOW)
    return _DOCUMENT.search(text, start, max(start, end)) is not None and not _open_before(text, start, "“", "”")


def _in_quotation(text: str, start: int, end: int) -> bool:
    """Is it inside “…” that close after it?"""
    return _open_before(text, start, "“", "”") and "”" in text[end : end + TITLE_WINDOW]


def _open_before(text: str, start: int, opening: str, closing: str) -> bool:
    before = text[max(0, start - TITLE_WINDOW) : start]
    return before.rfind(opening) > before.rfind(closing)


def _in_name(text: str, start: int, end: int, segmenter: Callable[[], Segmenter]) -> bool:
    """Is it the given name after a surname that stands alone, as in 张安祥, or a whole name before an office?

    (于 in 对于 does not stand alone.)
    """
    if end - start == WHOLE_NAME and text[start] in SURNAMES and _CALLED.match(text, end):
        return True
    if end - start > MAX_GIVEN_NAME or start == 0 or text[start - 1] not in SURNAMES:
        return False
    left = max(0, start - NAME_WINDOW)
    return not segmenter().straddles(text[left:start], start - left - 1, start - left)
