"""Which reader a file needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checks.words.documents import MAX_BYTES, UnreadableDocumentError, decode
from checks.words.messages import system_reason
from reports.manuscripts import phrases
from reports.manuscripts.manuscript import Manuscript, ManuscriptError, wrapped_lines

Reader = Callable[[bytes, str], Manuscript]


def typed_text(data: bytes, name: str) -> Manuscript:
    """Plain text in any encoding an office uses. `name` is for the error. Raises ManuscriptError."""
    try:
        return wrapped_lines(decode(data, name))
    except UnreadableDocumentError:
        raise ManuscriptError(phrases.NOT_TEXT.format(path=name)) from None


def _docx(data: bytes, name: str) -> Manuscript:
    from reports.manuscripts.word import read_docx

    return read_docx(data, name)


def _xlsx(data: bytes, name: str) -> Manuscript:
    from reports.manuscripts.excel import read_xlsx

    return read_xlsx(data, name)


def _html(data: bytes, name: str) -> Manuscript:
    from reports.manuscripts.webpage import read_html

    return read_html(data, name)


def _pdf(data: bytes, name: str) -> Manuscript:
    from reports.manuscripts.pdf import read_pdf

    return read_pdf(data, name)


_READERS: dict[str, Reader] = {
    ".txt": typed_text,
    ".md": typed_text,
    ".markdown": typed_text,
    "": typed_text,
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".html": _html,
    ".htm": _html,
    ".shtml": _html,
    ".pdf": _pdf,
}
SUFFIXES = tuple(suffix for suffix in _READERS if suffix)


def read_manuscript(path: Path) -> Manuscript:
    """The manuscript in a file, by its ending. Raises ManuscriptError."""
    suffix = path.suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise ManuscriptError(phrases.UNKNOWN_KIND.format(path=path, suffix=suffix, known="、".join(SUFFIXES)))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ManuscriptError(phrases.TOO_LARGE.format(path=path, limit=MAX_BYTES // 1024**2))
        data = path.read_bytes()
    except OSError as error:
        raise ManuscriptError(phrases.UNREADABLE.format(path=path, why=system_reason(error))) from None
    return reader(data, str(path))
