"""Registry files: TOML and CSV in, TOML out."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from db.registry.record import COLUMNS, Problem, RegistryError, SiteRecord
from db.registry.tables import LISTS, find_header, rows_from_table

DELIMITERS = ",\t;"
ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets write in China, told apart because GBK is no valid UTF-8
_DEFAULT = Path(__file__).with_name("ankang.csv")


class RegistryFileError(ValueError):
    """A registry file that cannot be read at all; the message says where and why."""


def read_toml(path: Path) -> list[SiteRecord]:
    """The sites of a TOML file of `[[site]]` tables, as they stand there; `validate` says what is missing.

    Raises RegistryFileError, or RegistryError for unknown columns and values of the wrong type.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegistryFileError(f"{path}：不是有效的 TOML（UTF-8）：{error}") from error
    sites = document.get("site")
    if not isinstance(sites, list) or not all(isinstance(site, dict) for site in sites):
        raise RegistryFileError(f"{path}：没有 [[site]] 表。每个网站请写成一个 [[site]]")
    problems: list[Problem] = []
    records: list[dict[str, Any]] = []
    for number, site in enumerate(sites, 1):
        problems += _problems_of(number, site)
        records.append({"code": "", "name": "", "kind": ""} | {name: _plain(value) for name, value in site.items()})
    if problems:
        raise RegistryError(problems)
    return [SiteRecord(**record) for record in records]


def read_csv(path: Path, known: Sequence[SiteRecord] = ()) -> list[SiteRecord]:
    """The sites of a CSV file, of ours or of the national register; UTF-8 (with or without BOM) or GBK."""
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    at = find_header(rows)
    return rows_from_table(rows[at], rows[at + 1 :], known)


def export_toml(sites: Iterable[SiteRecord]) -> str:
    """The registry as TOML that `read_toml` reads back; empty columns are left out, but not an empty address."""
    return "\n".join(_table(site) for site in sites)


def default_registry() -> list[SiteRecord]:
    """The registry that ships with the program: the sites of 安康市 as listed in the circular of 2020."""
    return read_csv(_DEFAULT)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegistryFileError(f"{path}：既不是 UTF-8 也不是 GBK 编码，请另存为“CSV UTF-8”")


# what a value of a column has to be in TOML
_WANTED: dict[str, tuple[type | tuple[type, ...], str]] = {
    **dict.fromkeys(COLUMNS, (str, "文字")),
    **dict.fromkeys(LISTS, (list, "文字的列表")),
    "rate": ((int, float), "数字"),
    "column_class": (dict, '表 { 栏目 = "类别" }'),
}


def _problems_of(number: int, site: Mapping[str, Any]) -> list[Problem]:
    code = str(site.get("code", ""))
    problems = []
    for column, value in site.items():
        if column not in _WANTED:
            facts: dict[str, object] = {"column": column}
            problems.append(Problem(row=number, code=code, field=column, key="unknown_column", facts=facts))
            continue
        kind, wanted = _WANTED[column]
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if not isinstance(value, kind) or isinstance(value, bool) or not all(isinstance(item, str) for item in inner):
            facts = {"column": column, "value": value, "wanted": wanted}
            problems.append(Problem(row=number, code=code, field=column, key="bad_type", facts=facts))
    return problems


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else float(value) if isinstance(value, int) else value


def _table(site: SiteRecord) -> str:
    lines = ["[[site]]"]
    for name in COLUMNS:
        value = getattr(site, name)
        if value not in ("", (), {}, None) or name in ("code", "name", "kind", "url"):
            lines.append(f"{name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # else JSON's strings are TOML's
    return repr(value)
