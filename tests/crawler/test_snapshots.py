"""Responses in WARC files: written, found, read, and stored once."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.asking import Answer
from crawler.snapshots import Recorder, read_snapshot
from db.snapshots import SnapshotRecord
from tests.crawler.harness import NOW

URL = "http://a.gov.cn/新.html"


def answer(body: bytes, **headers: str) -> Answer:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(url=URL, status=200, headers=named, body=body, wire=body)


def kept(recorder: Recorder, given: Answer, at: dt.datetime = NOW, url: str = URL) -> SnapshotRecord:
    record = recorder.record(url, given, at)
    assert record is not None
    return record


def test_response_comes_back_as_it_was(tmp_path: Path) -> None:
    packed = gzip.compress("正文".encode())
    with Recorder(tmp_path, 7, lambda _: None, NOW) as recorder:
        first = kept(recorder, answer(packed, content_encoding="gzip", transfer_encoding="chunked", x_by="v"))
        second = kept(recorder, answer(b"other"), url="http://a.gov.cn/2")
    stored = read_snapshot(tmp_path, first)
    assert (stored.url, stored.status, stored.body.decode()) == (URL, 200, "正文")
    assert ("x-by", "v") in stored.headers
    assert read_snapshot(tmp_path, second).body == b"other"
    assert second.offset == first.offset + first.length
    with (tmp_path / first.file).open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["warcinfo", "response", "response"]


def test_body_known_for_the_address_is_not_stored_again(tmp_path: Path) -> None:
    with Recorder(tmp_path, 1, lambda _: None, NOW) as recorder:
        old = kept(recorder, answer(b"same"))
        assert recorder.record(URL, answer(b"same"), NOW) is None
    later = NOW + dt.timedelta(days=90)
    with Recorder(tmp_path, 2, lambda digest: old if digest == old.digest else None, later) as recorder:
        again = kept(recorder, answer(b"same"), later)
        elsewhere = kept(recorder, answer(b"same"), later, url="http://a.gov.cn/2")
    assert (again.file, again.offset, again.recorded_at) == (old.file, old.offset, later)
    assert elsewhere.file != old.file


def test_a_second_process_of_an_inspection_writes_a_file_of_its_own(tmp_path: Path) -> None:
    names = []
    for _ in range(2):
        with Recorder(tmp_path, 3, lambda _: None, NOW) as recorder:
            names.append(kept(recorder, answer(b"x")).file)
    assert names == ["snapshots/3-1.warc.gz", "snapshots/3-2.warc.gz"]


def test_torn_record_is_an_error_that_says_where(tmp_path: Path) -> None:
    with Recorder(tmp_path, 4, lambda _: None, NOW) as recorder:
        record = kept(recorder, answer(b"x" * 1000))
    file = tmp_path / record.file
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(ValueError, match="cut short"):
        read_snapshot(tmp_path, record)
