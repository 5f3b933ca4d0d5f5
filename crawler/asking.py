"""What is asked of a server and what it answers, and where the server of an address is."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

import msgspec

from crawler.gate import Fault, FaultKind, ascii_host

TOTAL_SECONDS = 60.0
PORTS = {"http": 80, "https": 443}
ACCEPTED_ENCODINGS = "gzip, deflate, br, zstd"
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")  # all but the ends of lines, which are counted
_SAFE_TARGET = "%/:?#[]@!$&'()*+,;=-._~|"

Header = tuple[str, str]


class Ask(msgspec.Struct, kw_only=True, frozen=True):
    """One request. `limit` bounds the body; `fresh` wants a connection of its own."""

    url: str
    method: str = "GET"
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    limit: int
    fresh: bool = False
    seconds: float = TOTAL_SECONDS


class Answer(msgspec.Struct, kw_only=True):
    """One response. `body` is decoded; `wire` is as it came, without transfer coding; `cut` says a limit was hit."""

    url: str
    status: int
    headers: tuple[Header, ...] = ()
    body: bytes = b""
    wire: bytes = b""
    cut: bool = False
    late: bool = False  # cut because it was still coming when the time was over
    partial: bool = False  # the connection ended before the announced length
    seconds: float = 0.0

    def header(self, name: str) -> str:
        """The first value of a header, "" if there is none."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""


class Endpoint(msgspec.Struct, frozen=True):
    """Where a URL's server is, and what is asked there."""

    scheme: str
    host: str
    port: int
    target: str
    authority: str  # of the Host header

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"


@lru_cache(maxsize=4096)
def endpoint(url: str) -> Endpoint:
    """The endpoint of an absolute http or https URL. Raises Fault for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise Fault(FaultKind.URL, f"{url!r}: {error}") from None
    if parts.scheme not in PORTS:
        raise Fault(FaultKind.URL, f"{url!r}: only http and https are fetched")
    if "\\" in parts.netloc:
        raise Fault(FaultKind.URL, f"{url!r}: a backslash in the host")  # parsers disagree about where the host ends
    target = quote(parts.path or "/", safe=_SAFE_TARGET)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE_TARGET)
    usual = PORTS[parts.scheme]
    host, port = ascii_host(host), usual if port is None else port
    name = f"[{host}]" if ":" in host else host
    return Endpoint(parts.scheme, host, port, target, name if port == usual else f"{name}:{port}")


def request_bytes(ask: Ask, where: Endpoint) -> bytes:
    """The request as it goes out. Raises Fault where that would be more than one."""
    lines = [f"{ask.method} {where.target} HTTP/1.1", f"Host: {where.authority}"]
    lines += [f"{name}: {value}" for name, value in ask.headers]
    lines.append(f"Accept-Encoding: {ACCEPTED_ENCODINGS}")
    if ask.body:
        lines.append(f"Content-Length: {len(ask.body)}")
    text = "\r\n".join(lines)
    if _CONTROL.search(text) or text.count("\n") != len(lines) - 1:
        raise Fault(FaultKind.URL, f"{ask.url!r}: control characters in the request")
    try:
        head = text.encode("latin-1")
    except UnicodeEncodeError:
        head = text.encode("utf-8")  # a contact in Chinese; no header has another charset that servers would know
    return head + b"\r\n\r\n" + ask.body
