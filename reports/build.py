"""From the database to files: what the command line and the console call.

Every function takes an open `Database` and the number of a run, and reads one state of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import msgspec
from sqlalchemy.orm import Session

from db import figures, runs, urls
from db import findings as finding_rows
from db.engine import Database
from db.models import Inspection, Run
from reports import phrases
from reports.comparison import history
from reports.document import Document
from reports.document_files import write_document
from reports.entered import BONUS, with_entries
from reports.exports import inspections_of, run_of
from reports.grading import Grade, grade
from reports.html import Overview, OverviewSite, write_overview
from reports.material import Coverage, SiteInfo, SiteMaterial, coverage, quarter_of
from reports.proofreading import describe, require_clean
from reports.scheme import Scheme
from reports.scoring import Entered, SiteScore, judged, score
from reports.self_inspection import self_inspection
from reports.table_files import write_table, write_xlsx
from reports.tables import findings_table, scores_table
from reports.worklist import charts, gains_list, summary, unchecked_table, worklist, worklists

ReportFormat = Literal["docx", "html", "pdf", "xlsx", "csv", "jsonl"]
REPORT_FORMATS: tuple[ReportFormat, ...] = ("docx", "html", "xlsx", "csv", "jsonl")
FILE_NAMES: dict[ReportFormat, str] = {
    "docx": "self-inspection.docx",
    "html": "self-inspection.html",
    "pdf": "self-inspection.pdf",
    "xlsx": "findings.xlsx",
    "csv": "findings.csv",
    "jsonl": "findings.jsonl",
}
OVERVIEW_FILE = "index.html"
SERVICE_CHECK = "incomplete_service_guide"  # left out for a site in the registry: its office serves no public
NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9.-]+")


class RunReports(msgspec.Struct, frozen=True, kw_only=True):
    """What was written for a run: the overview, and the files of each site by format."""

    overview: Path
    sites: dict[str, dict[ReportFormat, Path]]
    scores: list[SiteScore]
    faults: tuple[str, ...] = ()  # what our own proofreading found in the reports


def scores(db: Database, run_id: int, scheme: Scheme, *, sites: Sequence[str] = ()) -> list[SiteScore]:
    """The scores of a run's sites (of these only, if named), in the order of the run."""
    return [one.score for one in materials(db, run_id, scheme, sites=sites)]


def materials(
    db: Database, run_id: int, scheme: Scheme, *, sites: Sequence[str] = (), data_dir: Path | None = None
) -> Iterator[SiteMaterial]:
    """What the documents of a run's sites (of these only, if named) are made from, one after the other. Raises
    NoSuchRunError."""
    with db.reading() as session:
        run = run_of(session, run_id)
        for inspection in inspections_of(session, run, sites):
            yield material_of(session, run, inspection, scheme, data_dir=data_dir)


def site_material(
    db: Database, run_id: int, site: str, scheme: Scheme, *, data_dir: Path | None = None
) -> SiteMaterial:
    """What the documents of one site are made from. Raises NoSuchRunError."""
    return next(materials(db, run_id, scheme, sites=[site], data_dir=data_dir))


