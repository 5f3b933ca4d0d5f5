"""A whole city from a seed: its sites, what the server answers, and the truth about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from urllib.parse import parse_qs, urlsplit

from . import faults
from .content import tree
from .families import FAMILIES
from .model import Answer, Fault, Site
from .restyled import restyled

COUNTIES = ["青岚县", "云湾县", "松溪县", "石川县", "梓阳县", "沐川县"]
CITY = ["宁川市", "江源市", "凤集市"]
BUREAUS = [
    "水利局",
    "教育局",
    "交通运输局",
    "林业局",
    "民政局",
    "卫生健康局",
    "农业农村局",
    "文化和旅游局",
    "市场监督管理局",
    "住房和城乡建设局",
]
PARTNERS = ["www.partner-news.example", "www.gov.cn", "mp.weixin.qq.com", "zwfw.sxprov.example-gov.cn", "www.shaanxi.example-gov.cn", "beian.miit.example-gov.cn", "bszs.conac.cn", "pucha.kaipuyun.cn", "zfwzzc.www.gov.cn", "service.weibo.com"]  # fmt: skip
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082".replace(
        " ", ""
    )
)


@dataclass
class City:
    as_of: date
    sites: list[Site]
    answers: dict[tuple[str, str], Answer]
    hosts: list[str]
    asked: Callable[[str, str], Answer | None] = lambda host, target: None  # searches and list services

    @property
    def truth(self) -> list[Fault]:
        return [f for s in self.sites for f in s.truth]

    @property
    def tolerated(self) -> list[Fault]:
        return [f for s in self.sites for f in s.tolerated]


def resolve(site: Site, text: str) -> str:
    """The address a placeholder stands for."""
    paths = {f"key:{id(a)}": a.path for c in site.all_columns() for a in c.articles if a.path}
    titles = {a.title: a.path for c in site.all_columns() for a in c.articles if a.path}

    def put(match: re.Match[str]) -> str:
        key = match[1]
        return paths.get(key) or titles.get(key.partition(":")[2]) or "/"

    return re.sub(r"\{((?:key|art|policy):[^{}]+)\}", put, text)


def fault_url(site: Site, url: str) -> str:
    for col in site.all_columns():
        for art in col.articles:
            if (url == f"key:{id(art)}" or url.partition(":")[2] == art.title) and art.path:
                return site.base + art.path
    return url


def city(seed: int, as_of: date, families: list[str] | None = None, look: str = "a") -> City:
    rng = Random(seed)
    kinds = ["portal", "county", "county", "county"] + ["department"] * 8
    chosen = [f for f in FAMILIES if families is None or f.name in families]
    rng.shuffle(chosen)
    town = rng.choice(CITY)
    counties, bureaus = rng.sample(COUNTIES, 4), rng.sample(BUREAUS, 8)
    quiet, alien = rng.sample(range(len(chosen)), 2) if len(chosen) > 1 else (0, 0)
    sites, answers = [], {}
    for i, make in enumerate(chosen):
        kind = kinds[i] if len(chosen) > 3 else "department"
        stem = "nc" + chr(97 + i)
        owner = {
            "portal": f"{town}人民政府",
            "county": f"{counties[i % 4]}人民政府",
            "department": f"{town}{bureaus[i % 8]}",
        }[kind]
        host = f"www.{stem}.gov.cn" if kind != "department" else f"{stem}.ningchuan.gov.cn"
        if i == alien:
            host = f"www.{stem}-info.{rng.choice(['com.cn', 'org.cn', 'net'])}"
        site = Site(
            f"{make.name}-{seed}",
            kind,
            f"{owner}门户网站" if kind == "portal" else owner + "网站",
            owner,
            host,
            make.name,
            Random(f"{seed}{make.name}"),
            as_of,
            f"6109{rng.randint(10**5, 10**6 - 1)}",
        )
        site.home_quiet = i == quiet
        if i == alien:
            site.fault("domain_name", host)
        if look == "a":
            site.fault("site_search", None, reason="absent")
        tree(site)
        faults.plant(site, PARTNERS[0])
        from .content import link

        for top in site.columns:
            link(top)
        for col in site.all_columns():
            if col.key != "leaders":
                col.articles.sort(key=lambda a: (not a.pinned, -a.when.timestamp()))
        family = (restyled(make) if look == "b" else make)(site)
        pages = family.build()
        for path, answer in pages.items():
            if b"{" in answer.body and answer.type.startswith("text/html"):
                answer = replace(
                    answer,
                    body=resolve(site, answer.body.decode(family.charset)).encode(family.charset, "xmlcharrefreplace"),
                )
            answers[host, path] = answer
        for path, answer in site.extra.items():
            body = (
                resolve(site, answer.body.decode("utf-8")).encode()
                if answer.type.startswith("text/html")
                else answer.body
            )
            answers[host, path] = replace(
                answer, body=body, headers=tuple((k, resolve(site, v)) for k, v in answer.headers)
            )
        site.truth = [replace(f, url=fault_url(site, f.url)) if f.url else f for f in site.truth]
        sites.append(site)
    hosts = [s.host for s in sites] + PARTNERS + sorted({h for s in sites for h in s.partners})
    return City(as_of, sites, answers, hosts)


def together(*towns: City) -> City:
    """Several cities inspected in one run: their sites' hosts are not the same."""

    def asked(host: str, target: str) -> Answer | None:
        return next((found for town in towns if (found := town.asked(host, target))), None)

    answers = {place: one for town in towns for place, one in town.answers.items()}
    hosts = list(dict.fromkeys(host for town in towns for host in town.hosts))
    sites = [site for town in towns for site in town.sites]
    assert len({site.host for site in sites}) == len(sites)
    return City(towns[0].as_of, sites, answers, hosts, asked)


