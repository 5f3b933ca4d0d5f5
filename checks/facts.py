"""The language between reading and judging.

The crawler makes these objects from bytes; a check takes them and yields outcomes. They are plain data: no HTML
library, no database, no network, so that a check can be run on a stored page, in another process, or in a test of
three lines. `encode`/`decode` turn a `Page` into bytes and back for storage.

URLs are absolute and without fragment. Dates are calendar dates in Asia/Shanghai; datetimes are aware and in UTC.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar, cast

import msgspec


class SiteKind(StrEnum):
    """What a site is, which decides the sections it owes (`checks/tables/sections.csv`)."""

    COUNTY = "county"
    DEPARTMENT = "department"
    PORTAL = "portal"


class PageType(StrEnum):
    """The page types of the page-tag standard (国办发〔2017〕47号附件)."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"
    OTHER = "other"


class Place(StrEnum):
    """Where on a page something stands, as a reader would say it."""

    HEADER = "header"
    NAV = "nav"
    BREADCRUMB = "breadcrumb"
    MAIN = "main"
    SIDE = "side"
    PAGER = "pager"
    FOOTER = "footer"
    HEAD = "head"  # <link>, <script>: nothing a reader sees


class LinkKind(StrEnum):
    """What a link leads to; the values of `dead_link.detail.kind` in the contract."""

    PAGE = "page"
    ATTACHMENT = "attachment"
    IMAGE = "image"
    ASSET = "asset"
    EXTERNAL = "external"  # leaves the site's hosts, whatever it is


class Verdict(StrEnum):
    """What is known about a link target. Only `DEAD` is a fault (reference: links ladder)."""

    ALIVE = "alive"
    DEAD = "dead"
    SUSPECTED = "suspected"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"


class DateOrigin(StrEnum):
    """Which witness a publication date was taken from, in order of trust."""

    VISIBLE = "visible"
    META = "meta"
    LIST = "list"
    URL = "url"


class Interactive(StrEnum):
    """What a page's main part does beside saying something; that it lists nothing does not make it empty."""

    NONE = ""
    FORM = "form"
    FRAME = "frame"
    SCRIPT = "script"


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the registry. Field names are the contract's column names."""

    code: str
    name: str
    kind: SiteKind
    url: str
    hosts: tuple[str, ...] = ()
    rate: float | None = None
    skip: tuple[str, ...] = ()
    owes: tuple[str, ...] = ()
    column_class: dict[str, str] = msgspec.field(default_factory=dict)
    exempt_columns: tuple[str, ...] = ()
    organization: str = ""
    site_id_code: str = ""
    icp: str = ""
    public_security: str = ""
    district_code: str = ""
    robots: str = ""  # "ignore": the owner ordered the inspection, and robots.txt does not bind it
    notes: str = ""


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link as it stands on a page."""

    url: str
    text: str
    place: Place
    kind: LinkKind
    href: str = ""  # as written in the page, for the selector; "" if equal to url


class Crumb(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One step of the breadcrumb; `url` is "" where the step is no link."""

    name: str
    url: str = ""


class ListItem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row of a list: what it is called, where it leads, when it was put there."""

    title: str
    url: str = ""  # "" where the row has no address
    date: dt.date | None = None
    pinned: bool = False


class ItemList(msgspec.Struct, frozen=True, array_like=True):
    """A list of rows in one place of a page, in the order shown."""

    items: tuple[ListItem, ...]
    place: Place = Place.MAIN
    heading: str = ""  # the heading it stands under, as on a home page
    origin: str = "html"  # html | datastore | endpoint | rendered
    more: bool = False  # a pager or "more" link says that there is more


class Block(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A run of text that no block border cuts: a paragraph, a heading, a cell."""

    text: str
    place: Place = Place.MAIN
    selector: str = ""  # CSS path from the nearest id, for evidence
    link: str = ""  # where the block is the text of one link, but for a date or number: its target


