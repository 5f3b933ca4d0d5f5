"""A table of sites as rows of text: a registry in CSV or a spreadsheet, or the national register's list.

The national register knows neither our codes nor our kinds; both are derived from what it says. Addresses never are.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.registry.record import COLUMNS, Problem, RegistryError, SiteRecord, host_of

# column of the national register (and of lists made from it) → ours
CHINESE_COLUMNS = {
    "网站名称": "name",
    "首页网址": "url",
    "网址": "url",
    "主办单位": "organization",
    "政府网站标识码": "site_id_code",
    "网站标识码": "site_id_code",
    "ICP备案号": "icp",
    "公安机关备案号": "public_security",
    "公安备案号": "public_security",
    "行政区划代码": "district_code",
    "备注": "notes",
}
_REQUIRED = ("code", "name", "kind", "url", "organization", "site_id_code", "district_code")
HEADER_SEARCHED = 10  # rows above the header that a title, an author and a date may take
LISTS = frozenset({"hosts", "skip", "owes", "exempt_columns"})
_SEPARATOR = re.compile(r"[;；\n]")

# what the name or the organization says → kind; the first that matches, else a department
KIND_BY_NAME = (
    (re.compile(r"省人民政府|自治区人民政府|自治州人民政府|地区行政公署"), "portal"),
    (re.compile(r"(县|区|市|旗)人民政府(?!\w*(局|委员会|办公室|中心))"), "county"),
    (re.compile(r"(开发区|示范区|旅游区|试验区|保税区|度假区|园区|高新区|新区)\W{0,12}(管理委员会|管委会)"), "county"),
)
DEFAULT_KIND = "department"
_PREFECTURE = re.compile(r"\d{4}00")  # a district code that names the whole city
_GOVERNMENT = re.compile(r"市人民政府")


def find_header(rows: Sequence[Sequence[Any]]) -> int:
    """The index of the row with the column names. Raises RegistryError if none of the first rows has them."""
    for index, row in enumerate(rows[:HEADER_SEARCHED]):
        if {"name", "url"} & {_column(cell) for cell in row if _text(cell)} & set(COLUMNS):
            return index
    shown = "、".join(_text(cell) for cell in rows[0][:5]) if rows else ""
    raise RegistryError([Problem(row=1, code="", field="", key="unknown_column", facts={"column": shown})])


def rows_from_table(
    header: Sequence[Any], rows: Iterable[Sequence[Any]], known: Sequence[SiteRecord] = ()
) -> list[SiteRecord]:
    """The sites of a table whose columns are ours or the national register's; empty rows are left out.

    A table without a column of codes or kinds gets them derived: a site of `known` with the same identification code,
    address or name lends its code, otherwise the host gives one; the kind comes from the name. A cell left empty stays
    empty. Raises RegistryError for values that cannot be read.
    """
    columns = [_column(cell) for cell in header]
    problems: list[Problem] = []
    if {"code", "kind"} & set(columns):  # a table of ours; the register has many columns that are no typing errors
        problems += [
            Problem(row=0, code="", field=name, key="unknown_column", facts={"column": name})
            for name in columns
            if name and name not in COLUMNS
        ]
    records: list[dict[str, Any]] = []
    for row in rows:
        cells = {name: _text(cell) for name, cell in zip(columns, row, strict=False) if name in COLUMNS}
        if any(cells.values()):
            values, wrong = _values(len(records) + 1, {name: cell for name, cell in cells.items() if cell})
            records.append(dict.fromkeys(_REQUIRED, "") | values)
            problems += wrong
    if problems:
        raise RegistryError(problems)
    if "kind" not in columns:
        for record in records:
            record["kind"] = kind_of(
                record["name"], record["organization"], record["site_id_code"] or record["district_code"]
            )
    if "code" not in columns:
        for record, code in zip(records, _codes(records, known), strict=True):
            record["code"] = code
    return [SiteRecord(**record) for record in records]


def _codes(records: Sequence[Mapping[str, str]], known: Sequence[SiteRecord]) -> list[str]:
    """A code for each record, no two alike and none that belongs to another known site."""
    lent = {identity: site.code for site in known for identity in _identities(site.site_id_code, site.url, site.name)}
    taken = {site.code for site in known}
    given: list[str] = []
    for number, record in enumerate(records, 1):
        identities = _identities(record["site_id_code"], record["url"], record["name"])
        code = next((lent[one] for one in identities if one in lent and lent[one] not in given), None)
        if code is None:
            code = _unique(code_of(record["url"], record["site_id_code"], number), taken)
            taken.add(code)
        given.append(code)
    return given


def code_of(url: str, site_id_code: str, number: int) -> str:
    """A code from the host's telling label (`www.hanyin.gov.cn` → `hanyin`); without one from the identification code,
    and in the end from the row's number."""
    host = host_of(url)
    name = re.sub(r":\d+$", "", host).strip("[]")
    try:
        ipaddress.ip_address(name)
        label = host  # an address has no telling part
    except ValueError:
        labels = [label for label in name.split(".") if label]
        if len(labels) > 1 and re.fullmatch(r"www\d*", labels[0]):
            labels = labels[1:]
        label = labels[0] if labels else ""
    return _slug(label) or _slug(site_id_code) or f"site-{number}"


