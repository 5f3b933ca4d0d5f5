"""Pictures of findings: the page as a reader sees it, with the fault framed in red and a caption below.

A fault that is itself on the page is taken from the site, by the browser that renders, through the gate and at the
site's rate; where the site no longer shows it, from the page that the inspection stored. What a page lacks or no longer
brings is shown as it was judged, for the site may be mended meanwhile. A dead link is never followed: the picture shows
the page on which it stands. Personal numbers are masked before a picture is taken.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import html
import logging
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
from playwright.async_api import Error, Page, Route

from checks.privacy import without_private_data
from crawler import messages
from crawler.gate import Fault, Gate, parse_connect_to
from crawler.job import Job
from crawler.pointing import Spot, locate, mark_of, mask
from crawler.politeness import DEFAULT_RATE, Politeness
from crawler.rendering import LOAD_SECONDS, QUIET_SECONDS, Browser, load
from crawler.snapshots import Stored, read_snapshot
from crawler.urls import SiteScope, canonical
from db import findings as stored_findings
from db import snapshots, urls
from db.engine import Database
from db.findings import SCREENSHOT, FindingRecord
from db.snapshots import SnapshotRecord

FOLDER = "screenshots"
ZONE = ZoneInfo("Asia/Shanghai")
WINDOW = {"width": 1280, "height": 900}
WIDTH, LOW, HIGH = 1000, 320, 720  # pixels of a picture: as wide as can be read in a document, and cut around the fault
AROUND = 140  # pixels above and below the fault
ASIDE, ABOVE = 3, 4  # pixels from the fault to the outer edge of its frame
FINDINGS_PER_LOAD = 10  # of one page: a page in the browser has its time limit
MASKINGS = 3  # a script may write a number anew while the picture is taken
SHOT_MILLISECONDS = 10_000

# The fault is the word, the link or the date itself, so wherever that is shown the fault is.
SHOWS_ITSELF = frozenset(
    {"dead_link", "hidden_link", "typo", "serious_wording", "privacy_leak", "suspicious_date", "insecure_transport"}
)
# What no page shows: there is nothing to take a picture of.
NOT_ON_A_PAGE = frozenset({"unreachable", "domain_name", "page_tag"})
# What the page as a whole shows, where nothing on it can be pointed at.
SHOWN_BY_THE_WHOLE = frozenset({"empty_column", "stale_column", "stale_home", "missing_section"})

logger = logging.getLogger("govinspect.crawler")


class Pictured(msgspec.Struct, frozen=True, kw_only=True):
    """The pictures by finding, as paths relative to the data directory, and why others have none.

    Reasons: `nothing_to_show` it is not on a page · `not_visible` neither the site nor the stored page shows it ·
    `no_browser` there is none on this machine.
    """

    taken: dict[str, str]
    missing: dict[str, str]


class _Shot(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken of a page: the part around the fault, and where in it the fault is."""

    image: bytes
    width: float
    height: float
    spot: Spot | None


async def take_pictures(
    database: Database, job: Job, found: Sequence[FindingRecord], now: Callable[[], dt.datetime]
) -> Pictured:
    """Takes the pictures of findings of the job's inspection that have none yet, and notes them in the database."""
    own = [part.hostname or "" for part in map(urlsplit, (job.site.url, *(f"//{host}" for host in job.site.hosts)))]
    rate = job.rate or job.site.rate or DEFAULT_RATE
    mapped = [host for host, _ in parse_connect_to(job.connect_to)]
    gate = Gate(parse_connect_to(job.connect_to), own if job.allow_private else ())
    absent: list[str] = []
    browser = Browser(gate, SiteScope(job.site.url, job.site.hosts).is_internal, job.chromium, absent.append)
    polite = Politeness(DEFAULT_RATE, dict.fromkeys([*own, *mapped], rate))
    camera = _Camera(database, job, browser, polite, now)
    taken, missing = {}, {}
    waiting: dict[str, list[FindingRecord]] = defaultdict(list)
    for one in found:
        kept = one.evidence.get(SCREENSHOT)
        if kept and (Path(job.data_dir) / kept).is_file():
            taken[one.id] = kept
        elif not _can_be_shown(one):
            missing[one.id] = "nothing_to_show"
        else:
            waiting[one.url].append(one)
    try:
        for url, there in sorted(waiting.items()):
            for start in range(0, len(there), FINDINGS_PER_LOAD):
                part = there[start : start + FINDINGS_PER_LOAD]
                paths = await camera.take(url, part)
                with database.session() as session:
                    stored_findings.set_screenshots(session, job.inspection_id, paths)
                taken |= paths
                missing |= {one.id: "no_browser" if absent else "not_visible" for one in part if one.id not in paths}
    finally:
        await browser.close()
    return Pictured(taken=taken, missing=missing)


