"""The checks' tables of data, read from beside this file."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def text(name: str) -> str:
    """The text of a table file."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def data(name: str) -> Any:
    """A YAML table as plain data; shared, so not to be changed."""
    return yaml.safe_load(text(name))
