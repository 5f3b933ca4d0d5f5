"""The demo city 青云市: all sites, what they answer, and the manifest of what is wrong with them."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.facts import Probe, Site
from demo.desk import Book, Desk
from demo.manifest import Manifest
from demo.resources import Host, Response
from demo.sites import bichuan, culture, emergency, forestry, portal, service_hall, songlan, water
from demo.wording import Writer

SITES = (portal, bichuan, songlan, water, culture, forestry, emergency)
FIRST_ARTICLE = 2791124  # article numbers run over the whole city, as on a shared platform


@dataclass(frozen=True)
class City:
    """The registry rows, the hosts (registered sites and platforms beside them), and the manifest.

    `visits` are those that were made to home pages in the week before, by site code.
    """

    as_of: dt.date
    sites: tuple[Site, ...]
    hosts: Mapping[str, Host]
    manifest: Manifest
    visits: Mapping[str, tuple[Probe, ...]] = field(default_factory=dict)

    def respond(self, host: str, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Response:
        """The answer of a host to a request for `target` (path and query). KeyError for an unknown host."""
        return self.hosts[host].respond(method, target, headers, body)

    def forget(self) -> None:
        """Makes every visitor the first one again (some addresses fail once only)."""
        for host in self.hosts.values():
            host.forget()


def build(as_of: dt.date, seed: int = 1) -> City:
    """The city as it looks on `as_of`. The same arguments give the same bytes."""
    book = Book()
    # S311: the randomness varies texts, it guards nothing
    writer = Writer(random.Random(seed))  # noqa: S311
    numbers = itertools.count(FIRST_ARTICLE)
    hosts = service_hall.hosts(as_of)
    visits: dict[str, tuple[Probe, ...]] = {}
    for module in SITES:
        rng = random.Random(f"{seed}/{module.SITE.code}")  # noqa: S311
        desk = Desk(module.SITE, module.VOICE, module.STYLE, module.REPORT_DUE, as_of, writer, rng, numbers, book)
        module.make(desk)
        hosts.append(desk.publish())
        if desk.visits:
            visits[module.SITE.code] = tuple(desk.visits)
    manifest = Manifest(tuple(book.faults), tuple(book.look_alikes))
    return City(as_of, tuple(module.SITE for module in SITES), {host.name: host for host in hosts}, manifest, visits)
