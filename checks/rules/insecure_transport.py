"""Pages and parts of pages that travel unencrypted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import Encrypted, HostTransport, LinkKind, Place, SiteFacts

ENDS_SOON_DAYS = 30
HTTPS, HTTP = "https://", "http://"
PARTS = (LinkKind.ASSET, LinkKind.IMAGE)  # what a browser loads with the page, and scripts and sheets of other sites


class InsecureTransport(SiteCheck):
    """A site that falls back to http, or that loads unencrypted parts into encrypted pages.

    Rule: 网站应当支持加密访问；加密页面不得引用未加密的脚本、样式和图片；证书应当有效。
    Source: 国办发〔2017〕47号（安全防护）[M]
    Bad: 登记地址为 https，打开后跳转到 http；没有加密访问；证书过期、自签名、域名不符；https 页面引用 http 的脚本。
    Good: 全站 https；https 页面上指向 http 网站的普通链接。
    Blind spots: 没有IPv6地址记录、证书将在30天内到期的，只提示；
        检查所用机器不认识签发机构时，证书记“未检”，不作为问题；网站使用非标准端口时，不要求另有 https。
    """

    id = "insecure_transport"
    title = "传输安全"
    severity = Severity.WARN
    rule_class = RuleClass.MEMORY
    needs = frozenset({Need.SITE})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        registered = urlsplit(site.site.url).hostname
        first = next((one for one in site.transport.hosts if one.host == registered), None)
        landed = {page.url: page.landed_on or page.url for page in site.pages}
        yield from self._https(site, first, landed)
        yield from self._certificate(site)
        yield from self._mixed(site, landed)
        yield from self._remarks(site, first)

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return 3

    def _https(self, site: SiteFacts, first: HostTransport | None, landed: Mapping[str, str]) -> Iterator[Outcome]:
        """Encrypted access: there at all, kept to, and by a version of TLS that browsers still speak."""
        shown = landed.get(site.home_url, "")
        if site.site.url.startswith(HTTPS) and shown.startswith(HTTP):
            yield self._finding(site, "https", "insecure_https", {"reason": "falls_back"}, url=shown)
        elif first is not None and first.encrypted is Encrypted.NO:
            yield self._finding(site, "https", "insecure_https_absent", {"reason": first.reason}, host=first.host)
        elif first is not None and first.outdated:
            yield self._finding(site, "https", "insecure_https_outdated", {"reason": "outdated"}, host=first.host)
        elif site.home_url.startswith(HTTP) and (first is None or first.encrypted is Encrypted.UNKNOWN):
            yield NotEvaluated(check=self.id, url=site.home_url, target="https", reason="https_not_tried")

    def _certificate(self, site: SiteFacts) -> Iterator[Outcome]:
        """The certificates of the site's own hosts: one finding, of the first host that has a faulty one."""
        encrypted = [one for one in site.transport.hosts if one.encrypted is Encrypted.YES]
        faulty = [one for one in encrypted if one.fault in messages.CERTIFICATE_FAULTS]
        if faulty:
            one = faulty[0]
            left = (one.expires_on - site.as_of).days if one.expires_on else None
            yield self._finding(
                site,
                "certificate",
                "insecure_certificate",
                {
                    "fault": one.fault,
                    "reason": one.reason,
                    "expires_on": one.expires_on.isoformat() if one.expires_on else None,
                    "days_left": left,
                    "hosts": [each.host for each in faulty],
                },
                host=one.host,
                fault=messages.CERTIFICATE_FAULTS[one.fault],
            )
        elif not encrypted or any(one.fault for one in encrypted):
            reason = "certificate_unknown" if encrypted else "certificate_not_tried"
            yield NotEvaluated(check=self.id, url=site.home_url, target="certificate", reason=reason)

    def _remarks(self, site: SiteFacts, first: HostTransport | None) -> Iterator[Outcome]:
        """What is no fault yet: a certificate that ends soon, no address of version 6."""
        soon = site.as_of + dt.timedelta(days=ENDS_SOON_DAYS)
        for one in site.transport.hosts:
            if one.expires_on and not one.fault and site.as_of <= one.expires_on <= soon:
                yield NotEvaluated(check=self.id, url=site.home_url, target=one.host, reason="hint_certificate_ends")
        if first is not None and first.encrypted is not Encrypted.UNKNOWN and first.ipv6 is False:
            yield NotEvaluated(check=self.id, url=site.home_url, target=first.host, reason="hint_no_ipv6")

    def _finding(self, site: SiteFacts, target: str, key: str, detail: dict[str, Any], **words: str) -> Finding:
        return Finding(
            check=self.id,
            url=site.home_url,
            target=target,
            severity=self.severity,
            message=messages.finding(key, **words),
            detail=detail,
            identity=(target,),
        )

    def _mixed(self, site: SiteFacts, landed: Mapping[str, str]) -> Iterator[Outcome]:
        titles = {page.url: page.title for page in site.pages}
        seen = [
            (sighting, link.url, link.occurrences)
            for link in site.links
            if link.url.startswith(HTTP)
            for sighting in link.sightings
            if landed.get(sighting.page, sighting.page).startswith(HTTPS)
            and (link.kind in PARTS or sighting.place is Place.HEAD)
        ]
        if not seen:
            return
        first, url, _ = min(seen, key=lambda each: (each[0].page != site.home_url, each[0].page, each[1]))
        pages = sorted({sighting.page for sighting, _, _ in seen}, key=lambda page: (page != site.home_url, page))
        yield Finding(
            check=self.id,
            url=first.page,
            target="mixed_content",
            severity=self.severity,
            message=messages.finding("insecure_mixed", page=titles.get(first.page) or first.page, url=url),
            evidence=Evidence(snippet=url, selector=first.selector or None),
            pages=tuple(pages[:20]),
            occurrences=len(pages),
            identity=("mixed_content",),
        )
