"""A scoring scheme: a published set of indicators as data, read from `reports/indicators/*.yaml` and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from checks.words.messages import system_reason

DEFAULT_SCHEME = "ankang-2019"
FILTER_FIELDS = ("url", "target", "severity", "on_home")  # and detail.<key>

RuleClass = Literal["V", "P", "M"]
Value = str | int | bool | None


class SchemeError(ValueError):
    """A scheme that cannot be used; the text says where and why."""


class Boundary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From how many faults on something counts: `inclusive` says whether exactly `count` already does."""

    count: int
    inclusive: bool = True

    def reached(self, faults: int) -> bool:
        return faults >= self.count if self.inclusive else faults > self.count


class Match(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which findings are meant: of these checks, with these values in these fields (empty: any)."""

    checks: tuple[str, ...]
    where: dict[str, tuple[Value, ...]] = {}


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to lose points: `per_fault` for each finding that matches, at most `cap` in all."""

    id: str
    text: str
    clause: str
    rule_class: RuleClass = msgspec.field(name="class")
    checks: tuple[str, ...]
    where: dict[str, tuple[Value, ...]] = {}
    per_fault: Decimal
    cap: Decimal | None = None
    boundary: Boundary = Boundary(count=1)

    @property
    def match(self) -> Match:
        return Match(checks=self.checks, where=self.where)


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator with its points, and either rules or the reason why it is not measured."""

    id: str
    title: str
    clause: str
    rule_class: RuleClass = msgspec.field(name="class")
    points: Decimal
    rules: tuple[Rule, ...] = ()
    not_measured: str = ""


class Dimension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dimension of the evaluation: indicators that add up to its points, or the reason why none is measured."""

    id: str
    title: str
    points: Decimal
    clause: str
    indicators: tuple[Indicator, ...] = ()
    not_measured: str = ""


class Veto(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A single-vote veto (单项否决): findings of any of `match`, counted together, that reach the boundary.

    `apart`: what it takes to judge it that not every inspection has (a week of probes, published letters), if anything.
    Where its checks came to no judgement for want of that, the verdict is given without it and says so.
    """

    id: str
    title: str
    text: str
    clause: str
    rule_class: RuleClass = msgspec.field(name="class")
    boundary: Boundary
    match: tuple[Match, ...]
    apart: str = ""

    def checks(self) -> frozenset[str]:
        """The checks that feed it."""
        return frozenset(check for match in self.match for check in match.checks)


class Factor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fraction points are multiplied by, kept whole so that nothing is rounded too early."""

    numerator: int
    denominator: int


class LeftOut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dimension that does not apply to some sites, and how the rest is converted."""

    dimension: str
    factor: Factor


class Grading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The way from points to a verdict: below `pass_mark` fails, above `bonus_mark` bonus points count."""

    pass_mark: Decimal
    bonus_mark: Decimal
    bonus_points: Decimal
    deductions_for: tuple[Literal["county", "department", "portal"], ...]  # to others only the vetoes apply
    without_services: LeftOut | None = None


class UpdateVeto(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new-media account is vetoed when its last post is more than so many days old."""

    days: int
    text: str
    clause: str
    rule_class: RuleClass = msgspec.field(name="class")


class Scheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scheme; `sha256` is that of the file it was read from."""

    id: str
    version: str
    title: str
    source: str
    inner_weights: Literal["default", "published"]
    inner_weights_note: str = ""
    dimensions: tuple[Dimension, ...]
    vetoes: tuple[Veto, ...] = ()
    grading: Grading | None = None
    update_veto: UpdateVeto | None = None
    sha256: str = ""

    @property
    def points(self) -> Decimal:
        return sum((dimension.points for dimension in self.dimensions), Decimal(0))

    def indicators(self) -> Iterator[Indicator]:
        return (indicator for dimension in self.dimensions for indicator in dimension.indicators)

    def checks(self) -> set[str]:
        """Every check id the scheme mentions."""
        rules = (rule.checks for indicator in self.indicators() for rule in indicator.rules)
        vetoes = (match.checks for veto in self.vetoes for match in veto.match)
        return {check for checks in (*rules, *vetoes) for check in checks}


def available_schemes() -> list[str]:
    """The names of the schemes that ship with the program."""
    files = resources.files("reports").joinpath("indicators").iterdir()
    return sorted(entry.name.removesuffix(".yaml") for entry in files if entry.name.endswith(".yaml"))


def load_scheme(name: str | Path = DEFAULT_SCHEME, *, known_checks: Iterable[str]) -> Scheme:
    """The scheme of that name, or in the file of that path (a `Path`, or a text ending in .yaml).

    `known_checks` are the ids of the checks there are; SchemeError if the scheme names another, is not of the
    schema's shape, or does not add up.
    """
    if isinstance(name, Path) or name.endswith((".yaml", ".yml")):
        label, data = str(name), _read(Path(name))
    elif name in available_schemes():
        label, data = f"{name}.yaml", resources.files("reports").joinpath("indicators", f"{name}.yaml").read_bytes()
    else:
        raise SchemeError(f"no scheme {name!r}; there are: {', '.join(available_schemes())}")
    return parse_scheme(data, known_checks=known_checks, label=label)


def parse_scheme(data: bytes, *, known_checks: Iterable[str], label: str = "scheme") -> Scheme:
    """The scheme in the YAML text `data`; `label` names it in errors. Raises SchemeError."""
    try:
        raw = yaml.safe_load(data)
        scheme = msgspec.convert(raw, Scheme)
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SchemeError(f"{label}: {error}") from error
    problems = list(_problems(scheme, set(known_checks)))
    if problems:
        raise SchemeError(f"{label}: {'; '.join(problems)}")
    return msgspec.structs.replace(scheme, sha256=hashlib.sha256(data).hexdigest())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SchemeError(f"{path}：{system_reason(error)}") from error


def _problems(scheme: Scheme, known: set[str]) -> Iterator[str]:
    """What is wrong with a scheme of the right shape."""
    unknown = sorted(scheme.checks() - known)
    if unknown:
        yield f"unknown checks {', '.join(unknown)} (known: {', '.join(sorted(known))})"
    yield from _repeated_ids(scheme)
    if scheme.inner_weights == "default" and not scheme.inner_weights_note:
        yield "inner_weights is default, so inner_weights_note must say so in words"
    for dimension in scheme.dimensions:
        if bool(dimension.indicators) == bool(dimension.not_measured):
            yield f"dimension {dimension.id} needs either indicators or not_measured"
        total = sum((indicator.points for indicator in dimension.indicators), Decimal(0))
        if dimension.indicators and total != dimension.points:
            yield f"dimension {dimension.id}: its indicators add up to {total}, not {dimension.points}"
    for indicator in scheme.indicators():
        if bool(indicator.rules) == bool(indicator.not_measured):
            yield f"indicator {indicator.id} needs either rules or not_measured"
        if indicator.points < 0:
            yield f"indicator {indicator.id}: points below 0"
        for rule in indicator.rules:
            if rule.per_fault < 0 or (rule.cap is not None and rule.cap < 0):
                yield f"rule {rule.id}: per_fault and cap must not be below 0"
            if rule.cap is not None and rule.cap > indicator.points:
                yield f"rule {rule.id}: cap {rule.cap} is above the indicator's {indicator.points}"
            yield from _match_problems(rule.id, rule.match)
    yield from _grading_problems(scheme)
    for veto in scheme.vetoes:
        for match in veto.match:
            yield from _match_problems(veto.id, match)


def _grading_problems(scheme: Scheme) -> Iterator[str]:
    grading = scheme.grading
    if grading is None:
        return
    left_out = grading.without_services
    known = {dimension.id: dimension.points for dimension in scheme.dimensions}
    if left_out is not None and left_out.dimension not in known:
        yield f"grading leaves out {left_out.dimension!r}, which is no dimension (known: {', '.join(known)})"
    elif left_out is not None:
        rest = (scheme.points - known[left_out.dimension]) * left_out.factor.numerator
        if rest != scheme.points * left_out.factor.denominator:
            yield f"grading without {left_out.dimension}: the rest times the factor is not {scheme.points}"
    if not 0 <= grading.pass_mark <= grading.bonus_mark <= scheme.points:
        yield "grading: pass_mark, bonus_mark and the full points must rise in this order"


def _match_problems(owner: str, match: Match) -> Iterator[str]:
    if not match.checks:
        yield f"{owner}: no checks"
    for field in match.where:
        if field not in FILTER_FIELDS and not field.startswith("detail."):
            yield f"{owner}: unknown field {field!r} in where (known: {', '.join(FILTER_FIELDS)}, detail.…)"


def _repeated_ids(scheme: Scheme) -> Iterator[str]:
    ids = [dimension.id for dimension in scheme.dimensions]
    ids += [indicator.id for indicator in scheme.indicators()]
    ids += [rule.id for indicator in scheme.indicators() for rule in indicator.rules]
    ids += [veto.id for veto in scheme.vetoes]
    repeated = sorted({one for one in ids if ids.count(one) > 1})
    if repeated:
        yield f"ids used twice: {', '.join(repeated)}"
