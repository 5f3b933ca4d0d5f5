"""Personal numbers published unmasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks import messages
from checks.base import Context, Evidence, Finding, Need, Outcome, PageCheck, RuleClass, Severity
from checks.facts import Block, Page, Place
from checks.privacy import MOBILE, context_of, private_data, without_private_data

TITLE_SELECTOR = "title"


class PrivacyLeak(PageCheck):
    """An identity card, mobile or bank card number that a page shows in full.

    Rule: 公开涉及个人隐私的信息应当去标识化；身份证号码、个人手机号码、银行卡号不得完整公开。
    Source: 《政府信息公开条例》第十五条；2018年政务公开工作要点；永安2022年第四季度通报点名个人手机号 [V]
    Bad: 公示名单列出18位身份证号码（校验码正确）；“联系人：张某，手机”后为完整号码；个人银行卡号。
    Good: 已遮盖（4位以上星号）；值班、监督、咨询、热线电话；单位缴款账户；统一社会信用代码；校验码不对的18位数。
    Blind spots: 只看正文文字，图片和附件不在此列；证据、报告和编号只含遮盖后的号码，本检查不保存原号码。
    """

    id = "privacy_leak"
    title = "个人隐私信息泄露"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.PAGE})

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        seen: Counter[tuple[str, str]] = Counter()
        known: set[str] = set()
        before = ""
        for block in (Block(page.title, selector=TITLE_SELECTOR), *page.blocks):
            if block.place is not Place.MAIN or block.link:
                continue
            for datum in private_data(block.text, before):
                number = block.text[datum.start : datum.end].replace(" ", "").replace("-", "")
                if number in known:
                    continue
                known.add(number)
                seen[datum.kind, datum.masked] += 1
                yield Finding(
                    check=self.id,
                    url=page.url,
                    target=datum.masked,
                    severity=Severity.WARN if datum.kind == MOBILE else self.severity,
                    message=messages.finding(
                        "privacy_leak",
                        page=without_private_data(page.title) or page.url,
                        kind=messages.PRIVATE_DATA[datum.kind],
                        masked=datum.masked,
                    ),
                    detail={"kind": datum.kind},
                    evidence=Evidence(snippet=context_of(block.text, datum), selector=block.selector or None),
                    pages=(page.url,),
                    # two numbers that look alike once masked are told apart by their order, never by a hash
                    identity=(page.url, datum.masked, str(seen[datum.kind, datum.masked])),
                )
            before = block.text
