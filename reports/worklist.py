"""A site's findings as a list to work through: numbered as in the report's annex, most points to gain first."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reports import phrases, texts
from reports.annexes import indicators_of, local_day, unchecked_items
from reports.city_circular import COUNTED
from reports.conclusion import conclusion
from reports.document import spans
from reports.gains import points_to_gain
from reports.material import SiteMaterial, by_points_to_gain, screenshot_of
from reports.office_phrases import OTHER_CLASS, PROBLEM_CLASSES
from reports.records import FindingLike
from reports.reviewed_list import REVIEWS
from reports.scoring import judged
from reports.table_files import Chart
from reports.tables import Kind, Row, Table, TableColumn
from reports.wording import clause

WORKLIST_COLUMNS = (
    TableColumn("number", Kind.NUMBER, 6),
    TableColumn("check", width=20),
    TableColumn("severity", width=9),
    TableColumn("problem", width=60),
    TableColumn("url", Kind.URL, 48),
    TableColumn("link_target", Kind.URL, 40),
    TableColumn("occurrences", Kind.NUMBER, 9, bars=True),
    TableColumn("gain", Kind.NUMBER, 9, bars=True),
    TableColumn("indicator", width=20),
    TableColumn("standing", width=10),
    TableColumn("review", width=10, choices=REVIEWS),
    TableColumn("first_seen", Kind.DATE, 11, printed=False),
    TableColumn("screenshot", Kind.FILE, 24, printed=False),
    TableColumn("snapshot", width=30, printed=False),
    TableColumn("pages", Kind.LINES, 48, printed=False),
    TableColumn("id", width=18, printed=False),
)
CITY_COLUMNS = (WORKLIST_COLUMNS[0], TableColumn("name", width=28), *WORKLIST_COLUMNS[1:])
GAIN_COLUMNS = (
    TableColumn("number", Kind.NUMBER, 6),
    TableColumn("mend", width=60),
    TableColumn("count", Kind.NUMBER, 9, bars=True),
    TableColumn("gain", Kind.NUMBER, 11, bars=True),
    TableColumn("veto", Kind.FLAG, 12),
    TableColumn("items", width=40),
)
UNCHECKED_COLUMNS = (TableColumn("item", width=36), TableColumn("reason", width=90))


def worklist(material: SiteMaterial) -> Table:
    """Every finding, under the numbers the report refers to."""
    return Table("findings", WORKLIST_COLUMNS, [row for _, row in _rows(material)])


def worklists(material: SiteMaterial) -> list[Table]:
    """The same rows, a table for each class of problem in the order of the city's circular."""
    return _by_class(WORKLIST_COLUMNS, _rows(material))


def city_worklists(sites: Sequence[SiteMaterial]) -> list[Table]:
    """The problems of all sites under the numbers of the circular's annex: all of them, then a table for each class."""
    numbers = itertools.count(1)
    rows = [
        (finding, {**row, "number": next(numbers), "name": site.site.name})
        for site in sites
        for finding, row in _rows(site)
        if finding.severity in COUNTED
    ]
    return [Table("findings", CITY_COLUMNS, [row for _, row in rows]), *_by_class(CITY_COLUMNS, rows)]


def _by_class(columns: tuple[TableColumn, ...], rows: Iterable[tuple[FindingLike, Row]]) -> list[Table]:
    known = {check: title for title, checks in PROBLEM_CLASSES.items() for check in checks}
    classes: dict[str, list[Row]] = {title: [] for title in (*PROBLEM_CLASSES, OTHER_CLASS)}
    for finding, row in rows:
        classes[known.get(finding.check, OTHER_CLASS)].append(row)
    return [Table("findings", columns, listed, title=title) for title, listed in classes.items() if listed]


def gains_list(material: SiteMaterial) -> Table:
    """What to mend first."""
    rows = (
        {
            "number": number,
            "mend": one.text,
            "count": len(one.findings),
            "gain": one.points,
            "veto": one.veto,
            "items": phrases.items_text(spans(one.numbers)),
        }
        for number, one in enumerate(points_to_gain(material), 1)
    )
    return Table("gains", GAIN_COLUMNS, rows)


def city_summary(sites: Sequence[SiteMaterial]) -> Sequence[tuple[str, Any]]:
    """Label and value of the first sheet of the whole city."""
    first, score = sites[0], sites[0].score
    concluded = Counter(conclusion(site).words for site in sites)
    return [
        (phrases.SUMMARY_QUARTER, texts.quarter_text(first.quarter)),
        (texts.COLUMN_TITLES["as_of"], texts.date_text(first.as_of)),
        (phrases.SUMMARY_SITES, len(sites)),
        *concluded.items(),
        (texts.COLUMN_TITLES["scheme"], f"{score.scheme.title} {score.scheme.version}"),
        (texts.COLUMN_TITLES["scheme_sha256"], score.scheme.sha256),
        (texts.COLUMN_TITLES["notes"], score.scheme.inner_weights_note),
    ]


