"""The ladder, kind by kind (the numbers are those of the list of known false alarms), without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from checks.facts import LinkKind, Verdict
from crawler.gate import FaultKind
from crawler.verdicts import (
    Attempt,
    Case,
    Content,
    Next,
    Patience,
    Ruling,
    Step,
    decide,
    first_step,
    reason_of,
    resumed,
    sign,
)

PATIENCE = Patience(pause=1.0, growth=4.0, attempts=3, longest_wait=60.0)
ALIVE, DEAD, BLOCKED = Verdict.ALIVE, Verdict.DEAD, Verdict.BLOCKED
SUSPECTED, UNREACHABLE, SKIPPED = Verdict.SUSPECTED, Verdict.UNREACHABLE, Verdict.SKIPPED

Answers = Mapping[Step, Any]


def climb(kind: LinkKind, answers: Answers, *, browser: bool = False) -> tuple[Ruling, list[Next]]:
    """Goes up the ladder where each step brings what `answers` says: a status, a fault, a bool, or attributes.

    A list is used up one by one; its last entry stays. GET stands for every step that is not listed.
    """
    taken: list[Next] = []
    case = Case(kind=kind, internal=kind is not LinkKind.EXTERNAL, browser=browser)
    while isinstance(step := decide(case, PATIENCE), Next):
        given = answers.get(step.step, answers.get(Step.GET))
        if isinstance(given, list):
            used = sum(one.step is step.step for one in taken)
            given = given[min(used, len(given) - 1)]
        attempt = Attempt(step=step.step, **_attributes(given))
        case = Case(kind=kind, internal=case.internal, browser=browser, attempts=(*case.attempts, attempt))
        taken.append(step)
        assert len(taken) < 12, taken
    return step, taken


def _attributes(given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return given
    if isinstance(given, bool):
        return {"answers": given}
    if isinstance(given, FaultKind):
        return {"fault": given}
    return {"status": given}


PAGE, FILE, IMAGE, OUT = LinkKind.PAGE, LinkKind.ATTACHMENT, LinkKind.IMAGE, LinkKind.EXTERNAL
TIMEOUT, CONNECT, DNS, TLS = FaultKind.TIMEOUT, FaultKind.CONNECT, FaultKind.DNS, FaultKind.TLS
UP: dict[Step, Any] = {Step.HOST: True, Step.SIBLING: False}
DOWN: dict[Step, Any] = {Step.HOST: False, Step.SIBLING: False}

# number, what happens, kind of link, what each step brings, verdict, reason
KINDS: Sequence[tuple[int, str, LinkKind, Answers, Verdict, str]] = [
    (1, "429 for ever", PAGE, {Step.GET: 429}, BLOCKED, "http_429"),
    (1, "429, then well", PAGE, {Step.GET: 429, Step.FRESH: 200}, ALIVE, ""),
    (1, "429, to be asked again in an hour", OUT, {Step.GET: {"status": 429, "wait": 3600.0}}, BLOCKED, "http_429"),
    (2, "403 for programs only", OUT, {Step.GET: 403, Step.BROWSERLIKE: 200}, ALIVE, ""),
    (2, "403 for all", OUT, {Step.GET: 403}, BLOCKED, "http_403"),
    (2, "405 of a firewall", PAGE, {Step.GET: 405}, BLOCKED, "http_405"),
    (3, "999", OUT, {Step.GET: 999}, BLOCKED, "http_999"),
    (3, "503 with a challenge", PAGE, {Step.GET: {"status": 503, "content": Content.CHALLENGE}}, BLOCKED, "challenge"),
    (3, "202 with a challenge", PAGE, {Step.GET: {"status": 202, "content": Content.CHALLENGE}}, BLOCKED, "challenge"),
    (3, "412 of a script", PAGE, {Step.GET: 412}, BLOCKED, "http_412"),
    (3, "404 with a challenge", PAGE, {Step.GET: {"status": 404, "content": Content.CHALLENGE}}, BLOCKED, "challenge"),
    (4, "401", PAGE, {Step.GET: 401}, ALIVE, "auth"),
    (4, "sent to log in", PAGE, {Step.GET: {"status": 200, "content": Content.LOGIN}}, ALIVE, "auth"),
    (5, "HEAD 405, GET 200", IMAGE, {Step.HEAD: 405, Step.GET: 200}, ALIVE, ""),
    (5, "HEAD 404, GET 200", OUT, {Step.HEAD: 404, Step.GET: 200}, ALIVE, ""),
    (5, "HEAD 500, GET 404 twice", IMAGE, {Step.HEAD: 500, Step.GET: 404}, DEAD, "http_404"),
    (6, "502 once", PAGE, {Step.GET: 502, Step.FRESH: 200}, ALIVE, ""),
    (6, "502 always, host up", PAGE, {Step.GET: 502, **UP}, DEAD, "http_502"),
    (6, "502 always, host down", PAGE, {Step.GET: 502, **DOWN}, UNREACHABLE, "http_502"),
    (6, "502 always, off the site", OUT, {Step.GET: 502, **UP}, UNREACHABLE, "http_502"),
    (6, "reset, then well", PAGE, {Step.GET: CONNECT, Step.FRESH: 200}, ALIVE, ""),
    (7, "slow, then well", PAGE, {Step.GET: TIMEOUT, Step.BROWSERLIKE: 200, Step.FRESH: TIMEOUT}, ALIVE, ""),
    (7, "silent, host up", PAGE, {Step.GET: TIMEOUT, **UP}, DEAD, "timeout"),
    (7, "silent, off the site", OUT, {Step.GET: TIMEOUT, **UP}, UNREACHABLE, "timeout"),
    (8, "no such name", OUT, {Step.GET: DNS, **DOWN}, DEAD, "dns"),
    (8, "name servers silent", OUT, {Step.GET: FaultKind.DNS_TEMPORARY, **DOWN}, UNREACHABLE, "dns"),
    (8, "name not there, then there", OUT, {Step.GET: [DNS], Step.FRESH: 200}, ALIVE, ""),
    (8, "a template's variable as host", OUT, {Step.GET: FaultKind.URL}, SUSPECTED, "malformed"),
    (9, "no TLS at all", PAGE, {Step.GET: TLS, **UP}, DEAD, "tls"),
    (9, "TLS failed once", OUT, {Step.GET: TLS, Step.FRESH: 200}, ALIVE, ""),
    (10, "redirect to a front page", PAGE, {Step.GET: {"status": 200, "content": Content.FRONT}}, DEAD, "soft_404"),
    (
        10,
        "redirect to a front page once",
        PAGE,
        {Step.GET: {"status": 200, "content": Content.FRONT}, Step.FRESH: 200},
        ALIVE,
        "",
    ),
    (11, "circle", PAGE, {Step.GET: {"status": 302, "loop": True}}, DEAD, "redirect_loop"),
    (11, "circle without cookies", PAGE, {Step.GET: {"status": 302, "loop": True}, Step.COOKIES: 200}, ALIVE, ""),
    (12, "http dead, https alive", PAGE, {Step.GET: CONNECT, Step.SIBLING: True}, SUSPECTED, "other_scheme:connect"),
    (12, "https without TLS, http alive", OUT, {Step.GET: TLS, Step.SIBLING: True}, SUSPECTED, "other_scheme:tls"),
    (
        23,
        "not found with status 200",
        PAGE,
        {Step.GET: {"status": 200, "content": Content.DOUBTFUL}, Step.NEIGHBOUR: True},
        DEAD,
        "soft_404",
    ),
    (
        23,
        "says so and nothing else, twice",
        PAGE,
        {
            Step.GET: {"status": 200, "content": Content.MISSING},
            Step.FRESH: {"status": 200, "content": Content.MISSING},
        },
        DEAD,
        "soft_404",
    ),
    (
        24,
        "reads like it, on a server that says 404",
        PAGE,
        {Step.GET: {"status": 200, "content": Content.DOUBTFUL}, Step.NEIGHBOUR: False},
        SUSPECTED,
        "soft_404",
    ),
    (
        24,
        "the same text under two addresses",
        PAGE,
        {Step.GET: {"status": 200, "content": Content.REPEATED}, Step.NEIGHBOUR: False},
        ALIVE,
        "",
    ),
    (25, "forbidden by robots.txt", PAGE, {Step.GET: FaultKind.ROBOTS}, SKIPPED, "robots"),
    (26, "empty file", FILE, {Step.GET: {"status": 200, "content": Content.EMPTY_FILE}}, DEAD, "bad_attachment"),
    (26, "page for a file", FILE, {Step.GET: {"status": 200, "content": Content.HTML_FILE}}, DEAD, "bad_attachment"),
    (
        26,
        "empty once",
        FILE,
        {Step.GET: {"status": 200, "content": Content.EMPTY_FILE}, Step.FRESH: 200},
        ALIVE,
        "",
    ),
    (31, "private address", OUT, {Step.GET: FaultKind.REFUSED}, SKIPPED, "private_address"),
    (32, "404 on a kept connection only", PAGE, {Step.GET: 404, Step.FRESH: 200}, ALIVE, ""),
    (32, "404 on a fresh one, too", PAGE, {Step.GET: 404}, DEAD, "http_404"),
    (32, "410", OUT, {Step.GET: 410}, DEAD, "http_410"),
    (0, "400 for all", PAGE, {Step.GET: 400}, SUSPECTED, "http_400"),
    (0, "304", PAGE, {Step.GET: 304}, ALIVE, ""),
    (0, "204", PAGE, {Step.GET: 204}, ALIVE, ""),
    (0, "redirect without an address", PAGE, {Step.GET: 302}, SUSPECTED, "http_302"),
]


@pytest.mark.parametrize(
    ("kind", "answers", "verdict", "reason"),
    [row[2:] for row in KINDS],
    ids=[f"{row[0]}: {row[1]}" for row in KINDS],
)
def test_kind_of_false_alarm_gets_its_verdict(kind: LinkKind, answers: Answers, verdict: Verdict, reason: str) -> None:
    ruling, _ = climb(kind, answers)
    assert (ruling.verdict, ruling.reason) == (verdict, reason)


def test_our_own_network_says_nothing_about_the_link() -> None:
    """Kinds 34 and 35: no descriptors, no route."""
    ruling, taken = climb(PAGE, {Step.GET: FaultKind.LOCAL})
    assert ruling == Ruling(None, "local_network")
    assert len(taken) == 1


def test_browser_is_asked_about_a_block_and_believed() -> None:
    ruling, taken = climb(PAGE, {Step.GET: 412, Step.BROWSER: 200}, browser=True)
    assert ruling.verdict is ALIVE
    assert [step.step for step in taken] == [Step.GET, Step.BROWSERLIKE, Step.BROWSER]
    ruling, _ = climb(PAGE, {Step.GET: 412}, browser=True)
    assert (ruling.verdict, ruling.reason) == (BLOCKED, "http_412")


def test_failures_are_repeated_with_growing_pauses_and_browser_headers_before_dead() -> None:
    _, taken = climb(PAGE, {Step.GET: 500, **UP})
    assert [(step.step, step.pause) for step in taken] == [
        (Step.GET, 0.0),
        (Step.FRESH, 1.0),
        (Step.BROWSERLIKE, 4.0),
        (Step.HOST, 0.0),
    ]


def test_retry_after_of_a_failing_server_is_waited_for() -> None:
    _, taken = climb(PAGE, {Step.GET: {"status": 503, "wait": 7.0}, **UP})
    assert [step.pause for step in taken[:3]] == [0.0, 7.0, 7.0]


@pytest.mark.parametrize(
    ("kind", "step"),
    [(PAGE, Step.GET), (FILE, Step.GET), (IMAGE, Step.HEAD), (LinkKind.ASSET, Step.HEAD), (OUT, Step.HEAD)],
)
def test_only_what_is_read_is_fetched_whole(kind: LinkKind, step: Step) -> None:
    assert first_step(kind) is step
    assert climb(kind, {Step.HEAD: 200, Step.GET: 200}) == (Ruling(ALIVE), [Next(step)])


def test_every_dead_verdict_has_a_second_look() -> None:
    for number, name, kind, answers, verdict, _ in KINDS:
        _, taken = climb(kind, answers)
        if verdict is DEAD:
            assert len(taken) > 1, (number, name)


def test_every_status_and_fault_comes_to_an_end() -> None:
    for kind in LinkKind:
        for status in range(100, 1000):
            ruling, _ = climb(kind, {Step.GET: status, **UP})
            assert ruling.verdict is not None
            assert (ruling.verdict is DEAD) <= (status in (404, 410) or status >= 500), status
        for fault in FaultKind:
            climb(kind, {Step.GET: fault, **UP})


def test_words_of_the_contract() -> None:
    assert reason_of(Attempt(step=Step.GET, status=503)) == "http_503"
    assert reason_of(Attempt(step=Step.GET, fault=FaultKind.DNS_TEMPORARY)) == "dns"
    assert sign(Attempt(step=Step.GET, status=200, content=Content.LOGIN)) == "auth"


GONE = Attempt(step=Step.GET, status=404)
BUSY = Attempt(step=Step.GET, status=503)
STILL_BUSY = Attempt(step=Step.FRESH, status=503)
MUTE = Attempt(step=Step.FRESH, fault=FaultKind.TIMEOUT)


@pytest.mark.parametrize(
    ("tried", "kept"),
    [
        ((), 0),
        ((GONE,), 1),
        ((GONE, Attempt(step=Step.FRESH, status=404)), 1),  # the response that the verdict is read from comes again
        ((BUSY, STILL_BUSY), 2),
        ((BUSY, STILL_BUSY, Attempt(step=Step.BROWSERLIKE, status=503)), 2),  # next would be a side question
        ((BUSY, MUTE), 1),  # perhaps it was our own network
        ((MUTE, BUSY), 0),
        ((Attempt(step=Step.GET, status=200, content=Content.CHALLENGE),), 0),  # for a browser
        ((Attempt(step=Step.GET, status=200),), 0),
    ],
)
def test_another_process_goes_on_from_a_plain_request(tried: tuple[Attempt, ...], kept: int) -> None:
    case = resumed(Case(kind=PAGE, internal=True, attempts=tried, browser=True), PATIENCE)
    assert case.attempts == tried[:kept]
    step = decide(case, PATIENCE)
    assert isinstance(step, Next)
    assert step.step in {Step.GET, Step.FRESH, Step.BROWSERLIKE}
