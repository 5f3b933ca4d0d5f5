"""The seventh city: eight families, two of its sites without a fault, written without a look at how pages are read and judged.

Names of columns, wordings, guides, letters and layouts were written anew; what its author had seen of the other cities
is told in docs/accuracy.md.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from urllib.parse import parse_qs, urlsplit

from ..build import City
from ..model import Answer, Site
from .base import Look
from .content import tree
from .new import NEW
from .old import OLD
from .plants import PARTNER, Planter, visited

FAMILIES: dict[str, type[Look]] = {one.name: one for one in [*OLD, *NEW]}
RULING = {"wcm": ("county", "霁川区人民政府"), "haiyun": ("portal", "砚江市人民政府")}
BUREAUS = ["民政局", "水利局", "林业局", "商务局", "文化广电和旅游局", "住房和城乡建设局", "交通运输局", "市场监督管理局", "卫生健康委员会", "应急管理局"]  # fmt: skip
OUTSIDE = [PARTNER, "www.gov.cn", "www.lingnan-prov.example", "zwfw.lingnan-prov.example", "beian.miit.gov.cn", "www.beian.gov.cn", "beian.mps.gov.cn", "bszs.conac.cn", "dcs.conac.cn", "zfwzzc.www.gov.cn", "pucha.kaipuyun.cn", "service.weibo.com"]  # fmt: skip


def seventh_city(seed: int, as_of: date, families: list[str] | None = None) -> City:
    """One site for each family (or those named); which are innocent, quiet, slow or badly carried is dealt out by seed."""
    rng = Random(f"seventh {seed}")
    innocent = set(rng.sample([n for n in FAMILIES if n not in RULING], 2))
    guilty = [n for n in FAMILIES if n not in innocent]
    quiet = set(rng.sample(guilty, 2))
    alien = set(rng.sample(guilty, 2))
    slow = rng.sample(guilty, 2)
    transport = dict(
        zip(rng.sample(guilty, 4), rng.sample(["none", "self_signed", "mixed", "downgrade"], 4), strict=True)
    )
    bureaus = rng.sample(BUREAUS, len(FAMILIES))
    sites: list[tuple[Site, Look]] = []
    answers: dict[tuple[str, str], Answer] = {}
    for name, bureau in zip(FAMILIES, bureaus, strict=True):
        if families is not None and name not in families:
            continue
        kind, owner = RULING.get(name) or ("department", f"砚江市{bureau}")
        faulty = name in guilty
        host = {"county": "www.jichuan.gov.cn", "portal": "www.yanjiang.gov.cn"}.get(kind, f"{name}.yanjiang.gov.cn")
        r = Random(f"seventh {seed} {name}")
        if name in alien:
            host = r.choice([f"www.yj{name}.com.cn", f"{name}.yjinfo.net", f"www.{name}-yanjiang.cn"])
        site = Site(f"{name}-{seed}", kind, f"{owner}门户网站" if kind != "department" else f"{owner}网站", owner, host, name, r, as_of, f"45{r.randint(10**7, 10**8 - 1)}")  # fmt: skip
        site.home_quiet = name in quiet
        if name in alien:
            site.fault("domain_name", host)
        carried(site, transport.get(name, ""))
        writer = tree(site, faulty)
        look = FAMILIES[name](site, faulty)
        planter = Planter(writer, look.shows_tag, look.shows_url, look.gone())
        if faulty:
            planter.faults()
        planter.lookalikes()
        for col in site.all_columns():
            col.articles.sort(key=lambda a: -a.when.timestamp())
        if transport.get(name) == "mixed":
            site.stylesheets.append(f"http://{PARTNER}/skin/red.css")
        if name in slow:
            visited(site, 8)
            site.fault("unreachable", None)
        elif not faulty:
            visited(site, 7)
        made = look.build()
        paths = {f"@{a.key}": a.path or "/" for c in site.all_columns() for a in c.articles}
        for path, one in {**made, **site.extra}.items():
            if b"{@" in one.body:
                text = re.sub(r"\{(@\d+)\}", lambda m, paths=paths: paths[m[1]], one.body.decode(look.charset))  # type: ignore[misc]
                one = replace(one, body=text.encode(look.charset, "xmlcharrefreplace"))
            answers[host, path] = one
        site.truth = [replace(f, url=site.base + paths[f.url]) if f.url in paths else f for f in site.truth]
        sites.append((site, look))
    hosts = [s.host for s, _ in sites] + sorted({*OUTSIDE, *(h for s, _ in sites for h in s.partners)})
    return City(as_of, [s for s, _ in sites], answers, hosts, asked(sites))


def carried(site: Site, how: str) -> None:
    """How the site answers on the port for https, and what is wrong with that."""
    match how:
        case "none" | "self_signed":
            site.encryption = how
            site.fault("insecure_transport", "https" if how == "none" else "certificate")
        case "mixed":
            site.encryption, site.scheme = "unknown_issuer", "https"
            site.registered = site.base + "/"
            site.fault("insecure_transport", "mixed_content")
        case "downgrade":
            site.encryption, site.registered = "unknown_issuer", f"https://{site.host}/"
            site.fault("insecure_transport", "https")


def asked(sites: list[tuple[Site, Look]]) -> Callable[[str, str], Answer | None]:
    looks = {site.host: look for site, look in sites}

    def answer(host: str, target: str) -> Answer | None:
        look = looks.get(host)
        if look is None or urlsplit(target).path != look.search_at:
            return None
        query = parse_qs(urlsplit(target).query, encoding=look.charset, errors="replace")
        return look.results(query.get(look.search_by, [""])[0])

    return answer


__all__ = ["FAMILIES", "seventh_city"]
