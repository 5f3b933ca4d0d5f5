"""What of a page is proofread: the page's own text, and what a template repeats, each once."""

from __future__ import annotations

import functools
import hashlib
import operator
from collections.abc import Iterator
from urllib.parse import urlsplit

from checks.base import Context
from checks.facts import Block, LinkKind, Page, Place, Site
from checks.words import messages
from checks.words.characters import CHARACTER_RULE, holds_stray, is_in_another_script
from checks.words.city import NO_WORDS, CityWords, words_in
from checks.words.engine import shipped_proofreader
from checks.words.faults import Fault, Tier
from checks.words.memory import Judge, RememberingProofreader

LOSSY = "encoding:lossy"  # the reader's note: some bytes had no meaning in any encoding tried
# what a template repeats on every page of the site
TEMPLATE_PLACES = frozenset({Place.HEADER, Place.NAV, Place.BREADCRUMB, Place.SIDE, Place.PAGER, Place.FOOTER})
# where a link's text is the title of the page it leads to
LIST_PLACES = frozenset({Place.MAIN, Place.SIDE})
TITLE_SELECTOR = "title"


KNOWN_HOSTS = 8192  # addresses whose host is remembered: the links of a site's menus recur on every page


class PageProofreader:
    """Proofreads pages. What was found on the last one is kept, for the checks ask about a page in turn."""

    def __init__(self, proofreader: Judge) -> None:
        self._texts = RememberingProofreader(proofreader)
        self._asked: tuple[object, ...] = ()
        self._found: tuple[tuple[Block, Fault], ...] = ()

    def faults_of(self, page: Page, site: Site) -> tuple[tuple[Block, Fault], ...]:
        """The faults of a page's title and of the blocks that are judged on it."""
        asked = (page.title, page.blocks, page.links, page.url, page.final_url, site)
        if not (self._asked and all(map(operator.is_, self._asked, asked))):
            judged = (Block(page.title, selector=TITLE_SELECTOR), *_own_blocks(page, site))
            texts = [block.text for block in judged]
            found = self._texts.faults_of(texts)
            faults = [(block, fault) for block, own in zip(judged, found, strict=True) for fault in own]
            if any(fault.rule == CHARACTER_RULE for _, fault in faults) and is_in_another_script(texts):
                faults = [(block, fault) for block, fault in faults if not holds_stray(fault.wrong)]
            self._found = tuple(faults)
            self._asked = asked
        return self._found


@functools.cache
def page_proofreader(lowest: Tier, words: CityWords = NO_WORDS) -> PageProofreader:
    """The proofreader of all checks that read pages down to a tier: what one has judged the next remembers."""
    return PageProofreader(shipped_proofreader(lowest, words))


def unreadable(page: Page) -> str:
    """Why a page's wording cannot be judged, or ""."""
    return page.unread or (messages.ENCODING_LOSSY if LOSSY in page.notes else "")


def faults_of(page: Page, context: Context, lowest: Tier = Tier.LIKELY) -> tuple[tuple[Block, Fault], ...]:
    """The faults of a page's title and of the blocks that are judged on it, down to tier `lowest`.

    The context's options may hold the city's words (`WORD_OPTIONS`).
    """
    return page_proofreader(lowest, words_in(context.options)).faults_of(page, context.site)


def _own_blocks(page: Page, site: Site) -> Iterator[Block]:
    """The blocks that are judged on this page, main text first so that its place is the one shown."""
    hosts = {_host(url) for url in (site.url, page.url, page.final_url)} | set(site.hosts)
    pages = {link.url for link in page.links if link.kind is LinkKind.PAGE}
    template = []
    for block in page.blocks:
        place = block.place
        if place is Place.HEAD:
            continue
        if block.link and place in LIST_PLACES and block.link in pages and _host(block.link) in hosts:
            continue
        if place in TEMPLATE_PLACES:
            template.append(block)
        else:
            yield block
    yield from template


@functools.lru_cache(maxsize=KNOWN_HOSTS)
def _host(url: str) -> str | None:
    return urlsplit(url).hostname


def identity_of(block: Block, fault: Fault) -> tuple[str, ...]:
    """() for the page's own text (url and target); for a template's text what is the same on every page."""
    if block.place not in TEMPLATE_PLACES:
        return ()
    return ("template", fault.wrong, hashlib.sha256(block.text.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def message_of(page: Page, site: Site, block: Block, fault: Fault) -> str:
    """The Chinese sentence of a fault in its place; of a text that names another source, with that source."""
    if block.place in TEMPLATE_PLACES:
        where = messages.TEMPLATE_WHERE.format(place=messages.PLACES[block.place.value])
    else:
        form = messages.REPRINT_WHERE if _is_reprint(page, site) else messages.PAGE_WHERE
        where = form.format(
            title=messages.inner_quotes(page.title) or page.url, source=messages.inner_quotes(page.source)
        )
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


def _is_reprint(page: Page, site: Site) -> bool:
    """Does the page name a source that is not the site's own office? (The office answers for the text all the same.)"""
    own = f"{site.name} {site.organization}"
    return bool(page.source) and page.source not in own and not (site.organization and site.organization in page.source)
