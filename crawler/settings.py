"""Scrapy's settings, all that matter set explicitly: its defaults change with its versions, our promises do not.

Pacing, robots.txt, redirects, retries, cookies, compression and body limits are this program's own (politeness.py,
robots.py, visiting.py, client.py), so Scrapy's middlewares for them are off: each costs CPU on every request.
"""

from __future__ import annotations

from typing import Any

CONCURRENT_REQUESTS = 32


def scrapy_settings() -> dict[str, Any]:
    """The settings of one inspection's crawl."""
    return {
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "TWISTED_REACTOR_ENABLED": True,
        "SCHEDULER": "crawler.engine.FrontierScheduler",
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": "crawler.engine.GatedHandler", "https": "crawler.engine.GatedHandler"},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {},
        "SPIDER_MIDDLEWARES_BASE": {},
        "SPIDER_MIDDLEWARES": {},
        "EXTENSIONS_BASE": {},
        "EXTENSIONS": {},
        "ADDONS": {},
        "ITEM_PIPELINES": {},
        "CONCURRENT_ITEMS": 1,  # Scrapy starts so many tasks for every response, and our callbacks yield no items
        "CONCURRENT_REQUESTS": CONCURRENT_REQUESTS,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENT_REQUESTS,  # the host's turn is given by politeness.py
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "DOWNLOAD_TIMEOUT": 0,  # the client keeps connect, read and total time
        "ROBOTSTXT_OBEY": False,  # robots.py
        "COOKIES_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "RETRY_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "STATS_DUMP": False,
        "DOWNLOADER_STATS": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_ENABLED": False,  # the worker sets up logging, to stderr
        "LOG_FORMATTER": "crawler.settings.QuietFormatter",
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 64 * 1024 * 1024,
    }


class QuietFormatter:
    """Logs nothing per request: every address has its row."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> QuietFormatter:  # noqa: ARG003
        return cls()

    def _nothing(self, *_: Any) -> None:
        return None

    crawled = scraped = dropped = item_error = _nothing

    def spider_error(self, failure: Any, request: Any, response: Any, spider: Any) -> dict[str, Any]:
        """An exception in our own code is logged, with the address it happened on."""
        return {"level": 40, "msg": "error on %(url)s", "args": {"url": request.url}}

    def download_error(self, failure: Any, request: Any, spider: Any, errmsg: str | None = None) -> dict[str, Any]:
        """As `spider_error`."""
        return {"level": 40, "msg": "error on %(url)s", "args": {"url": request.url}}
