"""The planted faults and the look-alikes that are none, as data, and the comparison with what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# A finding of these checks belongs to its page; of all others the target alone says which defect it is.
BOUND_TO_PAGE = frozenset({"typo", "serious_wording", "privacy_leak", "suspicious_date"})

Key = tuple[str, str, str | None, str]


@dataclass(frozen=True)
class Fault:
    """A planted fault: the finding that must be reported. `detail` holds the fields worth asserting."""

    check: str
    site: str
    url: str
    target: str | None
    detail: Mapping[str, Any] = field(default_factory=dict)
    min_occurrences: int = 1

    @property
    def key(self) -> Key:
        return _key(self.check, self.site, self.target, self.url)


@dataclass(frozen=True)
class LookAlike:
    """Something that resembles a fault of `check` and is fine, with the reason. `target` is None for a whole page."""

    check: str
    site: str
    url: str
    target: str | None
    reason: str


@dataclass(frozen=True)
class Manifest:
    """All that is known about the city's faults."""

    faults: tuple[Fault, ...]
    look_alikes: tuple[LookAlike, ...]

    @property
    def checks(self) -> frozenset[str]:
        """The checks this manifest knows all faults of; findings of others are not compared."""
        return frozenset(f.check for f in self.faults)


@dataclass(frozen=True)
class Difference:
    """A fault that was found, with a field that is not as planted."""

    fault: Fault
    field: str
    found: Any


@dataclass(frozen=True)
class Unexpected:
    """A finding that was not planted; `look_alike` is the reason it is fine, where it is a known one."""

    finding: Mapping[str, Any]
    look_alike: LookAlike | None


@dataclass(frozen=True)
class Comparison:
    """What a run's findings have too little, too much, or otherwise."""

    missing: tuple[Fault, ...]
    unexpected: tuple[Unexpected, ...]
    differing: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.unexpected or self.differing)

    def by_check(self) -> dict[str, tuple[int, int, int]]:
        """Check → number missing, unexpected, differing."""
        checks = sorted(
            {f.check for f in self.missing}
            | {str(u.finding["check"]) for u in self.unexpected}
            | {d.fault.check for d in self.differing}
        )
        return {
            check: (
                sum(f.check == check for f in self.missing),
                sum(u.finding["check"] == check for u in self.unexpected),
                sum(d.fault.check == check for d in self.differing),
            )
            for check in checks
        }

    def text(self) -> str:
        """The comparison for a person: one line a disagreement, "" if there is none."""
        lines = [f"missing     {f.check} {f.site} {f.target} on {f.url}" for f in self.missing]
        for u in self.unexpected:
            reason = f" (fine: {u.look_alike.reason})" if u.look_alike else ""
            found = u.finding
            lines.append(f"unexpected  {found['check']} {found['site']} {found['target']} on {found['url']}{reason}")
        for d in self.differing:
            planted = d.fault.detail.get(d.field, d.fault.url if d.field == "url" else d.fault.min_occurrences)
            lines.append(
                f"differing   {d.fault.check} {d.fault.site} {d.fault.target} {d.field}: {planted!r}, found {d.found!r}"
            )
        return "\n".join(lines)


def compare(findings: Iterable[Mapping[str, Any]], manifest: Manifest) -> Comparison:
    """Holds findings (the contract's fields as a mapping each, of any number of sites) against the manifest.

    Only checks of the manifest are compared. A second finding of one fault is unexpected.
    """
    open_faults = {fault.key: fault for fault in manifest.faults}
    unexpected: list[Unexpected] = []
    differing: list[Difference] = []
    for finding in findings:
        if finding["check"] not in manifest.checks:
            continue
        fault = open_faults.pop(_key(finding["check"], finding["site"], finding["target"], finding["url"]), None)
        if fault is None:
            unexpected.append(Unexpected(finding, _explanation(finding, manifest)))
        else:
            differing += _differences(fault, finding)
    return Comparison(tuple(open_faults.values()), tuple(unexpected), tuple(differing))


def _key(check: str, site: str, target: str | None, url: str) -> Key:
    return check, site, target, url if check in BOUND_TO_PAGE else ""


def _differences(fault: Fault, finding: Mapping[str, Any]) -> list[Difference]:
    found = [
        Difference(fault, name, finding["detail"].get(name))
        for name, planted in fault.detail.items()
        if finding["detail"].get(name) != planted
    ]
    if finding["url"] != fault.url:
        found.append(Difference(fault, "url", finding["url"]))
    if finding.get("occurrences", 1) < fault.min_occurrences:
        found.append(Difference(fault, "occurrences", finding.get("occurrences", 1)))
    return found


def _explanation(finding: Mapping[str, Any], manifest: Manifest) -> LookAlike | None:
    near = [a for a in manifest.look_alikes if a.check == finding["check"] and a.site == finding["site"]]
    for exact in near:
        if exact.target is not None and exact.target == finding["target"]:
            return exact
    return next((a for a in near if a.target is None and a.url == finding["url"]), None)
