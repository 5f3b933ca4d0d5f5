"""Requests and answers over loopback, with servers that behave oddly."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import time
import zlib
from pathlib import Path

import brotli
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.asking import Answer, Ask, endpoint
from crawler.client import Client
from crawler.decoding import decoded, zstd
from crawler.gate import Fault, FaultKind, Gate, parse_connect_to
from tests.crawler.harness import NOW
from tests.crawler.server import Reply, Server

KIB = 1024
LONG = "x" * 5000
ENDLESS_HEADER = b"HTTP/1.1 200 OK\r\nA: " + b"x" * 300_000


def fetch(server: Server, url: str = "http://a.gov.cn/", **options: object) -> Answer:
    async def run() -> Answer:
        client = Client(Gate(parse_connect_to([f"a.gov.cn=127.0.0.1:{server.port}"])), read_seconds=1.0)
        try:
            return await client.ask(Ask(url=url, **({"limit": 64 * KIB} | options)))  # type: ignore[arg-type]
        finally:
            client.close()

    return asyncio.run(run())


def fault(server: Server, **options: object) -> Fault:
    with pytest.raises(Fault) as caught:
        fetch(server, **options)  # type: ignore[arg-type]
    return caught.value


def test_public_name_goes_into_the_host_header() -> None:
    with Server({"/": Reply("ok")}) as server:
        assert fetch(server).body == b"ok"
        assert server.seen[0].host == "a.gov.cn"
        assert server.seen[0].headers["host"] == "a.gov.cn"


@pytest.mark.parametrize("reply", [Reply(LONG), Reply(LONG, chunked=True), Reply(LONG, drip_head=0.001)])
def test_body_is_whole_however_it_is_framed(reply: Reply) -> None:
    with Server({"/": reply}) as server:
        answer = fetch(server)
    assert (len(answer.body), answer.cut, answer.partial) == (5000, False, False)


@pytest.mark.parametrize("reply", [Reply("x" * 70_000), Reply("x" * 70_000, chunked=True), Reply(endless=True)])
def test_body_is_cut_at_the_limit(reply: Reply) -> None:
    with Server({"/": reply}) as server:
        answer = fetch(server)
    assert (len(answer.body), answer.cut) == (64 * KIB, True)


def test_body_that_ends_early_is_partial() -> None:
    with Server({"/": Reply("x" * 500, cut=100)}) as server:
        answer = fetch(server)
    assert (len(answer.body), answer.partial) == (100, True)


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw deflate": lambda body: zlib.compress(body)[2:-4],
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_body_comes_without_its_coding(coding: str) -> None:
    text = "县人民政府召开常务会议。".encode() * 500
    packed = PACKERS[coding](text)
    with Server({"/": Reply(packed, headers={"Content-Encoding": coding.split()[-1]})}) as server:
        answer = fetch(server)
        assert server.seen[0].headers["accept-encoding"] == "gzip, deflate, br, zstd"
    assert (answer.body, answer.wire, answer.cut) == (text, packed, False)


@pytest.mark.parametrize("coding", PACKERS)
def test_bomb_is_cut_after_decompression(coding: str) -> None:
    packed = PACKERS[coding](bytes(20 * KIB * KIB))
    with Server({"/": Reply(packed, headers={"Content-Encoding": coding.split()[-1]})}) as server:
        answer = fetch(server)
    assert (len(answer.body), answer.cut) == (64 * KIB, True)


def test_body_that_is_not_what_its_coding_says_is_kept_as_it_came() -> None:
    assert decoded(b"plain text", "gzip", 100) == (b"plain text", False)
    assert decoded(gzip.compress(b"text"), "br, gzip", 100) == (b"text", False)
    assert decoded(b"plain text", "zstd", 100) == (b"plain text", False)


def test_codings_on_top_of_each_other_are_few() -> None:
    body = b"text"
    for _ in range(3):
        body = gzip.compress(body)
    assert decoded(body, "gzip, gzip, gzip", 100) == (b"text", False)
    assert decoded(gzip.compress(body), "gzip, gzip, gzip, gzip", 100) == (b"", True)


def test_zstandard_with_a_window_that_no_browser_grants_is_not_unpacked() -> None:
    streamed = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    wide = streamed.compress(bytes(100)) + streamed.flush()
    assert decoded(wide, "zstd", 1000) == (wide, False)
    frames = zstd.compress(b"one ") + zstd.compress(b"two")
    assert decoded(frames, "zstd", 1000) == (b"one two", False)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(drop=True),
        Reply(raw=b"SSH-2.0-x\r\n"),
        Reply(raw=b""),
        Reply(raw=ENDLESS_HEADER),
    ],
)
def test_broken_answer_is_a_connection_fault(reply: Reply) -> None:
    with Server({"/": reply}) as server:
        assert fault(server).kind is FaultKind.CONNECT


def test_silence_and_dripping_end_in_time() -> None:
    slow = {"/silent": Reply(delay=30), "/drip": Reply(LONG, drip=0.3), "/head": Reply(drip_head=0.3)}
    with Server(slow) as server:
        for path in ("silent", "head"):
            began = time.monotonic()
            caught = fault(server, url=f"http://a.gov.cn/{path}", seconds=1.0)
            assert caught.kind is FaultKind.TIMEOUT
            assert time.monotonic() - began < 3, path
        began = time.monotonic()
        answer = fetch(server, url="http://a.gov.cn/drip", seconds=1.5)
        assert time.monotonic() - began < 4
        assert (answer.status, answer.late, answer.cut) == (200, True, True)
        assert 0 < len(answer.body) < 20


def test_head_is_complete_in_the_time_of_a_silence_or_there_is_none() -> None:
    with Server({"/": Reply(drip_head=0.05)}) as server:  # some 60 bytes: three seconds, and never silent
        assert fault(server).kind is FaultKind.TIMEOUT


def test_header_lines_no_browser_minds_are_skipped() -> None:
    raw = b"\r\nHTTP/1.0 200\nContent-Type: text/html\nno colon here\nX-Long: a\n  b\nContent-Length: 2\n\nok"
    with Server({"/": Reply(raw=raw)}) as server:
        answer = fetch(server)
    assert (answer.status, answer.body, answer.header("x-long")) == (200, b"ok", "a b")


def test_kept_connection_that_was_closed_meanwhile_is_replaced() -> None:
    async def run(port: int) -> list[int]:
        client = Client(Gate(parse_connect_to([f"a.gov.cn=127.0.0.1:{port}"])))
        statuses = [(await client.ask(Ask(url="http://a.gov.cn/", limit=KIB))).status]
        statuses.append((await client.ask(Ask(url="http://a.gov.cn/once", limit=KIB))).status)
        client.close()
        return statuses

    def once(received: object) -> Reply:
        return Reply(drop=True) if getattr(received, "times", 0) == 1 else Reply("ok")

    with Server({"/": Reply("ok"), "/once": once}) as server:
        assert asyncio.run(run(server.port)) == [200, 200]


def test_connection_is_kept_and_a_fresh_one_is_fresh() -> None:
    ports: list[int] = []

    async def run(port: int) -> None:
        gate = Gate(parse_connect_to([f"a.gov.cn=127.0.0.1:{port}"]))
        original = gate.connect

        async def counting(*args: object, **kwargs: object) -> object:
            ports.append(1)
            return await original(*args, **kwargs)  # type: ignore[arg-type]

        gate.connect = counting  # type: ignore[assignment,method-assign]
        client = Client(gate)
        for fresh in (False, False, True):
            await client.ask(Ask(url="http://a.gov.cn/", limit=KIB, fresh=fresh))
        client.close()

    with Server({"/": Reply("ok")}) as server:
        asyncio.run(run(server.port))
    assert len(ports) == 2


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.gov.cn/", "http://", "http://a.gov.cn:99999/", "http://[::1/", "javascript:1"],
)
def test_only_http_addresses_are_asked(url: str) -> None:
    with pytest.raises(Fault) as caught:
        asyncio.run(Client(Gate()).ask(Ask(url=url, limit=1)))
    assert caught.value.kind is FaultKind.URL


def test_backslash_in_the_host_is_refused() -> None:
    with pytest.raises(Fault):
        endpoint("http://a.gov.cn\\@127.0.0.1/")


def make_certificate(folder: Path, name: str) -> ssl.SSLContext:
    """A server context with a certificate that nobody signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    days = (NOW.replace(year=2020, tzinfo=None), NOW.replace(year=2040, tzinfo=None))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(days[0])
        .not_valid_after(days[1])
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_bad_certificate_is_recorded_and_no_obstacle(tmp_path: Path) -> None:
    names: list[str | None] = []
    context = make_certificate(tmp_path, "other.gov.cn")
    context.sni_callback = lambda _socket, name, _context: names.append(name)

    async def run(port: int) -> tuple[int, dict[tuple[str, int], str]]:
        client = Client(Gate(parse_connect_to([f"a.gov.cn=127.0.0.1:{port}"])))
        statuses = [(await client.ask(Ask(url="https://a.gov.cn/", limit=KIB, fresh=True))).status for _ in range(2)]
        client.close()
        return statuses[-1], client.certificates

    with Server({"/": Reply("ok")}, tls=context) as server:
        status, certificates = asyncio.run(run(server.port))
    assert status == 200
    assert "self-signed" in certificates["a.gov.cn", 443]
    assert set(names) == {"a.gov.cn"}


