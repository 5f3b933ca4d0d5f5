"""The queue of an inspection, kept as rows, that a kill at any moment costs only what was in flight.

An address is offered once, waits as a row in state `pending`, is handed out, and is settled in exactly one state
with a reason. A window of waiting rows is held in memory and refilled from the table by depth, then in the order
found; new and settled addresses are written in batches, one transaction each.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator

import msgspec

from checks.facts import LinkKind
from crawler import limits
from crawler.limits import Patterns, Shape
from crawler.store import Batch, Store
from db.snapshots import SnapshotRecord
from db.urls import SettledUrl

WINDOW = 500  # waiting addresses of a lane held in memory
LOW = 16  # refill a lane when fewer are left in it
ACTIVE_PER_HOST = 6  # handed out at once, so that a slow host does not hold the others up
BATCH_ROWS = 400
# Addresses fetched and not written down: what a kill costs, beside what is in flight. One in so many known addresses
# may be, so that a small site, where each counts for more, is written more often; a large one is cheaper to write.
KNOWN_PER_RISK, LEAST_AT_RISK, MOST_AT_RISK = 200, 2, 12
WRITING_SHARE = 0.02  # of the time may go into writing rows
LONGEST_PAUSE = 2.0  # seconds between two writes, however slow the database is
PENDING = "pending"


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]  # of a canonical address: its path begins with a slash


class Visit(msgspec.Struct, frozen=True):
    """An address to be looked at."""

    url: str
    kind: LinkKind
    depth: int = 0
    found_on: str = ""
    tried: bytes = b""  # what an earlier process tried on it, as `keep_tried` was given it

    @property
    def host(self) -> str:
        return _host(self.url)


class Counts(msgspec.Struct):
    """How far the inspection is."""

    known: int = 0
    done: int = 0
    failed: int = 0
    blocked: int = 0
    skipped: int = 0
    rendered: int = 0
    pages: int = 0  # pages handed out, which the page budget bounds
    unchanged: int = 0  # pages known from an earlier inspection and not read again, since this process began

    @property
    def settled(self) -> int:
        return self.done + self.failed + self.blocked + self.skipped


class _Lane:
    """Waiting addresses in memory, by host; the hosts take turns."""

    def __init__(self) -> None:
        self._hosts: dict[str, deque[Visit]] = {}
        self.size = 0
        self.more_in_table = False

    def push(self, visit: Visit) -> None:
        self._hosts.setdefault(visit.host, deque()).append(visit)
        self.size += 1

    def pop(self, active: Counter[str]) -> Visit | None:
        """The first address of the next host that is not asked too much already."""
        for host in self._hosts:
            if active[host] < ACTIVE_PER_HOST:
                break
        else:
            return None
        queue = self._hosts.pop(host)
        visit = queue.popleft()
        if queue:
            self._hosts[host] = queue  # to the end of the turn
        self.size -= 1
        return visit

    def free(self, active: Counter[str]) -> Iterator[int]:
        """How many addresses of each host could be asked at once."""
        for host, queue in self._hosts.items():
            yield min(len(queue), max(0, ACTIVE_PER_HOST - active[host]))

    def remove(self, url: str) -> bool:
        """Takes an address out; False if it is not here."""
        host = _host(url)
        found = next((visit for visit in self._hosts.get(host, ()) if visit.url == url), None)
        if found is None:
            return False
        self._hosts[host].remove(found)
        if not self._hosts[host]:
            del self._hosts[host]
        self.size -= 1
        return True


class Frontier:
    """The addresses of one inspection. `open` reads what an earlier, interrupted process left."""

    def __init__(
        self,
        store: Store,
        shape: Shape,
        max_pages: int,
        clock: Callable[[], float] = time.monotonic,
        shared: Callable[[str], SettledUrl | None] = lambda _: None,
    ) -> None:
        self._store = store
        self._shape = shape
        self._max_pages = max_pages
        self._clock = clock
        self._shared = shared  # what another inspection of the run found out about a link off the site
        self._known: set[int] = set()
        self._settled: set[int] = set()
        self._batch = Batch()
        self._written_at = clock()
        self._pause = 0.0
        self._lanes = (_Lane(), _Lane())  # the site's own, and what leaves it
        self._held: set[str] = set()  # in the window or handed out
        self._active: Counter[str] = Counter()
        self.released = 0
        self.patterns = Patterns()
        self.counts = Counts()
        self.limits: Counter[str] = Counter()

    def open(self) -> None:
        """Takes up the rows that are there."""
        for record in self._store.records():
            self._known.add(hash(record.url))
            self.counts.known += 1
            if record.state == PENDING:
                self._lane(LinkKind(record.kind)).more_in_table = True
                continue
            self._settled.add(hash(record.url))
            self._count(record.state, record.reason, record.rendered)
            if record.kind == LinkKind.PAGE and record.state != "skipped":
                self.counts.pages += 1
                self.patterns.admits(record.url)

    @property
    def waiting(self) -> int:
        """How many addresses of this run are not settled."""
        return self.counts.known - self.counts.settled - self.released

    def knows(self, url: str) -> bool:
        """Whether an address was offered before."""
        return hash(url) in self._known

    def offer(self, visit: Visit, refused: str = "") -> bool:
        """Takes a canonical address in; False if it was known.

        One that breaks a limit, or is `refused` for a reason, is settled as skipped at once.
        """
        key = hash(visit.url)
        if key in self._known:
            return False
        if len(self._known) >= limits.KNOWN_URLS:
            self.limits[limits.URLS] += 1
            return False
        self._known.add(key)
        self.counts.known += 1
        objection = refused or self._shape.objection(visit.url, visit.depth)
        self._batch.new.append({"url": visit.url, "kind": visit.kind, "depth": visit.depth, "found_on": visit.found_on})
        lane = self._lane(visit.kind)
        if objection:
            self._skip(visit.url, objection)
        elif lane.more_in_table or lane.size >= WINDOW:
            lane.more_in_table = True
        else:
            self._hold(visit)
        return True

    def take(self) -> Visit | None:
        """The next address to look at, None if all that could be asked now is being asked."""
        for lane in self._lanes:
            if lane.more_in_table and lane.size < LOW:
                self._refill()
            while (visit := lane.pop(self._active)) is not None:
                known = self._shared(visit.url) if visit.kind is LinkKind.EXTERNAL else None
                if known is not None:
                    self.settle(known, cheap=True)
                    continue
                objection = self._objection(visit)
                if not objection:
                    self._active[visit.host] += 1
                    return visit
                self._skip(visit.url, objection)
        return None

    def ready(self, wanted: int) -> bool:
        """Whether so many addresses in memory could be taken at once."""
        for lane in self._lanes:
            for free in lane.free(self._active):
                wanted -= free
                if wanted <= 0:
                    return True
        return False

    def claim(self, url: str) -> bool:
        """Marks an address as being looked at on the way of another one; False if it is settled or handed out."""
        key = hash(url)
        if key not in self._known or key in self._settled:
            return False
        if url in self._held:
            return any(lane.remove(url) for lane in self._lanes)
        self._held.add(url)
        return True

    def settle(self, row: SettledUrl, host: str = "", cheap: bool = False) -> None:
        """Writes down what became of an address. `host` gives back the host's place that `take` took.

        `cheap` says that to find it out again would cost little, so that it need not be written soon.
        """
        self._batch.settled[row["url"]] = row
        self._batch.dear += not (cheap or row["url"] in self._batch.revisits)
        self._batch.tried.pop(row["url"], None)
        self._settled.add(hash(row["url"]))
        self._count(row["state"], row.get("reason", ""), row.get("rendered", False))
        if host:
            self._active[host] -= 1

    def release(self, visit: Visit) -> None:
        """Gives an address back unsettled: nothing could be concluded, it keeps waiting for a later run."""
        self._active[visit.host] -= 1
        self.released += 1

    def unclaim(self) -> None:
        """Gives a claimed address back unsettled."""
        self.released += 1

    def correct(self, row: SettledUrl) -> None:
        """Writes over what an address was settled as."""
        self._batch.settled[row["url"]] = {**self._batch.settled.get(row["url"], {}), **row}  # type: ignore[typeddict-item]

    def keep_facts(self, key: str, data: bytes) -> None:
        """Has facts written with the next batch."""
        self._batch.facts[key] = data

    def keep_snapshot(self, record: SnapshotRecord) -> None:
        """Has a snapshot's place written with the next batch."""
        self._batch.snapshots.append(record)

    def keep_revisit(self, url: str, at: dt.datetime) -> None:
        """Has it noted with the next batch that the earlier snapshot of an address still shows it."""
        self._batch.revisits[url] = at

    def keep_tried(self, url: str, data: bytes) -> None:
        """Has it noted with the next batch what was tried on an address until now."""
        self._batch.tried[url] = data

    def write_if_due(self) -> None:
        """Writes the batch if a kill would cost too much, or if writing takes no more than its share of the time."""
        batch = self._batch
        at_risk = min(max(LEAST_AT_RISK, self.counts.known // KNOWN_PER_RISK), MOST_AT_RISK)
        large = batch.dear + len(batch.tried) >= at_risk or len(batch) >= BATCH_ROWS
        if large or self._clock() - self._written_at >= self._pause:
            self.write()

    def write(self) -> None:
        """Writes the batch. What a kill costs is what came since the last time, so small batches are written, too."""
        batch, self._batch = self._batch, Batch()
        if not len(batch):
            return
        began = self._clock()
        self._store.commit(batch)
        self._held.difference_update(batch.settled)
        self._written_at = self._clock()
        self._pause = min((self._written_at - began) / WRITING_SHARE, LONGEST_PAUSE)

    def skip_rest(self, reason: str) -> None:
        """Settles every address that still waits as skipped."""
        self.write()
        while rows := self._store.pending(WINDOW):
            for row in rows:
                self._skip(row.url, reason)
            self.write()
        self._lanes = (_Lane(), _Lane())

    def _objection(self, visit: Visit) -> str:
        if visit.kind is not LinkKind.PAGE:
            return ""
        if self.counts.pages >= self._max_pages:
            return limits.PAGES
        if not self.patterns.admits(visit.url):
            return limits.PATTERN
        self.counts.pages += 1
        return ""

    def _skip(self, url: str, reason: str) -> None:
        self.settle({"url": url, "state": "skipped", "reason": reason, "verdict": "skipped"}, cheap=True)

    def _count(self, state: str, reason: str, rendered: bool) -> None:
        setattr(self.counts, state, getattr(self.counts, state) + 1)
        self.counts.rendered += rendered
        if state == "skipped":
            self.limits[reason] += 1

    def _lane(self, kind: LinkKind) -> _Lane:
        return self._lanes[kind is LinkKind.EXTERNAL]

    def _hold(self, visit: Visit) -> None:
        self._held.add(visit.url)
        self._lane(visit.kind).push(visit)

    def _refill(self) -> None:
        self.write()
        wanted = WINDOW + len(self._held)
        rows = self._store.pending(wanted)
        for lane in self._lanes:
            lane.more_in_table = len(rows) >= wanted
        for row in rows:
            if row.url not in self._held:
                self._hold(Visit(row.url, LinkKind(row.kind), row.depth, row.found_on, row.tried or b""))
