"""The link ladder: from what was tried to a verdict, or to what is to be tried next.

`decide` is a pure function. It sees every attempt at one link and says either what the link is (`Ruling`) or which
step comes next (`Next`); the spider takes the steps. Only *dead* is a fault, so every way to *dead* passes a second
look: a fresh connection, browser-like headers, the other scheme, or the host's front page.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import takewhile

import msgspec

from checks.facts import LinkKind, Verdict
from crawler.gate import FaultKind

MAX_REDIRECTS = 10


class Step(StrEnum):
    """What can be tried on a link."""

    HEAD = "head"
    GET = "get"
    FRESH = "fresh"  # GET on a connection of its own
    BROWSERLIKE = "browserlike"  # the same with the headers a browser sends
    COOKIES = "cookies"  # the same, keeping cookies from redirect to redirect
    BROWSER = "browser"  # a real browser
    SIBLING = "sibling"  # the same address under the other scheme
    HOST = "host"  # the front page of its host: is the server up at all?
    NEIGHBOUR = "neighbour"  # an address beside it that cannot exist: what does the server say to that?


class Content(StrEnum):
    """What a response to a GET looks like, beside its status."""

    USUAL = "usual"
    CHALLENGE = "challenge"  # an anti-bot page
    LOGIN = "login"
    FRONT = "front"  # a link deep into a site ended on a front page
    EMPTY_FILE = "empty_file"
    HTML_FILE = "html_file"  # a web page where the address promises a file
    MISSING = "missing"  # says "page not found" and nothing else, with status 200
    DOUBTFUL = "doubtful"  # reads like a "page not found" with status 200
    REPEATED = "repeated"  # shows what other addresses show, or comes from a server that never says "not found"
    ALIKE = "alike"  # the same, but with too much to say for a message
    ELSEWHERE = "elsewhere"  # a link deep into a site was sent on to an address that has nothing of it
    BLANK = "blank"  # a page without a single byte
    PARTIAL = "partial"  # the connection ended in the middle of it


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one step. Exactly one of `status` and `fault` is set, but for HOST, SIBLING and NEIGHBOUR."""

    step: Step
    status: int | None = None
    fault: FaultKind | None = None
    loop: bool = False  # redirected in a circle, or more than MAX_REDIRECTS times
    content: Content = Content.USUAL
    answers: bool = False  # HOST: the server is up; SIBLING: alive there; NEIGHBOUR: the same page came
    wait: float | None = None  # Retry-After


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A link and everything tried on it so far."""

    kind: LinkKind
    internal: bool
    attempts: tuple[Attempt, ...] = ()
    browser: bool = False  # whether a browser may be asked


class Ruling(msgspec.Struct, frozen=True):
    """What the link is. `verdict` None: our own machine failed, and nothing may be concluded."""

    verdict: Verdict | None
    reason: str = ""


class Next(msgspec.Struct, frozen=True):
    """The step to take next, after a pause of seconds."""

    step: Step
    pause: float = 0.0


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long to wait between attempts: the first pause, growing by `growth`, up to `attempts` failures."""

    pause: float = 5.0
    growth: float = 4.0
    attempts: int = 3
    longest_wait: float = 60.0  # a longer Retry-After ends the trying in this run
    last_look: bool = False  # the link failed already on other days: what still fails, also in a browser, is dead

    def before(self, attempt: int) -> float:
        """The pause before the attempt that follows `attempt` failed ones."""
        return self.pause * self.growth ** (attempt - 1)


class Sign(StrEnum):
    """What an attempt says about the link."""

    OK = "ok"
    AUTH = "auth"
    GONE = "gone"
    BLOCKED = "blocked"
    SLOW_DOWN = "slow_down"
    SERVER = "server"
    NETWORK = "network"
    LOOP = "loop"
    ODD = "odd"  # another 4xx, or a redirect without an address
    FRONT = "front"
    BAD_FILE = "bad_file"
    MISSING = "missing"
    DOUBTFUL = "doubtful"
    REPEATED = "repeated"
    ALIKE = "alike"
    BLANK = "blank"
    PARTIAL = "partial"


