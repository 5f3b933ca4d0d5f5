"""Few addresses take a turn through Scrapy's engine: who is done with one goes on with the next (decision 0004)."""

from __future__ import annotations

from pathlib import Path

from tests.crawler.counting_worker import TURNS
from tests.crawler.harness import collect, make_job, start
from tests.crawler.server import Server
from tests.crawler.test_inspection import links, page

PAGES = 200


def test_a_site_that_answers_at_once_is_crawled_in_a_few_callbacks(tmp_path: Path) -> None:
    paths = [f"/{number}.html" for number in range(PAGES)]
    with Server({path: page(f"第{path[1:-5]}篇") for path in paths} | {"/": page("首页", links(*paths))}) as server:
        job = make_job(tmp_path, server, rate=100_000.0)  # no turn of politeness to be waited for
        seen = collect(start(job, "tests.crawler.counting_worker"), job)
    assert seen.status == 0, seen.errors
    assert len(seen.rows) > PAGES
    turns = next(int(line.removeprefix(TURNS)) for line in seen.errors.splitlines() if line.startswith(TURNS))
    assert turns < PAGES / 4
