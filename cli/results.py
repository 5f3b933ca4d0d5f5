"""report, score, export: what a run yielded."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from checks.registry import all_checks
from cli import options, pictures
from cli.console import say, table, tell
from cli.exporting import write_export
from cli.options import FORMATS, Day, ExitStatus, RefusedError, option, shared
from cli.texts import t, why
from db import findings, runs
from db.engine import Database
from reports import build, office, phrases, texts
from reports.city_circular import COUNTED
from reports.conclusion import Conclusion, conclusion, doubts, reasons
from reports.document_files import ALL_DOCUMENT_FORMATS, DOCUMENT_FORMATS, DocumentFormat
from reports.exports import EXPORT_KINDS, ExportKind
from reports.gains import points_to_gain
from reports.material import SiteMaterial
from reports.office_phrases import judged_apart, office_of
from reports.office_wording import SHIPPED
from reports.pdf import NoConverterError, PdfError
from reports.scheme import DEFAULT_SCHEME, Scheme, load_scheme
from reports.scoring import DimensionScore, IndicatorScore, SiteScore

REPORTS: dict[str, tuple[build.ReportFormat, ...]] = {  # what a report is written as; the first are the default
    "self-inspection": ("docx", "html", "pdf"),
    "findings": ("xlsx", "csv", "jsonl"),
}
DEFAULT_FORMATS: dict[str, int] = {"self-inspection": 2, "findings": 3}
REPORT_FORMATS = ("docx", "html", "pdf", "xlsx", "csv", "jsonl")
CIRCULAR, NOTICE = "circular", "notice"  # what the city's office sends out
SHOWN = 50  # findings on the terminal; more are a job for a file


def of_run(command: Any) -> Any:
    """--run, --quarter and --site."""
    command = click.option("--scheme", "scheme_name", metavar="NAME", help=t("opt.scheme", default=DEFAULT_SCHEME))(
        command
    )
    command = option("--quarter", metavar="2026Q4", text="opt.quarter_of")(command)
    command = option("--site", "codes", multiple=True, metavar="CODE", text="opt.site")(command)
    return option("--run", "run_id", type=int, metavar="N", text="opt.run")(command)


def scheme(name: str | None = None) -> Scheme:
    """The scheme scores are computed under: one that ships with the program, or a file."""
    return load_scheme(name or DEFAULT_SCHEME, known_checks=all_checks())


@click.command(help=t("report.help"))
@click.argument("kind", type=click.Choice((*REPORTS, CIRCULAR, NOTICE)), metavar="KIND")
@of_run
@click.option("--output", metavar="DIR", help=t("report.output"))
@click.option("--issuer", metavar="NAME", help=t("report.issuer"))
@click.option("--deadline", type=Day(), help=t("report.deadline", days=office.DAYS_TO_MEND))
@click.option("--number", default="", metavar="TEXT", help=t("report.number"))
@click.option("--copies", default="", metavar="NAMES", help=t("report.copies"))
@click.option("--wording", metavar="FILE", help=t("report.wording", name=options.WORDING_FILE))
@click.option("--wording-template", metavar="FILE", help=t("report.wording_template"))
@click.option("--format", "formats", multiple=True, type=click.Choice(REPORT_FORMATS), help=t("report.format"))
@pictures.screenshots
@shared
def report(
    kind: str,
    run_id: int | None,
    quarter: str | None,
    codes: tuple[str, ...],
    scheme_name: str | None,
    output: str | None,
    issuer: str | None,
    deadline: dt.date | None,
    number: str,
    copies: str,
    wording: str | None,
    wording_template: str | None,
    formats: tuple[str, ...],
    screenshots: bool,
) -> int:
    """Writes reports of a run, a folder a site."""
    if wording_template is not None:
        return _write_wording(Path(wording_template))
    settings = options.settings_in_force()
    database = options.database(settings)
    run_id = _run(database, run_id, quarter, codes)
    folder = Path(output) if output else settings.data_dir / "reports" / f"run-{run_id}"
    known: tuple[str, ...] = REPORTS.get(kind, ALL_DOCUMENT_FORMATS)
    unknown = [one for one in formats if one not in known]
    if unknown:
        raise RefusedError(t("report.no_format", kind=kind, form=unknown[0], known="、".join(known)))
    chosen: Any = formats or known[: DEFAULT_FORMATS.get(kind, len(DOCUMENT_FORMATS))]
    if screenshots:
        pictures.take(
            database, run_id, options.machine(settings), codes=codes, severities=COUNTED if kind == NOTICE else ()
        )
    try:
        with options.wording(settings, wording):
            if kind in (CIRCULAR, NOTICE):
                letter = office.Letter(
                    issuer=issuer or _office(database, run_id),
                    written_on=options.today(),
                    deadline=deadline or options.today() + dt.timedelta(days=office.DAYS_TO_MEND),
                    number=number,
                    copies_to=copies,
                )
                return _office_report(database, kind, run_id, codes, folder, letter, scheme(scheme_name), chosen)
            data_dir = settings.data_dir
            for material in build.materials(database, run_id, scheme(scheme_name), sites=codes, data_dir=data_dir):
                below = folder if output and len(codes) == 1 else folder / build.safe_name(material.site.code)
                written = build.write_site_reports(material, below, written_on=options.today(), formats=chosen)
                for path in written.values():
                    tell(t("wrote", path=path))
    except NoConverterError:
        raise RefusedError(t("report.no_pdf")) from None
    except PdfError as error:
        raise RefusedError(t("report.pdf_failed", why=error)) from None
    except OSError as error:
        raise RefusedError(t("file.unwritable", path=error.filename or folder, why=why(error))) from None
    return ExitStatus.FINISHED


def _write_wording(path: Path) -> int:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(SHIPPED.read_text(encoding="utf-8"))
    except FileExistsError:
        raise RefusedError(t("report.wording_exists", path=path)) from None
    except OSError as error:
        raise RefusedError(t("file.unwritable", path=path, why=why(error))) from None
    tell(t("wrote", path=path))
    return ExitStatus.FINISHED


def _office_report(
    database: Database,
    kind: str,
    run_id: int,
    codes: Sequence[str],
    folder: Path,
    letter: office.Letter,
    chosen: Scheme,
    formats: Sequence[DocumentFormat],
) -> int:
    """The circular of a run, or the notices to its sites."""
    if kind == CIRCULAR and codes:
        raise RefusedError(t("report.circular_whole"))
    data_dir = options.settings_in_force().data_dir
    if kind == CIRCULAR:
        written = office.write_circular(database, run_id, folder, chosen, letter, formats=formats, data_dir=data_dir)
    else:
        notices = office.write_notices(
            database, run_id, folder, chosen, letter, sites=codes, formats=formats, data_dir=data_dir
        )
        written = [path for paths in notices.values() for path in paths]
        clean = [code for code, paths in notices.items() if not paths]
        if clean:
            say(t("report.no_notice", codes="、".join(clean)))
    for path in written:
        tell(t("wrote", path=path))
    say(t("report.to_verify"))
    return ExitStatus.FINISHED


def _office(database: Database, run_id: int) -> str:
    """The office that inspects: that of the government whose portal is among the run's sites."""
    with database.reading() as session:
        run = runs.get_run(session, run_id)
        rows = run.registry_used.get("sites", []) if run else []
        found = next((row.get("organization") for row in rows if row.get("kind") == "portal"), None)
    if not found:
        raise RefusedError(t("report.no_issuer"))
    return office_of(found)


