"""The sections a site owes by law: which, where they are found, and in what state.

Found by name, other name or words of the address, at any depth, as a column, as a single page, under a heading of a
page, or as a link to a government platform. `section_states` is shared by the check that reports sections and by those
that must not report the same column a second time.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from checks import tables
from checks.classes import is_blank
from checks.emptiness import is_empty, real_rows
from checks.facts import Column, LinkKind, LinkState, PageType, Site, SiteFacts, SiteKind, Verdict, worked_out
from checks.freshness import ColumnTree
from checks.outdated import Outdated, judge_outdated

CHECK_ID = "missing_section"

NAMED_ALIKE = "named_alike"  # the reason where a column of an unknown name may be the section

# limits after which a part of the site was not looked at, so that nothing can be called absent
INCOMPLETE = ("limit:pages", "limit:hours", "limit:urls", "limit:depth", "local", "interrupted", "script:head")
MAX_UNREAD_SHARE = 0.2  # of pages, of columns, of internal links: above it nothing can be called absent
MIN_PART = 4  # characters: a shorter name must be the whole of a column's name
MAX_ENTRY = 10  # characters: a longer text on the home page is a headline, not an entry
MIN_ROWS = 2  # titles that speak of a section before a column of another name stands for it
MAX_LIKE = 16  # characters of a whole name that is formed like a section's names
MAX_OWNER = 14  # characters of the body's name before a section's name in a title

_OF_THE_OFFICE = ("guide", "on_request")  # they give the address of the office that handles requests

_NOISE = re.compile(r"[\s《》“”\"'‘’·•()（）【】\[\]<>〈〉:：、,，.。\-—_|/]")
_BODIES = re.compile(r"[局委厅处]$|办公室$|委员会$|中心$|公司$")
_AND = re.compile(r"[与和及、/]")  # 应急与预警, 网上听证与征集: two matters in one column
_DISCLOSURE = re.compile(r"(?:政府信息|信息|政务)公开(?:专栏|平台)?")
_OWNER = re.compile(r"(?:.*(?:政府|[局委厅办院会县市区镇乡站所处]|中心|街道|部门|单位|本级|本))?")
_KIND = re.compile(r"(?:信息)?(?:公示|公开|专栏|专区|栏目)$|(?:信息|情况|平台)$")  # 行政许可公示 is 行政许可
_REPORT = re.compile(r"(?:信息|政务)公开.{0,8}(?:年度(?:工作)?报告|年报)(?:[（(].*[）)])?$")
# a column's name put together of a section's names and words that say only who publishes, and how: 许可决定公示
_BEFORE_NAMES = "行政|政府|政务|公开|本级|本局|本委|本单位|部门|单位|人员|网上|在线|年度|各类"
_AFTER_NAMES = "公示|公开|公告|公布|发布|信息|情况|结果|决定书|决定|内容|事项|目录|清单|说明|专栏|栏目|平台"
_SERVICES = re.compile(r"指南|办事|服务|流程")  # a column of guides is full of 许可 and lists no permits
_TITLE_END = re.compile(r"\s*[-_|—]+\s*")


class State(StrEnum):
    """What was found of a section; `UNKNOWN` where it cannot be said, with a reason."""

    PRESENT = "present"
    ABSENT = "absent"
    EMPTY = "empty"
    OUTDATED = "outdated"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Section:
    """A row of the table of sections with its rules."""

    key: str
    title: str
    names: frozenset[str]
    like: re.Pattern[str] | None  # what a whole name may be beside the names
    listed: frozenset[str]  # the names in the table of sections itself: the title and its other names
    url_words: frozenset[str]
    within: re.Pattern[str]
    duties: Mapping[SiteKind, str]
    outdated: Mapping[str, Any] | None
    text: re.Pattern[str] | None
    rows: re.Pattern[str] | None  # what most titles of a column speak of that is the section under another name
    near: re.Pattern[str] | None  # what a name speaks of that may be another name of the section

    def owed_by(self, site: Site) -> bool:
        """Whether the section is a duty of the site, by its kind or by the registry."""
        return self.duties[site.kind] == "owed" or self.key in site.owes

    def is_called(self, name: str) -> bool:
        """Whether a column of this name is the section: named so, or with its name as a part of its own."""
        plain = _plain(name)
        if plain in self.names or _KIND.sub("", plain) in self.names or self.is_like(plain) or self._is_composed(plain):
            return True
        parts = [_plain(part) for part in _AND.split(name)]
        if len(parts) > 1 and any(part in self.names or self.is_like(part) for part in parts):
            return True
        return not _BODIES.search(plain) and any(part in plain for part in self.names if len(part) >= MIN_PART)

    def is_called_within(self, column: Column) -> bool:
        """Whether the name of a column says the section because of what it stands under: 政府信息公开 > 指南."""
        above = column.path[-2] if len(column.path) > 1 and column.path[-1] == column.name else ""
        return _DISCLOSURE.fullmatch(_plain(above)) is not None and f"公开{_plain(column.name)}" in self.names

    def _is_composed(self, plain: str) -> bool:
        """Whether a whole name is the section's names and beside them only how they are published."""
        return len(plain) <= MAX_LIKE and _composed(self.names).fullmatch(plain) is not None

    def is_like(self, plain: str) -> bool:
        """Whether a whole name is formed as the section's names are."""
        return self.like is not None and any(self.like.fullmatch(each) for each in (plain, _KIND.sub("", plain)))

    def rank(self, column: Column) -> int:
        """How surely a column is the section: 0 named by its title, 1 by another listed name, 2 else."""
        names = {_plain(name) for name in (column.name, *column.aliases)}
        return 0 if _plain(self.title) in names else 1 if names & self.listed else 2

    def is_titled(self, titled: frozenset[str]) -> bool:
        """Whether a page, link or heading is the section; `titled` is `names_in` its title."""
        return not self.names.isdisjoint(titled)

    def is_addressed(self, url: str) -> bool:
        """Whether a word of the address stands for the section."""
        return bool(self.url_words & set(re.split(r"[/._\-]", urlsplit(url).path.lower())))