class ShownDate(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A publication date and the witness it came from."""

    date: dt.date
    origin: DateOrigin
    text: str = ""


class HiddenLink(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link off the site that a reader cannot see. `anonymous`: nothing that hides it has a name to be shown by.

    `styled`: a style sheet or script hides it; then `anonymous` says that it is part of no effect that would show it.
    """

    url: str
    technique: str
    text: str = ""
    selector: str = ""
    anonymous: bool = False
    styled: bool = False


class Letter(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A citizen's message: when it came, whether it was answered, and when, if the page says so."""

    asked_on: dt.date
    answered: bool = False
    answered_on: dt.date | None = None


class Feedback(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The result of a consultation that its own page tells: the day it was published, if the page says so."""

    given_on: dt.date | None = None


class SearchKind(StrEnum):
    """How a search can be asked, best first. Only `GET` is ever tried; a `LINK` is followed to the form behind it."""

    GET = "get"
    LINK = "link"
    POST = "post"
    CAPTCHA = "captcha"
    SCRIPT = "script"  # there is a box, but no address that could be asked


class SearchForm(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A way to search the site: what is asked, under which name, with what beside it, in which encoding."""

    kind: SearchKind
    url: str = ""
    field: str = ""
    others: tuple[tuple[str, str], ...] = ()
    charset: str = "utf-8"


VAGUE, PLACE = "vague_materials", "place:"  # of `Page.guide_marks`


class Page(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What one page says, read once.

    `published` is the date a reader sees; `dates` holds every witness, most trusted first. `tags` are the <meta name>
    pairs in page order, names as written (compare them case-insensitively). `blocks` holds the text in reading order.
    `unread` names why the page's content could not be read (a challenge, a script, a login) and is "" when it was.
    `marks` are the identity elements shown on it (keys of `site_identity`). `closes_on` is the last day of a
    consultation and `feedback` its result, `letter` a citizen's message, `guide` the element keys a service guide
    fills; None where it is none. `guide_marks` is what a person should look at in a guide: VAGUE where materials
    are left open, PLACE and a county's name for each county in which it names an office.
    `next_pages` are the further pages of its list that no link leads to, as scripts turn them. `searches` are the ways
    to search the site that a home page offers. `interactive` is kept of pages that are no articles.
    """

    url: str
    final_url: str
    status: int
    fetched_at: dt.datetime
    type: PageType = PageType.OTHER
    encoding: str = "utf-8"
    title: str = ""
    published: dt.date | None = None
    dates: tuple[ShownDate, ...] = ()
    source: str = ""
    breadcrumb: tuple[Crumb, ...] = ()
    column_name: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    lists: tuple[ItemList, ...] = ()
    footer: str = ""
    content_hash: str = ""  # of the main text, for duplicates
    rendered: bool = False
    unread: str = ""
    notes: tuple[str, ...] = ()  # limits hit while reading, by name
    hidden_links: tuple[HiddenLink, ...] = ()
    marks: tuple[str, ...] = ()
    closes_on: dt.date | None = None
    letter: Letter | None = None
    guide: tuple[str, ...] | None = None
    next_pages: tuple[str, ...] = ()
    searches: tuple[SearchForm, ...] = ()
    feedback: Feedback | None = None
    interactive: Interactive = Interactive.NONE
    guide_marks: tuple[str, ...] = ()


class Piece(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A paragraph, line or cell of an attachment: its text, what stands before it (a table's head, say), and where."""

    text: str
    before: str = ""
    where: str = ""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """What a linked file says. `unread` names why it, or a part of it, could not be read; `pieces` are what was."""

    url: str
    name: str
    pieces: tuple[Piece, ...] = ()
    unread: str = ""


class Sighting(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a link was seen."""

    page: str
    text: str
    place: Place
    selector: str = ""


class LinkState(msgspec.Struct, kw_only=True):
    """A link target with its verdict and where it was seen (home page first, then by URL)."""

    url: str
    kind: LinkKind
    verdict: Verdict
    reason: str = ""  # as in the contract: http_404, dns, timeout … or why it was skipped
    status: int | None = None
    attempts: int = 0
    checked_at: dt.datetime | None = None
    sightings: tuple[Sighting, ...] = ()  # up to 20
    occurrences: int = 0  # on how many pages


class Column(msgspec.Struct, kw_only=True):
    """A column (栏目): a place that lists items, holds one text, or leads to columns below it.

    `path` is the breadcrumb from below the home page to the column itself, so `depth` 1 is a first-level column.
    `items` are the rows over all its list pages that were read, without what every page repeats. `text` is its own
    main text, without what every page repeats. `media` counts images and files in its own main part. `unread` says why
    its content could not be judged. `aliases` are the other names it goes by (navigation, page tag).
    """

    name: str
    url: str
    path: tuple[str, ...]
    depth: int = 1
    in_nav: bool = False
    items: tuple[ListItem, ...] = ()
    text: str = ""
    media: int = 0
    aliases: tuple[str, ...] = ()
    children: tuple[str, ...] = ()  # URLs of the columns below it
    newest: dt.date | None = None  # newest date of its own items, not after as_of
    offsite: bool = False  # the column is a link that leaves the site
    interactive: Interactive = Interactive.NONE
    unread: str = ""
    rendered: bool = False
    status: int | None = None
    snapshot: str = ""
    fetched_at: dt.datetime | None = None


class PageSummary(msgspec.Struct, kw_only=True, array_like=True):
    """A page as the site checks see it: no blocks, no links."""

    url: str
    type: PageType
    title: str = ""
    published: dt.date | None = None
    column: str = ""  # URL of the column it belongs to
    tags: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    duplicate_of: str = ""
    unread: str = ""
    marks: tuple[str, ...] = ()
    closes_on: dt.date | None = None
    letter: Letter | None = None
    guide: tuple[str, ...] | None = None
    feedback: Feedback | None = None
    guide_marks: tuple[str, ...] = ()
    bytes: int = 0  # of the response it was read from
    landed_on: str = ""  # where a redirect led, "" if nowhere else


class Heading(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A part of a page under a heading of its own, where a site may keep a section without a page for it."""

    name: str
    page: str
    items: int = 0  # rows listed under it
    text: str = ""  # the beginning of the text under it
    newest: dt.date | None = None


class Incomplete(msgspec.Struct, frozen=True, array_like=True):
    """A limit that was hit or a part left out: its name, where, and how much is missing."""

    name: str  # as in `export pages`: limit:pages, limit:depth, robots, render:no_browser …
    where: str = ""
    count: int = 1


class Encrypted(StrEnum):
    """Whether a host answers encrypted."""

    YES = "yes"
    NO = "no"  # refused, or no TLS there
    UNKNOWN = "unknown"  # silence, which may be on our side


class HostTransport(msgspec.Struct, frozen=True, kw_only=True):
    """How one of a site's own hosts can be reached.

    `fault` is what is wrong with its certificate: expired, not_yet_valid, self_signed, wrong_name,
    missing_intermediate, or unknown where the checker cannot tell; "" if nothing. `reason` is OpenSSL's word for it.
    """

    host: str
    encrypted: Encrypted = Encrypted.UNKNOWN
    fault: str = ""
    reason: str = ""
    expires_on: dt.date | None = None
    outdated: bool = False  # speaks TLS 1.1 or older only
    ipv6: bool | None = None  # has an address of version 6; None where its addresses were not asked for


class Transport(msgspec.Struct, frozen=True):
    """What was found of the transport to a site's own hosts, the registered address's first."""

    hosts: tuple[HostTransport, ...] = ()


class SearchTry(msgspec.Struct, frozen=True, kw_only=True):
    """One question to the site's search: a title of the site, the address asked, and what came of it."""

    title: str
    url: str
    outcome: str  # found other nothing error unclear, or why it could not be judged
    status: int | None = None


class SearchTrial(msgspec.Struct, frozen=True, kw_only=True):
    """What came of trying the site's search. `entry` is a SearchKind, "none" where the home page has no search.

    `reason` says why nothing was tried, "" if something was or there is no search.
    """

    entry: str
    url: str = ""
    tries: tuple[SearchTry, ...] = ()
    reason: str = ""


class MissingAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the site answers honestly (404, 410) where a page is not there.

    `explains`: it says in words that the page is missing. `leads_on`: it links to the front page.
    """

    url: str
    explains: bool = False
    leads_on: bool = False


class Probe(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One visit to the site's home page in between inspections: when, how long it took, why it failed ("" if not)."""

    at: dt.datetime
    seconds: float
    failure: str = ""


class SiteFacts(msgspec.Struct, kw_only=True, dict=True):
    """Everything the site checks judge: columns, links, pages, and what is missing.

    `home_items` are the rows of all lists of the home page, dated from the articles they lead to where they show no
    date. `search` is None where the site's search was not tried, `missing` where no address answered that it is not
    there. `probes` are those of the weeks before. What several checks work out from these facts is kept with them,
    outside of the fields (`worked_out`).
    """

    site: Site
    as_of: dt.date
    home_url: str = ""
    pages: tuple[PageSummary, ...] = ()
    columns: tuple[Column, ...] = ()
    links: tuple[LinkState, ...] = ()
    home_items: tuple[ListItem, ...] = ()
    headings: tuple[Heading, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    transport: Transport = Transport()
    search: SearchTrial | None = None
    missing: MissingAnswer | None = None
    probes: tuple[Probe, ...] = ()


T = TypeVar("T")


def worked_out(work: Callable[[SiteFacts], T]) -> Callable[[SiteFacts], T]:
    """A function of a site's facts that is worked out once for them, whoever asks. Nobody may change what it gives."""

    name = f"{work.__module__}.{work.__qualname__}"

    @functools.wraps(work)
    def once(facts: SiteFacts) -> T:
        if name not in facts.__dict__:
            facts.__dict__[name] = work(facts)
        return cast(T, facts.__dict__[name])

    return once


_ENCODER = msgspec.msgpack.Encoder()
_PAGE_DECODER = msgspec.msgpack.Decoder(Page)


def encode(page: Page) -> bytes:
    """A page as MessagePack bytes."""
    return _ENCODER.encode(page)


def decode(data: bytes) -> Page:
    """The page of `encode`. Raises msgspec.ValidationError for bytes of another shape."""
    return _PAGE_DECODER.decode(data)
