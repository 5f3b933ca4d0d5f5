"""checks, doctor."""

from __future__ import annotations

import inspect
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import click
import psutil

from checks.registry import all_checks, require_known
from cli import options
from cli.console import table, tell
from cli.options import ExitStatus, RefusedError, shared
from cli.texts import t
from db.engine import open_database
from db.errors import DatabaseError

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
    require_known([check_id], known)
    one = known[check_id]
    tell(f"{one.id}  {one.title}  [{one.rule_class}]  {t(f'severity.{one.severity}')}\n")
    tell(inspect.cleandoc(one.__doc__ or ""))
    for name, choice in one.options.items():
        tell(f"\n[checks.{one.id}]\n{name} = {choice.default!r}  # {choice.help}")
    return ExitStatus.FINISHED


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
    browser = _browser(settings.chromium)
    yield t("doctor.browser"), bool(browser), browser or t("no"), t("doctor.browser_remedy")
    fonts = _chinese_fonts()
    yield t("doctor.fonts"), bool(fonts), fonts or t("no"), t("doctor.fonts_remedy")
    try:
        options.make_folder(settings)
        yield t("doctor.data"), True, str(settings.data_dir), ""
        free = shutil.disk_usage(settings.data_dir).free / GIB
        yield t("doctor.disk"), free >= LEAST_DISK_GIB, f"{free:.1f} GiB", t("doctor.disk_remedy")
    except RefusedError as error:
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


def _browser(named: str) -> str:
    """The browser that would be used and its version, "" if none starts."""
    from playwright.sync_api import sync_playwright  # here: it and Scrapy take a second to import

    from crawler.rendering import executables

    for path in executables(named):
        if path is None:
            with sync_playwright() as driver:
                path = driver.chromium.executable_path
        if not shutil.which(path):
            continue
        try:
            answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if answer.returncode == 0:
            return f"{path} ({answer.stdout.strip()})"
    return ""


def _chinese_fonts() -> str:
    """The first Chinese font of the system, "" if there is none or no fontconfig to ask."""
    if not shutil.which("fc-list"):
        return ""
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)  # noqa: S607
    return next((line.split(",")[0] for line in sorted(listed.stdout.splitlines()) if line), "")
