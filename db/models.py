"""What is remembered, as typed tables.

A *run* is one inspection order (a quarterly run or one scan); an *inspection* is one site in one run; its *URLs* are
the frontier, the coverage report and the resume point at once. A *finding* is a defect of a site over all runs; a
*run finding* is that defect as one run saw it.
"""

from __future__ import annotations

import builtins
import datetime as dt
import hashlib
import re
import sys
from collections.abc import Callable
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator, TypeEngine

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL refuses NUL, UTF-8 has no lone surrogates
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def storable(text: str) -> str:
    """`text` with what no database can hold (NUL, lone surrogates) replaced by U+FFFD."""
    return _UNSTORABLE.sub(REPLACEMENT, text)


def url_key(url: str) -> str:
    """The key a URL is looked up by: 32 hex digits.

    A B-tree of PostgreSQL holds no entry over 2,704 bytes; an address met on the web may be longer.
    """
    return hashlib.blake2b(storable(url).encode(), digest_size=16).hexdigest()


def _key_of_row(context: DefaultExecutionContext) -> str:
    """The default of a `key` column: the key of the same row's `url`."""
    return url_key(context.get_current_parameters()["url"])  # type: ignore[no-untyped-call]


class WebText(TypeDecorator[str]):
    """Text as it may come from the web: made storable, and ordered by code point on every database, as Python orders
    it (PostgreSQL would follow the server's locale).

    With a `length`, longer text is refused on every database (SQLite alone would take it); with `cut` it is cut, which
    suits what a server says about itself and never what something is identified by.
    """

    impl = Text
    cache_ok = True

    def __init__(self, length: int | None = None, *, cut: bool = False) -> None:
        super().__init__()
        self.length = length
        self.cut = cut

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        collation = "C" if dialect.name == "postgresql" else None
        return Text(collation=collation) if self.length is None else String(self.length, collation=collation)

    def bind_processor(self, _dialect: Dialect) -> Callable[[str | None], str | None]:
        """In one call, as SQLAlchemy's own would be three, and a row has some fifteen texts."""
        length = sys.maxsize if self.length is None else self.length

        def bound(value: str | None) -> str | None:
            if value is None or (value.isascii() and len(value) <= length and "\x00" not in value):
                return value
            return self._fitting(value)

        return bound

    def _fitting(self, value: str) -> str:
        text = storable(value)
        if self.length is None or len(text) <= self.length:
            return text
        if not self.cut:
            raise ValueError(f"{text[:40]!r}… is longer than {self.length} characters")
        return text[: self.length]


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware datetime, stored in UTC; SQLite would otherwise give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime was to be stored; datetimes are aware here")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: WebText,
        dt.datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


class SiteRow(Base):
    """A site of the registry; `data` is the registry row as the contract's columns."""

    __tablename__ = "site"
    code: Mapped[str] = mapped_column(WebText(64), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(WebText(16))
    url: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]]


class Run(Base):
    """One inspection order: `kind` is "quarter", "scan" or "verification"; a quarter has at most one run."""

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(WebText(16))
    quarter: Mapped[str | None] = mapped_column(WebText(6), unique=True)
    as_of: Mapped[dt.date]
    state: Mapped[str] = mapped_column(WebText(16), default="running")  # running finished interrupted
    started_at: Mapped[dt.datetime]
    finished_at: Mapped[dt.datetime | None]
    registry_used: Mapped[dict[str, Any]] = mapped_column("registry")  # {"sites": [...]}
    options: Mapped[dict[str, Any]]
    inspections: Mapped[list[Inspection]] = relationship(
        back_populates="run", order_by="Inspection.id", cascade="all, delete-orphan", passive_deletes=True
    )


