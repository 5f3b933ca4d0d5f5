"""A document into files: docx, html, pdf."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from reports.document import Document
from reports.html import write_html

DocumentFormat = Literal["docx", "html", "pdf"]
DOCUMENT_FORMATS: tuple[DocumentFormat, ...] = ("docx", "html")  # what is written unless something else is asked for
ALL_DOCUMENT_FORMATS: tuple[DocumentFormat, ...] = ("docx", "html", "pdf")


def write_document(
    document: Document, folder: Path, name: str, formats: Sequence[DocumentFormat], *, browser: str = ""
) -> list[Path]:
    """Writes a document as `name`.docx and so on into `folder`; returns the paths in the order of `formats`.

    Raises NoConverterError, PdfError for pdf.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(document, folder / f"{name}.{form}", form, browser) for form in formats]


def _write(document: Document, path: Path, form: DocumentFormat, browser: str) -> Path:
    if form == "html":
        return write_html(document, path)
    from reports.docx_gbt9704 import write_docx  # python-docx is loaded where a document is asked for

    if form == "docx":
        return write_docx(document, path)
    from reports.pdf import write_pdf

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        docx, html = source / f"{path.stem}.docx", source / f"{path.stem}.html"
        return write_pdf(write_docx(document, docx), write_html(document, html), path, browser=browser)