@dataclass(frozen=True)
class SectionState:
    """A section, its state, the columns that are it, and what its message and detail need."""

    section: Section
    state: State
    columns: tuple[Column, ...] = ()
    reason: str = ""
    outdated: Outdated | None = None


@cache
def sections() -> tuple[Section, ...]:
    """All sections, in the order of the table."""
    rules = tables.data("section_rules.yaml")
    rows = csv.DictReader(io.StringIO(tables.text("sections.csv")))
    return tuple(_section(row, rules["sections"].get(row["key"], {}), rules["defaults"]) for row in rows)


@lru_cache(maxsize=256)
def _composed(names: frozenset[str]) -> re.Pattern[str]:
    """The names that are made of these: 预算与决算, 许可决定公示, 人员招录."""
    words = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return re.compile(rf"(?:{_BEFORE_NAMES})*(?:{words})(?:(?:以及|[与和及])?(?:{words}|{_AFTER_NAMES}))*")


@cache
def _fields() -> tuple[tuple[str, frozenset[str], tuple[Section, ...]], ...]:
    """The groups of matters that are only mentioned: name, kinds of site, and its fields as sections."""
    return tuple(
        (
            group,
            frozenset(rule["kinds"]),
            tuple(_field(title, names) for title, names in rule["fields"].items()),
        )
        for group, rule in tables.data("disclosure_fields.yaml").items()
    )


def _field(title: str, names: list[str]) -> Section:
    return Section(
        key=title,
        title=title,
        names=frozenset(map(_plain, (title, *names))),
        like=None,
        listed=frozenset({_plain(title)}),
        url_words=frozenset(),
        within=re.compile(tables.data("section_rules.yaml")["defaults"]["within"]),
        duties=dict.fromkeys(SiteKind, ""),
        outdated=None,
        text=None,
        rows=None,
        near=None,
    )


@cache
def _all_names() -> Mapping[int, frozenset[str]]:
    """The names of all sections and fields, by their length."""
    named = (*sections(), *(field for _, _, fields in _fields() for field in fields))
    by_length: dict[int, set[str]] = {}
    for name in chain.from_iterable(each.names for each in named):
        by_length.setdefault(len(name), set()).add(name)
    return {length: frozenset(names) for length, names in by_length.items()}


@lru_cache(maxsize=65536)
def names_in(title: str) -> frozenset[str]:
    """The names of sections that a title is: the name alone, or with a body's name before it, nothing more.

    Titles of articles that speak of a section ("关于做好依申请公开工作的通知") are none.
    """
    plain = _plain(_head(title))
    found = []
    for text in dict.fromkeys((plain, _KIND.sub("", plain))):
        for length, names in _all_names().items():
            owner = len(text) - length
            named = 0 <= owner <= MAX_OWNER and text[owner:] in names
            if named and (not owner or (length >= MIN_PART and _OWNER.fullmatch(text, 0, owner))):
                found.append(text[owner:])
    if len(plain) <= MAX_LIKE:
        found += [_plain(section.title) for section in sections() if section.is_like(plain)]
    return frozenset(found)


def fields_not_found(facts: SiteFacts) -> list[tuple[str, str]]:
    """The matters of `disclosure_fields.yaml` that the site should speak of and has nothing named so: group, title."""
    finder = _finder(facts)
    return [
        (group, field.title)
        for group, kinds, fields in _fields()
        if facts.site.kind.value in kinds
        for field in fields
        if finder.state(field).state in (State.ABSENT, State.EMPTY)
    ]


