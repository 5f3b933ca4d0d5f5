"""How the facts of a page are kept: compressed, its links and blocks in runs, so that what pages repeat is read once.

A run is what stands together in one place of a page: the navigation, the foot, the text. Pages of a site have most
runs in common. A reader that has seen the bytes of a run before need not decode them again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import zlib
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter

import msgspec

from checks import facts
from checks.facts import Block, ItemList, Link, Page, Place

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NO_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
OWN = frozenset({Place.MAIN, Place.HEAD})  # what a page says itself; the rest is its template's
_LEVEL = 1  # smaller than zlib's fastest, at a fifth of its time
_ZLIB = b"\x78"  # how facts begin that earlier versions stored: a page as it is, compressed by zlib
_RUNS_KEPT = 1024  # decoded ones; a site's templates have a few for each column


class Run(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Links or blocks that follow one another in one place, encoded."""

    place: Place
    data: bytes


class FoldedPage(msgspec.Struct, array_like=True):
    """A page whose links, blocks and lists are still encoded; `page` has none, or only blocks that were asked for."""

    page: Page
    links: tuple[Run, ...]
    blocks: tuple[Run, ...]
    lists: tuple[bytes, ...]


_ENCODER = msgspec.msgpack.Encoder()
_FOLDED = msgspec.msgpack.Decoder(FoldedPage)
_COMPRESSOR = zstd.ZstdCompressor(level=_LEVEL)
_place = attrgetter("place")

links_of = lru_cache(_RUNS_KEPT)(msgspec.msgpack.Decoder(tuple[Link, ...]).decode)
blocks_of = lru_cache(_RUNS_KEPT)(msgspec.msgpack.Decoder(tuple[Block, ...]).decode)
list_of = lru_cache(_RUNS_KEPT)(msgspec.msgpack.Decoder(ItemList).decode)


def fold(page: Page, own_blocks: bool = True) -> FoldedPage:
    """A page with its runs encoded; `own_blocks` leaves the blocks of the page itself decoded, beside the runs."""
    own = tuple(block for block in page.blocks if block.place in OWN) if own_blocks else ()
    return FoldedPage(
        msgspec.structs.replace(page, links=(), lists=(), blocks=own),
        _runs(page.links),
        _runs(page.blocks),
        tuple(map(_ENCODER.encode, page.lists)),
    )


def pack(page: Page) -> tuple[str, bytes]:
    """A page as its key and compressed bytes. The time of fetching is left out, so an unchanged page has one key."""
    folded = fold(page, own_blocks=False)
    folded.page.fetched_at = NO_TIME
    data = _ENCODER.encode(folded)
    packed = _COMPRESSOR.compress(data, _COMPRESSOR.FLUSH_FRAME)
    return hashlib.blake2b(data, digest_size=16).hexdigest(), packed


def unpack(data: bytes, fetched_at: dt.datetime | None) -> Page:
    """The page of `pack`, with the time it was fetched at."""
    return unfold(unpack_folded(data, fetched_at, own_blocks=False))


def unpack_folded(data: bytes, fetched_at: dt.datetime | None, own_blocks: bool = True) -> FoldedPage:
    """The page of `pack`, folded, with the blocks of its own if they are asked for."""
    if data.startswith(_ZLIB):
        folded = fold(facts.decode(zlib.decompress(data)), own_blocks)
    else:
        folded = _FOLDED.decode(zstd.ZstdDecompressor().decompress(data))
        if own_blocks:
            own = (blocks_of(run.data) for run in folded.blocks if run.place in OWN)
            folded.page.blocks = tuple(chain.from_iterable(own))
    folded.page.fetched_at = fetched_at or NO_TIME
    return folded


def unfold(folded: FoldedPage) -> Page:
    """The page with all that was folded."""
    return msgspec.structs.replace(
        folded.page,
        links=tuple(chain.from_iterable(links_of(run.data) for run in folded.links)),
        blocks=tuple(chain.from_iterable(blocks_of(run.data) for run in folded.blocks)),
        lists=tuple(map(list_of, folded.lists)),
    )


def links_in(folded: FoldedPage, places: Collection[Place]) -> Iterable[Link]:
    """The links of a folded page that stand in some places, in page order."""
    return chain.from_iterable(links_of(run.data) for run in folded.links if run.place in places)


def _runs(items: Iterable[Link | Block]) -> tuple[Run, ...]:
    return tuple(Run(place, _ENCODER.encode(tuple(run))) for place, run in groupby(items, _place))
