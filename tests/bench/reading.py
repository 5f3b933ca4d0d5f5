"""What a page costs: `python tests/bench/reading.py [SITE]`, a folder of HTML files or the built-in template.

Prints CPU milliseconds a page for parsing alone, for the whole reading, for the page checks, and for packing the facts.
Every page is met once, as in a crawl, after others that fill the memories. Asserts nothing.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading")]

import bench_page  # noqa: E402
from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from checks.facts import Site, SiteKind  # noqa: E402
from checks.registry import all_checks  # noqa: E402
from checks.runner import PageJudge, encode_outcomes  # noqa: E402
from crawler.packing import pack  # noqa: E402
from crawler.reading import RawResponse, read_page  # noqa: E402
from crawler.urls import SiteScope  # noqa: E402

HOST = "http://www.qingyun.gov.cn"
WARM_UP, PAGES = 100, 300
NOW = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)

Made = TypeVar("Made")


def bodies(folder: str | None) -> list[tuple[str, bytes]]:
    """Paths and bodies of the pages, in an order that mixes all templates."""
    if folder is None:
        return [(bench_page.address(n), bench_page.article(n).encode()) for n in range(WARM_UP + PAGES)]
    root = Path(folder)
    files = sorted(root.rglob("*.html"))
    random.Random(1).shuffle(files)
    return [("/" + str(file.relative_to(root)), file.read_bytes()) for file in files[: WARM_UP + PAGES]]


class Clock:
    """CPU seconds by what they went into."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    def time(self, name: str, work: Callable[[], Made]) -> Made:
        """What the work gives; its time is noted under a name."""
        begin = time.process_time()
        made = work()
        self.spent.setdefault(name, []).append(time.process_time() - begin)
        return made


def main() -> None:
    """Prints a line a part."""
    pages = [
        RawResponse(url=HOST + path, final_url=HOST + path, status=200, body=body, fetched_at=NOW)
        for path, body in bodies(sys.argv[1] if len(sys.argv) > 1 else None)
    ]
    scope = SiteScope(HOST + "/")
    site = Site(code="bench", name="青云市人民政府", kind=SiteKind.COUNTY, url=HOST + "/")
    judge = PageJudge(all_checks().values(), site, NOW.date(), {})
    clock = Clock()
    links = []
    for number, raw in enumerate(pages):
        if number == min(WARM_UP, len(pages) // 2):
            clock = Clock()
        clock.time("parse", lambda raw=raw: LexborHTMLParser(raw.body))  # type: ignore[misc]
        page = clock.time("read", lambda raw=raw: read_page(raw, scope).page)  # type: ignore[misc]
        said = clock.time("judge", lambda page=page: judge.judge(page))  # type: ignore[misc]
        clock.time("pack", lambda page=page, said=said: (pack(page), encode_outcomes(said)))  # type: ignore[misc]
        links.append(len(page.links))
    size = statistics.mean(len(raw.body) for raw in pages) / 1024
    print(f"{len(clock.spent['read'])} pages, {size:.1f} KiB and {statistics.mean(links):.0f} links each")
    for name, seconds in clock.spent.items():
        print(
            f"{name:5}  {statistics.mean(seconds) * 1000:.2f} ms a page, median {statistics.median(seconds) * 1000:.2f}"
        )


if __name__ == "__main__":
    main()
