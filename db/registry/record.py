"""A row of the registry and what can be wrong with it."""

from __future__ import annotations

import dataclasses
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from db.errors import Language

KINDS = ("county", "department", "portal")
CODE = re.compile(r"[a-z0-9-]{1,64}")
DEFAULT_PORTS = {"http": 80, "https": 443}
# a host name of letters, digits and hyphens, or an IPv4 address, or an IPv6 address in brackets; with or without port
HOST = re.compile(r"(?:(?!-)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")

# key: (Chinese, English)
MESSAGES: dict[str, tuple[str, str]] = {
    "no_code": ("没有代码（code）", "has no code"),
    "bad_code": (
        "代码“{value}”只能用小写字母、数字和连字符，最长64个",
        "code {value!r} may have a-z, 0-9 and -, at most 64",
    ),
    "twin_code": ("代码“{value}”与第{other}行重复", "code {value!r} is also that of row {other}"),
    "no_name": ("没有网站名称（name）", "has no name"),
    "bad_kind": (
        "类型“{value}”应为 county、department 或 portal",
        "kind {value!r} is none of county, department, portal",
    ),
    "no_url": ("没有网址，待填写", "has no address yet: to be filled in"),
    "bad_url": (
        "网址“{value}”无效，应为 http:// 或 https:// 开头的首页地址",
        "address {value!r} is not one of a home page, beginning with http:// or https://",
    ),
    "twin_url": ("网址“{value}”与第{other}行重复", "address {value!r} is also that of row {other}"),
    "bad_host": (
        "域名“{value}”无效，应为不带 http:// 和路径的域名",
        "host {value!r} is no host name (without http:// and path)",
    ),
    "twin_host": ("域名“{value}”已属于第{other}行", "host {value!r} belongs to row {other}"),
    "bad_rate": ("每秒请求数“{value}”应为大于0的数", "rate {value} is not a number above 0"),
    "skip_unexplained": (
        "跳过了检查项（skip），请在 notes 中写明理由：待填写",
        "skips checks: the reason is to be filled in under notes",
    ),
    "bad_robots": (
        "robots 的值“{value}”应为 obey（遵守 robots.txt）或 ignore（网站主办单位委托检查，不受其限制）",
        "robots is {value!r} and should be obey, or ignore where the site's owner ordered the inspection",
    ),
    "robots_unexplained": (
        "不遵守 robots.txt（robots = ignore），请在 notes 中写明委托依据：待填写",
        "does not keep to robots.txt: who ordered that is to be filled in under notes",
    ),
    "bad_type": ("{column} 的值“{value}”应为{wanted}", "{column} is {value!r} and should be {wanted}"),
    "unknown_column": ("不认识的列“{column}”，请核对列名", "unknown column {column!r}, check its name"),
}


@dataclass(frozen=True, kw_only=True)
class SiteRecord:
    """One site of the registry. The names are the contract's columns."""

    code: str
    name: str
    kind: str
    url: str = ""
    hosts: tuple[str, ...] = ()
    rate: float | None = None
    skip: tuple[str, ...] = ()
    owes: tuple[str, ...] = ()
    column_class: Mapping[str, str] = dataclasses.field(default_factory=dict)
    exempt_columns: tuple[str, ...] = ()
    organization: str = ""
    site_id_code: str = ""
    icp: str = ""
    public_security: str = ""
    district_code: str = ""
    robots: str = ""  # "ignore" where the owner ordered the inspection; "" or "obey" keeps to robots.txt
    notes: str = ""


COLUMNS = tuple(SiteRecord.__dataclass_fields__)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with a row (`error`), or what a person still has to fill in (`todo`). `row` counts from 1."""

    row: int
    code: str
    field: str
    key: str
    level: Literal["error", "todo"] = "error"
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def text(self, language: Language = "zh") -> str:
        """One sentence that names the row."""
        chinese, english = MESSAGES[self.key]
        if language == "zh":
            return f"第{self.row}行（{self.code or '无代码'}）：{chinese.format(**self.facts)}"
        return f"row {self.row} ({self.code or 'no code'}): {english.format(**self.facts)}"


class RegistryError(Exception):
    """A registry that cannot be taken over: `problems` says why, row by row."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.text())

    def text(self, language: Language = "zh") -> str:
        """All problems, one a line."""
        return "\n".join(problem.text(language) for problem in self.problems)


