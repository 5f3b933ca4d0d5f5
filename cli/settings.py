"""What the door knows before it acts: option, then environment, then configuration file, then default."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from cli.texts import t, why

USER_AGENT = "Mozilla/5.0 (compatible; govinspect/0.1)"


class SettingsError(Exception):
    """A configuration that can't be used; the message says where and why."""


class Settings(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The configuration file's fields (TOML); each but `checks` may be given as GOVINSPECT_<NAME> as well.

    `checks` overrides options of checks: [checks.stale_column] news_days = 21.
    """

    db: str = ""
    data: str = ""
    chromium: str = ""
    contact: str = ""
    user_agent: str = USER_AGENT
    parallel: int = 2
    days_before: int = 9
    lang: str = "zh"
    checks: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)

    @property
    def data_dir(self) -> Path:
        """The folder of database, snapshots, logs and reports."""
        return Path(self.data).expanduser() if self.data else Path(platformdirs.user_data_dir("govinspect"))

    @property
    def db_url(self) -> str:
        """The database: an SQLite file in the data folder unless another was named."""
        return self.db or f"sqlite:///{self.data_dir / 'govinspect.db'}"


def load(given: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force; `given` holds the options of the command line, None where not given.

    Raises SettingsError for a file that can't be read, unknown names and wrong types.
    """
    path = given.get("config") or environment.get("GOVINSPECT_CONFIG")
    values: dict[str, Any] = _read(Path(path).expanduser()) if path else {}
    names = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    for name, kind in names.items():
        text = environment.get(f"GOVINSPECT_{name.upper()}")
        if text and name != "checks":
            values[name] = _number(name, text) if kind is int else text
        if given.get(name) is not None:
            values[name] = given[name]
    try:
        settings = msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(t("settings.invalid", where=path or t("settings.environment"), why=error)) from None
    if settings.parallel < 1:
        raise SettingsError(t("settings.invalid", where="parallel", why=t("settings.at_least_one")))
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(t("settings.unreadable", path=path, why=why(error))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(t("settings.invalid", where=path, why=error)) from None


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise SettingsError(t("settings.invalid", where=f"GOVINSPECT_{name.upper()}", why=repr(text))) from None
