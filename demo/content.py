"""What a demo site says, before any CMS gives it an address and a form: columns and articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from checks.facts import Site
from demo.wording import Voice


class Kind(StrEnum):
    """What a column holds."""

    LIST = "list"
    TEXT = "text"  # one text, no rows
    PARENT = "parent"  # only columns below it
    LINK = "link"  # leads elsewhere


class Fill(StrEnum):
    """How the rows of a list reach the reader; a style knows the ways its CMS has."""

    HTML = "html"
    ENDPOINT = "endpoint"  # first page in the document, further pages from an endpoint
    SCRIPT = "script"  # nothing in the document
    FRAME = "frame"  # in a document of its own


@dataclass(eq=False)
class Article:
    """One article. `external` is set where the row leads to another site and there is no article here."""

    number: int
    title: str
    date: dt.date
    body: list[str]  # paragraphs of HTML, without the <p>
    source: str
    clock: str = "09:00"
    pinned: bool = False
    external: str = ""
    path: str = ""
    tail: str = ""  # HTML after the paragraphs: attachments, related articles

    @property
    def href(self) -> str:
        """Where its row leads: an address on the site, or an absolute one elsewhere."""
        return self.external or self.path


@dataclass(eq=False)
class Column:
    """One column (栏目)."""

    name: str
    number: int
    slug: str
    kind: Kind
    parent: Column | None = None
    articles: list[Article] = field(default_factory=list)
    children: list[Column] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    fill: Fill = Fill.HTML
    link: str = ""
    empty_note: str = ""  # what an empty list shows instead of rows
    on_home: bool = False
    in_nav: bool = True
    tag_type: str = "政务公开"
    path: str = ""

    @property
    def href(self) -> str:
        return self.link or self.path

    @property
    def trail(self) -> tuple[Column, ...]:
        """The columns from the first level down to this one."""
        return (*self.parent.trail, self) if self.parent else (self,)

    @property
    def rows(self) -> list[Article]:
        """Rows as shown: pinned ones first, then the newest."""
        return sorted(self.articles, key=lambda a: (not a.pinned, -a.date.toordinal(), a.number))


@dataclass(eq=False)
class Content:
    """All a site says. `*_extra` is HTML that stands on the home page, or in the head or footer of every page."""

    site: Site
    voice: Voice
    as_of: dt.date
    columns: list[Column] = field(default_factory=list)
    home_extra: str = ""
    head_extra: str = ""
    footer_extra: str = ""
    phone: str = "0300-3210000"
    address: str = ""
    website_report: Article | None = None
    lacks: frozenset[str] = frozenset()  # page tags and lines of the footer that the site's template leaves out

    @property
    def title(self) -> str:
        """The site's name as its pages show it."""
        return self.site.organization

    @property
    def home_columns(self) -> list[Column]:
        """The columns with a box on the home page."""
        return [column for column in self.walk() if column.on_home]

    @property
    def host(self) -> str:
        return self.site.url.split("/")[2]

    def walk(self) -> Iterator[Column]:
        """Every column, parents before children."""
        stack = list(reversed(self.columns))
        while stack:
            column = stack.pop()
            yield column
            stack.extend(reversed(column.children))

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.walk():
            if column.name == name:
                return column
        raise KeyError(name)

    def url(self, path: str) -> str:
        """A path of this site as an absolute URL."""
        return f"http://{self.host}{path}"

    def pages(self) -> Iterator[tuple[Column, Article]]:
        """Every article that has a page on this site."""
        for column in self.walk():
            for article in column.articles:
                if not article.external:
                    yield column, article
