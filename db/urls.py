"""The rows of the frontier: every URL an inspection came to know, in exactly one state, with the facts read from it.

All statements are bulk statements of SQLAlchemy Core: one row at a time costs more than reading the page.
"""

from __future__ import annotations

import builtins
import datetime as dt
import functools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, NotRequired, TypedDict

from sqlalchemy import BindParameter, Column, Dialect, and_, bindparam, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from db.bulk import Prepared, add_missing, batches, table_of
from db.models import PageFacts, Url, url_key

PENDING = "pending"
_FACTS_AT_ONCE = 200  # pages whose facts are in memory at once while streaming
_url = table_of(Url)
_facts = table_of(PageFacts)


class NewUrl(TypedDict):
    """A URL as it was found. What is left out: a page, pending, at depth 0."""

    url: str
    kind: NotRequired[str]
    depth: NotRequired[int]
    found_on: NotRequired[str]
    state: NotRequired[str]
    reason: NotRequired[str]


class SettledUrl(TypedDict):
    """What became of a URL; columns left out keep their value."""

    url: str
    state: str
    reason: NotRequired[str]
    kind: NotRequired[str]
    status: NotRequired[int | None]
    final_url: NotRequired[str]
    content_type: NotRequired[str]
    fetched_at: NotRequired[dt.datetime | None]
    bytes: NotRequired[int | None]
    title: NotRequired[str]
    published: NotRequired[dt.date | None]
    page_type: NotRequired[str]
    column: NotRequired[str]
    rendered: NotRequired[bool]
    duplicate_of: NotRequired[str]
    etag: NotRequired[str]
    last_modified: NotRequired[str]
    body_hash: NotRequired[str]
    facts: NotRequired[str]
    outcomes: NotRequired[builtins.bytes | None]
    verdict: NotRequired[str]
    attempts: NotRequired[int]


class PendingUrl(NamedTuple):
    """A URL that waits to be fetched; `(depth, id)` is the place to go on from."""

    id: int
    url: str
    kind: str
    depth: int
    found_on: str
    tried: builtins.bytes | None


class UrlRecord(NamedTuple):
    """A row of the frontier without its facts."""

    id: int
    url: str
    kind: str
    state: str
    reason: str
    depth: int
    found_on: str
    status: int | None
    final_url: str
    content_type: str
    fetched_at: dt.datetime | None
    bytes: int | None
    title: str
    published: dt.date | None
    page_type: str
    column: str
    rendered: bool
    duplicate_of: str
    etag: str
    last_modified: str
    body_hash: str
    facts: str
    outcomes: builtins.bytes | None
    verdict: str
    attempts: int


class UrlEnd(NamedTuple):
    """What became of a URL: what the judgement of a whole site asks of a row."""

    url: str
    final_url: str
    kind: str
    state: str
    reason: str
    status: int | None
    verdict: str
    attempts: int
    fetched_at: dt.datetime | None
    depth: int
    rendered: bool
    facts: str
    outcomes: builtins.bytes | None
    bytes: int | None


class KnownUrl(NamedTuple):
    """What an inspection kept of a response that can be recognised when it comes again."""

    url: str
    kind: str
    status: int | None
    final_url: str
    content_type: str
    bytes: int | None
    etag: str
    last_modified: str
    body_hash: str
    facts: str
    outcomes: builtins.bytes | None


_DEFAULTS: NewUrl = {"url": "", "kind": "page", "depth": 0, "found_on": "", "state": PENDING, "reason": ""}
_COLUMN_NAMES = {"column": "column_name"}  # attribute: column, where they differ
_RECORD = [_url.c[_COLUMN_NAMES.get(name, name)] for name in UrlRecord._fields]
_END = [_url.c[name] for name in UrlEnd._fields]
_KNOWN = [_url.c[name] for name in KnownUrl._fields]
# built once: to make a bound value for each id of a batch costs more than to read its row
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_FACTS = select(_facts.c.hash, _facts.c.data).where(_facts.c.hash.in_(_IDS))
_PENDING = [_url.c[name] for name in PendingUrl._fields]


