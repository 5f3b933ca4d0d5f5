"""A scheme is data that is checked when it is loaded."""

from decimal import Decimal

import pytest

from reports.scheme import SchemeError, available_schemes, load_scheme, parse_scheme
from tests.reports.factories import CHECKS

MINIMAL = """
id: t
version: "1"
title: 测试
source: 无
inner_weights: published
dimensions:
  - id: d
    title: 方面
    points: 10
    clause: 条款
    indicators:
      - id: i
        title: 指标
        clause: 条款
        class: V
        points: 10
        rules:
          - {id: r, text: 错链, clause: 条款, class: V, checks: [dead_link], per_fault: 0.1}
"""


def parse(text: str):
    return parse_scheme(text.encode(), known_checks=CHECKS)


def test_the_shipped_scheme_has_the_circulars_dimensions() -> None:
    scheme = load_scheme(known_checks=CHECKS)
    assert [(d.title, int(d.points)) for d in scheme.dimensions] == [
        ("政府信息公开", 40),
        ("解读回应参与", 10),
        ("服务公开", 20),
        ("平台建设", 20),
        ("制度建设与组织保障", 10),
    ]
    assert scheme.points == 100
    assert scheme.inner_weights == "default"
    assert "默认" in scheme.inner_weights_note
    assert len(scheme.sha256) == 64
    assert {i.id for d in scheme.dimensions if d.id in ("disclosure", "platform") for i in d.indicators}
    assert all("需人工评价" in d.not_measured for d in scheme.dimensions if not d.indicators)


def test_every_shipped_scheme_loads() -> None:
    assert "ankang-2019" in available_schemes()
    for name in available_schemes():
        load_scheme(name, known_checks=CHECKS)


def test_a_fraction_stays_exact() -> None:
    assert parse(MINIMAL).dimensions[0].indicators[0].rules[0].per_fault == Decimal("0.1")


def test_the_hash_is_that_of_the_file() -> None:
    assert parse(MINIMAL).sha256 != parse(MINIMAL + "# 注\n").sha256


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[dead_link]", "[dead_lnik]", "unknown checks dead_lnik"),
        ("points: 10\n        rules", "points: 9\n        rules", "add up to 9, not 10"),
        ("class: V\n        points", "class: X\n        points", "class"),
        ("per_fault: 0.1", "per_fault: -1", "below 0"),
        ("per_fault: 0.1", "per_fault: 1, cap: 11", "above the indicator"),
        ("per_fault: 0.1", "per_fault: 1, where: {color: [red]}", "unknown field 'color'"),
        ("per_fault: 0.1", "per_fault: 1, surprise: 1", "surprise"),
        ("inner_weights: published", "inner_weights: default", "inner_weights_note"),
        ("id: r,", "id: i,", "ids used twice: i"),
        ("checks: [dead_link]", "checks: []", "no checks"),
        ("source: 无", "source: [", "scheme: "),
    ],
)
def test_a_broken_scheme_is_refused_with_the_reason(old: str, new: str, complaint: str) -> None:
    assert old in MINIMAL
    with pytest.raises(SchemeError, match=complaint):
        parse(MINIMAL.replace(old, new))


def test_an_unknown_name_lists_the_known(tmp_path) -> None:
    with pytest.raises(SchemeError, match="ankang-2019"):
        load_scheme("ankang-1999", known_checks=CHECKS)
    with pytest.raises(SchemeError, match=r"none\.yaml"):
        load_scheme(tmp_path / "none.yaml", known_checks=CHECKS)
