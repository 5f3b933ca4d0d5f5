"""The fifth city: townships and bureaus of the 2010s beside portals of today, written after the code was held to the fourth."""

import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ..build import City
from ..faults import card_number, id_number
from ..fourth import OUTSIDE, PARTNER, asked
from ..fourth.base import Family
from ..model import Answer, Article, Site
from . import words
from .content import tree
from .looks import FAMILIES

OWNERS = {"aspx": ("department", "澄湖市水务局"), "dede": ("department", "芦荡镇人民政府"), "portal": ("county", "沧浪县人民政府"), "nuxt": ("department", "澄湖市科学技术局")}  # fmt: skip
SPECIAL = {"mail", "guides", "ask", "told", "policy", "reading", "annual_report", "budget", "checks", "webreport"}


def plants(site: Site, shows_tag: bool, shows_url: bool) -> None:
    rng, n = site.rng, site.rng.randrange(10**5, 10**6)
    pool = [a for c in site.all_columns() if c.kind == "list" and c.key not in SPECIAL for a in c.articles[:6] if not a.offsite]  # fmt: skip
    quiet = [a for c in site.all_columns() if c.kind == "list" and c.key in ("notice", "rules") for a in c.articles[1:6] if (site.as_of - a.day).days > 30]  # fmt: skip
    rng.shuffle(pool)
    rng.shuffle(quiet)
    used: list[Article] = []

    def put(html: str, art: Article | None = None) -> str:
        art = art or next(a for a in pool if a not in used)
        used.append(art)
        art.body += "\n" + html
        return f"key:{id(art)}"

    def dead(path: str, note: str) -> str:
        site.fault("dead_link", path if "://" in path else site.base + path, note=note)
        return path

    if shows_tag:
        art = quiet.pop()
        art.meta_when = art.when - timedelta(days=rng.randint(80, 700))
        used.append(art)
        site.fault("suspicious_date", None, f"key:{id(art)}", "tag", reason="disagrees")
    if shows_url:
        art = quiet.pop()
        art.url_when = art.when - timedelta(days=rng.randint(80, 700))
        used.append(art)
        site.fault("suspicious_date", None, f"key:{id(art)}", "address", reason="disagrees")
    art = quiet.pop()
    art.when = site.ago(-rng.randint(20, 90))
    used.append(art)
    site.fault("suspicious_date", None, f"key:{id(art)}", "future", reason="future")
    put(f"<p>附件：<a href='{dead(f'/uploads/soft/{n}.rar', 'gone archive')}'>表格下载.rar</a></p>")
    put(f"<p><img src='{dead(f'/uploads/allimg/{n}.jpg', 'gone picture')}' border='0'></p>")
    put(f"<p><a href='{dead(f'/plus/view.php?aid={n}', 'soft 404')}'>阅读全文</a></p>")
    site.extra[f"/plus/view.php?aid={n}"] = Answer("<html><head><title>提示信息</title></head><body><div>提示信息！</div><div>您所浏览的文章不存在或已被删除！</div><a href='/'>如果你的浏览器没反应，请点击这里...</a></body></html>".encode())  # fmt: skip
    put(f'<p><a href="{dead(f"http://{PARTNER}/gone/{n}.html", "404 outside")}">原文</a></p>')
    if rng.random() < 0.5:
        site.home_links.append((dead(f"http://{PARTNER}/gone/l{n}.html", "friend"), "市农业农村局"))
    put(
        "<p><a href='/files/mb.pdf'>模板.pdf</a>，<a href='#' onclick='return false'>收藏</a>，<a href='javascript:history.go(-1)'>返回</a></p>"
    )
    put(f"<p><a href='http://{PARTNER}/waf/{n}'>上级平台</a> <a href='http://{PARTNER}/login-needed'>填报系统</a></p>")
    for wrong, sentence in rng.sample(words.TYPOS, 2):
        site.fault("typo", wrong, put(f"<p>{sentence}</p>"))
        site.tolerate("typo", wrong)
    if rng.random() < 0.6:
        wrong, sentence = rng.choice(words.SERIOUS)
        site.fault("serious_wording", wrong, put(f"<p>{sentence}</p>"))
    tel = f"1{rng.choice(['38', '51', '86'])}{rng.randrange(10**8):08d}"
    shapes = {
        "id_card": f"<table border='1'><tr><th>序号</th><th>姓名</th><th>身份证</th></tr><tr><td>1</td><td>曹桂英</td><td>{id_number(rng)}</td></tr></table>", "mobile": f"<p>低保户姚建平，本人手机{tel}。</p>",
        "bank_card": f"<p>收款人：龚秀英，银行账号{card_number(rng)}，发放金额600元。</p>",
    }  # fmt: skip
    kind = rng.choice(sorted(shapes))
    site.fault("privacy_leak", None, put(shapes[kind]), kind=kind)
    put(f"<p>报名热线：{tel[:3]}****{tel[7:]}；值班手机：1{rng.choice(['38', '51'])}{rng.randrange(10**8):08d}；传真：0512-66{rng.randint(100000, 999999)}</p>")  # fmt: skip
    host = f"qp{n}.example-cash.com"
    site.partners[host] = "ads"
    if rng.random() < 0.7:
        key = put("<p></p>")
        next(a for a in pool if f"key:{id(a)}" == key).hidden = rng.choice([f"<div style='display:none'><a href='http://{host}/'>棋牌下载</a></div>", f"<div style='position:absolute;left:-1000em'><a href='http://{host}/'>彩票平台</a></div>", f"<span style='font-size:0'><a href='http://{host}/'>网上赌场</a></span>"])  # fmt: skip
        site.fault("hidden_link", f"http://{host}/", key)
    put("<div id='wxbox' style='display:none'><a href='http://www.partner-yellow.example/'>微信公众号</a></div>")


