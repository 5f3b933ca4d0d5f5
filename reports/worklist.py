"""A site's findings as a list to work through: numbered as in the report's annex, most points to gain first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from reports import phrases, texts
from reports.annexes import costs, local_day, unchecked_items
from reports.document import spans
from reports.gains import points_to_gain
from reports.material import SiteMaterial, by_points_to_gain, screenshot_of
from reports.office_phrases import OTHER_CLASS, PROBLEM_CLASSES
from reports.records import FindingLike
from reports.table_files import Chart
from reports.tables import Kind, Row, Table, TableColumn
from reports.wording import clause

WORKLIST_COLUMNS = (
    TableColumn("number", Kind.NUMBER, 6),
    TableColumn("check", width=20),
    TableColumn("severity", width=9),
    TableColumn("problem", width=60),
    TableColumn("url", Kind.URL, 48),
    TableColumn("target", Kind.URL, 40),
    TableColumn("occurrences", Kind.NUMBER, 9, bars=True),
    TableColumn("gain", Kind.NUMBER, 9, bars=True),
    TableColumn("cost", width=14),
    TableColumn("standing", width=10),
    TableColumn("first_seen", Kind.DATE, 11),
    TableColumn("screenshot", Kind.FILE, 24),
    TableColumn("snapshot", width=30),
    TableColumn("pages", Kind.LINES, 48),
    TableColumn("id", width=18),
)
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
    return Table("findings", WORKLIST_COLUMNS, _rows(material))


def worklists(material: SiteMaterial) -> list[Table]:
    """The same rows, a table for each class of problem in the order of the city's circular."""
    known = {check: title for title, checks in PROBLEM_CLASSES.items() for check in checks}
    classes: dict[str, list[Row]] = {title: [] for title in (*PROBLEM_CLASSES, OTHER_CLASS)}
    for finding, row in zip(_ordered(material), _rows(material), strict=True):
        classes[known.get(finding.check, OTHER_CLASS)].append(row)
    return [Table("findings", WORKLIST_COLUMNS, rows, title=title) for title, rows in classes.items() if rows]


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


def charts(material: SiteMaterial) -> list[Chart]:
    """For the first sheet: findings by kind of problem, points lost by indicator."""
    counts = Counter(finding.check for finding in material.findings)
    by_check = [(texts.check_title(check), number) for check, number in counts.most_common()]
    lost = [(one.title, one.lost) for one in material.score.indicators() if one.lost]
    drawn = [Chart(phrases.CHART_FINDINGS, phrases.UNIT_COUNT, by_check)] if by_check else []
    by_points = sorted(lost, key=lambda one: -one[1])
    return drawn + ([Chart(phrases.CHART_LOST, phrases.UNIT_POINTS, by_points)] if lost else [])


def _ordered(material: SiteMaterial) -> list[FindingLike]:
    return by_points_to_gain(material.findings, material.score)


def _rows(material: SiteMaterial) -> Iterator[Row]:
    told = costs(material.score)
    shares = {
        one: deduction.points / len(deduction.findings)
        for deduction in material.score.deductions()
        for one in deduction.findings
    }
    standing = material.history.standing
    for number, finding in enumerate(_ordered(material), 1):
        yield {
            "number": number,
            "check": texts.check_title(finding.check),
            "severity": texts.SEVERITY_TITLES.get(finding.severity, finding.severity),
            "problem": clause(finding),
            "url": finding.url,
            "target": finding.target,
            "occurrences": finding.occurrences,
            "gain": shares.get(finding.id),
            "cost": told.get(finding.id, phrases.NONE),
            "standing": texts.STANDINGS[standing[finding.id]] if finding.id in standing else None,
            "first_seen": local_day(finding.first_seen),
            "screenshot": _file(material, finding),
            "snapshot": finding.evidence.get("snapshot"),
            "pages": finding.pages,
            "id": finding.id,
        }


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
    counts = {check: sum(finding.check == check for finding in material.findings) for check in _checks(material)}
    return [
        (phrases.SUMMARY_SITE, material.site.name),
        (phrases.SUMMARY_URL, material.site.url),
        (texts.COLUMN_TITLES["as_of"], texts.date_text(material.as_of)),
        (phrases.SUMMARY_PAGES, seen.pages_read),
        (phrases.SUMMARY_LINKS, seen.links_checked),
        *((phrases.score_label(one.title), phrases.out_of(one.got, one.measured_points)) for one in score.dimensions),
        (phrases.score_label(texts.TOTAL), phrases.out_of(score.got, score.measured_points)),
        (texts.PROVISIONAL, "；".join(score.reasons) if score.provisional else texts.FLAGS[False]),
        *((texts.check_title(check), number) for check, number in counts.items()),
        (texts.COLUMN_TITLES["scheme"], f"{score.scheme.title} {score.scheme.version}"),
        (texts.COLUMN_TITLES["scheme_sha256"], score.scheme.sha256),
        (texts.COLUMN_TITLES["notes"], score.scheme.inner_weights_note),
    ]


def _checks(material: SiteMaterial) -> list[str]:
    """The checks that ran or found something, in the order of the contract's table."""
    seen = {result.check for result in material.results} | {finding.check for finding in material.findings}
    known = [check for check in texts.CHECK_TITLES if check in seen]
    return known + sorted(seen - set(known))
