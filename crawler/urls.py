"""Addresses: how a browser resolves them, and which of them are the same place.

`absolute` follows the WHATWG URL standard (https://url.spec.whatwg.org/) as far as http and https go: it is what a
click on the link would request. `canonical` is the crawl's identity of an address. Both are pure functions of text.
"""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote_to_bytes

DEFAULT_PORTS = {"http": "80", "https": "443"}
MAX_PORT = 65535
CACHED_ADDRESSES = 65536  # a site's navigation repeats on every page
CACHED_AUTHORITIES = 4096

INDEX_NAMES = ("index", "default", "main")
INDEX_EXTENSIONS = ("html", "htm", "shtml", "jsp", "asp", "aspx", "php", "do")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SESSION_PARAMETERS = _words(
    """jsessionid phpsessid sessionid session_id aspsessionid aspxautodetectcookiesupport cfid cftoken zenid
    utm_source utm_medium utm_campaign utm_term utm_content utm_id spm gclid fbclid msclkid yclid
    hmsr hmpl hmcu hmkw hmci bd_vid share_token sharefrom share_from isappinstalled from_source"""
)
# These are dropped only where the value is a moment or a random number; elsewhere they may choose the content.
STAMP_PARAMETERS = _words("_ t _t ts time timestamp rand random rnd r d nocache")
_STAMP_VALUE = re.compile(r"\d{10}(?:\d{3})?|0?\.\d{4,}")

_FAST_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)?")
_FAST_URL = re.compile(rf"https?://[a-z0-9-]+(?:\.[a-z0-9-]*[a-z][a-z0-9-]*)+{_FAST_PATH.pattern}")
_EDGE_CONTROLS = "".join(map(chr, range(0x21)))
_INNER_BREAKS = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_FORBIDDEN_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_DOT = re.compile(r"(?i)\.|%2e")
_DOT_DOT = re.compile(r"(?i)(?:\.|%2e){2}")
_PATH_UNSAFE = re.compile(r"[\x00-\x20\"<>^`{}\x7f]|[^\x00-\x7f]+")
_QUERY_UNSAFE = re.compile(r"[\x00-\x20\"<>'\x7f]|[^\x00-\x7f]+")
_JSESSIONID = re.compile(r"(?i);jsessionid=[^/?#]*")
_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?")
_DIGITS = re.compile(r"[0-9a-fA-F]{16,}|\d+")

_LITERAL = r"""(['"])(?P<address>(?:(?!\1)[^\\\n])+)\1"""
_NAVIGATION = (
    re.compile(rf"\bopen\s*\(\s*{_LITERAL}\s*[,)]"),
    re.compile(rf"\blocation(?:\s*\.\s*href)?\s*=\s*{_LITERAL}(?!\s*\+)"),
    re.compile(rf"\blocation\s*\.\s*(?:assign|replace)\s*\(\s*{_LITERAL}\s*\)"),
)
_CALL = re.compile(rf"\b[A-Za-z_$][\w$]{{0,60}}\s*\(\s*{_LITERAL}\s*[,)]")
_LOOKS_LIKE_ADDRESS = re.compile(
    r"(?i)(?:https?://|\.{0,2}/)[^\s'\"]+"
    r"|[\w./%-]+\.(?:html?|shtml|jsp|aspx?|php|pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:\?\S*)?"
)
MAX_SCRIPT_ATTRIBUTE = 2000  # characters of an onclick that are looked at


def query_codec(encoding: str) -> str:
    """The codec in which a page of `encoding` sends a query: gb* as gb18030, UTF-16 as UTF-8."""
    name = encoding.lower().replace("_", "-")
    if name.startswith("gb") or name in {"hz-gb-2312", "x-gbk", "chinese"}:
        return "gb18030"
    if name in {"big5", "big5-hkscs"}:
        return "big5hkscs"
    return "utf-8"


def absolute(base: str, href: str | None, encoding: str = "utf-8") -> str | None:
    """The http(s) address that a browser would request for `href` on the page `base`, without fragment.

    None where nothing would be requested: other schemes, an empty address, a fragment of the same page, a bad host or
    port. Non-ASCII goes into the path as UTF-8 and into the query in the page's `encoding`; `%xx` stays as written.
    """
    if not href:
        return None
    if href[0] == "/" and _FAST_PATH.fullmatch(href):
        return origin(base) + href
    if _FAST_URL.fullmatch(href):
        return href
    return _resolve(base, href, query_codec(encoding))