class Inspection(Base):
    """One site in one run."""

    __tablename__ = "inspection"
    __table_args__ = (UniqueConstraint("run_id", "site"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    site: Mapped[str] = mapped_column(WebText(255), index=True)
    state: Mapped[str] = mapped_column(WebText(16), default="pending")  # pending running finished failed interrupted
    reason: Mapped[str] = mapped_column(WebText(64, cut=True), default="")  # unreachable, refused, crashed …
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    stats: Mapped[dict[str, Any]] = mapped_column(default=dict)
    run: Mapped[Run] = relationship(back_populates="inspections")


class Url(Base):
    """One URL the inspection came to know. Ends in one `state` with a `reason` (contract: `export pages`)."""

    __tablename__ = "url"
    __table_args__ = (
        UniqueConstraint("inspection_id", "key"),
        Index("ix_url_state", "inspection_id", "state", "depth", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"))
    url: Mapped[str]
    key: Mapped[str] = mapped_column(WebText(32), default=_key_of_row)
    kind: Mapped[str] = mapped_column(WebText(16), default="page")  # LinkKind
    state: Mapped[str] = mapped_column(WebText(16), default="pending")  # done failed blocked skipped pending
    reason: Mapped[str] = mapped_column(WebText(64, cut=True), default="")
    depth: Mapped[int] = mapped_column(Integer, default=0)
    found_on: Mapped[str] = mapped_column(default="")
    status: Mapped[int | None]
    final_url: Mapped[str] = mapped_column(default="")
    content_type: Mapped[str] = mapped_column(WebText(255, cut=True), default="")
    fetched_at: Mapped[dt.datetime | None]
    bytes: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(default="")
    published: Mapped[dt.date | None]
    page_type: Mapped[str] = mapped_column(WebText(16), default="")
    column: Mapped[str] = mapped_column("column_name", default="")
    rendered: Mapped[bool] = mapped_column(default=False)
    duplicate_of: Mapped[str] = mapped_column(default="")
    etag: Mapped[str] = mapped_column(default="")
    last_modified: Mapped[str] = mapped_column(WebText(64, cut=True), default="")
    body_hash: Mapped[str] = mapped_column(WebText(64), default="")
    facts: Mapped[str] = mapped_column(WebText(64), default="")  # key of PageFacts, "" if it was no page
    outcomes: Mapped[builtins.bytes | None] = mapped_column(LargeBinary)  # what the page checks said (MessagePack)
    verdict: Mapped[str] = mapped_column(WebText(16), default="")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    tried: Mapped[builtins.bytes | None] = mapped_column(LargeBinary)  # on one that still waits (MessagePack)


class PageFacts(Base):
    """The facts read from a page, compressed; content-addressed, so an unchanged page is stored once."""

    __tablename__ = "page_facts"
    hash: Mapped[str] = mapped_column(WebText(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Snapshot(Base):
    """Where in which WARC file the response to a URL lies; `file` is relative to the data directory."""

    __tablename__ = "snapshot"
    __table_args__ = (Index("ix_snapshot_key", "inspection_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"))
    url: Mapped[str]
    key: Mapped[str] = mapped_column(WebText(32), default=_key_of_row)
    digest: Mapped[str] = mapped_column(WebText(64), index=True)
    file: Mapped[str]
    offset: Mapped[int] = mapped_column(BigInteger)  # a WARC file may pass 2 GiB
    length: Mapped[int] = mapped_column(BigInteger)
    recorded_at: Mapped[dt.datetime]


class FindingRow(Base):
    """A defect of a site over all runs."""

    __tablename__ = "finding"
    id: Mapped[str] = mapped_column(WebText(16), primary_key=True)
    site: Mapped[str] = mapped_column(WebText(255), index=True)
    check: Mapped[str] = mapped_column("check_id", WebText(64))
    first_seen: Mapped[dt.datetime]
    first_run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))  # outlives its run


class RunFinding(Base):
    """A defect as one run saw it: the contract's fields."""

    __tablename__ = "run_finding"
    __table_args__ = (UniqueConstraint("inspection_id", "finding_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"))
    finding_id: Mapped[str] = mapped_column(WebText(16), ForeignKey("finding.id", ondelete="CASCADE"), index=True)
    check: Mapped[str] = mapped_column("check_id", WebText(64))
    url: Mapped[str]
    target: Mapped[str | None]
    severity: Mapped[str] = mapped_column(WebText(8))
    message: Mapped[str]
    occurrences: Mapped[int] = mapped_column(Integer, default=1)
    pages: Mapped[list[str]]
    detail: Mapped[dict[str, Any]]
    evidence: Mapped[dict[str, Any]]
    found_at: Mapped[dt.datetime]
    finding: Mapped[FindingRow] = relationship()
    inspection: Mapped[Inspection] = relationship()


class CheckResult(Base):
    """How often a check judged, failed, could not judge or crashed in one inspection; details in `notes`.

    `state` is pass, fail or not_evaluated; `notes` is {"not_evaluated": [{"url", "target", "reason"} …],
    "errors": [{"url", "error"} …]}, each list cut at 100 with the full count in `not_evaluated` and `errors`.
    """

    __tablename__ = "check_result"
    __table_args__ = (UniqueConstraint("inspection_id", "check_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"))
    check: Mapped[str] = mapped_column("check_id", WebText(64))
    state: Mapped[str] = mapped_column(WebText(16))
    judged: Mapped[int] = mapped_column(Integer, default=0)
    findings: Mapped[int] = mapped_column(Integer, default=0)
    not_evaluated: Mapped[int] = mapped_column(Integer, default=0)
    errors: Mapped[int] = mapped_column(Integer, default=0)
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ManualScore(Base):
    """Points a person gave a site for an item of a scheme that no check measures; `points` is an exact decimal."""

    __tablename__ = "manual_score"
    __table_args__ = (UniqueConstraint("period", "scheme", "site", "item"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(WebText(16))  # "2026Q4", "2026"
    scheme: Mapped[str] = mapped_column(WebText(64))
    site: Mapped[str] = mapped_column(WebText(255))
    item: Mapped[str] = mapped_column(WebText(128))
    points: Mapped[str] = mapped_column(WebText(16))
    reason: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[dt.datetime]


class MediaFigure(Base):
    """A new-media account (政务新媒体) in one period; `data` holds its points and activity as imported."""

    __tablename__ = "media_figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(WebText(16), index=True)
    position: Mapped[int] = mapped_column(Integer)
    platform: Mapped[str] = mapped_column(WebText(32))
    level: Mapped[str] = mapped_column(WebText(16))
    unit: Mapped[str]
    account: Mapped[str]
    data: Mapped[dict[str, Any]]


class AdoptionFigure(Base):
    """How many pieces of a unit's information the city's portal adopted (信息采用量) in one period."""

    __tablename__ = "adoption_figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(WebText(16), index=True)
    position: Mapped[int] = mapped_column(Integer)
    level: Mapped[str] = mapped_column(WebText(16))
    unit: Mapped[str]
    adopted: Mapped[int] = mapped_column(Integer)


class LexiconWord(Base):
    """A city's own word: a name that is no fault (`right` is ""), or a wrong form and the right one."""

    __tablename__ = "lexicon_word"
    word: Mapped[str] = mapped_column(WebText(64), primary_key=True)
    kind: Mapped[str] = mapped_column(WebText(16))  # known wrong serious
    right: Mapped[str] = mapped_column("right_form", WebText(64), default="")
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")  # the file, or the finding a person decided on
    added_at: Mapped[dt.datetime]


class FormUsageRow(Base):
    """In how many documents of a site a form of a word stands that was accused, and the form beside it."""

    __tablename__ = "form_usage"
    site: Mapped[str] = mapped_column(WebText(255), primary_key=True)
    accused: Mapped[str] = mapped_column(WebText(64), primary_key=True)
    beside: Mapped[str] = mapped_column(WebText(64), primary_key=True)
    documents: Mapped[int]
    beside_documents: Mapped[int]


class ProbeRow(Base):
    """One visit to a site's home page in between inspections, with the seconds after which each phase was over."""

    __tablename__ = "probe"
    __table_args__ = (Index("ix_probe_site_at", "site", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(WebText(255))
    at: Mapped[dt.datetime]
    seconds: Mapped[float]
    failure: Mapped[str] = mapped_column(WebText(32, cut=True), default="")
    status: Mapped[int | None]
    phases: Mapped[dict[str, Any]] = mapped_column(default=dict)  # dns connect tls first_byte
