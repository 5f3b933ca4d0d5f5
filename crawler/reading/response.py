"""What comes in and what goes out: `RawResponse` → `Reading`."""

from __future__ import annotations

import datetime as dt

import msgspec

from checks.facts import Page
from crawler.reading.bare import NOTHING, Bare
from crawler.reading.hidden import NONE, Suspects


class RawResponse(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it was received.

    `listed` is the date of the list row that led here, if known: a witness for the publication date. `rendered` says
    that `body` is the markup of a browser's document after its scripts ran.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    fetched_at: dt.datetime
    content_type: str = ""
    rendered: bool = False
    listed: dt.date | None = None


class ListRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request whose answer holds rows of a list: `reader` names the CMS module that reads the answer."""

    url: str
    method: str = "GET"
    form: tuple[tuple[str, str], ...] = ()
    reader: str = ""


class Reading(msgspec.Struct, kw_only=True):
    """The page's facts, and what else must be fetched to know all it shows."""

    page: Page
    requests: tuple[ListRequest, ...] = ()
    frames: tuple[str, ...] = ()
    next_pages: tuple[str, ...] = ()
    foot_files: tuple[str, ...] = ()  # the site's own scripts that may write the page's foot
    style_files: tuple[str, ...] = ()  # the site's own style sheets, where they may hide one of the `suspects`
    suspects: Suspects = NONE
    render_reason: str = ""
    bare: Bare = NOTHING
    head_by_script: bool = False  # a home page whose head a script file writes: whole enough, better rendered
