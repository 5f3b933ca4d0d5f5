"""Options several commands share, and what stands behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from cli import settings as configuration
from cli.settings import Settings
from cli.texts import LANGUAGES, t, why
from crawler.nursery import nursery
from crawler.pool import Machine
from db import sites as registry
from db.engine import Database, open_database
from db.sites import SiteRecord
from reports import office_wording
from scheduler import ZONE, InspectionOptions

F = TypeVar("F", bound=Callable[..., Any])
SEVERITIES = ("veto", "deduct", "warn", "info")
FORMATS = ("jsonl", "csv", "xlsx", "html", "table")
KINDS = ("county", "department", "portal")

WORDING_FILE = "wording.toml"  # in the data directory


class ExitStatus(IntEnum):
    """The contract's exit statuses."""

    FINISHED = 0
    FAIL_ON = 1
    USAGE = 2
    NOT_INSPECTED = 3
    INTERRUPTED = 130


class RefusedError(Exception):
    """A wish that can't be granted; the message says why and what to do. Exit status 2."""


class Day(click.ParamType[dt.date]):
    """A date written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date. Fails with a usage error for anything else."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(t("usage.date", value=value), param, ctx)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value is not None:
        ctx.find_root().ensure_object(dict)[str(param.name)] = value


def option(*names: str, **how: Any) -> Callable[[F], F]:
    """A click option whose help is the text `opt.<name>`."""
    key = "opt." + max(names, key=len).lstrip("-").replace("-", "_")
    return click.option(*names, help=t(how.pop("text", key)), **how)


def shared(command: F) -> F:
    """--db, --data, --config, --lang: may stand before or after the command's name."""
    keep: dict[str, Any] = {"callback": _remember, "expose_value": False}
    for decorate in (
        option("--lang", type=click.Choice(LANGUAGES), **keep),
        option("--config", metavar="FILE", **keep),
        option("--data", metavar="DIR", **keep),
        option("--db", metavar="URL", **keep),
    ):
        command = decorate(command)
    return command


def inspection(command: F) -> F:
    """The options of scan and run."""
    for decorate in (
        option("--fail-on", type=click.Choice(SEVERITIES)),
        option("--format", "format_", type=click.Choice(FORMATS), text="opt.format"),
        option("--output", metavar="FILE"),
        option("--parallel", type=click.IntRange(min=1)),
        option("--connect-to", multiple=True, metavar="HOST[:PORT]=ADDRESS[:PORT]"),
        option("--skip", multiple=True, metavar="ID"),
        option("--only", multiple=True, metavar="ID"),
        option("--allow-private", is_flag=True),
        option("--rate", type=click.FloatRange(min=0, min_open=True), metavar="R"),
        option("--no-external", is_flag=True),
        option("--render", type=click.Choice(("auto", "never", "always")), default="auto", show_default=True),
        option("--max-depth", type=click.IntRange(min=0), default=16, show_default=True),
        option("--max-pages", type=click.IntRange(min=1), default=20_000, show_default=True),
        option("--as-of", type=Day()),
    ):
        command = decorate(command)
    return command


def chosen_options(given: dict[str, Any], of_checks: dict[str, dict[str, Any]]) -> InspectionOptions:
    """What `inspection` options say, with the options of checks."""
    from checks.registry import select

    checks = tuple(check.id for check in select(given["only"], given["skip"]))
    return InspectionOptions(
        as_of=given["as_of"] or today(),
        max_pages=given["max_pages"],
        max_depth=given["max_depth"],
        render=given["render"],
        external=not given["no_external"],
        rate=given["rate"],
        allow_private=given["allow_private"],
        connect_to=tuple(given["connect_to"]),
        checks=checks,
        options=of_checks,
    )


def settings_in_force(**given: Any) -> Settings:
    """The settings, from the options remembered and those given here."""
    remembered = click.get_current_context().find_root().ensure_object(dict)
    return configuration.load({**remembered, **{name: value for name, value in given.items() if value is not None}})


def database(settings: Settings) -> Database:
    """The database in force; the data folder is made if need be."""
    make_folder(settings)
    return open_database(settings.db_url)


def registered(database: Database) -> list[SiteRecord]:
    """The registry; the city's own where nobody has registered anything yet."""
    with database.reading() as session:
        sites = registry.list_sites(session)
    if not sites:
        sites = registry.default_registry()
        with database.session() as session:
            registry.merge_sites(session, sites)
    return sites


def make_folder(settings: Settings) -> None:
    """Makes the data folder. Raises RefusedError where it can't be written."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise RefusedError(t("data.unwritable", path=folder, why=why(error))) from None


def machine(settings: Settings) -> Machine:
    """What the workers must know of this machine."""
    return Machine(
        db=settings.db_url,
        data_dir=settings.data_dir,
        user_agent=settings.user_agent,
        contact=settings.contact,
        chromium=settings.chromium,
        parallel=settings.parallel,
    )


def workshop(settings: Settings) -> Machine:
    """`machine` with a nursery of workers, until the command ends. To be called before a database is opened."""
    from checks.registry import all_checks

    all_checks()  # loaded here, they are there for the command and for all workers
    return msgspec.structs.replace(machine(settings), nursery=click.get_current_context().with_resource(nursery()))


def now() -> dt.datetime:
    """The clock: this is the only room that asks it."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Today in Asia/Shanghai."""
    return now().astimezone(ZONE).date()


def wording(settings: Settings, named: str | None = None) -> AbstractContextManager[None]:
    """The office's own wording while it lasts: the named file, or else the one in the data directory, if any."""
    own = settings.data_dir / WORDING_FILE
    path = Path(named) if named else own if own.is_file() else None
    return office_wording.in_force(path)
