"""What reading a page costs: `python tests/bench/reading.py [SITE]`, a folder of HTML files or the built-in template.

Prints CPU milliseconds a page for parsing alone and for the whole reading, measured in turn. Asserts nothing.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading")]

import bench_page  # noqa: E402
from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from crawler.reading import RawResponse, read_page  # noqa: E402
from crawler.urls import SiteScope  # noqa: E402

HOST = "http://www.qingyun.gov.cn"
PAGES, ROUNDS = 60, 7


def cost(work: Callable[[RawResponse], object], pages: list[RawResponse]) -> float:
    """CPU milliseconds a page."""
    start = time.process_time()
    for page in pages:
        work(page)
    return (time.process_time() - start) * 1000 / len(pages)


def main() -> None:
    if len(sys.argv) > 1:
        root = Path(sys.argv[1])
        files = sorted(root.rglob("*.html"))[:: max(1, len(list(root.rglob("*.html"))) // PAGES)][:PAGES]
        bodies = [("/" + str(file.relative_to(root)), file.read_bytes()) for file in files]
    else:
        bodies = [(bench_page.address(n), bench_page.article(n).encode()) for n in range(PAGES)]
    now = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
    pages = [
        RawResponse(url=HOST + path, final_url=HOST + path, status=200, body=body, fetched_at=now)
        for path, body in bodies
    ]
    scope = SiteScope(HOST + "/")
    parse, read = [], []
    for _ in range(ROUNDS):
        parse.append(cost(lambda page: LexborHTMLParser(page.body), pages))
        read.append(cost(lambda page: read_page(page, scope), pages))
    size = statistics.mean(len(page.body) for page in pages) / 1024
    links = statistics.mean(len(read_page(page, scope).page.links) for page in pages)
    print(f"{len(pages)} pages, {size:.1f} KiB and {links:.0f} links each")
    print(f"parse  {min(parse):.2f} ms best, {statistics.median(parse):.2f} median")
    ratio = min(read) / min(parse)
    print(f"read   {min(read):.2f} ms best, {statistics.median(read):.2f} median, {ratio:.1f} times the parse")


if __name__ == "__main__":
    main()
