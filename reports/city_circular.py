"""The content of the city's quarterly circular (季度通报): figures, problems by class, demands, annexes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from reports import office_phrases as phrases
from reports import texts
from reports.annexes import LONGEST_CELL, MAX_LISTED, problem_of
from reports.document import (
    FULL_STOP,
    Align,
    Annex,
    Block,
    Document,
    DocumentColumn,
    DocumentTable,
    Heading,
    Paragraph,
)
from reports.material import SiteMaterial, by_points_to_gain
from reports.phrases import cut, out_of
from reports.records import FindingLike
from reports.wording import clause

MAX_EXAMPLES = 3  # sites named for one kind of problem
LONGEST_EXAMPLE = 120  # characters
COUNTED = frozenset({"veto", "deduct"})  # hints are no problems to name in public
RESULT_WIDTHS = (9, 29, 21, 13, 11, 26)
PROBLEM_WIDTHS = (8, 17, 13, 32, 23, 15, 25)


class Conclusion(StrEnum):
    """What the vetoes say of a site."""

    PASSED = phrases.PASSED
    FAILED = phrases.FAILED
    UNDECIDED = phrases.UNDECIDED
    NOT_CHECKED = phrases.NOT_CHECKED


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Against the inspection before: how many findings are new, still there, back again, mended."""

    new: int
    still: int
    back: int
    mended: int


def conclusion(material: SiteMaterial) -> Conclusion:
    """A veto that was hit decides; that none was hit only if all were judged on a finished inspection."""
    if material.score.vetoes:
        return Conclusion.FAILED
    if material.failure:
        return Conclusion.NOT_CHECKED
    return Conclusion.PASSED if material.score.vetoes_evaluated else Conclusion.UNDECIDED


def city_circular(
    sites: Sequence[SiteMaterial],
    *,
    issuer: str,
    written_on: dt.date,
    deadline: dt.date,
    changes: Changes | None = None,
    further_annexes: Sequence[Annex] = (),
) -> Document:
    """The circular over a run's sites. `deadline` is the day by which the problems are to be mended."""
    first = sites[0]
    blocks: list[Block] = [
        Paragraph(text=phrases.circular_introduction(first.quarter, first.as_of, len(sites))),
        Heading(text=f"{texts.numeral(1)}、{phrases.HEAD_OVERALL}", level=1),
        *_overall(sites, changes),
        Heading(text=f"{texts.numeral(2)}、{phrases.HEAD_PROBLEMS}", level=1),
        *(_problems(sites) or [Paragraph(text=phrases.NO_PROBLEMS)]),
        Heading(text=f"{texts.numeral(3)}、{phrases.HEAD_DEMANDS}", level=1),
        *(
            Paragraph(text=phrases.demand(text, deadline), lead=f"（{texts.numeral(number)}）{title}{FULL_STOP}")
            for number, (title, text) in enumerate(phrases.DEMANDS, 1)
        ),
    ]
    problems = [_problem_annex(sites, deadline)] if any(_counted(site) for site in sites) else []
    return Document(
        title_parts=phrases.circular_title(issuer, first.quarter),
        recipients=phrases.RECIPIENTS,
        blocks=tuple(blocks),
        signature=issuer,
        date=written_on,
        annexes=(_result_annex(sites), *problems, *further_annexes),
        subject=phrases.CIRCULAR_SUBJECT,
    )


# 一、总体情况


def _overall(sites: Sequence[SiteMaterial], changes: Changes | None) -> Iterator[Block]:
    concluded = Counter(map(conclusion, sites))
    yield Paragraph(
        text=phrases.overall(
            registered=len(sites),
            checked=sum(not site.failure for site in sites),
            passed=concluded[Conclusion.PASSED],
            failed=concluded[Conclusion.FAILED],
            undecided=concluded[Conclusion.UNDECIDED] + concluded[Conclusion.NOT_CHECKED],
            findings=sum(len(_counted(site)) for site in sites),
        )
    )
    kinds = Counter(site.site.kind for site in sites)
    counts = [(title, kinds[kind]) for kind, title in phrases.KINDS.items()]
    if any(number for _, number in counts):
        yield Paragraph(text=phrases.by_kind(counts))
    failed = [site for site in sites if conclusion(site) is Conclusion.FAILED]
    if failed:
        clauses = [phrases.failed_site(site.site.name, [hit.title for hit in site.score.vetoes]) for site in failed]
        yield Paragraph(text=phrases.failed_sites(clauses))
    undecided = [site.site.name for site in sites if conclusion(site) in (Conclusion.UNDECIDED, Conclusion.NOT_CHECKED)]
    if undecided:
        yield Paragraph(text=phrases.undecided_sites(undecided))
    if changes is not None:
        yield Paragraph(text=phrases.compared(changes.new, changes.still, changes.back, changes.mended))