# reference: links.md rows 1–4, realweb.md (what WAFs answer)
_STATUS_SIGNS = {
    401: Sign.AUTH,
    407: Sign.AUTH,
    403: Sign.BLOCKED,
    405: Sign.BLOCKED,
    412: Sign.BLOCKED,
    418: Sign.BLOCKED,
    493: Sign.BLOCKED,
    521: Sign.BLOCKED,
    999: Sign.BLOCKED,
    429: Sign.SLOW_DOWN,
    404: Sign.GONE,
    410: Sign.GONE,
}
_UNFINISHED = frozenset({202})  # how some firewalls say "prove first that you are a browser"
_CONTENT_SIGNS = {
    Content.CHALLENGE: Sign.BLOCKED,
    Content.LOGIN: Sign.AUTH,
    Content.FRONT: Sign.FRONT,
    Content.EMPTY_FILE: Sign.BAD_FILE,
    Content.HTML_FILE: Sign.BAD_FILE,
    Content.MISSING: Sign.MISSING,
    Content.DOUBTFUL: Sign.DOUBTFUL,
    Content.REPEATED: Sign.REPEATED,
    Content.ELSEWHERE: Sign.REPEATED,
    Content.ALIKE: Sign.ALIKE,
    Content.BLANK: Sign.BLANK,
    Content.PARTIAL: Sign.PARTIAL,
}
# Faults that end the matter at once: nothing was, or may be, asked.
_FINAL_FAULTS = {
    FaultKind.REFUSED: Ruling(Verdict.SKIPPED, FaultKind.REFUSED),
    FaultKind.ROBOTS: Ruling(Verdict.SKIPPED, FaultKind.ROBOTS),
    FaultKind.SCHEME: Ruling(Verdict.SKIPPED, FaultKind.SCHEME),
    FaultKind.URL: Ruling(Verdict.SUSPECTED, FaultKind.URL),
    FaultKind.LOCAL: Ruling(None, FaultKind.LOCAL),
    FaultKind.NO_RESOLVER: Ruling(Verdict.UNREACHABLE, FaultKind.NO_RESOLVER),
}
_REQUESTS = frozenset({Step.HEAD, Step.GET, Step.FRESH, Step.BROWSERLIKE, Step.COOKIES, Step.BROWSER})
_PLAIN = _REQUESTS - {Step.BROWSER}
# Faults that are definite answers, not a silence that may pass: enough for a link off the site, too.
_DEFINITE_FAULTS = frozenset({FaultKind.DNS, FaultKind.TLS})
_FAULT_REASONS = {FaultKind.DNS_TEMPORARY: "dns"}
_ALIVE = Ruling(Verdict.ALIVE)


def sign(attempt: Attempt) -> Sign:
    """What one attempt says."""
    if attempt.fault is not None:
        return Sign.NETWORK
    if attempt.loop:
        return Sign.LOOP
    status = attempt.status or 0
    if attempt.content is Content.CHALLENGE:
        return Sign.BLOCKED
    if attempt.content is Content.LOGIN and status not in (404, 410):
        return Sign.AUTH
    if 200 <= status < 300 or status == 304:
        return _CONTENT_SIGNS.get(attempt.content, Sign.OK)
    if status in _STATUS_SIGNS:
        return _STATUS_SIGNS[status]
    return Sign.SERVER if status >= 500 else Sign.ODD


def rests_on_silence(ruling: Ruling, attempts: tuple[Attempt, ...]) -> bool:
    """Whether a ruling was reached because nothing answered, so that it may be our own network that is down."""
    if ruling.verdict not in (None, Verdict.DEAD, Verdict.UNREACHABLE):
        return False
    return next((one.fault is not None for one in reversed(attempts) if one.step in _REQUESTS), False)


