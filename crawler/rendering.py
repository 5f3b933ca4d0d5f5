"""Pages as a browser shows them, where reading the markup is not enough.

One Chromium, started at the first need and used through the gate's proxy alone; a small number of pages at once, each
in a context of its own with a hard time limit. The browser is started anew after a number of pages, for it grows.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.async_api import Browser as Chromium
from playwright.async_api import Dialog, Error, Frame, Page, Playwright, Response, Route, async_playwright
from playwright.async_api import TimeoutError as SlowError

from crawler import limits
from crawler.asking import PORTS
from crawler.gate import Gate
from crawler.memory import MemoryGuard
from crawler.pages import TOO_LARGE, TOO_LONG
from crawler.proxy import GateProxy
from crawler.visiting import Rendered

PAGES_AT_ONCE = 1  # a host is asked once a second, and each page more costs some 60 MB
PAGE_SECONDS = 60.0
LOAD_SECONDS = 30.0
QUIET_SECONDS = 8.0  # how long scripts may go on fetching after the document is there
START_SECONDS = 30.0
PAGES_PER_BROWSER = 300
MAX_FRAMES = 8
CHALLENGE_SECONDS = 8.0  # how long a challenge's script may take to let us in
CHALLENGE_STATUSES = frozenset({202, 403, 412, 503, 521})
ENVIRONMENT = "GOVINSPECT_CHROMIUM"
# The first is the same engine without windows: it holds two thirds of the memory and starts in a third of the time.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_UNSEEN = frozenset({"media", "font", "image", "websocket", "eventsource", "manifest", "ping"})

# Nothing of the browser's own goes out, and no second way past the proxy is left open.
_FLAGS = (
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    # The last such flag counts, so Playwright's own list is repeated here; HttpsUpgrades would change what is shown.
    "--disable-features=AutofillServerCommunication,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "CertificateTransparencyComponentUpdater,DestroyProfileOnBrowserClose,DnsOverHttps,HttpsFirstBalancedModeAutoEnable,"
    "HttpsUpgrades,InterestFeedContentSuggestions,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,"
    "PaintHolding,PreconnectToSearch,PreloadTopChromeWebUI,SpareRendererForSitePerProcess,"
    "ThirdPartyStoragePartitioning,Translate,WebUIOmniboxAimPopup,WebUIOmniboxPopup",
    "--disable-quic",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--disable-dev-shm-usage",
    # As few processes as it can be made of: each costs some tens of megabytes.
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--enable-features=CDPScreenshotNewSurface,NetworkServiceInProcess2",
    "--in-process-gpu",
    "--js-flags=--max-old-space-size=192",
    "--no-zygote",
    "--renderer-process-limit=1",
)
# Of Playwright's driver, which is a Node program that only passes messages on.
_DRIVER_OPTIONS = "--jitless --max-semi-space-size=1 --max-old-space-size=256"

_SIZE = "() => document.documentElement.outerHTML.length"  # asked first: a page may have grown beyond all bounds
# The browser's own name without the word that says it has no window, and ours behind it.
_AGENT = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{} Safari/537.36 govinspect"

logger = logging.getLogger("govinspect.crawler")
T = TypeVar("T")


def executables(named: str = "") -> Iterable[str | None]:
    """Where a browser may be, best first; None stands for Playwright's own. One that was named is the only one."""
    named = named or os.environ.get(ENVIRONMENT, "")
    if named:
        yield named
        return
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            yield found
    yield None