def city_charts(sites: Sequence[SiteMaterial]) -> list[Chart]:
    """For the first sheet of the whole city: problems by kind, and by site."""
    found = {site.site.name: [one for one in site.findings if one.severity in COUNTED] for site in sites}
    by_check = Counter(texts.check_title(one.check) for listed in found.values() for one in listed)
    by_site = Counter({name: len(listed) for name, listed in found.items() if listed})
    titles = ((phrases.CHART_FINDINGS, by_check), (phrases.CHART_SITES, by_site))
    return [Chart(title, phrases.UNIT_COUNT, counts.most_common()) for title, counts in titles if counts]


def charts(material: SiteMaterial) -> list[Chart]:
    """For the first sheet: findings by kind of problem, points lost by indicator."""
    counts = Counter(finding.check for finding in material.findings)
    by_check = [(texts.check_title(check), number) for check, number in counts.most_common()]
    lost = [(one.title, one.lost) for one in material.score.indicators() if one.lost]
    drawn = [Chart(phrases.CHART_FINDINGS, phrases.UNIT_COUNT, by_check)] if by_check else []
    by_points = sorted(lost, key=lambda one: -one[1])
    return drawn + ([Chart(phrases.CHART_LOST, phrases.UNIT_POINTS, by_points)] if lost else [])


def _rows(material: SiteMaterial) -> Iterator[tuple[FindingLike, dict[str, Any]]]:
    where = indicators_of(material.score)
    shares = {
        one: deduction.points / len(deduction.findings)
        for deduction in material.score.deductions()
        for one in deduction.findings
    }
    standing = material.history.standing
    for number, finding in enumerate(by_points_to_gain(material.findings, material.score), 1):
        yield (
            finding,
            {
                "number": number,
                "check": texts.check_title(finding.check),
                "severity": texts.SEVERITY_TITLES.get(finding.severity, finding.severity),
                "problem": clause(finding),
                "url": finding.url,
                "link_target": finding.target if "://" in (finding.target or "") else None,
                "occurrences": finding.occurrences,
                "gain": shares.get(finding.id),
                "indicator": where.get(finding.id),
                "standing": texts.STANDINGS[standing[finding.id]] if finding.id in standing else None,
                "first_seen": local_day(finding.first_seen),
                "screenshot": _file(material, finding),
                "snapshot": finding.evidence.get("snapshot"),
                "pages": finding.pages,
                "id": finding.id,
            },
        )


def _file(material: SiteMaterial, finding: FindingLike) -> str | None:
    """The screenshot's path on this machine, if there is one in the data directory."""
    path = screenshot_of(finding, material.data_dir)
    return None if path is None else str(path)


def unchecked_table(material: SiteMaterial) -> Table:
    """What was not checked, and why."""
    rows = ({"item": item, "reason": reason} for item, reason in unchecked_items(material))
    return Table("unchecked", UNCHECKED_COLUMNS, rows)


def summary(material: SiteMaterial) -> Sequence[tuple[str, Any]]:
    """Label and value of the first sheet."""
    score, seen = material.score, material.coverage
    counts = Counter(finding.check for finding in material.findings)
    results = {one.check: one for one in material.results}
    told = {  # a check that came to no judgement found nothing, which is not none
        check: counts[check] if counts[check] or judged(results.get(check)) else phrases.NOT_CHECKED
        for check in _checks(material)
    }
    return [
        (phrases.SUMMARY_SITE, material.site.name),
        (phrases.SUMMARY_URL, material.site.url),
        (texts.COLUMN_TITLES["as_of"], texts.date_text(material.as_of)),
        (phrases.SUMMARY_PAGES, seen.pages_read),
        (phrases.SUMMARY_LINKS, seen.links_checked),
        *((phrases.score_label(one.title), phrases.out_of(one.got, one.measured_points)) for one in score.dimensions),
        (phrases.score_label(texts.TOTAL), phrases.out_of(score.got, score.measured_points)),
        (texts.PROVISIONAL, "；".join(score.reasons) if score.provisional else texts.FLAGS[False]),
        *((texts.check_title(check), number) for check, number in told.items()),
        (texts.COLUMN_TITLES["scheme"], f"{score.scheme.title} {score.scheme.version}"),
        (texts.COLUMN_TITLES["scheme_sha256"], score.scheme.sha256),
        (texts.COLUMN_TITLES["notes"], score.scheme.inner_weights_note),
    ]


def _checks(material: SiteMaterial) -> list[str]:
    """The checks that ran or found something, in the order of the contract's table."""
    seen = {result.check for result in material.results} | {finding.check for finding in material.findings}
    known = [check for check in texts.CHECK_TITLES if check in seen]
    return known + sorted(seen - set(known))
