"""What is a column of the site, what it is called, what is above it.

Witnesses of a column: a page that reading took for one, a target of the navigation, an ancestor in a breadcrumb, the
target of a "more" link on the home page. Its path comes from breadcrumbs first, the folders of its address second, the
navigation last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checks.facts import Crumb, LinkKind, PageType
from crawler.assembling.digest import Digest, Sheet
from crawler.assembling.furniture import HOME_CRUMBS, LAST_CRUMBS, is_function, is_more, squeeze, title_head
from crawler.assembling.states import UrlState
from crawler.urls import SiteScope, canonical

NAV_SHARE = 0.5  # a link in the navigation of so many pages belongs to the site's own navigation
MAX_NAV_NAME = 16  # characters: longer texts in a navigation are headlines
MAX_PATH = 16


@dataclass(slots=True)
class ColumnPlan:
    """A column before its content is gathered. `pages` are its list pages, the first leading."""

    url: str
    pages: list[str] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)  # as breadcrumbs call it
    nav_names: Counter[str] = field(default_factory=Counter)
    in_nav: bool = False
    offsite: bool = False
    name: str = ""
    aliases: tuple[str, ...] = ()
    paths: Counter[tuple[str, ...]] = field(default_factory=Counter)
    parents: Counter[str] = field(default_factory=Counter)
    path: tuple[str, ...] = ()
    parent: str = ""


class Addresses:
    """Which page an address leads to: past duplicates, redirects and further pages of a list."""

    def __init__(
        self, digest: Digest, states: dict[str, UrlState], alias: dict[str, str], heads: dict[str, str]
    ) -> None:
        self._digest, self._states, self._alias, self._heads = digest, states, alias, heads

    def page(self, url: str) -> str:
        """The page that stands for `url`; the canonical address itself where no page is known."""
        url = canonical(url)
        if url not in self._digest.sheets and url in self._states:
            final = canonical(self._states[url].final_url or url)
            if final in self._digest.sheets:
                url = final
        return self._alias.get(url, url)

    def column(self, url: str) -> str:
        """The first page of the list that `url` is a page of."""
        page = self.page(url)
        return self._heads.get(page, page)

    def sheet(self, url: str) -> Sheet | None:
        return self._digest.sheets.get(self.page(url))


def find_columns(
    digest: Digest, addresses: Addresses, scope: SiteScope, states: dict[str, UrlState]
) -> dict[str, ColumnPlan]:
    """All columns by the address of their first page, named, with path and parent."""
    plans: dict[str, ColumnPlan] = {}
    for url in sorted(digest.sheets):
        sheet = digest.sheets[url]
        if addresses.page(url) == url and sheet.type is PageType.COLUMN:
            plan = _plan(plans, addresses.column(url))
            plan.pages.append(url)
    _add_navigation(plans, digest, addresses, scope, states)
    _add_more_links(plans, digest, addresses, scope)
    _add_breadcrumbs(plans, digest, addresses, scope)
    homes = {url for url in plans if digest.is_home(url)}
    for url in sorted(plans):
        plan = plans[url]
        if not plan.pages and url in digest.sheets:
            plan.pages.append(url)
        plan.pages.sort(key=lambda page: (page != url, len(page), page))
        _name(plan, digest)
        if url in homes or not plan.name or is_function(plan.name):
            del plans[url]
    _place(plans)
    return plans


def site_crumbs(breadcrumb: Iterable[Crumb], digest: Digest) -> list[Crumb]:
    """The steps of a breadcrumb below the home page, without blanks and without "正文" at the end."""
    crumbs = [Crumb(squeeze(crumb.name), crumb.url) for crumb in breadcrumb]
    crumbs = [crumb for crumb in crumbs if crumb.name and not HOME_CRUMBS.fullmatch(crumb.name)]
    crumbs = [crumb for crumb in crumbs if not (crumb.url and digest.is_home(crumb.url))]
    if crumbs and LAST_CRUMBS.fullmatch(crumbs[-1].name):
        crumbs.pop()
    return crumbs[:MAX_PATH]


def _plan(plans: dict[str, ColumnPlan], url: str) -> ColumnPlan:
    return plans.setdefault(url, ColumnPlan(url))


def _add_navigation(
    plans: dict[str, ColumnPlan], digest: Digest, addresses: Addresses, scope: SiteScope, states: dict[str, UrlState]
) -> None:
    enough = max(2, NAV_SHARE * len(digest.sheets))
    for (url, raw), entry in sorted(digest.nav.items()):
        text = squeeze(raw)
        wanted = (LinkKind.PAGE, LinkKind.EXTERNAL)
        if not (entry.on_home or entry.pages >= enough) or entry.kind not in wanted:
            continue
        if not text or len(text) > MAX_NAV_NAME or is_function(text) or digest.is_home(url):
            continue
        target = addresses.column(url)
        if digest.is_home(target):
            continue
        plan = _plan(plans, target)
        plan.in_nav = True
        plan.nav_names[text] += entry.pages
        plan.offsite = _leaves(url, target, digest, scope, states)


def _leaves(url: str, target: str, digest: Digest, scope: SiteScope, states: dict[str, UrlState]) -> bool:
    """Whether a column is a link off the site, at once or by redirect."""
    sheet = digest.sheets.get(target)
    if sheet is not None:
        return not scope.is_internal(sheet.final_url)
    state = states.get(canonical(url))
    final = state.final_url if state else ""
    return not scope.is_internal(url) or bool(final and not scope.is_internal(final))


def _add_more_links(plans: dict[str, ColumnPlan], digest: Digest, addresses: Addresses, scope: SiteScope) -> None:
    for url in sorted(digest.sheets):
        if not digest.is_home(url):
            continue
        for target, text in digest.sheets[url].links:
            if is_more(text) and scope.is_internal(target):
                sheet = addresses.sheet(target)
                column = addresses.column(target)
                if sheet is not None and not sheet.is_article and not digest.is_home(column):
                    _plan(plans, column)


def _add_breadcrumbs(plans: dict[str, ColumnPlan], digest: Digest, addresses: Addresses, scope: SiteScope) -> None:
    """Ancestors in breadcrumbs are columns; every breadcrumb is a witness of names, paths and parents."""
    for url in sorted(digest.sheets):
        sheet = digest.sheets[url]
        if addresses.page(url) != url or sheet.unread or digest.is_home(url):
            continue
        own = addresses.column(url)
        crumbs = site_crumbs(sheet.breadcrumb, digest)
        above = ""
        for depth, crumb in enumerate(crumbs, start=1):
            last = depth == len(crumbs)
            if crumb.url:
                if not scope.is_internal(crumb.url):
                    above = ""
                    continue
                target = addresses.column(crumb.url)
            else:
                target = own if last and not sheet.is_article else ""
            if not target or (target == own and sheet.is_article and own not in plans):
                continue
            if target == own and not last:
                continue  # a step that leads back to this page says nothing of what is above it
            plan = _plan(plans, target) if target != own else plans.get(own)
            if plan is None:
                continue
            plan.names[crumb.name] += 1
            plan.paths[tuple(step.name for step in crumbs[:depth])] += 1
            if above and above != target:
                plan.parents[above] += 1
            above = target


def _name(plan: ColumnPlan, digest: Digest) -> None:
    """A column's name by its own breadcrumb, its page tag, its navigation entry, its title; the others are aliases."""
    sheet = digest.sheets.get(plan.url)
    own: list[str] = []
    if sheet is not None and not sheet.unread:
        crumbs = site_crumbs(sheet.breadcrumb, digest)
        if crumbs and plan.names.get(crumbs[-1].name):
            own.append(crumbs[-1].name)
    names = [*own, *_by_count(plan.names)]
    tagged = sheet.column_name if sheet is not None else ""
    names += [tagged] if tagged and not HOME_CRUMBS.fullmatch(tagged) else []
    names += _by_count(plan.nav_names)
    if not names and sheet is not None:
        names.append(title_head(sheet.title))
    names = [name for name in dict.fromkeys(names) if name]
    plan.name = names[0] if names else ""
    plan.aliases = tuple(names[1:])