class Browser:
    """Renders pages. Where no browser can be started, `missing` is told why, once, and every page comes back None."""

    def __init__(
        self,
        gate: Gate,
        is_internal: Callable[[str], bool],
        executable: str,
        missing: Callable[[str], None],
    ) -> None:
        self._proxy = GateProxy(gate)
        self._is_internal = is_internal
        self._executable = executable
        self._missing = missing
        self._driver: Playwright | None = None
        self._chromium: Chromium | None = None
        self._guard = MemoryGuard(os.getpid())
        self._places = asyncio.Semaphore(PAGES_AT_ONCE)
        self._starting = asyncio.Lock()
        self._works: str | None = None
        self.absent = False
        self.failures: dict[str, str] = {}  # why pages came back None, where it was a bound of ours
        self._pages = 0
        self._tasks: set[asyncio.Task[Any]] = set()

    async def render(self, url: str) -> Rendered | None:
        """The page as shown after its scripts ran; None if it could not be shown within the limits."""
        return await self.show(url, self._render)

    async def show(self, url: str, work: Callable[[Page, str], Awaitable[T | None]]) -> T | None:
        """What `work` makes of an empty page and the address; None if it came to nothing within the limits."""
        async with self._places:
            task = asyncio.create_task(self._limited(url, work))
            self._tasks.add(task)
            try:
                return await task
            except asyncio.CancelledError:
                if task.cancelled() and not _is_cancelled():
                    return None  # by `abort`
                raise
            finally:
                self._tasks.discard(task)

    def abort(self) -> None:
        """Gives up the pages that are being rendered."""
        for task in self._tasks:
            task.cancel()

    async def close(self) -> None:
        """Ends the browser, its driver and the proxy."""
        if self._chromium is not None:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(self._chromium.close(), 5)
        if self._driver is not None:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(self._driver.stop(), 5)
        await self._proxy.close()

    async def _limited(self, url: str, work: Callable[[Page, str], Awaitable[T | None]]) -> T | None:
        ended = self._guard.ended
        try:
            with self._guard.watching():
                async with asyncio.timeout(PAGE_SECONDS):
                    chromium = await self._started()
                    return await self._in_page(chromium, url, work) if chromium is not None else None
        except (TimeoutError, SlowError) as error:
            limit = LOAD_SECONDS if isinstance(error, SlowError) else PAGE_SECONDS
            logger.warning("%s: not rendered in %g s", url, limit)
            self.failures[url] = TOO_LONG
            self._guard.end_pages()
        except Error as error:
            logger.warning("%s: not rendered: %s", url, error.message.splitlines()[0])
            if self._guard.ended > ended:
                self.failures[url] = TOO_LARGE
        return None

    async def _started(self) -> Chromium | None:
        async with self._starting:
            if self.absent:
                return None
            chromium = self._chromium
            if chromium is not None and chromium.is_connected() and self._pages < PAGES_PER_BROWSER:
                self._pages += 1
                return chromium
            if chromium is not None and self._pages >= PAGES_PER_BROWSER:
                self._retire(chromium)
            if self._driver is None:
                os.environ.setdefault("NODE_OPTIONS", _DRIVER_OPTIONS)
                self._driver = await async_playwright().start()
                await self._proxy.start()
            self._chromium = await self._launch(self._driver)
            self._pages = 1
            return self._chromium

    def _retire(self, chromium: Chromium) -> None:
        """Closes a browser once the pages it still shows are done."""

        async def close_when_idle() -> None:
            while chromium.contexts:
                await asyncio.sleep(1)
            with contextlib.suppress(Error):
                await chromium.close()

        self._retiring = asyncio.create_task(close_when_idle())

    async def _launch(self, driver: Playwright) -> Chromium | None:
        troubles = []
        for path in (self._works,) if self._works is not None else executables(self._executable):
            try:
                chromium = await driver.chromium.launch(
                    executable_path=path,
                    args=list(_FLAGS),
                    proxy={"server": f"http://127.0.0.1:{self._proxy.port}", "bypass": "<-loopback>"},
                    timeout=START_SECONDS * 1000,
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                )
            except Error as error:
                troubles.append(f"{path or 'playwright'}: {error.message.splitlines()[0]}")
                continue
            self._works = path
            return chromium
        self.absent = True
        self._missing("; ".join(troubles))
        return None

    async def _in_page(
        self, chromium: Chromium, url: str, work: Callable[[Page, str], Awaitable[T | None]]
    ) -> T | None:
        context = await chromium.new_context(
            accept_downloads=False,
            ignore_https_errors=True,
            service_workers="block",
            user_agent=_AGENT.format(chromium.version),
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        try:
            page = await context.new_page()
            page.on("dialog", _dismiss)
            context.on("page", lambda other: asyncio.ensure_future(_close_popup(page, other)))
            await context.route("**/*", self._route)
            return await work(page, url)
        finally:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(asyncio.shield(context.close()), 5)

    async def _render(self, page: Page, url: str) -> Rendered | None:
        status = await load(page, url)
        if await page.evaluate(_SIZE) > limits.HTML_BYTES:
            logger.warning("%s: rendered to more than the limit", url)
            self.failures[url] = TOO_LARGE
            return None
        html = await page.content()
        frames = [found for frame in page.frames[1 : MAX_FRAMES + 1] if (found := await self._frame(frame))]
        cookies = {one["name"]: one["value"] for one in await page.context.cookies(page.url)}
        browser = page.context.browser
        return Rendered(
            final_url=page.url,
            status=status,
            html=html,
            frames=tuple(frames),
            cookies=cookies,
            agent=_AGENT.format(browser.version if browser else ""),
        )

    async def _frame(self, frame: Frame) -> tuple[str, str] | None:
        if not self._is_internal(frame.url):
            return None
        try:
            return frame.url, await frame.content()
        except Error:
            return None  # it went away meanwhile

    async def _route(self, route: Route) -> None:
        request = route.request
        parts = urlsplit(request.url)
        own_image = request.resource_type == "image" and self._is_internal(request.url)
        unwanted = parts.scheme not in PORTS or (request.resource_type in _UNSEEN and not own_image)
        with contextlib.suppress(Error):
            if unwanted:
                await route.abort("blockedbyclient")
                return
            self._proxy.admit(parts.hostname or "")
            await route.continue_()


async def load(page: Page, url: str) -> int:
    """Goes to an address and waits until the page is settled; the status of the document it shows. Raises Error."""
    shown = _Shown(page)
    await page.goto(url, wait_until="domcontentloaded", timeout=LOAD_SECONDS * 1000)
    await shown.settled()
    return shown.status


class _Shown:
    """The document a page shows in the end: a challenge's script replaces the first one by the real one."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._documents = 0
        self.status = 200
        page.on("response", self._heard)

    def _heard(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self._page.main_frame:
            self._documents += 1
            self.status = response.status

    async def settled(self) -> None:
        """Waits until scripts fetch nothing more and no challenge is left to be replaced, within limits."""
        deadline = time.monotonic() + CHALLENGE_SECONDS
        while True:
            seen = self._documents
            with contextlib.suppress(Error):
                await self._page.wait_for_load_state("networkidle", timeout=QUIET_SECONDS * 1000)
            while self._documents == seen:
                if self.status not in CHALLENGE_STATUSES or time.monotonic() >= deadline:
                    return
                await asyncio.sleep(0.1)


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(Error):
        await dialog.dismiss()


async def _close_popup(page: Page, other: Page) -> None:
    if other is not page:
        with contextlib.suppress(Error):
            await other.close()
