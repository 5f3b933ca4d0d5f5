"""The annexes of a site's documents: the list of findings, the score in detail, and what was not checked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from reports import phrases, texts
from reports.document import Align, Annex, DocumentColumn, DocumentTable, Paragraph, spans
from reports.material import SiteMaterial
from reports.records import CheckResultLike, FindingLike
from reports.scoring import DimensionScore, IndicatorScore, SiteScore, judged
from reports.wording import clause

MAX_NAMED = 8  # names given for one reason
MAX_LISTED = 300  # findings in a document; a spreadsheet holds them all
MAX_CRASHES = 3  # pages named on which a check's program failed
LONGEST_URL = 80  # characters of an address within a sentence
LONGEST_CELL = 400  # characters: a row is not split, so it must fit on a page
ZONE = ZoneInfo("Asia/Shanghai")

FINDING_WIDTHS = (12, 22, 50, 38, 12, 25, 27, 43)
FINDING_ALIGNS = (Align.CENTER, *(Align.LEFT,) * 3, Align.CENTER, Align.LEFT, Align.CENTER, Align.CENTER)
SCORE_WIDTHS = (23, 9, 9, 9, 9, 41)
SCORE_ALIGNS = (Align.LEFT, Align.CENTER, Align.CENTER, Align.CENTER, Align.CENTER, Align.LEFT)
UNCHECKED_WIDTHS = (8, 32, 60)
UNCHECKED_ALIGNS = (Align.CENTER, Align.LEFT, Align.LEFT)
SCHEME_WIDTHS = (24, 76)
SCHEME_ALIGNS = (Align.LEFT, Align.LEFT)
URL_COLUMN = 3


def findings_annex(material: SiteMaterial, ordered: Sequence[FindingLike]) -> Annex:
    """The numbered list of findings, most points to gain first; each with what it cost where, and its id."""
    columns = _columns(phrases.FINDING_HEADS, FINDING_WIDTHS, FINDING_ALIGNS, url=URL_COLUMN)
    computed, where = costs(material.score), indicators_of(material.score)
    rows = tuple(
        (
            str(number),
            texts.check_title(finding.check),
            phrases.cut(problem_of(finding), LONGEST_CELL),
            phrases.cut(finding.url, LONGEST_CELL),
            str(finding.occurrences),
            phrases.cost_at(computed[finding.id], where[finding.id]) if finding.id in computed else phrases.NONE,
            texts.day_in_cell(local_day(finding.first_seen)),
            finding.id,
        )
        for number, finding in enumerate(ordered[:MAX_LISTED], 1)
    )
    table = DocumentTable(columns=columns, rows=rows, numbered=True)
    more = (Paragraph(text=phrases.cut_annex(MAX_LISTED, len(ordered))),) if len(ordered) > MAX_LISTED else ()
    return Annex(title=phrases.ANNEX_FINDINGS, blocks=(*more, table), landscape=True)


def score_annex(score: SiteScore, numbers: Mapping[str, int]) -> Annex:
    """Every dimension and indicator with its points and by which findings (under their `numbers`) they were lost, and
    which scheme it is."""
    rows: list[tuple[str, ...]] = []
    for dimension in score.dimensions:
        marks = (dimension.measured_points, dimension.got, dimension.lost)
        note = _entered(dimension) or dimension.not_measured or texts.STATE_TITLES[dimension.state.value]
        rows.append((dimension.title, str(dimension.points), *_marks(marks), note))
        rows += [_indicator_row(indicator, numbers) for indicator in dimension.indicators]
    scheme = score.scheme
    table = DocumentTable(columns=_columns(phrases.SCORE_HEADS, SCORE_WIDTHS, SCORE_ALIGNS), rows=tuple(rows))
    about = (scheme.title, scheme.source, scheme.version, scheme.sha256, scheme.inner_weights_note or phrases.PUBLISHED)
    notes = DocumentTable(
        columns=_columns(phrases.SCHEME_HEADS, SCHEME_WIDTHS, SCHEME_ALIGNS),
        rows=tuple(zip(phrases.SCHEME_ROWS, about, strict=True)),
    )
    return Annex(title=phrases.ANNEX_SCORE, blocks=(table, notes))


def unchecked_annex(material: SiteMaterial) -> Annex:
    """What was not checked, and why."""
    items = unchecked_items(material)
    if not items:
        return Annex(title=phrases.ANNEX_UNCHECKED, blocks=(Paragraph(text=phrases.NO_UNCHECKED),))
    rows = tuple((str(number), what, why) for number, (what, why) in enumerate(items, 1))
    table = DocumentTable(columns=_columns(phrases.UNCHECKED_HEADS, UNCHECKED_WIDTHS, UNCHECKED_ALIGNS), rows=rows)
    return Annex(title=phrases.ANNEX_UNCHECKED, blocks=(table,))


def unchecked_items(material: SiteMaterial) -> list[tuple[str, str]]:
    """What was not checked with the reason: parts of the scheme, checks, parts of the site."""
    return [*_unmeasured(material.score), *_unjudged(material), *_unread(material)]


def costs(score: SiteScore) -> dict[str, str]:
    """The points of each finding's deduction, as text; a capped deduction is told as the sum it was capped to."""
    told: dict[str, str] = {}
    for deduction in score.deductions():
        share = deduction.points / len(deduction.findings)
        exact = share == share.quantize(deduction.points)
        whole = phrases.capped(len(deduction.findings), deduction.points)
        text = str(share.quantize(deduction.points)) if exact else whole
        told.update(dict.fromkeys(deduction.findings, text))
    return told