def answer(town: City, host: str, target: str) -> Answer:
    """What the city says to GET ``target`` of ``host``."""
    path = target.partition("?")[0]
    service = town.asked(host, target)
    if service:
        return service
    exact = town.answers.get((host, target))
    if exact:
        return exact
    if path.startswith("/api-gateway/"):
        page = re.search(r"pageId['\"]?(?:=|%3D)['\"]?([0-9a-f]+)", target)
        found = town.answers.get((host, f"{path}?pageId={page[1]}")) if page else None
        return found or Answer(b'{"success":false}', type="application/json")
    own = any(s.host == host for s in town.sites)
    if not own:
        if path.startswith("/gone/"):
            return Answer(b"<h1>404 Not Found</h1>", 404)
        if path.startswith("/deep/"):
            return Answer(status=302, headers=(("Location", "/"),))
        if path.startswith("/waf/"):
            return Answer("<html><body>您的请求疑似攻击，已被拦截</body></html>".encode(), 403)
        if path == "/login-needed":
            return Answer(status=302, headers=(("Location", "/sso/login?back=1"),))
        if path == "/no-head":
            return replace(foreign(host, path), head_status=405)
        if path.endswith(".css"):
            return Answer(b"body{color:#333}", type="text/css")
        if path.endswith(".js"):
            return Answer(b"void 0;", type="application/javascript")
        return foreign(host, path)
    if path == "/s":
        return search(next(s for s in town.sites if s.host == host), target)
    if re.fullmatch(r"/images/[\w.]+", path):
        return Answer(PNG, type="image/png")
    if path in ("/css/style.css",):
        return Answer(b"body{margin:0}.nav .sub{position:absolute}", type="text/css")
    if path in ("/js/jquery.js",):
        return Answer(
            b"window.$=window.jQuery=function(){return {pagination:function(){},jpage:function(){}}};function formatDate(s){return s.slice(0,10)}function createPageHTML(){}",
            type="application/javascript",
        )
    return Answer(
        f"<html><head><title>404</title></head><body><h1>404 Not Found</h1><p>{path}</p></body></html>".encode(), 404
    )


def search(site: Site, target: str) -> Answer:
    """What the second look's search answers to ``/s?q=``."""
    charset = "gbk" if site.family == "legacy" else "utf-8"  # a form is sent as its page is written
    words = parse_qs(urlsplit(target).query, encoding=charset, errors="replace").get("q", [""])[0]
    hits = [a for c in site.all_columns() for a in c.articles if words and a.path and words in a.title]
    rows = "".join(f"<li><a href='{a.path}'>{a.title}</a> {a.day}</li>" for a in hits)
    return Answer(
        f"<html><head><title>搜索</title></head><body><ul>{rows}</ul><p>共{len(hits)}条</p></body></html>".encode()
    )


def foreign(host: str, path: str) -> Answer:
    return Answer(
        f"<html><head><title>{host}</title></head><body><h1>{host}</h1><p>欢迎访问本站，这里是{path}页面。本页面提供相关信息查询、服务导航与联系方式，内容由运营单位维护。</p></body></html>".encode()
    )
