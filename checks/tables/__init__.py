"""The checks' tables of data, read from beside this file."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any


@cache
def text(name: str) -> str:
    """The text of a table file."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def data(name: str) -> Any:
    """A YAML table as plain data; shared, so not to be changed."""
    import yaml  # a command that judges nothing does without

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with it
    return yaml.load(text(name), Loader=loader)  # noqa: S506 - safe, both of them
