"""错别字."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Option, Outcome, PageCheck, RuleClass, Severity
from checks.facts import Block, LinkKind, Page, Place, Site
from checks.words import messages
from checks.words.engine import shipped_proofreader
from checks.words.faults import Fault, Tier
from checks.words.lexicon import SERIOUS_RULE
from checks.words.memory import RememberingProofreader

LOSSY = "encoding:lossy"  # the reader's note: some bytes had no meaning in any encoding tried
# what a template repeats on every page of the site
TEMPLATE_PLACES = frozenset({Place.HEADER, Place.NAV, Place.BREADCRUMB, Place.SIDE, Place.PAGER, Place.FOOTER})
# where a link's text is the title of the page it leads to
LIST_PLACES = frozenset({Place.MAIN, Place.SIDE})
TITLE_SELECTOR = "title"


@functools.cache
def _proofreader() -> RememberingProofreader:
    return RememberingProofreader(shipped_proofreader())


class Typo(PageCheck):
    """Finds wrong forms of words (错别字) in the title and the text of a page.

    Rule: official text has no wrong characters; each page and wrong form is one finding, and what the template repeats
    on every page is one finding for the site.
    Source: 政府网站错别字列入多地季度通报（如泉港 2024Q3、咸阳专项检查）；国办秘函〔2019〕19号未单列否决。
    Bad: 加强工作布署；登陆网站查询；截止目前共办理120件；2023年2月30日。
    Good: 加强工作部署；登录网站查询；台风登陆；报名截止时间；“布署”应为“部署”。
    Blind spots: only known wrong forms, contextual rules, dates, characters outside 通用规范汉字表; text in images and
    attachments is not read; the text of a link in a list is judged on the page it leads to.
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
    }

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        """One finding a page and wrong form; one a template text and wrong form."""
        reason = page.unread or (messages.ENCODING_LOSSY if LOSSY in page.notes else "")
        if reason:
            yield NotEvaluated(check=self.id, url=page.url, reason=reason)
            return
        lowest = Tier(context.options.get("lowest_tier", Tier.LIKELY.value))
        reported: set[tuple[str, ...]] = set()
        for block in (Block(page.title, selector=TITLE_SELECTOR), *_own_blocks(page, context.site)):
            for fault in _proofreader().faults(block.text):
                if fault.rule == SERIOUS_RULE or not fault.tier.at_least(lowest):
                    continue
                identity = _identity(block, fault)
                key = identity or (fault.wrong,)
                if key not in reported:
                    reported.add(key)
                    yield _finding(page, block, fault, identity)


def _own_blocks(page: Page, site: Site) -> Iterator[Block]:
    """The blocks that are judged on this page, main text first so that its place is the one shown."""
    hosts = {urlsplit(url).hostname for url in (site.url, page.url, page.final_url)} | set(site.hosts)
    pages = {link.url for link in page.links if link.kind is LinkKind.PAGE}
    for template in (False, True):
        for block in page.blocks:
            if block.place is Place.HEAD or (block.place in TEMPLATE_PLACES) is not template:
                continue
            leads_away = block.link and block.place in LIST_PLACES
            if leads_away and block.link in pages and urlsplit(block.link).hostname in hosts:
                continue
            yield block


def _identity(block: Block, fault: Fault) -> tuple[str, ...]:
    """() for the page's own text (url and target); for a template's text what is the same on every page."""
    if block.place not in TEMPLATE_PLACES:
        return ()
    return ("template", fault.wrong, hashlib.sha256(block.text.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def _finding(page: Page, block: Block, fault: Fault, identity: tuple[str, ...]) -> Finding:
    return Finding(
        check=Typo.id,
        url=page.url,
        target=fault.wrong,
        severity=Typo.severity if fault.tier is Tier.ERROR else Severity.WARN,
        message=_message(page, block, fault),
        detail={"suggestion": fault.suggestion, "context": fault.context, "confidence": fault.confidence},
        evidence=Evidence(
            snippet=fault.context, selector=block.selector or None, status=page.status, fetched_at=page.fetched_at
        ),
        pages=(page.url,),
        identity=identity,
    )


def _message(page: Page, block: Block, fault: Fault) -> str:
    if block.place in TEMPLATE_PLACES:
        where = messages.TEMPLATE_WHERE.format(place=messages.PLACES[block.place.value])
    else:
        where = messages.PAGE_WHERE.format(title=messages.inner_quotes(page.title) or page.url)
    if fault.suggestion:
        form = messages.SUSPECT
    else:
        form = messages.NO_SUCH_DATE if fault.rule == "date" else messages.CHECK_AGAIN
    return form.format(
        where=where,
        wrong=messages.inner_quotes(fault.wrong),
        suggestion=messages.inner_quotes(fault.suggestion),
        context=messages.inner_quotes(fault.context),
    )