# 二、存在问题


def _problems(sites: Sequence[SiteMaterial]) -> list[Block]:
    found = {id(site): _counted(site) for site in sites}
    checks = {finding.check for findings in found.values() for finding in findings}
    classes = [(title, [one for one in named if one in checks]) for title, named in phrases.PROBLEM_CLASSES.items()]
    rest = sorted(checks - {check for named in phrases.PROBLEM_CLASSES.values() for check in named})
    classes.append((phrases.OTHER_CLASS, rest))
    blocks: list[Block] = []
    for number, (title, named) in enumerate(((title, named) for title, named in classes if named), 1):
        blocks.append(_class(number, title, named, sites, found))
    return blocks


def _class(
    number: int,
    title: str,
    checks: Sequence[str],
    sites: Sequence[SiteMaterial],
    found: Mapping[int, Sequence[FindingLike]],
) -> Paragraph:
    concerned = [site for site in sites if any(one.check in checks for one in found[id(site)])]
    total = sum(one.check in checks for site in concerned for one in found[id(site)])
    text = phrases.class_text(len(concerned), total)
    for place, check in enumerate(checks, 1):
        having = [(site, [one for one in found[id(site)] if one.check == check]) for site in concerned]
        having = [(site, findings) for site, findings in having if findings]
        having.sort(key=lambda one: -len(one[1]))  # the sites with most of it are named
        examples = [
            phrases.example(site.site.name, cut(clause(findings[0]), LONGEST_EXAMPLE))
            for site, findings in having[:MAX_EXAMPLES]
        ]
        count = sum(len(findings) for _, findings in having)
        name = texts.check_title(check)
        text += phrases.check_text(place, len(checks) > 1, name, len(having), count, examples)
    return Paragraph(text=text, lead=f"（{texts.numeral(number)}）{title}{FULL_STOP}")


def _counted(site: SiteMaterial) -> list[FindingLike]:
    """A site's findings without hints, the dearest first."""
    return [one for one in by_points_to_gain(site.findings, site.score) if one.severity in COUNTED]


# annexes


def _result_annex(sites: Sequence[SiteMaterial]) -> Annex:
    heads = (*phrases.RESULT_HEADS, phrases.MEASURED_TOTAL)
    aligns = (Align.CENTER, Align.LEFT, *(Align.CENTER,) * 4)
    rows = tuple(
        (
            str(number),
            site.site.name,
            site.site.id_code,
            conclusion(site).value,
            str(len(_counted(site))),
            out_of(site.score.got, site.score.measured_points)
            + (f"（{texts.PROVISIONAL}）" if site.score.provisional else ""),
        )
        for number, site in enumerate(sites, 1)
    )
    columns = table_columns(heads, RESULT_WIDTHS, aligns)
    return Annex(title=phrases.ANNEX_RESULTS, blocks=(DocumentTable(columns=columns, rows=rows),))


def _problem_annex(sites: Sequence[SiteMaterial], deadline: dt.date) -> Annex:
    listed = [(site, finding) for site in sites for finding in _counted(site)]
    rows = tuple(
        (
            str(number),
            site.site.name,
            texts.check_title(finding.check),
            cut(problem_of(finding), LONGEST_CELL),
            cut(finding.url, LONGEST_CELL),
            deadline.isoformat(),
            finding.id,
        )
        for number, (site, finding) in enumerate(listed[:MAX_LISTED], 1)
    )
    aligns = (Align.CENTER, *(Align.LEFT,) * 4, Align.CENTER, Align.CENTER)
    columns = table_columns(phrases.PROBLEM_HEADS, PROBLEM_WIDTHS, aligns, url=4)
    table = DocumentTable(columns=columns, rows=rows, numbered=True)
    more = (Paragraph(text=phrases.cut_list(MAX_LISTED, len(listed))),) if len(listed) > MAX_LISTED else ()
    return Annex(title=phrases.ANNEX_PROBLEMS, blocks=(*more, table), landscape=True)


def table_columns(
    titles: Iterable[str], widths: Iterable[float], aligns: Iterable[Align], *, url: int = -1
) -> tuple[DocumentColumn, ...]:
    """Columns of a table; `url` is the place of the one that holds addresses."""
    return tuple(
        DocumentColumn(title=title, width=width, align=align, is_url=place == url)
        for place, (title, width, align) in enumerate(zip(titles, widths, aligns, strict=True))
    )
