"""Facts as they are stored: nothing is lost, an unchanged page has one key, what earlier versions stored is read."""

from __future__ import annotations

import datetime as dt
import zlib

import msgspec

from checks import facts
from checks.facts import Block, ItemList, Link, LinkKind, ListItem, Page, PageType, Place
from crawler.packing import NO_TIME, FoldedPage, fold, links_in, pack, unpack, unpack_folded

AT = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=1)


def link(url: str, place: Place) -> Link:
    return Link(f"http://a.gov.cn/{url}", url, place, LinkKind.PAGE)


PAGE = Page(
    url="http://a.gov.cn/1.html",
    final_url="http://a.gov.cn/1.html",
    status=200,
    fetched_at=AT,
    type=PageType.ARTICLE,
    title="标题",
    tags=(("SiteName", "示例"),),
    links=(link("a", Place.NAV), link("b", Place.NAV), link("c", Place.MAIN), link("a", Place.NAV)),
    blocks=(
        Block("菜单", Place.NAV),
        Block("正文一"),
        Block("正文二", link="http://a.gov.cn/c"),
        Block("脚", Place.FOOTER),
    ),
    lists=(ItemList((ListItem("甲", "http://a.gov.cn/x", dt.date(2026, 1, 2)),), Place.SIDE, heading="热点"),),
    notes=("limit:time",),
)


def test_a_page_comes_back_whole_in_page_order() -> None:
    _, data = pack(PAGE)
    assert unpack(data, AT) == PAGE
    assert unpack(data, None) == msgspec.structs.replace(PAGE, fetched_at=NO_TIME)
    bare = Page(url="u", final_url="u", status=200, fetched_at=AT)
    assert unpack(pack(bare)[1], AT) == bare


def test_the_key_is_of_what_a_page_says_and_not_of_when() -> None:
    key, data = pack(PAGE)
    assert pack(msgspec.structs.replace(PAGE, fetched_at=LATER)) == (key, data)
    assert pack(msgspec.structs.replace(PAGE, links=PAGE.links[:-1]))[0] != key
    assert pack(msgspec.structs.replace(PAGE, blocks=PAGE.blocks[:-1]))[0] != key
    assert PAGE.fetched_at == AT  # the page itself is left as it is


def test_what_earlier_versions_stored_is_read_and_folded_alike() -> None:
    old = zlib.compress(facts.encode(msgspec.structs.replace(PAGE, fetched_at=NO_TIME)), 1)
    assert unpack(old, AT) == PAGE
    assert unpack_folded(old, AT) == unpack_folded(pack(PAGE)[1], AT) == fold(PAGE)


def test_a_folded_page_has_its_own_blocks_and_links_by_place() -> None:
    folded: FoldedPage = unpack_folded(pack(PAGE)[1], AT)
    assert [block.text for block in folded.page.blocks] == ["正文一", "正文二"]
    assert (folded.page.links, folded.page.lists) == ((), ())
    assert [run.place for run in folded.links] == [Place.NAV, Place.MAIN, Place.NAV]
    assert [each.text for each in links_in(folded, {Place.NAV})] == ["a", "b", "a"]
    assert [each.text for each in links_in(folded, {Place.MAIN})] == ["c"]
