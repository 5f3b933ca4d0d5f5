"""严重表述错误: wrong names of the state, its bodies and the like."""

from __future__ import annotations

from collections.abc import Iterator

from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, PageCheck, RuleClass, Severity
from checks.facts import Page
from checks.words.city import WORD_OPTIONS
from checks.words.faults import Tier
from checks.words.lexicon import SERIOUS_RULE
from checks.words.onpage import faults_of, identity_of, message_of, unreadable


class SeriousWording(PageCheck):
    """A wrong form of the name of the state, of an institution, or of a fixed political term.

    Rule: 不得出现严重表述错误（国名、机构名、固定提法等写错）；命中即单项否决，须经人工终审。
    Source: 国办秘函〔2019〕19号，单项否决①“严重表述错误”[V]；词表为各地通报点名的实例 [P] 及其同类 [M]
    Bad: 中华人民共合国；人民正府；攻府；领导小姐；全国人大代表大会。
    Good: 引号中作为例子引用的错误写法；书名号中的原名；两个词相邻而成的字串（专攻府右街）。
    Blind spots: 只认词表中的写法，以及与国名、机构名、固定提法只差一个同音字的写法；
        领导人姓名、职务、排序和涉外用语须人工判断；图片和附件中的文字不在此列。
    """

    id = "serious_wording"
    title = "严重表述错误"
    severity = Severity.VETO
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.PAGE})
    options = WORD_OPTIONS

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        reason = unreadable(page)
        if reason:
            yield NotEvaluated(check=self.id, url=page.url, reason=reason)
            return
        reported: set[tuple[str, ...]] = set()
        for block, fault in faults_of(page, context):
            if fault.rule != SERIOUS_RULE or not fault.tier.at_least(Tier.LIKELY):
                continue
            identity = identity_of(block, fault)
            key = identity or (fault.wrong,)
            if key in reported:
                continue
            reported.add(key)
            yield Finding(
                check=self.id,
                url=page.url,
                target=fault.wrong,
                severity=self.severity,
                message=message_of(page, context.site, block, fault),
                detail={"suggestion": fault.suggestion, "context": fault.context, "rule": fault.rule},
                evidence=Evidence(snippet=fault.context, selector=block.selector or None),
                pages=(page.url,),
                identity=identity,
            )
