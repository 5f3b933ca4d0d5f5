"""What a host answers: resources by request target, and the few that answer differently to different visitors."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote_from_bytes, unquote_to_bytes

HTML = "text/html; charset=utf-8"
PLAIN_HTML = "text/html"  # no charset in the header: the page's own declaration counts
SAFE_IN_TARGET = "/-._~!$&'()*+,;=:@?"

CONTENT_TYPES = {
    "html": HTML,
    "css": "text/css; charset=utf-8",
    "js": "application/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "text/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Encryption(StrEnum):
    """What a host answers on the port for https; without one the operator says nothing of that port."""

    NONE = "none"  # a server that speaks no TLS
    SELF_SIGNED = "self_signed"
    UNKNOWN_ISSUER = "unknown_issuer"  # an authority that the inspecting machine does not know


@dataclass(frozen=True)
class Request:
    """A request as a resource sees it. Header names are in lower case."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""
    seen: int = 0  # how often this visitor-independent target was asked before


@dataclass(frozen=True)
class Response:
    """Status, headers and body; `delay` seconds pass before a server sends it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    delay: float = 0.0


@dataclass(frozen=True)
class Resource:
    """One address of a host. With `answer` the response depends on the request."""

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    answer: Callable[[Request], Response] | None = None
    any_query: bool = False  # answers whatever stands behind the question mark

    def respond(self, request: Request) -> Response:
        if self.answer is not None:
            return self.answer(request)
        return Response(self.status, (("Content-Type", self.content_type), *self.headers), self.body, self.delay)


def html(text: str, status: int = 200) -> Resource:
    """A UTF-8 page."""
    return Resource(text.encode(), HTML, status)


def file(name: str, body: bytes) -> Resource:
    """A file whose type follows from the extension of `name`."""
    return Resource(body, CONTENT_TYPES[name.rsplit(".", 1)[-1]])


def normal_target(target: str) -> str:
    """One spelling for a request target: without fragment, percent-encoding where needed and nowhere else."""
    return quote_from_bytes(unquote_to_bytes(target.split("#", 1)[0]), safe=SAFE_IN_TARGET)


@dataclass
class Host:
    """All resources of one host name, and how often each was asked for."""

    name: str
    not_found: Resource
    catch_all: dict[str, Resource] = field(default_factory=dict)  # path prefix → what unknown addresses below it get
    routes: dict[str, Resource] = field(default_factory=dict)
    encryption: Encryption | None = None
    _seen: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, target: str, resource: Resource) -> None:
        """Registers a resource. Two under one target are a mistake in the city: ValueError."""
        key = normal_target(target)
        if key in self.routes:
            raise ValueError(f"{self.name}{key} is already taken")
        self.routes[key] = resource

    def find(self, target: str) -> Resource:
        """The resource at a request target, or what the host shows for what is not there."""
        key = normal_target(target)
        found = self.routes.get(key)
        if found is None and "?" in key:
            found = self.routes.get(key.split("?", 1)[0])
            if found is not None and not found.any_query:
                found = None
        return found or next((r for prefix, r in self.catch_all.items() if key.startswith(prefix)), self.not_found)

    def respond(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Response:
        key = normal_target(target)
        with self._lock:
            seen = self._seen[key]
            self._seen[key] += 1
        lowered = {name.lower(): value for name, value in headers.items()}
        return self.find(target).respond(Request(method, self.name, target, lowered, body, seen))

    def forget(self) -> None:
        """Starts counting anew, as for a first visitor."""
        with self._lock:
            self._seen.clear()
