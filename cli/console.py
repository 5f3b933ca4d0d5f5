"""Printing: results to stdout, everything a person only follows to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

NARROWEST = 100  # columns of a table where the output is no terminal


def stdout() -> Console:
    """The console of results; made anew so that a replaced sys.stdout is honoured."""
    return _console(stderr=False)


def stderr() -> Console:
    """The console of progress and messages."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else NARROWEST
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)


def say(text: str) -> None:
    """One message to stderr, as it is: no markup is read in it."""
    stderr().print(Text(text), soft_wrap=True)


def tell(text: str) -> None:
    """One line of result to stdout."""
    stdout().print(Text(text), soft_wrap=True)


LEAST_WIDTH = 14  # of the column that names a row, lest it be squeezed to two characters a line


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> None:
    """A table to stdout; `right` names the columns of figures. Cells are text, never markup."""
    grid = Table(title=title or None, title_justify="left", show_lines=False)
    for at, name in enumerate(columns):
        grid.add_column(name, justify="right" if at in right else "left", overflow="fold", no_wrap=at in right,
                        min_width=LEAST_WIDTH if at == 0 and 0 not in right else None)  # fmt: skip
    for row in rows:
        grid.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    stdout().print(grid)
