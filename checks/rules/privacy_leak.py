"""Personal numbers published unmasked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, PageCheck, RuleClass, Severity
from checks.facts import Attachment, Block, Page, Place
from checks.privacy import MOBILE, context_of, private_data, without_private_data

TITLE_SELECTOR = "title"
MAX_LEAKS = 1_000  # of one page or file: a list of ten thousand people is no better for being listed whole
# begins with one figure for all its forms: the places of figures are found many times as quickly
_LONG_NUMBER = re.compile(r"\d(?:\d{10}|\d{3}[ \-]\d{4}|\d{5}[ \-]\d{8}|\d{2}[ \-]\d{4}[ \-]\d{4})")

Text = tuple[str, str, str]  # what is judged, what stands before it, where it stands


class PrivacyLeak(PageCheck):
    """An identity card, mobile or bank card number that a page, or a file it links to, shows in full.

    Rule: 公开涉及个人隐私的信息应当去标识化；身份证号码、个人手机号码、银行卡号不得完整公开。
    Source: 《政府信息公开条例》第十五条；2018年政务公开工作要点；永安2022年第四季度通报点名个人手机号 [V]
    Bad: 公示名单列出18位身份证号码（校验码正确）；“联系人：张某，手机”后为完整号码；个人银行卡号。
    Good: 已遮盖（4位以上星号）；值班、监督、咨询、热线电话；单位缴款账户；统一社会信用代码；校验码不对的18位数。
    Blind spots: 看正文文字和附件（docx、xlsx含隐藏的工作表和列、pdf、csv、txt）；图片、扫描件不在此列，doc、xls、wps等
        旧格式记“未检”；附件里的问题以附件地址为所在页面，因为号码在附件里才看得到；
        证据、报告和编号只含遮盖后的号码，本检查不保存原号码，也不保存附件。
    """

    id = "privacy_leak"
    title = "个人隐私信息泄露"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.PAGE})
    reads_attachments = True

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        shown = without_private_data(page.title) or page.url
        blocks = (Block(page.title, selector=TITLE_SELECTOR), *page.blocks)
        texts = _following(block for block in blocks if block.place is Place.MAIN and not block.link)
        yield from self._leaks(page.url, texts, "privacy_leak", page=shown)

    def judge_attachment(self, attachment: Attachment, context: Context) -> Iterator[Outcome]:
        shown = without_private_data(attachment.name)
        texts = ((piece.text, piece.before, piece.where) for piece in attachment.pieces)
        yield from self._leaks(attachment.url, texts, "privacy_leak_attachment", name=shown)
        if attachment.unread:
            yield NotEvaluated(check=self.id, url=attachment.url, reason=attachment.unread)

    def _leaks(self, url: str, texts: Iterable[Text], message: str, **shown: str) -> Iterator[Finding]:
        seen: Counter[tuple[str, str]] = Counter()
        known: set[str] = set()
        for text, before, where in texts:
            if not _LONG_NUMBER.search(text):
                continue
            for datum in private_data(text, before):
                number = text[datum.start : datum.end].replace(" ", "").replace("-", "")
                if number in known or len(known) >= MAX_LEAKS:
                    continue
                known.add(number)
                seen[datum.kind, datum.masked] += 1
                yield Finding(
                    check=self.id,
                    url=url,
                    target=datum.masked,
                    severity=Severity.WARN if datum.kind == MOBILE else self.severity,
                    message=messages.finding(
                        message, kind=messages.PRIVATE_DATA[datum.kind], masked=datum.masked, where=where, **shown
                    ),
                    detail={"kind": datum.kind},
                    evidence=Evidence(snippet=context_of(text, datum), selector=where or None),
                    pages=(url,),
                    # two numbers that look alike once masked are told apart by their order, never by a hash
                    identity=(url, datum.masked, str(seen[datum.kind, datum.masked])),
                )


def _following(blocks: Iterable[Block]) -> Iterator[Text]:
    """The text of each block, with that of the one before it."""
    before = ""
    for block in blocks:
        yield block.text, before, block.selector
        before = block.text
