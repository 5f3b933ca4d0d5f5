"""From a score to a verdict, where a scheme has one: veto, points out of 100, pass mark, entry into the bonus.

What nobody measured is not deducted, so the points are the most a site can still have: below the pass mark it has
failed whatever else is measured, above it the verdict stays provisional until all is.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import msgspec

from reports.scheme import Grading
from reports.scoring import CENT, SiteScore

HUNDRED = Decimal(100)


class Verdict(StrEnum):
    """合格 or not, and by what."""

    VETOED = "vetoed"  # a veto indicator was hit
    FAILED = "failed"  # below the pass mark
    PASSED = "passed"
    BONUS = "bonus"  # passed, and above the mark from which bonus points count
    VETO_ONLY = "veto_only"  # no veto was hit, and nothing else applies to this kind of site
    OPEN = "open"  # no veto was hit so far, but not all of them could be judged


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """`points` out of 100 after deduction and conversion; `bonus` what was entered; `total` what counts."""

    verdict: Verdict
    points: Decimal
    bonus: Decimal
    total: Decimal
    provisional: bool
    pass_mark: Decimal

    @property
    def failed(self) -> bool:
        return self.verdict in (Verdict.VETOED, Verdict.FAILED)


def grade(
    score: SiteScore, grading: Grading, *, kind: str, has_services: bool = True, bonus: Decimal = Decimal(0)
) -> Grade:
    """The verdict on a site of this kind (county, department, portal).

    `has_services`: whether the office serves the public; if not, that dimension is left out and the rest converted.
    `bonus` are bonus points given by people; they count above the bonus mark only, and up to what the scheme gives.
    """
    points = _points(score, grading, has_services=has_services)
    complete = _complete(score, grading, has_services=has_services)
    enters = points > grading.bonus_mark
    counted = min(max(bonus, Decimal(0)), grading.bonus_points) if enters else Decimal(0)
    verdict = _verdict(score, grading, points, kind)
    whole = not score.open_vetoes and (complete or verdict is Verdict.VETO_ONLY)
    settled = verdict in (Verdict.VETOED, Verdict.FAILED) or whole
    return Grade(
        verdict=verdict,
        points=points,
        bonus=counted,
        total=points + counted,
        provisional=not settled,
        pass_mark=grading.pass_mark,
    )


def _verdict(score: SiteScore, grading: Grading, points: Decimal, kind: str) -> Verdict:
    if score.vetoes:
        return Verdict.VETOED
    if kind not in grading.deductions_for:
        return Verdict.VETO_ONLY if not score.open_vetoes else Verdict.OPEN
    if points < grading.pass_mark:
        return Verdict.FAILED
    if score.open_vetoes:
        return Verdict.OPEN
    return Verdict.BONUS if points > grading.bonus_mark else Verdict.PASSED


def _points(score: SiteScore, grading: Grading, *, has_services: bool) -> Decimal:
    """100 points less what was deducted; without services the rest of 75 points times 4/3."""
    left_out = "" if has_services or grading.without_services is None else grading.without_services.dimension
    counted = [one for one in score.dimensions if one.id != left_out]
    # what people entered for an unmeasured part loses points as a deduction does
    lost = sum((one.lost + one.entered_lost for one in counted), Decimal(0))
    points = sum((one.points for one in counted), Decimal(0)) - lost
    if left_out and grading.without_services is not None:
        factor = grading.without_services.factor
        points = points * factor.numerator / factor.denominator
    return max(points, Decimal(0)).quantize(CENT, rounding=ROUND_HALF_UP)


def _complete(score: SiteScore, grading: Grading, *, has_services: bool) -> bool:
    left_out = "" if has_services or grading.without_services is None else grading.without_services.dimension
    counted = [one for one in score.dimensions if one.id != left_out]
    return not score.provisional and all(one.points == one.measured_points + one.entered_points for one in counted)
