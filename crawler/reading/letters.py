"""Messages of citizens: when one came, whether it was answered, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.facts import DateOrigin, Letter, Place, ShownDate
from crawler.reading.blocks import TextBlock
from crawler.reading.dates import find_dates, normalize
from crawler.reading.tree import TEXT, Tree
from crawler.reading.words import BUTTON_TEXT, NEIGHBOUR, OFFICE

AFTER = 24  # characters behind a day that say what it is
MIN_SAID = 6  # characters: less is no answer and no result
LETTERS = re.compile(
    r"信箱|留言|来信|网上咨询|咨询投诉|问政|信件|诉求|在线咨询|咨询建言|建言献策|我[要想](?:咨询|提问|投诉|反映|写信|留言|建言)"
    r"|咨询(?:答复|回复|解答|互动)|有问必答"
)
# what only a letter's page shows, where its column is called by the whole channel (政民互动)
_CHANNEL = re.compile(r"互动|民声|民意|民生|连心|热线|心声|直通车|百姓|群众")
_LETTER_SIGNS = re.compile(
    r"(?:写信|来信|留言|咨询|提问|诉求|信件)(?:人|者|编号|标题|主题|内容|类别|类型)|网友(?:提问|留言|来信|咨询)|市民(?:来信|诉求|提问)"
)

_ASKED = re.compile(
    r"(?:来信|留言|提问|咨询|写信|提交|诉求|信件|投递|反映|发信|问政|建言|受理|发表|投诉|登记|建议)\s*(?:时间|日期|于)\s*[】\]]?\s*[:：]?\s*$"
    r"|^\s*(?:网友|市民|群众|我要)?(?:留言|提问|咨询|来信|投诉)\s*[\[【(（]?\s*$"
)
_ANSWERED = re.compile(
    r"(?:答复|回复|办结|反馈|回信|办理|处理|处置|承办|回答)\s*(?:时间|日期|于)\s*[】\]]?\s*[:：]?\s*$"
    r"|^\s*(?:官方|部门|单位)?(?:回复|答复|回答)\s*[\[【(（]?\s*$"
)
# the word behind the day: “2026-03-02 10:20 提交”, “2026-03-05 回复”
# and, as a step: “2026-03-02 群众提交诉求”, “2026-03-05 承办单位办结并答复”
_ASKED_BEHIND = re.compile(
    r"^\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*(?:网友|网民|群众|市民|用户|来信人|写信人|留言人|咨询人|您)?"
    r"(?:提交|提问|留言|来信|咨询|发表|写信)(?:了)?(?:诉求|留言|来信|信件|问题|咨询|成功)?(?:[:：]|(?!\S{5}))"
)
_ANSWERED_BEHIND = re.compile(
    r"^\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*(?:(?:承办|主办|办理|责任|受理|答复)?(?:单位|部门))?(?:已)?"
    r"(?:(?:回复|答复|办结|回应)(?:并|、)?){1,2}(?:[:：]|(?!\S{5}))"
)
# a part of a letter that is marked by a word alone, and the line that signs it: 何女士 2026年3月18日
_PART = re.compile(
    r"[\[【（(]?\s*(?:(问|提问|网友提问|来信|Q)"
    r"|(答|A|(?:官方|[\u4e00-\u9fff]{2,12}(?:局|委|办|厅|院|政府|中心|部门|单位))?(?:回复|答复|回答)))\s*[\]】）)]?\s*[:：]?"
)
_SIGNER = 14  # characters of who signs a question
# a line that begins with who asks or answers and ends in the day: 网友提问：… 2026-05-01 10:12
_ASKS = re.compile(
    r"^\s*(?:(?:网友|市民|群众|来信人|公众|\S{0,4})?(?:提问|咨询|留言|来信|问)"
    r"|网友|网民|市民|群众|来信人|咨询人|提问人|提问者)\s*[:：]"
)
_REPLIES = re.compile(r"^\s*(?:\S{0,12}?(?:回复|答复|回应)|回答[者人])\s*[:：]")
_OFFICE_SAYS = re.compile(r"^\s*[\u4e00-\u9fff]{2,14}(?:局|委|办|厅|院|政府|中心|办公室)\s*[:：]")
# who speaks, and then the day: 网友提问 2026年4月27日 罗**
_ASKED_HEAD = re.compile(r"\s*(?:网友|市民|群众|公众|来信人|咨询人)?(?:提问|咨询|留言|来信|写信|诉求)\s*[:：]?\s*")
_ANSWERED_HEAD = re.compile(
    r"\s*(?:官方|部门|单位|政府|承办单位|责任单位)?(?:答复|回复|回应|办结|处理结果|(?:办理|处理)(?:完毕|完成|结束)|已办结|结案)\s*[:：]?\s*"
)
# a head with a day that says that the letter goes its way; any other head may be an answer's
_ON_ITS_WAY = re.compile(
    r"转交|转办|受理|分派|派发|派单|签收|交办|审核|登记|提交|催办|办理中|处理中|[分转]送|[来写]信|留言|提问|咨询"
)
MAX_HEAD = 8  # characters before the day in the head of a step
# who answered, and the day, under an answer
_SIGNATURE = re.compile(r"[\u4e00-\u9fff（）()]{2,24}[局委办厅院校站所处室心府会道镇乡司队门位]\s*")
# what comes behind a line that is a day alone, where a letter is told in steps
_STEP_ASKED = re.compile(r"^\s*\S{0,6}?(?:提交|提问|咨询|来信|留言|写信|反映)\S{0,4}\s*[:：]")
_STEP_ANSWERED = re.compile(r"^\s*\S{0,24}?(?:办结|答复|回复|回应)\S{0,4}\s*[:：]")
_DAY_ALONE = 24  # characters of a line that is a day, with its time
_CLOCK = re.compile(r"\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*[\]】）)]?\s*$")
_ANSWER = re.compile(
    r"(?:(?:答复|回复|反馈|办理|处理|处置|承办)(?:单位|部门)?\s*(?:内容|结果|意见|情况)|(?:答复|回复)\s*(?:单位|部门))\s*[】\]]?\s*[:：]?\s*(\S*)"
)
_SAYS_ANSWER = re.compile(
    r"^\s*(?:(?:官方|单位|部门|管理员|版主|工作人员|客服|后台|我们|网站)?(?:的|已)?(?:答复|回复|回应|回答|答)|A"
    r"|[\u4e00-\u9fff]{1,20}[局委办厅院校站所处室心府会道镇乡司队门位](?:的|已)?(?:答复|回复|回应))\s*[:：]\s*(?=\S{6})"
)
# how an office begins an answer, wherever it stands
_OFFICIAL = re.compile(
    r"(?:您|你)(?:所)?(?:反映|提出|咨询|反馈|来信)的.{0,40}(?:收悉|已收到|问题)|来信(?:已)?收悉|(?:答复|回复|回应).{0,12}如下"
    r"|现[^，。]{0,14}(?:反馈|说明|告知|解释|处理|办理|情况)[^，。]{0,8}如下"
    r"|(?:网友|市民|群众|来信人|同志)[^，。]{0,4}[，,]?\s*(?:您|你)好"
)
_LABEL = re.compile(r"(?:答复|回复|反馈|办理|处理)?(?:单位|部门|时间|日期|人|状态|内容|结果)\s*[:：]?")
_PENDING = re.compile(
    r"^[（(]?(?:暂无|暂未|无|未|待|尚未|正在|处理中|办理中|受理中|-+)"
    r"|^已(?:派单|派发|转办|转交|受理|签收|交办|登记|接收)[。.!！]?$"
)
# an answer that says no more than that the letter came and is being seen to: told by its clauses, all of which are such
_SEES_TO = r"(?:核实|核查|调查|了解|研究|协调|办理|处理|受理|审核|转办|转交|交办|答复|回复|回应|跟进|落实)"
_OFFICE = r"(?:我们|我[局委办处站厅院单]位?|(?:相关|有关|责任|承办|主管|工作|业务|具体)(?:部门|单位|人员|科室))"
_MATTER = (
    r"(?:[您你]所?(?:反映|提出|咨询|提交)?的?|该|此)?"
    r"(?:来信|信件|留言|诉求|咨询|问题|事项|情况|建议|工单|(?:处理|办理|核实|调查)?结果)?"
)
_SEEN_TO = (
    rf"(?:对此|现)?{_MATTER}{_OFFICE}?(?:正在?|仍在|尚在|还在|将会?|会|尚未|还未|等待)"
    rf"(?:对此|尽快|及时|抓紧|尽早|进一步|积极|组织)*(?:[给向]?[您你])?(?:{_SEES_TO}|[和与并、])+(?:给?[您你]|之?中|阶段)?"
    r"|(?:敬?请)(?:您|你)?(?:耐心)?(?:等待|等候|静候)(?:答复|回复|结果|处理)*"
)
_POLITE = (
    r"(?:尊敬的)?(?:网友|市民|群众|[\u4e00-\u9fff*＊]{0,4}(?:先生|女士|同志))(?:[,，:：]?[您你]好)?|[您你]好"
    rf"|{_MATTER}{_OFFICE}?(?:已经?|均已)?(?:收到|收悉|受理|登记|签收|转交|转办|交办|转[至到给由]?)"
    rf"(?:{_OFFICE}|[至到给由])*{_SEES_TO}*"
    r"|(?:非常|衷心)?(?:感谢|谢谢)(?:您|你)?的?(?:来信|留言|关注|支持|理解|监督|反映|和|与|对|我们|工作|本站|我[局委办]|的)*"
)
_CLAUSES = re.compile(rf"(?>{_SEEN_TO}|{_POLITE}|[\s，,。.:：!！;；、…~]+)+")
_SEEING_TO = re.compile(_SEEN_TO)
MAX_PROMISE = 80  # characters; whoever writes more says something
_CELLS = frozenset(["td", "th", "dt", "dd"])
MAX_CELL = 6  # elements between a label's text and its cell
_LABEL_ONLY = 12  # characters of a block that is a label and no more


def _answers(text: str) -> bool:
    """Whether a line begins as an answer does, and says more than that one is to come."""
    said = _SAYS_ANSWER.match(text)
    return said is not None and not is_pending(text[said.end() :])


def is_signature(line: str, start: int, end: int) -> bool:
    """Whether a line is an office and the day on which it signs."""
    return OFFICE.fullmatch(line[:start].strip()) is not None and _CLOCK.match(line, end) is not None


def is_pending(text: str) -> bool:
    """Whether an answer is none yet: 尚未答复, or 您的留言已收到，正在核实处理中，请耐心等待。"""
    if _PENDING.match(text):
        return True
    return len(text) <= MAX_PROMISE and _SEEING_TO.search(text) is not None and _CLAUSES.fullmatch(text) is not None


def _is_letter(names: Sequence[str], blocks: Sequence[TextBlock]) -> bool:
    """Whether a page is one of a column of letters, or shows a letter in a column that bears the channel's name."""
    if any(LETTERS.search(name) for name in names):
        return True
    return any(_CHANNEL.search(name) for name in names) and any(
        _LETTER_SIGNS.search(block.text) for block in blocks if block.place is Place.MAIN and block.link < 0
    )


