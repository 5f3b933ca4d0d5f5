"""The fourth city: eight CMS families laid out anew, by a hand that had not looked at how pages are read or judged."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from random import Random
from urllib.parse import parse_qs, urlsplit

from ..build import City
from ..model import Answer, Site
from .base import Family
from .content import tree
from .looks_new import NEW
from .looks_old import OLD
from .plants import plants, visited

PARTNER = "www.partner-yellow.example"
OUTSIDE = [PARTNER, "www.gov.cn", "mp.weixin.qq.com", "zwfw.lanzhou-prov.example-gov.cn", "beian.miit.example-gov.cn", "www.beian.example-gov.cn", "beian.mps.example-gov.cn", "dcs.conac.cn", "bszs.conac.cn", "zfwzzc.www.gov.cn", "pucha.kaipuyun.cn", "service.weibo.com"]  # fmt: skip
FAMILIES: dict[str, type[Family]] = {one.name: one for one in [*OLD, *NEW]}
KINDS = {"jpaas": ("portal", "青澜市人民政府"), "trs": ("county", "芷溪县人民政府"), "vue": ("county", "安坪县人民政府"), "node": ("department", "白蓬镇人民政府")}  # fmt: skip
BUREAUS = [
    "农业农村局",
    "人力资源和社会保障局",
    "医疗保障局",
    "自然资源和规划局",
    "城市管理局",
    "审计局",
    "退役军人事务局",
]


def fourth_city(seed: int, as_of: date, families: list[str] | None = None) -> City:
    return dealt("fourth", FAMILIES, KINDS, seed, as_of, families)


def dealt(label: str, table: Mapping[str, type[Family]], kinds: Mapping[str, tuple[str, str]], seed: int, as_of: date, families: list[str] | None) -> City:  # fmt: skip
    """One site for each family (or those named); which is quiet, which answers badly and how is dealt out by seed."""
    rng = Random(f"{label} {seed}")
    names = [n for n in table if families is None or n in families]
    quiet = rng.choice([n for n in names if n != "jpaas"] or names)
    alien = rng.choice([n for n in names if n != quiet] or names)
    far = rng.sample([n for n in names if n != alien], min(4, max(0, len(names) - 1)))
    transport = dict(zip(far, rng.sample(["none", "self_signed", "mixed", "downgrade"], 4), strict=False))
    slow = rng.sample(names, min(2, len(names)))
    bureaus = rng.sample(BUREAUS, 4)
    sites: list[tuple[Site, Family]] = []
    answers: dict[tuple[str, str], Answer] = {}
    for name in names:
        kind, owner = kinds.get(name) or ("department", f"青澜市{bureaus.pop()}")
        host = f"www.ql{name}.gov.cn" if kind != "department" else f"{name}.qinglan.gov.cn"
        if name == alien:
            host = rng.choice([f"www.{name}-ql.com", f"www.ql{name}.org.cn"])
        site = Site(f"{name}-{seed}", kind, f"{owner}门户网站" if kind != "department" else f"{owner}网站", owner, host, name, Random(f"{label} {seed} {name}"), as_of, f"4312{rng.randint(10**5, 10**6 - 1)}")  # fmt: skip
        site.home_quiet = name == quiet
        if name == alien:
            site.fault("domain_name", host)
        how = transport.get(name, "")
        carry(site, how)
        tree(site)
        look = table[name](site)
        plants(site, PARTNER, look.shows_tag, look.shows_url)
        for col in site.all_columns():
            col.articles.sort(key=lambda a: (not a.pinned, -a.when.timestamp()))
        if how == "mixed":
            site.stylesheets.append(f"http://{PARTNER}/theme/blue.css")
        failures = {0: 8, 1: 7}.get(slow.index(name), 0) if name in slow else None
        if failures is not None:  # 154 visits: eight that failed are more than one in twenty, seven are less
            visited(site, failures, 14.7)
            if failures == 8:
                site.fault("unreachable", None)
        made = look.build()
        paths = {f"key:{id(a)}": a.path or "/" for c in site.all_columns() for a in c.articles}

        def put(text: str, paths: dict[str, str] = paths) -> str:
            return re.sub(r"\{(key:\d+)\}", lambda m: paths[m[1]], text)

        for path, one in {**made, **site.extra}.items():
            if b"{key:" in one.body:
                one = replace(one, body=put(one.body.decode(look.charset)).encode(look.charset, "xmlcharrefreplace"))
            answers[host, path] = replace(one, headers=tuple((k, put(v)) for k, v in one.headers))
        site.truth = [replace(f, url=site.base + paths[f.url]) if f.url in paths else f for f in site.truth]
        sites.append((site, look))
        rng.random()
    hosts = [s.host for s, _ in sites] + sorted({*OUTSIDE, *(h for s, _ in sites for h in s.partners)})
    return City(as_of, [s for s, _ in sites], answers, hosts, asked(sites, answers))


def carry(site: Site, how: str) -> None:
    """How the site answers on the port for https, and what is wrong with that."""
    match how:
        case "none" | "self_signed":
            site.encryption = how
            site.fault("insecure_transport", {"none": "https", "self_signed": "certificate"}[how])
        case "mixed":
            site.encryption, site.scheme = "unknown_issuer", "https"
            site.registered = site.base + "/"
            site.fault("insecure_transport", "mixed_content")
        case "downgrade":
            site.encryption, site.registered = "unknown_issuer", f"https://{site.host}/"
            site.fault("insecure_transport", "https")


def asked(sites: list[tuple[Site, Family]], answers: dict[tuple[str, str], Answer]) -> Callable[[str, str], Answer | None]:  # fmt: skip
    """What the sites' searches and list services answer."""
    by_host = {site.host: (site, look) for site, look in sites}

    def answer(host: str, target: str) -> Answer | None:
        found = by_host.get(host)
        if found is None:
            return None
        site, look = found
        path, asked_for = urlsplit(target).path, parse_qs(urlsplit(target).query, encoding="utf-8" if look.search == "script" else look.charset, errors="replace")  # fmt: skip
        if path == "/search/index.html":
            return searched(site, look, asked_for.get("kw", [""])[0])
        if path == "/module/web/jpage/dataproxy.jsp":
            return answers.get((host, f"proxy:{asked_for.get('columnid', [''])[0]}"))
        if path.startswith("/api-gateway/"):
            return answers.get((host, f"unit:{asked_for.get('pageId', [''])[0]}"))
        if path in ("/js/count.js", "/module/visitcount/articlehits.jsp"):
            return Answer(b"document.write('128');", type="application/javascript")
        return None

    return answer


def searched(site: Site, look: Family, words: str) -> Answer:
    if look.search == "broken":
        return Answer(b"<h1>500 Internal Server Error</h1>", 500)
    hits = [a for c in site.all_columns() for a in c.articles if words and words in a.title and a.path]
    if look.search == "barren":
        hits = []
    shown = "".join(f"<li><h4><a href='{escape(a.path or '')}'>{escape(a.title).replace(escape(words), f'<em>{escape(words)}</em>')}</a></h4><p>{look.lead(a)}</p><span>{a.when:%Y-%m-%d}</span></li>" for a in hits[:10])  # fmt: skip
    form = look.search_box() if look.search != "link" else "<form action='/search/index.html'><input name='kw'><input type='submit' value='搜索'></form>"  # fmt: skip
    count = f"<p>为您找到相关结果约{len(hits)}个</p>" if hits else "<p>没有搜索到与您输入的关键字相匹配的信息</p>"
    return look.answer(f"<html><head><title>站内搜索</title><meta charset='{look.charset}'></head><body>{form}{count if words else ''}<ul>{shown}</ul></body></html>")  # fmt: skip


__all__ = ["FAMILIES", "fourth_city"]
