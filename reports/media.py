"""New-media accounts (政务新媒体) and information adoption (信息采用): points, ranks, vetoes, annex tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from reports import figure_phrases as phrases
from reports.document import MERGED, Align, DocumentColumn, DocumentTable
from reports.scheme import Scheme

MEDIA_SCHEME = "media-2019"


class MediaAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An account as imported. `points` by the scheme's dimension; `note` stands in their place (未开设)."""

    platform: str
    level: str
    account: str
    unit: str = ""
    points: Mapping[str, Decimal] = {}
    note: str = ""
    last_post: dt.date | None = None
    originals_30d: int | None = None
    originals_90d: int | None = None
    interactions: int | None = None
    registered: bool | None = None

    @property
    def total(self) -> Decimal | None:
        """The points in all; an account that was never opened has 0, one that nobody scored has none."""
        return sum(self.points.values(), Decimal(0)) if self.points or self.note else None


class RankedAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An account in its list. `rank` is None without points; `veto` says why it fails, or ""."""

    rank: int | None
    account: MediaAccount
    veto: str


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a unit's information was adopted."""

    level: str
    unit: str
    adopted: int


def ranked(accounts: Sequence[MediaAccount], scheme: Scheme, *, as_of: dt.date) -> list[RankedAccount]:
    """The accounts by points, equal ones on the same rank (10, 10, 12); those without points last, unranked."""
    totals = [one.total for one in accounts if one.total is not None]
    ordered = sorted(accounts, key=lambda one: (one.total is None, -(one.total or Decimal(0))))
    return [
        RankedAccount(
            rank=None if one.total is None else 1 + sum(other > one.total for other in totals),
            account=one,
            veto=_veto(one, scheme, as_of),
        )
        for one in ordered
    ]


def _veto(account: MediaAccount, scheme: Scheme, as_of: dt.date) -> str:
    """Exactly the limit's days old is in time."""
    limit = scheme.update_veto
    if limit is None or account.last_post is None:
        return ""
    days = (as_of - account.last_post).days
    return phrases.not_updated(days, limit.days) if days > limit.days else ""


def platform_title(platform: str) -> str:
    """政务微信 for wechat; what is not in the catalogue is its own name."""
    return next((title for title, one in phrases.PLATFORMS.items() if one == platform), platform)


def level_title(level: str) -> str:
    """县区 for county."""
    return next((title for title, one in phrases.LEVELS.items() if one == level), level)


def ranked_lists(accounts: Sequence[MediaAccount], scheme: Scheme, *, as_of: dt.date) -> list[RankedAccount]:
    """The accounts list by list (level, then platform, in the order they first come), each list ranked by itself."""
    lists = dict.fromkeys((one.level, one.platform) for one in accounts)
    return [
        one
        for level, platform in lists
        for one in ranked(
            [account for account in accounts if (account.level, account.platform) == (level, platform)],
            scheme,
            as_of=as_of,
        )
    ]


def media_table(accounts: Sequence[RankedAccount], scheme: Scheme, *, name_head: str) -> DocumentTable:
    """The six-category table of one list as the annex has it."""
    titles = [f"{one.title}({one.points:f})" for one in scheme.dimensions]
    columns = (
        DocumentColumn(title=phrases.NUMBER, width=9, align=Align.CENTER),
        DocumentColumn(title=name_head, width=25),
        *(DocumentColumn(title=title, width=11, align=Align.CENTER) for title in titles),
        DocumentColumn(title=phrases.TOTAL, width=11, align=Align.CENTER),
    )
    return DocumentTable(columns=columns, rows=tuple(_media_row(one, scheme) for one in accounts))


def _media_row(one: RankedAccount, scheme: Scheme) -> tuple[str, ...]:
    account = one.account
    points = [
        f"{account.points[dimension.id]:.2f}" if dimension.id in account.points else ""
        for dimension in scheme.dimensions
    ]
    if account.note and "" in points:  # words stand across the columns they stand for
        at = points.index("")
        points[at] = account.note
        while (at := at + 1) < len(points) and not points[at]:
            points[at] = MERGED
    total = "" if account.total is None else f"{account.total:.2f}"
    return ("" if one.rank is None else str(one.rank), account.account, *points, total)


def adoption_table(adopted: Sequence[Adopted]) -> DocumentTable:
    """Two blocks side by side as annex 2: the counties, an empty line, then the departments on both sides."""
    lists = [sorted((one for one in adopted if one.level == level), key=lambda one: -one.adopted)
             for level in dict.fromkeys(one.level for one in adopted)]  # fmt: skip
    lines: list[tuple[str, str, str]] = []
    for units in lists:
        if lines:
            lines.append(("", "", ""))
        lines += [(str(number), one.unit, str(one.adopted)) for number, one in enumerate(units, 1)]
    height = -(-len(lines) // 2)
    left, right = lines[:height], lines[height:]
    if right and not any(right[0]):  # an empty line at the head of a block divides nothing
        right = right[1:]
    right += [("", "", "")] * (len(left) - len(right))
    block = (
        DocumentColumn(title=phrases.NUMBER, width=8, align=Align.CENTER),
        DocumentColumn(title=phrases.UNIT, width=28),
        DocumentColumn(title=phrases.ADOPTED, width=12, align=Align.CENTER),
    )
    return DocumentTable(columns=block * 2, rows=tuple((*a, *b) for a, b in zip(left, right, strict=True)))
