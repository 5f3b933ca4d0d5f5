"""The content of a site's quarterly self-inspection report (季度自查报告): what was looked at, found and scored."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from reports import phrases, texts
from reports.annexes import crashed_checks, findings_annex, score_annex, unchecked_annex, unchecked_items
from reports.comparison import compared_text
from reports.document import FULL_STOP, Align, Block, Document, DocumentColumn, DocumentTable, Heading, Paragraph, spans
from reports.gains import gains_table, points_to_gain
from reports.material import SiteMaterial, by_points_to_gain
from reports.records import FindingLike
from reports.scoring import Deduction, IndicatorScore
from reports.wording import clause

MAX_NAMED = 5  # findings named in the text; the others are in the annex
LONGEST_CLAUSE = 160  # characters of a clause in the text
FINDINGS_ANNEX = 1  # if there are findings; then the score, then what was not checked
HINT_SEVERITIES = frozenset({"warn", "info"})
DIMENSION_WIDTHS = (28, 11, 13, 11, 11, 26)


def self_inspection(material: SiteMaterial, *, written_on: dt.date) -> Document:
    """The report of one site; `written_on` is its 成文日期."""
    site = material.site
    organization = organization_of(material)
    ordered = by_points_to_gain(material.findings, material.score)
    numbers = {finding.id: number for number, finding in enumerate(ordered, 1)}
    writer = _Writer(material, ordered, numbers)
    listed = [findings_annex(material, ordered)] if ordered else []
    intro = phrases.introduction(organization, site.name, site.url, material.quarter, material.as_of)
    blocks: list[Block] = [Paragraph(text=intro)]
    blocks += writer.overall()
    blocks += writer.problems()
    blocks += writer.measures()
    return Document(
        title_parts=phrases.report_title(organization, material.quarter),
        blocks=tuple(blocks),
        signature=organization,
        date=written_on,
        annexes=(*listed, score_annex(material.score, numbers), unchecked_annex(material)),
        subject=phrases.SELF_INSPECTION_SUBJECT,
    )


def organization_of(material: SiteMaterial) -> str:
    """Who reports: the registry's organization, or the site's name without “……”网."""
    name = material.site.name.strip()
    if name.startswith("“") and name.endswith("”网"):
        name = name.removeprefix("“").removesuffix("”网")
    return material.site.organization or name


class _Writer:
    """Writes the three parts. `numbers` are the findings' numbers in annex 1."""

    def __init__(self, material: SiteMaterial, ordered: Sequence[FindingLike], numbers: Mapping[str, int]) -> None:
        self._material = material
        self._score = material.score
        self._ordered = ordered
        self._numbers = numbers
        self._by_id = {finding.id: finding for finding in ordered}

    # 一、总体情况

    def overall(self) -> list[Block]:
        parts: list[tuple[str, Sequence[Block]]] = [
            (phrases.HEAD_RANGE, self._range()),
            (phrases.HEAD_VETO, self._vetoes()),
            (phrases.HEAD_SCORE, self._scores()),
            *([(phrases.HEAD_CHANGES, self._changes())] if self._material.history.changes else []),
            (phrases.HEAD_UNCHECKED, [Paragraph(text=self._unchecked())]),
        ]
        return [_part(1, phrases.HEAD_OVERALL), *_numbered_parts(parts)]

    def _range(self) -> list[Block]:
        seen = self._material.coverage
        text = phrases.range_text(
            known=seen.known,
            pages=seen.pages_read,
            failed=seen.failed,
            blocked=seen.blocked,
            skipped=seen.skipped,
            pending=seen.pending,
            links=seen.links_checked,
            dead=seen.links_dead,
            uncertain=seen.links_uncertain,
        )
        blocks: list[Block] = [Paragraph(text=text)]
        if self._material.failure:
            blocks.append(Paragraph(text=phrases.failed_inspection(self._material.failure)))
        return blocks

    def _vetoes(self) -> list[Block]:
        hits = self._score.vetoes
        if not hits:
            score = self._score
            return [Paragraph(text=phrases.no_veto(score.clear_vetoes, score.open_vetoes, score.vetoes_apart))]
        clauses = [
            phrases.veto_hit(hit.title, hit.count, hit.boundary, hit.clause) + self._reference(hit.findings)
            for hit in hits
        ]
        return [Paragraph(text=phrases.veto_found(len(hits)) + phrases.enumeration(clauses, len(clauses)))]

    def _scores(self) -> list[Block]:
        score, scheme = self._score, self._score.scheme
        blocks: list[Block] = [
            Paragraph(
                text=phrases.score_text(
                    scheme.title,
                    scheme.version,
                    score.measured_points,
                    score.got,
                    score.lost,
                    provisional=score.provisional,
                )
                + (f"{scheme.inner_weights_note}。" if scheme.inner_weights_note else "")
            )
        ]
        if score.entered_points:
            entered = phrases.entered_text(score.entered_points, score.entered_got, score.missing_points)
            blocks.append(Paragraph(text=entered))
        if score.provisional:
            blocks.append(Paragraph(text=phrases.provisional_text(list(score.reasons))))
        return [*blocks, self._dimensions()]

    def _dimensions(self) -> DocumentTable:
        aligns = (Align.LEFT, Align.CENTER, Align.CENTER, Align.CENTER, Align.CENTER, Align.LEFT)
        columns = tuple(
            DocumentColumn(title=title, width=width, align=align)
            for title, width, align in zip(phrases.DIMENSION_HEADS, DIMENSION_WIDTHS, aligns, strict=True)
        )
        rows = [
            (
                one.title,
                str(one.points),
                *(
                    (str(one.measured_points), str(one.got), str(one.lost))
                    if one.measured_points
                    else (phrases.NONE,) * 3
                ),
                texts.STATE_TITLES[one.state.value]
                if one.entered
                else one.not_measured or texts.STATE_TITLES[one.state.value],
            )
            for one in self._score.dimensions
        ]
        total = self._score
        rows.append((texts.TOTAL, str(total.points), str(total.measured_points), str(total.got), str(total.lost), ""))
        return DocumentTable(columns=columns, rows=tuple(rows))

    def _unchecked(self) -> str:
        annex = 3 if self._ordered else 2
        return phrases.unchecked_text(len(unchecked_items(self._material)), annex, crashed_checks(self._material))

    def _changes(self) -> list[Block]:
        return [Paragraph(text=compared_text([one])) for one in self._material.history.changes]

    # 二、存在问题

    def problems(self) -> list[Block]:
        blocks: list[Block] = [_part(2, phrases.HEAD_PROBLEMS)]
        if not self._ordered:
            nothing = phrases.NOTHING_KNOWN if self._material.failure else phrases.no_problems()
            return [*blocks, Paragraph(text=nothing)]
        severities = Counter(finding.severity for finding in self._ordered)
        counts = [(severity, severities[severity]) for severity in texts.SEVERITY_TITLES if severities[severity]]
        blocks.append(Paragraph(text=phrases.problems_text(len(self._ordered), counts)))
        parts: list[tuple[str, list[Block]]] = []
        for indicator in self._score.indicators():
            if indicator.deductions:
                parts.append((phrases.points_lost(indicator.title, indicator.lost), self._deductions(indicator)))
        hinted = [one for indicator in self._score.indicators() for one in indicator.hints]
        told = {one for group in (*self._score.deductions(), *hinted) for one in group.findings}
        uncounted = [one for one in self._ordered if one.id not in told and one.severity not in HINT_SEVERITIES]
        hints = [one for one in self._ordered if one.id not in told and one.severity in HINT_SEVERITIES]
        if uncounted:
            parts.append((phrases.HEAD_OTHER, self._by_check(phrases.UNCOUNTED_INTRO, uncounted)))
        if hinted or hints:
            unverified = [
                self._paragraph(phrases.hint_text(one.text, len(one.findings), one.computation), one) for one in hinted
            ]
            parts.append(
                (phrases.HEAD_HINTS, [*unverified, *(self._by_check(phrases.HINTS_INTRO, hints) if hints else [])])
            )
        return [*blocks, *_numbered_parts(parts)]

    def _deductions(self, indicator: IndicatorScore) -> list[Block]:
        return [
            self._paragraph(phrases.deduction_text(one.text, len(one.findings), one.points, one.computation), one)
            for one in indicator.deductions
        ]

    def _paragraph(self, lead: str, deduction: Deduction) -> Paragraph:
        found = [self._by_id[one] for one in deduction.findings]
        return self._with_references(lead + _named(found), found)

    def _by_check(self, lead: str, findings: Sequence[FindingLike]) -> list[Block]:
        blocks: list[Block] = [Paragraph(text=f"{lead}：")]
        for check in dict.fromkeys(finding.check for finding in findings):
            found = [finding for finding in findings if finding.check == check]
            lead = f"{texts.check_title(check)}{len(found)}处。"
            blocks.append(self._with_references(lead + _named(found), found))
        return blocks

    # 三、整改措施

    def measures(self) -> list[Block]:
        """A measure for each kind of finding, most points to gain first; then those that gain none."""
        gains: dict[str, Decimal] = {}
        for deduction in self._score.deductions():
            check = self._by_id[deduction.findings[0]].check
            gains[check] = gains.get(check, Decimal(0)) + deduction.points
        checks = sorted(gains, key=lambda check: -gains[check])
        checks += [check for check in dict.fromkeys(one.check for one in self._ordered) if check not in gains]
        gained = points_to_gain(self._material)
        first = Paragraph(text=phrases.GAINS_INTRO)
        parts: list[tuple[str, list[Block]]] = [(phrases.HEAD_GAINS, [first, gains_table(gained)])] if gained else []
        for check in checks:
            found = [one for one in self._ordered if one.check == check]
            text = phrases.measure_text(len(found), phrases.remedy(check), gains.get(check))
            parts.append((phrases.measure_title(check), [self._with_references(text, found)]))
        parts.append((phrases.HEAD_DAILY, [Paragraph(text=phrases.daily())]))
        return [_part(3, phrases.HEAD_MEASURES), *_numbered_parts(parts)]

    def _reference(self, ids: Iterable[str]) -> str:
        return phrases.reference_text(spans(self._numbers[one] for one in ids), FINDINGS_ANNEX)

    def _with_references(self, text: str, found: Sequence[FindingLike]) -> Paragraph:
        runs = spans(self._numbers[finding.id] for finding in found)
        return Paragraph(text=text, references=runs)


def _named(found: Sequence[FindingLike]) -> str:
    return phrases.enumeration(
        [phrases.cut(clause(finding), LONGEST_CLAUSE) for finding in found[:MAX_NAMED]], len(found)
    )


def _part(number: int, title: str) -> Heading:
    return Heading(text=f"{texts.numeral(number)}、{title}", level=1)


def _numbered_parts(parts: Iterable[tuple[str, Sequence[Block]]]) -> Iterator[Block]:
    """Parts under run-in headings （一）（二）; a single part goes without a number."""
    listed = list(parts)
    for number, (title, blocks) in enumerate(listed, 1):
        lead = (f"（{texts.numeral(number)}）" if len(listed) > 1 else "") + title + FULL_STOP
        first, *others = blocks
        if isinstance(first, Paragraph):
            yield msgspec.structs.replace(first, lead=lead)
        else:
            yield from (Heading(text=lead, level=2), first)
        yield from others