def first_step(kind: LinkKind) -> Step:
    """How a link is first asked for: pages and attachments for their content, the rest only whether they are there."""
    return Step.GET if kind in (LinkKind.PAGE, LinkKind.ATTACHMENT) else Step.HEAD


def decide(case: Case, patience: Patience) -> Ruling | Next:
    """The verdict on a link, or the next step towards it."""
    requests = [attempt for attempt in case.attempts if attempt.step in _REQUESTS]
    if not requests:
        return Next(first_step(case.kind))
    last = requests[-1]
    if last.fault in _FINAL_FAULTS:
        return _FINAL_FAULTS[last.fault]
    if last.step is Step.HEAD:
        if sign(last) is Sign.SLOW_DOWN:
            return _slow_down(case, requests, patience)
        return _ALIVE if sign(last) is Sign.OK and last.status not in _UNFINISHED else Next(Step.GET)
    gets = [attempt for attempt in requests if attempt.step is not Step.HEAD]
    return _RUNGS[sign(last)](case, gets, patience)


def resumed(case: Case, patience: Patience) -> Case:
    """The case as far as a process that knows only the attempts can go on with it: up to a plain request that is next.

    Silence is asked for again, as it may have been our own network's, and so is what was the browser's, whose cookies
    are lost, and the response that the verdict is read from.
    """
    known = [*takewhile(lambda attempt: attempt.fault is None, case.attempts)]
    while known:
        case = msgspec.structs.replace(case, attempts=tuple(known))
        step = decide(case, patience)
        if isinstance(step, Next) and step.step in _PLAIN:
            return case
        known.pop()
    return msgspec.structs.replace(case, attempts=())


def reason_of(attempt: Attempt) -> str:
    """The contract's word for what is wrong: http_NNN, dns, connect, timeout, tls."""
    if attempt.fault is not None:
        return _FAULT_REASONS.get(attempt.fault, attempt.fault)
    return f"http_{attempt.status}"


