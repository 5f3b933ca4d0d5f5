"""What a case is: a folder with a small site, what its server does, and what an inspection must make of it.

`www/` holds files, `routes.yaml` what the server does beyond handing them out, `expect.yaml` what must and must not be
found. README.md beside this file lists the keys; an unknown key is an error.
"""

from __future__ import annotations

import gzip
import re
import zlib
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import yaml

from tests.crawler.harness import HOST
from tests.crawler.server import HTML, Received, Reply, Route

FOLDER = Path(__file__).parent
OWN = f"http://{HOST}"
_TYPES = {
    "html": HTML,
    "htm": HTML,
    "pdf": "application/pdf",
    "png": "image/png",
    "xml": "text/xml",
    "js": "text/javascript",
    "json": "application/json",
    "txt": "text/plain",
}
_TEXT = "县人民政府召开常务会议，研究部署下一阶段的重点工作，要求各部门抓好落实。" * 6


class Step(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What the server does for one request. `page` is the title of a page made up, with text of its own and `links`."""

    status: int = 200
    headers: dict[str, str] = {}
    page: str | None = None
    links: list[str] = []
    images: list[str] = []
    body: str | None = None
    base64: str = ""
    file: str = ""
    encoding: str = "utf-8"
    type: str = HTML
    delay: float = 0.0
    drop: bool = False
    cut: int | None = None
    chunked: bool = False
    gzip: bool = False
    codings: list[str] = []  # what the body is packed with, in turn: the keys of _CODINGS
    raw: str | None = None  # the whole answer, head and body; HEAD gets the head of it
    endless: bool = False  # {next} in the body is this address with its last number one higher
    redirect: str = ""
    head: Step | None = None
    unless_cookie: str = ""  # NAME=VALUE: this is for those who do not send it, `then` for the others
    unless_agent: str = ""  # the same for a word of the User-Agent
    then: Step | None = None


class OwnFault(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Our own machine fails: so many connections are made, then every one, or the next few, end in this errno."""

    after: int
    error: str
    lasts: int = 1_000_000


class Expected(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What an inspection of the site must and must not make of it. Addresses of the site's own are paths."""

    about: str
    rows: list[int] = []  # of the table of known false alarms that this case is for
    browser: bool = False
    job: dict[str, Any] = {}
    hosts: list[str] = []  # further names that this server answers for
    site_hosts: list[str] = []  # and those of them that belong to the site
    tls: list[str] = []  # names that it answers for over TLS, with a certificate nobody vouches for
    urls: dict[str, str]  # address → verdict:reason; every one but those of `others`
    others: list[str] = []  # verdicts that addresses not named may have
    dead: list[str] = []  # all the targets of dead_link
    findings: list[dict[str, str]] = []  # others that must be there: fields and their values
    never: list[dict[str, str]] = []  # and that must not
    pages: dict[str, dict[str, Any]] = {}
    not_pages: list[str] = []
    duplicates: dict[str, str] = {}
    notes: list[str] = []
    state: str = "finished"
    again: dict[str, str] = {}  # the verdicts of a second inspection, of the next run
    vanish_after: int = 0  # the server is gone after so many requests, and every name with it
    own_fault: OwnFault | None = None
    limits: dict[str, int] = {}  # bounds of crawler.limits, lowered so that a small site reaches them
    requests: int  # at most so many, robots.txt included
    per_url: dict[str, int] = {}  # METHOD address → at most so many; without a method: of any
    seen: dict[str, int] = {}  # the same, exactly


MISSING = Reply("<html><head><title>404 Not Found</title></head><body>404 Not Found</body></html>", status=404)
_CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "members": ("gzip", lambda body: gzip.compress(body[:99]) + gzip.compress(body[99:])),
    "trailing": ("gzip", lambda body: gzip.compress(body) + bytes(512)),
    "deflate": ("deflate", zlib.compress),
    "bare": ("deflate", lambda body: zlib.compress(body, wbits=-zlib.MAX_WBITS)),
}
_ROUTES = msgspec.json.Decoder(dict[str, Step | list[Step]])
_EXPECTED = msgspec.json.Decoder(Expected)


def case_names() -> list[str]:
    """The folders that hold a case."""
    return sorted(path.parent.name for path in FOLDER.glob("*/expect.yaml"))


def expected(name: str) -> Expected:
    """The case's expectations. Raises msgspec.ValidationError, which names a key that is none."""
    data = yaml.safe_load((FOLDER / name / "expect.yaml").read_text("utf-8"))
    return _EXPECTED.decode(msgspec.json.encode(data))


def routes(name: str) -> tuple[dict[str, Route], Route]:
    """What the case's server does, by path, or host and path, and what it says to any other.

    A path that ends in `*` is what the server says to addresses that begin so and have no route of their own.
    """
    folder = FOLDER / name
    found: dict[str, Route] = {"/robots.txt": Reply(status=404)}
    for path in sorted((folder / "www").rglob("*")):
        if path.is_file():
            address = "/" + quote(path.relative_to(folder / "www").as_posix())
            found[address] = reply = Reply(path.read_bytes(), type=_TYPES.get(path.suffix[1:], "application/x"))
            if path.name == "index.html":
                found[address.removesuffix("index.html")] = reply
    file = folder / "routes.yaml"
    if file.exists():
        steps = _ROUTES.decode(msgspec.json.encode(yaml.safe_load(file.read_text("utf-8"))))
        for address, given in steps.items():
            found[address] = _route(folder, address, given if isinstance(given, list) else [given])
    beginnings = {address.removesuffix("*"): found.pop(address) for address in list(found) if address.endswith("*")}

    def missing(received: Received) -> Reply:
        for asked in (received.host + received.path, received.path):
            for beginning, route in beginnings.items():
                if asked.startswith(beginning):
                    return route(received) if callable(route) else route
        return MISSING

    return found, missing


def _route(folder: Path, address: str, steps: list[Step]) -> Callable[[Received], Reply]:
    """Each request of a method gets the next step; the last stays."""
    times: Counter[str] = Counter()

    def answer(received: Received) -> Reply:
        times[received.method] += 1
        step: Step | None = steps[min(times[received.method], len(steps)) - 1]
        while step is not None and step.then is not None and _passes(step, received.headers):
            step = step.then
        assert step is not None
        reply = _reply(folder, address, step)
        return _with_next(reply, received.path) if step.endless else reply

    return answer


def _with_next(reply: Reply, path: str) -> Reply:
    number = re.findall(r"\d+", path)[-1]
    head, _, tail = path.rpartition(number)
    assert isinstance(reply.body, bytes)
    return replace(reply, body=reply.body.replace(b"{next}", f"{head}{int(number) + 1}{tail}".encode()))


def _passes(step: Step, headers: Mapping[str, str]) -> bool:
    if step.unless_cookie:
        return step.unless_cookie in headers.get("cookie", "").split("; ")
    return step.unless_agent in headers.get("user-agent", "")


def _reply(folder: Path, address: str, step: Step) -> Reply:
    headers = dict(step.headers)
    status = step.status
    if step.redirect:
        headers["Location"] = step.redirect
        status = 302 if status == 200 else status
    body = _body(folder, address, step)
    if step.gzip:
        body = gzip.compress(body)
        headers["Content-Encoding"] = "gzip"
    for coding in step.codings:
        name, packed = _CODINGS[coding]
        body = packed(body)
        headers["Content-Encoding"] = ", ".join(filter(None, (headers.get("Content-Encoding"), name)))
    raw = step.raw.encode(step.encoding) if step.raw is not None else None
    return Reply(
        body,
        status=status,
        headers=headers,
        raw=raw,
        type=step.type,
        delay=step.delay,
        drop=step.drop,
        cut=step.cut,
        chunked=step.chunked,
        head=_reply(folder, address, step.head) if step.head else None,
    )


def _body(folder: Path, address: str, step: Step) -> bytes:
    if step.base64:
        return b64decode(step.base64)
    if step.file:
        return (folder / step.file).read_bytes()
    if step.page is not None:
        links = "".join(f"<p><a href='{one}'>链接 {one}</a></p>" for one in step.links)
        images = "".join(f"<img src='{one}'>" for one in step.images)
        text = (
            f"<html><head><title>{step.page}</title></head><body><div class='nav'><a href='/'>首页</a></div>"
            f"<div class='content'><h1>{step.page}</h1><p>{_TEXT}{step.page}（{address}）</p>{step.body or ''}</div>"
            f"{links}{images}</body></html>"
        )
    else:
        text = step.body or ""
    return text.encode(step.encoding)