def kind_of(name: str, organization: str, district: str = "") -> str:
    """The kind a name tells; `district` is a district code or an identification code, which begins with one."""
    text = f"{name} {organization}"
    if _GOVERNMENT.search(text) and _PREFECTURE.fullmatch(district[:6]):
        return "portal"
    return next((kind for pattern, kind in KIND_BY_NAME if pattern.search(text)), DEFAULT_KIND)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:48]


def _unique(code: str, taken: set[str]) -> str:
    candidate, number = code, 2
    while candidate in taken:
        candidate, number = f"{code}-{number}", number + 1
    return candidate


def _identities(site_id_code: str, url: str, name: str) -> list[tuple[str, str]]:
    """What a site may be recognised by, the surest first."""
    bare = re.sub(r"[“”\"\s]|网站$|网$", "", name)
    values = (("id", site_id_code), ("host", host_of(url)), ("name", bare))
    return [(kind, value) for kind, value in values if value]


def _column(cell: Any) -> str:
    """Our name of a column heading; the heading itself if it is unknown."""
    heading = re.sub(r"\s+", "", unicodedata.normalize("NFKC", _text(cell)).lstrip("\ufeff*"))
    return CHINESE_COLUMNS.get(heading, CHINESE_COLUMNS.get(heading.upper(), heading.lower()))


def _text(cell: Any) -> str:
    """A cell as text; a spreadsheet gives identification codes as numbers."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _values(number: int, cells: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The typed values of a row's cells, and those that have no sense."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []

    def wrong(column: str, value: str, wanted: str) -> None:
        facts = {"column": column, "value": value, "wanted": wanted}
        problems.append(Problem(row=number, code=cells.get("code", ""), field=column, key="bad_type", facts=facts))

    for column, cell in cells.items():
        if column in LISTS:
            values[column] = tuple(part.strip() for part in _SEPARATOR.split(cell) if part.strip())
        elif column == "column_class":
            pairs = [part.partition("=") for part in _SEPARATOR.split(cell) if part.strip()]
            values[column] = {name.strip(): value.strip() for name, _, value in pairs}
            if not all(value for value in values[column].values()):
                wrong(column, cell, "栏目=类别；栏目=类别")
        elif column == "rate":
            try:
                values[column] = float(cell)
            except ValueError:
                wrong(column, cell, "数字")
        elif column == "url":
            values[column] = cell if "://" in cell else f"http://{cell}"  # the register omits the scheme
        else:
            values[column] = cell
    return values, problems
