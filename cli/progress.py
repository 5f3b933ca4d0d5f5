"""Following an inspection: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Sequence
from types import TracebackType

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from cli.console import say, stderr
from cli.texts import t
from crawler.job import Event, Finished, Note
from crawler.job import Progress as Step

ESTIMATED_OVER_S = 120.0  # the speed of the last two minutes is what the time left is reckoned from
ESTIMATED_FROM_S = 15.0  # before that nothing is said
Sample = tuple[float, int, int]  # when, how many addresses were done and known
LINE_EVERY_S = 10.0  # between two lines about one site where there is no terminal


def seconds_left(samples: Sequence[Sample]) -> float | None:
    """How long an inspection still takes, if it goes on and finds new addresses as it did; None if that is not known.

    While more addresses are found than looked at, no end is in sight, and none is claimed. What was found before the
    latest span that is long enough to reckon from, as a menu is at the beginning, does not hide an end since then.
    """
    latest = [sample for sample in samples if samples[-1][0] - sample[0] >= ESTIMATED_FROM_S]
    for begin in (latest[0], latest[-1]) if latest else ():
        (began, done_then, known_then), (now, done, known) = begin, samples[-1]
        nearer = (done - done_then) - (known - known_then)
        if nearer > 0:
            return (known - done) * (now - began) / nearer
    return None


def left_text(seconds: float | None) -> str:
    """The time left as people say it, in minutes, then in hours; "" while that is not known, or nothing is left."""
    if not seconds:
        return ""
    minutes = math.ceil(seconds / 60)
    return t("progress.left", minutes=minutes) if minutes <= 90 else t("progress.left_hours", hours=round(minutes / 60))


class Follower:
    """Listens to the events of the workers and shows them; a context manager around the run."""

    def __init__(self, names: dict[str, str]) -> None:
        """`names` are the sites to come, code → name."""
        self.names = names
        self.bars: Progress | None = None
        self.tasks: dict[str, TaskID] = {}
        self.total: TaskID | None = None
        self.last: dict[str, Step] = {}
        self.samples: dict[str, deque[Sample]] = {}
        self.spoken: dict[str, float] = {}
        self.notes: list[tuple[str, Note]] = []

    def __enter__(self) -> Follower:
        console = stderr()
        if console.is_terminal:
            self.bars = Progress(
                SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24),
                TextColumn("{task.completed:.0f}/{task.total:.0f}"), TimeElapsedColumn(),
                TextColumn("{task.fields[left]}"), console=console,
            )  # fmt: skip
            self.bars.start()
            self.total = self.bars.add_task(t("progress.sites"), total=len(self.names), left="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bars:
            self.bars.stop()

    def __call__(self, site: str, event: Event) -> None:
        """Shows one event of one site."""
        if isinstance(event, Step):
            self.last[site] = event
            self._step(site, event)
        elif isinstance(event, Note):
            self.notes.append((site, event))
        elif isinstance(event, Finished):
            self._finished(site, event)

    def print_notes(self) -> None:
        """What the workers wanted a person to know, after the run: each note once, with the sites it is about."""
        sites: dict[str, list[str]] = {}
        for site, note in self.notes:
            sites.setdefault(f"{note.name} {note.text}".strip(), []).append(self.names.get(site, site))
        for text, names in sites.items():
            say(f"{text}（{'、'.join(dict.fromkeys(names))}）")

    def _step(self, site: str, step: Step) -> None:
        name = self.names.get(site, site)
        left = left_text(self._left(site, step))
        if self.bars:
            if site not in self.tasks:
                self.tasks[site] = self.bars.add_task(name, total=1, left="")
            self.bars.update(self.tasks[site], completed=step.done, total=max(step.known, 1), left=left)
        elif time.monotonic() - self.spoken.get(site, 0.0) >= LINE_EVERY_S:
            say(t("progress.site", name=name, done=step.done, known=step.known) + (f"，{left}" if left else ""))
            self.spoken[site] = time.monotonic()

    def _left(self, site: str, step: Step) -> float | None:
        now = time.monotonic()
        samples = self.samples.setdefault(site, deque())
        samples.append((now, step.done, step.known))
        while now - samples[0][0] > ESTIMATED_OVER_S:
            samples.popleft()
        return seconds_left(samples)

    def _finished(self, site: str, event: Finished) -> None:
        name = self.names.get(site, site)
        done = self.last[site].done if site in self.last else 0
        if event.state == "failed":
            line = t("progress.failed", name=name, reason=event.reason)
        else:
            line = t(
                "progress.finished", name=name, state=t(f"state.{event.state}"), done=done, findings=event.findings
            )
        if self.bars:
            if site in self.tasks:
                self.bars.remove_task(self.tasks.pop(site))
            self.bars.console.print(line, markup=False)
            if self.total is not None:
                self.bars.advance(self.total)
        else:
            say(line)