def write_site_reports(
    material: SiteMaterial,
    folder: Path,
    *,
    written_on: dt.date,
    formats: Iterable[ReportFormat] = REPORT_FORMATS,
    check: Callable[[Document], None] = require_clean,
    browser: str = "",
) -> dict[ReportFormat, Path]:
    """Writes a site's report (docx, html) and findings (xlsx, csv, jsonl) into `folder`; returns the paths.

    `check` sees the report before it is written; by default a fault in its wording raises DocumentFaultError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    document = self_inspection(material, written_on=written_on)
    check(document)
    written: dict[ReportFormat, Path] = {}
    for form in formats:
        path = folder / FILE_NAMES[form]
        if form == "docx" or form == "html" or form == "pdf":
            write_document(document, folder, path.stem, [form], browser=browser)
        elif form == "xlsx":
            tables = [
                gains_list(material),
                worklist(material),
                *worklists(material),
                scores_table([material.score]),
                unchecked_table(material),
            ]
            write_xlsx(tables, path, summary=summary(material), charts=charts(material))
        else:
            write_table(findings_table(material.findings), path, form)
        written[form] = path
    return written


def write_run_reports(
    db: Database,
    run_id: int,
    folder: Path,
    scheme: Scheme,
    *,
    written_on: dt.date,
    formats: Iterable[ReportFormat] = REPORT_FORMATS,
    data_dir: Path | None = None,
) -> RunReports:
    """Writes every site's reports into a folder of its own below `folder`, and the overview `index.html`.

    `data_dir` is where the findings' screenshots lie, if lists are to lead to them.
    """
    wanted, files, scored, lines = tuple(formats), {}, [], []
    faults: list[str] = []  # told in the overview: one bad name must not cost the other sites their reports
    found = finished = 0
    folder.mkdir(parents=True, exist_ok=True)
    with db.reading() as session:
        run = run_of(session, run_id)
        quarter = run.quarter or quarter_of(run.as_of)
        for inspection in inspections_of(session, run):
            material = material_of(session, run, inspection, scheme, data_dir=data_dir)
            code = inspection.site
            files[code] = write_site_reports(
                material,
                folder / safe_name(code),
                written_on=written_on,
                formats=wanted,
                check=lambda document: faults.extend(filter(None, [describe(document)])),
            )
            scored.append(material.score)
            lines.append(_overview_line(material, inspection, folder, files[code]))
            found += len(material.findings)
            finished += inspection.state == runs.FINISHED
        as_of = run.as_of
    facts = (
        phrases.overview_facts(as_of, len(lines), finished, found),
        phrases.overview_scheme(scheme.title, scheme.version, scheme.sha256, scheme.inner_weights_note),
        phrases.OVERVIEW_READING,
        *faults,
    )
    overview = Overview(title=phrases.overview_title(quarter), facts=facts, sites=tuple(lines))
    path = write_overview(overview, folder / OVERVIEW_FILE)
    return RunReports(overview=path, sites=files, scores=scored, faults=tuple(faults))


def safe_name(code: str) -> str:
    """A site code (or the host of a bare URL) as the name of a folder."""
    return NOT_IN_FILE_NAMES.sub("_", code).strip(".") or "_"


def material_of(
    session: Session, run: Run, inspection: Inspection, scheme: Scheme, *, data_dir: Path | None = None
) -> SiteMaterial:
    """What the documents of one inspection are made from."""
    site = _site(run, inspection.site)
    found = finding_rows.query_findings(session, inspection_id=inspection.id)
    results = runs.load_check_results(session, inspection.id)
    seen = coverage(urls.iterate(session, inspection.id))
    failure = _failure(inspection)
    entries = _entries(session, run.quarter or quarter_of(run.as_of), scheme, site.code)
    scored = score(
        scheme,
        found,
        results,
        site=site.code,
        name=site.name,
        home_urls=[site.url, *seen.home_urls],
        incomplete=_incomplete(failure, seen),
    )
    return SiteMaterial(
        site=site,
        run=run.id,
        quarter=run.quarter or quarter_of(run.as_of),
        as_of=run.as_of,
        coverage=seen,
        findings=found,
        results=results,
        failure=failure,
        score=with_entries(scored, entries),
        grade=_grade(with_entries(scored, entries), scheme, site, entries),
        history=history(session, run, inspection),
        data_dir=data_dir,
    )


def _grade(scored: SiteScore, scheme: Scheme, site: SiteInfo, entries: Mapping[str, Entered]) -> Grade | None:
    if scheme.grading is None:
        return None
    bonus = entries[BONUS].points if BONUS in entries else Decimal(0)
    return grade(scored, scheme.grading, kind=site.kind, has_services=site.has_services, bonus=bonus)


def _entries(session: Session, period: str, scheme: Scheme, site: str) -> dict[str, Entered]:
    """What people entered for a site in the run's quarter."""
    return {
        one.item: Entered(points=one.points, reason=one.reason, by=one.entered_by, at=one.entered_at)
        for one in figures.manual_scores(session, period, scheme.id)
        if one.site == site
    }


def _incomplete(failure: str, seen: Coverage) -> list[str]:
    whole = [phrases.not_finished(failure)] if failure else []
    return whole + [phrases.not_read(reason, number) for reason, number in seen.gaps]


def _failure(inspection: Inspection) -> str:
    """Why the inspection is not whole: its reason, or else its state."""
    return "" if inspection.state == runs.FINISHED else inspection.reason or inspection.state


def _site(run: Run, code: str) -> SiteInfo:
    """The site as the run's registry had it; a bare URL has none, and goes by its host."""
    rows = (row for row in run.registry_used.get("sites", []) if row.get("code") == code)
    row: Mapping[str, Any] = next(rows, {})
    return SiteInfo(
        code=code,
        name=row.get("name") or code,
        url=row.get("url") or "",
        organization=row.get("organization") or "",
        kind=row.get("kind") or "",
        id_code=row.get("site_id_code") or "",
        has_services=SERVICE_CHECK not in (row.get("skip") or ()),
    )


def _overview_line(
    material: SiteMaterial, inspection: Inspection, folder: Path, files: dict[ReportFormat, Path]
) -> OverviewSite:
    scored = material.score
    return OverviewSite(
        code=material.site.code,
        name=material.site.name,
        url=material.site.url,
        state=phrases.inspection_state(inspection.state, inspection.reason),
        dimensions=tuple(
            (one.title, phrases.out_of(one.got, one.measured_points)) for one in scored.dimensions if one.indicators
        ),
        total=phrases.out_of(scored.got, scored.measured_points),
        provisional=scored.provisional,
        vetoes=len(scored.vetoes),
        counts=_counts(material),
        files=tuple((phrases.FILE_TITLES[form], path.relative_to(folder).as_posix()) for form, path in files.items()),
    )


def _counts(material: SiteMaterial) -> tuple[tuple[str, int], ...]:
    """How many findings each check had; a check that came to no judgement is left out, not counted as none."""
    counts = Counter(finding.check for finding in material.findings)
    counts.update({result.check: 0 for result in material.results if judged(result)})
    return tuple(sorted(counts.items()))
