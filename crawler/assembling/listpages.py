"""The pages of one list: `index_1`, `Node-1_2`, `?page=2`, or whatever the pager links, are one column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.assembling.digest import Digest, Sheet
from crawler.assembling.groups import Groups
from crawler.urls import pattern

# address of a further page -> address of the first (reference: CMS patterns in the rules, pagination in real sites)
_NUMBERED = (
    (re.compile(r"^(.*/)(index|default)[_-]\d+(\.\w+)$", re.IGNORECASE), (r"\1\2\3", r"\1")),
    (
        re.compile(r"^((.*)/)page/\d+/?$"),
        (r"\1", r"\2"),
    ),  # generators of static pages and blogs, with a closing slash or without
    (re.compile(r"^(.*/Node-\d+)_\d+(\.html)$"), (r"\1\2",)),
    (re.compile(r"^(.*/[^/]*[A-Za-z][^/]*)/\d+(\.html?)$"), (r"\1\2",)),  # 博达: xwdt.htm, xwdt/12.htm
    (re.compile(r"^(.*/[^/]*[A-Za-z][^/]*)[_-]\d+(\.s?html?)$"), (r"\1\2",)),
    (
        re.compile(r"^(.*[?&])(?:page|pageno|pagenum|pageindex|currpage|curpage|pn|p)=\d+&?(.*)$", re.IGNORECASE),
        (r"\1\2",),
    ),
)


def list_heads(digest: Digest, canonical: dict[str, str]) -> dict[str, str]:
    """For each further page of a list, the address of the first. Both are canonical addresses of pages."""
    own = {
        url: sheet
        for url, sheet in digest.sheets.items()
        if url not in canonical and not sheet.is_article and not digest.is_home(url)
    }
    groups = Groups()
    ranks: dict[str, int] = {}  # 1 for a numbered page: the unnumbered one leads
    first_of: dict[str, str] = {}
    for url in sorted(own):
        for base in first_pages(url):
            ranks[url] = 1
            base = canonical.get(base, base)
            head = base if base in own else first_of.setdefault(base, url)
            # without the first page a number may as well be a column's id: then both must name one column
            same = _not_other_columns if base in own else _one_named_column
            if head != url and same(own[head], own[url]):
                groups.join(head, url)
        for target in own[url].pager:
            target = canonical.get(target, target)
            if target in own and target != url and _alike(url, target) and _not_other_columns(own[url], own[target]):
                groups.join(url, target)
    heads: dict[str, str] = {}
    for members in groups.members(own).values():
        head = min(members, key=lambda url: (ranks.get(url, 0), len(url), url))
        heads |= {url: head for url in members if url != head}
    return heads


def first_pages(url: str) -> Iterator[str]:
    """The addresses that the first page of the list may have, if `url` looks like a further one."""
    for numbered, bases in _NUMBERED:
        found = numbered.match(url)
        if found:
            for base in bases:
                yield found.expand(base).rstrip("?&")


def _not_other_columns(one: Sheet, other: Sheet) -> bool:
    """Whether two pages do not say that they are of different columns."""
    if one.column_name and other.column_name and one.column_name != other.column_name:
        return False
    return not (one.breadcrumb and other.breadcrumb) or _crumbs(one) == _crumbs(other)


def _one_named_column(one: Sheet, other: Sheet) -> bool:
    """Whether two pages say that they are of one column."""
    named = (one.column_name and other.column_name) or (one.breadcrumb and other.breadcrumb)
    return bool(named) and _not_other_columns(one, other)


def _crumbs(sheet: Sheet) -> tuple[str, ...]:
    return tuple(crumb.name for crumb in sheet.breadcrumb)


def _alike(one: str, other: str) -> bool:
    """Whether two addresses may be pages of one list: one folder or one pattern of numbers."""
    return one.rpartition("/")[0] == other.rpartition("/")[0] or pattern(one) == pattern(other)
