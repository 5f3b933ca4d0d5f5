"""What a check is: an id, a rule with its source, and a function from facts to outcomes."""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

import msgspec

from checks.facts import Attachment, Page, Site, SiteFacts


class Severity(StrEnum):
    """单项否决, 扣分, 提醒, 信息."""

    VETO = "veto"
    DEDUCT = "deduct"
    WARN = "warn"
    INFO = "info"


class RuleClass(StrEnum):
    """How sure a rule is: verified in the official text, seen in official reports, from memory."""

    VERIFIED = "V"
    PRACTICE = "P"
    MEMORY = "M"


class Need(StrEnum):
    """What a check needs before it can judge; without it its outcome is *not evaluated*."""

    PAGE = "page"
    SITE = "site"
    LINKS = "links"
    RENDER = "render"


class Evidence(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What a person can look at: the contract's `evidence` object."""

    snippet: str | None = None
    selector: str | None = None
    status: int | None = None
    fetched_at: dt.datetime | None = None
    snapshot: str | None = None
    screenshot: str | None = None


class Finding(msgspec.Struct, kw_only=True):
    """One defect. `identity` is what makes it the same defect in a later run (see `finding_id`)."""

    check: str
    url: str
    target: str | None
    severity: Severity
    message: str
    detail: dict[str, Any] = msgspec.field(default_factory=dict)
    evidence: Evidence = msgspec.field(default_factory=Evidence)
    pages: tuple[str, ...] = ()
    occurrences: int = 1
    identity: tuple[str, ...] = ()


class NotEvaluated(msgspec.Struct, frozen=True, kw_only=True):
    """Something a check could not judge, and why (a reason of the check's message catalogue or a limit's name)."""

    check: str
    url: str
    reason: str
    target: str | None = None


Outcome = Finding | NotEvaluated


class Option(msgspec.Struct, frozen=True):
    """A threshold or switch of a check that the configuration may override."""

    default: Any
    help: str


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a check knows beside the facts: the site, the date of inspection, its options."""

    site: Site
    as_of: dt.date
    options: Mapping[str, Any]


DOC_PARTS = ("Rule:", "Source:", "Bad:", "Good:", "Blind spots:")


class Check(ABC):
    """Base of all checks. A subclass is validated when it is defined: TypeError says what is missing.

    Class attributes: `id` (contract), `title` (Chinese), `severity`, `rule_class`, `needs`, `options`, `dated`: whether
    the date of inspection plays a part; a page that did not change keeps the outcomes of a check where it does not.
    The docstring holds a summary and the parts of `DOC_PARTS`; `govinspect checks ID` prints it.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    severity: ClassVar[Severity]
    rule_class: ClassVar[RuleClass]
    needs: ClassVar[frozenset[Need]]
    options: ClassVar[Mapping[str, Option]] = {}
    dated: ClassVar[bool] = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if inspect.isabstract(cls) or ABC in cls.__bases__:
            return
        problems = [
            f"no {name}" for name in ("id", "title", "severity", "rule_class", "needs") if not hasattr(cls, name)
        ]
        if not problems and not re.fullmatch(r"[a-z][a-z0-9_]*", cls.id):
            problems.append(f"id {cls.id!r} is not of the form [a-z][a-z0-9_]*")
        doc = cls.__doc__ or ""
        problems += [f"docstring has no {part!r}" for part in DOC_PARTS if part not in doc]
        problems += [f"option {name!r} has no help" for name, option in cls.options.items() if not option.help]
        if problems:
            raise TypeError(f"check {cls.__module__}.{cls.__qualname__}: {'; '.join(problems)}")


class PageCheck(Check, ABC):
    """A check that sees one page at a time."""

    reads_attachments: ClassVar[bool] = False  # whether `judge_attachment` has anything to say

    @abstractmethod
    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        """Yields what is wrong with the page, or why it could not be judged."""

    def judge_attachment(self, attachment: Attachment, context: Context) -> Iterator[Outcome]:
        """The same of a file that a page links to. Nothing of a file is kept but what is said here."""
        return iter(())

    def forms(self, finding: Finding) -> tuple[str, ...]:
        """The form that a finding accuses and the one beside it, where their use on other pages bears on it; or ()."""
        return ()

    def objection(self, finding: Finding, usage: Mapping[str, int]) -> str:
        """Why a finding is left to a person, now that it is known in how many documents of the site each form stands.

        A reason of the check's message catalogue; "" if the finding stands.
        """
        return ""

    def weighed(self, finding: Finding, usage: Mapping[str, int]) -> Finding:
        """A finding that stands, as sure as the use of both forms on the site makes it."""
        return finding


class SiteCheck(Check, ABC):
    """A check that sees the whole site after the crawl."""

    @abstractmethod
    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        """Yields what is wrong with the site, or why it could not be judged."""

    def subjects(self, site: SiteFacts, context: Context) -> int:
        """How many things `judge` looks at, those it cannot judge included; 1 where the site is the one thing."""
        return 1


def finding_id(site: str, finding: Finding) -> str:
    """The stable id of a finding: 16 hex digits over site, check and identity (default: url and target)."""
    identity = finding.identity or (finding.url, finding.target or "")
    return hashlib.sha256("\0".join((site, finding.check, *identity)).encode()).hexdigest()[:16]