def fifth_city(seed: int, as_of: date, families: list[str] | None = None) -> City:
    """One site for each family, or those named."""
    rng = Random(f"fifth {seed}")
    names = [n for n in FAMILIES if families is None or n in families]
    quiet, alien = rng.choice(names), rng.choice(names)
    sites: list[tuple[Site, Family]] = []
    answers: dict[tuple[str, str], Answer] = {}
    for name in names:
        kind, owner = OWNERS[name]
        host = f"www.ch{name}.gov.cn" if name in ("portal", "dede") else f"{name}.chenghu.gov.cn"
        if name == alien:
            host = f"www.ch-{name}.net"
        site = Site(f"{name}-{seed}", kind, f"{owner}网站", owner, host, name, Random(f"fifth {seed} {name}"), as_of, f"3205{rng.randint(10**5, 10**6 - 1)}")  # fmt: skip
        site.home_quiet = name == quiet and len(names) > 1
        if name == alien:
            site.fault("domain_name", host)
        tree(site)
        look = FAMILIES[name](site)
        plants(site, look.shows_tag, look.shows_url)
        for col in site.all_columns():
            col.articles.sort(key=lambda a: -a.when.timestamp())
        made = look.build()
        paths = {f"key:{id(a)}": a.path or "/" for c in site.all_columns() for a in c.articles}
        for path, one in {**made, **site.extra}.items():
            if b"{key:" in one.body:
                text = re.sub(r"\{(key:\d+)\}", lambda m, paths=paths: paths[m[1]], one.body.decode(look.charset))
                one = replace(one, body=text.encode(look.charset, "xmlcharrefreplace"))
            answers[host, path] = one
        site.truth = [replace(f, url=site.base + paths[f.url]) if f.url in paths else f for f in site.truth]
        sites.append((site, look))
    hosts = [s.host for s, _ in sites] + sorted({*OUTSIDE, "zwfw.js-prov.example-gov.cn", *(h for s, _ in sites for h in s.partners)})  # fmt: skip
    return City(as_of, [s for s, _ in sites], answers, hosts, asked(sites, answers))


__all__ = ["FAMILIES", "fifth_city"]