def test_plain_http_where_tls_was_asked_for_is_a_tls_fault() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def run() -> FaultKind:
        listening = await asyncio.start_server(plain, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        client = Client(Gate(parse_connect_to([f"a.gov.cn=127.0.0.1:{port}"])))
        with pytest.raises(Fault) as caught:
            await client.ask(Ask(url="https://a.gov.cn/", limit=KIB))
        listening.close()
        return caught.value.kind

    assert asyncio.run(run()) is FaultKind.TLS


@pytest.mark.parametrize("route", [Reply(delay=60), Reply("x", drip_head=5.0), Reply(LONG, drip=1.0)])
def test_abort_ends_what_is_under_way_and_whatever_comes_after(route: Reply) -> None:
    """Also on a kept connection, whose end is no reason to ask once more."""

    async def run(port: int) -> list[FaultKind]:
        client = Client(Gate(parse_connect_to([f"a.gov.cn=127.0.0.1:{port}"])))
        await client.ask(Ask(url="http://a.gov.cn/", limit=KIB))
        waiting = asyncio.create_task(client.ask(Ask(url="http://a.gov.cn/slow", limit=KIB)))
        while not server.hits["GET /slow"]:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        client.abort()
        after = client.ask(Ask(url="http://a.gov.cn/", limit=KIB))
        ended = await asyncio.wait_for(asyncio.gather(waiting, after, return_exceptions=True), 5)
        return [one.kind for one in ended if isinstance(one, Fault)]

    with Server({"/": Reply("ok"), "/slow": route}) as server:
        assert asyncio.run(run(server.port)) == [FaultKind.LOCAL] * 2
        assert server.hits == {"GET /": 1, "GET /slow": 1}


def test_a_name_in_chinese_goes_out_as_utf_8() -> None:
    with Server({"/": Reply("ok")}) as server:
        fetch(server, headers=(("User-Agent", "govinspect (+市政务办 0915-123)"),))
        assert server.seen[0].headers["user-agent"].encode("latin-1").decode() == "govinspect (+市政务办 0915-123)"
