"""The table of wrong forms: what is wrong, what it should be, and in which company it is wrong.

`load_lexicon()` reads `checks/tables/confusables.tsv`; the meaning of its columns stands at the head of that file.
Every field is validated at load; an error names the line and says what to do.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from importlib import resources

import msgspec

COLUMNS = ("wrong", "right", "kind", "rule", "require", "forbid", "pattern", "source", "class", "note")
RULES = frozenset(
    {
        "form",  # wrong wherever it stands
        "context",  # wrong in this company
        "doubled",  # a word written twice
        "near_miss",  # one character off a word of the dictionary
        "character",  # outside 通用规范汉字表
        "date",
        "number",
        "unit",
        "punctuation",
        "redundant",  # two words that say one thing
        "usage",  # not wrong, but not the wording of official text
        "variant",  # 异形词: another form is recommended
        "serious",
    }
)
SERIOUS_RULE = "serious"  # wording that the serious_wording check reports, not typo
CLASSES = frozenset("VPM")
TABLES = resources.files("checks") / "tables"


class LexiconError(ValueError):
    """A line of a word table that cannot be used; the message names the file, the line and the remedy."""


class Kind(StrEnum):
    """How strongly an entry speaks: `error`, `likely`, `hint` are tiers, `off` is not judged, `severe` is serious."""

    ERROR = "error"
    LIKELY = "likely"
    HINT = "hint"
    OFF = "off"
    SEVERE = "severe"


class Expression:
    """A regular expression of the table, compiled when it is first needed: most of them never are."""

    def __init__(self, text: str) -> None:
        self.text = text

    @functools.cached_property
    def compiled(self) -> re.Pattern[str]:
        """Raises re.error if it is none; the shipped table's are all compiled by a test."""
        return re.compile(self.text)


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of the table. One of the `anchors` is in every match; `pattern` is None for a plain form."""

    anchors: tuple[str, ...]
    right: str
    kind: Kind
    rule: str
    require: Expression | None
    forbid: Expression | None
    pattern: Expression | None
    source: str
    rule_class: str
    note: str
    line: int

    def suggestion(self, match: re.Match[str] | None) -> str:
        """What should stand there: `right`, with the groups of the match filled in."""
        return self.right if match is None else match.expand(self.right)


class Lexicon(msgspec.Struct, frozen=True):
    """All entries of one or more tables, in order."""

    entries: tuple[Entry, ...]

    def plain_forms(self) -> frozenset[str]:
        """Every literal wrong form that needs no pattern."""
        return frozenset(entry.anchors[0] for entry in self.entries if entry.pattern is None)


def parse_lexicon(lines: Iterable[str], name: str, *, tried: bool = False) -> Lexicon:
    """The entries of a table given as lines. Raises `LexiconError` naming `name` and the line number.

    Regular expressions are compiled to see that they are some, unless that was `tried` before.
    """
    entries: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    header: tuple[str, ...] | None = None
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if not line or line.startswith("# "):
            continue
        cells = tuple(line.split("\t"))
        if header is None:
            header = cells
            if header != COLUMNS:
                raise LexiconError(f"{name}:{number}: the columns must be {' '.join(COLUMNS)}, separated by tabs")
            continue
        if len(cells) != len(COLUMNS):
            raise LexiconError(f"{name}:{number}: {len(cells)} cells instead of {len(COLUMNS)}; check the tabs")
        try:
            entry = _entry(dict(zip(COLUMNS, cells, strict=True)), number, tried=tried)
        except ValueError as error:
            raise LexiconError(f"{name}:{number}: {error}") from error
        key = (cells[0], cells[COLUMNS.index("pattern")])
        if key in seen:
            raise LexiconError(f"{name}:{number}: {cells[0]!r} is already on line {seen[key]}; leave one of them")
        seen[key] = number
        entries.append(entry)
    if header is None:
        raise LexiconError(f"{name}: the table is empty; its first line must be {' '.join(COLUMNS)}")
    return Lexicon(tuple(entries))


def _entry(cells: dict[str, str], line: int, *, tried: bool) -> Entry:
    pattern = _expression(cells["pattern"], "pattern", tried)
    anchors = tuple(cells["wrong"].split("|")) if pattern else (cells["wrong"],)
    if not all(anchors):
        raise ValueError("column wrong is empty or has an empty alternative")
    if pattern:
        literal = cells["pattern"].replace("\\", "")
        absent = [anchor for anchor in anchors if anchor not in literal]
        if absent:
            raise ValueError(f"column wrong has {absent[0]!r}, which is no literal part of the pattern")
    if cells["kind"] not in set(Kind):
        raise ValueError(f"kind {cells['kind']!r} is none of {', '.join(Kind)}")
    if cells["rule"] not in RULES:
        raise ValueError(f"rule {cells['rule']!r} is none of {', '.join(sorted(RULES))}")
    if cells["class"] not in CLASSES:
        raise ValueError(f"class {cells['class']!r} is none of V, P, M")
    if not cells["source"]:
        raise ValueError("column source is empty; say where the pair is from")
    if pattern is None and cells["right"] == cells["wrong"]:
        raise ValueError("right equals wrong")
    groups = set(re.findall(r"\\g<(\w+)>", cells["right"]))
    unknown = groups.difference(pattern.compiled.groupindex) if groups and pattern else groups
    if unknown:
        raise ValueError(f"right refers to groups that the pattern lacks: {', '.join(sorted(unknown))}")
    return Entry(
        anchors=anchors,
        right=cells["right"],
        kind=Kind(cells["kind"]),
        rule=sys.intern(cells["rule"]),
        require=_expression(cells["require"], "require", tried),
        forbid=_expression(cells["forbid"], "forbid", tried),
        pattern=pattern,
        source=sys.intern(cells["source"]),  # a few dozen, in six thousand entries
        rule_class=cells["class"],
        note=cells["note"],
        line=line,
    )


def _expression(text: str, column: str, tried: bool) -> Expression | None:
    if not text:
        return None
    expression = Expression(text)
    if tried:
        return expression
    try:
        matches_nothing = expression.compiled.fullmatch("")
    except re.error as error:
        raise ValueError(f"column {column} is no regular expression: {error}") from error
    if matches_nothing:
        raise ValueError(f"column {column} matches the empty text")
    return expression


def table_lines() -> list[str]:
    """The lines of the table shipped with the program."""
    return (TABLES / "confusables.tsv").read_text(encoding="utf-8").splitlines()


@functools.cache
def load_lexicon() -> Lexicon:
    """The lexicon shipped with the program; read once a process."""
    return parse_lexicon(table_lines(), "confusables.tsv", tried=True)
