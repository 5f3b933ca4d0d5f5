"""Comparing findings with the manifest: what is missing, what is too much, what differs."""

from typing import Any

from demo.manifest import Fault, LookAlike, Manifest, compare

LINK = Fault("dead_link", "a", "http://a/", "http://a/x", {"kind": "page", "reason": "http_404"}, 3)
TYPO = Fault("typo", "a", "http://a/1", "布署", {"suggestion": "部署"})
FINE = LookAlike("dead_link", "a", "http://a/2", "http://a/slow", "slow, but it comes")
MANIFEST = Manifest((LINK, TYPO), (FINE,))


def finding(fault: Fault, **changes: Any) -> dict[str, Any]:
    return {
        "check": fault.check,
        "site": fault.site,
        "url": fault.url,
        "target": fault.target,
        "detail": {**fault.detail, "more": 1},
        "occurrences": fault.min_occurrences,
    } | changes


def test_all_found_and_nothing_else() -> None:
    result = compare([finding(TYPO), finding(LINK)], MANIFEST)
    assert result.agrees
    assert result.text() == ""
    assert result.by_check() == {}


def test_missing() -> None:
    result = compare([finding(LINK)], MANIFEST)
    assert result.missing == (TYPO,)
    assert result.by_check() == {"typo": (1, 0, 0)}
    assert "布署" in result.text()


def test_unexpected_names_the_look_alike() -> None:
    slow = finding(LINK, target="http://a/slow", url="http://a/2")
    result = compare([finding(TYPO), finding(LINK), slow], MANIFEST)
    assert [u.look_alike for u in result.unexpected] == [FINE]
    assert "slow, but it comes" in result.text()


def test_found_twice_is_once_too_often() -> None:
    assert len(compare([finding(TYPO), finding(LINK), finding(LINK)], MANIFEST).unexpected) == 1


def test_a_typo_belongs_to_its_page_and_a_dead_link_to_its_target() -> None:
    result = compare([finding(TYPO, url="http://a/9"), finding(LINK, url="http://a/9")], MANIFEST)
    assert result.missing == (TYPO,)
    assert len(result.unexpected) == 1
    assert [(d.fault, d.field, d.found) for d in result.differing] == [(LINK, "url", "http://a/9")]


def test_details_and_occurrences() -> None:
    wrong = finding(LINK, detail={"kind": "image", "reason": "http_404"}, occurrences=2)
    result = compare([finding(TYPO), wrong], MANIFEST)
    assert {(d.field, d.found) for d in result.differing} == {("kind", "image"), ("occurrences", 2)}
    assert not result.agrees


def test_other_checks_are_not_compared() -> None:
    assert compare([finding(TYPO), finding(LINK), finding(LINK, check="page_tag")], MANIFEST).agrees
