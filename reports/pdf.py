"""Documents as pdf: the docx through LibreOffice, or where there is none the html through the headless browser.

The fonts the documents name are seldom on a server. The converter is told in which order to take others for them
(`SUBSTITUTES`, as Word is by the font table); LibreOffice alone would take whatever comes first, often without serifs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from reports.docx_gbt9704 import LATIN_FONT, SUBSTITUTES

TIMEOUT = 300  # seconds; a first start of LibreOffice on a busy machine is slow
OFFICES = ("soffice", "libreoffice")
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
LATIN_SUBSTITUTES = ("Liberation Serif", "Tinos", "Noto Serif", "Noto Serif CJK SC")
Find = Callable[[str], str | None]


class NoConverterError(RuntimeError):
    """No program on this machine makes a pdf."""


class PdfError(RuntimeError):
    """The program was there and made no pdf; the text says which, and what it said."""


def write_pdf(docx: Path, html: Path, path: Path, *, browser: str = "", find: Find = shutil.which) -> Path:
    """Makes `path` from the document as docx or html; returns it. `browser` is the path of one, if it is not on PATH.

    Raises NoConverterError, PdfError.
    """
    office = next(filter(None, map(find, OFFICES)), None)
    chromium = browser or next(filter(None, map(find, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if office is not None:
            profile = (work / "profile").as_uri()  # one of its own: a running LibreOffice would refuse
            command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf",
                       "--outdir", folder, str(docx)]  # fmt: skip
            made = work / f"{docx.stem}.pdf"
        elif chromium is not None:
            made = work / "page.pdf"
            command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                       "--no-pdf-header-footer", f"--print-to-pdf={made}", html.resolve().as_uri()]  # fmt: skip
        else:
            raise NoConverterError
        _run(command, work)
        if not made.is_file():
            raise PdfError(f"{command[0]}: no pdf was made of {docx.name}")
        shutil.copyfile(made, path)
    return path


def fonts_conf(substitutes: dict[str, str]) -> str:
    """A fontconfig file: the machine's own, and which fonts to take for those a document names."""
    aliases = [
        f'<alias binding="same"><family>{escape(name)}</family><prefer>'
        + "".join(f"<family>{escape(one)}</family>" for one in (name, *others.split(",")))
        + "</prefer></alias>"
        for name, others in substitutes.items()
    ]
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n' + "\n".join(aliases) + "\n</fontconfig>\n"
    )


def _run(command: Sequence[str], work: Path) -> None:
    conf = work / "fonts.conf"
    conf.write_text(fonts_conf({**SUBSTITUTES, LATIN_FONT: ",".join(LATIN_SUBSTITUTES)}), encoding="utf-8")
    environment = {**os.environ, "HOME": str(work)}
    if Path("/etc/fonts/fonts.conf").is_file():  # elsewhere the system finds fonts in another way
        environment["FONTCONFIG_FILE"] = str(conf)
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PdfError(f"{command[0]}: {error}") from error
    if done.returncode:
        raise PdfError(f"{command[0]}: {(done.stderr or done.stdout).strip()[-300:]}")