@worked_out
def section_states(facts: SiteFacts) -> tuple[SectionState, ...]:
    """The state of every section on the site, owed or not."""
    return tuple(map(_finder(facts).state, sections()))


@worked_out
def reported_columns(facts: SiteFacts) -> frozenset[str]:
    """Addresses of the columns that `missing_section` reports as empty or outdated."""
    if CHECK_ID in facts.site.skip:
        return frozenset()
    return frozenset(
        column.url
        for each in section_states(facts)
        if each.state in (State.EMPTY, State.OUTDATED) and each.section.owed_by(facts.site)
        for column in each.columns
    )


@dataclass
class _Finder:
    facts: SiteFacts
    tree: ColumnTree = field(init=False)

    def __post_init__(self) -> None:
        self.tree = ColumnTree(self.facts)
        self._single_pages = [
            page
            for page in self.facts.pages
            if page.type in (PageType.ARTICLE, PageType.OTHER) and page.title and not page.duplicate_of
        ]
        self._reports = [page.title for page in self.facts.pages if _REPORT.search(_head(page.title))]
        self._titles = frozenset().union(*(names_in(page.title) for page in self._single_pages))
        texts: dict[str, set[str]] = {}
        for link in self.facts.links:
            texts.setdefault(link.url, set()).update(sighting.text for sighting in link.sightings)
        self._links = {url: named for url, of in texts.items() if (named := frozenset().union(*map(names_in, of)))}
        self._doubt = doubt_of_absence(self.facts)

    def state(self, section: Section) -> SectionState:
        """What was found of one section."""
        found = [column for column in self.facts.columns if self._is(column, section)]
        # an empty column of the section's own name is not made good by one that only resembles it
        best = min(map(section.rank, found), default=0)
        named = [column for column in found if section.rank(column) == best]
        if all(is_blank(column) for column in named):
            found = named
        held = [column for column in found if column.offsite or not (column.unread or is_empty(column))]
        if held:
            return self._held(section, tuple(held))
        unread = [column for column in found if column.unread]
        if unread:
            return SectionState(section, State.UNKNOWN, tuple(unread), unread[0].unread)
        if found:
            if not any(is_blank(column) for column in found):
                return SectionState(section, State.UNKNOWN, tuple(found), "interactive")
            return SectionState(section, State.EMPTY, tuple(found))
        return self._elsewhere(section)

    def _is(self, column: Column, section: Section) -> bool:
        return (
            any(section.is_called(name) for name in (column.name, *column.aliases))
            or section.is_called_within(column)
            or section.is_titled(self._links.get(column.url, frozenset()))
            or (section.is_addressed(column.url) and not self._is_another(column, section))
        )

    def _is_another(self, column: Column, section: Section) -> bool:
        """Whether a column's name is that of another section: ldxx is 领导信息, and 领导信箱."""
        return any(
            other is not section and any(other.is_called(name) for name in (column.name, *column.aliases))
            for other in sections()
        )

    def _speaks(self, column: Column) -> bool:
        """Whether a column's text speaks for the body itself, not for its disclosure office."""
        return not any(self._is(column, section) for section in sections() if section.key in _OF_THE_OFFICE)

    def _held(self, section: Section, columns: tuple[Column, ...]) -> SectionState:
        """A section that holds something: whether that is recent enough."""
        if section.outdated is None or any(column.offsite for column in columns):
            return SectionState(section, State.PRESENT, columns)
        titles = self._reports if section.outdated["kind"] == "report_of_last_year" else []
        outdated = judge_outdated(section.outdated, columns, titles, self.tree, self.facts)
        if outdated is None:
            return SectionState(section, State.PRESENT, columns)
        if outdated.reason:
            return SectionState(section, State.UNKNOWN, columns, outdated.reason)
        return SectionState(section, State.OUTDATED, columns, outdated=outdated)

    @staticmethod
    def _holds(column: Column, section: Section) -> bool:
        """Whether a column, whatever it is called, lists what the section asks for."""
        if section.rows is None or _SERVICES.search(column.name):
            return False
        titles = [item.title for item in real_rows(column)]
        return len(titles) >= MIN_ROWS and 2 * sum(map(bool, map(section.rows.search, titles))) > len(titles)

    def _elsewhere(self, section: Section) -> SectionState:
        """A section that is no column: a single page, a part of a page, a link; else absent, if that can be said."""
        if section.is_titled(self._titles):
            return SectionState(section, State.PRESENT)
        if section.key == "annual_report" and self._reports:
            return SectionState(section, State.PRESENT)
        if any((head.items or head.text) and section.is_titled(names_in(head.name)) for head in self.facts.headings):
            return SectionState(section, State.PRESENT)
        if section.text and any(
            section.text.search(column.text) for column in self.facts.columns if self._speaks(column)
        ):
            return SectionState(section, State.PRESENT)
        if any(self._holds(column, section) for column in self.facts.columns):
            return SectionState(section, State.PRESENT)
        reasons = []
        for link in self.facts.links:
            if not section.is_titled(self._links.get(link.url, frozenset())):
                continue
            if link.verdict is Verdict.ALIVE or (_is_platform(link) and link.verdict is not Verdict.DEAD):
                return SectionState(section, State.PRESENT)
            reasons.append(link.reason or link.verdict.value)
        if reasons:
            return SectionState(section, State.UNKNOWN, reason=min(reasons))
        doubt = self._doubt or _doubt_of_place(self.facts, section)
        if doubt:
            return SectionState(section, State.UNKNOWN, reason=doubt)
        near = tuple(column for column in self.facts.columns if self._is_near(column, section))
        if near:
            return SectionState(section, State.UNKNOWN, near, NAMED_ALIKE)
        return SectionState(section, State.ABSENT)

    def _is_near(self, column: Column, section: Section) -> bool:
        """Whether a column that is no other section's may be the section under a name nobody knows."""
        return (
            section.near is not None
            and section.near.search(column.name) is not None
            and not _SERVICES.search(column.name)
            and not _BODIES.search(_plain(column.name))
            and not self._is_another(column, section)
        )


