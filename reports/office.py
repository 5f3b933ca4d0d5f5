"""What the city's office sends out, from the database to files: the circular, and a rectification notice per site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from checks.registry import all_checks
from db import figures
from db.engine import Database
from reports import build
from reports.city_circular import city_circular
from reports.document_files import DOCUMENT_FORMATS, DocumentFormat, write_document
from reports.exports import run_of
from reports.material import quarter_of
from reports.media import MEDIA_SCHEME, Adopted, MediaAccount, ranked_lists
from reports.notice import rectification_notice
from reports.proofreading import require_clean
from reports.scheme import Scheme, load_scheme
from reports.table_files import write_xlsx
from reports.worklist import city_charts, city_summary, city_worklists

CIRCULAR_FILE, NOTICE_FILE = "circular", "notice"
DAYS_TO_MEND = 15  # unless the office names another day


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What an office says of its own letter: who issues it and when, by when things are to be mended, its number
    (发文字号) and who gets a copy (抄送)."""

    issuer: str
    written_on: dt.date
    deadline: dt.date
    number: str = ""
    copies_to: str = ""


def write_circular(
    db: Database,
    run_id: int,
    folder: Path,
    scheme: Scheme,
    letter: Letter,
    *,
    formats: Sequence[DocumentFormat] = DOCUMENT_FORMATS,
    data_dir: Path | None = None,
    browser: str = "",
) -> list[Path]:
    """Writes the circular of a run, and a workbook of all its problems; returns the paths.

    Raises DocumentFaultError, NoSuchRunError, and for pdf NoConverterError, PdfError.
    """
    sites = list(build.materials(db, run_id, scheme, data_dir=data_dir))
    with db.reading() as session:
        run = run_of(session, run_id)
        periods = (run.quarter or quarter_of(run.as_of), str(run.as_of.year))
        accounts = next(filter(None, (figures.media(session, one) for one in periods)), [])
        units = next(filter(None, (figures.adoption(session, one) for one in periods)), [])
        as_of = run.as_of
    media_scheme = load_scheme(MEDIA_SCHEME, known_checks=all_checks())
    media = [msgspec.convert(one.data, MediaAccount) for one in accounts]
    document = city_circular(
        sites,
        issuer=letter.issuer,
        written_on=letter.written_on,
        deadline=letter.deadline,
        media=ranked_lists(media, media_scheme, as_of=as_of),
        adopted=[Adopted(level=one.level, unit=one.unit, adopted=one.adopted) for one in units],
        media_scheme=media_scheme,
        number=letter.number,
        copies_to=letter.copies_to,
    )
    require_clean(document)
    written = write_document(document, folder, CIRCULAR_FILE, formats, browser=browser)
    book = folder / f"{CIRCULAR_FILE}.xlsx"
    write_xlsx(city_worklists(sites), book, summary=city_summary(sites), charts=city_charts(sites))
    return [*written, book]


def write_notices(
    db: Database,
    run_id: int,
    folder: Path,
    scheme: Scheme,
    letter: Letter,
    *,
    sites: Sequence[str] = (),
    formats: Sequence[DocumentFormat] = DOCUMENT_FORMATS,
    data_dir: Path | None = None,
    browser: str = "",
) -> dict[str, list[Path]]:
    """Writes a notice for each site of a run (of these only, if named) below `folder`, with the screenshots that are in
    `data_dir`; a site without problems gets none, and has no paths. Raises as `write_circular`."""
    written: dict[str, list[Path]] = {}
    for material in build.materials(db, run_id, scheme, sites=sites, data_dir=data_dir):
        document = rectification_notice(
            material,
            issuer=letter.issuer,
            written_on=letter.written_on,
            deadline=letter.deadline,
            number=letter.number,
            copies_to=letter.copies_to,
        )
        code = material.site.code
        written[code] = []
        if document is not None:
            require_clean(document)
            below = folder / build.safe_name(code)
            written[code] = write_document(document, below, NOTICE_FILE, formats, browser=browser)
    return written
