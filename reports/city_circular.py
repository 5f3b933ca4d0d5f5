"""The content of the city's quarterly circular (季度通报): figures, problems by class, demands, annexes."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reports import office_phrases as phrases
from reports import texts
from reports.annexes import LONGEST_CELL, MAX_LISTED, costs, indicators_of, problem_of
from reports.comparison import Against, Change, compared_text
from reports.conclusion import Conclusion, conclusion, doubts, reasons
from reports.document import (
    FULL_STOP,
    Align,
    Annex,
    Block,
    Document,
    DocumentColumn,
    DocumentTable,
    Heading,
    Imprint,
    Paragraph,
)
from reports.material import SiteMaterial, by_points_to_gain
from reports.media import Adopted, RankedAccount, adoption_table, level_title, media_table, platform_title
from reports.phrases import NONE, cost_at, cut, items_text, out_of, overview_scheme
from reports.records import FindingLike
from reports.scheme import Scheme
from reports.scoring import SchemeRef
from reports.wording import clause

MAX_EXAMPLES = 3  # sites named for one kind of problem
LONGEST_EXAMPLE = 120  # characters
COUNTED = frozenset({"veto", "deduct"})  # hints are no problems to name in public
RESULT_WIDTHS = (12, 30, 29, 20, 14, 35, 22)
PROBLEM_WIDTHS = (12, 28, 23, 58, 43, 25, 43)
CHANGE_FIELDS = ("before", "mended", "still", "unjudged", "back", "new", "now")
CHANGE_WIDTHS = (7, 29, 12, 10, 12, 12, 12, 10, 12)


def city_circular(
    sites: Sequence[SiteMaterial],
    *,
    issuer: str,
    written_on: dt.date,
    deadline: dt.date,
    media: Sequence[RankedAccount] = (),
    adopted: Sequence[Adopted] = (),
    media_scheme: Scheme | None = None,
    number: str = "",
    copies_to: str = "",
) -> Document:
    """The circular over a run's sites, the city's new media and its units' adopted information, as far as there are
    figures. `deadline` is the day by which the problems are to be mended; `number` the 发文字号."""
    first = sites[0]
    blocks: list[Block] = [
        Paragraph(text=phrases.circular_introduction(first.quarter, first.as_of, len(sites))),
        Heading(text=f"{texts.numeral(1)}、{phrases.HEAD_OVERALL}", level=1),
        *_overall(sites),
        *_media_text(media),
        Heading(text=f"{texts.numeral(2)}、{phrases.HEAD_PROBLEMS}", level=1),
        *(_problems(sites) or [Paragraph(text=phrases.no_problems())]),
        Heading(text=f"{texts.numeral(3)}、{phrases.HEAD_DEMANDS}", level=1),
        *(
            Paragraph(text=text, lead=f"（{texts.numeral(number)}）{title}{FULL_STOP}")
            for number, (title, text) in enumerate(phrases.demands(deadline), 1)
        ),
    ]
    annexes = [_result_annex(sites)]
    annexes += [_problem_annex(sites, deadline)] if any(_counted(site) for site in sites) else []
    annexes += [_change_annex(sites)] if any(site.history.changes for site in sites) else []
    annexes += [_media_annex(media, media_scheme)] if media and media_scheme else []
    annexes += [Annex(title=phrases.ANNEX_ADOPTION, blocks=(adoption_table(adopted),))] if adopted else []
    return Document(
        title_parts=phrases.circular_title(issuer, first.quarter),
        recipients=phrases.recipients(),
        blocks=tuple(blocks),
        signature=issuer,
        date=written_on,
        annexes=tuple(annexes),
        subject=phrases.CIRCULAR_SUBJECT,
        number=number,
        imprint=Imprint(issuer=issuer, date=written_on, copies_to=copies_to),
    )


# 一、总体情况


def _overall(sites: Sequence[SiteMaterial]) -> Iterator[Block]:
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
        clauses = [phrases.failed_site(site.site.name, reasons(site)) for site in failed]
        yield Paragraph(text=phrases.failed_sites(clauses))
    undecided = [site for site in sites if conclusion(site) in (Conclusion.UNDECIDED, Conclusion.NOT_CHECKED)]
    if undecided:
        clauses = [phrases.failed_site(site.site.name, doubts(site)) for site in undecided]
        yield Paragraph(text=phrases.undecided_sites(clauses))
    apart = Counter(title for site in sites if not site.failure for title in site.score.vetoes_apart)
    if apart:
        yield Paragraph(text=phrases.judged_apart(list(apart.items())))
    for against, period in _comparisons(sites):
        changes = [one for _, one in _changes(sites, against, period)]
        yield Paragraph(text=compared_text(changes, sites=len(changes)))


def _media_text(media: Sequence[RankedAccount]) -> Iterator[Block]:
    if media:
        yield Paragraph(text=phrases.media_text(len(media), [_media_veto(one) for one in media if one.veto]))


def _media_veto(one: RankedAccount) -> str:
    return phrases.media_veto(one.account.account, platform_title(one.account.platform), one.veto)


def _comparisons(sites: Sequence[SiteMaterial]) -> list[tuple[Against, str]]:
    """What the sites are compared with, each once."""
    return list(dict.fromkeys((one.against, one.period) for site in sites for one in site.history.changes))


def _changes(sites: Sequence[SiteMaterial], against: Against, period: str) -> list[tuple[SiteMaterial, Change]]:
    return [
        (site, one) for site in sites for one in site.history.changes if (one.against, one.period) == (against, period)
    ]


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
    graded = any(site.grade is not None for site in sites)
    total = phrases.GRADED_TOTAL if graded else phrases.MEASURED_TOTAL
    heads = (*phrases.RESULT_HEADS, total, phrases.RESULT_ITEMS)
    aligns = (Align.CENTER, Align.LEFT, *(Align.CENTER,) * 5)
    ends = list(itertools.accumulate(len(_counted(site)) for site in sites))  # in annex 2
    rows = tuple(
        (
            str(number),
            site.site.name,
            site.site.id_code,
            conclusion(site).words,
            str(len(_counted(site))),
            _points(site),
            items_text(((end - len(_counted(site)) + 1, end),)) if _counted(site) else NONE,
        )
        for number, (site, end) in enumerate(zip(sites, ends, strict=True), 1)
    )
    table = DocumentTable(columns=table_columns(heads, RESULT_WIDTHS, aligns), rows=rows)
    return Annex(title=phrases.ANNEX_RESULTS, blocks=(scheme_note(sites[0].score.scheme), table))


def _points(site: SiteMaterial) -> str:
    provisional = site.score.provisional if site.grade is None else site.grade.provisional
    points = out_of(site.score.got, site.score.measured_points) if site.grade is None else str(site.grade.total)
    return points + (f"（{texts.PROVISIONAL}）" if provisional else "")


def scheme_note(scheme: SchemeRef) -> Paragraph:
    """Under which scheme the points were computed, with its version and hash."""
    note = overview_scheme(scheme.title, scheme.version, scheme.sha256, scheme.inner_weights_note)
    return Paragraph(text=phrases.NOTE + note, small=True)


def _change_annex(sites: Sequence[SiteMaterial]) -> Annex:
    """What became of each site's problems, a table for each time compared with."""
    aligns = (Align.CENTER, Align.LEFT, *(Align.CENTER,) * (len(CHANGE_FIELDS)))
    columns = table_columns(phrases.CHANGE_HEADS, CHANGE_WIDTHS, aligns)
    blocks: list[Block] = []
    several = _comparisons(sites)
    for number, (against, period) in enumerate(several, 1):
        changes = _changes(sites, against, period)
        lead = f"{texts.numeral(number)}、" if len(several) > 1 else ""
        blocks.append(Heading(text=lead + phrases.changes_title(phrases.against(against, period)), level=1))
        rows = [
            (str(place), site.site.name, *(str(getattr(one, field)) for field in CHANGE_FIELDS))
            for place, (site, one) in enumerate(changes, 1)
        ]
        sums = (str(sum(getattr(one, field) for _, one in changes)) for field in CHANGE_FIELDS)
        rows.append(("", phrases.WHOLE_CITY, *sums))
        blocks.append(DocumentTable(columns=columns, rows=tuple(rows)))
    return Annex(title=phrases.ANNEX_CHANGES, blocks=tuple(blocks))


