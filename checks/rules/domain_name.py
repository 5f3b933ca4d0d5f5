"""The site's domain name."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from checks import messages
from checks.base import Context, Finding, Need, Outcome, RuleClass, Severity, SiteCheck
from checks.facts import SiteFacts

SUFFIXES = (".gov.cn", ".政务", ".xn--zfr164b")  # 国办函〔2018〕55号: English and Chinese government domains


class DomainName(SiteCheck):
    """A site that is not reached under a government domain.

    Rule: 政府网站应使用以“.gov.cn”为后缀的英文域名和“.政务”中文域名，不得使用其他后缀的域名，更不能以IP地址提供访问。
    Source: 国办发〔2017〕47号；国办函〔2018〕55号 [V]
    Bad: http://219.145.1.2:6064/；http://www.example.com.cn/。
    Good: www.ankang.gov.cn；slj.ankang.gov.cn；端口写在域名后面的登记地址。
    Blind spots: 是否超过一个中英文域名、域名是否备案、是否闲置转让须人工核实；登记的其他域名不判。
    """

    id = "domain_name"
    title = "域名"
    severity = Severity.DEDUCT
    rule_class = RuleClass.VERIFIED
    needs = frozenset({Need.SITE})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        host = (urlsplit(site.site.url).hostname or "").lower().rstrip(".")
        reason = _reason(host)
        if reason:
            yield Finding(
                check=self.id,
                url=site.home_url,
                target=host,
                severity=self.severity,
                message=messages.finding(f"domain_name_{reason}", host=host),
                detail={"reason": reason},
                identity=("domain",),
            )


def _reason(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "" if host.endswith(SUFFIXES) else "not_gov_cn"
    return "ip_address"