@worked_out
def _finder(facts: SiteFacts) -> _Finder:
    return _Finder(facts)


@worked_out
def doubt_of_absence(facts: SiteFacts) -> str:
    """Why nothing can be called absent on this site, or ""."""
    home = next((page for page in facts.pages if page.url == facts.home_url), None)
    if home is None or home.unread:
        return "home_unread"
    if any(part.name in INCOMPLETE for part in facts.incomplete):
        return "crawl_incomplete"
    pages = [page for page in facts.pages if not page.duplicate_of]
    internal = [link for link in facts.links if link.kind is LinkKind.PAGE]
    unread_columns = [column for column in facts.columns if column.unread]
    if (
        _too_many(sum(1 for page in pages if page.unread), len(pages))
        or _too_many(sum(1 for link in internal if link.verdict in _NOT_SEEN), len(internal))
        or _too_many(len(unread_columns), len(facts.columns))
    ):
        return "crawl_incomplete"
    return ""


_NOT_SEEN = (Verdict.BLOCKED, Verdict.UNREACHABLE)


def _too_many(part: int, whole: int) -> bool:
    return part > MAX_UNREAD_SHARE * whole


def _doubt_of_place(facts: SiteFacts, section: Section) -> str:
    """Why a section may stand where we could not look, or ""."""
    for link in facts.links:
        if _is_platform(link) and link.verdict is not Verdict.DEAD:
            for seen in link.sightings:
                if seen.page == facts.home_url and len(seen.text) <= MAX_ENTRY and section.within.search(seen.text):
                    return "offsite_platform"
    for column in facts.columns:
        if any(section.within.search(name) for name in (column.name, *column.aliases)):
            if column.offsite:
                return "offsite_platform"
            if column.unread:
                return "columns_unread"
    return ""


def _is_platform(link: LinkState) -> bool:
    """Whether a link leaves the site for one of the government's."""
    if link.kind is not LinkKind.EXTERNAL:
        return False
    host = urlsplit(link.url).hostname or ""
    return host.endswith(".gov.cn") or host == "gov.cn"


def _head(title: str) -> str:
    """A page title without the site's name behind it."""
    return _TITLE_END.split(title, maxsplit=1)[0].strip()


def _plain(name: str) -> str:
    return _NOISE.sub("", name)


def _section(row: dict[str, str], rule: dict[str, Any], defaults: dict[str, Any]) -> Section:
    names = [row["title"], *filter(None, row["other_names"].split(";")), *rule.get("names", ())]
    if bool(row["outdated_when"]) != ("outdated" in rule):
        raise ValueError(f"section_rules.yaml and sections.csv disagree on when {row['key']} is outdated")
    return Section(
        key=row["key"],
        title=row["title"],
        names=frozenset(map(_plain, names)),
        like=re.compile(rule["like"]) if "like" in rule else None,
        listed=frozenset(map(_plain, (row["title"], *row["other_names"].split(";")))),
        url_words=frozenset(rule.get("url", ())),
        within=re.compile(rule.get("within", defaults["within"])),
        duties={kind: row[kind.value] for kind in SiteKind},
        outdated=rule.get("outdated"),
        text=re.compile(rule["text"]) if "text" in rule else None,
        rows=re.compile(rule["rows"]) if "rows" in rule else None,
        near=re.compile(rule["near"]) if "near" in rule else None,
    )
