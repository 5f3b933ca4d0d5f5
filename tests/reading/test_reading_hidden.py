"""Links that style sheets and scripts hide, and those that they only hold back."""

from __future__ import annotations

import pytest

from crawler.reading.hidden import judge
from crawler.reading.styles import MAX_RULES, Element, Sheets, read_sheet
from tests.reading.reading_pages import reading as read_markup

AWAY = "http://x.example.com/"
BY_SCRIPT = 'document.getElementById("k7").style.display = "none";'
LINK = f'<a href="{AWAY}">x</a>'


def found(css: str, markup: str, *files: str) -> list[tuple[str, bool, bool]]:
    """Technique, anonymous, styled of the hidden links of a page with a style element and style sheet files."""
    reading = read_markup(f"<html><head><style>{css}</style></head><body>{markup}</body></html>")
    return [(one.technique, one.anonymous, one.styled) for one in judge(reading.suspects, files)]


@pytest.mark.parametrize(
    ("css", "markup", "technique"),
    [
        (".q1{display:none}", f'<div class="q1">{LINK}</div>', "display_none"),
        ("#z9 { position: absolute; left: -9999px }", f'<div id="z9">{LINK}</div>', "off_screen"),
        (".a .b{text-indent:-999em}", f'<div class="a"><p><b class="b">{LINK}</b></p></div>', "off_screen"),
        (".q{font-size:0}", f'<div class="q">{LINK}</div>', "tiny_text"),
        (".q{font-size:0} .q a{font-size:1.2em}", f'<div class="q">{LINK}</div>', "tiny_text"),
        ("div.q>a{color:transparent}", f'<div class="q">{LINK}</div>', "transparent"),
        (".q{height:1px;overflow:hidden}", f'<div class="q">{LINK}</div>', "no_size"),
        (".q{width:0}.q{overflow:hidden}", f'<div class="q">{LINK}</div>', "no_size"),
        ("/* .q{} */ @charset 'x'; .q,.r{visibility:hidden}", f'<div class="r">{LINK}</div>', "invisible"),
        (".q{display:none !important}", f'<div class="q" style="display:block">{LINK}</div>', "display_none"),
        ("", f'<div id="k7">{LINK}</div><script>{BY_SCRIPT}</script>', "display_none"),
    ],
)  # fmt: skip
def test_a_sheet_hides_a_link(css: str, markup: str, technique: str) -> None:
    (one,) = found(css, markup)
    assert (one[0], one[2]) == (technique, True)


@pytest.mark.parametrize(
    ("css", "markup"),
    [
        (".q{display:none} .q{display:block}", f'<div class="q">{LINK}</div>'),
        (".q{display:none} div.q{display:block}", f'<div class="q">{LINK}</div>'),
        ("div.q{display:block} .q{display:none}", f'<div class="q">{LINK}</div>'),
        (".q{display:none}", f'<div class="q" style="display:block">{LINK}</div>'),
        (".a>.q{display:none}", f'<div class="a"><p><b class="q">{LINK}</b></p></div>'),
        (".a .q{display:none}", f'<div class="q">{LINK}</div><div class="a"></div>'),
        (".q:after{display:none}", f'<div class="q">{LINK}</div>'),
        ("@media print{.q{display:none}}", f'<div class="q">{LINK}</div>'),
        ("@media (max-width:600px){.r{color:red} .q{display:none}} .s{color:red}", f'<div class="q">{LINK}</div>'),
        ("ul{font-size:0} li{font-size:14px}", f"<ul><li>{LINK}</li></ul>"),
        ("", f'<ul style="font-size:0"><li style="font-size:14px">{LINK}</li></ul>'),
        (".q{color:transparent}", f'<div class="q">{LINK}</div>'),
        (".q{left:-9999px}", f'<div class="q">{LINK}</div>'),
        (".q{visibility:hidden} .q a{visibility:visible}", f'<div class="q">{LINK}</div>'),
        (".q{height:0}", f'<div class="q">{LINK}</div>'),
        (".q{display:none}", '<div class="q"><a href="http://www.gov.cn/">x</a><a href="/in.html">y</a></div>'),
    ],
)  # fmt: skip
def test_a_link_that_is_seen(css: str, markup: str) -> None:
    assert found(css, markup) == []


@pytest.mark.parametrize(
    ("css", "markup"),
    [
        ("li ul{position:absolute;left:-999em} li:hover ul{left:auto}", f"<ul><li>x<ul>{LINK}</ul></li></ul>"),
        (".q{position:absolute;left:-999px} .q.on{left:0}", f'<div class="q">{LINK}</div>'),
        (".q{height:0;overflow:hidden} .open .q{height:auto}", f'<div class="q">{LINK}</div>'),
        (".wb{text-indent:-999px;background:url(wb.png)}", f'<a class="wb" href="{AWAY}">x</a>'),
        (".sr-only{position:absolute;left:-9999px}", f'<span class="sr-only">{LINK}</span>'),
        (".q{position:absolute;left:-9999px}", f'<div class="q">{LINK}<a href="/in.html">y</a></div>'),
        (".q{position:fixed;right:-300px}", f'<div class="q">{LINK}</div><script>$(".q").show()</script>'),
    ],
)  # fmt: skip
def test_an_effect_is_no_hiding_place(css: str, markup: str) -> None:
    (one,) = found(css, markup)
    assert one[1:] == (False, True)


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="print-only" style="position:absolute;left:-9999px">{LINK}</div>',
        f'<div id="gg1" style="position:absolute;top:-500px">{LINK}</div><script>new Floating("gg1").start();</script>',
        f'<div class="accordion-body" style="height:0;overflow:hidden">{LINK}</div>',
    ],
)
def test_what_its_own_style_moves_away_for_an_effect_asks_for_words(markup: str) -> None:
    assert [one[1:] for one in found("", markup)] == [(False, True)]  # no finding without words of its kind


def test_what_nothing_names_is_hidden_by_its_own_style() -> None:
    assert found("", f'<div style="position:absolute;left:-9999px">{LINK}</div>') == [("off_screen", True, False)]


def test_files_come_before_the_page_s_own_sheets() -> None:
    markup = f'<div class="q">{LINK}</div>'
    assert found("", markup, ".q{position:absolute;top:-5000px}") == [("off_screen", True, True)]
    assert found(".q{top:0}", markup, ".q{position:absolute;top:-5000px}") == []


def test_own_sheets_are_named_only_where_a_link_may_be_hidden() -> None:
    head = '<link rel="stylesheet" href="/a.css"><link rel="stylesheet" href="http://cdn.example.com/b.css">'
    assert read_markup(f"<head>{head}</head><body>{LINK}</body>").style_files == ("http://www.hanyin.gov.cn/a.css",)
    assert read_markup(f"<head>{head}</head><body><a href='/x.html'>x</a></body>").style_files == ()


def test_hostile_sheets_cost_little() -> None:
    deep = [Element("div", "", frozenset(), "", at - 1) for at in range(40)]
    sheets = Sheets([" ".join(["div"] * 60) + " .x, " + " ".join(["div"] * 30) + "{display:none}", "{{{}}}} a{" * 500])
    assert sheets.declared(deep, 39) == {"display": "none"}
    assert sheets.declared(deep, 5) == {}
    assert sum(map(len, read_sheet(".x{color:red}" * 100_000).values())) == MAX_RULES
