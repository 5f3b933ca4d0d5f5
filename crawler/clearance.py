"""Cookies that let us in: what a firewall once handed out goes with every further request to its host.

A challenge costs a browser; the cookie it leaves makes the rest of the site plain fetches. It is often bound to the
User-Agent that solved it, so that goes along. Nothing is kept beyond the run, and no other cookies are ever sent.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from crawler.asking import Ask, endpoint

COOKIE, USER_AGENT = "Cookie", "User-Agent"


class _Pass(msgspec.Struct, frozen=True):
    cookies: dict[str, str]
    agent: str


class Clearances:
    """The cookies by host."""

    def __init__(self) -> None:
        self._passes: dict[str, _Pass] = {}

    def learn(self, url: str, cookies: Mapping[str, str], agent: str = "") -> None:
        """Keeps the cookies for the address's host; `agent` is the User-Agent they were given to, "" for ours."""
        if cookies:
            self._passes[endpoint(url).host] = _Pass(dict(cookies), agent)

    def forget(self, url: str) -> None:
        """Drops the cookies of the address's host: they did not help."""
        self._passes.pop(endpoint(url).host, None)

    def holds(self, url: str) -> bool:
        """Whether there are cookies for the address's host."""
        return endpoint(url).host in self._passes

    def dress(self, ask: Ask) -> Ask:
        """The request with its host's cookies; one that brings cookies of its own is left as it is."""
        held = self._passes.get(endpoint(ask.url).host)
        if held is None or any(name == COOKIE for name, _ in ask.headers):
            return ask
        headers = [(name, value) for name, value in ask.headers if not (held.agent and name == USER_AGENT)]
        if held.agent:
            headers.append((USER_AGENT, held.agent))
        headers.append((COOKIE, "; ".join(f"{name}={value}" for name, value in held.cookies.items())))
        return msgspec.structs.replace(ask, headers=tuple(headers))
