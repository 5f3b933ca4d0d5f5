"""Figures people bring in: manual scores, new-media accounts, information adoption. By period ("2026Q4", "2026")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.bulk import table_of
from db.models import AdoptionFigure, ManualScore, MediaFigure


@dataclass(frozen=True, kw_only=True)
class ManualScoreRecord:
    """Points for one item of a scheme, with the reason and the name of who gave them."""

    period: str
    scheme: str
    site: str
    item: str
    points: Decimal
    reason: str
    entered_by: str
    entered_at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class MediaRecord:
    """A new-media account; `data` as `reports.media` reads it."""

    platform: str
    level: str
    unit: str
    account: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AdoptionRecord:
    """What was adopted of a unit's information."""

    level: str
    unit: str
    adopted: int


def store_manual_scores(session: Session, records: Iterable[ManualScoreRecord]) -> tuple[int, int]:
    """Stores points; a later entry for the same period, scheme, site and item takes an earlier one's place.

    Returns how many are new and how many took another's place.
    """
    new = changed = 0
    for record in records:
        row = session.execute(
            select(ManualScore).where(
                ManualScore.period == record.period,
                ManualScore.scheme == record.scheme,
                ManualScore.site == record.site,
                ManualScore.item == record.item,
            )
        ).scalar_one_or_none()
        values = asdict(record) | {"points": str(record.points)}
        if row is None:
            session.add(ManualScore(**values))
            new += 1
        else:
            for name, value in values.items():
                setattr(row, name, value)
            changed += 1
        session.flush()
    return new, changed


def manual_scores(session: Session, period: str, scheme: str) -> list[ManualScoreRecord]:
    """The points entered for a period under a scheme, by site and item."""
    rows = session.execute(
        select(ManualScore)
        .where(ManualScore.period == period, ManualScore.scheme == scheme)
        .order_by(ManualScore.site, ManualScore.item)
    ).scalars()
    return [
        ManualScoreRecord(
            period=row.period,
            scheme=row.scheme,
            site=row.site,
            item=row.item,
            points=Decimal(row.points),
            reason=row.reason,
            entered_by=row.entered_by,
            entered_at=row.entered_at,
        )
        for row in rows
    ]


def replace_media(session: Session, period: str, records: Sequence[MediaRecord]) -> None:
    """The accounts of a period in place of those it had."""
    session.execute(delete(MediaFigure).where(MediaFigure.period == period))
    if records:
        rows = [{"period": period, "position": at, **asdict(one)} for at, one in enumerate(records)]
        session.execute(insert(table_of(MediaFigure)), rows)


def media(session: Session, period: str) -> list[MediaRecord]:
    """The accounts of a period in the order they were imported."""
    rows = session.execute(
        select(MediaFigure).where(MediaFigure.period == period).order_by(MediaFigure.position)
    ).scalars()
    return [
        MediaRecord(platform=row.platform, level=row.level, unit=row.unit, account=row.account, data=row.data)
        for row in rows
    ]


def replace_adoption(session: Session, period: str, records: Sequence[AdoptionRecord]) -> None:
    """The adoption figures of a period in place of those it had."""
    session.execute(delete(AdoptionFigure).where(AdoptionFigure.period == period))
    if records:
        rows = [{"period": period, "position": at, **asdict(one)} for at, one in enumerate(records)]
        session.execute(insert(table_of(AdoptionFigure)), rows)


def adoption(session: Session, period: str) -> list[AdoptionRecord]:
    """The adoption figures of a period in the order they were imported."""
    rows = session.execute(
        select(AdoptionFigure).where(AdoptionFigure.period == period).order_by(AdoptionFigure.position)
    ).scalars()
    return [AdoptionRecord(level=row.level, unit=row.unit, adopted=row.adopted) for row in rows]