def indicators_of(score: SiteScore) -> dict[str, str]:
    """The indicator each deducted finding cost points at, by its title."""
    return {
        finding: indicator.title
        for indicator in score.indicators()
        for deduction in indicator.deductions
        for finding in deduction.findings
    }


def local_day(moment: dt.datetime) -> dt.date:
    """The calendar day of a moment where the office is."""
    return moment.astimezone(ZONE).date()


def problem_of(finding: FindingLike) -> str:
    """The finding's clause, with the address it is about where that is another than the page."""
    target = finding.target or ""
    is_address = target.startswith(("http://", "https://")) and target != finding.url
    return clause(finding) + (phrases.address_of(target) if is_address else "")


def _unmeasured(score: SiteScore) -> Iterator[tuple[str, str]]:
    for dimension in score.dimensions:
        if dimension.not_measured and dimension.entered is None:
            yield dimension.title, dimension.not_measured
        for indicator in dimension.indicators:
            if indicator.not_measured and indicator.entered is None:
                yield f"{dimension.title}：{indicator.title}", indicator.not_measured


def _unjudged(material: SiteMaterial) -> Iterator[tuple[str, str]]:
    results = {result.check: result for result in material.results}
    scored = material.score.checks
    for check in (*scored, *(check for check in results if check not in scored)):
        result = results.get(check)
        if result is None:
            yield texts.check_title(check), phrases.CHECK_NOT_RUN
        elif result.not_evaluated or result.errors or result.state == "not_evaluated":
            yield texts.check_title(check), "；".join(_reasons(result))


def _reasons(result: CheckResultLike) -> list[str]:
    """The reasons of a result with how often and for what. Notes are cut, so the rest is told as unknown."""
    targets: dict[str, list[str]] = defaultdict(list)
    for note in result.notes.get("not_evaluated") or []:
        targets[str(note.get("reason") or texts.UNKNOWN_REASON)].append(str(note.get("target") or ""))
    told = [phrases.reason_for(reason, len(named), _names(named)) for reason, named in sorted(targets.items())]
    rest = result.not_evaluated - sum(map(len, targets.values()))
    if rest > 0 or not (told or result.errors):
        told.append(phrases.reason_for(texts.UNKNOWN_REASON, max(rest, 1), []))
    if result.errors:
        told.append(_crashed(result))
    return told


def _crashed(result: CheckResultLike) -> str:
    """Where the check's program failed, and that nothing else is touched by it."""
    urls = [phrases.cut(str(note.get("url") or ""), LONGEST_URL) for note in result.notes.get("errors") or []]
    say = phrases.crashed_on_pages if judged(result) else phrases.crashed_wholly
    return say(result.errors, list(filter(None, urls))[:MAX_CRASHES])


def crashed_checks(material: SiteMaterial) -> list[str]:
    """The titles of the checks whose program failed anywhere."""
    return [texts.check_title(result.check) for result in material.results if result.errors]


def _names(targets: Sequence[str]) -> list[str]:
    """The first few targets by name; addresses are not names."""
    named = [texts.SECTION_TITLES.get(target, target) for target in targets if target and "://" not in target]
    return [*named[:MAX_NAMED], *([phrases.AND_OTHERS] if len(named) > MAX_NAMED else [])]


def _unread(material: SiteMaterial) -> Iterator[tuple[str, str]]:
    for reason, number in material.coverage.gaps:
        yield phrases.UNCHECKED_PART, phrases.not_read(reason, number)


def _indicator_row(indicator: IndicatorScore, numbers: Mapping[str, int]) -> tuple[str, ...]:
    parts = [
        f"{one.text}：{one.computation}{phrases.reference_text(spans(numbers[found] for found in one.findings))}"
        for one in (*indicator.deductions, *indicator.hints)
    ]
    parts += [*filter(None, [_entered(indicator) or indicator.not_measured]), *indicator.reasons]
    marks = (indicator.measured_points, indicator.got, indicator.lost)
    return (f"　{indicator.title}", str(indicator.points), *_marks(marks), "；".join(parts) or phrases.NO_DEDUCTION)


def _entered(scored: DimensionScore | IndicatorScore) -> str:
    """What a person entered, by whom and why, or ""."""
    one = scored.entered
    return texts.entered(one.points, scored.points, one.by, one.reason) if one else ""


def _marks(marks: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(mark) for mark in marks) if marks[0] else (phrases.NONE,) * len(marks)


def _columns(
    titles: Sequence[str], widths: Sequence[float], aligns: Sequence[Align], *, url: int = -1
) -> tuple[DocumentColumn, ...]:
    return tuple(
        DocumentColumn(title=title, width=width, align=align, is_url=place == url)
        for place, (title, width, align) in enumerate(zip(titles, widths, aligns, strict=True))
    )
