"""Pages and parts of pages that travel unencrypted."""

from __future__ import annotations

from collections.abc import Iterator

from checks import messages
from checks.base import Context, Evidence, Finding, Need, NotEvaluated, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import LinkKind, SiteFacts

HTTPS, HTTP = "https://", "http://"
PARTS = (LinkKind.ASSET, LinkKind.IMAGE)  # what a browser loads with the page


class InsecureTransport(SiteCheck):
    """A site that falls back to http, or that loads unencrypted parts into encrypted pages.

    Rule: 网站应当支持加密访问；加密页面不得引用未加密的脚本、样式和图片；证书应当有效。
    Source: 国办发〔2017〕47号（安全防护）[M]
    Bad: 登记地址为 https，打开后跳转到 http；https 页面引用 http 的脚本。
    Good: 全站 https；https 页面上指向 http 网站的普通链接。
    Blind spots: 登记地址为 http 的网站是否另有 https、证书是否到期不在已有材料中，记“未检”。
    """

    id = "insecure_transport"
    title = "传输安全"
    severity = Severity.WARN
    rule_class = RuleClass.MEMORY
    needs = frozenset({Need.SITE})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        if site.home_url.startswith(HTTP):
            if site.site.url.startswith(HTTPS) and any(page.url == site.home_url for page in site.pages):
                message = messages.finding("insecure_https", url=site.home_url)
                yield Finding(
                    check=self.id, url=site.home_url, target="https", severity=self.severity, message=message,
                    identity=("https",),
                )  # fmt: skip
            else:
                yield NotEvaluated(check=self.id, url=site.home_url, target="https", reason="https_not_tried")
        yield NotEvaluated(check=self.id, url=site.home_url, target="certificate", reason="certificate_not_tried")
        yield from self._mixed(site)

    def subjects(self, site: SiteFacts, context: Context) -> int:
        return 3

    def _mixed(self, site: SiteFacts) -> Iterator[Outcome]:
        titles = {page.url: page.title for page in site.pages}
        seen = [
            (sighting, link.url, link.occurrences)
            for link in site.links
            if link.url.startswith(HTTP) and link.kind in PARTS
            for sighting in link.sightings
            if sighting.page.startswith(HTTPS)
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
