"""Inspects a made-up city and holds the findings against what was planted.

.venv/bin/python -m tests.quality.city.score [--seeds 1,2,3] [--as-of 2026-11-25] [--families trs,vsb] [--look b] [--render never] [--verbose]
"""

import argparse
import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import scheduler
from checks.facts import Site as Registered
from db import findings, runs
from db.engine import open_database
from scheduler import InspectionOptions, Machine, Quarter

from .build import City, city
from .eighth import eighth_city
from .faults import SERIOUS_TARGETS
from .fifth import fifth_city
from .fourth import fourth_city
from .model import Fault
from .second_looks import second_city
from .serve import serving
from .seventh import seventh_city
from .sixth import sixth_city

BY_URL = {"typo", "serious_wording", "late_interpretation", "late_consultation_result", "unanswered_message", "incomplete_service_guide", "privacy_leak", "suspicious_date"}  # fmt: skip
FREE_TARGET = {"late_interpretation", "late_consultation_result", "unanswered_message", "incomplete_service_guide", "privacy_leak", "suspicious_date", "stale_home", "site_search", "unreachable"}  # fmt: skip

LOOKS: dict[str, Callable[[int, dt.date, list[str] | None], City]] = {
    "a": city, "b": partial(city, look="b"), "second": second_city, "third": partial(second_city, third=True), "fourth": fourth_city, "fifth": fifth_city, "sixth": sixth_city, "seventh": seventh_city, "eighth": eighth_city,
}  # fmt: skip


@dataclass
class Score:
    """What was found, what was said falsely and what was missed, by check."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    false: list[Mapping[str, Any]] = field(default_factory=list)
    missed: list[Fault] = field(default_factory=list)

    def figures(self) -> dict[str, tuple[int, int, int, float, float, float]]:
        """Check → true, false, missed, precision, recall, F1."""
        made = {}
        for check in sorted({*self.right, *(f["check"] for f in self.false), *(f.check for f in self.missed)}):
            tp = self.right.get(check, 0)
            fp = sum(f["check"] == check for f in self.false)
            fn = sum(f.check == check for f in self.missed)
            made[check] = (tp, fp, fn, tp / (tp + fp or 1), tp / (tp + fn or 1), 2 * tp / (2 * tp + fp + fn or 1))
        return made

    @property
    def macro_f1(self) -> float:
        rows = self.figures()
        return sum(r[5] for r in rows.values()) / len(rows)

    @property
    def precision(self) -> float:
        tp = sum(self.right.values())
        return tp / (tp + len(self.false) or 1)

    def add(self, other: "Score") -> None:
        for check, n in other.right.items():
            self.right[check] += n
        self.false += other.false
        self.missed += other.missed

    def text(self) -> str:
        lines = [f"{'check':26}{'TP':>5}{'FP':>5}{'FN':>5}{'P':>7}{'R':>7}{'F1':>7}"]
        lines += [f"{c:26}{t:5}{f:5}{n:5}{p:7.3f}{r:7.3f}{s:7.3f}" for c, (t, f, n, p, r, s) in self.figures().items()]
        return "\n".join([*lines, f"macro-F1 {self.macro_f1:.4f}  precision over all findings {self.precision:.4f}"])


def matches(fault: Fault, finding: Mapping[str, Any]) -> bool:
    """Whether a finding is this fault, by the fields the contract says a check's line is told apart by."""
    if (fault.check, fault.site) != (finding["check"], finding["site"]):
        return False
    if fault.check in BY_URL and fault.url and fault.url not in (finding["url"], *finding.get("pages", ())):
        return False
    if fault.check not in FREE_TARGET and fault.target and finding["target"] != fault.target:
        near = SERIOUS_TARGETS.get(fault.target, ()) if fault.check == "serious_wording" else ()
        if finding["target"] not in near and not (
            fault.check in ("typo", "serious_wording") and fault.target in (finding["target"] or "")
        ):
            return False
    return all(finding["detail"].get(name) == value for name, value in fault.same)


def compare(found: Iterable[Mapping[str, Any]], town: City) -> Score:
    score, open_faults, taken = Score(), list(town.truth), set()
    for one in found:
        fault = next((f for f in open_faults if matches(f, one)), None)
        if fault:
            open_faults.remove(fault)
            taken.add(fault)
            score.right[one["check"]] += 1
        elif not any(matches(f, one) for f in town.tolerated):
            score.false.append(one)
    score.missed = open_faults
    return score


@dataclass
class Inspected:
    score: Score
    unjudged: dict[str, dict[str, Any]]
    states: list[str]


def inspect(town: City, folder: Path, render: str = "never") -> Inspected:
    """The city inspected as `govinspect run` does it, in worker processes."""
    now = dt.datetime.combine(town.as_of, dt.time(2), dt.UTC)
    registered = [
        Registered(code=s.code, name=s.name, kind=s.kind, url=s.registered or s.base + "/") for s in town.sites
    ]  # type: ignore[arg-type]
    with serving(town) as connect_to, open_database(f"sqlite:///{folder / 'city.db'}") as database:
        order = InspectionOptions(as_of=town.as_of, connect_to=connect_to, rate=400.0, render=render)
        scheduler.remember_visits(database, {s.code: s.visits for s in town.sites if s.visits})
        run_id = scheduler.start_quarter(database, Quarter.of(town.as_of), registered, order, now)
        machine = Machine(db=database.url, data_dir=folder, user_agent="govinspect test", parallel=2)
        results = scheduler.inspect(database, run_id, machine, lambda *_: None, clock=lambda: now)
        with database.reading() as session:
            found = [asdict(one) for one in findings.query_findings(session, run_id=run_id)]
            unjudged = {
                one.site: {
                    r.check: r.notes for r in runs.load_check_results(session, one.id) if r.not_evaluated or r.errors
                }
                for one in runs.inspections_of(session, run_id)
            }
    return Inspected(
        compare(found, town), unjudged, [f"{r.site} {r.state} {r.reason}" for r in results if r.state != "finished"]
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=dt.date(2026, 11, 25))
    parser.add_argument("--families")
    parser.add_argument("--look", choices=sorted(LOOKS), default="a", help="which set of templates")
    parser.add_argument("--render", default="auto")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    total = Score()
    for seed in given.seeds.split(","):
        named = given.families.split(",") if given.families else None
        town = LOOKS[given.look](int(seed), given.as_of, named)
        with tempfile.TemporaryDirectory() as folder:
            seen = inspect(town, Path(folder), given.render)
        print(f"seed {seed}: macro-F1 {seen.score.macro_f1:.4f}, precision {seen.score.precision:.4f}", *seen.states)
        total.add(seen.score)
        if given.verbose:
            for one in sorted(seen.score.false, key=lambda o: (o["check"], o["site"])):
                print("FALSE ", one["check"], one["site"], one["url"], one["target"], one["detail"])
            for fault in sorted(seen.score.missed, key=lambda f: (f.check, f.site)):
                print("MISSED", fault.check, fault.site, fault.url, fault.target, dict(fault.same), fault.note)
            for site, notes in seen.unjudged.items():
                for check, note in notes.items():
                    print("UNJUDGED", site, check, str(note)[:300])
    print(total.text())


if __name__ == "__main__":
    main()
