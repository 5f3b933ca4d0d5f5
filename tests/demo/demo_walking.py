"""A visitor who walks the demo city as a browser would: follows links, redirects, cookies, and what scripts ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

from lxml import html as lxml_html

from demo.city import City
from demo.resources import Response
from demo.styles.script_list import API

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36"
MOST_REDIRECTS = 5
LINKS = (("a", "href"), ("img", "src"), ("script", "src"), ("iframe", "src"), ("frame", "src"))
RECORD = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
TRS_PAGER = re.compile(r'createPageHTML\((\d+), (\d+), "index", "html"\)')
ISLAND_OPTIONS = re.compile(r"totalRecord: (\d+), perPage: (\d+).*?columnid:(\d+)", re.S)
STATE = re.compile(r'renderChannel\(\{"channel": (\d+)')


@dataclass
class Visit:
    """What came of one address."""

    url: str
    final: str
    response: Response
    found_on: str

    @property
    def type(self) -> str:
        return dict(self.response.headers).get("Content-Type", "")

    @property
    def is_page(self) -> bool:
        return self.type.startswith("text/html")

    def text(self) -> str:
        """The page's text, decoded by header or declaration; raises UnicodeDecodeError where that is a lie."""
        declared = re.search(r"charset=([\w-]+)", self.type) or re.search(
            rb'charset="?([\w-]+)', self.response.body[:600]
        )
        name = declared[1].decode() if isinstance(declared[1], bytes) else declared[1]
        return self.response.body.decode({"gb2312": "gbk"}.get(name.lower(), name))


@dataclass
class Walk:
    """All that was seen on the way from a home page; other sites are looked at, not walked."""

    city: City
    home: str
    visits: dict[str, Visit] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def run(self) -> Walk:
        todo = [(self.home, "")]
        while todo:
            url, found_on = todo.pop()
            if url in self.visits:
                continue
            visit = self.visits[url] = self.fetch(url, found_on)
            if urlsplit(url).netloc == urlsplit(self.home).netloc and visit.response.status == 200:
                todo += [(link, url) for link in self.links(visit)]
        return self

    def fetch(self, url: str, found_on: str) -> Visit:
        final = url
        for _ in range(MOST_REDIRECTS):
            response = self._ask(final)
            if response.status in (503, 429):
                response = self._ask(final)
            if response.status == 521:
                self.cookies["__jsl_clearance_s"] = "1"
                response = self._ask(final)
            if response.status not in (301, 302):
                break
            final = urljoin(final, dict(response.headers)["Location"])
        return Visit(url, final, response, found_on)

    def _ask(self, url: str) -> Response:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        cookie = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        response = self.city.respond(parts.netloc, "GET", target, {"User-Agent": BROWSER, "Cookie": cookie})
        for name, value in response.headers:
            if name == "Set-Cookie":
                key, _, content = value.partition(";")[0].partition("=")
                self.cookies[key] = content
        return response

    def links(self, visit: Visit) -> list[str]:
        if visit.is_page:
            return self._page_links(visit)
        if "channel-" in visit.final and (state := STATE.search(visit.response.body.decode())):
            framed = re.findall(r'href=\\"([^"\\]+)\\"', visit.response.body.decode())
            rows = self._ask(urljoin(visit.final, f"{API}?channelId={state[1]}&pageNum=1&pageSize=100"))
            targets = re.findall(r'"url": "([^"]+)"', rows.body.decode())
            return [link for href in framed + targets if (link := self._absolute(visit.final, unescape(href), "utf-8"))]
        return []

    def _page_links(self, visit: Visit) -> list[str]:
        text = visit.text()
        if not text.strip():
            return []
        islands = "".join(RECORD.findall(text)) if "<datastore>" in text else ""
        tree = lxml_html.document_fromstring(text + islands)
        bases = tree.xpath("//base/@href")
        base = bases[0] if bases else visit.final
        encoding = "gbk" if "charset=gb2312" in text else "utf-8"
        hrefs = [node.get(name) for tag, name in LINKS for node in tree.iter(tag) if node.get(name)]
        hrefs += [n.get("href") for n in tree.iter("link") if n.get("rel") == "stylesheet"]
        for node in tree.xpath("//*[@srcset]"):
            hrefs += re.findall(r"(\S*[^\s,])(?:\s+[\d.]+[xw])", node.get("srcset"))
        if pager := TRS_PAGER.search(text):
            hrefs += [f"index_{n}.html" for n in range(1, int(pager[1]))]
        if options := ISLAND_OPTIONS.search(text):
            hrefs += self._records(visit.final, *map(int, options.groups()))
        return [link for href in hrefs if (link := self._absolute(base, href, encoding))]

    def _records(self, page: str, total: int, size: int, column: int) -> list[str]:
        path = "/module/web/jpage/dataproxy.jsp"
        hrefs: list[str] = []
        for start in range(1, total + 1, size):
            query = f"startrecord={start}&endrecord={start + size - 1}&perpage={size}"
            host = urlsplit(page).netloc
            body = f"col=1&columnid={column}&webid=7".encode()
            answer = self.city.respond(host, "POST", f"{path}?{query}", {}, body)
            hrefs += re.findall(r'href="([^"]+)"', answer.body.decode())
        return hrefs

    @staticmethod
    def _absolute(base: str, href: str, encoding: str) -> str:
        href = re.sub(r"[\t\r\n]", "", href.strip()).replace("\\", "/").split("#", 1)[0]
        if not href or re.match(r"(?!https?:)[a-z]+:", href):
            return ""
        url = urlsplit(urljoin(base, href))
        path = quote(url.path or "/", safe="/%:@!$&'()*+,;=~")
        query = quote(url.query.encode(encoding), safe="/%:@!$&'()*+,;=?~")
        return f"{url.scheme}://{url.netloc}{path}" + (f"?{query}" if query else "")