def _is_left_blank(label: TextBlock, tree: Tree | None) -> bool:
    """Whether a label stands in a cell whose neighbour, where its value belongs, is empty."""
    if tree is None:
        return False
    cell = next((node for node in tree.ancestors(label.start, MAX_CELL) if node.tag in _CELLS), None)
    if cell is None or cell.end >= len(tree.nodes):
        return False
    beside = tree.nodes[cell.end]
    return (
        beside.tag in _CELLS
        and beside.parent == cell.parent
        and not any(
            node.tag == "img" or (node.tag == TEXT and node.text.strip())
            for node in tree.nodes[beside.index : beside.end]
        )
    )


def read_letter(
    names: Sequence[str], blocks: Sequence[TextBlock], dates: Sequence[ShownDate], tree: Tree | None = None
) -> Letter | None:
    """The citizen's message that a page shows; None where it says no day on which it came.

    One that is told in steps of which one may be the answer, and has no words for it, counts as answered.
    """
    if not _is_letter(names, blocks):
        return None
    asked = answered = signed = None
    has_answer = unsure = False
    before = part = ""
    shown = [
        block
        for block in blocks
        if block.place is Place.MAIN and not NEIGHBOUR.match(block.text) and not BUTTON_TEXT.fullmatch(block.text)
    ]
    texts = [normalize(block.text) for block in shown]
    for block, text, following in zip(shown, texts, [*texts, ""][1:], strict=True):
        step = following if len(text) <= _DAY_ALONE else ""
        head = _PART.fullmatch(text)
        if head:
            part, before = ("asked" if head[1] else "answered"), text
            continue
        for one in find_dates(text):
            lead = text[max(0, one.start - 16) : one.start] or before
            if not lead.strip(" :："):
                lead = before
            behind = text[one.end : one.end + AFTER]
            ends = _CLOCK.match(text, one.end) is not None
            asks = _ASKED.search(lead) or _ASKED_BEHIND.match(behind) or (ends and _ASKS.match(text))
            asks = asks or _ASKED_HEAD.fullmatch(text, 0, one.start)
            replies = _ANSWERED.search(lead) or _ANSWERED_BEHIND.match(behind) or (ends and _REPLIES.match(text))
            replies = replies or _ANSWERED_HEAD.fullmatch(text, 0, one.start)
            if ends and asked is not None and answered is None:
                replies = replies or _OFFICE_SAYS.match(text)
            in_step = ends and not one.start
            signs = (
                ends and len(text[: one.start].strip()) <= _SIGNER
                if part == "asked"
                else part == "answered" and answered is None and (in_step or is_signature(text, one.start, one.end))
            )
            in_head = ends and 0 < one.start <= MAX_HEAD and text[: one.start].rstrip()[-1:] not in ":："
            if asked is None and (asks or (in_step and _STEP_ASKED.match(step)) or (signs and part == "asked")):
                asked = one.date
            elif replies or ((in_step or in_head) and _STEP_ANSWERED.match(step)) or (signs and part == "answered"):
                answered = one.date
            elif has_answer and ends and _SIGNATURE.fullmatch(text, 0, one.start):
                signed = one.date
            elif asked is not None and one.date >= asked and in_head:
                unsure = unsure or not _ON_ITS_WAY.search(text, 0, one.start)
        said = _ANSWER.search(text)
        follows_label = not said and len(before) <= _LABEL_ONLY and _ANSWER.search(before)
        words = said[1] if said else text if follows_label and not _LABEL.fullmatch(text) else ""
        told = bool(words and not is_pending(words)) or _answers(text)
        if part == "answered" and is_pending(text):
            part = ""  # what follows is of the page, not of the letter
        told = told or (part == "answered" and len(text) >= MIN_SAID)
        told = told or (asked is not None and _OFFICIAL.search(text) is not None)
        has_answer = has_answer or (told and not is_pending(text))
        before = "" if _is_left_blank(block, tree) else text
    if asked is None:
        return None
    if answered is None and has_answer and signed is not None and signed >= asked:
        answered = signed
    if answered is None and has_answer:
        later = [one.date for one in dates if one.origin is DateOrigin.VISIBLE and one.date > asked]
        answered = later[0] if later else None
    return Letter(asked, has_answer or answered is not None or unsure, answered)
