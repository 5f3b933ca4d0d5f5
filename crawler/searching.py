"""Tries the site's own search once the crawl is done: with titles of pages just read, by GET, and by nothing else.

A word that no page has is asked first: only what a title brings beside it is a result. Forms that are sent by POST,
want a captcha, or whose script hides the address, are named and left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from checks.facts import LinkKind, Page, SearchForm, SearchKind, SearchTrial, SearchTry
from crawler import limits
from crawler.asking import Answer, Ask, Header
from crawler.gate import SILENCE, FaultKind
from crawler.reading import Reading
from crawler.search_answers import Outcome, Shown, asks_captcha, outcome, shown_json, shown_page
from crawler.sniffing import challenge_of, is_html, is_login, suspicious
from crawler.soft404 import reads_missing
from crawler.urls import SiteScope
from crawler.visiting import Followed, Rendered

TITLES = 3
SHORTEST, LONGEST = 6, 40  # characters of a title that is asked for
SEGMENT = 10  # characters of its most telling part
NONE = "none"  # no search on the home page

POST, CAPTCHA, SCRIPT = "search_post", "search_captcha", "search_script"
OFFSITE, ROBOTS, BLOCKED, LOGIN, SILENT = "offsite_search", "robots", "search_blocked", "search_login", "search_silent"
NO_TITLES, HOME_UNREAD = "no_titles", "home_unread"

_REASONS = {SearchKind.POST: POST, SearchKind.CAPTCHA: CAPTCHA, SearchKind.SCRIPT: SCRIPT, SearchKind.LINK: SCRIPT}
_BROKEN = frozenset({400, 404, 405, 410, 501})
_PARTS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}


class Titled(NamedTuple):
    """A page that was read, and what it is called."""

    title: str
    url: str


class _RefusedError(Exception):
    """It can't be judged; the text is the reason."""


