"""What a worker is told, and what it tells: one job in, events out, both as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec

from checks.facts import Site

USER_AGENT = "Mozilla/5.0 (compatible; govinspect/0.1)"


class Job(msgspec.Struct, kw_only=True):
    """The inspection of one site. `contact` (an address or URL) goes into the User-Agent, for the webmaster to ask."""

    inspection_id: int
    db: str
    data_dir: str
    site: Site
    as_of: dt.date
    max_pages: int = 20_000
    max_depth: int = 16
    hours: float = 6.0
    render: Literal["auto", "never", "always"] = "auto"
    external: bool = True
    rate: float | None = None
    allow_private: bool = False
    connect_to: tuple[str, ...] = ()  # "HOST[:PORT]=ADDRESS[:PORT]"
    checks: tuple[str, ...] = ()
    options: dict[str, dict[str, Any]] = {}
    user_agent: str = USER_AGENT
    contact: str = ""
    chromium: str = ""
    obey_robots: bool = True
    last_look: bool = False  # at links that failed already on other days: what still fails is dead
    retry_pause: float = 5.0  # seconds before the first confirmation of a failing link; the later ones grow


class Progress(msgspec.Struct, tag="progress", tag_field="event", kw_only=True):
    """How far the inspection is; the counts come from the frontier."""

    done: int
    known: int
    failed: int
    rendered: int
    url: str = ""


class Note(msgspec.Struct, tag="note", tag_field="event", kw_only=True):
    """Something a person should know, by name: render:no_browser, limit:pages …"""

    name: str
    text: str


class Finished(msgspec.Struct, tag="finished", tag_field="event", kw_only=True):
    """The end of the inspection; the last event."""

    state: Literal["finished", "failed", "interrupted"]
    reason: str = ""
    findings: int = 0


Event = Progress | Note | Finished

_ENCODER = msgspec.json.Encoder()
_JOBS = msgspec.json.Decoder(Job)
_EVENTS: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode_job(job: Job) -> bytes:
    """A job as JSON."""
    return _ENCODER.encode(job)


def decode_job(data: bytes) -> Job:
    """The job of `encode_job`. Raises msgspec.ValidationError, which names the field that is wrong."""
    return _JOBS.decode(data)


def encode_event(event: Event) -> bytes:
    """An event as one line of JSON, with the line's end."""
    return _ENCODER.encode(event) + b"\n"


def decode_event(line: bytes) -> Event:
    """The event of a line. Raises msgspec.ValidationError."""
    return _EVENTS.decode(line)