def add_urls(session: Session, inspection_id: int, rows: Iterable[NewUrl]) -> int:
    """Adds what is not known yet; of equal URLs the first counts. Returns how many are new."""
    full = ({**_DEFAULTS, **row, "inspection_id": inspection_id, "key": url_key(row["url"])} for row in rows)
    return add_missing(session, Url, full)


def settle_urls(session: Session, inspection_id: int, settled: Iterable[SettledUrl]) -> int:
    """Writes what became of URLs. Returns how many of them were known; the others are not added."""
    shapes: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in settled:
        place = {"of_inspection": inspection_id, "of_key": url_key(row["url"])}
        shapes[tuple(row)].append(row | place)
    dialect = session.get_bind().dialect
    return sum(_settling(shape, dialect).run(session, rows) for shape, rows in shapes.items())


@functools.cache  # the shapes are few, and to build a statement costs more than to run it
def _settling(shape: tuple[str, ...], dialect: Dialect) -> Prepared:
    """The statement that writes the attributes of a shape; its rows have `of_inspection` and `of_key`, too."""
    attributes = {f"to_{name}": name for name in shape if name != "url"}
    statement = (
        update(_url)
        .where(_url.c.inspection_id == bindparam("of_inspection"), _url.c.key == bindparam("of_key"))
        .values({_COLUMN_NAMES.get(name, name): bindparam(bound) for bound, name in attributes.items()})
    )
    return Prepared(statement, dialect, names=attributes)


def note_tried(session: Session, inspection_id: int, tried: Mapping[str, builtins.bytes]) -> None:
    """Notes what was tried on URLs that still wait."""
    place = {"of_inspection": inspection_id}
    rows = [place | {"of_key": url_key(url), "tried": data} for url, data in tried.items()]
    if rows:
        _settling(("tried",), session.get_bind().dialect).run(session, rows)


def pending(
    session: Session, inspection_id: int, after: tuple[int, int] | None = None, limit: int = 1_000
) -> list[PendingUrl]:
    """The URLs that wait, by depth, then in the order found; `after` is the (depth, id) of the last one had."""
    query = select(*_PENDING).where(Url.inspection_id == inspection_id, Url.state == PENDING)
    if after is not None:
        query = query.where(tuple_(Url.depth, Url.id) > tuple_(*after))
    return [
        PendingUrl._make(row) for row in session.connection().execute(query.order_by(Url.depth, Url.id).limit(limit))
    ]


def counts(session: Session, inspection_id: int) -> dict[str, int]:
    """How many URLs are in which state."""
    query = select(Url.state, func.count()).where(Url.inspection_id == inspection_id).group_by(Url.state)
    return dict(session.execute(query.order_by(Url.state)).all())


def final_url(session: Session, inspection_id: int, url: str) -> str:
    """Where an address of an inspection led; the address itself if that is not known."""
    query = select(Url.final_url).where(Url.inspection_id == inspection_id, Url.key == url_key(url))
    return session.execute(query).scalar() or url


def iterate(session: Session, inspection_id: int, *, state: str | None = None) -> Iterator[UrlRecord]:
    """Every URL of an inspection in code-point order, a bounded number of them in memory."""
    query = select(Url.id).where(Url.inspection_id == inspection_id)
    if state is not None:
        query = query.where(Url.state == state)
    rows_by_id = select(*_RECORD).where(_url.c.id.in_(_IDS))
    for ids in _ids_in_url_order(session, query):
        rows = {row.id: UrlRecord._make(row) for row in session.connection().execute(rows_by_id, {_IDS.key: ids})}
        yield from (rows[number] for number in ids)


def ends(session: Session, inspection_id: int) -> Iterator[UrlEnd]:
    """What became of every URL of an inspection, in no order, a bounded number of rows in memory."""
    query = select(*_END).where(_url.c.inspection_id == inspection_id).execution_options(yield_per=1_000)
    return map(UrlEnd._make, session.connection().execute(query))