def _media_annex(media: Sequence[RankedAccount], scheme: Scheme) -> Annex:
    """The six-category tables, list by list as the city's evaluation circular has them."""
    blocks: list[Block] = []
    levels = list(dict.fromkeys(one.account.level for one in media))
    for number, level in enumerate(levels, 1):
        blocks.append(Heading(text=f"（{texts.numeral(number)}）{level_title(level)}", level=2))
        listed = [one for one in media if one.account.level == level]
        for place, platform in enumerate(dict.fromkeys(one.account.platform for one in listed), 1):
            accounts = [one for one in listed if one.account.platform == platform]
            title = platform_title(platform)
            blocks.append(Heading(text=f"{place}.{title}", level=3))
            blocks.append(media_table(accounts, scheme, name_head=f"{title}名称"))
            vetoed = [_media_veto(one) for one in accounts if one.veto]
            if vetoed:
                blocks.append(Paragraph(text=phrases.media_note(vetoed), small=True))
    return Annex(title=phrases.ANNEX_MEDIA, blocks=tuple(blocks))


def _charges(site: SiteMaterial) -> dict[str, str]:
    """What each finding of a site cost, and at which indicator."""
    where = indicators_of(site.score)
    return {finding: cost_at(cost, where[finding]) for finding, cost in costs(site.score).items()}


def _problem_annex(sites: Sequence[SiteMaterial], deadline: dt.date) -> Annex:
    listed = [(site, finding) for site in sites for finding in _counted(site)]
    charged = {finding: text for site in sites for finding, text in _charges(site).items()}
    rows = tuple(
        (
            str(number),
            site.site.name,
            texts.check_title(finding.check),
            cut(problem_of(finding), LONGEST_CELL),
            cut(finding.url, LONGEST_CELL),
            charged.get(finding.id, NONE),
            finding.id,
        )
        for number, (site, finding) in enumerate(listed[:MAX_LISTED], 1)
    )
    aligns = (Align.CENTER, *(Align.LEFT,) * 5, Align.CENTER)
    columns = table_columns(phrases.PROBLEM_HEADS, PROBLEM_WIDTHS, aligns, url=4)
    table = DocumentTable(columns=columns, rows=rows, numbered=True)
    more = (Paragraph(text=phrases.cut_list(MAX_LISTED, len(listed))),) if len(listed) > MAX_LISTED else ()
    by = Paragraph(text=phrases.all_by(deadline), small=True)
    return Annex(title=phrases.ANNEX_PROBLEMS, blocks=(*more, by, table), landscape=True)


def table_columns(
    titles: Iterable[str], widths: Iterable[float], aligns: Iterable[Align], *, url: int = -1
) -> tuple[DocumentColumn, ...]:
    """Columns of a table; `url` is the place of the one that holds addresses."""
    return tuple(
        DocumentColumn(title=title, width=width, align=align, is_url=place == url)
        for place, (title, width, align) in enumerate(zip(titles, widths, aligns, strict=True))
    )