@click.command(help=t("score.help"))
@of_run
@click.option("--details", is_flag=True, help=t("score.details"))
@shared
def score(
    run_id: int | None, quarter: str | None, codes: tuple[str, ...], scheme_name: str | None, details: bool
) -> int:
    """Prints scores."""
    database = options.database(options.settings_in_force())
    run_id = _run(database, run_id, quarter, codes)
    under = scheme(scheme_name)
    materials = list(build.materials(database, run_id, under, sites=codes))
    print_scores(database, run_id, materials)
    say(phrases.overview_scheme(under.title, under.version, under.sha256, ""))
    if details:
        for one in materials:
            print_deductions(one.score)
            print_gains(one)
    return ExitStatus.FINISHED


@click.command(help=t("export.help"))
@click.argument("kind", type=click.Choice(EXPORT_KINDS), metavar="KIND")
@of_run
@option("--format", "format_", type=click.Choice(FORMATS), text="opt.format")
@option("--output", metavar="FILE")
@pictures.screenshots
@shared
def export(
    kind: ExportKind,
    run_id: int | None,
    quarter: str | None,
    codes: tuple[str, ...],
    scheme_name: str | None,
    format_: str | None,
    output: str | None,
    screenshots: bool,
) -> int:
    """Exports raw data."""
    settings = options.settings_in_force()
    database = options.database(settings)
    chosen = _run(database, run_id, quarter, codes)
    if screenshots:
        pictures.take(database, chosen, options.machine(settings), codes=codes)
    write_export(database, chosen, kind, format_, output, codes, lambda: scheme(scheme_name))
    return ExitStatus.FINISHED