def _ok(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    return _ALIVE


def _auth(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    return Ruling(Verdict.ALIVE, "auth")


def _twice(case: Case, gets: list[Attempt], patience: Patience, ruling: Ruling) -> Ruling | Next:  # noqa: ARG001
    """`ruling` when a second GET on a fresh connection says the same as the first."""
    if sum(sign(attempt) is sign(gets[-1]) for attempt in gets) > 1:
        return ruling
    return Next(Step.FRESH, patience.before(1))


def _gone(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:
    return _twice(case, gets, patience, Ruling(Verdict.DEAD, reason_of(gets[-1])))


def _missing(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:
    return _twice(case, gets, patience, Ruling(Verdict.DEAD, "soft_404"))


def _bad_file(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:
    return _twice(case, gets, patience, Ruling(Verdict.DEAD, "bad_attachment"))


def _doubtful(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    # Where the server does tell missing pages apart, it only reads like one.
    return _beside(case, otherwise=Ruling(Verdict.SUSPECTED, "soft_404"))


def _repeated(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    return _beside(case, otherwise=_ALIVE)


def _alike(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    return _beside(case, otherwise=_ALIVE, same=Verdict.SUSPECTED)


def _beside(case: Case, otherwise: Ruling, same: Verdict = Verdict.DEAD) -> Ruling | Next:
    is_same = _answered(case, Step.NEIGHBOUR)
    if is_same is None:
        return Next(Step.NEIGHBOUR)
    return Ruling(same, "soft_404") if is_same else otherwise


def _blank(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:
    return _twice(case, gets, patience, Ruling(Verdict.SUSPECTED, Content.BLANK))


def _partial(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:
    # What comes in part time and again is all that a browser shows, too.
    return _twice(case, gets, patience, _ALIVE)


def _loop(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    if gets[-1].step is Step.COOKIES:
        return Ruling(Verdict.DEAD, "redirect_loop")
    return Next(Step.COOKIES)


def _blocked(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    steps = {attempt.step for attempt in gets}
    scripted = case.browser and gets[-1].content is Content.CHALLENGE  # headers do not solve it
    if Step.BROWSERLIKE not in steps and not scripted and Step.BROWSER not in steps:
        return Next(Step.BROWSERLIKE)
    if case.browser and Step.BROWSER not in steps:
        return Next(Step.BROWSER)
    return _as_blocked(gets[-1])


def _slow_down(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    wait = gets[-1].wait or patience.before(len(gets))
    if len(gets) >= patience.attempts or wait > patience.longest_wait:
        return _as_blocked(gets[-1])
    return Next(Step.FRESH, wait)


def _as_blocked(attempt: Attempt) -> Ruling:
    return Ruling(Verdict.BLOCKED, "challenge" if attempt.content is Content.CHALLENGE else reason_of(attempt))


def _odd(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:  # noqa: ARG001
    if Step.BROWSERLIKE not in {attempt.step for attempt in gets}:
        return Next(Step.BROWSERLIKE)
    return Ruling(Verdict.SUSPECTED, reason_of(gets[-1]))


def _failing(case: Case, gets: list[Attempt], patience: Patience) -> Ruling | Next:
    """No answer, or an error of the server: growing pauses, then the confirm rule.

    A host of the site's own that is up otherwise leaves no doubt. Another's silence may be a matter of days, so it is
    dead only at the last look of several (`reference: links.md, confirm rule`), of which one was a browser's.
    """
    last = gets[-1]
    if len(gets) < patience.attempts:
        browserlike = len(gets) == patience.attempts - 1
        pause = last.wait if last.wait and last.wait <= patience.longest_wait else patience.before(len(gets))
        return Next(Step.BROWSERLIKE if browserlike else Step.FRESH, pause)
    reason = reason_of(last)
    if last.fault is not None:
        sibling = _answered(case, Step.SIBLING)
        if sibling is None:
            return Next(Step.SIBLING)
        if sibling:
            return Ruling(Verdict.SUSPECTED, f"other_scheme:{reason}")
    if last.fault in _DEFINITE_FAULTS and all(attempt.fault is last.fault for attempt in gets):
        return Ruling(Verdict.DEAD, reason)
    if not case.internal:
        if not patience.last_look:
            return Ruling(Verdict.UNREACHABLE, reason)
        if case.browser and _step_missing(Step.BROWSER, gets):
            return Next(Step.BROWSER)
        return Ruling(Verdict.DEAD, reason)
    host = _answered(case, Step.HOST)
    if host is None:
        return Next(Step.HOST)
    if host and last.fault is not None and case.browser and _step_missing(Step.BROWSER, gets):
        return Next(Step.BROWSER)  # a firewall may hang up on all that is no browser
    return Ruling(Verdict.DEAD if host else Verdict.UNREACHABLE, reason)


def _step_missing(step: Step, gets: list[Attempt]) -> bool:
    return all(attempt.step is not step for attempt in gets)


def _answered(case: Case, step: Step) -> bool | None:
    """What a side question said, None if it was not asked."""
    return next((attempt.answers for attempt in reversed(case.attempts) if attempt.step is step), None)


_RUNGS = {
    Sign.OK: _ok,
    Sign.AUTH: _auth,
    Sign.GONE: _gone,
    Sign.BLOCKED: _blocked,
    Sign.SLOW_DOWN: _slow_down,
    Sign.SERVER: _failing,
    Sign.NETWORK: _failing,
    Sign.LOOP: _loop,
    Sign.ODD: _odd,
    Sign.FRONT: _missing,
    Sign.BAD_FILE: _bad_file,
    Sign.MISSING: _missing,
    Sign.DOUBTFUL: _doubtful,
    Sign.REPEATED: _repeated,
    Sign.ALIKE: _alike,
    Sign.BLANK: _blank,
    Sign.PARTIAL: _partial,
}
