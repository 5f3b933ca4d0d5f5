"""Points to gain (整改优先顺序): what to mend first. What touches a veto comes before all points, then the dearest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from reports import phrases, texts
from reports.document import Align, DocumentColumn, DocumentTable, spans
from reports.material import SiteMaterial, by_points_to_gain
from reports.scoring import ZERO

WIDTHS = (8, 40, 12, 16, 30)
ALIGNS = (Align.CENTER, Align.LEFT, Align.CENTER, Align.CENTER, Align.LEFT)


class Gain(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend: `points` come back when all its findings (`numbers` in the list of findings) are mended."""

    text: str
    points: Decimal
    findings: tuple[str, ...]
    numbers: tuple[int, ...]
    veto: bool = False


def points_to_gain(material: SiteMaterial) -> list[Gain]:
    """What to mend, in the order to mend it in."""
    ordered = by_points_to_gain(material.findings, material.score)
    numbers = {finding.id: number for number, finding in enumerate(ordered, 1)}

    def gain(text: str, points: Decimal, findings: Sequence[str], *, veto: bool = False) -> Gain:
        listed = tuple(sorted(numbers[one] for one in findings))
        return Gain(text=text, points=points, findings=tuple(findings), numbers=listed, veto=veto)

    vetoes = [gain(hit.title, ZERO, hit.findings, veto=True) for hit in material.score.vetoes]
    return [*vetoes, *(gain(one.text, one.points, one.findings) for one in material.score.deductions() if one.points)]


def gain_cells(number: int, one: Gain) -> tuple[str, ...]:
    """A gain as the cells of a row: number, what, how many, points, which items of the list."""
    worth = texts.VETO_FIRST if one.veto else str(one.points)
    return str(number), one.text, str(len(one.findings)), worth, phrases.items_text(spans(one.numbers))


def gains_table(gains: Sequence[Gain]) -> DocumentTable:
    """The gains as a table of a document."""
    columns = tuple(
        DocumentColumn(title=title, width=width, align=align)
        for title, width, align in zip(phrases.GAIN_HEADS, WIDTHS, ALIGNS, strict=True)
    )
    return DocumentTable(columns=columns, rows=tuple(gain_cells(number, one) for number, one in enumerate(gains, 1)))