class Searching:
    """One site's search, tried. `follow` makes a polite request, `render` is None without a browser."""

    def __init__(
        self,
        scope: SiteScope,
        follow: Callable[[Ask], Awaitable[Followed]],
        read: Callable[[str, Followed], Reading],
        read_rendered: Callable[[str, Rendered], Page],
        headers: tuple[Header, ...],
        render: Callable[[str], Awaitable[Rendered | None]] | None = None,
        *,
        external: bool = True,
    ) -> None:
        self._scope = scope
        self._follow = follow
        self._read = read
        self._read_rendered = read_rendered
        self._headers = headers
        self._render = render
        self._external = external

    async def trial(self, home: Page | None, titles: Sequence[Titled], token: str) -> SearchTrial:
        """What came of it. `token` is a word that no page has."""
        if home is None or home.unread:
            return SearchTrial(entry=NONE, reason=HOME_UNREAD)
        scripts = frozenset(link.url for link in home.links if link.kind is LinkKind.ASSET and ".js" in link.url)
        forms = home.searches
        if not any(form.kind is SearchKind.GET for form in forms) and self._render is not None and not home.rendered:
            rendered = await self._render(home.final_url)
            if rendered is not None:
                forms = self._read_rendered(home.url, rendered).searches or forms
        form, reason = await self._entry(forms)
        if form is None:
            return SearchTrial(entry=forms[0].kind if reason else NONE, reason=reason)
        if not titles:
            return SearchTrial(entry=form.kind, url=form.url, reason=NO_TITLES)
        try:
            return SearchTrial(entry=form.kind, url=form.url, tries=await self._ask_all(form, titles, token, scripts))
        except _RefusedError as refused:
            return SearchTrial(entry=form.kind, url=form.url, reason=str(refused))

    async def _entry(self, forms: Sequence[SearchForm]) -> tuple[SearchForm | None, str]:
        """The form to try; else why none can be, "" where there is none at all."""
        usable = [form for form in forms if form.kind is SearchKind.GET]
        for link in [form for form in forms if form.kind is SearchKind.LINK][: 2 if not usable else 0]:
            if self._scope.is_internal(link.url):
                usable += [form for form in await self._behind(link.url) if form.kind is SearchKind.GET]
        own = [form for form in usable if self._scope.is_internal(form.url)]
        platform = [form for form in usable if self._external and _is_government(form.url)]
        if own or platform:
            return (own or platform)[0], ""
        if usable or any(form.kind is SearchKind.LINK and not self._scope.is_internal(form.url) for form in forms):
            return None, OFFSITE
        kinds = {form.kind for form in forms}
        return None, next((reason for kind, reason in _REASONS.items() if kind in kinds), "")

    async def _behind(self, url: str) -> tuple[SearchForm, ...]:
        """The forms of a page that is there for searching."""
        followed = await self._follow(Ask(url=url, headers=self._headers, limit=limits.HTML_BYTES))
        answer = followed.answer
        if answer is None or answer.status != 200 or answer.cut or not is_html(answer):
            return ()
        return self._read(url, followed).page.searches

    async def _ask_all(
        self, form: SearchForm, titles: Sequence[Titled], token: str, scripts: frozenset[str]
    ) -> tuple[SearchTry, ...]:
        word = "zq" + hashlib.sha256(token.encode()).hexdigest()[:10]
        nothing = await self._shown(form, word)
        tries: list[SearchTry] = []
        for title in titles[:TITLES]:
            for question in dict.fromkeys((title.title, telling_part(title.title))):
                made = await self._ask(form, question, title, nothing, word, scripts)
                tries.append(made)
                if made.outcome == Outcome.FOUND:
                    return tuple(tries)
                if made.outcome == Outcome.ERROR:
                    break
        return tuple(tries)

    async def _ask(
        self,
        form: SearchForm,
        question: str,
        title: Titled,
        nothing: Shown | int,
        word: str,
        scripts: frozenset[str],
    ) -> SearchTry:
        url = address(form, question)
        asked = await self._shown(form, question)
        if isinstance(asked, int):
            return SearchTry(title=title.title, url=url, outcome=Outcome.ERROR, status=asked or None)
        if isinstance(nothing, int):  # some servers call a search without results an error
            nothing = Shown(pieces={}, text="")
        came = outcome(asked, nothing, title.title, title.url, scripts)
        if came is Outcome.UNCLEAR and self._render is not None:
            pair = [await self._rendered(form, text) for text in (word, question)]
            if pair[0] is not None and pair[1] is not None:
                came = outcome(pair[1], pair[0], title.title, title.url, scripts)
        return SearchTry(title=title.title, url=url, outcome=came)

    async def _rendered(self, form: SearchForm, question: str) -> Shown | None:
        assert self._render is not None
        url = address(form, question)
        rendered = await self._render(url)
        if rendered is None:
            return None
        return shown_page(self._read_rendered(url, rendered), question, rendered.html)

    async def _shown(self, form: SearchForm, question: str) -> Shown | int:
        """What the answer shows, or the status of an error that stayed (0: no answer). Raises _RefusedError."""
        url = address(form, question)
        failed = -1
        for _ in range(2):
            followed = await self._follow(Ask(url=url, headers=self._headers, limit=limits.HTML_BYTES))
            if followed.fault is not None:
                kind = followed.fault.kind
                if kind is FaultKind.ROBOTS:
                    raise _RefusedError(ROBOTS)
                if kind not in SILENCE or kind is FaultKind.LOCAL or not self._scope.is_internal(url):
                    raise _RefusedError(SILENT)
                failed = 0
                continue
            answer = followed.answer
            assert answer is not None
            if (suspicious(answer) and challenge_of(answer)) or answer.status in (401, 403, 412, 429, 521):
                raise _RefusedError(BLOCKED)
            if is_login(followed.final_url) and not is_login(url):
                raise _RefusedError(LOGIN)
            if answer.status >= 500 or answer.status in _BROKEN:
                failed = answer.status
                continue
            return self._reading_of(url, question, answer, followed)
        return failed

    def _reading_of(self, url: str, question: str, answer: Answer, followed: Followed) -> Shown | int:
        markup = answer.body.decode("utf-8", "replace")
        if not is_html(answer) or markup.lstrip()[:1] in ("{", "["):
            return shown_json(markup, question) or Shown(pieces={}, text="", markup="?", scripts=frozenset({"?"}))
        if asks_captcha(markup):
            raise _RefusedError(CAPTCHA)
        page = self._read(url, followed).page
        if reads_missing(page) and "404" in page.title:
            return answer.status
        return shown_page(page, question, markup)


def address(form: SearchForm, question: str) -> str:
    """What a browser would ask for when the question is typed into the form."""
    charset = _CHARSETS.get(form.charset.lower(), "utf-8")
    fields = urlencode([*form.others, (form.field, question)], encoding=charset, errors="xmlcharrefreplace")
    return f"{form.url}{'&' if '?' in form.url else '?'}{fields}"


def telling_part(title: str) -> str:
    """The longest run of a title without marks, cut to a length that any search takes; the title's end says most."""
    longest = max(_PARTS.split(title), key=len, default="")
    return longest[-SEGMENT:] if len(longest) > SEGMENT else longest or title


def worth_asking(titles: Sequence[Titled]) -> list[Titled]:
    """Of titles, best first, those that name one page and that a search can be asked for."""
    seen: dict[str, int] = {}
    for one in titles:
        seen[one.title] = seen.get(one.title, 0) + 1
    fit = [one for one in titles if SHORTEST <= len(one.title) <= LONGEST and seen[one.title] == 1]
    return fit[:TITLES]


def _is_government(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host == "gov.cn" or host.endswith(".gov.cn")