def _by_count(names: Counter[str]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], name))


def _place(plans: dict[str, ColumnPlan]) -> None:
    """Path and parent of every column."""
    folders = {_folder(url): url for url in sorted(plans, reverse=True) if not plans[url].offsite}
    for url in sorted(plans):
        plan = plans[url]
        if plan.paths:
            plan.path = min(plan.paths, key=lambda path: (-plan.paths[path], path))
            plan.path = (*plan.path[:-1], plan.name)
        if plan.parents:
            plan.parent = min(plan.parents, key=lambda parent: (-plan.parents[parent], parent))
    by_path = {plan.path: url for url, plan in sorted(plans.items(), reverse=True) if plan.path}
    for url in sorted(plans):
        plan = plans[url]
        if not plan.parent and len(plan.path) > 1:
            plan.parent = by_path.get(plan.path[:-1], "")
        elif not plan.path and not plan.offsite:
            plan.parent = plan.parent or next((folders[above] for above in _above(url) if above in folders), "")
    _cut_circles(plans)
    for url in sorted(plans):
        if not plans[url].path:
            plans[url].path = _path_by_parents(url, plans)


def _folder(url: str) -> str:
    """The folder whose pages are below a column: `/a/b/index.html` and `/a/b.htm` both have `/a/b/`."""
    head, _, file = url.partition("?")[0].rpartition("/")
    stem, _, extension = file.rpartition(".")
    if not file or stem.lower() in ("index", "default", "list", "main"):
        return head + "/"
    return f"{head}/{stem or extension}/"


def _above(url: str) -> Iterator[str]:
    """The folders above a column's own, nearest first, without the site's root."""
    folder = _folder(url).rstrip("/").rpartition("/")[0]
    while folder.count("/") > 2:
        yield folder + "/"
        folder = folder.rpartition("/")[0]


def _cut_circles(plans: dict[str, ColumnPlan]) -> None:
    for url in sorted(plans):
        seen = {url}
        above = plans[url].parent
        while above:
            if above in seen or above not in plans:
                plans[url].parent = ""
                break
            seen.add(above)
            above = plans[above].parent


def _path_by_parents(url: str, plans: dict[str, ColumnPlan]) -> tuple[str, ...]:
    plan = plans[url]
    if not plan.parent:
        return (plan.name,)
    above = plans[plan.parent]
    return (*(above.path or _path_by_parents(plan.parent, plans)), plan.name)[-MAX_PATH:]
