"""What a response is, looked at from outside: a challenge, a login, a front page, a file or a page in its place."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler import challenges
from crawler.asking import Answer
from crawler.urls import INDEX_EXTENSIONS, INDEX_NAMES
from crawler.verdicts import Content

HTTP_ERRORS = 400
LEAST_NAME = 2  # characters of a file's name by which it is known again
CHALLENGE_BODY_BYTES = 64 * 1024
SNIFFED_BYTES = 1024


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of an address that a visitor is sent to in order to log in (path segment or host label).
_LOGIN = re.compile(r"(?i)(?:^|[./_-])(?:login|signin|sso|cas|passport|oauth2?|idp|uaa|userlogin)(?:$|[./_?-])")
_ERROR = re.compile(r"(?i)(?:^|[/_.-])(?:404|not_?found|error\d*|err|nopage|page404|babygohome)(?:$|[/_.-])")
_LEAVES = re.compile(r"(?i)/(?:log_?out|sign_?out|quit|exit)[^/]*$")  # a front page is where these lead
_INDEX_FILE = re.compile(rf"(?i)(?:{'|'.join(INDEX_NAMES)})(?:\.(?:{'|'.join(INDEX_EXTENSIONS)}))?")
_FILE_EXTENSIONS = _words("pdf doc docx xls xlsx ppt pptx wps et dps ofd zip rar 7z txt csv mp3 mp4")
# Old office programs save a document as HTML and call it .doc or .xls; it opens as one.
_OFFICE_EXTENSIONS = _words("doc xls ppt wps et")
_OFFICE_MARK = re.compile(rb"(?i)urn:schemas-microsoft-com:office|mso-application|^mime-version:")
MESSAGE_BYTES = 4096  # a page longer than this is more than a message
_FILE_MESSAGE = re.compile(
    r"(?i)不存在|未找到|找不到|没有找到|已(?:被)?(?:删除|移除|失效|过期)|出错|错误|失败|无(?:此|该)?文件|没有(?:此|该|相关|可)[^。]{0,6}文件"
    r"|没有权限|无权|\b404\b|not found|\berror\b"
)
_GOES_ON = re.compile(
    r"(?i)http-equiv\s*=\s*['\"]?refresh|\blocation(?:\.href)?\s*=|\blocation\.(?:replace|assign)\s*\("
)
_DOWNLOADS = re.compile(r"(?i)down|attach|accessory")  # in the path of a script that hands out files
_SAVED_NAME = re.compile(r"(?i)filename\*?\s*=\s*[^;]*\.([a-z0-9]{2,4})\s*['\"]?\s*(?:;|$)")
_HTML_START = re.compile(
    rb"(?is)\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|script|title|meta)\b"
)


def challenge_of(answer: Answer) -> str:
    """The name of the anti-bot service whose page the answer is, "" if it is none."""
    name = challenges.by_status(answer.status)
    if not name and answer.status >= HTTP_ERRORS:
        name = challenges.by_headers(dict(answer.headers))
    if not name and len(answer.body) <= CHALLENGE_BODY_BYTES:
        name = challenges.by_markup(_body_text(answer))
    return name


def suspicious(answer: Answer) -> bool:
    """Whether an answer is worth looking at for a challenge: an odd status, or a success too small for a page."""
    return answer.status >= HTTP_ERRORS or answer.status == 202 or len(answer.body) < STUB_BYTES


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
    if not is_deep(linked) or not is_front(final) or _LEAVES.search(urlsplit(linked).path):
        return False
    wanted = {unquote(value) for _, value in parse_qsl(urlsplit(linked).query)}
    host = urlsplit(final).netloc
    return not any(host in value for value in wanted)  # a redirector that was told where to go


def lost_on_error(linked: str, final: str) -> bool:
    """Whether a link was sent on to an address that is named for an error."""
    return bool(_ERROR.search(urlsplit(final).path)) and not _ERROR.search(urlsplit(linked).path)


def lost_on_the_way(linked: str, final: str) -> bool:
    """Whether a link deep into a site was sent on to a page of another name, with nothing of its own in the address."""
    if not is_deep(linked):
        return False
    parts = urlsplit(linked)
    name = parts.path.rpartition("/")[2].partition(".")[0].lower()
    own = {name, *(value.lower() for _, value in parse_qsl(parts.query) if value.isdigit())}
    return not any(len(word) >= LEAST_NAME and word in unquote(final).lower() for word in own)


def extension(url: str) -> str:
    """The file extension an address promises, in its path or in a file name in its query; "" if none."""
    parts = urlsplit(url)
    return _extension(parts.path.rpartition("/")[2]) or _named(parts.query)


def _named(query: str) -> str:
    return next((found for _, value in parse_qsl(query) if (found := _extension(value))), "")


def _extension(name: str) -> str:
    found = name.rpartition(".")[2].lower() if "." in name else ""
    return found if found in _FILE_EXTENSIONS else ""


def saved_as(answer: Answer) -> str:
    """The extension of the name under which a browser would save an answer, "" for one that it would show.

    The name may be in GBK, percent-encoded or quoted; its extension is ASCII in all of them.
    """
    header = answer.header("content-disposition")
    if not header.strip().lower().startswith("attachment"):
        return ""
    found = _SAVED_NAME.search(header)
    return found[1].lower() if found and found[1].lower() in _FILE_EXTENSIONS else ""


def file_content(url: str, answer: Answer) -> Content:
    """Whether an answer is the file that the address, or the answer itself, promises.

    A web page in a file's place is none, but for what office programs save as such, and a page that was handed a
    file's name to show it: of those, only what says that it could not is a fault.
    """
    if not 200 <= answer.status < 300:
        return Content.USUAL
    parts = urlsplit(url)
    asked_for = _named(parts.query)
    promised = _extension(parts.path.rpartition("/")[2]) or saved_as(answer)
    promised = promised or (asked_for if _DOWNLOADS.search(parts.path) else "")
    if not answer.body and not answer.cut and not answer.partial and answer.status != 204:
        return Content.EMPTY_FILE
    kind = answer.header("content-type").lower()
    start = answer.body[:SNIFFED_BYTES]
    if "json" in kind and start.lstrip().startswith(b"{"):
        return Content.HTML_FILE if promised or asked_for else Content.USUAL
    if not (promised or asked_for) or promised in ("txt", "csv") or not _HTML_START.match(start):
        return Content.USUAL
    text = _body_text(answer)
    if len(answer.body) <= MESSAGE_BYTES and _FILE_MESSAGE.search(text):
        return Content.HTML_FILE
    if challenges.PASSWORD.search(text):
        return Content.LOGIN
    if not promised or _GOES_ON.search(text):
        return Content.USUAL
    if promised in _OFFICE_EXTENSIONS and (_OFFICE_MARK.search(answer.body) or "html" not in kind):
        return Content.USUAL
    return Content.HTML_FILE


def page_for_picture(answer: Answer) -> bool:
    """Whether a web page came where a picture was asked for."""
    return is_html(answer) and bool(_HTML_START.match(answer.body[:SNIFFED_BYTES]))


def is_html(answer: Answer) -> bool:
    """Whether an answer is a web page, by its type or, without one, by its first bytes."""
    kind = answer.header("content-type").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    if kind in ("", "text/plain", "application/octet-stream", "unknown/unknown"):
        return bool(_HTML_START.match(answer.body[:SNIFFED_BYTES]))
    return False
