"""The demo city: everything linked answers, bytes are as declared, dates hold on any day, same arguments same bytes."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from demo_walking import Visit, Walk

from checks.facts import SiteKind
from checks.registry import all_checks
from demo.city import City, build
from demo.dates import report_is_due
from demo.manifest import Fault

AS_OF = dt.date(2026, 11, 23)
ODD_DATES = [dt.date(2028, 2, 29), dt.date(2026, 8, 31), dt.date(2027, 1, 1), dt.date(2027, 1, 31), dt.date(2027, 2, 1)]
LEAST_PAGES, MOST_PAGES = 40, 130
NO_PAGE_HERE = {401}  # asks for a login: alive
DEAD_STATUS = {"http_404": 404, "http_410": 410}

_cities: dict[dt.date, City] = {}
_walks: dict[tuple[dt.date, str], Walk] = {}


def city(as_of: dt.date = AS_OF) -> City:
    return _cities.setdefault(as_of, build(as_of))


def walk(code: str, as_of: dt.date = AS_OF) -> Walk:
    key = (as_of, code)
    if key not in _walks:
        home = next(site.url for site in city(as_of).sites if site.code == code)
        city(as_of).forget()
        _walks[key] = Walk(city(as_of), home).run()
    return _walks[key]


def faults(check: str, code: str, as_of: dt.date = AS_OF) -> list[Fault]:
    return [f for f in city(as_of).manifest.faults if f.check == check and f.site == code]


CODES = [site.code for site in build(AS_OF).sites]


def own_pages(code: str, as_of: dt.date = AS_OF) -> list[Visit]:
    walked = walk(code, as_of)
    return [
        v
        for v in walked.visits.values()
        if v.is_page and v.response.status == 200 and v.url == v.final and v.url.startswith(walked.home)
    ]


def test_seven_sites_of_three_kinds() -> None:
    assert len(CODES) == len(set(CODES)) >= 7
    assert {site.kind for site in city().sites} == set(SiteKind)


@pytest.mark.parametrize("code", CODES)
def test_size(code: str) -> None:
    assert LEAST_PAGES <= len(own_pages(code)) <= MOST_PAGES


@pytest.mark.parametrize("code", CODES)
def test_everything_linked_answers_but_the_planted(code: str) -> None:
    broken = {v.url: v.response.status for v in walk(code).visits.values() if v.response.status not in {200, 401}}
    planted = {
        f.target: DEAD_STATUS[f.detail["reason"]]
        for f in faults("dead_link", code)
        if f.detail["reason"] in DEAD_STATUS
    }
    assert broken == planted


@pytest.mark.parametrize("code", CODES)
def test_the_walk_reaches_every_address(code: str) -> None:
    """What the host serves and no page links to would never be inspected."""
    walked = walk(code)
    host = urlsplit(walked.home).netloc
    seen = {url.removeprefix(f"http://{host}") for url in walked.visits}
    hidden = {
        target
        for target, resource in city().hosts[host].routes.items()
        if target not in seen and not resource.any_query and not target.startswith("/api/")
    }
    assert hidden == set()


@pytest.mark.parametrize("code", CODES)
def test_pages_decode_as_declared(code: str) -> None:
    for visit in own_pages(code):
        text = visit.text()
        if visit.response.body:
            assert "<title>" in text or "<TITLE>" in text, visit.url


def test_the_gbk_site_is_no_utf_8() -> None:
    home = walk("lyj").visits["http://lyj.demo-qingyun.com.cn/"]
    assert home.type == "text/html"
    with pytest.raises(UnicodeDecodeError):
        home.response.body.decode("utf-8")


@pytest.mark.parametrize(
    "fault", [f for f in build(AS_OF).manifest.faults if f.check == "dead_link"], ids=lambda f: f.target
)
def test_each_dead_link_is_linked_where_the_manifest_says(fault: Fault) -> None:
    walked = walk(fault.site)
    page = walked.visits[fault.url]
    states = [v for v in walked.visits.values() if "/static/js/channel-" in v.url]
    carriers = [page, *(v for v in states if v.found_on == fault.url)]
    assert any(fault.target in walked.links(v) for v in carriers)
    dead = walked.visits[fault.target].response
    match fault.detail["reason"]:
        case "soft_404":
            assert dead.status == 200
        case "bad_attachment":
            assert dead.status == 200
            assert not dead.body.startswith((b"PK", b"%PDF"))
        case reason:
            assert dead.status == DEAD_STATUS[reason]


@pytest.mark.parametrize(
    "fault", [f for f in build(AS_OF).manifest.faults if f.min_occurrences > 1], ids=lambda f: f.target
)
def test_what_every_page_repeats_is_on_enough_pages(fault: Fault) -> None:
    mark = (urlsplit(fault.target).path if fault.check == "dead_link" else fault.target).encode()
    assert sum(mark in v.response.body for v in own_pages(fault.site)) >= fault.min_occurrences


@pytest.mark.parametrize(
    "fault", [f for f in build(AS_OF).manifest.faults if f.check == "typo"], ids=lambda f: f.target
)
def test_each_typo_stands_on_its_page(fault: Fault) -> None:
    text = walk(fault.site).visits[fault.url].text()
    assert fault.target in text
    assert fault.detail["suggestion"] not in text


@pytest.mark.parametrize("check", sorted(all_checks()))
def test_every_check_has_a_fault_and_a_look_alike(check: str) -> None:
    manifest = city().manifest
    assert any(fault.check == check for fault in manifest.faults)
    assert any(alike.check == check for alike in manifest.look_alikes)


def test_look_alikes_exist() -> None:
    for alike in city().manifest.look_alikes:
        if alike.url.startswith(("http://zwfw", "http://www.demo-qingyun.gov.cn/ysq")):
            continue
        assert alike.url in walk(alike.site).visits, alike
        if alike.check == "typo" and alike.target:
            assert alike.target in walk(alike.site).visits[alike.url].text()


@pytest.mark.parametrize("code", CODES)
def test_links_lead_to_the_city_only(code: str) -> None:
    hosts = {urlsplit(url).netloc for url in walk(code).visits}
    assert hosts <= set(city().hosts)


def test_same_arguments_same_bytes() -> None:
    def content(made: City) -> dict[str, bytes]:
        return {f"{h}{t}": r.body for h, host in made.hosts.items() for t, r in host.routes.items()}

    assert content(build(AS_OF, 3)) == content(build(AS_OF, 3))
    assert content(build(AS_OF, 3)) != content(build(AS_OF, 4))


def test_no_two_articles_alike() -> None:
    titles = [
        re.search(r"<title>(.*?)</title>", v.text(), re.I)[1]
        for code in CODES
        for v in own_pages(code)
        if v.response.body
    ]
    repeated = {t for t in titles if titles.count(t) > 1 and "-" in t}
    # further pages of one list carry its name, and a page for mobile phones the title of its article
    assert all(len(t.split("-")[0]) < 12 for t in repeated), repeated


@pytest.mark.parametrize("as_of", ODD_DATES, ids=str)
def test_odd_dates(as_of: dt.date) -> None:
    made = city(as_of)
    future = {target for host in made.hosts.values() for target, r in host.routes.items() if _published(r.body) > as_of}
    assert len(future) == 2, "two articles are dated in the future, on purpose: the next day, and later"
    reports = {f.site for f in made.manifest.faults if f.target == "annual_report"}
    due = {"songlan": (3, 31), "lyj": (1, 31)}
    assert reports == {code for code, day in due.items() if report_is_due(as_of, day)}


def _published(body: bytes) -> dt.date:
    found = re.search(rb'name="PubDate" content="(\d{4}-\d\d-\d\d)', body)
    return dt.date.fromisoformat(found[1].decode()) if found else dt.date.min
