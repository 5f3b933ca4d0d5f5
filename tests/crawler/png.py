"""Reads PNG files of eight bits a channel, as browsers write them: enough to look for a colour."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle of pixels; the right and bottom edges belong to it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1


def rows(path: Path) -> tuple[int, list[bytes]]:
    """How many bytes a pixel has, and the rows of pixels."""
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    packed, at, head = b"", 8, b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        head = body if kind == b"IHDR" else head
        packed += body if kind == b"IDAT" else b""
        at += length + 12
    width, height, depth, colour = struct.unpack(">IIBB", head[:10])
    assert depth == 8
    pixel = {2: 3, 6: 4}[colour]
    raw, size = zlib.decompress(packed), width * pixel
    found: list[bytes] = []
    before = bytes(size)
    for number in range(height):
        start = number * (size + 1)
        before = _row(raw[start], raw[start + 1 : start + 1 + size], before, pixel)
        found.append(before)
    return pixel, found


def _row(kind: int, line: bytes, before: bytes, pixel: int) -> bytes:
    row = bytearray(line)
    for at in range(len(row)):
        left = row[at - pixel] if at >= pixel else 0
        corner = before[at - pixel] if at >= pixel else 0
        above = before[at]
        if kind == 1:
            row[at] = (row[at] + left) & 255
        elif kind == 2:
            row[at] = (row[at] + above) & 255
        elif kind == 3:
            row[at] = (row[at] + (left + above) // 2) & 255
        elif kind == 4:
            guess = left + above - corner
            near = min((left, above, corner), key=lambda one: abs(guess - one))
            row[at] = (row[at] + near) & 255
    return bytes(row)


def box_of(path: Path, colour: tuple[int, int, int]) -> Box | None:
    """The smallest rectangle that holds every pixel of a colour, None if there is none."""
    pixel, lines = rows(path)
    spots = [
        (at // pixel, number)
        for number, line in enumerate(lines)
        for at in range(0, len(line), pixel)
        if tuple(line[at : at + 3]) == colour
    ]
    if not spots:
        return None
    across, down = [x for x, _ in spots], [y for _, y in spots]
    return Box(min(across), min(down), max(across), max(down))
