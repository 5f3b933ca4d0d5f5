"""Plausible official Chinese, composed from the templates of `texts.yaml` with seeded randomness."""

from __future__ import annotations

import datetime as dt
import functools
import random
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import yaml

TITLE_TRIES = 400  # titles of one kind that may collide before the templates count as exhausted


@dataclass(frozen=True)
class Voice:
    """Who is speaking: the words that fill the slots of a site's texts."""

    area: str
    organization: str
    short: str
    unit: str  # 市 or 县, as in 全市
    towns: tuple[str, ...]
    villages: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A title and its paragraphs, without markup."""

    title: str
    paragraphs: tuple[str, ...]


@functools.cache
def _templates() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(
        resources.files("demo").joinpath("texts.yaml").read_text(encoding="utf-8")
    )
    return loaded


@dataclass
class Writer:
    """Writes texts; titles and paragraphs differ over the whole city because all sites share one writer."""

    rng: random.Random
    _titles: set[str] = field(default_factory=set)
    _bodies: set[tuple[str, ...]] = field(default_factory=set)

    def write(self, kind: str, voice: Voice, day: dt.date) -> Text:
        """A text of `kind` (a key of texts.yaml) dated `day`. KeyError for an unknown kind."""
        templates = _templates()[kind]
        for _ in range(TITLE_TRIES):
            slots = self._slots(voice, day)
            title = self.rng.choice(templates["titles"]).format(**slots | self._numbers())
            middle = list(templates["middle"])
            self.rng.shuffle(middle)
            if kind in {"policy", "interpretation", "service"}:
                middle.sort(key=templates["middle"].index)
                chosen = middle
            else:
                chosen = middle[: self.rng.randint(2, min(4, len(middle)))]
            lines = (self.rng.choice(templates["openings"]), *chosen, self.rng.choice(templates["closings"]))
            body = tuple(line.format(**slots | self._numbers()) for line in lines)
            if title not in self._titles and body not in self._bodies:
                self._titles.add(title)
                self._bodies.add(body)
                return Text(title, body)
        raise ValueError(f"templates of kind {kind!r} are exhausted: add titles to texts.yaml or topics to the site")

    def _slots(self, voice: Voice, day: dt.date) -> dict[str, Any]:
        town, town2 = self.rng.sample(voice.towns, 2)
        return {
            "area": voice.area,
            "org": voice.organization,
            "who": voice.short,
            "unit": voice.unit,
            "town": town,
            "town2": town2,
            "village": self.rng.choice(voice.villages),
            "topic": self.rng.choice(voice.topics),
            "year": day.year,
            "month": day.month,
            "day": day.day,
        }

    def _numbers(self) -> dict[str, Any]:
        return {
            "n": self.rng.randint(3, 9),
            "m": self.rng.randint(21, 480),
            "k": self.rng.randint(1100, 9800),
            "pct": f"{self.rng.randint(61, 96)}.{self.rng.randint(1, 9)}",
            "phone": self.rng.randint(3110000, 3998999),
        }
