"""Running checks: one defect a line, no result lost or invented, whatever the order of pages."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import ClassVar

import pytest

from checks.base import (
    Check,
    Context,
    Finding,
    Need,
    NotEvaluated,
    Option,
    Outcome,
    PageCheck,
    RuleClass,
    Severity,
    SiteCheck,
)
from checks.facts import (
    Incomplete,
    LinkKind,
    LinkState,
    Page,
    PageSummary,
    PageType,
    Site,
    SiteFacts,
    SiteKind,
    Verdict,
)
from checks.registry import CheckOptionError, UnknownCheckError
from checks.runner import Judgement, PageJudge, PageOutcomes, decode_outcomes, encode_outcomes, judge_site

AS_OF = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
HOME = "http://www.example.gov.cn/"
DOC = """For tests.

    Rule: r
    Source: s [P]
    Bad: b
    Good: g
    Blind spots: n
    """


class WordOnPage(PageCheck):
    __doc__ = DOC
    id = "word_on_page"
    title = "词"
    severity = Severity.DEDUCT
    rule_class = RuleClass.PRACTICE
    needs = frozenset({Need.PAGE})
    options: ClassVar = {"word": Option("错", "词")}

    def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
        if page.title == "boom":
            yield self._finding(page)
            raise RuntimeError("boom")
        if page.title == "unclear":
            yield NotEvaluated(check=self.id, url=page.url, reason="unclear")
        if context.options["word"] in page.title:
            yield self._finding(page)
            yield self._finding(page)

    def _finding(self, page: Page) -> Finding:
        return Finding(
            check=self.id, url=page.url, target="错", severity=self.severity, message=page.url, identity=("错",)
        )


class OtherWord(WordOnPage):
    __doc__ = DOC
    id = "other_word"


class CrashingSite(SiteCheck):
    __doc__ = DOC
    id = "crashing_site"
    title = "崩"
    severity = Severity.DEDUCT
    rule_class = RuleClass.PRACTICE
    needs = frozenset({Need.SITE})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        raise ValueError("no good")
        yield


class LinkCheck(SiteCheck):
    __doc__ = DOC
    id = "link_check"
    title = "链"
    severity = Severity.DEDUCT
    rule_class = RuleClass.PRACTICE
    needs = frozenset({Need.LINKS, Need.RENDER})

    def judge(self, site: SiteFacts, context: Context) -> Iterator[Outcome]:
        yield from ()


CHECKS: list[type[Check]] = [WordOnPage, CrashingSite]


def site(**fields: object) -> Site:
    return Site(code="example", name="示例", kind=SiteKind.COUNTY, url=HOME, **fields)  # type: ignore[arg-type]


def page(url: str, title: str = "", **fields: object) -> Page:
    return Page(url=url, final_url=url, status=200, fetched_at=AT, title=title, **fields)  # type: ignore[arg-type]


def facts(urls: list[str], **fields: object) -> SiteFacts:
    pages = tuple(PageSummary(url=url, type=PageType.OTHER) for url in urls)
    given = {"site": site(), "as_of": AS_OF, "home_url": HOME, "pages": pages} | fields
    return SiteFacts(**given)  # type: ignore[arg-type]


def outcomes(pages: list[Page], checks: list[type[Check]] = CHECKS) -> list[PageOutcomes]:
    judge = PageJudge(checks, site(), AS_OF, {})
    return [judge.judge(each) for each in pages]


def summary(judgement: Judgement, check: str) -> dict[str, object]:
    (found,) = (each for each in judgement.summaries if each.check == check)
    return {"state": found.state, "judged": found.judged, "findings": found.findings, "errors": found.errors,
            "not_evaluated": found.not_evaluated}  # fmt: skip


def test_one_defect_on_many_pages_is_one_finding_with_the_home_page_first() -> None:
    urls = [f"{HOME}{n:03}" for n in range(150)] + [HOME]
    pages = [page(url, "错") for url in urls]
    expected = None
    for seed in range(3):
        random.Random(seed).shuffle(pages)
        judgement = judge_site([WordOnPage], facts(urls), {}, outcomes(pages))
        (finding,) = judgement.findings
        assert finding.occurrences == 151  # twice on a page is one occurrence
        assert finding.url == HOME
        assert finding.pages == (HOME, *(f"{HOME}{n:03}" for n in range(19)))
        assert expected is None or finding == expected
        expected = finding


def test_without_the_home_page_the_first_page_is_shown() -> None:
    urls = [f"{HOME}b", f"{HOME}a"]
    (finding,) = judge_site([WordOnPage], facts(urls), {}, outcomes([page(url, "错") for url in urls])).findings
    assert finding.url == f"{HOME}a"
    assert finding.pages == (f"{HOME}a", f"{HOME}b")


def test_duplicates_of_a_page_are_not_counted_again() -> None:
    summaries = (
        PageSummary(url=f"{HOME}a", type=PageType.OTHER),
        PageSummary(url=f"{HOME}a2", type=PageType.OTHER, duplicate_of=f"{HOME}a"),
    )
    judgement = judge_site(
        [WordOnPage], facts([], pages=summaries), {}, outcomes([page(f"{HOME}a", "错"), page(f"{HOME}a2", "错")])
    )
    assert judgement.findings[0].pages == (f"{HOME}a",)
    assert judgement.findings[0].occurrences == 1


def test_a_crash_costs_its_own_page_and_nothing_else() -> None:
    said = outcomes([page(f"{HOME}a", "boom"), page(f"{HOME}b", "错"), page(f"{HOME}c", "对")])
    assert said[0].findings == ()
    judgement = judge_site(CHECKS, facts([HOME]), {}, said)
    assert [finding.url for finding in judgement.findings] == [f"{HOME}b"]
    assert summary(judgement, "word_on_page") == {
        "state": "fail", "judged": 2, "findings": 1, "errors": 1, "not_evaluated": 0
    }  # fmt: skip
    (notes,) = (each.notes for each in judgement.summaries if each.check == "word_on_page")
    assert notes["errors"] == [{"url": f"{HOME}a", "error": "RuntimeError: boom"}]


def test_a_site_check_that_crashes_is_no_pass() -> None:
    judgement = judge_site(CHECKS, facts([HOME]), {}, [])
    assert summary(judgement, "crashing_site") == {
        "state": "not_evaluated", "judged": 0, "findings": 0, "errors": 1, "not_evaluated": 0
    }  # fmt: skip


def test_pass_needs_something_judged() -> None:
    assert summary(judge_site([WordOnPage], facts([HOME]), {}, []), "word_on_page")["state"] == "not_evaluated"
    judged = judge_site([WordOnPage], facts([HOME]), {}, outcomes([page(HOME, "对")]))
    assert summary(judged, "word_on_page")["state"] == "pass"


def test_an_unread_page_is_not_judged() -> None:
    said = outcomes([page(HOME, "错", unread="challenge"), page(f"{HOME}u", "unclear")])
    judgement = judge_site([WordOnPage], facts([HOME]), {}, said)
    assert judgement.findings == ()
    assert summary(judgement, "word_on_page") == {
        "state": "not_evaluated", "judged": 0, "findings": 0, "errors": 0, "not_evaluated": 2
    }  # fmt: skip
    (found,) = judgement.summaries
    assert [note["reason"] for note in found.notes["not_evaluated"]] == ["challenge", "unclear"]


def test_the_registry_skips_a_check() -> None:
    skipping = site(skip=("word_on_page",))
    judge = PageJudge([WordOnPage], skipping, AS_OF, {})
    assert judge.judge(page(HOME, "错")) == PageOutcomes(url=HOME)
    judgement = judge_site([WordOnPage], facts([HOME], site=skipping), {}, outcomes([page(HOME, "错")]))
    assert judgement.findings == ()
    assert judgement.summaries[0].notes["not_evaluated"][0]["reason"] == "registry:skip"


def test_outcomes_of_checks_not_asked_for_are_left_out() -> None:
    said = outcomes([page(HOME, "错")], [WordOnPage, OtherWord])
    assert [finding.check for finding in judge_site([OtherWord], facts([HOME]), {}, said).findings] == ["other_word"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"pages": ()}, "no_pages"),
        ({}, "no_links"),
        (
            {
                "links": (LinkState(url=HOME, kind=LinkKind.PAGE, verdict=Verdict.ALIVE),),
                "incomplete": (Incomplete("render:no_browser"),),
            },
            "render:no_browser",
        ),
    ],
)
def test_what_a_site_check_needs_and_lacks_is_said(fields: dict[str, object], reason: str) -> None:
    (found,) = judge_site([LinkCheck], facts([HOME], **fields), {}, []).summaries
    assert found.state == "not_evaluated"
    assert found.notes["not_evaluated"][0]["reason"] == reason


def test_notes_are_cut_and_counts_are_not() -> None:
    said = outcomes([page(f"{HOME}{n:04}", "unclear") for n in range(500)])
    (found,) = judge_site([WordOnPage], facts([HOME]), {}, said).summaries
    assert found.not_evaluated == 500
    assert [note["url"] for note in found.notes["not_evaluated"]] == [f"{HOME}{n:04}" for n in range(100)]


def test_options_reach_the_check_and_wrong_ones_are_refused() -> None:
    judge = PageJudge([WordOnPage], site(), AS_OF, {"word_on_page": {"word": "对"}})
    assert judge.judge(page(HOME, "对")).findings
    with pytest.raises(CheckOptionError):
        PageJudge([WordOnPage], site(), AS_OF, {"word_on_page": {"word": 1}})
    with pytest.raises(UnknownCheckError):
        PageJudge([WordOnPage], site(), AS_OF, {"wrod_on_page": {}})


def test_outcomes_survive_storage_and_carry_evidence_of_their_page() -> None:
    (said,) = outcomes([page(HOME, "错")])
    assert decode_outcomes(encode_outcomes(said)) == said
    assert said.findings[0].evidence.status == 200
    assert said.findings[0].evidence.fetched_at == AT


def test_a_check_speaks_in_its_own_name_only() -> None:
    class Impostor(OtherWord):
        __doc__ = DOC
        id = "impostor"

        def judge(self, page: Page, context: Context) -> Iterator[Outcome]:
            yield NotEvaluated(check="other_word", url=page.url, reason="x")

    (said,) = outcomes([page(HOME)], [Impostor])
    assert said.errors[0].error.startswith("ValueError: check impostor yielded")
