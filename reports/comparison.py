"""An inspection against earlier ones: the quarter before (环比), that quarter a year before (同比), or the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec
from sqlalchemy.orm import Session

from db import runs
from db.findings import Comparison, FindingRecord, compare_findings, previous_inspection
from db.models import Inspection, Run
from reports import office_phrases as phrases
from reports.scoring import COUNTED_SEVERITIES

FATES = ("mended", "still", "unjudged", "back", "new")


class Against(StrEnum):
    """What an inspection is held against."""

    QUARTER = "quarter"
    YEAR = "year"
    LAST = "last"  # whatever inspection there was before


class Standing(StrEnum):
    """What a finding is, seen from the inspection before."""

    NEW = "new"
    STILL = "still"
    BACK = "back"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """How many findings there were then, and what became of them; hints are not counted.

    `unjudged`: were there then, and could not be judged again; they are neither mended nor still there.
    """

    against: Against
    period: str  # the quarter compared with, "" if it was none
    before: int
    mended: int
    still: int
    unjudged: int
    back: int
    new: int

    @property
    def now(self) -> int:
        return self.still + self.back + self.new


class History(msgspec.Struct, frozen=True, kw_only=True):
    """A site's changes, the nearest comparison first, and by it the standing of each finding."""

    changes: tuple[Change, ...] = ()
    standing: dict[str, Standing] = {}


def history(session: Session, run: Run, inspection: Inspection) -> History:
    """Against the quarter before and the year before where they were inspected, or else against the last inspection."""
    if inspection.state != runs.FINISHED:
        return History()
    changes: list[Change] = []
    standing: dict[str, Standing] = {}
    for against, period, base in _bases(session, run, inspection):
        compared = compare_findings(session, inspection.id, with_=base)
        if not changes:
            standing = _standing(compared)
        changes.append(_change(against, period, compared))
    return History(changes=tuple(changes), standing=standing)


def compared_text(changes: Sequence[Change], *, sites: int = 0) -> str:
    """The sum of changes of some sites (0: one site is spoken of) against the same time, in a sentence."""
    first, sums = changes[0], {name: sum(getattr(one, name) for one in changes) for name in FATES}
    before, now = sum(one.before for one in changes), sum(one.now for one in changes)
    return phrases.compared(phrases.against(first.against, first.period), sites, before, now, **sums)


def quarters_before(quarter: str) -> tuple[str, str]:
    """The quarter before, and the same a year before: 2026Q1 → 2025Q4, 2025Q1."""
    year, number = int(quarter[:4]), int(quarter[-1])
    before = f"{year}Q{number - 1}" if number > 1 else f"{year - 1}Q4"
    return before, f"{year - 1}Q{number}"


def _bases(session: Session, run: Run, inspection: Inspection) -> Iterator[tuple[Against, str, int]]:
    found = False
    if run.quarter:
        for against, period in zip((Against.QUARTER, Against.YEAR), quarters_before(run.quarter), strict=True):
            then = runs.run_of_quarter(session, period)
            finished = runs.inspections_of(session, then.id, state=runs.FINISHED) if then else []
            for one in finished:
                if one.site == inspection.site:
                    found = True
                    yield against, period, one.id
    if not found:
        last = previous_inspection(session, inspection.id)
        if last is not None:
            yield Against.LAST, "", last


def _change(against: Against, period: str, compared: Comparison) -> Change:
    mended, still, unjudged = map(_counted, (compared.gone, compared.still, compared.not_judged))
    return Change(
        against=against,
        period=period,
        before=mended + still + unjudged,
        mended=mended,
        still=still,
        unjudged=unjudged,
        back=_counted(compared.back),
        new=_counted(compared.new),
    )


def _counted(findings: Sequence[FindingRecord]) -> int:
    return sum(one.severity in COUNTED_SEVERITIES for one in findings)


def _standing(compared: Comparison) -> dict[str, Standing]:
    groups = ((Standing.NEW, compared.new), (Standing.STILL, compared.still), (Standing.BACK, compared.back))
    return {one.id: standing for standing, findings in groups for one in findings}
