"""错别字."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import ClassVar

import msgspec

from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Option, Outcome, PageCheck, RuleClass, Severity
from checks.facts import Block, Page
from checks.words import messages
from checks.words.city import WORD_OPTIONS, is_own_word, is_slip
from checks.words.faults import Fault, Tier
from checks.words.lexicon import SERIOUS_RULE, load_lexicon
from checks.words.onpage import faults_of, identity_of, message_of, unreadable


class Typo(PageCheck):
    """Finds wrong forms of words (错别字) in the title and the text of a page.

    Rule: official text has no wrong characters; each page and wrong form is one finding, and what the template repeats
    on every page is one finding for the site.
    Source: 政府网站错别字列入多地季度通报（如泉港 2024Q3、咸阳专项检查）；国办秘函〔2019〕19号未单列否决。
    Bad: 加强工作布署；登陆网站查询；截止目前共办理120件；2023年2月30日。
    Good: 加强工作部署；登录网站查询；台风登陆；报名截止时间；“布署”应为“部署”。
    Blind spots: real words that are wrong only in their place need a rule; names nobody wrote before; text in images
    and attachments is not read; the text of a link in a list is judged on the page it leads to; a form that likeness
    alone accuses and that several documents of the site write alike is left to a person.
    """

    id: ClassVar[str] = "typo"
    title: ClassVar[str] = "错别字"
    severity: ClassVar[Severity] = Severity.DEDUCT
    rule_class: ClassVar[RuleClass] = RuleClass.PRACTICE
    needs: ClassVar[frozenset[Need]] = frozenset({Need.PAGE})
    dated: ClassVar[bool] = False
    options: ClassVar[dict[str, Option]] = {
        "lowest_tier": Option(
            default=Tier.LIKELY.value, help="the lowest tier that becomes a finding: error, likely or suspected"
        ),
        **WORD_OPTIONS,
    }

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        """One finding a page and wrong form; one a template text and wrong form."""
        reason = unreadable(page)
        if reason:
            yield NotEvaluated(check=self.id, url=page.url, reason=reason)
            return
        lowest = Tier(context.options.get("lowest_tier", Tier.LIKELY.value))
        reported: set[tuple[str, ...]] = set()
        for block, fault in faults_of(page, context, lowest):
            if fault.rule == SERIOUS_RULE:
                continue
            identity = identity_of(block, fault)
            key = identity or (fault.wrong,)
            if key not in reported:
                reported.add(key)
                yield _finding(page, context, block, fault, identity)

    def forms(self, finding: Finding) -> tuple[str, ...]:
        """The wrong form and the right one, where likeness alone accuses; what a table lists is wrong all the same."""
        right = str(finding.detail.get("suggestion", ""))
        if finding.severity is Severity.DEDUCT or not right or not finding.target or _is_listed(finding.target):
            return ()
        return (finding.target, right)

    def objection(self, finding: Finding, usage: Mapping[str, int]) -> str:
        """What several documents of the site write alike, and seldom otherwise, is the city's own word."""
        forms = self.forms(finding)
        if not forms:
            return ""
        return messages.OWN_WORD if is_own_word(*(usage.get(form, 0) for form in forms)) else ""

    def weighed(self, finding: Finding, usage: Mapping[str, int]) -> Finding:
        """A form that is rare where the one beside it is common is likelier to be a slip."""
        forms = self.forms(finding)
        if not forms or not is_slip(*(usage.get(form, 0) for form in forms)):
            return finding
        surer = round((1 + float(finding.detail["confidence"])) / 2, 3)
        return msgspec.structs.replace(finding, detail={**finding.detail, "confidence": surer})


@functools.cache
def _listed() -> frozenset[str]:
    lexicon = load_lexicon()
    return lexicon.plain_forms() | {anchor for entry in lexicon.entries for anchor in entry.anchors if len(anchor) > 1}


def _is_listed(form: str) -> bool:
    parts = (form[start:end] for start in range(len(form)) for end in range(start + 1, len(form) + 1))
    return any(part in _listed() for part in parts)


def _finding(page: Page, context: Context, block: Block, fault: Fault, identity: tuple[str, ...]) -> Finding:
    return Finding(
        check=Typo.id,
        url=page.url,
        target=fault.wrong,
        severity=Typo.severity if fault.tier is Tier.ERROR else Severity.WARN,
        message=message_of(page, context.site, block, fault),
        detail={"suggestion": fault.suggestion, "context": fault.context, "confidence": fault.confidence},
        evidence=Evidence(
            snippet=fault.context, selector=block.selector or None, status=page.status, fetched_at=page.fetched_at
        ),
        pages=(page.url,),
        identity=identity,
    )
