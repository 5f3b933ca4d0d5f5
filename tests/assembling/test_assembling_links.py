"""Link targets: verdicts of the crawl, sightings home first, pages counted."""

from __future__ import annotations

import msgspec
import pytest
from site_pages import AT, HOME, address, article, build, link, page

from checks.facts import LinkKind, Page, PageType, Place, Verdict
from crawler.assembling import UrlState


def dead(path: str, **fields: object) -> UrlState:
    given = {"state": "failed", "reason": "http_404", "status": 404, "verdict": "dead", "attempts": 3, "fetched_at": AT}
    return UrlState(url=address(path), **(given | fields))  # type: ignore[arg-type]


def test_a_footer_link_is_one_state_with_twenty_sightings() -> None:
    footer = link("gone.html", "旧站", Place.FOOTER)
    pages = [article(f"{number:03}.html", f"第{number}篇", links=[footer, footer]) for number in range(50)]
    facts = build(*pages, page("/", PageType.HOME, links=[footer]), urls=[dead("gone.html")])
    (state,) = facts.links
    assert state.occurrences == 51
    assert [each.page for each in state.sightings] == [HOME, *(address(f"{number:03}.html") for number in range(19))]
    assert state.sightings[0].text == "旧站"
    assert state.sightings[0].place is Place.FOOTER
    assert state.sightings[0].selector == f'[href="{address("gone.html")}"]'
    assert (state.verdict, state.reason, state.status, state.attempts) == (Verdict.DEAD, "http_404", 404, 3)
    assert state.checked_at == AT


def test_a_link_that_stands_in_several_places_is_shown_where_it_stands_first_on_each_page() -> None:
    nav = [link("x.html", "栏目", Place.NAV), link("gone.html", "菜单", Place.NAV)]
    foot = [link("gone.html", "页脚", Place.FOOTER)]
    own = [link("gone.html", "正文")]
    facts = build(
        article("1.html", "一", links=[*nav, *own, *foot]),
        article("2.html", "二", links=[*foot, *nav]),
        article("3.html", "三", links=[*own, *nav, *foot]),
        article("4.html", "四", links=nav),
        urls=[dead("gone.html")],
    )
    (state,) = facts.links
    assert state.occurrences == 4
    assert [each.text for each in state.sightings] == ["菜单", "页脚", "正文", "菜单"]
    assert [each.place for each in state.sightings] == [Place.NAV, Place.FOOTER, Place.MAIN, Place.NAV]


def test_only_what_the_crawl_judged() -> None:
    states = {
        "a.html": UrlState(url=address("a.html"), state="done"),
        "b.html": UrlState(url=address("b.html"), state="blocked", reason="http_412"),
        "c.html": UrlState(url=address("c.html"), state="skipped", reason="robots"),
        "d.html": UrlState(url=address("d.html"), state="failed", reason="timeout"),
        "e.html": UrlState(url=address("e.html"), state="failed", reason="timeout", verdict="unreachable"),
        "f.html": UrlState(url=address("f.html"), state="pending"),
    }
    shown = [link(path, path) for path in [*states, "never-heard-of.html"]]
    facts = build(page("/", PageType.HOME, links=shown), urls=states.values())
    assert {each.url.rpartition("/")[2]: each.verdict for each in facts.links} == {
        "a.html": Verdict.ALIVE,
        "b.html": Verdict.BLOCKED,
        "c.html": Verdict.SKIPPED,
        "e.html": Verdict.UNREACHABLE,
    }


def test_the_target_is_as_linked_and_spellings_are_one() -> None:
    facts = build(
        page("/", PageType.HOME, links=[link("gone.jsp;jsessionid=1?id=2", "甲")]),
        article("1.html", "一", links=[link("gone.jsp?id=2", "甲")]),
        urls=[dead("gone.jsp?id=2")],
    )
    (state,) = facts.links
    assert state.url == address("gone.jsp;jsessionid=1?id=2")
    assert state.occurrences == 2


def test_duplicates_of_a_page_count_once() -> None:
    pages: list[Page] = [
        article(path, "同一篇", links=[link("gone.html", "附")]) for path in ("Content-1.html", "WapContent-1.html")
    ]
    wap_only = article("WapContent-2.html", "二", links=[link("gone2.html", "附")])
    facts = build(*pages, article("Content-2.html", "二"), wap_only, urls=[dead("gone.html"), dead("gone2.html")])
    assert {each.url: (each.occurrences, each.sightings[0].page) for each in facts.links} == {
        address("gone.html"): (1, address("Content-1.html")),
        address("gone2.html"): (1, address("WapContent-2.html")),
    }


def test_an_error_page_that_answers_200_is_no_page() -> None:
    shown = page("/", PageType.HOME, links=[link("a/", "动态", Place.NAV)])
    soft = dead("a/", state="done", reason="soft_404", status=200)
    facts = build(shown, page("a/", PageType.COLUMN, title="您访问的页面不存在"), urls=[soft])
    assert [each.url for each in facts.pages] == [HOME]
    assert [(each.name, each.unread) for each in facts.columns] == [("动态", "soft_404")]


@pytest.mark.parametrize("kind", list(LinkKind))
def test_the_kind_is_the_frontiers_else_the_links(kind: LinkKind) -> None:
    shown = page("/", PageType.HOME, links=[link("x", "x", kind=kind)])
    assert build(shown, urls=[dead("x", kind="")]).links[0].kind is kind
    assert build(shown, urls=[dead("x", kind="attachment")]).links[0].kind is LinkKind.ATTACHMENT


def test_a_picture_is_pointed_at_as_a_picture() -> None:
    shown = page("/", PageType.HOME, links=[link("x.png", "", kind=LinkKind.IMAGE)])
    assert build(shown, urls=[dead("x.png", kind="image")]).links[0].sightings[0].selector.startswith("img[src=")


@pytest.mark.parametrize(("really", "verdict"), [(False, Verdict.SUSPECTED), (True, Verdict.DEAD)])
def test_one_real_link_among_many_guesses_is_enough(really: bool, verdict: Verdict) -> None:
    guess = msgspec.structs.replace(link("gone.html", "下载"), guessed=True)
    pages = [article(f"{number:03}.html", f"第{number}篇", links=[guess]) for number in range(30)]
    last = article("999.html", "末篇", links=[link("gone.html", "下载")] if really else [])
    (state,) = build(*pages, last, urls=[dead("gone.html")]).links
    assert (state.verdict, state.reason == "guessed") == (verdict, not really)
