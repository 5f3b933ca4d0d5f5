"""Points that people enter for what no check measures (制度建设, 传播率 …), put beside the measured score."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from reports.scheme import Scheme
from reports.scoring import ZERO, DimensionScore, Entered, IndicatorScore, MeasureState, SiteScore

BONUS, BONUS_TITLE = "bonus", "加分指标"  # beside the scheme's dimensions


class EnterableItem(msgspec.Struct, frozen=True, kw_only=True):
    """A dimension or indicator that people may enter points for."""

    id: str
    title: str
    points: Decimal


def enterable(scheme: Scheme) -> list[EnterableItem]:
    """What the scheme itself leaves unmeasured, in its order; then the bonus, where it has one."""
    items: list[EnterableItem] = []
    for dimension in scheme.dimensions:
        if dimension.not_measured:
            items.append(EnterableItem(id=dimension.id, title=dimension.title, points=dimension.points))
        items += [
            EnterableItem(id=one.id, title=f"{dimension.title}：{one.title}", points=one.points)
            for one in dimension.indicators
            if one.not_measured
        ]
    if scheme.grading is not None:
        items.append(EnterableItem(id=BONUS, title=BONUS_TITLE, points=scheme.grading.bonus_points))
    return items


def with_entries(score: SiteScore, entries: Mapping[str, Entered]) -> SiteScore:
    """The score with what people entered, by the id of the item; entries for what is measured are left out."""
    dimensions = tuple(_dimension(dimension, entries) for dimension in score.dimensions)
    return msgspec.structs.replace(
        score,
        dimensions=dimensions,
        entered_points=sum((one.entered_points for one in dimensions), ZERO),
        entered_got=sum((one.entered_got for one in dimensions), ZERO),
    )


def _dimension(dimension: DimensionScore, entries: Mapping[str, Entered]) -> DimensionScore:
    own = entries.get(dimension.id) if dimension.not_measured else None
    if own is not None:
        return msgspec.structs.replace(
            dimension,
            entered=own,
            entered_points=dimension.points,
            entered_got=own.points,
            state=MeasureState.ENTERED,
        )
    indicators = tuple(_indicator(indicator, entries) for indicator in dimension.indicators)
    entered = [one for one in indicators if one.entered is not None]
    return msgspec.structs.replace(
        dimension,
        indicators=indicators,
        entered_points=sum((one.points for one in entered), ZERO),
        entered_got=sum((one.entered.points for one in entered if one.entered), ZERO),
    )


def _indicator(indicator: IndicatorScore, entries: Mapping[str, Entered]) -> IndicatorScore:
    own = entries.get(indicator.id) if indicator.not_measured else None
    return msgspec.structs.replace(indicator, entered=own, state=MeasureState.ENTERED) if own else indicator