def print_overview(database: Database, run_id: int) -> None:
    """Sites with their scores, and findings by check."""
    print_scores(database, run_id, list(build.materials(database, run_id, scheme())))
    counts = Counter(one.check for one in _found(database, run_id))
    known = all_checks()
    named = [(check, known[check].title if check in known else "", counts[check]) for check in sorted(counts)]
    if named:
        table(t("table.by_check"), (t("col.check"), t("col.title"), t("col.count")), named, right=(2,))
    else:
        tell(t("findings.none"))
    print_crashes(database, run_id)


def print_crashes(database: Database, run_id: int) -> None:
    """Which check's program failed where: its result there is missing, all others stand."""
    known = all_checks()
    with database.reading() as session:
        for inspection in runs.inspections_of(session, run_id):
            for result in runs.load_check_results(session, inspection.id):
                if result.errors:
                    title = known[result.check].title if result.check in known else result.check
                    first = next((str(note["url"]) for note in result.notes.get("errors") or ()), "")
                    say(t("check.crashed", site=inspection.site, title=title, count=result.errors, url=first))


def print_scores(database: Database, run_id: int, materials: Sequence[SiteMaterial]) -> None:
    """A row a site: how it was inspected, what was found, the verdict, its points in what is measured."""
    counts = {one.site.code: len(one.findings) for one in materials}
    scored = [one.score for one in materials]
    with database.reading() as session:
        states = {one.site: (one.state, one.reason) for one in runs.inspections_of(session, run_id)}
    measured = [one.id for one in scored[0].dimensions if one.indicators] if scored else []
    parts = [one for one in scored[0].dimensions if one.id in measured] if scored else []
    titles = [f"{one.title}\n({_short(one.points)})" for one in parts]
    graded = any(one.grade is not None for one in materials)
    entered = any(one.entered_points for one in scored)
    rows = [
        (
            one.name,
            phrases.inspection_state(*states[one.site]),
            counts[one.site],
            len(one.vetoes),
            conclusion(material).words,
            *(_points(part, provisional=one.provisional) for part in one.dimensions if part.id in measured),
            *((_out_of(one.entered_got, one.entered_points),) if entered else ()),
            _short(one.missing_points),
            *((_grade(material),) if graded else ()),
        )
        for one, material in zip(scored, materials, strict=True)
    ]
    heads = (
        t("col.site"),
        t("col.state"),
        t("col.findings"),
        t("col.veto"),
        t("col.conclusion"),
        *titles,
        *((t("col.entered"),) if entered else ()),
        t("col.missing"),
        *((t("col.grade"),) if graded else ()),
    )
    table(t("table.sites"), heads, rows, right=range(2, len(heads)))
    for material in materials:
        if conclusion(material) is Conclusion.FAILED:
            say(t("score.failed", name=material.site.name, why="、".join(reasons(material))))
        if conclusion(material) is Conclusion.UNDECIDED:
            say(t("score.undecided", name=material.site.name, why="、".join(doubts(material))))
    apart = Counter(title for one in scored for title in one.vetoes_apart)
    if apart:
        say(judged_apart(list(apart.items())))
    if any(one.provisional for one in scored):
        say(t("score.provisional"))
    if scored and scored[0].scheme.inner_weights_note:
        say(scored[0].scheme.inner_weights_note)


