"""The eighth city: columns, words, layouts and faults by a hand that had not seen the others'."""

import datetime as dt

from ..build import City
from ..model import Answer
from .looks import LOOKS, Look
from .plan import Filler
from .plants import Planter, look_alikes, probes, transport
from .sites import FAMILIES, INNOCENT, SPECS, place_of

OUTSIDE = [
    "beian.miit.gov.cn",
    "beian.mps.gov.cn",
    "www.beian.gov.cn",
    "bszs.conac.cn",
    "dcs.conac.cn",
    "zfwzzc.www.gov.cn",
    "pucha.kaipuyun.cn",
    "zwfw.province-hall.gov.cn",
    "service.weibo.com",
]


def eighth_city(seed: int, as_of: dt.date, families: list[str] | None = None) -> City:
    codes = [FAMILIES[f] for f in families] if families else list(SPECS)
    looks: list[Look] = []
    answers: dict[tuple[str, str], Answer] = {}
    partner = f"www.media{seed}.example-news.cn"
    for code in codes:
        place = place_of(code, seed, as_of)
        filler = Filler(place)
        for col in sorted(place.cols, key=lambda c: c.gen != "reading"):  # policies add to the readings
            filler.fill(col)
        look = LOOKS[place.site.family](place)
        innocent = code in INNOCENT
        planter = Planter(look)
        if not innocent:
            planter.structure()
            transport(look, seed)
        else:
            place.search = "json" if code == "ljculture" else "html"
        look.assign()
        look_alikes(look, partner)
        if not innocent:
            planter.pages(partner)
        if code in ("ljwater", "ljmarket"):
            probes(look, bad=code == "ljmarket" or seed % 2 == 0)
        elif innocent:
            probes(look, bad=False)
        look.render()
        for path in (
            "/wzdt/index.html",
            "/wzdt.htm",
            "/wzdt/",
            "/sitemap",
            "/SiteMap.aspx",
            "/sitemap/",
            "/map.html",
            "/map.asp",
        ):
            if f"'{path}'" in dict(look.FOOT)["sitemap"] or f"={path}>" in dict(look.FOOT)["sitemap"]:
                links = "".join(f"<p><a href='{look.to(c)}'>{c.name}</a></p>" for c in place.tops)
                look.put(None, path, look.shell(look.metas("column"), "网站地图", f"<h2>网站地图</h2>{links}", None))
        look.answers[place.site.host, "/js/jiucuo.js"] = Answer(b"void 0;", type="application/javascript")
        answers |= look.answers
        looks.append(look)
    for look in looks:
        if look.place.platform:
            host = look.place.platform.split("//")[1]
            for path in ("/", "/js/jiucuo.js"):
                answers.setdefault((host, path), answers[look.site.host, path])
    sites = [look.site for look in looks]
    hosts = [s.host for s in sites] + [partner, *OUTSIDE, *(h for s in sites for h in s.partners)]
    hosts += [look.place.platform.split("//")[1] for look in looks if look.place.platform]

    def asked(host: str, target: str) -> Answer | None:
        look = next((x for x in looks if x.site.host == host), None)
        return look.find(target) if look else None

    return City(as_of, sites, answers, list(dict.fromkeys(hosts)), asked)
