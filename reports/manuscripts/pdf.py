"""pdf: the lines are those of the pages, counted through the whole file."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from reports.manuscripts import phrases
from reports.manuscripts.manuscript import Manuscript, ManuscriptError, wrapped_lines

MAX_PAGES = 2000


def read_pdf(data: bytes, name: str) -> Manuscript:
    """The manuscript in a pdf; pictures of text hold none. Raises ManuscriptError."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every oddity that it copes with
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ManuscriptError(phrases.ENCRYPTED.format(path=name))
        text = "\n".join(page.extract_text() for page in reader.pages[:MAX_PAGES])
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ManuscriptError(phrases.DAMAGED.format(path=name, kind="pdf", why=error)) from None
    if not text.strip():
        raise ManuscriptError(phrases.SCANNED.format(path=name))
    return wrapped_lines(text)