def print_gains(material: SiteMaterial) -> None:
    """What to mend first."""
    gains = points_to_gain(material)
    if gains:
        rows = [
            (number, one.text, len(one.findings), texts.VETO_FIRST if one.veto else f"{one.points:f}")
            for number, one in enumerate(gains, 1)
        ]
        title = t("table.gains", name=material.site.name)
        table(title, (t("col.order"), t("col.mend"), t("col.count"), t("col.gain")), rows, right=(0, 2, 3))


def _grade(material: SiteMaterial) -> str:
    one = material.grade
    return "" if one is None else f"{one.total}{'*' if one.provisional else ''}"


def print_findings(database: Database, run_id: int) -> None:
    """The first findings of a run as a table."""
    found = _found(database, run_id)
    rows = [(t(f"severity.{one.severity}"), one.check, one.message, one.url) for one in found[:SHOWN]]
    if rows:
        heads = (t("col.severity"), t("col.check"), t("col.message"), t("col.where"))
        table(t("table.findings"), heads, rows)
    if len(found) > SHOWN:
        say(t("findings.more", count=len(found) - SHOWN, run=run_id))


def print_deductions(one: SiteScore) -> None:
    """Every point a site lost and the findings behind it."""
    rows = [
        (
            indicator.title,
            f"{deduction.points:.2f}",
            f"{deduction.text}：{deduction.computation}",
            "、".join(deduction.findings),
        )
        for indicator in one.indicators()
        for deduction in indicator.deductions
    ]
    heads = (t("col.indicator"), t("col.lost"), t("col.reason"), t("col.findings"))
    table(one.name, heads, rows, right=(1,))
    parts: list[DimensionScore | IndicatorScore] = [*one.dimensions, *one.indicators()]
    for part in parts:
        if part.entered:
            given = part.entered
            tell(f"{part.title}：{texts.entered(given.points, part.points, given.by, given.reason)}")
    for reason in one.reasons:
        tell(f"{t('provisional')}：{reason}")


def _found(database: Database, run_id: int) -> list[findings.FindingRecord]:
    with database.reading() as session:
        return findings.query_findings(session, run_id=run_id)


def _points(part: DimensionScore, *, provisional: bool) -> str:
    mark = "*" if provisional and part.reasons else ""
    return f"{_out_of(part.got, part.measured_points)}{mark}"


def _out_of(got: Decimal, points: Decimal) -> str:
    return f"{_short(got)}/{_short(points)}" if points else phrases.NONE


def _short(points: Decimal) -> str:
    """Points without idle noughts."""
    return f"{points.normalize():f}"


def _run(database: Database, run_id: int | None, quarter: str | None, codes: Sequence[str]) -> int:
    with database.reading() as session:
        listed = runs.list_runs(session)
        known = [run.id for run in listed]
        inspected = [run.id for run in listed if run.kind != runs.VERIFICATION]
        named = runs.run_of_quarter(session, quarter.upper()) if quarter else None
    if not known:
        raise RefusedError(t("run.none"))
    if quarter:
        if named is None or run_id not in (None, named.id):
            raise RefusedError(t("run.none_of_quarter", quarter=quarter))
        run_id = named.id
    chosen = max(inspected or known) if run_id is None else run_id  # a verification looks at a part only
    if chosen not in known:
        raise RefusedError(t("run.unknown", run=chosen, known="、".join(map(str, known[:10]))))
    has = _sites(database, chosen)
    missing = sorted(set(codes) - set(has))
    if missing:
        raise RefusedError(t("run.site_not_in_run", run=chosen, codes="、".join(missing), known="、".join(has)))
    return chosen


def _sites(database: Database, run_id: int) -> list[str]:
    with database.reading() as session:
        return [inspection.site for inspection in runs.inspections_of(session, run_id)]
