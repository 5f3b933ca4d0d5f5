"""The commands together, and what every one of them does alike: options, errors, exit status."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

import click

from cli.console import say
from cli.options import ExitStatus, shared
from cli.texts import language, t

BRIEF_WIDTH = 72  # columns of a terminal; a Chinese character takes two
COMMANDS = {  # where each command stands; its module, with all that it imports, is loaded for this command only
    "scan": ("cli.inspecting", "scan"),
    "run": ("cli.inspecting", "run"),
    "schedule": ("cli.inspecting", "schedule"),
    "recheck": ("cli.reinspecting", "recheck"),
    "verify": ("cli.reinspecting", "verify"),
    "report": ("cli.results", "report"),
    "score": ("cli.results", "score"),
    "export": ("cli.results", "export"),
    "reconcile": ("cli.circulars", "reconcile"),
    "sites": ("cli.registry", "sites"),
    "import": ("cli.importing", "import_"),
    "checks": ("cli.tools", "checks"),
    "proofread": ("cli.proofreading", "proofread"),
    "doctor": ("cli.tools", "doctor"),
    "demo": ("cli.demo", "demo"),
}


class Commands(Mapping[str, click.Command]):
    """The commands by name, each loaded when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        module, attribute = COMMANDS[name]
        command: click.Command = getattr(import_module(module), attribute)
        command.short_help = brief(command.help or "")
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


@click.group(help=t("app.help"), context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@shared
@click.version_option(None, "--version", package_name="govinspect", help=t("app.version"), message="%(version)s")
def govinspect() -> None:
    """The group of all commands. Called when the one that was named is loaded, and before it begins."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def brief(text: str) -> str:
    """The first sentence of a help text, or what stands before its colon if it is long: click itself cuts at spaces."""
    sentence = re.split(r"[。\n]|\.(?:\s|$)", text.strip(), maxsplit=1)[0]
    return (
        sentence
        if len(sentence.encode("gbk", "replace")) <= BRIEF_WIDTH
        else re.split(r"[：:（(]", sentence)[0].strip()
    )


govinspect.commands = Commands()  # type: ignore[assignment]  # nobody adds to it


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
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        sys.stderr.close()
        return ExitStatus.FINISHED
    except Exception as error:
        said = in_words(error)
        if said is None:
            raise
        say(t("error", what=said))
        return ExitStatus.USAGE
    return status if isinstance(status, int) else ExitStatus.FINISHED


def in_words(error: Exception) -> str | None:
    """What a known error says to a person, in the language in force; None for one that nobody foresaw.

    The rooms are asked for their errors only now that there is one: a command does without the rooms it does not use.
    """
    from checks.registry import CheckOptionError, CheckRegistryError, UnknownCheckError
    from cli.options import RefusedError
    from cli.settings import SettingsError
    from db.errors import DatabaseError
    from db.sites import RegistryError
    from reports.evaluation.errors import CircularError
    from reports.figures import FiguresError
    from reports.office_wording import WordingError
    from reports.proofreading import DocumentFaultError
    from reports.scheme import SchemeError
    from reports.spreadsheets import SpreadsheetError
    from scheduler import RunLockedError, ScheduleError

    if isinstance(error, RunLockedError):
        return t("run.locked", run=error.run_id)
    known = (
        *(RefusedError, SettingsError, DatabaseError, RegistryError, ScheduleError),
        *(CheckRegistryError, UnknownCheckError, CheckOptionError),
        *(SchemeError, WordingError, FiguresError, CircularError, DocumentFaultError, SpreadsheetError),
    )
    if not isinstance(error, known):
        return None
    in_both = getattr(error, "text", None)  # the errors of db speak both languages
    return str(in_both(language()) if callable(in_both) else error)


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
