"""How a response is read does not depend on how its bytes arrive, and nothing of it is left for the next one."""

from __future__ import annotations

import gzip

import pytest

from crawler.asking import Ask
from crawler.response import HEAD_BYTES, LINE_BYTES, BrokenError, Incoming

TEXT = "常务会议".encode() * 60
PACKED = gzip.compress(TEXT)
CHUNKED = b"".join(
    b"%x;a=b\r\n%b\r\n" % (len(TEXT[at : at + 70]), TEXT[at : at + 70]) for at in range(0, len(TEXT), 70)
)
RESPONSES = {
    "announced": b"HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: %d\r\n\r\n%b" % (len(TEXT), TEXT),
    "packed": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(PACKED), PACKED),
    "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED + b"0\r\nT: u\r\n\r\n",
    "odd lines": b"\r\n\nHTTP/1.1 200\nno colon\nA: c\r\n\td\r\r\nContent-Length: %d\n\r\r\n%b" % (len(TEXT), TEXT),
    "interim": b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 100\r\n\r\nHTTP/1.1 200\r\nContent-Length: %d\r\n\r\n%b"
    % (len(TEXT), TEXT),
}


def read(*parts: bytes, limit: int = 10_000, method: str = "GET") -> Incoming:
    incoming = Incoming(Ask(url="http://a.gov.cn/", limit=limit, method=method))
    for part in parts:
        if incoming.feed(part):
            return incoming
    incoming.end()
    return incoming


@pytest.mark.parametrize("name", RESPONSES)
def test_bytes_may_arrive_in_any_pieces(name: str) -> None:
    raw = RESPONSES[name]
    whole = read(raw)
    assert whole.answer is not None
    assert (whole.answer.status, whole.answer.body, whole.answer.partial, whole.keep) == (200, TEXT, False, True)
    for size in (1, 2, 3, 7, 64, 500):
        pieces = read(*(raw[at : at + size] for at in range(0, len(raw), size)))
        assert (pieces.answer, pieces.keep) == (whole.answer, True), size


@pytest.mark.parametrize("name", RESPONSES)
def test_response_that_ends_early_is_partial_or_broken(name: str) -> None:
    raw = RESPONSES[name]
    for end in range(len(raw) - 5):
        try:
            incoming = read(raw[:end])
        except BrokenError:
            assert b"200" not in raw[:end]
            continue
        assert incoming.answer is not None
        assert not incoming.keep
        assert TEXT.startswith(incoming.answer.body) or name == "packed"


@pytest.mark.parametrize("surplus", [b"\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_connection_that_brings_more_than_was_asked_for_is_not_kept(surplus: bytes) -> None:
    assert not read(RESPONSES["announced"] + surplus).keep
    assert not read(b"HTTP/1.1 304 Not Modified\r\n\r\n" + surplus).keep
    assert not read(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", method="HEAD").keep


def test_a_body_is_no_longer_than_its_limit_and_a_byte_says_that_there_is_more() -> None:
    for limit in (len(TEXT) - 1, len(TEXT), len(TEXT) + 1):
        for name in ("announced", "chunked"):
            answer = read(RESPONSES[name], limit=limit).answer
            assert answer is not None
            assert (len(answer.body), answer.cut) == (min(limit, len(TEXT)), limit < len(TEXT)), (name, limit)


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 " + b"x" * (LINE_BYTES + 1),
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * (HEAD_BYTES // 5),
        b"HTTP/1.1 200 OK\r\n" + b"\r" * (HEAD_BYTES + 1),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * (LINE_BYTES + 1),
    ],
)
def test_lines_without_end_are_not_waited_for(raw: bytes) -> None:
    with pytest.raises(BrokenError):
        read(*(raw[at : at + 4096] for at in range(0, len(raw), 4096)))


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "x", "²"])
def test_a_length_that_is_none_lets_the_body_last_as_long_as_the_connection(length: str) -> None:
    raw = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nok".encode("latin-1")
    incoming = read(raw)
    assert incoming.answer is not None
    assert (incoming.answer.body, incoming.answer.partial, incoming.keep) == (b"ok", False, False)
