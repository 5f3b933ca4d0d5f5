"""A site's material for the document tests: one with faults of every kind, one clean, one hostile."""

from __future__ import annotations

import datetime as dt

from reports import phrases
from reports.material import Coverage, SiteInfo, SiteMaterial
from reports.scheme import load_scheme
from reports.scoring import score
from tests.reports.factories import (
    AS_OF,
    CHECKS,
    HOME,
    Record,
    Result,
    dead_links,
    page,
    record,
    results,
    sections,
)

SCHEME = load_scheme(known_checks=CHECKS)
SITE = SiteInfo(code="hanyin", name="“汉阴县人民政府”网", url=HOME, organization="汉阴县人民政府")
COVERAGE = Coverage(
    known=1240, pages_read=1105, failed=12, blocked=3, skipped=120, links_checked=4321, links_dead=9, links_uncertain=4,
    gaps=(("blocked", 3), ("limit:pattern", 40), ("render:no_browser", 2)), home_urls=(HOME,),
)  # fmt: skip
LONG_URL = HOME + "Content-2345678.html?from=" + "abcdefghij" * 20 + "&x=1"


def material(findings: list[Record], checked: list[Result] | None = None, **changes: object) -> SiteMaterial:
    checked = results() if checked is None else checked
    seen = changes.pop("coverage", Coverage(known=10, pages_read=10, home_urls=(HOME,)))
    site = changes.pop("site", SITE)
    assert isinstance(seen, Coverage)
    assert isinstance(site, SiteInfo)
    gaps = [phrases.not_read(name, number) for name, number in seen.gaps]
    about = {"site": site.code, "name": site.name, "home_urls": list(seen.home_urls), "incomplete": gaps}
    return SiteMaterial(
        site=site,
        run=1,
        quarter="2026Q4",
        as_of=AS_OF,
        coverage=seen,
        findings=findings,
        results=checked,
        score=score(SCHEME, findings, checked, **about),
        **changes,
    )


def faulty() -> SiteMaterial:
    stale = record(
        "stale_column", page(1), "部门动态", detail={"class": "news", "last_update": "2026-09-01", "limit_days": 14}
    )
    undated = record(
        "stale_column", page(2), "人事任免", detail={"class": "personnel", "last_update": None, "limit_days": 365}
    )
    empty = record("empty_column", page(3), "数据发布", detail={"path": ["政务公开", "数据发布"]})
    typo = record("typo", page(4), "布署", detail={"suggestion": "部署", "context": "安排布署", "confidence": 0.99})
    hint = record("typo", page(5), "登陆", severity="warn", detail={"suggestion": "登录"})
    file = {"kind": "attachment", "reason": "timeout", "text": "关于印发《某某管理办法》的通知" * 5}
    long = record("dead_link", LONG_URL, LONG_URL, detail=file)
    home = record("stale_home", HOME, None, detail={"last_update": dt.date(2026, 10, 10), "limit_days": 14})
    results_ = results(
        dead_link=Result(
            check="dead_link",
            state="fail",
            judged=4321,
            not_evaluated=4,
            notes={"not_evaluated": [{"url": HOME, "reason": "timeout"}, {"url": HOME, "reason": "challenge"}]},
        ),
        typo=Result(
            check="typo", state="fail", judged=100, errors=5, notes={"errors": [{"url": page(6), "error": "x"}]}
        ),
    )
    found = [
        stale,
        undated,
        empty,
        typo,
        hint,
        long,
        home,
        *dead_links(7, url=HOME),
        *sections("guide", "fees"),
        *sections("budget", state="empty"),
    ]
    return material(found, results_, coverage=COVERAGE)


def hostile() -> SiteMaterial:
    text = "=CMD|'x'!A1 <script>alert(1)</script> & \x00\x0b" + "很长的标题" * 200
    site = SiteInfo(code="x", name=text[:300], url="javascript:alert(1)")
    found = [
        record("typo", page(1), text, message=text, detail={"suggestion": text}),
        record("unheard_of", page(2), text, message=text, severity="info"),
        record("stale_column", page(3), text, detail={"class": None, "last_update": "nonsense", "limit_days": "x"}),
        record("dead_link", "javascript:alert(1)", text, detail={"kind": text, "reason": text, "text": text}),
    ]
    return material(found, site=site)
