"""What a response is, looked at from outside: a challenge, a login, a front page, a file or a page in its place."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from crawler.asking import Answer
from crawler.urls import INDEX_EXTENSIONS, INDEX_NAMES
from crawler.verdicts import Content

_CHALLENGES = Path(__file__).parent / "tables" / "challenges.tsv"
CHALLENGE_BODY_BYTES = 64 * 1024
SNIFFED_BYTES = 1024


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of an address that a visitor is sent to in order to log in (path segment or host label).
_LOGIN = re.compile(r"(?i)(?:^|[./_-])(?:login|signin|sso|cas|passport|oauth2?|idp|uaa|userlogin)(?:$|[./_?-])")
_INDEX_FILE = re.compile(rf"(?i)(?:{'|'.join(INDEX_NAMES)})(?:\.(?:{'|'.join(INDEX_EXTENSIONS)}))?")
_FILE_EXTENSIONS = _words("pdf doc docx xls xlsx ppt pptx wps et dps ofd zip rar 7z txt csv mp3 mp4")
# Old office programs save a document as HTML and call it .doc or .xls; it opens as one.
_OFFICE_EXTENSIONS = _words("doc xls ppt wps et")
_OFFICE_MARK = re.compile(rb"(?i)urn:schemas-microsoft-com:office|mso-application|^mime-version:")
_HTML_START = re.compile(
    rb"(?is)\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|script|title|meta)\b"
)


class _Mark(msgspec.Struct, frozen=True):
    name: str
    place: str
    pattern: re.Pattern[str]


@cache
def _marks() -> tuple[_Mark, ...]:
    rows = (
        line.split("\t") for line in _CHALLENGES.read_text("utf-8").splitlines() if line and not line.startswith("#")
    )
    return tuple(_Mark(name, place, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, place, pattern in rows)


def challenge_of(answer: Answer) -> str:
    """The name of the anti-bot page that the answer is, "" if it is none."""
    for mark in _marks():
        if mark.place == "status":
            text = str(answer.status)
        elif mark.place == "body":
            if len(answer.body) > CHALLENGE_BODY_BYTES:
                continue
            text = _body_text(answer)
        else:
            text = answer.header(mark.place.partition(":")[2])
        if text and (mark.pattern.fullmatch(text) if mark.place == "status" else mark.pattern.search(text)):
            return mark.name
    return ""


def suspicious(answer: Answer) -> bool:
    """Whether an answer is worth looking at for a challenge: an odd status, or a success too small for a page."""
    return answer.status >= 400 or answer.status == 202 or len(answer.body) < STUB_BYTES


STUB_BYTES = 8 * 1024  # challenge pages are scripts of a few KB; a page of text is not searched for their marks


def _body_text(answer: Answer) -> str:
    text = answer.body.decode("utf-8", "replace")
    return answer.body.decode("gb18030", "replace") if "�" in text else text


def is_login(url: str) -> bool:
    """Whether an address is one where visitors log in."""
    parts = urlsplit(url)
    return bool(_LOGIN.search(parts.path) or _LOGIN.search((parts.hostname or "").partition(".")[0]))


def is_front(url: str) -> bool:
    """Whether an address is the front page of a host."""
    parts = urlsplit(url)
    path = parts.path.strip("/")
    return not parts.query and (not path or bool(_INDEX_FILE.fullmatch(path)))


def is_deep(url: str) -> bool:
    """Whether an address names one page or file inside a site, not a front page or a column's front."""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    return bool(name and "." in name and not _INDEX_FILE.fullmatch(name)) or (not is_front(url) and bool(parts.query))


def lost_on_front(linked: str, final: str) -> bool:
    """Whether a link deep into a site ended on a front page it did not ask for."""
    if not is_deep(linked) or not is_front(final):
        return False
    wanted = {unquote(value) for _, value in parse_qsl(urlsplit(linked).query)}
    host = urlsplit(final).netloc
    return not any(host in value for value in wanted)  # a redirector that was told where to go


def extension(url: str) -> str:
    """The file extension an address promises, in its path or in a file name in its query; "" if none."""
    parts = urlsplit(url)
    for name in (parts.path.rpartition("/")[2], *(value for _, value in parse_qsl(parts.query))):
        found = name.rpartition(".")[2].lower() if "." in name else ""
        if found in _FILE_EXTENSIONS:
            return found
    return ""


def file_content(url: str, answer: Answer) -> Content:
    """Whether an attachment's answer is the file that the address promises."""
    if not 200 <= answer.status < 300:
        return Content.USUAL
    if not answer.body and not answer.cut and not answer.partial and answer.status != 204:
        return Content.EMPTY_FILE
    promised = extension(url)
    start = answer.body[:SNIFFED_BYTES]
    if not promised or not _HTML_START.match(start):
        return Content.USUAL
    if promised in _OFFICE_EXTENSIONS and (
        _OFFICE_MARK.search(answer.body) or "html" not in answer.header("content-type")
    ):
        return Content.USUAL
    return Content.USUAL if promised in ("txt", "csv") else Content.HTML_FILE


def is_html(answer: Answer) -> bool:
    """Whether an answer is a web page, by its type or, without one, by its first bytes."""
    kind = answer.header("content-type").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    if kind in ("", "text/plain", "application/octet-stream", "unknown/unknown"):
        return bool(_HTML_START.match(answer.body[:SNIFFED_BYTES]))
    return False
