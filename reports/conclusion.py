"""合格 or not: what a site's vetoes, and under a graded scheme its points, come to."""

from __future__ import annotations

from enum import StrEnum

from reports import phrases, texts
from reports.grading import Verdict
from reports.material import SiteMaterial


class Conclusion(StrEnum):
    """What is said of a site."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NOT_CHECKED = "not_checked"

    @property
    def words(self) -> str:
        return texts.CONCLUSIONS[self.value]


def conclusion(material: SiteMaterial) -> Conclusion:
    """A veto that was hit decides, and so do too few points; that a site passes needs all to be judged on a finished
    inspection."""
    if material.score.vetoes:
        return Conclusion.FAILED
    if material.failure:
        return Conclusion.NOT_CHECKED
    grade = material.grade
    if grade is not None and grade.failed:
        return Conclusion.FAILED
    if material.score.open_vetoes or (grade is not None and grade.provisional):
        return Conclusion.UNDECIDED
    return Conclusion.PASSED


def doubts(material: SiteMaterial) -> list[str]:
    """Why no verdict is given."""
    if material.failure:
        return [phrases.not_finished(material.failure)]
    grade = material.grade
    if material.score.open_vetoes:
        return [texts.not_wholly_checked(material.score.open_vetoes)]
    return [texts.POINTS_PROVISIONAL] if grade is not None and grade.provisional else []


def reasons(material: SiteMaterial) -> list[str]:
    """Why a site fails."""
    grade = material.grade
    told = [hit.title for hit in material.score.vetoes]
    if grade is not None and grade.verdict is Verdict.FAILED:
        told.append(texts.below_pass_mark(grade.points, grade.pass_mark))
    return told
