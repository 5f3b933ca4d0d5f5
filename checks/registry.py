"""Which checks there are: ours in `checks/rules/` and those that other packages bring by entry point."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from checks import rules
from checks.base import Check, PageCheck, SiteCheck

ENTRY_POINT_GROUP = "govinspect.checks"
OUR_PACKAGE = "govinspect"

Options = Mapping[str, Mapping[str, Any]]


class CheckRegistryError(Exception):
    """A package brings something that cannot be a check, or an id that is taken; the text names the package."""


class UnknownCheckError(ValueError):
    """An id that no check has; the text lists the ids there are."""


class CheckOptionError(ValueError):
    """An option that a check has not, or a value of the wrong type; the text says what is allowed."""


def all_checks() -> dict[str, type[Check]]:
    """Every check by its id, in order of ids.

    Raises CheckRegistryError, naming the packages, when two checks have one id or an entry point is no usable check.
    """
    found: dict[str, tuple[type[Check], str]] = {}
    for check, package in (*_ours(), *_from_entry_points()):
        if check.id in found:
            raise CheckRegistryError(
                f"check id {check.id!r} is brought by {found[check.id][1]} and by {package}: rename one or uninstall it"
            )
        found[check.id] = check, package
    return {id_: found[id_][0] for id_ in sorted(found)}


def select(only: Collection[str] = (), skip: Collection[str] = ()) -> list[type[Check]]:
    """The checks to run, in order of ids: all, or those of `only`, without those of `skip`.

    Raises UnknownCheckError for an id that no check has.
    """
    checks = all_checks()
    require_known((*only, *skip), checks)
    return [check for id_, check in checks.items() if (not only or id_ in only) and id_ not in skip]


def require_known(ids: Collection[str], known: Collection[str]) -> None:
    """Raises UnknownCheckError if one of `ids` is not among `known`."""
    unknown = sorted(set(ids) - set(known))
    if unknown:
        raise UnknownCheckError(f"no check has the id {', '.join(unknown)}; there are: {', '.join(sorted(known))}")


def resolve_options(check: type[Check], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a check: its defaults, overridden by `given`.

    Raises CheckOptionError for an unknown name or a value whose type is not the default's.
    """
    unknown = sorted(set(given) - set(check.options))
    if unknown:
        known = ", ".join(sorted(check.options)) or "none"
        raise CheckOptionError(f"check {check.id} has no option {', '.join(unknown)}; it has: {known}")
    resolved = {name: option.default for name, option in check.options.items()}
    for name, value in given.items():
        resolved[name] = _as_type_of(resolved[name], value, f"option {name} of check {check.id}")
    return resolved


def _as_type_of(default: Any, value: Any, what: str) -> Any:
    """`value` if it has the type of `default` (an int does for a float, a list for a tuple)."""
    wanted = type(default)
    if default is None or type(value) is wanted:
        return value
    if wanted is float and type(value) is int:
        return float(value)
    if wanted is tuple and isinstance(value, list):
        return tuple(value)
    raise CheckOptionError(f"{what} is of type {wanted.__name__}, as {default!r}; {value!r} is not")


def _ours() -> Iterator[tuple[type[Check], str]]:
    for module_info in pkgutil.iter_modules(rules.__path__, rules.__name__ + "."):
        module = importlib.import_module(module_info.name)
        for _, member in inspect.getmembers(module, inspect.isclass):
            if issubclass(member, Check) and member.__module__ == module.__name__ and not inspect.isabstract(member):
                yield member, OUR_PACKAGE


def _from_entry_points() -> Iterator[tuple[type[Check], str]]:
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: (_package(point), point.name)):
        package = _package(point)
        try:
            check = point.load()
        except Exception as error:  # whatever a stranger's module raises at import
            raise CheckRegistryError(
                f"package {package}: check {point.name!r} ({point.value}) cannot be imported: {error}"
            ) from error
        usable = inspect.isclass(check) and issubclass(check, (PageCheck, SiteCheck)) and not inspect.isabstract(check)
        if not usable:
            raise CheckRegistryError(
                f"package {package}: {point.name!r} ({point.value}) is no check: "
                f"it must be a class derived from PageCheck or SiteCheck that has a judge method"
            )
        yield check, package


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.module
