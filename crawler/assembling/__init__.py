"""From pages to the site: columns, duplicates, what every page repeats, link states.

`assemble` takes pages in any order, one at a time, and gives the same `SiteFacts` for the same pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from checks.facts import Column, Incomplete, PageSummary, PageType, Site, SiteFacts, Verdict
from crawler.assembling.columns import Addresses, ColumnPlan, find_columns, site_crumbs
from crawler.assembling.contents import Contents
from crawler.assembling.digest import Digest, Sheet
from crawler.assembling.duplicates import canonical_pages
from crawler.assembling.linkstates import link_states
from crawler.assembling.listpages import list_heads
from crawler.assembling.states import UrlState
from crawler.assembling.template import Areas, find_template
from crawler.packing import FoldedPage
from crawler.urls import SiteScope, canonical

__all__ = ["UrlState", "assemble"]


def assemble(
    site: Site, as_of: dt.date, pages: Iterable[FoldedPage], urls: Iterable[UrlState], incomplete: Iterable[Incomplete]
) -> SiteFacts:
    """Everything the site checks judge, from the pages that were read and what became of every address.

    `pages` is gone through once. Addresses in `urls` are canonical (`crawler.urls.canonical`). A page whose address is
    dead (an error page that answered 200) is left out.
    """
    scope = SiteScope(site.url, site.hosts)
    states = {canonical(state.url): state for state in urls}
    digest = Digest(states, scope.home, scope.home_aliases)
    for folded in pages:
        if not _is_dead(states.get(folded.page.url)):
            digest.add(folded)
    alias = canonical_pages(digest)
    addresses = Addresses(digest, states, alias, list_heads(digest, alias))
    plans = find_columns(digest, addresses, scope, states)
    column_of = {url: _column_of(url, digest, addresses, plans) for url in digest.sheets}
    own_pages = sorted(url for url in digest.sheets if url not in alias and not digest.is_home(url))
    parents = {url: plan.parent for url, plan in plans.items()}
    areas = Areas(column_of, parents, addresses.page)
    template = find_template(digest, areas, own_pages)
    contents = Contents(digest, addresses, template, states, as_of, parents)
    columns = _columns(plans, contents)
    home = _home_url(site, digest, alias)
    home_sheet = digest.sheets.get(home)
    listed_in, row_titles = _listed_in(columns, addresses), _row_titles(columns, addresses)
    headed = [url for url in own_pages if url in plans] + ([home] if home_sheet else [])
    return SiteFacts(
        site=site,
        as_of=as_of,
        home_url=home,
        pages=tuple(_summaries(digest, alias, column_of, listed_in, row_titles, home_sheet, states)),
        columns=columns,
        links=link_states(digest, addresses),
        home_items=contents.home_items(home_sheet) if home_sheet else (),
        headings=tuple(heading for url in headed for heading in contents.headings(digest.sheets[url])),
        incomplete=tuple(incomplete),
    )


def _is_dead(state: UrlState | None) -> bool:
    """Whether what was read is no page but an error page that answered 200."""
    return state is not None and state.verdict == Verdict.DEAD


def _columns(plans: dict[str, ColumnPlan], contents: Contents) -> tuple[Column, ...]:
    children: dict[str, list[str]] = {}
    for url in sorted(plans):
        if plans[url].parent:
            children.setdefault(plans[url].parent, []).append(url)
    return tuple(contents.column(plans[url], tuple(children.get(url, ()))) for url in sorted(plans))


def _column_of(url: str, digest: Digest, addresses: Addresses, plans: dict[str, ColumnPlan]) -> str:
    """The column a page belongs to: itself, the last step of its breadcrumb that is one, or ""."""
    own = addresses.column(url)
    if own in plans:
        return own
    for crumb in reversed(site_crumbs(digest.sheets[url].breadcrumb, digest)):
        column = addresses.column(crumb.url) if crumb.url else ""
        if column in plans:
            return column
    return ""


def _listed_in(columns: tuple[Column, ...], addresses: Addresses) -> dict[str, str]:
    """For each page that a column lists, the deepest such column."""
    listed: dict[str, str] = {}
    for column in sorted(columns, key=lambda column: (-column.depth, column.url)):
        for item in column.items:
            if item.url:
                listed.setdefault(addresses.page(item.url), column.url)
    return listed


def _home_url(site: Site, digest: Digest, alias: dict[str, str]) -> str:
    homes = sorted((url for url in digest.sheets if digest.is_home(url)), key=lambda url: (url != digest.home, url))
    if not homes:
        homes = sorted(url for url, sheet in digest.sheets.items() if sheet.type is PageType.HOME)
    return alias.get(homes[0], homes[0]) if homes else canonical(site.url)


def _row_titles(columns: tuple[Column, ...], addresses: Addresses) -> dict[str, str]:
    """What the rows that lead to a page call it: the longest of their titles, for rows cut titles short."""
    titles: dict[str, str] = {}
    for column in columns:
        for item in column.items:
            page = addresses.page(item.url) if item.url else ""
            if len(item.title) > len(titles.get(page, "")):
                titles[page] = item.title
    return titles


def _summaries(
    digest: Digest,
    alias: dict[str, str],
    column_of: dict[str, str],
    listed_in: dict[str, str],
    row_titles: dict[str, str],
    home: Sheet | None,
    states: Mapping[str, UrlState],
) -> Iterator[PageSummary]:
    nameless = {"", home.title if home else ""}  # a title that is the site's says nothing of the page
    for url in sorted(digest.sheets):
        sheet = digest.sheets[url]
        title = sheet.title
        if title in nameless and url in row_titles and not digest.is_home(url):
            title = row_titles[url]
        yield PageSummary(
            url=url,
            type=sheet.type,
            title=title,
            published=sheet.published,
            column=column_of[url] or listed_in.get(url, ""),
            tags=sheet.tags,
            footer=sheet.footer,
            duplicate_of=alias.get(url, ""),
            unread=sheet.unread,
            marks=sheet.marks,
            closes_on=sheet.closes_on,
            letter=sheet.letter,
            guide=sheet.guide,
            feedback=sheet.feedback,
            guide_marks=sheet.guide_marks,
            bytes=states[url].bytes if url in states else 0,
            landed_on=sheet.final_url if sheet.final_url != url else "",
        )
