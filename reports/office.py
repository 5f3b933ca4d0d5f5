"""What the city's office sends out, from the database to files: the circular, and a rectification notice per site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from db import figures, runs
from db.engine import Database
from db.findings import compare_findings
from reports import office_phrases as phrases
from reports.build import inspections_of, material_of, run_of, safe_name
from reports.city_circular import Changes, city_circular
from reports.document import Annex, Document
from reports.html import write_html
from reports.material import quarter_of
from reports.media import Adopted, adoption_table
from reports.notice import rectification_notice
from reports.proofreading import require_clean
from reports.scheme import Scheme

CIRCULAR_FILE, NOTICE_FILE = "circular", "notice"
DAYS_TO_MEND = 15  # unless the office names another day


def write_circular(
    db: Database, run_id: int, folder: Path, scheme: Scheme, *, issuer: str, written_on: dt.date, deadline: dt.date
) -> list[Path]:
    """Writes the circular of a run as docx and html; returns the paths. Raises DocumentFaultError, NoSuchRunError."""
    with db.reading() as session:
        run = run_of(session, run_id)
        inspections = inspections_of(session, run)
        sites = [material_of(session, run, one, scheme) for one in inspections]
        adopted = [
            Adopted(level=one.level, unit=one.unit, adopted=one.adopted)
            for one in figures.adoption(session, run.quarter or quarter_of(run.as_of))
        ]
        before = [compare_findings(session, one.id) for one in inspections if one.state == runs.FINISHED]
    compared = [one for one in before if one.previous is not None]
    changes = Changes(
        new=sum(len(one.new) for one in compared),
        still=sum(len(one.still) for one in compared),
        back=sum(len(one.back) for one in compared),
        mended=sum(len(one.gone) for one in compared),
    )
    document = city_circular(
        sites,
        issuer=issuer,
        written_on=written_on,
        deadline=deadline,
        changes=changes if compared else None,
        further_annexes=[Annex(title=phrases.ANNEX_ADOPTION, blocks=(adoption_table(adopted),))] if adopted else [],
    )
    return _written(document, folder, CIRCULAR_FILE)


def write_notices(
    db: Database,
    run_id: int,
    folder: Path,
    scheme: Scheme,
    *,
    issuer: str,
    written_on: dt.date,
    deadline: dt.date,
    sites: Sequence[str] = (),
    data_dir: Path | None = None,
) -> dict[str, list[Path]]:
    """Writes a notice for each site of a run (of these only, if named) below `folder`; a site without problems gets
    none, and has no paths. `data_dir` is where the findings' screenshots lie, if they are to be in it. Raises
    DocumentFaultError, NoSuchRunError."""
    written: dict[str, list[Path]] = {}
    with db.reading() as session:
        run = run_of(session, run_id)
        materials = [material_of(session, run, one, scheme) for one in inspections_of(session, run, sites)]
    for material in materials:
        document = rectification_notice(
            material, issuer=issuer, written_on=written_on, deadline=deadline, data_dir=data_dir
        )
        code = material.site.code
        written[code] = _written(document, folder / safe_name(code), NOTICE_FILE) if document else []
    return written


def _written(document: Document, folder: Path, name: str) -> list[Path]:
    from reports.docx_gbt9704 import write_docx  # python-docx is loaded where a document is asked for

    require_clean(document)
    folder.mkdir(parents=True, exist_ok=True)
    return [write_docx(document, folder / f"{name}.docx"), write_html(document, folder / f"{name}.html")]
