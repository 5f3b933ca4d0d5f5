"""Building the pages of a small site in a few words each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from checks.facts import (
    Block,
    Column,
    Crumb,
    Incomplete,
    ItemList,
    Link,
    LinkKind,
    ListItem,
    Page,
    PageType,
    Place,
    Site,
    SiteFacts,
    SiteKind,
)
from crawler.assembling import UrlState, assemble
from crawler.packing import fold

HOME = "http://www.example.gov.cn/"
AS_OF = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
SITE = Site(code="example", name="示例", kind=SiteKind.COUNTY, url=HOME)


def address(path: str) -> str:
    """A path of the example site, or an address as it is."""
    return path if "://" in path else HOME + path.lstrip("/")


def row(path: str, title: str, day: str | None = None, **fields: object) -> ListItem:
    return ListItem(title, address(path) if path else "", dt.date.fromisoformat(day) if day else None, **fields)  # type: ignore[arg-type]


def rows(*items: ListItem, place: Place = Place.MAIN, heading: str = "") -> ItemList:
    return ItemList(items, place=place, heading=heading)


def link(path: str, text: str, place: Place = Place.MAIN, kind: LinkKind = LinkKind.PAGE) -> Link:
    return Link(address(path), text, place, kind)


def page(
    path: str,
    kind: PageType = PageType.OTHER,
    *,
    title: str = "",
    crumbs: Sequence[tuple[str, str]] = (),
    text: Iterable[str] = (),
    lists: Sequence[ItemList] = (),
    links: Sequence[Link] = (),
    published: str | None = None,
    **fields: object,
) -> Page:
    """A page whose lists also stand in its links, as on a real page."""
    blocks = tuple(Block(each) for each in text)
    listed = tuple(
        Link(item.url, item.title, each.place, LinkKind.PAGE) for each in lists for item in each.items if item.url
    )
    content = "\n".join(block.text for block in blocks)
    given: dict[str, object] = {
        "url": address(path),
        "final_url": address(path),
        "status": 200,
        "fetched_at": AT,
        "type": kind,
        "title": title,
        "breadcrumb": tuple(Crumb(name, address(target) if target else "") for name, target in crumbs),
        "blocks": blocks,
        "lists": tuple(lists),
        "links": (*links, *listed),
        "published": dt.date.fromisoformat(published) if published else None,
        "content_hash": hashlib.sha256(content.encode()).hexdigest()[:16] if content else "",
    }
    return Page(**(given | fields))  # type: ignore[arg-type]


def column(path: str, name: str, *items: ListItem, **fields: object) -> Page:
    """A list page of a first-level column with its breadcrumb."""
    given: dict[str, object] = {
        "title": f"{name}_示例县人民政府",
        "crumbs": [("首页", "/"), (name, path)],
        "lists": [rows(*items)] if items else [],
    }
    return page(path, PageType.COLUMN, **(given | fields))  # type: ignore[arg-type]


def article(path: str, title: str, day: str | None = None, **fields: object) -> Page:
    return page(path, PageType.ARTICLE, title=title, published=day, **({"text": [title * 20]} | fields))  # type: ignore[arg-type]


def build(
    *pages: Page,
    urls: Iterable[UrlState] = (),
    incomplete: Iterable[Incomplete] = (),
    site: Site = SITE,
    as_of: dt.date = AS_OF,
) -> SiteFacts:
    return assemble(site, as_of, map(fold, pages), iter(urls), incomplete)


def by_name(facts: SiteFacts) -> dict[str, Column]:
    assert len({column.name for column in facts.columns}) == len(facts.columns)
    return {column.name: column for column in facts.columns}
