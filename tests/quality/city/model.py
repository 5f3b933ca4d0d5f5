"""What a made-up city consists of before a CMS family renders it, and the truth about it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from checks.facts import Probe


@dataclass(frozen=True)
class Fault:
    """One line the inspection owes: ``target`` and ``url`` are compared when they are given; ``same`` names detail fields that must agree."""

    check: str
    site: str
    target: str | None = None
    url: str | None = None
    same: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass
class Article:
    title: str
    when: datetime
    body: str = ""
    source: str = ""
    offsite: str | None = None  # the list row leads here; no article of its own
    path: str | None = None  # fixed path; else the family gives one
    pinned: bool = False
    meta_when: datetime | None = None  # a PubDate tag that differs from what is shown
    url_when: datetime | None = None
    kicker: str = ""
    subtitle: str = ""
    hidden: str = ""
    row: tuple[str, ...] = ()  # further cells of a table row
    key: int = 0
    doc: bool = False  # shows a document table

    @property
    def day(self) -> date:
        return self.when.date()


@dataclass
class Column:
    key: str
    name: str
    cls: str
    kind: str = "list"  # list | single | parent | messages | consult | external | iframe
    children: list["Column"] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    body: str = ""
    parent: "Column | None" = None
    section: str | None = None
    note: str = ""
    url: str | None = None  # external
    id: int = 0
    head: tuple[str, ...] = ()

    def walk(self) -> "list[Column]":
        found = [self]
        for child in self.children:
            found += child.walk()
        return found

    @property
    def crumbs(self) -> "list[Column]":
        up = self.parent.crumbs if self.parent else []
        return [*up, self]

    @property
    def static(self) -> bool:
        return self.cls in ("static", "topic", "guide")


@dataclass
class Site:
    code: str
    kind: str  # county | department | portal
    name: str
    owner: str
    host: str
    family: str
    rng: Random
    as_of: date
    idcode: str = ""
    columns: list[Column] = field(default_factory=list)
    truth: list[Fault] = field(default_factory=list)
    tolerated: list[Fault] = field(default_factory=list)
    footer_lacks: set[str] = field(default_factory=set)
    tag_faults: dict[tuple[str, str], str] = field(default_factory=dict)
    footer_links: list[tuple[str, str]] = field(default_factory=list)
    stylesheets: list[str] = field(default_factory=list)
    extra: "dict[str, Answer]" = field(default_factory=dict)
    home_quiet: bool = False
    third: bool = False  # in the forms of the third hand (`third.py`)
    home_links: list[tuple[str, str]] = field(default_factory=list)
    partners: dict[str, str] = field(default_factory=dict)
    scheme: str = "http"
    registered: str = ""  # the address in the registry, where it is not the site's own
    encryption: str = ""  # what answers on the port for https: none, self_signed, unknown_issuer; "" says nothing of it
    visits: list[Probe] = field(default_factory=list)  # to the home page, in the week before

    @property
    def base(self) -> str:
        return f"{self.scheme}://{self.host}"

    def all_columns(self) -> list[Column]:
        return [c for top in self.columns for c in top.walk()]

    def column(self, key: str) -> Column | None:
        return next((c for c in self.all_columns() if c.key == key), None)

    def ago(self, days: int) -> datetime:
        day = self.as_of - timedelta(days=days)
        return datetime(day.year, day.month, day.day, self.rng.randint(8, 18), self.rng.randint(0, 59))

    def fault(self, check: str, target: str | None = None, url: str | None = None, note: str = "", **same: str) -> None:
        self.truth.append(Fault(check, self.code, target, url, tuple(sorted(same.items())), note))

    def tolerate(self, check: str, target: str | None = None, url: str | None = None, note: str = "") -> None:
        self.tolerated.append(Fault(check, self.code, target, url, (), note))


@dataclass(frozen=True)
class Answer:
    """What the server says to a request."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    head_status: int | None = None
