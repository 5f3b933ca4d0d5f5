"""What was judged is kept: responses in WARC files (ISO 28500), one gzip member a record, found by offset.

A file belongs to one process of one inspection, so a killed one leaves whole records behind and at most one torn end
that no index row points to. A body that the same address had before is not stored again: its row points to the record
of that time. Records are written here, byte for byte (a tenth of the cost of the library), and read with warcio.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import uuid
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator

from crawler import limits
from crawler.asking import Answer
from crawler.decoding import decoded
from db.snapshots import SnapshotRecord

FOLDER = "snapshots"
_GZIP_MEMBER = isal_zlib.MAX_WBITS | 16
_LEVEL = 1  # 0.06 ms a page, where zlib takes 0.3 for the same size
# The body is kept as it came, but without the transfer coding, whose header would mislead readers.
_LEFT_OUT = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive"})


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A response as it was kept. `body` is without content coding."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    recorded_at: str


Lookup = Callable[[str], SnapshotRecord | None]


class Recorder:
    """Writes the responses of an inspection. `before` finds the record of a body by its digest, in any earlier run."""

    def __init__(self, data_dir: Path, inspection_id: int, before: Lookup, began: dt.datetime) -> None:
        folder = data_dir / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while (folder / f"{inspection_id}-{number}.warc.gz").exists():
            number += 1
        self._name = f"{FOLDER}/{inspection_id}-{number}.warc.gz"
        # Unbuffered: what the index points to has left this process before the index is written.
        self._file = (data_dir / self._name).open("ab", buffering=0)
        self._offset = self._file.tell()
        self._before = before
        self._done: set[tuple[str, str]] = set()
        about = b"software: govinspect\r\nformat: WARC File Format 1.1\r\n"
        self._write("warcinfo", "", about, began, "application/warc-fields")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def record(self, url: str, answer: Answer, at: dt.datetime) -> SnapshotRecord | None:
        """Keeps a response; the row for the index, None if this inspection has the same already."""
        digest = hashlib.sha256(answer.wire).hexdigest()
        if (url, digest) in self._done:
            return None
        self._done.add((url, digest))
        known = self._before(digest)
        if known is not None and known.url == url:
            return SnapshotRecord(
                url=url, digest=digest, file=known.file, offset=known.offset, length=known.length, recorded_at=at
            )
        offset = self._offset
        self._write("response", url, _http(answer), at, "application/http; msgtype=response", digest)
        return SnapshotRecord(
            url=url, digest=digest, file=self._name, offset=offset, length=self._offset - offset, recorded_at=at
        )

    def _write(self, kind: str, url: str, block: bytes, at: dt.datetime, content_type: str, digest: str = "") -> None:
        lines = [
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self._name}#{self._offset}')}>",
            f"WARC-Date: {at.astimezone(dt.UTC).strftime('%Y-%m-%dT%H:%M:%SZ')}",
            f"Content-Type: {content_type}",
            f"Content-Length: {len(block)}",
        ]
        if url:
            lines.append(f"WARC-Target-URI: {url}")
        if digest:
            lines.append(f"WARC-Payload-Digest: sha256:{digest}")
        packer = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _GZIP_MEMBER)
        data = packer.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n") + packer.flush()
        self._file.write(data)
        self._offset += len(data)


def _http(answer: Answer) -> bytes:
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {answer.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers if name not in _LEFT_OUT]
    lines.append(f"content-length: {len(answer.wire)}")
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + answer.wire


def read_snapshot(data_dir: Path, record: SnapshotRecord) -> Stored:
    """The response that an index row points to. Raises OSError where the file is gone, ValueError where it is torn."""
    with (data_dir / record.file).open("rb") as file:
        file.seek(record.offset)
        member = file.read(record.length)
    if len(member) < record.length:
        raise ValueError(f"{record.file}: the record at {record.offset} is cut short")
    for entry in ArchiveIterator(io.BytesIO(member)):
        http = entry.http_headers
        coding = http.get_header("content-encoding") or ""
        return Stored(
            url=entry.rec_headers.get_header("WARC-Target-URI"),
            status=int(http.get_statuscode()),
            headers=tuple((name.lower(), value) for name, value in http.headers),
            body=decoded(entry.raw_stream.read(), coding, limits.ATTACHMENT_BYTES)[0],
            recorded_at=entry.rec_headers.get_header("WARC-Date"),
        )
    raise ValueError(f"{record.file}: no record at {record.offset}")