@lru_cache(maxsize=1024)
def origin(url: str) -> str:
    """Scheme and authority of an absolute address: `http://www.example.gov.cn`."""
    found = _PARTS.match(url)
    return f"{found[1]}://{found[2]}" if found else ""


@lru_cache(maxsize=CACHED_ADDRESSES)
def _resolve(base: str, href: str, codec: str) -> str | None:
    text = href.strip(_EDGE_CONTROLS).translate(_INNER_BREAKS)
    if not text or text[0] == "#":
        return None
    text = text.partition("#")[0]
    rest, question, query = text.partition("?")
    rest = rest.replace("\\", "/")
    base_parts = _PARTS.match(base)
    base_scheme, base_host, base_path, base_query = base_parts.groups() if base_parts else ("", "", "", None)

    scheme = base_scheme
    found = _SCHEME.match(rest)
    if found:
        scheme = found[1].lower()
        if scheme not in DEFAULT_PORTS:
            return None
        rest = rest[found.end() :]
        if scheme != base_scheme or rest.startswith("//"):
            rest = "//" + rest.lstrip("/")
    elif not base_scheme:
        return None

    if rest.startswith("//"):
        authority, slash, path = rest.lstrip("/").partition("/")
        host = _authority(authority, scheme)
        if host is None:
            return None
        path = slash + path
    elif rest.startswith("/"):
        host, path = base_host, rest
    elif rest:
        host, path = base_host, base_path.rpartition("/")[0] + "/" + rest
    else:
        host, path = base_host, base_path
        if not question:
            query, question = (base_query or "")[1:], "?" if base_query else ""
    path = _PATH_UNSAFE.sub(_percent_utf8, _fold_dots(path))
    if question:
        query = _QUERY_UNSAFE.sub(lambda m: _percent(_encode_query(m[0], codec)), query)
    return f"{scheme}://{host}{path}{question}{query}"


@lru_cache(maxsize=CACHED_AUTHORITIES)
def _authority(text: str, scheme: str) -> str | None:
    """Host and port as they stand in a normalized address, with the user part if any; None where they are bad."""
    user, at, place = text.rpartition("@")
    if place.startswith("["):
        literal, bracket, port = place[1:].partition("]")
        try:
            host = f"[{ipaddress.IPv6Address(literal).compressed}]"
        except ValueError:
            return None
        if not bracket or (port and not port.startswith(":")):
            return None
        port = port[1:]
    else:
        name, _, port = place.partition(":")
        found = _host(name)
        if found is None:
            return None
        host = found
    if port:
        if not (port.isascii() and port.isdigit()) or int(port[:8]) > MAX_PORT:
            return None
        port = "" if int(port) == int(DEFAULT_PORTS[scheme]) else f":{int(port)}"
    return f"{_PATH_UNSAFE.sub(_percent_utf8, user)}{at}{host}{port}"


def _host(name: str) -> str | None:
    if "%" in name:
        name = unquote_to_bytes(name).decode("utf-8", "replace")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    name = name.lower()
    if not name or _FORBIDDEN_HOST.search(name):
        return None
    last = name.rstrip(".").rpartition(".")[2]
    if last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
        return _ipv4(name)
    return name


def _ipv4(name: str) -> str | None:
    """The dotted form of an IPv4 address in any of the forms browsers accept (127.1, 0x7f.0.0.1, 2130706433)."""
    parts = name.removesuffix(".").split(".")
    if len(parts) > 4:
        return None
    numbers = []
    for part in parts:
        if not re.fullmatch(r"0x[0-9a-f]{0,10}|[0-9]{1,14}", part):
            return None
        try:
            base = 16 if part.startswith("0x") else 8 if len(part) > 1 and part[0] == "0" else 10
            numbers.append(int(part.removeprefix("0x") or "0", base))
        except ValueError:
            return None
    *heads, tail = numbers
    if any(n > 255 for n in heads) or tail >= 256 ** (4 - len(heads)):
        return None
    value = tail + sum(n << (8 * (3 - i)) for i, n in enumerate(heads))
    return str(ipaddress.IPv4Address(value))


def _fold_dots(path: str) -> str:
    if not path:
        return "/"
    if "/." not in path and "%2" not in path:
        return path
    out: list[str] = []
    segments = path.split("/")[1:]
    for at, segment in enumerate(segments):
        last = at == len(segments) - 1
        if _DOT_DOT.fullmatch(segment):
            if out:
                out.pop()
            if last:
                out.append("")
        elif _DOT.fullmatch(segment):
            if last:
                out.append("")
        else:
            out.append(segment)
    return "/" + "/".join(out)


