"""checks, proofread, doctor."""

from __future__ import annotations

import inspect
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import msgspec
import psutil

from checks.registry import UnknownCheckError, all_checks
from checks.words import proofread as proofreading
from cli import options
from cli.console import table, tell
from cli.options import ExitStatus, Refused, option, shared
from cli.texts import t
from crawler.rendering import find_chromium
from db.engine import open_database
from db.errors import DatabaseError

TIERS = ("error", "likely", "suspected")
GIB = 1024**3
LEAST_MEMORY_GIB = 2
LEAST_DISK_GIB = 5


@click.command(help=t("checks.help"))
@click.argument("check_id", required=False, metavar="[ID]")
@shared
def checks(check_id: str | None) -> int:
    """Lists the checks, or explains one."""
    known = all_checks()
    if check_id is None:
        heads = (t("col.check"), t("col.title"), t("col.class"), t("col.severity"))
        rows = [(one.id, one.title, one.rule_class.value, t(f"severity.{one.severity}")) for one in known.values()]
        table("", heads, rows)
        return ExitStatus.FINISHED
    if check_id not in known:
        raise UnknownCheckError([check_id], known)
    one = known[check_id]
    tell(f"{one.id}  {one.title}  [{one.rule_class}]  {t(f'severity.{one.severity}')}\n")
    tell(inspect.cleandoc(one.__doc__ or ""))
    for name, choice in one.options.items():
        tell(f"\n[checks.{one.id}]\n{name} = {choice.default!r}  # {choice.help}")
    return ExitStatus.FINISHED


@click.command(help=t("proofread.help"))
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--tier", type=click.Choice(TIERS), default="likely", show_default=True, help=t("proofread.tier"))
@option("--format", "format_", type=click.Choice(("table", "jsonl")), default="table", text="opt.format")
@shared
def proofread(files: tuple[str, ...], tier: str, format_: str) -> int:
    """Checks the wording of files."""
    count = 0
    for name in files:
        try:
            faults = proofreading.proofread_text(*_text_of(name))
        except proofreading.UnreadableError as error:
            raise Refused(t("file.unreadable", path=name, why=error)) from None
        shown = [fault for fault in faults if TIERS.index(fault.tier) <= TIERS.index(tier)]
        count += len(shown)
        if format_ == "jsonl":
            for fault in shown:
                sys.stdout.write(msgspec.json.encode(fault).decode() + "\n")
        elif shown:
            rows = [(f"{f.line}:{f.start + 1}", f.wrong, f.suggestion, t(f"tier.{f.tier}"), f.context) for f in shown]
            heads = (t("col.where"), t("col.wrong"), t("col.suggestion"), t("col.tier"), t("col.message"))
            table(name, heads, rows)
    if format_ == "table":
        tell(t("proofread.found", count=count) if count else t("proofread.clean", files=len(files)))
    return ExitStatus.FINISHED


def _text_of(name: str) -> tuple[str, str]:
    if name == "-":
        return proofreading.decode(sys.stdin.buffer.read()), "-"
    try:
        return proofreading.read_text(Path(name)), name
    except OSError as error:
        raise Refused(t("file.unreadable", path=name, why=error.strerror)) from None


@click.command(help=t("doctor.help"))
@shared
def doctor() -> int:
    """Says what is missing."""
    heads = (t("col.what"), t("col.status"), t("col.remedy"))
    findings = list(_examine())
    rows = [(what, status, "" if well else remedy) for what, well, status, remedy in findings]
    table("", heads, rows)
    if all(well for _, well, _, _ in findings):
        tell(t("doctor.all_well"))
    return ExitStatus.FINISHED


def _examine() -> Iterator[tuple[str, bool, str, str]]:
    settings = options.settings_in_force()
    yield t("doctor.python"), True, sys.version.split()[0], ""
    browser = find_chromium(settings.chromium)
    yield t("doctor.browser"), bool(browser), browser or t("no"), t("doctor.browser_remedy")
    fonts = _chinese_fonts()
    yield t("doctor.fonts"), bool(fonts), fonts or t("no"), t("doctor.fonts_remedy")
    try:
        options.make_folder(settings)
        yield t("doctor.data"), True, str(settings.data_dir), ""
        free = shutil.disk_usage(settings.data_dir).free / GIB
        yield t("doctor.disk"), free >= LEAST_DISK_GIB, f"{free:.1f} GiB", t("doctor.disk_remedy")
    except Refused as error:
        yield t("doctor.data"), False, t("no"), str(error)
    try:
        open_database(settings.db_url).close()
        yield t("doctor.database"), True, settings.db_url.split("@")[-1], ""
    except DatabaseError as error:
        yield t("doctor.database"), False, t("no"), str(error)
    driver = find_spec("psycopg") is not None
    yield t("doctor.postgres"), True, t("yes") if driver else t("no"), t("doctor.postgres_remedy")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    yield t("doctor.office"), True, office or t("no"), t("doctor.office_remedy")
    memory = psutil.virtual_memory().total / GIB
    yield t("doctor.memory"), memory >= LEAST_MEMORY_GIB, f"{memory:.1f} GiB", ""


def _chinese_fonts() -> str:
    """The first Chinese font of the system, "" if there is none or no fontconfig to ask."""
    if not shutil.which("fc-list"):
        return ""
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)  # noqa: S607
    return next((line.split(",")[0] for line in sorted(listed.stdout.splitlines()) if line), "")
