"""One site full of servers that mean us ill, inspected in earnest: it ends in time and in little memory, what is good
on it is judged all the same, and each bound that was hit is named."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import brotli
import pytest

from checks.facts import Site, SiteKind
from crawler import limits
from crawler.decoding import zstd
from crawler.rendering import executables
from tests.crawler.harness import HOST, Inspected, collect, make_job, start
from tests.crawler.server import Reply, Server, redirect
from tests.crawler.test_inspection import links, page
from tests.hostile.measured import Peak

MOST_BYTES = 600_000_000
MOST_SECONDS = 400  # three slow heads of 30 s and one late body of 60 s come first; the rest is a loaded machine
SLOW, DRIP = "slow.test.gov.cn", "drip.test.gov.cn"
ZEROS = bytes(64 * 1024 * 1024)
MILLION = b"<html><title>x</title>" + b"".join(b"<a href=%d>a" % n for n in range(1_000_000))  # 16 MB
SHORT_MILLION = b"<html><title>x</title>" + b"".join(b"<a href=%c>" % (97 + n % 26) for n in range(1_000_000))
assert len(SHORT_MILLION) < limits.HTML_BYTES < len(MILLION)
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><urlset><url><loc>&i;</loc></url></urlset>"
)
QUADRATIC = f'<!DOCTYPE l [<!ENTITY a "{"x" * 100_000}">]><urlset><loc>{"&a;" * 10_000}</loc></urlset>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><loc>&a;</loc></urlset>'
XML = "application/xml"


def packed(coding: str, data: bytes) -> Reply:
    return Reply(data, headers={"Content-Encoding": coding})


def listing(*paths: str, kind: str = "urlset", item: str = "url") -> str:
    found = "".join(f"<{item}><loc>http://{HOST}{path}</loc></{item}>" for path in paths)
    return f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</{kind}>'


BOMBS = {
    "gzip": lambda: gzip.compress(ZEROS),
    "deflate": lambda: zlib.compress(ZEROS),
    "br": lambda: brotli.compress(ZEROS, quality=1),
    "zstd": lambda: zstd.compress(ZEROS),
}
PATHS = [
    *(f"/good{n}.html" for n in range(5)),
    *(f"/bomb-{coding}.html" for coding in BOMBS),
    "/endless.html", "/links.html", "/more-links.html", "/most-links.html", "/nested.html",
    "/loop.html", "/chain0.html", "/to-file.html", "/to-private.html",
    "/to-metadata.html", "/to-name.html", "/numbers.html", "/headers.html",
]  # fmt: skip


def hostile_site() -> dict[str, Reply]:
    home = page(
        "首页",
        links(
            *PATHS,
            f"http://{SLOW}/head.html",
            f"http://{DRIP}/body.html",
            "http://private.gov.cn/",
            "http://mixed.gov.cn/",
            "http://mapped.gov.cn/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://0177.0.0.1/",
        ),
    )
    site = {"/": home, "/dead.html": Reply(status=404)}
    site |= {f"/good{n}.html": page(f"第{n}篇", links("/dead.html")) for n in range(5)}
    site |= {f"/bomb-{coding}.html": packed(coding, make()) for coding, make in BOMBS.items()}
    site |= {f"/chain{n}.html": redirect(f"/chain{n + 1}.html") for n in range(40)}
    declared = "".join(f"Sitemap: http://{HOST}/{name}\n" for name in ("laughs.xml", "big.xml", "out.xml", "index.xml"))
    return site | {
        f"{SLOW}/head.html": Reply("x", drip_head=1.0),
        f"{DRIP}/body.html": Reply("<html>" + "x" * 10_000, drip=0.5),
        "/endless.html": Reply(endless=True),
        "/links.html": packed("gzip", gzip.compress(MILLION[: limits.HTML_BYTES])),
        "/more-links.html": packed("gzip", gzip.compress(SHORT_MILLION)),
        "/most-links.html": packed("gzip", gzip.compress(MILLION)),
        "/nested.html": Reply("<html><title>嵌套</title><body>" + "<div>" * 100_000 + "正文在最里面。" * 30),
        "/numbers.html": Reply("<html><title>号码</title><body><p>" + "联系人13812345678 " * 200_000),
        "/loop.html": redirect("/loop2.html"),
        "/loop2.html": redirect("/loop.html"),
        "/to-file.html": redirect("file:///etc/passwd"),
        "/to-private.html": redirect("http://10.0.0.1/"),
        "/to-metadata.html": redirect("http://169.254.169.254/latest/meta-data/"),
        "/to-name.html": redirect("http://private.gov.cn/"),
        "/headers.html": Reply(raw=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000),
        "/robots.txt": Reply("User-agent: *\nDisallow:\n" + declared, type="text/plain"),
        "/laughs.xml": Reply(LAUGHS, type=XML),
        "/big.xml": Reply(QUADRATIC, type=XML),
        "/out.xml": Reply(OUTSIDE, type=XML),
        "/index.xml": Reply(listing("/index.xml", "/list.xml.gz", kind="sitemapindex", item="sitemap"), type=XML),
        "/list.xml.gz": Reply(gzip.compress(listing("/listed.html").encode()), type="application/gzip"),
        "/listed.html": page("只在网站地图里"),
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Inspected, int, Server, Server]:
    """What an inspection made of the site, the most memory it took, the site, and a server nobody may ask."""
    folder = tmp_path_factory.mktemp("hostile")
    with Server(hostile_site()) as server, Server({}) as inside:
        hosts = (HOST, SLOW, DRIP)
        site = Site(code="test", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", hosts=(SLOW, DRIP), rate=500.0)
        job = make_job(folder, server, site=site, hosts=hosts)
        names = {
            "private.gov.cn": [["127.0.0.1"]],
            "mixed.gov.cn": [["203.0.113.1", "192.168.1.1"]],
            "mapped.gov.cn": [["::ffff:127.0.0.1"]],
        }
        process = start(job, "tests.hostile.named_worker", GOVINSPECT_TEST_NAMES=json.dumps(names))
        with Peak(process.pid) as peak:
            seen = collect(process, job, seconds=MOST_SECONDS)
        print(f"hostile servers: {peak}")
        return seen, peak.all, server, inside


@pytest.mark.slow
def test_inspection_ends_in_time_and_little_memory(hostile: tuple[Inspected, int, Server, Server]) -> None:
    seen, most, _, inside = hostile
    assert seen.status == 0, seen.errors
    assert most < MOST_BYTES
    assert not inside.seen
    assert not [url for url, row in seen.rows.items() if row.state == "pending"]
    assert "internal_error" not in {row.reason for row in seen.rows.values()}


EXPECTED = {
    **{f"/bomb-{coding}.html": "skipped:limit:body" for coding in BOMBS},
    "/endless.html": "skipped:limit:body",
    "/links.html": "done",
    "/more-links.html": "done",
    "/most-links.html": "skipped:limit:body",
    "/loop.html": "failed:redirect_loop",
    "/chain0.html": "failed:redirect_loop",
    "/to-file.html": "skipped:scheme",
    "/to-private.html": "skipped:private_address",
    "/to-metadata.html": "skipped:private_address",
    "/to-name.html": "skipped:private_address",
    "/headers.html": "failed:connect",
    "/laughs.xml": "skipped:limit:xml",
    "/big.xml": "skipped:limit:xml",
    "/out.xml": "skipped:limit:xml",
    "/index.xml": "done",
    "/list.xml.gz": "done",
    f"http://{SLOW}/head.html": "failed:timeout",
    f"http://{DRIP}/body.html": "skipped:limit:time",
    "http://private.gov.cn/": "skipped:private_address",
    "http://mixed.gov.cn/": "skipped:private_address",
    "http://mapped.gov.cn/": "skipped:private_address",
    "http://127.0.0.1/": "skipped:private_address",
}


@pytest.mark.slow
@pytest.mark.parametrize("path", EXPECTED)
def test_each_ends_in_its_state(hostile: tuple[Inspected, int, Server, Server], path: str) -> None:
    assert hostile[0].states()[path] == EXPECTED[path]


@pytest.mark.slow
def test_what_is_good_is_judged_and_the_bounds_are_named(hostile: tuple[Inspected, int, Server, Server]) -> None:
    seen = hostile[0]
    for path in (*(f"/good{n}.html" for n in range(5)), "/listed.html", "/nested.html", "/numbers.html"):
        assert f"http://{HOST}{path}" in seen.pages, path
    for path in ("/links.html", "/more-links.html"):
        assert "limit:links" in seen.pages[f"http://{HOST}{path}"].notes, path
    dead = next(one for one in seen.findings if one.target == f"http://{HOST}/dead.html")
    assert dead.occurrences == 5
    named = {"limit:body", "limit:time", "limit:links", "limit:nodes", "limit:depth", "limit:pattern", "limit:text"}
    assert named | {"limit:xml", "private_address", "scheme"} <= set(seen.notes)


HOSTILE_SCRIPTS = {
    "dialogs": "for (let n = 0; n < 50; n++) { alert(n); confirm(n); prompt(n); }",
    "busy": "while (true) {}",
    "memory": "let kept = []; function f() { for (let i = 0; i < 40; i++) kept.push(new Array(1e5).fill(i + 0.5));"
    " setTimeout(f, 20); } f();",
    "buffers": "let kept = []; function f() { kept.push(new Uint8Array(3e7).fill(1)); setTimeout(f, 20); } f();",
    "elements": "setInterval(() => { for (let i = 0; i < 5e3; i++)"
    " document.body.appendChild(document.createElement('p')).textContent = i; }, 10);",
    "windows": "setInterval(() => window.open('/popup.html'), 50);",
    "away": "setInterval(() => { location.href = '/away.html?' + Math.random(); }, 100);",
    "endless": "fetch('/endless').then(r => r.text());",
    "inside": "for (const to of ['http://private.gov.cn:PORT/', 'http://127.0.0.1:PORT/', 'http://[::1]:PORT/',"
    " 'http://localhost:PORT/', 'http://169.254.169.254/']) fetch(to, {mode: 'no-cors'}).catch(() => 0);"
    " new Image().src = 'http://127.0.0.1:PORT/'; navigator.sendBeacon('http://127.0.0.1:PORT/');"
    " new WebSocket('ws://127.0.0.1:PORT/');",
}


@pytest.mark.browser
@pytest.mark.slow
def test_hostile_scripts_cost_their_page_and_nothing_more(tmp_path: Path) -> None:
    with Server({}) as inside:
        shell = "<html><head><title>{0}</title></head><body><div id=app></div><script>{1}</script></body></html>"
        site = {
            f"/{name}.html": Reply(shell.format(name, script.replace("PORT", str(inside.port))))
            for name, script in HOSTILE_SCRIPTS.items()
        }
        text = "县人民政府召开常务会议，研究部署下一阶段的重点工作。" * 8
        shown = f"document.getElementById('app').innerHTML = '<h1>好页面</h1><p>{text}</p>'"
        site |= {f"/good{n}.html": Reply(shell.format(f"第{n}篇", shown.replace("好", f"第{n}个"))) for n in range(3)}
        site["/endless"] = Reply(endless=True, headers={"Access-Control-Allow-Origin": "*"})
        site["/"] = page("首页", links(*(path for path in site if path.endswith(".html"))))
        with Server(site) as server:
            job = make_job(tmp_path, server, render="auto", site=Site(
                code="test", name="x", kind=SiteKind.COUNTY, url=f"http://{HOST}/", rate=50.0
            ))  # fmt: skip
            names = {"private.gov.cn": [["127.0.0.1"]]}
            process = start(job, "tests.hostile.named_worker", GOVINSPECT_TEST_NAMES=json.dumps(names))
            with Peak(process.pid) as peak:
                seen = collect(process, job, seconds=600)
        assert not inside.seen
    print(f"hostile scripts: {peak}; {seen.states()}")
    assert seen.status == 0, seen.errors
    small = next(filter(None, executables()), "").endswith("-shell")  # one with windows maps 100 MB more of files
    assert (peak.all if small else peak.own) < MOST_BYTES
    for n in range(3):
        assert seen.pages[f"http://{HOST}/good{n}.html"].rendered, seen.errors
    states = seen.states()
    assert states["/busy.html"] == "done:render:time"
    assert states["/memory.html"] == states["/buffers.html"] == "done:render:memory"
    assert {"render:time", "render:memory"} <= set(seen.notes)
