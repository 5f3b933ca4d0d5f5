"""The commands together, and what every one of them does alike: options, errors, exit status."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import click

from checks.registry import CheckOptionError, CheckRegistryError, UnknownCheckError
from cli import circulars, demo, importing, inspecting, proofreading, registry, reinspecting, results, tools
from cli.console import say
from cli.options import ExitStatus, RefusedError, shared
from cli.settings import SettingsError
from cli.texts import language, t
from db.errors import DatabaseError
from db.sites import RegistryError
from reports.evaluation.errors import CircularError
from reports.figures import FiguresError
from reports.office_wording import WordingError
from reports.proofreading import DocumentFaultError
from reports.scheme import SchemeError
from reports.spreadsheets import SpreadsheetError
from scheduler import RunLockedError, ScheduleError

BRIEF_WIDTH = 72  # columns of a terminal; a Chinese character takes two
KNOWN_ERRORS = (
    RefusedError,
    SettingsError,
    DatabaseError,
    RegistryError,
    ScheduleError,
    CheckRegistryError,
    UnknownCheckError,
    CheckOptionError,
    SchemeError,
    WordingError,
    FiguresError,
    CircularError,
    DocumentFaultError,
    SpreadsheetError,
)


@click.group(help=t("app.help"), context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@shared
@click.version_option(None, "--version", package_name="govinspect", help=t("app.version"), message="%(version)s")
def govinspect() -> None:
    """The group of all commands."""


def brief(text: str) -> str:
    """The first sentence of a help text, or what stands before its colon if it is long: click itself cuts at spaces."""
    sentence = re.split(r"[。\n]|\.(?:\s|$)", text.strip(), maxsplit=1)[0]
    return (
        sentence
        if len(sentence.encode("gbk", "replace")) <= BRIEF_WIDTH
        else re.split(r"[：:（(]", sentence)[0].strip()
    )


for command in (
    inspecting.scan,
    inspecting.run,
    inspecting.schedule,
    reinspecting.recheck,
    reinspecting.verify,
    results.report,
    results.score,
    results.export,
    circulars.reconcile,
    registry.sites,
    importing.import_,
    tools.checks,
    proofreading.proofread,
    tools.doctor,
    demo.demo,
):
    command.short_help = brief(command.help or "")
    govinspect.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Runs a command; every known error becomes one line that says what to do, and its exit status."""
    try:
        status = govinspect.main(list(arguments), prog_name="govinspect", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return ExitStatus.USAGE
    except click.UsageError as error:
        say(t("error", what=in_our_words(error)))
        if error.ctx:
            say(t("try_help", command=error.ctx.command_path))
        return ExitStatus.USAGE
    except (click.Abort, KeyboardInterrupt):
        return ExitStatus.INTERRUPTED
    except RunLockedError as error:
        say(t("error", what=t("run.locked", run=error.run_id)))
        return ExitStatus.USAGE
    except KNOWN_ERRORS as error:
        in_both = getattr(error, "text", None)  # the errors of db speak both languages
        say(t("error", what=in_both(language()) if callable(in_both) else error))
        return ExitStatus.USAGE
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        sys.stderr.close()
        return ExitStatus.FINISHED
    return status if isinstance(status, int) else ExitStatus.FINISHED


def in_our_words(error: click.UsageError) -> str:
    """Click's complaint in the language in force."""
    if isinstance(error, click.NoSuchOption):
        return t("usage.no_option", name=error.option_name, maybe=_maybe(error.possibilities))
    if isinstance(error, click.exceptions.NoSuchCommand):
        return t("usage.no_command", name=error.command_name, maybe=_maybe(error.possibilities))
    if isinstance(error, click.MissingParameter):
        return t("usage.missing", name=_name(error))
    if isinstance(error, click.BadParameter):
        return t("usage.bad_value", name=_name(error), why=error.message)
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    if error.param is not None:
        return error.param.metavar or error.param.human_readable_name
    return str(error.param_hint or "")


def _maybe(names: Sequence[str] | None) -> str:
    return t("usage.maybe", names="、".join(names)) if names else ""
