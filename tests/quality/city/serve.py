"""Serves a city on 127.0.0.1, told apart by the Host header; hosts that answer for https have a port of their own for it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from demo.certificates import context_for
from demo.resources import Encryption

from .build import City, answer
from .model import Answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up early is no error."""


@contextmanager
def serving(town: City) -> Iterator[tuple[str, ...]]:
    """How to reach every host, as `--connect-to` takes it; the servers stop with the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        downgrades = False

        def reply(self, body: bool) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(length)
            host = (self.headers.get("Host") or "").partition(":")[0]
            if self.downgrades:
                found = Answer(status=302, headers=(("Location", f"http://{host}{self.path}"),))
            else:
                found = answer(town, host, self.path)
            self.send_response(found.status if body or not found.head_status else found.head_status)
            self.send_header("Content-Type", found.type)
            self.send_header("Content-Length", str(len(found.body)))
            for name, value in found.headers:
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(found.body)

        def do_GET(self) -> None:
            self.reply(True)

        do_POST = do_GET  # noqa: N815

        def do_HEAD(self) -> None:
            self.reply(False)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ExitStack() as running:
        port = running.enter_context(_listening(_Server(("127.0.0.1", 0), Handler)))
        mapped = [f"{host}=127.0.0.1:{port}" for host in town.hosts]
        for site in town.sites:
            if site.encryption == Encryption.NONE:
                mapped.append(f"{site.host}:443=127.0.0.1:{port}")
            elif site.encryption:
                downgrades = site.registered.startswith("https:") and site.scheme == "http"
                server = _Server(("127.0.0.1", 0), type("Encrypted", (Handler,), {"downgrades": downgrades}))
                context = context_for(site.host, Encryption(site.encryption), dt.datetime.now(dt.UTC))
                server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
                mapped.append(f"{site.host}:443=127.0.0.1:{running.enter_context(_listening(server))}")
        yield tuple(mapped)


@contextmanager
def _listening(server: _Server) -> Iterator[int]:
    """Runs a server in a thread of its own; gives its port."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
