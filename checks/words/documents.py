"""Reading what is to be proofread: text files in the encodings that offices use."""

from __future__ import annotations

from pathlib import Path

from checks.words import messages

TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ""})
MAX_BYTES = 50 * 1024 * 1024  # the limit for attachments (docs: limits that ship on by default)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 4096  # bytes that show whether a file without a mark is UTF-16


class UnreadableDocumentError(ValueError):
    """A file that cannot be proofread; the message says why and what to do."""


def read_document(path: Path) -> str:
    """The text of a .txt or .md file. Raises `UnreadableDocumentError`."""
    if path.suffix.lower() not in TEXT_SUFFIXES:
        kinds = "、".join(sorted(suffix for suffix in TEXT_SUFFIXES if suffix))
        raise UnreadableDocumentError(messages.WRONG_SUFFIX.format(path=path, suffix=path.suffix, kinds=kinds))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocumentError(messages.TOO_LARGE.format(path=path, limit=MAX_BYTES // 1024**2))
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(messages.UNOPENED.format(path=path, why=messages.system_reason(error))) from error
    return decode(data, str(path))


def decode(data: bytes, name: str) -> str:
    """Bytes as text: by byte order mark, else UTF-8, UTF-16 without a mark, GB 18030. `name` is for the error."""
    encodings = [encoding for mark, encoding in _BOMS if data.startswith(mark)] or ["utf-8", *_utf16(data), "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableDocumentError(messages.NOT_TEXT.format(path=name))


def _utf16(data: bytes) -> list[str]:
    """The UTF-16 byte order that the zero bytes of line ends and spaces betray, if any."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample:
        return []
    return ["utf-16-be"] if sample[::2].count(0) > sample[1::2].count(0) else ["utf-16-le"]
