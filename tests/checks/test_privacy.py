"""Personal numbers: what is one, and that none leaves in full, whatever check took the text."""

from __future__ import annotations

import datetime as dt

import pytest

from checks.facts import Block, Page, Site, SiteKind
from checks.privacy import is_id_card, is_luhn, private_data, without_private_data
from checks.registry import all_checks
from checks.runner import PageJudge, encode_outcomes

ID = "11010519491231002X"  # the example in GB 11643-1999
HOME = "http://www.example.gov.cn/"


def test_check_digits() -> None:
    assert is_id_card(ID)
    assert not is_id_card("110105194912310021")
    assert not is_id_card("990105194912310028")
    assert is_luhn("79927398713")
    assert not is_luhn("79927398710")


@pytest.mark.parametrize("text", [f"{ID}。", f"1 {ID}", f"2026-11-01 {ID}", f"张三{ID}李四", "110105 19491231 002X"])
def test_an_identity_card_wherever_it_stands(text: str) -> None:
    assert [datum.masked for datum in private_data(text)] == ["11**************2X"]


def test_masking_a_text_leaves_everything_else() -> None:
    assert without_private_data(f"电话0915-3210000，证号{ID}，手机13891512345") == (
        "电话0915-3210000，证号11**************2X，手机138****2345"
    )
    for harmless in ("http://x.gov.cn/t20260101_13891512345.html", "预算1234567.89万元", "索引号 20261123000001"):
        assert without_private_data(harmless) == harmless


def test_no_finding_of_any_check_holds_a_number_in_full() -> None:
    site = Site(code="example", name="示例", kind=SiteKind.COUNTY, url=HOME)
    page = Page(
        url=f"{HOME}a.html", final_url=f"{HOME}a.html", status=200, fetched_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
        title=f"公示{ID}", blocks=(Block(f"张三{ID}工作布署13891512345"), Block(f"李四{ID}领导小姐")),
    )  # fmt: skip
    outcomes = PageJudge(list(all_checks().values()), site, dt.date(2026, 11, 23), {}).judge(page)
    assert {finding.check for finding in outcomes.findings} == {"privacy_leak", "typo", "serious_wording"}
    stored = encode_outcomes(outcomes)
    assert ID.encode() not in stored
    assert b"13891512345" not in stored