def _percent(data: bytes) -> str:
    return "".join(f"%{byte:02X}" for byte in data)


def _percent_utf8(found: re.Match[str]) -> str:
    return _percent(found[0].encode("utf-8", "replace"))


def _encode_query(text: str, codec: str) -> bytes:
    if codec == "utf-8":
        return text.encode("utf-8", "replace")
    return text.encode(codec, "xmlcharrefreplace")


@lru_cache(maxsize=CACHED_ADDRESSES)
def canonical(url: str) -> str:
    """The crawl's identity of an absolute address: equal strings are one page to fetch.

    Lower-case host, no default port, dot segments folded, session ids and tracking parameters dropped (and stamp
    parameters whose value is a moment or a random number), no fragment. Anything that may choose content stays.
    """
    found = _PARTS.match(url) or _PARTS.match(_resolve("", url, "utf-8") or "")
    if not found:
        return url
    scheme, authority, path, query = found.groups()
    host = _authority(authority, scheme)
    if host is None:
        return url
    path = _fold_dots(_JSESSIONID.sub("", path))
    kept = [pair for pair in (query or "?")[1:].split("&") if pair and not _is_noise(pair)]
    return f"{scheme}://{host}{path}{'?' if kept else ''}{'&'.join(kept)}"


def _is_noise(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    return name in SESSION_PARAMETERS or (name in STAMP_PARAMETERS and _STAMP_VALUE.fullmatch(value) is not None)


def pattern(url: str) -> str:
    """The address with numbers and long hexadecimal names masked by `N`: what pages of one template share."""
    return _DIGITS.sub("N", url)


def repeated_segments(url: str) -> int:
    """How often the most frequent path segment occurs: a sign of a trap of ever longer relative links."""
    found = _PARTS.match(url)
    segments = [part for part in (found[3] if found else url).split("/") if part]
    return max(Counter(segments).values(), default=0)


def script_address(script: str) -> str | None:
    """The literal address that an onclick handler or `javascript:` link goes to, or None.

    Reads `window.open('…')`, `location.href='…'`, `location.replace('…')`, and a call whose first argument looks like
    an address, as `down('x.pdf')`. An address put together from variables is not guessed.
    """
    text = script[:MAX_SCRIPT_ATTRIBUTE]
    for form in _NAVIGATION:
        found = form.search(text)
        if found:
            return found["address"]
    found = _CALL.search(text)
    if found and _LOOKS_LIKE_ADDRESS.fullmatch(found["address"]):
        return found["address"]
    return None


class SiteScope:
    """Which addresses belong to a site: its home page's host (with and without www.) and its further hosts.

    `hosts` are names as in the registry, `name` or `name:port`. A host counts on the default ports or on the one named.
    """

    def __init__(self, home_url: str, hosts: Iterable[str] = ()) -> None:
        self.home = absolute(home_url, home_url) or home_url
        self._authorities: frozenset[str] = frozenset(
            twin
            for url in (self.home, *(absolute("http://x/", f"//{host}/") or "" for host in hosts))
            if url
            for twin in _www_twins(origin(url).partition("://")[2].rpartition("@")[2])
        )
        self.home_aliases: frozenset[str] = frozenset(self._aliases())
        self.is_internal = lru_cache(maxsize=CACHED_ADDRESSES)(self._is_internal)

    def _is_internal(self, url: str) -> bool:
        """Whether the absolute address `url` belongs to the site."""
        found = _PARTS.match(url)
        if not found:
            return False
        host = _authority(found[2], found[1])
        return host is not None and host.rpartition("@")[2] in self._authorities

    def is_home(self, url: str) -> bool:
        """Whether `url` is the home page under one of its usual names."""
        return canonical(url) in self.home_aliases

    def _aliases(self) -> Iterable[str]:
        found = _PARTS.match(self.home)
        if not found:
            return
        yield canonical(self.home)
        folder = found[3].rpartition("/")[0] + "/"
        names = ["", *(f"{name}.{extension}" for name in INDEX_NAMES for extension in INDEX_EXTENSIONS)]
        file = found[3].rpartition("/")[2]
        if file and file.lower() not in names:
            names = [file]  # a home page with a name of its own is not the folder's index
        for scheme in DEFAULT_PORTS:
            for host in _www_twins(found[2]):
                for name in names:
                    yield canonical(f"{scheme}://{host}{folder}{name}")


def _www_twins(authority: str) -> tuple[str, str]:
    bare = authority.removeprefix("www.")
    return bare, f"www.{bare}"
