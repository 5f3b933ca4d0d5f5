"""What several documents of a site write alike is the city's own word, unless they mostly write otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.wording import with_words
from db import form_usage, runs
from db.form_usage import FormUsage
from tests.crawler.harness import HOST, Inspected, inspect
from tests.crawler.server import Reply, Server
from tests.crawler.test_inspection import links

ACCUSED, BESIDE = "事伴功倍", "事半功倍"
PAGE = '<html><title>{title}</title><body><h1>{title}</h1><div id="zoom"><p>{text}</p></div></body></html>'


def article(number: int, word: str) -> Reply:
    text = f"第{number}次会议指出，要抓住重点，做到{word}。" + f"会议听取了第{number}项工作的汇报，研究了有关事项。" * 5
    return Reply(PAGE.format(title=f"第{number}次会议召开", text=text))


def inspected(tmp_path: Path, accused: int, beside: int = 0, *, reprints: int = 0) -> Inspected:
    words = [ACCUSED] * accused + [BESIDE] * beside
    pages = {f"/{number}.html": article(number, word) for number, word in enumerate(words)}
    pages |= {f"/again{number}.html": article(0, ACCUSED) for number in range(reprints)}
    home = Reply(f"<html><title>首页</title><body>{links(*pages)}</body></html>")
    with Server({"/": home, **pages}) as server:
        return inspect(tmp_path, server, render="never")


def accused_on(seen: Inspected) -> int:
    return sum(finding.check == "typo" and finding.target == ACCUSED for finding in seen.findings)


def doubts(seen: Inspected) -> list[tuple[str, str]]:
    with seen.database.reading() as session:
        (result,) = (one for one in runs.load_check_results(session, seen.inspection_id) if one.check == "typo")
    return [(one["target"], one["reason"]) for one in result.notes["not_evaluated"]]


@pytest.mark.parametrize(
    ("accused", "beside", "found"),
    [
        (2, 0, 2),  # two may slip alike
        (3, 0, 0),
        (3, 29, 0),
        (3, 30, 3),  # a slip: the city writes it otherwise
    ],
)
def test_a_form_of_several_documents_is_left_to_a_person(tmp_path: Path, accused: int, beside: int, found: int) -> None:
    seen = inspected(tmp_path, accused, beside)
    assert accused_on(seen) == found
    left = doubts(seen)
    assert len(left) == (0 if found else accused)
    assert all(target == ACCUSED and "多份文件" in reason for target, reason in left)


@pytest.mark.parametrize(("beside", "surer"), [(9, False), (10, True)])
def test_a_form_that_is_rare_where_the_other_is_common_is_surer_to_be_a_slip(
    tmp_path: Path, beside: int, surer: bool
) -> None:
    (alone,) = (one for one in inspected(tmp_path / "alone", 1).findings if one.target == ACCUSED)
    (finding,) = (one for one in inspected(tmp_path / "beside", 1, beside).findings if one.target == ACCUSED)
    assert (finding.detail["confidence"] > alone.detail["confidence"]) is surer
    assert finding.detail["confidence"] < 1
    assert finding.id == alone.id


def test_reprints_of_one_document_are_one_document(tmp_path: Path) -> None:
    seen = inspected(tmp_path, 1, reprints=4)
    assert accused_on(seen) >= 1


def test_later_inspections_know_what_the_city_s_sites_write(tmp_path: Path) -> None:
    seen = inspected(tmp_path, 2)
    with seen.database.session() as session:
        assert form_usage.city_usage(session) == [FormUsage(ACCUSED, BESIDE, 2, 0)]
        form_usage.store_usage(session, "test", [FormUsage(ACCUSED, BESIDE, 1, 0)])  # one that read less
    assert not with_words({}, seen.database)
    with seen.database.session() as session:
        form_usage.store_usage(session, "other", [FormUsage(ACCUSED, BESIDE, 1, 0)])
    assert with_words({}, seen.database)["typo"]["known_words"] == [ACCUSED]
    with seen.database.session() as session:
        form_usage.store_usage(session, "third", [FormUsage(ACCUSED, BESIDE, 0, 30)])
    assert not with_words({}, seen.database)


def test_what_the_table_names_is_wrong_however_often_it_is_written(tmp_path: Path) -> None:
    pages = {f"/{number}.html": article(number, "布署工作") for number in range(5)}
    home = Reply(f"<html><title>首页</title><body>{links(*pages)}</body></html>")
    with Server({"/": home, **pages}) as server:
        seen = inspect(tmp_path, server, render="never")
    assert sum(finding.target == "布署" for finding in seen.findings) == 5
    assert HOST in seen.findings[0].url