def recognisable(session: Session, inspection_id: int) -> Iterator[KnownUrl]:
    """What was found alive and unobjectionable, and carries a body's hash or a server's validator; as it was found."""
    query = (
        select(*_KNOWN)
        .where(
            Url.inspection_id == inspection_id,
            Url.state == "done",
            Url.verdict == "alive",
            Url.reason == "",
            or_(Url.body_hash != "", and_(Url.facts == "", or_(Url.etag != "", Url.last_modified != ""))),
        )
        .order_by(Url.id)
        .execution_options(yield_per=1_000)
    )
    return map(KnownUrl._make, session.connection().execute(query))


def iter_pages(session: Session, inspection_id: int) -> Iterator[tuple[UrlRecord, bytes]]:
    """The URLs that facts were read from, with the facts, in code-point order and bounded memory."""
    for *columns, data in _with_facts(session, inspection_id, _RECORD):
        yield UrlRecord._make(columns), data


def iter_facts(session: Session, inspection_id: int) -> Iterator[tuple[dt.datetime | None, bytes]]:
    """The same facts with the time at which each was fetched, without the rest of the row."""
    for _, fetched_at, data in _with_facts(session, inspection_id, [_url.c.id, _url.c.fetched_at]):
        yield fetched_at, data


def _with_facts(session: Session, inspection_id: int, columns: Sequence[Column[Any]]) -> Iterator[Sequence[Any]]:
    """Columns, the id among them, of the URLs that facts were read from, and the facts."""
    query = select(Url.id).where(Url.inspection_id == inspection_id, Url.facts != "")
    joined = select(*columns, _facts.c.data).join(_facts, _facts.c.hash == _url.c.facts).where(_url.c.id.in_(_IDS))
    for ids in _ids_in_url_order(session, query):
        rows = {row.id: row for row in session.connection().execute(joined, {_IDS.key: ids})}
        yield from (rows[number] for number in ids)


def _ids_in_url_order(session: Session, query: Any) -> Iterator[list[int]]:
    """Batches of ids. Sorting ids alone keeps the wide columns out of the database's sort; 8 bytes an id here."""
    streamed = session.execute(query.order_by(Url.url).execution_options(yield_per=1_000))
    ids = array("q", streamed.scalars())
    yield from batches(ids, _FACTS_AT_ONCE)


def newest_titles(
    session: Session, inspection_id: int, page_type: str, before: dt.date, limit: int
) -> list[tuple[str, str]]:
    """Title and address of pages of a type that stand for themselves, the newest first of those up to `before`."""
    query = (
        select(Url.title, Url.url)
        .where(
            Url.inspection_id == inspection_id,
            Url.state == "done",
            Url.page_type == page_type,
            Url.duplicate_of == "",
            Url.title != "",
            Url.published <= before,
        )
        .order_by(Url.published.desc(), Url.url)
        .limit(limit)
    )
    return [(title, url) for title, url in session.execute(query)]


def page_facts(session: Session, inspection_id: int, url: str) -> bytes | None:
    """The facts that were read from one address, None if there are none."""
    query = (
        select(_facts.c.data)
        .join(Url, _facts.c.hash == Url.facts)
        .where(Url.inspection_id == inspection_id, Url.key == url_key(url))
    )
    return session.execute(query).scalar_one_or_none()


def store_facts(session: Session, facts: Mapping[str, bytes]) -> int:
    """Stores facts by their hash; known ones are left as they are. Returns how many are new."""
    rows = ({"hash": key, "data": facts[key]} for key in sorted(facts))  # sorted: two writers lock in one order
    return add_missing(session, PageFacts, rows)


def load_facts(session: Session, hashes: Sequence[str]) -> dict[str, bytes]:
    """The facts of the hashes that are known."""
    found: dict[str, bytes] = {}
    for batch in batches(hashes):
        found.update(session.connection().execute(_FACTS, {_IDS.key: batch}).all())
    return found