def host_of(url: str) -> str:
    """The host of an address in lower case, with its port if that is not the scheme's own; "" if it has none."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if ":" in host:
        host = f"[{host}]"
    return host if port is None or port == DEFAULT_PORTS.get(parts.scheme) else f"{host}:{port}"


def validate(rows: Sequence[SiteRecord]) -> list[Problem]:
    """All that is wrong or missing in a registry, row by row. A missing address is `todo`, not an error."""
    problems = [problem for number, row in enumerate(rows, 1) for problem in _of_row(number, row)]
    for key, column, values in _UNIQUE:
        same_address = {problem.row for problem in problems if problem.key == "twin_url"}
        problems += [twin for twin in _twins(rows, key, column, values) if twin.row not in same_address]
    return sorted(problems, key=lambda problem: problem.row)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems that forbid using the registry."""
    return [problem for problem in problems if problem.level == "error"]


def _of_row(number: int, row: SiteRecord) -> Iterator[Problem]:
    def problem(key: str, column: str, value: object = "", level: Literal["error", "todo"] = "error") -> Problem:
        return Problem(row=number, code=row.code, field=column, key=key, level=level, facts={"value": value})

    if not row.code:
        yield problem("no_code", "code")
    elif not CODE.fullmatch(row.code):
        yield problem("bad_code", "code", row.code)
    if not row.name.strip():
        yield problem("no_name", "name")
    if row.kind not in KINDS:
        yield problem("bad_kind", "kind", row.kind)
    if not row.url:
        yield problem("no_url", "url", level="todo")
    elif not _is_address(row.url):
        yield problem("bad_url", "url", row.url)
    for host in row.hosts:
        if not HOST.fullmatch(host):
            yield problem("bad_host", "hosts", host)
    if row.rate is not None and not (math.isfinite(row.rate) and row.rate > 0):
        yield problem("bad_rate", "rate", row.rate)
    if row.robots not in ("", "obey", "ignore"):
        yield problem("bad_robots", "robots", row.robots)
    if row.robots == "ignore" and not row.notes.strip():
        yield problem("robots_unexplained", "notes", level="todo")
    if row.skip and not row.notes.strip():
        yield problem("skip_unexplained", "notes", level="todo")


def _is_address(url: str) -> bool:
    if not url.lower().startswith(("http://", "https://")) or re.search(r"[\s\\]", url):
        return False
    return "@" not in urlsplit(url).netloc and HOST.fullmatch(_ascii(host_of(url))) is not None


def _ascii(host: str) -> str:
    """The host as it is looked up; "" if it cannot be (a Chinese name becomes xn--…)."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""


def _address(row: SiteRecord) -> set[str]:
    """The address without what does not tell two sites apart: scheme, case of the host, slash at the end."""
    return {host_of(row.url) + urlsplit(row.url).path.rstrip("/")} if row.url and host_of(row.url) else set()


def _hosts(row: SiteRecord) -> set[str]:
    return {host for host in (host_of(row.url), *(host.lower() for host in row.hosts)) if host}


# key of the message, column, and the values of a row that no other row may have
_UNIQUE: tuple[tuple[str, str, Callable[[SiteRecord], set[str]]], ...] = (
    ("twin_code", "code", lambda row: {row.code} - {""}),
    ("twin_url", "url", _address),
    ("twin_host", "hosts", _hosts),
)


def _twins(
    rows: Sequence[SiteRecord], key: str, column: str, values: Callable[[SiteRecord], set[str]]
) -> Iterator[Problem]:
    owners: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        for value in sorted(values(row)):
            owners[value].append(number)
    for value, numbers in owners.items():
        for number in numbers[1:]:
            facts = {"value": value, "other": numbers[0]}
            yield Problem(row=number, code=rows[number - 1].code, field=column, key=key, facts=facts)
