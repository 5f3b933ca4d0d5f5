"""What a system's module sees of a page, and what it gives back."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from checks.facts import ItemList, ListItem, Place
from crawler.reading.dates import row_date, split_title, stamp_date
from crawler.reading.links import FoundLink, read_links
from crawler.reading.lists import read_lists
from crawler.reading.response import ListRequest
from crawler.reading.tree import Tree
from crawler.urls import SiteScope, absolute

MAX_PAGES_AHEAD = 1_000  # further pages of one list that are named; the crawl's own limits come on top
MAX_RECORDS = 5_000  # rows taken from one island or answer

UNSAFE_XML = "xml:refused"  # note: XML with a document type or entities of its own


class PageView(msgspec.Struct, kw_only=True):
    """A page as the modules see it: markup, tree, links, and where it was fetched from."""

    url: str
    base: str
    html: str
    signs: frozenset[bytes]  # the modules' marks that stand in the markup
    encoding: str
    tree: Tree
    places: list[Place]
    anchors: list[FoundLink]
    scope: SiteScope
    today: dt.date

    def has(self, *marks: bytes) -> bool:
        """Whether one of a module's `MARKS` stands anywhere in the markup."""
        return not self.signs.isdisjoint(marks)


class Answer(msgspec.Struct, kw_only=True):
    """An endpoint's answer: its text, and the page whose list it fills."""

    text: str
    base: str
    encoding: str
    scope: SiteScope
    today: dt.date


class Rows(msgspec.Struct, kw_only=True):
    """Rows read from an answer or an island; `total` as stated by the system."""

    items: list[ListItem] = msgspec.field(default_factory=list)
    total: int = 0
    note: str = ""


class Finds(msgspec.Struct, kw_only=True):
    """What the modules add to a page."""

    lists: list[ItemList] = msgspec.field(default_factory=list)
    requests: list[ListRequest] = msgspec.field(default_factory=list)
    next_pages: list[str] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)

    def add(self, other: Finds) -> None:
        """Takes over what another module found."""
        self.lists += other.lists
        self.requests += other.requests
        self.next_pages += [url for url in other.next_pages if url not in self.next_pages]
        self.notes += other.notes


class UnsafeXmlError(ValueError):
    """XML with a document type or entities of its own, which may be a bomb; it is not read."""


_DECLARES = re.compile(r"<!\s*(?:DOCTYPE(?!\s+html\s*>)|ENTITY)", re.I)
_RECORD = re.compile(r"<record\b[^>]{0,200}>", re.I)


def xml_records(xml: str) -> list[str]:
    """The content of the `<record>` elements, CDATA or escaped.

    A scanner and no XML parser: entities are never expanded, nothing outside is read, and the cost is linear.
    Raises UnsafeXmlError for a document that declares a type or entities.
    """
    if _DECLARES.search(xml[:20_000]):
        raise UnsafeXmlError("the list's XML declares a document type or entities; it was not read")
    records: list[str] = []
    at = 0
    while len(records) < MAX_RECORDS:
        found = _RECORD.search(xml, at)
        if not found:
            break
        start = found.end()
        cdata = xml.find("<![CDATA[", start, start + 200)
        if cdata >= 0 and not xml[start:cdata].strip():
            end = xml.find("]]>", cdata)
            if end < 0:
                break
            records.append(xml[cdata + 9 : end])
            at = end + 3
        else:
            end = xml.find("</record>", start)
            if end < 0:
                break
            content = xml[start:end]
            records.append(
                content.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
            )
            at = end + 9
    return records


def fragment_items(html: str, base: str, encoding: str, scope: SiteScope, today: dt.date) -> list[ListItem]:
    """The rows in a piece of markup that a system sends for a list."""
    if re.match(r"\s*<tr[\s>]", html, re.I):
        html = f"<table>{html}</table>"
    elif re.match(r"\s*<li[\s>]", html, re.I):
        html = f"<ul>{html}</ul>"
    tree = Tree(html)
    links = read_links(tree, base, encoding, scope)
    lists = read_lists(tree, [Place.MAIN] * len(tree.nodes), links.anchors, today)
    return [item for one in lists for item in one.items]


_TITLE_KEYS = ("title", "doctitle", "infotitle", "articletitle", "name", "subject", "showtitle", "bt", "biaoti")
_URL_KEYS = ("url", "docpuburl", "link", "href", "post_url", "puburl", "htmlurl", "infourl", "linkurl")
_DATE_KEYS = (
    "display_publish_time", "publish_time", "publishtime", "pubdate", "publishdate", "docreltime", "docpubtime",
    "releasetime", "showdate", "date", "time", "createtime", "crtime", "deploytime", "pubtime",
    "publisheddate", "infodate",
)  # fmt: skip
_SECONDS = 10**9  # an epoch stamp of 2001 in seconds
_MILLISECONDS = 10**12
_MAX_VISITED = 200_000  # JSON values looked at
_CHINA = dt.timezone(dt.timedelta(hours=8))


def json_items(text: str, base: str, encoding: str, today: dt.date) -> list[ListItem]:
    """The rows in a JSON answer: the longest array of objects with a title, by the usual names of fields."""
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
    if start < 0:
        return []
    end = max(text.rfind("}"), text.rfind("]"))
    try:
        data = msgspec.json.decode(text[start : end + 1].encode())
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return []
    best: list[ListItem] = []
    waiting: list[object] = [data]
    visited = 0
    while waiting and visited < _MAX_VISITED:
        value = waiting.pop()
        visited += 1
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            items = [
                item
                for one in value[:MAX_RECORDS]
                if isinstance(one, dict) and (item := _json_item(one, base, encoding, today))
            ]
            if len(items) > len(best):
                best = items
            waiting.extend(value)
    return best


def _json_item(record: dict[object, object], base: str, encoding: str, today: dt.date) -> ListItem | None:
    fields = {str(name).lower(): value for name, value in record.items()}
    title = next(
        (str(fields[name]).strip() for name in _TITLE_KEYS if isinstance(fields.get(name), str) and fields[name]), ""
    )
    title = " ".join(re.sub(r"<[^<>]{0,200}>", "", title).split())
    if len(title) < 2:
        return None
    url = next(
        (
            u
            for name in _URL_KEYS
            if isinstance(fields.get(name), str) and (u := absolute(base, str(fields[name]), encoding))
        ),
        "",
    )
    date = next((d for name in _DATE_KEYS if (d := _json_date(fields.get(name), today))), None)
    if not url and date is None:
        return None
    title, inside = split_title(title)
    return ListItem(title, url, date or row_date([inside], today))


def _json_date(value: object, today: dt.date) -> dt.date | None:
    if isinstance(value, str):
        if value.isdigit() and len(value) in (10, 13):
            value = int(value)
        else:
            return stamp_date(value) or row_date([value], today)
    if isinstance(value, int) and not isinstance(value, bool) and value >= _SECONDS:
        seconds = value / 1000 if value >= _MILLISECONDS else value
        try:
            return dt.datetime.fromtimestamp(seconds, _CHINA).date()
        except (OverflowError, ValueError, OSError):
            return None
    return None
