"""Content codings (RFC 9110, 8.4.1), taken off a body without ever making more of it than is wanted.

A few kilobytes can unpack to gigabytes. Each decoder here is asked for `limit` bytes and one more, which says that the
limit was met, and none may ask for a window larger than what browsers grant.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Mapping

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAX_CODINGS = 3  # one on top of the other; no server needs more, and each costs a whole pass
MAX_FRAMES = 64  # of Zstandard, one after the other
_ZSTD_WINDOW: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}  # 8 MiB: RFC 9659
_DAMAGED = (zlib.error, brotli.error, zstd.ZstdError)


def decoded(wire: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """The body without its content codings, up to `limit` bytes, and whether there was more.

    A body that is not what the header says is given back as it came: browsers show it, too.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    known = [name for name in names if name in _DECODERS]
    if len(known) > MAX_CODINGS:
        return b"", True
    cut = False
    for name in reversed(known):
        try:
            body = _DECODERS[name](wire, limit + 1)
        except _DAMAGED:
            continue
        wire, cut = body[:limit], cut or len(body) > limit
    return wire, cut


def _gzip(wire: bytes, wanted: int) -> bytes:
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(wire, wanted)


def _deflate(wire: bytes, wanted: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(wire, wanted)
    except zlib.error:  # without the zlib header, as some servers have it
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(wire, wanted)


def _brotli(wire: bytes, wanted: int) -> bytes:
    decoder = brotli.Decompressor()
    body = bytearray(decoder.process(wire, output_buffer_limit=wanted))
    while len(body) < wanted and not decoder.can_accept_more_data():
        body += decoder.process(b"", output_buffer_limit=wanted - len(body))
    if not body and not decoder.is_finished():
        raise brotli.error("no brotli")
    return bytes(body)


def _zstandard(wire: bytes, wanted: int) -> bytes:
    body = bytearray()
    for _ in range(MAX_FRAMES):
        decoder = zstd.ZstdDecompressor(options=_ZSTD_WINDOW)
        body += decoder.decompress(wire, wanted - len(body))
        wire = decoder.unused_data if decoder.eof else b""
        if not wire or len(body) >= wanted:
            break
    return bytes(body)


_DECODERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}