def _can_be_shown(finding: FindingRecord) -> bool:
    if finding.check in NOT_ON_A_PAGE:
        return False
    absent = finding.detail.get("state") == "absent"  # a section that is not there is on no page
    return bool(mark_of(finding)) or (finding.check in SHOWN_BY_THE_WHOLE and not absent)


class _Camera:
    """Takes the pictures of one inspection."""

    def __init__(
        self, database: Database, job: Job, browser: Browser, polite: Politeness, now: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._job = job
        self._browser = browser
        self._polite = polite
        self._now = now
        self._silent: set[str] = set()  # hosts that brought no page any more: they are not waited for again

    async def take(self, url: str, found: Sequence[FindingRecord]) -> dict[str, str]:
        """The pictures of findings on one page, by their ids: from the site, else from the stored page."""
        paths: dict[str, str] = {}
        host = urlsplit(url).hostname or ""
        live = [one for one in found if one.check in SHOWS_ITSELF]
        if live and host not in self._silent:
            self._silent.add(host)  # until it brings a page
            try:
                async with self._polite.turn(host):
                    await self._browser.show(url, lambda page, to: self._live(page, to, live, paths))
            except Fault as fault:
                logger.warning("%s: no picture from the site: %s", url, fault)
        rest = [one for one in found if one.id not in paths]
        kept = self._stored(url) if rest else None
        if kept is not None:
            record, stored = kept
            with self._database.reading() as session:
                address = urls.final_url(session, self._job.inspection_id, url)
            await self._browser.show(
                address, lambda page, to: self._from_store(page, to, stored, record.recorded_at, rest, paths)
            )
        return paths

    async def _live(self, page: Page, url: str, found: Sequence[FindingRecord], paths: dict[str, str]) -> int:
        """Takes what the site shows; the status of the page."""
        await page.set_viewport_size(WINDOW)  # type: ignore[arg-type]
        status = await load(page, url)
        self._silent.discard(urlsplit(url).hostname or "")
        if 200 <= status < 400:
            source = messages.LIVE.format(at=_local(self._now()))
            await self._shoot(page, found, source, paths, whole=False)
        return status

    async def _from_store(
        self,
        page: Page,
        url: str,
        stored: Stored,
        at: dt.datetime,
        found: Sequence[FindingRecord],
        paths: dict[str, str],
    ) -> bool:
        """Takes what the page showed when it was judged; what it needs beside comes from the site, if that answers."""
        await page.set_viewport_size(WINDOW)  # type: ignore[arg-type]

        shown: list[str] = []

        async def serve(route: Route) -> None:
            request = route.request
            if request.is_navigation_request() and request.frame == page.main_frame:
                if shown:
                    await route.fulfill(status=204)  # no content: a script that leads away leaves the page as it is
                else:
                    shown.append(request.url)
                    await _fulfill(route, stored)
                return
            kept = self._stored(request.url)
            if kept is not None:
                await _fulfill(route, kept[1])
            elif urlsplit(request.url).hostname in self._silent:
                await route.abort()
            else:
                await route.fallback()

        await page.route("**/*", serve)
        # A page that leads away at once never ends its first loading: it is taken as far as it came.
        await page.goto(url, wait_until="commit", timeout=LOAD_SECONDS * 1000)
        with contextlib.suppress(Error):
            await page.wait_for_load_state("networkidle", timeout=QUIET_SECONDS * 1000)
        await self._shoot(page, found, messages.STORED.format(at=_local(at)), paths, whole=True)
        return True

    async def _shoot(
        self,
        page: Page,
        found: Sequence[FindingRecord],
        source: str,
        paths: dict[str, str],
        *,
        whole: bool,
    ) -> None:
        """Takes a picture of each finding that the page shows (`whole`: also of those that nothing points at)."""
        shots: list[tuple[FindingRecord, _Shot]] = []
        for one in found:
            shot = await _shot(page, one, whole=whole)
            if shot is not None:
                shots.append((one, shot))
        await page.unroute_all(behavior="ignoreErrors")
        await page.goto("about:blank")
        for one, shot in shots:
            picture = await _composed(page, one, shot, source)
            path = Path(FOLDER) / f"run-{one.run}" / f"{one.id}.png"
            await asyncio.to_thread(_write, Path(self._job.data_dir) / path, picture)
            paths[one.id] = path.as_posix()

    def _stored(self, url: str) -> tuple[SnapshotRecord, Stored] | None:
        """The response that the inspection kept of an address, None if there is none any more."""
        with self._database.reading() as session:
            record = snapshots.find_snapshot(session, self._job.inspection_id, canonical(url))
        if record is None:
            return None
        try:
            return record, read_snapshot(Path(self._job.data_dir), record)
        except (OSError, ValueError) as error:
            logger.warning("%s: its snapshot cannot be read: %s", url, error)
            return None


async def _fulfill(route: Route, stored: Stored) -> None:
    kind = next((value for name, value in stored.headers if name == "content-type"), "text/html")
    await route.fulfill(status=200, headers={"content-type": kind}, body=stored.body)


async def _shot(page: Page, finding: FindingRecord, *, whole: bool) -> _Shot | None:
    """The part of the page around a finding's fault; None if the page does not show it, or will not hold still."""
    wanted = mark_of(finding)
    await mask(page)
    spot = await locate(page, wanted) if wanted else None
    if spot is None and (wanted or not whole):
        return None
    if spot is None:
        await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    clip = _clip(spot)
    for _ in range(MASKINGS):
        image = await page.screenshot(clip=clip, animations="disabled", timeout=SHOT_MILLISECONDS)  # type: ignore[arg-type]
        if not await mask(page):
            break
    else:
        return None
    if spot is not None:
        spot = msgspec.structs.replace(spot, x=spot.x - clip["x"], y=spot.y - clip["y"])
    return _Shot(image=image, width=clip["width"], height=clip["height"], spot=spot)


def _clip(spot: Spot | None) -> dict[str, float]:
    """The part of the window that a picture shows."""
    across, down = WINDOW["width"], WINDOW["height"]
    if spot is None:
        return {"x": 0, "y": 0, "width": across, "height": HIGH}
    width = min(max(WIDTH, spot.width + 2 * AROUND), across)
    height = min(max(LOW, spot.height + 2 * AROUND), HIGH)
    x = min(max(spot.x + spot.width / 2 - width / 2, 0), across - width)
    y = min(max(spot.y + min(spot.height, height - 2 * AROUND) / 2 - height / 2, 0), down - height)
    return {"x": round(x), "y": round(y), "width": round(width), "height": round(height)}


async def _composed(page: Page, finding: FindingRecord, shot: _Shot, source: str) -> bytes:
    """The picture with its frame and its caption, drawn on an empty page: nothing of the site can touch them."""
    note = ""
    frame = ""
    if shot.spot is None:
        note = messages.WHOLE
    else:
        left, top = max(shot.spot.x - ASIDE, 0), max(shot.spot.y - ABOVE, 0)
        right = min(shot.spot.x + shot.spot.width + ASIDE, shot.width)
        bottom = min(shot.spot.y + shot.spot.height + ABOVE, shot.height)
        frame = f"<div id=frame style='left:{left}px;top:{top}px;width:{right - left}px;height:{bottom - top}px'></div>"
        note = messages.HIDDEN if shot.spot.hidden else ""
    values = {
        "url": finding.url,
        "found_at": _local(finding.found_at),
        "message": finding.message,
        "source": source + note,
    }
    rows = "".join(
        f"<p><b>{title}</b><span>{html.escape(without_private_data(text.format(**values)))}</span></p>"
        for title, text in messages.CAPTION
    )
    image = b64encode(shot.image).decode()
    await page.set_content(
        f"<style>{_STYLE}</style><div id=whole style='width:{shot.width}px'>"
        f"<div id=picture><img src='data:image/png;base64,{image}' width={shot.width} height={shot.height}>"
        f"{frame}</div><div id=caption>{rows}</div></div>"
    )
    return await page.locator("#whole").screenshot(timeout=SHOT_MILLISECONDS)


_STYLE = """
body { margin: 0; background: #fff; }
#picture { position: relative; overflow: hidden; font-size: 0; border-bottom: 1px solid #999; }
#frame { position: absolute; box-sizing: border-box; border: 2px solid #e60000; }
#caption { padding: 8px 12px; font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
#caption p { display: flex; margin: 0; }
#caption b { flex: none; width: 5em; }
#caption span { overflow-wrap: anywhere; }
"""


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole: a killed process leaves none that is cut short."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)


def _local(moment: dt.datetime) -> str:
    return moment.astimezone(ZONE).strftime(messages.TIME)
