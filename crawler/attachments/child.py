"""The process that reads files: ``python -P -m crawler.attachments.child``; requests come on stdin, answers on stdout.

A request is a line "kind size" and the bytes; an answer is a line with its size and MessagePack of pieces and reason.
What a file may take of this machine is bounded here; how long, by the one who asks.
"""

from __future__ import annotations

import logging
import sys
from typing import BinaryIO

import msgspec

from crawler.attachments.extracting import DAMAGED, LIMIT, extract

MEMORY_BYTES = 1536 * 1024 * 1024


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers requests until they end."""
    while line := requests.readline():
        kind, size = line.decode().split()
        data = requests.read(int(size))
        try:
            answer = extract(kind, data)
        except MemoryError:
            answer = (), LIMIT
        except Exception:  # whatever a stranger's file makes a library raise
            logging.exception("a file of kind %s", kind)
            answer = (), DAMAGED
        packed = msgspec.msgpack.encode(answer)
        answers.write(b"%d\n" % len(packed))
        answers.write(packed)
        answers.flush()


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not on this platform
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity that it copes with
    _bound()
    serve(sys.stdin.buffer, sys.stdout.buffer)
