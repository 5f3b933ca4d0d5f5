"""Pinned floors of what is read from pages: title, publication date, page type, source.

The pages under `pages/` are made up, each after the structure of one kind of real page (counted in
`../shared/reference/realweb.md`) with a trap in it; `labels.tsv` says what a reader of the page would say. An empty
date is a label as well: such a page has none, and a wrong one is worse than none. `<!--#name-->` stands for a file of
`pages/parts`.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from checks.facts import Page
from crawler.reading import RawResponse, read_page
from crawler.urls import SiteScope

PAGES = Path(__file__).parent / "pages"
FETCHED = dt.datetime(2026, 1, 5, 2, tzinfo=dt.UTC)
FIELDS = ("title", "date", "type", "source")
FLOORS = {"title": 0.98, "date": 0.98, "type": 0.97, "source": 0.97}


@cache
def labels() -> tuple[dict[str, str], ...]:
    """The rows of the table of labels."""
    with (PAGES / "labels.tsv").open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def markup(name: str) -> str:
    """A page with its parts put in."""
    part = re.compile(r"<!--#(\w+)-->")
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return part.sub(lambda found: (PAGES / "parts" / f"{found[1]}.html").read_text(encoding="utf-8"), text)


def read(row: dict[str, str]) -> Page:
    """The page of a row of the table, as fetched from its address."""
    address = urlsplit(row["address"])
    raw = RawResponse(
        url=row["address"],
        final_url=row["address"],
        status=200,
        body=markup(row["page"]).encode(),
        fetched_at=FETCHED,
        content_type="text/html; charset=utf-8",
    )
    return read_page(raw, SiteScope(f"{address.scheme}://{address.netloc}/")).page


@cache
def readings() -> dict[str, dict[str, str]]:
    """Page name → what was read of it, in the table's words."""
    found = {}
    for row in labels():
        page = read(row)
        found[row["page"]] = {
            "title": page.title,
            "date": str(page.published or ""),
            "type": page.type.value,
            "source": page.source,
        }
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_accuracy_on_labelled_pages(field: str) -> None:
    wrong = {
        row["page"]: (row[field], readings()[row["page"]][field])
        for row in labels()
        if readings()[row["page"]][field] != row[field]
    }
    assert 1 - len(wrong) / len(labels()) >= FLOORS[field], wrong


def test_a_page_without_a_date_is_given_none() -> None:
    given = {row["page"]: readings()[row["page"]]["date"] for row in labels() if not row["date"]}
    assert len(given) >= 12
    assert not any(given.values()), given


def test_the_set_is_large_and_of_many_kinds() -> None:
    rows = labels()
    assert len({row["page"] for row in rows}) == len(rows) >= 100
    assert len({urlsplit(row["address"]).netloc for row in rows}) >= 40
    assert {row["type"] for row in rows} == {"article", "column", "home", "other"}
