"""A site's findings as a list to work through: numbered as in the report's annex, most points to gain first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports import phrases, texts
from reports.annexes import costs, local_day, unchecked_items
from reports.material import SiteMaterial, by_points_to_gain
from reports.tables import Kind, Table, TableColumn
from reports.wording import clause

WORKLIST_COLUMNS = (
    TableColumn("number", Kind.NUMBER, 6),
    TableColumn("check", width=20),
    TableColumn("severity", width=9),
    TableColumn("problem", width=60),
    TableColumn("url", Kind.URL, 48),
    TableColumn("target", Kind.URL, 40),
    TableColumn("occurrences", Kind.NUMBER, 9),
    TableColumn("cost", width=14),
    TableColumn("first_seen", Kind.DATE, 11),
    TableColumn("pages", Kind.LINES, 48),
    TableColumn("id", width=18),
)
UNCHECKED_COLUMNS = (TableColumn("item", width=36), TableColumn("reason", width=90))


def worklist(material: SiteMaterial) -> Table:
    """Every finding, under the numbers the report refers to."""
    told = costs(material.score)
    rows = (
        {
            "number": number,
            "check": texts.check_title(finding.check),
            "severity": texts.SEVERITY_TITLES.get(finding.severity, finding.severity),
            "problem": clause(finding),
            "url": finding.url,
            "target": finding.target,
            "occurrences": finding.occurrences,
            "cost": told.get(finding.id, phrases.NONE),
            "first_seen": local_day(finding.first_seen),
            "pages": finding.pages,
            "id": finding.id,
        }
        for number, finding in enumerate(by_points_to_gain(material.findings, material.score), 1)
    )
    return Table("findings", WORKLIST_COLUMNS, rows)


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
