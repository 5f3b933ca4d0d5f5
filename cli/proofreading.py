"""proofread: the wording of a manuscript, before it is published."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec
from rich.text import Text

from checks.words.faults import Tier
from checks.words.proofread import ProofFault, manuscript_judge
from checks.words.proofread import proofread as faults_of
from cli.console import say, stdout, tell
from cli.options import ExitStatus, RefusedError, option, settings_in_force, shared
from cli.texts import t, why
from cli.wording import city_words
from reports.manuscripts import Manuscript, ManuscriptError, read_manuscript, typed_text

TIERS = tuple(tier.value for tier in Tier)
STYLES = {Tier.ERROR: "bold red", Tier.LIKELY: "red", Tier.SUSPECTED: "yellow"}
CONTEXT = 24  # characters shown on each side of a fault
STDIN = "-"
ANNOTATED = "{stem}-校对.docx"


@click.command(help=t("proofread.help"))
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--tier", type=click.Choice(TIERS), default=Tier.LIKELY.value, show_default=True, help=t("proofread.tier")
)
@click.option("--annotate", metavar="DIR", help=t("proofread.annotate"))
@option("--format", "format_", type=click.Choice(("table", "jsonl")), default="table", text="opt.format")
@shared
def proofread(files: tuple[str, ...], tier: str, annotate: str | None, format_: str) -> int:
    """Checks the wording of files; one that cannot be read is named, and the others are checked."""
    judge = manuscript_judge(Tier(tier), city_words(settings_in_force()))
    count, unread = 0, 0
    for name in files:
        try:
            manuscript = _read(name)
            faults = faults_of(manuscript.paragraphs, name, lowest=Tier(tier), judge=judge)
            count += len(faults)
            _print(manuscript, faults, format_)
            if annotate is not None:
                _annotate(name, manuscript, faults, Path(annotate))
        except ManuscriptError as error:
            unread += 1
            say(t("error", what=error))
    if format_ == "table" and unread < len(files):
        tell(t("proofread.found", count=count) if count else t("proofread.clean", files=len(files) - unread))
    return ExitStatus.USAGE if unread else ExitStatus.FINISHED


def _read(name: str) -> Manuscript:
    return typed_text(sys.stdin.buffer.read(), name) if name == STDIN else read_manuscript(Path(name))


def _print(manuscript: Manuscript, faults: list[ProofFault], format_: str) -> None:
    if format_ == "jsonl":
        for fault in faults:
            sys.stdout.write(msgspec.json.encode(fault).decode() + "\n")
        return
    console = stdout()
    for fault in faults:
        console.print(_shown(fault, manuscript.lines[fault.line - 1]), soft_wrap=True)


def _shown(fault: ProofFault, line: str) -> Text:
    """file:line:column, how sure, the fault in its line, and what it should be."""
    end = fault.start + len(fault.wrong)
    begin, finish = max(fault.start - CONTEXT, 0), min(end + CONTEXT, len(line))
    text = Text.assemble(
        (f"{fault.file}:{fault.line}:{fault.start + 1}  ", "dim"),
        (f"[{t(f'tier.{fault.tier}')}] ", STYLES[fault.tier]),
        "…" if begin else "",
        line[begin : fault.start].lstrip(),
        (fault.wrong, f"{STYLES[fault.tier]} underline"),
    )
    if fault.suggestion:
        text.append(f"〔{fault.suggestion}〕", "green")
    text.append(line[end:finish].rstrip())
    return text.append("…" if finish < len(line) else "")


def _annotate(name: str, manuscript: Manuscript, faults: list[ProofFault], folder: Path) -> None:
    """Writes the copy with comments; the original stays as it is."""
    from reports.manuscripts.annotated import annotated_docx, annotated_lines

    source = Path("stdin" if name == STDIN else name)
    target = folder / ANNOTATED.format(stem=source.stem)
    docx = source.suffix.lower() == ".docx"
    data = annotated_docx(source, faults) if docx else annotated_lines(manuscript, faults)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise RefusedError(t("file.unwritable", path=target, why=why(error))) from None
    say(t("wrote", path=target))
