"""Serves a city on 127.0.0.1, told apart by the Host header."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from .build import City, answer


@contextmanager
def serving(town: City) -> Iterator[int]:
    """The port of a running server; it stops with the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def reply(self, body: bool) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(length)
            found = answer(town, (self.headers.get("Host") or "").partition(":")[0], self.path)
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

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
