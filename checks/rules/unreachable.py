"""A site that could not be opened too often."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from checks import messages
from checks.base import Context, Finding, NotEvaluated, Option, Outcome, RuleClass, Severity, SiteCheck
from checks.dates import china_day
from checks.facts import Probe, SiteFacts

SLOW_SECONDS = 3.0  # 网页加载不宜超过3秒 (47号文转述)
LARGE_BYTES = 3 * 1024 * 1024  # of a page's own markup; no rule names a size
MOST_NAMED = 20


class Unreachable(SiteCheck):
    """A site that often could not be opened in the week before the inspection.

    Rule: 监测1周，每天间隔访问20次以上，15秒（含）以上仍打不开的次数累计占比达到5%（含）的，单项否决。
    Source: 国办秘函〔2019〕19号附件1“站点无法访问” [V]
    Bad: 一周探测140次，7次在15秒内打不开（恰为5%）；恰好15秒才打开的一次也计入。
    Good: 140次中6次打不开；访问防护要求验证（WAF）不算打不开；本机断网时的探测不计次数。
    Blind spots: 探测由 `govinspect schedule` 进行，没有持续运行就没有足够的次数，记“未检”；只从本机一个出口探测，
        是否只有本地打不开须人工核实；服务器返回5xx、404计为打不开，要求登录或拒绝自动访问不计；
        一周探测中首页打开时间的中位数超过3秒（网页加载不宜超过3秒）、网页本身超过3MB的，只提示。
    """

    id = "unreachable"
    title = "网站无法访问"
    severity = Severity.VETO
    rule_class = RuleClass.VERIFIED
    needs = frozenset()  # what was probed counts, also where no page could be read
    options = {
        "days": Option(7, "监测几天"),
        "per_day": Option(20, "每天至少探测几次（含）"),
        "seconds": Option(15.0, "多少秒（含）仍打不开算一次"),
        "share": Option("0.05", "打不开的次数占比达到多少（含）"),
    }

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        yield from self._large(site)
        options = context.options
        week = _week(site.probes, context.as_of, options["days"], options["per_day"])
        if not week:
            yield NotEvaluated(check=self.id, url=site.site.url, reason="too_few_probes")
            return
        opened = [probe.seconds for probe in week if not probe.failure]
        if opened and median(opened) > SLOW_SECONDS:
            yield NotEvaluated(check=self.id, url=site.home_url or site.site.url, target="slow", reason="hint_slow")
        failures = sum(bool(probe.failure) or probe.seconds >= options["seconds"] for probe in week)
        if failures and failures >= Fraction(options["share"]) * len(week):
            yield Finding(
                check=self.id,
                url=site.home_url or site.site.url,
                target=None,
                severity=self.severity,
                message=messages.finding(
                    "unreachable", days=options["days"], probes=len(week), failures=failures,
                    percent=f"{100 * failures / len(week):.1f}", seconds=f"{options['seconds']:g}",
                ),
                detail={
                    "probes": len(week),
                    "failures": failures,
                    "slowest_s": round(max(probe.seconds for probe in week), 1),
                },
                pages=(site.home_url or site.site.url,),
                identity=("unreachable",),
            )  # fmt: skip

    def _large(self, site: SiteFacts) -> Iterator[Outcome]:
        large = sorted(page.url for page in site.pages if page.bytes > LARGE_BYTES and not page.duplicate_of)
        for url in large[:MOST_NAMED]:
            yield NotEvaluated(check=self.id, url=url, reason="hint_large_page")


def _week(probes: Sequence[Probe], as_of: dt.date, days: int, per_day: int) -> list[Probe]:
    """The probes of the days up to the day of inspection, or the one before, if each was probed often enough.

    The day of inspection itself is often not over, and then left out.
    """
    counts = Counter(china_day(probe.at) for probe in probes)
    for last in (as_of, as_of - dt.timedelta(days=1)):
        wanted = {last - dt.timedelta(days=back) for back in range(days)}
        if all(counts[day] >= per_day for day in wanted):
            return [probe for probe in probes if china_day(probe.at) in wanted]
    return []
