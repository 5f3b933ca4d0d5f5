"""Serves the demo city on loopback: all hosts behind one port, told apart by the Host header."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from demo.certificates import context_for
from demo.city import City
from demo.dates import midnight
from demo.resources import Encryption, Response

LOOPBACK = "127.0.0.1"
BACKLOG = 128
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
MISDIRECTED = 421
HTTPS_PORT = 443

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Serving:
    """A running server: its port, and how to reach every host of the city through it."""

    port: int
    connect_to: tuple[str, ...]  # HOST=127.0.0.1:PORT, as the option --connect-to takes it


def finish(response: Response, method: str, headers: Mapping[str, str], modified: str) -> Response:
    """Applies conditions and ranges to an answer, as a web server in front of a CMS does.

    `headers` are the request's, names in lower case. Only a 200 gets validators; HEAD loses its body in the end.
    """
    if response.status != 200:
        return response
    etag = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
    validators: Headers = (("ETag", etag), ("Last-Modified", modified), ("Accept-Ranges", "bytes"))
    known = {tag.strip() for tag in headers.get("if-none-match", "").split(",")}
    unchanged = etag in known or ("if-none-match" not in headers and headers.get("if-modified-since") == modified)
    if unchanged:
        return Response(304, validators, b"", response.delay)
    span = _span(headers.get("range", ""), len(response.body))
    if method == "GET" and span is not None:
        start, end = span
        where = ("Content-Range", f"bytes {start}-{end}/{len(response.body)}")
        return Response(206, (*response.headers, *validators, where), response.body[start : end + 1], response.delay)
    return Response(200, (*response.headers, *validators), response.body, response.delay)


def _span(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None where the whole is to be sent."""
    match = RANGE.match(header)
    if not match or not (match[1] or match[2]) or size == 0:
        return None
    if not match[1]:
        return max(0, size - int(match[2])), size - 1
    start, end = int(match[1]), min(int(match[2] or size - 1), size - 1)
    return (start, end) if start <= end else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    wbufsize = -1  # headers and body leave together; apart, the second waits for the first one's receipt
    disable_nagle_algorithm = True
    city: City
    modified: str

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        host = (self.headers.get("Host") or "").split(":", 1)[0].lower()
        headers = {name.lower(): value for name, value in self.headers.items()}
        if host in self.city.hosts:
            raw = self.city.respond(host, self.command, self.path, headers, body)
            response = finish(raw, self.command, headers, self.modified)
        else:
            response = Response(MISDIRECTED, (("Content-Type", "text/plain; charset=utf-8"),), b"unknown host\n")
        if response.delay:
            time.sleep(response.delay)
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        if response.status != 304:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    do_GET = do_HEAD = do_POST = _answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps the access log out of the inspection's progress."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = BACKLOG

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up early is no error."""


@contextmanager
def serve(city: City, port: int = 0) -> Iterator[Serving]:
    """Serves the city on 127.0.0.1 until the block ends; port 0 takes a free one.

    Hosts that answer on the port for https, well or badly, have a port of their own for it.
    """
    city.forget()
    modified = format_datetime(midnight(city.as_of), usegmt=True)
    handler = type("Handler", (_Handler,), {"city": city, "modified": modified})
    with ExitStack() as running:
        taken = running.enter_context(_listening(_Server((LOOPBACK, port), handler)))
        mapped = [f"{host}={LOOPBACK}:{taken}" for host in city.hosts]
        for host in city.hosts.values():
            if host.encryption is Encryption.NONE:
                mapped.append(f"{host.name}:{HTTPS_PORT}={LOOPBACK}:{taken}")
            elif host.encryption is not None:
                context = context_for(host.name, host.encryption, dt.datetime.now(dt.UTC))
                server = _Server((LOOPBACK, 0), handler)
                server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
                mapped.append(f"{host.name}:{HTTPS_PORT}={LOOPBACK}:{running.enter_context(_listening(server))}")
        yield Serving(taken, tuple(mapped))


@contextmanager
def _listening(server: _Server) -> Iterator[int]:
    """Runs a server in a thread of its own; gives its port."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
