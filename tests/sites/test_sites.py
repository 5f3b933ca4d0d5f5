"""Small sites with odd habits, each inspected by the real worker: what must be found, what must not, at what cost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from checks.facts import Page
from tests.crawler.harness import HOST, Inspected
from tests.crawler.server import Server
from tests.sites.cases import OWN, Expected, case_names, expected, routes
from tests.sites.running import Workers, job_of

KINDS_OF_FALSE_ALARM = 37
ENDS = {"done", "failed", "blocked", "skipped"}
CASES = {name: expected(name) for name in case_names()}


def parameters() -> list[Any]:
    return [
        pytest.param(name, marks=[pytest.mark.browser] if case.browser else [], id=name) for name, case in CASES.items()
    ]


@pytest.mark.parametrize("name", parameters())
def test_site(name: str, tmp_path: Path, workers: Workers, certificate: Any) -> None:
    case = CASES[name]
    found, missing = routes(name)
    with ExitStack() as stack:
        server = stack.enter_context(Server(found, missing=missing, vanish_after=case.vanish_after))
        secure = stack.enter_context(Server(found, missing=missing, tls=certificate)) if case.tls else None
        seen = workers.run(job_of(case, tmp_path, server, secure), case)
        problems = [*judged(case, seen), *read(case, seen)]
        if case.again:
            seen = workers.run(job_of(case, tmp_path, server, secure), case)
            problems += judged(msgspec.structs.replace(case, urls=case.again, dead=[], findings=[]), seen)
        received = [*server.seen, *(secure.seen if secure else [])]
    problems += asked(case, received)
    assert not problems, "\n".join([*problems, seen.errors])


def short(url: str | None) -> str:
    return (url or "").removeprefix(OWN)


def judged(case: Expected, seen: Inspected) -> Iterator[str]:
    """What is wrong with the verdicts and findings."""
    if seen.end.state != case.state:
        yield f"state {seen.end.state} ({seen.end.reason}), expected {case.state}"
    verdicts = seen.verdicts()
    for url, verdict in case.urls.items():
        if verdicts.get(url) != verdict:
            yield f"{url} is {verdicts.get(url)}, expected {verdict}"
    for url in verdicts.keys() - case.urls.keys():
        if verdicts[url] not in case.others:
            yield f"{url} is {verdicts[url]}, and not in the case"
    found = [
        {"check": one.check, "url": short(one.url), "target": short(one.target), "occurrences": str(one.occurrences)}
        for one in seen.findings
    ]
    dead = sorted(one["target"] for one in found if one["check"] == "dead_link")
    if dead != sorted(case.dead):
        yield f"dead links {dead}, expected {sorted(case.dead)}"
    for wanted in case.findings:
        if not any(wanted.items() <= one.items() for one in found):
            yield f"no finding {wanted} among {found}"
    for unwanted in case.never:
        if any(unwanted.items() <= one.items() for one in found):
            yield f"finding {unwanted}"
    for row in seen.rows.values():  # every known address ends in one state, and one that is not done says why
        if row.state not in ENDS and case.state == "finished":
            yield f"{short(row.url)} is left {row.state!r}"
        if row.state in ENDS - {"done"} and not row.reason:
            yield f"{short(row.url)} is {row.state} without a reason"
    for note in case.notes:
        if note not in seen.notes:
            yield f"no note {note} among {sorted(seen.notes)}"


_FACTS: dict[str, Callable[[Page], Any]] = {
    "title": lambda page: page.title,
    "encoding": lambda page: page.encoding,
    "rendered": lambda page: page.rendered,
    "published": lambda page: page.published,
    "unread": lambda page: page.unread,
    "marks": lambda page: list(page.marks),
    "rows": lambda page: sum(len(one.items) for one in page.lists),
}


def read(case: Expected, seen: Inspected) -> Iterator[str]:
    """What is wrong with the pages that were read."""
    pages = {short(url): page for url, page in seen.pages.items()}
    for url, facts in case.pages.items():
        page = pages.get(url)
        if page is None:
            yield f"{url} was not read, but {sorted(pages)}"
            continue
        for name, wanted in facts.items():
            if name == "text":
                if wanted not in "\n".join(block.text for block in page.blocks):
                    yield f"{url} does not say {wanted!r}"
                continue
            value = _FACTS[name](page)
            value = value.isoformat() if isinstance(value, dt.date) else value
            if value != wanted:
                yield f"{url}: {name} is {value!r}, expected {wanted!r}"
    for url in case.not_pages:
        if url in pages:
            yield f"{url} was read as a page"
    for url, other in case.duplicates.items():
        record = seen.rows.get(OWN + url if url.startswith("/") else url)
        if record is None or short(record.duplicate_of) != other:
            yield f"{url} is a duplicate of {short(record.duplicate_of) if record else None!r}, expected {other!r}"


def asked(case: Expected, received: list[Any]) -> Iterator[str]:
    """What is wrong with the requests that came to the server."""
    counts: Counter[str] = Counter()
    for one in received:
        address = one.path if one.host == HOST else f"{one.host}{one.path}"
        counts.update([address, f"{one.method} {address}"])
    if len(received) > case.requests:
        yield f"{len(received)} requests, at most {case.requests} expected: {sorted(counts.items())}"
    for address, most in case.per_url.items():
        if counts[address] > most:
            yield f"{address} was asked for {counts[address]} times, at most {most} expected"
    for address, times in case.seen.items():
        if counts[address] != times:
            yield f"{address} was asked for {counts[address]} times, expected {times}"


def test_every_known_kind_of_false_alarm_has_a_case() -> None:
    covered = {row for case in CASES.values() for row in case.rows}
    assert covered == set(range(1, KINDS_OF_FALSE_ALARM + 1))
